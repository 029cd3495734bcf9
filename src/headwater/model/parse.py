"""Sentences, parts of speech and dependencies: the reading model's parse, in the scheme of Universal Dependencies.

Heads are scored by a biaffine map (Dozat and Manning 2017); within each sentence the best tree with one root and no crossing arcs is taken, by Eisner's
algorithm (1996) where the best heads alone make none.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from headwater.model.labels import POS, RELATIONS
from headwater.model.reader import Floats, Ints, Model, Reading, Window
from headwater.model.tokens import STOP

_FAR = np.float32(-1e4)


@dataclass(slots=True)
class Parse:
    """By word of the document: does it begin a sentence; its part of speech; its head's number, -1 for a root; its relation to the head."""

    starts: list[bool]
    pos: list[str]
    heads: list[int]
    relations: list[str]


class Parser:
    """Parses the sentences of a document as they are asked for: most hold no figure, and nobody asks for those."""

    def __init__(self, model: Model, reading: Reading) -> None:
        self.words = reading.words
        #: Where each word begins in the document's text.
        self.places = [w.start for w in reading.words]
        self._model = model
        n = len(reading.words)
        starts = [s for w in reading.windows for s in _starts(model, w, reading).tolist()]
        self._known = Parse(starts, [""] * n, [-1] * n, [""] * n)
        self._edges: list[int] = [i for i, begins in enumerate(starts) if begins] + [n]
        self._window = [(w.first, w) for w in reading.windows]

    def over(self, first: int, last: int) -> Parse:
        """The parse of the document, filled in for every sentence that has words in ``[first, last)``."""
        k = max(0, bisect_right(self._edges, first) - 1)
        while k < len(self._edges) - 1 and self._edges[k] < last:
            self._fill(self._edges[k], self._edges[k + 1])
            k += 1
        return self._known

    def _fill(self, a: int, b: int) -> None:
        out = self._known
        if out.pos[a]:
            return
        model, (first, window) = self._model, self._window[bisect_right(self._window, a, key=lambda w: w[0]) - 1]
        h = window.hidden[a - first : b - first]
        heads = _heads(model, h)
        x = model.linear("label_word", h) + model.linear("label_head", h)[np.where(heads < 0, np.arange(b - a), heads)]
        labels = model.linear("label", np.maximum(x, 0))
        labels[:, RELATIONS.index("root")] = _FAR
        out.pos[a:b] = [POS[i] for i in model.linear("pos", h).argmax(-1).tolist()]
        out.heads[a:b] = [-1 if i < 0 else a + i for i in heads.tolist()]
        out.relations[a:b] = ["root" if i < 0 else RELATIONS[k] for i, k in zip(heads.tolist(), labels.argmax(-1).tolist(), strict=True)]


def parse(model: Model, reading: Reading) -> Parse:
    """The parse of a whole document."""
    return Parser(model, reading).over(0, len(reading.words))


#: How sure the model must be (as a logit) that a sentence begins at any word, and at a capital behind a final mark.
_SURE, _LIKELY = 0.0, -3.0


def _starts(model: Model, window: Window, reading: Reading) -> np.ndarray:
    """Sentences begin where the model says so, sooner behind a final mark, and always behind an empty line."""
    words = reading.words[window.first : window.last]
    scores = model.linear("starts", window.hidden)[:, 0]
    marked = [False, *(a.form == STOP and b.form != STOP and not b.text[:1].islower() for a, b in pairwise(words))]
    starts = scores > np.where(marked, _LIKELY, _SURE)
    starts |= np.array([w.gap == 3 for w in words], bool)
    starts[0] = True
    return np.asarray(starts)


def _heads(model: Model, h: Floats) -> Ints:
    """Heads of the words of a sentence from their hidden states, -1 for the root."""
    words, heads = np.maximum(model.linear("arc_word", h), 0), np.maximum(model.linear("arc_head", h), 0)
    words = np.concatenate([words, np.ones((len(h), 1), np.float32)], -1) @ model.arrays["arc"]
    return tree(words @ heads.T)


def tree(scores: Floats) -> Ints:
    """The best projective tree with exactly one root for scores [word, head], where a word's own place stands for being the root: heads, -1 for the root.

    The best heads are taken where they make such a tree; else Eisner's algorithm finds the best one (1996), in time n^3 with n^2 of it in NumPy's loops.
    Crossing arcs are as good as never right in English: fewer than 1 in 100 sentences of the treebanks have any.
    """
    best = scores.argmax(1)
    roots = np.flatnonzero(best == np.arange(len(scores)))
    if len(roots) == 1:
        best[roots[0]] = -1
        if not _crossing(best) and not _cyclic(best):
            return np.asarray(best)
    return _eisner(scores)


def _crossing(heads: Ints) -> bool:
    """Do two arcs cross, the root's own reaching in from in front of the sentence?"""
    n = len(heads)
    a, b = np.minimum(np.arange(n), heads), np.maximum(np.arange(n), heads)
    return bool(((a[:, None] < a) & (a < b[:, None]) & (b[:, None] < b)).any())


def _cyclic(heads: Ints) -> bool:
    """Does some word never lead to the root? A word's place after as many steps as there are words tells."""
    at = np.append(heads, -1)  # the root's head, -1, is the last entry and its own head
    for _ in range(len(heads).bit_length()):
        at = at[at]
    return bool((at >= 0).any())


def _eisner(scores: Floats) -> Ints:
    """Spans by length, all starts of one length at once.

    ``right[s, k]``: the best tree over words ``s .. s + k`` under ``s``; ``left[t, k]``: over ``t - k .. t`` under ``t``. The arrays that end in ``_by`` hold
    the same numbers by the other end of the span, so that every maximum runs over two adjoining blocks.
    """
    n = len(scores)
    right, right_by, left, left_by = (np.zeros((n, n), np.float32) for _ in range(4))
    open_right, open_left = (np.full((n, n), _FAR, np.float32) for _ in range(2))  # the same, while the outermost child may still grow
    split, right_child, left_child = (np.zeros((n, n), np.int64) for _ in range(3))
    for k in range(1, n):
        s, t = np.arange(n - k), np.arange(k, n)
        both = right[: n - k, :k] + left[k:, :k][:, ::-1]
        split[: n - k, k] = both.argmax(1)
        top = both.max(1)
        open_right[: n - k, k] = top + scores[t, s]
        open_left[k:, k] = top + scores[s, t]
        grown = open_right[: n - k, 1 : k + 1] + right_by[k:, :k][:, ::-1]
        right_child[: n - k, k] = grown.argmax(1) + 1
        right[: n - k, k] = right_by[k:, k] = grown.max(1)
        grown = open_left[k:, 1 : k + 1] + left_by[: n - k, :k][:, ::-1]
        left_child[k:, k] = grown.argmax(1) + 1
        left[k:, k] = left_by[: n - k, k] = grown.max(1)
    words = np.arange(n)
    root = int((np.diag(scores) + left[words, words] + right[words, n - 1 - words]).argmax())
    heads = np.full(n, -1, np.int64)
    # What is still to be taken apart: (head, the other end of its span).
    todo = [(root, 0), (root, n - 1)]
    while todo:
        head, end = todo.pop()
        k = abs(end - head)
        if not k:
            continue
        child = head + right_child[head, k] if end > head else head - left_child[head, k]
        heads[child] = head
        low, high = min(head, child), max(head, child)
        middle = low + split[low, high - low]
        todo += [(int(child), end), (low, int(middle)), (high, int(middle) + 1)]
    return heads

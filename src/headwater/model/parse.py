"""Sentences, parts of speech and dependencies: the reading model's parse, in the scheme of Universal Dependencies.

Heads are scored by a biaffine map (Dozat and Manning 2017); within each sentence the best tree with one root is taken, by Chu and Liu's and Edmonds'
algorithm where the best heads alone make none.
"""

from __future__ import annotations

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


def parse(model: Model, reading: Reading) -> Parse:
    """The parse of a document."""
    out = Parse([], [], [], [])
    for w in reading.windows:
        starts = _starts(model, w, reading)
        out.starts += starts.tolist()
        out.pos += [POS[i] for i in model.linear("pos", w.hidden).argmax(-1).tolist()]
        heads = _heads(model, w, starts)
        own = heads < 0
        at = np.where(own, np.arange(len(heads)), heads)
        x = model.linear("label_word", w.hidden) + model.linear("label_head", w.hidden)[at]
        labels = model.linear("label", np.maximum(x, 0))
        root = RELATIONS.index("root")
        labels[:, root] = _FAR
        out.relations += ["root" if o else RELATIONS[i] for o, i in zip(own.tolist(), labels.argmax(-1).tolist(), strict=True)]
        out.heads += [-1 if o else w.first + h for o, h in zip(own.tolist(), heads.tolist(), strict=True)]
    return out


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


def _heads(model: Model, window: Window, starts: np.ndarray) -> Ints:
    """Numbers of the heads within the window, -1 for a root."""
    h = window.hidden
    words, heads = np.maximum(model.linear("arc_word", h), 0), np.maximum(model.linear("arc_head", h), 0)
    words = np.concatenate([words, np.ones((len(h), 1), np.float32)], -1) @ model.arrays["arc"]
    out = np.full(len(h), -1, np.int64)
    bounds = [*np.flatnonzero(starts).tolist(), len(h)]
    for a, b in pairwise(bounds):
        found = tree(words[a:b] @ heads[a:b].T)
        out[a:b] = np.where(found < 0, -1, found + a)
    return out


def tree(scores: Floats) -> Ints:
    """The best tree with exactly one root for scores [word, head], where a word's own place stands for being the root: heads, -1 for the root."""
    n = len(scores)
    best = scores.argmax(1)
    roots = np.flatnonzero(best == np.arange(n))
    if len(roots) == 1 and _cycle(best, roots[0]) is None:
        best[roots[0]] = -1
        return np.asarray(best)
    others = scores.copy()
    np.fill_diagonal(others, _FAR)
    most = others.max(1)
    # No tree with this root can score more; roots are tried from the most promising on until none can win.
    bound = np.diag(scores) - most + most.sum()
    found, top = best, -np.inf
    for root in np.argsort(-bound, kind="stable").tolist():
        if bound[root] <= top:
            break
        rooted = others.copy()
        rooted[root] = _FAR
        heads = _edmonds(rooted, root)
        rest = np.arange(n) != root
        total = scores[root, root] + scores[rest, heads[rest]].sum()
        if total > top:
            heads[root] = -1
            found, top = heads, total
    return np.asarray(found)


def _cycle(heads: Ints, root: int) -> list[int] | None:
    """Words that lead to one another and never to the root."""
    state = np.zeros(len(heads), np.int8)
    state[root] = 2
    for first in range(len(heads)):
        path = []
        at = first
        while not state[at]:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return path[path.index(at) :]
        state[path] = 2
    return None


def _edmonds(scores: Floats, root: int) -> Ints:
    """Heads of the best tree from a given root; the root's own entry means nothing."""
    heads = scores.argmax(1)
    heads[root] = root
    cycle = _cycle(heads, root)
    if cycle is None:
        return np.asarray(heads)
    # The cycle becomes one word, the last; an arc into it costs what it breaks.
    inside = np.zeros(len(scores), bool)
    inside[cycle] = True
    rest = np.flatnonzero(~inside)
    held = np.array(cycle)
    kept = scores[held, heads[held]]
    small = np.full((len(rest) + 1, len(rest) + 1), _FAR, np.float32)
    small[:-1, :-1] = scores[np.ix_(rest, rest)]
    out_of = scores[np.ix_(rest, held)]
    into = scores[np.ix_(held, rest)] - kept[:, None]
    small[:-1, -1], small[-1, :-1] = out_of.max(1), into.max(0)
    small[-1, -1] = _FAR
    found = _edmonds(small, int(np.flatnonzero(rest == root)[0]))
    result = heads.copy()
    for i, head in enumerate(found[:-1].tolist()):
        result[rest[i]] = held[out_of[i].argmax()] if head == len(rest) else rest[head]
    entry = int(found[-1])
    broken = held[into[:, entry].argmax()]
    result[broken] = rest[entry]
    return np.asarray(result)

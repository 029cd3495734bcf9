"""Statements as the reading model finds them: anchors, then for each anchor the best labelling of the words around it.

A labelling is a path through the places of each part (begins, inside, ends, single) that keeps to their order; the best one is found by dynamic
programming (Viterbi 1967) over the scores of the words, for all anchors of a document at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from headwater.model.labels import PARTS, PLACES, ROLES, part
from headwater.model.reader import Floats, Ints, Model, Reading, Window
from headwater.model.tokens import LINE

#: An anchor counts from this probability.
THRESHOLD = 0.4
_FAR = np.float32(-1e4)
_K = len(ROLES)
_BEGIN, _INSIDE, _END, _SINGLE = (np.array([part(k, p) for k in range(_K)]) for p in PLACES)
#: Labels behind which anything may begin, and labels that may stand there.
_CLOSED = np.array([0, *_END, *_SINGLE])
_OPENING = np.array([0, *_BEGIN, *_SINGLE])
#: Label -> its role, or -1.
_ROLE = np.array([-1, *(k for k in range(_K) for _ in PLACES)])
_OWN_LINE = np.array([part(k, p) for k, role in enumerate(ROLES) if role != "content" for p in PLACES])
_OPENS = np.isin(np.arange(PARTS), _OPENING)


@dataclass(slots=True)
class Found:
    """A statement: its anchor, how sure (0 to 1), and by role the runs ``(first, last)`` of its words."""

    anchor: int
    score: float
    parts: dict[str, list[tuple[int, int]]]


def distance(d: Ints) -> Ints:
    """Bucket of a signed distance in words: 1 to 8 by ones, then by powers of two."""
    n = np.abs(d)
    step = np.minimum(np.where(n <= 8, n, 8 + np.ceil(np.log2(np.maximum(n, 1) / 8)).astype(np.int64)), 14)
    return np.asarray(np.where(d < 0, 15 - step, 15 + step))


def statements(model: Model, reading: Reading, threshold: float = THRESHOLD) -> list[Found]:
    """The statements of a document, by anchor."""
    rows: list[tuple[Window, int, float, Floats]] = []
    for w in reading.windows:
        sure = 1 / (1 + np.exp(-model.linear("anchor", w.hidden)[:, 0]))
        anchors = np.flatnonzero(sure >= threshold)
        if len(anchors):
            scores = _scores(model, w, anchors)
            line = np.cumsum([t.gap >= LINE for t in reading.words[w.first : w.last]])
            # Only a content may reach into other paragraphs.
            scores[:, :, _OWN_LINE] += np.where(line[None] == line[anchors][:, None], np.float32(0), _FAR)[:, :, None]
            rows += zip([w] * len(anchors), anchors.tolist(), sure[anchors].tolist(), scores, strict=True)
    if not rows:
        return []
    size = max(len(scores) for *_, scores in rows)
    grid = np.full((size, len(rows), PARTS), _FAR, np.float32)
    grid[:, :, 0] = 0
    for r, (*_, scores) in enumerate(rows):
        grid[: len(scores), r] = scores
    return [
        Found(w.first + a, sure, _runs(path[: len(scores)], w.first))
        for (w, a, sure, scores), path in zip(rows, viterbi(grid), strict=True)
    ]


def _scores(model: Model, window: Window, anchors: Ints) -> Floats:
    """[anchor, word, label]."""
    h = window.hidden
    x = model.linear("pair_word", h)[None] + model.linear("pair_anchor", h[anchors])[:, None]
    x += model.arrays["distance.weight"][distance(np.arange(len(h))[None] - anchors[:, None])]
    return np.asarray(model.linear("pair", np.maximum(x, 0)) + model.linear("flat", h)[None], np.float32)


def viterbi(scores: Floats) -> Ints:
    """The best path of labels for each row of ``scores`` [words, rows, labels]: [rows, words]."""
    n, rows, _ = scores.shape
    closed = np.zeros((n, rows), np.int64)
    inside = np.zeros((n, rows, _K), bool)
    best = np.full((rows, PARTS), _FAR, np.float32)
    best[:, _OPENING] = scores[0][:, _OPENING]
    every = np.arange(rows)
    for i in range(1, n):
        over = best[:, _CLOSED]
        closed[i] = at = over.argmax(1)
        begins, goes_on = best[:, _BEGIN], best[:, _INSIDE]
        inside[i] = goes_on > begins
        going = np.maximum(begins, goes_on)
        best = scores[i].copy()
        best[:, _OPENING] += over[every, at][:, None]
        best[:, _INSIDE] += going
        best[:, _END] += going
    path = np.zeros((rows, n), np.int64)
    path[:, -1] = _CLOSED[best[:, _CLOSED].argmax(1)]
    for i in range(n - 1, 0, -1):
        here = path[:, i]
        role = _ROLE[here]
        path[:, i - 1] = np.where(_OPENS[here], _CLOSED[closed[i]], np.where(inside[i][every, role], _INSIDE[role], _BEGIN[role]))
    return path


def _runs(path: Ints, offset: int) -> dict[str, list[tuple[int, int]]]:
    out: dict[str, list[tuple[int, int]]] = {r: [] for r in ROLES}
    first = 0
    for i in np.flatnonzero(path).tolist():
        place = PLACES[(path[i] - 1) % len(PLACES)]
        if place in "BS":
            first = i
        if place in "ES":
            out[ROLES[_ROLE[path[i]]]].append((offset + first, offset + i))
    return out

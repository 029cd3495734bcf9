"""Chains: which of many likely matches between the items of two sequences belong together as runs.

Local alignment (Smith and Waterman 1981) over a few scored cells instead of a full table: a run gains what its cells gain and pays for
what it leaves out between them, on either side. One item may match two neighbours (a sentence that was split or joined). After the best
run its items are taken out and the next best is looked for, so that parts which changed places are found too. Knows no texts.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

#: A second match of one item counts so much: it tells again what the first told in part.
_SHARED = 0.7


class Run(NamedTuple):
    """One run: what it is worth, and its cells (numbers of ``i, j, gain``) in order."""

    worth: float
    cells: tuple[int, ...]


def _best(i: Ints, j: Ints, gain: Floats, before_a: Floats, before_b: Floats) -> Run:
    """The best run over cells in order of ``(i, j)``; ``before``: what it costs to leave out all items before each."""
    n = len(i)
    worth, back = np.zeros(n), np.full(n, -1)
    for k in range(n):
        worth[k] = gain[k]
        di, dj = i[k] - i[:k], j[k] - j[:k]
        cost = before_a[i[k]] - before_a[i[:k] + 1] + before_b[j[k]] - before_b[j[:k] + 1]
        on = np.where((di > 0) & (dj > 0), worth[:k] - cost, -np.inf)
        beside = np.where(((di == 0) & (dj == 1)) | ((di == 1) & (dj == 0)), worth[:k] - (1 - _SHARED) * gain[k], -np.inf)
        reached = np.maximum(on, beside)
        if k and reached.max() > 0:
            back[k] = int(reached.argmax())
            worth[k] += reached[back[k]]
    at = int(worth.argmax())
    top, cells = float(worth[at]), []
    while at >= 0:
        cells.append(at)
        at = int(back[at])
    return Run(top, tuple(reversed(cells)))


def runs(i: Ints, j: Ints, gain: Floats, cost_a: Floats, cost_b: Floats, least: float) -> list[Run]:
    """Runs worth at least ``least``, the best first; no item of either sequence is in two of them.

    ``i, j, gain``: the cells, in order of ``(i, j)``, gains above 0. ``cost_a, cost_b``: what leaving out each item costs.
    """
    before_a, before_b = np.r_[0, np.cumsum(cost_a)], np.r_[0, np.cumsum(cost_b)]
    left = np.arange(len(i))
    out: list[Run] = []
    while len(left):
        found = _best(i[left], j[left], gain[left], before_a, before_b)
        if found.worth < least:
            break
        cells = left[list(found.cells)]
        out.append(Run(found.worth, tuple(cells.tolist())))
        left = left[~(np.isin(i[left], i[cells]) | np.isin(j[left], j[cells]))]
    return out

"""Spread: pairs of numbers from ranges, many at a time, in NumPy. Knows nothing of what the numbers stand for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.signedinteger[Any]]
#: Pairs as two arrays, one of the first and one of the second numbers.
Both = tuple[Ints, Ints]
#: Pairs that are held at a time, about.
BLOCK = 1 << 17


def ranges(firsts: Ints, counts: Ints) -> Ints:
    """The numbers of some ranges, end to end."""
    counts = counts.astype(np.int64)
    return np.asarray(np.arange(int(counts.sum())) + np.repeat(firsts - (np.cumsum(counts) - counts), counts))


def products(one: Ints, ones: Ints, other: Ints, others: Ints) -> Both:
    """All pairs of two ranges each, end to end: ranges begin at ``one`` and ``other`` and have ``ones`` and ``others`` members."""
    sizes = ones.astype(np.int64) * others
    which = np.repeat(np.arange(len(sizes)), sizes)
    at = np.arange(len(which)) - (np.cumsum(sizes) - sizes)[which]
    width = others[which]
    return one[which] + at // width, other[which] + at % width


def blocks(sizes: Ints, most: int = BLOCK) -> Iterator[slice]:
    """Cuts a row into stretches whose sizes add up to about ``most``, each of one member at least."""
    ends = np.cumsum(sizes, dtype=np.int64)
    first = 0
    while first < len(ends):
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + most, "right")))
        yield slice(first, last)
        first = last


def runs(keys: npt.NDArray[Any]) -> tuple[Ints, Ints]:
    """Where each run of one value begins in a sorted row, and how long it is."""
    firsts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.empty(0, np.int64)
    return firsts, np.diff(firsts, append=len(keys))

"""Copied: pairs of spans that stand at one place of a copied passage.

The passage says that they tell one thing; no word need be compared.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator

import numpy as np
import numpy.typing as npt

from headwater.compare.shelf import Shelf
from headwater.compare.spread import BLOCK, Both, Ints
from headwater.records import Link, Place

#: A span may stand this share of the passage away from where its like stands: sentences in between are cut or added.
_DRIFT = 0.3
#: Bits of a number in a pair.
_HALF = 31


class Pairs:
    """Pairs of numbers, the smaller first, in order: eight bytes each."""

    def __init__(self, packed: array[int]) -> None:
        self._packed = np.unique(np.array(packed, np.int64))

    def blocks(self) -> Iterator[Both]:
        """All pairs, in blocks of two arrays."""
        for first in range(0, len(self._packed), BLOCK):
            some = self._packed[first : first + BLOCK]
            yield some >> _HALF, some & (1 << _HALF) - 1

    def hold(self, a: Ints, b: Ints) -> npt.NDArray[np.bool_]:
        """Which of some pairs, the smaller number first, are among these."""
        if not len(self._packed):
            return np.zeros(len(a), np.bool_)
        asked = a.astype(np.int64) << _HALF | b
        at = np.minimum(np.searchsorted(self._packed, asked), len(self._packed) - 1)
        return np.asarray(self._packed[at] == asked)

    def __contains__(self, pair: object) -> bool:
        if not isinstance(pair, tuple):
            return False
        asked = _pack(*pair)
        at = int(np.searchsorted(self._packed, asked))
        return at < len(self._packed) and int(self._packed[at]) == asked


def _pack(a: int, b: int) -> int:
    return a << _HALF | b


def copied(links: Iterable[Link], shelf: Shelf, papers: dict[str, int]) -> Pairs:
    """Pairs of items (by number) inside one passage, each with the nearest ones on the other side."""

    def inside(place: Place) -> list[tuple[int, int]]:
        """The items that start in a passage, each with its start."""
        row = shelf.of(papers.get(place.document, -1))
        starts = shelf.starts(row.start, row.stop)
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        return [(row.start + n, starts[n]) for n in range(first, last)]

    out = array("q")
    for link in links:
        there = inside(link.right)
        for a, start in inside(link.left) if there else []:
            at = (start - link.left.start) / max(1, link.left.end - link.left.start)
            for b, other in there:
                off = abs((other - link.right.start) / max(1, link.right.end - link.right.start) - at)
                if a != b and off <= _DRIFT:
                    out.append(_pack(min(a, b), max(a, b)))
    return Pairs(out)

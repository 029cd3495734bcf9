"""Rested: what the items of a shelf rest on, two numbers an item. Finds nothing: `trace` did."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from headwater.compare.shelf import Shelf
from headwater.records import Rest

#: The ways in which a page names its source, rather than being it.
_NAMED_WAYS = frozenset(("cites", "quotes", "credit"))
#: Rests that are looked up at a time.
_BATCH = 1 << 16


class Rested:
    """The origin and the grade of each item, by its shelf and number; ``cited`` are the origins that some page names as its source."""

    def __init__(self, shelves: tuple[Shelf, ...], rests: Iterable[Rest]) -> None:
        self.cited: set[str] = set()
        self._pairs: list[tuple[str, str]] = [("", "cannot_tell")]  # a span that nothing was found for rests on nothing that is known
        self._of = [np.zeros(len(shelf), np.int32) for shelf in shelves]
        number = {self._pairs[0]: 0}
        stream = iter(rests)
        while batch := list(itertools.islice(stream, _BATCH)):
            self.cited.update(r.origin for r in batch if r.way in _NAMED_WAYS or (r.way == "copies" and len(r.chain) > 1))
            pairs = [(r.origin, r.grade) for r in batch]
            for pair in pairs:
                if number.setdefault(pair, len(self._pairs)) == len(self._pairs):
                    self._pairs.append(pair)
            found = np.array([number[pair] for pair in pairs], np.int32)
            for of, shelf in zip(self._of, shelves, strict=True):
                at = shelf.find([r.span for r in batch])
                of[at[at >= 0]] = found[at >= 0]

    def of(self, shelf: int, n: int) -> tuple[str, str]:
        """The origin and the grade of an item; "" where none is known."""
        return self._pairs[int(self._of[shelf][n])]

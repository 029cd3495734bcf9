"""Rested: what the items of a shelf rest on, two numbers an item. Finds nothing: `trace` did."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import numpy as np

from headwater.compare.ids import Numbers
from headwater.compare.kept import Roots
from headwater.compare.shelf import Shelf
from headwater.records import Rest

#: The ways in which a page names its source, rather than being it.
_NAMED_WAYS = frozenset(("cites", "quotes", "credit"))
#: Rests that are looked up at a time.
_BATCH = 1 << 12


class Rested:
    """The origin and the grade of each item, by its shelf and number. ``cited`` says of each of the ``roots`` whether some page names it as its source.

    ``papers`` are the documents, as the shelves number them.
    """

    def __init__(self, shelves: tuple[Shelf, ...], rests: Iterable[Rest], roots: Roots, papers: Numbers) -> None:
        self.cited = np.zeros(len(roots), np.bool_)
        self._roots, self._grades = roots, {"cannot_tell": 0}
        self.origins = [
            np.full(len(shelf), -1, np.int32) for shelf in shelves
        ]  # a span that nothing was found for rests on nothing that is known
        self._grade = [np.zeros(len(shelf), np.int8) for shelf in shelves]
        stream = iter(rests)
        while batch := list(itertools.islice(stream, _BATCH)):
            documents = papers.find([r.document for r in batch])
            origins = roots.find([r.origin for r in batch])
            named = np.array([r.way in _NAMED_WAYS or (r.way == "copies" and len(r.chain) > 1) for r in batch])
            self.cited[origins[named & (origins >= 0)]] = True
            grades = np.array([self._grades.setdefault(r.grade, len(self._grades)) for r in batch], np.int8)
            for n, shelf in enumerate(shelves):
                at = shelf.find([r.span for r in batch], documents)
                mine = at >= 0
                self.origins[n][at[mine]], self._grade[n][at[mine]] = origins[mine], grades[mine]

    def of(self, shelf: int, n: int) -> tuple[str, str]:
        """The origin and the grade of an item; "" where none is known."""
        origin = int(self.origins[shelf][n])
        return ("" if origin < 0 else self._roots.id(origin)), list(self._grades)[self._grade[shelf][n]]

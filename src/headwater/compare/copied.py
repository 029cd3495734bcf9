"""Copied: pairs of spans that stand at one place of a copied passage.

The passage says that they tell one thing; no word need be compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from headwater.compare.shelf import Shelf
from headwater.records import Link, Place

#: A span may stand this share of the passage away from where its like stands: sentences in between are cut or added.
_DRIFT = 0.3


def copied(links: Iterable[Link], shelf: Shelf, papers: dict[str, int]) -> list[tuple[int, int]]:
    """Pairs of items (by number, the smaller first) inside one passage, each with the nearest ones on the other side; sorted."""

    def inside(place: Place) -> list[tuple[int, int]]:
        """The items that start in a passage, each with its start."""
        row = shelf.of(papers.get(place.document, -1))
        starts = shelf.starts(row.start, row.stop)
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        return [(row.start + n, starts[n]) for n in range(first, last)]

    out: set[tuple[int, int]] = set()
    for link in links:
        there = inside(link.right)
        for a, start in inside(link.left) if there else []:
            at = (start - link.left.start) / max(1, link.left.end - link.left.start)
            for b, other in there:
                off = abs((other - link.right.start) / max(1, link.right.end - link.right.start) - at)
                if a != b and off <= _DRIFT:
                    out.add((min(a, b), max(a, b)))
    return sorted(out)

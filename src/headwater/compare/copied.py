"""Copied: pairs of spans that stand at one place of a copied passage.

The passage says that they tell one thing; no word need be compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from headwater.compare.item import Item
from headwater.records import Link, Place

#: A span may stand this share of the passage away from where its like stands: sentences in between are cut or added.
_DRIFT = 0.3


def copied(links: Iterable[Link], items: list[Item], papers: dict[str, int]) -> list[tuple[int, int]]:
    """Pairs of items (by number, the smaller first) inside one passage, each with the nearest ones on the other side; sorted."""
    rows: dict[int, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        rows[item.document].append(n)
    starts = {d: [items[n].start for n in row] for d, row in rows.items()}

    def inside(place: Place) -> list[int]:
        d = papers.get(place.document, -1)
        if d not in rows:
            return []
        return rows[d][bisect_left(starts[d], place.start) : bisect_left(starts[d], place.end)]

    out: set[tuple[int, int]] = set()
    for link in links:
        there = inside(link.right)
        for a in inside(link.left) if there else []:
            at = (items[a].start - link.left.start) / max(1, link.left.end - link.left.start)
            for b in there:
                off = abs((items[b].start - link.right.start) / max(1, link.right.end - link.right.start) - at)
                if a != b and off <= _DRIFT:
                    out.add((min(a, b), max(a, b)))
    return sorted(out)

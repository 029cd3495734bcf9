"""Alignment of two texts: the runs of words they share, gathered into passages.

Works on word hashes with numpy, in the manner of greedy string tiling (Wise 1993): the longest shared runs first, every word used once
on either side, so that text that was moved is found where it went. Neighbouring runs become one passage where little stands between
them (Sanchez-Perez, Sidorov, Gelbukh 2014 cluster PAN's seeds so). Knows no sentences and no documents.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from headwater.text.shingles import Hashes, shingles

#: A shingle that stands more often than this in one text is a refrain: its places are not all tried.
_REFRAIN = 8


class Tile(NamedTuple):
    """A run of equal words: where it begins in either text, and its length, in words."""

    a: int
    b: int
    size: int


@dataclass(frozen=True)
class Region:
    """A passage in the making: half-open word ranges of both texts, and the tiles inside."""

    a: int
    a_end: int
    b: int
    b_end: int
    tiles: tuple[Tile, ...]

    @property
    def matched(self) -> int:
        """Words that stand in tiles."""
        return sum(t.size for t in self.tiles)


def region(tiles: list[Tile]) -> Region:
    """The least region that holds the tiles."""
    return Region(
        min(t.a for t in tiles),
        max(t.a + t.size for t in tiles),
        min(t.b for t in tiles),
        max(t.b + t.size for t in tiles),
        tuple(sorted(tiles)),
    )


def _runs(a: Hashes, b: Hashes, size: int) -> list[Tile]:
    """All maximal runs of at least ``size`` equal words, the longest first."""
    left, right = shingles(a, size), shingles(b, size)
    order = np.argsort(right, kind="stable")
    ranked = right[order]
    low, high = np.searchsorted(ranked, left, "left"), np.searchsorted(ranked, left, "right")
    count = np.minimum(high - low, _REFRAIN)
    total = int(count.sum())
    if not total:
        return []
    i = np.repeat(np.arange(len(left)), count)
    nth = np.arange(total) - np.repeat(np.cumsum(count) - count, count)
    j = order[np.repeat(low, count) + nth]
    by_diagonal = np.lexsort((i, i - j))
    i, j = i[by_diagonal], j[by_diagonal]
    fresh = np.flatnonzero(np.r_[True, (np.diff(i) != 1) | (np.diff(j) != 1)])
    lengths = np.diff(np.r_[fresh, total]) + size - 1
    found = [Tile(*t) for t in zip(i[fresh].tolist(), j[fresh].tolist(), lengths.tolist(), strict=True)]
    return sorted(found, key=lambda t: (-t.size, t.a, t.b))


def tiles(a: Hashes, b: Hashes, size: int) -> list[Tile]:
    """Shared runs of at least ``size`` words, no word in two of them, in order of their place in ``a``."""
    taken_a, taken_b = np.zeros(len(a), dtype=bool), np.zeros(len(b), dtype=bool)
    out: list[Tile] = []
    for t in _runs(a, b, size):
        free = ~(taken_a[t.a : t.a + t.size] | taken_b[t.b : t.b + t.size])
        if not free.all():
            edges = np.flatnonzero(np.diff(np.r_[0, free.astype(np.int8), 0]))
            if not len(edges):
                continue
            longest = int(np.argmax(edges[1::2] - edges[::2])) * 2
            first, last = int(edges[longest]), int(edges[longest + 1])
            t = Tile(t.a + first, t.b + first, last - first)
            if t.size < size:
                continue
        taken_a[t.a : t.a + t.size] = True
        taken_b[t.b : t.b + t.size] = True
        out.append(t)
    return sorted(out)


def _apart(start: int, end: int, other_start: int, other_end: int) -> int:
    """Words between two ranges; 0 where they meet."""
    return max(0, other_start - end, start - other_end)


def gather(found: list[Tile], gap: int) -> list[Region]:
    """Tiles with at most ``gap`` words between them in both texts, made regions; regions in order of their place in ``a``.

    A short tile bridges only what its own length warrants, so that "the police said" does not drag a passage into the next one.
    """
    found = sorted(found)
    group = list(range(len(found)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for n, t in enumerate(found):
        for m in range(n + 1, len(found)):
            u = found[m]
            if u.a - t.a - t.size > gap:
                break
            reach = min(gap, 4 * min(t.size, u.size))  # four words of gap for one of match: a density of a fifth
            if _apart(t.a, t.a + t.size, u.a, u.a + u.size) <= reach and _apart(t.b, t.b + t.size, u.b, u.b + u.size) <= reach:
                group[root(m)] = root(n)
    clusters: dict[int, list[Tile]] = {}
    for n, t in enumerate(found):
        clusters.setdefault(root(n), []).append(t)
    return _join([region(c) for c in clusters.values()], gap)


def _join(regions: list[Region], gap: int) -> list[Region]:
    """Regions that overlap in one text and are neighbours in the other are one passage whose parts changed places."""
    regions = sorted(regions, key=lambda r: (r.a, r.b))
    changed = True
    while changed:
        changed = False
        for n, r in enumerate(regions):
            for m in range(n + 1, len(regions)):
                s = regions[m]
                da, db = _apart(r.a, r.a_end, s.a, s.a_end), _apart(r.b, r.b_end, s.b, s.b_end)
                crossed = (_crossed(r.a, r.a_end, s.a, s.a_end) and db <= gap) or (_crossed(r.b, r.b_end, s.b, s.b_end) and da <= gap)
                if crossed:
                    regions[n] = region([*r.tiles, *s.tiles])
                    del regions[m]
                    changed = True
                    break
            if changed:
                break
    return sorted(regions, key=lambda r: (r.a, r.b))


def _crossed(start: int, end: int, other_start: int, other_end: int) -> bool:
    return start < other_end and other_start < end

"""Alignment of two texts: the runs of words they share, gathered into passages.

In the manner of greedy string tiling (Wise 1993): the longest shared runs first, every word used once on either side, so that text that
was moved is found where it went. Neighbouring runs become one passage where little stands between them (Sanchez-Perez, Sidorov, Gelbukh
2014 cluster PAN's seeds so). Knows no sentences and no documents.

Two news reports share a few dozen runs of three words, so that sets and dicts of plain numbers are faster here than arrays, whose every
call costs more than the work in it.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import NamedTuple

from headwater.text.shingles import Hashes, shingles

#: A shingle that stands more often than this in one text is a refrain: its places are not all tried.
_REFRAIN = 8


class Tile(NamedTuple):
    """A run of equal words: where it begins in either text, and its length, in words."""

    a: int
    b: int
    size: int


class Runs(NamedTuple):
    """The runs of ``size`` words of a text of ``words`` words: the last place of each, and all places of those that stand more than once."""

    size: int
    words: int
    last: dict[int, int]
    all: dict[int, list[int]]


@dataclass(frozen=True, slots=True)
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
    if len(tiles) == 1:
        (t,) = tiles
        return Region(t.a, t.a + t.size, t.b, t.b + t.size, (t,))
    return Region(
        min(t.a for t in tiles),
        max(t.a + t.size for t in tiles),
        min(t.b for t in tiles),
        max(t.b + t.size for t in tiles),
        tuple(sorted(tiles)),
    )


def runs_of(words: Hashes, size: int) -> Runs:
    """The runs of ``size`` words of a text, given the hashes of its words."""
    found = shingles(words, size).tolist()
    last = dict(zip(found, range(len(found)), strict=True))
    every: dict[int, list[int]] = {}
    if len(last) < len(found):
        for n in [n for n, at in enumerate(map(last.__getitem__, found)) if n != at]:
            every.setdefault(found[n], []).append(n)
        for run, at in every.items():
            at.append(last[run])
    return Runs(size, len(words), last, every)


def _places(a: Runs, b: Runs) -> list[int]:
    """Where the runs of one text stand in the other: one number for each two places, by diagonal, then by place in ``a``."""
    wide, common = b.words, a.last.keys() & b.last.keys()
    often = [run for run in common if run in a.all or run in b.all] if a.all or b.all else []
    out = []
    for run in often:
        common.discard(run)
        for i in a.all.get(run) or (a.last[run],):
            out += [(i - j + wide) << 32 | i for j in (b.all.get(run) or (b.last[run],))[:_REFRAIN]]
    in_a, in_b = a.last, b.last
    out += [(in_a[run] - in_b[run] + wide) << 32 | in_a[run] for run in common]
    out.sort()
    return out


def _shared(a: Runs, b: Runs) -> list[tuple[int, int, int]]:
    """``(-size, a, b)`` of all maximal runs of at least ``a.size`` equal words, the longest first."""
    places = _places(a, b)
    ends = [n for n, (one, next_one) in enumerate(itertools.pairwise(places)) if one + 1 != next_one]
    out, first = [], 0
    for last in [*ends, len(places) - 1] if places else ():
        i = places[first] & 0xFFFFFFFF
        out.append((first - last - a.size, i, i - (places[first] >> 32) + b.words))
        first = last + 1
    out.sort()
    return out


def _free(at_a: int, at_b: int, size: int, taken_a: bytearray, taken_b: bytearray) -> Tile:
    """The longest stretch of a run in which no word is taken on either side, the first one of equals."""
    best, began, most = 0, 0, 0
    for n in range(size + 1):
        if n == size or taken_a[at_a + n] or taken_b[at_b + n]:
            if n - began > most:
                best, most = began, n - began
            began = n + 1
    return Tile(at_a + best, at_b + best, most)


def tiles(a: Runs, b: Runs) -> list[Tile]:
    """Shared runs of at least ``a.size`` words, no word in two of them, in order of their place in ``a``."""
    taken_a, taken_b = bytearray(a.words), bytearray(b.words)
    out: list[Tile] = []
    for minus, at_a, at_b in _shared(a, b):
        t = Tile(at_a, at_b, -minus)
        if taken_a.find(1, at_a, at_a - minus) >= 0 or taken_b.find(1, at_b, at_b - minus) >= 0:
            if t.size == a.size:
                continue
            t = _free(at_a, at_b, t.size, taken_a, taken_b)
            if t.size < a.size:
                continue
        ones = b"\1" * t.size
        taken_a[t.a : t.a + t.size] = ones
        taken_b[t.b : t.b + t.size] = ones
        out.append(t)
    out.sort()
    return out


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
        a_end, b_end = t.a + t.size, t.b + t.size
        for m in range(n + 1, len(found)):
            u = found[m]
            if u.a - a_end > gap:
                break
            reach = min(gap, 4 * min(t.size, u.size))  # four words of gap for one of match: a density of a fifth
            if u.a - a_end <= reach and u.b - b_end <= reach and t.b - u.b - u.size <= reach:
                group[root(m)] = root(n)
    clusters: dict[int, list[Tile]] = {}
    for n, t in enumerate(found):
        clusters.setdefault(root(n), []).append(t)
    return _join([region(c) for c in clusters.values()], gap)


def _crosses(r: Region, s: Region, gap: int) -> bool:
    """Do two regions, the first of which begins first in ``a``, overlap in one text and lie within a gap of one another in the other?"""
    if s.a < r.a_end and _apart(r.b, r.b_end, s.b, s.b_end) <= gap:
        return True
    return r.b < s.b_end and s.b < r.b_end and s.a - r.a_end <= gap


def _join(regions: list[Region], gap: int) -> list[Region]:
    """Regions that overlap in one text and are neighbours in the other are one passage whose parts changed places."""
    regions = sorted(regions, key=lambda r: (r.a, r.b))
    n = 0
    while n < len(regions):
        r = regions[n]
        for m in range(n + 1, len(regions)):
            s = regions[m]
            if s.a - r.a_end > gap:
                break
            if _crosses(r, s, gap):
                regions[n] = region([*r.tiles, *s.tiles])
                del regions[m]
                n = -1  # what came before may cross what has grown
                break
        n += 1
    return sorted(regions, key=lambda r: (r.a, r.b))

"""Alignment of texts in pairs: the runs of words that two of them share, gathered into passages.

In the manner of greedy string tiling (Wise 1993): the longest shared runs first, every word used once on either side, so that text that
was moved is found where it went. Neighbouring runs become one passage where little stands between them (Sanchez-Perez, Sidorov, Gelbukh
2014 cluster PAN's seeds so). Knows no sentences and no documents.

Many pairs go at once: their shared runs are found by sorting numbers, and only where runs are in one another's way, or lie near one
another, are they looked at one by one. What is found for a pair does not hang on the others.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from headwater.text.shingles import shingles
from headwater.text.tokens import Hashes, Mask, Offsets

#: A shingle that stands more often than this in one text is a refrain: its places are not all tried.
_REFRAIN = 8
#: Words of pairs that are held against one another at once, both sides counted: 1,600 pairs of news, for which some 120 MB are taken.
_AT_ONCE = 1_000_000


class Tile(NamedTuple):
    """A run of equal words: where it begins in either text, and its length, in words."""

    a: int
    b: int
    size: int


class Tiles(NamedTuple):
    """Runs of equal words in columns: the number of the pair, where the run begins in either text, its length in words."""

    pair: Offsets
    a: Offsets
    b: Offsets
    size: Offsets

    def at(self, chosen: Offsets | Mask) -> Tiles:
        """Some of them."""
        return Tiles(*(column[chosen] for column in self))


class Pairs(NamedTuple):
    """Texts to be held against one another. ``words``: the hashes of the words of all texts, one text after the other; ``first``: where each
    text begins there (one more number than texts); ``a, b``: the numbers of the texts of each pair."""

    words: Hashes
    first: Offsets
    a: Offsets
    b: Offsets


class Region(NamedTuple):
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


def _each(counts: Offsets) -> tuple[Offsets, Offsets]:
    """For every one of so many of each: which it is, and its number among them."""
    which = np.repeat(np.arange(len(counts)), counts)
    return which, np.arange(len(which)) - np.repeat(np.cumsum(counts) - counts, counts)


def _places(of: Pairs, size: int) -> Tiles:
    """Every place where a run of ``size`` words of one text of a pair stands in the other."""
    counts = np.diff(of.first)
    runs, (text, place) = shingles(of.words, size), _each(counts)
    at = np.flatnonzero((counts[text] - place >= size)[: len(runs)])
    different, number, times = np.unique(runs[at], return_inverse=True, return_counts=True)
    twice = times[number] > 1
    at, number = at[twice], number[twice]
    bits = len(of.words).bit_length()
    held = np.sort(((text[at] * len(different) + number) << bits) | at)  # by text, by run, by place
    of_run, stands = held >> bits, held & ((1 << bits) - 1)
    heads = np.flatnonzero(np.r_[True, of_run[1:] != of_run[:-1]][: len(held)])
    of_run, times = of_run[heads], np.diff(np.r_[heads, len(held)])
    cuts = np.searchsorted(at, of.first)
    pair, nth = _each(np.diff(cuts)[of.a])
    here = cuts[of.a[pair]] + nth
    wanted = of.b[pair] * len(different) + number[here]
    there = np.minimum(np.searchsorted(of_run, wanted), max(0, len(of_run) - 1))
    met = np.flatnonzero(of_run[there] == wanted) if len(of_run) else np.empty(0, dtype=np.int64)
    which, nth = _each(np.minimum(times[there[met]], _REFRAIN))
    met = met[which]
    pair = pair[met]
    a, b = at[here[met]] - of.first[of.a[pair]], stands[heads[there[met]] + nth] - of.first[of.b[pair]]
    return Tiles(pair, a, b, np.full(len(pair), size))


def _shared(of: Pairs, size: int) -> Tiles:
    """All maximal runs of at least ``size`` equal words of each pair."""
    found, wide = _places(of, size), int(np.diff(of.first).max(initial=0))
    bits = wide.bit_length()
    key = np.sort((((found.pair << (bits + 1)) | (found.a - found.b + wide)) << bits) | found.a)  # by pair, by diagonal, by place
    last = np.flatnonzero(np.r_[key[1:] != key[:-1] + 1, True][: len(key)])
    begin = key[np.r_[0, last[:-1] + 1]] if len(key) else key
    a, above = begin & ((1 << bits) - 1), begin >> bits
    b = a - (above & ((1 << (bits + 1)) - 1)) + wide
    return Tiles(above >> (bits + 1), a, b, np.diff(last, prepend=-1) + size - 1)


def _first_come(text: Offsets, start: Offsets, size: Offsets, rank: Offsets) -> tuple[Offsets, Offsets, Offsets]:
    """Every word of every run on one side: the run, its number in the run, and the least rank among the runs that hold it."""
    run, nth = _each(size)
    word = text[run] + start[run] + nth
    least = np.full(int(word.max(initial=-1)) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, word, rank[run])
    return run, nth, least[word]


def _settled(found: Tiles, least: int) -> tuple[Mask, Mask]:
    """(runs that are tiles as they stand, runs of which not enough is left for a tile); of the others, one by one.

    A run that shares no word with a longer one is a tile. What such runs hold is lost to all others.
    """
    rank = np.empty(len(found.size), dtype=np.int64)
    rank[np.lexsort((found.b, found.a, -found.size, found.pair))] = np.arange(len(rank))
    wide = int((np.maximum(found.a, found.b) + found.size).max(initial=0))
    sides = [_first_come(found.pair * wide, start, found.size, rank) for start in (found.a, found.b)]
    run, nth, _ = sides[0]
    mine = (sides[0][2] == rank[run]) & (sides[1][2] == rank[run])
    begins = np.cumsum(found.size) - found.size
    sure = np.logical_and.reduceat(mine, begins) if len(begins) else np.empty(0, dtype=bool)
    firm = np.zeros(len(rank), dtype=bool)
    firm[rank] = sure
    lost = ~mine & (firm[sides[0][2]] | firm[sides[1][2]])
    place = np.arange(len(run))
    stop = np.maximum.accumulate(np.where(lost, place, np.where(nth == 0, place - 1, -1)))
    left = np.maximum.reduceat(place - stop, begins) if len(begins) else begins
    return sure, ~sure & (left < least)


def _free(at_a: int, at_b: int, size: int, taken_a: bytearray, taken_b: bytearray) -> Tile:
    """The longest stretch of a run in which no word is taken on either side, the first one of equals."""
    best, began, most = 0, 0, 0
    for n in range(size + 1):
        if n == size or taken_a[at_a + n] or taken_b[at_b + n]:
            if n - began > most:
                best, most = began, n - began
            began = n + 1
    return Tile(at_a + best, at_b + best, most)


def _greedy(runs: list[Tile], least: int) -> Iterator[Tile]:
    """Tiles of one pair, made of its runs: the longest first, no word in two of them."""
    taken_a, taken_b = (bytearray(max(t[side] + t.size for t in runs)) for side in (0, 1))
    for run in sorted(runs, key=lambda t: (-t.size, t)):
        t = run
        if taken_a.find(1, t.a, t.a + t.size) >= 0 or taken_b.find(1, t.b, t.b + t.size) >= 0:
            if t.size == least:
                continue
            t = _free(*run, taken_a, taken_b)
            if t.size < least:
                continue
        ones = b"\1" * t.size
        taken_a[t.a : t.a + t.size] = ones
        taken_b[t.b : t.b + t.size] = ones
        yield t


def tiles(of: Pairs, size: int) -> Tiles:
    """Shared runs of at least ``size`` words of each pair, no word in two of them, in order of pairs and of their place in ``a``."""
    found = _shared(of, size)
    sure, lost = _settled(found, size)
    going = np.isin(found.pair, found.pair[~(sure | lost)])  # pairs in which something is left to be settled
    rows = zip(*(column.tolist() for column in found.at(going & ~lost)), strict=True)
    rest = [
        (pair, *t)
        for pair, runs in itertools.groupby(rows, key=lambda row: row[0])
        for t in _greedy([Tile(*row[1:]) for row in runs], size)
    ]
    made = np.array(rest, dtype=np.int64).reshape(-1, 4).T
    both = Tiles(*(np.concatenate([column, more]) for column, more in zip(found.at(sure & ~going), made, strict=True)))
    return both.at(np.lexsort((both.a, both.pair)))


def _chains(pair: Offsets, start: Offsets, size: Offsets, gap: int) -> Offsets:
    """A number for each run, the same for neighbours of a pair with at most ``gap`` words between them in one text."""
    order = np.lexsort((start, pair))
    pair, start, end = pair[order], start[order], (start + size)[order]
    out = np.empty(len(order), dtype=np.int64)
    out[order] = np.cumsum(np.r_[True, (pair[1:] != pair[:-1]) | (start[1:] - end[:-1] > gap)][: len(order)])
    return out


def _cells(found: Tiles, gap: int, least: int) -> tuple[Tiles, Offsets]:
    """The tiles that may come to ``least`` words together with their neighbours, and the number of each one's neighbourhood.

    What `gather` joins lies, step by step, at most ``gap`` words apart in either text: so it lies in one chain of each.
    """
    while True:
        cell = _chains(found.pair, found.a, found.size, gap) * (len(found.pair) + 1) + _chains(found.pair, found.b, found.size, gap)
        _, which = np.unique(cell, return_inverse=True)
        enough = np.bincount(which, weights=found.size)[which] >= least if len(which) else np.empty(0, dtype=bool)
        if enough.all():
            return found, which
        found = found.at(enough)


def _pieces(of: Pairs) -> Iterator[Pairs]:
    """Some pairs after some others, with their texts: as many as have `_AT_ONCE` words on both sides, or one pair of longer texts."""
    counts = np.diff(of.first)
    piece = np.cumsum(counts[of.a] + counts[of.b]) // _AT_ONCE
    for mine in np.split(np.arange(len(piece)), np.flatnonzero(np.diff(piece)) + 1):
        texts = np.unique(np.concatenate([of.a[mine], of.b[mine]]))
        text, place = _each(counts[texts])
        first = np.concatenate([[0], np.cumsum(counts[texts])])
        yield Pairs(of.words[of.first[texts[text]] + place], first, np.searchsorted(texts, of.a[mine]), np.searchsorted(texts, of.b[mine]))


def regions(of: Pairs, size: int, gap: int, least: int) -> list[list[Region]]:
    """For each pair, the regions (see `gather`) in which at least ``least`` words stand in tiles."""
    return [found for piece in _pieces(of) for found in _regions(piece, size, gap, least)]


def _regions(of: Pairs, size: int, gap: int, least: int) -> list[list[Region]]:
    out: list[list[Region]] = [[] for _ in range(len(of.a))]
    found, cell = _cells(tiles(of, size), gap, least)
    order = np.argsort(cell, kind="stable")
    rows = zip(cell[order].tolist(), *(column[order].tolist() for column in found), strict=True)
    for _, near in itertools.groupby(rows, key=lambda row: row[0]):
        mine = list(near)
        if len(mine) == 1:
            out[mine[0][1]].append(region([Tile(*mine[0][2:])]))
        else:
            out[mine[0][1]] += (r for r in gather([Tile(*row[2:]) for row in mine], gap) if r.matched >= least)
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

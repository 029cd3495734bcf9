"""Places: stretches of a document's text, where they stand in its page, and the ids of records.

Offsets are half-open ``[start, end)`` in Unicode code points: plain offsets count in the text of a document, ``raw`` ones in the decoded payload
of its page. Ids are made from content, so that two runs agree on them.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


def make_id(kind: str, *parts: object) -> str:
    """A short id (20 hexadecimal digits) from a kind and the content that identifies the record.

    80 bits: the chance that two of a hundred million records share an id is about 1 in 240 million (birthday bound).
    """
    joined = "\x1f".join([kind, *("" if p is None else str(p) for p in parts)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of code points in the text of the document that holds it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A range of code points in the text of a document that is named."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FilePart:
    """A stretch of a page's payload and the part of the file that it is, in words: "page 3", "paragraph 12", "column text"."""

    start: int
    end: int
    name: str


def parts_between(parts: Sequence[FilePart], start: int, end: int) -> Sequence[FilePart]:
    """Those of some parts, in order, that a stretch of the payload touches."""
    first = max(0, bisect_right(parts, start, key=lambda p: p.start) - 1)
    last = bisect_left(parts, end, lo=first, key=lambda p: p.start)
    return parts[first + (first < last and parts[first].end <= start) : last]


def where(parts: Sequence[FilePart], start: int, end: int) -> str:
    """Where a stretch of the payload stands, in the terms of the file: "page 3, characters 120–180"; nothing where its parts have no names.

    Characters count from the beginning of their part, from 0, the end exclusive, as all offsets do.
    """
    held = parts_between(parts, start, max(end, start + 1))
    if not held:
        return ""
    first, last = held[0], held[-1]
    begin = f"{max(0, start - first.start):,}"
    until = f"{min(end, last.end) - last.start:,}"
    if first is last:
        return f"{first.name}, characters {begin}–{until}"
    return f"{first.name}, character {begin}, to {last.name}, character {until}"


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From the text of a document to the decoded payload of its page, and back.

    The text is cut into runs, in order and without gaps: run *i* covers ``lengths[i]`` code points of the text from ``starts[i]``
    on and ``raw_lengths[i]`` code points of the payload from ``raws[i]`` on. Where both lengths are equal the characters map one
    to one; where they differ (an entity, white space made from markup) the run is one piece: every character in it stands for the
    whole raw range. ``raws`` never falls.
    """

    starts: tuple[int, ...]
    raws: tuple[int, ...]
    lengths: tuple[int, ...]
    raw_lengths: tuple[int, ...]

    @classmethod
    def identity(cls, length: int, raw_start: int = 0) -> OffsetMap:
        """The map of a text that is one stretch of its payload."""
        return cls((0,), (raw_start,), (length,), (length,)) if length else cls((), (), (), ())

    @classmethod
    def of_runs(cls, runs: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """From ``(length, raw start, raw length)`` of runs in order; neighbours that continue one another become one."""
        starts: list[int] = []
        raws: list[int] = []
        lengths: list[int] = []
        raw_lengths: list[int] = []
        at, goes_on = 0, -1  # where a run would begin that the last one goes on with
        for length, raw, raw_length in runs:
            if length <= 0:
                continue
            same = length == raw_length
            if same and raw == goes_on:
                lengths[-1] += length
                raw_lengths[-1] += length
            else:
                starts.append(at)
                raws.append(raw)
                lengths.append(length)
                raw_lengths.append(raw_length)
            goes_on = raw + length if same else -1
            at += length
        return cls(tuple(starts), tuple(raws), tuple(lengths), tuple(raw_lengths))

    @property
    def length(self) -> int:
        """How many code points of text the map covers."""
        return self.starts[-1] + self.lengths[-1] if self.starts else 0

    def _run(self, at: int) -> int:
        if not 0 <= at < self.length:
            raise IndexError(f"offset {at} is outside a text of {self.length} characters")
        return bisect_right(self.starts, at) - 1

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range that the text's ``[start, end)`` stands on; an empty range gives an empty one."""
        if start >= end:
            if not self.starts:
                return (0, 0)
            if start >= self.length:
                last = self.raws[-1] + self.raw_lengths[-1]
                return (last, last)
            first = self.raw(start, start + 1)[0]
            return (first, first)
        i, j = self._run(start), self._run(end - 1)
        first = self.raws[i] + (start - self.starts[i] if self.lengths[i] == self.raw_lengths[i] else 0)
        if self.lengths[j] == self.raw_lengths[j]:
            return first, self.raws[j] + (end - self.starts[j])
        return first, self.raws[j] + self.raw_lengths[j]

    def back(self, raw_start: int, raw_end: int) -> tuple[int, int] | None:
        """The text range whose characters stand inside the raw range; None where no character of the text does."""
        first: int | None = None
        last = 0
        i = max(0, bisect_right(self.raws, raw_start) - 1)
        while i > 0 and self.raws[i - 1] + self.raw_lengths[i - 1] > raw_start:
            i -= 1
        for k in range(i, len(self.starts)):
            raw, n = self.raws[k], self.raw_lengths[k]
            if raw >= raw_end:
                break
            if raw + n <= raw_start:
                continue
            if n == self.lengths[k]:
                a, b = max(raw_start - raw, 0), min(raw_end - raw, n)
            else:
                a, b = 0, self.lengths[k]
            first = self.starts[k] + a if first is None else first
            last = self.starts[k] + b
        return None if first is None else (first, last)

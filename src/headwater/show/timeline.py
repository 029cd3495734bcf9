"""The timeline: what claims speak of, the dates that figures stand at, and when documents were published, in order, with precision."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from weakref import WeakKeyDictionary

from headwater.records import Claim
from headwater.show import words
from headwater.show.collection import Collection
from headwater.show.parts import Happening, Moment

_Line = tuple[str, str, str, str, str, str, int]  # iso, kind, words, address, precision, note, documents
_KINDS = ("happened", "as of", "published")
_lines: WeakKeyDictionary[Collection, tuple[list[_Line], int]] = WeakKeyDictionary()


def timeline(c: Collection) -> tuple[list[_Line], int]:
    """All lines in order, and the number of claims without a date."""
    if c not in _lines:
        _lines[c] = _collect(c)
    return _lines[c]


def _collect(c: Collection) -> tuple[list[_Line], int]:
    out: list[_Line] = []
    undated = 0
    for claim in c.library.all("claims"):
        line = _dated(claim)
        undated += line is None
        out += [line] if line else []
    for b in c.briefs.values():
        if b.iso:
            out.append((b.iso[:10], "published", b.title, f"documents/{b.id}.html", b.precision, b.outlet, 1))
    return sorted(out, key=lambda x: (x[0], _KINDS.index(x[1]), -x[6], x[2], x[3])), undated


def _dated(claim: Claim) -> _Line | None:
    """The earliest day that an account's figure is for; else the earliest that one stands at."""
    told = len({a.document for a in claim.accounts})
    note = f"{words.counted(told, 'document')}, independent origins: {words.spread(claim.independent.low, claim.independent.high)}"
    href = f"claims/{claim.id}.html"
    figures = [a.figure for a in claim.accounts if a.figure]
    starts = sorted((f.start, f.end or "") for f in figures if f.start)
    if starts:
        start, end = starts[0]
        return start[:10], "happened", claim.gist, href, words.precision_of(start, end or None), note, told
    stands = sorted(f.as_of for f in figures if f.as_of)
    return (stands[0][:10], "as of", claim.gist, href, "day", note, told) if stands else None


def moments(lines: Iterable[_Line]) -> tuple[Moment, ...]:
    """Lines gathered by the day they begin on."""
    days: dict[str, list[Happening]] = {}
    for iso, kind, said, href, precision, note, _ in lines:
        days.setdefault(iso, []).append(Happening(kind=kind, words=said, href=href, precision=precision, note=note))
    return tuple(Moment(iso=iso, words=_day(iso), lines=tuple(rows)) for iso, rows in days.items())


@cache
def _day(iso: str) -> str:
    return words.day(iso)

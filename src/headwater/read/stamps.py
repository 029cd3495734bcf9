"""The line that says when an entry of a live blog was made: "14:32 GMT", "2 hours ago", "7 May 2031 14:02 | Ada Long", "10:05am Ferries are back".

Takes a line apart: the time in it, as far as it is said, and what else it holds. Says nothing of what the line stands above, and reckons no day: that
is for `entries` and `reckon`. A sentence with a time in its midst is no such line.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from headwater.read.fact_words import zone_forms
from headwater.read.numeric import Order, numeric_dates
from headwater.read.published import MONTH, MONTHS, Found, clock_value, label_before, visible_dates, zone_value
from headwater.read.vocabulary import beside_time

#: Characters of the longest line that is looked at: a line of an entry that holds its text too.
_LONGEST = 6_000
#: Characters at the beginning of such a line in which its time stands; behind a name it may stand a little further on.
_HEAD = 120
#: What a line must hold to give a time of the day, and to give a day.
_TIMED = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m\b|ago\b|just now|\d{4}\s?\(?(?:GMT|UTC|local)", re.IGNORECASE)
_DIGIT = re.compile(r"\d|ago\b|just now", re.IGNORECASE)
_COUNT = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "ten": 10, "half an": 0.5}
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
_AGO = re.compile(
    r"\b(?:(\d{1,3}|half an|an?|one|two|three|four|five|six|ten)\s*"
    r"(s(?:ec(?:ond)?s?)?|m(?:in(?:ute)?s?)?|h(?:(?:ou)?rs?)?|d(?:ays?)?)\.?\s+ago(?-i:(?![a-z]))|(just now|moments ago))",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    rf"(?:(?<!\w)(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{MONTH}|\b{MONTH}\s+(\d{{1,2}})(?:st|nd|rd|th)?(?![\d:]))", re.IGNORECASE
)
_DAY_SECONDS = 86_400


class Stamp(NamedTuple):
    """When an entry was made, as its line says it.

    ``day``: an ISO day; ``partial``: month and day without a year; ``clock``: "14:32"; ``ago``: seconds. ``start, end``: where in the line the time
    stands. ``rest``: where what else it holds stands. ``label``: what the line calls the time ("published", "modified").
    """

    day: str | None
    partial: tuple[int, int] | None
    clock: str | None
    zone: str
    ago: float | None
    start: int
    end: int
    rest: tuple[int, int]
    label: str = ""

    @property
    def timed(self) -> bool:
        """Does it say a time of the day?"""
        return self.clock is not None or self.ago is not None


class _Piece(NamedTuple):
    """One date, clock or distance in a line."""

    start: int
    end: int
    day: str | None = None
    partial: tuple[int, int] | None = None
    clock: str | None = None
    zone: str = ""
    ago: float | None = None


@cache
def _clocks() -> re.Pattern[str]:
    letters, names = zone_forms()
    apart = r"(?-i:(?![^\W_])|(?=[A-Z][a-z]))"  # pages saved without their markup glue the next word to it
    zone = rf"(?:\s*\(?((?:GMT|UTC)?[+-]\d{{1,2}}:?\d\d|(?-i:{letters}){apart}|(?:{'|'.join(names)}){apart})\)?)?"
    return re.compile(
        rf"(?<![\d:.,/$€£+-])(?:(?P<h1>\d{{1,2}})(?:[:.](?P<m1>\d\d))?(?::\d\d)?\s?(?P<half>[ap]\.?m\b\.?)"
        rf"|(?P<h2>\d{{1,2}})[:.](?P<m2>[0-5]\d)(?::[0-5]\d)?(?![\d:%/]|\.\d)"
        rf"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)(?:\s?h(?:rs?|ours)?)?(?=\s?\(?(?:GMT|UTC|local\s+time)\b)){zone}",
        re.IGNORECASE,
    )


@cache
def _beside() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may stand before the time and behind it without saying more."""
    words = rf"(?:[^\w]|_|(?<!\w)(?:{beside_time()})(?!\w))"
    return re.compile(rf"{words}*+\Z", re.IGNORECASE), re.compile(rf"{words}*+", re.IGNORECASE)


def _zone(text: str | None) -> str:
    return zone_value(zone_forms()[1].get(" ".join(text.lower().split()), text)) if text else ""


def _pieces(text: str, order: Order) -> Iterator[_Piece]:
    """The dates, clocks and distances at the head of a line."""
    dates: list[Found] = visible_dates(text)
    dates += [f for f in numeric_dates(text, order) if len(f.value) >= 10 and all(f.end <= d.start or d.end <= f.start for d in dates)]
    taken = [(d.start, d.end) for d in dates]
    for d in dates:
        shown = _clocks().search(text, d.start) if len(d.value) > 10 else None
        shown = shown if shown is not None and shown.start() < d.end else None
        clock, zone = d.value[11:16] or None, d.value[16:]
        end = max(d.end, shown.end()) if shown else d.end
        yield _Piece(d.start, end, day=d.value[:10], clock=clock if shown else None, zone=zone if shown else "")
    for m in _PARTIAL.finditer(text):
        if all(m.end() <= a or b <= m.start() for a, b in taken):
            month, day = MONTHS[(m[2] or m[3]).lower()], int(m[1] or m[4])
            taken.append(m.span())
            yield _Piece(*m.span(), partial=(month, day)) if 1 <= day <= 31 else _Piece(*m.span())
    for m in _clocks().finditer(text):
        clock = clock_value(m["h1"] or m["h2"] or m["h3"], m["m1"] or m["m2"] or m["m3"] or "00", m["half"])
        if clock and all(m.end() <= a or b <= m.start() for a, b in taken):
            yield _Piece(*m.span(), clock=clock, zone=_zone(m[m.lastindex or 0] if m.lastindex == m.re.groups else None))
    for m in _AGO.finditer(text):
        count = 0.0 if m[3] else _COUNT.get(m[1].lower()) or float(m[1] if m[1].isdigit() else 1)
        yield _Piece(*m.span(), ago=count * _SECONDS[m[2][0].lower()] if m[2] else 0.0)


def may_be_timed(text: str) -> bool:
    """Can a line give a time of the day? Soon said, and seldom yes."""
    return len(text) <= _LONGEST and _TIMED.search(text, 0, _HEAD) is not None


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])


def _between(local: str, other: str, zone: str) -> str:
    """The zone of a clock that is written beside another whose zone is said: "10:05 (07:05 GMT)"."""
    shift = 0 if zone == "Z" else int(zone[0] + "1") * _minutes(zone[1:])
    apart = (_minutes(local) - _minutes(other) + shift + 720) % 1440 - 720
    if apart % 15:
        return ""
    return "Z" if not apart else f"{'-' if apart < 0 else '+'}{abs(apart) // 60:02d}:{abs(apart) % 60:02d}"


def read_stamp(text: str, order: Order) -> Stamp | None:
    """The time that a line gives, at its beginning or at its end; None where it gives none, or stands in the midst of a sentence."""
    if len(text) > _LONGEST or _DIGIT.search(text, 0, _HEAD) is None:
        return None
    pieces = sorted(_pieces(text[:_HEAD], order), key=lambda p: p.start)
    if not pieces:
        return None
    before, behind = _beside()
    held = [pieces[0]]
    for p in pieces[1:]:
        if (
            p.start >= held[-1].end
            and before.match(text[held[-1].end : p.start])
            and not any(c in "\n.!?" for c in text[held[-1].end : p.start].strip(" ."))
        ):
            held.append(p)
    start, end = held[0].start, held[-1].end
    after = behind.match(text, end)
    tail = after.end() if after else end
    if before.match(text[:start]):
        rest = (tail, len(text.rstrip()))
    elif tail >= len(text.rstrip()):
        rest = (0, len(text[:start].rstrip(" |,•·–—-/(@")))
    else:
        return None
    return _joined(held, start, end, rest, label_before(text[:start]))


def _joined(held: list[_Piece], start: int, end: int, rest: tuple[int, int], label: str) -> Stamp | None:
    """The pieces of one time as one; None where they say two days or nothing."""
    clocks = [p for p in held if p.clock]
    clock, zone = (clocks[0].clock, clocks[0].zone) if clocks else (None, "")
    if clock and not zone and len(clocks) > 1 and clocks[1].clock and clocks[1].zone:
        zone = _between(clock, clocks[1].clock, clocks[1].zone)
    day = next((p.day for p in held if p.day), None)
    partial = next((p.partial for p in held if p.partial), None)
    ago = next((p.ago for p in held if p.ago is not None), None)
    if not (day or partial or clock or ago is not None):
        return None
    return Stamp(day, None if day else partial, clock, zone, ago, start, end, rest if rest[0] < rest[1] else (0, 0), label)


def with_year(partial: tuple[int, int], near: str) -> str | None:
    """The ISO day of a month and day, in the year that brings it nearest to an ISO day."""
    at = datetime.date.fromisoformat(near)
    days = []
    for year in (at.year - 1, at.year, at.year + 1):
        try:
            days.append(datetime.date(year, *partial))
        except ValueError:
            continue
    return min(days, key=lambda d: abs(d - at)).isoformat() if days else None

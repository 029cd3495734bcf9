"""Dates as pages show them: as lines near the title, in the address; and the form that structured data gives them.

Finds calendar dates of pages, for the one question when a document was published. Dates inside the text are the business of marking.
"""

from __future__ import annotations

import datetime
import re
from typing import NamedTuple

_MONTHS = {m: i for i, m in enumerate("january february march april may june july august september october november december".split(), 1)}
_MONTHS |= {m[:3]: i for m, i in _MONTHS.items()} | {"sept": 9}
_NAME = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"((?:19|20)\d\d)"
_TIME = r"(?:[\s,|–—-]*(?:at\s+)?(\d{1,2})[:.](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?)?"
_FORMS = (
    re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?{_NAME},?\s+{_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"\b{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}{_TIME}", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?"),
)
_TIME_FIRST = re.compile(
    r"\b(\d{1,2})[:.](\d\d)\s*([ap]\.?m\.?)?[\s,|–—-]*(?:on\s+)?(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?[\s,]+)?$", re.IGNORECASE
)
_ADDRESS = re.compile(rf"/{_YEAR}[/-](\d{{1,2}})(?:[/-](\d{{1,2}}))?(?=[/-]|$)")


class Found(NamedTuple):
    """A date: ISO value, precision, where in the text searched, what it was found in, and whether it says "updated"."""

    value: str
    precision: str
    start: int
    end: int
    evidence: str
    modified: bool = False


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock(hour: str | None, minute: str | None, half: str | None) -> str | None:
    if hour is None or minute is None:
        return None
    h = int(hour) % 12 + 12 * (half[0].lower() == "p") if half else int(hour)
    return f"{h:02d}:{minute}" if h < 24 and int(minute) < 60 else None


def visible_dates(text: str) -> list[Found]:
    """The full dates in a line of text, in order of place."""
    out: list[Found] = []
    for number, form in enumerate(_FORMS):
        for m in form.finditer(text):
            if number == 0:
                day, clock = _day(int(m[3]), _MONTHS[m[2].lower()], int(m[1])), _clock(m[4], m[5], m[6])
            elif number == 1:
                day, clock = _day(int(m[3]), _MONTHS[m[1].lower()], int(m[2])), _clock(m[4], m[5], m[6])
            else:
                day, clock = _day(int(m[1]), int(m[2]), int(m[3])), _clock(m[4], m[5], None)
            if day is None:
                continue
            before = text[max(0, m.start() - 40) : m.start()]
            if clock is None and (t := _TIME_FIRST.search(before)):
                clock = _clock(t[1], t[2], t[3])
            updated = bool(re.search(r"updat|modif|revis|correct", before, re.IGNORECASE))
            end = m.end() if clock else m.start() + len(m.group().rstrip(" ,|–—-"))
            out.append(
                Found(f"{day}T{clock}" if clock else day, "minute" if clock else "day", m.start(), end, "a date near the title", updated)
            )
    return sorted(out, key=lambda f: f.start)


def iso_date(text: str) -> tuple[str, str] | None:
    """(value, precision) of a date in structured data; its own clock time is kept as it is written."""
    m = re.match(rf"\s*{_YEAR}-?(\d\d)-?(\d\d)(?:[T ](\d\d):(\d\d))?", text)
    if m:
        day = _day(int(m[1]), int(m[2]), int(m[3]))
        if day is None:
            return None
        return (f"{day}T{m[4]}:{m[5]}", "minute") if m[4] and (m[4], m[5]) != ("00", "00") else (day, "day")
    found = visible_dates(text)
    return (found[0].value, found[0].precision) if found else None


def address_date(url: str | None) -> Found | None:
    """The date in a page's address."""
    m = _ADDRESS.search(url or "")
    if not m:
        return None
    if m[3]:
        day = _day(int(m[1]), int(m[2]), int(m[3]))
        return Found(day, "day", 0, 0, "the page's address") if day else None
    return Found(f"{m[1]}-{int(m[2]):02d}", "month", 0, 0, "the page's address") if 1 <= int(m[2]) <= 12 else None

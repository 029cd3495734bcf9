"""Dates as pages show them: as lines near the title, in the address; and the form that structured data gives them.

Finds calendar dates of pages, for the one question when a document was published. Dates inside the text are the business of marking; dates in
figures alone, whose order must be found out, that of `numeric`.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache
from typing import NamedTuple

from headwater.read.fact_words import date_labels, zone_hours

#: The months by their names, whole and cut short; the form of such a name, and of a time of the day behind a date (hour, minute, a.m. or p.m., zone).
MONTHS = {m: i for i, m in enumerate("january february march april may june july august september october november december".split(), 1)}
MONTHS |= {m[:3]: i for m, i in MONTHS.items()} | {"sept": 9}
MONTH = "(" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
_YEAR = r"((?:19|20)\d\d)"
_ZONE = r"(?:\s*\(?((?:GMT|UTC)?[+-]\d{1,2}:?\d\d|(?-i:[A-Z]{3,4}|Z))\b)?"
CLOCK = rf"(?:[\s,|/•·–—-]*(?:at\s+|@\s*)?(\d{{1,2}})[:.](\d\d)(?::\d\d)?(?:\.\d{{1,9}})?\s*([ap]\.?m\.?(?![a-z]))?{_ZONE})?"
#: A date begins a word, or stands right behind one, as in pages saved without their markup ("Ada LongJan 5, 2031").
_BEGIN = r"(?:\b|(?-i:(?<=[a-z])(?=[A-Z\d])))"
_FORMS = (
    re.compile(rf"{_BEGIN}(\d{{1,2}})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?{MONTH},?[\s-]+{_YEAR}(?!\d{{3}}){CLOCK}", re.IGNORECASE),
    re.compile(rf"{_BEGIN}{MONTH}(?:\s+|(?<=\.))(\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}(?!\d{{3}}){CLOCK}", re.IGNORECASE),
    re.compile(rf"\b{_YEAR}([-/.])(\d{{1,2}})\2(\d{{1,2}})(?!\d)(?:[T ]\s*(\d\d):(\d\d)(?::\d\d)?(?:\.\d{{1,9}})?{_ZONE})?"),
    re.compile(rf"{_BEGIN}{MONTH}\s+(\d{{1,2}})\s+(\d\d):(\d\d)(?::\d\d)?\s+(?:((?-i:[A-Z]{{3,4}}))\s+)?{_YEAR}(?!\d)", re.IGNORECASE),
)
#: "4 March 2031", "March 4, 2031"
DAY_FIRST, MONTH_FIRST = _FORMS[:2]
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?[\s,]+)?"
#: The same before a date.
CLOCK_FIRST = re.compile(
    rf"\b(\d{{1,2}})[:.](\d\d)(?::\d\d)?\s*([ap]\.?m\.?)?(?:\s*([A-Z]{{2,4}}))?[\s,|–—-]*(?:on\s+)?{_WEEKDAY}$", re.IGNORECASE
)
_ISO = re.compile(
    rf"\s*{_YEAR}-?(\d\d)-?(\d\d)(?:(?:[T ]\s*|T?)(\d\d):(\d\d)(?::\d\d)?(?:[.,]\d{{1,9}})?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?", re.IGNORECASE
)
_ADDRESS = re.compile(rf"/{_YEAR}[/-](\d{{1,2}})(?:[/-](\d{{1,2}}))?(?=[/-]|$)")
_ADDRESS_NAMED = re.compile(rf"/{_YEAR}/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{{0,6}}/(\d{{1,2}})(?=/|$)", re.IGNORECASE)
_ADDRESS_PLAIN = re.compile(r"[/_-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?=[/_.?-]|$)")
_OFFSET = re.compile(r"(?:GMT|UTC)?([+-])(\d{1,2}):?(\d\d)")
#: All forms hold a year: looking for one first spares most lines the forms.
_ANY_YEAR = re.compile(_YEAR)
#: Characters of a line that is looked at more than once.
_LINE = 400
#: Characters before a date in which its label stands.
_LABEL = 48
#: What machines write where they have no date.
PLACEHOLDERS = frozenset({"1900-01-01", "1970-01-01", "1969-12-31", "2000-01-01"})


class Found(NamedTuple):
    """A date: ISO value (with its zone where it says one), precision, where in the text searched, what it was found in, whether it says "updated".

    ``label``: what the words before it call it ("published", "modified", "other"), or nothing. ``score``: how much its source alone is worth.
    """

    value: str
    precision: str
    start: int
    end: int
    evidence: str
    modified: bool = False
    label: str = ""
    score: float = 1.0


def day_value(year: int, month: int, day: int) -> str | None:
    """The ISO form of a day; None where there is no such day."""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def clock_value(hour: str | None, minute: str | None, half: str | None) -> str | None:
    """The ISO form of a clock time."""
    if hour is None or minute is None:
        return None
    h = int(hour) % 12 + 12 * (half[0].lower() == "p") if half else int(hour)
    return f"{h:02d}:{minute}" if h < 24 and int(minute) < 60 else None


def zone_value(zone: str | None) -> str:
    """The ISO form of a zone; nothing where its letters have several meanings, or none."""
    if not zone:
        return ""
    if m := _OFFSET.fullmatch(zone):
        return "Z" if (m[2].lstrip("0"), m[3]) == ("", "00") else f"{m[1]}{int(m[2]):02d}:{m[3]}"
    hours = zone_hours().get(zone.lower())
    if hours is None:
        return ""
    return "Z" if hours == 0 else f"{'-' if hours < 0 else '+'}{int(abs(hours)):02d}:{int(abs(hours) * 60 % 60):02d}"


def label_before(text: str) -> str:
    """What the words at the end of this text call the date that follows: published, modified, other, or nothing."""
    found = ""
    for m in date_labels().finditer(text[-_LABEL:]):
        found = m.lastgroup or ""
    return found


def visible_dates(text: str) -> list[Found]:
    """The full dates in a line of text, in order of place."""
    if _ANY_YEAR.search(text) is None:
        return []
    return list(_dates_of_line(text) if len(text) <= _LINE else _dates_of(text))


@lru_cache(maxsize=1024)
def _dates_of_line(text: str) -> tuple[Found, ...]:
    """Asked three times of the same line, of whether it is a date, a byline, a headline."""
    return _dates_of(text)


def _dates_of(text: str) -> tuple[Found, ...]:
    raw: list[tuple[int, int, str, str | None, str]] = []
    for number, form in enumerate(_FORMS):
        for m in form.finditer(text):
            if number == 3:
                day, clock, zone = day_value(int(m[6]), MONTHS[m[1].lower()], int(m[2])), clock_value(m[3], m[4], None), m[5]
            elif number == 2:
                day, clock, zone = day_value(int(m[1]), int(m[3]), int(m[4])), clock_value(m[5], m[6], None), m[7]
            else:
                name, number_ = (m[2], m[1]) if number == 0 else (m[1], m[2])
                day, clock, zone = day_value(int(m[3]), MONTHS[name.lower()], int(number_)), clock_value(m[4], m[5], m[6]), m[7]
            if day is None:
                continue
            if clock is None and (t := CLOCK_FIRST.search(text[max(0, m.start() - 40) : m.start()])):
                clock, zone = clock_value(t[1], t[2], t[3]), t[4]
            end = m.end() if clock else m.start() + len(m.group().rstrip(" ,|/•·–—-"))
            raw.append((m.start(), end, day, clock, zone_value(zone) if clock else ""))
    out, last = list[Found](), 0
    for start, end, day, clock, zone in sorted(raw):
        if start < last:
            continue
        label = label_before(text[last:start])
        value, precision = (f"{day}T{clock}{zone}", "minute") if clock else (day, "day")
        out.append(Found(value, precision, start, end, "a date near the title", label == "modified", label))
        last = end
    return tuple(out)


def iso_date(text: str) -> tuple[str, str] | None:
    """(value, precision) of a date in structured data; its own clock time is kept as it is written, with its zone."""
    m = _ISO.match(text)
    if m:
        day = day_value(int(m[1]), int(m[2]), int(m[3]))
        if day is None or day in PLACEHOLDERS:
            return None
        if m[4] is None or not (int(m[4]) < 24 and int(m[5]) < 60) or (m[4], m[5]) == ("00", "00"):
            return day, "day"  # midnight is what machines write for a day
        return f"{day}T{m[4]}:{m[5]}{zone_value(m[6])}", "minute"
    found = visible_dates(text)
    return (found[0].value, found[0].precision) if found else None


def address_date(url: str | None) -> Found | None:
    """The date in a page's address."""
    path = re.sub(r"^[a-z]+://[^/]*", "", url or "", count=1)
    if m := _ADDRESS_NAMED.search(path):
        day = day_value(int(m[1]), MONTHS[m[2].lower()], int(m[3]))
        return Found(day, "day", 0, 0, "the page's address") if day else None
    if m := _ADDRESS.search(path):
        if m[3]:
            day = day_value(int(m[1]), int(m[2]), int(m[3]))
            return Found(day, "day", 0, 0, "the page's address") if day else None
        return Found(f"{m[1]}-{int(m[2]):02d}", "month", 0, 0, "the page's address") if 1 <= int(m[2]) <= 12 else None
    if m := _ADDRESS_PLAIN.search(path):
        day = day_value(int(m[1]), int(m[2]), int(m[3]))
        return Found(day, "day", 0, 0, "the page's address") if day else None
    return None

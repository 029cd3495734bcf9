"""Days written in digits: 2024-05-07, 05/07/2024, 7.5.2024, with a time behind the first. Not: two numbers without a year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import PIVOT, day
from headwater.mark.dates.draft import Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import DIGITS

_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?:[t ](\d\d:\d\d)(?::\d\d)?z?)?(?![\d-])")
_SLASHED = re.compile(r"(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![\d/]|\.\d)")
_POINTS = tuple(f".{digit}" for digit in DIGITS)
#: The one day that goes by its numbers alone.
_NINE_ELEVEN = re.compile(r"(?<![\w/.,$-])9/11(?![\w/]|[.,]\d)")


def find_numeric(reading: Reading) -> Iterator[Draft]:
    """Every day in digits."""
    for m in reading.finds(_ISO, "-0", "-1"):
        d = day(int(m[1]), int(m[2]), int(m[3]))
        if d:
            value = Value(f"{d}T{m[4]}" if m[4] else f"{d}", "TIME" if m[4] else "DATE", 1.0, ("written as a full ISO day",))
            yield Draft(m.start(), m.end(), "numeric", always(value))
    for m in reading.finds(_NINE_ELEVEN, "9/11"):
        yield Draft(m.start(), m.end(), "numeric", always(Value("2001-09-11", "DATE", 0.8, ("the day that is called so",))), moves=False)
    for m in reading.finds(_SLASHED, "/", *_POINTS):
        if m[2] == "." and len(m[4]) == 2:
            continue
        read = _slashed(int(m[1]), int(m[3]), int(m[4]), m[2])
        if read:
            yield Draft(m.start(), m.end(), "numeric", always(read))


def _slashed(first: int, second: int, year: int, mark: str) -> Value | None:
    """Month first with slashes, day first with points, unless the numbers allow one order only."""
    if year < 100:
        year += 2000 if year < PIVOT else 1900
    month_first, day_first = day(year, first, second), day(year, second, first)
    if month_first and day_first and month_first != day_first:
        taken, other = (month_first, day_first) if mark == "/" else (day_first, month_first)
        return Value(str(taken), "DATE", 0.5 if mark == "/" else 0.7, (f"order of day and month not told; could be {other}",))
    found = month_first or day_first
    return Value(str(found), "DATE", 0.95, ("only one order of day and month is possible",)) if found else None

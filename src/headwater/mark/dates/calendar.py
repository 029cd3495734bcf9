"""Calendar arithmetic on TIMEX3 values: units added and taken away, and the days that a value covers. Reads no text."""

from __future__ import annotations

import datetime
import re

Day = datetime.date

#: First month of each season as meteorologists count it in the northern hemisphere; winter runs into the next year.
_SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
#: How a unit of the clock or calendar is written in a duration, and how many of the written unit it is.
WRITTEN = {"TS": ("T", "S", 1), "TM": ("T", "M", 1), "TH": ("T", "H", 1), "D": ("", "D", 1), "W": ("", "W", 1), "F": ("", "W", 2)}
WRITTEN |= {"M": ("", "M", 1), "Q": ("", "Q", 1), "Y": ("", "Y", 1), "E": ("", "Y", 10), "C": ("", "Y", 100)}


#: A year of two digits is taken from the hundred years that end here where nothing else tells, as the C library's %y does (69 -> 1969).
PIVOT = 69
#: How far ahead of the document a year of two digits may lie: a class graduates in a few years.
_YEARS_AHEAD = 5


def short_year(digits: str, published: Day | None) -> int:
    """The year of "'71": the last one with these digits that is not far ahead of the document."""
    last = published.year + _YEARS_AHEAD if published else PIVOT + 1899
    return last - (last - int(digits)) % 100


def day(year: int, month: int, number: int) -> Day | None:
    """A day of the calendar, or None where there is no such day."""
    try:
        return datetime.date(year, month, number)
    except ValueError:
        return None


def add_days(d: Day, n: int) -> Day:
    """``n`` days on; the calendar's last and first day are its ends."""
    try:
        return d + datetime.timedelta(n)
    except OverflowError:
        return Day.max if n > 0 else Day.min


def add_months(d: Day, n: int) -> Day:
    """``n`` months on, on the same day or the last one that the month has."""
    at = d.year * 12 + d.month - 1 + n
    year, month = min(max(at // 12, 1), 9999), at % 12 + 1
    for number in (d.day, 30, 29, 28):
        found = day(year, month, number)
        if found and number <= d.day:
            return found
    return Day(year, month, 1)


def shift(d: Day, unit: str, n: int) -> Day:
    """A day moved by ``n`` units; units of the clock move no day."""
    if unit in ("D", "W", "F"):
        return add_days(d, n * {"D": 1, "W": 7, "F": 14}[unit])
    months = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}.get(unit)
    return add_months(d, n * months) if months else d


def grain(d: Day, unit: str) -> str:
    """The unit that a day lies in, as a TIMEX3 value: ``2024-05-07, 2024-W19, 2024-05, 2024-Q2, 2024, 202, 20``."""
    if unit in ("W", "F"):
        year, week, _ = d.isocalendar()
        return f"{year:04d}-W{week:02d}"
    if unit == "M":
        return f"{d.year:04d}-{d.month:02d}"
    if unit == "Q":
        return f"{d.year:04d}-Q{(d.month + 2) // 3}"
    if unit == "Y":
        return f"{d.year:04d}"
    if unit == "E":
        return f"{d.year:04d}"[:3]
    if unit == "C":
        return f"{d.year:04d}"[:2]
    return d.isoformat()


def nothing(unit: str) -> str:
    """The value of a unit when nothing is known of it: ``XXXX-XX-XX``, ``XXXX-WXX``, ``XXXX-XX``, ``XXXX``."""
    return {"W": "XXXX-WXX", "F": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "E": "XXX", "C": "XX"}.get(unit, "XXXX-XX-XX")


def duration(unit: str, amount: str) -> str:
    """A TIMEX3 duration: ``P4M``, ``PT24H``, ``PXD``; decades and centuries in years, some centuries as ``PXC``."""
    clock, letter, times = WRITTEN[unit]
    if times > 1 and amount.isdigit():
        amount = str(int(amount) * times)
    elif times > 1:
        letter = {"C": "C"}.get(unit, letter)
    return f"P{clock}{amount}{letter}"


def reach(timex: str) -> tuple[str, str] | None:
    """First day and the day after the last of what a TIMEX3 date covers, ISO; None for an open or bare value."""
    if "/" in timex:
        left, right = (reach(part) for part in timex.split("/", 1))
        return (left[0], right[1]) if left and right and left[0] < right[1] else None
    try:
        found = _reach(timex)
    except (ValueError, OverflowError):
        return None
    return (found[0].isoformat(), found[1].isoformat()) if found else None


def _reach(timex: str) -> tuple[Day, Day] | None:
    if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", timex):
        first = Day.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        return first, add_days(first, 2 if m[3] else 7)
    if m := re.fullmatch(r"(\d{4})-([QH])(\d)", timex):
        months = 3 if m[2] == "Q" else 6
        first = Day(int(m[1]), (int(m[3]) - 1) * months + 1, 1)
        return first, add_months(first, months)
    if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", timex):
        first = Day(int(m[1]), _SEASON_MONTH[m[2]], 1)
        return first, add_months(first, 3)
    if m := re.fullmatch(r"(\d{2,4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", timex):
        short = 10 ** (4 - len(m[1]))
        year = int(m[1]) * short
        first = Day(year or 1, int(m[2] or 1), int(m[3] or 1))
        if m[3]:
            return first, add_days(first, 1)
        return first, add_months(first, 1 if m[2] else 12 * short)
    return None


def iso_weekday_near(d: Day, weekday: int, toward: int) -> Day:
    """The day with an ISO weekday nearest to ``d`` in the direction ``toward`` (-1, +1); ``d`` itself where it is one."""
    step = (d.isoweekday() - weekday) % 7
    return add_days(d, -step) if toward < 0 else add_days(d, (7 - step) % 7)

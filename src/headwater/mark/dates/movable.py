"""When the feasts of `lexicon/holidays.toml` fall in a common year.

Easter after Meeus/Jones/Butcher (Gregorian) and Meeus (Julian). Islamic days by the Umm al-Qura calendar (the package `hijridate`, for 1925
to 2076), before and after by the tabular one (civil epoch, leap years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29); both can differ from what
is announced where the moon is sighted. Jewish days by the fixed calendar with its postponements (Reingold and Dershowitz, Calendrical
Calculations). Lunar new year, Diwali and Holi stand in a list of years. Knows no country: holidays that differ by country stay open.
"""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.mark.dates.calendar import Day, add_days, add_months, iso_weekday_near

#: A common year -> the first day and the day after the last of each time that a feast falls in it.
Feast = Callable[[int], list[tuple[Day, Day]]]
_ISLAMIC_EPOCH = datetime.date(622, 7, 19).toordinal()
_JEWISH_EPOCH = -1373427


def easter(year: int) -> Day:
    """Easter Sunday of the western churches."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    n = h + k - 7 * m + 114
    return Day(year, n // 31, n % 31 + 1)


def orthodox_easter(year: int) -> Day:
    """Easter Sunday of the eastern churches, as a Gregorian day."""
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    n = d + e + 114
    return add_days(Day(year, n // 31, n % 31 + 1), year // 100 - year // 400 - 2)


#: Common years that the package knows from their first to their last day.
_UMM_AL_QURA = range(1925, 2077)


def islamic(year: int, month: int, number: int, common: int) -> Day:
    """A day of the Islamic calendar; ``common`` is the year in which it is looked for, which decides between the two calendars."""
    if common in _UMM_AL_QURA:
        from hijridate import Hijri  # loaded where a feast is named

        return Day.fromordinal(Hijri(year, month, 1).to_gregorian().toordinal() + number - 1)
    return tabular(year, month, number)


def tabular(year: int, month: int, number: int) -> Day:
    """A day of the tabular Islamic calendar."""
    days = number + (59 * (month - 1) + 1) // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return Day.fromordinal(_ISLAMIC_EPOCH + days - 1)


def _jewish_new_year(year: int) -> int:
    """Days from the epoch to the first of Tishri."""

    def elapsed(y: int) -> int:
        months = (235 * y - 234) // 19
        parts = 12084 + 13753 * months
        days = 29 * months + parts // 25920
        return days + 1 if 3 * (days + 1) % 7 < 3 else days

    before, at, after = elapsed(year - 1), elapsed(year), elapsed(year + 1)
    return at + (2 if after - at == 356 else 1 if at - before == 382 else 0)


def jewish_new_year(year: int) -> Day:
    """Rosh Hashanah that falls in a common year."""
    return Day.fromordinal(_JEWISH_EPOCH + _jewish_new_year(year + 3761))


@cache
def lexicon() -> dict[str, Any]:
    """All tables of ``lexicon/holidays.toml``."""
    return tomllib.loads((files("headwater.mark") / "lexicon" / "holidays.toml").read_text("utf-8"))


def by_country() -> list[str]:
    """Holidays that stay open."""
    return list(lexicon()["by_country"]["names"])


@cache
def feasts() -> dict[str, Feast]:
    """Name -> feast."""
    tables = lexicon()
    out: dict[str, Feast] = {name: _fixed(*rule) for name, rule in tables["fixed"].items()}
    out |= {name: _nth(*rule) for name, rule in tables["nth"].items()}
    out |= {name: _from(easter, *rule) for name, rule in tables["easter"].items()}
    out |= {name: _from(orthodox_easter, *rule) for name, rule in tables["orthodox"].items()}
    out |= {name: _from(jewish_new_year, *rule) for name, rule in tables["jewish"].items()}
    out |= {name: _from(_kislev, *rule) for name, rule in tables["kislev"].items()}
    out |= {name: _islamic(rules) for name, rules in tables["islamic"].items()}
    for name, rule in tables["listed"].items():
        out |= dict.fromkeys([name, *rule["also"]], _listed(rule["first"], rule["days"]))
    return out


def is_moon(name: str) -> bool:
    """Does the feast hang on the sighting of the moon?"""
    return name in lexicon()["islamic"]


def moves(name: str) -> bool:
    """Does the feast fall on another day of the month from year to year?"""
    return name not in lexicon()["fixed"]


def _islamic(rules: list[list[int]]) -> Feast:
    def feast(common: int) -> list[tuple[Day, Day]]:
        found = []
        middle = round((common - 622) * 33 / 32)
        for month, number, days in rules:
            for year in range(max(1, middle - 1), middle + 3):
                first = islamic(year, month, number, common)
                after = add_days(first, days) if days else islamic(year, month + 1, 1, common)
                found += [(first, after)] if first.year == common else []
        return sorted(found)

    return feast


def _kislev(year: int) -> Day:
    """The first of Kislev: 59 days after the new year, 60 in a long year."""
    new_year = jewish_new_year(year)
    length = (jewish_new_year(year + 1) - new_year).days
    return add_days(new_year, 60 if length in (355, 385) else 59)


def _from(of: Callable[[int], Day], days: int, length: int) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        first = add_days(of(year), days)
        return [(first, add_days(first, length))]

    return feast


def _fixed(month: int, number: int, days: int) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        first = Day(year, month, number)
        return [(first, add_days(first, days))]

    return feast


def _nth(month: int, weekday: int, which: int, after: int) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        start = Day(year, month, 1)
        if which > 0:
            first = add_days(iso_weekday_near(start, weekday, 1), 7 * (which - 1))
        else:
            first = iso_weekday_near(add_days(add_months(start, 1), -1), weekday, -1)
        return [(add_days(first, after), add_days(first, after + 1))]

    return feast


def _listed(start: int, days: list[str]) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        if not 0 <= year - start < len(days):
            return []
        first = Day.fromisoformat(f"{year}-{days[year - start]}")
        return [(first, add_days(first, 1))]

    return feast

"""Feasts that move: Easter, the Islamic and the Jewish year. Arithmetic only; no look-ups.

Easter after Meeus/Jones/Butcher (Gregorian) and Meeus (Julian). Islamic days by the tabular calendar (civil epoch, leap years 2, 5, 7,
10, 13, 16, 18, 21, 24, 26, 29), which can be a day or two from the sighting of the moon. Jewish days by the fixed calendar with its
postponements (Reingold and Dershowitz, Calendrical Calculations). Knows nothing of lunar new years or of the feasts of other calendars.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable

from headwater.mark.dates.calendar import Day, add_days, iso_weekday_near

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


def islamic(year: int, month: int, number: int) -> Day:
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


def _islamic_feast(month: int, number: int, days: int) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        first = int((year - 622) * 33 / 32)
        starts = (islamic(y, month, number) for y in range(max(1, first - 1), first + 3))
        return [(d, add_days(d, days)) for d in starts if d.year == year]

    return feast


def _jewish_feast(from_new_year: int, days: int) -> Feast:
    """A feast of autumn, by its days from the new year; or, negative, of spring, by its days before the next new year."""

    def feast(year: int) -> list[tuple[Day, Day]]:
        first = add_days(jewish_new_year(year), from_new_year)
        return [(first, add_days(first, days))]

    return feast


def _from_easter(days: int, of: Callable[[int], Day] = easter, length: int = 1) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        first = add_days(of(year), days)
        return [(first, add_days(first, length))]

    return feast


def _fixed(month: int, number: int, days: int = 1) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        first = Day(year, month, number)
        return [(first, add_days(first, days))]

    return feast


def _nth(month: int, weekday: int, n: int) -> Feast:
    def feast(year: int) -> list[tuple[Day, Day]]:
        first = add_days(iso_weekday_near(Day(year, month, 1), weekday, 1), 7 * (n - 1))
        return [(first, add_days(first, 1))]

    return feast


#: Name -> the days on which it falls in a common year. Ramadan has always 30 days in the tabular calendar; sighted, 29 or 30.
FEASTS: dict[str, Feast] = {
    "easter sunday": _from_easter(0),
    "easter monday": _from_easter(1),
    "easter": _from_easter(0),
    "good friday": _from_easter(-2),
    "ash wednesday": _from_easter(-46),
    "palm sunday": _from_easter(-7),
    "orthodox easter": _from_easter(0, orthodox_easter),
    "pentecost": _from_easter(49),
    "christmas day": _fixed(12, 25),
    "christmas eve": _fixed(12, 24),
    "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
    "new year's day": _fixed(1, 1),
    "new year's eve": _fixed(12, 31),
    "valentine's day": _fixed(2, 14),
    "halloween": _fixed(10, 31),
    "thanksgiving day": _nth(11, 4, 4),
    "thanksgiving": _nth(11, 4, 4),
    "ramadan": _islamic_feast(9, 1, 30),
    "eid al-fitr": _islamic_feast(10, 1, 1),
    "eid ul-fitr": _islamic_feast(10, 1, 1),
    "eid al-adha": _islamic_feast(12, 10, 1),
    "eid ul-adha": _islamic_feast(12, 10, 1),
    "ashura": _islamic_feast(1, 10, 1),
    "rosh hashanah": _jewish_feast(0, 2),
    "yom kippur": _jewish_feast(9, 1),
    "sukkot": _jewish_feast(14, 7),
    "passover": _jewish_feast(-163, 8),
    "shavuot": _jewish_feast(-113, 2),
}

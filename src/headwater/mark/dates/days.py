"""Days by month and number ("May 7", "Tuesday, 7 May 2024", "the 7th of May"), and stretches of them ("May 6-8")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import Day, add_days, day
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.vocabulary import MONTH, WEEKDAY, YEAR, S, month

_NUMBER = r"(?P<d>[0-3]?\d)(?:st|nd|rd|th)?"
_TO = r"(?:\s?(?:-|to|through|until)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:/]))?"
_WEEKDAY = rf"(?:{WEEKDAY},?{S})?"
_TAIL = rf"(?:,?{S}(?P<y>{YEAR})(?!\d|,\d)|{S}(?:of{S})?(?P<rel>last|this|next){S}year)?"
_MONTH_FIRST = re.compile(rf"(?<![\w.-]){_WEEKDAY}(?P<m>{MONTH}){S}(?:the{S})?{_NUMBER}{_TO}(?![\w/]|[,.:]\d){_TAIL}")
_DAY_FIRST = re.compile(rf"(?<![\w.,:/$-]){_WEEKDAY}(?:the{S})?{_NUMBER}{_TO}{S}(?:of{S})?(?P<m>{MONTH}){_TAIL}")
#: Days back beyond which a day without a year is rather the one ahead: news speaks of the coming quarter more often, and writes the year of
#: what was nine months ago.
_BACK_DAYS = 265


def find_days(reading: Reading) -> Iterator[Draft]:
    """Every day that is named by month and number."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for m in pattern.finditer(reading.lower):
            if m["m"].rstrip(".") in ("may", "march", "mar") and not reading.capital(m.start("m")):
                continue
            if 1 <= int(m["d"]) <= 31:
                yield _draft(m)


def _draft(m: re.Match[str]) -> Draft:
    number, at, to = int(m["d"]), month(m["m"]), int(m["to"]) if m["to"] else None
    year, relative = int(m["y"]) if m["y"] else None, m["rel"]
    end = m.end()

    def resolve(anchor: Anchor) -> Value | None:
        found, score, why = _year(anchor, m.start(), end, (at, number), year, relative)
        if found is None:
            text = f"XXXX-{at:02d}-{number:02d}"
            return Value(text, "DATE", 0.6, (why,)) if day(2000, at, number) else None
        first = day(found, at, number)
        if first is None:
            return None
        last = day(found, at, to) if to and to > number else None
        if last:
            return Value(f"{first}/{last}", "DATE", score, (why,), (str(first), str(add_days(last, 1))))
        return Value(str(first), "DATE", score, (why,))

    return Draft(m.start(), end, "days", resolve)


def _year(
    anchor: Anchor, start: int, end: int, at: tuple[int, int], year: int | None, relative: str | None
) -> tuple[int | None, float, str]:
    """The year of a day, the score, and how it was found."""
    if year:
        return year, 1.0, "written with its year"
    if anchor.published is None:
        return None, 0.6, "the year is not written and the document shows no date"
    if relative:
        return anchor.published.year + {"last": -1, "this": 0, "next": 1}[relative], 0.95, f"{relative} year, from the document's date"
    return nearest_year(anchor, start, end, *at)


def nearest_year(anchor: Anchor, start: int, end: int, at: int, number: int) -> tuple[int | None, float, str]:
    """The year of a day or month without one: by tense; else the past one, unless it is long ago."""
    published = anchor.published
    if published is None:
        return None, 0.6, "the year is not written and the document shows no date"
    here = day(published.year, at, min(number, 28)) or published
    back = published.year if here <= published else published.year - 1
    ahead = published.year if here >= published else published.year + 1
    days_back = (published - Day(back, at, min(number, 28))).days
    tense = anchor.tense(start, end)
    if days_back > 31 and (tense == "future" or anchor.text[max(0, start - 10) : start].endswith(("by ", "effective "))):
        return ahead, 0.8, "year not written: the next one, as the sentence speaks of what is to come"
    if days_back > _BACK_DAYS:
        return ahead, 0.7, "year not written: the nearest such day is ahead"
    return back, 0.9, "year not written: the last such day before the document's date"

"""Days by month and number ("May 7", "Tuesday, 7 May 2024", "the 7th of May"), and stretches of them ("May 6-8")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import Day, add_days, day
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.vocabulary import MONTH, MONTH_PIECES, ORDINAL, SPOKEN_YEAR, WEEKDAY, YEAR, S, month, spoken_year, table, weekday

_NUMBER = rf"(?:(?P<d>[0-3]?\d)(?:st|nd|rd|th)?|(?P<word>{ORDINAL}))"
_TO = r"(?:\s?(?P<link>-|to|through|until|and)\s?(?P<to>[0-3]?\d)(?:st|nd|rd|th)?(?![\d:/]))?"
_WEEKDAY = rf"(?:(?P<weekday>{WEEKDAY}),?{S})?"
_TAIL = rf"(?:,?{S}(?:(?P<y>{YEAR})(?!\d|,\d)|{SPOKEN_YEAR}(?![\w-]))|{S}(?:of{S})?(?P<rel>last|this|next){S}year)?"
_BEFORE = rf"(?:(?P<before>last|this past|this coming|next){S})?"
_MONTH_FIRST = re.compile(rf"(?<![\w.-]){_WEEKDAY}{_BEFORE}(?P<m>{MONTH}){S}(?:the{S})?{_NUMBER}{_TO}(?![\w/]|[,.:]\d){_TAIL}")
_DAY_FIRST = re.compile(rf"(?<![\w.,:/$-]){_WEEKDAY}(?:the{S})?{_NUMBER}{_TO}{S}(?:of{S})?(?P<m>{MONTH}){_TAIL}")
_COUNTED = re.compile(rf"{S}(?!(?:in|on|at|and|but|or|as|with|when|while|by|for|of|to|after|before|were|was|are|will)\b)[a-z]")
_FAR_END = re.compile(
    rf"[ ]?(?:-|to|through|until|and|or)[ ]?(?:{WEEKDAY},?{S})?"
    rf"(?:(?P<m>{MONTH})(?:{S}[0-3]?\d(?:st|nd|rd|th)?)?|[0-3]?\d(?:st|nd|rd|th)?{S}(?P<m2>{MONTH})),?{S}(?P<y>{YEAR})(?!\d|,\d)"
)
#: Days back beyond which a day without a year is rather the one ahead: news speaks of the coming quarter more often, and writes the year of
#: what was nine months ago.
_BACK_DAYS = 265
#: Beyond these, "through January" looks ahead.
_THROUGH_DAYS = 180
#: As `_BACK_DAYS`, where the nearest verb is in the past: "had bought it in February", written in November.
_BACK_DAYS_PAST = 345


def find_days(reading: Reading) -> Iterator[Draft]:
    """Every day that is named by month and number."""
    for pattern in (_MONTH_FIRST, _DAY_FIRST):
        for m in reading.finds(pattern, *MONTH_PIECES):
            if m["m"].rstrip(".") in ("may", "march", "mar") and not reading.capital(m.start("m")):
                continue
            if not 1 <= _number(m) <= 31:
                continue
            if m["link"] == "and" and not reading.before(m.start(), 10).endswith("between "):
                yield from _two(m, reading, pattern is _MONTH_FIRST)
            else:
                yield _draft(m, m.span(), _number(m), int(m["to"]) if m["to"] else None)


def _number(m: re.Match[str]) -> int:
    """The day of the month, from digits or from a word."""
    return int(m["d"]) if m["d"] else int(table("ordinals")[m["word"]])


def _two(m: re.Match[str], reading: Reading, month_first: bool) -> Iterator[Draft]:
    """ "May 7 and 9", "7 and 9 May": two days, each with what is written of it. No second day before a counted thing ("May 7 and 9 boats")."""
    number, second = _number(m), int(m["to"])
    place = m.span("d") if m["d"] else m.span("word")
    if month_first:
        yield _draft(m, (m.start(), place[1]), number, None)
        if number < second <= 31 and not _COUNTED.match(reading.lower, m.end("to")):
            yield _draft(m, m.span("to"), second, None)
    else:
        if number < second <= 31:
            yield _draft(m, place, number, None)
        yield _draft(m, (m.start("to"), m.end()), second, None)


def _draft(m: re.Match[str], place: tuple[int, int], number: int, to: int | None) -> Draft:
    at = month(m["m"])
    year, relative, before = int(m["y"]) if m["y"] else spoken_year(m), m["rel"], m.groupdict().get("before")
    start, end = place

    named = weekday(m["weekday"]) if m["weekday"] and start == m.start() else None

    def resolve(anchor: Anchor) -> Value | None:
        found, score, why = _year(anchor, (start, end), (at, number), year, relative, before)
        if named and anchor.published and not (year or relative or before):
            found, score, why = _by_weekday(anchor.published.year, (at, number), named) or (found, score, why)
        if found is None:
            text = f"XXXX-{at:02d}-{number:02d}" + (f"/XXXX-{at:02d}-{to:02d}" if to and to > number and day(2000, at, to) else "")
            return Value(text, "DATE", 0.6, (why,)) if day(2000, at, number) else None
        first = day(found, at, number)
        if first is None:
            return None
        if named and first.isoweekday() != named:
            score, why = min(score, 0.6), f"{why}; the weekday written with it is another"
        last = day(found, at, to) if to and to > number else None
        if last:
            return Value(f"{first}/{last}", "DATE", score, (why,), (str(first), str(add_days(last, 1))))
        return Value(str(first), "DATE", score, (why,))

    return Draft(start, end, "days", resolve)


def _year(
    anchor: Anchor, place: tuple[int, int], at: tuple[int, int], year: int | None, relative: str | None, before: str | None
) -> tuple[int | None, float, str]:
    """The year of a day, the score, and how it was found."""
    if year:
        return year, 1.0, "written with its year"
    if later := year_behind(anchor.text, place[1], at[0]):
        return later, 0.95, "its year is written with the day behind it"
    if anchor.published is None:
        return None, 0.6, "the year is not written and the document shows no date"
    if before:
        return _beside(anchor.published, at, 1 if before in ("next", "this coming") else -1)
    if relative:
        return anchor.published.year + {"last": -1, "this": 0, "next": 1}[relative], 0.95, f"{relative} year, from the document's date"
    return nearest_year(anchor, *place, *at)


def year_behind(text: str, end: int, at: int) -> int | None:
    """The year of "from 29 April to 1 May 2019", "January-June 2016" for their first part, which is month ``at``; None without one."""
    m = _FAR_END.match(text, end)
    if not m:
        return None
    return int(m["y"]) - (1 if month(m["m"] or m["m2"]) < at else 0)


def _by_weekday(now: int, at: tuple[int, int], named: int) -> tuple[int, float, str] | None:
    """The year in which a day falls on the weekday that is written with it: the document's, the one before, the one after."""
    for year in (now, now - 1, now + 1):
        found = day(year, *at)
        if found and found.isoweekday() == named:
            return year, 0.95, "year not written: the one in which the day falls on that weekday"
    return None


def _beside(now: Day, at: tuple[int, int], step: int) -> tuple[int | None, float, str]:
    """The last or next such day beside the document's."""
    here = (now.month, now.day)
    year = now.year + (min(step, 0) if at >= here else 0) if step < 0 else now.year + (1 if at <= here else 0)
    return year, 0.9, f"the {'last' if step < 0 else 'next'} one, from the document's date"


def nearest_year(anchor: Anchor, start: int, end: int, at: int, number: int) -> tuple[int | None, float, str]:
    """The year of a day or month without one: by tense; else the past one, unless it is long ago."""
    published = anchor.published
    if published is None:
        return None, 0.6, "the year is not written and the document shows no date"
    here = day(published.year, at, min(number, 28)) or published
    back = published.year if here <= published else published.year - 1
    ahead = published.year if here >= published else published.year + 1
    days_back = (published - Day(back, at, min(number, 28))).days
    if told := anchor.told_year(start):
        return told[0] + (1 if at < told[1] else 0), 0.6, "year not written: that of the date before it, which lies years back"
    tense = anchor.tense(start, end)
    before = anchor.text[max(0, start - 10) : start]
    until = before.endswith(("by ", "effective ")) or (days_back > _THROUGH_DAYS and before.endswith("through "))
    until = until or (tense != "past" and before.endswith("until "))
    if days_back > 31 and (tense == "future" or until):
        return ahead, 0.8, "year not written: the next one, as the sentence speaks of what is to come"
    if days_back > (_BACK_DAYS_PAST if tense == "past" else _BACK_DAYS):
        return ahead, 0.7, "year not written: the nearest such day is ahead"
    return back, 0.9, "year not written: the last such day before the document's date"

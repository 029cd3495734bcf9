"""Feasts and holidays by name: "Easter", "the start of Ramadan", "last Thanksgiving", "every Christmas". Only those of `lexicon/holidays.toml`.

Not: islands, persons and papers that bear such a name ("Easter Island"). Where a name stands for several feasts ("Eid"), the nearest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from headwater.mark.dates.calendar import Day, add_days, reach
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.movable import by_country, feasts, is_moon, moves
from headwater.mark.dates.vocabulary import YEAR, S, one_of

_EDGES = {"start": 0, "beginning": 0, "first day": 0, "eve": -1, "end": 1, "last day": 1}
#: Words in capitals that may stand before a feast; before another one, a feast is rather a surname or part of a title.
_BEFORE = re.compile(
    r"(?:^|[^\w' ] ?|(?<![A-Za-z])[a-z0-9][\w'-]* |"
    r"\b(?:The|A|An|His|Her|Its|Our|Their|My|Last|This|Next|On|In|During|After|Before|Since|Until|By|For|At|Of|Every|Each|Happy|Early|Late|And|Or) )$"
)
#: What may stand in front of a name and belongs to it.
_FRONT = re.compile(
    rf"(?:(?<!\w)(?:the{S})?(?P<edge>{one_of(_EDGES)}){S}of{S}(?:the{S})?)?(?:(?<!\w)(?:(?P<rel>last|this|next|each|every){S}))?$"
)
_FRONT_LENGTH = 40
_JOINED = re.compile(r"[\w-]")
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+(?!day\b)")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?P<f>{one_of([*feasts(), *by_country()])})(?![\w-])(?:,?{S}(?P<y>{YEAR})(?!\d))?")


@cache
def _first_word() -> re.Pattern[str]:
    """The first word of a name, with a capital. The letter stands in front of all else in the pattern, so that it alone is searched for."""
    words = {re.split(r"[ '-]", name)[0].rstrip(".") for name in [*feasts(), *by_country()]}
    return re.compile("(?:" + "|".join(f"{word[0].upper()}(?i:{re.escape(word[1:])})" for word in sorted(words)) + r")(?!\w)")


@dataclass(frozen=True)
class _Found:
    """A feast in the text: its name, the words in front that belong to it, and their place."""

    name: str
    year: int | None
    relative: str | None
    edge: str | None
    at: int
    start: int
    end: int


def find_holidays(reading: Reading) -> Iterator[Draft]:
    """Every feast that is named."""
    for word in _first_word().finditer(reading.cased):
        joined = _JOINED.match(reading.cased[word.start() - 1 : word.start()])
        if not joined and (found := _found(reading, word.start())) and not _is_name(found, reading):
            yield _draft(found)


def _found(reading: Reading, at: int) -> _Found | None:
    """The feast whose name begins at a place, with what stands in front of it."""
    m = _pattern().match(reading.lower, at)
    if not m:
        return None
    front = _FRONT.search(reading.lower, max(0, at - _FRONT_LENGTH), at)
    start = front.start() if front and front.group() else at
    return _Found(m["f"], int(m["y"]) if m["y"] else None, front and front["rel"], front and front["edge"], at, start, m.end())


def _is_name(f: _Found, reading: Reading) -> bool:
    """ "Easter Island", "Karim Ramadan"."""
    if f.year or f.relative or f.edge:
        return False
    behind = _NAME_BEHIND.match(reading.cased[f.end : f.end + 16])
    return behind is not None or not _BEFORE.search(reading.cased[max(0, f.at - 16) : f.at])


def _draft(f: _Found) -> Draft:
    if f.relative in ("each", "every"):
        again = Value(_unresolved(f.name) if not moves(f.name) else "P1Y", "SET", 0.85, ("a feast that comes again every year",))
        return Draft(f.start, f.end, "holidays", always(again), moves=False)

    def resolve(anchor: Anchor) -> Value | None:
        if f.name in by_country():
            return Value("XXXX-XX-XX", "DATE", 0.5, ("a holiday whose day depends on the country, which is not read",))
        if f.year is None and anchor.published is None:
            return Value(_unresolved(f.name), "DATE", 0.5, ("the year is not written and the document shows no date",))
        return _value(f, anchor)

    return Draft(f.start, f.end, "holidays", resolve)


def _unresolved(name: str) -> str:
    """Month and day of a feast that does not move, its year open."""
    return "XXXX-XX-XX" if moves(name) or name in by_country() else f"XXXX{str(feasts()[name](2001)[0][0])[4:]}"


def _falls(name: str, year: int | None, published: Day | None) -> list[tuple[Day, Day]]:
    """When a feast falls in the year that is written, or in those around the document's."""
    years = [year] if year else [published.year + n for n in (-1, 0, 1)] if published else []
    return [f for y in years if 1600 <= y <= 2200 for f in feasts()[name](y)]


def _value(f: _Found, anchor: Anchor) -> Value:
    falls = _falls(f.name, f.year, anchor.published)
    if not falls:
        return Value("XXXX-XX-XX", "DATE", 0.4, ("a feast whose days in that year are not known here",))
    first, after = falls[0] if f.year else _nearest(falls, anchor, f.relative, (f.start, f.end))
    moon = is_moon(f.name)
    why = ["by the Umm al-Qura calendar; where the moon is sighted it can be a day off" if moon else "by the calendar of the feast"]
    if f.name == "eid" and not f.relative:
        why.append("the nearer of Eid al-Fitr and Eid al-Adha")
    if f.edge:
        first = add_days(after, -1) if _EDGES[f.edge] > 0 else add_days(first, _EDGES[f.edge])
        after = add_days(first, 1)
        why.append(f"{f.edge} of it")
    days = (str(first), str(after))
    text = str(first) if reach(str(first)) == days else f"{first}/{add_days(after, -1)}"
    return Value(text, "DATE", 0.7 if moon else 0.85, tuple(why), days)


def _nearest(falls: list[tuple[Day, Day]], anchor: Anchor, relative: str | None, at: tuple[int, int]) -> tuple[Day, Day]:
    """The fall of a feast that is meant: the last or next one as the text or its tense says, else the nearest."""
    now = anchor.published or falls[0][0]
    past, ahead = [f for f in falls if f[1] <= now], [f for f in falls if f[0] > now]
    if relative == "last" and past:
        return past[-1]
    tense = anchor.tense(*at)
    if (relative == "next" or tense == "future") and ahead:
        return ahead[0]
    if relative == "this" and (here := [f for f in falls if f[0].year == now.year]):
        return here[0]
    begun = [f for f in falls if f[0] <= now]
    if tense == "past" and begun:
        return begun[-1]
    return min(falls, key=lambda f: abs((f[0] - now).days))

"""Feasts and holidays by name: "Easter", "the start of Ramadan", "last Thanksgiving", "every Christmas". Only those of `lexicon/holidays.toml`.

Not: islands, persons and papers that bear such a name ("Easter Island"). Where a name stands for several feasts ("Eid"), the nearest is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from headwater.mark.dates.calendar import Day, add_days, reach
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.movable import by_country, feasts, is_moon, moves
from headwater.mark.dates.vocabulary import YEAR, S, one_of

_EDGES = {"start": 0, "beginning": 0, "first day": 0, "eve": -1, "end": 1, "last day": 1}
#: Words in capitals that may stand before a feast; before another one, a feast is rather a surname or part of a title.
_BEFORE = re.compile(
    r"(?:^|[^\w' ] ?|(?<![A-Za-z])[a-z0-9][\w'-]* |"
    r"\b(?:The|A|An|His|Her|Its|Our|Their|My|Last|This|Next|On|In|During|After|Before|Since|Until|By|For|At|Of|Every|Each|Happy|Early|Late|And|Or) )$"
)
_NAME_BEHIND = re.compile(r" [A-Z][a-z]+(?!day\b)")


@cache
def _pattern() -> re.Pattern[str]:
    names = [*feasts(), *by_country()]
    starts = one_of(sorted({n[:3] for n in names}))
    return re.compile(
        rf"(?<![\w-])(?={starts}|the{S}|last|this|next|each|every)(?:(?:the{S})?(?P<edge>{one_of(_EDGES)}){S}of{S}(?:the{S})?)?"
        rf"(?:(?P<rel>last|this|next|each|every){S}|the{S})?(?P<f>{one_of(names)})(?![\w-])(?:,?{S}(?P<y>{YEAR})(?!\d))?"
    )


@cache
def _first_words() -> list[str]:
    return sorted({re.split(r"[ '-]", n)[0] for n in [*feasts(), *by_country()]})


def find_holidays(reading: Reading) -> Iterator[Draft]:
    """Every feast that is named."""
    for m in reading.finds(_pattern(), *_first_words()):
        if reading.capital(m.start("f")) and not _is_name(m, reading):
            yield _draft(m)


def _is_name(m: re.Match[str], reading: Reading) -> bool:
    """ "Easter Island", "Karim Ramadan"."""
    if m["y"] or m["rel"] or m["edge"]:
        return False
    behind = _NAME_BEHIND.match(reading.cased[m.end() : m.end() + 16])
    return behind is not None or not _BEFORE.search(reading.cased[max(0, m.start("f") - 16) : m.start("f")])


def _draft(m: re.Match[str]) -> Draft:
    name, relative, edge = m["f"], m["rel"], m["edge"]
    year = int(m["y"]) if m["y"] else None
    start = m.start() if edge or relative else m.start("f")
    if relative in ("each", "every"):
        again = Value(_unresolved(name) if not moves(name) else "P1Y", "SET", 0.85, ("a feast that comes again every year",))
        return Draft(start, m.end(), "holidays", lambda anchor: again, moves=False)

    def resolve(anchor: Anchor) -> Value | None:
        if name in by_country():
            return Value("XXXX-XX-XX", "DATE", 0.5, ("a holiday whose day depends on the country, which is not read",))
        if year is None and anchor.published is None:
            return Value(_unresolved(name), "DATE", 0.5, ("the year is not written and the document shows no date",))
        return _value(m, anchor, _falls(name, year, anchor.published), edge)

    return Draft(start, m.end(), "holidays", resolve)


def _unresolved(name: str) -> str:
    """Month and day of a feast that does not move, its year open."""
    return "XXXX-XX-XX" if moves(name) or name in by_country() else f"XXXX{str(feasts()[name](2001)[0][0])[4:]}"


def _falls(name: str, year: int | None, published: Day | None) -> list[tuple[Day, Day]]:
    """When a feast falls in the year that is written, or in those around the document's."""
    years = [year] if year else [published.year + n for n in (-1, 0, 1)] if published else []
    return [f for y in years if 1600 <= y <= 2200 for f in feasts()[name](y)]


def _value(m: re.Match[str], anchor: Anchor, falls: list[tuple[Day, Day]], edge: str | None) -> Value | None:
    if not falls:
        return Value("XXXX-XX-XX", "DATE", 0.4, ("a feast whose days in that year are not known here",))
    first, after = falls[0] if m["y"] else _nearest(falls, anchor, m["rel"], m.span())
    moon = is_moon(m["f"])
    why = ["by the Umm al-Qura calendar; where the moon is sighted it can be a day off" if moon else "by the calendar of the feast"]
    if m["f"] == "eid" and not m["rel"]:
        why.append("the nearer of Eid al-Fitr and Eid al-Adha")
    if edge:
        first = add_days(after, -1) if _EDGES[edge] > 0 else add_days(first, _EDGES[edge])
        after = add_days(first, 1)
        why.append(f"{edge} of it")
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

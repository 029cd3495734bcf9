"""Feasts and holidays by name: "Easter", "the start of Ramadan", "last Thanksgiving". Only those in `movable.FEASTS`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from headwater.mark.dates.calendar import Day, reach
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.movable import FEASTS
from headwater.mark.dates.vocabulary import YEAR, S, one_of

_MOON = ("ramadan", "eid", "ashura")


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:(?P<rel>last|this|next){S})?(?P<f>{one_of(FEASTS)})(?![\w-])(?:,?{S}(?P<y>{YEAR}))?")


def find_holidays(reading: Reading) -> Iterator[Draft]:
    """Every feast that is named."""
    for m in _pattern().finditer(reading.lower):
        if reading.capital(m.start("f")):
            yield _draft(m)


def _draft(m: re.Match[str]) -> Draft:
    feast, name, relative = FEASTS[m["f"]], m["f"], m["rel"]
    year = int(m["y"]) if m["y"] else None

    def resolve(anchor: Anchor) -> Value | None:
        if year is None and anchor.published is None:
            fixed = {tuple(str(d)[5:] for d in feast(y)[0]) for y in (2001, 2002, 2005)}
            text = f"XXXX-{fixed.pop()[0]}" if len(fixed) == 1 else "XXXX-XX-XX"
            return Value(text, "DATE", 0.5, ("the year is not written and the document shows no date",))
        years = [year] if year else [anchor.published.year + n for n in (-1, 0, 1)] if anchor.published else []
        falls = [f for y in years if 1600 <= y <= 2200 for f in feast(y)]
        found = falls[:1] if year else [_nearest(falls, anchor, relative, m)] if falls else []
        if not found:
            return None
        first, after = found[0]
        moon = name.startswith(_MOON)
        why = "by the tabular Islamic calendar, which can be a day or two from the sighting" if moon else "by the calendar of the feast"
        days = (str(first), str(after))
        single = reach(str(first)) == days
        text = str(first) if single else f"{first}/{Day.fromordinal(after.toordinal() - 1)}"
        return Value(text, "DATE", 0.6 if moon else 0.85, (why,), days)

    return Draft(m.start(), m.end(), "holidays", resolve)


def _nearest(falls: list[tuple[Day, Day]], anchor: Anchor, relative: str | None, m: re.Match[str]) -> tuple[Day, Day]:
    """The fall of a feast that is meant: the last or next one as the text says, else the nearest."""
    now = anchor.published or falls[0][0]
    past, ahead = [f for f in falls if f[0] <= now], [f for f in falls if f[0] > now]
    if relative == "last" and past:
        return past[-1]
    if (relative == "next" or anchor.to_come(m.start())) and ahead:
        return ahead[0]
    return min(falls, key=lambda f: abs((f[0] - now).days))

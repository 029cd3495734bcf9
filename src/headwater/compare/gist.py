"""Gist: a claim in one line, made of the fields and words of its accounts. Adds no words of its own to what sources say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from headwater.compare.events import day
from headwater.compare.evolve import when
from headwater.compare.numbers import centre
from headwater.records import Account, FigureValue

_MONTHS = "January February March April May June July August September October November December".split()
#: Characters of a statement that a gist shows.
_LONGEST = 120
_SIGN = {
    "at_least": "at least ",
    "more_than": "more than ",
    "at_most": "at most ",
    "less_than": "less than ",
    "about": "about ",
    "nearly": "nearly ",
    "up_to": "up to ",
}


def _most(values: Iterable[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None


def plain(n: float) -> str:
    """A number as people write it: 34,789; 2.5."""
    return f"{int(n):,}" if n == int(n) else f"{n:,.6g}"


def _date(text: str | None) -> str | None:
    at = day(text)
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}" if at else None


def _period(values: Sequence[FigureValue]) -> str | None:
    """The year or the month that most figures are for, where they are for a whole one; else the first day."""
    start = _most(v.start for v in values)
    first, last = day(start), day(_most(v.end for v in values if v.start == start))
    if first and last and first.day == last.day == 1:
        months = (last.year - first.year) * 12 + last.month - first.month
        if months == 12 and first.month == 1:
            return str(first.year)
        if months == 1:
            return f"{_MONTHS[first.month - 1]} {first.year}"
    return _date(start)


def _standing(values: Sequence[FigureValue], published: Sequence[str | None]) -> str | None:
    """The day at which most figures stand; of figures without any day, and of what happened some day before, the one on which it was told, and that it
    is that."""
    if stands := _date(_most(v.as_of for v in values if v.scope != "event")):
        return stands
    told = _date(_most(when(v, p) for v, p in zip(values, published, strict=True)))
    return f"told {told}" if told else None


def figure_gist(accounts: Sequence[Account], published: Sequence[str | None]) -> str:
    """``at least 22 “civilians” killed · Oskarn · 6 May 2031``: the number, the counted in a source's own word, then the fields."""
    values = [a.figure for a in accounts if a.figure]
    numbers = dict.fromkeys(n for a in accounts if a.figure and (n := _number(a.figure, a.text)))
    shown = [*numbers]
    bound = _SIGN.get(values[0].bound, "") if len(shown) == 1 and len({v.bound for v in values}) == 1 else ""
    number = bound + (", ".join(shown) if len(shown) <= 4 else f"{shown[0]} … {shown[-1]}")
    row = [
        " ".join([number, *_counted(values)]),
        _most(v.place for v in values),
        _period(values) or _standing(values, published),
    ]
    return " · ".join(part for part in row if part)


def _number(v: FigureValue, text: str) -> str | None:
    """The number as it was told: a range by its ends, a vague one in the page's word, with what it stands for."""
    if v.value is None and v.low is not None and v.high is not None:
        ends = f"{plain(v.low)} to {plain(v.high)}"
        return f"{' '.join(text.split()).lower()} ({ends})" if v.bound == "vague" else ends
    n = centre(v)
    return None if n is None else plain(n)


def _counted(values: Sequence[FigureValue]) -> Iterator[str]:
    """What was counted and what happened to it. A noun that is a source's choice stands in quotation marks."""
    group, unit, measure = _most(v.group for v in values), _most(v.unit for v in values), values[0].measure.replace("_", " ")
    if unit and unit not in ("people", "percent") and (not group or unit.isupper()):
        yield unit
    if unit == "percent":
        yield "percent"
    if group:
        yield group if group in ("people", "persons", unit) else f"“{group}”"
    elif unit == "people":
        yield "people"
    if measure not in ("count", "money", "share"):
        yield measure


def statement_gist(speaker: str, shown: str) -> str:
    """``The mayor: “There was a noise like a train …”``"""
    words = shown.strip('“”" ')
    if len(words) >= _LONGEST:
        words = words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"
    return f"{speaker}: “{words}”"

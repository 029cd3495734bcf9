"""Gist: a claim in one line, made of the fields and words of its accounts. Adds no words of its own to what sources say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from headwater.compare.evolve import when
from headwater.compare.figures import day
from headwater.compare.numbers import centre
from headwater.records import Account

_MONTHS = "January February March April May June July August September October November December".split()
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


def figure_gist(accounts: Sequence[Account], published: Sequence[str | None]) -> str:
    """``killed · civilians · Rafah · 6 May 2024 · at least 22``"""
    values = [a.figure for a in accounts if a.figure]
    numbers: dict[str, None] = {}
    for v in values:
        if (n := centre(v)) is not None:
            numbers.setdefault(plain(n))
    shown = [*numbers]
    bound = _SIGN.get(values[0].bound, "") if len(shown) == 1 and len({v.bound for v in values}) == 1 else ""
    row = [
        values[0].measure.replace("_", " "),
        _most(v.group for v in values) or _most(v.unit for v in values),
        _most(v.place for v in values),
        _date(_most(v.start for v in values) or _most(when(v, p) for v, p in zip(values, published, strict=True))),
        bound + (", ".join(shown) if len(shown) <= 4 else f"{shown[0]} … {shown[-1]}"),
    ]
    return " · ".join(part for part in row if part)


def statement_gist(speaker: str, shown: str) -> str:
    """``The mayor: “There was a noise like a train …”``"""
    words = shown.strip('“”" ')
    return f"{speaker}: “{words}”"

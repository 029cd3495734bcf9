"""Evolve: how the accounts of one claim stand to one another.

    single           one account, or one document that agrees with itself
    agree            all may state one value
    different_scope  the values meet but one speaks of a part, an event or a household where another speaks of the whole
    changed          different values at different times, none contradicting another of its day: a series
    differ           different values for one time

Decides nothing about who is right.
"""

from __future__ import annotations

import itertools
from collections import defaultdict

from headwater.compare.numbers import centre, same_value
from headwater.records import FigureValue

#: An account in time: the day it speaks of (or was published), its document, its value.
Dated = tuple[str | None, str, FigureValue]


def when(value: FigureValue, published: str | None) -> str | None:
    """The day that a figure speaks for: as of, else its period's first day if it tells an event, else the day it was published."""
    return (value.as_of or published or value.start or "")[:10] or None


def standing(accounts: list[Dated]) -> tuple[str, str]:
    """The standing of figure accounts and the reason in words."""
    values = [v for _, _, v in accounts]
    documents = {d for _, d, _ in accounts}
    if all(same_value(a, b) for n, a in enumerate(values) for b in values[n + 1 :]):
        if len(documents) == 1:
            return "single", "one document tells it"
        scopes = {v.scope for v in values if v.scope} - {"state"}
        if len(scopes) > 1 or len({bool(v.part_of) for v in values}) > 1:
            return "different_scope", "the numbers meet; some tell of one event or a part, others of a total"
        return "agree", f"{len(documents)} documents give values that meet"
    by_day: dict[str | None, list[FigureValue]] = defaultdict(list)
    for at, _, v in accounts:
        by_day[at].append(v)
    if None in by_day and len(by_day) > 1:
        return "differ", "the values differ, and not every account shows its day"
    clash = [at for at, same in by_day.items() if any(not same_value(a, b) for n, a in enumerate(same) for b in same[n + 1 :])]
    if clash:
        return "differ", f"the values differ{' for ' + min(str(c) for c in clash) if None not in clash else ''}"
    series = [next(c for v in by_day[at] if (c := centre(v)) is not None) for at in sorted(d for d in by_day if d)]
    if all(a <= b for a, b in itertools.pairwise(series)):
        return "changed", "the values rise with the days for which they stand"
    if all(v.scope in {"state", "cumulative"} for v in values):
        return "changed", "each day has one value"
    return "differ", "the values differ and do not follow one another in time"

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
from typing import NamedTuple

from headwater.compare.numbers import centre, same_value
from headwater.records import FigureValue


class Dated(NamedTuple):
    """An account in time: the day it speaks of (or was published), when it was published, its document, the origin it rests on in the end, its value."""

    at: str | None
    published: str | None
    document: str
    origin: str
    value: FigureValue


def when(value: FigureValue, published: str | None) -> str | None:
    """The day that a figure speaks for: as of, else its period's first day if it tells an event, else the day it was published."""
    return (value.as_of or published or value.start or "")[:10] or None


def standing(accounts: list[Dated]) -> tuple[str, str]:
    """The standing of figure accounts and the reason in words."""
    values = [a.value for a in accounts]
    documents = {a.document for a in accounts}
    if all(same_value(a, b) for n, a in enumerate(values) for b in values[n + 1 :]):
        if len(documents) == 1:
            return "single", "one document tells it"
        scopes = {v.scope for v in values if v.scope} - {"state"}
        if len(scopes) > 1 or len({bool(v.part_of) for v in values}) > 1:
            return "different_scope", "the numbers meet; some tell of one event or a part, others of a total"
        return "agree", f"{len(documents)} documents give values that meet"
    by_day: dict[str | None, list[Dated]] = defaultdict(list)
    for a in accounts:
        by_day[a.at].append(a)
    if None in by_day and len(by_day) > 1:
        return "differ", "the values differ, and not every account shows its day"
    clash = [at for at, row in by_day.items() if not _one_value(row) and not _one_hand(row)]
    if clash:
        return "differ", f"the values differ{' for ' + min(str(c) for c in clash) if None not in clash else ''}"
    series = [c for at in sorted(d for d in by_day if d) for c in _told(by_day[at])]
    if all(a <= b for a, b in itertools.pairwise(series)):
        return "changed", "the values rise with the days for which they stand"
    if all(v.scope in {"state", "cumulative"} for v in values):
        return "changed", "each day has one value"
    return "differ", "the values differ and do not follow one another in time"


def _told(row: list[Dated]) -> list[float]:
    """The numbers of one day: one, if all accounts may state it, else in order of publication."""
    numbers = [c for a in sorted(row, key=_moment) if (c := centre(a.value)) is not None]
    return numbers[:1] if _one_value(row) else numbers


def _moment(a: Dated) -> tuple[str, float]:
    return a.published or "", centre(a.value) or 0.0


def _one_value(row: list[Dated]) -> bool:
    return all(same_value(a.value, b.value) for n, a in enumerate(row) for b in row[n + 1 :])


def _one_hand(row: list[Dated]) -> bool:
    """Does one origin give these values of a day one after the other, at times that their pages show: 12 by noon, 15 by evening?"""
    if len({a.origin for a in row}) > 1 or not row[0].origin or any(len(a.published or "") <= len("2031-05-02") for a in row):
        return False
    times: dict[str | None, list[Dated]] = defaultdict(list)
    for a in row:
        times[a.published].append(a)
    return all(_one_value(same) for same in times.values())

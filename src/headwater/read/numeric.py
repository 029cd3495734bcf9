"""Dates in figures alone (03/04/2030): which of the figures is the month is found out, or the date is left as far as it is sure.

In order: a figure above 12; another statement of the page that names one of the two days; the zone written beside it (EST, BST); what the page's other
dates in figures show; the country of its language tag; that of its address; other dates that name the month behind the day; failing all, only the year is
said. Does not look for dates with the names of months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from headwater.read.fact_words import order_domains, order_tags, order_words
from headwater.read.published import (
    CLOCK,
    CLOCK_FIRST,
    DAY_FIRST,
    MONTH_FIRST,
    Found,
    clock_value,
    day_value,
    label_before,
    visible_dates,
    zone_value,
)

_FORM = re.compile(rf"(?<![\d/.-])(\d{{1,2}})([/.-])(\d{{1,2}})\2((?:19|20)?\d\d)(?![\d/]|[.-]\d){CLOCK}", re.IGNORECASE)
#: What all such dates hold: looking for it first spares nearly all lines the form.
_FIGURES = re.compile(r"\d[/.-]\d{1,2}[/.-]\d")
_HOST = re.compile(r"(?:https?:)?//([^/:?#]+)", re.IGNORECASE)
#: How sure an order is that the page shows, and one that only the order of its written dates suggests.
_SHOWN, _NAMED = 0.85, 0.75
#: Two figures for a year above this are of the last century: no page is older, and none from so far ahead.
_PIVOT = 80


class Order(NamedTuple):
    """What the page shows about the order of figures: for each order the reason, where there is one, and how sure that makes it."""

    month_first: str = ""
    day_first: str = ""
    score: float = _SHOWN


def page_order(tag: str | None, lines: Iterable[str], address: str | None = None) -> Order:
    """What a page's other dates in figures, its language tag, its address and its dates with names of months show, in that order."""
    months, days, open_, all_lines = 0, 0, 0, list(lines)
    for line in filter(_FIGURES.search, all_lines):
        for m in _FORM.finditer(line):
            months += int(m[1]) <= 12 < int(m[3]) <= 31
            days += int(m[3]) <= 12 < int(m[1]) <= 31
            open_ += int(m[1]) <= 12 and int(m[3]) <= 12
    if bool(months) != bool(days):
        why = "as other dates of the page are written"
        return Order(why, "") if months else Order("", why)
    low = (tag or "").lower().replace("_", "-")
    host = _HOST.match(address or "")
    country = host[1].rsplit(".", 1)[-1].lower() if host else ""
    for said, (us, uk), why in (
        (low, order_tags(), f"as the page's language tag says ({low})"),
        (country, order_domains(), f"as they are written where its address is (.{country})"),
    ):
        if said in us or said in uk:
            return Order(why if said in us else "", why if said in uk else "")
    if open_ and not months and any(map(DAY_FIRST.search, all_lines)) and not any(map(MONTH_FIRST.search, all_lines)):
        return Order("", "as other dates of the page name the month behind the day", _NAMED)
    return Order()


def numeric_dates(text: str, order: Order, known: Iterable[str] = ()) -> list[Found]:
    """The dates in figures of a line; ``known``: days that the page states elsewhere, which settle the order."""
    if _FIGURES.search(text) is None:
        return []
    out, last, days = [], 0, {k[:10] for k in known if len(k) >= 10}
    for m in _FORM.finditer(text):
        year = int(m[4]) if len(m[4]) == 4 else int(m[4]) + (1900 if int(m[4]) >= _PIVOT else 2000)
        month_first, day_first = day_value(year, int(m[1]), int(m[3])), day_value(year, int(m[3]), int(m[1]))
        if month_first is None and day_first is None:
            continue
        clock, zone = clock_value(m[5], m[6], m[7]), m[8]
        if len(m[4]) == 2 and m[2] != "/" and clock is None and (day_first is None or len(m[1]) + len(m[3]) < 4):
            continue  # a version number or a telephone
        if clock is None and (t := CLOCK_FIRST.search(text[max(0, m.start() - 40) : m.start()])):
            clock, zone = clock_value(t[1], t[2], t[3]), t[4]
        day, why, score = _settle(month_first, day_first, m[2], text, order, days)
        label = label_before(text[last : m.start()])
        last = m.end() if clock else m.start() + len(m.group().rstrip(" ,|/•·–—-"))
        evidence = f"a date in figures near the title{why}"
        if day is None:
            out.append(Found(str(year), "year", m.start(), last, evidence, label == "modified", label, score))
        else:
            value, precision = (f"{day}T{clock}{zone_value(zone)}", "minute") if clock else (day, "day")
            out.append(Found(value, precision, m.start(), last, evidence, label == "modified", label, score))
    return out


def any_dates(text: str) -> list[Found]:
    """The dates in a line, with the names of months or else in figures alone: for who asks whether it holds one, not which."""
    return visible_dates(text) or numeric_dates(text, Order())


def _settle(
    month_first: str | None, day_first: str | None, mark: str, line: str, order: Order, days: set[str]
) -> tuple[str | None, str, float]:
    """(the day or None, what settled it, how sure)."""
    if month_first is None or day_first is None or month_first == day_first:
        return month_first or day_first, "", 1.0
    if (month_first in days) != (day_first in days):
        return month_first if month_first in days else day_first, ", its order as other statements of the page show", 0.95
    us, uk = (bool(p.search(line)) for p in order_words())
    if us != uk:
        return month_first if us else day_first, ", its order from the zone beside it", 0.85
    if bool(order.month_first) != bool(order.day_first):
        return month_first if order.month_first else day_first, f", {order.month_first or order.day_first}", order.score
    if mark == ".":
        return day_first, ", with full stops, as the day comes first", 0.7
    return None, ", of which either figure can be the month", 0.7

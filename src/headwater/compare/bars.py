"""Bars: what keeps two figures apart whatever the words around them say, by their fields alone.

Another measure or unit, kinds that exclude one another, an event and a total, a part and a whole, other days. Weighs nothing.
"""

from __future__ import annotations

from headwater.compare.events import day, days_between
from headwater.compare.kinds import groups, may_meet, measure_key
from headwater.compare.numbers import apart_by, particular
from headwater.records import FigureValue
from headwater.settings import CompareSettings

#: Counts of which it is not said what happened to those counted; they take their sense from the event that their page tells.
BARE = frozenset(("count", "money", "share"))
#: What did not happen, or may not have.
UNREAL = frozenset(("demanded", "proposed", "threatened", "hypothetical"))


def telling(v: FigureValue, settings: CompareSettings) -> bool:
    """Is the number one that is seldom met by chance, so that it can bring documents together by itself?"""
    return particular(v) >= settings.telling_digits


def cannot(v: FigureValue, w: FigureValue, same: bool, one_page: bool, settings: CompareSettings) -> bool:
    """Do the fields forbid that both tell one thing? ``same``: their numbers meet; ``one_page``: one document gives both."""
    if measure_key(v) != measure_key(w) and not (same and telling(v, settings) and telling(w, settings) and may_meet(v, w)):
        return True
    how = groups(v.group, w.group)
    if how == "apart" or (not same and how != "same") or not _modes_meet(v, w, same):
        return True
    if same:
        return v.scope == w.scope == "event" and periods_apart(v, w)
    if one_page or v.part_of or w.part_of or BARE & {v.measure, w.measure} or _totals_apart(v, w):
        return True
    if v.change != w.change and None not in {v.change, w.change}:
        return True
    return apart_by(v, w) > settings.times_apart or periods_apart(v, w)


def _modes_meet(v: FigureValue, w: FigureValue, same: bool) -> bool:
    """What is demanded or threatened is not what happened; "may have killed 12" and "killed 12" are two tellings of one thing."""
    unreal = {v.modality, w.modality} & UNREAL
    return not unreal or v.modality == w.modality or (same and unreal == {"hypothetical"})


def _totals_apart(v: FigureValue, w: FigureValue) -> bool:
    """Do different numbers count over different times: one event and a total, or totals since different days? What is counted since the day of the
    event is the event's."""
    if "cumulative" not in {v.scope, w.scope}:
        return False
    if v.start and w.start:
        gap = days_between(v.start, w.start)
        return gap is None or gap > 1
    return (v.scope or "event") != (w.scope or "event")


def periods_apart(v: FigureValue, w: FigureValue) -> bool:
    """Do two figures hold for different days, or was one told before the other happened? A day to either side is left for time zones and for pages that
    date by report."""
    a, b, c, d = day(v.start), day(v.end), day(w.start), day(w.end)
    if a is None or c is None:
        told, then = (day(v.as_of), c) if a is None else (day(w.as_of), a)
        return told is not None and then is not None and v.scope == w.scope == "event" and (then - told).days > 1
    last_a, last_c = b or a, d or c
    return (c - last_a).days > 1 or (a - last_c).days > 1

"""Figures: how firmly two figures tell one thing, in 0..1 with the words for it; None where they cannot.

Weighs what documents have in common, what stands around the figures, and how particular the number is. Different numbers need more than
equal ones, and never join what differs in scope, group or part. Alike events with equal small numbers are kept apart by words and days.
"""

from __future__ import annotations

from datetime import date

from headwater.compare.item import Item, Paper
from headwater.compare.kinds import groups, may_meet, measure_key, spots
from headwater.compare.numbers import apart_by, particular, same_value
from headwater.compare.sense import Sense
from headwater.records import FigureValue
from headwater.settings import CompareSettings

_UNREAL = frozenset(("demanded", "proposed", "threatened", "hypothetical"))


def day(text: str | None) -> date | None:
    """The day of an ISO date; None for anything less."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def days_between(a: str | None, b: str | None) -> int | None:
    """Days between two dates; None where one is not known to the day."""
    one, other = day(a), day(b)
    return None if one is None or other is None else abs((one - other).days)


def telling(v: FigureValue, settings: CompareSettings) -> bool:
    """Is the number one that is seldom met by chance, so that it can bring documents together by itself?"""
    return particular(v) >= settings.telling_digits


class FigureMatch:
    """Compares figures of one collection."""

    def __init__(self, papers: list[Paper], sense: Sense, settings: CompareSettings, copied: set[tuple[str, str]]) -> None:
        self._papers, self._sense, self._settings, self._copied = papers, sense, settings, copied
        self._alike: dict[tuple[int, int], float] = {}

    def documents(self, a: int, b: int) -> float:
        """How alike two documents are; a document with itself counts as two that tell one story."""
        if a == b:
            return self._settings.own_document
        pair = (min(a, b), max(a, b))
        if pair not in self._alike:
            self._alike[pair] = self._sense.documents(*pair)
        return self._alike[pair]

    def score(self, a: Item, b: Item) -> float | None:
        """How firmly both tell one thing; None where they cannot. ``threshold`` says how much is enough."""
        v, w = a.figure, b.figure
        assert v is not None and w is not None
        same = same_value(v, w)
        if self._cannot(a, b, v, w, same):
            return None
        if same and (min(a.span, b.span), max(a.span, b.span)) in self._copied:
            return 1.0
        s = self._settings
        around = self._sense.terms(a.context, b.context)
        alike = measure_key(v) == measure_key(w)
        least = s.least_around if same and alike else s.differ_around
        if (v.bound == "vague") != (w.bound == "vague"):
            least = s.vague_around
        elif same and alike and particular(v) >= s.sure_digits:
            least = 0.0
        if around < least:
            return 0.0
        sense = (self.documents(a.document, b.document) + around) / 2
        sense += s.number_bonus * min(3, particular(v)) if same else 0.0
        if v.place and w.place and not _places_meet(v.place, w.place):
            sense -= s.place_malus
        gap = days_between(self._papers[a.document].published, self._papers[b.document].published)
        if gap is not None:
            sense -= s.day_malus * max(0, gap - s.free_days)
        if not same:
            sense -= s.differ_malus
        return max(0.0, sense)

    def _cannot(self, a: Item, b: Item, v: FigureValue, w: FigureValue, same: bool) -> bool:
        """Do the fields forbid that both tell one thing?"""
        if measure_key(v) != measure_key(w) and not (same and telling(v, self._settings) and telling(w, self._settings) and may_meet(v, w)):
            return True
        how = groups(v.group, w.group)
        if how == "apart" or (not same and how != "same") or (v.modality in _UNREAL) != (w.modality in _UNREAL):
            return True
        if same:
            return v.scope == w.scope == "event" and _periods_apart(v, w)
        if a.document == b.document or bool(v.part_of) or bool(w.part_of) or v.measure in {"share", "money", "count"}:
            return True
        if (v.scope or "event") != (w.scope or "event") and "cumulative" in {v.scope, w.scope}:
            return True
        if v.change != w.change and None not in {v.change, w.change}:
            return True
        return apart_by(v, w) > self._settings.times_apart or _periods_apart(v, w)


def _places_meet(a: str, b: str) -> bool:
    """Can both be told of one happening? A street and a town do not contradict one another."""
    one, other = a.casefold(), b.casefold()
    return one in other or other in one or any(x.rstrip(".").split()[-1] in spots() for x in (one, other) if x.rstrip("."))


def _periods_apart(v: FigureValue, w: FigureValue) -> bool:
    """Do two figures hold for different days, or was one told before the other happened? A day to either side is left for time zones and for pages that
    date by report."""
    a, b, c, d = day(v.start), day(v.end), day(w.start), day(w.end)
    if a is None or c is None:
        told, then = (day(v.as_of), c) if a is None else (day(w.as_of), a)
        return told is not None and then is not None and v.scope == w.scope == "event" and (then - told).days > 1
    last_a, last_c = b or a, d or c
    return (c - last_a).days > 1 or (a - last_c).days > 1

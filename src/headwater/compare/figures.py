"""Figures: how firmly two figures tell one thing, in 0..1; None where their fields forbid it (`bars`).

Adds up points for and against: that the documents tell one event, what stands around the figures, how rare the number is, ages, days and places. The score is
the logistic function of the sum, so that 0.5 is as likely as not on the incident records with which the points were set. Different numbers need more than
equal ones. Alike events with equal small numbers are kept apart by names and days.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container
from functools import lru_cache
from math import exp, log, log1p

from headwater.compare.bars import BARE, cannot, periods_apart
from headwater.compare.events import Events, days_between
from headwater.compare.item import Paper
from headwater.compare.kinds import groups, measure_key, spots
from headwater.compare.numbers import centre, particular, same_value
from headwater.compare.parts import PART, may_be_part
from headwater.compare.persons import one_person
from headwater.compare.sense import Sense
from headwater.compare.shelf import Item, Shelf
from headwater.records import FigureValue
from headwater.settings import CompareSettings

#: The rarest number there is: 150 and 34,789 meet by chance as seldom as each other, for all that a collection shows.
_RAREST = 5.0
#: Days of a period that is still one event.
_EVENT_DAYS = 7


def rareness(v: FigureValue) -> float:
    """How seldom a number is met by chance: its logarithm, for a number is about as frequent as it is small (Benford, Zipf). Round ones are smaller."""
    mid = centre(v)
    return 0.0 if mid is None or abs(mid) < 1 else min(log(abs(mid)), log(10) * max(1, particular(v)), _RAREST)


class FigureMatch:
    """Compares figures of one collection. ``copied``: pairs of their numbers that stand at one place of a copied passage."""

    def __init__(
        self, papers: list[Paper], figures: Shelf, sense: Sense, settings: CompareSettings, copied: Container[tuple[int, int]]
    ) -> None:
        self._sense, self._settings, self._copied, self._figures = sense, settings, copied, figures
        self.events = Events(papers, sense, settings)
        self._needed = settings.needed + log1p(len(papers) / settings.more_documents)
        self._days = _days_told(figures)
        self._whole_beside = lru_cache(maxsize=1 << 14)(self._find_whole)

    def firm(self, a: int, b: int) -> float | None:
        """The score of two figures if it is enough to join them, else None. Looks first at what is cheap: most pairs are of strangers."""
        s, one, other = self._settings, self._figures[a], self._figures[b]
        assert one.figure is not None and other.figure is not None
        rare = max(rareness(one.figure), rareness(other.figure))
        most = s.around_points + s.number_points * rare + s.age_bonus + s.day_bonus - self._needed
        if self.events.points(one.document, other.document) + most < 0 and (min(a, b), max(a, b)) not in self._copied:
            return None
        found = self.score(a, b)
        return found if found is not None and found >= s.same_figure else None

    def score(self, a: int, b: int) -> float | None:
        """How firmly two figures tell one thing; None where they cannot."""
        one, other = self._figures[a], self._figures[b]
        v, w = one.figure, other.figure
        assert v is not None and w is not None
        same = same_value(v, w)
        person = one_person(one, other)
        if cannot(v, w, same, one.document == other.document, self._settings) or person is False:
            return None
        if same and (min(a, b), max(a, b)) in self._copied:
            return 1.0
        event = self.events.points(one.document, other.document)
        if event < self._settings.bare_documents and v.measure in BARE and w.measure in BARE:
            return 0.0
        around = self._sense.terms(one.words, other.words)
        if around < self._least(v, w, same):
            return 0.0
        points = min(event, self._settings.sure_documents) + self._settings.around_points * around - self._needed
        points += self._fields(v, w, same) + self._dates(one, other) + self._settings.age_bonus * (person is True)
        return 1 / (1 + exp(-points))

    def part(self, a: int, b: int) -> PART | None:
        """How firmly one of two figures of two documents counts some of those whom the other counts, which is the part, and which the whole."""
        one, other = self._figures[a], self._figures[b]
        s, event = self._settings, self.events.points(one.document, other.document)
        if one.document == other.document or event < s.bare_documents:
            return None
        for part, whole, found in ((one, other, (a, b)), (other, one, (b, a))):
            v, w = part.figure, whole.figure
            assert v is not None and w is not None
            if may_be_part(v, w, part.described) and not periods_apart(v, w) and not self._whole_beside(found[0]):
                around = s.around_points * self._sense.terms(one.words, other.words)
                points = min(event, s.sure_documents) + around - self._needed + self._dates(one, other)
                score = 1 / (1 + exp(-points))
                return (score, *found) if score >= s.part_figure else None
        return None

    def apart(self, a: int, b: int) -> bool:
        """Are two figures of different days?"""
        return periods_apart(self._figures.value(a), self._figures.value(b))

    def _find_whole(self, n: int) -> bool:
        """Does the page of a part itself give a number of which it may be a part?"""
        part = self._figures[n]
        assert part.figure is not None
        return any(may_be_part(part.figure, self._figures.value(k), part.described) for k in self._figures.of(part.document))

    def _least(self, v: FigureValue, w: FigureValue, same: bool) -> float:
        """How much the words around two figures must have in common."""
        s = self._settings
        if (v.bound == "vague") != (w.bound == "vague"):
            return s.vague_around
        if same and measure_key(v) == measure_key(w):
            return 0.0 if rareness(v) >= s.sure_rare else s.least_around
        return s.series_around if not same and v.scope == w.scope == "cumulative" else s.differ_around

    def _fields(self, v: FigureValue, w: FigureValue, same: bool) -> float:
        """The points of number, kind and place."""
        s = self._settings
        points = s.number_points * rareness(v) if same else -s.differ_malus
        if v.measure in BARE and w.measure in BARE:
            points -= s.bare_malus
        if (v.bound == "vague") != (w.bound == "vague"):
            points -= s.vague_malus
        if groups(v.group, w.group) != "same":
            points -= s.like_malus
        if v.place and w.place and not _places_meet(v.place, w.place):
            points -= s.place_malus
        return points

    def _dates(self, one: Item, other: Item) -> float:
        """The points of the days on which both happened: their own, else those of all that their documents count."""
        v, w = one.figure, other.figure
        assert v is not None and w is not None
        if one.document == other.document or "event" not in {v.scope or "event", w.scope or "event"}:
            return 0.0
        mine = [v.start] if v.start else self._days.get(one.document, [])
        theirs = [w.start] if w.start else self._days.get(other.document, [])
        if not mine or not theirs:
            return 0.0
        meet = any((gap := days_between(x, y)) is not None and gap <= 1 for x in mine for y in theirs)
        return self._settings.day_bonus if meet else -self._settings.days_apart_malus


def _days_told(figures: Shelf) -> dict[int, list[str]]:
    """The days of the events of which each document counts something, where it says what happened to those counted."""
    out: dict[int, set[str]] = defaultdict(set)
    for n in range(len(figures)):
        v: FigureValue = figures.value(n)
        if v.start and v.measure != "count" and (v.scope or "event") == "event" and (days_between(v.start, v.end) or 0) <= _EVENT_DAYS:
            out[int(figures.documents[n])].add(v.start)
    return {d: sorted(days) for d, days in out.items()}


def _places_meet(a: str, b: str) -> bool:
    """Can both be told of one happening? A street and a town do not contradict one another."""
    one, other = a.casefold(), b.casefold()
    return one in other or other in one or any(x.rstrip(".").split()[-1] in spots() for x in (one, other) if x.rstrip("."))

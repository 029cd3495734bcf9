"""Events: how much says that two documents tell one event, in points (natural logarithms of odds, with the settings' sum as zero).

The persons and the places that both name say more than their words do: words are shared by all events of a kind. Days between the publications count by
their logarithm: a trial comes a year after the deed, and a day more or less then says nothing. Knows nothing of figures.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from math import log1p

from headwater.compare.item import Paper
from headwater.compare.sense import Sense
from headwater.settings import CompareSettings


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


class Events:
    """Compares the documents of one collection."""

    def __init__(self, papers: list[Paper], sense: Sense, settings: CompareSettings) -> None:
        self._papers, self._sense, self._settings = papers, sense, settings
        self._held = lru_cache(maxsize=1 << 14)(self._points)

    def points(self, a: int, b: int) -> float:
        """For one event, the more the surer; a document speaks mostly, but not only, of one event with itself."""
        return self._settings.own_document if a == b else self._held(min(a, b), max(a, b))

    def _points(self, a: int, b: int) -> float:
        s = self._settings
        words = self._sense.documents(a, b)
        people, places = self._sense.people(a, b), self._sense.places(a, b)
        gap = days_between(self._papers[a].published, self._papers[b].published)
        return (
            s.words_points * words
            + s.people_points * (words if people is None else people)  # names that are not there say as much as the words do
            + s.places_points * (words if places is None else places)
            - s.elsewhere_malus * (places == 0.0)
            - s.day_points * log1p(s.no_day if gap is None else gap)
        )

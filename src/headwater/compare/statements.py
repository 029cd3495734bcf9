"""Statements: which statements are one said thing, across documents.

Two statements of one origin that share most of the weight of their words, or two of anybody that are nearly word for word the same.
"""

from __future__ import annotations

from headwater.compare.figures import days_between
from headwater.compare.item import Item, Paper
from headwater.compare.sense import Sense
from headwater.settings import CompareSettings


class StatementMatch:
    """Compares statements of one collection. ``roots``: statement -> the origin at the root of it."""

    def __init__(self, papers: list[Paper], sense: Sense, settings: CompareSettings, roots: dict[str, str]) -> None:
        self._papers, self._sense, self._settings, self._roots = papers, sense, settings, roots

    def score(self, a: Item, b: Item) -> float | None:
        """How firmly both are one said thing, 0..1; None where they cannot be."""
        s = self._settings
        gap = days_between(self._papers[a.document].published, self._papers[b.document].published)
        if gap is not None and gap > s.statement_days:
            return None
        shared = len(a.terms & b.terms)
        alike = self._sense.terms(a.terms, b.terms)
        mine = self._roots.get(a.span)
        if mine is not None and mine == self._roots.get(b.span) and shared >= s.statement_terms:
            return alike
        if shared >= s.verbatim_terms and alike >= s.verbatim_alike:
            return alike
        return 0.0

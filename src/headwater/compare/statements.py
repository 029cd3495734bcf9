"""Statements: which statements are one said thing, across documents.

Two statements of one origin that share most of the weight of their words, or two of anybody that are nearly word for word the same.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from headwater.compare.events import days_between
from headwater.compare.item import Paper
from headwater.compare.sense import Sense
from headwater.compare.shelf import Shelf
from headwater.settings import CompareSettings


class StatementMatch:
    """Compares statements of one collection. ``roots``: the origin at the root of each statement, -1 where none is known."""

    def __init__(
        self, papers: list[Paper], statements: Shelf, sense: Sense, settings: CompareSettings, roots: npt.NDArray[np.int32]
    ) -> None:
        self._papers, self._statements, self._sense, self._settings, self._roots = papers, statements, sense, settings, roots

    def score(self, a: int, b: int) -> float | None:
        """How firmly both are one said thing, 0..1; None where they cannot be."""
        s, one, other = self._settings, self._statements.words(a), self._statements.words(b)
        papers = (self._papers[int(self._statements.documents[n])] for n in (a, b))
        gap = days_between(*(p.published for p in papers))
        if gap is not None and gap > s.statement_days:
            return None
        shared = len(self._sense.words(one) & self._sense.words(other))
        if self._roots[a] == self._roots[b] >= 0 and shared >= s.statement_terms:
            return self._sense.terms(one, other)
        if shared >= s.verbatim_terms and (alike := self._sense.terms(one, other)) >= s.verbatim_alike:
            return alike
        return 0.0

"""Independence: how many origins stand behind a claim, as a range.

    high   every origin that might be separate: each named one, each publisher who gives no source, each unnamed source
    low    only those shown to be separate: named origins that rest on no other. Publishers and writers who give no source are not shown to
           have their words from different places, so all of them together count once, and only where nobody is named. An unnamed source may
           be anybody, also one of those named: it counts nothing. So the low end of a claim that only unnamed sources carry is 0.

An origin that rests on another (a spokesman on a ministry) is that other. Named origins that give the same odd number, which the others
contradict, are not shown to be separate from one another: they count once at the low end (`oddities`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from headwater.compare.kept import Roots
from headwater.compare.oddities import Odd, odd_numbers
from headwater.records import Account, Independent

#: Origins whose numbers are held: those of neighbouring claims are asked for together.
_HELD = 1 << 14


class Origins:
    """The origins of the collection. ``cited``: whether some page names each of them as its source, other than by publishing."""

    def __init__(self, roots: Roots, cited: npt.NDArray[np.bool_]) -> None:
        self._roots, self._cited = roots, np.zeros(len(roots), np.bool_)
        self._cited[[roots.root(n) for n in np.flatnonzero(cited).tolist()]] = True
        self._number = lru_cache(maxsize=_HELD)(lambda origin: int(roots.find([origin])[0]))
        self.root = lru_cache(maxsize=_HELD)(self._root)

    def _root(self, origin: str) -> str:
        """The origin that an origin rests on in the end, or itself."""
        n = self._number(origin)
        return origin if n < 0 else self._roots.id(self._roots.root(n))

    def roots(self, origins: npt.NDArray[np.int32]) -> npt.NDArray[np.int32]:
        """The same for the numbers of origins, -1 for none."""
        some, which = np.unique(origins, return_inverse=True)
        return np.array([n if n < 0 else self._roots.root(n) for n in some.tolist()], np.int32)[which]

    def label(self, origin: str) -> str:
        """What an origin is called."""
        n = self._number(origin)
        return "an origin that is not known" if n < 0 else self._roots.label(n)

    def _unnamed(self, origin: str) -> bool:
        n = self._number(origin)
        return n < 0 or self._roots.kind(n) == "unnamed"

    def weigh(self, accounts: Sequence[Account], *, differ: bool) -> tuple[tuple[Account, ...], Independent, str]:
        """The accounts of a claim with grades that oddities leave in doubt, the range of their origins, and the reason in words.

        ``differ``: the accounts contradict one another; in a series an odd number is one of another day.
        """
        odd = odd_numbers(accounts, self.root) if differ else []
        doubtful = {r for o in odd for r in o.roots}
        weighed = tuple(
            replace(a, grade="cannot_tell") if a.grade == "no_dependence_found" and self.root(a.origin) in doubtful else a for a in accounts
        )
        roots = sorted({self.root(a.origin) for a in accounts})
        unnamed = [r for r in roots if self._unnamed(r)]
        named = [r for r in roots if r not in unnamed and self._cited[self._number(r)]]
        own = [r for r in roots if r not in unnamed and r not in named]
        once = sum(max(0, len(o.roots.intersection(named)) - 1) for o in odd)
        low = len(named) - once or min(1, len(own))
        said = [f"named: {', '.join(sorted(self.label(r) for r in named))}"] if named else []
        said += [f"in their own voice, no source given: {len(own)}"] if own else []
        said += [f"unnamed: {len(unnamed)}"] if unnamed else []
        why = "origins " + "; ".join([*(said or ["not known"]), *map(self._told, odd)])
        return weighed, Independent(low=low, high=max(1, len(roots))), why

    def _told(self, odd: Odd) -> str:
        names = " and ".join(sorted(self.label(r) for r in odd.roots))
        return f"only {names} give {odd.number:,g} where {odd.others} others give {odd.usual:,g}: one may have it from the other"

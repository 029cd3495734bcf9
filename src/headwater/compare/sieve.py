"""Sieve: which of many pairs of figures are worth a look, by their fields alone.

Says of whole arrays of pairs what `bars.cannot` and `parts.may_be_part` say of one: most pairs that meet by a number or in alike documents are forbidden by
their fields, and to find that out for one pair at a time is most of the work. Lets through what it cannot tell (numbers in different units), and forbids
nothing that those two allow.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.compare.bars import BARE, UNREAL, telling
from headwater.compare.events import day
from headwater.compare.kinds import groups, is_general, is_loose, measure_key, noun
from headwater.compare.numbers import centre, span
from headwater.compare.shelf import Shelf
from headwater.compare.spread import Ints
from headwater.records import FigureValue
from headwater.settings import CompareSettings
from headwater.text.measures import in_base

Mask = npt.NDArray[np.bool_]
_Values = Sequence[FigureValue]
_EVENT = frozenset(("event", None))


class Sieve:
    """What the fields of a collection's figures forbid. A figure is four numbers here, one for all that it has in common with others in each respect."""

    def __init__(self, figures: Shelf, settings: CompareSettings) -> None:
        self._documents, self._described, self._times_apart = figures.documents, figures.described(), settings.times_apart
        values, self._number = figures.distinct("value", "low", "high", "bound", "unit")
        self._numbers = _Numbers(values, settings)
        values, self._kind = figures.distinct("measure", "unit", "group")
        self._kinds = _Kinds(values)
        values, self._frame = figures.distinct("bound", "modality", "scope", "change", "part_of")
        self._frames = _Frames(values)
        values, self._time = figures.distinct("start", "end", "as_of")
        self._days = _Days(values)

    @property
    def keys(self) -> Ints:
        """For each figure a number for what it counts (`kinds.measure_key`)."""
        return self._kinds.key[self._kind]

    def telling(self) -> tuple[Ints, npt.NDArray[np.float64]]:
        """The figures whose number is seldom met by chance, and their numbers."""
        told = np.flatnonzero(self._numbers.telling[self._number])
        return told, self._numbers.centre[self._number[told]]

    def may(self, a: Ints, b: Ints) -> Mask:
        """Which pairs may tell one thing: all that `bars.cannot` does not forbid, and some that it does."""
        n, m = self._number[a], self._number[b]
        k, q = self._kind[a], self._kind[b]
        v, w = self._frame[a], self._frame[b]
        same, other = self._numbers.same(n, m)
        how = self._kinds.groups(k, q)
        told = self._numbers.telling[n] & self._numbers.telling[m]
        out = ~_equal(self._kinds.key, k, q) & (other | ~told | ~self._kinds.meet(k, q))
        out |= (how == _APART) | (other & (how != _SAME)) | self._frames.modes_apart(v, w, other)
        periods = self._days.apart(self._time[a], self._time[b], self._frames.both_events(v, w))
        out |= same & self._frames.both_events(v, w) & periods
        out |= other & (
            _equal(self._documents, a, b)
            | self._kinds.bare[k]
            | self._kinds.bare[q]
            | self._frames.others_apart(v, w)
            | self._frames.totals(v, w) & ~self._days.same_start(self._time[a], self._time[b], self._frames.differ(v, w))
            | (self._numbers.apart_by(n, m) > self._times_apart)
            | periods
        )
        return ~out

    def part(self, a: Ints, b: Ints) -> Mask:
        """Which pairs of two documents may be one of those whom the other counts, whichever of the two is the part (`parts.may_be_part`)."""
        return ~_equal(self._documents, a, b) & (self._part_of(a, b) | self._part_of(b, a))

    def _part_of(self, part: Ints, whole: Ints) -> Mask:
        k, q = self._kind[part], self._kind[whole]
        less, more = self._numbers.centre[self._number[part]], self._numbers.centre[self._number[whole]]
        plain = self._frames.plain[self._frame[part]] & self._frames.plain[self._frame[whole]] & ~self._frames.part_of[self._frame[whole]]
        kinds = self._kinds.persons[k] & self._kinds.persons[q] & _equal(self._kinds.measure, k, q) & self._kinds.general[q]
        return (less < more) & plain & kinds & (self._described[part] | ~self._kinds.general[k])


def _equal(column: npt.NDArray[Any], a: Ints, b: Ints) -> Mask:
    return np.asarray(column[a] == column[b])


def _numbered(values: Sequence[Hashable]) -> npt.NDArray[np.int32]:
    """A number for each value, the same for equal ones."""
    known: dict[Hashable, int] = {}
    return np.array([known.setdefault(v, len(known)) for v in values], np.int32)


def _flags(values: _Values, test: Callable[[FigureValue], object]) -> Mask:
    return np.array([bool(test(v)) for v in values], np.bool_)


def _floats(values: list[float | None]) -> npt.NDArray[np.float64]:
    return np.array([np.nan if v is None else v for v in values], np.float64)


class _Numbers:
    """The distinct numbers, with their units."""

    def __init__(self, values: _Values, settings: CompareSettings) -> None:
        middles, spans = [centre(v) for v in values], [span(v) or (None, None) for v in values]
        self.centre = _floats(list(middles))
        self.telling = _flags(values, lambda v: telling(v, settings))
        self._low, self._high = (_floats([s[n] for s in spans]) for n in (0, 1))
        self._base = _floats([None if c is None else in_base(c, v.unit or "")[0] for c, v in zip(middles, values, strict=True)])
        self._base[~(self._base > 0)] = np.nan
        self._unit = _numbered([v.unit or "" for v in values])

    def same(self, a: Ints, b: Ints) -> tuple[Mask, Mask]:
        """Which pairs surely state one value, and which surely do not; of two units neither is said."""
        meet = (self._low[a] <= self._high[b]) & (self._low[b] <= self._high[a])
        one_unit = _equal(self._unit, a, b)
        return one_unit & meet, one_unit & ~meet

    def apart_by(self, a: Ints, b: Ints) -> npt.NDArray[np.float64]:
        """How many times the larger is the smaller; infinite where one has no number or is zero."""
        x, y = self._base[a], self._base[b]
        return np.nan_to_num(np.maximum(x, y) / np.minimum(x, y), nan=np.inf)


_SAME, _LIKE, _APART = range(3)
_HOW = {"same": _SAME, "like": _LIKE, "apart": _APART}


class _Kinds:
    """What is counted: the distinct measures with unit and group."""

    def __init__(self, values: _Values) -> None:
        self.key = _numbered([measure_key(v) for v in values])
        self.measure = _numbered([v.measure for v in values])
        self.bare = _flags(values, lambda v: v.measure in BARE)
        self.general = _flags(values, lambda v: is_general(v.group))
        self._count, self._loose = _flags(values, lambda v: v.measure == "count"), _flags(values, lambda v: is_loose(v.measure))
        self._people, self._unit = _flags(values, lambda v: v.unit == "people"), _flags(values, lambda v: v.unit)
        self.persons = self._people & ~self._count
        nouns = [noun(v.group) for v in values]
        self._noun = _numbered(nouns)
        self._group = list(dict(zip(nouns, [v.group for v in values], strict=True)).values())  # one that stands for all of its noun
        self._how: dict[int, int] = {}

    def meet(self, a: Ints, b: Ints) -> Mask:
        """`kinds.may_meet`."""
        measures = _equal(self.measure, a, b) | self._count[a] | self._count[b] | (self._loose[a] & self._loose[b])
        return measures & (_equal(self._people, a, b) | ~(self._unit[a] & self._unit[b]))

    def groups(self, a: Ints, b: Ints) -> npt.NDArray[np.int8]:
        """`kinds.groups`, asked once for each pair of nouns."""
        pairs, which = np.unique(self._noun[a].astype(np.int64) * len(self._group) + self._noun[b], return_inverse=True)
        for pair in pairs.tolist():
            if pair not in self._how:
                one, other = divmod(pair, len(self._group))
                self._how[pair] = _HOW[groups(self._group[one], self._group[other])]
        return np.array([self._how[p] for p in pairs.tolist()], np.int8)[which]


class _Frames:
    """How it is told: as a fact or not, of one event or in all, as a part or a change."""

    def __init__(self, values: _Values) -> None:
        self.part_of = _flags(values, lambda v: v.part_of)
        self.plain = _flags(values, lambda v: v.bound != "vague" and v.scope in _EVENT and v.modality == "asserted" and v.change is None)
        self._mode, self._unreal = _numbered([v.modality for v in values]), _flags(values, lambda v: v.modality in UNREAL)
        self._maybe = _flags(values, lambda v: v.modality == "hypothetical" or v.modality not in UNREAL)
        self._event, self._total = _flags(values, lambda v: v.scope == "event"), _flags(values, lambda v: v.scope == "cumulative")
        self._scope = _numbered([v.scope or "event" for v in values])
        self._change, self._changed = _numbered([v.change for v in values]), _flags(values, lambda v: v.change is not None)

    def both_events(self, a: Ints, b: Ints) -> Mask:
        """Both are said of one event."""
        return self._event[a] & self._event[b]

    def totals(self, a: Ints, b: Ints) -> Mask:
        """One at least counts in all."""
        return self._total[a] | self._total[b]

    def differ(self, a: Ints, b: Ints) -> Mask:
        """One is of an event and the other is not."""
        return ~_equal(self._scope, a, b)

    def modes_apart(self, a: Ints, b: Ints, other: Mask) -> Mask:
        """One is demanded or threatened and the other is not; what may be so is no bar to one number."""
        unreal = (self._unreal[a] | self._unreal[b]) & ~_equal(self._mode, a, b)
        return unreal & (other | ~(self._maybe[a] & self._maybe[b]))

    def others_apart(self, a: Ints, b: Ints) -> Mask:
        """For different numbers: one is a part, or they are changes of different kinds."""
        changes = self._changed[a] & self._changed[b] & ~_equal(self._change, a, b)
        return self.part_of[a] | self.part_of[b] | changes


class _Days:
    """The days that figures hold for, as numbers of days; NaN where not known to the day."""

    def __init__(self, values: _Values) -> None:
        self._start, end, self._as_of = (_floats([_ordinal(getattr(v, n)) for v in values]) for n in ("start", "end", "as_of"))
        self._last = np.where(np.isnan(end), self._start, end)
        self._begins = _flags(values, lambda v: v.start)

    def apart(self, a: Ints, b: Ints, events: Mask) -> Mask:
        """`bars.periods_apart`; ``events``: both are of one event."""
        start, other = self._start[a], self._start[b]
        undated = np.isnan(start)
        told, then = np.where(undated, self._as_of[a], self._as_of[b]), np.where(undated, other, start)
        before = events & (then - told > 1)
        return np.where(undated | np.isnan(other), before, (other - self._last[a] > 1) | (start - self._last[b] > 1))

    def same_start(self, a: Ints, b: Ints, differ: Mask) -> Mask:
        """Whether totals may be of one time: since one day, or, where one gives no day, of one scope."""
        both = self._begins[a] & self._begins[b]
        return np.where(both, np.abs(self._start[a] - self._start[b]) <= 1, ~differ)


def _ordinal(text: str | None) -> float | None:
    found = day(text)
    return None if found is None else float(found.toordinal())

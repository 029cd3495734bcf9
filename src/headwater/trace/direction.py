"""Direction: which of two documents that share text came first, and how sure that is.

Published dates decide where their precision lets them. Where they do not, signs are weighed: a credit line that names the other's outlet,
quotation marks round what the other tells in its own words, what the edits show, and what third documents of the group hold: text that
one side lacks and others have was cut by it. What came before a third document that came before the other came before the other.
Nothing of the kind: unknown. "Came first" is not yet "was the source of": both may have taken it from a third.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np

from headwater.records import Fact
from headwater.text.fold import fold
from headwater.trace.edits import ENOUGH, Verdict, balance, certainty
from headwater.trace.holdings import Holder
from headwater.trace.ledger import Ledger, Numbers

_STEP = {"minute": timedelta(minutes=1), "day": timedelta(days=1)}
#: Clocks on Earth differ by up to 26 hours: two days in a row, or two times without a zone, may overlap.
_ZONES = timedelta(hours=26)
#: How sure dates are: days apart beyond any time zone; a day apart, or hours apart on clocks of unknown zones.
_SURE, _NEARLY, _CLOCKS = 0.98, 0.93, 0.8
#: No direction is surer than this: pages are redated, and what both took from may be missing.
_MOST = 0.99
#: The weight of each sign in log-odds (those of edits are in `edits`). A credit line that names the other's outlet is the page's own word.
_CREDIT, _QUOTED, _ATTESTED, _BETWEEN = 4.0, 2.0, 2.0, 1.1
#: Text that third documents hold counts from a sentence on, in characters. (On pairs of one day of generated newsrooms, seeds 1 to 5:
#: right 42 times, wrong once.)
_SENTENCE = 60
#: From so many words on a passage that one side sets in quotation marks, and the other does not, was taken from the other.
_QUOTED_WORDS = 12
#: A side is quoted, or told in its own words, if no more than this share of its words is the other way.
_MIXED = 0.2


@dataclass(frozen=True, slots=True)
class _Signs:
    """The log-odds that the left came first, with reasons; ``dated``: the side that dates decide for, with their certainty."""

    weight: float
    why: tuple[str, ...]
    dated: tuple[str, float, str] | None = None


def _span(date: Fact) -> tuple[datetime, datetime] | None:
    """The time that a date with its precision covers, in UTC; a time without a zone is taken for UTC."""
    year, month = date.value[:4], date.value[5:7]
    try:
        if date.precision == "year" or not month:
            return datetime(int(year), 1, 1, tzinfo=UTC), datetime(int(year) + 1, 1, 1, tzinfo=UTC)
        if date.precision == "month" or len(date.value) < 10:
            after = int(year) * 12 + int(month)
            return datetime(int(year), int(month), 1, tzinfo=UTC), datetime(after // 12, after % 12 + 1, 1, tzinfo=UTC)
        at = datetime.fromisoformat(date.value)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at, at + _STEP["minute" if date.precision == "minute" else "day"]


def _zoned(date: Fact) -> bool:
    """Does a time say in which zone it is?"""
    return date.precision == "minute" and (date.value.endswith("Z") or "+" in date.value[10:] or "-" in date.value[10:])


def by_date(left: Fact | None, right: Fact | None) -> tuple[str, float, str] | None:
    """(the side that dates put first, how sure that is, the dates in words); None where they do not tell."""
    if left is None or right is None:
        return None
    a, b = _span(left), _span(right)
    if a is None or b is None or not (a[1] <= b[0] or b[1] <= a[0]):
        return None
    first, gap = ("left", b[0] - a[1]) if a[1] <= b[0] else ("right", a[0] - b[1])
    sure = _NEARLY
    if gap >= _ZONES or (_zoned(left) and _zoned(right)):
        sure = _SURE
    elif left.precision == right.precision == "minute" and left.value[:10] == right.value[:10]:
        sure = _CLOCKS
    return first, round(sure * min(left.score, right.score), 4), f"the left is dated {left.value}, the right {right.value}"


def _credits(rests: Holder, other: Holder) -> str | None:
    """The credit line of one side that names the other's outlet."""
    if not other.outlet:
        return None
    name = f" {_plain(other.outlet)} "
    return next((c for c in rests.credits if name in f" {_plain(c)} "), None)


def _plain(name: str) -> str:
    """The words of a name, folded, with nothing else."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(name)).split())


def _credited(left: Holder, right: Holder) -> list[tuple[float, str]]:
    on_right, on_left = _credits(right, left), _credits(left, right)
    if on_right and not on_left:
        return [(_CREDIT, f"the right credits the left's outlet: “{on_right}”")]
    if on_left and not on_right:
        return [(-_CREDIT, f"the left credits the right's outlet: “{on_left}”")]
    return []


def _quoting(ledger: Ledger, passages: Numbers) -> list[tuple[float, str]]:
    """Passages that one side sets in quotation marks and the other tells in its own words."""
    (left, left_own), (right, right_own) = ((side.words[passages], side.own[passages]) for side in (ledger.left, ledger.right))
    long = np.minimum(left, right) >= _QUOTED_WORDS
    on_right = long & (right_own <= _MIXED * right) & (left_own >= (1 - _MIXED) * left)
    on_left = long & (left_own <= _MIXED * left) & (right_own >= (1 - _MIXED) * right)
    quotes = int(on_right.sum()) - int(on_left.sum())
    if not quotes:
        return []
    first, then = ("left", "right") if quotes > 0 else ("right", "left")
    return [(_QUOTED if quotes > 0 else -_QUOTED, f"the {then} sets in quotation marks what the {first} tells in its own words")]


def _covered(starts: Numbers, ends: Numbers) -> int:
    """Characters that some places of one document cover together."""
    total, end = 0, -1
    for a, b in sorted(zip(starts.tolist(), ends.tolist(), strict=True)):
        total += max(0, b - max(a, end))
        end = max(end, b)
    return total


def _held(ledger: Ledger, passages: Numbers) -> Numbers:
    """For every document, how many of its characters some other document holds as well."""
    document, start, end = (np.r_[a[passages], b[passages]] for a, b in zip(ledger.left[:3], ledger.right[:3], strict=True))
    order = np.argsort(document, kind="stable")
    out = np.zeros(len(ledger.documents), dtype=np.int64)
    for part in np.split(order, np.flatnonzero(np.diff(document[order])) + 1):
        if len(part):
            out[document[part[0]]] = _covered(start[part], end[part])
    return out


class Directions:
    """Which document of each pair came first, over the passages of a ledger that count (``passages``: their numbers).

    Keeps a number or two for a pair; reasons are put together when they are asked for. Work is linear in the passages, but for pairs left
    unknown, which look through the shorter of two lists of neighbours.
    """

    def __init__(self, ledger: Ledger, passages: Numbers, holders: Sequence[Holder | None]) -> None:
        self._ledger, self._holders = ledger, holders
        left, right = ledger.left.document[passages], ledger.right.document[passages]
        order = np.lexsort((passages, right, left))
        passages, left, right = passages[order], left[order], right[order]
        breaks = np.flatnonzero((np.diff(left) != 0) | (np.diff(right) != 0)) + 1
        self._of = np.split(passages, breaks) if len(passages) else []
        self._held = _held(ledger, passages)
        self._later: dict[int, set[int]] = defaultdict(set)
        self._earlier: dict[int, set[int]] = defaultdict(set)
        for mine in self._of:
            pair, first = self._pair(mine), _verdict(self._signs(mine)).first
            if first != "unknown":
                then, before = (pair[1], pair[0]) if first == "left" else pair
                self._later[before].add(then)
                self._earlier[then].add(before)

    def __iter__(self) -> Iterator[tuple[Numbers, Verdict]]:
        """The passages of each pair, with the verdict on it."""
        for mine in self._of:
            signs = self._signs(mine)
            verdict = _verdict(signs)
            yield mine, verdict if verdict.first != "unknown" else self._between(self._pair(mine), signs) or verdict

    def _pair(self, passages: Numbers) -> tuple[int, int]:
        return int(self._ledger.left.document[passages[0]]), int(self._ledger.right.document[passages[0]])

    def _signs(self, passages: Numbers) -> _Signs:
        pair = self._pair(passages)
        left, right = (self._holders[n] for n in pair)
        assert left is not None  # every passage lies in documents of the collection
        assert right is not None
        edits = self._ledger.edits[passages]
        found = [*_credited(left, right), *_quoting(self._ledger, passages), *self._attested(pair, passages)]
        weight = math.fsum([float(edits[np.argmax(np.abs(edits))]), *(w for w, _ in found)])
        return _Signs(weight, tuple(reason for _, reason in found), by_date(left.published, right.published))

    def _attested(self, pair: tuple[int, int], passages: Numbers) -> list[tuple[float, str]]:
        """Text of one side that the other lacks and third documents have: the other cut it, or what it cut it from."""
        beyond = [
            int(self._held[n]) - _covered(side.start[passages], side.end[passages])
            for n, side in zip(pair, (self._ledger.left, self._ledger.right), strict=True)
        ]
        left, right = beyond
        if abs(left - right) < _SENTENCE:
            return []
        first, then = ("left", "right") if left > right else ("right", "left")
        reason = f"third documents hold {max(left, right)} characters of the {first} that the {then} has not: it left them out"
        return [(_ATTESTED if left > right else -_ATTESTED, reason)]

    def _between(self, pair: tuple[int, int], signs: _Signs) -> Verdict | None:
        """The verdict on a pair that nothing decides, but for a third document that came after one of the two and before the other."""
        forth, back = (len(_both(self._later.get(a, set()), self._earlier.get(b, set()))) for a, b in (pair, pair[::-1]))
        if bool(forth) == bool(back):
            return None
        first, then = ("left", "right") if forth else ("right", "left")
        weight = _BETWEEN + (signs.weight if forth else -signs.weight)
        if weight <= 0:
            return None
        reason = f"{forth or back} third document{'s' if (forth or back) > 1 else ''} came after the {first} and before the {then}"
        return Verdict(first, certainty(weight), (*signs.why, reason))


def _verdict(signs: _Signs) -> Verdict:
    """Dates with the signs for and against them; without dates the signs alone. Against dates no direction is given."""
    side = "left" if signs.weight > 0 else "right"
    told = abs(signs.weight) >= ENOUGH
    if signs.dated is None:
        if not told:
            return Verdict("unknown", None, (*signs.why, "neither dates nor credit lines nor the texts tell which came first"))
        return Verdict(side, certainty(signs.weight), (*signs.why, f"no date decides; by its text the {side} came first"))
    first, sure, words = signs.dated
    if not told:
        return Verdict(first, sure, (*signs.why, words))
    sum_ = balance(first, sure) + signs.weight
    if side == first:
        return Verdict(first, min(certainty(sum_), _MOST), (*signs.why, words, f"the texts show the same: the {side} came first"))
    why = (*signs.why, words, f"but by its text the {side} came first")
    return Verdict("unknown", None, why) if sum_ * balance(first, sure) <= 0 else Verdict(first, certainty(sum_), why)


def _both(one: set[int], other: set[int]) -> set[int]:
    """What two sets have in common, at the cost of the smaller one."""
    small, large = sorted((one, other), key=len)
    return {x for x in small if x in large}

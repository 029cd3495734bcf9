"""Direction: which of two documents that share text came first, and how sure that is.

Published dates decide where their precision lets them. Where they do not, signs are weighed: a credit line that names the other's outlet,
quotation marks round what the other tells in its own words, what the edits show, and what third documents of the group hold: text that
one side lacks and others have was cut by it. What came before a third document that came before the other came before the other.
Nothing of the kind: unknown. "Came first" is not yet "was the source of": both may have taken it from a third.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from headwater.records import Fact, Link, Place
from headwater.text.fold import fold
from headwater.trace.edits import ENOUGH, balance, certainty
from headwater.trace.holdings import Held, Holder

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

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which side of a pair came first (``left``, ``right``, ``unknown``), how sure that is (0.5..1, None where unknown), and why."""

    first: str
    score: float | None
    why: tuple[str, ...]


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


def _quoting(links: list[Link], sides: Mapping[tuple[str, bool], Held]) -> list[tuple[float, str]]:
    """Passages that one side sets in quotation marks and the other tells in its own words."""
    quotes = 0
    for link in links:
        left, right = sides[link.id, True], sides[link.id, False]
        if min(left.words, right.words) >= _QUOTED_WORDS:
            quotes += right.own <= _MIXED * right.words and left.own >= (1 - _MIXED) * left.words
            quotes -= left.own <= _MIXED * left.words and right.own >= (1 - _MIXED) * right.words
    if not quotes:
        return []
    first, then = ("left", "right") if quotes > 0 else ("right", "left")
    return [(_QUOTED if quotes > 0 else -_QUOTED, f"the {then} sets in quotation marks what the {first} tells in its own words")]


def _covered(places: Iterable[Place]) -> int:
    """Characters that some places of one document cover together."""
    total, end = 0, -1
    for p in sorted(places, key=lambda p: (p.start, p.end)):
        total += max(0, p.end - max(p.start, end))
        end = max(end, p.end)
    return total


class _Held:
    """How much of each document other documents of its group hold as well."""

    def __init__(self, pairs: Mapping[Pair, list[Link]]) -> None:
        places: dict[str, list[Place]] = defaultdict(list)
        for links in pairs.values():
            for link in links:
                places[link.left.document].append(link.left)
                places[link.right.document].append(link.right)
        self._all = {document: _covered(held) for document, held in places.items()}

    def attested(self, pair: Pair, links: list[Link]) -> list[tuple[float, str]]:
        """Text of one side that the other lacks and third documents have: the other cut it, or what it cut it from."""
        left = self._all[pair[0]] - _covered(link.left for link in links)
        right = self._all[pair[1]] - _covered(link.right for link in links)
        if abs(left - right) < _SENTENCE:
            return []
        first, then = ("left", "right") if left > right else ("right", "left")
        reason = f"third documents hold {max(left, right)} characters of the {first} that the {then} has not: it left them out"
        return [(_ATTESTED if left > right else -_ATTESTED, reason)]


def directions(links: Iterable[Link], holders: Mapping[str, Holder], sides: Mapping[tuple[str, bool], Held]) -> dict[Pair, Verdict]:
    """The verdict on each pair of documents that ``links`` join, ``left`` being the pair's first document.

    Each link's own ``direction`` and ``direction_score`` are what the edits of its pair show. Work is linear in the links, but for pairs
    left unknown, which look through the shorter of two lists of neighbours.
    """
    pairs: dict[Pair, list[Link]] = defaultdict(list)
    for link in links:
        pairs[link.left.document, link.right.document].append(link)
    held = _Held(pairs)
    signs = {pair: _signs(pair, mine, holders, sides, held) for pair, mine in pairs.items()}
    verdicts = {pair: _verdict(s) for pair, s in signs.items()}
    return {**verdicts, **_between(verdicts, signs)}


def _signs(pair: Pair, links: list[Link], holders: Mapping[str, Holder], sides: Mapping[tuple[str, bool], Held], held: _Held) -> _Signs:
    left, right = holders[pair[0]], holders[pair[1]]
    edits = max(links, key=lambda p: abs(balance(p.direction, p.direction_score)))
    found = [*_credited(left, right), *_quoting(links, sides), *held.attested(pair, links)]
    weight = math.fsum([balance(edits.direction, edits.direction_score), *(w for w, _ in found)])
    return _Signs(weight, tuple(reason for _, reason in found), by_date(left.published, right.published))


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


def _between(verdicts: Mapping[Pair, Verdict], signs: Mapping[Pair, _Signs]) -> dict[Pair, Verdict]:
    """Pairs that nothing decides, but for a third document that came after one of the two and before the other."""
    later: dict[str, set[str]] = defaultdict(set)
    earlier: dict[str, set[str]] = defaultdict(set)
    for (left, right), v in verdicts.items():
        if v.first != "unknown":
            first, then = (left, right) if v.first == "left" else (right, left)
            later[first].add(then)
            earlier[then].add(first)
    out: dict[Pair, Verdict] = {}
    for pair, v in verdicts.items():
        if v.first != "unknown":
            continue
        forth, back = (len(_both(later[a], earlier[b])) for a, b in (pair, pair[::-1]))
        if bool(forth) == bool(back):
            continue
        first, then = ("left", "right") if forth else ("right", "left")
        weight = _BETWEEN + (signs[pair].weight if forth else -signs[pair].weight)
        reason = f"{forth or back} third document{'s' if (forth or back) > 1 else ''} came after the {first} and before the {then}"
        if weight > 0:
            out[pair] = Verdict(first, certainty(weight), (*signs[pair].why, reason))
    return out


def _both(one: set[str], other: set[str]) -> set[str]:
    """What two sets have in common, at the cost of the smaller one."""
    small, large = sorted((one, other), key=len)
    return {x for x in small if x in large}

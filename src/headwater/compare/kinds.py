"""Kinds: who or what is counted, and when two figures can count the same.

"Civilians", "people", "12 martyrs" can; children and soldiers cannot; a part and its total are two things. Knows nouns, not numbers.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from headwater.records import FigureValue
from headwater.text.measures import in_base

_AGE = re.compile(r"\b(\d+)[- ](?:year|month|week)s?[- ]olds?\b", re.IGNORECASE)


@cache
def _classes() -> dict[str, Any]:
    return tomllib.loads((files("headwater.compare") / "lexicon" / "classes.toml").read_text("utf-8"))


@cache
def _lexicon() -> tuple[frozenset[str], dict[str, frozenset[str]], frozenset[frozenset[str]]]:
    data = _classes()
    kinds: dict[str, set[str]] = {}
    for kind, words in data["kinds"].items():
        for w in words.split():
            kinds.setdefault(w, set()).add(kind)
    exclusive = frozenset(frozenset(pair) for pair in data["exclusive"]["pairs"])
    return frozenset(data["general"]["words"].split()), {w: frozenset(k) for w, k in kinds.items()}, exclusive


def _head(group: str) -> str:
    """The noun of a group: its last word before "of", "in" or "from"."""
    words = group.casefold().split()
    for stop in ("of", "in", "from", "who", "at"):
        if stop in words[1:]:
            words = words[: words.index(stop)]
    words = [w.strip(".,;'\"") for w in words]
    while len(words) > 1 and words[-1].endswith("ed") and words[-2] in _lexicon()[0]:
        words.pop()  # "people confirmed" are people; "the injured" keep their word, for it stands alone
    return words[-1] if words else ""


@lru_cache(maxsize=1 << 14)
def is_general(group: str | None) -> bool:
    """Does a group say no more than that persons are meant: "people", "victims", or nothing?"""
    head = _head(group or "")
    return not head or head in _lexicon()[0]


def _singular(noun: str) -> str:
    return noun[:-1] if len(noun) > 3 and noun.endswith("s") and not noun.endswith("ss") else noun


def noun(group: str | None) -> tuple[str, tuple[str, ...]]:
    """All of a group that `groups` looks at: its noun, and the ages it names."""
    return _head(group or ""), ages(group)


@lru_cache(maxsize=1 << 14)
def groups(a: str | None, b: str | None) -> str:
    """``same``, ``like`` (one may be said for the other) or ``apart``."""
    general, kinds, exclusive = _lexicon()
    one, other = _head(a or ""), _head(b or "")
    if ages(a) and ages(b) and ages(a) != ages(b):
        return "apart"
    loose = (not one or one in general, not other or other in general)
    if _singular(one) == _singular(other) or all(loose):
        return "same"
    if any(loose):
        return "like"
    mine, theirs = kinds.get(one, frozenset()), kinds.get(other, frozenset())
    if mine & theirs:
        return "same"
    if any(frozenset((x, y)) in exclusive for x in mine for y in theirs):
        return "apart"
    return "like"


@lru_cache(maxsize=1 << 14)
def ages(group: str | None) -> tuple[str, ...]:
    """The ages that a group names: 9 of "a 9-year-old boy"."""
    return tuple(_AGE.findall(group or ""))


def measure_key(v: FigureValue) -> tuple[str, str]:
    """Only figures with the same key are compared: the measure, and the unit or the one it converts to (for counts without one, the noun)."""
    return _key(v.measure, v.unit, v.group if v.measure == "count" else None)


@lru_cache(maxsize=1 << 14)
def _key(measure: str, unit: str | None, group: str | None) -> tuple[str, str]:
    counted = unit or "people"
    if measure == "count" and counted == "people":
        counted = f"{unit or ''}/{_singular(_head(group or ''))}"
    if is_loose(measure):
        counted = _households().get(counted.rpartition("/")[2], counted)
    return measure, in_base(0.0, counted)[1]


@cache
def _households() -> dict[str, str]:
    return dict.fromkeys(_classes()["household"]["words"].split(), "household")


@cache
def _loose() -> frozenset[str]:
    return frozenset(_classes()["loose"]["measures"].split())


def is_loose(measure: str) -> bool:
    """Is a measure one of those that are told of households and of houses alike?"""
    return measure in _loose()


@cache
def spots() -> frozenset[str]:
    """Last words of the names of spots inside a town, in small letters."""
    return frozenset(_classes()["spots"]["words"].split())


def may_meet(a: FigureValue, b: FigureValue) -> bool:
    """May one of two figures with different keys be the other, told without its measure or with another noun? Persons are never things."""
    if a.measure != b.measure and "count" not in {a.measure, b.measure} and not {a.measure, b.measure} <= _loose():
        return False
    return (a.unit == "people") == (b.unit == "people") or not (a.unit and b.unit)

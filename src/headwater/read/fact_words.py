"""The words of `lexicon/fact_words.toml`, loaded once: how pages say when, by whom and resting on what."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads((files("headwater.read") / "lexicon" / "fact_words.toml").read_text("utf-8"))


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(words, key=len, reverse=True))


@cache
def date_labels() -> re.Pattern[str]:
    """A label before a date; the group that matches says of which kind it is: published, modified, other."""
    return re.compile("|".join(rf"(?P<{kind}>\b(?:{_any(words)})\b)" for kind, words in _load()["dates"].items()), re.IGNORECASE)


@cache
def zone_hours() -> dict[str, float]:
    """Hours from UTC by the letters of a zone."""
    return dict(_load()["zones"])


@cache
def zone_forms() -> tuple[str, dict[str, str]]:
    """A pattern of the letters of all zones, also of those with several meanings; and what letters a zone's written-out name means."""
    order = _load()["order"]
    letters = {*zone_hours(), *order["month_first"], *order["day_first"]}
    return "|".join(sorted((z.upper() for z in letters), key=len, reverse=True)), dict(_load()["zone_names"])


@cache
def order_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Zones of countries that write the month first, and of those that write the day first."""
    order = _load()["order"]
    return tuple(re.compile(rf"\b(?:{_any(order[k])})\b", re.IGNORECASE) for k in ("month_first", "day_first"))  # type: ignore[return-value]


@cache
def order_tags() -> tuple[frozenset[str], frozenset[str]]:
    """Language tags of countries that write the month first, and of those that write the day first."""
    order = _load()["order"]
    return frozenset(order["month_first_tags"]), frozenset(order["day_first_tags"])


@cache
def ago() -> tuple[dict[str, str], dict[str, int], str]:
    """Patterns of the names of units in which pages say how long ago, words for days with the days they go back, and what stands behind a count."""
    words = _load()["ago"]
    return {unit: _any(names) for unit, names in words["units"].items()}, dict(words["days"]), _any(words["behind"])


@cache
def mastheads() -> re.Pattern[str]:
    """What the clock at the head of a page shows beside the day."""
    return re.compile(rf"°|{_any(_load()['dates_of_mastheads']['holds'])}", re.IGNORECASE)


@cache
def order_domains() -> tuple[frozenset[str], frozenset[str]]:
    """Ends of addresses in countries that write the month first, and in those that write the day first."""
    order = _load()["order"]
    return frozenset(order["month_first_domains"]), frozenset(order["day_first_domains"])


@cache
def byline_start() -> re.Pattern[str]:
    """How a part of a line says that a name follows."""
    words = _load()["bylines"]
    return re.compile(
        rf"(?:(?:{_any(words['starts'])})(?:\s*:\s*|\s+|$)|(?:{_any(words['starts_with_colon'])})\s*:\s*|by(?-i:(?=[A-Z])))", re.IGNORECASE
    )


@cache
def byline_set(name: str) -> frozenset[str]:
    """The words of one list about bylines."""
    return frozenset(_load()["bylines"][name])


@cache
def offices() -> re.Pattern[str]:
    """Offices of writers, and bodies that write."""
    return re.compile(rf"\b(?:{_any(_load()['bylines']['offices'])})\b", re.IGNORECASE)


@cache
def machinery() -> re.Pattern[str]:
    """Buttons beside an author's name."""
    return re.compile(rf"\s*\b(?:{_any(_load()['bylines']['machinery'])})\b.*", re.IGNORECASE | re.DOTALL)


@cache
def credit_start() -> re.Pattern[str]:
    """How a line says what an article rests on."""
    return re.compile(rf"(?:{_any(_load()['credits']['starts'])})\b\s*:?\s*", re.IGNORECASE)


@cache
def buttons() -> re.Pattern[str]:
    """How the labels of buttons at the head of a page begin."""
    return re.compile(rf"(?:{_any(_load()['outlets']['buttons'])})\b", re.IGNORECASE)


@cache
def section_words() -> frozenset[str]:
    """Words of which the names of a page's sections are made."""
    return frozenset(_load()["outlets"]["sections"])


@cache
def self_naming() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What stands before and behind the name of a page in the lines in which it speaks of itself."""
    words = _load()["outlets"]
    return (
        re.compile(rf"\b(?:{_any(words['named_after'])})\s+(?-i:(?=[A-Z]))", re.IGNORECASE),
        re.compile(rf"\s+(?:{_any(words['named_before'])})\b", re.IGNORECASE),
    )


@cache
def meta_names(kind: str) -> tuple[str, ...]:
    """The names of the meta tags that declare something, the most trusted first."""
    return tuple(_load()["meta"][kind])

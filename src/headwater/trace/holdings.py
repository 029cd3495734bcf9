"""Holdings: what settling needs to know of each document and of each passage in it, so that no text has to be kept.

Counts words, quoted words and particulars (names and numbers); decides nothing.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from headwater.records import Document, Fact, Place, Statement
from headwater.trace.quoted import quoted
from headwater.trace.reading import Reading, reading

#: So much of a passage is shown where it is set aside.
_SHOWN = 60
_SENTENCE_OPENS = re.compile(r"[.!?:\"“”‘’'(\[\n]\s*$")


@dataclass(frozen=True, slots=True)
class Held:
    """One side of a passage: its words, those not quoted, its names and numbers, and how it begins."""

    words: int
    own: int
    particulars: int
    shown: str


@dataclass(frozen=True, slots=True)
class Holder:
    """One document: its words and what tells which of two came first."""

    words: int
    published: Fact | None
    outlet: str | None
    credits: tuple[str, ...]


@cache
def _general() -> frozenset[str]:
    return frozenset(tomllib.loads((files("headwater.trace") / "lexicon" / "general.toml").read_text("utf-8"))["general"])


def particular(text: str, words: Reading) -> NDArray[np.int64]:
    """For each word of the body: 1 if it is a name or a number. A capital that opens a sentence does not count."""
    out = np.zeros(len(words), dtype=np.int64)
    for n, (start, end) in enumerate(zip(words.tokens.starts.tolist(), words.tokens.ends.tolist(), strict=True)):
        first = text[start]
        if first.isdigit():
            out[n] = 1
        elif first.isupper() and words.folded[start:end] not in _general():
            out[n] = start > 0 and not _SENTENCE_OPENS.search(text, max(0, start - 3), start)
    return out


def held(document: Document, places: list[Place], statements: Iterable[Statement] = ()) -> list[Held]:
    """One `Held` for every place, in order."""
    words = reading(document)
    own = np.ones(len(words), dtype=np.int64)
    for start, end in quoted(document.text, document.body, statements):
        own[np.searchsorted(words.tokens.starts, start) : np.searchsorted(words.tokens.starts, end)] = 0
    own_before = np.r_[0, np.cumsum(own)]
    named_before = np.r_[0, np.cumsum(particular(document.text, words))]
    out = []
    for p in places:
        a, b = np.searchsorted(words.tokens.starts, [p.start, p.end])
        shown = " ".join(document.text[p.start : min(p.end, p.start + _SHOWN)].split())
        out.append(Held(int(b - a), int(own_before[b] - own_before[a]), int(named_before[b] - named_before[a]), shown))
    return out


def holder(document: Document) -> Holder:
    """What is kept of a document."""
    outlet = document.outlet.value if document.outlet else None
    return Holder(len(reading(document)), document.published, outlet, tuple(c.value for c in document.credits))

"""Holdings: what settling needs to know of each document and of each side of a passage, so that no text has to be kept.

Counts words, quoted words and particulars (names and numbers); decides nothing.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from headwater.records import Fact, Share, Source, Statement, Stretch
from headwater.trace.quoted import quoted
from headwater.trace.reading import Reading

#: So much of a passage is shown where it is set aside.
_SHOWN = 60
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_SENTENCE_OPENS = re.compile(r"[.!?:\"“”‘’'(\[\n]\s*$")


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


def _opens(text: str, start: int) -> bool:
    """Does a sentence begin at a place in a text, as far as the mark before it tells?"""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    return start == 0 or _SENTENCE_OPENS.search(text, max(0, start - 3), start) is not None


@lru_cache(maxsize=1024)
def _particulars(words: Reading) -> list[int]:
    """The words of a body that are names or numbers. A capital that opens a sentence does not count."""
    text, starts = words.text, words.starts
    large = [n for n, start in enumerate(starts) if text[start] not in _SMALL]
    return [
        n
        for n in large
        if text[starts[n]].isdigit()
        or (text[starts[n]].isupper() and not _opens(text, starts[n]) and words.piece(n, n + 1) not in _general())
    ]


@lru_cache(maxsize=1024)
def _in_marks(words: Reading) -> list[tuple[int, int]]:
    """The stretches of a document in quotation marks."""
    return quoted(words.text, words.body)


def _quoted_words(words: Reading, ranges: list[tuple[int, int]], a: int, b: int) -> int:
    """How many of the words from ``a`` to the one before ``b`` stand in ranges of the text (sorted; they may overlap)."""
    count, at = 0, a
    for start, end in ranges:
        first, last = max(at, bisect_left(words.starts, start)), min(b, bisect_left(words.starts, end))
        if first < last:
            count, at = count + last - first, last
    return count


def share(words: Reading, a: int, b: int, said: Iterable[Statement] = ()) -> Share:
    """What the words from ``a`` to the one before ``b`` of a document hold. What is ``said`` directly is quoted, besides what has marks."""
    statements = list(said)
    marks = quoted(words.text, words.body, statements) if statements else _in_marks(words)
    start, end = words.starts[a], words.ends[b - 1]
    inside = [Stretch(max(p, start), min(q, end)) for p, q in marks if p < end and start < q]
    named = _particulars(words)
    return Share(
        words=b - a,
        own=b - a - (_quoted_words(words, marks, a, b) if inside else 0),
        particulars=bisect_left(named, b) - bisect_left(named, a),
        of=len(words),
        quoted=tuple(inside),
        shown=" ".join(words.text[start : min(end, start + _SHOWN)].split()),
    )


def share_at(words: Reading, start: int, end: int, said: Iterable[Statement] = ()) -> Share:
    """The same for a stretch of the document's text that begins and ends with a word."""
    return share(words, bisect_left(words.starts, start), bisect_left(words.starts, end), said)


def holder(document: Source, words: int) -> Holder:
    """What is kept of a document."""
    outlet = document.outlet.value if document.outlet else None
    return Holder(words, document.published, outlet, tuple(c.value for c in document.credits))

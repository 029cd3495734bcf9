"""Holdings: what settling needs to know of each document and of each side of a passage, so that no text has to be kept.

Counts words, quoted words and particulars (names and numbers); decides nothing.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.records import Fact, Share, Source, Statement, Stretch
from headwater.trace.quoted import quoted
from headwater.trace.reading import Reading

#: So much of a passage is shown where it is set aside.
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Holder:
    """One document: its words and what tells which of two came first."""

    words: int
    published: Fact | None
    outlet: str | None
    credits: tuple[str, ...]


def _in_marks(words: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The stretches of a document in quotation marks that may reach into a stretch of it."""
    first, last = words.block(start)[0], words.block(end - 1)[1]
    if '"' not in words.folded[first:last]:
        return []
    return quoted(words.text, [Stretch(max(first, s.start), min(last, s.end)) for s in words.body if s.start < last and first < s.end])


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
    statements, (start, end) = list(said), (words.starts[a], words.ends[b - 1])
    marks = quoted(words.text, words.body, statements) if statements else _in_marks(words, start, end)
    inside = [Stretch(max(p, start), min(q, end)) for p, q in marks if p < end and start < q]
    return Share(
        words=b - a,
        own=b - a - (_quoted_words(words, marks, a, b) if inside else 0),
        particulars=words.particulars(a, b),
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

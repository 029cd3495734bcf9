"""Mentions: quotations that the words before them say were taken from another publisher's page.

"One sentence in the Post's first report has stayed with me: “…”", "an article in the Post put it so: “…”": nobody is said to speak, and yet
the page says where it has the words from. Does not ask whether the other page is in the collection, or holds the words; that is `cites`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from headwater.records import Document
from headwater.text.fold import straighten
from headwater.text.sentences import paragraphs, sentences
from headwater.trace.quoted import quoted
from headwater.trace.vocabulary import any_of

#: The rule of the citations that mentions make.
RULE = "trace/mentions"
#: The name of a publisher, as it is written: words with a capital, and small words between them.
_NAME = r"(?:[Tt]he\s+)?(?P<name>[A-Z][\w&.-]*(?:\s+(?:(?:of|the|and|for)\s+)*[A-Z][\w&.-]*){0,5})"
#: Shorter quotations are phrases: words that a page sets off, with no source in mind.
_WORDS = 6


class Mention(NamedTuple):
    """A quotation (its place in the text) and the name, as written, of the publisher that it is said to be from."""

    start: int
    end: int
    name: str


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    """ "the Post's first report", "a report in the Post": whose it is, and that it is something that one can publish."""
    carried = any_of("carried")
    return (
        re.compile(rf"{_NAME}(?:'s|(?<=s)')\s+(?:[\w-]+\s+){{0,3}}?(?:{carried})\b"),
        re.compile(rf"\b(?:{carried})\b(?:\s+[\w-]+){{0,3}}?\s+(?:in|by|from|of|on)\s+{_NAME}"),
    )


def mentions(document: Document) -> Iterator[Mention]:
    """The quotations of a document that name a publisher before them, in order of place, one for each name there."""
    text = straighten(document.text)
    ranges = [(a, b) for a, b in quoted(document.text, document.body) if len(text[a:b].split()) >= _WORDS]
    if not ranges:
        return
    starts = [
        s.start for part in document.body for p in paragraphs(document.text, part.start, part.end) for s in sentences(text, p.start, p.end)
    ]
    for a, b in ranges:
        lead = text[max((s for s in starts if s <= a), default=a) : a]
        before = lead if lead.strip() else text[max((s for s in starts if s < a), default=a) : a]
        found = {m["name"] for pattern in _patterns() for m in pattern.finditer(before)}
        yield from (Mention(a, b, name) for name in sorted(found))

"""Quotations with a signature: “…” — Name, as collections of readers' voices, witnesses and epigraphs print them.

The form tells it all, and the reading model's training texts hardly hold it; so it is found by its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from headwater.mark.statements.draft import Draft
from headwater.records import Stretch

_SIGNED = re.compile(
    r"^[ \t]*(?P<content>[“\"«][^\n]{15,}?[”\"»])[ \t\xa0]*\n?[ \t]*(?P<cue>―|—|–|--)[ \t\xa0]*(?P<source>[^\W\d_a-z][^\n:;!?“”\"]{1,80}?)[ \t\xa0.]*$",
    re.MULTILINE,
)
#: Words of a signature at most; what is longer goes on with the text.
_LONGEST = 12


def signed(text: str, stretches: Iterable[Stretch]) -> Iterator[Draft]:
    """The signed quotations of a document's stretches."""
    for s in stretches:
        for m in _SIGNED.finditer(text, s.start, s.end):
            if len(m["source"].split()) <= _LONGEST and not re.search(r"[.!?]\s", m["source"]):
                yield Draft([Stretch(*m.span("source"))], [Stretch(*m.span("cue"))], [Stretch(*m.span("content"))], [], 0.9)


def with_signed(found: list[Draft], more: Iterable[Draft]) -> list[Draft]:
    """The model's drafts with the signed ones; of two with nearly the same content the signed one stands."""
    out = list(found)
    for d in more:
        c = d.content[0]
        out = [o for o in out if not (abs(o.content[0].start - c.start) < 4 and 2 * (o.content[-1].end - c.start) > c.end - c.start)] + [d]
    return out

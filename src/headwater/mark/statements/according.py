"""Statements without a verb of their own: "according to X", "in the words of X", "X was quoted by Y as saying", "reportedly", "it was learned that"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.statements import sources, speech
from headwater.mark.statements.draft import Draft
from headwater.mark.statements.reported import Unit
from headwater.records import Stretch

_ACCORDING = re.compile(r"\b(?:according to|in the words of|as per|per(?= the statement| the report)|citing)\b", re.IGNORECASE)
_QUOTED_AS = re.compile(
    r"\b(?:was|were|is|are|been)\s+quoted(?:\s+by\s+(?P<by>[^,.:;¤]{2,60}?))?\s+as\s+(?:saying|telling|writing)\b|\bquoted\s+(?P<whom>[^,.:;¤]{2,80}?)\s+as\s+(?:saying|writing|telling\s+[^,.:;¤]{2,40}?(?=[,.:]|\s+that\b|\s*¤|$))",
    re.IGNORECASE,
)
_QUOTED_BY = re.compile(r",\s+(?:as\s+)?(?:quoted|cited|reported|carried)\s+by\s+(?P<by>[^,.:;¤]{2,60})", re.IGNORECASE)


def according(unit: Unit) -> Iterator[Draft]:
    """The statements of these kinds in a unit."""
    blank = unit.blank
    for m in _ACCORDING.finditer(blank):
        found = sources.phrase_after(blank, m.end())
        if found is None or (m.group().lower() == "citing" and not blank[: m.start()].strip(" ,")):
            continue
        content = [unit.place(0, m.start())] if blank[: m.start()].strip(" ,") else []
        rest = unit.place(found.end, len(blank))
        if rest.end - rest.start > 3 and (not content or rest.end - rest.start > 30):
            content.append(rest)
        if content and m.group().lower() != "citing":
            source = Stretch(unit.offset + found.start, unit.offset + found.end)
            yield Draft(
                "said",
                "according",
                [unit.place(*m.span())],
                content,
                source=source,
                score=0.9,
                why=[f"“{m.group().lower()}” names the source"],
            )
    for m in _QUOTED_AS.finditer(blank):
        content = _quoted_content(unit, m)
        if not content:
            continue
        if m["whom"]:
            quoter = sources.subject_before(blank, m.start())
            speaker: sources.Source | None = sources.Source(*m.span("whom"))
            by = unit.place(quoter.start, quoter.end) if quoter else None
        else:
            speaker = sources.subject_before(blank, m.start())
            by = unit.place(*m.span("by")) if m["by"] else None
        if speaker is not None:
            source = unit.place(speaker.start, speaker.end)
            yield Draft(
                "said", "according", [unit.place(*m.span())], content, source=source, quoter=by, score=0.9, why=["is quoted as saying so"]
            )
    m2 = speech.impersonal().search(blank)
    if m2:
        content_at = unit.place(m2.end(), len(blank))
        if content_at.end - content_at.start > 8:
            yield Draft(
                "said",
                "according",
                [unit.place(*m2.span())],
                [content_at],
                score=0.7,
                why=[f"“{m2.group().lower()}” reports without naming anybody"],
            )


def _quoted_content(unit: Unit, m: re.Match[str]) -> list[Stretch]:
    """What somebody is quoted as saying: behind the cue, and before it where a quotation stands there."""
    content = []
    before = unit.blank[: m.start()]
    if re.search(r"¤,?\s+\S[^¤]*$", before) and unit.blank.lstrip().startswith("¤"):
        content.append(unit.place(0, before.rindex("¤") + 1))
    rest = unit.place(m.end(), len(unit.blank))
    if rest.end - rest.start >= 3:
        content.append(rest)
    return content


def quoted_by(unit: Unit) -> Stretch | None:
    """The medium in ", quoted by Y" behind a speaker."""
    m = _QUOTED_BY.search(unit.blank)
    return unit.place(*m.span("by")) if m else None

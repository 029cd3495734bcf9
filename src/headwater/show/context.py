"""The words around a span: the sentence it stands in, and what stands before and after that."""

from __future__ import annotations

from headwater.records import Document, Figure, Span, Stretch
from headwater.text.sentences import sentences

#: Characters of context on either side of the quoted sentence: about two lines.
_CONTEXT = 180
#: How far from a span its sentence is looked for: no sentence of the news runs over 1,500 characters, and a text may be one paragraph.
_REACH = 1500


def sentence_of(d: Document, start: int, end: int, span: Span | None) -> Stretch:
    """The sentence (or sentences) that a stretch stands in, cut `_REACH` characters away from it; a figure knows its own."""
    if isinstance(span, Figure) and span.sentence.start <= start and end <= span.sentence.end:
        return span.sentence
    first = max(d.text.rfind("\n\n", 0, start) + 1, start - _REACH)
    last = d.text.find("\n\n", end)
    last = min(len(d.text) if last < 0 else last, end + _REACH)
    held = [s for s in sentences(d.text, first, last) if s.start < end and start < s.end]
    return Stretch(min(held[0].start, start), max(held[-1].end, end)) if held else Stretch(start, end)


def context(text: str, around: Stretch) -> tuple[str, str]:
    """What stands before and after a stretch in its paragraph, at most `_CONTEXT` characters, cut between words."""
    first = text.rfind("\n", 0, around.start) + 1
    last = text.find("\n", around.end)
    last = len(text) if last < 0 else last
    before, after = text[first : around.start], text[around.end : last]
    if len(before) > _CONTEXT:
        before = "… " + before[-_CONTEXT:].partition(" ")[2]
    if len(after) > _CONTEXT:
        after = after[:_CONTEXT].rpartition(" ")[0] + " …"
    return before, after

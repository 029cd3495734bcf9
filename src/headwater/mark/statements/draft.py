"""A statement while it is being found: places of its parts in the text, before speaker and chain are known."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.model.statements import Found
from headwater.model.tokens import Token
from headwater.records import Stretch
from headwater.text.sentences import sentences

_OPEN = "\"“«„‘'`"
_CLOSING = re.compile(r"[,.!?…;:–—-]*(?:\"|”|»|’|''|'|“)")
_AS_SAYING = re.compile(
    r"(?:\w+\s+){0,2}?(?P<verb>quot(?:e|es|ed|ing)|cit(?:e|es|ed|ing))\s+(?P<who>[^,.;:“”\"]{2,80}?)\s+(?P<as>as\s+(?:saying|telling|writing|having said))\b"
)
_QUOTED_BY = re.compile(
    r"(?:^|[.!?:;\n]\s+|,\s+)(?P<who>[^,.;:“”\"\n]{2,80}(?:,[^,.;:“”\"\n]{2,80},)?)\s+(?P<verb>(?:was|were|is|are|has\s+been|have\s+been|had\s+been)\s+quoted)"
    r"\s+by\s+(?P<by>[^,.;:“”\"\n]{2,60}?)\s+(?P<as>as\s+(?:saying|telling|writing))\b",
    re.MULTILINE,
)
_LINE = re.compile(r"[^\s][^\n]*(?<=\S)")
_ENDS = re.compile(r"[\"”»’'“]")


@dataclass(slots=True)
class Draft:
    """``hop``: whom it was told to, or who quotes the source, inside the statement's own clause. ``lead``: the first piece of cue or content."""

    source: list[Stretch]
    cue: list[Stretch]
    content: list[Stretch]
    hop: list[Stretch]
    score: float

    @property
    def lead(self) -> Stretch:
        """What leads it: its cue, else its content."""
        return (self.cue or self.content)[0]

    @property
    def named(self) -> Stretch:
        """The longest piece of its source, which it must have: the one that names somebody, where another only points."""
        return max(self.source, key=lambda s: s.end - s.start)

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(s.start for s in [*self.cue, *self.content, *self.source])

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(s.end for s in [*self.cue, *self.content, *self.source])


def drafts(text: str, words: list[Token], found: list[Found]) -> list[Draft]:
    """The model's statements as places in the text; contents with the quotation marks around them."""
    out = []
    for f in found:
        parts = {role: [Stretch(words[a].start, words[b].end) for a, b in runs] for role, runs in f.parts.items()}
        lead = (parts["cue"] or parts["content"] or [Stretch(0, 0)])[0]
        content = [_quoted(text, p) for c in parts["content"] for p in _kept(text, c, lead)]
        # Whoever passes words on that have no source of their own said them as far as the page tells.
        source, hop = (parts["source"], parts["hop"]) if parts["source"] or not parts["cue"] else (parts["hop"], [])
        out.append(_as_saying(text, Draft(source, parts["cue"], _joined(text, content), hop, f.score)))
    return out


def _as_saying(text: str, d: Draft) -> Draft:
    """ "X quoted Y as saying", "Y was quoted by X as saying": Y speaks, by way of X."""
    if not d.cue:
        return d
    m = _AS_SAYING.match(text, d.lead.start)
    if m and d.source and d.source[0].end <= d.lead.start:
        return Draft([Stretch(*m.span("who"))], [Stretch(*m.span("verb")), Stretch(*m.span("as"))], d.content, [*d.source, *d.hop], d.score)
    m = _QUOTED_BY.search(text, max(0, d.lead.start - 160), d.lead.end + 160)
    if m and m.start("verb") < d.lead.end and d.lead.start < m.end() and not any(p.end <= m.start("verb") for p in d.source):
        content = [c for c in d.content if c.start >= m.end() or c.end <= m.start("who")]
        return Draft(
            [Stretch(*m.span("who"))], [Stretch(*m.span("verb")), Stretch(*m.span("as"))], content, [Stretch(*m.span("by"))], d.score
        )
    return d


def _kept(text: str, c: Stretch, lead: Stretch) -> list[Stretch]:
    """A piece of content without the paragraphs that cannot belong to it: beyond the cue's own only quotations and what a colon announces go on."""
    lines = [Stretch(m.start(), m.end()) for m in _LINE.finditer(text, c.start, c.end)]
    between = text[c.end : lead.start] if c.end <= lead.start else text[lead.end : c.start]
    if len(lines) == 1 and "\n" in between:
        return [c] if text[max(0, c.start - 1) : c.start + 1].strip()[:1] in _OPEN or between.strip().startswith(":") else []
    if len(lines) < 2:
        return [_sentence(text, c, lead)]
    own = min(lines, key=lambda x: max(x.start - lead.end, lead.start - x.end, 0))
    announced = text[lead.start : c.start].rstrip().endswith(":") or text[own.start : own.end].endswith(":")
    out = []
    for x in lines:
        going = x.start > own.start and (announced or text[max(0, x.start - 1) : x.start + 1].strip()[:1] in _OPEN)
        if x is own or going:
            out.append(x)
        elif x.start > own.start:
            break
    return [Stretch(out[0].start, out[-1].end)] if out else [c]


def _sentence(text: str, c: Stretch, lead: Stretch) -> Stretch:
    """A piece of content in indirect speech behind its cue, to the end of its sentence."""
    if (
        c.start < lead.end
        or any(q in text[max(0, c.start - 1) : c.end] for q in '"“”„«»')
        or text[lead.start : c.start].rstrip().endswith(":")
    ):
        return c
    found = sentences(text, c.start, c.end)
    return Stretch(c.start, found[0].end) if len(found) > 1 else c


def _quoted(text: str, c: Stretch) -> Stretch:
    """A piece of content with the quotation mark in front of it and the one that closes behind."""
    start, end = c.start, c.end
    if start and text[start - 1] in _OPEN and (start == 1 or not text[start - 2].isalnum()):
        start -= 1
    if any(q in text[start:end] for q in _OPEN) and (m := _CLOSING.match(text, end)) and _ENDS.search(m.group()):
        end = m.end()
    return Stretch(start, end)


def _joined(text: str, pieces: list[Stretch]) -> list[Stretch]:
    """Pieces with only white space and marks between them made one."""
    out: list[Stretch] = []
    for p in pieces:
        if out and not any(ch.isalnum() for ch in text[out[-1].end : p.start]):
            out[-1] = Stretch(out[-1].start, p.end)
        else:
            out.append(p)
    return out

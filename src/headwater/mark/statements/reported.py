"""Statements with a reporting verb: "X said that …", "X said: “…”", "“…,” said X", "…, X said", "X told Y that …", "X condemned …".

Looks at one unit at a time: a sentence, or several that a quotation holds together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.statements import sources, speech
from headwater.mark.statements.draft import Draft
from headwater.records import Stretch

_NEGATED = re.compile(
    r"(?:\bnot|n't|n’t|\bnever|\b(?:refused|declined|failed|unable|yet|expected|going|likely|able|want(?:ed|s)?|need(?:ed|s)?|have|had|ought|is|was)\s+to|\bto|\bwithout|\bby)\s*$",
    re.IGNORECASE,
)
_THAT = re.compile(r"\s*(?:,\s*)?(?:(?:to|with)\s+(?P<to>[^,.:;¤]{2,60}?)\s+)?(?P<that>that|whether|how|why|if)\b", re.IGNORECASE)
_QUOTE = re.compile(r"\s*(?:to\s+(?P<to>[^,.:;¤]{2,60}?)\s*)?[,:]?\s*(?P<q>¤)")
_COLON = re.compile(r"\s*:\s*(?=\S)")
_PERSON = re.compile(
    r"\s+(?P<to>(?:¤|[^,.:;¤]){1,70}?)(?:\s+(?:on|in|during|at|by)\s[^,.:;¤]{2,50}?)?\s*(?:(?P<colon>:)|(?P<comma>,)?\s*(?P<what>that\b|¤|to\s|of\s|how\b|why\b))",
    re.IGNORECASE,
)
_FOR = re.compile(r"\s+(?:for|on|upon|against|of|about)\s+(?=\S)", re.IGNORECASE)
_CLAUSE = re.compile(
    r"\s+(?=(?:the|a|an|he|she|it|they|we|i|there|this|these|those|his|her|its|their|our|no|all|many|some|more|most|at|in|as|about|nearly|only|[A-Z0-9¤])\b|¤)"
)
_WHEN = re.compile(
    r"\s+(?:(?:on|in|at|during|late|early|last|this|via|through)\s(?:[\w.’'-]+\s){0,5}?[\w.’'-]+|yesterday|today|earlier|later|too)(?=\s+(?:that\b|¤|:)|,\s*¤|:)",
    re.IGNORECASE,
)
_END = re.compile(r"[\s.!?…¤]*$")
_TAIL = re.compile(
    r"\s*(?:,\s*)?(?:(?:on|in|at|during|late|early|last|this|via|to|from|by|of|earlier|later|yesterday|today|as|when|after|while)\b[^,;¤]{0,80})?[.!?\s]*$",
    re.IGNORECASE,
)
#: Before the last noun of a longer subject: "a comparison of pictures from before and after the flood shows".
_INSIDE_PHRASE = re.compile(r"\b(?:before|after|and|with|since)\s+$", re.IGNORECASE)
#: Characters below which what stands before a subject is an opening ("In 2031,") and no statement.
_SHORT = 12
_NUMBER = (
    r"(?:\d|about|roughly|approximately|almost|up to|as many as|fewer than|less than|no fewer than|some|at least|more than|nearly|over|around"
    r"|a dozen|dozens|hundreds|thousands|one|two|three|four|five|six|seven|eight|nine|ten)"
)
#: "counted 31 injured", "put the number of homes at 900": by whether the verb is "put".
_TALLY = (
    re.compile(rf"\s+(?P<what>(?:a total of\s+)?{_NUMBER})", re.IGNORECASE),
    re.compile(rf"\s+(?P<what>[^,.;:¤]{{3,80}}?\s+at\s+{_NUMBER})", re.IGNORECASE),
)
#: "…, she told Radio Tern by telephone."
_TOLD = re.compile(
    r"\s+(?P<to>[^,.;:¤]{2,70}?)(?:\s+(?:on|in|by|at|during|late|early|last|this|after|before|when|as)\s[^;:¤]{0,120}|,\s[^;:¤]{0,160})?[.!?\s]*$"
)
_CITING = re.compile(
    r"(?:\s+(?:on|in|late|early)\s[^,;:¤]{2,40}|\s+(?:yesterday|today))?,?\s+(?P<cue>citing|quoting)\s+(?P<who>[^,;:¤]{2,120}?)[.!?\s]*$"
)


class Unit:
    """A stretch of text with its quotations blanked; ``offset`` is where it stands in the document."""

    def __init__(self, text: str, blank: str, offset: int) -> None:
        self.text, self.blank, self.offset = text, blank, offset

    def place(self, start: int, end: int) -> Stretch:
        """A stretch in the document, without white space and closing points at its ends."""
        while start < end and (self.text[start].isspace() or self.text[start] in ",;:"):
            start += 1
        while end > start and (self.text[end - 1].isspace() or (self.text[end - 1] in ",;:." and self.blank[end - 1] != "¤")):
            end -= 1
        return Stretch(self.offset + start, self.offset + end)


def reported(unit: Unit) -> Iterator[Draft]:
    """The statements that reporting verbs make in a unit, in order."""
    used = 0
    for m in speech.verb_pattern().finditer(unit.blank):
        lemma, kind = speech.verbs()[m["verb"].lower()]
        start = m.start()
        capital = m["verb"][0].isupper() and unit.blank[:start].strip()
        by = lemma not in ("say", "tell") and re.match(r"\s+by\b", unit.blank[m.end() :])
        skipped = capital or by or _passive(unit.blank, m, lemma) or _is_noun(unit.blank, m)
        if start < used or skipped or _NEGATED.search(unit.blank[max(0, start - 30) : start]):
            continue
        draft = _before_content(unit, m, lemma, kind) or _after_content(unit, m, lemma, kind)
        if draft is not None:
            used = m.end()
            yield draft


def _passive(blank: str, m: re.Match[str], lemma: str) -> bool:
    """Is it reported on rather than reporting: "was first reported on", "is described by"? "Was told that" is a source of its own."""
    if lemma in speech.needs("person") or m["verb"].lower() == lemma or m["verb"].lower().endswith(("ing", "s")):
        return False
    left = blank[: m.start("verb")]
    return bool(re.search(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+|first\s+|also\s+|already\s+)?$", left, re.IGNORECASE))


def _is_noun(blank: str, m: re.Match[str]) -> bool:
    """Is the form a noun here: "the report", "a promise", "their demands"?"""
    left = blank[max(0, m.start("verb") - 14) : m.start("verb")]
    if m["verb"].lower() == "writing" and left.lower().endswith("in "):
        return True
    return bool(
        re.search(r"\b(?:the|a|an|this|that|his|her|its|their|our|your|my|no|of|any|each|every|'s|’s|another|of)\s+$", left, re.IGNORECASE)
    )


def _tallies(unit: Unit, source: Stretch) -> bool:
    """Is this somebody who counts and tells: a name, or a body by its office?"""
    phrase = unit.text[source.start - unit.offset : source.end - unit.offset]
    return sources.is_named(phrase) or sources.head_noun(phrase) in speech.institutions()


def _source(unit: Unit, at: int, lemma: str, *, participle: bool = False) -> Stretch | None:
    found = sources.subject_before(unit.blank, at, participle=participle)
    if found is None or (lemma in speech.needs("thing") and _INSIDE_PHRASE.search(unit.blank[: found.start])):
        return None
    return Stretch(unit.offset + found.start, unit.offset + found.end)


def _before_content(unit: Unit, m: re.Match[str], lemma: str, kind: str) -> Draft | None:
    """Source, cue, content: the content follows the verb."""
    blank, at = unit.blank, m.end()
    when = _WHEN.match(blank, at)
    if when:
        at = when.end()
    told: Stretch | None = None
    how = None
    if lemma in speech.needs("person") and (p := _PERSON.match(blank, at)):
        told = unit.place(*p.span("to"))
        start = p.end("colon") if p["colon"] else p.start("what")
        how = "tells somebody what follows"
    elif t := _THAT.match(blank, at):
        start, how = t.start("that"), f"followed by “{t['that'].lower()}”"
        told = unit.place(*t.span("to")) if t["to"] else None
    elif q := _QUOTE.match(blank, at):
        start, how = q.start("q"), "followed by a quotation"
        told = unit.place(*q.span("to")) if q["to"] else None
    elif re.fullmatch(r"\s*:\s*", blank[at:]):
        start, how = len(blank), "followed by a colon and a quotation"
    elif c := _COLON.match(blank, at):
        start, how = c.end(), "followed by a colon"
    elif kind in ("called_on", "threatened", "accused") and lemma not in ("question",) and (f := _FOR.match(blank, at)):
        start, how = f.end(), "followed by what is asked for"
    elif lemma in speech.needs("tally") and (n := _TALLY[lemma == "put"].match(blank, at)):
        start, how = n.start("what"), "followed by a tally"
    elif lemma in speech.needs("object") and (o := _CLAUSE.match(blank, at)) and not re.match(r"\s+(?:in|at|as|about)\b", blank[at:]):
        start, how = o.end(), "its object is what was said"
    elif (
        lemma not in speech.needs("clause") and kind != "asked" and lemma not in speech.needs("person") and (k := _CLAUSE.match(blank, at))
    ):
        start, how = k.end(), "followed by a clause"
    elif kind == "thought" and re.match(r"\s+to\s", blank[at:]):
        start, how = at, "followed by what is meant to be"
    else:
        return None
    participle = m["verb"].lower().endswith("ing")
    source = _source(unit, m.start(), lemma, participle=participle)
    goes_on = participle or re.search(r"\b(?:and|but|or)\s+$", blank[: m.start()])  # "…, and promised that": the source stands further up
    if source is None and not goes_on:
        return None
    if how == "followed by a tally" and (source is None or not _tallies(unit, source)):
        return None
    stop = speech.next_verb().search(blank, max(start, m.end()))
    end = stop.start() if stop else len(blank)
    content = [unit.place(start, end)] if start < len(blank) else []  # none yet: the quotation stands in the next paragraph
    if content and content[0].end - content[0].start < 3:
        return None
    return Draft(
        kind, "reported", [_cue(unit, m)], content, source=source, told=told, score=0.8 if source else 0.6, why=[f"“{m['verb']}” {how}"]
    )


def _after_content(unit: Unit, m: re.Match[str], lemma: str, kind: str) -> Draft | None:
    """Content, then source and cue ("…, X said.") or cue and source ("“…,” said X.")."""
    blank = unit.blank
    left = blank[: m.start()].rstrip()
    quoted = left.endswith(("¤", "¤,"))
    if quoted and (inverted := sources.subject_after(blank, m.end())):
        source = Stretch(unit.offset + inverted.start, unit.offset + inverted.end)
        return _post(unit, m, kind, len(left), inverted.end, source, "a quotation stands before the verb and its subject behind")
    found = sources.subject_before(blank, m.start())
    if found is None:
        return None
    before = blank[: found.start].rstrip()
    if not before.endswith((",", "¤")):
        return None
    told = _TOLD.match(blank, m.end()) if lemma in speech.needs("person") else None
    citing = _CITING.match(blank, m.end())
    between = re.match(r",\s+(?=\w)", blank[m.end() :]) if before.endswith(",") and kind in ("said", "thought") else None
    if between is None and len(before) < _SHORT:
        return None
    if "¤" not in before[-3:] and not (told or citing or between or (_TAIL.match(blank, m.end()) and lemma in speech.needs("after"))):
        return None
    source = Stretch(unit.offset + found.start, unit.offset + found.end)
    draft = _post(unit, m, kind, len(before), m.end(), source, "the content stands before its subject and verb")
    if between is not None and citing is None and told is None:  # "Their plans, they said, include …": the statement runs on
        draft.content[1:] = [unit.place(m.end(), len(blank))]
    if told is not None:
        draft.told = unit.place(*told.span("to"))
    if citing is not None:  # "…, the agency reported, citing the ministry": the ministry speaks, by way of the agency
        draft.quoter, draft.source = source, unit.place(*citing.span("who"))
        draft.cue.append(unit.place(*citing.span("cue")))
        draft.why.append("the reporter cites whoever speaks")
    return draft


def _post(unit: Unit, m: re.Match[str], kind: str, end: int, after: int, source: Stretch, why: str) -> Draft:
    content = [unit.place(0, end)]
    first = unit.blank.find("¤")
    if unit.blank[:end].rstrip(" ,").endswith("¤") and first > 0 and re.search(r"[.!?]\s*$", unit.blank[:first]):
        content = [unit.place(first, end)]
    more = re.search(r"¤", unit.blank[after:])
    if more:
        content.append(unit.place(after + more.start(), len(unit.blank)))
    return Draft(kind, "reported", [_cue(unit, m)], content, source=source, score=0.85, why=[why])


def _cue(unit: Unit, m: re.Match[str]) -> Stretch:
    start = m.start("before") if m["before"].strip() else m.start("verb")
    return unit.place(start, m.end())

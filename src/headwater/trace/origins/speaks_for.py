"""Speaks for: which body a person is shown to speak for, or to lead, in the words around the name.

"ministry spokeswoman A", "A, president of the B", "A of the B", "its coordinator A". What both say is then one source: the person's origin
rests on the body's. A person who merely works somewhere is left alone.
"""

from __future__ import annotations

import re
from functools import cache

from headwater.text.fold import straighten
from headwater.trace.origins.names import Known, NameBook
from headwater.trace.vocabulary import words

#: So far around a name its role is looked for, in characters: a long title of office.
_AROUND = 120
_CAPITALS = re.compile(r"[A-Z][\w'&-]*(?:(?:\s+(?:of|the|for|and|de|al|on|in))*\s+[A-Z][\w'&-]*)*")
_SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z\"'])")
_PARAGRAPH = re.compile(r"\n\s*\n")


@cache
def _roles() -> str:
    every = sorted(words("spokes") | words("leads"), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w) for w in every) + ")"


def _bodies(text: str, book: NameBook) -> list[Known]:
    """The bodies that a text names, in order; the longest name at each place."""
    out: list[Known] = []
    for m in _CAPITALS.finditer(text):
        parts = m.group().split(" ")
        found = next(
            (
                e
                for n in range(len(parts), 0, -1)
                for i in range(len(parts) - n + 1)
                if (e := book.entity(" ".join(parts[i : i + n]))) and e.kind == "body" and not _of_another(parts, i, n)
            ),
            None,
        )
        if found:
            out.append(found)
    return out


def _of_another(parts: list[str], i: int, n: int) -> bool:
    """Is a word only what a longer name ends in: the "Hospital" of "Saint Vera Hospital", which is not the hospital that the page named before?"""
    return n == 1 and i > 0 and parts[i].casefold() in words("body") and parts[i - 1][:1].isupper()


def _by_head(noun: str, bodies: dict[str, Known]) -> Known | None:
    """The one body of the document whose name holds a common noun: "ministry" for the Ministry of Works."""
    found = {e.id: e for e in bodies.values() if noun.casefold() in e.canonical.casefold().split()}
    return next(iter(found.values())) if len(found) == 1 else None


def speaks_for(text: str, start: int, end: int, name: str, book: NameBook, bodies: dict[str, Known]) -> Known | None:
    """The body for which the person named ``name`` in ``text[start:end]`` speaks, as the words around the name show.

    ``bodies`` are those named in the document, by folded name.
    """
    last = re.escape(straighten(name).split()[-1])
    first = max([max(0, start - _AROUND), *(m.end() for m in _PARAGRAPH.finditer(text, max(0, start - _AROUND), start))])
    behind = _PARAGRAPH.search(text, end, end + _AROUND)
    around = straighten(text[first : behind.start() if behind else end + _AROUND])
    at = start - first
    hit = next((m for m in re.finditer(rf"\b{last}\b", around) if at <= m.start() <= at + end - start), None)
    if hit is None:
        return None
    before = _SENTENCE.split(around[: hit.start()])[-1]
    after = _SENTENCE.split(around[hit.end() :])[0]
    return _before(before, after, book, bodies) or _after(after, book, bodies)


def _before(before: str, after: str, book: NameBook, bodies: dict[str, Known]) -> Known | None:
    role = re.search(
        rf"\b({_roles()})\b(?P<of>\s+(?:of|for|at|from)\s+(?P<body>[^,;]+),?)?(?:\s+[\w'.-]+){{0,3}}\s*$", before, re.IGNORECASE
    )
    if role is None:
        return None
    if role["of"]:
        named = _bodies(role["of"], book)
        return named[0] if named else None
    of = re.match(r"\s+(?:of|from|for|at)\s+(?:the\s+)?([^,;.]{3,80})", after)
    if of and (named := _bodies(of[1], book)):
        return named[0]
    ahead = before[: role.start()].rstrip()
    if re.search(r"\b(?:its|their)$", ahead):
        named = _bodies(ahead, book)
        return named[-1] if named else None
    tail = re.sub(r"'s?$", "", ahead)
    spelled = re.search(r"((?:[A-Z][\w'&-]*)(?:\s+(?:of|the|for|and)|\s+[A-Z][\w'&-]*)*)$", tail)
    if spelled:
        named = _bodies(spelled[1], book)
        return named[-1] if named else None
    noun = re.search(r"(\w+)$", tail)
    return _by_head(noun[1], bodies) if noun else None


def _after(after: str, book: NameBook, bodies: dict[str, Known]) -> Known | None:
    opens = r"[\w'. -]{0,20},\s+(?:the|a|an|its|their|who is|who was)?\s*(?P<whose>[^,;]{0,60}?)\s*"
    role = re.match(rf"{opens}\b({_roles()})\b(?:\s+(?:of|for|at|from)\s+(?P<body>[^,;]{{3,90}}))?", after, re.IGNORECASE)
    if role is None:
        return None
    named = _bodies(role["body"] or "", book) or _bodies(role["whose"] or "", book)
    if named:
        return named[0]
    noun = re.search(r"(\w+?)(?:'s?)?$", role["whose"] or "")
    return _by_head(noun[1], bodies) if noun and noun[1] else None


def voice_of(description: str, book: NameBook, bodies: dict[str, Known]) -> Known | None:
    """The body for which an unnamed person speaks by office: "a ministry spokesman", "a spokeswoman for the army"."""
    plain = straighten(description)
    spokes = "|".join(sorted((re.escape(w) for w in words("spokes")), key=lambda w: (-len(w), w)))
    m = re.search(rf"(?P<whose>.*?)\s*\b(?:{spokes})\b(?:\s+(?:of|for|at|from)\s+(?:the\s+)?(?P<body>.+))?", plain, re.IGNORECASE)
    if m is None:
        return None
    named = _bodies(m["body"] or "", book) or _bodies(m["whose"] or "", book)
    if named:
        return named[0]
    noun = re.search(r"(\w+?)(?:'s?)?$", (m["body"] or m["whose"] or "").strip())
    return _by_head(noun[1], bodies) if noun else None


def document_bodies(text: str, book: NameBook) -> dict[str, Known]:
    """The bodies that a document names, by id."""
    return {e.id: e for e in _bodies(text, book)}

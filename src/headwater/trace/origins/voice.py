"""The own voice of a document: what it rests on where it names no source in the text.

A body in the byline ("written by the factions") or in a title that calls the page its statement speaks for itself; else a credit line
names what the page rests on; else its publisher does, and no source is given. Does not look into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from headwater.records import Document
from headwater.text.fold import straighten
from headwater.trace.origins.names import (
    NameBook,
    Source,
    fold_source,
    guess_kind,
    is_collective,
    is_generic,
    listed,
    looks_like_name,
    unnamed,
)
from headwater.trace.vocabulary import any_of, words

#: A name of a body in a title has at most so many words; more are a sentence.
_TITLE_WORDS = 12
_BRACKETS = re.compile(r"^[\s(\[{—–-]+|[\s)\]}.—–-]+$")


@dataclass(frozen=True, slots=True)
class Voice:
    """What a document's own voice rests on, and the names from the page to it, both included.

    ``states``: the page is written in the name of its source. ``through``: somebody else stands between, its publisher or an agency.
    """

    publisher: Source
    source: Source
    way: str
    chain: tuple[str, ...]
    why: str
    states: bool = False
    through: bool = False


def credited(line: str) -> list[str]:
    """The names in a credit line or byline: ``[Source: A and B] -> A, B``; generic ones ("Agencies") too."""
    text = _BRACKETS.sub("", straighten(" ".join(line.split())))
    opens = "|".join(sorted((re.escape(w) for w in words("credit_opens")), key=lambda w: (-len(w), w)))
    while True:
        cut = re.sub(rf"^(?:{opens})(?:\s*:\s*|\s+|$)", "", text, flags=re.IGNORECASE)
        if cut == text:
            break
        text = cut
    return [p for p in (_BRACKETS.sub("", p) for p in listed(text)) if p]


def _publisher(document: Document, book: NameBook) -> Source:
    """Who publishes a document; the document itself where it does not say."""
    if document.outlet:
        found = book.entity(document.outlet.value)
        if found:
            return book.body(found)
        return Source(f"name:{fold_source(document.outlet.value)}", "body", document.outlet.value)
    title = document.title.value if document.title else re.split(r"[/\\]", document.path)[-1]
    return Source(document.id, "document", " ".join(title.split()) or document.path)


def _byline(document: Document, book: NameBook, outlets: frozenset[str], publisher: Source) -> Source | None:
    """The body or bodies in whose name a page is written, if its byline says so and they are not its publisher."""
    if not document.byline:
        return None
    names = [n for n in credited(document.byline.value) if not is_generic(n)]
    known = [book.entity(n) for n in names]
    bodies = [
        n
        for n, e in zip(names, known, strict=True)
        if (
            e.kind != "person"
            if e
            else fold_source(n) in outlets or (guess_kind(n) == "body" and not words("body").isdisjoint(fold_source(n).split()))
        )
    ]
    if not bodies or len(bodies) < len(names):
        return None
    source = book.source(", ".join(bodies))
    same = source is None or source.key == publisher.key or fold_source(source.label) == fold_source(publisher.label)
    return None if same else source


@cache
def _title() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "Statement of the A on …", "Joint statement by A and B"; "A statement on …", "A's letter to …"."""
    texts = any_of("texts")
    on = r"(?:on|about|regarding|concerning|against|following|after|to|for|in)\b"
    return (
        re.compile(
            rf"^(?:\w+\s+)?(?:{texts})\s+(?:of|by|from)\s+(?:the\s+)?(?P<who>.+?)(?:\s+{on}.*|\s*[:|–—].*|\s+-\s.*)?$", re.IGNORECASE
        ),
        re.compile(rf"^(?:the\s+)?(?P<who>.+?)(?:['’]s?)?\s+(?:\w+\s+)?(?:{texts})\s+{on}", re.IGNORECASE),
    )


def titled(title: str) -> Iterator[str]:
    """Whose text a title says a page is, as far as its words show: a name or a list of names."""
    for pattern in _title():
        found = pattern.match(" ".join(title.split()))
        who = found["who"] if found else ""
        if who and len(who.split()) <= _TITLE_WORDS and all(looks_like_name(n) for n in listed(who)):
            yield who


def _titled(document: Document, book: NameBook, publisher: Source) -> Source | None:
    """The body or bodies whose statement a page's title says it is."""
    for who in titled(document.title.value) if document.title else ():
        known = book.entity(who)
        body = who.isupper() or (known.kind == "body" if known and known.kind != "other" else _has_body_word(who))
        source = book.source(who) if body and not is_generic(who) else None
        if source is not None and source.key != publisher.key and source.kind == "body":
            return source
    return None


def _has_body_word(name: str) -> bool:
    return is_collective(name) or not words("body").isdisjoint(fold_source(name).split())


def _writer(document: Document, book: NameBook) -> Source | None:
    """The person in the byline, for a page that shows no outlet."""
    names = [n for n in credited(document.byline.value) if not is_generic(n)] if document.byline else []
    return book.source(names[0]) if names else None


def voice(document: Document, book: NameBook, outlets: frozenset[str]) -> Voice:
    """The own voice of a document. ``outlets``: the folded names of all outlets of the collection."""
    publisher = _publisher(document, book)
    stated = _byline(document, book, outlets, publisher)
    shown = f"the byline names {stated.label}" if stated else ""
    if stated is None and (stated := _titled(document, book, publisher)) is not None:
        shown = f"the title calls the page a text of {stated.label}"
    lines = [n for c in document.credits for n in credited(c.value)]
    named = [n for n in lines if not is_generic(n) and not is_short_for(n, publisher.label)]
    hops = tuple(dict.fromkeys(s.label for s in map(book.source, named) if s))
    if stated:
        between = bool(hops) or publisher.kind != "document"
        stated = replace(stated, joint=stated.joint or is_collective(stated.label))
        way, shown = ("credit", shown) if between else ("own_voice", f"{shown}, which speaks for itself; no source given")
        return Voice(publisher, stated, way, _chain(publisher, *hops, stated.label), shown, states=True, through=between)
    if named:
        source = book.source(", ".join(dict.fromkeys(named)))
        if source and source.key != publisher.key:
            return Voice(publisher, source, "credit", _chain(publisher, source.label), f"a credit line names {source.label}", through=True)
    if lines and not named and all(is_generic(n) for n in lines):
        source = unnamed(document.id, lines[0])
        return Voice(publisher, source, "unnamed", _chain(publisher, source.label), f"a credit line says “{lines[0]}” and names nobody")
    if publisher.kind == "document":
        writer = _writer(document, book)
        if writer:
            return Voice(writer, writer, "own_voice", (writer.label,), "the writer's own voice; no source given")
    return Voice(publisher, publisher, "own_voice", (publisher.label,), "the page's own voice; no source given")


def is_short_for(name: str, full: str) -> bool:
    """Is a name the publisher's own, or the words it begins with ("Tern" for "Tern News Agency")?"""
    short, long = fold_source(name).split(), fold_source(full).split()
    return bool(short) and long[: len(short)] == short


def _chain(publisher: Source, *names: str) -> tuple[str, ...]:
    out = [publisher.label]
    for n in names:
        if fold_source(n) != fold_source(out[-1]):
            out.append(n)
    return tuple(out)

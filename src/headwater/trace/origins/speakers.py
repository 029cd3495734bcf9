"""Speakers: the source of every statement that gives one, and the body that a speaker is shown to speak for.

Reads each document once, with the statements in it. Follows nothing to other documents.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace

from headwater.records import Document
from headwater.trace.origins.issued import issuers
from headwater.trace.origins.nameless import Nameless
from headwater.trace.origins.names import Known, NameBook, Source, is_collective, is_nobody, unnamed
from headwater.trace.origins.quotations import Quotations
from headwater.trace.origins.speaks_for import document_bodies, speaks_for, voice_of
from headwater.trace.origins.told import Collection, Said, Told


@dataclass(slots=True)
class Speakers:
    """What the statements of all documents show. ``votes``: key of a person -> how often the pages show which body that person speaks for.

    ``issued``: document -> who is said in it to have issued a text; ``several``: documents in which several bodies speak in one word.
    """

    votes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    bodies: dict[str, Source] = field(default_factory=dict)
    issued: dict[str, list[Said]] = field(default_factory=dict)
    several: set[str] = field(default_factory=set)
    quotations: Quotations = field(default_factory=Quotations)
    nameless: Nameless = field(default_factory=Nameless)

    def speaks_for(self) -> dict[str, Source]:
        """The body that each person speaks for: the one that most places show, if more than half of them do."""
        out: dict[str, Source] = {}
        for person, votes in self.votes.items():
            body, most = min(votes.items(), key=lambda item: (-item[1], item[0]))
            if 2 * most > votes.total() and body != person:
                out[person] = self.bodies[body]
        return {p: b for p, b in out.items() if b.key not in out}


def read_speakers(document: Document, told: Collection, book: NameBook, into: Speakers) -> None:
    """Find the sources of a document's statements, and keep them in ``told``."""
    sheet = told.sheet(document.id)
    if not sheet.statements:
        return
    issued, changed = issuers(document.text, sheet)
    if issued:
        into.issued[document.id] = issued
    bodies = document_bodies(document.text, book)
    for row in sheet.statements:
        said = sheet.said[row.id]
        via = tuple(known.canonical if (known := book.entity(h)) else h for h in said.via)
        if via != said.via:
            said = sheet.said[row.id] = replace(said, via=via)
            changed.append(row.id)
        if said.speaker and is_nobody(said.speaker):
            said = sheet.said[row.id] = replace(said, speaker=None, named=False, source=None)
            changed.append(row.id)
        source = _named(document, said, book, bodies) if said.speaker else _quotation(document, row, said, into.quotations)
        source = source or _last_hop(said, book)
        if source is None:
            continue
        sheet.sources[row.id] = source
        if said.direct and said.speaker and not source.named:
            into.nameless.note(document.id, document.text[row.core.start : row.core.end], source)
        if source.joint or (said.speaker and is_collective(said.speaker)):
            into.several.add(document.id)
        if source.kind == "person" and said.source is not None and said.speaker:
            body = speaks_for(document.text, said.source.start, said.source.end, said.speaker, book, bodies)
            if body is not None:
                into.bodies[body.id] = book.body(body)
                into.votes[source.key][body.id] += 1
    told.speaks(sheet, changed)


def _named(document: Document, said: Said, book: NameBook, bodies: dict[str, Known]) -> Source | None:
    """The source of a statement that describes or names its speaker."""
    assert said.speaker is not None
    found = book.source(said.speaker) if said.named else None
    if found is not None:
        return found
    spoken = document.text[said.source.start : said.source.end] if said.source else said.speaker
    body = voice_of(said.speaker, book, bodies) or voice_of(spoken, book, bodies)
    return book.body(body) if body else unnamed(document.id, said.speaker)


def _last_hop(said: Said, book: NameBook) -> Source | None:
    """Whoever passed a statement on whose speaker the page does not give."""
    if said.speaker is not None or not said.via:
        return None
    return book.source(said.via[-1])


def _quotation(document: Document, row: Told, said: Said, quotations: Quotations) -> Source | None:
    """A long quotation whose speaker the page does not give: the text itself, whoever quotes it."""
    source = quotations.source(document.text, row) if said.direct and not said.via and not said.parent else None
    if source is not None:
        quotations.note(document.id, row, source)
    return source

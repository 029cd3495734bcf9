"""Origins: what every statement and figure rests on, and where it enters the collection.

Reads the collection once, keeps no text, and follows each span to its root. Counts no claims: that is `compare`.
"""

from __future__ import annotations

import itertools
import sys
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from headwater.records import Document, Entity, Figure, Link, OffsetMap, Origin, Place, Problem, Rest, Slip, Statement, make_id
from headwater.settings import TraceSettings
from headwater.text.packed import pack, unpack
from headwater.trace import mentions
from headwater.trace.groups import Groups
from headwater.trace.origins.collectives import name_collectives, one_text
from headwater.trace.origins.errors import Alike, alike
from headwater.trace.origins.names import NameBook, Source, fold_source
from headwater.trace.origins.passages import Passages
from headwater.trace.origins.resolve import Cited, Resolved, Resolver
from headwater.trace.origins.speakers import Speakers, read_speakers
from headwater.trace.origins.told import Collection, Told, collect
from headwater.trace.origins.voice import Voice, voice

_RULE = "trace/origins"
_NO_OFFSETS = OffsetMap((), (), (), ())


def origins(
    settings: TraceSettings,
    *,
    documents: Iterable[Document],
    statements: Iterable[Statement],
    figures: Iterable[Figure],
    copies: Iterable[Link],
    cites: Iterable[Link],
    entities: Iterable[Entity],
    slips: Iterable[Slip] = (),
) -> Iterator[Origin | Rest | Problem]:
    """The unnamed origins; one `Rest` for every statement and figure, in order of document and place; the other origins.

    What is kept of a document are its spans, its voice, and what each span rests on, packed; no text. Documents that no link joins, straight or
    through others, ask nothing of one another, so that one such family is resolved at a time.
    """
    book, told = NameBook(entities), collect(statements, figures)
    voices, when, speakers = _read(documents, told, book)
    speaks_for = speakers.speaks_for()
    name_collectives(sorted(speakers.several), told, speakers.issued, voices, book)
    links = [replace(link, rule="", why=()) for link in copies]
    same = {**one_text(links, told, voices, sorted(speakers.several)), **speakers.quotations.one(links), **speakers.nameless.one()}
    if same:
        voices = {d: replace(v, source=_as(v.source, same)) if v.source.key in same else v for d, v in voices.items()}
    citing = sorted(cites, key=lambda c: c.id)
    cited = _cited(citing, told)
    odd = alike(slips)
    resolver = Resolver(told, voices, Passages(links, when), cited, speaks_for, odd, same)
    table = _Table(speaks_for, {s.key: s for s in same.values()})
    order = sorted(d for d in told.documents() if d in voices)
    rests: dict[str, bytes] = {}
    for family in _families(order, [*links, *citing], odd):
        for d in family:
            rests[d] = table.add(d, [resolver.rest(span) for span in told.sheet(d).spans()])
        resolver.forget(family)
        yield from table.unnamed()
    for d, own in voices.items():
        if own.source.kind == "document":
            table.roots.setdefault(own.source.key, d)
    for d in order:
        yield from (table.rest(span, rest) for span, rest in zip(told.sheet(d).spans(), table.unpack(rests.pop(d)), strict=True))
    yield from table.records()


def _families(order: list[str], links: Iterable[Link], odd: dict[str, tuple[Alike, ...]]) -> Iterator[list[str]]:
    """The documents of ``order``, those together that links and rare errors join; in order within, families by their first one."""
    number = {d: n for n, d in enumerate(order)}
    groups = Groups[int](len(order))
    joined = ((link.left.document, link.right.document) for link in links)
    for one, other in itertools.chain(joined, ((d, a.document) for d, found in odd.items() for a in found)):
        if one in number and other in number:
            groups.join(number[one], number[other])
    for members in groups.all():
        yield [order[n] for n in members]


def _as(source: Source, same: dict[str, Source]) -> Source:
    """A joint source under its page's own words, with the key of the source that it is one with."""
    one = same.get(source.key)
    return source if one is None else replace(one, label=source.label)


def _read(documents: Iterable[Document], told: Collection, book: NameBook) -> tuple[dict[str, Voice], dict[str, str], Speakers]:
    """The voice of every document, its published date, and who speaks in all of them.

    Whose byline is that of an outlet is known only when all outlets are: documents with a byline wait for it, without their texts.
    """
    voices: dict[str, Voice] = {}
    when: dict[str, str] = {}
    speakers = Speakers()
    outlets: set[str] = set()
    waiting: list[Document] = []
    one = _One()
    for d in documents:
        read_speakers(d, told, book, speakers)
        if d.published:
            when[d.id] = sys.intern(d.published.value)
        if d.outlet:
            outlets.add(fold_source(d.outlet.value))
        if d.byline:
            waiting.append(replace(d, text="", offsets=_NO_OFFSETS, body=()))
        else:
            voices[d.id] = one.voice(voice(d, book, frozenset()))
    known = frozenset(outlets)
    voices.update((d.id, one.voice(voice(d, book, known))) for d in waiting)
    return voices, when, speakers


class _One:
    """Equal voices made one object: the pages of an outlet that give no source speak in the same."""

    def __init__(self) -> None:
        self._of: dict[Voice, Voice] = {}

    def voice(self, made: Voice) -> Voice:
        return self._of.setdefault(made, made) if made.publisher.kind != "document" and made.source.named else made


def _cited(cites: Iterable[Link], told: Collection) -> dict[str, tuple[Cited, ...]]:
    """Statement -> the places in other documents that it cites: its speaker's, its hops', that of the quotation it stands in. ``cites`` by id."""
    places: dict[str, list[tuple[Place, Cited]]] = defaultdict(list)
    for link in cites:
        first, then = (link.left, link.right) if link.direction == "left" else (link.right, link.left)
        places[then.document].append((then, Cited(first, link.rule == mentions.RULE)))
    out: dict[str, tuple[Cited, ...]] = {}
    for document, pairs in places.items():
        for row in told.sheet(document).statements:
            found = tuple(
                replace(first, names=(then.start, then.end) == (row.start, row.end))
                for then, first in pairs
                if then.start < row.end and row.start < then.end
            )
            if found:
                out[row.id] = found
    return out


@dataclass(slots=True)
class _Table:
    """The origins as they are met, with the documents that carry them."""

    speaks_for: dict[str, Source]
    joint: dict[str, Source]
    sources: dict[str, Source] = field(default_factory=dict)
    ids: list[str] = field(default_factory=list)
    documents: dict[str, array[int]] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    fresh: list[str] = field(default_factory=list)
    last: dict[str, str] = field(default_factory=dict)

    def above(self, source: Source) -> Source | None:
        return self.speaks_for.get(source.key)

    def add(self, document: str, rests: list[Resolved]) -> bytes:
        """Note that a document rests on some sources, and on those whom they speak for; what its spans rest on, packed."""
        number = len(self.ids)
        self.ids.append(document)
        for source in (rest.source for rest in rests):
            above = self.above(source)
            for one in (source, above) if above else (source,):
                self._written(document, self.joint.get(one.key, one))
                if one.key in self.joint:
                    self.labels[one.key].add(one.label)
                held = self.documents.setdefault(one.key, array("I"))
                if not held or held[-1] != number:
                    held.append(number)

        rows = [(r.source.key, r.source.kind, r.way, r.chain, r.why, r.through, r.doubt) for r in rests]
        return pack(rows)

    def _written(self, document: str, source: Source) -> None:
        """Keep a source; where documents write its name in several ways, as the last of them by id has it, in whatever order they come."""
        known = self.sources.get(source.key)
        if known is None:
            self.fresh.append(source.key)
        elif (known is not source and known != source) or source.key in self.last:
            last = self.last.get(source.key) or max(self.ids[n] for n in self.documents[source.key])
            self.last[source.key] = max(last, document)
            source = source if document >= last else known
        self.sources[source.key] = source

    @staticmethod
    def unpack(packed: bytes) -> list[Resolved]:
        """What the spans of a document rest on, their sources without labels."""
        return [Resolved(Source(key, kind, ""), *rest) for key, kind, *rest in unpack(packed)]

    def unnamed(self) -> Iterator[Origin]:
        """The origins that nobody names, of the documents added since the last call. They are not kept: no other document can rest on them, but
        for those whom one quotation on several pages shows to be one."""
        for key in [k for k in self.fresh if not self.sources[k].named and k not in self.joint]:
            yield self.record(key, self.sources.pop(key))
            del self.documents[key]
        self.fresh.clear()

    def grade(self, rest: Resolved) -> str:
        """How much is known of a span's dependence on others."""
        if rest.through:
            return "shown_dependent"
        if rest.doubt or not rest.source.named:
            return "cannot_tell"
        root = self.above(rest.source) or rest.source
        return "same_named_origin" if len(self.documents[root.key]) > 1 else "no_dependence_found"

    def rest(self, span: Told, rest: Resolved) -> Rest:
        return Rest(
            id=make_id("rest", span.id),
            span=span.id,
            document=span.document,
            origin=rest.source.origin,
            way=rest.way,
            grade=self.grade(rest),
            chain=rest.chain,
            score=_SCORES[rest.way],
            rule=_RULE,
            why=rest.why,
        )

    def records(self) -> Iterator[Origin]:
        """The origins that are kept, by key: their ids say nothing."""
        for key in sorted(self.sources):
            yield self.record(key, self.sources[key])

    def record(self, key: str, source: Source) -> Origin:
        """An origin with the documents that carry it."""
        above = self.above(source)
        held = tuple(sorted(self.ids[n] for n in self.documents[key]))
        many = f"{len(held)} document{'s' if len(held) > 1 else ''} of the collection"
        why: tuple[str, ...] = (f"carried by {many}",)
        others = sorted(self.labels[key] - {source.label}) if key in self.joint else []
        if others:
            named = " and ".join(f"“{o}”" for o in others[:3])
            why = (*why, f"the same as {named}, as the text shows that their pages share")
        if above:
            why = (*why, f"the pages show {source.label} speaking for {above.label}")
        return Origin(
            id=source.origin,
            kind=source.kind,
            label=source.label,
            documents=held,
            score=1.0 if source.named else 0.5,
            rule=_RULE,
            why=why,
            root=self.roots.get(key),
            rests_on=above.origin if above else None,
        )


#: How firmly each way shows what a span rests on: the page's own words most, shared text less, silence least.
_SCORES = {"cites": 0.9, "quotes": 0.95, "credit": 0.8, "copies": 0.85, "own_voice": 0.6, "unnamed": 0.5}

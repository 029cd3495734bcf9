"""Origins: what every statement and figure rests on, and where it enters the collection.

Reads the collection once, keeps no text, and follows each span to its root. Counts no claims: that is `compare`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from headwater.records import Document, Entity, Figure, Link, OffsetMap, Origin, Place, Problem, Rest, Slip, Statement, make_id
from headwater.settings import TraceSettings
from headwater.trace import mentions
from headwater.trace.origins.collectives import name_collectives, one_text
from headwater.trace.origins.errors import alike
from headwater.trace.origins.names import NameBook, Source
from headwater.trace.origins.passages import Passages
from headwater.trace.origins.resolve import Cited, Resolved, Resolver
from headwater.trace.origins.speakers import Speakers, read_speakers
from headwater.trace.origins.told import Collection, Told, collect
from headwater.trace.origins.voice import outlet_names, voice

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
    """One `Rest` for every statement and figure, in order of document and place; then the origins, sorted by id."""
    book, told = NameBook(entities), collect(statements, figures)
    facts, speakers = _read(documents, told, book)
    outlets = outlet_names(facts.values())
    voices = {id: voice(d, book, outlets) for id, d in facts.items()}
    when = {id: d.published.value for id, d in facts.items() if d.published}
    speaks_for = speakers.speaks_for()
    name_collectives(sorted(speakers.issued.keys() | told.statements.keys()), told, speakers.issued, voices, speakers.of, book)
    links = list(copies)
    same = {**one_text(links, told, voices, speakers.of), **speakers.quotations.one(links, told, speakers.of)}
    of = {id: _as(s, same) for id, s in speakers.of.items()}
    voices = {d: replace(v, source=_as(v.source, same)) for d, v in voices.items()}
    resolver = Resolver(told, voices, Passages(links, when), _cited(cites, told), of, speaks_for, alike(slips))
    spans = [
        t
        for d in sorted(facts)
        for t in sorted([*told.figures.get(d, ()), *told.statements.get(d, ())], key=lambda t: (t.start, t.end, t.id))
    ]
    resolved = [(span, resolver.rest(span)) for span in spans]
    table = _Table(speaks_for, {s.key: s for s in same.values()})
    for span, rest in resolved:
        table.add(span.document, rest.source)
    for d, own in voices.items():
        if own.source.kind == "document":
            table.roots.setdefault(own.source.key, d)
    yield from (table.rest(span, rest) for span, rest in resolved)
    yield from table.records()


def _as(source: Source, same: dict[str, Source]) -> Source:
    """A joint source under its page's own words, with the key of the source that it is one with."""
    one = same.get(source.key)
    return source if one is None else replace(one, label=source.label)


def _read(documents: Iterable[Document], told: Collection, book: NameBook) -> tuple[dict[str, Document], Speakers]:
    """What documents say about themselves, without their texts, and who speaks in them."""
    facts: dict[str, Document] = {}
    speakers = Speakers()
    for d in documents:
        read_speakers(d, told, book, speakers)
        facts[d.id] = Document(
            id=d.id,
            page=d.page,
            path=d.path,
            ordinal=d.ordinal,
            text="",
            offsets=_NO_OFFSETS,
            body=(),
            title=d.title,
            byline=d.byline,
            outlet=d.outlet,
            published=d.published,
            credits=d.credits,
        )
    return facts, speakers


def _cited(cites: Iterable[Link], told: Collection) -> dict[str, tuple[Cited, ...]]:
    """Statement -> the places in other documents that it cites: its speaker's, its hops', that of the quotation it stands in."""
    places: dict[str, list[tuple[Place, Cited]]] = defaultdict(list)
    for link in sorted(cites, key=lambda c: c.id):
        first, then = (link.left, link.right) if link.direction == "left" else (link.right, link.left)
        places[then.document].append((then, Cited(first, link.rule == mentions.RULE)))
    out: dict[str, tuple[Cited, ...]] = {}
    for document, pairs in places.items():
        for row in told.statements.get(document, ()):
            found = tuple(first for then, first in pairs if then.start < row.end and row.start < then.end)
            if found:
                out[row.id] = found
    return out


@dataclass(slots=True)
class _Table:
    """The origins as they are met, with the documents that carry them."""

    speaks_for: dict[str, Source]
    joint: dict[str, Source]
    sources: dict[str, Source] = field(default_factory=dict)
    documents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    roots: dict[str, str] = field(default_factory=dict)
    labels: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def above(self, source: Source) -> Source | None:
        return self.speaks_for.get(source.key)

    def add(self, document: str, source: Source) -> None:
        above = self.above(source)
        for one in (source, above) if above else (source,):
            self.sources[one.key] = self.joint.get(one.key, one)
            self.labels[one.key].add(one.label)
            self.documents[one.key].add(document)

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
        made = []
        for key, source in self.sources.items():
            above = self.above(source)
            held = tuple(sorted(self.documents[key]))
            many = f"{len(held)} document{'s' if len(held) > 1 else ''} of the collection"
            why: tuple[str, ...] = (f"carried by {many}",)
            others = sorted(self.labels[key] - {source.label})
            if key in self.joint and others:
                named = " and ".join(f"“{o}”" for o in others[:3])
                why = (*why, f"the same as {named}, as the text shows that their pages share")
            if above:
                why = (*why, f"the pages show {source.label} speaking for {above.label}")
            made.append(
                Origin(
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
            )
        yield from sorted(made, key=lambda o: o.id)


#: How firmly each way shows what a span rests on: the page's own words most, shared text less, silence least.
_SCORES = {"cites": 0.9, "quotes": 0.95, "credit": 0.8, "copies": 0.85, "own_voice": 0.6, "unnamed": 0.5}

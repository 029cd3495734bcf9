"""Resolve: what one span rests on, followed through copies and citations to where it enters the collection.

In this order: a passage taken from an earlier document rests on what that document rests on there; a passage shared with nobody knows which
first makes one group; a statement rests on its innermost named speaker, and if that speaker's own page is cited, on what that page rests
on there; all else is the document's own voice. Makes no records and gives no grades.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from headwater.records import Place
from headwater.trace.origins.errors import Alike
from headwater.trace.origins.names import Source, fold_source, unnamed
from headwater.trace.origins.passages import Passages, Taken
from headwater.trace.origins.told import Collection, Said, Sheet, Told
from headwater.trace.origins.voice import Voice, is_short_for

#: A citation's passage is looked for this far around the place that the link names, in characters: a paragraph or two.
_NEAR = 600


@dataclass(frozen=True, slots=True)
class Resolved:
    """What a span rests on. ``through``: another document of the collection stands between. ``doubt``: one may."""

    source: Source
    way: str
    chain: tuple[str, ...]
    why: tuple[str, ...]
    through: bool = False
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class Cited:
    """A place that a statement cites. ``quoted``: the page says that it quotes it from there, whoever speaks in it.

    ``names``: the statement itself names its publisher, as the speaker or as a hop.
    """

    place: Place
    quoted: bool = False
    names: bool = False


def join(*names: str) -> tuple[str, ...]:
    """A chain of names, each once, in order."""
    out: dict[str, str] = {}
    for n in names:
        if n:
            out.setdefault(fold_source(n), n)
    return tuple(out.values())


class Resolver:
    """Resolves spans one by one, each once. ``same``: joint sources and quoted texts that are one with another, by their keys."""

    def __init__(
        self,
        told: Collection,
        voices: dict[str, Voice],
        passages: Passages,
        cited: dict[str, tuple[Cited, ...]],
        speaks_for: dict[str, Source],
        alike: dict[str, tuple[Alike, ...]],
        same: dict[str, Source],
    ) -> None:
        self._told, self._voices, self._passages, self._cited = told, voices, passages, cited
        self._speaks_for, self._alike, self._same = speaks_for, alike, same
        self._done: dict[str, dict[str, Resolved]] = defaultdict(dict)
        self._open: set[str] = set()

    def rest(self, span: Told) -> Resolved:
        """What a span rests on."""
        done = self._done[span.document]
        if span.id not in done:
            self._open.add(span.id)
            done[span.id] = self._find(span)
            self._open.discard(span.id)
        return done[span.id]

    def forget(self, documents: Iterable[str]) -> None:
        """Let go of what the spans of some documents rest on."""
        for d in documents:
            self._done.pop(d, None)

    def root(self, source: Source) -> str:
        """The key of the source that a source speaks for, or its own."""
        return self._speaks_for.get(source.key, source).key

    def _find(self, span: Told) -> Resolved:
        if span.headline and (below := self._told.sheet(span.document).below(span)) is not None and below.id not in self._open:
            found = self.rest(below)
            return replace(found, why=("the headline repeats a figure of the text", *found.why))
        own = self._own(span)
        for taken in self._passages.earlier(span.document, span.core):
            above = self._there(span, taken, own)
            if above is not None:
                return self._through(span, own, above, "copies", "the passage stands in an earlier document")
        beside = self._group(span)
        if len(beside) > 1 and (not own.source.named or own.way == "own_voice"):
            return self._shared(span, beside)
        return self._erring(span, own) if own.way == "own_voice" else own

    def _erring(self, span: Told, own: Resolved) -> Resolved:
        """A figure of the page's own that a page with the same rare errors tells too: dependent where these show it, else in doubt."""
        others = self._as_odd(span, own)
        if not others:
            return own
        reasons = tuple(dict.fromkeys(w for other in others for w in other.why))
        shown = {span.document, *(o.document for o in others if o.shown)}
        if len(shown) == 1:
            return replace(own, why=(*own.why, *reasons, "one of the two may have it from the other"), doubt=True)
        names = sorted({self._label(d) for d in shown})
        label = f"a text behind {' and '.join(names)}, which share rare errors"
        source = Source("shared:" + "|".join(sorted(shown)), "document", label)
        return Resolved(source, "copies", join(self._label(span.document), label), reasons, True)

    def _as_odd(self, span: Told, own: Resolved) -> list[Alike]:
        """The documents of other publishers that tell a figure in their own voice and share rare errors with its page, or with one of these."""
        found: dict[str, Alike] = {}
        queue = [span.document]
        while queue:
            at = queue.pop(0)
            for other in self._alike.get(at, ()):
                voice = self._voices.get(other.document)
                if voice is None or voice.way != "own_voice" or voice.source.key == own.source.key or other.document in found:
                    continue
                if (at == span.document or other.shown) and self._told.sheet(other.document).like(span) is not None:
                    found[other.document] = other
                    if other.shown:
                        queue.append(other.document)
        return [found[d] for d in sorted(found)]

    def _there(self, span: Told, taken: Taken, own: Resolved) -> Resolved | None:
        """What the other document rests on at the same words; None where that leads back here."""
        same = self._told.sheet(taken.document).near(span, taken.start, taken.end, taken.centre)
        if same is not None:
            return None if same.id in self._open else self.rest(same)
        voice = self._voices.get(taken.document)
        if voice is None:
            return None
        if own.source.named and own.way in {"cites", "quotes"}:
            return Resolved(own.source, own.way, join(voice.publisher.label, *own.chain[1:]), ())
        return Resolved(voice.source, voice.way, voice.chain, (voice.why,))

    def _through(self, span: Told, own: Resolved, above: Resolved, way: str, reason: str) -> Resolved:
        """Dependence on another document; a speaker whom only this page names is kept."""
        speaks = own.source.kind in {"person", "body"} and own.way in {"cites", "quotes"}
        if speaks and self.root(own.source) != self.root(above.source) and above.way not in {"own_voice", "unnamed"}:
            return replace(own, why=(*own.why, f"{reason}, which names {above.source.label} instead"), through=True)
        source = own.source if speaks else above.source
        last = above.chain if source.key == above.source.key else (*above.chain, source.label)
        chain = join(self._label(span.document), *last)
        return Resolved(source, way, chain, (f"{reason}: {last[0]}", *above.why), True)

    def _group(self, span: Told) -> dict[str, Told | None]:
        """The documents that share the words of a span with nothing to show which came first, with their own telling of it."""
        found: dict[str, Told | None] = {span.document: span}
        queue: list[Told] = [span]
        while queue:
            at = queue.pop()
            for taken in self._passages.beside(at.document, at.core):
                if taken.document not in found:
                    same = self._told.sheet(taken.document).near(span, taken.start, taken.end, taken.centre)
                    found[taken.document] = same
                    if same is not None:
                        queue.append(same)
        return found

    def _shared(self, span: Told, group: dict[str, Told | None]) -> Resolved:
        """One origin for a passage that several documents share: whom one of them names, else the text itself."""
        for _, other in sorted(group.items(), key=lambda item: item[0]):
            if other is None or other.id == span.id or other.id in self._open:
                continue
            above = self._own(other)
            if self._passages.earlier(other.document, other.core):
                above = self.rest(other)
            if above.source.named and above.way != "own_voice":
                return self._through(span, self._own(span), above, "copies", "the passage is shared, and another page names its source")
        names = sorted({self._label(d) for d in group})
        label = f"a text shared by {len(group)} documents ({', '.join(names)})"
        source = Source("shared:" + "|".join(sorted(group)), "document", label)
        return Resolved(
            source, "copies", join(self._label(span.document), label), ("shared text; nothing shows which page had it first",), True
        )

    def _own(self, span: Told) -> Resolved:
        """What a span rests on by the words of its own page."""
        sheet = self._told.sheet(span.document)
        said = sheet.said.get(span.statement) if span.statement else None
        voice = self._voices[span.document]
        if said is None:
            return Resolved(voice.source, voice.way, voice.chain, (voice.why,), voice.through)
        hops = [h for h in _hops(sheet, said) if not is_short_for(h, voice.publisher.label)]
        source = self._speaker(sheet, said)
        if source is None and said.speaker is None and not said.hearsay and not hops:
            return Resolved(voice.source, voice.way, voice.chain, ("nobody is said to have said it", voice.why), voice.through)
        source = source or self._as_one(unnamed(span.document, said.speaker))
        chain = join(voice.publisher.label, *hops, source.label)
        if source.key == voice.publisher.key:
            return Resolved(voice.source, voice.way, voice.chain, ("the page speaks of itself", voice.why), voice.through)
        if not source.named:
            why: tuple[str, ...] = (f"the page gives its source as “{source.label}” and does not name it",)
            if source.key != unnamed(span.document, said.speaker).key:
                why = (*why, "another page quotes an unnamed source with the same words: one source")
            return Resolved(source, "unnamed", chain, why)
        own = Resolved(source, "quotes" if said.direct else "cites", chain, (f"the page names {source.label}",))
        return self._cites(span, said, hops, own) or own

    def _cites(self, span: Told, said: Said, hops: list[str], own: Resolved) -> Resolved | None:
        """Where the named speaker or a hop publishes a page of the collection, or the page says that it quotes one: what that page rests on
        there."""
        for cited in self._cited.get(said.id, ()):
            voice = self._voices.get(cited.place.document)
            if voice is None:
                continue
            speaks = own.source.key in {voice.publisher.key, voice.source.key}
            if not (speaks or cited.quoted or cited.names):
                continue
            above = self._cited_there(span, cited.place, voice)
            if not speaks and not cited.quoted and self.root(above.source) != self.root(own.source):
                continue  # the hop's page tells it of somebody else, or does not tell it
            if not speaks:
                how = "says that it quotes" if cited.quoted else "says that it has this from"
                return self._through(span, own, above, "cites", f"the page {how} a document of the collection")
            reason = f"the page cites a document of the collection: {voice.publisher.label}"
            chain = join(self._label(span.document), *hops, *above.chain)
            return Resolved(above.source, "cites", chain, (reason, *above.why), True)
        return None

    def _cited_there(self, span: Told, place: Place, voice: Voice) -> Resolved:
        """What a cited page rests on where it tells the same."""
        near = self._told.sheet(place.document).near(span, place.start - _NEAR, place.end + _NEAR, place.start)
        if near is not None and near.id not in self._open:
            return self.rest(near)
        return Resolved(voice.source, voice.way, voice.chain, (voice.why,))

    def _speaker(self, sheet: Sheet, said: Said) -> Source | None:
        """The innermost named speaker: the statement's own, else whoever it is told by."""
        at: Said | None = said
        while at is not None:
            found = sheet.sources.get(at.id)
            if found is not None and found.named:
                return self._as_one(found)
            at = sheet.said.get(at.parent) if at.parent else None
        return None

    def _as_one(self, source: Source) -> Source:
        """A source, or the one that it is the same as, under its page's own words."""
        one = self._same.get(source.key)
        return source if one is None else replace(one, label=source.label)

    def _label(self, document: str) -> str:
        return self._voices[document].publisher.label


def _hops(sheet: Sheet, said: Said) -> Iterator[str]:
    """The names between page and speaker, outermost first."""
    above: list[Said] = []
    at = sheet.said.get(said.parent) if said.parent else None
    while at is not None and at not in above:
        above.append(at)
        at = sheet.said.get(at.parent) if at.parent else None
    for outer in reversed(above):
        yield from outer.via
        if outer.named and outer.speaker:
            yield outer.speaker
    yield from said.via

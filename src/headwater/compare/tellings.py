"""Tellings: what one document places in time, sentence by sentence, with the words that date it.

Two kinds come out: a figure that is an account of a claim, and a sentence with a date that no such figure uses. A sentence's date may be
that of what the sentence tells, of what somebody says in it, or of the saying. Joins nothing across documents.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from headwater.compare.dated import PRECISIONS, Named, ahead, tells, times, width
from headwater.compare.events import day
from headwater.records import Date, Dated, Document, Figure, Statement, Stretch, Telling
from headwater.text.sentences import sentences

#: A sentence is kept whole up to this many characters on either side of what tells it; no sentence of the news is longer.
_REACH = 600
#: How far into its first sentence a dateline with its dash reaches.
_DATELINE = 80
#: What a figure says of itself where its day is that of the document.
_FROM_DOCUMENT = "the document's date"
_SAID = "the day it was said"
#: How far behind a speaker or a verb of saying its day stands: "told reporters in the capital on Monday".
_CLOSE = 45
_CLAUSE = re.compile(r"[,;:.](?=\s)|\bthat\b")
_DASH = re.compile(r"\s(?:—|–|--|-)\s|\)\s*[:—–-]")
#: What is meant by a date inside what somebody says.
_BY_STATEMENT = {"denied": "denied", "called_on": "demanded", "promised": "proposed", "threatened": "threatened"}


@dataclass(frozen=True, slots=True)
class Told:
    """A telling on its way into a happening: its kind, and what compare joins it by (a figure, or a statement, or nothing)."""

    kind: str
    telling: Telling
    figure: str | None = None
    statement: str | None = None


class _Sayings:
    """The statements of a document by place: what each says, and the sentences in which it is said who says it."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.of = {s.id: s for s in statements}
        self._content = sorted((p.start, -p.end, s.id) for s in statements for p in s.parts.content)
        self._frames = sorted((p.start, p.end, s.id) for s in statements for p in (*s.parts.source, *s.parts.cue))

    def top(self, id: str) -> str:
        """The outermost statement around a statement: the one that claims are made of."""
        seen = {id}
        while (parent := self.of[id].parent) in self.of and parent not in seen:
            id = parent or id
            seen.add(id)
        return id

    def inside(self, places: Sequence[int]) -> list[str | None]:
        """The innermost statement whose content holds each place; ``places`` sorted."""
        out: list[str | None] = []
        active: list[tuple[int, int, str]] = []
        at = 0
        for place in places:
            while at < len(self._content) and self._content[at][0] <= place:
                active.append(self._content[at])
                at += 1
            active = [c for c in active if -c[1] > place]
            out.append(max(active)[2] if active else None)
        return out

    def framed(self, text: str, start: int, end: int, place: int) -> str | None:
        """The statement whose saying a date of this sentence belongs to: one that spans the date outside its content, or whose speaker or
        verb stands close before it ("the mayor said on Monday")."""
        start, end = max(start, place - _REACH), min(end, place + _REACH)
        first, last = bisect_left(self._frames, (start, 0, "")), bisect_left(self._frames, (end, 0, ""))
        held = [f for f in self._frames[first:last] if not self.holds(f[2], place)]
        spans = [(s.end - s.start, s.id) for s in (self.of[id] for *_, id in held) if s.start <= place < s.end]
        close = [(place - at, id) for _, at, id in held if 0 <= place - at <= _CLOSE and not _CLAUSE.search(text, at, place)]
        return min(spans or close, default=(0, None))[1]

    def holds(self, id: str | None, place: int) -> bool:
        """Does the content of a statement hold a place?"""
        return id in self.of and any(p.start <= place < p.end for p in self.of[id].parts.content)


def tellings(d: Document | Dated, figures: Iterable[Figure], statements: Iterable[Statement], dates: Iterable[Date]) -> Iterator[Told]:
    """Everything that a document places in time, and the figures and dates whose time is not known, in order of place.

    ``figures`` are those that are accounts of claims. Linear in the text and its spans.
    """
    named = times(d.text, [x for x in sorted(dates, key=lambda x: (x.start, x.end)) if not _in_dateline(d, x)])
    sayings = _Sayings(list(statements))
    found = _Dates(d, named, sayings)
    yield from (found.figure(f) for f in sorted(figures, key=lambda f: (f.start, f.end, f.id)))
    yield from found.sentences()


def _in_dateline(d: Document | Dated, found: Date) -> bool:
    line = d.dateline
    if line is None or line.start is None or not line.start <= found.start < line.start + _DATELINE:
        return False
    dash = _DASH.search(d.text, line.start, line.start + 2 * _DATELINE)
    return dash is not None and found.end <= dash.end()


class _Dates:
    """The times of a document, and what they date."""

    def __init__(self, d: Document | Dated, named: list[Named], sayings: _Sayings) -> None:
        self._d, self._named, self._sayings = d, named, sayings
        self._starts = [n.start for n in named]
        self._published = d.published.value[:10] if d.published and len(d.published.value) >= 10 else None
        self._used: set[tuple[int, str]] = set()
        self._open: set[str] = set()

    # ---- figures

    def figure(self, f: Figure) -> Told:
        """A figure with the words that date it, found again by the day that it was given."""
        v, s = f.value, f.sentence
        # What happened and is only known to have been told by a day has none of its own; the day that it was said on is the best the page gives.
        told_by = v.scope == "event" and not any(w.endswith(_SAID) for w in f.why)
        wanted = v.start or (None if told_by else v.as_of)
        start, end = _cut(s, f.start, f.end)
        known = self._known(f.id, f.start, f.end, v.modality, f.statement)
        if wanted is None:
            return Told("undated", self._telling(start, end, None, why=(self._why_undated(s),), **known), figure=f.id)
        words, how = self._evidence(f, wanted[:10])
        first, last = (words.first, words.last) if words else (wanted[:10], v.end if not v.as_of else None)
        if words and how in ("sentence", "saying"):
            self._used.update((s.start, p) for p in words.parts)
        standing = (bool(v.as_of) and v.scope != "event") or (words is not None and words.relation == "as_of")
        kind = "as_of" if standing else self._kind(first, words, s)
        return Told(kind, self._telling(start, end, words, how=how, first=first, last=last, why=_reasons(how, words), **known), figure=f.id)

    def _evidence(self, f: Figure, wanted: str) -> tuple[Named | None, str]:
        """The words that give a figure its day, and where they stand."""
        s = f.sentence
        if (n := self._nearest(s.start, s.end, f, wanted)) is not None:
            outside = f.statement in self._sayings.of and not self._sayings.holds(f.statement, n.start)
            return n, "saying" if outside and self._sayings.holds(f.statement, f.start) else "sentence"
        if any(w.endswith(_FROM_DOCUMENT) for w in f.why):
            return None, "document"
        first = self._d.text.rfind("\n", 0, s.start) + 1
        last = self._d.text.find("\n", s.end)
        if (n := self._nearest(max(first, s.start - 4 * _REACH), last if last >= 0 else len(self._d.text), f, wanted)) is not None:
            return replace(n, clock=None, precision=width(wanted, n.last)), "paragraph"
        return None, "document" if wanted == self._published else "text"

    def _nearest(self, start: int, end: int, f: Figure, wanted: str) -> Named | None:
        """The most precise of the times in a stretch that begin on a day, and of those the nearest."""
        near = bisect_left(self._starts, f.start)
        first = max(bisect_left(self._starts, start), near - 24)
        last = min(bisect_left(self._starts, end), near + 24)
        held = [n for n in self._named[first:last] if n.first and wanted in n.parts]
        return min(held, key=lambda n: (PRECISIONS.index(n.precision), abs(n.start - f.start)), default=None)

    def _why_undated(self, s: Stretch) -> str:
        first, last = bisect_left(self._starts, s.start), bisect_left(self._starts, s.end)
        for n in self._named[first:last]:
            if n.first is None:
                self._open.add(n.id)
                return f"“{self._words(n)}”: {'; '.join(n.why)}"
        return "no words near it say when"

    # ---- sentences

    def sentences(self) -> Iterator[Told]:
        """The dated sentences of the body whose date no figure uses: one for each time that a sentence names."""
        places = [n for n in self._named if n.region == "body" and n.id not in self._open]
        inner = self._sayings.inside([n.start for n in places])
        lines = [s for piece in self._d.body for s in sentences(self._d.text, piece.start, piece.end)] if places else []
        starts = [s.start for s in lines]
        seen: set[tuple[int, str, str]] = set()
        for n, statement in zip(places, inner, strict=True):
            at = bisect_right(starts, n.start) - 1
            if at < 0 or n.start >= lines[at].end:
                continue
            s = lines[at]
            first, last = bisect_left(self._starts, s.start), bisect_left(self._starts, s.end)
            key = (s.start, n.first or self._words(n), n.last or "")
            used = any((s.start, p) in self._used for p in n.parts)
            if used or key in seen or not tells(self._d.text, *_cut(s, n.start, n.end), _near(self._named[first:last], n)):
                continue
            seen.add(key)
            yield self._sentence(s, n, statement)

    def _sentence(self, s: Stretch, n: Named, statement: str | None) -> Told:
        start, end = _cut(s, n.start, n.end)
        framed = self._sayings.framed(self._d.text, s.start, s.end, n.start)
        said = framed is not None and (statement is None or self._sayings.of[framed].parent == statement)
        by = framed if said else statement
        value = self._sayings.of[by].value if by else None
        meant = _BY_STATEMENT.get(value.kind, "asserted") if value and not said else "asserted"
        kind = "undated" if n.first is None else "said" if said else self._kind(n.first, n, s)
        how = None if n.first is None else "sentence"
        why = (f"“{self._words(n)}”: {'; '.join(n.why)}",) if n.first is None else _reasons(how, n)
        known = self._known(n.id, n.start, n.end, meant, by)
        telling = self._telling(start, end, n, how=how, first=n.first, last=n.last, why=why, **known)
        return Told(kind, telling, statement=self._sayings.top(by) if by else None)

    def _kind(self, first: str | None, n: Named | None, s: Stretch) -> str:
        """``planned`` where the day lies behind the document's, or on it in a clause of what is to come; else ``happened``."""
        if first and self._published and first[:10] != self._published:
            return "planned" if first[:10] > self._published else "happened"
        return "planned" if n and ahead(self._d.text, n.start, n.end, s.start) else "happened"

    def _words(self, n: Named) -> str:
        return " ".join(self._d.text[n.start : n.end].split())

    def _known(self, span: str, start: int, end: int, modality: str, statement: str | None) -> dict[str, Any]:
        """What is known of a telling whatever dates it."""
        value = self._sayings.of[statement].value if statement in self._sayings.of else None
        speaker = value.speaker if value else None
        meant_by = speaker if value and _BY_STATEMENT.get(value.kind) == modality else None
        return {"span": span, "place": Stretch(start, end), "modality": modality, "speaker": speaker, "meant_by": meant_by}

    def _telling(
        self,
        start: int,
        end: int,
        n: Named | None,
        *,
        why: tuple[str, ...],
        how: str | None = None,
        first: str | None = None,
        last: str | None = None,
        **known: Any,
    ) -> Telling:
        if first and (last is None or last <= first):
            last = _after(first)
        return Telling(
            **known,
            document=self._d.id,
            start=start,
            end=end,
            text=self._d.text[start:end],
            dated=Stretch(n.start, n.end) if n else None,
            words=self._words(n) if n else None,
            first=first,
            last=last,
            clock=n.clock if n and first else None,
            precision=n.precision if n else width(first, last) if first else "day",
            relation=n.relation if n else None,
            how=how,
            score=n.score if n else 0.6,
            why=why,
        )


def _after(first: str) -> str | None:
    """The day after a day; None after the last one that a calendar of four digits holds."""
    at = day(first)
    return None if at is None or at == date.max else (at + timedelta(days=1)).isoformat()


def _cut(s: Stretch, start: int, end: int) -> tuple[int, int]:
    """A sentence, but of a very long one no more than what stands around a span."""
    return min(start, max(s.start, start - _REACH)), max(end, min(s.end, end + _REACH))


def _near(named: list[Named], n: Named) -> list[Named]:
    at = named.index(n) if len(named) < 50 else bisect_left([m.start for m in named], n.start)
    return named[max(0, at - 8) : at + 9]


_HOW = {
    "saying": "the date stands with the speaker, outside what is said",
    "paragraph": "taken from the paragraph",
    "text": "taken from another part of the text",
    "document": "taken from the document's date: no words of the sentence give it",
}


def _reasons(how: str | None, n: Named | None) -> tuple[str, ...]:
    return (*((_HOW[how],) if how in _HOW else ()), *(n.why if n else ()))

"""The records that every part of headwater speaks in. Standard library only.

All records are frozen. Offsets are half-open ``[start, end)`` in Unicode code points: plain offsets count in the text of a
document, ``raw`` ones in the decoded payload of its page. Ids are made from content, so that two runs agree on them.

A record says what was found and why; none of them says whether it is true.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


def make_id(kind: str, *parts: object) -> str:
    """A short id (20 hexadecimal digits) from a kind and the content that identifies the record.

    80 bits: the chance that two of a hundred million records share an id is about 1 in 240 million (birthday bound).
    """
    joined = "\x1f".join([kind, *("" if p is None else str(p) for p in parts)])
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:20]


# ---------------------------------------------------------------- places


@dataclass(frozen=True, slots=True)
class Stretch:
    """A range of code points in the text of the document that holds it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """A range of code points in the text of a document that is named."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """From the text of a document to the decoded payload of its page, and back.

    The text is cut into runs, in order and without gaps: run *i* covers ``lengths[i]`` code points of the text from ``starts[i]``
    on and ``raw_lengths[i]`` code points of the payload from ``raws[i]`` on. Where both lengths are equal the characters map one
    to one; where they differ (an entity, white space made from markup) the run is one piece: every character in it stands for the
    whole raw range. ``raws`` never falls.
    """

    starts: tuple[int, ...]
    raws: tuple[int, ...]
    lengths: tuple[int, ...]
    raw_lengths: tuple[int, ...]

    @classmethod
    def identity(cls, length: int, raw_start: int = 0) -> OffsetMap:
        """The map of a text that is one stretch of its payload."""
        return cls((0,), (raw_start,), (length,), (length,)) if length else cls((), (), (), ())

    @classmethod
    def of_runs(cls, runs: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """From ``(length, raw start, raw length)`` of runs in order; neighbours that continue one another become one."""
        starts: list[int] = []
        raws: list[int] = []
        lengths: list[int] = []
        raw_lengths: list[int] = []
        at = 0
        for length, raw, raw_length in runs:
            if length <= 0:
                continue
            if starts and length == raw_length and lengths[-1] == raw_lengths[-1] and raws[-1] + raw_lengths[-1] == raw:
                lengths[-1] += length
                raw_lengths[-1] += raw_length
            else:
                starts.append(at)
                raws.append(raw)
                lengths.append(length)
                raw_lengths.append(raw_length)
            at += length
        return cls(tuple(starts), tuple(raws), tuple(lengths), tuple(raw_lengths))

    @property
    def length(self) -> int:
        """How many code points of text the map covers."""
        return self.starts[-1] + self.lengths[-1] if self.starts else 0

    def _run(self, at: int) -> int:
        if not 0 <= at < self.length:
            raise IndexError(f"offset {at} is outside a text of {self.length} characters")
        return bisect_right(self.starts, at) - 1

    def raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw range that the text's ``[start, end)`` stands on; an empty range gives an empty one."""
        if start >= end:
            if not self.starts:
                return (0, 0)
            if start >= self.length:
                last = self.raws[-1] + self.raw_lengths[-1]
                return (last, last)
            first = self.raw(start, start + 1)[0]
            return (first, first)
        i, j = self._run(start), self._run(end - 1)
        first = self.raws[i] + (start - self.starts[i] if self.lengths[i] == self.raw_lengths[i] else 0)
        if self.lengths[j] == self.raw_lengths[j]:
            return first, self.raws[j] + (end - self.starts[j])
        return first, self.raws[j] + self.raw_lengths[j]

    def back(self, raw_start: int, raw_end: int) -> tuple[int, int] | None:
        """The text range whose characters stand inside the raw range; None where no character of the text does."""
        first: int | None = None
        last = 0
        i = max(0, bisect_right(self.raws, raw_start) - 1)
        while i > 0 and self.raws[i - 1] + self.raw_lengths[i - 1] > raw_start:
            i -= 1
        for k in range(i, len(self.starts)):
            raw, n = self.raws[k], self.raw_lengths[k]
            if raw >= raw_end:
                break
            if raw + n <= raw_start:
                continue
            if n == self.lengths[k]:
                a, b = max(raw_start - raw, 0), min(raw_end - raw, n)
            else:
                a, b = 0, self.lengths[k]
            first = self.starts[k] + a if first is None else first
            last = self.starts[k] + b
        return None if first is None else (first, last)


# ---------------------------------------------------------------- pages and documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One captured file or response. Never changed.

    ``id`` is the SHA-256 of the bytes. ``copy`` tells apart captures with the same bytes: 0 is the first one. ``supplied`` is the
    publication date that the user gave for it, used only where the page shows none. ``record`` is its place in a container (a
    WARC record's id and offset), else None.
    """

    id: str
    path: str
    size: int
    copy: int = 0
    url: str | None = None
    media_type: str | None = None
    encoding: str | None = None
    captured: str | None = None
    record: str | None = None
    supplied: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something said about a document, with its evidence: a title, a byline, an outlet, a date, a credit.

    ``start, end`` are set where it stands in the document's text; ``raw_start, raw_end`` where it stands on the page at all (an
    outlet's name in a meta tag has only these). ``precision`` is for dates: ``year, month, day, minute``.
    """

    value: str
    evidence: str
    start: int | None = None
    end: int | None = None
    raw_start: int | None = None
    raw_end: int | None = None
    precision: str | None = None
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One article or statement on a page.

    ``text`` holds title, byline and body; ``body`` the stretches of it that are the account itself. ``credits`` are lines that
    name what it rests on ("(AP)", "Source: Agencies"). ``path`` is the page's, ``page`` its SHA-256.
    """

    id: str
    page: str
    path: str
    ordinal: int
    text: str
    offsets: OffsetMap
    body: tuple[Stretch, ...]
    title: Fact | None = None
    byline: Fact | None = None
    outlet: Fact | None = None
    published: Fact | None = None
    modified: Fact | None = None
    dateline: Fact | None = None
    credits: tuple[Fact, ...] = ()
    url: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document without all that comparing words does not need: a view of the table of documents."""

    id: str
    text: str
    body: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document with what tells which of two came first: a view of the table of documents."""

    id: str
    text: str
    body: tuple[Stretch, ...]
    outlet: Fact | None = None
    published: Fact | None = None
    credits: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """A document with what dates its sentences: a view of the table of documents."""

    id: str
    text: str
    body: tuple[Stretch, ...]
    published: Fact | None = None
    dateline: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A piece of a page that belongs to no document: a menu, a ticker, a teaser, a caption, a comment form.

    ``near`` is the document in whose midst it stands, where there is one. ``offsets`` map its text as a document's do.
    """

    id: str
    page: str
    path: str
    kind: str
    text: str
    offsets: OffsetMap
    raw_start: int
    raw_end: int
    why: str
    near: str | None = None


# ---------------------------------------------------------------- spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A typed stretch of a document. ``text`` is the stretch itself; ``region`` is ``body``, ``title`` or ``caption``.

    ``score`` is in 0..1 and comes with its reasons in ``why``; ``rule`` names the file that found it.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    score: float
    rule: str
    why: tuple[str, ...] = ()
    region: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a chain: somebody who passed the statement on. Without a place where the page implies it."""

    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementValue:
    """``mode``: direct, indirect, mixed. ``kind``: said, asked, denied, accused, called_on, promised, threatened, thought.

    ``speaker`` is the canonical name (or the description of an unnamed source; ``named`` is then False); None where the page
    gives no source at all. ``via``: the hops between page and speaker, outermost first, without either.
    """

    mode: str
    kind: str
    speaker: str | None
    named: bool = True
    via: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The three roles of a statement (PARC 3, PolNeAR); each may stand in several pieces."""

    source: tuple[Stretch, ...] = ()
    cue: tuple[Stretch, ...] = ()
    content: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """An attribution: somebody said something. ``parent`` is the statement in whose content it stands."""

    value: StatementValue
    parts: Parts
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """A quantity with its scope; the words are those of docs/figures.md. Numbers are None where the page leaves them open."""

    value: float | None
    low: float | None
    high: float | None
    bound: str
    measure: str
    unit: str | None = None
    group: str | None = None
    part_of: str | None = None
    scope: str | None = None
    change: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    as_of: str | None = None
    modality: str = "asserted"
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Span):
    """A figure, the sentence it stands in, and the innermost statement whose content holds it (None: the page's own voice)."""

    value: FigureValue
    sentence: Stretch
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A TIMEX3 value and type, and the days it covers: ISO, ``end`` exclusive, both None for a bare duration or an open date."""

    timex: str
    timex_type: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Span):
    """A date, time, duration or set."""

    value: DateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class NameValue:
    """``kind``: person, body, place, other. ``canonical``: the fullest form of the name in its document."""

    kind: str
    canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """A mention of a person, body or place by name."""

    value: NameValue


@dataclass(frozen=True, slots=True)
class Marked:
    """A document (or a view of it) with the spans in it, in order of place; those that nobody asked for are left out."""

    document: Any
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[Date, ...] = ()


# ---------------------------------------------------------------- across documents


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, body or place under all the names the collection gives it. ``forms`` are the names as written, sorted."""

    id: str
    kind: str
    canonical: str
    forms: tuple[str, ...]
    documents: tuple[str, ...]
    score: float
    rule: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """The fingerprints of a document: numbers for a few words each, sorted; where two documents have equal ones, they may share a passage."""

    document: str
    hashes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents with the number of fingerprints they share; ``left`` is the smaller id. ``near`` is the least of these fingerprints."""

    left: str
    right: str
    seeds: int
    near: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """What the sentences of a document's body say, as vectors; ``id`` is the document's.

    ``starts, ends`` are the sentences in order; ``values`` holds their vectors one after the other, a signed byte a number, all of one
    length, in base 64. Empty where the document was not read (another language).
    """

    id: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    values: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """The fingerprints of two neighbouring telling words of a document, sorted: where two documents have equal ones, they may tell the same."""

    document: str
    hashes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Likely:
    """Two documents that share ``keys`` fingerprints of telling words; ``left`` is the smaller id."""

    left: str
    right: str
    keys: int


@dataclass(frozen=True, slots=True)
class Retold:
    """A sentence of one document and the sentence of another that tells the same.

    ``weight`` is what this adds to the evidence, in words; ``run`` the number of the run of sentences that it belongs to.
    """

    left_start: int
    left_end: int
    right_start: int
    right_end: int
    weight: float
    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A passage of one document that copies, paraphrases or cites another.

    ``direction`` names the side that came first: ``left``, ``right`` or ``unknown``. ``score`` is how alike the two sides are (of a
    citation: how much of what it tells stands there); ``direction_score`` how sure the direction is, 0.5..1, None where it is unknown.
    """

    id: str
    kind: str
    left: Place
    right: Place
    direction: str
    score: float
    rule: str
    why: tuple[str, ...] = ()
    direction_score: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A rare error in a name that two documents share, though no copied passage joins them.

    ``left, right`` are the documents, the smaller id first; ``form`` how both write the name, ``usual`` how the others do, both folded.
    ``score`` is how sure it is, from this slip alone, that one depends on the other or both on a third.
    """

    id: str
    left: str
    right: str
    form: str
    usual: str
    score: float
    rule: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """One side of a passage in numbers: its words, those not in quotation marks, its names and numbers; ``of`` are the words of the document.

    ``quoted`` are the stretches of the passage that stand in quotation marks, ``shown`` is how it begins.
    """

    words: int
    own: int
    particulars: int
    of: int
    quoted: tuple[Stretch, ...]
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedPassage(Link):
    """A passage that two documents share, before the whole collection has shown whether it counts, with what either side holds."""

    left_share: Share
    right_share: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewording(SharedPassage):
    """A run of sentences that one document tells again in other words, before the whole collection has shown whether it counts.

    ``need`` is the weight that all runs of the two documents together must reach to be more than two accounts of one thing.
    """

    sentences: tuple[Retold, ...]
    need: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where claims enter the collection, as far as the collection shows.

    ``kind``: person, body, document, unnamed. ``root`` is the document it is, if it is one; ``rests_on`` another origin that it
    is shown to depend on. ``documents`` are all that carry it, sorted.
    """

    id: str
    kind: str
    label: str
    documents: tuple[str, ...]
    score: float
    rule: str
    why: tuple[str, ...] = ()
    root: str | None = None
    rests_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """An origin without the documents that carry it: a view of the table of origins."""

    id: str
    kind: str
    label: str
    rests_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rest:
    """What one span (a figure, a statement) rests on: its origin, the way it came, the grade of that knowledge.

    ``way``: cites, copies, quotes, credit, own_voice, unnamed. ``grade``: shown_dependent, same_named_origin, no_dependence_found,
    cannot_tell. ``chain``: the names from page to origin, outermost first, both included.
    """

    id: str
    span: str
    document: str
    origin: str
    way: str
    grade: str
    chain: tuple[str, ...]
    score: float
    rule: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One document's telling of a claim: the span, its origin, and the value it gives (exactly one of figure, statement)."""

    span: str
    document: str
    start: int
    end: int
    text: str
    origin: str
    grade: str
    figure: FigureValue | None = None
    statement: StatementValue | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Independent:
    """How many independent origins stand behind a claim: ``low`` are shown to be separate, ``high`` might be."""

    low: int
    high: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The accounts of one thing. ``standing``: agree, differ, changed, different_scope, single."""

    id: str
    kind: str
    gist: str
    accounts: tuple[Account, ...]
    origins: tuple[str, ...]
    independent: Independent
    standing: str
    score: float
    rule: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One document's telling of a happening: its sentence, the span that tells it, and the words that date it.

    ``start, end, text`` are the sentence (of a very long one the part around the span); ``span`` a figure or a date, ``place`` where
    that stands. ``dated`` are the words that give the time, ``words`` their text; None where no words do. ``first, last`` are the days
    told (ISO, ``last`` exclusive), ``precision`` one of minute, part_of_day, day, week, month, year, range; ``clock`` the time of day:
    ``18:40``, or a part of the day as TIMEX3 writes it (MO, MI, DT, AF, EV, NI). ``relation`` is how the words stand to the day: since,
    until, by, before, after, between, as_of. ``how`` says where the day was taken from: ``sentence``; ``saying`` (the day of the
    statement around it); ``paragraph``; ``text`` (further away); ``document`` (its own date). ``meant_by`` is who denies, demands,
    proposes or threatens it.
    """

    span: str
    document: str
    start: int
    end: int
    text: str
    place: Stretch
    dated: Stretch | None = None
    words: str | None = None
    first: str | None = None
    last: str | None = None
    clock: str | None = None
    precision: str = "day"
    relation: str | None = None
    how: str | None = None
    modality: str = "asserted"
    speaker: str | None = None
    meant_by: str | None = None
    score: float = 1.0
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """What accounts place at one time. ``kind``: happened, planned, said, as_of, undated.

    ``planned`` lay ahead when it was told; ``said``: the time is that of a statement; ``as_of``: a count or state that stands at this
    day. ``start, end`` are the days (ISO, ``end`` exclusive; None where it is undated). ``claim`` is the claim whose accounts these are,
    if compare has one. ``others`` are the days (``first/last``) that other accounts of the claim give instead, ``undated`` how many of
    them give none. ``score`` is that of the firmest date.
    """

    id: str
    kind: str
    gist: str
    accounts: tuple[Telling, ...]
    start: str | None = None
    end: str | None = None
    clock: str | None = None
    precision: str = "day"
    claim: str | None = None
    others: tuple[str, ...] = ()
    undated: int = 0
    score: float
    rule: str
    why: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided about a record. ``answer``: yes, no, unsure. ``retracts`` names an earlier judgement."""

    id: str
    target: str
    answer: str
    user: str
    at: str
    what: str | None = None
    quote: str | None = None
    note: str | None = None
    retracts: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be done, set aside with its reason. ``item`` is the id of what it happened to."""

    stage: str
    kind: str
    message: str
    hint: str = ""
    item: str | None = None
    path: str | None = None

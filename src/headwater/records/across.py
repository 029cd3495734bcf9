"""Across documents: who took what from whom, origins, claims with their accounts, happenings; the user's judgements, and problems.

A record says what was found and why; none of them says whether it is true.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.records.places import Place, Stretch
from headwater.records.spans import FigureValue, StatementValue


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

"""What pages are made of: rows, places, passages, as frozen dataclasses. Addresses (``href``) are relative to the page that holds them.

Holds no logic and no words.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.show.highlight import Piece
from headwater.show.words import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """A link with its words."""

    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What surrounds every page. ``root`` leads to the top ("" or "../"); ``live`` is True in the web application."""

    title: str
    section: str
    root: str
    live: bool
    twin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Which part of a long list this is; ``pages`` are links to all parts, empty where there is one only."""

    number: int
    of: int
    first: int
    last: int
    total: int
    pages: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where words stand: page, document, offsets in its text, and in the page's decoded payload; ``where``: the last in the terms of the file."""

    path: str
    page: str
    document: str
    href: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """A judgement as shown."""

    id: str
    answer: str
    user: str
    at: str
    note: str
    stands: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What people decided about this page's subject; ``question`` is put where they can answer (in the web application)."""

    target: str
    what: str
    question: str
    quote: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim in a list."""

    id: str
    gist: str
    href: str
    kind: str
    accounts: int
    documents: int
    pages: int
    low: int
    high: int
    origins: str
    standing: Term
    judged: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document in a list."""

    title: str
    href: str
    outlet: str
    published: str
    path: str
    statements: int
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TellingRow:
    """One account of a happening: who tells it and where, the words that date it, how they do."""

    label: str
    href: str
    said: str
    dated: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningRow:
    """What is told in a sentence of the timeline: a claim with its range of origins (``high`` 0: no claim), or the sentence itself.

    ``told`` is empty where the sentence above is the only account. ``doubts`` are said in full, ``meant`` is "planned", "denied by ...".
    """

    words: str
    href: str
    documents: int
    low: int
    high: int
    meant: str
    doubts: tuple[str, ...]
    told: tuple[TellingRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A sentence of the timeline with what is told in it, or the documents published on a day (``refs``). ``doubts`` hold for all of it.

    ``kind``: happened, planned, said, as-of, undated, published. ``when`` is the time within the heading, or how it relates to it.
    ``unreal``: no account tells it as having happened, and ``label`` says how it is meant instead.
    """

    kind: str
    label: str
    unreal: bool
    when: str
    words: tuple[Piece, ...]
    href: str
    source: str
    doubts: tuple[str, ...]
    rows: tuple[HappeningRow, ...]
    refs: tuple[Ref, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """The entries of one day, or of one longer period."""

    iso: str
    anchor: str
    words: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """A count that leads to what was counted."""

    n: str
    noun: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """One account: its words in their context, its place, the way it came."""

    number: int
    anchor: str
    title: str
    outlet: str
    published: str
    value: str
    details: tuple[str, ...]
    before: str
    words: tuple[Piece, ...]
    after: str
    chain: tuple[str, ...]
    way: str
    origin: Ref
    grade: Term
    why: tuple[str, ...]
    spot: Spot


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueRow:
    """A value and the accounts that give it."""

    value: str
    details: str
    accounts: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGroup:
    """An origin and the accounts that rest on it."""

    origin: Ref
    kind: str
    accounts: tuple[Ref, ...]
    grades: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactRow:
    """Something said about a document: its value, the evidence for it, and where on the page that stands."""

    name: str
    value: str
    evidence: str
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of the reading view. ``kind``: title, byline, body, other (of the document), furniture, neighbour (another document)."""

    kind: str
    anchor: str | None
    label: str
    pieces: tuple[Piece, ...]
    href: str | None
    long: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanRow:
    """A span in the margin of the reading view."""

    words: str
    note: str
    href: str
    claim: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One side of a link: its words, its place; whether it is shown to have come first, whether it is the document one is reading."""

    title: str
    words: tuple[Piece, ...]
    spot: Spot
    first: bool
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage shared by two documents, or a citation: both sides, left and right as recorded (the reasons speak of them so)."""

    id: str
    href: str
    kind: str
    direction: str
    score: str
    why: tuple[str, ...]
    sides: tuple[Side, Side]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementView:
    """A statement in a list."""

    words: tuple[Piece, ...]
    how: str
    via: tuple[str, ...]
    document: Ref
    published: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A speaker's statements, or the part of them that stands on this page."""

    name: str
    anchor: str
    total: int
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRow:
    """One person, body or place under all its names. ``doubt``: it could be another one too, and was joined to none."""

    name: str
    kind: str
    others: tuple[str, ...]
    documents: int
    score: str
    why: tuple[str, ...]
    doubt: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginRow:
    """An origin in a list."""

    label: str
    href: str
    kind: str
    documents: int
    claims: int
    rests_on: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RestRow:
    """Something that rests on an origin: its words, the way it came, how that is known."""

    words: str
    href: str
    chain: tuple[str, ...]
    way: str
    grade: Term
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemRow:
    """Something set aside."""

    what: str
    hint: str
    where: str
    href: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemGroup:
    """What was set aside for one reason, or the part of it that stands on this page."""

    kind: str
    stage: str
    total: int
    rows: tuple[ProblemRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureRow:
    """A piece of furniture."""

    anchor: str
    path: str
    kind: str
    text: str
    why: str
    place: str
    near: Ref | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    """A captured page."""

    anchor: str
    path: str
    hash: str
    size: str
    bytes: int
    media_type: str
    encoding: str
    url: str
    captured: str
    record: str
    copy: int
    documents: tuple[Ref, ...]
    original: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A stretch that holds the words searched for."""

    title: str
    href: str
    outlet: str
    published: str
    words: tuple[Piece, ...]

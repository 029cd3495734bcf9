"""Documents: captured pages, the articles and statements in them with what is known about each, and what on a page is neither.

A `Fact` says what it rests on; unknown is a value.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.records.places import FilePart, OffsetMap, Stretch


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
    name what it rests on ("(AP)", "Source: Agencies"). ``path`` is the page's, ``page`` its SHA-256. ``places``: the parts of the file that it
    stands in, where they have names ("page 3"); raw offsets, in order.
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
    places: tuple[FilePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """A piece of a page that belongs to no document: a menu, a ticker, a teaser, a caption, a comment form.

    ``near`` is the document in whose midst it stands, where there is one. ``offsets`` map its text as a document's do, and ``places`` are as a
    document's.
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
    places: tuple[FilePart, ...] = ()

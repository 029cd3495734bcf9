"""Working: the records that stages hand to one another on the way to those that are kept, and views of documents with fewer columns.

They hold what is not yet decided (which documents may share a passage, whether a passage counts) or what only comparing needs. None of
them is printed or shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from headwater.records.across import Link
from headwater.records.documents import Fact
from headwater.records.places import Stretch
from headwater.records.spans import Date, Figure, Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A document without all that comparing words does not need: a view of the table of documents."""

    id: str
    text: str
    body: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document with what tells which of two came first, and who signs it: a view of the table of documents."""

    id: str
    text: str
    body: tuple[Stretch, ...]
    title: Fact | None = None
    byline: Fact | None = None
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


@dataclass(frozen=True, slots=True)
class Marked:
    """A document (or a view of it) with the spans in it, in order of place; those that nobody asked for are left out."""

    document: Any
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    dates: tuple[Date, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Root:
    """An origin without the documents that carry it: a view of the table of origins."""

    id: str
    kind: str
    label: str
    rests_on: str | None = None


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
class Lines:
    """The lines of a page as numbers, each once, with their places among all its lines and, of those that read like prose, their words (else 0).

    ``site`` is what the page's address or source says of whose it is; where they say nothing, ``runs`` are the runs of short lines that stand in
    the menus at its head.
    """

    page: str
    copy: int
    site: str
    hashes: tuple[int, ...]
    places: tuple[int, ...]
    words: tuple[int, ...]
    runs: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """Which lines of a page stand on many pages of its site: their numbers, each with how many of the ``total`` have it. ``id`` is the page's."""

    id: str
    total: int
    hashes: tuple[int, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """The fingerprints of a document: numbers for a few words each, sorted; where two documents have equal ones, they may share a passage."""

    document: str
    hashes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two documents with the number of fingerprints they share; ``left`` is the smaller id. Pairs of documents that share text, or are joined by
    others that do, mostly have the same number as ``near``."""

    left: str
    right: str
    seeds: int
    near: int


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
class Rewording(SharedPassage):
    """A run of sentences that one document tells again in other words, before the whole collection has shown whether it counts.

    ``need`` is the weight that all runs of the two documents together must reach to be more than two accounts of one thing. ``enough``
    says whether they do; if not, names and numbers in common may explain the likeness, unless one of the two tells the other's own words.
    """

    sentences: tuple[Retold, ...]
    need: float
    enough: bool = True


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

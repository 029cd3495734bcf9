"""What a page receives: one frozen dataclass per template, made of `parts`.

Templates use only what is declared here (a test compares them); the data twin of a page is the same dataclass as JSON.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from headwater.show.drawing import Drawing
from headwater.show.parts import (
    AccountView,
    Block,
    ClaimRow,
    DocumentRow,
    Entry,
    FactRow,
    Frame,
    FurnitureRow,
    Hit,
    Judging,
    Moment,
    NameRow,
    OriginGroup,
    OriginRow,
    Pager,
    PageRow,
    Passage,
    ProblemGroup,
    Ref,
    RestRow,
    SpanRow,
    Speaker,
    Spot,
    Tally,
    ValueRow,
)
from headwater.show.words import Term


@dataclass(frozen=True, slots=True, kw_only=True)
class OverviewPage:
    """The first page."""

    template: ClassVar[str] = "overview.html"
    frame: Frame
    lead: tuple[str, ...]
    tallies: tuple[Tally, ...]
    one_origin: tuple[ClaimRow, ...]
    claims: tuple[ClaimRow, ...]
    claims_total: int
    moments: tuple[Moment, ...]
    moments_total: int
    documents: tuple[DocumentRow, ...]
    documents_total: int
    grades: tuple[Term, ...]
    standings: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimsPage:
    """A part of the list of all claims."""

    template: ClassVar[str] = "claims.html"
    frame: Frame
    pager: Pager
    claims: tuple[ClaimRow, ...]
    standings: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage:
    """A part of the timeline. ``jumps`` lead to its months, years or decades."""

    template: ClassVar[str] = "timeline.html"
    frame: Frame
    pager: Pager
    jumps: tuple[Ref, ...]
    kinds: tuple[Term, ...]
    moments: tuple[Moment, ...]
    undated: int


@dataclass(frozen=True, slots=True, kw_only=True)
class UndatedPage:
    """A part of what is told without a day."""

    template: ClassVar[str] = "undated.html"
    frame: Frame
    pager: Pager
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimPage:
    """A claim with all its accounts."""

    template: ClassVar[str] = "claim.html"
    frame: Frame
    row: ClaimRow
    independence: tuple[str, ...]
    why: tuple[str, ...]
    values: tuple[ValueRow, ...]
    drawing: Drawing
    groups: tuple[OriginGroup, ...]
    accounts: tuple[AccountView, ...]
    grades: tuple[Term, ...]
    judging: Judging


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentPage:
    """The reading view of a document."""

    template: ClassVar[str] = "document.html"
    frame: Frame
    title: str
    spot: Spot
    facts: tuple[FactRow, ...]
    blocks: tuple[Block, ...]
    elsewhere: int
    figures: tuple[SpanRow, ...]
    statements: tuple[SpanRow, ...]
    dates: tuple[SpanRow, ...]
    passages: tuple[Passage, ...]
    passages_left: tuple[Ref, ...]
    claims: tuple[Ref, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkPage:
    """One link between two documents."""

    template: ClassVar[str] = "link.html"
    frame: Frame
    passage: Passage
    judging: Judging


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementsPage:
    """A part of the list of statements by speaker."""

    template: ClassVar[str] = "statements.html"
    frame: Frame
    pager: Pager
    speakers: tuple[Speaker, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsPage:
    """A part of the list of origins."""

    template: ClassVar[str] = "origins.html"
    frame: Frame
    pager: Pager
    origins: tuple[OriginRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginPage:
    """An origin and what rests on it."""

    template: ClassVar[str] = "origin.html"
    frame: Frame
    row: OriginRow
    why: tuple[str, ...]
    root: Ref | None
    claims: tuple[ClaimRow, ...]
    rests: tuple[RestRow, ...]
    rests_total: int
    documents: tuple[Ref, ...]
    grades: tuple[Term, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamesPage:
    """A part of the list of names across the collection."""

    template: ClassVar[str] = "names.html"
    frame: Frame
    pager: Pager
    names: tuple[NameRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAsidePage:
    """What was set aside, with the reasons."""

    template: ClassVar[str] = "set-aside.html"
    frame: Frame
    pager: Pager
    groups: tuple[ProblemGroup, ...]
    furniture: tuple[Tally, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FurniturePage:
    """A part of the list of furniture, in page order."""

    template: ClassVar[str] = "furniture.html"
    frame: Frame
    pager: Pager
    rows: tuple[FurnitureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesPage:
    """A part of the list of captured pages."""

    template: ClassVar[str] = "pages.html"
    frame: Frame
    pager: Pager
    pages: tuple[PageRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentsPage:
    """A part of the list of documents."""

    template: ClassVar[str] = "documents.html"
    frame: Frame
    pager: Pager
    documents: tuple[DocumentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage:
    """Full-text search (in the web application)."""

    template: ClassVar[str] = "search.html"
    frame: Frame
    query: str
    hits: tuple[Hit, ...]
    limit: int


AnyPage = (
    OverviewPage
    | ClaimsPage
    | TimelinePage
    | UndatedPage
    | ClaimPage
    | DocumentsPage
    | DocumentPage
    | LinkPage
    | StatementsPage
    | OriginsPage
    | OriginPage
    | NamesPage
    | SetAsidePage
    | FurniturePage
    | PagesPage
    | SearchPage
)

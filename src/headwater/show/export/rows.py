"""The flat view of a case: one row for each account of each claim, with all that is known of it.

Several formats write these rows; this file fills them. It does not write anything.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from headwater.case.judge import standing
from headwater.records import Account, Claim, Document, Fact, FigureValue, Judgement, Origin, Page, Rest, Stretch
from headwater.show import words
from headwater.text.sentences import sentences

if TYPE_CHECKING:
    from headwater.case.queries import Library

#: Documents kept at hand while rows are made. A claim's documents come together, and claims rarely have more.
_AT_HAND = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """One account of one claim. docs/exports.md says what each column holds."""

    claim: str
    kind: str
    gist: str
    standing: str
    independent_low: int
    independent_high: int
    quote: str
    sentence: str
    title: str | None
    byline: str | None
    outlet: str | None
    published: str | None
    path: str
    url: str | None
    page_sha256: str
    document: str
    span: str
    start: int
    end: int
    raw_start: int
    raw_end: int
    where: str
    origin: str
    origin_kind: str | None
    origin_id: str
    way: str | None
    grade: str
    chain: tuple[str, ...]
    why: tuple[str, ...]
    value: float | None = None
    low: float | None = None
    high: float | None = None
    bound: str | None = None
    measure: str | None = None
    unit: str | None = None
    group: str | None = None
    part_of: str | None = None
    scope: str | None = None
    change: str | None = None
    place: str | None = None
    period_start: str | None = None
    period_end: str | None = None
    as_of: str | None = None
    modality: str | None = None
    wording: str | None = None
    speaker: str | None = None
    said: str | None = None
    mode: str | None = None
    judgement: str | None = None
    judged_by: str | None = None
    judged_at: str | None = None


def said_of(fact: Fact | None) -> str | None:
    """The value of a fact, if there is one."""
    return fact.value if fact else None


class Shelf:
    """Look-ups in a library, each record fetched once while it is needed."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.origins: dict[str, Origin] = {o.id: o for o in library.all("origins")}
        self.document = lru_cache(_AT_HAND)(self._document)
        self._sentences = lru_cache(_AT_HAND)(self._cut)
        self.page = lru_cache(_AT_HAND)(self._page)

    def _document(self, id: str) -> Document:
        found = self.library.one("documents", id)
        assert isinstance(found, Document), id
        return found

    def _page(self, id: str, path: str) -> Page | None:
        """The capture that a document was read from (captures with the same bytes share an id)."""
        captures: list[Page] = list(self.library.all("pages", id=id))
        return next((p for p in captures if p.path == path), captures[0] if captures else None)

    def _cut(self, id: str) -> list[Stretch]:
        return sentences(self.document(id).text)

    def place(self, document: Document, start: int, end: int) -> dict[str, Any]:
        """What every row says of where it stands: the columns of its document, its page and its place on both."""
        page = self.page(document.page, document.path)
        raw_start, raw_end = document.offsets.raw(start, end)
        return {
            "title": said_of(document.title),
            "outlet": said_of(document.outlet),
            "published": said_of(document.published),
            "path": document.path,
            "url": document.url or (page.url if page else None),
            "page_sha256": document.page,
            "document": document.id,
            "start": start,
            "end": end,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "where": words.place(document.places, raw_start, raw_end, page.record if page else None),
        }

    def rest(self, span: str) -> Rest | None:
        """What a span rests on."""
        return next(iter(self.library.all("rests", span=span)), None)

    def sentence(self, document: str, start: int, end: int) -> str:
        """The sentence, or the run of sentences, that a range of a document lies in."""
        cut = self._sentences(document)
        first = max(0, bisect_right(cut, start, key=lambda s: s.start) - 1)
        last = max(first, bisect_right(cut, end - 1, key=lambda s: s.start) - 1)
        if not cut:
            return self.document(document).text[start:end]
        return self.document(document).text[min(start, cut[first].start) : max(end, cut[last].end)]


def account_rows(library: Library) -> Iterator[AccountRow]:
    """A row for each account, in the order of the claims and of the accounts in them."""
    shelf = Shelf(library)
    judged = standing(library.judgements())
    for claim in library.claims():
        for account in claim.accounts:
            yield _row(shelf, claim, account, judged.get(claim.id))


def _row(shelf: Shelf, claim: Claim, account: Account, judged: Judgement | None) -> AccountRow:
    document = shelf.document(account.document)
    rest = shelf.rest(account.span)
    origin = shelf.origins.get(account.origin)
    figure, statement = account.figure, account.statement
    return AccountRow(
        claim=claim.id,
        kind=claim.kind,
        gist=claim.gist,
        standing=claim.standing,
        independent_low=claim.independent.low,
        independent_high=claim.independent.high,
        quote=account.text,
        sentence=shelf.sentence(account.document, account.start, account.end),
        byline=said_of(document.byline),
        span=account.span,
        **shelf.place(document, account.start, account.end),
        origin=origin.label if origin else account.origin,
        origin_kind=origin.kind if origin else None,
        origin_id=account.origin,
        way=rest.way if rest else None,
        grade=account.grade,
        chain=rest.chain if rest else (),
        why=rest.why if rest else (),
        **(_figure(figure) if figure else {}),
        speaker=statement.speaker if statement else None,
        said=statement.kind if statement else None,
        mode=statement.mode if statement else None,
        judgement=judged.answer if judged else None,
        judged_by=judged.user if judged else None,
        judged_at=judged.at if judged else None,
    )


#: The column of an account's row that holds each field of a figure's value: the same name, but for the period, whose fields are
#: called as those of the stretch.
FIGURE_COLUMNS = {field: {"start": "period_start", "end": "period_end"}.get(field, field) for field in FigureValue.__dataclass_fields__}


def _figure(value: FigureValue) -> dict[str, Any]:
    return {column: getattr(value, field) for field, column in FIGURE_COLUMNS.items()}

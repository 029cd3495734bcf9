"""The timeline as flat rows: one for each account of each happening, in the order of the timeline, what has no day last.

Several formats write these rows; this file fills them. It does not write anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from headwater.records import Happening, Telling
from headwater.show.export.rows import Shelf
from headwater.show.timeline import in_order

if TYPE_CHECKING:
    from headwater.case.queries import Library


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """One account of one happening. docs/exports.md says what each column holds."""

    happening: str
    kind: str
    period_start: str | None
    period_end: str | None
    clock: str | None
    precision: str | None
    other_days: tuple[str, ...]
    accounts_undated: int
    gist: str
    claim: str | None
    sentence: str
    dated_by: str | None
    relation: str | None
    taken_from: str | None
    account_precision: str | None
    account_clock: str | None
    modality: str
    meant_by: str | None
    speaker: str | None
    score: float
    why: tuple[str, ...]
    title: str | None
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


def timeline_rows(library: Library) -> Iterator[TimelineRow]:
    """The rows. Keeps the order of the happenings in memory, and a few documents."""
    shelf = Shelf(library)
    dated = sorted((in_order(h), h.id) for h in library.all("happenings") if h.start)
    for _, id in dated:
        yield from _rows(shelf, library.one("happenings", id))
    for h in library.all("happenings", start=None):
        yield from _rows(shelf, h)


def _rows(shelf: Shelf, h: Happening) -> Iterator[TimelineRow]:
    for a in h.accounts:
        yield _row(shelf, h, a)


def _row(shelf: Shelf, h: Happening, a: Telling) -> TimelineRow:
    return TimelineRow(
        happening=h.id,
        kind=h.kind,
        period_start=h.start,
        period_end=h.end,
        clock=h.clock,
        precision=h.precision if h.start else None,
        other_days=h.others,
        accounts_undated=h.undated,
        gist=h.gist,
        claim=h.claim,
        sentence=a.text,
        dated_by=a.words,
        relation=a.relation,
        taken_from=a.how,
        account_precision=a.precision if a.first else None,
        account_clock=a.clock,
        modality=a.modality,
        meant_by=a.meant_by,
        speaker=a.speaker,
        score=a.score,
        why=(*a.why, *h.why),
        span=a.span,
        **shelf.place(shelf.document(a.document), a.start, a.end),
    )

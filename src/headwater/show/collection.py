"""A case as the pages need it: records at hand, short indexes of the collection, and the addresses of pages.

Keeps titles and counts of everything, whole records of little: memory grows with the number of documents, not with their length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache, partial
from typing import Any

from headwater.case.judge import standing
from headwater.case.queries import Library
from headwater.records import Claim, Document, Figure, FigureValue, Judgement, Origin, Rest
from headwater.show import words
from headwater.show.parts import Answer, ClaimRow, DocumentRow, Frame, Judging, Pager, Ref, Spot

#: Rows of a list on one page: a browser lays out some hundreds of rows at once without a wait.
PER_PAGE = 200
#: Documents held in memory at once, so that the accounts of neighbouring claims need not be read again.
_HELD = 256


@dataclass(frozen=True, slots=True)
class Brief:
    """A document in a line."""

    id: str
    title: str
    outlet: str
    path: str
    page: str
    published: str
    iso: str
    precision: str


def brief(d: Document) -> Brief:
    """A document in a line; a page without a title is known by its first words, one without an outlet by its path."""
    body = d.text[d.body[0].start : d.body[0].end] if d.body else d.text
    title = d.title.value if d.title else (" ".join(body.split()[:10]) + " …" if body.strip() else d.path)
    date = d.published
    shown = words.day(date.value, date.precision) if date else ""
    iso = date.value if date else ""
    return Brief(d.id, title, d.outlet.value if d.outlet else "", d.path, d.page, shown, iso, (date.precision or "day") if date else "")


class Collection:
    """The library with its indexes. ``live`` tells pages that they are served, and may ask for judgements."""

    def __init__(self, library: Library, *, live: bool = False) -> None:
        self.library, self.live = library, live
        self.document: Callable[[str], Document | None] = lru_cache(_HELD)(partial(library.one, "documents"))
        self.origin: Callable[[str], Origin | None] = lru_cache(_HELD)(partial(library.one, "origins"))
        self._records = lru_cache(_HELD)(self._records_of)

    # ---- indexes

    @cached_property
    def briefs(self) -> dict[str, Brief]:
        """All documents in a line each, in page order."""
        return {d.id: brief(d) for d in self.library.all("documents")}

    @cached_property
    def claims(self) -> tuple[ClaimRow, ...]:
        """All claims in a line each, those that most documents tell first."""
        rows = [self.claim_row(c) for c in self.library.all("claims")]
        return tuple(sorted(rows, key=lambda r: (-r.documents, -r.accounts, r.gist, r.id)))

    @cached_property
    def spans_in(self) -> dict[str, Counter[str]]:
        """How many statements and figures each document has."""
        return {t: Counter(s.document for s in self.library.all(t)) for t in ("statements", "figures")}

    @cached_property
    def claims_per_origin(self) -> Counter[str]:
        """How many claims rest on each origin."""
        return Counter(o for c in self.library.all("claims") for o in c.origins)

    @cached_property
    def judged(self) -> dict[str, list[Judgement]]:
        """Judgements by target, oldest first."""
        out: dict[str, list[Judgement]] = {}
        for j in self.library.judgements():
            out.setdefault(j.target, []).append(j)
        return out

    # ---- parts of pages

    def frame(self, title: str, section: str, address: str) -> Frame:
        """What surrounds the page at an address."""
        twin = address.rsplit("/", 1)[-1].removesuffix(".html") + ".json"
        return Frame(title=title, section=section, root="../" * address.count("/"), live=self.live, twin=twin)

    def claim_row(self, claim: Claim, root: str = "") -> ClaimRow:
        """A claim in a line."""
        told_by = {a.document for a in claim.accounts}
        names = [o.label for o in map(self.origin, claim.origins[:4]) if o is not None]
        answers = standing(self.judged.get(claim.id, []))
        return ClaimRow(
            id=claim.id,
            gist=claim.gist,
            href=f"{root}claims/{claim.id}.html",
            kind=claim.kind,
            accounts=len(claim.accounts),
            documents=len(told_by),
            pages=len({self.briefs[d].page for d in told_by if d in self.briefs}),
            low=claim.independent.low,
            high=claim.independent.high,
            origins="; ".join(names) + (f"; {len(claim.origins) - 4} more" if len(claim.origins) > 4 else ""),
            standing=words.term(words.STANDINGS, claim.standing),
            judged=answers[claim.id].answer if claim.id in answers else "",
        )

    def document_row(self, b: Brief) -> DocumentRow:
        """A document in a line."""
        n = self.spans_in
        return DocumentRow(
            title=b.title,
            href=f"documents/{b.id}.html",
            outlet=b.outlet,
            published=b.published,
            path=b.path,
            statements=n["statements"][b.id],
            figures=n["figures"][b.id],
        )

    def spot(self, d: Document, start: int, end: int, href: str) -> Spot:
        """Where a stretch of a document stands."""
        raw_start, raw_end = d.offsets.raw(start, end)
        where = words.place(d.places, raw_start, raw_end, self.record(d.page, d.path))
        return Spot(
            path=d.path, page=d.page, document=d.id, href=href, start=start, end=end, raw_start=raw_start, raw_end=raw_end, where=where
        )

    def record(self, page: str, path: str) -> str | None:
        """The place of a capture in the file of many pages that it was taken from."""
        return next((record for p, record in self._records(page) if p == path), None)

    def _records_of(self, page: str) -> tuple[tuple[str, str | None], ...]:
        return tuple((p.path, p.record) for p in self.library.all("pages", id=page))

    def origin_ref(self, id: str, root: str) -> Ref:
        """A link to an origin."""
        o = self.origin(id)
        kind = words.ORIGIN_KINDS.get(o.kind, o.kind) if o else ""
        return Ref(label=o.label if o else id, href=f"{root}origins/{id}.html" if o else f"{root}origins.html", note=kind)

    def figure_details(self, v: FigureValue) -> tuple[str, ...]:
        """The scope of a figure in phrases, with the total that it belongs to."""
        whole: Figure | None = self.library.one("figures", v.part_of) if v.part_of else None
        return words.details(v, words.quantity(whole.value, whole.text) if whole else None)

    def rest(self, span: str) -> Rest | None:
        """What a span rests on."""
        return next(self.library.all("rests", span=span), None)

    def judging(self, target: str, what: str, question: str, quote: str) -> Judging:
        """What people decided about a record, newest first."""
        all_of = self.judged.get(target, [])
        stands = set(standing(all_of).values())
        answers = tuple(
            Answer(id=j.id, answer=j.answer, user=j.user, at=j.at, note=j.note or "", stands=j in stands)
            for j in reversed(all_of)
            if not j.retracts
        )
        return Judging(target=target, what=what, question=question, quote=quote, answers=answers)


def part_address(name: str, number: int) -> str:
    """The address of part ``number`` (from 1) of a list."""
    return f"{name}.html" if number == 1 else f"{name}-{number}.html"


def parts(total: int) -> int:
    """How many pages a list takes."""
    return max(1, -(-total // PER_PAGE))


def pager(name: str, number: int, total: int) -> Pager:
    """Which part this is."""
    of = parts(total)
    links = tuple(Ref(label=str(n), href=part_address(name, n)) for n in range(1, of + 1)) if of > 1 else ()
    first = (number - 1) * PER_PAGE
    return Pager(number=number, of=of, first=min(first + 1, total), last=min(first + PER_PAGE, total), total=total, pages=links)


def part(rows: Any, number: int) -> Any:
    """The rows of one part of a list."""
    return rows[(number - 1) * PER_PAGE : number * PER_PAGE]

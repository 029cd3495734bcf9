"""The first page: what the collection is, the claims that several documents tell, a timeline, the documents."""

from __future__ import annotations

from headwater.show import words
from headwater.show.collection import Collection
from headwater.show.pages import OverviewPage
from headwater.show.parts import Tally
from headwater.show.timeline import chosen, timeline

#: Rows of each list on the first page; the full lists are one click away.
_CLAIMS, _ONE_ORIGIN, _MOMENTS, _DOCUMENTS = 30, 6, 12, 30


def overview_page(c: Collection) -> OverviewPage:
    """The first page."""
    shared = [r for r in c.claims if r.documents > 1]
    return OverviewPage(
        frame=c.frame("Overview", "overview", "index.html"),
        lead=_lead(c),
        tallies=_tallies(c),
        one_origin=tuple([r for r in shared if r.high == 1][:_ONE_ORIGIN]),
        claims=(tuple(shared) or c.claims)[:_CLAIMS],
        claims_total=len(c.claims),
        moments=chosen(c, _MOMENTS),
        moments_total=sum(1 for x in timeline(c).lines if x.happened),
        documents=tuple(c.document_row(b) for b in list(c.briefs.values())[:_DOCUMENTS]),
        documents_total=len(c.briefs),
        grades=tuple(words.GRADES.values()),
        standings=tuple(words.STANDINGS.values()),
    )


def _lead(c: Collection) -> tuple[str, ...]:
    """The collection in two or three sentences."""
    pages = c.library.count("pages")
    outlets = {b.outlet for b in c.briefs.values() if b.outlet}
    dated = sorted((b.iso, b.published) for b in c.briefs.values() if b.iso)
    first = f"{words.counted(pages, 'page')} {'holds' if pages == 1 else 'hold'} {words.counted(len(c.briefs), 'document')}"
    first += f" from {words.counted(len(outlets), 'named outlet')}" if outlets else ""
    if dated:
        ends = (words.day(dated[0][0][:10]), words.day(dated[-1][0][:10]))
        first += f", published {ends[0]}" if ends[0] == ends[1] else f", published from {ends[0]} to {ends[1]}"
    undated = len(c.briefs) - len(dated)
    first += f" ({undated} without a date)." if undated else "."
    shared = [r for r in c.claims if r.documents > 1]
    alone = sum(r.high == 1 for r in shared)
    if not shared:
        return (first, "No claim is told by more than one document.")
    second = f"{words.counted(len(shared), 'claim')} {'is' if len(shared) == 1 else 'are'} told by more than one document"
    second += f"; {alone} of them {'rests' if alone == 1 else 'rest'} on a single origin, however many pages carry them." if alone else "."
    return (first, second)


def _tallies(c: Collection) -> tuple[Tally, ...]:
    n = c.library.count
    rows = (
        (n("pages"), "page", "pages.html"),
        (n("documents"), "document", "documents.html"),
        (n("statements"), "statement", "statements.html"),
        (n("figures"), "figure", "claims.html"),
        (n("copies") + n("cites"), "link", "documents.html"),
        (n("origins"), "origin", "origins.html"),
        (n("claims"), "claim", "claims.html"),
        (n("problems"), "set aside", "set-aside.html"),
    )
    return tuple(Tally(n=f"{k:,}", noun=noun if k == 1 or noun == "set aside" else noun + "s", href=href) for k, noun, href in rows)

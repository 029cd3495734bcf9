"""Cites: which document of the collection a statement, or a credit line, names as where it comes from.

A statement whose speaker or hop is the outlet (or the body in the byline) of another document cites that document, if the two tell the
same: of several documents of that outlet the one that shares most of the statement's uncommon words, published no later. Where none
shares enough there is no link; of a document that another statement of the page cites already, less is enough. So does a quotation whose
introduction names a publisher's report. Does not look for text that was taken without a name; that is `copies`.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from headwater.errors import PROBLEMS
from headwater.records import Document, Entity, Link, Place, Problem, Statement, make_id
from headwater.settings import TraceSettings
from headwater.text.terms import terms
from headwater.trace import mentions
from headwater.trace.origins.names import NameBook, fold_source, is_generic
from headwater.trace.origins.voice import credited
from headwater.trace.papers import Match, Papers

_RULE = "trace/cites"
#: How sure it is that the cited document came first: the page says so itself, but it may mean another page of that publisher.
_NAMED = 0.95


class _Citing(NamedTuple):
    """A place that names others: the number of its document, the keys of those named, and the terms of what it tells (None: all of its document)."""

    paper: int
    start: int
    end: int
    names: tuple[str, ...]
    terms: array[int] | None
    what: str
    rule: str = _RULE


def cites(
    settings: TraceSettings, *, documents: Iterable[Document], statements: Iterable[Statement], entities: Iterable[Entity]
) -> Iterator[Link | Problem]:
    """The citations, sorted by id. ``left`` is the citing place, ``right`` the sentence that tells the same; then a problem for words that were too common.

    Documents are read first, so that of the statements only those that name a publisher need be kept. The work is linear in the documents: a place
    looks up its words among the pages of the publisher, and no word leads to more than ``cite_documents`` of them.
    """
    book, papers = NameBook(entities), Papers(settings.cite_prior)
    citing: list[_Citing] = []
    published_by: dict[str, array[int]] = {}
    for d in documents:
        paper = papers.add(d)
        citing += _of_credits(d, paper, book)
        citing += _of_mentions(d, paper, book, papers)
        for name in sorted(_publishers(d, book)):
            published_by.setdefault(name, array("I")).append(paper)
    number = {id: n for n, id in enumerate(papers.ids)}
    for s in statements:
        if s.document in number:
            citing += _of_statement(s, number[s.document], published_by, book, papers)
    yield from _links([c for c in citing if any(n in published_by for n in c.names)], published_by, papers, settings)


def _links(citing: list[_Citing], published_by: dict[str, array[int]], papers: Papers, settings: TraceSettings) -> Iterator[Link | Problem]:
    """The link of each place that has one, sorted by id."""
    wanted = papers.wanted({t for c in citing for t in _asked(c, papers)})
    named = sorted({n for c in citing for n in c.names if n in published_by})
    index = {n: papers.index(published_by[n], wanted, settings.cite_documents) for n in named}
    found: dict[str, Link] = {}
    cited: dict[int, set[int]] = {}
    for c in citing:
        best = _best(
            c, (m for n in c.names if n in index for m in index[n].telling(_asked(c, papers), settings.cite_share)), papers, settings
        )
        if best is not None:
            cited.setdefault(c.paper, set()).add(best.paper)
            link = _link(c, best, papers)
            found[link.id] = link
    for c in citing:
        if c.terms is None or c.paper not in cited:
            continue
        again = [p for p in sorted(cited[c.paper]) if any(p in published_by.get(n, ()) for n in c.names)]
        best = _best(c, papers.telling(c.terms, again, settings.cite_again), papers, settings)
        if best is not None:
            link = _link(c, best, papers)
            found.setdefault(link.id, link)
    yield from (found[id] for id in sorted(found))
    if cut := sum(len(i.cut) for i in index.values()):
        message = f"{cut} words stand in more than {settings.cite_documents} documents of a publisher and were not used to find which of them is cited."
        yield Problem(stage="cites", kind="too-common", message=message, hint=PROBLEMS["too-common"])


def _key(name: str, book: NameBook) -> str | None:
    """What a name is known by: its entity, or its folded form; None for words that name nobody."""
    if is_generic(name):
        return None
    entity = book.entity(name)
    return entity.id if entity else fold_source(name)


def _of_statement(s: Statement, paper: int, publishers: Container[str], book: NameBook, papers: Papers) -> Iterator[_Citing]:
    """The speaker and every hop: each may have a page of its own in the collection."""
    names = [s.value.speaker] if s.value.speaker and s.value.named else []
    keys = dict.fromkeys(k for n in (*names, *(h.name for h in s.value.via)) if (k := _key(n, book)) and k in publishers)
    if not keys:
        return
    told = " ".join(s.text[c.start - s.start : c.end - s.start] for c in s.parts.content) or s.text
    found = papers.known(terms(told))
    for key in keys:
        yield _Citing(paper, s.start, s.end, (key,), found, "a statement names")


def _of_credits(d: Document, paper: int, book: NameBook) -> Iterator[_Citing]:
    """The credit lines and the byline, as far as they stand in the text: they speak for the whole document. A publisher's own name does not."""
    own = _key(d.outlet.value, book) if d.outlet else None
    for fact in (*d.credits, *([d.byline] if d.byline else [])):
        keys = tuple(dict.fromkeys(k for n in credited(fact.value) if (k := _key(n, book)) and k != own))
        if keys and fact.start is not None and fact.end is not None:
            yield _Citing(paper, fact.start, fact.end, keys, None, "a credit line names")


def _of_mentions(d: Document, paper: int, book: NameBook, papers: Papers) -> Iterator[_Citing]:
    """Quotations that are said to come from somebody's report."""
    for m in mentions.mentions(d):
        key = _key(m.name, book)
        if key:
            told = papers.known(terms(d.text, m.start, m.end))
            yield _Citing(paper, m.start, m.end, (key,), told, "the words before a quotation name", mentions.RULE)


def _publishers(d: Document, book: NameBook) -> set[str]:
    names = [d.outlet.value] if d.outlet else []
    names += credited(d.byline.value) if d.byline else []
    return {k for n in names if (k := _key(n, book))}


def _asked(c: _Citing, papers: Papers) -> array[int]:
    """The terms that a place tells; all of the document's where it has none of its own."""
    return papers.held(c.paper) if c.terms is None else c.terms


def _best(c: _Citing, telling: Iterable[Match], papers: Papers, settings: TraceSettings) -> Match | None:
    """Of the documents that tell enough of what a place tells the one that tells most and was not published later."""
    fits = [m for m in telling if m.paper != c.paper and not _later(papers.published[m.paper], papers.published[c.paper])]
    best = min(fits, key=lambda m: (-round(m.share, 9), papers.published[m.paper] or "~", papers.ids[m.paper]), default=None)
    return best if best is not None and best.terms >= settings.cite_terms else None


def _link(c: _Citing, best: Match, papers: Papers) -> Link:
    """The citation of the best document by a place."""
    asked = _asked(c, papers)
    place, document, other = papers.passage(best.paper, asked), papers.ids[c.paper], papers.ids[best.paper]
    return Link(
        id=make_id("link", "cites", document, c.start, c.end, other),
        kind="cites",
        left=Place(document, c.start, c.end),
        right=Place(other, place.start, place.end),
        direction="right",
        direction_score=_NAMED,
        score=round(min(1.0, best.share), 4),
        rule=c.rule,
        why=(
            f"{c.what} the publisher of the other document",
            f"{best.share:.0%} of what it tells, by weight of its words, stands there",
        ),
    )


def _later(other: str | None, mine: str | None) -> bool:
    """Was the other document published on a later day?"""
    return other is not None and mine is not None and other[:10] > mine[:10]

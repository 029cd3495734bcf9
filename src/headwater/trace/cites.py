"""Cites: which document of the collection a statement, or a credit line, names as where it comes from.

A statement whose speaker or hop is the outlet (or the body in the byline) of another document cites that document, if the two tell the
same: of several documents of that outlet the one that shares most of the statement's uncommon words, published no later. Where none
shares enough there is no link; of a document that another statement of the page cites already, less is enough. So does a quotation whose
introduction names a publisher's report. Does not look for text that was taken without a name; that is `copies`.
"""

from __future__ import annotations

from array import array
from collections.abc import Container, Iterable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.records import Document, Entity, Link, Place, Problem, Statement, make_id
from headwater.settings import TraceSettings
from headwater.text.terms import terms
from headwater.trace import mentions
from headwater.trace.origins.names import NameBook, fold_source, is_generic
from headwater.trace.origins.voice import credited
from headwater.trace.papers import Index, Match, Papers

_Numbers = NDArray[np.uint32]
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
    """The citations, sorted by id. ``left`` is the citing place, ``right`` the sentence that tells the same.

    Documents are read first, so that of the statements only those that name a publisher need be kept. The work is linear in the documents
    but for the candidates of a place, which are found by the rarest words it shares with pages of the publisher.
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


def _links(citing: list[_Citing], published_by: dict[str, array[int]], papers: Papers, settings: TraceSettings) -> Iterator[Link]:
    """The link of each place that has one, sorted by id."""
    named = {n for c in citing for n in c.names if n in published_by}
    among = {n: np.array(sorted(set(published_by[n])), dtype=np.uint32) for n in sorted(named)}
    asked = {t for c in citing for t in (papers.held(c.paper) if c.terms is None else c.terms)}
    index = papers.index((p for n in named for p in published_by[n]), asked)
    found: dict[str, Link] = {}
    cited: dict[int, set[int]] = {}
    for c in citing:
        best = _best(c, among, papers, index, settings.cite_share)
        if best is not None and best.terms >= settings.cite_terms:
            cited.setdefault(c.paper, set()).add(best.paper)
            link = _link(c, best, papers)
            found[link.id] = link
    for c in citing:
        if c.paper not in cited or c.terms is None:
            continue
        again = np.array(sorted(cited[c.paper]), dtype=np.uint32)
        best = _best(c, {n: np.intersect1d(among[n], again) for n in c.names if n in among}, papers, index, settings.cite_again)
        if best is not None and best.terms >= settings.cite_terms:
            link = _link(c, best, papers)
            found.setdefault(link.id, link)
    yield from (found[id] for id in sorted(found))


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


def _best(c: _Citing, among: Mapping[str, _Numbers], papers: Papers, index: Index, share: float) -> Match | None:
    """The document that tells most of what a place tells, at least ``share`` of it, and was not published later."""
    asked = papers.held(c.paper) if c.terms is None else c.terms
    fits = [
        m
        for name in c.names
        if name in among and len(among[name])
        for m in index.telling(asked, among[name], share)
        if m.paper != c.paper and not _later(papers.published[m.paper], papers.published[c.paper])
    ]
    return min(fits, key=lambda m: (-round(m.share, 9), papers.published[m.paper] or "~", papers.ids[m.paper]), default=None)


def _link(c: _Citing, best: Match, papers: Papers) -> Link:
    """The citation of the best document by a place."""
    asked = papers.held(c.paper) if c.terms is None else c.terms
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

"""Cites: which document of the collection a statement, or a credit line, names as where it comes from.

A statement whose speaker or hop is the outlet (or the body in the byline) of another document cites that document, if the two tell the
same: of several documents of that outlet the one that shares most of the statement's uncommon words, published no later. Where none
shares enough there is no link. So does a quotation whose introduction names a publisher's report. Does not look for text that was taken
without a name; that is `copies`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headwater.records import Document, Entity, Link, Place, Problem, Statement, Stretch, make_id
from headwater.settings import TraceSettings
from headwater.text.sentences import sentences
from headwater.text.terms import terms
from headwater.trace import mentions
from headwater.trace.origins.names import NameBook, fold_source, is_generic
from headwater.trace.origins.voice import credited

_RULE = "trace/cites"
#: How sure it is that the cited document came first: the page says so itself, but it may mean another page of that publisher.
_NAMED = 0.95


@dataclass(frozen=True, slots=True)
class _Citing:
    """A place that names others: their keys, and the terms of what it tells."""

    document: str
    start: int
    end: int
    names: tuple[str, ...]
    terms: frozenset[str]
    what: str
    rule: str = _RULE


@dataclass(frozen=True, slots=True)
class _Citable:
    """A document that can be cited: who publishes it, its date, and the terms of its sentences."""

    document: str
    published: str | None
    sentences: tuple[tuple[Stretch, frozenset[str]], ...]
    all: frozenset[str]


def cites(
    settings: TraceSettings, *, documents: Iterable[Document], statements: Iterable[Statement], entities: Iterable[Entity]
) -> Iterator[Link | Problem]:
    """The citations, sorted by id. ``left`` is the citing place, ``right`` the sentence that tells the same, or the cited title."""
    book = NameBook(entities)
    citing = [c for s in statements for c in _of_statement(s, book)]
    wanted = {name for c in citing for name in c.names}
    by_name: dict[str, list[_Citable]] = defaultdict(list)
    common: Counter[str] = Counter()
    dates: dict[str, str | None] = {}
    for d in documents:
        common.update(terms(d.text))
        dates[d.id] = d.published.value if d.published else None
        citing += _of_credits(d, book)
        citing += _of_mentions(d, book)
        publishers = _publishers(d, book)
        if publishers & wanted or d.outlet:
            citable = _citable(d, whole=bool(publishers & wanted))
            for name in sorted(publishers):
                by_name[name].append(citable)
    weigh = _Weights(common, len(dates), settings.cite_prior)
    found = {}
    for c in citing:
        link = _link(c, by_name, dates, weigh, settings)
        if link is not None:
            found[link.id] = link
    yield from (found[id] for id in sorted(found))


class _Weights:
    """How much a term says: the rarer in the collection, the more. ``prior`` documents are added, so that small collections weigh too."""

    def __init__(self, common: Counter[str], documents: int, prior: int) -> None:
        self._common, self._all = common, documents + prior

    def sum(self, of: Iterable[str]) -> float:
        return math.fsum(sorted(math.log(self._all / (1 + self._common[t])) for t in of))


def _key(name: str, book: NameBook) -> str | None:
    """What a name is known by: its entity, or its folded form; None for words that name nobody."""
    if is_generic(name):
        return None
    entity = book.entity(name)
    return entity.id if entity else fold_source(name)


def _of_statement(s: Statement, book: NameBook) -> Iterator[_Citing]:
    """The speaker and every hop: each may have a page of its own in the collection."""
    names = [s.value.speaker] if s.value.speaker and s.value.named else []
    keys = tuple(dict.fromkeys(k for n in (*names, *(h.name for h in s.value.via)) if (k := _key(n, book))))
    told = " ".join(s.text[c.start - s.start : c.end - s.start] for c in s.parts.content) or s.text
    for key in keys:
        yield _Citing(s.document, s.start, s.end, (key,), terms(told), "a statement names")


def _of_credits(d: Document, book: NameBook) -> Iterator[_Citing]:
    """The credit lines and the byline, as far as they stand in the text: they speak for the whole document. A publisher's own name does not."""
    own = _key(d.outlet.value, book) if d.outlet else None
    for fact in (*d.credits, *([d.byline] if d.byline else [])):
        keys = tuple(dict.fromkeys(k for n in credited(fact.value) if (k := _key(n, book)) and k != own))
        if keys and fact.start is not None and fact.end is not None:
            yield _Citing(d.id, fact.start, fact.end, keys, terms(d.text), "a credit line names")


def _of_mentions(d: Document, book: NameBook) -> Iterator[_Citing]:
    """Quotations that are said to come from somebody's report."""
    for m in mentions.mentions(d):
        key = _key(m.name, book)
        if key:
            yield _Citing(
                d.id,
                m.start,
                m.end,
                (key,),
                terms(d.text, m.start, m.end),
                "the words before a quotation name",
                mentions.RULE,
            )


def _publishers(d: Document, book: NameBook) -> set[str]:
    names = [d.outlet.value] if d.outlet else []
    names += credited(d.byline.value) if d.byline else []
    return {k for n in names if (k := _key(n, book))}


def _citable(d: Document, *, whole: bool) -> _Citable:
    """``whole``: a statement names its publisher, so its sentences are kept; else its terms do, for credit lines."""
    found = [(s, terms(d.text, s.start, s.end)) for b in d.body for s in sentences(d.text, b.start, b.end)] if whole else []
    if whole and not found:
        found = [(Stretch(0, len(d.text)), terms(d.text, 0, len(d.text)))]
    return _Citable(d.id, d.published.value if d.published else None, tuple(found), terms(d.text))


def _link(
    c: _Citing, by_name: dict[str, list[_Citable]], dates: dict[str, str | None], weigh: _Weights, settings: TraceSettings
) -> Link | None:
    """The best document that a place may cite; None if none tells enough of the same."""
    total = weigh.sum(c.terms)
    best: tuple[float, _Citable] | None = None
    for name in c.names:
        for other in by_name.get(name, ()):
            if other.document == c.document or _later(other.published, dates.get(c.document)):
                continue
            share = weigh.sum(c.terms & other.all) / total if total else 0.0
            rank = (-share, other.published or "~", other.document)
            if share >= settings.cite_share and (best is None or rank < (-best[0], best[1].published or "~", best[1].document)):
                best = (share, other)
    if best is None or len(c.terms & best[1].all) < settings.cite_terms:
        return None
    share, other = best
    place = _passage(c, other, weigh)
    return Link(
        id=make_id("link", "cites", c.document, c.start, c.end, other.document),
        kind="cites",
        left=Place(c.document, c.start, c.end),
        right=Place(other.document, place.start, place.end),
        direction="right",
        direction_score=_NAMED,
        score=round(min(1.0, share), 4),
        rule=c.rule,
        why=(
            f"{c.what} the publisher of the other document",
            f"{share:.0%} of what it tells, by weight of its words, stands there",
        ),
    )


def _later(other: str | None, mine: str | None) -> bool:
    """Was the other document published on a later day?"""
    return other is not None and mine is not None and other[:10] > mine[:10]


def _passage(c: _Citing, other: _Citable, weigh: _Weights) -> Stretch:
    """The sentence that shares most with the citing place; the first one if none shares anything."""
    if not other.sentences:
        return Stretch(0, 0)
    ranked = [(-weigh.sum(c.terms & words), s.start, s) for s, words in other.sentences]
    return min(ranked, key=lambda r: r[:2])[2]

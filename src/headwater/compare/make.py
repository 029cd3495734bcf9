"""Make: a claim of a group of items, with its gist, its standing and its origins counted, and the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.compare.evolve import Dated, standing, when
from headwater.compare.gist import figure_gist, statement_gist
from headwater.compare.independence import Origins
from headwater.compare.item import Paper
from headwater.compare.rested import Rested
from headwater.compare.shelf import Item, Shelf
from headwater.records import Account, Claim, make_id

_RULE = "compare/claims"


class Maker:
    """Makes claims of groups of items, by the number of their shelf and their own numbers on it; ``parts`` are figures that count only some of a whole."""

    def __init__(self, papers: list[Paper], shelves: tuple[Shelf, ...], rested: Rested, known: Origins, parts: frozenset[int]) -> None:
        self._papers, self._shelves, self._rested, self._known, self._parts = papers, shelves, rested, known, parts

    def claim(self, shelf: int, members: list[int], score: float) -> Claim:
        """One claim, its accounts in order of date, document and place."""
        papers = self._papers
        chosen = sorted(
            ((self._shelves[shelf][n], n) for n in members),
            key=lambda row: (papers[row[0].document].published or "~", papers[row[0].document].id, row[0].start, row[0].span),
        )
        accounts = [self._account(item, *self._rested.of(shelf, n)) for item, n in chosen]
        at = [k for k, (_, n) in enumerate(chosen) if shelf or n not in self._parts]  # the others tell only a part
        whole = [accounts[k] for k in at]
        published = [papers[chosen[k][0].document].published for k in at]
        if whole[0].figure:
            kind, gist = "figure", figure_gist(whole, published)
            stands, stands_why = self._standing(whole, published, {a.document for a in accounts})
        else:
            documents = len({a.document for a in accounts})
            stands, stands_why = ("agree", f"{documents} documents tell it") if documents > 1 else ("single", "one document tells it")
            kind, gist = "statement", statement_gist(self._speaker(accounts[0]), chosen[0][0].shown)
        weighed, count, origins_why = self._known.weigh(whole, differ=stands == "differ")
        for k, a in zip(at, weighed, strict=True):
            accounts[k] = a
        why = [stands_why, origins_why]
        if len(accounts) > 1:
            why.append(f"{len(accounts)} accounts joined by {_JOINED[kind]} ({score:.2f} on average)")
        return Claim(
            id=make_id("claim", *sorted(a.span for a in accounts)),
            kind=kind,
            gist=gist,
            accounts=tuple(accounts),
            origins=tuple(sorted({a.origin for a in accounts if a.origin})),
            independent=count,
            standing=stands,
            score=round(score, 4),
            rule=_RULE,
            why=tuple(why),
        )

    def _standing(self, whole: Sequence[Account], published: Sequence[str | None], documents: set[str]) -> tuple[str, str]:
        """How the figures of a claim stand to one another, and why; ``documents`` are those of all its accounts, also of such as tell only a part."""
        dated = [
            Dated(when(a.figure, p), p, a.document, self._known.root(a.origin), a.figure)
            for a, p in zip(whole, published, strict=True)
            if a.figure
        ]
        stands, why = standing(dated)
        beside = len(documents) - len({a.document for a in whole})
        if not beside:
            return stands, why
        told = f"{beside} more {'tells' if beside == 1 else 'tell'} only of some of those who are counted (taken to be the same: they are not added up)"
        return ("different_scope" if stands in ("single", "agree") else stands), f"{why}; {told}"

    def _account(self, item: Item, origin: str, grade: str) -> Account:
        return Account(
            span=item.span,
            document=self._papers[item.document].id,
            start=item.start,
            end=item.end,
            text=item.text,
            origin=origin,
            grade=grade,
            figure=item.figure,
            statement=item.statement,
        )

    def _speaker(self, a: Account) -> str:
        return (a.statement and a.statement.speaker) or self._known.label(a.origin)


_JOINED = {
    "figure": "what they count, the event their documents tell (names, places, words, days) and the uncommon words around them",
    "statement": "who says it and the uncommon words in it",
}

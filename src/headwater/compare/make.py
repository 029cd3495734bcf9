"""Make: a claim of a group of items, with its gist, its standing and its origins counted, and the reasons in words."""

from __future__ import annotations

from headwater.compare.evolve import Dated, standing, when
from headwater.compare.gist import figure_gist, statement_gist
from headwater.compare.independence import Origins
from headwater.compare.item import Paper
from headwater.compare.rested import Rested
from headwater.compare.shelf import Item, Shelf
from headwater.records import Account, Claim, make_id

_RULE = "compare/claims"


class Maker:
    """Makes claims of groups of items, by the number of their shelf and their own numbers on it."""

    def __init__(self, papers: list[Paper], shelves: tuple[Shelf, ...], rested: Rested, known: Origins) -> None:
        self._papers, self._shelves, self._rested, self._known = papers, shelves, rested, known

    def claim(self, shelf: int, members: list[int], score: float) -> Claim:
        """One claim, its accounts in order of date, document and place."""
        papers = self._papers
        chosen = sorted(
            ((self._shelves[shelf][n], n) for n in members),
            key=lambda row: (papers[row[0].document].published or "~", papers[row[0].document].id, row[0].start, row[0].span),
        )
        accounts = tuple(self._account(item, *self._rested.of(shelf, n)) for item, n in chosen)
        published = [papers[i.document].published for i, _ in chosen]
        if accounts[0].figure:
            dated = [
                Dated(when(a.figure, p), p, a.document, self._known.root(a.origin), a.figure)
                for a, p in zip(accounts, published, strict=True)
                if a.figure
            ]
            stands, stands_why = standing(dated)
            kind, gist = "figure", figure_gist(accounts, published)
        else:
            documents = len({a.document for a in accounts})
            stands, stands_why = ("agree", f"{documents} documents tell it") if documents > 1 else ("single", "one document tells it")
            kind, gist = "statement", statement_gist(self._speaker(accounts[0]), chosen[0][0].shown)
        accounts, count, origins_why = self._known.weigh(accounts, differ=stands == "differ")
        why = [stands_why, origins_why]
        if len(accounts) > 1:
            why.append(f"{len(accounts)} accounts joined by {_JOINED[kind]} ({score:.2f} on average)")
        return Claim(
            id=make_id("claim", *sorted(a.span for a in accounts)),
            kind=kind,
            gist=gist,
            accounts=accounts,
            origins=tuple(sorted({a.origin for a in accounts if a.origin})),
            independent=count,
            standing=stands,
            score=round(score, 4),
            rule=_RULE,
            why=tuple(why),
        )

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

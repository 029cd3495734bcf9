"""Claims: the accounts of one thing, brought together across documents, with their origins counted.

Every figure that counts something and every top-level statement is in exactly one claim; most are alone in theirs. Holds nobody right.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator

from headwater.compare.cluster import cluster
from headwater.compare.copied import copied
from headwater.compare.evolve import standing, when
from headwater.compare.figures import FigureMatch, telling
from headwater.compare.gist import figure_gist, statement_gist
from headwater.compare.independence import Origins
from headwater.compare.item import Item, Reader, account
from headwater.compare.kinds import measure_key
from headwater.compare.numbers import centre
from headwater.compare.sense import Sense, keyed
from headwater.compare.statements import StatementMatch
from headwater.errors import PROBLEMS
from headwater.records import Account, Claim, Document, Entity, Figure, Link, Name, Origin, Problem, Rest, Statement, make_id
from headwater.settings import CompareSettings

_RULE = "compare/claims"
#: The ways in which a page names its source, rather than being it.
_NAMED_WAYS = frozenset(("cites", "quotes", "credit"))

Groups = list[tuple[list[int], float]]


def claims(
    settings: CompareSettings,
    *,
    documents: Iterable[Document],
    figures: Iterable[Figure],
    statements: Iterable[Statement],
    names: Iterable[Name],
    entities: Iterable[Entity],
    copies: Iterable[Link],
    origins: Iterable[Origin],
    rests: Iterable[Rest],
) -> Iterator[Claim | Problem]:
    """The claims, sorted by id; then a problem for the words that were too common to pair anything."""
    reader = Reader()
    reader.read(documents, figures, statements)
    of_span = {r.span: r for r in rests}
    cited = {r.origin for r in of_span.values() if r.way in _NAMED_WAYS}
    cited |= {r.origin for r in of_span.values() if r.way == "copies" and len(r.chain) > 1}
    known = Origins(origins, cited)
    sense = Sense(reader.papers, reader.ranks(), settings)
    links = sorted(copies, key=lambda c: c.id)
    maker = _Maker(reader, of_span, known)
    made = [maker.claim(reader.figures, *group) for group in _figure_groups(reader, sense, links, settings)]
    made += [maker.claim(reader.statements, *group) for group in _statement_groups(reader, sense, links, settings, of_span, known)]
    yield from sorted(made, key=lambda c: c.id)
    if sense.cut:
        most = settings.key_documents
        message = f"{len(sense.cut)} words stand in more than {most} documents each and were not used to find pairs of documents."
        yield Problem(stage="claims", kind="too-common", message=message, hint=PROBLEMS["too-common"])


def _figure_groups(reader: Reader, sense: Sense, links: list[Link], settings: CompareSettings) -> Groups:
    """The figures that tell one thing, as groups of their numbers."""
    items = reader.figures
    numbers = {p.id: n for n, p in enumerate(reader.papers)}
    together = copied(links, items, numbers)
    match = FigureMatch(reader.papers, sense, settings, {_spans(items[a], items[b]) for a, b in together})
    rows, numbered = _by_key(items, settings)
    pairs = {(d, d) for d in rows} | set(sense.pairs()) | {_two(items[a].document, items[b].document) for a, b in together}
    asked = {(a, b) for d, e in pairs for key in rows[d].keys() & rows[e].keys() for a in rows[d][key] for b in rows[e][key] if a < b}
    for a, b in (pair for row in numbered.values() for pair in itertools.combinations(row, 2)):
        # two bare counts in documents that have nothing else in common are mostly page numbers and picture counts
        if _measured(items[a]) or _measured(items[b]) or (items[a].document, items[b].document) in pairs:
            asked.add((a, b))
    asked.update(together)
    scored = ((match.score(items[a], items[b]), a, b) for a, b in sorted(asked))
    edges = [(s, a, b) for s, a, b in scored if s is not None and s >= settings.same_figure]
    return cluster(len(items), edges, lambda a, b: match.score(items[a], items[b]), settings.same_figure)


def _by_key(items: list[Item], settings: CompareSettings) -> tuple[dict[int, dict[tuple[str, str], list[int]]], dict[float, list[int]]]:
    """The figures of each document by what they count, and those of each telling number that no more than a few documents give."""
    rows: dict[int, dict[tuple[str, str], list[int]]] = defaultdict(lambda: defaultdict(list))
    numbered: dict[float, list[int]] = defaultdict(list)
    for n, item in enumerate(items):
        if item.figure is not None:
            rows[item.document][measure_key(item.figure)].append(n)
            mid = centre(item.figure)
            if mid is not None and telling(item.figure, settings):
                numbered[mid].append(n)
    return rows, {mid: row for mid, row in numbered.items() if len(row) <= settings.key_documents}


def _measured(item: Item) -> bool:
    """Is it said what happened to those counted?"""
    return item.figure is not None and item.figure.measure != "count"


def _statement_groups(
    reader: Reader, sense: Sense, links: list[Link], settings: CompareSettings, rests: dict[str, Rest], known: Origins
) -> Groups:
    """The statements that are one said thing, as groups of their numbers."""
    items = reader.statements
    roots = {span: known.root(r.origin) for span, r in rests.items()}
    match = StatementMatch(reader.papers, sense, settings, roots)
    pairs, _ = keyed(((n, i.terms) for n, i in enumerate(items)), sense, settings.statement_keys, settings.key_documents)
    edges = []
    for a, b in pairs:
        s = match.score(items[a], items[b])
        if s is not None and s >= settings.same_statement:
            edges.append((s, a, b))
    return cluster(len(items), edges, lambda a, b: match.score(items[a], items[b]), settings.same_statement)


def _two(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def _spans(a: Item, b: Item) -> tuple[str, str]:
    return (a.span, b.span) if a.span < b.span else (b.span, a.span)


class _Maker:
    """Makes claims of groups of items."""

    def __init__(self, reader: Reader, rests: dict[str, Rest], known: Origins) -> None:
        self._reader, self._rests, self._known = reader, rests, known

    def claim(self, items: list[Item], members: list[int], score: float) -> Claim:
        """One claim, its accounts in order of date, document and place."""
        papers = self._reader.papers
        chosen = sorted(
            (items[n] for n in members), key=lambda i: (papers[i.document].published or "~", papers[i.document].id, i.start, i.span)
        )
        accounts = tuple(account(i, papers, self._rests) for i in chosen)
        published = [papers[i.document].published for i in chosen]
        if accounts[0].figure:
            dated = [(when(a.figure, p), a.document, a.figure) for a, p in zip(accounts, published, strict=True) if a.figure]
            stands, stands_why = standing(dated)
            kind, gist = "figure", figure_gist(accounts, published)
        else:
            documents = len({a.document for a in accounts})
            stands, stands_why = ("agree", f"{documents} documents tell it") if documents > 1 else ("single", "one document tells it")
            kind, gist = "statement", statement_gist(self._speaker(accounts[0]), chosen[0].shown)
        accounts, count, origins_why = self._known.weigh(accounts, differ=stands == "differ")
        why = [stands_why, origins_why]
        if len(accounts) > 1:
            why.append(
                f"{len(accounts)} accounts joined by what they count or say and the uncommon words around it ({score:.2f} on average)"
            )
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

    def _speaker(self, a: Account) -> str:
        return (a.statement and a.statement.speaker) or self._known.label(a.origin)

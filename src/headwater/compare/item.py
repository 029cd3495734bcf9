"""Item: one account on its way into a claim, with what is compared; and the reading that makes items without keeping texts."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headwater.records import Account, Document, Figure, FigureValue, Rest, Statement, StatementValue
from headwater.text.terms import term_list_places

#: Figures of these measures tell no claim of their own: how long, how old.
NO_CLAIM = frozenset(("duration", "age"))
#: Context of a figure: its sentence and so many characters on either side, about a sentence of news each.
_AROUND = 200
_SHOWN = 140


@dataclass(frozen=True, slots=True)
class Item:
    """One account. ``terms`` are of the sentence (a statement: of its content), ``context`` also of what stands around; as numbers."""

    span: str
    document: int
    start: int
    end: int
    text: str
    shown: str
    terms: frozenset[int]
    context: frozenset[int]
    figure: FigureValue | None = None
    statement: StatementValue | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """What is kept of a document: its id, its day, and how often each term stands in it."""

    id: str
    published: str | None
    counts: dict[int, int]


class Reader:
    """Reads the collection into papers and items. Numbers for terms are given in order of meeting; nothing depends on them."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self.papers: list[Paper] = []
        self.figures: list[Item] = []
        self.statements: list[Item] = []

    def ranks(self) -> list[int]:
        """The place of each term in the alphabet, by its number: an order that does not depend on the order of reading."""
        out = [0] * len(self._number)
        for rank, term in enumerate(sorted(self._number)):
            out[self._number[term]] = rank
        return out

    def _id(self, term: str) -> int:
        return self._number.setdefault(term, len(self._number))

    def read(self, documents: Iterable[Document], figures: Iterable[Figure], statements: Iterable[Statement]) -> None:
        """Read everything; top-level statements and figures that count something become items, in order of document and place."""
        counted: dict[str, list[Figure]] = defaultdict(list)
        for f in figures:
            if f.value.measure not in NO_CLAIM:
                counted[f.document].append(f)
        said: dict[str, list[Statement]] = defaultdict(list)
        for s in statements:
            if s.parent is None:
                said[s.document].append(s)
        for d in documents:
            self._document(d, counted.pop(d.id, []), said.pop(d.id, []))
        self._sort()

    def _document(self, d: Document, figures: list[Figure], statements: list[Statement]) -> None:
        found = term_list_places(d.text)
        starts = [at for at, _ in found]
        ids = [self._id(t) for _, t in found]
        counts: dict[int, int] = defaultdict(int)
        for i in ids:
            counts[i] += 1
        number = len(self.papers)
        self.papers.append(Paper(d.id, d.published.value[:10] if d.published else None, dict(counts)))

        def between(start: int, end: int) -> Iterator[int]:
            return iter(ids[bisect_left(starts, start) : bisect_left(starts, end)])

        for f in figures:
            a, b = f.sentence.start, f.sentence.end
            context = frozenset(between(max(0, a - _AROUND), b + _AROUND))
            self.figures.append(Item(f.id, number, f.start, f.end, f.text, f.text, frozenset(between(a, b)), context, figure=f.value))
        for s in statements:
            pieces = s.parts.content
            terms = frozenset(i for c in pieces for i in between(c.start, c.end)) or frozenset(between(s.start, s.end))
            shown = " ".join((" … ".join(d.text[c.start : c.end] for c in pieces) or s.text).split())[:_SHOWN]
            self.statements.append(Item(s.id, number, s.start, s.end, s.text, shown, terms, terms, statement=s.value))

    def _sort(self) -> None:
        """Papers by date and id, items by paper and place: so that nothing depends on the order of the input."""
        order = sorted(range(len(self.papers)), key=lambda n: (self.papers[n].published or "~", self.papers[n].id))
        place = {old: new for new, old in enumerate(order)}
        self.papers = [self.papers[n] for n in order]
        for name in ("figures", "statements"):
            items: list[Item] = getattr(self, name)
            moved = [
                Item(i.span, place[i.document], i.start, i.end, i.text, i.shown, i.terms, i.context, i.figure, i.statement) for i in items
            ]
            setattr(self, name, sorted(moved, key=lambda i: (i.document, i.start, i.end, i.span)))


def account(item: Item, papers: list[Paper], rests: dict[str, Rest]) -> Account:
    """The record of an account. A span that nothing was found for rests on nothing that is known."""
    rest = rests.get(item.span)
    return Account(
        span=item.span,
        document=papers[item.document].id,
        start=item.start,
        end=item.end,
        text=item.text,
        origin=rest.origin if rest else "",
        grade=rest.grade if rest else "cannot_tell",
        figure=item.figure,
        statement=item.statement,
    )

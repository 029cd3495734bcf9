"""Item: the reading that makes items of figures and statements and keeps of the texts only numbers for their terms."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from headwater.compare.ids import Numbers
from headwater.compare.shelf import Item, Shelf
from headwater.records import Dated, Document, Figure, FigureValue, Name, Statement, StatementValue
from headwater.text.terms import term_list_places

#: Figures of these measures tell no claim of their own: how long, how old.
NO_CLAIM = frozenset(("duration", "age"))
#: Context of a figure: its sentence and so many characters on either side, about a sentence of news each.
_AROUND = 200
#: The rule that counts one person described or named.
_ONE = "implicit"


@dataclass(frozen=True, slots=True)
class Paper:
    """What is kept of a document: its id, when it was published (to the minute where it says so), and the range of its terms."""

    id: str
    published: str | None
    first: int
    last: int


class Named:
    """The terms that stand in names of one kind, by their documents: once settled, those of each document end to end."""

    def __init__(self) -> None:
        self._papers, self._terms = array("i"), array("i")
        self._ends: npt.NDArray[np.int64] = np.zeros(1, np.int64)

    def append(self, paper: int, terms: array[int]) -> None:
        """Put the terms of one more name to a document."""
        self._papers.extend([paper] * len(terms))
        self._terms.extend(terms)

    def settle(self, place: npt.NDArray[np.int32]) -> None:
        """Sort by document; ``place`` gives the documents their final numbers."""
        papers = place[np.array(self._papers, np.int32)]
        order = np.argsort(papers, kind="stable")
        self._terms, self._papers = array("i", np.array(self._terms, np.int32)[order].tobytes()), array("i")
        self._ends = np.concatenate(([0], np.cumsum(np.bincount(papers, minlength=len(place)))))

    def __getitem__(self, paper: int) -> array[int]:
        """The terms of a document's names."""
        return self._terms[int(self._ends[paper]) : int(self._ends[paper + 1])]


class Reader:
    """Reads the collection into papers and items. Numbers for terms are given in order of meeting; nothing depends on them."""

    def __init__(self) -> None:
        self._number: dict[str, int] = {}
        self._starts = array("i")  # where each term stands in its document; needed only while reading
        self._paper: dict[str, int] = {}
        self._ages: dict[tuple[int, int], str] = {}  # by paper, and by where the age starts and ends; needed only while reading
        self._named: list[tuple[int, int, int, int]] = []
        self.terms: array[int] = array("i")
        self.papers: list[Paper] = []
        self.named = {"person": Named(), "place": Named()}
        self.figures = Shelf(FigureValue)
        self.statements = Shelf(StatementValue)

    def ranks(self) -> array[int]:
        """The place of each term in the alphabet, by its number: an order that does not depend on the order of reading. The terms are then let go."""
        out = array("i", bytes(4 * len(self._number)))
        for rank, term in enumerate(sorted(self._number)):
            out[self._number[term]] = rank
        self._number = {}
        return out

    def numbers(self) -> Numbers:
        """The numbers of the documents, by their ids."""
        return Numbers(np.array([p.id.encode() for p in self.papers], "S"))

    def read(
        self, documents: Iterable[Document | Dated], figures: Iterable[Figure], statements: Iterable[Statement], names: Iterable[Name]
    ) -> None:
        """Read everything; top-level statements and figures that count something become items, in order of document and place."""
        for d in documents:
            self._document(d)
        for n in names:
            if n.document in self._paper:
                self._name(n)
        for f in figures:
            if f.document in self._paper:
                self._figure(f)
        for s in statements:
            if s.parent is None and s.document in self._paper:
                self._statement(s)
        self._settle()

    def _between(self, paper: int, start: int, end: int) -> tuple[int, int]:
        """The range of terms that begin in a stretch of a document."""
        p = self.papers[paper]
        first = bisect_left(self._starts, start, p.first, p.last)
        return first, bisect_left(self._starts, end, first, p.last)

    def _document(self, d: Document | Dated) -> None:
        first = len(self.terms)
        for at, term in term_list_places(d.text):
            self._starts.append(at)
            self.terms.append(self._number.setdefault(term, len(self._number)))
        self._paper[d.id] = len(self.papers)
        published = sys.intern(d.published.value) if d.published else None
        self.papers.append(Paper(d.id, published, first, len(self.terms)))

    def _name(self, n: Name) -> None:
        paper = self._paper[n.document]
        first, last = self._between(paper, n.start, n.end)
        if n.value.kind in self.named:
            self.named[n.value.kind].append(paper, self.terms[first:last])

    def _figure(self, f: Figure) -> None:
        paper = self._paper[f.document]
        if f.value.measure == "age" and f.value.unit == "year" and f.value.value is not None:
            self._ages[paper, f.start] = self._ages[paper, f.end] = f"{f.value.value:g}"
        if f.value.measure in NO_CLAIM:
            return
        described = f.rule == _ONE and f.value.value == 1
        around = self._between(paper, f.sentence.start - _AROUND, f.sentence.end + _AROUND)
        at = self.figures.append(Item(f.id, paper, f.start, f.end, f.text, (around,), figure=f.value, described=described))
        if described and not f.value.group:
            self._named.append((at, paper, f.start, f.end))

    def _statement(self, s: Statement) -> None:
        paper = self._paper[s.document]
        words = tuple(self._between(paper, c.start, c.end) for c in s.parts.content)
        if all(first == last for first, last in words):
            words = (self._between(paper, s.start, s.end),)
        said = tuple((max(0, c.start - s.start), max(0, c.end - s.start)) for c in s.parts.content)
        self.statements.append(Item(s.id, paper, s.start, s.end, s.text, words, said, statement=s.value))

    def _settle(self) -> None:
        """Papers by date and id, items by paper and place: so that nothing depends on the order of the input."""
        order = sorted(range(len(self.papers)), key=lambda n: (self.papers[n].published or "~", self.papers[n].id))
        place = np.empty(len(order), np.int32)
        place[order] = np.arange(len(order), dtype=np.int32)
        self.papers = [self.papers[n] for n in order]
        for n, paper, start, end in self._named:
            if age := self._ages.get((paper, end + len(", "))) or self._ages.get((paper, start - len(" "))):
                self.figures.give_age(n, age)
        self._starts, self._paper, self._ages, self._named = array("i"), {}, {}, []
        for named in self.named.values():
            named.settle(place)
        self.figures.settle(place)
        self.statements.settle(place)

"""Papers: the terms of every document by sentence, as numbers in a few long arrays, to be asked which document tells what a place tells.

About 2 kB a document, where sets of strings would take twenty. Texts are not kept. Knows no names and no citations.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.records import Document, Stretch
from headwater.text.sentences import sentences
from headwater.text.terms import term_list

#: Documents whose terms are sorted at a time: 20,000 hold about 6 million.
_AT_A_TIME = 20_000


class Match(NamedTuple):
    """A document (by number) that tells a share of what was asked, by weight, with that many terms in common."""

    paper: int
    share: float
    terms: int


class Papers:
    """The documents read so far, in order of reading."""

    def __init__(self, prior: int) -> None:
        """``prior``: imagined documents behind the collection, so that shared words weigh in a small one too."""
        self._prior = prior
        self._number: dict[str, int] = {}
        self._in = array("I")  # term -> how many documents hold it
        self._digits: set[int] = set()  # the terms that are numbers
        self._terms = array("I")  # the terms of all sentences of all documents, each once in a sentence
        self._begin = array("Q")  # sentence -> where its terms begin; one more at the end
        self._start, self._end = array("I"), array("I")  # sentence -> its place in the text; 0, 0 for what stands outside the body
        self._first = array("Q", [0])  # document -> its first sentence; one more at the end
        self.ids: list[str] = []
        self.published: list[str | None] = []

    def add(self, document: Document) -> int:
        """Read a document; its number."""
        held: set[int] = set()
        for stretch in (s for b in document.body for s in sentences(document.text, b.start, b.end)):
            self._sentence(stretch, term_list(document.text, stretch.start, stretch.end), held)
        rest = [t for t in term_list(document.text) if self._number.get(t, -1) not in held]
        self._sentence(Stretch(0, 0), rest, held)
        for n in held:
            self._in[n] += 1
        self._first.append(len(self._start))
        self.ids.append(document.id)
        self.published.append(document.published.value if document.published else None)
        return len(self.ids) - 1

    def _sentence(self, place: Stretch, terms: Iterable[str], held: set[int]) -> None:
        self._begin.append(len(self._terms))
        self._start.append(place.start)
        self._end.append(place.end)
        for n in sorted(self._numbers(terms)):
            self._terms.append(n)
            held.add(n)

    def _numbers(self, terms: Iterable[str]) -> set[int]:
        out = set()
        for t in terms:
            n = self._number.setdefault(t, len(self._number))
            if n == len(self._in):
                self._in.append(0)
                if t[0].isdigit():
                    self._digits.add(n)
            out.add(n)
        return out

    def known(self, terms: Iterable[str]) -> array[int]:
        """Terms as numbers, sorted. Those that no document holds have numbers too: they weigh most."""
        return array("I", sorted(self._numbers(terms)))

    def held(self, paper: int) -> array[int]:
        """The terms of a document, sorted."""
        return array("I", sorted(set(self._span(self._first[paper], self._first[paper + 1]))))

    def _span(self, first: int, last: int) -> array[int]:
        """The terms of some sentences in a row."""
        return self._terms[self._begin[first] : self._begin[last] if last < len(self._begin) else len(self._terms)]

    def weight(self, terms: Iterable[int]) -> float:
        """How much terms say together: the rarer in the collection, the more (idf)."""
        every = len(self.ids) + self._prior
        return math.fsum(math.log(every / (1 + self._in[n])) for n in terms)

    def passage(self, paper: int, asked: Iterable[int]) -> Stretch:
        """The sentence of a document that has most in common with some terms, those that give one of their numbers before all others; the first
        one if none has anything."""
        wanted = set(asked)
        best, place = (False, -1.0), Stretch(0, 0)
        for n in range(self._first[paper], self._first[paper + 1]):
            if not self._end[n]:
                continue
            shared = wanted.intersection(self._span(n, n + 1))
            found = not shared.isdisjoint(self._digits), self.weight(shared)
            if found > best:
                best, place = found, Stretch(self._start[n], self._end[n])
        return place

    def wanted(self, terms: Iterable[int]) -> NDArray[np.bool_]:
        """Some terms as a mask over all."""
        out = np.zeros(len(self._in), dtype=bool)
        out[list(terms)] = True
        return out

    def telling(self, asked: Iterable[int], papers: Iterable[int], share: float) -> Iterator[Match]:
        """Of some documents those that hold at least ``share`` of what some terms weigh, in the order given."""
        wanted = set(asked)
        total = self.weight(wanted)
        for paper in papers if total else ():
            shared = wanted.intersection(self.held(paper))
            part = self.weight(shared) / total
            if part >= share:
                yield Match(paper, part, len(shared))

    def index(self, papers: Iterable[int], wanted: NDArray[np.bool_], most: int) -> Index:
        """An index of some documents by the wanted terms that stand in no more than ``most`` of them."""
        pairs = np.sort(np.concatenate([np.empty(0, np.uint64), *self._pairs(sorted(set(papers)), wanted)]))
        return Index(self, pairs, most)

    def _pairs(self, papers: list[int], wanted: NDArray[np.bool_]) -> Iterator[NDArray[np.uint64]]:
        """Term and document in one number, for each wanted term of each document."""
        flat = np.frombuffer(self._terms, dtype=np.uint32) if self._terms else np.empty(0, np.uint32)
        for at in range(0, len(papers), _AT_A_TIME):
            some = papers[at : at + _AT_A_TIME]
            ranges = [(self._begin[self._first[p]], self._until(p)) for p in some]
            terms = np.concatenate([flat[a:b] for a, b in ranges])
            owner = np.repeat(np.array(some, dtype=np.uint64), [b - a for a, b in ranges])
            keep = wanted[terms]
            yield np.unique((terms[keep].astype(np.uint64) << np.uint64(32)) | owner[keep])

    def _until(self, paper: int) -> int:
        """Where the terms of a document end."""
        last = self._first[paper + 1]
        return self._begin[last] if last < len(self._begin) else len(self._terms)


class Index:
    """Which documents of a publisher hold a term. ``cut``: the terms asked for that stand in too many of them to find one by.

    Where no term is cut, every document that has the share asked for is found. Where some are, it must have one of the others.
    """

    def __init__(self, papers: Papers, pairs: NDArray[np.uint64], most: int) -> None:
        self._papers, self._pairs, self._most = papers, pairs, most
        self.cut: set[int] = set()

    def _with(self, term: int) -> NDArray[np.uint64]:
        """The documents that hold a term; none if they are too many."""
        low, high = np.searchsorted(self._pairs, np.array([term << 32, (term + 1) << 32], dtype=np.uint64))
        if high - low > self._most:
            self.cut.add(term)
            return self._pairs[:0]
        return self._pairs[low:high] & np.uint64(0xFFFFFFFF)

    def telling(self, asked: Iterable[int], share: float) -> Iterator[Match]:
        """The documents that hold at least ``share`` of what some terms weigh, in order of number."""
        rising = sorted(asked, key=lambda n: (-self._papers.weight([n]), n))
        weights = [self._papers.weight([n]) for n in rising]
        enough = share * self._papers.weight(rising) - 1e-9
        yield from self._papers.telling(rising, self._hopeful(rising, weights, enough), share)

    def _hopeful(self, rising: list[int], weights: list[float], enough: float) -> list[int]:
        """The documents that may have enough: by what they have of the terms that were looked up, if they had all of those that were cut."""
        found = [self._with(n) for n in rising]
        papers, at = np.unique(np.concatenate(found), return_inverse=True)
        has = np.bincount(at, np.repeat(weights, [len(f) for f in found]), len(papers))
        left = math.fsum(w for n, w in zip(rising, weights, strict=True) if n in self.cut)
        return papers[has + left >= enough].tolist()  # type: ignore[no-any-return]

"""Sense: how much two texts speak of the same, by the uncommon words they share.

Weights come from the collection's own counts (inverse document frequency, Spärck Jones 1972), with imagined documents behind them so
that a small collection weighs too. Pairs of documents are found by their most telling words; words in too many documents pair nothing.
No loop over all pairs.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import numpy as np

from headwater.compare.item import Named, Paper
from headwater.compare.shelf import Ranges
from headwater.compare.spread import Both, Ints, blocks, ranges, runs
from headwater.settings import CompareSettings

#: Vectors and sets of terms that are held at a time; those of neighbouring documents are asked for together.
_HELD = 1 << 13


class Vectors:
    """A weighted bag of terms for each document, end to end in two arrays."""

    def __init__(self) -> None:
        self.terms, self.weights, self._ends = array("i"), array("f"), array("q", [0])
        self.dict = lru_cache(maxsize=_HELD)(self._dict)

    def append(self, bag: dict[int, float]) -> None:
        """Put the next document's bag at the end."""
        self.terms.extend(bag)
        self.weights.extend(bag.values())
        self._ends.append(len(self.terms))

    def __len__(self) -> int:
        return len(self._ends) - 1

    def _dict(self, n: int) -> dict[int, float]:
        first, last = self._ends[n], self._ends[n + 1]
        return dict(zip(self.terms[first:last], self.weights[first:last], strict=True))

    def ends(self) -> Ints:
        """Where each bag ends, with 0 before the first."""
        return np.array(self._ends)

    def dot(self, a: int, b: int) -> float:
        """The product of two bags."""
        one, other = self.dict(a), self.dict(b)
        if len(one) > len(other):
            one, other = other, one
        return math.fsum(w * other[t] for t, w in one.items() if t in other)


class Sense:
    """The weights of terms, and what documents have in common. ``terms`` are those of all papers, end to end; ``named`` those in their names, by kind."""

    def __init__(
        self, papers: Sequence[Paper], terms: array[int], ranks: array[int], named: Mapping[str, Named], settings: CompareSettings
    ) -> None:
        self._settings, self._terms, self.rank = settings, terms, ranks
        held = array("i", bytes(4 * len(ranks)))
        for p in papers:
            for t in set(terms[p.first : p.last]):
                held[t] += 1
        n = len(papers) + settings.prior
        self.weight = array("d", (math.log(n / (1 + k)) for k in held))
        self._words, self._people, self._places = Vectors(), Vectors(), Vectors()
        for n, p in enumerate(papers):
            self._words.append(self._telling(terms[p.first : p.last]))
            self._people.append(self._weighted(named["person"][n]))
            self._places.append(self._weighted(named["place"][n]))
        self.cut: set[int] = set()
        self._set = lru_cache(maxsize=_HELD)(self._make_set)

    def _weighted(self, terms: Iterable[int]) -> dict[int, float]:
        """Terms with their weights: how often one stands there counts by its logarithm."""
        return {t: (1 + math.log(c)) * self.weight[t] for t, c in Counter(terms).items()}

    def _telling(self, terms: Iterable[int]) -> dict[int, float]:
        """A document's most telling words, of length 1. Those that tie for the last place are all kept."""
        weighted = self._weighted(terms)
        least = sorted(weighted.values())[-self._settings.key_terms] if len(weighted) > self._settings.key_terms else 0.0
        kept = {t: w for t, w in weighted.items() if w >= least}
        norm = math.sqrt(math.fsum(w * w for w in kept.values())) or 1.0
        return {t: w / norm for t, w in kept.items()}

    def bag(self, n: int) -> dict[int, float]:
        """The most telling words of a document with their weights."""
        return self._words.dict(n)

    def documents(self, a: int, b: int) -> float:
        """How alike two documents are, 0..1 (cosine of their most telling words)."""
        return self._words.dot(a, b)

    def people(self, a: int, b: int) -> float | None:
        """How alike the persons named in two documents are, 0..1; None where one names nobody."""
        return self._named(self._people, a, b)

    def places(self, a: int, b: int) -> float | None:
        """The same for places."""
        return self._named(self._places, a, b)

    def _named(self, vectors: Vectors, a: int, b: int) -> float | None:
        one, other = vectors.dict(a), vectors.dict(b)
        if not one or not other:
            return None
        length = math.sqrt(math.fsum(w * w for w in one.values()) * math.fsum(w * w for w in other.values()))
        return vectors.dot(a, b) / (length + self._settings.name_doubt)

    def _make_set(self, words: Ranges) -> tuple[frozenset[int], float]:
        terms = frozenset(t for first, last in words for t in self._terms[first:last])
        return terms, math.fsum(self.weight[t] ** 2 for t in terms)

    def words(self, words: Ranges) -> frozenset[int]:
        """The terms of an item, each once."""
        return self._set(words)[0]

    def terms(self, a: Ranges, b: Ranges) -> float:
        """How alike the terms of two items are, 0..1 (cosine of their weights)."""
        (one, n), (other, m) = self._set(a), self._set(b)
        shared = one & other
        return math.fsum(self.weight[t] ** 2 for t in shared) / math.sqrt(n * m or 1.0) if shared else 0.0

    def pairs(self) -> Iterator[Both]:
        """Documents that share telling words, the smaller number first, in blocks; ``cut`` holds the words that were too common."""
        terms, weights = np.array(self._words.terms, np.int32), np.array(self._words.weights, np.float32)
        posted = _Posted(terms, self._words.ends(), len(self.rank), self._settings.key_documents)
        self.cut.update(posted.common)
        for one, other, entry, met in posted.meetings():
            pair, first = np.unique(one * len(self._words) + other, return_inverse=True)
            alike = np.bincount(first, weights=weights[entry].astype(np.float64) * weights[met], minlength=len(pair))
            firm = pair[alike >= self._settings.pair_alike]
            yield firm // len(self._words), firm % len(self._words)


class _Posted:
    """Entries (a term of an owner) by their terms: who meets whom by a term that no more than ``most`` have. Owners are in order, and have a term once.

    ``ends`` are where the entries of each owner end, with 0 before the first.
    """

    def __init__(self, terms: Ints, ends: Ints, count: int, most: int) -> None:
        held = np.bincount(terms, minlength=count)
        self.common: list[int] = np.flatnonzero(held > most).tolist()
        self.entries = np.flatnonzero((held[terms] > 1) & (held[terms] <= most)).astype(np.int32)  # the others meet nobody
        terms = terms[self.entries]
        self._ends = np.searchsorted(self.entries, ends)
        self._owners = np.repeat(np.arange(len(ends) - 1, dtype=np.int32), np.diff(self._ends))
        self._order = np.argsort(terms, kind="stable").astype(np.int32)
        firsts, counts = runs(terms[self._order])
        self._next = np.empty(
            len(terms), np.int32
        )  # where the entries of the term behind each one stand in that order: those of later owners
        self._next[self._order] = np.arange(1, len(terms) + 1, dtype=np.int32)
        self._left = np.empty(len(terms), np.int32)  # and how many they are
        self._left[self._order] = np.repeat(firsts + counts, counts)
        self._left -= self._next

    def meetings(self) -> Iterator[tuple[Ints, Ints, Ints, Ints]]:
        """For each term that two owners share: the earlier owner, the later one, the entry of each; in blocks that hold all meetings of an earlier owner."""
        for at in blocks(np.diff(np.concatenate(([0], np.cumsum(self._left, dtype=np.int64)))[self._ends])):
            some = np.arange(self._ends[at.start], self._ends[at.stop])
            mine = np.repeat(some, self._left[some])
            theirs = self._order[ranges(self._next[some], self._left[some])]
            yield self._owners[mine].astype(np.int64), self._owners[theirs].astype(np.int64), self.entries[mine], self.entries[theirs]


def keyed(items: Iterable[tuple[int, frozenset[int]]], sense: Sense, keys: int, most: int, cut: set[int]) -> Iterator[Both]:
    """Blocks of pairs of items that share two of their ``keys`` rarest terms; terms in more than ``most`` items pair nothing and go into ``cut``."""
    rows, ends, numbers = array("i"), array("q", [0]), array("i")
    for n, terms in items:
        rows.extend(sorted(terms, key=lambda t: (-sense.weight[t], sense.rank[t]))[:keys])
        ends.append(len(rows))
        numbers.append(n)
    posted, item = _Posted(np.array(rows, np.int32), np.array(ends), len(sense.rank), most), np.array(numbers, np.int32)
    cut.update(posted.common)
    for one, other, _, _ in posted.meetings():
        pair, times = np.unique(one * len(item) + other, return_counts=True)
        firm = pair[times >= 2]
        yield item[firm // len(item)], item[firm % len(item)]

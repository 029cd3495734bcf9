"""Candidates: pairs of figures that may tell one thing, in blocks of arrays.

Pairs come from within a document, from two documents that share telling words, from a telling number that no more than a few figures give, and from the
same place of a copied passage. Never all pairs. Says nothing of whether they do tell one thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from headwater.compare.copied import Pairs
from headwater.compare.sieve import Sieve
from headwater.compare.spread import Both, Ints, blocks, products, ranges, runs


def candidates(sieve: Sieve, documents: Ints, alike: Iterable[Both], copied: Pairs, most: int, cut: set[float]) -> Iterator[Both]:
    """Blocks of pairs of figures by number, the smaller first; a pair may come twice.

    ``documents`` are those of the figures, in order; ``alike`` are blocks of pairs of documents that share telling words, the smaller first. Numbers that
    more than ``most`` figures give pair nothing and go into ``cut``.
    """
    same = _Runs(documents, sieve.keys)
    yield from copied.blocks()
    for found in (same.within(), same.across(alike), _by_number(sieve, most, cut)):
        for a, b in found:
            fresh = ~copied.hold(a, b)
            yield a[fresh], b[fresh]


class _Runs:
    """The figures in runs: those of one document that count one kind of thing."""

    def __init__(self, documents: Ints, keys: Ints) -> None:
        self._keys = int(keys.max(initial=0)) + 1
        row = documents.astype(np.int64) * self._keys + keys
        self._order = np.argsort(row, kind="stable")
        self._firsts, self._counts = runs(row[self._order])
        self._run = row[self._order][self._firsts]

    def within(self) -> Iterator[Both]:
        """Pairs in one run."""
        return _inside(self._order, self._firsts, self._counts)

    def across(self, alike: Iterable[Both]) -> Iterator[Both]:
        """Pairs of runs of one kind in two documents."""
        for d, e in alike:
            first, last = np.searchsorted(self._run, d * self._keys), np.searchsorted(self._run, (d + 1) * self._keys)
            mine = ranges(first, last - first)
            pair = np.repeat(np.arange(len(d)), last - first)
            wanted = e[pair] * self._keys + self._run[mine] % self._keys
            theirs = np.minimum(np.searchsorted(self._run, wanted), len(self._run) - 1)
            met = self._run[theirs] == wanted
            mine, theirs = mine[met], theirs[met]
            for at in blocks(self._counts[mine] * self._counts[theirs]):
                a, b = products(self._firsts[mine[at]], self._counts[mine[at]], self._firsts[theirs[at]], self._counts[theirs[at]])
                yield self._order[a], self._order[b]


def _by_number(sieve: Sieve, most: int, cut: set[float]) -> Iterator[Both]:
    told, numbers = sieve.telling()
    order = np.argsort(numbers, kind="stable")
    firsts, counts = runs(numbers[order])
    cut.update(numbers[order][firsts[counts > most]].tolist())
    few = counts <= most
    return _inside(told[order], firsts[few], counts[few])


def _inside(order: Ints, firsts: Ints, counts: Ints) -> Iterator[Both]:
    """Pairs of members of one run, the smaller first; a run is in order."""
    several = counts > 1
    firsts, counts = firsts[several], counts[several]
    for at in blocks(counts.astype(np.int64) ** 2):
        a, b = products(firsts[at], counts[at], firsts[at], counts[at])
        up = a < b
        yield order[a[up]], order[b[up]]

"""Sense: how much two texts speak of the same, by the uncommon words they share.

Weights come from the collection's own counts (inverse document frequency, Spärck Jones 1972), with imagined documents behind them so
that a small collection weighs too. Pairs of documents are found by their most telling words; words in too many documents pair nothing.
No loop over all pairs.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable

from headwater.compare.item import Paper
from headwater.settings import CompareSettings

Pair = tuple[int, int]


class Sense:
    """The weights of terms, and what documents have in common."""

    def __init__(self, papers: list[Paper], ranks: list[int], settings: CompareSettings) -> None:
        self._settings = settings
        held = [0] * len(ranks)
        for p in papers:
            for t in p.counts:
                held[t] += 1
        self.held, self.rank = held, ranks
        n = len(papers) + settings.prior
        self.weight = [math.log(n / (1 + k)) for k in held]
        self._vectors = [self._vector(p) for p in papers]
        self.cut: set[int] = set()

    def _vector(self, paper: Paper) -> dict[int, float]:
        """A document's most telling words, weighted, of length 1. Those that tie for the last place are all kept."""
        raw = sorted(((1 + math.log(c)) * self.weight[t], t) for t, c in paper.counts.items())
        least = raw[-self._settings.key_terms][0] if len(raw) > self._settings.key_terms else 0.0
        kept = {t: w for w, t in raw if w >= least}
        norm = math.sqrt(math.fsum(sorted(w * w for w in kept.values()))) or 1.0
        return {t: w / norm for t, w in kept.items()}

    def documents(self, a: int, b: int) -> float:
        """How alike two documents are, 0..1 (cosine)."""
        one, other = self._vectors[a], self._vectors[b]
        if len(one) > len(other):
            one, other = other, one
        return math.fsum(w * other[t] for t, w in one.items() if t in other)

    def terms(self, a: frozenset[int], b: frozenset[int]) -> float:
        """How alike two sets of terms are, 0..1 (cosine of their weights)."""
        shared = a & b
        if not shared:
            return 0.0
        weight = self.weight
        return math.fsum(weight[t] ** 2 for t in shared) / math.sqrt(
            math.fsum(weight[t] ** 2 for t in a) * math.fsum(weight[t] ** 2 for t in b) or 1.0
        )

    def pairs(self) -> list[Pair]:
        """Documents that share telling words, the smaller number first, sorted; ``cut`` then holds the words that were too common."""
        postings: dict[int, list[int]] = defaultdict(list)
        for n, vector in enumerate(self._vectors):
            for t in vector:
                postings[t].append(n)
        most = self._settings.key_documents
        self.cut = {t for t, docs in postings.items() if len(docs) > most}
        out: list[Pair] = []
        for n, vector in enumerate(self._vectors):
            met: dict[int, float] = defaultdict(float)
            for t, w in sorted(vector.items(), key=lambda item: (-item[1], self.rank[item[0]])):
                docs = postings[t]
                if len(docs) <= most:
                    for m in docs:
                        if m > n:
                            met[m] += w * self._vectors[m][t]
            out += [(n, m) for m in sorted(met) if met[m] >= self._settings.pair_alike]
        return out


def keyed(items: Iterable[tuple[int, frozenset[int]]], sense: Sense, keys: int, most: int) -> tuple[list[Pair], int]:
    """Pairs of items that share two of their ``keys`` rarest terms; and how many terms were too common to pair."""
    postings: dict[int, list[int]] = defaultdict(list)
    out: list[Pair] = []
    rows = [(n, sorted(terms, key=lambda t: (-sense.weight[t], sense.rank[t]))[:keys]) for n, terms in items]
    for n, chosen in rows:
        for t in chosen:
            postings[t].append(n)
    common = sum(len(p) > most for p in postings.values())
    for n, chosen in rows:
        met: dict[int, int] = defaultdict(int)
        for t in chosen:
            if len(postings[t]) <= most:
                for m in postings[t]:
                    if m > n:
                        met[m] += 1
        out += [(n, m) for m in sorted(met) if met[m] >= 2]
    return out, common

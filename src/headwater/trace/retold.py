"""Retold: which rewordings count, and as which links.

A rewording counts by what is left of it without quotations, stock and what the same two documents share word for word. Each run of
sentences becomes one link. Knows neither sentences nor words: only places and their weights.
"""

from __future__ import annotations

import itertools
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from headwater.records import Place, Retold, Rewording, SharedPassage
from headwater.trace.ledger import Ledger, Mask, Numbers


def places(left: str, right: str, run: Sequence[Retold]) -> tuple[Place, Place]:
    """The passages of two documents that a run of retold sentences fills."""
    one = Place(left, min(s.left_start for s in run), max(s.left_end for s in run))
    return one, Place(right, min(s.right_start for s in run), max(s.right_end for s in run))


class Rewordings:
    """What is known of the rewordings of a collection besides their passages: their sentences and what they need, by id (40 bytes a sentence)."""

    def __init__(self) -> None:
        self._at: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}
        self._weak: set[str] = set()

    def __len__(self) -> int:
        return len(self._at)

    def noted(self, found: Iterable[Rewording]) -> Iterator[SharedPassage]:
        """The same records, each taken note of as it passes."""
        for r in found:
            self._at[r.id] = array("q", [x for s in r.sentences for x in (s.left_start, s.left_end, s.right_start, s.right_end)])
            self._weights[r.id] = array("d", [r.need, *(s.weight for s in r.sentences)])
            if not r.enough:
                self._weak.add(r.id)
            yield r

    def among(self, ledger: Ledger) -> Mask:
        """Which passages of a ledger are rewordings."""
        return np.fromiter((id in self._at for id in ledger.ids), dtype=bool, count=len(ledger))

    def weak(self, ledger: Ledger) -> Mask:
        """Which passages of a ledger are rewordings that names and numbers in common may explain."""
        return np.fromiter((id in self._weak for id in ledger.ids), dtype=bool, count=len(ledger))

    def need(self, id: str) -> float:
        """The weight that all rewordings of its two documents need."""
        return self._weights[id][0]

    def need_only(self, ledger: Ledger, chosen: Mask, weight: float) -> None:
        """Set what the rewordings of some pairs need, all of each pair being chosen, and their score by it."""
        for n in np.flatnonzero(chosen).tolist():
            id, score = ledger.ids[n], float(ledger.score[n])
            worth = self.need(id) * score / (1 - score)
            self._weights[id][0] = weight
            ledger.score[n] = round(worth / (worth + weight), 4)

    def sentences(self, id: str) -> list[Retold]:
        """The retold sentences of a rewording, in order."""
        at, weights = self._at[id], self._weights[id]
        rows = (at[4 * n : 4 * n + 4] for n in range(len(weights) - 1))
        return [Retold(a, b, c, d, weight, 0) for (a, b, c, d), weight in zip(rows, weights[1:], strict=True)]


def _meets(s: Retold, left: Place, right: Place) -> bool:
    """Does a sentence stand in a copied passage on both sides?"""
    return s.left_start < left.end and left.start < s.left_end and s.right_start < right.end and right.start < s.right_end


def counted(ledger: Ledger, rewordings: Rewordings, told: Numbers, copied: Numbers) -> dict[int, list[list[Retold]]]:
    """The runs of sentences that count, by the number of their passage.

    ``told`` are the passages of rewordings that are neither quoted nor stock, ``copied`` those that two documents share word for word: what
    stands in one of these is taken off. What is left over of a pair must be worth what its rewordings need, or nothing of it counts.
    """
    wanted = {_pair(ledger, n) for n in told.tolist()}
    copies: dict[tuple[int, int], list[tuple[Place, Place]]] = defaultdict(list)
    for n in copied.tolist():
        if _pair(ledger, n) in wanted:
            copies[_pair(ledger, n)].append((ledger.place(n, True), ledger.place(n, False)))
    of_pair: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in told.tolist():
        of_pair[_pair(ledger, n)].append(n)
    out: dict[int, list[list[Retold]]] = {}
    for pair, mine in of_pair.items():
        rest = {n: list(_free(rewordings.sentences(ledger.ids[n]), copies[pair])) for n in mine}
        if sum(s.weight for runs in rest.values() for run in runs for s in run) >= rewordings.need(ledger.ids[mine[0]]):
            out.update((n, runs) for n, runs in rest.items() if runs)
    return out


def _pair(ledger: Ledger, n: int) -> tuple[int, int]:
    return int(ledger.left.document[n]), int(ledger.right.document[n])


def _free(sentences: list[Retold], copies: list[tuple[Place, Place]]) -> Iterator[list[Retold]]:
    """Runs of the sentences that stand in no copied passage."""
    for is_copied, run in itertools.groupby(sentences, key=lambda s: any(_meets(s, *c) for c in copies)):
        if not is_copied:
            yield list(run)

"""Spoken: documents that one side of a rewording is the text of, and that the other side says it tells the words of.

Two desks that report one event have its names and numbers in common, so these count against a rewording. Where one document is signed by
somebody (its byline or its title says so) and the other gives the same sentences as what that signer said, the event explains nothing:
the other tells that text, in its own words or in another translation. Knows names only as the two pages write them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np

from headwater.records import Retold, Source, Statement, Stretch
from headwater.trace.ledger import Ledger, Mask, Numbers
from headwater.trace.origins.names import fold_source, is_generic, listed
from headwater.trace.origins.voice import credited, titled
from headwater.trace.retold import Rewordings


class Spoken:
    """Who signs the documents of the passages in ``chosen``, and whose words stand where in them."""

    def __init__(self, ledger: Ledger, chosen: Mask) -> None:
        numbers = np.union1d(ledger.left.document[chosen], ledger.right.document[chosen]).tolist()
        self._wanted = {ledger.documents[n] for n in numbers}
        self._signed: dict[str, frozenset[str]] = {}
        self._said: dict[str, list[tuple[frozenset[str], Stretch]]] = defaultdict(list)

    def signers(self, documents: Iterable[Source]) -> Iterator[Source]:
        """The same documents, each taken note of as it passes."""
        for d in documents:
            if d.id in self._wanted:
                names = [*(credited(d.byline.value) if d.byline else ()), *(n for who in _titles(d) for n in listed(who))]
                self._signed[d.id] = frozenset(fold_source(n) for n in names if not is_generic(n))
            yield d

    def speakers(self, statements: Iterable[Statement]) -> Iterator[Statement]:
        """The same statements, each taken note of as it passes."""
        for s in statements:
            if s.document in self._wanted and s.value.speaker:
                names = frozenset(fold_source(n) for n in listed(s.value.speaker))
                self._said[s.document] += [(names, c) for c in s.parts.content]
            yield s

    def tells(self, signer: str, teller: str, sentences: Iterable[tuple[Retold, Stretch]]) -> bool:
        """Does a document give most of some sentences, by weight, as the words of those who sign another? ``sentences``: with the place in it."""
        signed, of_them, all_ = self._signed.get(signer, frozenset()), 0.0, 0.0
        theirs = [c for names, c in self._said.get(teller, ()) if names and names <= signed]
        for retold, place in sentences:
            all_ += retold.weight
            of_them += retold.weight * (2 * _covered(place, theirs) >= place.end - place.start)
        return 2 * of_them > all_


def _titles(document: Source) -> Iterator[str]:
    return titled(document.title.value) if document.title else iter(())


def _covered(place: Stretch, by: Iterable[Stretch]) -> int:
    """How many characters of a place some stretches cover."""
    at, out = place.start, 0
    for s in sorted(by, key=lambda s: (s.start, s.end)):
        start, end = max(at, s.start), min(place.end, s.end)
        if start < end:
            out, at = out + end - start, end
    return out


def told_words(ledger: Ledger, retold: Rewordings, weak: Mask, spoken: Spoken) -> Mask:
    """Those of the weak rewordings in which one document tells what the other's signer says."""
    of_pair: dict[tuple[int, int], list[int]] = defaultdict(list)
    for n in np.flatnonzero(weak).tolist():
        of_pair[int(ledger.left.document[n]), int(ledger.right.document[n])].append(n)
    out = np.zeros(len(ledger), dtype=bool)
    for (left, right), mine in of_pair.items():
        found = [s for n in mine for s in retold.sentences(ledger.ids[n])]
        here = [(s, Stretch(s.left_start, s.left_end)) for s in found]
        there = [(s, Stretch(s.right_start, s.right_end)) for s in found]
        one, two = ledger.documents[left], ledger.documents[right]
        out[mine] = spoken.tells(one, two, there) or spoken.tells(two, one, here)
    return out


def pairs(ledger: Ledger, chosen: Numbers) -> set[tuple[int, int]]:
    """The pairs of documents, by number, that some passages join."""
    return set(zip(ledger.left.document[chosen].tolist(), ledger.right.document[chosen].tolist(), strict=True))

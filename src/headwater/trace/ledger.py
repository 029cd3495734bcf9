"""The passages of a whole collection in columns of numbers: what `settle` and `stock` count with, at about 500 bytes a passage.

Passages are numbered in the order of their ids, documents in the order of theirs, so that the least number of a set is its least id.
Decides nothing.
"""

from __future__ import annotations

import bisect
from array import array
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from headwater.records import Place, Share, SharedPassage, Stretch
from headwater.trace.edits import balance

Numbers = NDArray[np.integer[Any]]
Mask = NDArray[np.bool_]
_WHY = "\x1f"
_COLUMNS = 13
_LEFT, _RIGHT = slice(1, 7), slice(7, 13)


class Side(NamedTuple):
    """One side of all passages: the document, the place in its text, and the counts of `headwater.records.Share`."""

    document: Numbers
    start: Numbers
    end: Numbers
    words: Numbers
    own: Numbers
    particulars: Numbers


class Ledger:
    """All passages, by number; ``documents`` are the ids of those that hold one, ``words`` their lengths.

    ``edits`` is what the edits of each passage's pair of documents show, in log-odds for the left.
    """

    def __init__(self, passages: Iterable[SharedPassage]) -> None:
        known: dict[str, int] = {}
        self._kinds: dict[str, int] = {}
        ids: list[str] = []
        whys: list[bytes] = []
        shown: list[bytes] = []
        scores, edits, cells, lengths = array("d"), array("d"), array("i"), array("i")
        quoted: dict[tuple[int, bool], array[int]] = {}
        for n, p in enumerate(passages):
            ids.append(p.id)
            whys.append(_WHY.join(p.why).encode())
            shown.append(p.left_share.shown.encode())
            scores.append(p.score)
            edits.append(balance(p.direction, p.direction_score))
            cells.append(self._kinds.setdefault(p.kind, len(self._kinds)))
            for is_left, place, share in ((True, p.left, p.left_share), (False, p.right, p.right_share)):
                document = known.setdefault(place.document, len(known))
                if document == len(lengths):
                    lengths.append(share.of)
                cells.extend((document, place.start, place.end, share.words, share.own, share.particulars))
                if share.quoted:
                    quoted[n, is_left] = array("i", [x for s in share.quoted for x in (s.start, s.end)])
        by_id = sorted(range(len(ids)), key=ids.__getitem__)
        self.ids, self._why, self._shown = [ids[n] for n in by_id], [whys[n] for n in by_id], [shown[n] for n in by_id]
        self.score, self.edits = np.array(scores)[by_id], np.array(edits)[by_id]
        numbers = np.array(cells, dtype=np.int32).reshape(-1, _COLUMNS)[by_id]
        self.documents = sorted(known)
        rank = np.empty(len(known), dtype=np.int64)
        rank[[known[d] for d in self.documents]] = np.arange(len(known))
        self.words = np.array(lengths, dtype=np.int64)[[known[d] for d in self.documents]] if known else np.empty(0, dtype=np.int64)
        numbers[:, 1], numbers[:, 7] = rank[numbers[:, 1]], rank[numbers[:, 7]]
        self.kind = numbers[:, 0]
        self.left, self.right = (
            Side(numbers[:, at.start].astype(np.int64), *numbers[:, at.start + 1 : at.stop].T) for at in (_LEFT, _RIGHT)
        )
        place_of = {n: place for place, n in enumerate(by_id)}
        self._quoted = {(place_of[n], is_left): ranges for (n, is_left), ranges in quoted.items()}

    def __len__(self) -> int:
        return len(self.ids)

    def number(self, document: str) -> int | None:
        """The number of a document; None if it holds no passage."""
        n = bisect.bisect_left(self.documents, document)
        return n if n < len(self.documents) and self.documents[n] == document else None

    def side(self, is_left: bool) -> Side:
        """The left or the right side."""
        return self.left if is_left else self.right

    def quoted(self, passage: int, is_left: bool) -> Iterator[Stretch]:
        """The stretches of one side that stand in quotation marks."""
        ranges = self._quoted.get((passage, is_left), ())
        return (Stretch(ranges[n], ranges[n + 1]) for n in range(0, len(ranges), 2))

    def recount(self, passage: int, is_left: bool, share: Share) -> None:
        """Put another count of a side's own words in the place of the first."""
        self.side(is_left).own[passage] = share.own

    def place(self, passage: int, is_left: bool) -> Place:
        """Where a side stands."""
        side = self.side(is_left)
        return Place(self.documents[side.document[passage]], int(side.start[passage]), int(side.end[passage]))

    def shown(self, passage: int) -> str:
        """How the left side of a passage begins."""
        return self._shown[passage].decode()

    def why(self, passage: int) -> tuple[str, ...]:
        """The reasons of a passage."""
        return tuple(self._why[passage].decode().split(_WHY))

    def kind_of(self, passage: int) -> str:
        """``copies`` or ``paraphrases``."""
        return next(word for word, n in self._kinds.items() if n == self.kind[passage])

"""Kept: origins, claims and tellings in columns of numbers and packed bytes, so that those of hundreds of thousands of documents fit into memory.

A telling costs about 200 bytes here, a span of a claim 32, and ten times that as objects. What is taken out is made anew each time. Joins nothing.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.compare.ids import Ids, Numbers
from headwater.compare.spread import runs
from headwater.compare.tellings import Told
from headwater.compare.texts import Texts
from headwater.records import Claim, Origin, Root, Stretch, Telling
from headwater.text.packed import pack, unpack

Days = tuple[str | None, str | None]
_Numbers = npt.NDArray[np.signedinteger[Any]]
#: Documents whose tellings are held unpacked: those of one claim are asked for together.
_HELD = 1 << 12


class Claims:
    """The claims by number, in order of coming: what a happening needs of them, and the claim of each span that is an account of one."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        ids, spans, numbers = Ids(), Ids(), array("i")
        self._gists = Texts()
        for n, c in enumerate(claims):
            ids.append(c.id)
            self._gists.append(c.gist if c.kind == "figure" else "")  # happenings of somebody's words take their gist from the sentence
            for a in c.accounts:
                spans.append(a.span)
                numbers.append(n)
        self._ids, self._spans, self._numbers = ids.all(), Numbers(spans.all()), np.array(numbers, np.int32)

    def of(self, spans: Sequence[str]) -> list[int]:
        """The numbers of the claims that some spans are accounts of, -1 for none."""
        found = self._spans.find(spans)
        return [int(self._numbers[n]) if n >= 0 else -1 for n in found.tolist()]

    def id(self, n: int) -> str:
        """The id of a claim."""
        return str(bytes(self._ids[n]), "utf-8")

    def gist(self, n: int) -> str:
        """A claim about a figure in one line."""
        return self._gists[n]


class Roots:
    """What origins are called and rest on, about 60 bytes each; they go by their numbers."""

    def __init__(self, origins: Iterable[Origin | Root]) -> None:
        ids, above = Ids(), Ids()
        self._labels = Texts()
        self._kinds: dict[str, int] = {}
        self._kind = array("b")
        for o in origins:
            ids.append(o.id)
            above.append(o.rests_on or "")
            self._labels.append(o.label)
            self._kind.append(self._kinds.setdefault(o.kind, len(self._kinds)))
        self._numbers = Numbers(ids.all())
        self._above = self._numbers.find([bytes(a).decode() for a in above.all()])

    def __len__(self) -> int:
        return len(self._numbers)

    def find(self, ids: Sequence[str]) -> npt.NDArray[np.int32]:
        """The numbers of origins by their ids; -1 for those that are not known."""
        return self._numbers.find(ids)

    def id(self, n: int) -> str:
        """The id of an origin."""
        return self._numbers.id(n)

    def root(self, n: int) -> int:
        """The origin that an origin rests on in the end, or itself."""
        seen = {n}
        while (above := int(self._above[n])) >= 0 and above not in seen:
            n = above
            seen.add(n)
        return n

    def label(self, n: int) -> str:
        """What an origin is called."""
        return self._labels[n]

    def kind(self, n: int) -> str:
        """Its kind."""
        return list(self._kinds)[self._kind[n]]


class Tellings:
    """The tellings of a collection. Once `settle` has put them in order of publication and place, they go by their numbers in that order."""

    def __init__(self) -> None:
        self._rows: list[bytes] = []  # of each document, in order of coming
        self._firsts = array("i", [0])  # its first telling
        self._spans, self._paper, self._start, self._claim, self._time = Ids(), array("i"), array("i"), array("i"), array("i")
        self._published: list[tuple[str, str]] = []
        self._number: dict[tuple[str, Days], int] = {}
        self._figure = bytearray()
        self.order: _Numbers = np.empty(0, np.int32)
        self._open = lru_cache(maxsize=_HELD)(self._unpack)

    def add(self, published: str, document: str, found: Iterable[tuple[Told, int]]) -> None:
        """Keep the tellings of a document, each with the number of its claim; ``published`` puts documents in order."""
        self._published.append((published, document))
        rows = []
        for told, claim in found:
            t = told.telling
            dated = (t.dated.start, t.dated.end) if t.dated else None
            rows.append(
                (
                    told.statement, t.span, t.start, t.end, t.text, (t.place.start, t.place.end), dated, t.words, t.first, t.last, t.clock, t.precision,
                    t.relation, t.how, t.modality, t.speaker, t.meant_by, t.score, t.why,
                )
            )  # fmt: skip
            self._spans.append(t.span)
            self._paper.append(len(self._published) - 1)
            self._start.append(t.place.start)
            self._claim.append(claim)
            self._time.append(self._number.setdefault((told.kind, (t.first, t.last)), len(self._number)))
            self._figure.append(told.figure is not None)
        self._rows.append(pack(rows))
        self._firsts.append(len(self._start))

    def settle(self) -> None:
        """Put all in order: of publication, document, place, span."""
        self.times = list(self._number)
        by_day = sorted(range(len(self._published)), key=self._published.__getitem__)
        rank = np.empty(len(by_day), np.int32)
        rank[by_day] = np.arange(len(by_day), dtype=np.int32)
        papers = rank[np.array(self._paper, np.int32)]
        self.order = np.lexsort((self._spans.all(), np.array(self._start), papers)).astype(np.int32)
        self._spans = Ids()
        self._papers = [self._published[n][1] for n in by_day]
        self.paper = papers[self.order]
        self.start, self.claim, self.time = (np.array(c, np.int32)[self.order] for c in (self._start, self._claim, self._time))
        self.figure = np.frombuffer(bytes(self._figure), np.bool_)[self.order]
        self._start, self._claim, self._time, self._paper = array("i"), array("i"), array("i"), array("i")
        self._of = {d: n for n, d in enumerate(self._papers)}

    def __len__(self) -> int:
        return len(self.order)

    def _raw(self, n: int) -> tuple[Any, ...]:
        at = int(self.order[n])
        document = bisect_right(self._firsts, at) - 1
        return self._open(document)[at - self._firsts[document]]

    def _unpack(self, document: int) -> list[tuple[Any, ...]]:
        return unpack(self._rows[document])

    def text(self, n: int) -> str:
        """The sentence of a telling."""
        return str(self._raw(n)[4])

    def statement(self, n: int) -> str | None:
        """The outermost statement that a sentence belongs to."""
        found = self._raw(n)[0]
        return None if found is None else str(found)

    def telling(self, n: int) -> Telling:
        """A telling as a record."""
        (
            _,
            span,
            start,
            end,
            text,
            place,
            dated,
            words,
            first,
            last,
            clock,
            precision,
            relation,
            how,
            modality,
            speaker,
            meant_by,
            score,
            why,
        ) = self._raw(n)
        return Telling(
            span=span, document=self._papers[int(self.paper[n])], start=start, end=end, text=text, place=Stretch(*place),
            dated=Stretch(*dated) if dated else None, words=words, first=first, last=last, clock=clock, precision=precision, relation=relation, how=how,
            modality=modality, speaker=speaker, meant_by=meant_by, score=score, why=why,
        )  # fmt: skip

    def of(self, document: str, among: _Numbers) -> range:
        """Where the tellings of a document stand in ``among``, numbers in order."""
        n = self._of.get(document)
        if n is None:
            return range(0)
        asked = np.array((n, n + 1), np.int32)  # of another type they would have the whole column converted each time
        first, last = np.searchsorted(among, np.searchsorted(self.paper, asked)).tolist()
        return range(first, last)


def groups(keys: _Numbers) -> Iterable[_Numbers]:
    """The places of equal keys, each group in order, groups by their first place."""
    order = np.argsort(keys, kind="stable")
    firsts, counts = runs(keys[order])
    found = sorted(zip(firsts.tolist(), counts.tolist(), strict=True), key=lambda run: int(order[run[0]]))
    return (order[first : first + count] for first, count in found)

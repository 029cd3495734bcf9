"""Shelf: the items of a collection in columns, so that millions of them fit into memory.

An item costs about 150 bytes and its own words here, and ten times that as objects. Values are kept once for all items that share them; what is taken
from the shelf is made anew each time. Knows nothing of what items mean.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.compare.ids import Ids, Numbers
from headwater.compare.spread import Ints, ranges
from headwater.compare.texts import Packed, Texts
from headwater.records import FigureValue, StatementValue

#: Ranges of the collection's terms, as [first, last) pairs.
Ranges = tuple[tuple[int, int], ...]
#: Characters of what is said that are shown.
_SHOWN = 140
#: Items that are held at a time: neighbours are asked for together.
_HELD = 1 << 14


@dataclass(frozen=True, slots=True)
class Item:
    """One account on its way into a claim. ``words`` are what is compared: of a figure its sentence and what stands around, of a statement its content.
    ``said`` is where in ``text`` the content of a statement stands. ``described``: the figure is one person described or named, and no number; ``ages``:
    the age that stands beside a name."""

    span: str
    document: int
    start: int
    end: int
    text: str
    words: Ranges
    said: Ranges = ()
    figure: FigureValue | None = None
    statement: StatementValue | None = None
    described: bool = False
    ages: tuple[str, ...] = ()

    @property
    def shown(self) -> str:
        """What is said, for one line: the content of a statement, else all of the text."""
        said = " … ".join(self.text[first:last] for first, last in self.said) or self.text
        return " ".join(said.split())[:_SHOWN]


class _Values:
    """Records of one dataclass, field by field, each value of a field kept once."""

    def __init__(self, kind: type) -> None:
        self._kind = kind
        self._columns: list[tuple[dict[Any, int], list[Any], array[int]]] = [({}, [], array("i")) for _ in fields(kind)]
        self._names = [f.name for f in fields(kind)]

    def append(self, value: Any) -> None:
        for name, (number, known, column) in zip(self._names, self._columns, strict=True):
            held = getattr(value, name)
            n = number.setdefault(held, len(known))
            if n == len(known):
                known.append(held)
            column.append(n)

    def __getitem__(self, n: int) -> Any:
        return self._kind(**{name: known[column[n]] for name, (_, known, column) in zip(self._names, self._columns, strict=True)})

    def settle(self) -> None:
        """Let go of what only putting in needs."""
        for number, _, _ in self._columns:
            number.clear()

    def distinct(self, names: Sequence[str]) -> tuple[list[Any], npt.NDArray[np.int32]]:
        """The distinct values of some fields, as records in which the others are None, and for each record which of these it has."""
        chosen = [
            (known, np.array(column, np.int32))
            for name, (_, known, column) in zip(self._names, self._columns, strict=True)
            if name in names
        ]
        codes = np.zeros(len(chosen[0][1]), np.int64)
        for known, column in chosen:
            _, codes = np.unique(codes * len(known) + column, return_inverse=True)
        _, firsts = np.unique(codes, return_index=True)
        others = dict.fromkeys(name for name in self._names if name not in names)
        return [replace(self[n], **others) for n in firsts.tolist()], codes.astype(np.int32)


class _Ranges:
    """Rows of ranges end to end, eight bytes a range and four a row."""

    def __init__(self) -> None:
        self._flat, self._ends = array("I"), array("I", [0])

    def append(self, row: Ranges) -> None:
        for first, last in row:
            self._flat.extend((first, last))
        self._ends.append(len(self._flat))

    def __getitem__(self, n: int) -> Ranges:
        flat = self._flat[self._ends[n] : self._ends[n + 1]]
        return tuple(zip(flat[::2], flat[1::2], strict=True))


class Shelf:
    """Items of one kind (figures or statements), by number once `settle` has put them in order of document and place."""

    def __init__(self, kind: type) -> None:
        self._figures = kind is FigureValue
        self._spans = Ids()
        self._texts = Texts() if self._figures else Packed()  # those of figures are short, and asked for in pairs
        self._values = _Values(kind)
        self._document, self._start, self._end, self._described = array("i"), array("i"), array("i"), array("b")
        self._words, self._said = _Ranges(), _Ranges()
        self._ages: dict[int, str] = {}
        self._order: npt.NDArray[np.int32] = np.empty(0, np.int32)
        self._settled = self._spans.all()
        self._made = lru_cache(maxsize=_HELD)(self._make)
        self.documents: npt.NDArray[np.int32] = np.empty(0, np.int32)

    def append(self, item: Item) -> int:
        """Put one more item on the shelf, and say the how manieth it is, from 0."""
        self._spans.append(item.span)
        self._texts.append(item.text)
        self._values.append(item.figure if self._figures else item.statement)
        self._document.append(item.document)
        self._start.append(item.start)
        self._end.append(item.end)
        self._described.append(item.described)
        self._words.append(item.words)
        if not self._figures:
            self._said.append(item.said)
        return len(self._start) - 1

    def give_age(self, at: int, age: str) -> None:
        """Put an age to the item that was put on the shelf as number ``at``."""
        self._ages[at] = age

    def settle(self, place: npt.NDArray[np.int32]) -> None:
        """Number the items by document and place; ``place`` gives the documents their final numbers."""
        if not self._start:
            return
        spans, documents = self._spans.all(), place[np.array(self._document)]
        self._spans, self._document = Ids(), array("i")
        self._values.settle()
        self._order = np.lexsort((spans, np.array(self._end), np.array(self._start), documents)).astype(np.int32)
        self.documents, self._settled = documents[self._order], spans[self._order]

    def find(self, spans: Sequence[str], documents: Ints) -> Ints:
        """The numbers of the items with these spans, looked for in these documents; -1 for none."""
        some = np.unique(documents)
        bounds = np.searchsorted(self.documents, np.stack((some, some + 1)).astype(np.int32))
        near = ranges(bounds[0], bounds[1] - bounds[0])
        at = Numbers(self._settled[near]).find(spans)
        return np.where(at < 0, -1, near[at]) if len(near) else np.full(len(spans), -1)

    def __len__(self) -> int:
        return len(self._order)

    def __iter__(self) -> Iterator[Item]:
        return (self[n] for n in range(len(self)))

    def span(self, n: int) -> str:
        """The id of an item's span."""
        return bytes(self._settled[n]).decode()

    def value(self, n: int) -> Any:
        """What an item says: a FigureValue or a StatementValue."""
        return self._values[int(self._order[n])]

    def distinct(self, *names: str) -> tuple[list[Any], npt.NDArray[np.int32]]:
        """The distinct values of some fields of what the items say, as records in which the others are None, and for each item which of these it has."""
        values, codes = self._values.distinct(names)
        return values, codes[self._order]

    def described(self) -> npt.NDArray[np.bool_]:
        """Which items are one person described or named."""
        return np.frombuffer(bytes(self._described), np.bool_)[self._order]

    def words(self, n: int) -> Ranges:
        """The ranges of terms of an item."""
        return self._words[int(self._order[n])]

    def starts(self, first: int, last: int) -> list[int]:
        """Where the items ``[first, last)`` start in their documents."""
        return [self._start[int(at)] for at in self._order[first:last]]

    def of(self, document: int) -> range:
        """The numbers of the items of one document."""
        asked = np.array((document, document + 1), np.int32)  # of another type they would have the whole column converted each time
        first, last = np.searchsorted(self.documents, asked).tolist()
        return range(first, last)

    def __getitem__(self, n: int) -> Item:
        return self._made(n)

    def _make(self, n: int) -> Item:
        at = int(self._order[n])
        value = self._values[at]
        return Item(
            span=self.span(n),
            document=int(self.documents[n]),
            start=self._start[at],
            end=self._end[at],
            text=self._texts[at],
            words=self._words[at],
            said=() if self._figures else self._said[at],
            figure=value if self._figures else None,
            statement=None if self._figures else value,
            described=bool(self._described[at]),
            ages=(self._ages[at],) if at in self._ages else (),
        )

"""Documents with their spans: tables that lie in order of document are gone through side by side, so that one document's spans are held at a time."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.records import Marked


def marked(documents: Iterable[Any], spans: Mapping[str, Iterable[Any]]) -> Iterator[Marked]:
    """Each document with its spans of some tables. Documents must come in order of id, spans in order of document; spans of no document are passed over."""
    tables = {name: _Beside(rows) for name, rows in spans.items()}
    for d in documents:
        yield Marked(d, **{name: rows.of(d.id) for name, rows in tables.items()})


class _Beside:
    """The rows of one table, document by document."""

    def __init__(self, rows: Iterable[Any]) -> None:
        self._groups = itertools.groupby(rows, key=lambda s: s.document)
        self._next = next(self._groups, None)

    def of(self, document: str) -> tuple[Any, ...]:
        """The rows of a document, which comes behind all that were asked for before."""
        while self._next is not None and self._next[0] < document:
            self._next = next(self._groups, None)
        if self._next is None or self._next[0] != document:
            return ()
        found = tuple(self._next[1])
        self._next = next(self._groups, None)
        return found

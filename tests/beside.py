"""Documents with their spans, as the engines hand them to stages that ask for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from headwater.engines.beside import marked
from headwater.records import Marked


def beside(tables: Mapping[str, Iterable[Any]], *names: str) -> Iterator[Marked]:
    """The documents of some tables, in any order, each with its spans of the named ones, in the order in which they are given."""
    spans = {name: sorted(tables.get(name, ()), key=lambda s: s.document) for name in names}
    return marked(sorted(tables["documents"], key=lambda d: d.id), spans)

"""Parquet: a folder with the accounts and the timeline as flat tables, and the tables of the case as they are, one file each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from headwater.case.database import INTERNAL
from headwater.plan import TABLES
from headwater.records import Problem
from headwater.show.export.flat import FLAT
from headwater.tables import dump, schema

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "parquet"

#: Rows written at once: a few megabytes of accounts, so that memory stays flat.
_BATCH = 10_000


def write(library: Library, output: Path) -> int:
    """Write the folder; gives the number of accounts."""
    output.mkdir()
    for table in TABLES:
        if table.name not in INTERNAL:
            _write(output / f"{table.name}.parquet", table.record, library.all(table.name))
    _write(output / "problems.parquet", Problem, library.all("problems"))
    counts = {name: _write(output / f"{name}.parquet", record, rows(library)) for name, (record, rows) in FLAT.items()}
    return counts["accounts"]


def _write(path: Path, record: type, rows: Iterable[Any]) -> int:
    """One file; gives the number of its rows."""
    count = 0
    with pq.ParquetWriter(path, schema(record), compression="zstd") as writer:
        for batch in _batches(iter(rows)):
            writer.write_table(pa.Table.from_pylist([dump(r) for r in batch], schema=schema(record)))
            count += len(batch)
    return count


def _batches(rows: Iterator[Any]) -> Iterator[list[Any]]:
    while batch := list(islice(rows, _BATCH)):
        yield batch

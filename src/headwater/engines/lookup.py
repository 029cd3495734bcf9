"""Rows that groups look up by id, laid out on the disk so that workers fetch those of their groups themselves.

The file is Arrow's own format, mapped into memory: a worker touches the rows that it asks for, the system may drop them again at any
time, and no text passes through the process that hands out the work. Does not know stages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pyarrow as pa

#: Rows in one piece of the file: what a look-up of a single row has to search.
_PIECE = 1024


class Shelf:
    """The rows of one table, in a file; kept in memory is where each id stands (about 30 bytes a row)."""

    def __init__(self, file: Path, rows: pa.RecordBatchReader) -> None:
        """Write the rows, in the order in which they come; every row has an `id`, and no two have the same."""
        self.file = file
        ids: list[np.ndarray] = []
        with pa.ipc.new_file(str(file), rows.schema) as out:
            for batch in rows:
                for start in range(0, len(batch), _PIECE):
                    piece = batch.slice(start, _PIECE)
                    out.write_batch(piece)
                    ids.append(np.array(piece["id"].to_pylist(), dtype=np.bytes_))
        self._lengths = [len(piece) for piece in ids]
        every = np.concatenate(ids) if ids else np.empty(0, dtype="S1")
        self._order = np.argsort(every)
        self._ids = every[self._order]
        self._starts = np.cumsum([0, *self._lengths])

    def places(self, ids: Sequence[str]) -> list[tuple[int, list[int]]]:
        """Where the rows of some ids stand: the number of a piece and the rows in it. An id that is not there is passed over."""
        wanted = np.unique(np.array(ids, dtype=np.bytes_))
        at = np.searchsorted(self._ids, wanted)
        at = at[(at < len(self._ids)) & (self._ids[np.minimum(at, len(self._ids) - 1)] == wanted)]
        rows = np.sort(self._order[at])
        pieces = np.searchsorted(self._starts, rows, "right") - 1
        cuts = np.flatnonzero(np.diff(pieces)) + 1
        return [
            (int(pieces_[0]), (rows_ - self._starts[pieces_[0]]).tolist())
            for pieces_, rows_ in zip(np.split(pieces, cuts), np.split(rows, cuts), strict=True)
            if len(rows_)
        ]


@lru_cache(maxsize=4)
def _open(file: Path) -> pa.ipc.RecordBatchFileReader:
    return pa.ipc.open_file(pa.memory_map(str(file)))


def fetch(file: Path, places: Sequence[tuple[int, list[int]]]) -> pa.Table:
    """The rows that stand in some places of a file."""
    reader = _open(file)
    found = [reader.get_batch(piece).take(pa.array(rows, pa.int32())) for piece, rows in places]
    return pa.Table.from_batches(found, schema=reader.schema)

"""Cutting work into calls: batches into slices, a call into single items, and what is said of an item that is given up."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from headwater.engines.call import STAGES, Done, Rows, item_name
from headwater.engines.limit import HANGS
from headwater.engines.pool import Call
from headwater.plan import NATIVE
from headwater.records import Problem

#: Bytes of rows in one slice: long pages go alone.
_BYTES = 8_000_000


def slices(batch: pa.RecordBatch, items: int, *, pages: bool) -> Iterator[pa.RecordBatch]:
    """Slices of at most ``items`` rows, or fewer where the items are long. A row of ``pages`` stands for its payload."""
    sizes = batch["size"].to_pylist() if pages else [max(1, batch.nbytes // max(1, len(batch)))] * len(batch)
    start = held = 0
    for i, size in enumerate(sizes):
        if i > start and (i - start >= items or held + size > _BYTES):
            yield batch.slice(start, i - start)
            start, held = i, 0
        held += size
    yield batch.slice(start)


def split_each(call: Call) -> list[Call]:
    """A `call_each` for every row."""
    function, (name, batch, works, settings, payloads) = call
    return [(function, (name, batch.slice(i, 1), works[i : i + 1], settings, payloads)) for i in range(len(batch))]


def split_groups(call: Call) -> list[Call]:
    """A `call_groups` for every group."""
    function, (name, groups, looked_up, settings) = call
    return [(function, (name, [g], looked_up, settings)) for g in groups]


def apart_each(call: Call) -> bool:
    """Is there a page in a `call_each` that a library in another language reads, which may crash or hang?"""
    _, (name, batch, *_) = call
    return STAGES[name].payload and any(media in NATIVE for media in batch["media_type"].to_pylist())


def named_each(call: Call) -> str:
    """The page of a `call_each` of one row, as the call names it; nothing where its rows are no pages."""
    _, (name, batch, *_) = call
    return item_name(batch["id"][0].as_py(), batch["copy"][0].as_py()) if STAGES[name].payload else ""


def gave_up_each(call: Call) -> Done:
    """The problem that stands for the single row of a `call_each` that ended its process."""
    row = call[1][1].to_pylist()[0]
    return _gave_up(call[1][0], call[1][2][0], row.get("path"), row.get("id"))


def gave_up_groups(call: Call) -> Done:
    """The problem that stands for the single group of a `call_groups` that ended its process."""
    group = call[1][1][0]
    return _gave_up(call[1][0], group.work, None, " ".join(map(str, group.key)))


def _gave_up(name: str, work: str, path: str | None, item: str | None) -> Done:
    rows = Rows(STAGES[name])
    message = f"{path or item or 'an item'}: {name} ended its process (out of memory, a crash in a library, or no end after {HANGS / 60:.0f} minutes)."
    rows.take(work, [Problem(stage=name, kind="crashed", message=message, item=item, path=path)])
    return rows.finish()

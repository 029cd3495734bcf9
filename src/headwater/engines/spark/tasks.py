"""What runs on the workers, in Spark's Python processes: the calls of `engines.call` over the rows of one task.

A task writes what it made into the case folder, as a part (see `engines.work`), and gives Spark no more than a count. A part is named after
the keys in it, so that a task that is run twice leaves one. Where a task died the first time, its next attempt runs its calls in a process
of their own, as the local engine's pool does: an item that ends its process again is given up and reported, and the others go on.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from headwater.engines.call import STAGES, Done, Group, call_each, call_groups
from headwater.engines.cut import apart_each, gave_up_each, gave_up_groups, named_each, slices, split_each, split_groups
from headwater.engines.keys import code_version, digest
from headwater.engines.pool import Call, Pool
from headwater.engines.query import stored
from headwater.engines.work import store_part, stored_files
from headwater.settings import Settings

#: What a task tells of a part: its name, how many items are done in it, how many rows of each table (JSON).
TOLD = "part string, items bigint, counts string"
#: The key of the work, the number of the chunk, and the row of the stage's table, beside columns named after looked-up tables.
WORK, CHUNK, ROW = "_work", "_chunk", "_row"
#: Rows of work in memory at which a part is written before the task's end.
_ROWS = 100_000


@dataclass(frozen=True)
class Task:
    """What the tasks of a stage need to know. ``code`` is the version of the stage's code on the driver."""

    stage: str
    settings: Settings
    payloads: Path
    parts: Path
    batch: int
    durable: bool
    code: str


def each(batches: Iterable[pa.RecordBatch], task: Task) -> Iterator[pa.RecordBatch]:
    """Run a stage of shape `each` over its rows, which carry the key of their work in the column `WORK`."""
    yield from _store(_each_calls(batches, task), task, split_each, gave_up_each, apart_each, named_each)


def _each_calls(batches: Iterable[pa.RecordBatch], task: Task) -> Iterator[Call]:
    pages = STAGES[task.stage].reads[0] == "pages"
    for batch in batches:
        for piece in slices(batch, task.batch, pages=pages) if len(batch) else ():
            rows = piece.drop_columns([WORK])
            yield call_each, (task.stage, rows, piece[WORK].to_pylist(), task.settings, task.payloads)


def groups(batches: Iterable[pa.RecordBatch], task: Task) -> Iterator[pa.RecordBatch]:
    """Run a stage of shape `group` over chunks of groups: rows sorted by chunk, each a row of a group or one that the chunk looks up."""
    yield from _store(_group_calls(batches, task), task, split_groups, gave_up_groups)


def _group_calls(batches: Iterable[pa.RecordBatch], task: Task) -> Iterator[Call]:
    stage = STAGES[task.stage]
    tables = {t for _, t, _ in stage.look_up}
    for chunk in _chunks(batches):
        own = chunk.filter(chunk[ROW].is_valid())
        rows: dict[str, list[dict[str, Any]]] = {}
        for work, row in zip(own[WORK].to_pylist(), own[ROW].to_pylist(), strict=True):
            rows.setdefault(work, []).append(row)
        found = [Group(tuple(r[0][k] for k in stage.key), work, r) for work, r in rows.items()]
        looked_up = {t: _flat(chunk.filter(chunk[t].is_valid())[t]) for t in tables}
        yield call_groups, (task.stage, found, looked_up, task.settings)


def _flat(structs: pa.ChunkedArray) -> pa.Table:
    return pa.Table.from_struct_array(structs.combine_chunks())


def _chunks(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """The rows of each chunk; they come in order of chunks."""

    def runs() -> Iterator[tuple[int, pa.RecordBatch]]:
        for batch in batches:
            start = 0
            for number, same in itertools.groupby(batch[CHUNK].to_pylist()):
                end = start + sum(1 for _ in same)
                yield number, batch.slice(start, end - start)
                start = end

    for _, pieces in itertools.groupby(runs(), key=lambda run: run[0]):
        yield pa.Table.from_batches([piece for _, piece in pieces])


def _store(
    calls: Iterator[Call],
    task: Task,
    split: Callable[[Call], list[Call]],
    gave_up: Callable[[Call], Done],
    apart: Callable[[Call], bool] = lambda _: False,
    named: Callable[[Call], str] = lambda _: "",
) -> Iterator[pa.RecordBatch]:
    """Run calls and write what they made as parts; a row of `TOLD` for each."""
    verb = STAGES[task.stage].verb
    if code_version(verb) != task.code:
        raise RuntimeError(f"the workers run another version of headwater than the driver (the code of {verb} differs)")
    from pyspark import TaskContext

    context: Any = TaskContext.get()
    attempt = context.attemptNumber()
    pool, held = Pool(1, apart=attempt > 0), list[Done]()
    try:
        for done in pool.run(calls, split, gave_up, here=attempt == 0, apart=apart, named=named):
            held.append(done)
            if sum(sum(d.counts.values()) for d in held) > _ROWS:
                yield _part(held, task, context.taskAttemptId())
                held = []
        if held:
            yield _part(held, task, context.taskAttemptId())
    finally:
        pool.close()


def _part(held: list[Done], task: Task, by: int) -> pa.RecordBatch:
    """Write finished work as a part."""
    stage, works = STAGES[task.stage], sorted(w for d in held for w in d.works)
    tables = {n: [d.tables[n] for d in held if n in d.tables] for n, _ in stored_files(stage)}
    counts = {n: sum(d.counts.get(n, 0) for d in held) for n, made in tables.items() if made}
    name = "w" + digest(*works)
    store_part(task.parts, name, stage, tables, works, durable=task.durable, by=f".{by}")
    return pa.RecordBatch.from_pydict({"part": [name], "items": [len(works)], "counts": [json.dumps(counts)]})


def rows(batches: Iterable[pa.RecordBatch], table: str, work: str) -> Iterator[pa.RecordBatch]:
    """Rows of a query as rows to be stored."""
    for batch in batches:
        yield stored(table, batch, work)

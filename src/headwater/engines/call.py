"""Calling a stage's function on stored rows: the part that runs in a worker process, the same for every engine.

A function that fails on one item costs that item and nothing else: what it had yielded is dropped, and a problem says so.
"""

from __future__ import annotations

import hashlib
import importlib
import traceback
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from headwater.engines.keys import row_digest
from headwater.engines.work import PROBLEMS, RECORDS, table_schema
from headwater.plan import PLAN, Stage
from headwater.records import Page, Problem
from headwater.settings import Settings
from headwater.tables import dump, load

_STAGES = {s.name: s for s in PLAN}
#: Tables whose rows are items of a later stage, or looked up by one: only these need a digest of their content.
DIGESTED = {s.reads[0] for s in PLAN if s.shape == "each"} | {t for s in PLAN for _, t, _ in s.look_up}


#: Rows of one item that are packed at a time: Arrow's own batches are of this order.
_PACKED = 20_000


class Done(NamedTuple):
    """What a call gives back: rows by table (and `problems`), the keys of the work they came from, how many rows of each."""

    tables: dict[str, pa.Table]
    works: list[str]
    counts: dict[str, int]


@cache
def resolve(does: str) -> Any:
    """The object that ``module:name`` names."""
    module, name = does.split(":")
    return getattr(importlib.import_module(module), name)


class Rows:
    """Collects what a stage yields, as rows of its tables."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.names: dict[type, str] = {RECORDS[t]: t for t in stage.writes}
        self.rows: dict[str, list[dict[str, Any]]] = {t: [] for t in (*stage.writes, "problems")}
        self.packed: dict[str, list[pa.Table]] = {t: [] for t in self.rows}
        self.works: list[str] = []

    def take(self, work: str, results: Iterable[Any], about: Any = None) -> None:
        """Store the results of one item under its key; a failure of the function becomes a problem."""
        kept = {t: (len(rows), len(self.packed[t])) for t, rows in self.rows.items()}
        try:
            for record in results:
                table = self._add(work, record)
                if not kept[table][0] and len(self.rows[table]) >= _PACKED:  # rows of this item alone, which a failure can still drop
                    self._pack(table)
        except Exception as e:
            for table, (rows, packed) in kept.items():
                del self.rows[table][rows:], self.packed[table][packed:]
            self._add(work, self._failure(e, about))
        self.works.append(work)

    def _table(self, record: Any) -> str:
        return "problems" if isinstance(record, Problem) else self.names[type(record)]

    def _add(self, work: str, record: Any) -> str:
        table, row = self._table(record), dump(record)
        row["work"] = work
        if table in DIGESTED:
            row["digest"] = row_digest(row)
        self.rows[table].append(row)
        return table

    def _pack(self, table: str) -> None:
        """Rows as Arrow, which takes a fifth of their room: a stage that sees the whole collection yields millions."""
        self.packed[table].append(pa.Table.from_pylist(self.rows[table], schema=PROBLEMS if table == "problems" else table_schema(table)))
        self.rows[table] = []

    def _failure(self, e: Exception, about: Any) -> Problem:
        where = traceback.extract_tb(e.__traceback__)[-1]
        path = getattr(about, "path", None)
        subject = path or getattr(about, "id", None) or "the collection"
        return Problem(
            stage=self.stage.name,
            kind="internal",
            message=f"{subject}: {self.stage.name} failed with {type(e).__name__}: {e} ({Path(where.filename).name}:{where.lineno}).",
            item=getattr(about, "id", None),
            path=path,
        )

    def finish(self) -> Done:
        """The collected rows as Arrow tables."""
        for table, rows in self.rows.items():
            if rows:
                self._pack(table)
        tables = {t: pa.concat_tables(packed) for t, packed in self.packed.items() if packed}
        return Done(tables, self.works, {t: len(table) for t, table in tables.items()})


def _broken(page: Page, what: str) -> Problem:
    return Problem(stage="read", kind="broken", message=f"{page.path}: its captured bytes {what}.", item=page.id, path=page.path)


def _with_payload(function: Callable[..., Iterable[Any]], page: Page, pages: Path, settings: Any) -> Iterable[Any]:
    """Call a function that needs the captured bytes; bytes that are gone or changed are a problem."""
    file = payload_file(pages, page.id)
    try:
        payload = file.read_bytes()
    except OSError as e:
        return [_broken(page, f"cannot be read ({e.strerror})")]
    if hashlib.sha256(payload).hexdigest() != page.id:
        return [_broken(page, "have changed on the disk")]
    return function(page, payload, settings)


def payload_file(pages: Path, page_id: str) -> Path:
    """Where a page's bytes lie."""
    return pages / page_id[:2] / page_id


def call_each(name: str, batch: pa.RecordBatch, works: Sequence[str], settings: Settings, pages: Path) -> Done:
    """Run a stage of shape `each` over the rows of a batch."""
    stage = _STAGES[name]
    record, function, own, rows = RECORDS[stage.reads[0]], resolve(stage.does), settings.of(stage.verb), Rows(stage)
    for row, work in zip(batch.to_pylist(), works, strict=True):
        item: Any = load(record, row)
        rows.take(work, _with_payload(function, item, pages, own) if stage.payload else function(item, own), item)
    return rows.finish()


class Group(NamedTuple):
    """All rows with one key, and the ids of what it looks up."""

    key: tuple[Any, ...]
    work: str
    rows: list[dict[str, Any]]


def call_groups(name: str, groups: Sequence[Group], looked_up: dict[str, pa.Table], settings: Settings) -> Done:
    """Run a stage of shape `group`; ``looked_up`` holds the rows that the groups refer to, by table."""
    stage = _STAGES[name]
    record, function, own, rows = RECORDS[stage.reads[0]], resolve(stage.does), settings.of(stage.verb), Rows(stage)
    found: dict[str, dict[str, Any]] = {
        t: {row["id"]: load(RECORDS[t], row) for row in table.to_pylist()} for t, table in looked_up.items()
    }
    for g in groups:
        named = dict(zip(stage.key, g.key, strict=True))
        extra = {argument: found[table][named[column]] for argument, table, column in stage.look_up}
        rows.take(g.work, function(g.key, [load(record, row) for row in g.rows], own, **extra))
    return rows.finish()

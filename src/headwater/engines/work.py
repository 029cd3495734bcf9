"""Finished work on disk: tables that carry the key of the work that made each row, and a ledger of the keys that are done.

    tables/<table>.parquet          all rows of a finished stage, in the order that the plan declares; columns `work`, `digest` last
    tables/problems/<stage>.parquet its problems
    tables/done/<stage>.parquet     its ledger
    tables/parts/<stage>/<n>/       work finished since the last merge, in the same files

A part appears by the renaming of its folder, whole or not at all. A merge writes new files beside the old and renames them; before the
first renaming, the ledger gives up the keys whose rows the merge drops, so that a kill between two renamings can only lead to work being
done again, never to a row that is missing, doubled or stale.

Does not decide what work there is, and runs none of it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from headwater.plan import TABLES, Stage
from headwater.records import Problem
from headwater.tables import schema

RECORDS = {t.name: t.record for t in TABLES}
_ORDERS = {t.name: t.order for t in TABLES}
_EXTRA = [pa.field("work", pa.string()), pa.field("digest", pa.string())]
DONE = pa.schema([pa.field("work", pa.string())])


def table_schema(name: str) -> pa.Schema:
    """The schema of a stored table: the record's, with `work` and `digest`."""
    return pa.schema([*schema(RECORDS[name]), *_EXTRA])


PROBLEMS = pa.schema([*schema(Problem), _EXTRA[0]])


def sync(path: Path) -> None:
    """Flush a file or a folder's entries to the disk."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def batches(found: duckdb.DuckDBPyRelation, rows: int) -> Iterator[pa.RecordBatch]:
    """The result of a query, streamed in batches of about so many rows."""
    reader: Any = found.to_arrow_reader(rows)
    yield from reader


class Work:
    """The finished work of a case, in a folder. ``durable`` flushes to the disk; a throwaway folder does without."""

    def __init__(self, folder: Path, *, durable: bool = True, memory: str = "2GB") -> None:
        self.folder, self.durable = folder, durable
        (folder / "done").mkdir(parents=True, exist_ok=True)
        (folder / "problems").mkdir(exist_ok=True)
        self.sql = duckdb.connect(config={"threads": 2, "memory_limit": memory, "temp_directory": str(folder / "spill")})

    def close(self) -> None:
        """Let go of the database and its spill files."""
        self.sql.close()
        shutil.rmtree(self.folder / "spill", ignore_errors=True)

    def path(self, table: str) -> Path:
        """The file of a finished table."""
        return self.folder / f"{table}.parquet"

    # ---- reading

    def source(self, table: str) -> str:
        """The SQL expression that reads a finished table."""
        return f"read_parquet({_quoted(self.path(table))})"

    def done(self, stage: Stage) -> set[str]:
        """The keys in the ledger of a stage."""
        ledger = self._ledger(stage)
        return set(pq.read_table(ledger)["work"].to_pylist()) if ledger.exists() else set()

    def parts(self, stage: Stage) -> list[Path]:
        """The whole parts of a stage; broken ones are removed."""
        folder = self.folder / "parts" / stage.name
        if not folder.exists():
            return []
        for left in folder.glob("*.tmp"):
            shutil.rmtree(left)
        return sorted((p for p in folder.iterdir() if p.is_dir()), key=lambda p: int(p.name))

    def parted(self, stage: Stage) -> set[str]:
        """The keys that are done in parts."""
        return {k for p in self.parts(stage) for k in pq.read_table(p / "done.parquet")["work"].to_pylist()}

    # ---- writing

    def _ledger(self, stage: Stage) -> Path:
        return self.folder / "done" / f"{stage.name}.parquet"

    def _files(self, stage: Stage) -> list[tuple[str, Path, pa.Schema, Sequence[str]]]:
        """(name in a part, final path, schema, order) of everything a stage writes, but for the ledger."""
        files: list[tuple[str, Path, pa.Schema, Sequence[str]]] = [
            (t, self.path(t), table_schema(t), (*_ORDERS[t], "work")) for t in stage.writes
        ]
        order = ("path", "item", "kind", "message", "work")
        return [*files, ("problems", self.folder / "problems" / f"{stage.name}.parquet", PROBLEMS, order)]

    def add_part(self, stage: Stage, tables: dict[str, list[pa.Table]], works: Sequence[str]) -> None:
        """Store finished work: rows by table (and `problems`), and the keys that are done with them."""
        folder = self.folder / "parts" / stage.name
        folder.mkdir(parents=True, exist_ok=True)
        number = max((int(p.name) for p in folder.iterdir() if p.name.isdigit()), default=-1) + 1
        part = folder / f"{number}.tmp"
        part.mkdir()
        for name, _, form, _ in self._files(stage):
            pq.write_table(pa.concat_tables([form.empty_table(), *tables.get(name, ())]), part / f"{name}.parquet", compression="zstd")
        pq.write_table(pa.table({"work": list(works)}, schema=DONE), part / "done.parquet")
        if self.durable:
            for file in part.iterdir():
                sync(file)
        part.rename(folder / str(number))
        if self.durable:
            sync(folder)

    def drop_parts(self, stage: Stage) -> None:
        """Forget the parts of a stage."""
        shutil.rmtree(self.folder / "parts" / stage.name, ignore_errors=True)

    def _replace(self, new: Path, path: Path) -> None:
        if self.durable:
            sync(new)
        new.replace(path)
        if self.durable:
            sync(path.parent)

    def _write_ledger(self, stage: Stage, works: Iterable[str]) -> None:
        ledger = self._ledger(stage)
        new = ledger.with_suffix(".new")
        pq.write_table(pa.table({"work": sorted(works)}, schema=DONE), new)
        self._replace(new, ledger)

    def _gather(self, final: Path, name: str, parts: list[Path], form: pa.Schema, order: Sequence[str], ledgered: set[str]) -> Path:
        """All rows of a table whose work is wanted, in order, in a new file beside the final one."""
        new = final.with_suffix(".new")
        columns = ", ".join(f'"{f.name}"' for f in form)
        by = ", ".join(f'"{c}"' for c in order)
        self.sql.register("ledgered", pa.table({"work": sorted(ledgered)}, schema=DONE))
        sources = [f"select {columns} from read_parquet({_quoted(p / f'{name}.parquet')}) semi join wanted using (work)" for p in parts]
        if final.exists():
            sources.append(f"select {columns} from read_parquet({_quoted(final)}) semi join ledgered using (work)")
        if not sources:
            pq.write_table(form.empty_table(), new)
            return new
        rows = batches(self.sql.sql(" union all ".join(sources) + f" order by {by}"), 4096)
        with pq.ParquetWriter(new, form, compression="zstd") as out:
            for batch in rows:
                out.write_batch(pa.RecordBatch.from_arrays([c.cast(f.type) for c, f in zip(batch.columns, form, strict=True)], schema=form))
        return new

    def merge(self, stage: Stage, wanted: set[str]) -> None:
        """Bring the finished tables of a stage to exactly the wanted work: parts come in, what nobody wants goes out."""
        ledgered, parts = self.done(stage), self.parts(stage)
        complete = all(final.exists() for _, final, _, _ in self._files(stage))
        if complete and ledgered == wanted:
            self.drop_parts(stage)
            return
        self.sql.register("wanted", pa.table({"work": sorted(wanted)}, schema=DONE))
        kept = ledgered & wanted
        files = [
            (self._gather(final, n, parts, form, order, kept - self.parted(stage)), final) for n, final, form, order in self._files(stage)
        ]
        self._write_ledger(stage, kept - self.parted(stage))
        for new, final in files:
            self._replace(new, final)
        self._write_ledger(stage, wanted)
        self.drop_parts(stage)

"""Finished work on disk: tables that carry the key of the work that made each row, and a ledger of the keys that are done.

    tables/<table>.parquet          all rows of a finished stage, in the order that the plan declares; columns `work`, `digest` last
    tables/problems/<stage>.parquet its problems
    tables/done/<stage>.parquet     its ledger
    tables/parts/<stage>/<n>/       work finished since the last merge, in the same files

A part appears by the renaming of its folder, whole or not at all. Where two parts hold the same key (a task that was run twice), a merge takes
its rows from one of them. A part without keys holds rows of a key that a later part names. A merge writes new files beside the old and renames them; before the
first renaming, the ledger gives up the keys whose rows the merge drops, so that a kill between two renamings can only lead to work being
done again, never to a row that is missing, doubled or stale.

Does not decide what work there is, and runs none of it.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from headwater.plan import TABLES, Stage
from headwater.records import Problem
from headwater.tables import schema

RECORDS = {t.name: t.record for t in TABLES}
_ORDERS = {t.name: t.order for t in TABLES}
_EXTRA = [pa.field("work", pa.string()), pa.field("digest", pa.string())]
DONE = pa.schema([pa.field("work", pa.string())])
_KEYED = pa.schema([*DONE, pa.field("part", pa.int64())])


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


def _quoted(path: Path | str) -> str:
    return "'" + str(path).replace("'", "''") + "'"


def batches(found: duckdb.DuckDBPyRelation, rows: int) -> Iterator[pa.RecordBatch]:
    """The result of a query, streamed in batches of about so many rows."""
    reader: Any = found.to_arrow_reader(rows)
    yield from reader


def _has(file: Path, form: pa.Schema) -> bool:
    """Does a file have the columns of a table? One that another version wrote may not; its rows belong to keys that nobody wants any more."""
    return set(form.names) <= set(pq.read_schema(file).names)


def _in_order(works: Any) -> pa.Table:
    """Keys as a table, each once, sorted."""
    return pa.table({"work": works.unique()}, schema=DONE).sort_by("work")


def stored_files(stage: Stage) -> list[tuple[str, pa.Schema]]:
    """(name, schema) of the tables in a part of a stage."""
    return [*((t, table_schema(t)) for t in stage.writes), ("problems", PROBLEMS)]


def store_part(
    folder: Path, name: str, stage: Stage, tables: dict[str, list[pa.Table]], works: Sequence[str], *, durable: bool, by: str = ""
) -> None:
    """Store finished work as the part ``name`` of a stage, in the folder of its parts. A part of that name that is there stays.

    ``by`` tells apart those who write a part of one name at the same time.
    """
    part = folder / f"{name}{by}.tmp"
    part.mkdir(parents=True)
    for table, form in stored_files(stage):
        pq.write_table(pa.concat_tables([form.empty_table(), *tables.get(table, ())]), part / f"{table}.parquet", compression="zstd")
    pq.write_table(pa.table({"work": list(works)}, schema=DONE), part / "done.parquet")
    if durable:
        for file in part.iterdir():
            sync(file)
    try:
        part.rename(folder / name)
    except OSError as e:
        if e.errno not in (errno.EEXIST, errno.ENOTEMPTY):
            raise
        shutil.rmtree(part)
    if durable:
        sync(folder)


class Work:
    """The finished work of a case, in a folder. ``durable`` flushes to the disk; a throwaway folder does without."""

    def __init__(self, folder: Path, *, durable: bool = True, memory: str = "2GB") -> None:
        self.folder, self.durable = folder, durable
        (folder / "done").mkdir(parents=True, exist_ok=True)
        (folder / "problems").mkdir(exist_ok=True)
        self._memory, self.sql = memory, self.database(memory, "spill")

    def database(self, memory: str, spill: str) -> duckdb.DuckDBPyConnection:
        """A database that keeps to so much memory, and then goes to the disk, into a folder that no other one has."""
        return duckdb.connect(config={"threads": 2, "memory_limit": memory, "temp_directory": str(self.folder / spill)})

    @contextmanager
    def within(self, memory: str) -> Iterator[None]:
        """Let the work's own database keep to so much memory for a while."""
        self.sql.execute(f"set memory_limit = '{memory}'")
        try:
            yield
        finally:
            self.sql.execute(f"set memory_limit = '{self._memory}'")

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
        return set(self._read_ledger(stage)["work"].to_pylist())

    def _read_ledger(self, stage: Stage) -> pa.Table:
        ledger = self._ledger(stage)
        return pq.read_table(ledger) if ledger.exists() else DONE.empty_table()

    def parts(self, stage: Stage) -> list[Path]:
        """The whole parts of a stage; broken ones are removed."""
        folder = self.parts_of(stage)
        if not folder.exists():
            return []
        for left in folder.glob("*.tmp"):
            shutil.rmtree(left, ignore_errors=True)
        return sorted((p for p in folder.iterdir() if p.is_dir() and p.suffix != ".tmp"), key=lambda p: (len(p.name), p.name))

    def parted(self, stage: Stage) -> set[str]:
        """The keys that are done in parts."""
        return {k for p in self.parts(stage) for k in pq.read_table(p / "done.parquet")["work"].to_pylist()}

    def parts_of(self, stage: Stage) -> Path:
        """The folder that holds the parts of a stage."""
        return self.folder / "parts" / stage.name

    def ledgers(self, stage: Stage) -> list[Path]:
        """The files that hold the keys that are done, in the ledger and in parts."""
        files = [self._ledger(stage), *(p / "done.parquet" for p in self.parts(stage))]
        return [f for f in files if f.exists()]

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
        folder = self.parts_of(stage)
        folder.mkdir(parents=True, exist_ok=True)
        number = max((int(p.name) for p in folder.iterdir() if p.name.isdigit()), default=-1) + 1
        store_part(folder, str(number), stage, tables, works, durable=self.durable)

    def drop_parts(self, stage: Stage) -> None:
        """Forget the parts of a stage."""
        shutil.rmtree(self.parts_of(stage), ignore_errors=True)

    def _replace(self, new: Path, path: Path) -> None:
        if self.durable:
            sync(new)
        new.replace(path)
        if self.durable:
            sync(path.parent)

    def _write_ledger(self, stage: Stage, works: pa.Table) -> None:
        ledger = self._ledger(stage)
        new = ledger.with_suffix(".new")
        pq.write_table(_in_order(works["work"]), new)
        self._replace(new, ledger)

    def _gather(self, final: Path, name: str, parts: list[Path], form: pa.Schema, order: Sequence[str]) -> Path:
        """The rows of a table that `_choose` chose, in order, in a new file beside the final one."""
        new = final.with_suffix(".new")
        columns = ", ".join(f'"{f.name}"' for f in form)
        by = ", ".join(f'"{c}"' for c in order)
        sources = []
        found = [(str(p / f"{name}.parquet"), n) for n, p in enumerate(parts) if _has(p / f"{name}.parquet", form)]
        if found:
            files = [file for file, _ in found]
            self.sql.register("part_files", pa.table({"_file": files, "_part": [n for _, n in found]}))
            listed = ", ".join(map(_quoted, files))
            sources.append(
                f"select {columns} from read_parquet([{listed}], filename = '_file') found join part_files using (_file) "
                "semi join taken on taken.work = found.work and taken.part = part_files._part"
            )
        if final.exists() and _has(final, form):
            sources.append(f"select {columns} from read_parquet({_quoted(final)}) semi join kept using (work)")
        if not sources:
            pq.write_table(form.empty_table(), new)
            return new
        rows = batches(self.sql.sql(" union all ".join(sources) + f" order by {by}"), 4096)
        with pq.ParquetWriter(new, form, compression="zstd") as out:
            for batch in rows:
                out.write_batch(pa.RecordBatch.from_arrays([c.cast(f.type) for c, f in zip(batch.columns, form, strict=True)], schema=form))
        return new

    def _choose(self, parts: list[Path], wanted: pa.Table, ledger: pa.Table) -> pa.Table:
        """Choose whose rows a merge takes: `taken` holds (work, part) of those in parts, `kept` the work of those in the final tables.

        Gives `kept`.
        """
        done = [pq.read_table(p / "done.parquet") for p in parts]
        numbers = [pa.array(np.full(len(t), i)) for i, t in enumerate(done)]
        keyed = pa.concat_tables([_KEYED.empty_table(), *(t.append_column("part", n) for t, n in zip(done, numbers, strict=True))])
        keyless = pa.table({"part": pa.array([i for i, t in enumerate(done) if not len(t)], pa.int64())})
        for name, table in {"wanted": wanted, "ledger": ledger, "keyed": keyed, "keyless": keyless}.items():
            self.sql.register(name, table)
        self.sql.execute(
            "create or replace temp table taken as select work, min(part) as part from keyed semi join wanted using (work) group by work "
            "union all select work, part from wanted, keyless"
        )
        self.sql.execute(
            "create or replace temp table kept as select work from ledger semi join wanted using (work) anti join keyed using (work)"
        )
        return self.sql.sql("select work from kept").to_arrow_table()

    def merge(self, stage: Stage, wanted: Iterable[str] | pa.Table) -> None:
        """Bring the finished tables of a stage to exactly the wanted work: parts come in, what nobody wants goes out.

        ``wanted`` are the keys, or a table with the column `work`.
        """
        keys = _in_order(wanted["work"] if isinstance(wanted, pa.Table) else pa.array(wanted, pa.string()))
        ledger, parts, files = self._read_ledger(stage), self.parts(stage), self._files(stage)
        if all(final.exists() for _, final, _, _ in files) and ledger.equals(keys):
            self.drop_parts(stage)
            return
        kept = self._choose(parts, keys, ledger)
        gathered = [(self._gather(final, name, parts, form, order), final) for name, final, form, order in files]
        self._write_ledger(stage, kept)
        for new, final in gathered:
            self._replace(new, final)
        self._write_ledger(stage, keys)
        self.drop_parts(stage)

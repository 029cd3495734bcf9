"""Building case.db from the finished tables: SQLite, made beside the old one and renamed over it.

The same tables give the same bytes: rows go in in the order of the tables, and nothing of the clock goes in at all.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from headwater.plan import TABLES
from headwater.records import Problem
from headwater.tables import create_table, dump, fields, to_sql

#: Tables that only the stages need.
INTERNAL = frozenset({"lines", "repeated", "vectors", "seeds", "pairs", "passages", "keys", "likely", "rewordings", "slips"})
_PUBLIC = tuple(t for t in TABLES if t.name not in INTERNAL)


def build(tables: Path, database: Path, problems: Iterable[Problem] = (), *, full_text: bool = True) -> None:
    """Make the database of all tables that are there (those that are not are empty), and of further problems."""
    new = database.with_suffix(".new")
    new.unlink(missing_ok=True)
    with sqlite3.connect(new) as db:
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        for table in _PUBLIC:
            db.execute(create_table(table.name, table.record))
            _fill(db, table.name, table.record, _rows(tables / f"{table.name}.parquet"))
        db.execute(create_table("problems", Problem))
        _fill(db, "problems", Problem, map(dump, problems))
        for file in sorted((tables / "problems").glob("*.parquet")):
            _fill(db, "problems", Problem, _rows(file))
        db.executescript(resources.files("headwater.case").joinpath("schema.sql").read_text(encoding="utf-8"))
        _join_tables(db)
        if full_text:
            db.executemany("INSERT INTO body VALUES (?, ?, ?, ?)", _bodies(tables / "documents.parquet"))
    db.close()
    new.replace(database)


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    if file.exists():
        for batch in pq.ParquetFile(file).iter_batches(1024):
            yield from batch.to_pylist()


def _fill(db: sqlite3.Connection, name: str, record: type, rows: Iterable[dict[str, Any]]) -> None:
    marks = ", ".join("?" * len(fields(record)))
    db.executemany(f'INSERT INTO "{name}" VALUES ({marks})', (to_sql(record, row) for row in rows))


def _join_tables(db: sqlite3.Connection) -> None:
    for table in ("copies", "cites"):
        db.execute(
            f"INSERT INTO link_documents SELECT id, json_extract(\"left\", '$.document'), '{table}' FROM {table} "
            f"UNION SELECT id, json_extract(\"right\", '$.document'), '{table}' FROM {table} ORDER BY 1, 2"
        )
    db.execute(
        "INSERT INTO claim_accounts SELECT c.id, json_extract(a.value, '$.span'), json_extract(a.value, '$.document'), "
        "json_extract(a.value, '$.origin') FROM claims c, json_each(c.accounts) a ORDER BY c.rowid, a.key"
    )


def _bodies(documents: Path) -> Iterator[tuple[str, str, int, int]]:
    for row in _rows(documents):
        for s in row["body"]:
            yield row["text"][s["start"] : s["end"]], row["id"], s["start"], s["end"]


def stamp(tables: Path) -> str:
    """What the database and the dossier are made from, as text: the states of all stages."""
    return json.dumps({p.stem: p.read_text() for p in sorted((tables / "done").glob("*.state"))}, sort_keys=True)

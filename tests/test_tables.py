"""Records survive Arrow and SQL unchanged."""

from __future__ import annotations

import sqlite3

import pyarrow as pa
import pytest

from headwater.plan import TABLES
from headwater.records import (
    Account,
    Claim,
    Document,
    Fact,
    Figure,
    FigureValue,
    Hop,
    Independent,
    OffsetMap,
    Parts,
    Problem,
    Statement,
    StatementValue,
    Stretch,
)
from headwater.tables import create_table, dump, fields, from_sql, load, schema, to_sql

VALUE = FigureValue(value=None, low=20, high=30.5, bound="range", measure="killed", unit="people")
RECORDS = [
    Document(
        id="d",
        page="p",
        path="a/b.txt",
        ordinal=1,
        text="Six — odd",
        offsets=OffsetMap((0, 3), (5, 9), (3, 2), (3, 7)),
        body=(Stretch(0, 3), Stretch(3, 5)),
        title=Fact(value="Six", evidence="first line", start=0, end=3),
        credits=(Fact(value="Wire", evidence="(Wire)"),),
    ),
    Statement(
        id="s",
        document="d",
        start=0,
        end=4,
        text="Six",
        score=0.5,
        rule="x",
        why=("a", "b"),
        value=StatementValue(mode="direct", kind="said", speaker="Mira Oss", via=(Hop(name="Radio"), Hop(name="Wire", start=1, end=2))),
        parts=Parts(source=(Stretch(0, 1),)),
    ),
    Figure(id="f", document="d", start=0, end=1, text="6", score=1.0, rule="y", value=VALUE, sentence=Stretch(0, 9)),
    Claim(
        id="c",
        kind="figure",
        gist="six",
        accounts=(Account(span="f", document="d", start=0, end=1, text="6", origin="o", grade="cannot_tell", figure=VALUE),),
        origins=("o",),
        independent=Independent(low=1, high=2),
        standing="single",
        score=1.0,
        rule="z",
    ),
    Problem(stage="read", kind="empty", message="x is empty."),
]


@pytest.mark.parametrize("record", RECORDS, ids=lambda r: type(r).__name__)
def test_there_and_back(record):
    cls = type(record)
    assert load(cls, dump(record)) == record
    (row,) = pa.Table.from_pylist([dump(record)], schema=schema(cls)).to_pylist()
    assert load(cls, row) == record
    with sqlite3.connect(":memory:") as db:
        db.execute(create_table("t", cls))
        db.execute(f"INSERT INTO t VALUES ({', '.join('?' * len(fields(cls)))})", to_sql(cls, dump(record)))
        assert from_sql(cls, db.execute("SELECT * FROM t").fetchone()) == record


def test_every_table_has_a_schema_and_orders_by_its_own_columns():
    for table in TABLES:
        names = [f.name for f in schema(table.record)]
        assert set(table.order) <= set(names), table.name

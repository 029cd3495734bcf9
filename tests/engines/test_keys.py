"""A key is the same whichever language made it."""

from __future__ import annotations

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.engines.keys import digest, digest_sql, items_sql
from headwater.plan import PLAN

SQL = duckdb.connect()


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20), min_size=1, max_size=4))
def test_python_and_sql_digest_alike(parts):
    (found,) = SQL.execute(f"select {digest_sql(*(['?::varchar'] * len(parts)))}", parts).fetchone()
    assert found == digest(*parts)


def test_the_key_of_a_group_hangs_on_its_rows_and_what_they_look_up_but_not_on_their_order():
    stage = next(s for s in PLAN if s.name == "passages")

    def key(digests: list[str], looked: str = "L") -> str:
        sql = duckdb.connect()
        sql.register("pairs", pa.table({"left": ["a"] * len(digests), "right": ["b"] * len(digests), "digest": digests}))
        sql.register("documents", pa.table({"id": ["a", "b"], "digest": [looked, "R"]}))
        ((_, _, work),) = sql.execute(items_sql(stage, "key", str)).fetchall()
        return work

    assert key(["x", "y"]) == key(["y", "x"]) == digest("key", "x,y", "L", "R")
    assert len({key(["x", "y"]), key(["x"]), key(["x", "z"]), key(["x", "y"], "M")}) == 4


def test_the_key_of_a_row_hangs_on_what_it_looks_up_and_on_there_being_nothing():
    stage = next(s for s in PLAN if s.name == "read")

    def key(looked: dict[str, str]) -> str:
        sql = duckdb.connect()
        sql.register("pages", pa.table({"id": ["a"], "digest": ["x"]}))
        sql.register(
            "repeated", pa.table({"id": pa.array(list(looked), pa.string()), "digest": pa.array(list(looked.values()), pa.string())})
        )
        ((_, work),) = sql.execute(items_sql(stage, "key", str)).fetchall()
        return work

    assert key({}) == key({"b": "L"}) == digest("key", "x", "")
    assert key({"a": "L", "b": "M"}) == digest("key", "x", "L")

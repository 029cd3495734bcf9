"""Stages of shape `table`: their query, and its result as rows to be stored. The same for every engine.

Runs no query: that is what engines differ in.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import duckdb
import pyarrow as pa

from headwater.engines.call import DIGESTED, resolve
from headwater.engines.keys import digest_sql
from headwater.engines.work import table_schema
from headwater.errors import PROBLEMS
from headwater.plan import Stage
from headwater.records import Problem
from headwater.settings import Settings

#: Rows of a result that are handled at once.
ROWS = 65_536


def query(stage: Stage, does: str, settings: Settings) -> str:
    """One of the queries of a stage in DuckDB's SQL, with the settings of its verb filled in."""
    own = settings.of(stage.verb)
    return str(resolve(does)).format(**{name: getattr(own, name) for name in own.__dataclass_fields__})


def left_out(stage: Stage, rows: Iterable[tuple[str, str]]) -> list[Problem]:
    """What a stage's query leaves out, as its second query tells it: rows of the kind of a problem and its message."""
    return [Problem(stage=stage.name, kind=kind, message=message, hint=PROBLEMS[kind]) for kind, message in rows]


@cache
def _database() -> Any:
    return duckdb.connect(config={"threads": 1})


def stored(name: str, batch: pa.RecordBatch, work: str) -> pa.RecordBatch:
    """Rows of a query as rows of the table ``name``, made by ``work``. Columns go by their names; what a row says gives its digest."""
    form = table_schema(name)
    said = pa.RecordBatch.from_arrays([batch[f.name].cast(f.type) for f in list(form)[:-2]], schema=pa.schema(list(form)[:-2]))
    if name in DIGESTED:
        rows = (
            _database()
            .from_arrow(pa.Table.from_batches([said]))
            .query("rows", f"select {digest_sql('to_json(rows)::varchar')} d from rows")
        )
        digests = rows.to_arrow_table()["d"].combine_chunks().cast(pa.string())
    else:
        digests = pa.nulls(len(said), pa.string())
    return pa.RecordBatch.from_arrays([*said.columns, pa.array([work] * len(said), pa.string()), digests], schema=form)

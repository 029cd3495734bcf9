"""From DuckDB's SQL to Spark's: sqlglot translates, and what it loses on the way is mended here.

The order of elements in `list(x ORDER BY y)`, which Spark's `collect_list` does not know; several `unnest` in one select, which go side by side in
DuckDB and are forbidden in Spark; `len`, which is taken to be that of a list (that of a text is `length`); and the hint `MATERIALIZED`. What
else a query uses must mean the same in both; the test of both engines shows it.
"""

from __future__ import annotations

import re
from typing import Any

import sqlglot
from sqlglot import exp


def spark_sql(query: str) -> str:
    """A query in DuckDB's SQL as one in Spark's. Names are quoted, so that no word of Spark's is in their way."""
    tree = sqlglot.parse_one(re.sub(r"\blen\s*\(", "array_length(", query), read="duckdb")
    for cte in tree.find_all(exp.CTE):
        cte.set("materialized", None)  # a hint that Spark does not know
    return str(tree.transform(_ordered_list).transform(_unnested).sql("spark", identify=True))


def _ordered_list(node: Any) -> Any:
    """``list(x ORDER BY a, b)``: collect structs of (a, b, x), sort them, take x out. Rising order only."""
    if not (isinstance(node, exp.ArrayAgg) and isinstance(node.this, exp.Order)):
        return node
    order = node.this
    if any(o.args.get("desc") for o in order.expressions):
        raise NotImplementedError("list(... ORDER BY ... DESC) has no translation")
    keys = [exp.alias_(o.this.copy(), f"k{i}") for i, o in enumerate(order.expressions)]
    told = exp.func("struct", *keys, exp.alias_(order.this.copy(), "told"))
    taken = exp.Lambda(this=exp.column("told", table="x"), expressions=[exp.to_identifier("x")])
    return exp.func("transform", exp.func("array_sort", exp.ArrayAgg(this=told)), taken)


def _unnested(node: Any) -> Any:
    """``SELECT unnest(a) AS x, unnest(b) AS y``: one lateral view of the zipped lists."""
    if not isinstance(node, exp.Select):
        return node
    found = [(i, p) for i, p in enumerate(node.expressions) if isinstance(p.unalias(), (exp.Explode, exp.Unnest))]
    if not found:
        return node
    names = [p.alias_or_name for _, p in found]
    lists = [p.unalias().expressions[0] if isinstance(p.unalias(), exp.Unnest) else p.unalias().this for _, p in found]
    zipped = exp.func("inline", exp.func("arrays_zip", *(e.copy() for e in lists)))
    view = exp.Lateral(
        this=zipped, view=True, alias=exp.TableAlias(this=exp.to_identifier("side_by_side"), columns=[exp.to_identifier(n) for n in names])
    )
    for i, p in found:
        node.expressions[i].replace(exp.alias_(exp.column(p.alias_or_name, table="side_by_side"), p.alias_or_name))
    node.append("laterals", view)
    return node

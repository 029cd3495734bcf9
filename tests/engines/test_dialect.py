"""What DuckDB and Spark are asked is the same question."""

from __future__ import annotations

import dataclasses

import duckdb
import pyarrow as pa
import pytest
from tests.engines.cluster import needs_spark
from tests.engines.test_engines import QUICK

from headwater.engines.keys import digest_sql
from headwater.settings import RunSettings, TraceSettings
from headwater.trace import likely, pairs

pytestmark = [needs_spark, pytest.mark.xdist_group("spark")]
WORDS = pa.table({"page": ["a", "a", "b", "a", "ä"], "word": ["z", "é", "Z", "a", None], "place": [3, 1, 2, 2, 9]})
LISTS = pa.table({"page": ["a", "b", "c"], "hashes": [[5, -1], [7], []], "starts": [[0, 4], [2], []]})
JOINED = "array_to_string(list_sort(list(cast(place AS varchar))), ',')"
SEEDS = pa.table({"document": [f"d{n}" for n in range(9)], "hashes": [[*range(n, n + 5), 99] for n in range(9)]})
#: Limits so low that a few documents reach them.
FEW = dataclasses.asdict(
    TraceSettings(stock_documents=4, common_documents=3, phrase_documents=2, pair_seeds=2, likely_keys=2, hub_documents=1)
)
QUERIES = [
    *(text.format(**FEW) for text in (pairs.PAIRS, pairs.ASIDE, likely.LIKELY, likely.ASIDE)),
    "SELECT page, list({'word': word, 'place': place} ORDER BY place, word) AS found FROM words GROUP BY page",
    "SELECT page, unnest(hashes) AS hash, unnest(starts) AS start FROM lists",
    "WITH flat AS (SELECT page, unnest(hashes) AS hash FROM lists) SELECT hash, count(*) AS n FROM flat GROUP BY hash HAVING count(*) >= 1",
    "SELECT page, place, row_number() OVER (PARTITION BY page ORDER BY word) AS rank FROM words",
    f"SELECT page, {digest_sql('page', 'page')} AS d FROM words",
    f"SELECT page, {digest_sql(JOINED)} AS d FROM words GROUP BY page",
    """WITH numbered AS MATERIALIZED (SELECT page, hashes, len(hashes) AS size, row_number() OVER (ORDER BY page) AS number FROM lists),
       flat AS MATERIALIZED (SELECT CAST(number AS INTEGER) AS number, unnest(hashes) AS hash FROM numbered)
       SELECT l.page AS left, r.page AS right, count(*) AS seeds, min(l.size) >= 0.5 * least(max(l.size), max(r.size)) AS much
       FROM flat AS a JOIN flat AS b ON a.number <= b.number JOIN numbered AS l ON l.number = a.number JOIN numbered AS r ON r.number = b.number
       WHERE NOT a.hash > b.hash GROUP BY l.page, r.page""",
    'SELECT DISTINCT page AS "left", 7 // 2 AS half FROM words SEMI JOIN lists USING (page)',
]


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """The rows of a query by each engine, in an order of their own."""
    from headwater.engines.spark.dialect import spark_sql
    from headwater.engines.spark.session import Cluster

    cluster, sql = Cluster(RunSettings(engine="spark", master="local[1]", conf=QUICK)), duckdb.connect()
    for name, table in {"words": WORDS, "lists": LISTS, "seeds": SEEDS, "keys": SEEDS}.items():
        cluster.session.createDataFrame(table).createOrReplaceTempView(name)
        sql.register(name, table)
    yield lambda query: tuple(
        sorted(map(repr, found.to_pylist())) for found in (sql.sql(query).to_arrow_table(), cluster.session.sql(spark_sql(query)).toArrow())
    )
    cluster.close()


@pytest.mark.parametrize("query", QUERIES)
def test_a_query_gives_the_same_rows(both, query):
    one, two = both(query)
    assert one == two
    assert one


def test_what_cannot_be_translated_is_refused():
    from headwater.engines.spark.dialect import spark_sql

    with pytest.raises(NotImplementedError):
        spark_sql("SELECT list(place ORDER BY place DESC) FROM words")

"""Pairs: which two documents share enough seeds to be worth aligning. One query, no loop over all pairs.

A seed in many documents says little about any two of them. Up to ``common_documents`` every two are paired; up to ``stock_documents``
each is paired with the ``hub_documents`` first of them (by id) only, so that a wire story in hundreds of papers stays one group while
the output grows no faster than the collection; above that the seed is cut. Decides nothing: what a pair shares may well be stock.
"""

from __future__ import annotations

#: DuckDB's SQL; `{names}` are fields of TraceSettings. Columns: those of records.Pair. Of a seed that a document repeats, the first counts.
#: The Spark engine translates it (`engines/spark/dialect.py`).
PAIRS = """
WITH placed AS (
  SELECT seeds.hash AS hash, seeds.document AS document, min(seeds.start) AS first, min(seeds.end) AS last
  FROM seeds GROUP BY seeds.hash, seeds.document
),
held AS (
  SELECT hash, count(*) AS documents FROM placed GROUP BY hash HAVING count(*) BETWEEN 2 AND {stock_documents}
),
ranked AS (
  SELECT placed.hash, placed.document, placed.first, placed.last, held.documents,
         CASE WHEN held.documents > {common_documents}
              THEN row_number() OVER (PARTITION BY placed.hash ORDER BY placed.document) ELSE 0 END AS rank
  FROM placed JOIN held ON placed.hash = held.hash
)
SELECT a.document AS left, b.document AS right,
       list({{'left_start': a.first, 'left_end': a.last, 'right_start': b.first, 'right_end': b.last}}
            ORDER BY a.first, b.first) AS matches
FROM ranked AS a JOIN ranked AS b ON a.hash = b.hash AND a.document < b.document
WHERE a.rank <= {hub_documents}
GROUP BY a.document, b.document
HAVING count(*) >= {pair_seeds}
"""

"""Pairs: which two documents share enough seeds to be worth aligning. One query, no loop over all pairs.

A seed in many documents says little about any two of them. Up to ``common_documents`` every two are paired; up to ``stock_documents``
each is paired with the ``hub_documents`` first of them (by id) only, so that a wire story in hundreds of papers stays one group while
the output grows no faster than the collection; above that the seed is cut. Two documents that share only a few seeds, all of them in more
than ``phrase_documents``, share a phrase: they too are compared only if one of them is among the first. Decides nothing: what a pair shares
may well be stock.
"""

from __future__ import annotations

from headwater.trace.fingerprints import holders, placed

#: DuckDB's SQL; `{names}` are fields of TraceSettings. Columns: those of records.Pair. Documents are numbered in the order of their ids, so
#: that what is joined are numbers, and only pairs that stay get their names back. `near` is the least fingerprint that any pair shares up to
#: two steps away: the pairs of one story mostly have the same, so that its documents are read together, however large the collection. The
#: Spark engine translates it (`engines/spark/dialect.py`).
PAIRS = (
    "WITH "
    + placed("seeds")
    + """,
held AS (
  SELECT hash, count(*) AS documents FROM placed GROUP BY hash HAVING count(*) BETWEEN 2 AND {stock_documents}
),
ranked AS MATERIALIZED (
  SELECT placed.hash, placed.number, held.documents > {common_documents} AS common,
         CASE WHEN held.documents > {phrase_documents}
              THEN row_number() OVER (PARTITION BY placed.hash ORDER BY placed.number) ELSE 0 END AS rank
  FROM placed JOIN held ON placed.hash = held.hash
),
met AS (
  SELECT a.number AS one, b.number AS other, count(*) AS seeds, min(a.hash) AS near
  FROM ranked AS a JOIN ranked AS b ON a.hash = b.hash AND a.number < b.number
  WHERE a.rank <= {hub_documents} OR NOT a.common
  GROUP BY a.number, b.number
  HAVING count(*) >= {pair_seeds} - 1 AND (count(*) >= {phrase_seeds} OR min(a.rank) <= {hub_documents})
),
kept AS MATERIALIZED (
  SELECT l.document AS left, r.document AS right, met.one AS one, met.other AS other, met.seeds AS seeds, met.near AS near
  FROM met JOIN numbered AS l ON l.number = met.one JOIN numbered AS r ON r.number = met.other
  WHERE met.seeds >= {pair_seeds} OR met.seeds >= {pair_share} * least(l.size, r.size)
),
neighbours AS (
  SELECT number, min(near) AS near
  FROM (SELECT one AS number, near FROM kept UNION ALL SELECT other AS number, near FROM kept) AS sides GROUP BY number
),
nearer AS MATERIALIZED (
  SELECT kept.one AS one, kept.other AS other, least(a.near, b.near) AS near
  FROM kept JOIN neighbours AS a ON a.number = kept.one JOIN neighbours AS b ON b.number = kept.other
),
around AS (
  SELECT number, min(near) AS near
  FROM (SELECT one AS number, near FROM nearer UNION ALL SELECT other AS number, near FROM nearer) AS sides GROUP BY number
)
SELECT kept.left AS left, kept.right AS right, kept.seeds AS seeds, least(a.near, b.near) AS near
FROM kept JOIN around AS a ON a.number = kept.one JOIN around AS b ON b.number = kept.other
"""
)

#: What that leaves out, for a problem: rows of its kind and message.
ASIDE = (
    "WITH "
    + holders("seeds")
    + """
SELECT 'too-common' AS kind,
       concat('Runs of a few words that stand in more than {stock_documents} documents were not used to find pairs of documents: ',
              CAST(count(*) AS VARCHAR), ' of them.') AS message
FROM held WHERE documents > {stock_documents} HAVING count(*) > 0
UNION ALL
SELECT 'too-common' AS kind,
       concat('Documents that share runs of a few words with more than {common_documents} others were, for these, compared with the first ',
              '{hub_documents} only: ', CAST(count(*) AS VARCHAR), ' such runs.') AS message
FROM held WHERE documents > {common_documents} AND documents <= {stock_documents} HAVING count(*) > 0
"""
)

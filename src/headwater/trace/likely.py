"""Likely: which two documents share enough keys to be held against one another sentence by sentence. One query, no loop over all pairs.

A key that stands in more than ``common_documents`` documents belongs to a subject and not to a text; it pairs nothing, so that the work
grows no faster than the collection. Decides nothing.
"""

from __future__ import annotations

from headwater.trace.fingerprints import holders, placed

#: DuckDB's SQL; `{names}` are fields of TraceSettings. Columns: those of records.Likely. A document holds a key once. Documents are numbered
#: in the order of their ids, so that what is joined are numbers.
LIKELY = (
    "WITH "
    + placed("keys")
    + """,
held AS (
  SELECT hash FROM placed GROUP BY hash HAVING count(*) BETWEEN 2 AND {common_documents}
),
few AS MATERIALIZED (
  SELECT placed.hash, placed.number FROM placed JOIN held ON placed.hash = held.hash
),
met AS (
  SELECT a.number AS one, b.number AS other, count(*) AS keys
  FROM few AS a JOIN few AS b ON a.hash = b.hash AND a.number < b.number
  GROUP BY a.number, b.number
  HAVING count(*) >= {likely_keys}
)
SELECT l.document AS left, r.document AS right, met.keys AS keys
FROM met JOIN numbered AS l ON l.number = met.one JOIN numbered AS r ON r.number = met.other
"""
)

#: What that leaves out, for a problem: rows of its kind and message.
ASIDE = (
    "WITH "
    + holders("keys")
    + """
SELECT 'too-common' AS kind,
       concat('Pairs of neighbouring words that stand in more than {common_documents} documents were not used to find rewordings: ',
              CAST(count(*) AS VARCHAR), ' of them.') AS message
FROM held WHERE documents > {common_documents} HAVING count(*) > 0
"""
)

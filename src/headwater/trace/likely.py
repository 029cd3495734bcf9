"""Likely: which two documents share enough keys to be held against one another sentence by sentence. One query, no loop over all pairs.

A key that stands in more than ``common_documents`` documents belongs to a subject and not to a text; it pairs nothing, so that the work
grows no faster than the collection. Decides nothing.
"""

from __future__ import annotations

#: SQL; `{names}` are fields of TraceSettings. Columns: those of records.Likely. A document holds a key once.
LIKELY = """
WITH held AS (
  SELECT hash FROM keys GROUP BY hash HAVING count(*) BETWEEN 2 AND {common_documents}
),
few AS (
  SELECT keys.hash AS hash, keys.document AS document FROM keys JOIN held ON keys.hash = held.hash
)
SELECT a.document AS left, b.document AS right, count(*) AS keys
FROM few AS a JOIN few AS b ON a.hash = b.hash AND a.document < b.document
GROUP BY a.document, b.document
HAVING count(*) >= {likely_keys}
"""

"""Fingerprints: the SQL that `pairs` and `likely` have in common, over a table with a list of `hashes` for each `document`."""

from __future__ import annotations


def placed(table: str) -> str:
    """Common table expressions: `numbered` gives documents numbers in the order of their ids, `placed` is a row for each fingerprint of each.

    What is joined later are numbers; only pairs that stay get their names back. The numbering sees ids alone, since it is one task's work.
    """
    return f"""numbers AS (
  SELECT document, row_number() OVER (ORDER BY document) AS number FROM {table}
),
numbered AS MATERIALIZED (
  SELECT numbers.document AS document, given.hashes AS hashes, len(given.hashes) AS size, numbers.number AS number
  FROM {table} AS given JOIN numbers ON numbers.document = given.document
),
placed AS MATERIALIZED (
  SELECT CAST(number AS INTEGER) AS number, unnest(hashes) AS hash FROM numbered
)"""


def holders(table: str) -> str:
    """A common table expression: `held` is how many documents hold each fingerprint."""
    return f"""held AS (
  SELECT count(*) AS documents FROM (SELECT unnest(hashes) AS hash FROM {table}) AS placed GROUP BY placed.hash
)"""

"""What stands on many pages of one site: one query over the lines of all pages.

A site is what pages declare (`site`). Pages that declare nothing and share a run of menu lines are taken for one: of its runs each page takes the
one that most pages have. Only lines count that pages with a text of their own have in common, so that one article captured many times makes no
furniture: a page counts by the least of its lines of prose that few others have, and copies of a page have the same one. A line that stands
between such lines without a break on more than a few pages is told again, and is no furniture. Says nothing of where on a page a line is
furniture: `repeated` does.
"""

from __future__ import annotations

#: DuckDB's SQL; `{names}` are fields of ReadSettings. Columns: those of records.Repeated. `often`: lines on enough pages; `own`: lines of prose that
#: are not; `texts`: a number for the text of each page; `shared`: lines that enough different texts have beside them; `edges`: where runs of such lines
#: of prose begin and end on each page; `told`: lines in runs that stand right between lines of the page's own text.
REPEATS = """
WITH ranked AS (
  SELECT page, site, hashes, places, words, runs, row_number() OVER (PARTITION BY page ORDER BY site DESC, copy) AS rank FROM lines
),
given AS MATERIALIZED (SELECT page, site, hashes, places, words, runs FROM ranked WHERE rank = 1),
menus AS MATERIALIZED (SELECT page, unnest(runs) AS run FROM given),
known AS (SELECT run, count(*) AS pages FROM menus GROUP BY run HAVING count(*) >= {repeat_pages}),
choice AS (
  SELECT menus.page AS page, menus.run AS run, row_number() OVER (PARTITION BY menus.page ORDER BY known.pages DESC, menus.run) AS rank
  FROM menus JOIN known ON known.run = menus.run
),
sited AS (
  SELECT page, site FROM given WHERE site <> ''
  UNION ALL
  SELECT page, CAST(run AS VARCHAR) AS site FROM choice WHERE rank = 1
),
sites AS (SELECT site, count(*) AS pages FROM sited GROUP BY site HAVING count(*) >= {repeat_pages}),
chosen AS (
  SELECT given.page AS page, sited.site AS site, sites.pages AS pages, given.hashes AS hashes, given.places AS places, given.words AS words
  FROM given JOIN sited ON sited.page = given.page JOIN sites ON sites.site = sited.site
),
held AS MATERIALIZED (
  SELECT page, site, pages AS size, unnest(hashes) AS hash, unnest(places) AS place, unnest(words) AS words FROM chosen
),
often AS MATERIALIZED (
  SELECT site, hash, count(*) AS pages FROM held GROUP BY site, hash
  HAVING count(*) >= {repeat_pages} AND count(*) >= {repeat_share} * min(size)
),
own AS MATERIALIZED (
  SELECT held.page AS page, held.hash AS hash, held.place AS place, held.words AS words
  FROM held LEFT JOIN often ON often.site = held.site AND often.hash = held.hash
  WHERE often.hash IS NULL AND held.words > 0
),
texts AS (SELECT page, min(hash) AS text FROM own GROUP BY page HAVING sum(words) >= {repeat_own_words}),
shared AS MATERIALIZED (
  SELECT held.site AS site, held.hash AS hash, min(often.pages) AS pages
  FROM held JOIN often ON often.site = held.site AND often.hash = held.hash JOIN texts ON texts.page = held.page
  GROUP BY held.site, held.hash HAVING count(DISTINCT texts.text) >= {repeat_pages}
),
found AS MATERIALIZED (
  SELECT held.page AS page, held.site AS site, held.size AS size, held.hash AS hash, held.place AS place, held.words AS words, shared.pages AS pages
  FROM held JOIN shared ON shared.site = held.site AND shared.hash = held.hash
),
listed AS MATERIALIZED (
  SELECT page, site, hash, place, place - row_number() OVER (PARTITION BY page ORDER BY place) AS run FROM found WHERE words > 0
),
edges AS (SELECT page, run, min(place) AS top, max(place) AS foot FROM listed GROUP BY page, run),
midst AS (
  SELECT edges.page AS page, edges.run AS run
  FROM edges JOIN own AS above ON above.page = edges.page AND above.place = edges.top - 1
  JOIN own AS below ON below.page = edges.page AND below.place = edges.foot + 1
),
told AS (
  SELECT listed.site AS site, listed.hash AS hash, count(*) AS pages
  FROM listed JOIN midst ON midst.page = listed.page AND midst.run = listed.run GROUP BY listed.site, listed.hash
)
SELECT found.page AS id, min(found.size) AS total, list(found.hash ORDER BY found.hash) AS hashes, list(found.pages ORDER BY found.hash) AS pages
FROM found LEFT JOIN told ON told.site = found.site AND told.hash = found.hash
WHERE told.hash IS NULL OR told.pages <= {repeat_told_share} * found.pages
GROUP BY found.page
"""

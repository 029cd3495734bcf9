"""Full-text search: the words of a query, shown in the stretches that hold them, each leading to its place in the reading view."""

from __future__ import annotations

import re

from headwater.show.collection import Collection
from headwater.show.highlight import Mark, pieces
from headwater.show.pages import SearchPage
from headwater.show.parts import Hit
from headwater.show.reading import block_at
from headwater.text.fold import fold

_LIMIT = 50
#: Characters shown before and after the first word found: about three lines in all.
_BEFORE, _AFTER = 80, 240


def search_page(c: Collection, query: str) -> SearchPage:
    """What a query finds."""
    hits = tuple(h for h in (_hit(c, query, d, s, e) for d, s, e, _ in c.library.search(query, _LIMIT)) if h is not None)
    return SearchPage(frame=c.frame("Search", "search", "search.html"), query=query, hits=hits, limit=_LIMIT)


def _hit(c: Collection, query: str, document: str, start: int, end: int) -> Hit | None:
    d = c.document(document)
    if d is None:
        return None
    terms = "|".join(re.escape(t) for t in re.findall(r"\w+", fold(query)))
    found = [(m.start() + start, m.end() + start) for m in re.finditer(rf"\b(?:{terms})\b", fold(d.text[start:end]))] if terms else []
    at = found[0][0] if found else start
    first, last = max(start, at - _BEFORE), min(end, at + _AFTER)
    first = first if first == start else d.text.find(" ", first, at) + 1 or first
    b = c.briefs[document]
    marks = [Mark(s, e, "hit") for s, e in found if e <= last]
    href = f"documents/{document}.html#{block_at(d, at)}"
    return Hit(title=b.title, href=href, outlet=b.outlet, published=b.published, words=pieces(d.text, first, last, marks))

"""Facts in the attributes of a page's body: microdata (``itemprop``), RDFa (``property``) and ``time`` elements, each with its place in the source.

Says where each one stands and leaves the choice to others: teasers and comments carry the same attributes as the article. Does not read the head of a
page nor scripts.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater.read.elements import Noted

#: What makes a tag worth reading.
_TELLING = ("itemprop=", "datetime=", "property=")
#: An attribute of a tag: its name and its value, in quotation marks of either kind or in none.
ATTRIBUTE = re.compile(r"([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_PUBLISHED = frozenset("datepublished dc:date dc:issued dcterms:issued dcterms:created schema:datepublished pubdate".split())
_MODIFIED = frozenset("datemodified dcterms:modified schema:datemodified dc:modified".split())
_CREATED = frozenset("datecreated schema:datecreated".split())
_UPDATED_CLASS = re.compile(r"\b(?:updated|modified|last-updated|dateline-updated)\b|update", re.IGNORECASE)
#: More such elements than this are a list of articles.
_LIMIT = 400


class Mark(NamedTuple):
    """``kind``: published, modified, created, or time for a bare ``time`` element; ``value`` as written; its place in the source."""

    kind: str
    value: str
    start: int
    end: int
    evidence: str


def marks(page: str, noted: Sequence[Noted]) -> Iterator[Mark]:
    """The dates in attributes of the page's body, in order of place; ``noted``: the tags there that may hold any."""
    telling = (tag for tag in noted if any(word in tag.written.lower() for word in _TELLING))
    for tag, written, start, end in itertools.islice(telling, _LIMIT):
        given = {a[1].lower(): html.unescape(a[2] or a[3] or a[4] or "") for a in ATTRIBUTE.finditer(written)}
        names = (given.get("itemprop") or given.get("property") or "").lower().split()
        time = tag == "time"
        if tag in ("meta", "link") and "itemprop" not in given:
            continue
        if not (names or time):
            continue
        kind = next(
            (k for k, held in (("published", _PUBLISHED), ("modified", _MODIFIED), ("created", _CREATED)) if held.intersection(names)),
            "time" if time else "",
        )
        if not kind:
            continue
        value = given.get("datetime") or given.get("content") or _text(page, end)
        if kind in ("time", "published") and _UPDATED_CLASS.search(given.get("class", "")) and "published" not in given.get("class", ""):
            kind = "modified"
        if value:
            evidence = f"microdata ({' '.join(names)})" if kind != "time" and names else "a time element"
            yield Mark(kind, value, start, end, evidence)


def _text(page: str, at: int) -> str:
    """The first words inside an element."""
    end = page.find("<", at)
    return " ".join(html.unescape(page[at : end if end >= 0 else at]).split())[:60]

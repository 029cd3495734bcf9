"""Facts in the attributes of a page's body: microdata (``itemprop``), RDFa (``property``) and ``time`` elements, each with its place in the source.

Says where each one stands and leaves the choice to others: teasers and comments carry the same attributes as the article. Does not read the head of a
page nor scripts.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

#: What makes a tag worth reading, as pages write it. Looked for as it stands: pages are long, and such tags few.
_TELLING = ("itemprop=", "itemProp=", "datetime=", "dateTime=", "property=")
_NAME = re.compile(r"<([a-zA-Z][a-zA-Z0-9]{0,15})\b")
#: Characters of a tag before and behind such an attribute.
_TAG = 1_500
_BODY = re.compile(r"<body\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
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


def body_start(page: str) -> int:
    """Where the body of a page begins: what stands before is said by the page about itself."""
    found = _BODY.search(page)
    return found.start() if found else 0


def _places(page: str, start: int) -> Iterator[int]:
    for word in _TELLING:
        at = page.find(word, start)
        while at >= 0:
            yield at
            at = page.find(word, at + 1)


def _tags(page: str) -> Iterator[tuple[str, str, int, int]]:
    """(name, attributes, start, end) of the tags in the body that hold such an attribute."""
    last = body_start(page)
    for at in sorted(_places(page, last)):
        start = page.rfind("<", max(last, at - _TAG), at)
        end = page.find(">", at, at + _TAG)
        name = _NAME.match(page, start) if start >= 0 else None
        if name is not None and end >= 0 and ">" not in page[start:at]:
            yield name[1].lower(), page[name.end() : end], start, end + 1
            last = end + 1


def marks(page: str) -> Iterator[Mark]:
    """The dates in attributes of the page's body, in order of place."""
    for n, (tag, attributes, start, end) in enumerate(_tags(page)):
        if n >= _LIMIT:
            return
        given = {a[1].lower(): html.unescape(a[2] or a[3] or a[4] or "") for a in _ATTRIBUTE.finditer(attributes)}
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

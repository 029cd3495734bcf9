"""What the source of an HTML page declares about its article: headline, outlet, author, dates, each with its place in the source.

Structured data (JSON-LD, schema.org) is trusted before meta tags, meta tags that name the publication before those that only say "date". Reads
declarations only; what the page shows is read elsewhere, and the two are held against one another in `dated` and `facts`.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from headwater.read.elements import Noted
from headwater.read.fact_words import byline_set, meta_names
from headwater.read.marked import ATTRIBUTE, Mark, marks
from headwater.read.published import Found, iso_date
from headwater.read.structured import Item, Update, structured
from headwater.read.vocabulary import menu_words

_LINK = re.compile(r"<link\b([^>]{0,2000})>", re.IGNORECASE)
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,2000})", re.IGNORECASE)
_H1 = re.compile(r"(.{1,1500}?)</h1", re.IGNORECASE | re.DOTALL)
#: Main headings of a page that may be an article's.
_HEADINGS = 4
_TAGS = re.compile(r"<[^>]{0,2000}>")
_LANGUAGE = re.compile(r"<html\b[^>]{0,600}?\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_][A-Za-z]{2})?)", re.IGNORECASE)
_HOME, _NAME = re.compile(r"\bhref\s{0,4}=\s{0,4}[\"']/[\"']", re.IGNORECASE), re.compile(r"([^<]{2,80})</a>", re.IGNORECASE)
#: "Headline | Outlet": what parts the outlet's name from the headline in a page's title.
PARTS = re.compile(r"\s+[|–—·»:•-]\s+|\s*\|\s*|\s+—\s*|\s+l\s+(?=[A-Z]{2})")

#: How much a source alone is worth: a declaration that names the publication, one that only says "date", one of creation, several articles declared at once.
SAID, DATE, CREATED, SEVERAL = 0.97, 0.85, 0.75, 0.7


class Declared(NamedTuple):
    """A value, its place in the source, and what declares it. ``body``: it is declared to be an organisation."""

    value: str
    start: int
    end: int
    evidence: str
    body: bool = False


@dataclass
class Head:
    """All that is declared, the most trusted first. ``marks``: dates in attributes of the body, of which only the place tells whose they are.

    ``live``: it is declared to be a live blog, with these ``updates``.
    """

    titles: list[Declared] = field(default_factory=list)
    sites: list[Declared] = field(default_factory=list)
    author: Declared | None = None
    dates: list[Found] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    live: bool = False
    updates: list[Update] = field(default_factory=list)
    url: str | None = None
    language: str | None = None


def read_head(page: str, noted: Sequence[Noted]) -> Head:
    """The declarations of an HTML page; ``noted``: its tags that may hold some."""
    head = Head()
    metas: dict[str, Declared] = {}
    body = next((tag.start for tag in noted if tag.name == "body"), 0)
    for name, content in _metas(noted, body):
        if content.value:
            metas.setdefault(name, content)
    head.url = metas["og:url"].value if "og:url" in metas else _canonical(page)
    head.titles += [metas[n] for n in meta_names("headline") if n in metas]
    title = _TITLE.search(page)
    if title:
        value = " ".join(html.unescape(title[1]).split())
        head.titles.append(Declared(value, title.start(1), title.end(1), "the page's title"))
    _read_structured(head, page, noted)
    _meta_dates(head, metas)
    head.marks = list(marks(page, [tag for tag in noted if tag.start >= body]))
    head.sites += [metas[n] for n in meta_names("site") if n in metas and not metas[n].value.startswith("http")]
    head.sites += [*site_parts(head.titles), *_home(page, noted)]
    nobody = byline_set("nobody")
    authors = (metas[n] for n in meta_names("author") if n in metas)
    fits = (a for a in authors if not a.value.startswith(("http", "@", "www.")) and a.value.lower() not in nobody)
    head.author = head.author or next(fits, None)
    if language := _LANGUAGE.search(page[:20_000]):
        head.language = language[1].lower()
    if (locale := metas.get("og:locale")) and "-" not in (head.language or ""):
        head.language = locale.value.lower().replace("_", "-")
    return head


def _read_structured(head: Head, page: str, noted: Sequence[Noted]) -> None:
    headings = [m[1] for tag in noted if tag.name == "h1" and (m := _H1.match(page, tag.end))][:_HEADINGS]
    shown = [" ".join(html.unescape(_TAGS.sub(" ", heading)).split()) for heading in headings]
    scripts = [tag.end for tag in noted if tag.name == "script"]
    data = structured(page, scripts, [*(t.value for t in head.titles), *shown], head.url)
    head.live, head.updates = data.live, data.updates
    seen_article = False
    for item in data.items:
        _dates_of(head, item, data.several)
        for key in ("author", "creator", "publisher"):
            value = item.data.get(key)
            names = data.names(value)
            if not names or names.lower() in byline_set("nobody"):
                continue
            declared = Declared(names, item.start, item.end, f"structured data ({key})", data.is_body(value))
            if key == "publisher":
                head.sites.append(declared)
            elif head.author is None or (head.author.body and not declared.body):
                head.author = declared
        headline = item.data.get("headline")
        if isinstance(headline, str) and headline.strip() and not (seen_article and item.rank < 4):
            value = " ".join(html.unescape(headline).split())
            head.titles.append(Declared(value, item.start, item.end, "structured data (headline)"))
            seen_article = True
    if data.several:
        head.author = None


def _dates_of(head: Head, item: Item, several: bool) -> None:
    said = SEVERAL if several else DATE if item.broken or item.rank < 4 else SAID
    for key in ("datePublished", "dateModified", "dateCreated"):
        value = item.data.get(key)
        value = value[0] if isinstance(value, list) and value else value
        if not (isinstance(value, str) and (iso := iso_date(value))):
            continue
        if key == "dateCreated" and any(not f.modified for f in head.dates):
            continue
        score = min(said, CREATED) if key == "dateCreated" else said
        what = "structured data that is broken" if item.broken else "structured data"
        head.dates.append(Found(*iso, item.start, item.end, f"{what} ({key})", key == "dateModified", score=score))


def _meta_dates(head: Head, metas: dict[str, Declared]) -> None:
    for kind, score in (("published", SAID), ("date", DATE), ("modified", SAID)):
        modified, names = kind == "modified", frozenset(meta_names(kind))
        for name, declared in metas.items():
            if name in names and (iso := iso_date(declared.value)):
                head.dates.append(Found(*iso, declared.start, declared.end, declared.evidence, modified, score=score))


@cache
def _wanted() -> frozenset[str]:
    """The names of all meta tags that are read here."""
    kinds = ("published", "date", "modified", "site", "author", "headline")
    return frozenset(("og:url", "og:locale", *itertools.chain.from_iterable(map(meta_names, kinds))))


def _metas(noted: Sequence[Noted], body: int) -> Iterator[tuple[str, Declared]]:
    for tag in noted:
        if tag.name != "meta":
            continue
        given = {a[1].lower(): a for a in ATTRIBUTE.finditer(tag.written)}
        if "itemprop" in given and "name" not in given and "property" not in given and 0 < body < tag.start:
            continue  # in the body such tags stand in teasers too: `marked` keeps their place
        key = next((given[k] for k in ("property", "name", "itemprop", "http-equiv") if k in given), None)
        content = given.get("content")
        if key is None or content is None:
            continue
        name = (key[2] or key[3] or key[4] or "").strip().lower()
        group = next((g for g in (2, 3, 4) if content[g]), 0)
        if group and name in _wanted():
            start, end = tag.start + content.start(group), tag.start + content.end(group)
            yield name, Declared(" ".join(html.unescape(content[group]).split()), start, end, f"meta tag ({name})")


def _canonical(page: str) -> str | None:
    for m in _LINK.finditer(page):
        given: dict[str, Any] = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in ATTRIBUTE.finditer(m[1])}
        if given.get("rel", "").lower() == "canonical":
            return str(given.get("href") or "") or None
    return None


def _home(page: str, noted: Sequence[Noted]) -> Iterator[Declared]:
    """The name that links to the front page."""
    for tag in noted:
        m = _NAME.match(page, tag.end) if tag.name == "a" and _HOME.search(tag.written) else None
        name = " ".join(html.unescape(m[1]).split()) if m else ""
        if m and name and name.lower() not in menu_words() and len(name.split()) <= 8:
            yield Declared(name, m.start(1), m.end(1), "the name that links to the front page")
            return


def headline_parts(title: str) -> list[str]:
    """What may be the headline in "Headline | Outlet": each end of it without the other."""
    parts = [m.start() for m in PARTS.finditer(title)], [m.end() for m in PARTS.finditer(title)]
    return [title[: parts[0][-1]], title[: parts[0][0]], title[parts[1][0] :]] if parts[0] else []


def site_parts(titles: list[Declared]) -> Iterator[Declared]:
    """The outlet in "Headline | Outlet" or "Outlet - Headline": the ends of the page's title that no other headline has, the last first."""
    for title in reversed(titles):
        if title.evidence != "the page's title":
            continue
        parts = [p.strip() for p in PARTS.split(title.value) if p.strip()]
        others = [t.value.lower() for t in titles if t is not title]
        named = [p for p in ((parts[-1], parts[0]) if len(parts) > 1 else ()) if len(p.split()) <= 6]
        for name in sorted(named, key=lambda p: (any(p.lower() in o for o in others), len(p.split()))):
            yield Declared(name, title.start, title.end, "the name at the end of the page's title")
        return

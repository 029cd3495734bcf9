"""What the source of an HTML page declares about its article: headline, outlet, author, dates, each with its place in the source.

Structured data (JSON-LD, schema.org) is trusted before meta tags. Reads declarations only; what the page shows is read elsewhere, and the two
are held against one another in `published` and `facts`.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from headwater.read.published import Found, iso_date
from headwater.read.vocabulary import menu_words

_META = re.compile(r"<meta\b([^>]{0,4000})>", re.IGNORECASE)
_LINK = re.compile(r"<link\b([^>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{1,2000})", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_LANGUAGE = re.compile(r"<html\b[^>]{0,600}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})", re.IGNORECASE)
_HOME = re.compile(r"<a\b[^>]{0,200}\bhref\s{0,4}=\s{0,4}[\"']/[\"'][^>]{0,200}>([^<]{2,80})</a>", re.IGNORECASE)
#: Structured data longer than this is a catalogue, not an article.
_JSON_LIMIT = 300_000
#: "Headline | Outlet": what parts the outlet's name from the headline in a page's title.
_PARTS = re.compile(r"\s+[|–—·»-]\s+|\s*\|\s*")

_PUBLISHED = frozenset(
    "article:published_time og:published_time datepublished pubdate publishdate publish_date publication_date date dc.date dc.date.issued dcterms.date "
    "dcterms.created dcterms.issued sailthru.date parsely-pub-date article.published og:article:published_time cxenseparse:recs:publishtime".split()
)
_MODIFIED = frozenset("article:modified_time og:updated_time datemodified lastmod last-modified dcterms.modified".split())
_SITE = ("og:site_name", "dc.publisher", "dcterms.publisher", "publisher", "application-name")
_AUTHOR = ("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl")
_HEADLINE = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title")


class Declared(NamedTuple):
    """A value, its place in the source, and what declares it."""

    value: str
    start: int
    end: int
    evidence: str


@dataclass
class Head:
    """All that is declared, the most trusted first."""

    titles: list[Declared] = field(default_factory=list)
    site: Declared | None = None
    author: Declared | None = None
    dates: list[Found] = field(default_factory=list)
    url: str | None = None
    language: str | None = None


def read_head(page: str) -> Head:
    """The declarations of an HTML page."""
    head = Head()
    metas = dict[str, Declared]()
    for name, content in _metas(page):
        metas.setdefault(name, content)
    for item, start, end in _articles(page):
        _from_json(head, item, start, end)
    for name, declared in metas.items():
        if (name in _PUBLISHED or name in _MODIFIED) and (iso := iso_date(declared.value)):
            head.dates.append(Found(*iso, declared.start, declared.end, declared.evidence, name in _MODIFIED))
    head.titles += [metas[n] for n in _HEADLINE if n in metas]
    title = _TITLE.search(page)
    if title:
        value = " ".join(html.unescape(title[1]).split())
        head.titles.append(Declared(value, title.start(1), title.end(1), "the page's title"))
    head.site = next((metas[n] for n in _SITE if n in metas), head.site) or _site_in_title(head) or _home(page)
    authors = (metas[n] for n in _AUTHOR if n in metas and not metas[n].value.startswith("http"))
    head.author = head.author or next(authors, None)
    head.url = metas["og:url"].value if "og:url" in metas else _canonical(page)
    if language := _LANGUAGE.search(page[:20_000]):
        head.language = language[1].lower()
    return head


def _metas(page: str) -> Iterator[tuple[str, Declared]]:
    for m in _META.finditer(page):
        given = {a[1].lower(): a for a in _ATTRIBUTE.finditer(m[1])}
        key = next((given[k] for k in ("property", "name", "itemprop") if k in given), None)
        content = given.get("content")
        if key is None or content is None:
            continue
        name = (key[2] or key[3] or key[4] or "").strip().lower()
        group = next((g for g in (2, 3, 4) if content[g]), 0)
        if group:
            start = m.start(1) + content.start(group)
            yield (
                name,
                Declared(" ".join(html.unescape(content[group]).split()), start, m.start(1) + content.end(group), f"meta tag ({name})"),
            )


def _canonical(page: str) -> str | None:
    for m in _LINK.finditer(page):
        given = {a[1].lower(): a[2] or a[3] or a[4] or "" for a in _ATTRIBUTE.finditer(m[1])}
        if given.get("rel", "").lower() == "canonical":
            return given.get("href")
    return None


def _articles(page: str) -> Iterator[tuple[dict[str, Any], int, int]]:
    """The items of structured data that are articles, each with the place of the script that holds it."""
    for m in _SCRIPT.finditer(page):
        end = page.find("</", m.end(), m.end() + _JSON_LIMIT)
        while end >= 0 and page[end + 2 : end + 8].lower() != "script":
            end = page.find("</", end + 2, m.end() + _JSON_LIMIT)
        if end < 0:
            continue
        try:
            data = json.loads(page[m.end() : end], strict=False)
        except (ValueError, RecursionError):
            continue
        waiting = [data]
        for item in waiting:  # grows while it is walked: the items inside "@graph" and lists
            if isinstance(item, list):
                waiting += item[:50]
            elif isinstance(item, dict):
                graph = item.get("@graph")
                waiting += graph[:50] if isinstance(graph, list) else []
                kind = item.get("@type")
                kinds = kind if isinstance(kind, list) else [kind]
                if any(isinstance(k, str) and k.endswith(("Article", "Posting", "Report", "Blog", "WebPage")) for k in kinds):
                    yield item, m.end(), end


def _from_json(head: Head, item: dict[str, Any], start: int, end: int) -> None:
    for key in ("datePublished", "dateModified"):
        value = item.get(key)
        if isinstance(value, str) and (iso := iso_date(value)):
            head.dates.append(Found(*iso, start, end, f"structured data ({key})", key == "dateModified"))
    for key in ("author", "publisher"):
        names = _names(item.get(key))
        if names and getattr(head, "site" if key == "publisher" else "author") is None:
            setattr(head, "site" if key == "publisher" else "author", Declared(names, start, end, f"structured data ({key})"))
    headline = item.get("headline")
    if isinstance(headline, str) and headline.strip():
        head.titles.append(Declared(" ".join(html.unescape(headline).split()), start, end, "structured data (headline)"))


def _names(value: Any) -> str:
    """The name or names in an author or publisher."""
    items = value if isinstance(value, list) else [value]
    names = [i.get("name") if isinstance(i, dict) else i for i in items[:8]]
    return ", ".join(" ".join(html.unescape(n).split()) for n in names if isinstance(n, str) and n.strip() and not n.startswith("http"))


def _home(page: str) -> Declared | None:
    """The name that links to the front page."""
    for m in _HOME.finditer(page):
        name = " ".join(html.unescape(m[1]).split())
        if name and name.lower() not in menu_words() and len(name.split()) <= 8:
            return Declared(name, m.start(1), m.end(1), "the name that links to the front page")
    return None


def _site_in_title(head: Head) -> Declared | None:
    """The outlet in "Headline | Outlet" or "Outlet - Headline": the shorter end of the page's title."""
    for title in reversed(head.titles):
        parts = [p for p in _PARTS.split(title.value) if p]
        if title.evidence == "the page's title" and len(parts) > 1:
            name = min(parts[-1], parts[0], key=lambda p: len(p.split()))
            if len(name.split()) <= 6:
                return Declared(name, title.start, title.end, "the name at the end of the page's title")
    return None

"""JSON-LD: the items that a page's scripts declare, and which of them is its article.

Reads schema.org items in all the shapes that pages give them: one, a list, a "@graph", inside "mainEntity"; names given as text, as items, or as
references to items elsewhere. JSON that is broken is mended where it is commonly broken; failing that, single fields are picked out of it. Where a page
declares several articles (teasers declare theirs too), the one whose headline or address is the page's is taken. Does not read other markup.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

#: Structured data longer than this are a catalogue, not an article; those of a live blog hold the texts of all its entries.
_JSON_LIMIT = 2_000_000
#: Scripts, and items of one list, that are looked at; entries of a live blog.
_SCRIPTS = 40
_ITEMS = 60
_UPDATES = 2_000
#: Characters of an entry's text by which it is found again on the page.
_BEGINNING = 60
_WORD = re.compile(r"\w+")
#: What JSON begins and ends with, and what wraps it in a script.
_WHOLE = frozenset("{}[]")
_WRAPPED = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*\Z")
_FIELD = re.compile(r"\"(datePublished|dateModified|dateCreated|headline)\"\s*:\s*\"((?:[^\"\\\n]|\\.){1,300})\"")
#: Kinds of items by how surely they are what the page is about; unlisted ones are parts of it (pictures, crumbs) or its house.
_ARTICLE = (
    "Article",
    "Posting",
    "Report",
    "Review",
    "Recipe",
    "QAPage",
    "Question",
    "Statement",
    "PressRelease",
    "Chapter",
    "Course",
    "HowTo",
)
_PAGE = ("WebPage", "ItemPage", "AboutPage", "CollectionPage", "CreativeWork", "Blog", "Dataset")


@dataclass(slots=True)
class Item:
    """One item with the place of the script that holds it. ``rank``: how surely it is about the page; ``broken``: picked out of broken JSON."""

    data: dict[str, Any]
    start: int
    end: int
    rank: int = 0
    broken: bool = False


class Update(NamedTuple):
    """What is declared about one entry of a live blog. ``text``: how its text begins."""

    headline: str
    text: str
    published: str
    modified: str
    author: str
    url: str
    start: int
    end: int


@dataclass(slots=True)
class Structured:
    """What a page declares: its article's items, the surest first, and all items that have an id."""

    items: list[Item] = field(default_factory=list)
    by_id: dict[str, dict[str, Any]] = field(default_factory=dict)
    several: bool = False  # several articles, and none of them is known to be the page's
    live: bool = False  # a live blog, with what is declared about its entries
    updates: list[Update] = field(default_factory=list)

    def names(self, value: Any) -> str:
        """The name or names in an author or publisher; references are followed."""
        items = value if isinstance(value, list) else [value]
        names = []
        for i in items[:8]:
            for _ in range(2):
                if isinstance(i, dict) and "name" not in i and isinstance(i.get("@id"), str):
                    i = self.by_id.get(i["@id"], {})
            if isinstance(i, dict):
                i = i.get("name")
            if isinstance(i, list):
                i = i[0] if i else None
            if isinstance(i, str) and i.strip() and not i.startswith(("http", "@", "#")) and not i.strip().isdigit():
                names.append(" ".join(html.unescape(i).split()))
        return ", ".join(dict.fromkeys(names))

    def is_body(self, value: Any) -> bool:
        """Is an author declared to be an organisation?"""
        items = value if isinstance(value, list) else [value]
        kinds = [str(i.get("@type")) for i in items if isinstance(i, dict)]
        return bool(kinds) and all("Organization" in k for k in kinds)


def _key(text: Any) -> str:
    return " ".join(_WORD.findall(html.unescape(text).lower())) if isinstance(text, str) else ""


def _scripts(page: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    for start in starts[:_SCRIPTS]:
        end = page.find("</", start, start + _JSON_LIMIT)
        while end >= 0 and page[end + 2 : end + 8].lower() != "script":
            end = page.find("</", end + 2, start + _JSON_LIMIT)
        if end >= 0:
            yield start, end


def _load(text: str) -> Any:
    """The JSON in a script, mended where it is commonly broken: comments, CDATA, commas too many, a missing end; None where that does not help."""
    for mended in _mended(text.strip()):
        try:
            return json.loads(mended, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _mended(text: str) -> Iterator[str]:
    """A script as it is, and mended in one way after the other."""
    if text[:1] not in _WHOLE or text[-1:] not in _WHOLE:
        text = _WRAPPED.sub("", text).strip()
    yield text
    yield text.rstrip("; \n")
    yield re.sub(r",(\s*[}\]])", r"\1", text)
    yield text + "}"
    yield "[" + re.sub(r"\}\s*\{", "},{", text) + "]"


def _picked(text: str) -> dict[str, Any]:
    """The single fields that can be told from broken JSON, each only where all its mentions agree."""
    found: dict[str, set[str]] = {}
    for m in _FIELD.finditer(text):
        found.setdefault(m[1], set()).add(m[2])
    return {k: next(iter(v)) for k, v in found.items() if len(v) == 1}


def _walk(data: Any) -> Iterator[dict[str, Any]]:
    """The items of a script: those inside "@graph", lists and "mainEntity" too."""
    waiting = [data]
    for item in waiting:  # grows while it is walked
        if len(waiting) > 10 * _ITEMS:
            return
        if isinstance(item, list):
            waiting += item[:_ITEMS]
        elif isinstance(item, dict):
            yield item
            for inner in (item.get("@graph"), item.get("mainEntity"), item.get("mainEntityOfPage")):
                if isinstance(inner, list | dict):
                    waiting.append(inner)


def _kinds(item: dict[str, Any]) -> list[str]:
    kind = item.get("@type") or item.get("type")
    if kind is None and "headline" in item and "datePublished" in item:
        return ["Article"]
    return [k for k in (kind if isinstance(kind, list) else [kind]) if isinstance(k, str)]


def _address(text: Any) -> str:
    return re.sub(r"^https?://(?:www\.)?|[#?].*$|/$", "", text.strip().lower()) if isinstance(text, str) else ""


def _rank(item: dict[str, Any], titles: frozenset[str], url: str) -> int:
    """How surely an item is about the page: by its kind, its headline and its address. 0: it is not."""
    kinds = _kinds(item)
    if any(k.endswith(_ARTICLE) for k in kinds):
        rank = 4
    elif any(k.endswith(_PAGE) for k in kinds):
        rank = 1
    else:
        return 0
    named = {_key(item.get(k)) for k in ("headline", "name", "alternativeHeadline")} - {""}
    if named & titles or any(len(n) > 20 and any(n in t or t in n for t in titles if len(t) > 20) for n in named):
        rank += 4
    main = item.get("mainEntityOfPage")
    own = [item.get("url"), item.get("@id"), main.get("@id") if isinstance(main, dict) else main]
    if url and any(_address(o) == url for o in own):
        rank += 4
    return rank


def _updates(data: Structured, item: dict[str, Any], start: int, end: int) -> Iterator[Update]:
    """The entries of a live blog."""
    given = item.get("liveBlogUpdate") or item.get("liveBlogUpdates")
    for i in (given if isinstance(given, list) else [given])[:_UPDATES]:
        if not isinstance(i, dict):
            continue
        said = {k: " ".join(html.unescape(v).split()) if isinstance(v, str) else "" for k, v in i.items()}
        body = re.sub(r"<[^<>]{0,500}>", " ", said.get("articleBody") or said.get("text") or said.get("description") or "")
        yield Update(
            said.get("headline") or said.get("name") or "",
            body[:_BEGINNING].rpartition(" ")[0] if len(body) > _BEGINNING else body,
            said.get("datePublished") or said.get("dateCreated") or "",
            said.get("dateModified", ""),
            data.names(i.get("author")),
            said.get("url") or said.get("@id", ""),
            start,
            end,
        )


def structured(page: str, scripts: Sequence[int], titles: Sequence[str], url: str | None) -> Structured:
    """What a page's JSON-LD says about its article. ``scripts``: where those that hold it begin; ``titles``: its headline as meta tags and
    headings give it; ``url``: its own address.
    """
    out = Structured()
    keys, address = frozenset(_key(t) for t in titles) - {""}, _address(url)
    found: list[Item] = []
    for start, end in _scripts(page, scripts):
        data = _load(page[start:end])
        if data is None:
            fields = _picked(page[start:end])
            if fields:
                found.append(Item(fields, start, end, 4, broken=True))
            continue
        for item in _walk(data):
            if isinstance(item.get("@id"), str) and len(item) > 2:
                out.by_id.setdefault(item["@id"], item)
            if rank := _rank(item, keys, address):
                found.append(Item(item, start, end, rank))
            if any(k.endswith("LiveBlogPosting") for k in _kinds(item)):
                out.live = True
                out.updates += _updates(out, item, start, end)
    best = max((i.rank for i in found), default=0)
    articles = [i for i in found if i.rank >= 4 and not i.broken]
    known = [i for i in articles if i.rank > 4]
    if known:  # other articles are teasers
        found = [i for i in found if i.rank > 4 or i.rank < 4 or i.broken]
    days = {str(i.data.get("datePublished"))[:10] for i in articles if i.data.get("datePublished")}
    out.several = not known and len(articles) > 1 and len(days) > 1
    out.items = sorted(found, key=lambda i: (-min(i.rank, best), i.broken))
    return out

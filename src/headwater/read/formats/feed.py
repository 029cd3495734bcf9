"""RSS and Atom files: every entry is a document, with the headline, author, date and address that the feed gives for it.

What an entry holds (full text or only a summary) is the feed's choice, and is shown as it is. A feed that breaks off keeps the entries before
the break. Podcast and media extensions are not read.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from headwater.read.formats.xml import Refused, parse
from headwater.read.head import Declared, Head
from headwater.read.laid import Article, Laid, Payload, body_of, title_block
from headwater.read.payload import decode
from headwater.read.published import Found, iso_date, zone_value

MEDIA = frozenset(("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+xml"))
#: Namespaces of feeds themselves, whose elements go by their plain names; those of extensions keep theirs.
_PLAIN = frozenset(
    (
        "",
        "http://www.w3.org/2005/Atom",
        "http://purl.org/atom/ns#",
        "http://purl.org/rss/1.0/",
        "http://my.netscape.com/rdf/simple/0.9/",
        "http://backend.userland.com/rss2",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    )
)
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
#: Feeds hold tens of entries, archives of them thousands.
_MOST = 10_000
_ROOT = re.compile(
    r"\s*(?:<\?xml[^>]{0,300}\?>)?(?:\s|<!--.{0,5000}?-->|<!DOCTYPE[^>\[]{0,300}>|<\?[^>]{0,500}\?>)*<(?:\w+:)?(rss|feed|RDF)\b", re.DOTALL
)
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);")

#: Where an entry says what, by the name of the element; the first that is there counts.
_TITLE = ("title",)
_BODY = ("content:encoded", "content", "description", "summary")
_DATE = ("pubDate", "published", "dc:date", "date", "issued", "updated")
_AUTHOR = ("dc:creator", "author/name", "author", "creator")


def looks_like(text: str) -> bool:
    """Does this text begin as a feed does?"""
    return bool(_ROOT.match(text[:12_000]))


@dataclass
class _Entry:
    """What an entry says, by element, and whether its body is markup."""

    said: dict[str, str] = field(default_factory=dict)
    markup: dict[str, bool] = field(default_factory=dict)
    link: str | None = None

    def first(self, names: tuple[str, ...]) -> tuple[str, str]:
        """The first of these elements that holds something: its name and text."""
        return next(((n, self.said[n]) for n in names if self.said.get(n, "").strip()), ("", ""))


def _short(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return ("" if space in _PLAIN else {_CONTENT: "content:", _DC: "dc:"}.get(space, f"{space}:")) + local


class _Feed:
    """Collects the entries of a feed."""

    def __init__(self) -> None:
        self.title = ""
        self.entries: list[_Entry] = []
        self._entry: _Entry | None = None
        self._path: list[str] = []
        self._xhtml = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = _short(name)
        self._path.append(tag)
        if self._xhtml:
            self._xhtml += 1
            self._put(f"<{name.rpartition(' ')[2]}>")
        elif tag in ("item", "entry"):
            self._entry = _Entry()
            self._path = [tag]
        elif self._entry is not None and len(self._path) == 2:
            kind = attributes.get("type", "")
            self._entry.markup[tag] = kind in ("html", "xhtml", "text/html", "application/xhtml+xml")
            if kind == "xhtml":
                self._xhtml = 1
            if tag == "link" and attributes.get("href") and attributes.get("rel", "alternate") == "alternate":
                self._entry.link = self._entry.link or attributes["href"]

    def end(self, name: str) -> None:
        if self._xhtml:
            self._xhtml -= 1
            if self._xhtml:
                self._put(f"</{name.rpartition(' ')[2]}>")
        if self._entry is not None and len(self._path) == 1 and _short(name) in ("item", "entry"):
            if len(self.entries) >= _MOST:
                raise Refused(f"it holds more than {_MOST:,} entries")
            self.entries.append(self._entry)
            self._entry = None
        if self._path:
            self._path.pop()

    def data(self, text: str) -> None:
        if self._xhtml:
            self._put(html.escape(text, quote=False))
        elif self._entry is not None and len(self._path) > 1:
            self._put(text)
        elif self._entry is None and self._path and self._path[-1] == "title" and len(self._path) <= 3 and "image" not in self._path:
            self.title += text

    def _put(self, text: str) -> None:
        if self._entry is not None:
            key = "/".join(self._path[1:3]) if self._path[1:2] == ["author"] else self._path[1] if len(self._path) > 1 else ""
            self._entry.said[key] = self._entry.said.get(key, "") + text


def found_date(text: str, start: int, end: int, evidence: str) -> Found | None:
    """A date as feeds and e-mails write it (RFC 822 or ISO 8601), on the writer's own clock, with its zone."""
    try:
        when = parsedate_to_datetime(text.strip())
        return Found(
            when.strftime("%Y-%m-%dT%H:%M") + zone_value(when.strftime("%z")) if when.year > 999 else "", "minute", start, end, evidence
        )
    except (ValueError, TypeError, OverflowError, IndexError):
        iso = iso_date(text)
        return Found(*iso, start, end, evidence) if iso else None


def lay(payload: bytes, encoding: str | None) -> Laid:
    """A feed laid out: each entry's headline, author and date on a line each, then its text or markup."""
    decoded = decode(payload, encoding)
    feed, said = _Feed(), list[tuple[str, str]]()
    if decoded.doubt:
        said.append(("encoding", f"was read as {decoded.encoding}: {decoded.doubt}"))
    try:
        parse(decoded.payload, feed.start, feed.end, feed.data)
    except Refused as e:
        said.append(("broken", f"is broken after {len(feed.entries)} entries ({e})"))
    out = Payload()
    site = out.declare(_plain(feed.title), "the feed's title", "the feed's title")
    articles, bare = list[Article](), 0
    for number, entry in enumerate(feed.entries, 1):
        article = _article(entry, number, out, site)
        bare += article is None
        articles += [article] if article is not None else []
    if bare:
        said.append(("no-text", f"holds {bare} {'entry' if bare == 1 else 'entries'} without text"))
    if not feed.entries and not any(kind == "broken" for kind, _ in said):
        said.append(("no-text", "is a feed without entries"))
    return Laid(out.text(), articles, out.places, said)


def _plain(text: str) -> str:
    """A headline without its markup; feeds escape it once or twice."""
    return html.unescape(re.sub(r"<[^<>]{0,200}>", "", html.unescape(text))) if _MARKUP.search(text) else text


def _article(entry: _Entry, number: int, out: Payload, site: Declared | None) -> Article | None:
    name, body = entry.first(_BODY)
    if not body.strip():
        return None
    where = f"entry {number}"
    title = out.declare(_plain(entry.first(_TITLE)[1]), f"{where}, title", "the feed's title of the entry")
    by = entry.first(_AUTHOR)
    author = out.declare(_plain(by[1]), f"{where}, {by[0]}", "the feed's author of the entry")
    head = Head(
        titles=[title] if title else [],
        sites=[site] if site else [],
        author=author,
        url=(entry.link or entry.said.get("link", "")).strip() or None,
    )
    when = entry.first(_DATE)
    shown = out.declare(when[1], f"{where}, {when[0]}", "")
    if shown is not None:
        date = found_date(shown.value, shown.start, shown.end, f"the feed ({when[0]})")
        head.dates += [date] if date and date.value else []
    out.add("\n")
    start, _ = out.add(body, f"{where}, {name}")
    out.add("\n\n")
    blocks, parents = body_of(body, start, html=entry.markup.get(name, False) or bool(_MARKUP.search(body)))
    return Article(blocks, parents, head, title_block(title), given=True)

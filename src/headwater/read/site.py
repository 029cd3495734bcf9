"""Which outlet a page is of, as far as its address or its source says: the host of the address, else the address or the name it declares.

Two pages with the same key are of one site. Says nothing of pages that show neither; knows no outlet by name.
"""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

#: Archives put the address of what they keep behind their own.
_KEPT = re.compile(r"/https?:/{1,2}(?=[^/])", re.IGNORECASE)
#: The same site for other screens, in other editions.
_SCREENS = re.compile(r"^(?:(?:www\d?|m|mobile|amp|edition|en)\.)+(?=[^.]+\.)")
#: Characters in which a page declares itself; what comes behind is about what it shows.
_HEAD = 100_000
_DECLARES = re.compile(r"<(?:meta|link)\b([^<>]{0,1500})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_ADDRESSES, _NAMES = ("og:url", "canonical"), ("og:site_name", "application-name")


def host_of(address: str | None) -> str:
    """The host of an address; of one that an archive serves, the host of what was archived."""
    if not address:
        return ""
    kept = [m.end() for m in _KEPT.finditer(address.split("?", 1)[0])]
    try:
        host = urlsplit("http://" + address[kept[-1] :] if kept else address).hostname or ""
    except ValueError:
        return ""
    return _SCREENS.sub("", host.lower())


def declared_site(markup: str) -> str:
    """The host, or else the name, that the source of a page declares."""
    found: dict[str, str] = {}
    end = markup.find("</head", 0, _HEAD)
    for tag in _DECLARES.finditer(markup, 0, end if end > 0 else min(len(markup), _HEAD)):
        if not any(name in tag[1] for name in (*_ADDRESSES, *_NAMES)):
            continue
        given = {m[1].lower(): html.unescape(m[2] or m[3] or m[4] or "") for m in _ATTRIBUTE.finditer(tag[1])}
        name = (given.get("property") or given.get("name") or given.get("rel") or "").lower()
        found.setdefault(name, given.get("content") or given.get("href") or "")
    hosts = (host_of(found.get(name)) for name in _ADDRESSES)
    names = (" ".join(found.get(name, "").lower().split()) for name in _NAMES)
    return next(filter(None, hosts), "") or next(filter(None, names), "")

"""What the names and attributes of HTML elements say: which break a line, which are not shown, which announce a part of the page.

Looks at one tag at a time. What is inside of what is kept by `markup`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from headwater.read.vocabulary import class_kinds

#: Elements whose content is no markup, and is not shown.
RAW = frozenset("script style textarea title iframe noembed noframes xmp".split())
#: Elements whose content is markup and is not shown.
UNSHOWN = frozenset("noscript template svg math object canvas audio video select option datalist map".split())
#: Of these, those that hold nothing that could end them early: what is in them is skipped unread.
SKIPPED = frozenset("noscript template svg math canvas audio video select".split())
BREAKING = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table thead tbody tfoot tr td th section article header footer nav aside main figure figcaption blockquote "
    "pre form fieldset legend address details summary body html center button hgroup caption dialog".split()
)
VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
#: Elements that say what a block is part of.
TELLING = frozenset(
    "nav header footer aside form figure figcaption article main blockquote table button li a time address h1 h2 h3 h4 h5 h6 em i strong b pre".split()
)
#: Elements that are furniture by their nature, unless a page wraps all it holds in one.
PARTS = frozenset("nav aside footer form button".split())
#: Elements that hold a page or its article: their class names describe what they hold.
PLAIN = frozenset("html body main article".split())
#: Elements that one of the same family ends although nobody closed them (HTML standard, optional tags).
ENDS = {
    "li": frozenset({"li"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "tr": frozenset({"tr", "td", "th"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

_ATTRIBUTE = re.compile(
    r"(?<![\w-])(class|id|role|itemprop|style|hidden)\b(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?", re.IGNORECASE
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Attributes beyond this many characters of a tag carry data, not layout.
_TAG_LIMIT = 4_000


class Said(NamedTuple):
    """What the attributes of an element say: is it hidden, and the kinds of parts that its class, id and role name."""

    hidden: bool
    kinds: tuple[str, ...]


_NOTHING = Said(False, ())


def said(attributes: str) -> Said:
    """What the attributes of a tag say, which are given as they stand in the source."""
    m = _ATTRIBUTE.search(attributes[:_TAG_LIMIT])
    return _NOTHING if m is None else _said(attributes[m.start() : _TAG_LIMIT])


@lru_cache(maxsize=4096)
def _said(attributes: str) -> Said:
    given: dict[str, str] = {}
    for m in _ATTRIBUTE.finditer(attributes):
        given.setdefault(m[1].lower(), m[2] or m[3] or m[4] or "")
    hidden = "hidden" in given or bool(_INVISIBLE.search(given.get("style", "")))
    names = " ".join(given[key] for key in ("class", "id", "role", "itemprop") if key in given)
    return Said(hidden, tuple(sorted(class_kinds(names))))

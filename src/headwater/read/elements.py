"""What the names and attributes of HTML elements say: which break a line, which are not shown, which announce a part of the page.

Looks at one tag at a time. What is inside of what is kept by `markup`.
"""

from __future__ import annotations

import re
from functools import lru_cache

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
    "nav header footer aside form figure figcaption article main blockquote table button li a time address h1 h2 h3 h4 h5 h6".split()
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
#: What to do with an opening tag, by its name; all others hold text in a line.
VOIDS, RAWS, SKIPS, BREAKS, TELLS = range(1, 6)
ACTIONS: dict[str, int] = {
    **dict.fromkeys(TELLING, TELLS),
    **dict.fromkeys(BREAKING, BREAKS),
    **dict.fromkeys(SKIPPED, SKIPS),
    **dict.fromkeys(RAW, RAWS),
    **dict.fromkeys(VOID, VOIDS),
}
#: A bit for each telling element: what lies inside of what is kept as a number.
BITS: dict[str, int] = {name: 1 << n for n, name in enumerate(sorted(TELLING))}
#: The closing tag of an element that holds no markup; the tags of one that is skipped.
RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
SKIPPED_TAGS = {name: re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE) for name in SKIPPED}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

#: The attributes that name what an element is, and those that hide it.
_NAMING = re.compile(r"(?<![\w-])(?:class|id|role|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])hidden(?![\w-])(?!\s*=\s*[\"']?until-found)", re.IGNORECASE)
_STYLE = re.compile(r"(?<![\w-])style\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Attributes beyond this many characters of a tag carry data, not layout.
_TAG_LIMIT = 4_000


def kinds_said(attributes: str) -> tuple[str, ...]:
    """The kinds of parts that class, id and role of an element name; ``attributes`` as they stand in the tag."""
    at = attributes.find('class="')
    if at >= 0:  # as nearly all pages write it: looking for it is five times as fast as the expression
        end = attributes.find('"', at + 7)
        kinds = _kinds(attributes[at + 7 : end])
        at = attributes.find(' id="')
        if at < 0 or not (more := _kinds(attributes[at + 5 : attributes.find('"', at + 5)])):
            return kinds
        return tuple(sorted({*kinds, *more}))  # apart, since no two ids are alike and classes are
    if "=" not in attributes:
        return ()
    found = _NAMING.findall(attributes[:_TAG_LIMIT])
    return _kinds(" ".join([a or b or c for a, b, c in found])) if found else ()


@lru_cache(maxsize=16_384)
def _kinds(names: str) -> tuple[str, ...]:
    found = class_kinds(names)
    return tuple(sorted(found)) if found else ()


def is_hidden(attributes: str) -> bool:
    """Do the attributes of an element hide it?"""
    # most tags hold none of these words: looking for them is ten times as fast as the expressions
    if "idden" not in attributes and "none" not in attributes and "IDDEN" not in attributes and "NONE" not in attributes:
        return False
    attributes = attributes[:_TAG_LIMIT]
    if _HIDDEN.search(_QUOTED.sub("", attributes)):
        return True
    style = _STYLE.search(attributes)
    return style is not None and _INVISIBLE.search(style[1] or style[2] or style[3] or "") is not None

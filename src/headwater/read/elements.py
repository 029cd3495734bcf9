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
#: A bit for each telling element: what lies inside of what is kept as a number.
BITS: dict[str, int] = {name: 1 << n for n, name in enumerate(sorted(TELLING))}
#: The closing tag of an element that holds no markup; the tags of one that is skipped.
RAW_ENDS = {name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE) for name in RAW}
SKIPPED_TAGS = {name: re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE) for name in SKIPPED}
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")

#: What a tag does. Both kinds of closing tags come first, then both kinds of opening ones: that is how often they stand on pages.
CLOSES, ENDS_BLOCK, HOLDS, BREAKS, NOTHING, VOIDS, RAWS, SKIPS, ODD = range(9)


class Tag(NamedTuple):
    """What a tag does (`CLOSES` to `ODD`) and to what element; of an opening one, what it says of all that is inside of its element.

    ``plain``: it says nothing. ``bits``: which telling element it is, as a bit. ``kinds``: the parts of the page that it announces. ``noted``: it may
    declare something about the page, so that `head` wants to see it.
    """

    does: int
    name: str
    plain: bool = True
    bits: int = 0
    kinds: tuple[str, ...] = ()
    hidden: bool = False
    noted: bool = False


class Noted(NamedTuple):
    """A tag that may declare something, and its place in the source."""

    name: str
    written: str
    start: int
    end: int


_OPENS: dict[str, int] = {
    **dict.fromkeys((*TELLING, *UNSHOWN), HOLDS),
    **dict.fromkeys(BREAKING, BREAKS),
    **dict.fromkeys(SKIPPED, SKIPS),
    **dict.fromkeys(RAW, RAWS),
    **dict.fromkeys((*VOID, "head"), NOTHING),
    **dict.fromkeys(("br", "hr"), VOIDS),
}
_CLOSES: dict[str, int] = {**dict.fromkeys(BREAKING, ENDS_BLOCK), **dict.fromkeys(RAW, NOTHING)}
#: Elements that are noted whatever their attributes say.
_NOTED = frozenset({"meta", "body", "h1"})
#: Elements in a line that say nothing, for the short way of `tag_of`.
_INLINE = "span strong b i em u small sup sub font time abbr cite code label picture use path g".split()


def _opening(name: str) -> Tag:
    """The opening tag of an element, without attributes."""
    does = _OPENS.get(name, HOLDS)
    bits, kinds, hidden = BITS.get(name, 0), (f"<{name}>",) if name in PARTS else (), name in UNSHOWN
    return Tag(does, name, does == HOLDS and not (bits or hidden), bits, kinds, hidden, name in _NOTED)


def _closing(name: str) -> Tag:
    return Tag(_CLOSES.get(name, CLOSES), name)


_NAMES = (*_OPENS, *_INLINE)
#: Tags without attributes, and the beginnings of those that have any, as nearly all are written.
_WRITTEN = {f"</{name}>": _closing(name) for name in _NAMES}
for _name in _NAMES:
    _WRITTEN[f"<{_name}"] = _WRITTEN[f"<{_name}>"] = _opening(_name)

#: A tag: is it a closing one, its name, its attributes, with quotes in pairs.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>\"']*+)([^<>\"']*+(?:(?:\"[^\"<>]*+\"|'[^'<>]*+')[^<>\"']*+)*+)>")
_ODD = Tag(ODD, "")
#: Elements that are noted for what some of their attributes say.
_LEADING = frozenset({"a", "script"})
#: Tags whose attributes say something of what is in the element, and the characters of the shortest attribute that does.
_SAYING, _SHORTEST = frozenset({HOLDS, BREAKS, RAWS, SKIPS}), 4
#: The attributes that name what an element is, and those that hide it.
_NAMING = re.compile(r"(?<![\w-])(?:class|id|role|itemprop)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_HIDDEN = re.compile(r"(?<![\w-])hidden(?![\w-])(?!\s*=\s*[\"']?until-found)", re.IGNORECASE)
_STYLE = re.compile(r"(?<![\w-])style\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: Attributes beyond this many characters of a tag carry data, not layout.
_TAG_LIMIT = 4_000


def kinds_said(attributes: str) -> tuple[str, ...]:
    """The kinds of parts that class, id and role of an element name; ``attributes`` as they stand in the tag, behind a blank."""
    at = attributes.find('class="')
    if at >= 0:  # as nearly all pages write it: looking for it is five times as fast as the expression
        end = attributes.find('"', at + 7)
        kinds = _kinds(attributes[at + 7 : end])
        at = attributes.find(' id="')
        if at < 0 or not (more := _kinds(attributes[at + 5 : attributes.find('"', at + 5)])):
            return kinds
        return _united(kinds, more)  # apart, since no two ids are alike and classes are
    low = attributes.lower()
    if "class" not in low and "id=" not in low and "role" not in low and "itemprop" not in low and "id =" not in low:
        return ()  # what most links say: looking for words is many times as fast as the expression
    found = _NAMING.findall(attributes[:_TAG_LIMIT])
    return _kinds(" ".join([a or b or c for a, b, c in found])) if found else ()


@lru_cache(maxsize=16_384)
def _kinds(names: str) -> tuple[str, ...]:
    found = class_kinds(names)
    return tuple(sorted(found)) if found else ()


@lru_cache(maxsize=4096)
def _united(kinds: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*kinds, *more}))


def is_hidden(attributes: str) -> bool:
    """Do the attributes of an element hide it?"""
    # most tags hold none of these words: looking for them is ten times as fast as the expressions
    low = attributes.lower()
    if "hidden" not in low and "none" not in low:
        return False
    low = low[:_TAG_LIMIT]
    if "hidden" in low and _HIDDEN.search(_QUOTED.sub("", low)):
        return True
    style = _STYLE.search(low) if "style" in low else None
    return style is not None and _INVISIBLE.search(style[1] or style[2] or style[3] or "") is not None


def tag_of(written: str) -> Tag:
    """The tag that is so written, from "<" to ">"."""
    name, _, given = written.partition(" ")
    tag = _WRITTEN.get(name)
    if tag is None or "'" in given or "<" in given or given.count('"') % 2:
        m = _TAG.fullmatch(written)
        if m is None:
            return _ODD
        if m[1]:
            return _closing(m[2].lower())
        return opening(m[2], m[3])
    return _saying(tag, written, given[:-1])


def opening(name: str, given: str) -> Tag:
    """The opening tag of this name with these attributes, as they are written."""
    return _saying(_opening(name.lower()), given, given)


def _saying(tag: Tag, written: str, given: str) -> Tag:
    """An opening tag with what its attributes say; ``written``: the same, with what stands before them."""
    does, name, plain, bits, kinds, hidden, noted = tag
    if does == HOLDS and given[-1:] == "/":
        return Tag(NOTHING, name)
    if does not in _SAYING or len(given) < _SHORTEST or _only_leads(given):
        return tag
    low = written.lower()
    notes = "prop" in low or "datetime" in low or (name in _LEADING and _leads(name, low))
    said = () if name in PLAIN else kinds_said(written)
    hides = is_hidden(low)
    if not (said or hides or notes):
        return tag
    return Tag._make((does, name, plain and not (said or hides), bits, kinds + said, hidden or hides, noted or notes))


def _leads(name: str, given: str) -> bool:
    """Does a link lead to the front page, or does a script hold structured data?"""
    return '"/"' in given or "'/'" in given if name == "a" else "ld+json" in given


def _only_leads(given: str) -> bool:
    """Are the attributes of a link nothing but its address, which is not the front page's? So are those of most links."""
    return given.startswith('href="') and given.find('"', 6) == len(given) - 1 and given != 'href="/"'

"""An HTML page as blocks: its visible text, paragraph by paragraph, with the place of each character in the source.

A scanner of its own, because no HTML parser in use says where in the source a character stands. It is forgiving in the way of browsers: tags
that are not closed, closed twice or crossed do no harm. Linear in the length of the page; nothing recurses, and elements deeper than
`_DEPTH` count as lying in the last one. Does not run scripts and does not apply style sheets: only the markup itself hides an element.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from headwater.read.block import Block, Piece
from headwater.read.vocabulary import class_kinds

_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
#: What ends a tag, or begins a quoted value in it.
_QUOTE_OR_END = re.compile(r"=\s*+([\"'])|>")
_ATTRIBUTE = re.compile(
    r"(?<![\w-])(class|id|role|itemprop|style|hidden|aria-hidden)\b(?:\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?", re.IGNORECASE
)
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_PIECE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|\s+|[\u00ad\u200b\ufeff\x00]+"
    r"|[^\s&\u00ad\u200b\ufeff\x00]+(?: [^\s&\u00ad\u200b\ufeff\x00]+)*|&"
)
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff\x00"))
#: Attributes beyond this many characters of a tag carry data, not layout.
_TAG_LIMIT = 4_000
#: No page that a person laid out nests deeper.
_DEPTH = 256
#: A share of the page's prose that no furniture has: markup that announces furniture around more of it names the page's wrapper.
_WRAPPER = 0.3
#: An element's name is given with more thought than a class: only around most of the prose is it the page's wrapper.
_WRAPPER_PART = 0.6

#: Elements whose content is no markup, and is not shown.
_RAW = frozenset("script style textarea title iframe noembed noframes xmp".split())
_SILENT = _RAW | frozenset("head noscript template svg math object canvas audio video select option datalist map".split())
_BREAKING = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table thead tbody tfoot tr td th section article header footer nav aside main figure figcaption blockquote "
    "pre form fieldset legend hr address details summary body html center button hgroup caption dialog".split()
)
_VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
#: Elements that say what a block is part of.
_TELLING = frozenset(
    "nav header footer aside form figure figcaption article main blockquote table button li a time address h1 h2 h3 h4 h5 h6".split()
)
#: Elements that are furniture by their nature, unless a page wraps all it holds in one.
_PARTS = frozenset("nav aside footer form button".split())
#: Elements that hold a page or its article: their class names describe what they hold.
_PLAIN = frozenset("html body main article".split())
#: Elements that one of the same family ends although nobody closed them (HTML standard, optional tags).
_ENDS = {"li": "li", "td": "td th", "th": "td th", "tr": "tr td th", "dt": "dt dd", "dd": "dt dd", "option": "option"}


class Open(NamedTuple):
    """An element that is open. ``hints``: the kinds of furniture that it and those around it announce, each with the element that does."""

    name: str
    number: int
    hidden: bool
    inside: frozenset[str]
    hints: tuple[tuple[str, int], ...]


class _Scanner:
    """One pass over a page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.marks: list[Open] = []
        self.parents: list[int] = [0]
        self.stack: list[Open] = [Open("", 0, False, frozenset(), ())]
        self.pieces: list[Piece] = []
        self.linked = 0
        self.first = self.stack[0]
        self.hints: list[tuple[tuple[str, int], ...]] = []
        self.last = {'"': page.rfind('"'), "'": page.rfind("'"), "-": page.rfind("-->"), ">": page.rfind(">")}

    def tokens(self) -> Iterator[tuple[int, int, str]]:
        """``(start, end, tag name or nothing)``: stretches of text and tags ("/name" closes); comments and raw content are left out."""
        page, at, size = self.page, 0, len(self.page)
        while at < size:
            lt = page.find("<", at)
            if lt < 0:
                yield at, size, ""
                return
            name = _NAME.match(page, lt)
            if name is None and not page.startswith(("<!", "<?", "</"), lt):
                stop = page.find("<", lt + 1)
                yield at, size if stop < 0 else stop, ""
                at = size if stop < 0 else stop
                continue
            if lt > at:
                yield at, lt, ""
            if page.startswith("<!--", lt):
                at = size if self.last["-"] < lt + 4 else page.find("-->", lt + 4) + 3
                continue
            at = self._tag_end(lt if name is None else name.end())
            if name is None:
                continue
            low = name[1].lower()
            closes = page[lt + 1] == "/"
            yield lt, at, "/" + low if closes else low
            if not closes and low in _RAW:
                end = re.compile(rf"</{low}(?=[\s/>])", re.IGNORECASE).search(page, at)
                at = end.start() if end else size

    def _tag_end(self, at: int) -> int:
        """Where a tag ends: at the first ">" outside of quoted values."""
        while self.last[">"] >= at:
            found = _QUOTE_OR_END.search(self.page, at)
            if found is None:
                break
            quote, at = found[1], found.end()
            if quote is None:
                return at
            if self.last[quote] >= at:
                at = self.page.find(quote, at) + 1
        return len(self.page)

    def scan(self) -> list[Block]:
        """The blocks of the page."""
        for start, end, name in self.tokens():
            if not name:
                if not self.stack[-1].hidden:
                    self.text(start, end)
            elif name[0] == "/":
                self.close(name[1:])
            else:
                self.open(name, start, end)
        self.flush()
        self._sober()
        return self.blocks

    def open(self, name: str, start: int, end: int) -> None:
        if name == "br":
            if self.pieces:
                self.pieces.append(("\n", start, end))
            return
        if name in _BREAKING:
            self.flush()
            self._imply(name)
        if name in _VOID or len(self.stack) >= _DEPTH or (self.page[end - 2 : end] == "/>" and name not in _BREAKING):
            return
        top = self.stack[-1]
        given: dict[str, str] = {}
        if end - start > len(name) + 4:
            for m in _ATTRIBUTE.finditer(self.page, start + len(name) + 1, min(end, start + _TAG_LIMIT)):
                given.setdefault(m[1].lower(), m[2] or m[3] or m[4] or "")
        hidden = top.hidden or name in _SILENT or "hidden" in given or bool(_INVISIBLE.search(given.get("style", "")))
        number = top.number
        if name in _BREAKING:
            self.parents.append(number)
            number = len(self.parents) - 1
        hints = top.hints
        if name in _PARTS:
            hints += ((f"<{name}>", len(self.marks)),)
        if given and name not in _PLAIN:
            kinds = class_kinds(f"{given.get('class', '')} {given.get('id', '')} {given.get('role', '')} {given.get('itemprop', '')}")
            if kinds:
                hints += tuple((kind, len(self.marks)) for kind in sorted(kinds))
        inside = top.inside | {name} if name in _TELLING else top.inside
        opened = Open(name, number, hidden, inside, hints)
        self.marks.append(opened)
        self.stack.append(opened)

    def _imply(self, name: str) -> None:
        if self.stack[-1].name == "p":
            self.stack.pop()
        ended = _ENDS.get(name, "").split()
        for i in range(len(self.stack) - 1, max(0, len(self.stack) - 6), -1):
            if self.stack[i].name in ended:
                del self.stack[i:]
                return
            if self.stack[i].name in ("ul", "ol", "dl", "table"):
                return

    def close(self, name: str) -> None:
        if name in _BREAKING:
            self.flush()
        for i in range(len(self.stack) - 1, 0, -1):
            if self.stack[i].name == name:
                del self.stack[i:]
                return

    def text(self, start: int, end: int) -> None:
        top = self.stack[-1]
        link = "a" in top.inside
        for m in _PIECE.finditer(self.page, start, end):
            piece, first = m.group(), m.group()[0]
            if first.isspace():
                if self.pieces and not self.pieces[-1][0][-1].isspace():
                    self.pieces.append((" ", m.start(), m.end()))
                continue
            if first in "\u00ad\u200b\ufeff\x00":
                continue
            if first == "&" and len(piece) > 1:
                piece = html.unescape(piece).translate(_UNSEEN)
                piece = " " if piece.isspace() else piece
                if not piece or (piece == " " and (not self.pieces or self.pieces[-1][0][-1].isspace())):
                    continue
            if not self.pieces:
                self.first = top
            self.pieces.append((piece, m.start(), m.end()))
            if link:
                self.linked += len(piece)

    def flush(self) -> None:
        pieces = self.pieces
        while pieces and pieces[-1][0].isspace():
            pieces.pop()
        if pieces:
            at = self.first
            heading = next((h for h in ("h1", "h2", "h3", "h4", "h5", "h6") if h in at.inside), "")
            tag = heading or ("li" if at.name == "li" or self.stack[-1].name == "li" else "p")
            self.blocks.append(Block(pieces, tag=tag, inside=at.inside, linked=self.linked, holder=at.number))
            self.hints.append(at.hints)
        self.pieces, self.linked = [], 0

    def _sober(self) -> None:
        """Keeps of the announcements those that are not about the page as a whole."""
        held: dict[int, int] = {}
        prose = [b.words if b.words > 10 and b.link_share < 0.5 else 0 for b in self.blocks]
        for words, hints in zip(prose, self.hints, strict=True):
            for number in {number for _, number in hints}:
                held[number] = held.get(number, 0) + words
        total = sum(prose)
        for b, hints in zip(self.blocks, self.hints, strict=True):
            b.hints = frozenset(kind for kind, number in hints if held[number] <= (_WRAPPER_PART if kind[0] == "<" else _WRAPPER) * total)


class Markup(NamedTuple):
    """The blocks of a page, and for each element the one around it."""

    blocks: list[Block]
    parents: list[int]


def markup_blocks(page: str) -> Markup:
    """The blocks of an HTML page, in order."""
    scanner = _Scanner(page)
    return Markup(scanner.scan(), scanner.parents)

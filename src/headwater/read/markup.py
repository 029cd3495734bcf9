"""An HTML page as blocks: its visible text, paragraph by paragraph, with the place of each character in the source.

A scanner of its own, because no HTML parser in use says where in the source a character stands. It is forgiving in the way of browsers: tags
that are not closed, closed twice or crossed do no harm. Linear in the length of the page; nothing recurses, so depth costs nothing.
Does not run scripts and does not apply style sheets: only `hidden`, `display:none` and `aria-hidden` hide an element.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from headwater.read.block import Block, Piece
from headwater.read.vocabulary import class_kinds

_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"([a-zA-Z_:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_HIDDEN = re.compile(r"(?:^|\s)hidden(?:\s|$|=)|display\s*:\s*none|aria-hidden\s*=\s*[\"']?true", re.IGNORECASE)
_PIECE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|\s+|[\u00ad\u200b\ufeff]+|[^\s&\u00ad\u200b\ufeff]+(?: [^\s&\u00ad\u200b\ufeff]+)*|&"
)
#: Longest tag that is read as one; a longer one is cut at its first ">".
_TAG_LIMIT = 20_000

#: Elements whose content is no visible text.
_SILENT = frozenset("script style noscript template svg math iframe object canvas audio video head select option textarea".split())
_BREAKING = frozenset(
    "p div h1 h2 h3 h4 h5 h6 li ul ol dl dt dd table thead tbody tr td th section article header footer nav aside main figure figcaption blockquote pre form "
    "fieldset hr address details summary body html center button".split()
)
_VOID = frozenset("br hr img input meta link area base col embed source track wbr param".split())
#: Elements that say what a block is part of.
_TELLING = frozenset("nav header footer aside form figure figcaption article main blockquote table button li a time address".split())


class _Scanner:
    """One pass over a page."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.stack: list[tuple[str, frozenset[str], bool]] = []
        self.counts: dict[str, int] = {}
        self.hint_counts: dict[str, int] = {}
        self.hidden = 0
        self.pieces: list[Piece] = []
        self.linked = 0
        self.tag = "p"
        self.rule = 0

    def tokens(self) -> Iterator[tuple[int, int, re.Match[str] | None]]:
        """``(start, end, tag or None)``: stretches of text and tags; comments, declarations and silent content are left out."""
        page, at, size = self.page, 0, len(self.page)
        no_comment_end = False
        while at < size:
            lt = page.find("<", at)
            if lt < 0:
                yield at, size, None
                return
            if lt > at:
                yield at, lt, None
            if page.startswith("<!--", lt):
                end = -1 if no_comment_end else page.find("-->", lt + 4)
                no_comment_end |= end < 0
                at = size if end < 0 else end + 3
                continue
            tag = _TAG.match(page, lt, min(size, lt + _TAG_LIMIT))
            if tag is None:
                if lt + 1 < size and (page[lt + 1] in "!?/" or page[lt + 1].isalpha()):
                    end = page.find(">", lt)
                    at = size if end < 0 else end + 1
                else:
                    yield lt, lt + 1, None
                    at = lt + 1
                continue
            yield lt, tag.end(), tag
            at = tag.end()
            name = tag.group(2).lower()
            if not tag.group(1) and name in _SILENT and name not in ("head", "select", "object"):
                close = re.compile(rf"</{re.escape(name)}\b", re.IGNORECASE).search(page, at)
                at = close.start() if close else (size if name in ("script", "style", "textarea", "template") else at)

    def scan(self) -> list[Block]:
        """The blocks of the page."""
        for start, end, tag in self.tokens():
            if tag is None:
                self.text(start, end)
            elif tag.group(1):
                self.close(tag.group(2).lower(), start)
            else:
                self.open(tag)
        self.flush()
        return self.blocks

    def open(self, tag: re.Match[str]) -> None:
        name, rest = tag.group(2).lower(), tag.group(3)
        if name == "br":
            self.put("\n", tag.start(), tag.end())
            return
        if name in _BREAKING:
            self.flush()
            self.tag = name if name[0] == "h" and len(name) == 2 and name != "hr" else ("li" if name == "li" else "p")
        if name in _VOID or (rest.endswith("/") and name not in _BREAKING):
            return
        hints: frozenset[str] = frozenset()
        if rest:
            given = {m.group(1).lower(): m.group(2) or m.group(3) or m.group(4) or "" for m in _ATTRIBUTE.finditer(rest)}
            hints = class_kinds(f"{given.get('class', '')} {given.get('id', '')} {given.get('role', '')} {given.get('itemprop', '')}")
        hides = name in ("head", "select", "object", "noscript") or bool(_HIDDEN.search(rest))
        self.stack.append((name, hints, hides))
        self.hidden += hides
        if name in _TELLING:
            self.counts[name] = self.counts.get(name, 0) + 1
        for hint in hints:
            self.hint_counts[hint] = self.hint_counts.get(hint, 0) + 1

    def close(self, name: str, at: int) -> None:
        if name in _BREAKING:
            self.flush()
        # Browsers close up to the nearest open element of the name; one that is far up or not there is ignored.
        depth = next((i for i in range(1, min(60, len(self.stack)) + 1) if self.stack[-i][0] == name), 0)
        for _ in range(depth):
            opened, hints, hides = self.stack.pop()
            self.hidden -= hides
            if opened in _TELLING:
                self.counts[opened] -= 1
            for hint in hints:
                self.hint_counts[hint] -= 1
        if name in _BREAKING:
            self.tag = "p"

    def put(self, piece: str, start: int, end: int) -> None:
        if not self.hidden and self.pieces:
            self.pieces.append((piece, start, end))

    def text(self, start: int, end: int) -> None:
        if self.hidden:
            return
        page, link = self.page, self.counts.get("a", 0) > 0
        for m in _PIECE.finditer(page, start, end):
            piece, first = m.group(), m.group()[0]
            if first.isspace():
                if self.pieces and not self.pieces[-1][0][-1].isspace():
                    self.pieces.append((" ", m.start(), m.end()))
                continue
            if first in "\u00ad\u200b\ufeff":
                continue
            if first == "&" and len(piece) > 1:
                piece = html.unescape(piece).replace("\u00ad", "").replace("\u200b", "")
                piece = " " if piece.isspace() else piece
                if not piece or (piece == " " and not self.pieces):
                    continue
            if not self.pieces:
                self.flush_marks = (
                    frozenset(k for k, n in self.counts.items() if n),
                    frozenset(k for k, n in self.hint_counts.items() if n),
                )
            self.pieces.append((piece, m.start(), m.end()))
            if link:
                self.linked += len(piece)

    def flush(self) -> None:
        pieces = self.pieces
        while pieces and pieces[-1][0].isspace():
            pieces.pop()
        if pieces:
            inside, hints = self.flush_marks
            self.blocks.append(Block(pieces, tag=self.tag, inside=inside, hints=hints, linked=self.linked))
        self.pieces, self.linked = [], 0


def markup_blocks(page: str) -> list[Block]:
    """The blocks of an HTML page, in order."""
    return _Scanner(page).scan()

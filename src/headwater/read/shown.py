"""What a browser shows of stretches of HTML text: entities read, white space made one, letters that nobody sees left out; each with its place.

Does not know elements: the stretches come from `markup`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from headwater.read.block import Piece

#: What stands between two tags: text, text in a link, white space alone, or a line break.
TEXT, LINKED, BLANK, BREAK = range(4)
#: Text as it is written, where it stands in the source, and which of these it is.
Range = tuple[str, int, int, int]

_PIECE = re.compile(
    r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});?|\s+|[\u00ad\u200b\ufeff\x00]+"
    r"|[^\s&\u00ad\u200b\ufeff\x00]+(?: [^\s&\u00ad\u200b\ufeff\x00]+)*|&"
)
_FORMLESS = "\u00ad\u200b\ufeff\x00"
_UNSEEN = dict.fromkeys(map(ord, _FORMLESS))


def is_blank(text: str) -> bool:
    """Is nothing of it seen: blanks, written as they are or as entities, and characters without form?"""
    return not html.unescape(text).translate(_UNSEEN).strip()


def _is_plain(text: str) -> bool:
    """Is it shown as it is written? It holds no white space but single blanks, no entity, and no letter without a form."""
    return text.isprintable() and "&" not in text and "  " not in text


def shown(page: str, ranges: Sequence[Range]) -> tuple[list[Piece], int]:
    """The pieces of a block's text, without white space at its ends, and how many of its characters are links."""
    if len(ranges) == 1:
        text, start, end, kind = ranges[0]
        if text[0] != " " != text[-1] and _is_plain(text):
            return [(text, start, end)], len(text) if kind == LINKED else 0
    pieces: list[Piece] = []
    linked = 0
    for text, start, end, kind in ranges:
        if kind == BREAK:
            if pieces:
                pieces.append(("\n", start, end))
        elif kind == BLANK:
            if pieces and not pieces[-1][0][-1].isspace():
                pieces.append((" ", start, end))
        else:
            before = len(pieces)
            _add(page, text, start, end, pieces)
            if kind == LINKED:
                linked += len("".join([p for p, _, _ in pieces[before:]]).strip(" "))
    while pieces and pieces[-1][0].isspace():
        pieces.pop()
    if pieces and pieces[-1][0][-1] == " ":
        text, start, end = pieces[-1]
        pieces[-1] = (text[:-1], start, end - 1)
    return pieces, linked


def _add(page: str, text: str, start: int, end: int, pieces: list[Piece]) -> None:
    """Add what is shown of one stretch of text."""
    if _is_plain(text):
        if text[0] == " " and (not pieces or pieces[-1][0][-1].isspace()):
            text, start = text[1:], start + 1
        pieces.append((text, start, end))
        return
    for m in _PIECE.finditer(page, start, end):
        piece = m.group()
        first = piece[0]
        if first.isspace():
            if pieces and not pieces[-1][0][-1].isspace():
                pieces.append((" ", m.start(), m.end()))
            continue
        if first in _FORMLESS:
            continue
        if first == "&" and len(piece) > 1:
            piece = html.unescape(piece).translate(_UNSEEN)
            piece = " " if piece.isspace() else piece
            if not piece or (piece == " " and (not pieces or pieces[-1][0][-1].isspace())):
                continue
        pieces.append((piece, m.start(), m.end()))

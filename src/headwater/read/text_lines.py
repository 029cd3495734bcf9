"""A text page as blocks: a line a block, each with its place; white space at a line's ends and Markdown's heading marks are left out."""

from __future__ import annotations

import re

from headwater.read.block import Block

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
#: A Markdown heading, or a line wholly in bold: the marks are no words of the page.
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
#: A Markdown link: its words stay, its address does not.
_LINK = re.compile(r"\[([^\]\[]{1,300})\]\([^()\s]{0,500}\)")


def line_blocks(payload: str) -> list[Block]:
    """The lines of a page that hold something, in order."""
    blocks: list[Block] = []
    last = 0
    for m in _LINE.finditer(payload):
        start, end = m.span()
        while start < end and payload[start].isspace():
            start += 1
        while end > start and payload[end - 1].isspace():
            end -= 1
        if start == end:
            continue
        heading = _HEADING.match(payload, start, end)
        if heading:
            start = heading.end()
        gap = payload.count("\n", last, start) or payload.count("\r", last, start)
        tag = f"h{heading.group().count('#')}" if heading else "p"
        blocks.append(Block(_pieces(payload, start, end), gap=gap if blocks else 2, tag=tag))
        last = end
    return blocks


def _pieces(payload: str, start: int, end: int) -> list[tuple[str, int, int]]:
    pieces, at = [], start
    for m in _LINK.finditer(payload, start, end):
        if m.start() > at:
            pieces.append((payload[at : m.start()], at, m.start()))
        pieces.append((m.group(1), m.start(1), m.end(1)))
        at = m.end()
    if at < end:
        pieces.append((payload[at:end], at, end))
    return pieces

"""A text page as blocks: a line a block, or a paragraph where lines are hard-wrapped, each with its place.

White space at a line's ends is left out, and so are Markdown's marks where they are sure to be marks: of headings, of links, of bold type. All
else stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.read.block import Block, Piece, measured

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
#: A Markdown heading: the marks are no words of the page.
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
#: A Markdown link, whose words stay and whose address does not; bold type; letters that no reader sees.
_INLINE = re.compile(r"!?\[([^\]\[\r\n]{1,300})\]\([^()\s]{0,500}\)|\*\*|[\u00ad\u200b\ufeff]+")
_LIST_MARK = re.compile(r"(?:[•·●▪◦‣○*–-]|\d{1,2}[.)])\s")
#: Lines of hard-wrapped text: not longer than a terminal is wide, and all but the last not much shorter than the longest.
_WRAP_MIN, _WRAP_MAX = 40, 110
#: Wrapped English goes on with a small letter on most lines; of a list's lines hardly one in ten does.
_WRAP_SMALL = 0.3

Line = tuple[int, int, int]  # start, end, line breaks before it


def line_blocks(payload: str) -> list[Block]:
    """The lines and wrapped paragraphs of a page that hold something, in order."""
    blocks: list[Block] = []
    for lines in _paragraphs(payload):
        whole = [(lines[0][0], lines[-1][1], lines[0][2])] if _wrapped(payload, lines) else lines
        for start, end, gap in whole:
            heading = _HEADING.match(payload, start, end)
            pieces = _pieces(payload, heading.end() if heading else start, end)
            if pieces:
                tag = f"h{heading.group().count('#')}" if heading else "p"
                linked = sum(len(m[1]) for m in _INLINE.finditer(payload, start, end) if m[1])
                blocks.append(Block(pieces, gap=gap if blocks else 2, tag=tag, linked=linked, later=True))
    measured(blocks)
    return blocks


def _lines(payload: str) -> Iterator[Line]:
    last = 0
    for m in _LINE.finditer(payload):
        line = m.group()
        stripped = line.strip()
        if stripped:
            start = m.start() + len(line) - len(line.lstrip())
            yield start, start + len(stripped), payload.count("\n", last, start) or payload.count("\r", last, start)
            last = start + len(stripped)


def _paragraphs(payload: str) -> Iterator[list[Line]]:
    """Runs of lines without a blank line between them."""
    run: list[Line] = []
    for line in _lines(payload):
        if run and line[2] > 1:
            yield run
            run = []
        run.append(line)
    if run:
        yield run


def _wrapped(payload: str, lines: list[Line]) -> bool:
    """Is this run of lines one paragraph, broken to fit a width?"""
    if len(lines) < 2 or any(not _WRAP_MIN <= end - start <= _WRAP_MAX for start, end, _ in lines[:-1]):
        return False
    if lines[-1][1] - lines[-1][0] > _WRAP_MAX or any(_LIST_MARK.match(payload, start, end) for start, end, _ in lines[1:]):
        return False
    return sum(payload[start].islower() for start, _, _ in lines[1:]) >= _WRAP_SMALL * (len(lines) - 1)


def _pieces(payload: str, start: int, end: int) -> list[Piece]:
    pieces, at = [], start
    for m in _INLINE.finditer(payload, start, end):
        if m.start() > at:
            pieces.append((payload[at : m.start()], at, m.start()))
        if m[1] is not None:
            pieces.append((m[1], m.start(1), m.end(1)))
        at = m.end()
    if at < end:
        pieces.append((payload[at:end], at, end))
    return pieces

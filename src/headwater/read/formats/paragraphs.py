"""Numbered paragraphs laid out: what the readers of office documents have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from headwater.read.block import Block
from headwater.read.laid import Article, Laid, Payload
from headwater.read.text_lines import line_blocks


def lay_paragraphs(paragraphs: Iterable[tuple[str, int]]) -> Laid:
    """A document of (text, level of heading or 0): a paragraph to a line, a blank line between them, each with its number as its place."""
    out, levels = Payload(), dict[int, int]()
    for number, (text, level) in enumerate(paragraphs, 1):
        kept = text.replace("\f", " ").strip()
        if kept:
            start, _ = out.add(kept, f"paragraph {number}")
            levels[start] = level
            out.add("\n\n")
    text = out.text()
    blocks = [_levelled(b, levels) for b in line_blocks(text)]
    said = [] if text.strip() else [("no-text", "holds no text")]
    return Laid(text, [Article(blocks)] if blocks else [], out.places, said)


def _levelled(block: Block, levels: Mapping[int, int]) -> Block:
    if level := levels.get(block.raw_start, 0):
        block.tag = f"h{level}"
    return block

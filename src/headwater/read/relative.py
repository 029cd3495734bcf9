"""Where an article says how long ago it was published: the lines between headline and text, else right above the headline, never furniture.

Counts only where the time of the capture is known; how is told in `ago`.
"""

from __future__ import annotations

from headwater.read.about import Lines, Shown, is_open
from headwater.read.ago import told_from
from headwater.read.block import Block

#: Words of such a line, with the writer's name.
_LINE = 14
#: Lines above the headline that may tell it.
_ABOVE = 2


def relative_dates(at: Lines, captured: str | None) -> list[Shown]:
    """The days that the lines about an article tell from the day of the capture, the most likely first."""
    if not captured:
        return []
    for lines in (at.head, at.above[:_ABOVE]):
        found = [Shown(b, f) for b in lines if _may_tell(b) for f in told_from(b.text, captured) if f.label != "other"]
        if found:
            return sorted(found, key=lambda s: s.found.label != "published")
    return []


def _may_tell(block: Block) -> bool:
    return block.words <= _LINE and is_open(block) and not (block.kind == "text" and block.ends)

"""Does a block read like a paragraph of an article? By its words, its end, its links; says nothing of where it stands."""

from __future__ import annotations

from headwater.read.block import Block

#: Words from which a line that ends as a sentence counts as prose. Teasers and captions are mostly shorter than ten words.
PROSE = 10


def reads_as_prose(b: Block) -> bool:
    """Does it read like a paragraph of an article?"""
    return b.words >= PROSE and (b.ends or b.words >= 3 * PROSE) and b.link_share < 0.5 and not (b.is_list_item and b.words < 2 * PROSE)


def goes_on(b: Block) -> bool:
    """Does the article go on with this block, after a piece of furniture in its midst?"""
    return reads_as_prose(b) and b.words >= 2 * PROSE

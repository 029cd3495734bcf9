"""Which announcements of the markup hold for a block: what class names and elements say is furniture around most of a page's prose names the page.

Weighs the words inside of each element that announces something. What announces what is said by `elements`, what is inside of what by `markup`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from headwater.read.block import Block

#: A share of the page's prose that no furniture has: markup that announces furniture around more of it names the page's wrapper.
_WRAPPER = 0.3
#: An element's name is given with more thought than a class: only around most of the prose is it the page's wrapper.
_WRAPPER_PART = 0.6
#: Words of a block above which it counts as prose, and the share of links that it has less of.
_WORDS, _LINKED = 10, 0.5


@lru_cache(maxsize=4096)
def _with(around: frozenset[str], kinds: tuple[str, ...]) -> frozenset[str]:
    """What is announced inside of an element: around it, and by itself."""
    return around.union(kinds)


def announce(blocks: Sequence[Block], announcers: Sequence[int], announced: Sequence[tuple[str, ...]], around: Sequence[int]) -> None:
    """Gives blocks the hints that hold for them. ``announcers``: the nearest announcing element of each block, as a number; ``announced`` and
    ``around``: for each such element what it announces and the one around it.
    """
    held = [0] * len(around)
    for b, announcer in zip(blocks, announcers, strict=True):
        if b.words > _WORDS and b.link_share < _LINKED:
            held[announcer] += b.words
    # an element's number is higher than that of the one around it
    for number in range(len(held) - 1, 0, -1):
        held[around[number]] += held[number]
    most, most_named = _WRAPPER * held[0], _WRAPPER_PART * held[0]
    kept: list[frozenset[str]] = [frozenset()]
    for kinds, outer, words in zip(announced[1:], around[1:], held[1:], strict=True):
        if words > most:
            kinds = tuple(k for k in kinds if k[0] == "+" or (k[0] == "<" and words <= most_named))
        kept.append(_with(kept[outer], kinds))
    for b, announcer in zip(blocks, announcers, strict=True):
        b.hints = kept[announcer]

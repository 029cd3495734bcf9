"""The edges of a shared passage: whole sentences where the sentence is shared, whole words where it is not.

An edge that cuts through a sentence is moved out to the end of that sentence if both texts tell the whole of it alike, moved in to the
next sentence if only a phrase of it is shared, and else left where the shared words end. Does not join passages.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from headwater.settings import TraceSettings
from headwater.text.align import Region, Tile, region
from headwater.trace.reading import Reading

#: The word ranges ``(a, a_end, b, b_end)`` of a passage in the left and in the right document.
Passage = tuple[int, int, int, int]


def alike(a: str, b: str) -> float:
    """How alike two folded texts are, 0..1: twice the characters they share in order, over all their characters."""
    return float(Indel.normalized_similarity(a, b))


def _covered(tiles: Sequence[Tile], a: tuple[int, int], b: tuple[int, int]) -> float:
    """The share of the shorter of two word ranges that tiles cover in both."""
    words = 0
    (a_start, a_end), (b_start, b_end) = a, b
    for at_a, at_b, size in tiles:
        if at_a < a_end and at_a + size > a_start:
            low = max(at_a, a_start, at_a + b_start - at_b)
            high = min(at_a + size, a_end, at_a + b_end - at_b)
            words += max(0, high - low)
    return words / max(1, min(a[1] - a[0], b[1] - b[0]))


def _same_sentence(left: Reading, right: Reading, tiles: Sequence[Tile], a: int, b: int, settings: TraceSettings) -> bool:
    """Do the sentences of word ``a`` and of word ``b`` tell the same, by shared words or by shared letters?"""
    ra, rb = left.sentence(a), right.sentence(b)
    if _covered(tiles, ra, rb) >= settings.sentence_share:
        return True
    return alike(left.piece(*ra), right.piece(*rb)) >= settings.sentence_alike


def _edge(t: Tile, left: Reading, right: Reading, *, at_end: bool) -> Tile:
    """The part of a tile, at one of its ends, in which no sentence ends in either text: a word or two of a sentence can be let go."""
    last = t.size - 1
    if at_end:
        cut = max(0, left.sentence(t.a + last)[0] - t.a, right.sentence(t.b + last)[0] - t.b)
        return Tile(t.a + cut, t.b + cut, t.size - cut)
    return Tile(t.a, t.b, min(t.size, left.sentence(t.a)[1] - t.a, right.sentence(t.b)[1] - t.b))


def _trim(left: Reading, right: Reading, found: Region, settings: TraceSettings, *, at_end: bool) -> Region | None:
    """Without the words at one end that are but a phrase of a sentence which is not shared."""
    tiles, n = list(found.tiles), -1 if at_end else 0
    while tiles:
        t = tiles[n]
        edge = _edge(t, left, right, at_end=at_end)
        a, b = (edge.a + edge.size - 1, edge.b + edge.size - 1) if at_end else (edge.a, edge.b)
        if edge.size >= settings.passage_words or _same_sentence(left, right, tiles, a, b, settings):
            break
        rest = t.size - edge.size
        if rest:
            tiles[n] = Tile(t.a, t.b, rest) if at_end else Tile(t.a + edge.size, t.b + edge.size, rest)
        else:
            del tiles[n]
    if tiles == list(found.tiles):
        return found
    return region(tiles) if tiles else None


def _grow(left: Reading, right: Reading, found: Region, settings: TraceSettings) -> Passage:
    """The region's word ranges, moved out over the sentences at its ends and over like sentences beyond them."""
    a, a_end, b, b_end = found.a, found.a_end, found.b, found.b_end
    if _same_sentence(left, right, found.tiles, a, b, settings):
        a, b = left.sentence(a)[0], right.sentence(b)[0]
        while a and b and _next(left, right, a - 1, b - 1, settings):
            a, b = left.sentence(a - 1)[0], right.sentence(b - 1)[0]
    if _same_sentence(left, right, found.tiles, a_end - 1, b_end - 1, settings):
        a_end, b_end = left.sentence(a_end - 1)[1], right.sentence(b_end - 1)[1]
        while a_end < len(left) and b_end < len(right) and _next(left, right, a_end, b_end, settings):
            a_end, b_end = left.sentence(a_end)[1], right.sentence(b_end)[1]
    return a, a_end, b, b_end


def _next(left: Reading, right: Reading, a: int, b: int, settings: TraceSettings) -> bool:
    """Is the neighbouring sentence shared as well, though too damaged for a run of equal words?"""
    return alike(left.piece(*left.sentence(a)), right.piece(*right.sentence(b))) >= settings.sentence_alike


def passage(left: Reading, right: Reading, found: Region, settings: TraceSettings) -> Passage | None:
    """The word ranges ``(a, a_end, b, b_end)`` of the passage that a region stands for; None if no whole phrase of it holds."""
    if found.matched < settings.passage_words:
        return None
    trimmed = _trim(left, right, found, settings, at_end=False)
    trimmed = trimmed and _trim(left, right, trimmed, settings, at_end=True)
    if trimmed is None or trimmed.matched < settings.passage_words:
        return None
    return _grow(left, right, trimmed, settings)

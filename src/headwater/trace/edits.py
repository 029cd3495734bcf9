"""Edits: what the texts of two documents alone show about which of them was there first.

A newsroom cuts from the end, condenses, and adds errors of its own; it seldom writes the missing half of somebody else's report. So the
longer, fuller, cleaner side came first. These are leanings, weaker than any date. Does not know dates or credit lines.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from headwater.text.align import Tile
from headwater.trace.edges import Passage
from headwater.trace.reading import Reading

#: Letters and digits mixed as no word or number mixes them: "sho0ting", "0fficer". Not "9mm", "M16", "1st".
_GARBLED = re.compile(r"[^\W\d_]\d+[^\W\d_]|^\d[^\W\d_]{4,}|^[^\W\d_]{4,}\d$")
#: A closing that one side lacks counts from here on: two sentences of news are about 40 words, one added by a desk about 20.
_CUT_WORDS = 30
#: A side that tells the shared passages with so much fewer words was condensed; house style alone moves about one word in a hundred.
_CONDENSED_SHARE = 0.02
_CONDENSED_WORDS = 4


@dataclass(frozen=True)
class Edits:
    """Which side the edits put first (``left``, ``right``, ``unknown``), and the reasons, those against it too."""

    first: str
    why: tuple[str, ...]


def edits(left: Reading, right: Reading, found: list[Passage], tiles: list[Tile]) -> Edits:
    """Weighs what was cut, condensed and garbled between two documents that share the passages ``found`` (word ranges).

    Each sign counts one, errors two: a slip cannot be put right as reliably as it is made. One sign without another against it decides.
    """
    signs = [*_cut(left, right, found), *_condensed(found), *_garbled(left, right, tiles)]
    balance = sum(weight for weight, _ in signs)
    first = "left" if balance > 0 else "right" if balance < 0 else "unknown"
    return Edits(first, tuple(reason for _, reason in signs))


def _sign(for_left: bool, weight: int, reason: str) -> tuple[int, str]:
    side, other = ("left", "right") if for_left else ("right", "left")
    return (weight if for_left else -weight), reason.format(side=side, other=other)


def _cut(left: Reading, right: Reading, found: list[Passage]) -> list[tuple[int, str]]:
    tail_left, tail_right = len(left) - max(p[1] for p in found), len(right) - max(p[3] for p in found)
    if abs(tail_left - tail_right) < _CUT_WORDS:
        return []
    return [
        _sign(
            tail_left > tail_right,
            1,
            f"the {{side}} goes on for {max(tail_left, tail_right)} words where the {{other}} ends: cut from the end",
        )
    ]


def _condensed(found: list[Passage]) -> list[tuple[int, str]]:
    words_left, words_right = sum(p[1] - p[0] for p in found), sum(p[3] - p[2] for p in found)
    if abs(words_left - words_right) < max(_CONDENSED_WORDS, _CONDENSED_SHARE * max(words_left, words_right)):
        return []
    more, fewer = max(words_left, words_right), min(words_left, words_right)
    return [_sign(words_left > words_right, 1, f"the {{other}} tells in {fewer} words what the {{side}} tells in {more}: condensed")]


def _slips(here: Reading, there: Reading, pairs: list[tuple[int, int]], often: Counter[str]) -> list[str]:
    """Words that stand once, garbled or a letter or two off a word that the other text has in their place and that is used elsewhere."""
    out = []
    for i, j in pairs:
        mine, theirs = here.piece(i, i + 1), there.piece(j, j + 1)
        if mine[0].isdigit() and theirs[0].isdigit():
            continue
        near = Levenshtein.distance(mine, theirs, score_cutoff=2) <= (1 if len(theirs) < 6 else 2)
        if near and ((_GARBLED.search(mine) and not _GARBLED.search(theirs)) or (often[mine] == 1 and often[theirs] > 2)):
            out.append(mine)
    return out


def _garbled(left: Reading, right: Reading, tiles: list[Tile]) -> list[tuple[int, str]]:
    swaps = [(t.a + t.size, t.b + t.size) for t, u in itertools.pairwise(tiles) if u.a - t.a - t.size == u.b - t.b - t.size == 1]
    if not swaps:
        return []
    often = left.often + right.often
    mine, theirs = _slips(left, right, swaps, often), _slips(right, left, [(j, i) for i, j in swaps], often)
    if len(mine) == len(theirs):
        return []
    worst, shown = ("left", mine) if len(mine) > len(theirs) else ("right", theirs)
    return [_sign(worst == "right", 2, f"the {{other}} has {len(shown)} slips that the {{side}} has not, such as “{shown[0]}”")]

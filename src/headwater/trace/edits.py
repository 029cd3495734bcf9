"""Edits: what the texts of two documents alone show about which of them was there first.

A newsroom cuts from the end, condenses, trims quotations, and adds errors of its own; it seldom writes the missing half of somebody else's
report or mends its slips. So the longer, fuller, cleaner side came first. Exchanged words say nothing: house style goes either way. Does
not know dates, credit lines or third documents.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from headwater.trace.edges import Passage
from headwater.trace.reading import Reading

#: Letters and digits mixed as no word or number mixes them: "sho0ting", "0fficer". Not "9mm", "M16", "1st".
_GARBLED = re.compile(r"[^\W\d_]\d+[^\W\d_]|^\d[^\W\d_]{4,}|^[^\W\d_]{4,}\d$")
#: A closing that one side lacks counts from here on: two sentences of news are about 40 words, one added by a desk about 20.
_CUT_WORDS = 30
#: Words left out one, two or three at a time inside shared sentences condense a text; a longer stretch may be a clause that one side added.
_LEFT_OUT = 3
#: So many more places with words left out are condensing; one or two are a slip or a correction.
_CONDENSED_PLACES = 3
#: From so many words on, what is gone from inside a quotation is the rest of it: nobody lengthens what somebody else said.
_TRIMMED_WORDS = 4
#: The weight of each sign, in log-odds. On pairs of one day in generated newsrooms (seeds 1 to 5) cuts were right 34 times, slips 26,
#: condensing 23 and never wrong; real newsrooms are less tidy, so one sign alone counts as right five times in six.
CUT, CONDENSED, TRIMMED, SLIP = 1.6, 1.6, 1.6, 1.6
#: One slip may have been put right; twice as many are this much harder to undo.
_SLIPS_DOUBLED = 0.8
#: Evidence below this leaves the direction unknown: three to one.
ENOUGH = 1.1


def certainty(balance: float) -> float:
    """How sure a direction is, 0.5..1, for a sum of log-odds of either sign."""
    return round(1 / (1 + math.exp(-abs(balance))), 4)


def balance(direction: str, score: float | None) -> float:
    """The log-odds behind a direction and its certainty, positive for ``left``: the reverse of `certainty`; 0 where it is unknown."""
    if direction == "unknown" or score is None:
        return 0.0
    odds = math.log(score / max(1 - score, 1e-4))
    return odds if direction == "left" else -odds


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which side of a pair came first (``left``, ``right``, ``unknown``), how sure that is (0.5..1, None where unknown), and why."""

    first: str
    score: float | None
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Change:
    """A stretch inside a passage where the two sides differ: word ranges of both."""

    a: int
    a_end: int
    b: int
    b_end: int


def edits(left: Reading, right: Reading, found: list[Passage]) -> Verdict:
    """Weighs what was cut, condensed, trimmed and garbled between two documents that share the passages ``found`` (word ranges)."""
    changes = list(_changes(left, right, found))
    signs = [*_cut(left, right, found), *_condensed(changes), *_trimmed(left, right, changes), *_garbled(left, right, changes)]
    sum_ = math.fsum(weight for weight, _ in signs)
    reasons = tuple(reason for _, reason in signs)
    if abs(sum_) < ENOUGH:
        return Verdict("unknown", None, reasons)
    return Verdict("left" if sum_ > 0 else "right", certainty(sum_), reasons)


def _changes(left: Reading, right: Reading, found: list[Passage]) -> Iterator[_Change]:
    """Where the two sides of each passage differ, word by word (Levenshtein alignment of the words in one spelling)."""
    for a, a_end, b, b_end in found:
        here, there = left.hashes(a, a_end), right.hashes(b, b_end)
        if here != there:
            for op in Levenshtein.opcodes(here, there):
                if op.tag != "equal":
                    yield _Change(a + op.src_start, a + op.src_end, b + op.dest_start, b + op.dest_end)


def _sign(for_left: bool, weight: float, reason: str) -> tuple[float, str]:
    side, other = ("left", "right") if for_left else ("right", "left")
    return (weight if for_left else -weight), reason.format(side=side, other=other)


def _cut(left: Reading, right: Reading, found: list[Passage]) -> list[tuple[float, str]]:
    tail_left, tail_right = len(left) - max(p[1] for p in found), len(right) - max(p[3] for p in found)
    if abs(tail_left - tail_right) < _CUT_WORDS:
        return []
    more = max(tail_left, tail_right)
    return [_sign(tail_left > tail_right, CUT, f"the {{side}} goes on for {more} words where the {{other}} ends: cut from the end")]


def _condensed(changes: list[_Change]) -> list[tuple[float, str]]:
    """Words left out here and there: places where one side has one to three words that the other has not."""
    lost = [(c.a_end - c.a) - (c.b_end - c.b) for c in changes if max(c.a_end - c.a, c.b_end - c.b) <= _LEFT_OUT]
    more = sum(n > 0 for n in lost) - sum(n < 0 for n in lost)
    if abs(more) < _CONDENSED_PLACES:
        return []
    return [_sign(more > 0, CONDENSED, f"the {{other}} leaves out words at {abs(more)} places more than the {{side}}: condensed")]


def _trimmed(left: Reading, right: Reading, changes: list[_Change]) -> list[tuple[float, str]]:
    """Quotations that one side gives with more words."""
    fuller = 0
    for c in changes:
        if c.b == c.b_end and c.a_end - c.a >= _TRIMMED_WORDS:
            fuller += _in_quotation(left, c.a, c.a_end)
        elif c.a == c.a_end and c.b_end - c.b >= _TRIMMED_WORDS:
            fuller -= _in_quotation(right, c.b, c.b_end)
    if not fuller:
        return []
    many = f"{abs(fuller)} quotation{'s' if abs(fuller) > 1 else ''}"
    return [_sign(fuller > 0, TRIMMED, f"the {{side}} gives {many} with words that the {{other}} has trimmed")]


def _in_quotation(text: Reading, start: int, end: int) -> bool:
    """Do these words stand behind an opening quotation mark and before a closing one, in one sentence?"""
    begin, stop = text.starts[start], text.ends[end - 1]
    first, last = text.starts[text.sentence(start)[0]], text.ends[text.sentence(end - 1)[1] - 1]
    before = text.folded.rfind('"', max(0, first - 2), begin)
    after = text.folded.find('"', stop, last + 3)
    opens = before >= 0 and (before == 0 or not text.folded[before - 1].isalnum()) and text.folded[before + 1].isalnum()
    return opens and after >= 0 and '"' not in text.folded[begin:stop]


def _near(mine: str, theirs: str) -> bool:
    """Are two words a letter or two apart, and not both numbers?"""
    if mine[0].isdigit() and theirs[0].isdigit():
        return False
    return Levenshtein.distance(mine, theirs, score_cutoff=2) <= (1 if min(len(mine), len(theirs)) < 6 else 2)


def _slip(mine: str, theirs: str, often: Counter[str]) -> bool:
    """Is the first of two near words a slip for the second: garbled, or used once where the other is used throughout?"""
    return bool(_GARBLED.search(mine) and not _GARBLED.search(theirs)) or (often[mine] == 1 and often[theirs] > 2)


def _garbled(left: Reading, right: Reading, changes: list[_Change]) -> list[tuple[float, str]]:
    swaps = [
        (left.piece(i, i + 1), right.piece(j, j + 1))
        for c in changes
        if c.a_end - c.a == c.b_end - c.b
        for i, j in zip(range(c.a, c.a_end), range(c.b, c.b_end), strict=True)
    ]
    near = [(mine, theirs) for mine, theirs in swaps if _near(mine, theirs)]
    if not near:
        return []
    often = left.often + right.often
    on_left = [mine for mine, theirs in near if _slip(mine, theirs, often)]
    on_right = [theirs for mine, theirs in near if _slip(theirs, mine, often)]
    if len(on_left) == len(on_right):
        return []
    worst = max(on_left, on_right, key=len)
    slips = f"{len(worst)} slip{'s' if len(worst) > 1 else ''}"
    weight = SLIP + _SLIPS_DOUBLED * math.log2(abs(len(on_left) - len(on_right)))
    return [_sign(worst is on_right, weight, f"the {{other}} has {slips} that the {{side}} has not, such as “{worst[0]}”")]

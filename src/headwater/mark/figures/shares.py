"""Shares in words and fractions: "half of", "two-thirds", "one in five", "three out of four", "1/2". Percent is a unit: see units.py."""

from __future__ import annotations

from headwater.mark.figures.cardinals import part_of_magnitude, part_of_unit, skip_hyphen, small, table
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, numeral
from headwater.mark.figures.vocabulary import word_set

#: What follows a share: "a third of the town", "half the town".
_SHARED = frozenset((*"of the its their all that this his her more less fewer higher lower . , ; : )".split(), ""))
#: The bases of "one in five": small or round, else both numbers count for themselves.
_BASES = frozenset((2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 500, 1000, 10_000, 100_000, 1_000_000))
_MOST = 10  # above ten the number before "in" counts for itself: "12 in 20 towns"


def share(line: Line, i: int) -> Draft | None:
    """A share that begins at token ``i``; the value is the fraction of 1."""
    at, top = i, 1.0
    words = table("words")
    if line.low(i) in words or is_numeral(line.low(i)):
        top, at = (numeral(line.low(i)) if is_numeral(line.low(i)) else float(words[line.low(i)])), i + 1
        found = _in_every(line, i, top) or _slashed(line, i, top)
        if found:
            return found
        at = skip_hyphen(line, at)
    elif line.low(i) == "a":
        at = i + 1
    part = table("fractions").get(line.low(at))
    if not part or top >= part or not float(top).is_integer() or top < 1:
        return None
    if at == i and not _bare_half(line, at):
        return None  # a bare "third" is an ordinal; "a third" and "two thirds" are shares
    if at > i and line.low(i) == "a" and line.low(at + 1) not in _SHARED:
        return None  # "a third man"
    if part_of_magnitude(line, i) or part_of_unit(line, i):
        return None  # "a quarter of a million", "half an hour": a number, and no share of something
    return _fraction(i, at + 1, top / part)


def _bare_half(line: Line, at: int) -> bool:
    """ "half of", "half the", and neither "the first half of the year" nor a half at the end of a clause."""
    after = line.low(at + 1)
    return (
        line.low(at) == "half"
        and after in _SHARED
        and after not in (".", ",", ";", ":", ")", "", "more", "less", "fewer", "higher", "lower")
        and line.low(at - 1) not in word_set("nonfigures", "halves")
    )


def _slashed(line: Line, i: int, top: float) -> Draft | None:
    """ "1/2", "3/4" in one word; a date or a name has other denominators or more digits."""
    at = i + 1
    if not (line.low(at) == "/" and line.glued(at) and line.glued(at + 1) and line.low(at + 1) in ("2", "3", "4", "5", "8")):
        return None
    below = numeral(line.lows[at + 1])
    return _fraction(i, at + 2, top / below) if top < below and not (line.glued(at + 2) and line.low(at + 2) in ("/", "-")) else None


def _in_every(line: Line, i: int, top: float) -> Draft | None:
    """ "one in five", "3 out of 10", "one-in-five"."""
    at = skip_hyphen(line, i + 1)
    at = at + 2 if line.lows[at : at + 2] == ("out", "of") else at + 1 if line.low(at) == "in" else 0
    at += bool(at) and line.low(at) == "every"
    base = skip_hyphen(line, at)
    below = (part_of_magnitude(line, base) or small(line, base)) if at else None
    if not below or not top < below[0] or top > _MOST or below[0] not in _BASES:
        return None
    return None if line.low(below[1]) in word_set("nonfigures", "not_among") else _fraction(i, below[1], top / below[0])


def _fraction(first: int, last: int, value: float) -> Draft:
    return Draft(first, last, value, value, value, kind="fraction", measure="share")

"""Numbers in a line, each kind by its own file: ordinals, vague words, shares, cardinals. Not: ranges, units, bounds, dates."""

from __future__ import annotations

from functools import cache

from headwater.mark.figures.cardinals import cardinal, table
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral
from headwater.mark.figures.ordinals import ordinal
from headwater.mark.figures.shares import share
from headwater.mark.figures.vague import vague
from headwater.mark.figures.vocabulary import lexicon


@cache
def triggers() -> frozenset[str]:
    """The words that can begin or hold a number."""
    n = lexicon("numbers")
    tables = ("words", "magnitudes", "collective", "fractions", "times", "ordinals", "vulgar")
    return frozenset([*(word for name in tables for word in n[name]), *n["vague"]["lowest"], "both"]) - {"source"}


def find_numbers(line: Line, policy: str) -> list[Draft]:
    """Every number of the line in order, without overlap; those that count nothing are weeded out later."""
    out: list[Draft] = []
    i, starts = 0, triggers()
    while i < len(line):
        word = line.lows[i]
        if is_numeral(word) or word in starts or word in ("a", "an"):
            draft = ordinal(line, i) or vague(line, i, policy) or share(line, i) or cardinal(line, i) or _times(line, i)
            if draft:
                out.append(draft)
                i = draft.last
                continue
        i += 1
    return out


def _times(line: Line, i: int) -> Draft | None:
    """ "sixfold"."""
    times = table("times").get(line.low(i))
    return Draft(i, i + 1, times, times, times, kind="times", measure="count") if times else None

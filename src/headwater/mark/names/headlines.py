"""Lines whose capitals tell nothing: headlines and lines in capitals. Names in them are those that the rest of the document knows."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import cache

from headwater.mark.names.runs import Run
from headwater.mark.names.tokens import Token
from headwater.mark.names.vocabulary import is_common, is_place, words
from headwater.text.names import title_words

#: A line of which so many of the longer words are capital is a headline; in running text it is under a third.
_SHARE = 0.6
#: Longer words a line must have before their capitals can make it a headline: a list of two names is none.
_WORDS = 4
#: The longest known name that is looked for, in words.
_LONGEST = 6


@cache
def _naming() -> frozenset[str]:
    """Ordinary words that running text, too, writes with a capital, as part of names and titles."""
    return words("heads", "bodies", "places") | title_words("words") | title_words("before")


def is_headline(line: Sequence[Token], ends: str) -> bool:
    """Do the capitals of a line tell nothing? Most of its longer words have one, and two ordinary words among them.

    ``ends`` is the last character of the line: one that closes no sentence is a headline with one ordinary word, if it is short of words.
    """
    long = [t for t in line if len(t.low) > 3 and t.low.isalpha()]
    capital = sum(t.capital for t in long)
    ordinary = sum(t.capital and is_common(t.low) and t.low not in _naming() for t in long[1:])
    if ends not in ".!?\"”’'" and len(long) > 1 and capital == len(long):
        return ordinary >= 1
    return len(long) >= _WORDS and capital > _SHARE * len(long) and ordinary >= 2


def known_names(runs: Sequence[Run]) -> set[str]:
    """The folded names that plain lines know, and the surnames among them."""
    ends = {run.lows[-1] for run in runs if 1 < len(run.tokens) < 5 and run.lows[-1] not in _naming()}
    return {run.key for run in runs} | ends


def known_runs(line: Sequence[Token], known: AbstractSet[str]) -> list[Run]:
    """The known names in a headline, the longest first at every place."""
    out: list[Run] = []
    at = 0
    while at < len(line):
        size = 0
        for n in range(min(_LONGEST, len(line) - at), 0, -1):
            key = " ".join(t.low for t in line[at : at + n])
            if line[at].capital and (key in known or is_place(key)) and (n > 1 or not is_common(key)):
                size = n
                break
        if size:
            out.append(Run(tuple(line[at : at + size]), line, at, False, at == 0))
        at += max(size, 1)
    return out

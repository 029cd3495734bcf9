"""Rates: "$52 a barrel", "40 km per day", "$15/hour", "300 trucks a day". The unit becomes "USD/barrel", "truck/day"."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_word
from headwater.mark.figures.vocabulary import lexicon, unit_words, word_set

#: After these a stretch of time is a point in time: "sales of $5m a year earlier".
_POINT = frozenset(("earlier", "ago", "later", "before", "after", "from", "on"))


def attach_rate(line: Line, d: Draft) -> None:
    """The rate that follows the unit: "a barrel", "per day", "a year", "/hour", "-a-share"."""
    at = d.finish + (line.low(d.finish) == "-" and line.glued(d.finish))
    word = line.low(at)
    if word not in ("per", "a", "an", "each", "every", "/"):
        return
    below = at + 1 + (line.low(at + 1) == "-")
    if not is_word(line.low(below)) or (at > d.finish and word not in ("a", "an", "per")):
        return
    phrase, measure, unit = _named(line, below)
    if word == "per":
        d.rate, d.finish = unit or line.low(below), below + len(phrase)
    elif word == "/":
        if not line.glued(at) or not line.glued(below) or not unit:
            return
        d.rate, d.finish = unit, below + len(phrase)
    elif unit and word in ("a", "an") and _makes_rate(line, d, measure, below + len(phrase)):
        d.rate, d.finish = unit, below + len(phrase)
    if d.rate:
        d.unit = f"{d.unit}/{d.rate}"


def _named(line: Line, at: int) -> tuple[tuple[str, ...], str, str]:
    """The unit of time, measure or sale at a token: its words, its measure, its name; one word and no name where there is none."""
    for phrase, (measure, unit) in unit_words().get(line.low(at), ()):
        if line.matches(at, phrase):
            return phrase, measure, unit
    word = line.low(at)
    letter = lexicon("units")["letter"].get(word) if line.low(at - 1) == "/" else None
    return (word,), "", letter or (word if word in word_set("units", "rate", "nouns") else "")


def _makes_rate(line: Line, d: Draft, measure: str, after: int) -> bool:
    """After "a" a time makes a rate of anything, a measure or a thing that is sold only one of money or time."""
    if measure == "duration" and line.low(after) in _POINT:
        return False
    return measure == "duration" or d.measure in ("money", "duration")


def rate_behind_noun(line: Line, d: Draft) -> None:
    """ "300 trucks a day": the rate stands behind the counted noun."""
    at = d.tail
    if d.rate or d.unit is None or line.low(at) not in ("per", "a", "an"):
        return
    phrase, measure, unit = _named(line, at + 1)
    if measure == "duration" and line.low(at + 1 + len(phrase)) not in _POINT:
        d.rate, d.finish = unit, at + 1 + len(phrase)
        d.unit = f"{d.unit}/{d.rate}"

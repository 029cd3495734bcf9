"""Ordinals that count: "for the third time", "a 5th straight day", "the third veto". Other ordinals name a place in a row or a thing."""

from __future__ import annotations

from headwater.mark.figures.cardinals import table
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word, numeral
from headwater.mark.figures.vocabulary import word_set

_BETWEEN = 2  # words between the ordinal and its noun: "her second drunk-driving arrest", "the third air strike"


def ordinal(line: Line, i: int) -> Draft | None:
    """An ordinal from "second" on, before a time or an event that can happen again: so many happened, with the one spoken of."""
    numbered = is_numeral(line.low(i)) and line.low(i + 1) in ("st", "nd", "rd", "th") and line.glued(i + 1)
    value = numeral(line.lows[i]) if numbered else table("ordinals").get(line.low(i))
    at = i + 1 + numbered
    tens = table("words").get(line.low(i), 0)
    if tens >= 20 and line.low(i + 1) == "-" and line.low(i + 2) in {"first": 1, **table("ordinals")}:  # "twenty-first"
        value, at = tens + table("ordinals").get(line.low(i + 2), 1), i + 3
    if value is None or value < 2:
        return None
    if line.low(at) == "time":
        return Draft(
            i, at, float(value), float(value), float(value), kind="ordinal", measure="count", tail=at + 1, group="time", unit="time"
        )
    if line.low(at) in ("consecutive", "straight", "successive"):
        return Draft(i, at, float(value), float(value), float(value), kind="ordinal")
    row = _in_a_row(line, at)
    noun = at if row else _event(line, at)
    if noun is None or line.low(i - 1) in table("words"):
        return None
    draft = Draft(i, at, float(value), float(value), float(value), kind="ordinal", measure="count", head=at, tail=noun + 1)
    draft.group, draft.unit = line.write(at, noun + 1), line.lows[noun]
    draft.why.append("ordinal: so many in a row" if row else "ordinal: an event that can happen again, counted up to this one")
    return draft


def _in_a_row(line: Line, at: int) -> bool:
    """ "the second year in a row", "the fifth day running": the noun, and the words behind it that make it count."""
    return is_word(line.low(at)) and (line.lows[at + 1 : at + 4] == ("in", "a", "row") or line.low(at + 1) == "running")


def _event(line: Line, at: int) -> int | None:
    """The event that can happen again in which the noun phrase at token ``at`` ends. A capital makes it a name."""
    events, stop = word_set("numbers", "events"), word_set("groups", "stop")
    for k in range(at, at + _BETWEEN + 1):
        word = line.low(k)
        if not is_word(word) or word in stop or word == "degree":
            return None  # "third degree murder" names a law
        if word in events and not _noun_goes_on(line, k + 1):
            return k if line.upper or not line.capital(k) else None
    return None


def _noun_goes_on(line: Line, at: int) -> bool:
    """Is the next word one more noun, as in "a second strike force"? Function words, marks and verb forms end the phrase."""
    word = line.low(at)
    ends = word in word_set("groups", "stop") or word in word_set("groups", "stop", "verbs") or word.endswith(("ed", "ly"))
    return is_word(word) and not ends

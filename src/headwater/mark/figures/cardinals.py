"""Whole and broken numbers at a place: numerals and number words with their magnitudes and halves. Not: vague words, shares, ordinals."""

from __future__ import annotations

from functools import cache
from typing import Any

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, numeral
from headwater.mark.figures.vocabulary import lexicon, money_signs, unit_words, word_set

_HALF = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}
_NEAR = 6  # tokens on either side in which a length shows that "m" is a metre


@cache
def table(name: str) -> dict[str, Any]:
    """One table of `numbers.toml`: word -> number."""
    found: dict[str, Any] = lexicon("numbers")[name]
    return found


def skip_hyphen(line: Line, i: int) -> int:
    """Past a hyphen that joins two number words."""
    return i + 1 if line.low(i) == "-" and line.glued(i) and line.glued(i + 1) else i


def small(line: Line, i: int) -> tuple[float, int] | None:
    """A number below a thousand in words ("two hundred and five"), or a numeral; ``(number, next token)``."""
    words = table("words")
    if is_numeral(line.low(i)):
        return numeral(line.lows[i]), i + 1
    if line.low(i) not in words:
        return None
    total, at = float(words[line.lows[i]]), i + 1
    nxt = skip_hyphen(line, at)
    if 20 <= total <= 90 and 0 < words.get(line.low(nxt), 0) < 10:
        total, at = total + words[line.lows[nxt]], nxt + 1
    if line.low(at) == "hundred":
        total, at = total * 100, at + 1
        rest = at + (line.low(at) == "and")
        more = small(line, rest) if line.low(rest) in words else None
        if more and more[0] < 100:
            total, at = total + more[0], more[1]
    return total, at


def magnitude(line: Line, at: int) -> tuple[float, int]:
    """The product of magnitude words from token ``at`` on, and the next token; 1 where there are none."""
    magnitudes, collective, short = table("magnitudes"), table("collective"), table("short")
    scale = 1.0
    while True:
        nxt = skip_hyphen(line, at)
        word = line.low(nxt)
        if word in magnitudes or word == "dozen":
            scale, at = scale * (magnitudes.get(word) or collective[word]), nxt + 1
        elif word in short and at == nxt and _is_short(line, at):
            return scale * short[word], at + 1
        elif word in table("short_money") and at == nxt and line.glued(at) and _sum_before(line, at):
            return scale * table("short_money")[word], at + 1
        else:
            return scale, at


def _is_short(line: Line, at: int) -> bool:
    """ "1.5m", "40k": the letter stands against a numeral and no digit against the letter; "m" is no metre."""
    if not is_numeral(line.low(at - 1)) or (line.glued(at + 1) and is_numeral(line.low(at + 1))):
        return False
    if not line.glued(at):
        return line.low(at) in ("bn", "mln", "tn", "trn") or (line.low(at) in ("m", "mn") and _sum_before(line, at))
    return line.words[at] != "m" or not _is_metre(line, at)


def _sum_before(line: Line, at: int) -> bool:
    """Does a currency sign stand before the numeral that ends before token ``at``?"""
    return is_numeral(line.low(at - 1)) and line.low(at - 2) in money_signs()


def _is_metre(line: Line, at: int) -> bool:
    """ "1.8m tall", "a depth of 40m": a length is spoken of, and no money stands before the number."""
    if _sum_before(line, at):
        return False
    if line.low(at + 1) in word_set("units", "metre", "behind"):
        return True
    return not word_set("units", "metre", "near").isdisjoint(line.lows[max(0, at - _NEAR) : at + _NEAR])


def part_of_magnitude(line: Line, i: int) -> tuple[float, int] | None:
    """ "half a million", "a quarter of a million", "three quarters of a million", "a million", "a dozen"."""
    found = _part(line, i)
    if found:
        part, at = found
        at += line.low(at) == "of"
        at += line.low(at) in ("a", "an")
        scale, end = magnitude(line, at)
        return (part * scale, end) if end > at else None
    if line.low(i) in ("a", "an"):
        scale, end = magnitude(line, i + 1)
        if end == i + 1 and line.low(end) == "score" and _score_of(line, end):
            return float(table("collective")["score"]), end + 1
        return (scale, end) if end > i + 1 else None
    return None


def _part(line: Line, i: int) -> tuple[float, int] | None:
    """ "half", "a quarter", "three-quarters": the part of one and the next token."""
    at = i + (line.low(i) in ("a", "an", "one") and line.low(i + 1) in _HALF)
    if line.low(at) in _HALF:
        return _HALF[line.low(at)], at + 1
    top, at = table("words").get(line.low(i), 0), skip_hyphen(line, i + 1)
    below = table("fractions").get(line.low(at), 0) if top else 0
    return (top / below, at + 1) if below > top else None


def _score_of(line: Line, at: int) -> bool:
    """ "a score of witnesses" and not "a score of 12" or "a score of points"."""
    return line.low(at + 1) == "of" and line.low(at + 2).endswith("s") and line.low(at + 2) not in word_set("nonfigures", "scores")


def part_of_unit(line: Line, i: int) -> Draft | None:
    """ "half an hour", "a quarter of a mile", "a year and a half": a part with the article of its unit between."""
    found = _part(line, i)
    if found and line.low(found[1] - 1) != "third":
        part, end = found
        end += line.low(end) == "of"
        if line.low(end) in ("a", "an") and _measured(line, end + 1):
            return Draft(i, end + 1, part, part, part)
        return Draft(i, end + 1, part, part, part) if _hyphened(line, end) else None
    if line.low(i) in ("a", "an") and line.lows[i + 2 : i + 4] == ("or", "two"):
        unit = _measured(line, i + 1)  # "a day or two"
        measure = "" if unit and unit[0] == "count" else unit and unit[0]
        return Draft(i, i + 4, None, 1.0, 2.0, bound="range", unit=unit[1], measure=measure or "") if unit else None
    if line.low(i) in ("a", "an") and line.lows[i + 2 : i + 4] == ("and", "a") and line.low(i + 4) in ("half", "quarter"):
        unit = _measured(line, i + 1)
        if unit:
            value = 1 + _HALF[line.low(i + 4)]
            return Draft(i, i + 5, value, value, value, unit=unit[1], measure="" if unit[0] == "count" else unit[0])
    return None


def _hyphened(line: Line, at: int) -> bool:
    """ "a half-mile walk"."""
    return line.low(at) == "-" and line.glued(at) and line.glued(at + 1) and _measured(line, at + 1) is not None


def _measured(line: Line, at: int) -> tuple[str, str] | None:
    """The unit of time, length or weight that is written at a token as one word in the singular: ``(measure, unit)``."""
    word = line.low(at)
    if word not in word_set("units", "halved"):
        return None
    return next((unit for phrase, unit in unit_words().get(word, ()) if len(phrase) == 1), None)


def cardinal(line: Line, i: int) -> Draft | None:
    """A whole or decimal number: "1.5 million", "two thousand five hundred", "one and a half", "a dozen", "half a million"."""
    part = part_of_magnitude(line, i)
    if part:
        return _tail(line, i, *part)
    of_unit = part_of_unit(line, i)
    if of_unit:
        return of_unit
    vulgar = table("vulgar").get(line.low(i))
    if vulgar:
        return Draft(i, i + 1, vulgar, vulgar, vulgar)
    found = small(line, i)
    if found is None or line.low(i) in ("a", "an"):
        return None
    value, at = _and_part(line, *found)
    scale, at = magnitude(line, at)
    draft = _tail(line, i, value * scale, at)
    draft.scale = scale
    return draft


def _and_part(line: Line, value: float, at: int) -> tuple[float, int]:
    """ "two and a half", "one-and-a-half", "1 1/2", "2½"."""
    k = skip_hyphen(line, at)
    if line.low(k) == "and":
        article = skip_hyphen(line, k + 1)
        half = skip_hyphen(line, article + 1)
        if line.low(article) == "a" and line.low(half) in _HALF and line.low(half + 1) != "of":
            return value + _HALF[line.lows[half]], half + 1
    if line.low(at) in table("vulgar"):
        return value + table("vulgar")[line.lows[at]], at + 1
    at += line.low(at) == "and" and line.low(at + 2) == "/"
    if (
        is_numeral(line.low(at))
        and line.low(at + 1) == "/"
        and line.glued(at + 1)
        and line.low(at + 2) in ("2", "3", "4", "8", "16")
        and numeral(line.lows[at]) < numeral(line.lows[at + 2])
    ):
        return value + numeral(line.lows[at]) / numeral(line.lows[at + 2]), at + 3
    return value, at - (line.low(at - 1) == "and")


def _tail(line: Line, first: int, value: float, at: int) -> Draft:
    """Smaller parts that follow in words: "two million three hundred thousand", "a thousand and one", "a hundred and twenty"."""
    words = table("words")
    limit = value
    while not is_numeral(line.low(at - 1)):
        joined = line.low(at) == "and" and limit >= 100
        more = small(line, at + joined) if line.low(at + joined) in words else None
        if not more:
            break
        scale, end = magnitude(line, more[1])
        part = more[0] * scale
        # each part is below the magnitude before it, else a second number begins ("one hundred two thousand" is rare in print)
        of_hundred = limit == 100 and joined and part < 100 and line.low(at - 1) == "hundred"
        if not of_hundred and (limit < 1000 or part >= _place(limit)):
            break
        value, limit, at = value + part, part, end
    return Draft(first, at, value, value, value)


def _place(number: float) -> float:
    """The magnitude word that a number was written with: 1,000 for 3,000, 1,000,000 for two million."""
    place = 1.0
    while place * 1000 <= number and number % (place * 1000) == 0:
        place *= 1000
    return place

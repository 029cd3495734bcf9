"""Numbers in a line: numerals and number words with their magnitudes, vague plurals, fractions. Not: ranges, units, bounds, dates."""

from __future__ import annotations

from functools import cache

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, numeral
from headwater.mark.figures.vocabulary import lexicon

#: What follows a share: "a third of the town", "half the town".
_SHARED = frozenset(("of", "the", "its", "their", "all", "that", "this", "his", "her", ".", ",", ""))
_HALF = {"half": 0.5, "quarter": 0.25, "third": 1 / 3}


@cache
def _tables() -> tuple[
    dict[str, float], dict[str, float], dict[str, float], dict[str, float], dict[str, int], dict[str, int], dict[str, float]
]:
    n = lexicon("numbers")
    return n["words"], n["magnitudes"], n["collective"], n["short"], n["fractions"], n["ordinals"], n["times"]


@cache
def profile(name: str) -> dict[str, tuple[float, float]]:
    """What vague words stand for under a policy: word -> (low, high)."""
    return {word: (pair[0], pair[1]) for word, pair in lexicon("numbers")["vague"][name].items() if word != "source"}


@cache
def triggers() -> frozenset[str]:
    """The words that can begin or hold a number."""
    n = lexicon("numbers")
    return frozenset(
        [*n["words"], *n["magnitudes"], *n["collective"], *n["fractions"], *n["times"], *n["ordinals"], *n["vague"]["lowest"], "both"]
    )


def find_numbers(line: Line, policy: str) -> list[Draft]:
    """Every number of the line in order, without overlap; those that count nothing are weeded out later."""
    out: list[Draft] = []
    i, starts = 0, triggers()
    while i < len(line):
        word = line.lows[i]
        if is_numeral(word) or word in starts or word in ("a", "an"):
            draft = _ordinal(line, i) or _vague(line, i, policy) or _share(line, i) or _cardinal(line, i) or _times(line, i)
            if draft:
                out.append(draft)
                i = draft.last
                continue
        i += 1
    return out


def _skip_hyphen(line: Line, i: int) -> int:
    """Past a hyphen that joins two number words."""
    return i + 1 if line.low(i) == "-" and line.glued(i) and line.glued(i + 1) else i


def _small(line: Line, i: int) -> tuple[float, int] | None:
    """A number below a thousand in words ("two hundred and five"), or a numeral; ``(number, next token)``."""
    words, _magnitudes, *_ = _tables()
    if is_numeral(line.low(i)):
        return numeral(line.lows[i]), i + 1
    if line.low(i) not in words:
        return None
    total, at = words[line.lows[i]], i + 1
    nxt = _skip_hyphen(line, at)
    if 20 <= total <= 90 and 0 < words.get(line.low(nxt), 0) < 10:
        total, at = total + words[line.lows[nxt]], nxt + 1
    if line.low(at) == "hundred":
        total, at = total * 100, at + 1
        rest = at + (line.low(at) == "and")
        more = _small(line, rest) if line.low(rest) in words else None
        if more and more[0] < 100:
            total, at = total + more[0], more[1]
    return total, at


def _magnitude(line: Line, at: int) -> tuple[float, int]:
    """The product of magnitude words from token ``at`` on, and the next token; 1 where there are none."""
    _, magnitudes, collective, short, *_ = _tables()
    scale = 1.0
    while True:
        nxt = _skip_hyphen(line, at)
        word = line.low(nxt)
        if word in magnitudes or word == "dozen":
            scale, at = scale * (magnitudes.get(word) or collective[word]), nxt + 1
        elif (
            word in short
            and at == nxt
            and is_numeral(line.low(at - 1))
            and line.glued(at)
            and not (line.glued(at + 1) and is_numeral(line.low(at + 1)))
        ):
            return scale * short[word], at + 1
        else:
            return scale, at


def _half_magnitude(line: Line, i: int) -> tuple[float, int] | None:
    """ "half a million", "a quarter of a million", "a million", "a dozen", "a hundred and twenty"."""
    at = i + (line.low(i) in ("a", "an", "one") and line.low(i + 1) in _HALF)
    part = _HALF.get(line.low(at))
    if part:
        at += 1 + (line.low(at + 1) == "of")
        at += line.low(at) in ("a", "an")
        scale, end = _magnitude(line, at)
        return (part * scale, end) if end > at else None
    if line.low(i) in ("a", "an"):
        scale, end = _magnitude(line, i + 1)
        return (scale, end) if end > i + 1 else None
    return None


def _cardinal(line: Line, i: int) -> Draft | None:
    """A whole or decimal number: "1.5 million", "two thousand five hundred", "one and a half", "a dozen", "half a million"."""
    half = _half_magnitude(line, i)
    if half:
        return _tail(line, i, *half)
    small = _small(line, i)
    if small is None or line.low(i) in ("a", "an"):
        return None
    value, at = small
    value, at = _and_part(line, value, at)
    scale, at = _magnitude(line, at)
    draft = _tail(line, i, value * scale, at)
    draft.scale = scale
    return draft


def _and_part(line: Line, value: float, at: int) -> tuple[float, int]:
    """ "two and a half", "1 1/2", "2½"."""
    if line.low(at) == "and" and line.low(at + 1) == "a" and line.low(at + 2) in _HALF and line.low(at + 3) != "of":
        return value + _HALF[line.lows[at + 2]], at + 3
    if line.low(at) in ("½", "¼", "¾"):
        return value + {"½": 0.5, "¼": 0.25, "¾": 0.75}[line.lows[at]], at + 1
    if is_numeral(line.low(at)) and line.low(at + 1) == "/" and line.low(at + 2) in ("2", "3", "4") and line.glued(at + 1):
        return value + numeral(line.lows[at]) / numeral(line.lows[at + 2]), at + 3
    return value, at


def _tail(line: Line, first: int, value: float, at: int) -> Draft:
    """Smaller parts that follow in words: "two million three hundred thousand", "a thousand and one"."""
    words = _tables()[0]
    limit = value
    while not is_numeral(line.low(at - 1)):
        nxt = at + (line.low(at) == "and" and limit >= 100)
        more = _small(line, nxt) if line.low(nxt) in words else None
        if not more:
            break
        scale, end = _magnitude(line, more[1])
        part = more[0] * scale
        # each part is below the magnitude before it, else a second number begins ("one hundred two thousand" is rare in print)
        if limit < 1000 or (part >= 1000 and part >= limit) or part >= _place(limit):
            break
        value, limit, at = value + part, part, end
    return Draft(first, at, value, value, value)


def _place(number: float) -> float:
    """The magnitude word that a number was written with: 1,000 for 3,000, 1,000,000 for two million."""
    place = 1.0
    while place * 1000 <= number and number % (place * 1000) == 0:
        place *= 1000
    return place


def _vague(line: Line, i: int, policy: str) -> Draft | None:
    """ "dozens", "tens of thousands", "several hundred", "a couple of thousand", "a few dozen", "scores"."""
    table = profile(policy)
    at = i + (line.low(i) == "a" and line.low(i + 1) in ("few", "couple"))
    word = line.low(at)
    if word == "couple" and at > i:
        scale, end = _magnitude(line, at + 1 + (line.low(at + 1) == "of"))
        return Draft(i, end, 2 * scale, 2 * scale, 2 * scale, bound="about")
    if word == "both":
        return Draft(i, i + 1, 2.0, 2.0, 2.0, kind="some")
    if word not in table:
        return None
    low, high = table[word]
    scale, end = _magnitude(line, at + 1)
    if word in ("few", "several"):
        if at > i or word == "several" or end > at + 1:
            return Draft(i, end, None, low * scale, (high + 1) * scale - 1, kind="vague" if scale > 1 else "some", bound="vague")
        return None
    at += 1
    while line.low(at) == "of" and line.low(at + 1) in table:
        factor = table[line.lows[at + 1]]
        low, high = low * factor[0], (high + 1) * factor[0] - 1
        at += 2
    return Draft(i, at, None, low, high, kind="vague", bound="vague")


def _share(line: Line, i: int) -> Draft | None:
    """ "half of", "two-thirds", "a third of", "one in five", "three out of four"."""
    words, *_, fractions, _, _ = _tables()
    at = i
    top = 1.0
    if line.low(i) in words or is_numeral(line.low(i)):
        top, at = (words.get(line.low(i)) or (numeral(line.low(i)) if is_numeral(line.low(i)) else 0.0)), i + 1
        among = _in_every(line, i, top)
        if among:
            return among
        if (
            line.low(at) == "/"
            and line.glued(at)
            and line.glued(at + 1)
            and line.low(at + 1) in ("2", "3", "4", "5", "8")
            and not line.glued(at + 2)
        ):
            return _fraction(i, at + 2, top / numeral(line.lows[at + 1])) if top < numeral(line.lows[at + 1]) else None
        at = _skip_hyphen(line, at)
    elif line.low(i) == "a":
        at = i + 1
    part = fractions.get(line.low(at))
    if not part or top >= part or not float(top).is_integer() or top < 1:
        return None
    if at == i and (line.low(at) != "half" or line.low(at + 1) in (".", ",", "") or line.low(at + 1) not in _SHARED):
        return None  # a bare "third" is an ordinal; "a third" and "two thirds" are shares
    if at > i and line.low(i) == "a" and line.low(at + 1) not in _SHARED:
        return None  # "a third man"
    if _half_magnitude(line, i) or line.low(at + 1) in ("hour", "day", "year") or line.low(at) in ("second",):
        return None
    return _fraction(i, at + 1, top / part)


def _in_every(line: Line, i: int, top: float) -> Draft | None:
    """ "one in five", "3 out of 10"; the base is a small or round number, else both numbers count for themselves."""
    at = i + 1
    at = at + 2 if line.lows[at : at + 2] == ("out", "of") else at + 1 if line.low(at) == "in" else 0
    at += bool(at) and line.low(at) in ("every",)
    below = _small(line, at) if at else None
    if (
        below
        and top < below[0]
        and top <= 10
        and below[0] in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000)
        and line.low(below[1]) not in ("years", "days", "months", "weeks", "%")
    ):
        return _fraction(i, below[1], top / below[0])
    return None


def _fraction(first: int, last: int, value: float) -> Draft:
    return Draft(first, last, value, value, value, kind="fraction", measure="share")


def _ordinal(line: Line, i: int) -> Draft | None:
    """ "for the third time", "a 5th straight day": an ordinal that counts. Other ordinals name a place in a row."""
    numbered = is_numeral(line.low(i)) and line.low(i + 1) in ("st", "nd", "rd", "th") and line.glued(i + 1)
    value = numeral(line.lows[i]) if numbered else _tables()[5].get(line.low(i))
    at = i + 1 + numbered
    if value is None or not (line.low(at) == "time" or line.low(at) in ("consecutive", "straight", "successive")):
        return None
    return Draft(i, at, float(value), float(value), float(value), kind="ordinal")


def _times(line: Line, i: int) -> Draft | None:
    """ "sixfold"."""
    times = _tables()[-1].get(line.low(i))
    return Draft(i, i + 1, times, times, times, kind="times", measure="count") if times else None

"""Units written with a number: percent, money, time, measures, rates, ages. Does not name counted nouns: see groups.py."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import lexicon, money_signs, unit_words, word_set

_AGE_LIMIT = 120  # nobody has lived to 123; larger numbers between commas are no ages


def attach_unit(line: Line, d: Draft) -> None:
    """Give the draft its unit, its measure where the unit decides it, and the tokens the unit takes."""
    _minus(line, d)
    _money_sign(line, d)
    if not d.unit:
        _unit_behind(line, d)
    if d.unit:
        _rate(line, d)
    if d.measure in ("", "duration"):
        _age(line, d)
    d.marked = d.unit is not None
    d.head = d.tail = max(d.finish, d.tail)


def _minus(line: Line, d: Draft) -> None:
    """A sign or the word "minus" makes the number negative; a plus sign is kept with it."""
    i = d.first - 1
    hyphen = line.low(i) == "-" and line.glued(d.first)
    negative = (
        line.low(i) == "minus"
        or (hyphen and line.low(i - 1) in ("minus", "$"))
        or (hyphen and not line.glued(i) and is_numeral(line.low(d.first)))
    )
    if negative and d.value is not None and d.value > 0:
        d.value = d.low = d.high = -d.value
        d.begin = d.first = i - 1 if hyphen and line.low(i - 1) == "minus" else i
    elif line.low(i) == "+" and line.glued(d.first):
        d.begin, d.change = i, "up"


def _money_sign(line: Line, d: Draft) -> None:
    """A currency sign or code in front: "$5", "US $473 million", "$US160 million", "USD10m"."""
    signs, i = money_signs(), d.begin - 1
    for size in (3, 2, 1):
        joined = "".join(line.lows[max(0, d.begin - size) : d.begin])
        if size <= d.begin and joined in signs:
            if joined.isalpha() and not (line.upper or line.words[i].isupper() or joined == "rs"):
                continue
            if size > 1 and not _one_sign(line, d.begin - size, d.begin):
                continue
            d.unit, d.measure, d.begin = signs[joined], "money", d.begin - size
            _drop_repeat(line, d)
            return


def _one_sign(line: Line, first: int, last: int) -> bool:
    """Do the tokens stand together, as in "US$" or "HK $", and not as in "a $5 note"?"""
    return all(line.glued(k) for k in range(first + 1, last)) or (len(line.words[first]) > 1 and line.words[first].isupper())


def _drop_repeat(line: Line, d: Draft) -> None:
    """The currency said twice: "$500 US", "$7 million dollars"."""
    for phrase, (measure, unit) in unit_words().get(line.low(d.finish), ()):
        if measure == "money" and line.matches(d.finish, phrase):
            d.finish += len(phrase)
            if len(phrase) > 1:
                d.unit = unit
            return
    if line.low(d.finish) == "us" and line.words[d.finish] == "US":
        d.finish += 1


def _unit_behind(line: Line, d: Draft) -> None:
    """A unit word or letter behind the number, a hyphen allowed: "114 mm", "20-minute", "12C"."""
    at = d.last
    if line.low(at) == "-" and line.glued(at) and line.glued(at + 1):
        at += 1
    if line.low(at) == "per" and line.low(at + 1) == "cent":
        d.unit, d.measure, d.finish = "percent", "share", at + 2
        return
    for phrase, (measure, unit) in unit_words().get(line.low(at), ()):
        if d.kind != "ordinal" and line.matches(at, phrase) and _unit_is_meant(line, d, at, phrase):
            d.unit, d.measure, d.finish = unit, d.measure or ("" if measure == "count" else measure), at + len(phrase)
            d.kind = "measured" if measure == "count" and d.kind == "number" else d.kind
            _squared(line, d)
            return
    if line.low(at) in word_set("units", "pound"):
        weight = bool(set(line.lows[max(0, d.first - 8) : at + 6]) & word_set("units", "pound", "weight"))
        d.unit, d.measure, d.finish = ("lb", d.measure, at + 1) if weight else ("GBP", "money", at + 1)
        return
    letter = lexicon("units")["letter"].get(line.words[at]) if at < len(line) and is_numeral(line.low(d.last - 1)) else None
    if (
        letter
        and not line.upper
        and (line.glued(at) or (line.words[at] in "CFWV" and not is_word(line.low(at + 1))) or line.words[at] == "W")
    ):
        d.unit, d.finish, d.kind = letter, at + 1, "measured"


def _unit_is_meant(line: Line, d: Draft, at: int, phrase: tuple[str, ...]) -> bool:
    """Words that are units only in some company: "10 second" is none of "second child", "5 mi" not of "Mi"."""
    word = phrase[0]
    if word == "second" and len(phrase) == 1 and line.low(at - 1) != "-" and d.value != 1:
        return line.low(at + 1) in ("", ".", ",", "-") or is_numeral(line.low(at + 1)) or "." in line.low(d.last - 1)
    if word in ("point", "points") and line.low(at + 1) in ("of",):
        return False
    if word in ("ps", "won", "try", "rand", "min", "magnitude") and not is_numeral(line.low(d.last - 1)):
        return False
    if word == "won":
        return d.scale >= 1000
    return True


def _squared(line: Line, d: Draft) -> None:
    """ "m2" is cut into "m" and "2" by the tokenizer: put it together."""
    if d.unit in ("m", "km") and line.low(d.finish) == "2" and line.glued(d.finish):
        d.unit, d.finish = d.unit + "2", d.finish + 1


def _rate(line: Line, d: Draft) -> None:
    """ "a barrel", "per day", "a year": the unit becomes "USD/barrel"."""
    at = d.finish
    word = line.low(at)
    if word not in ("per", "a", "an", "each", "every") or not is_word(line.low(at + 1)):
        return
    below = next((u for p, (_, u) in unit_words().get(line.low(at + 1), ()) if line.matches(at + 1, p)), None)
    size = next((len(p) for p, _ in unit_words().get(line.low(at + 1), ()) if line.matches(at + 1, p)), 1)
    if word == "per":
        d.rate, d.finish = below or line.low(at + 1), at + 1 + size
    elif (
        below
        and (d.measure in ("money", "duration") or below in ("day", "week", "month", "year", "hour", "minute"))
        and word in ("a", "an")
    ):
        d.rate, d.finish = below, at + 1 + size
    if d.rate:
        d.unit = f"{d.unit}/{d.rate}"


def rate_after_noun(line: Line, d: Draft) -> None:
    """ "300 trucks a day": the rate stands behind the counted noun."""
    at = d.tail
    if d.rate or d.unit is None or line.low(at) not in ("per", "a", "an"):
        return
    found = next(((p, u) for p, (m, u) in unit_words().get(line.low(at + 1), ()) if line.matches(at + 1, p) and m == "duration"), None)
    if found:
        d.rate, d.finish = found[1], at + 1 + len(found[0])
        d.unit = f"{d.unit}/{d.rate}"


def _age(line: Line, d: Draft) -> None:
    """ "19-year-old", "50 years old", "aged 24", "the boy, 12, ..."."""
    at = d.finish
    if d.measure == "duration":
        while line.low(at) == "-":
            at += 1
        if line.low(at) in ("old", "olds"):
            d.measure, d.finish = "age", at + 1
        elif line.lows[at : at + 2] == ("of", "age"):
            d.measure, d.finish = "age", at + 2
        elif line.low(d.begin - 1) in ("aged", "age") or line.lows[max(0, d.begin - 2) : d.begin] == ("age", "of"):
            d.measure = "age"
        return
    if d.value is None or d.unit or not 0 < d.value < _AGE_LIMIT or d.kind != "number":
        return
    before, after = line.low(d.first - 1), line.low(d.last)
    if (
        before in ("aged", "age", "ages")
        or line.lows[max(0, d.first - 3) : d.first] == ("the", "age", "of")
        or line.lows[max(0, d.first - 2) : d.first] == ("age", "of")
    ):
        d.measure, d.unit = "age", "year"
    elif before == "," and after in (",", ".", ";", "") and _person_before(line, d.first - 2) and is_numeral(line.low(d.first)):
        d.measure, d.unit = "age", "year"
        d.why.append("age: a number between commas after a name")
    elif before == "(" and after == ")" and is_numeral(line.low(d.first)) and _person_before(line, d.first - 2):
        d.measure, d.unit = "age", "year"
        d.why.append("age: a number in brackets after a name")
    elif (
        before in ("was", "is", "turned", "turns")
        and after in (".", ",", "", "when", "at", ";")
        and line.low(d.first - 2) in ("who", "he", "she")
    ):
        d.measure, d.unit = "age", "year"


def _person_before(line: Line, i: int) -> bool:
    """Does a name end at token i? (A capital, and one before it, so that "In Oskarn, 12, ..." is none.)"""
    if not is_word(line.low(i)) or line.low(i) in word_set("groups", "stop"):
        return False
    named = ((line.upper or line.capital(i)) and _goes_on(line, i + 3)) or (line.capital(i) and line.capital(i - 1))
    return named or line.low(i) in word_set("groups", "persons")


def _goes_on(line: Line, i: int) -> bool:
    """ ", 12, of Leeds", ", 12, was": what follows an age."""
    return line.low(i) == "," and (
        line.low(i + 1) in word_set("clauses", "auxiliary") or line.low(i + 1) in ("of", "who", "from", "a", "an", "the", "died")
    )

"""Units written with a number: percent, times, measures, letters, "2,000-strong". Sums: money.py; rates: rates.py; ages: ages.py.

Does not name counted nouns: see groups.py.
"""

from __future__ import annotations

from headwater.mark.figures.ages import attach_age
from headwater.mark.figures.bounds import bound_behind
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import unit_of
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.money import attach_converted, attach_money, money_behind
from headwater.mark.figures.rates import attach_rate, rate_behind_noun
from headwater.mark.figures.vocabulary import lexicon, unit_words, word_set

_NEAR = 8  # tokens on either side that tell a pound of weight from one of money: a clause
_MOST_PENCE = 200  # "50p" is money; larger numbers against a "p" are the lines of a picture ("480p")


def attach_unit(line: Line, d: Draft) -> None:
    """Give the draft its unit, its measure where the unit decides it, and the tokens the unit takes."""
    _minus(line, d)
    attach_money(line, d)
    if not d.unit:
        _unit_behind(line, d)
    if d.unit:
        attach_rate(line, d)
    if d.measure in ("", "duration"):
        attach_age(line, d)
    if not d.unit:
        _strong(line, d)
    if not d.unit and line.low(d.begin - 1) == "magnitude" and is_numeral(line.low(d.first)):
        d.unit, d.kind = "magnitude", "measured"
    d.marked = d.unit is not None
    if not d.group:
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


def _unit_behind(line: Line, d: Draft) -> None:
    """A unit word or letter behind the number, a hyphen allowed: "114 mm", "20-minute", "12C"; "hundreds of kilometres"."""
    at = _unit_place(line, d)
    if line.low(at) == "per" and line.low(at + 1) == "cent":
        d.unit, d.measure, d.finish = "percent", "share", at + 2
        return
    if money_behind(line, d, at):
        return
    for phrase, (measure, unit) in unit_words().get(line.low(at), ()):
        if measure != "money" and d.kind != "ordinal" and line.matches(at, phrase) and _unit_is_meant(line, d, at, phrase):
            d.unit, d.measure, d.finish = unit, d.measure or ("" if measure == "count" else measure), at + len(phrase)
            d.kind = "measured" if measure == "count" and d.kind in ("number", "vague") else d.kind
            _settle(line, d)
            return
    if line.low(at) in word_set("units", "pound"):
        d.unit, d.measure, d.finish = ("lb", d.measure, at + 1) if _is_weight(line, d, at) else ("GBP", "money", at + 1)
        d.kind = "measured" if d.unit == "lb" and d.kind == "number" else d.kind
        return
    _letter(line, d, at)


def _unit_place(line: Line, d: Draft) -> int:
    """The token where the unit would stand: behind "of", a hyphen, or a bound ("15-plus years", "10 or more days")."""
    bound = bound_behind(line, d)
    if bound and line.low(bound[1]) in unit_words():
        return bound[1]
    return d.last + _of(line, d) + _hyphen(line, d.last)


def _of(line: Line, d: Draft) -> int:
    """One token for the "of" in "tens of thousands of dollars"; nothing where no unit follows it."""
    return int(d.kind == "vague" and line.low(d.last) == "of" and line.low(d.last + 1) in unit_words())


def _hyphen(line: Line, at: int) -> int:
    """One token for a hyphen that joins the number to its unit; with spaces only as in "28 - year - old"."""
    if line.low(at) != "-":
        return 0
    if line.glued(at) and line.glued(at + 1):
        return 1
    return int(line.low(at + 2) == "-" and line.low(at + 1) in unit_words())


def _letter(line: Line, d: Draft, at: int) -> None:
    """A unit of one letter: against the numeral, or behind it where no word follows that it could belong to."""
    if at >= len(line) or line.upper or not is_numeral(line.low(d.last - 1)) or d.kind == "ordinal":
        return
    word = line.words[at]
    unit = lexicon("units")["letter"].get(word) if line.low(at - 1) != "-" or word in "mWV" else None
    if not unit or (line.glued(at + 1) and (is_numeral(line.low(at + 1)) or is_word(line.low(at + 1)) or line.low(at + 1) == "-")):
        return
    if unit == "penny" and not (line.glued(at) and 0 < d.size < _MOST_PENCE and d.scale == 1):
        return
    before_word = is_word(line.low(at + 1)) and line.low(at + 1) not in word_set("units", "metre", "behind")
    before_word = before_word and not (word in "CF" and not line.capital(at + 1))
    spaced = word == "W" or (word in word_set("units", "spaced") and (not before_word or line.low(at + 1) in word_set("groups", "stop")))
    if line.glued(at) or spaced:
        d.unit, d.finish, d.kind = unit, at + 1, "measured" if unit != "penny" else d.kind
        d.measure = "money" if unit == "penny" else d.measure
        _settle(line, d)


def _is_weight(line: Line, d: Draft, at: int) -> bool:
    """A pound of weight: what weighs is named near it, or what it is of ("six pounds of butter"), or it tells a thing's size."""
    if d.scale >= 1000 or d.measure == "money":
        return False
    weight, money = (_distance(line, d.first, at, word_set("units", "pound", kind)) for kind in ("weight", "money"))
    if weight != money:
        return weight < money
    return line.low(at + 1) == "of" or (line.low(at - 1) == "-" and is_word(line.low(at + 1)))


def _distance(line: Line, first: int, last: int, words: frozenset[str]) -> int:
    """How many tokens away the nearest of some words stands, up to `_NEAR`; one more where there is none."""
    for k in range(1, _NEAR + 1):
        if line.low(first - k) in words or line.low(last + k) in words:
            return k
    return _NEAR + 1


def _unit_is_meant(line: Line, d: Draft, at: int, phrase: tuple[str, ...]) -> bool:
    """Words that are units only in some company: "10 second" is none of "second child", "5 mi" not of "Mi"."""
    word = phrase[0]
    if word == "second" and len(phrase) == 1 and line.low(at - 1) != "-" and d.value != 1:
        return line.low(at + 1) in ("", ".", ",", "-") or is_numeral(line.low(at + 1)) or "." in line.low(d.last - 1)
    if word in ("point", "points") and len(phrase) == 1 and line.low(at + 1) in ("of",):
        return False
    if word in word_set("units", "after_digits") and not is_numeral(line.low(d.last - 1)):
        return False
    behind = at + len(phrase)  # a sign against one more number belongs to that
    return is_word(word) or not (is_numeral(line.low(behind)) and line.glued(behind))


def _settle(line: Line, d: Draft) -> None:
    """ "m2" is cut into "m" and "2" by the tokenizer: put it together. A yield in "kt" is no speed."""
    if d.unit in ("m", "km", "cm") and line.low(d.finish) in ("2", "3") and line.glued(d.finish):
        d.unit, d.finish = d.unit + line.low(d.finish), d.finish + 1
    near = line.lows[max(0, d.first - _NEAR) : d.finish + _NEAR]
    if d.unit == "knot" and not word_set("units", "kiloton").isdisjoint(near):
        d.unit = "kiloton"


def _strong(line: Line, d: Draft) -> None:
    """ "a 2,000-strong crowd": so many persons, unless the noun is of things."""
    at = d.last + _hyphen(line, d.last)
    if line.low(at) != "strong" or d.kind not in ("number", "vague"):
        return
    d.finish = at + 1
    d.unit = lexicon("units")["strong"].get(line.low(at + 1), "people")


def rate_after_noun(line: Line, d: Draft) -> None:
    """What shows only once the counted noun is known: a rate behind it, and thousands that a point groups ("1.200 people")."""
    rate_behind_noun(line, d)
    word = line.low(d.first)
    if d.unit == "people" and d.last - d.first == 1 and is_numeral(word) and word[0] != "0" and len(word.partition(".")[2]) == 3:
        d.value = d.low = d.high = float(word.replace(".", ""))
        d.why.append("value: persons come whole, so the point groups thousands")


def share_units(line: Line, drafts: list[Draft]) -> None:
    """A number without a unit takes that of the next where they are said together: "four- and six-cylinder", "from 5 to 9 km".

    "Two 12-inch guns" counts guns, and a number with a sum in brackets behind it is a sum (money.py).
    """
    listed = False
    attach_converted(line, drafts)
    for a, b in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        between = line.lows[a.finish : b.begin]
        # a comma joins only what goes on to "and": "3, 4 and 5 percent", but not "at 16,000, 5 percent above"
        listed = b.marked and (between in (("and",), ("or",)) or (listed and between == (",",)))
        if a.finish == b.begin and b.marked and b.group and not (a.unit or a.group) and a.kind in ("number", "vague"):
            a.group, a.unit, a.head, a.tail = b.group, unit_of(line, b.head, b.tail), b.head, b.tail
        if a.unit or a.group or a.measure or not b.unit or a.kind not in ("number", "measured"):
            listed = False
            continue
        hanging = len(between) > 1 and between[0] == "-" and all(w in (",", "and", "or", "to") for w in between[1:])
        span = between == ("to",) and line.low(a.begin - 1) == "from"
        listed = listed and not b.rate and is_numeral(line.low(a.first))
        if hanging or span or listed:
            a.unit, a.group, a.measure, a.rate = b.unit, b.group, "" if b.measure == "count" else b.measure, b.rate
            a.kind, a.marked = b.kind, b.marked

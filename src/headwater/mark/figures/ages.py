"""Ages: "19-year-old", "aged 24", "a 30-something", "the boy, 12, ...", "Mira Tolle (31)", "87 yo". Decides no other unit."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import word_set

_AGE_LIMIT = 120  # nobody has lived to 123; larger numbers between commas are no ages


def attach_age(line: Line, d: Draft) -> None:
    """ "19-year-old", "50 years old", "aged 24", "the boy, 12, ..."."""
    at = d.finish
    if line.low(at) == "yo" or line.lows[at : at + 3] == ("y", "/", "o"):
        d.measure, d.unit, d.finish = "age", "year", at + (1 if line.low(at) == "yo" else 3)
        return
    if line.lows[at : at + 2] in (("-", "something"), ("-", "somethings")) and d.value is not None:
        d.measure, d.unit, d.finish, d.bound = "age", "year", at + 2, "vague"
        d.low, d.high, d.value = d.value, d.value + 9, None
        return
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
        or (before in (",", "and") and after in (",", "and", ".", ";", "") and _listed_ages(line, d.first - 1))
        or line.lows[max(0, d.first - 3) : d.first] == ("the", "age", "of")
        or line.lows[max(0, d.first - 2) : d.first] == ("age", "of")
    ):
        d.measure, d.unit = "age", "year"
    elif before == "both" and after in (",", ".", ";", "") and line.low(d.first - 2) == "," and is_numeral(line.low(d.first)):
        d.measure, d.unit = "age", "year"
        d.why.append("age: a number behind “both” between commas")
    elif before == '"' and line.low(d.first - 2) == "," and after == "," and is_numeral(line.low(d.first)):
        d.measure, d.unit = "age", "year"
        d.why.append("age: a number behind a name in quotes")
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


def _listed_ages(line: Line, at: int) -> bool:
    """ "Ages 28, 32, 42 and 59"."""
    while line.low(at) in (",", "and") or is_numeral(line.low(at)):
        at -= 1
    return line.low(at) in ("ages", "aged")


def _person_before(line: Line, i: int) -> bool:
    """Does a name end at token i? (A capital, and one before it, so that "In Oskarn, 12, ..." is none.)"""
    if line.low(i) == "." and line.low(i - 1) in ("jr", "sr"):
        return line.capital(i - 2)
    if not is_word(line.low(i)) or line.low(i) in word_set("groups", "stop"):
        return False
    # "Jon L. Dahl", "Jon “Tall” Dahl"
    initial = line.capital(i - 2) and ((line.low(i - 1) == "." and len(line.low(i - 2)) == 1) or line.low(i - 1) in ("-", '"'))
    named = ((line.upper or line.capital(i)) and _goes_on(line, i + 3)) or (line.capital(i) and (line.capital(i - 1) or initial))
    return named or line.low(i) in word_set("groups", "persons")


def _goes_on(line: Line, i: int) -> bool:
    """ ", 12, of Leeds", ", 12, was": what follows an age."""
    return line.low(i) == "," and (
        line.low(i + 1) in word_set("clauses", "auxiliary") or line.low(i + 1) in ("of", "who", "from", "a", "an", "the", "died")
    )

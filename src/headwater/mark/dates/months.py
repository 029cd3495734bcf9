"""Months: "in March", "late May 2024", "last June", "July this year", "each July". Not: "may" the verb, "march" the walk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import short_year
from headwater.mark.dates.days import nearest_year, year_behind
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import MONTH, MONTH_PIECES, SPOKEN_YEAR, YEAR, S, month, spoken_year

_EDGE = r"(?:the end of|the beginning of|the start of|the middle of|early|late|mid)"
_MONTH = re.compile(
    rf"(?<![\w'])(?:(?P<edge>{_EDGE})[ -]{{1,3}})?(?:(?P<rel>last|this|next|each|every|this past|this coming){S})?(?P<m>{MONTH})"
    rf"(?:(?:,|{S}of)?{S}(?:(?P<y>{YEAR}|'\d\d)(?!\w|,\d)|{SPOKEN_YEAR}(?![\w-]))|(?:{S}of)?{S}(?P<year>last|this|next){S}year(?!\w))?"
)
_CUE = re.compile(r"(?:in|of|since|until|till|by|from|to|through|during|between|and|for|before|after|than|-|around)[ (]{1,3}$")
#: "The March accession"; not "the March on the capital", "the March for Life".
_BEFORE_NOUN = re.compile(
    r" (?!(?:of|on|for|to|in|at|against|through|from|by|and|or|as|was|is|were|had|has|will|would|that|which|who|when|but)\b)[a-z]+(?<!ed)(?!\w)"
)


def find_months(reading: Reading) -> Iterator[Draft]:
    """Every month that is named without a day."""
    for m in reading.finds(_MONTH, *MONTH_PIECES):
        if reading.capital(m.start("m")) and _is_month(m, reading):
            yield _draft(m)


def _is_month(m: re.Match[str], reading: Reading) -> bool:
    """Abbreviations need a year; "May" and "March" need a word in front that calls for a time; "April" the person is not told apart."""
    word = m["m"].rstrip(".")
    told = m["edge"] or m["rel"] or m["y"] or m["year"] or spoken_year(m)
    if len(word) <= 4 and word not in ("may", "june", "july"):
        return bool(m["y"]) or (bool(told) and m["m"].endswith("."))
    cued = _CUE.search(reading.before(m.start(), 12))
    if word in ("may", "march", "august") and not told:
        if word != "may" and reading.before(m.start(), 4) == "the " and _BEFORE_NOUN.match(reading.cased, m.end()):
            return True
        return bool(cued) and not re.match(r" [A-Z]", reading.cased[m.end() : m.end() + 2])
    return bool(told or cued) or not re.match(r" [A-Z]|'s [A-Z]", reading.cased[m.end() : m.end() + 4])


def _draft(m: re.Match[str]) -> Draft:
    at, relative = month(m["m"]), m["rel"]
    written, year_word = m["y"] or str(spoken_year(m) or ""), m["year"]
    note = (f"{m['edge'].strip('- ')}: part of the month",) if m["edge"] else ()
    if relative in ("each", "every"):
        value = Value(f"XXXX-{at:02d}", "SET", 0.9, ("a month that comes again",))
        return Draft(m.start(), m.end(), "months", always(value), moves=False)

    def resolve(anchor: Anchor) -> Value:
        year = short_year(written[1:], anchor.published) if written.startswith("'") else int(written or 0)
        later = None if year or relative or year_word else year_behind(anchor.text, m.end(), at)
        if later:
            return Value(f"{later:04d}-{at:02d}", "DATE", 0.95, ("its year is written with the month behind it", *note))
        if year:
            return Value(f"{year:04d}-{at:02d}", "DATE", 1.0, ("written with its year", *note))
        if anchor.published is None:
            return Value(f"XXXX-{at:02d}", "DATE", 0.6, ("the year is not written and the document shows no date", *note))
        now = anchor.published
        if year_word:
            found = now.year + {"last": -1, "this": 0, "next": 1}[year_word]
            return Value(f"{found:04d}-{at:02d}", "DATE", 0.95, (f"{year_word} year, from the document's date", *note))
        if relative in ("last", "this past"):
            # the month just over is "last month", so that "last February" in March is the one a year before
            found = now.year if at < now.month - (relative == "last") else now.year - 1
            return Value(f"{found:04d}-{at:02d}", "DATE", 0.9, ("the last one before the document's date", *note))
        if relative in ("next", "this coming"):
            found = now.year if at > now.month else now.year + 1
            return Value(f"{found:04d}-{at:02d}", "DATE", 0.9, ("the next one after the document's date", *note))
        if relative == "this" or at == now.month:
            return Value(f"{now.year:04d}-{at:02d}", "DATE", 0.9, ("in the year of the document's date", *note))
        taken, score, why = nearest_year(anchor, m.start(), m.end(), at, 1)
        return Value(f"{taken:04d}-{at:02d}", "DATE", score, (why, *note))

    return Draft(m.start(), m.end(), "months", resolve)

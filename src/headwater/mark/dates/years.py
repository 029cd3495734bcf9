"""Years, decades, centuries: "1989", "the end of 1990", "fiscal 2024", "the early 1990s", "the '80s", "nineteen ninety-one"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import short_year
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import ONES, SPOKEN_YEAR, TENS, YEAR, S, one_of, spoken_year, table

_EDGE = r"(?:the (?:end|beginning|start|middle|rest) of|early|late|mid|sometime in)"
_YEAR = re.compile(
    rf"(?<![\w$€£#'/.,-])(?<![a-z .]\d, )(?<![a-z .]\d\d, )(?:(?P<edge>{_EDGE})[ -]{{1,3}})?"
    rf"(?:(?:the{S})?(?P<fiscal>fiscal|financial)(?:{S}year)?{S}|the{S}year{S})?"
    rf"(?P<y>{YEAR})(?![\w%/]|[.,:]\d|-\d\d?\b|'s? ?(?:\d|old)|[ -]years?\b)"
)
_RANGE = re.compile(rf"(?<![\w$/.,-])(?P<a>{YEAR})-(?P<b>{YEAR}|\d\d)(?![\w/-])")
#: What a year, and a stretch of years, cannot be without.
_DIGITS, _DASH = re.compile(YEAR), re.compile(r"-\d\d")
#: With blanks around the dash the two years are two expressions, as in "from 1998 to 2003".
_SPACED = re.compile(rf"(?<![\w$/.,-])(?P<a>{YEAR}){S}-{S}(?P<b>{YEAR})(?![\w/-]|[,.]\d)")
_ERA = re.compile(
    rf"(?<![\w.,-])(?:a\.?d\.?{S}(?P<after>\d{{1,4}})|(?P<n>\d{{1,4}}){S}(?P<era>ad|a\.d\.|ce|c\.e\.|bce|b\.c\.e\.|bc|b\.c\.))(?![\w-]|[,.]\d)"
)
_ERAS = ("AD", "A.D", "CE", "C.E", "BC", "B.C")
#: "Class of '71", "the summer of '68": two digits after a word that calls for a year.
_SHORT = re.compile(r"(?<![\w'])(?:(?<=of )|(?<=in )|(?<=since )|(?<=from )|(?<=until ))'(?P<y>\d\d)(?![\w'])")
_DECADE = re.compile(rf"(?<!\w)(?:the{S})?(?:(?P<edge>early|late|mid)[ -]{{1,3}})?(?:(?P<c>1[5-9]|20)?(?P<d>\d)0'?s|'(?P<e>[1-9])0s)(?!\w)")
_SPOKEN_DECADE = re.compile(rf"(?<!\w)the{S}(?:(?:early|late|mid)[ -]{{1,3}})?(?P<d>{one_of(table('decades'))})(?!\w)")
_CENTURY = re.compile(rf"(?<!\w)(?:the{S})?(?:(?:early|late|mid)[ -]{{1,3}})?(?P<n>[1-2]?\d)(?:st|nd|rd|th)[ -]centur(?:y|ies)(?!\w)")
_SPOKEN_CENTURY = re.compile(
    rf"(?<!\w)(?:the{S})?(?:(?:early|late|mid)[ -]{{1,3}})?(?P<n>{one_of(table('ordinals'))})[ -]centur(?:y|ies)(?!\w)"
)
_SPOKEN = re.compile(rf"(?<!\w){SPOKEN_YEAR}(?![\w-])")
_TWO_THOUSAND = re.compile(rf"(?<!\w)the{S}year{S}two{S}thousand(?![\w-]|{S}(?:{ONES}|{TENS}|and|ten|eleven|twelve)(?!\w))")
_COUNTED = re.compile(
    r"[ -](?:[a-z]*children|[a-z]*men|"
    r"people|percent|dead|killed|injured|troops|homes|miles|meters|metres|feet|tons|dollars|shares|points|votes|(?:[a-z]+ )?[a-z]{3,}s)\b"
)
_CUE = re.compile(r"(?:in|of|since|until|by|from|to|through|during|between|and|for|before|after|than|year|around|late|early|\()[ ]{0,3}$")
#: "Its 1989 results": what is somebody's or pointed at is seldom counted in four digits without a comma.
_OWNED = re.compile(r"(?<!\w)(?:the|its|his|her|their|our|your|my|that|this|[a-z.]+'s?)[ ]{1,3}$")
#: "1984 Elm Street": the number of a house; not in "the 1984 Elm Street fire", "in 1984 Elm Street".
_HOUSE = re.compile(rf"(?: [A-Z][\w.'-]*){{1,3}} {one_of(table('names')['streets'])}(?!\w)")
_NO_HOUSE = re.compile(r"(?<!\w)(?:the|in|since|until|by|during|before|after|[a-z.]+'s?)[ ]{1,3}$")
#: "A silver 2002 Marlin pickup": the year of a model; not in "a 2002 truck bombing".
_MODEL = re.compile(
    rf"(?: (?!(?:in|on|at|of|and|the|an?|for|by|to)\b)[\w'-]+){{0,3}} {one_of(table('names')['vehicles'])}s?(?!\w|[ -]{one_of(table('names')['events'])})"
)
_MODEL_BEFORE = re.compile(r"(?<!\w)(?:an?|his|her|their|my|our|your|two|three|several|[a-z.]+'s?)(?: [a-z-]+){0,3} $")
#: "He drove a 2002 Marlin".
_DRIVEN = re.compile(
    r"(?<!\w)(?:drove|drives|driving|drivers? of|parked|riding in|behind the wheel of) (?:an?|his|her|their)(?: [a-z-]+){0,2} $"
)
#: "A venture called Orion 1980": part of a name.
_CALLED = re.compile(r"(?<!\w)(?:called|named|dubbed|titled|entitled)(?: [A-Z][\w'-]*){1,3} $")
_NUMBERED = re.compile(
    r"(?:no\.?|nos\.?|page|room|route|article|resolution|section|flight|channel|about|nearly|over|some|than|least|least)[ ]{1,3}$"
)


def find_years(reading: Reading) -> Iterator[Draft]:
    """Every year, stretch of years, decade, century."""
    yield from _years(reading)
    for m in reading.finds(_RANGE, _DASH):
        last = m["b"] if len(m["b"]) == 4 else m["a"][:2] + m["b"]
        if m["a"] < last:
            yield _known(m, Value(f"{m['a']}/{last}", "DATE", 0.9, ("a stretch of years",)))
    for m in reading.finds(_SPACED, " - "):
        if m["a"] < m["b"] and not _COUNTED.match(reading.after(m.end(), 24)):
            for end in ("a", "b"):
                value = Value(m[end], "DATE", 0.9, ("one end of a stretch of years",))
                yield Draft(*m.span(end), "years", always(value))
    for m in reading.finds(_DECADE, "0s", "0's"):
        if m["c"] and m["c"] != "20" and m["d"] == "0":
            yield _known(m, Value(m["c"], "DATE", 0.7, ("a century by its hundreds; it could be its first ten years",)))
        elif m["e"] or m["c"]:
            century = m["c"] or "19"
            yield _known(m, Value(f"{century}{m['e'] or m['d']}", "DATE", 0.9 if m["c"] else 0.7, ("a decade",)))
    for m in reading.finds(_SPOKEN_DECADE, *table("decades")):
        yield _known(m, Value(f"19{table('decades')[m['d']]}", "DATE", 0.7, ("a decade; the century is taken to be the twentieth",)))
    for m in reading.finds(_CENTURY, "centur"):
        if 1 <= int(m["n"]) <= 22:
            yield _known(m, Value(f"{int(m['n']) - 1:02d}", "DATE", 0.9, ("a century, counted as hundreds of years",)))
    for m in reading.finds(_SPOKEN_CENTURY, "centur"):
        yield _known(m, Value(f"{table('ordinals')[m['n']] - 1:02d}", "DATE", 0.9, ("a century, counted as hundreds of years",)))
    for m in reading.finds(_ERA, " ad", "ad ", "a.d", " ce", "c.e", " bc", "b.c") if any(e in reading.cased for e in _ERAS) else ():
        if reading.capital(m.start("era") if m["era"] else m.start()):
            yield _era(m)
    for m in reading.finds(_SHORT, " '"):
        yield _short(m)
    for m in reading.finds(_SPOKEN, "eighteen ", "nineteen ", "twenty "):
        if year := spoken_year(m):
            yield _known(m, Value(str(year), "DATE", 0.9, ("a year written in words",)))
    for m in reading.finds(_TWO_THOUSAND, "two thousand"):
        yield _known(m, Value("2000", "DATE", 0.9, ("a year written in words",)))


def _era(m: re.Match[str]) -> Draft:
    """ "347 AD", "AD 79", "400 BCE"; years before the common era as TIDES writes them, with no days."""
    year = int(m["after"] or m["n"])
    before = (m["era"] or "").startswith("b")
    why = ("a year before the common era; days are not counted there",) if before else ("a year of the common era",)
    return Draft(m.start(), m.end(), "years", always(Value(f"BC{year:04d}" if before else f"{year:04d}", "DATE", 0.95, why)))


def _short(m: re.Match[str]) -> Draft:
    """The last year with these two digits that is not far ahead of the document's; without one as the C library reads them."""

    def resolve(anchor: Anchor) -> Value:
        return Value(f"{short_year(m['y'], anchor.published):04d}", "DATE", 0.8, ("a year of two digits: the last such year",))

    return Draft(m.start(), m.end(), "years", resolve)


def _known(m: re.Match[str], value: Value) -> Draft:
    return Draft(m.start(), m.end(), "years", always(value))


def _years(reading: Reading) -> Iterator[Draft]:
    for m in reading.finds(_YEAR, _DIGITS):
        year, told = int(m["y"]), bool(m["edge"] or m["fiscal"])
        if not (told or (_stands_as_year(reading, m, year) and not _in_name(reading, *m.span("y")))):
            continue
        why, score = "a year of four digits", 0.9
        if m["fiscal"]:
            why, score = "a fiscal year: its days depend on whose year it is; those of the calendar year are given", 0.7
        yield _known(m, Value(f"{year:04d}", "DATE", score, (why, *((f"{m['edge']}: part of the year",) if m["edge"] else ()))))


def _in_name(reading: Reading, start: int, end: int) -> bool:
    """Are the four digits the number of a house, the year of a model or part of a name?"""
    before = reading.before(start, 48)
    if reading.capital(end + 1):
        if _HOUSE.match(reading.cased[end : end + 60]) and not _NO_HOUSE.search(before):
            return True
        if _DRIVEN.search(before):
            return True
    if _MODEL.match(reading.lower, end) and _MODEL_BEFORE.search(before):
        return True
    return _CALLED.search(reading.cased[max(0, start - 48) : start]) is not None


def _stands_as_year(reading: Reading, m: re.Match[str], year: int) -> bool:
    """Four digits are a year after a word that calls for a time; without one, only within living memory and before no counted noun."""
    if _NUMBERED.search(reading.before(m.start(), 14)):
        return False
    owned = _OWNED.search(reading.before(m.start("y"), 12))
    if owned and (1950 <= year <= 2050 or (year >= 1800 and not _COUNTED.match(reading.after(m.end(), 24)))):
        return True
    if _CUE.search(reading.before(m.start("y"), 12)):
        return not (year < 1800 and _COUNTED.match(reading.after(m.end(), 24)))
    return 1900 <= year <= 2050 and not _COUNTED.match(reading.after(m.end(), 24))

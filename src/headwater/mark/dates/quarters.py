"""Quarters and halves: "the third quarter", "third-quarter 2023", "the latest quarter", "the year-earlier period", "the 2023 period".

A report on a company names its quarter once and then says "the quarter", "a year earlier"; so the quarter reported on is remembered apart
from other dates (`Anchor.quarter`). Quarters are those of the calendar: whose fiscal year it is, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from headwater.mark.dates.calendar import add_months, grain
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import MONTH, YEAR, S, month

_NTH = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)"
_QUARTER = re.compile(
    rf"(?<!\w)(?:(?:the|its|this|their){S})?"
    rf"(?:(?:fiscal|(?P<back>year-ago|year-earlier)|(?P<pre>{YEAR}|(?P<prel>last|this|next){S}year)(?:'s)?){S})?(?:fiscal[- ])?"
    rf"{_NTH}[- ](?P<u>quarter|half)(?:{S}(?:of{S})?(?:fiscal{S})?(?:(?P<y>{YEAR})|(?P<rel>last|this|next){S}year))?(?!\w|-final)"
)
_PAIR = re.compile(rf"(?<!\w)(?:the{S})?(?P<n>first|last|final){S}(?:half|two{S}quarters){S}of{S}(?:fiscal{S})?(?P<y>{YEAR})(?!\w)")
_WHICH = "latest|current|most recent|recent|last|next|previous|prior|coming|same"
_AGO = rf"{S}(?:of{S}|in{S})?(?:(?:the{S})?last{S}year|the{S}(?:previous|prior|year){S}(?:before|year)|the{S}previous{S}year|a{S}year{S}(?:ago|earlier|before))"
_SAME = re.compile(
    rf"(?<![\w-])(?:(?:the|this|that|its){S})?(?:(?P<which>{_WHICH}|(?P<y>{YEAR}))(?P<rate>{S}fiscal)?{S})?(?P<u>quarter|period)(?P<ago>{_AGO})?"
    rf"(?![\w-]|{S}(?:of{S}(?:a|the)|mile|century|final)(?!\w))"
)
_ENDED = re.compile(rf",?{S}(?:that{S})?(?:ended|ending){S}(?:on{S})?(?P<m>{MONTH})")
_BACK = re.compile(
    rf"(?<!\w)(?:the{S})?(?:comparable{S})?(?:year-ago|year-earlier|prior-year)(?P<u>{S}(?:quarter|period))?(?!\w|{S}(?:first|second|third|fourth)(?!\w))"
)
_NUMBER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
#: Words for a quarter that lies ahead or runs, whatever was reported on before.
_AHEAD = {"current": 0, "next": 3, "coming": 3}
_NONE = ("the document shows no date to count from",)


def find_quarters(reading: Reading) -> Iterator[Draft]:
    """Every quarter and half of a year."""
    for m in reading.finds(_QUARTER, "quarter", "half"):
        if m["u"] == "half" and not (m["y"] or m["rel"] or m["pre"]):
            continue
        yield _numbered(m)
    for m in reading.finds(_PAIR, "quarters", "half"):
        value = Value(f"{m['y']}-H{1 if m['n'] == 'first' else 2}", "DATE", 0.95, ("half of a year, written with its year",))
        yield Draft(m.start(), m.end(), "quarters", always(value))
    for m in reading.finds(_SAME, "quarter", "period"):
        if _is_time(m):
            yield Draft(m.start(), m.end(), "quarters", _same(m, _ENDED.match(reading.lower, m.end())), moves=not m["ago"])
    for m in reading.finds(_BACK, "year-ago", "year-earlier", "prior-year"):
        yield Draft(m.start(), m.end(), "quarters", _year_before(m.start(), bool(m["u"])), moves=False)


def _is_time(m: re.Match[str]) -> bool:
    """A bare "quarter" or "period" is too little; "the period" is one of any length."""
    if m["ago"] or m["y"]:
        return m.group() != m["u"]
    if m["u"] == "period":
        return m["which"] == "latest"
    return " " in m.group()


def _numbered(m: re.Match[str]) -> Draft:
    n, letter = _NUMBER[m["n"]], "Q" if m["u"] == "quarter" else "H"
    digits = m["y"] or (m["pre"] if m["pre"] and m["pre"].isdigit() else None)
    relative = m["rel"] or m["prel"]

    def resolve(anchor: Anchor) -> Value | None:
        if letter == "H" and n > 2:
            return None
        if digits:
            return Value(f"{digits}-{letter}{n}", "DATE", 1.0, ("written with its year",))
        if anchor.published is None:
            return Value(f"XXXX-{letter}{n}", "DATE", 0.6, ("the year is not written and the document shows no date",))
        now = anchor.published
        if relative:
            year = now.year + {"last": -1, "this": 0, "next": 1}[relative]
            return Value(f"{year}-{letter}{n}", "DATE", 0.95, (f"{relative} year, from the document's date",))
        year = now.year if n <= (now.month + 2) // 3 else now.year - 1
        if year < now.year and anchor.tense(m.start(), m.end()) == "future":
            year = now.year
        back = 1 if m["back"] else 0
        return Value(f"{year - back}-{letter}{n}", "DATE", 0.85, ("the last such quarter that has begun by the document's date",))

    return Draft(m.start(), m.end(), "quarters", resolve, moves=not m["back"])


def _same(m: re.Match[str], ended: re.Match[str] | None) -> Callable[[Anchor], Value]:
    """ "The quarter": the one whose end is written, else the one reported on, else the last whole one before the document."""
    which, this = m["which"] or "", m.group().startswith("this ")

    def resolve(anchor: Anchor) -> Value:
        if m["ago"]:
            return _back_from(anchor, m["u"] == "quarter") or Value("XXXX-QX", "DATE", 0.5, _NONE)
        if m["y"]:
            n = anchor.quarter[-1] if anchor.quarter else None
            if n is None:
                return Value(m["y"], "DATE", 0.7, ("its year is written; which part of it is not known",))
            return Value(f"{m['y']}-Q{n}", "DATE", 0.8, ("that part of the year which the text reports on",))
        now = anchor.published
        if ended and now:
            at = month(ended["m"])
            year = now.year - (1 if at > now.month and "ended" in ended.group() else 0)
            return Value(
                f"{year}-Q{(at + 2) // 3}", "DATE", 0.8, ("by the month in which it ended; a fiscal year may number it otherwise",)
            )
        near = anchor.near(m.start()) or ""
        that = m.group().startswith("that ")
        told = near if not which and "-Q" in near and (that or near > (anchor.quarter or "")) else anchor.quarter
        if told and which not in _AHEAD and not this:
            return Value(told, "DATE", 0.75, ("the quarter that the text reports on",))
        if now is None:
            return Value("XXXX-QX", "DATE", 0.5, _NONE)
        if which in _AHEAD or this or (not which and anchor.to_come(*m.span())):
            return Value(grain(add_months(now, _AHEAD.get(which, 0)), "Q"), "DATE", 0.8, ("counted from the document's date",))
        return Value(grain(add_months(now, -3), "Q"), "DATE", 0.7, ("the last whole quarter before the document's date",))

    return resolve


def _back_from(anchor: Anchor, quarter: bool) -> Value | None:
    """A year before the quarter reported on, wherever it was named; without one, before the last whole quarter, or the year before."""
    if anchor.quarter:
        return _earlier(anchor.quarter)
    if anchor.published is None:
        return None
    if quarter:
        now = add_months(anchor.published, -15)
        return Value(grain(now, "Q"), "DATE", 0.6, ("a year before the last whole quarter before the document's date",))
    return Value(f"{anchor.published.year - 1:04d}", "DATE", 0.7, ("the year before the document's date",))


def _earlier(quarter: str) -> Value:
    return Value(f"{int(quarter[:4]) - 1:04d}{quarter[4:]}", "DATE", 0.75, ("a year before the quarter that the text reports on",))


def _year_before(start: int, period: bool) -> Callable[[Anchor], Value]:
    def resolve(anchor: Anchor) -> Value:
        found = _back_from(anchor, quarter=False) if period else year_before(anchor, start)
        return found or Value("XXXX", "DATE", 0.5, _NONE)

    return resolve


def year_before(anchor: Anchor, start: int) -> Value | None:
    """The quarter a year before the one reported on, where it was named nearby; else the year before the document's."""
    quarter = anchor.near_quarter(start)
    if quarter:
        return _earlier(quarter)
    if anchor.published is None:
        return None
    return Value(f"{anchor.published.year - 1:04d}", "DATE", 0.8, ("the year before the document's date",))

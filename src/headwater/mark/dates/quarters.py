"""Quarters and halves: "the third quarter", "third-quarter 2023", "the year-earlier period", "the first half of 1990"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from headwater.mark.dates.calendar import add_months, grain
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.vocabulary import YEAR, S

_NTH = r"(?P<n>first|second|third|fourth|1st|2nd|3rd|4th)"
_QUARTER = re.compile(
    rf"(?<!\w)(?:(?:the|its|this|their){S})?(?:(?:fiscal|(?P<back>year-ago|year-earlier)|(?P<pre>{YEAR}|(?P<prel>last|this|next){S}year's)){S})?(?:fiscal[- ])?"
    rf"{_NTH}[- ](?P<u>quarter|half)(?:{S}(?:of{S})?(?:fiscal{S})?(?:(?P<y>{YEAR})|(?P<rel>last|this|next){S}year))?(?![\w-]*final)"
)
_SAME = re.compile(
    rf"(?<!\w)(?:(?:the|this|that|its){S})?(?P<which>latest|current|recent|most recent|last|next|previous|coming)?(?:{S})?(?:quarter|period)(?!\w)"
)
_BACK = re.compile(rf"(?<!\w)(?:the{S})?(?:year-ago|year-earlier|prior-year|comparable year-ago)(?:{S}(?:quarter|period))?(?!\w)")
_NUMBER = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}


def find_quarters(reading: Reading) -> Iterator[Draft]:
    """Every quarter and half of a year."""
    for m in _QUARTER.finditer(reading.lower):
        if m["u"] == "half" and not (m["y"] or m["rel"] or m["pre"]):
            continue
        yield _numbered(m)
    for m in _SAME.finditer(reading.lower):
        if "quarter" in m.group() and m.group() != "quarter":
            yield Draft(m.start(), m.end(), "quarters", _same(m["which"] or ""))
    for m in _BACK.finditer(reading.lower):
        yield Draft(m.start(), m.end(), "quarters", _year_before(m.start()), moves=False)


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

    return Draft(m.start(), m.end(), "quarters", resolve)


def _same(which: str) -> Callable[[Anchor], Value]:
    def resolve(anchor: Anchor) -> Value:
        before = anchor.last if anchor.last and "-Q" in anchor.last else None
        if before and which not in ("current", "next", "coming"):
            return Value(before, "DATE", 0.7, ("the quarter that the text named last",))
        if anchor.published is None:
            return Value("XXXX-QX", "DATE", 0.5, ("the document shows no date to count from",))
        moved = {"last": -3, "latest": -3, "recent": -3, "most recent": -3, "previous": -3, "next": 3, "coming": 3}.get(which, 0)
        return Value(grain(add_months(anchor.published, moved), "Q"), "DATE", 0.7, ("counted from the document's date",))

    return resolve


def _year_before(start: int) -> Callable[[Anchor], Value]:
    def resolve(anchor: Anchor) -> Value:
        return year_before(anchor, start) or Value("XXXX", "DATE", 0.5, ("the document shows no date to count from",))

    return resolve


def year_before(anchor: Anchor, start: int) -> Value | None:
    """The quarter a year before the one that the text named last; else the year before the document's."""
    before = anchor.near(start)
    if before and (m := re.fullmatch(r"(\d{4})-Q(\d)", before)):
        return Value(f"{int(m[1]) - 1}-Q{m[2]}", "DATE", 0.75, ("a year before the quarter that the text named last",))
    if anchor.published is None:
        return None
    return Value(f"{anchor.published.year - 1:04d}", "DATE", 0.8, ("the year before the document's date",))

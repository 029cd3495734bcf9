"""The words that screens use for values. Neutral by rule: they say what was found, never who is right.

Does not look anything up and makes no HTML.
"""

from __future__ import annotations

import calendar
import datetime
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from headwater.records import FigureValue, FilePart, StatementValue, where


@dataclass(frozen=True)
class Term:
    """A word of the tool with its letter (so that colour is never the only signal) and its meaning in plain language."""

    key: str
    letter: str
    label: str
    meaning: str


GRADES: dict[str, Term] = {
    t.key: t
    for t in (
        Term(
            "shown_dependent",
            "D",
            "shown dependent",
            "The account is shown to come from another text: it shares a passage with it, credits it, or passes on what it reported.",
        ),
        Term(
            "same_named_origin",
            "S",
            "same named origin",
            "The account names the same source as another account, without sharing its words.",
        ),
        Term(
            "no_dependence_found",
            "N",
            "no dependence found",
            "Nothing in this collection ties the account to another. A tie outside the collection remains possible.",
        ),
        Term(
            "cannot_tell",
            "?",
            "cannot tell",
            "The page does not show where the account comes from: its source is unnamed, or nobody is named at all.",
        ),
    )
}

STANDINGS: dict[str, Term] = {
    t.key: t
    for t in (
        Term("agree", "=", "accounts agree", "The accounts give the same figure, or say the same thing."),
        Term("differ", "≠", "accounts differ", "The accounts speak of the same thing and give different figures or deny one another."),
        Term("changed", "→", "changed over time", "The figure differs between accounts because they stand at different dates."),
        Term(
            "different_scope",
            "/",
            "speak of different things",
            "The figures differ in scope (group, place, period), so they do not contradict.",
        ),
        Term("single", "1", "one account", "Only one document tells it."),
    )
}

HAPPENINGS: dict[str, Term] = {
    t.key: t
    for t in (
        Term("happened", "●", "happened", "Accounts place it on this day, or in this period."),
        Term("planned", "◇", "planned", "It lay ahead when it was told. Whether it came about is not said here."),
        Term("said", "❝", "said", "The day is that of the statement, not of what the statement tells."),
        Term("as-of", "◐", "as of", "A count or a state that stands at this day, often the day of the document: a point in a series."),
        Term("published", "○", "published", "The documents that came out on this day."),
    )
}

#: Where a day was taken from, if not from the words of the sentence.
TAKEN: dict[str, str] = {
    "saying": "the day given is that of the statement around it",
    "paragraph": "the day is taken from the paragraph",
    "text": "the day is taken from another part of the text",
    "document": "the day is taken from the document’s date",
}

PRECISIONS: dict[str, str] = {"minute": "to the minute", "part_of_day": "to a part of the day"}

WAYS: dict[str, str] = {
    "cites": "names its source",
    "copies": "copies a passage",
    "quotes": "quotes the same text",
    "credit": "credit line",
    "own_voice": "own voice, no source given",
    "unnamed": "unnamed source",
}

BOUNDS: dict[str, str] = {
    "exact": "",
    "at_least": "at least",
    "more_than": "more than",
    "at_most": "at most",
    "less_than": "fewer than",
    "about": "about",
    "nearly": "nearly",
    "up_to": "up to",
    "range": "",
    "vague": "unspecified number",
}

SCOPES: dict[str, str] = {"event": "one event", "cumulative": "running total", "state": "at one moment"}

ORIGIN_KINDS: dict[str, str] = {"person": "person", "body": "body", "document": "document", "unnamed": "unnamed source"}


def term(terms: dict[str, Term], key: str) -> Term:
    """The term for a key; a key without one stands for itself."""
    return terms.get(key) or Term(key, "·", key.replace("_", " "), "")


def plain(key: str | None) -> str:
    """A key of the records as words."""
    return (key or "").replace("_", " ")


def counted(n: int, noun: str, plural: str | None = None) -> str:
    """``1 page``, ``1,200 pages``."""
    return f"{n:,} {noun if n == 1 else plural or noun + 's'}"


def spread(low: int, high: int) -> str:
    """A range of counts: ``2``, ``1–3``."""
    return str(low) if low == high else f"{low}–{high}"


def number(n: float) -> str:
    """``1200000 -> 1,200,000``; fractions as short as they are exact."""
    if not math.isfinite(n):
        return str(n)
    return f"{int(n):,}" if n == int(n) else f"{n:,.10f}".rstrip("0")


def size(n: int) -> str:
    """Bytes in the unit that reads best (powers of 1,000)."""
    if n < 1000:
        return counted(n, "byte")
    return f"{n / 1000:,.1f} kB" if n < 1_000_000 else f"{n / 1_000_000:,.1f} MB"


def amount(v: FigureValue, told: str | None = None) -> str:
    """The number of a figure with its bound: ``at least 12``, ``40 to 60``; a vague one in the page's words, which are ``told``."""
    if v.bound == "range" and v.low is not None and v.high is not None:
        return f"{number(v.low)} to {number(v.high)}"
    n = next((x for x in (v.value, v.low, v.high) if x is not None), None)
    if v.bound == "vague" or n is None:
        ends = f" ({number(v.low)} to {number(v.high)})" if v.low is not None and v.high is not None else ""
        said = " ".join(told.split()).lower() if told else v.wording
        return f"{said or BOUNDS['vague']}{ends}"
    return f"{BOUNDS.get(v.bound, plain(v.bound))} {number(n)}".strip()


#: The zone behind a clock, seconds before it or not.
_ZONE = re.compile(r"(?::\d\d(?:\.\d+)?)?(?:(Z)|([+-])(\d\d):(\d\d))")
#: Measures that the unit says already: "3 days" need no "duration".
_SAID_BY_UNIT = frozenset({"count", "duration", "money", "share", "age"})


def quantity(v: FigureValue, told: str | None = None) -> str:
    """The figure in a few words: amount, what was counted, what happened to it. ``told``: the words of its span."""
    unit, n = v.unit or "", v.value if v.value is not None else v.low
    if unit == "percent":
        return f"{amount(v, told)}%"
    many = f"{unit}s" if len(unit) > 2 and unit.isalpha() and unit.islower() and unit != "people" and n != 1 else unit
    said = v.group is not None and (unit in ("", "people") or v.group.lower().startswith(unit.lower()))
    counted_noun = v.group if said else f"{many} ({v.group})" if v.group else many
    measure = "old" if v.measure == "age" else "" if v.measure in _SAID_BY_UNIT else plain(v.measure)
    return " ".join(b for b in (amount(v, told), counted_noun, measure) if b)


def details(v: FigureValue, whole: str | None = None) -> tuple[str, ...]:
    """The rest of a figure's scope, one item a phrase; ``whole`` is the figure that it is a part of, in words."""
    out = [SCOPES.get(v.scope, plain(v.scope))] if v.scope else []
    out += [f"part of: {whole}"] if whole else []
    out += [f"a change: {v.change}"] if v.change else []
    out += [f"place: {v.place}"] if v.place else []
    out += [f"period: {period(v.start, v.end)}"] if v.start else []
    out += [f"as of {day(v.as_of)}"] if v.as_of else []
    out += [plain(v.modality)] if v.modality != "asserted" else []
    out += [f"the page's word: “{v.wording}”"] if v.wording else []
    return tuple(out)


def utterance(v: StatementValue) -> str:
    """A statement in a few words: who, how."""
    who = v.speaker or "no source given"
    return f"{who} ({plain(v.kind)}, {v.mode})"


def _date(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _long(d: datetime.date) -> str:
    return f"{d.day} {calendar.month_name[d.month]} {d.year}"


def place(parts: Sequence[FilePart], start: int, end: int, record: str | None) -> str:
    """Where a stretch of a page stands, in the terms of the file: "line 5, column text, characters 3–40", "record 12, characters 1,204–1,260 of the page"."""
    held = where(parts, start, end) or f"characters {start:,}–{end:,} of the page"
    if not record:
        return held
    return f"{record if record[0].isalpha() and ' ' in record else f'record {record}'}, {held}"


def day(iso: str, precision: str | None = None) -> str:
    """An ISO date in words, no more precise than it is: ``2024``, ``May 2024``, ``7 May 2024``, ``7 May 2024, 12:35 UTC+1``."""
    if len(iso) == 4 and iso.isdigit():
        return iso
    d = _date(iso + "-01" if len(iso) == 7 else iso)
    if d is None:
        return iso
    if precision == "year":
        return str(d.year)
    if precision == "month" or len(iso) == 7:
        return f"{calendar.month_name[d.month]} {d.year}"
    return _long(d) + (f", {iso[11:16]}{_zone(iso[16:])}" if precision == "minute" and len(iso) >= 16 else "")


def _zone(iso: str) -> str:
    """The zone of a clock: `` UTC``, `` UTC+1``, `` UTC-3:30``; nothing where it says none."""
    m = _ZONE.fullmatch(iso)
    if m is None:
        return ""
    hours, minutes = int(m[3] or 0), int(m[4] or 0)
    return " UTC" + (f"{m[2]}{hours}" + (f":{minutes:02d}" if minutes else "") if hours or minutes else "")


def period(start: str | None, end: str | None) -> str:
    """A stretch of days in words; ``end`` is exclusive."""
    first = _date(start or "")
    last = _date(end or "")
    if first is None:
        return start or ""
    if last is None or last <= first:
        return _long(first)
    if last == first + datetime.timedelta(days=1):
        return _long(first)
    if first.day == 1 and last.day == 1 and (last.year - first.year) * 12 + last.month - first.month == 1:
        return f"{calendar.month_name[first.month]} {first.year}"
    if (first.month, first.day) == (last.month, last.day) == (1, 1) and last.year == first.year + 1:
        return str(first.year)
    if first.day == last.day == 1 and (last.month, first.month) == (1, 1):
        return f"{first.year} to {last.year - 1}"
    if first.day == last.day == 1:
        return f"{calendar.month_name[first.month]}{_year(first, last)} to {_month(last - datetime.timedelta(days=1))}"
    return f"{_long(first)} to {_long(last - datetime.timedelta(days=1))}"


def _month(d: datetime.date) -> str:
    return f"{calendar.month_name[d.month]} {d.year}"


def _year(first: datetime.date, last: datetime.date) -> str:
    """The year of the first month of a stretch, where the last one is not of the same year."""
    return "" if (last - datetime.timedelta(days=1)).year == first.year else f" {first.year}"


def after(iso: str) -> str:
    """The day after an ISO date."""
    d = _date(iso)
    return iso if d is None else (d + datetime.timedelta(days=1)).isoformat()

"""What dates a sentence or a figure: the expressions of time of one document, what they cover, and how the words stand to the day.

Reads the marks of one document and gives the times that it names, joined where several expressions are one ("tomorrow at 18:00",
"between 2 May and 5 May"). Leaves out what names no day of its own: bare durations, sets, "now", dates in the titles of laws, years of rights. Does not
find dates, and decides nothing about what happened.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.compare.events import day
from headwater.records import Date

#: Characters in front of a date in which the words that tell its relation stand.
_BEFORE = 40
#: Characters on either side of a year in which the title of a law stands.
_TITLE = 60
#: From the most precise on.
PRECISIONS = ("minute", "part_of_day", "day", "week", "month", "year", "range")
_CLOCK = re.compile(r"T(\d\d:\d\d)")
_GAP = 20


@dataclass(frozen=True, slots=True)
class Named:
    """A time that a text names: where its words stand, the days (ISO, ``last`` exclusive; None where they could not be worked out).

    ``parts`` are the days of the expressions that it is made of.
    """

    id: str
    start: int
    end: int
    first: str | None
    last: str | None
    clock: str | None
    precision: str
    relation: str | None
    region: str
    score: float
    why: tuple[str, ...]
    parts: tuple[str, ...]

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First day and the day after the last."""
        return self.first, self.last


@cache
def lexicon() -> dict[str, Any]:
    """The vocabulary of this file."""
    return tomllib.loads((files("headwater.compare") / "lexicon" / "happenings.toml").read_text("utf-8"))


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


@cache
def _relations() -> tuple[re.Pattern[str], dict[str, str]]:
    table = {w: k for k, words in lexicon()["relation"].items() if k != "filler" for w in words}
    filler = _either(lexicon()["relation"]["filler"]["words"])
    return re.compile(rf"(?<![\w-])({_either(table)})(?:\s+(?:{filler}))*\s*$"), table


@cache
def _that_day() -> re.Pattern[str]:
    return re.compile(rf",?\s+(?:{_either(lexicon()['that_day']['words'])})\b")


@cache
def _laws() -> tuple[re.Pattern[str], re.Pattern[str]]:
    nouns = _either(lexicon()["law"]["words"].split())
    before = re.compile(rf"\b(?:{nouns})(?:\s+(?:No\.?\s*)?[\d][\w/.-]*)?,?\s*(?:of\s+|\(\s*|\s)(?:the\s+)?$")
    return before, re.compile(rf"\s+(?:[A-Z][\w'’-]*\s+){{0,4}}(?:{nouns})\b")


def relation(text: str, start: int, end: int) -> str | None:
    """How the words around a date stand to its day: ``since, until, by, before, after, between, as_of``; None for the day itself."""
    pattern, table = _relations()
    if _that_day().match(text[end : end + _BEFORE].casefold()):
        return None
    found = pattern.search(" ".join(text[max(0, start - _BEFORE) : start].casefold().split()))
    return table[found[1]] if found else None


def in_title_of_law(text: str, start: int, end: int) -> bool:
    """Is the date part of the title of a law: "the Water Act of 1974", "Resolution 12 (1998)", "the 2015 Sandholm Agreement"?"""
    before, after = _laws()
    if before.search(text[max(0, start - _TITLE) : start]):
        return True
    return text[start:end].isdigit() and bool(after.match(text[end : end + _TITLE]))


def of_rights(text: str, start: int) -> bool:
    """Is the date that of a notice of rights: "Copyright 2031", "© 2031"?"""
    before = " ".join(text[max(0, start - _GAP) : start].casefold().split())
    return before.rstrip(" ,.:").endswith(tuple(lexicon()["rights"]["words"]))


def precision(timex: str, first: str, last: str | None, words: str) -> tuple[str, str | None]:
    """How precise a TIMEX3 value is, and its time of day. "Noon" is no time to the minute, "12:00" is."""
    clock = _CLOCK.search(timex)
    if clock:
        return "minute" if any(c.isdigit() for c in words) else "part_of_day", clock[1]
    if len(timex) > 11 and timex[10] == "T":
        return "part_of_day", timex[11:]
    return width(first, last), None


def width(first: str, last: str | None) -> str:
    """How precise a stretch of days is by its length: a day, an ISO week, a month, a year, or a range."""
    a = day(first)
    b = day(last) if last else a
    if a is None or b is None:
        return "range"  # an end outside the years that a calendar of four digits holds
    days = (b - a).days
    if days <= 1:
        return "day"
    if days == 7 and a.weekday() == 0:
        return "week"
    if a.day == b.day == 1 and (b.year - a.year) * 12 + b.month - a.month == 1:
        return "month"
    return "year" if (a.day, a.month, b.day, b.month, b.year - a.year) == (1, 1, 1, 1, 1) else "range"


def times(text: str, dates: Sequence[Date]) -> list[Named]:
    """The times that a document names, in order of place. ``dates`` in order of place."""
    found = [n for n in (_named(text, date) for date in dates) if n is not None]
    return _fold(text, _fold(text, found, _one_time), _one_stretch)


def _fold(text: str, found: list[Named], join: Callable[[str, Named, Named], Named | None]) -> list[Named]:
    """The times with neighbours joined that ``join`` makes one."""
    out: list[Named] = []
    for n in found:
        near = bool(out) and n.start - out[-1].end <= _GAP and out[-1].region == n.region and bool(n.first and out[-1].first)
        joined = join(text, out[-1], n) if near else None
        if joined:
            out[-1] = joined
        else:
            out.append(n)
    return out


def _named(text: str, date: Date) -> Named | None:
    v = date.value
    open_ = v.start is None and v.timex_type in ("DATE", "TIME") and "X" in v.timex
    if (v.start is None and not open_) or v.timex_type == "SET":
        return None
    if in_title_of_law(text, date.start, date.end) or of_rights(text, date.start):
        return None
    if v.start is None:
        how, clock = "day", None
    else:
        how, clock = precision(v.timex, v.start, v.end, date.text)
    return Named(
        id=date.id,
        start=date.start,
        end=date.end,
        first=v.start,
        last=v.end,
        clock=clock,
        precision=how,
        relation=relation(text, date.start, date.end),
        region=date.region,
        score=date.score,
        why=date.why,
        parts=(v.start,) if v.start else (),
    )


def _one_time(text: str, one: Named, two: Named) -> Named | None:
    """Two expressions of one day as one: "tomorrow at 18:00", "Saturday (4 May)"."""
    gap = " ".join(text[one.end : two.start].casefold().split())
    if one.days != two.days or gap not in lexicon()["same"]["between"]:
        return None
    end = two.end + 1 if gap.endswith("(") and text[two.end : two.end + 1] == ")" else two.end
    firm = min(one, two, key=lambda n: PRECISIONS.index(n.precision))
    return replace(one, end=end, clock=firm.clock, precision=firm.precision, why=tuple(dict.fromkeys((*one.why, *two.why))))


def _one_stretch(text: str, one: Named, two: Named) -> Named | None:
    """The two ends of a stretch as one time: "between 2 May and 5 May"."""
    gap, last = " ".join(text[one.end : two.start].casefold().split()), two.last or two.first
    whole = one.relation == "between" and one.precision != "range" and gap in lexicon()["range"]["between"]
    if not whole or not one.first or not last or last <= one.first:
        return None
    why = tuple(dict.fromkeys((*one.why, *two.why)))
    parts = (*one.parts, *two.parts)
    return replace(one, end=two.end, last=last, clock=None, precision="range", score=min(one.score, two.score), why=why, parts=parts)


def ahead(text: str, start: int, end: int, sentence_start: int) -> bool:
    """Does a word of what is to come stand in the clause around a date?"""
    before = re.split(r"[;:]", text[max(sentence_start, start - 60) : start].casefold())[-1]
    after = re.split(r"[.;:]", text[end : end + _BEFORE].casefold())[0]
    return bool(_ahead().search(f"{before} {after}"))


@cache
def _ahead() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_either(lexicon()['ahead']['words'])})(?!\w)")


_WORD = re.compile(r"[^\W\d_]+")


def tells(text: str, start: int, end: int, named: Iterable[Named]) -> bool:
    """Does a sentence say anything beside its dates? Two words are a dateline or the line that says when a page came out."""
    publishing = frozenset(lexicon()["publishing"]["words"].split())
    at, words = start, 0
    for n in [*named, None]:
        piece = text[at : n.start if n else end]
        words += sum(1 for w in _WORD.findall(piece) if w.casefold() not in publishing)
        at = n.end if n else end
    return words > 2

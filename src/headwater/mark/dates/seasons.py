"""Seasons: "last fall", "this summer", "the winter of 1994". Not: "fall" and "spring" the verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import Day, reach, short_year
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import SEASON, YEAR, S, table

_SEASON = re.compile(
    rf"(?<!\w)(?:(?P<rel>last|this past|this coming|this|next|the|each|every|early|late|in|during|by|since|mid)[ -]{{1,3}})"
    rf"(?:(?:early|late|mid)[ -]{{1,3}})?(?P<s>{SEASON})(?![\w-])(?:(?:{S}of)?{S}(?P<y>{YEAR}|'\d\d(?!\w)))?"
    rf"|(?<!\w)(?P<s2>{SEASON}){S}(?:of{S})?(?P<y2>{YEAR}|'\d\d(?!\w))"
)
_PREPOSITIONS = ("in", "during", "by", "since")


def find_seasons(reading: Reading) -> Iterator[Draft]:
    """Every season that is named as a time."""
    for m in reading.finds(_SEASON, *table("seasons")):
        relative = m["rel"] or ""
        word = m["s"] or m["s2"]
        if relative == "the" and word in ("fall", "spring") and not m["y"]:
            continue
        if relative in _PREPOSITIONS and word in ("fall", "spring"):
            continue
        start = m.start("s") if relative in _PREPOSITIONS else m.start()
        yield _draft(start, m.end(), relative, table("seasons")[word], m["y"] or m["y2"])


def _draft(start: int, end: int, relative: str, code: str, year: str | None) -> Draft:
    if relative in ("each", "every"):
        value = Value(f"XXXX-{code}", "SET", 0.9, ("a season that comes again",))
        return Draft(start, end, "seasons", always(value), moves=False)

    def resolve(anchor: Anchor) -> Value:
        north = "months of the northern hemisphere"
        if year:
            written = year if year[0] != "'" else f"{short_year(year[1:], anchor.published):04d}"
            return Value(f"{written}-{code}", "DATE", 0.9, ("written with its year", north))
        if anchor.published is None:
            return Value(f"XXXX-{code}", "DATE", 0.6, ("the year is not written and the document shows no date",))
        found, why = _year(anchor.published, code, relative, anchor.tense(start, end))
        return Value(f"{found}-{code}", "DATE", 0.8, (why, north))

    return Draft(start, end, "seasons", resolve)


def _year(now: Day, code: str, relative: str, tense: str | None) -> tuple[int, str]:
    """The year in which the season that is meant begins, and why."""
    year = now.year - 1 if code == "WI" and now.month <= 2 else now.year
    days = reach(f"{year}-{code}")
    begun, over = (days[0] <= str(now), days[1] <= str(now)) if days else (True, True)
    if relative == "last":
        # "last summer", said in autumn, is the one just over; "last fall", said in December, rather the one a year ago
        return year - (0 if over and code in ("SP", "SU") else 1), "the last one before the document's date"
    if relative == "this past":
        return year - (0 if over else 1), "the last one before the document's date"
    if relative in ("next", "this coming"):
        return year + (1 if begun else 0), "the next one after the document's date"
    if not begun and tense == "past" and (relative != "this" or code == "WI"):
        return year - 1, "the last one before the document's date, as the sentence speaks of what was"
    return year, "that of the document's year"

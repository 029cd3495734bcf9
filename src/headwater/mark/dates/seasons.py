"""Seasons: "last fall", "this summer", "the winter of 1994". Not: "fall" and "spring" the verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.vocabulary import SEASON, YEAR, S, table

_SEASON = re.compile(
    rf"(?<!\w)(?:(?P<rel>last|this past|this coming|this|next|the|each|every|early|late|in|during|by|since|mid)[ -]{{1,3}})"
    rf"(?:(?:early|late|mid)[ -]{{1,3}})?(?P<s>{SEASON})(?![\w-])(?:(?:{S}of)?{S}(?P<y>{YEAR}))?"
    rf"|(?<!\w)(?P<s2>{SEASON}){S}(?:of{S})?(?P<y2>{YEAR})"
)
_PREPOSITIONS = ("in", "during", "by", "since")
#: The month at whose end a season is over: where the document stands before it, "the summer" is still this year's.
_LAST_MONTH = {"SP": 5, "SU": 8, "FA": 11, "WI": 2}


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
        return Draft(start, end, "seasons", lambda anchor: value, moves=False)

    def resolve(anchor: Anchor) -> Value:
        north = "months of the northern hemisphere"
        if year:
            return Value(f"{year}-{code}", "DATE", 0.9, ("written with its year", north))
        if anchor.published is None:
            return Value(f"XXXX-{code}", "DATE", 0.6, ("the year is not written and the document shows no date",))
        now, over = anchor.published, anchor.published.month > _LAST_MONTH[code] or code == "WI"
        found = now.year
        if relative in ("last", "this past"):
            found = (
                now.year
                if over and code != "WI" and relative == "this past"
                else now.year - (0 if over and code not in ("WI", "FA") else 1)
            )
        elif relative in ("next", "this coming"):
            found = now.year + (1 if over and code != "WI" else 0)
        elif code == "WI" and now.month <= 3:
            found = now.year - 1
        return Value(f"{found}-{code}", "DATE", 0.8, ("counted from the document's date", north))

    return Draft(start, end, "seasons", resolve)

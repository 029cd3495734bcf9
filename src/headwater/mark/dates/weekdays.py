"""Weekdays: "Tuesday", "last Saturday night", "early Friday", "Monday of last week", and "every Friday"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import add_days, iso_weekday_near
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.relative import day_of
from headwater.mark.dates.vocabulary import PART, WEEKDAY_PIECES, WEEKDAYS, S, table, weekday

_WEEKDAY = re.compile(
    rf"(?<![\w'-])(?:(?P<edge>early|late|earlier|later)(?:{S}on)?{S})?"
    rf"(?:(?P<rel>last|this past|this coming|this|next|the previous|the following|the next|coming|every|each|past){S})?"
    rf"(?P<w>{WEEKDAYS})(?P<s>s)?(?!\w)(?:{S}(?P<part>{PART})(?P<parts>s)?(?!\w))?(?:{S}(?:of{S})?(?P<week>last|this|next){S}week(?!\w))?"
)
#: "On Monday and Friday nights": nights that come again, on both.
_AND_NIGHTS = re.compile(rf"(?:(?:,|{S}(?:and|or)){{1,2}}{S}{WEEKDAYS}){{1,6}}{S}(?P<part>{PART})s(?!\w)")
_SETS = ("every", "each")


def find_weekdays(reading: Reading) -> Iterator[Draft]:
    """Every weekday that is named."""
    for m in reading.finds(_WEEKDAY, *WEEKDAY_PIECES):
        if reading.capital(m.start("w")) and _long_enough(m):
            yield _draft(m, None if m["part"] else _AND_NIGHTS.match(reading.lower, m.end()))


def _long_enough(m: re.Match[str]) -> bool:
    """ "Sat", "Sun", "Mon" and their like are words and names of their own: they need their point or a time of day."""
    word = m["w"]
    return len(word.rstrip(".")) > 5 or word.endswith(".") or m["part"] is not None


def _draft(m: re.Match[str], nights: re.Match[str] | None) -> Draft:
    number, relative, week = weekday(m["w"]), m["rel"], m["week"]
    word = m["part"] or (nights and nights["part"])
    part = table("parts")[word] if word else ""
    kind = "TIME" if part else "DATE"
    if relative in _SETS or m["s"] or m["parts"] or nights:
        value = Value(f"XXXX-WXX-{number}{part}", "SET", 0.9, ("a weekday that comes again",))
        return Draft(m.start(), m.end(), "weekdays", always(value), moves=False)

    def resolve(anchor: Anchor) -> Value:
        published = anchor.published
        if published is None:
            return Value(f"XXXX-WXX-{number}{part}", kind, 0.6, ("the document shows no date to count from",))
        if week:
            monday = add_days(published, 1 - published.isoweekday() + 7 * {"last": -1, "this": 0, "next": 1}[week])
            return Value(f"{add_days(monday, number - 1)}{part}", kind, 0.95, (f"{week} week, from the document's date",))
        if relative in ("the previous", "the following", "the next"):
            base, step = day_of(anchor, m.start()) or published, -1 if relative == "the previous" else 1
            found = iso_weekday_near(add_days(base, step), number, step)
            return Value(f"{found}{part}", kind, 0.8, ("counted from the day that the text named last, else the document's",))
        if relative in ("last", "past", "this past"):
            return Value(
                f"{iso_weekday_near(add_days(published, -1), number, -1)}{part}", kind, 0.9, ("the last one before the document's date",)
            )
        if relative in ("next", "coming", "this coming"):
            return Value(
                f"{iso_weekday_near(add_days(published, 1), number, 1)}{part}", kind, 0.9, ("the first one after the document's date",)
            )
        if relative == "this" and anchor.tense(*m.span()) != "past":
            found = iso_weekday_near(published, number, 1)
            return Value(f"{found}{part}", kind, 0.85, ("the first one from the document's date on",))
        ahead = anchor.to_come(*m.span()) and not anchor.text.startswith("'s", m.end())
        why = "the next one, as the sentence speaks of what is to come" if ahead else "the last one up to the document's date"
        return Value(f"{iso_weekday_near(published, number, 1 if ahead else -1)}{part}", kind, 0.75 if ahead else 0.9, (why,))

    return Draft(m.start(), m.end(), "weekdays", resolve)

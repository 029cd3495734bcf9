"""Stretches of time: "four months", "the past 24 hours", "a seven-month period", "for weeks". Not: ages ("a 7-year-old")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import add_days, duration, shift
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import APPROX, NUMBER, UNIT, UNIT_BEHIND, UNIT_PLURALS, VAGUE, YEAR, S, number, unit

_WHICH = (
    r"the last|the past|the next|the first|the previous|the coming|the final|the latest|the preceding|the following|"
    r"last|past|next|previous|these|those|all|the"
)
_DURATION = re.compile(
    rf"(?<![\w.,$€£-])(?:(?P<approx>{APPROX}){S})?(?:(?P<which>{_WHICH}){S})?(?P<n>{NUMBER}|{VAGUE})(?:{S}(?:more|full|additional|consecutive|straight|trading|working|business))?"
    rf"[- ]{{1,3}}(?:of{S})?(?P<u>{UNIT})(?!\w|[- ]olds?\b)(?:-long(?!\w)|{S}and a half)?"
)
_ONE = re.compile(
    rf"(?<![\w-])(?:(?P<approx>{APPROX}){S})?an?{S}(?:full{S}|whole{S}|half{S})?(?P<u>second|minute|hour|day|week|fortnight|month|year|decade|century)"
    rf"(?:{S}and a half|(?!\w|-|'s|{S}(?:ago|earlier|later|old|from)\b))(?!\w|{S}ago\b)"
)
_PLURAL = re.compile(
    rf"(?<![\w-])(?:(?P<which>recent|coming|the past|the last|the coming|past|future|previous){S})?(?P<u>{UNIT})(?!\w|-old)"
    rf"(?:-long(?!\w)|{S}ahead(?!\w))?"
)
#: "Days after the vote", "weeks of talks", "in the years since": a plural with what it is counted from, or filled with.
_HANGS = re.compile(rf"{S}(?:before|after|of|since|leading|that followed|following|to come|that passed)(?!\w)")
#: "The early hours of Thursday" are no stretch of their own.
_PART_OF_DAY = re.compile(r"(?:early|small|late|wee)[ ]$")
_MANY_YEARS = re.compile(r"(?:over|through|throughout|down|across) the $")
_LONG = re.compile(r"(?<![\w-])(?P<u>hour|day|week|month|year|decade|century)-long(?!\w)")
_ONE_DAY = re.compile(
    rf"(?:(?<=will )|(?<=would )|(?<=could )|(?<=might )|(?<=may )|(?<=can )|(?<=to )|(?<='ll ))one{S}day(?!\w|{S}(?:of|in|to|a)(?!\w))"
)
_CALLS = re.compile(r"(?:for|in|within|after|over|of|took|takes|last|lasted|lasting|spent|many|by|through|during|before|until)[ ]{1,3}$")
_RATE = re.compile(
    r"(?:(?!(?:lasts|takes|needs|spends|wins|gets|gives|was|has|his|yes|gas|is|as|this|its|perhaps|days|weeks|months)\b)\b[a-z]{2,}s|\d|percent|%|times|once|twice|thrice|million|billion|thousand|hundred|dozen|"
    r"barrels|tons|tonnes|dollars|people|hours|days|jobs|units|trips|flights)[ ,]{1,3}$"
)
_AFTER = re.compile(rf"{S}(?:after|before|later|since|from)(?!\w)")
_AGE = re.compile(r"[- ]olds?\b|[- ]of[- ]age\b|s? of age\b")
_OF_YEAR = re.compile(rf"{S}of{S}{YEAR}(?!\w)")


def find_durations(reading: Reading) -> Iterator[Draft]:
    """Every stretch of time."""
    for m in reading.finds(_DURATION, *UNIT_BEHIND):
        if m["u"] == "quarters" and _OF_YEAR.match(reading.lower, m.end()):
            continue
        if m["n"] == "one" and _ONE_DAY.match(reading.lower, m.start()):
            continue
        if not _AGE.match(reading.after(m.end(), 9)) and not (m["n"].isdigit() and len(m["n"]) == 4 and m["n"] > "1500"):
            yield _draft(m, unit(m["u"]), number(m["n"]), m["which"] or "")
    for m in reading.finds(_ONE, *UNIT_BEHIND):
        rate = (
            _RATE.search(reading.before(m.start(), 18)) if m.group().count(" ") == 1 and not _AFTER.match(reading.lower, m.end()) else None
        )
        if (
            m["u"] in ("second", "minute")
            and not (m["approx"] or rate or "and a half" in m.group())
            and not _CALLS.search(reading.before(m.start(), 10))
        ):
            continue
        yield _rate(m) if rate else _draft(m, unit(m["u"]), _one(m), "")
    for m in reading.finds(_LONG, "-long"):
        yield _draft(m, unit(m["u"]), "1", "")
    for m in reading.finds(_ONE_DAY, "one day"):
        value = Value("FUTURE_REF", "DATE", 0.7, ("some day ahead",))
        yield Draft(m.start(), m.end(), "durations", always(value), moves=False)
    for m in reading.finds(_PLURAL, *UNIT_PLURALS):
        if (
            m["u"].endswith("s")  # one unit is no stretch by itself
            and not (m["u"] == "hours" and _PART_OF_DAY.search(reading.before(m.start(), 8)))
            and m["u"] != "seconds"
            and (
                m["which"]
                or m.group().endswith(("ahead", "-long"))
                or _CALLS.search(reading.before(m.start(), 10))
                or _HANGS.match(reading.lower, m.end())
                or _MANY_YEARS.search(reading.before(m.start(), 16))
            )
        ):
            yield _vague(m)


def _one(m: re.Match[str]) -> str:
    if m.group().endswith("and a half"):
        return "1.5"
    return "0.5" if " half " in f" {m.group()} " else "1"


def _rate(m: re.Match[str]) -> Draft:
    value = Value(duration(unit(m["u"]), "1"), "SET", 0.85, ("so many a unit of time",))
    return Draft(m.start(), m.end(), "durations", always(value), moves=False)


def _draft(m: re.Match[str], letter: str, amount: str, which: str) -> Draft:
    def resolve(anchor: Anchor) -> Value:
        text = exactly(letter, amount)
        why, days = ("a stretch of time",), None
        if anchor.published and amount.isdigit() and int(amount) <= 5000:
            days = _days(anchor, letter, int(amount), which)
            why = ("a stretch of time, counted from the document's date",) if days else why
        return Value(text, "DURATION", 0.9 if amount != "X" else 0.8, why, days)

    return Draft(m.start(), m.end(), "durations", resolve, moves=False)


def exactly(letter: str, amount: str) -> str:
    """The value of so many units, halves in the next smaller unit where TIMEX3 has one."""
    return _clock_half(letter, amount) or duration(letter, amount)


def _clock_half(letter: str, amount: str) -> str | None:
    """Halves in the next smaller unit: ``P1Y6M``, ``PT1H30M``."""
    half = {"Y": "6M", "TH": "30M", "TM": "30S"}.get(letter)
    if not half or not amount.endswith(".5"):
        return None
    whole = int(float(amount))
    first = duration(letter, str(whole)) if whole else "PT" if letter.startswith("T") else "P"
    return first + half


def _days(anchor: Anchor, letter: str, amount: int, which: str) -> tuple[str, str] | None:
    """The days of "the past N units" and "the next N units"; the day of the document belongs to both. Hours count as whole days."""
    now = anchor.published
    if now is None:
        return None
    if letter.startswith("T"):
        hours = {"TH": 24, "TM": 1440, "TS": 86400}[letter]
        letter, amount = "D", -(-amount // hours)
    if which in ("the last", "the past", "last", "past", "the latest", "the previous", "the preceding", "previous"):
        return str(shift(now, letter, -amount)), str(add_days(now, 1))
    if which in ("the next", "the coming", "next"):
        return str(now), str(add_days(shift(now, letter, amount), 1))
    return None


def _vague(m: re.Match[str]) -> Draft:
    letter, which = unit(m["u"]), m["which"] or ""
    if which in ("recent", "past"):
        value = Value("PAST_REF", "DATE", 0.7, ("no number of units is told",))
    elif which in ("coming", "future"):
        value = Value("FUTURE_REF", "DATE", 0.7, ("no number of units is told",))
    else:
        value = Value(duration(letter, "X"), "DURATION", 0.7, ("no number of units is told",))
    return Draft(m.start(), m.end(), "durations", always(value), moves=False)

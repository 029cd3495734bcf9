"""Points so many units away: "two days ago", "a week earlier", "three months later", "a year from now"."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import Day, grain, nothing, reach, shift
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.durations import exactly
from headwater.mark.dates.quarters import year_before
from headwater.mark.dates.relative import day_of
from headwater.mark.dates.vocabulary import APPROX, NUMBER, UNIT, VAGUE, S, number, unit

_AGO = re.compile(
    rf"(?<![\w.,$-])(?:(?P<approx>{APPROX}){S})?(?P<n>{NUMBER}|{VAGUE}|an?)?(?:(?<=\w){S})?(?:(?:full|more|or so){S})?"
    rf"(?P<u>{UNIT})(?:{S}or so|(?P<half>{S}and a half))?{S}"
    rf"(?P<way>ago|earlier|before|later|from now|from today|hence|prior|previously|afterwards?|after that)"
    rf"(?!\w|{S}than\b)"
)
#: "Two days before Friday", "three weeks before trading began": what follows is what is counted from, unless one of these words comes next.
_OTHER = re.compile(rf"{S}(?!(?:in|on|at|and|but|or|as|with|when|while|by|near|for|from|was|were|had|to)\b)[a-z0-9]")
#: Minutes of the units of the clock; and how many of them at most are counted from one time to another: two days.
_CLOCK = {"TM": 1, "TH": 60}
_LONGEST = 2880
#: Words that what is counted from may follow.
_HANGING = ("before", "prior", "previously", "after", "afterward", "afterwards")
#: A piece of each way to say it.
_WAYS = ("ago", "earlier", "before", "later", "from now", "from today", "hence", "prior", "previously", "after")
_BACK = ("ago", "earlier", "before", "prior", "previously")
_FROM_NOW = ("ago", "from now", "from today", "hence")


def find_ago(reading: Reading) -> Iterator[Draft]:
    """Every point that is told by its distance from another."""
    for m in reading.finds(_AGO, *_WAYS):
        if not (m["way"] in _HANGING and _OTHER.match(reading.lower, m.end())):
            yield _draft(m)


def _draft(m: re.Match[str]) -> Draft:
    letter, way = unit(m["u"]), m["way"]
    amount = number(m["n"]) if m["n"] and m["n"] not in ("a", "an") else "1" if m["n"] else "X"
    amount = f"{amount}.5" if m["half"] and amount.isdigit() else amount
    back = way in _BACK

    def resolve(anchor: Anchor) -> Value | None:
        if amount == "X" and not back and way not in _FROM_NOW:
            return Value(nothing(letter), "DATE", 0.6, ("after what the text told before; no number of units is told",))
        if amount == "X":
            return Value("PAST_REF" if back else "FUTURE_REF", "DATE", 0.7, ("no number of units is told",))
        if letter in _CLOCK and way not in _FROM_NOW and (moment := _moment(anchor, m.start(), _CLOCK[letter] * float(amount), back)):
            return moment
        if letter.startswith("T") and way not in _FROM_NOW and not re.match(r"\d{4}-\d\d-\d\d", anchor.near(m.start()) or ""):
            return Value(exactly(letter, amount), "DURATION", 0.7, ("a stretch of time; the text names no hour or day to count it from",))
        if letter == "Y" and amount == "1" and way in ("ago", "earlier") and (found := year_before(anchor, m.start())):
            return found
        base = anchor.published if way in _FROM_NOW else _base(anchor, m.start(), letter)
        if base is None:
            return Value(nothing(letter), "DATE", 0.6, ("the document shows no date to count from",))
        return _moved(base, letter, float(amount) * (-1 if back else 1), bool(m["approx"]))

    return Draft(m.start(), m.end(), "ago", resolve)


def _base(anchor: Anchor, at: int, letter: str) -> Day | None:
    """The day counted from: that of the date named last, if it is as fine as the unit ("in 1990; three years later"), else the document's."""
    near = anchor.near(at) or ""
    fine = {"Y": r"\d{4}", "E": r"\d{4}", "C": r"\d{4}", "M": r"\d{4}-\d\d", "Q": r"\d{4}-\d\d"}.get(letter)
    if fine and re.match(rf"{fine}(?!\d)", near) and (days := reach(near)):
        return Day.fromisoformat(days[0])
    return day_of(anchor, at)


def _moment(anchor: Anchor, start: int, minutes: float, back: bool) -> Value | None:
    """The time so many minutes from a time of day that the text named shortly before; None without one."""
    before = anchor.near(start)
    if not before or not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d", before) or before.endswith("T24:00") or minutes > _LONGEST:
        return None
    at = datetime.datetime.fromisoformat(before) + datetime.timedelta(minutes=-minutes if back else minutes)
    return Value(at.isoformat(timespec="minutes"), "TIME", 0.75, ("counted from the time that the text named last",))


def _moved(base: Day, letter: str, amount: float, approximate: bool) -> Value | None:
    """The unit that lies so many units from a day. A point is as fine as its unit: two weeks ago is a week, not a day."""
    if abs(amount) > 5000:
        return None
    why = "counted from the document's date or the day named last" + ("; about" if approximate else "")
    if letter in ("TS", "TM", "TH"):
        return Value(str(base), "DATE", 0.6, (f"{why}; hours are not counted across midnight",))
    if letter == "E":
        return Value(grain(shift(base, "Y", round(10 * amount)), "Y"), "DATE", 0.7, (why,))
    if amount != int(amount):
        letter, amount = {"Y": ("M", amount * 12), "M": ("D", amount * 30), "W": ("D", amount * 7)}.get(letter, (letter, amount))
    return Value(grain(shift(base, letter, round(amount)), letter), "DATE", 0.7 if approximate else 0.85, (why,))

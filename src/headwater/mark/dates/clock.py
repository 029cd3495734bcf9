"""Times of day: "10:35 a.m.", "6 p.m. Wednesday", "noon Friday", "18:00 UTC", "1430 GMT"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import Day, day, iso_weekday_near
from headwater.mark.dates.days import nearest_year
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value
from headwater.mark.dates.relative import day_of
from headwater.mark.dates.vocabulary import DIGITS, MONTH, WEEKDAY, YEAR, S, month, weekday

_ZONE = r"(?P<z>gmt|utc|est|edt|cst|cdt|mst|mdt|pst|pdt|et|ct|mt|pt|bst|cet|eet|local time|eastern time)"
_TIME = (
    r"(?P<h>[01]?\d|2[0-3])(?:[:.](?P<m>[0-5]\d))?[ ]?(?P<half>a\.m\.?|p\.m\.?|am(?!\w)|pm(?!\w))|(?P<h2>[01]?\d|2[0-4]):(?P<m2>[0-5]\d)(?::[0-5]\d)?"
    r"|(?P<h3>[01]\d|2[0-3])(?P<m3>[0-5]\d)(?=[ ]?(?:gmt|utc|hours|hrs|local))"
    r"|(?P<word>noon|midnight|midday)|(?P<h4>\d|1[0-2])(?: o'clock|(?= in the (?:morning|afternoon|evening)))"
)
_YEAR = rf"(?:,?{S}(?P<y>{YEAR})(?!\d|,\d))?"
_DAY = (
    rf"(?:{WEEKDAY},?{S})?(?:(?P<month>{MONTH}){S}(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?![\w/]|[,.:]\d)|"
    rf"(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?{S}(?P<month2>{MONTH})){_YEAR}"
)
_CLOCK = re.compile(
    rf"(?<![\w:.$/-])(?:{_TIME})(?![\w:]|\.\d)(?:{S}\(?{_ZONE}(?:{S}?(?P<off>[+-]\d{{1,2}})(?::?(?P<off2>[03]0))?)?\)?(?!\w))?"
    rf"(?:{S}in the (?P<half2>morning|afternoon|evening))?"
    rf"(?:,?{S}(?:on{S})?(?:{_DAY}|(?P<w>{WEEKDAY})|(?P<d>yesterday|today|tomorrow)))?"
)


#: A piece of each way to write a time.
_PIECES = (
    *(":", "a.m", "p.m", " am", "pm", "gmt", "utc", "hours", "hrs", "local", "clock", "noon", "midnight", "midday", " in the "),
    *(f"{digit}am" for digit in DIGITS),
)


def find_clock(reading: Reading) -> Iterator[Draft]:
    """Every time of day."""
    for m in reading.finds(_CLOCK, *_PIECES):
        if m["w"] and not reading.capital(m.start("w")):
            continue
        clock = _clock(m)
        if clock:
            yield _draft(m, clock)


def _clock(m: re.Match[str]) -> str | None:
    """``T18:30`` from what is written; None where there is no such time."""
    if m["word"]:
        return "T24:00" if m["word"] == "midnight" else "T12:00"
    hour, minute = int(m["h"] or m["h2"] or m["h3"] or m["h4"]), m["m"] or m["m2"] or m["m3"] or "00"
    half = (m["half"] or "").replace(".", "") or {"morning": "am", "afternoon": "pm", "evening": "pm"}.get(m["half2"] or "", "")
    if half and hour > 12:
        half = ""
    hour = hour % 12 + (12 if half == "pm" else 0) if half else hour
    return f"T{hour:02d}:{minute}{_zone(m)}"


def _zone(m: re.Match[str]) -> str:
    """``Z`` for the time of Greenwich, ``+08:00`` for one told by its distance; zones of a country stay unwritten, as TIMEX3 has no names."""
    if m["z"] not in ("gmt", "utc"):
        return ""
    return f"{m['off'][0]}{int(m['off'][1:]):02d}:{m['off2'] or '00'}" if m["off"] else "Z"


def _written(m: re.Match[str]) -> tuple[int, int]:
    """Month and day that stand behind a time."""
    return month(m["month"] or m["month2"]), int(m["day"] or m["day2"])


def _on(m: re.Match[str], anchor: Anchor) -> tuple[Day, str] | None:
    """The day that is written behind a time, and how its year was found."""
    at, number = _written(m)
    if m["y"]:
        year: int | None = int(m["y"])
        why = "written with its day and year"
    else:
        year, _, why = nearest_year(anchor, m.start(), m.end(), at, number)
    found = day(year, at, number) if year else None
    return (found, why) if found else None


def _draft(m: re.Match[str], clock: str) -> Draft:
    def resolve(anchor: Anchor) -> Value:
        base, why = day_of(anchor, m.start()), "on the day that the text named last, else the document's"
        if m["w"] and anchor.published:
            ahead = anchor.to_come(*m.span())
            base, why = iso_weekday_near(anchor.published, weekday(m["w"]), 1 if ahead else -1), "on the weekday written with it"
        elif m["d"] and anchor.published:
            step = {"yesterday": -1, "today": 0, "tomorrow": 1}[m["d"]]
            base, why = anchor.published.fromordinal(anchor.published.toordinal() + step), f"{m['d']}, from the document's date"
        elif (m["month"] or m["month2"]) and (told := _on(m, anchor)):
            base, why = told
        if base is None:
            open_day = f"XXXX-WXX-{weekday(m['w'])}" if m["w"] else "XXXX-XX-XX"
            if m["month"] or m["month2"]:
                open_day = "XXXX-{:02d}-{:02d}".format(*_written(m))
            return Value(f"{open_day}{clock}", "TIME", 0.6, ("the document shows no date to count from",))
        return Value(f"{base}{clock}", "TIME", 0.85, (why,))

    return Draft(m.start(), m.end(), "clock", resolve)

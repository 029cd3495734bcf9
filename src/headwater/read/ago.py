"""Dates told from the reader's day ("6 hours ago", "yesterday", "Monday 5:30pm"), counted back from the moment when the page was captured.

They are never sure: the server's clock, the reader's zone and the page's own rounding ("2 days ago" for anything from two to three days) may each move the day
by one. What goes back further than days is rounded by more than a month ("3 months ago") and left alone. Reads a line of text; where such a line may
stand is decided in `relative`.
"""

from __future__ import annotations

import datetime
import re
from functools import cache

from headwater.read.fact_words import ago, byline_start, date_labels
from headwater.read.names import name_line
from headwater.read.published import Found, label_before, visible_dates

#: Characters of a line that tells how long ago; a longer one is a sentence.
_LONGEST = 200
#: How sure a day is that is counted back by hours, and by days.
_HOURS, _DAYS = 0.6, 0.5
#: What is counted back at most: pages change to dates or to weeks beyond.
_MOST = {"minute": 180, "hour": 72, "day": 31}
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_CLOCK = r"(?:\bat\s+)?\d{1,2}[:.]\d\d\s*(?:[ap]\.?m\.?)?(?:\s+[A-Z]{2,4}\b)?"
_AT = re.compile(rf",?\s*{_CLOCK}", re.IGNORECASE)
_MARKS = re.compile(r"[|•·–—/\n]|\s-\s")
_EDGES = " \t,:;()[]*.-"


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A count of units and "ago"; a word for a day; a weekday with a clock."""
    units, words, behind = ago()
    counted = "|".join(rf"(?P<{unit}>{names})" for unit, names in units.items())
    days = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return (
        re.compile(rf"(?<![\d.,:/-])(\d{{1,3}}|an?|one)\s*(?:{counted})\s+(?:{behind})\b", re.IGNORECASE),
        re.compile(rf"\b({days})\b", re.IGNORECASE),
        re.compile(rf"\b({'|'.join(_WEEKDAYS)}),?\s+{_CLOCK}", re.IGNORECASE),
    )


@cache
def _hints() -> tuple[str, ...]:
    """What each form holds, in small letters: looked for first, for most lines hold none."""
    _, words, behind = ago()
    return ("day", *words, *behind.split("|"))


def _told(text: str) -> list[re.Match[str]]:
    """What a line tells, in order of place, where it tells it by itself: beside a label, a byline or other parts of a line about an article."""
    low = text.lower()
    if len(text) > _LONGEST or not any(map(low.__contains__, _hints())):
        return []
    found = [m for form in _forms() for m in form.finditer(text) if _stands_alone(text, m)]
    return sorted(found, key=lambda m: m.start()) if found and not visible_dates(text) else []


def _stands_alone(text: str, m: re.Match[str]) -> bool:
    """Is there nothing beside it, up to the next mark, but what calls it a date and a writer's name?"""
    before = date_labels().sub(" ", _MARKS.split(text[: m.start()])[-1]).strip(_EDGES)
    after = _MARKS.split(_AT.sub("", text[m.end() :], count=1))[0].strip(_EDGES)
    return not after and (not before or bool(byline_start().match(before) or name_line(before)))


def tells_when(text: str) -> bool:
    """Is a line of text what tells the reader how long ago an article was published?"""
    return bool(_told(text))


def told_from(text: str, captured: str) -> list[Found]:
    """The days that a line tells from the capture's, in order of place; ``captured``: its moment (ISO)."""
    try:
        moment = datetime.datetime.fromisoformat(captured)
    except ValueError:
        return []
    timed = len(captured) > len("2031-03-04")
    return [f for m in _told(text) if (f := _counted(text, m, moment, timed=timed)) is not None]


def _counted(text: str, m: re.Match[str], moment: datetime.datetime, *, timed: bool) -> Found | None:
    """One of them, counted back; None where it cannot be."""
    counted, words, _ = _forms()
    score = _DAYS
    if m.re is counted:
        unit = next((u for u in _MOST if m[u]), "")
        number = int(m[1]) if m[1].isdigit() else 1
        if number > _MOST.get(unit, 0) or (not timed and unit != "day"):
            return None
        back = datetime.timedelta(**{f"{unit}s": number})
        score = _DAYS if unit == "day" else _HOURS
    elif m.re is words:
        back = datetime.timedelta(days=ago()[1][" ".join(m[1].lower().split())])
    else:
        days = (moment.weekday() - _WEEKDAYS.index(m[1].lower())) % 7
        if not days:
            return None  # on the capture's own weekday it may be a week ago
        back = datetime.timedelta(days=days)
    label = label_before(text[: m.start()])
    said = f"“{' '.join(m[0].split())}” near the title, counted back from the capture on {moment.date().isoformat()}"
    return Found((moment - back).date().isoformat(), "day", m.start(), m.end(), said, label == "modified", label, score)

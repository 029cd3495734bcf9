"""Every date, time, duration and set of a document, as TIMEX3 values resolved against its date of publication.

Runs the rules, keeps the longest of what overlaps, and works out the values from the front to the back, so that "the following day"
knows the day before it. Looks at the title and the body; other lines of a document are not read for dates. Without a date of publication
a relative expression keeps its X's and has no days.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from headwater.mark.dates.ago import find_ago
from headwater.mark.dates.calendar import Day, reach
from headwater.mark.dates.clock import find_clock
from headwater.mark.dates.days import find_days
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, choose
from headwater.mark.dates.durations import find_durations
from headwater.mark.dates.holidays import find_holidays
from headwater.mark.dates.months import find_months
from headwater.mark.dates.numeric import find_numeric
from headwater.mark.dates.quarters import find_quarters
from headwater.mark.dates.references import find_references
from headwater.mark.dates.relative import find_relative
from headwater.mark.dates.seasons import find_seasons
from headwater.mark.dates.sets import find_sets
from headwater.mark.dates.weekdays import find_weekdays
from headwater.mark.dates.years import find_years
from headwater.records import Date, DateValue, Document, Stretch, make_id

#: All rules; which of two equally long finds stays is told by their names, so the order here decides nothing.
RULES: tuple[Callable[[Reading], Iterator[Draft]], ...] = (
    find_numeric,
    find_days,
    find_weekdays,
    find_months,
    find_years,
    find_quarters,
    find_seasons,
    find_relative,
    find_ago,
    find_durations,
    find_sets,
    find_clock,
    find_references,
    find_holidays,
)


_FIRST_YEAR, _LAST_YEAR = 1450, 9000


def find_dates(document: Document) -> list[Date]:
    """The dates in the title and body of a document, in order of place."""
    out: list[Date] = []
    published = _published(document)
    for piece, region in _pieces(document):
        reading = Reading(document.text[piece.start : piece.end])
        anchor = Anchor(reading.lower, published)
        for draft in choose(d for rule in RULES for d in rule(reading)):
            value = draft.resolve(anchor)
            if value is None:
                continue
            if draft.moves:
                anchor.saw(value, draft.end, draft.rule)
            out.append(_date(document, piece, region, draft, value))
    return out


def _published(document: Document) -> Day | None:
    """The day of publication, where it is known to the day; one before printing, or at the end of the calendar, is a mistake."""
    try:
        found = datetime.date.fromisoformat(document.published.value[:10]) if document.published else None
    except ValueError:
        return None
    return found if found and _FIRST_YEAR <= found.year <= _LAST_YEAR else None


def _pieces(document: Document) -> list[tuple[Stretch, str]]:
    """Title and body in order of place; a title inside the body is read once."""
    out = [(s, "body") for s in document.body]
    title = document.title
    if title and title.start is not None and title.end is not None:
        held = any(s.start < title.end and title.start < s.end for s in document.body)
        if not held:
            out.append((Stretch(title.start, title.end), "title"))
    return sorted(out, key=lambda p: (p[0].start, p[0].end))


def _date(document: Document, piece: Stretch, region: str, draft: Draft, value: Value) -> Date:
    start = piece.start + draft.start
    text = (
        document.text[start : piece.start + draft.end].rstrip(" .,\n")
        if draft.rule != "clock"
        else document.text[start : piece.start + draft.end]
    )
    days = value.days or (reach(value.timex) if value.timex_type in ("DATE", "TIME") else None)
    return Date(
        id=make_id("date", document.id, start, start + len(text)),
        document=document.id,
        start=start,
        end=start + len(text),
        text=text,
        score=value.score,
        rule=draft.rule,
        why=value.why,
        region=region,
        value=DateValue(timex=value.timex, timex_type=value.timex_type, start=days[0] if days else None, end=days[1] if days else None),
    )

"""Where and when a figure holds: place, period, as-of date, from the names and dates of its sentence, each with its evidence."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.records import Date, Document, Name

Period = tuple[str | None, str | None, str | None]


def place_of(line: Line, d: Draft, names: Sequence[Name], document: Document) -> str | None:
    """The nearest place named in the sentence, behind the number by preference; else that of the dateline."""
    here = [n for n in names if n.value.kind == "place" and line.start <= n.start < line.end]
    if here:
        at, end = line.starts[d.begin], line.ends[max(d.tail, d.finish) - 1]
        name = min(here, key=lambda n: (n.start - end if n.start >= end else 2 * (at - n.end) if n.end <= at else 0, n.start))
        d.why.append("place: same sentence")
        return name.value.canonical
    if document.dateline and d.measure not in ("money", "share", "age", "duration"):
        d.why.append("place: the dateline")
        return document.dateline.value
    return None


def period_of(line: Line, d: Draft, dates: Sequence[Date], document: Document) -> Period:
    """``start, end, as_of``: the nearest dated day of the sentence; for totals and states the as-of date, else the document's day."""
    at, end = line.starts[d.begin], line.ends[max(d.tail, d.finish) - 1]
    here = [x for x in dates if line.start <= x.start < line.end and x.value.start and not (x.start < line.ends[d.last - 1] and at < x.end)]
    standing = d.scope in ("cumulative", "state")
    published = document.published.value[:10] if document.published and len(document.published.value) >= 10 else None
    if not here:
        if standing and published:
            d.why.append("as of: the document's date")
            return None, None, published
        return None, None, None
    date = min(here, key=lambda x: (x.start - end if x.start >= end else at - x.end, x.start))
    if d.scope == "cumulative" and line.text[: date.start].rstrip().lower().endswith(("since", "from")):
        d.why.append("start: same sentence; as of: the document's date" if published else "start: same sentence")
        return date.value.start, None, published
    d.why.append("as of: same sentence" if standing else "date: same sentence")
    if standing:
        return None, None, date.value.start
    return date.value.start, date.value.end, None

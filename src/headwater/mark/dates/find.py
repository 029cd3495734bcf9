"""Every date, time, duration and set of a document: for now those written as ISO days."""

from __future__ import annotations

import datetime
import re

from headwater.records import Date, DateValue, Document, make_id

_ISO = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")


def find_dates(document: Document) -> list[Date]:
    """The dates in the text of a document, in order of place."""
    out: list[Date] = []
    for m in _ISO.finditer(document.text):
        try:
            day = datetime.date(int(m[1]), int(m[2]), int(m[3]))
        except ValueError:
            continue
        out.append(
            Date(
                id=make_id("date", document.id, m.start(), m.end()),
                document=document.id,
                start=m.start(),
                end=m.end(),
                text=m.group(),
                score=1.0,
                rule="iso",
                why=("written as a full ISO day",),
                value=DateValue(day.isoformat(), "DATE", day.isoformat(), (day + datetime.timedelta(1)).isoformat()),
            )
        )
    return out

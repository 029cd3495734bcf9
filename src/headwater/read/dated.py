"""When a document was published, and when it was changed: the choice among all that the page says, with the evidence.

By trust: structured data, meta tags that name the publication, attributes beside the headline, a date in the lines around the headline, the date at
the head of a bulletin, meta tags that only say "date", the address, the date in the dateline, and last what the user supplied. Of those that agree
on the day the one that tells the time and its zone is taken. What contradicts is said. A date from furniture never comes here, and one that lies behind
the capture is set aside and said.

A moment in UTC and a reader's day beside it may differ by one: that is no contradiction, and the reader's day is taken, for that is how the publisher counts.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence

from headwater.read.published import PLACEHOLDERS, Found, address_date
from headwater.records import Fact, Page

#: A date that something on the page contradicts is right more often than not, and no more can be said.
_CONTRADICTED = 0.6
#: Addresses carry the day an article was filed, which may be the day before it was published.
_ADDRESS = 0.8
#: A date in the opening of the text is that of the report, or of what it tells.
_OPENING = 0.7
#: What a second, independent statement of the same day adds.
_AGREED = 0.1
#: A declaration that names the publication has as much, and a date that is surely the article's.
_NAMED, _SURE = 0.9, 0.85
#: Hours that a publisher's clock may stand before or behind UTC.
_WEST, _EAST = 12, 14
#: Declarations of one publication are so far apart where a later edition counts for one of them.
_HOURS = datetime.timedelta(hours=3)
#: A capture's own clock may be off by a zone.
_AHEAD = datetime.timedelta(days=1)


def supplied(page: Page) -> Fact | None:
    """The date that the user gave."""
    if not page.supplied:
        return None
    precision = {4: "year", 7: "month", 10: "day"}.get(len(page.supplied), "minute")
    return Fact(value=page.supplied, evidence="supplied by the user", precision=precision)


def declared_fact(f: Found) -> Fact:
    """A date that the source declares."""
    return Fact(value=f.value, evidence=f.evidence, precision=f.precision, raw_start=f.start, raw_end=f.end, score=f.score)


def _agree(one: Fact, other: Fact) -> bool:
    """Do they name one day, as far as the less precise of them goes?"""
    size = min(len(one.value), len(other.value), 10)
    return one.value[:size] == other.value[:size]


def _moment(fact: Fact) -> datetime.datetime | None:
    """The moment of a date that says its zone, in UTC."""
    if len(fact.value) <= 16:
        return None
    return datetime.datetime.fromisoformat(fact.value).astimezone(datetime.UTC)


def _same_moment(zoned: Fact, other: Fact) -> bool:
    """Is the other's day the day of this moment somewhere on earth? Two moments are the same if they are hours apart at most."""
    at, other_at = _moment(zoned), _moment(other)
    if at is None or len(other.value) < 10:
        return False
    if other_at is not None:
        return abs(at - other_at) <= _HOURS
    days = {(at + datetime.timedelta(hours=h)).date().isoformat() for h in (-_WEST, 0, _EAST)}
    return other.value[:10] in days


def _fits(one: Fact, other: Fact) -> bool:
    """Do they agree, or differ by the zone of their clocks only?"""
    return _agree(one, other) or _same_moment(one, other) or _same_moment(other, one)


def _local(first: Fact, others: Sequence[Fact]) -> Fact | None:
    """The reader's day beside a moment in UTC, with the zone that their clocks show."""
    at = _moment(first)
    if at is None or not first.value.endswith("Z"):
        return None
    for o in others:
        if len(o.value) < 10 or o.value[:10] == first.value[:10] or not _same_moment(first, o):
            continue
        if "address" in o.evidence or o.value.endswith("Z"):
            continue
        if len(o.value) == 16:
            clock = datetime.datetime.fromisoformat(o.value + "+00:00")
            minutes = round((clock - at).total_seconds() / 60)
            if minutes % 15 == 0 and -_WEST * 60 <= minutes <= _EAST * 60:
                sign, hours, rest = "-" if minutes < 0 else "+", abs(minutes) // 60, abs(minutes) % 60
                return dataclasses.replace(o, value=f"{o.value}{sign}{hours:02d}:{rest:02d}")
        return o
    return None


def choose(candidates: Sequence[Fact], dropped: Sequence[str] = ()) -> Fact | None:
    """The most trusted date, as precise as those that agree with it make it, with what was said against it."""
    if not candidates:
        return None
    first = candidates[0]
    same = [c for c in candidates if _agree(c, first)]
    near = [c for c in candidates if not _agree(c, first) and _fits(c, first)]
    against = sorted({f"{c.value} ({c.evidence})" for c in candidates if not _fits(c, first)} | set(dropped))
    best = max(same, key=lambda c: (len(c.value), -same.index(c)))
    local = (
        _local(best, near)
        if len({c.evidence for c in same}) == 1 or all(c.value.endswith("Z") for c in same if len(c.value) > 10)
        else None
    )
    if local is not None and not any(len(c.value) == 10 for c in same if c.start is not None):
        best = local
    also = sorted({c.evidence for c in (*same, *near) if c.evidence != best.evidence})
    evidence = best.evidence + (f"; also {', '.join(also)}" if also else "") + (f"; against it: {', '.join(against)}" if against else "")
    shown = next((c for c in same if c.start is not None and c.value == best.value), best)
    score = min(1.0, max(c.score for c in (*same, *near)) + (_AGREED if also else 0.0))
    weak = [c for c in candidates if not _fits(c, first) and c.score >= _CONTRADICTED]
    score = min(score, _CONTRADICTED) if weak or dropped else score - (0.05 if against else 0.0)
    return dataclasses.replace(shown, evidence=evidence, score=round(score, 2))


def _possible(page: Page, candidates: Sequence[Fact]) -> tuple[list[Fact], list[str]]:
    """The dates that can be, and in words those that cannot: what machines write for none, and days after the page was captured."""
    last = None
    if page.captured:
        try:
            last = (datetime.date.fromisoformat(page.captured[:10]) + _AHEAD).isoformat()
        except ValueError:
            last = None
    fits, dropped = [], []
    for c in candidates:
        if c.value[:10] in PLACEHOLDERS or (last is not None and c.value[:10] > last):
            when = "what machines write for no date" if c.value[:10] in PLACEHOLDERS else "later than the capture"
            dropped.append(f"{c.value} ({c.evidence}, {when})")
        else:
            fits.append(c)
    return fits, dropped


def published(
    page: Page,
    declared: Sequence[Fact],
    near: Sequence[Fact],
    issue: Fact | None,
    url: str | None,
    opening: Fact | None,
    since: Fact | None = None,
) -> Fact | None:
    """The date of publication; None where neither the page nor the user gives one. ``declared`` and ``near`` in order of trust.

    ``since``: the day counted back from the capture, for where the page names none.
    """
    full = [f for f in near if len(f.value) >= 10]
    candidates = [f for f in declared if f.score >= _NAMED] + [f for f in full if f.score >= _SURE]
    if issue is not None and not near:
        candidates.append(issue)
    candidates += [f for f in declared if f.score < _NAMED] + [f for f in full if f.score < _SURE]
    address = address_date(url)
    if address is not None:
        candidates.append(Fact(value=address.value, evidence=address.evidence, precision=address.precision, score=_ADDRESS))
    if not candidates and opening is not None:
        candidates.append(dataclasses.replace(opening, score=_OPENING))
    if since is not None and not any(len(f.value) >= 10 for f in candidates):
        candidates.append(since)
    candidates += [f for f in near if len(f.value) < 10]
    fits, dropped = _possible(page, candidates)
    return choose(fits, dropped) or supplied(page)


def modified(page: Page, candidates: Sequence[Fact]) -> Fact | None:
    """The date of the last change."""
    fits, dropped = _possible(page, candidates)
    return choose(fits, dropped)

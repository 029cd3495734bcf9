"""When a document was published, and when it was changed: the choice among all that the page says, with the evidence.

By trust: structured data and meta tags, a date in the lines around the headline, the date at the head of a bulletin, the address, the date in the
dateline, and last what the user supplied. Of those that agree on the day the one that also tells the time is taken. What contradicts is said. A
date from furniture never comes here.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from headwater.read.published import Found, address_date
from headwater.records import Fact, Page

#: A date that something on the page contradicts is right more often than not, and no more can be said.
_CONTRADICTED = 0.6
#: Addresses carry the day an article was filed, which may be the day before it was published.
_ADDRESS = 0.8


def supplied(page: Page) -> Fact | None:
    """The date that the user gave."""
    if not page.supplied:
        return None
    precision = {4: "year", 7: "month", 10: "day"}.get(len(page.supplied), "minute")
    return Fact(value=page.supplied, evidence="supplied by the user", precision=precision)


def declared_fact(f: Found) -> Fact:
    """A date that the source declares."""
    return Fact(value=f.value, evidence=f.evidence, precision=f.precision, raw_start=f.start, raw_end=f.end)


def _agree(one: Fact, other: Fact) -> bool:
    """Do they name one day, as far as the less precise of them goes?"""
    size = min(len(one.value), len(other.value), 10)
    return one.value[:size] == other.value[:size]


def choose(candidates: Sequence[Fact]) -> Fact | None:
    """The most trusted date, as precise as those that agree with it make it, with what was said against it."""
    if not candidates:
        return None
    first = candidates[0]
    same = [c for c in candidates if _agree(c, first)]
    best = max(same, key=lambda c: (len(c.value), -same.index(c)))
    also = sorted({c.evidence for c in same if c is not best and c.evidence != best.evidence})
    against = sorted({f"{c.value} ({c.evidence})" for c in candidates if not _agree(c, first)})
    evidence = best.evidence + (f"; also {', '.join(also)}" if also else "") + (f"; against it: {', '.join(against)}" if against else "")
    shown = next((c for c in same if c.start is not None and c.value == best.value), best)
    return dataclasses.replace(shown, evidence=evidence, score=_CONTRADICTED if against else max(c.score for c in same))


def published(
    page: Page, declared: Sequence[Found], near: Sequence[Fact], issue: Fact | None, url: str | None, opening: Fact | None
) -> Fact | None:
    """The date of publication; None where neither the page nor the user gives one."""
    candidates = [declared_fact(f) for f in declared if not f.modified]
    candidates += near
    if issue is not None and not near:
        candidates.append(issue)
    address = address_date(url)
    if address is not None:
        candidates.append(Fact(value=address.value, evidence=address.evidence, precision=address.precision, score=_ADDRESS))
    if not candidates and opening is not None:
        candidates.append(opening)
    return choose(candidates) or supplied(page)

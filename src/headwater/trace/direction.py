"""Direction: which of two documents that share text came first.

Published dates decide where their precision lets them; then a credit line that names the other's outlet; then what the edits show; then
a credit line on one side only. Nothing of the kind: unknown. "Came first" is not yet "was the source of": both may have taken it from
a third.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from headwater.records import Fact
from headwater.trace.holdings import Holder

_STEP = {"minute": timedelta(minutes=1), "day": timedelta(days=1)}


def _span(date: Fact) -> tuple[datetime, datetime] | None:
    """The time that a date with its precision covers, in UTC; a time without a zone is taken for UTC."""
    year, month = date.value[:4], date.value[5:7]
    try:
        if date.precision == "year" or not month:
            return datetime(int(year), 1, 1, tzinfo=UTC), datetime(int(year) + 1, 1, 1, tzinfo=UTC)
        if date.precision == "month" or len(date.value) < 10:
            after = int(year) * 12 + int(month)
            return datetime(int(year), int(month), 1, tzinfo=UTC), datetime(after // 12, after % 12 + 1, 1, tzinfo=UTC)
        at = datetime.fromisoformat(date.value)
    except ValueError:
        return None
    at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    return at, at + _STEP["minute" if date.precision == "minute" else "day"]


def _by_date(left: Holder, right: Holder) -> tuple[str, str] | None:
    if left.published is None or right.published is None:
        return None
    a, b = _span(left.published), _span(right.published)
    if a is None or b is None:
        return None
    dates = f"the left is dated {left.published.value}, the right {right.published.value}"
    if a[1] <= b[0]:
        return "left", dates
    if b[1] <= a[0]:
        return "right", dates
    return None


def _credits(rests: Holder, other: Holder) -> str | None:
    """The credit line of one side that names the other's outlet."""
    if not other.outlet:
        return None
    return next((c for c in rests.credits if other.outlet.casefold() in c.casefold()), None)


def direction(left: Holder, right: Holder, by_edits: str) -> tuple[str, str]:
    """(``left``, ``right`` or ``unknown``: the side that came first; the reason in words)."""
    dated = _by_date(left, right)
    if dated:
        return dated
    on_right, on_left = _credits(right, left), _credits(left, right)
    if on_right and not on_left:
        return "left", f"the right credits the left's outlet: “{on_right}”"
    if on_left and not on_right:
        return "right", f"the left credits the right's outlet: “{on_left}”"
    if by_edits != "unknown":
        return by_edits, f"no date decides; by its edits the {by_edits} came first"
    if bool(left.credits) != bool(right.credits):
        first, credited = ("right", left) if left.credits else ("left", right)
        return first, f"no date decides; the other carries a credit line, “{credited.credits[0]}”"
    return "unknown", "neither dates, credit lines nor edits tell which came first"

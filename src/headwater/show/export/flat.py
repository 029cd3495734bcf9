"""Which flat rows an export can write: the accounts of claims, or the timeline. Knows no format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from headwater.show.export.rows import AccountRow, account_rows
from headwater.show.export.timeline import TimelineRow, timeline_rows

if TYPE_CHECKING:
    from headwater.case.queries import Library

#: The record of a row and what makes the rows, by what `headwater export --rows` calls them.
FLAT: dict[str, tuple[type, Callable[[Library], Iterator[Any]]]] = {
    "accounts": (AccountRow, account_rows),
    "timeline": (TimelineRow, timeline_rows),
}

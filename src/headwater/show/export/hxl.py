"""HXL (Humanitarian Exchange Language 1.1): the figures of the claims as CSV, with a row of hashtags under the header.

One row a figure and account. Tags are those of the HXL 1.1 dictionary where it has one; its rules allow further attributes. People
killed, injured and so on stand a second time in the column of their `#affected` tag, where they are counted in persons or households.
Figures are told by several pages and overlap: they must not be added up.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.show.export.cells import cell
from headwater.show.export.rows import AccountRow, account_rows

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "hxl"

#: Header, tag, what stands there.
_COLUMNS: tuple[tuple[str, str, Callable[[AccountRow], object]], ...] = (
    ("Claim", "#meta+claim+id", lambda r: r.claim),
    ("Reported", "#date+reported", lambda r: r.published),
    ("As of", "#date+as_of", lambda r: r.as_of),
    ("From", "#date+start", lambda r: r.period_start),
    ("Until (exclusive)", "#date+end", lambda r: r.period_end),
    ("Place", "#loc+name", lambda r: r.place),
    ("What is counted", "#indicator+name", lambda r: r.measure),
    ("Value", "#indicator+value+num", lambda r: r.value),
    ("Lowest", "#indicator+value+min", lambda r: r.low),
    ("Highest", "#indicator+value+max", lambda r: r.high),
    ("Bound", "#indicator+bound", lambda r: r.bound),
    ("Unit", "#indicator+unit", lambda r: r.unit),
    ("Group as written", "#indicator+group", lambda r: r.group),
    ("Scope", "#indicator+scope", lambda r: r.scope),
    ("Modality", "#indicator+modality", lambda r: r.modality),
)
#: The measures that have a tag of their own, by unit.
_AFFECTED: tuple[tuple[str, str, str, str], ...] = (
    ("Killed", "#affected+killed+ind", "killed", "people"),
    ("Injured", "#affected+injured+ind", "injured", "people"),
    ("Missing", "#affected+missing+ind", "missing", "people"),
    ("Displaced people", "#affected+displaced+ind", "displaced", "people"),
    ("Displaced households", "#affected+displaced+hh", "displaced", "household"),
    ("Affected", "#affected+ind", "affected", "people"),
)
_ABOUT: tuple[tuple[str, str, Callable[[AccountRow], object]], ...] = (
    ("Independent origins, at least", "#meta+independent+min", lambda r: r.independent_low),
    ("Independent origins, at most", "#meta+independent+max", lambda r: r.independent_high),
    ("Standing", "#status+name", lambda r: r.standing),
    ("Origin", "#meta+source", lambda r: r.origin),
    ("Chain", "#meta+source+chain", lambda r: r.chain),
    ("Outlet", "#meta+publisher", lambda r: r.outlet),
    ("Quotation", "#description+quote", lambda r: r.sentence),
    ("Address", "#meta+url", lambda r: r.url),
    ("Page SHA-256", "#meta+sha256", lambda r: r.page_sha256),
)


def write(library: Library, output: Path) -> int:
    """Write the figures; gives their number."""
    heads = [c[:2] for c in _COLUMNS] + [a[:2] for a in _AFFECTED] + [c[:2] for c in _ABOUT]
    count = 0
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([header for header, _ in heads])
        writer.writerow([tag for _, tag in heads])
        for row in account_rows(library):
            if row.measure is not None:
                count += 1
                writer.writerow([cell(v) for v in _values(row)])
    return count


def _values(row: AccountRow) -> list[object]:
    affected = [row.value if (row.measure, row.unit) == (measure, unit) else None for _, _, measure, unit in _AFFECTED]
    return [get(row) for _, _, get in _COLUMNS] + affected + [get(row) for _, _, get in _ABOUT]

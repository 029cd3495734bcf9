"""CSV (RFC 4180, UTF-8): a header and one row an account (of a claim, or of the timeline). Text that a spreadsheet could take for a formula is guarded."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.show.export.cells import cell
from headwater.show.export.flat import FLAT
from headwater.tables import fields

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "csv"


def write(library: Library, output: Path, rows: str = "accounts") -> int:
    """Write the accounts; gives their number."""
    record, made = FLAT[rows]
    columns = [name for name, _ in fields(record)]
    count = 0
    with output.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        for row in made(library):
            writer.writerow([cell(getattr(row, c)) for c in columns])
            count += 1
    return count

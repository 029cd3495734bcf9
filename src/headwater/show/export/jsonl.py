"""JSON Lines: one object an account, with the columns of the CSV export as keys. Nothing is changed or left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.show.export.cells import number
from headwater.show.export.flat import FLAT
from headwater.tables import dump

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "jsonl"


def write(library: Library, output: Path, rows: str = "accounts") -> int:
    """Write the accounts; gives their number."""
    count = 0
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for row in FLAT[rows][1](library):
            values = {k: number(v) if isinstance(v, float) else v for k, v in dump(row).items()}
            file.write(json.dumps(values, ensure_ascii=False) + "\n")
            count += 1
    return count

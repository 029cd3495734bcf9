"""Exports: what a case holds, in the formats that other tools read.

One small file per format; `headwater.show.formats` is the list. A format's module is imported when it is asked for and not before. An export
is written beside its place and moved there when it is whole, so that a reader never meets half of one. It changes nothing in the case.
"""

from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

from headwater.case.folder import storage
from headwater.errors import UsageError
from headwater.show.formats import FORMATS, ROWS

if TYPE_CHECKING:
    from headwater.case.queries import Library


class _Writer(Protocol):
    FORMAT: str

    def write(self, library: Library, output: Path, **chosen: str) -> int: ...


def export(library: Library, to: str, output: Path, rows: str = "accounts") -> int:
    """Write the case in a format; gives the number of rows (entities, annotations, files) written.

    ``rows`` is what one row is where the format has such (csv, jsonl): ``accounts`` of claims, or of the ``timeline``. ``output`` is a
    file, or a folder for the formats that make one. A file that is there is replaced; a folder that holds anything is refused with
    `UsageError`, and so is an unknown format. `MissingExtra` where the format's package is not installed.
    """
    found = next((f for f in FORMATS if f.name == to), None)
    if found is None:
        raise UsageError(f"There is no format {to}.", "Formats: " + ", ".join(f.name for f in FORMATS) + ".")
    if rows not in ROWS or (rows != ROWS[0] and not found.rows):
        choice = ", ".join(f.name for f in FORMATS if f.rows)
        raise UsageError(f"{to} cannot be written with rows of {rows}.", f"Rows of {' or '.join(ROWS)} can be chosen for {choice}.")
    _refuse(output, folder=found.folder and output.suffix != ".zip")
    writer = cast(_Writer, importlib.import_module(f"{__name__}.{found.name}"))
    part = output.with_name(f".part-{os.getpid()}-{output.name}")
    with storage(output):
        try:
            count = writer.write(library, part, rows=rows) if found.rows else writer.write(library, part)
            part.replace(output)
        finally:
            if part.is_dir():
                shutil.rmtree(part)
            else:
                part.unlink(missing_ok=True)
    return count


def _refuse(output: Path, *, folder: bool) -> None:
    """`UsageError` where writing would mix with, or take the place of, something else."""
    if not output.parent.is_dir():
        raise UsageError(f"{output.parent} is no folder.", "Make it first, or name another place with --output.")
    if output.is_dir():
        if not folder:
            raise UsageError(f"{output} is a folder.", "Name a file with --output.")
        if any(output.iterdir()):
            raise UsageError(f"{output} is not empty.", "Name a new folder with --output.")
    elif folder and output.exists():
        raise UsageError(f"{output} is a file.", "Name a folder with --output.")

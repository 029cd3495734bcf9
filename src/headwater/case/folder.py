"""A case folder: its layout, its settings, its lock.

    case.toml            format, version that made it, settings that were asked for
    pages/               the captured bytes by SHA-256, and pages.jsonl, the list of captures in the order they were added
    fetched/             what `headwater fetch` brought, as WARC
    tables/              what the stages made; can be made again
    case.db              SQLite with full-text search; rebuilt from the tables
    judgements.jsonl     what people decided; append-only, flushed to the disk
    dossier/             the result as plain HTML

Holds no rows and runs nothing.
"""

from __future__ import annotations

import dataclasses
import errno
import fcntl
import os
import re
import sqlite3
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb

from headwater.errors import CaseBusy, NewerCase, NotACase, StorageError
from headwater.settings import Settings
from headwater.version import __version__

#: The layout described above. A case with a higher number is left alone.
FORMAT = 1

_AGAIN = "Free some space and run the same command again: finished work is kept."
_ELSEWHERE = "Choose another folder with --case."
_STORAGE = {
    errno.ENOSPC: f"the disk is full. {_AGAIN}",
    errno.EDQUOT: f"your quota is used up. {_AGAIN}",
    errno.EFBIG: f"the file grew over the limit that is set for you. {_AGAIN}",
    errno.EROFS: f"the disk is read-only. {_ELSEWHERE}",
    errno.EACCES: f"you may not write there. {_ELSEWHERE}",
    errno.EPERM: f"you may not write there. {_ELSEWHERE}",
}


@contextmanager
def storage(folder: Path) -> Iterator[None]:
    """Turn a failing disk into one line that says what to do. DuckDB and SQLite have errors of their own for it."""
    try:
        yield
    except OSError as e:
        if e.errno not in _STORAGE:
            raise
        raise StorageError(f"{e.filename or folder}: {_STORAGE[e.errno]}") from e
    except (duckdb.IOException, sqlite3.OperationalError) as e:
        full = re.search(r"No space left|disk is full|not enough disk", str(e), re.IGNORECASE)
        if not full and "readonly database" not in str(e):
            raise
        raise StorageError(f"{folder}: {_STORAGE[errno.ENOSPC if full else errno.EROFS]}") from e


class CaseFolder:
    """An open case folder. Use `create` or `open_existing`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.toml, self.pages, self.tables = folder / "case.toml", folder / "pages", folder / "tables"
        self.fetched = folder / "fetched"
        self.database, self.judgements, self.dossier = folder / "case.db", folder / "judgements.jsonl", folder / "dossier"

    @classmethod
    def create(cls, folder: Path, settings: Settings) -> CaseFolder:
        """The case in the folder, made if the folder is new or empty; settings given now replace those of earlier runs."""
        case = cls(folder)
        if folder.exists() and not folder.is_dir():
            raise NotACase(f"{folder} is a file.", "Name a folder with --case.")
        if folder.is_dir() and any(folder.iterdir()) and not case.toml.exists():
            left_overs = {p.name for p in folder.iterdir()} <= {".lock", "case.new", "pages"}
            if not left_overs:
                raise NotACase(f"{folder} holds other files and no case.", "Name a new folder, or one that headwater made.")
        if case.toml.exists():
            case._check()
        with storage(folder):
            case.pages.mkdir(parents=True, exist_ok=True)
            case._write(settings)  # before there is anything in the folder that could be somebody else's
            case.tables.mkdir(exist_ok=True)
        return case

    @classmethod
    def open_existing(cls, folder: Path) -> CaseFolder:
        """The case in the folder; `NotACase` where there is none."""
        case = cls(folder)
        if not case.toml.exists():
            what = "does not exist" if not folder.exists() else "is no case"
            raise NotACase(f"{folder} {what}.", "Make one with: headwater run PAGES --case " + str(folder))
        case._check()
        return case

    def _check(self) -> None:
        try:
            found = tomllib.loads(self.toml.read_text(encoding="utf-8"))["case"]
            number = int(found["format"])
        except (OSError, ValueError, KeyError, TypeError) as e:
            raise NotACase(f"{self.toml} cannot be read as a case ({e}).", "Restore it, or start a new case.") from e
        if number > FORMAT:
            raise NewerCase(
                f"{self.folder} was made by headwater {found.get('made_by', '?')}, which is newer than this one ({__version__}).",
                "Upgrade headwater to open it.",
            )

    def _write(self, settings: Settings) -> None:
        lines = ["# A headwater case: what was asked. The pages are listed in pages/pages.jsonl.", "[case]", f"format = {FORMAT}"]
        lines.append(f'made_by = "{__version__}"')
        for verb, group in dataclasses.asdict(settings).items():
            lines += ["", f"[{verb}]", *(f"{name} = {_toml(value)}" for name, value in group.items())]
        new = self.folder / "case.new"
        new.write_text("\n".join(lines) + "\n", encoding="utf-8")
        new.replace(self.toml)

    @contextmanager
    def lock(self) -> Iterator[None]:
        """Keep other runs out. The lock ends with the process, however that ends."""
        with storage(self.folder), (self.folder / ".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as e:
                raise CaseBusy(f"{self.folder} is in use by another run.", "Wait until it has ended.") from e
            yield


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(v) for v in value) + "]"
    return '"' + str(value).replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def append_line(path: Path, line: str) -> None:
    """Add a line to a file that only grows, and flush it to the disk. A line cut off by a crash is closed first."""
    with path.open("ab+") as file:
        file.seek(0, os.SEEK_END)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(line.encode("utf-8") + b"\n")
        file.flush()
        os.fsync(file.fileno())

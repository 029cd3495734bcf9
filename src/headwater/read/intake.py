"""From what the user names (files, folders, WARC, WACZ and Parquet, standard input) to captured pages.

Opens files; looks at their first bytes only to tell a page from what is none. Reading a page is the business of `page`. Whatever cannot
be taken in is a problem, and the rest goes on.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from headwater.errors import PROBLEMS
from headwater.read.parquet import is_parquet, rows
from headwater.read.warc import is_archive, responses
from headwater.records import Page, Problem

Captured = tuple[Page, bytes]

#: File endings that are pages for sure; anything else is judged by its first bytes.
_MEDIA = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
}
#: Signatures of formats that are not read, for a message that names them.
_OTHERS = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"PK\x03\x04", "a zip archive or office document"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"\x1f\x8b", "a gzip file"),
    (b"SQLite format 3", "a database"),
)
#: Share of control characters in the first bytes above which a file is no text: Latin-1 and UTF-8 text has next to none.
_CONTROL_SHARE = 0.05
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1b\x85")


def problem(kind: str, path: str, message: str) -> Problem:
    """A problem of reading, with the hint of its kind."""
    return Problem(stage="read", kind=kind, message=shown(message), hint=PROBLEMS[kind], path=shown(path))


def captured(
    paths: Sequence[str], *, max_bytes: int, supplied: dict[str, str] | None = None, default: str | None = None
) -> Iterator[Captured | Problem]:
    """The pages under the paths, in a fixed order, each with its bytes (ids are not set yet).

    ``supplied`` maps absolute paths to publication dates, ``default`` is the date of all others.
    """
    dates = supplied or {}
    for path in paths:
        for file in _files(path):
            if isinstance(file, Problem):
                yield file
                continue
            date = dates.get(os.path.abspath(file), default)  # noqa: PTH100  the path as given may be "-"
            yield from _file(file, date, max_bytes)


def _files(path: str) -> Iterator[str | Problem]:
    if path == "-":
        yield path
        return
    at = Path(path)
    if not at.exists():
        yield problem("missing", path, f"{path} does not exist.")
    elif at.is_dir():
        names = [os.path.join(path, inside) for inside in _inside(at)]  # noqa: PTH118  the folder as given, "./" and all
        if not names:
            yield problem("no-pages", path, f"{path} holds no pages.")
        yield from sorted(names)
    else:
        yield path


def _inside(folder: Path) -> list[Path]:
    """The files of a folder and the folders in it, but for hidden ones."""
    found = (file.relative_to(folder) for file in folder.rglob("*") if file.is_file())
    return [inside for inside in found if not any(part.startswith(".") for part in inside.parts)]


def _file(path: str, date: str | None, max_bytes: int) -> Iterator[Captured | Problem]:
    try:
        if path == "-":
            payload = sys.stdin.buffer.read(max_bytes + 1)
        else:
            file = Path(path)
            if not file.is_file():
                yield problem("unreadable", path, f"{path} is not a regular file.")
                return
            if is_archive(file) or is_parquet(file):
                yield from _container(file, shown(path), date, max_bytes)
                return
            if file.stat().st_size > max_bytes:
                yield _too_large(path, file.stat().st_size, max_bytes)
                return
            payload = file.read_bytes()
    except OSError as e:
        yield problem("unreadable", path, f"{path} cannot be read ({e.strerror or e}).")
        return
    if len(payload) > max_bytes:
        yield _too_large(path, len(payload), max_bytes)
        return
    yield judge(Page(id="", path=shown(path), size=len(payload), media_type=_MEDIA.get(Path(path).suffix.lower()), supplied=date), payload)


def shown(path: str) -> str:
    """A path as it is shown and stored: bytes of a file name that are no UTF-8 become replacement marks."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _too_large(path: str, size: int, max_bytes: int) -> Problem:
    return problem("too-large", path, f"{path} is {size / 1e6:.0f} MB; pages over {max_bytes / 1e6:.0f} MB are not read.")


def judge(page: Page, payload: bytes) -> Captured | Problem:
    """The page, or the problem that it is none: empty, or bytes that are no text."""
    if not payload.strip(b"\x00\x09\x0a\x0c\x0d\x20"):
        return problem("empty", page.path, f"{page.path} is empty.")
    for signature, what in _OTHERS:
        if payload.startswith(signature):
            return problem("unsupported", page.path, f"{page.path} is {what}.")
    head = payload[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return page, payload
    odd = sum(b < 32 and b not in _TEXT_CONTROLS for b in head)
    if odd > _CONTROL_SHARE * len(head):
        return problem("binary", page.path, f"{page.path} is no text.")
    return page, payload


def _container(file: Path, path: str, date: str | None, max_bytes: int) -> Iterator[Captured | Problem]:
    """The pages of a file that holds many. A date that the container gives for a page goes before that of the file."""
    for found in rows(file, path, max_bytes) if is_parquet(file) else responses(file, path, max_bytes):
        if isinstance(found, Problem):
            yield found
        else:
            page, payload = found
            yield judge(dataclasses.replace(page, supplied=page.supplied or date), payload)

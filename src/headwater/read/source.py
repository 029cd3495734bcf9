"""A file to be taken in: on the disk, on standard input, or inside another file; and what every reader of many pages says about it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO

from headwater.errors import PROBLEMS
from headwater.read.unpacked import Allowance, TooMuch
from headwater.records import Page, Problem

Captured = tuple[Page, bytes]
Found = Captured | Problem

#: What is copied to a temporary file to be read out of order: an archive inside an archive.
SPOOL = 2_000_000_000


@dataclass(frozen=True)
class Source:
    """``path``: as it is shown. ``size``: bytes, where known. ``depth``: how many files lie around it. ``date``: what the user supplied.

    ``allowance``: what may still be unpacked of the file that it lies in.
    """

    path: str
    open: Callable[[], IO[bytes]]
    size: int | None = None
    date: str | None = None
    depth: int = 0
    allowance: Allowance | None = None

    @property
    def name(self) -> str:
        """The path in small letters: its ending tells the format."""
        return self.path.lower()

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """The file to be read out of order; a copy of it where it lies inside another."""
        with self.open() as stream:
            if not self.depth:
                yield stream
                return
            with tempfile.SpooledTemporaryFile(max_size=50_000_000) as copy:
                shutil.copyfileobj(_Upto(stream, SPOOL), copy, 1_048_576)
                copy.seek(0)
                yield copy


class _Upto:
    """A stream that must end before a limit."""

    def __init__(self, stream: IO[bytes], limit: int) -> None:
        self._stream, self._left = stream, limit

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise TooMuch(f"it is larger than {SPOOL / 1e9:.0f} GB inside of another file")
        return data


def shown(path: str) -> str:
    """A path as it is shown and stored: bytes of a file name that are no UTF-8 become replacement marks."""
    return path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def problem(kind: str, path: str, message: str) -> Problem:
    """A problem of taking in, with the hint of its kind."""
    return Problem(stage="read", kind=kind, message=shown(message), hint=PROBLEMS[kind], path=shown(path))


def too_large(path: str, size: int, max_bytes: int) -> Problem:
    """The problem of a page over the limit."""
    return problem("too-large", path, f"{path} is {size / 1e6:.0f} MB; pages over {max_bytes / 1e6:.0f} MB are not read.")

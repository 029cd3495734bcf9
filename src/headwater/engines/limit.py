"""What one page may cost: seconds of work, seconds at all, memory. A page that takes more is a problem and not the end of a run.

Three limits, because no single one holds everything. Work in Python is interrupted after `SECONDS` of processor time, which is the same on a busy
machine as on an idle one. A library in another language cannot be interrupted: a watchdog ends its process after `HANGS` seconds, and more
memory than `MEMORY` is refused to it; so pages that such a library reads are read in a process of their own (`Pool.run`, ``apart``). The limits
are far beyond what pages cost: a text of a million characters in one line takes a second or two.

A process that the watchdog ends leaves behind which item it was at (`note_in`, `hung`), so that nobody has to try that item again to find it out.
"""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TextIO

#: Seconds of processor time for a page, a hundred times what a very long one takes.
SECONDS = 120.0
#: Seconds until the process of a page that gives no sign is ended.
HANGS = 180.0
#: Bytes of memory for a page, beyond what its process holds already. A page of 50 MB takes about 1 GB.
MEMORY = 6_000_000_000


#: How a line of the watchdog begins (`faulthandler`).
_ENDED = "Timeout"


class TooSlow(Exception):
    """A page took more than its time."""


@cache
def _nowhere() -> TextIO:
    return Path(os.devnull).open("w")


class _Notes:
    """The file in which this process notes what it is at; none in the process that the user started."""

    file: TextIO | None = None


def note_in(folder: str) -> None:
    """Let this process note in a file of a folder, one a process, which item it is at."""
    _Notes.file = (Path(folder) / str(os.getpid())).open("w+", encoding="utf-8")


def hung(folder: str) -> frozenset[str]:
    """The items at which processes that noted in this folder were ended by the watchdog."""
    notes = [file.read_text("utf-8", "replace").split("\n") for file in sorted(Path(folder).iterdir())]
    return frozenset(lines[0] for lines in notes if len(lines) > 1 and lines[0] and lines[1].startswith(_ENDED))


def _note(item: str) -> TextIO:
    """Note the item; where the watchdog may add that it ended the process."""
    if _Notes.file is None:
        return _nowhere()
    _Notes.file.seek(0)
    _Notes.file.truncate()
    _Notes.file.write(item + "\n")
    _Notes.file.flush()
    return _Notes.file


def _interrupt(_: int, __: FrameType | None) -> None:
    raise TooSlow


@contextmanager
def bounded(seconds: float | None = None, hangs: float | None = None, memory: int | None = None, item: str = "") -> Iterator[None]:
    """Bound what is done inside; raises `TooSlow`, or ends this process if it is one of our workers. Limits of None are the usual ones.

    ``item``: what is worked on, in a line.
    """
    with (
        _apart(HANGS if hangs is None else hangs, MEMORY if memory is None else memory, item),
        _interrupted(SECONDS if seconds is None else seconds),
    ):
        yield


@contextmanager
def _interrupted(seconds: float) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGPROF, _interrupt)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before if before is not None else signal.SIG_DFL)


@contextmanager
def _apart(hangs: float, memory: int, item: str) -> Iterator[None]:
    """The limits of a worker process: the process that the user started is never ended and never starved."""
    if multiprocessing.parent_process() is None:
        yield
        return
    faulthandler.dump_traceback_later(hangs, exit=True, file=_note(item))
    before = resource.getrlimit(resource.RLIMIT_AS)
    held = _held()
    if held and before[1] == resource.RLIM_INFINITY:
        resource.setrlimit(resource.RLIMIT_AS, (held + memory, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
        faulthandler.cancel_dump_traceback_later()


def _held() -> int:
    """Bytes of address space of this process; 0 where the system does not say."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    except (OSError, ValueError):
        return 0

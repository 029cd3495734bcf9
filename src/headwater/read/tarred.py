"""Tar archives of pages, packed with gzip or not: the files in them as those of a folder.

As with zip, nothing is written where an archive says, and members that lead out of it, that are links, devices or files with holes, are left out and said.
"""

from __future__ import annotations

import io
import itertools
from collections.abc import Callable, Iterator
from typing import IO, Any

from headwater.read.saved import belongs, companions
from headwater.read.source import Found, Source, problem
from headwater.read.tar_records import Member, members
from headwater.read.unpacked import Allowance, Broken, TooMuch, metered
from headwater.read.zipped import BROKEN, DEPTH, MOST, hidden, unfit_name

Take = Callable[[Source], Iterator[Found]]


class _Window(io.RawIOBase):
    """A stretch of a file as a stream of its own."""

    def __init__(self, stream: IO[bytes], start: int, size: int) -> None:
        super().__init__()
        self._stream, self._at, self._end = stream, start, start + size

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes; the file may have been read elsewhere meanwhile."""
        self._stream.seek(self._at)
        data = self._stream.read(min(len(buffer), self._end - self._at))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)


def tar_pages(source: Source, take: Take, dates: Callable[[str, str | None], str | None]) -> Iterator[Found]:
    """What lies in a tar archive. ``take`` takes a file in; ``dates`` tells what was supplied for a path."""
    if source.depth >= DEPTH:
        yield problem("unsupported", source.path, f"{source.path} lies more than {DEPTH} archives deep.")
        return
    try:
        with source.seekable() as stream:
            found, wrong = _listed(stream)
            yield from _members(stream, found[:MOST], source, take, dates)
            if len(found) > MOST:
                yield problem("too-large", source.path, f"{source.path} holds more than {MOST:,} files; the first of them are read.")
            if wrong:
                yield problem("broken", source.path, f"{source.path} cannot be unpacked further ({wrong}).")
            elif not any(m.kind != "folder" for m in found):
                yield problem("no-pages", source.path, f"{source.path} holds no pages.")
    except TooMuch as e:
        yield problem("too-large", source.path, f"{source.path}: {e}; what came before is read.")


def _listed(stream: IO[bytes]) -> tuple[list[Member], str]:
    """The members, as far as they can be read, and why no further. Of two with one name the later one counts, as when they are unpacked."""
    found: dict[str, Member] = {}
    try:
        for m in itertools.islice(members(stream), 2 * MOST):
            found[m.name] = m
    except Broken as e:
        return sorted(found.values()), str(e)
    return sorted(found.values()), ""


def _members(
    stream: IO[bytes], found: list[Member], source: Source, take: Take, dates: Callable[[str, str | None], str | None]
) -> Iterator[Found]:
    folders = companions(m.name for m in found)
    allowance = source.allowance or Allowance(source.size or 0)
    for m in found:
        path = f"{source.path}/{m.name.removeprefix('./')}"
        if m.kind == "folder":
            continue
        why = {"link": "is a link and no file", "other": "is a device, or a file with holes"}.get(m.kind, unfit_name(m.name))
        if why:
            yield problem("unsafe", path, f"{path} {why}; it is left out.")
            continue
        if hidden(m.name) or belongs(m.name, folders):
            continue
        member = Source(path, _opener(stream, m, allowance), m.size, dates(path, source.date), source.depth + 1, allowance)
        try:
            yield from take(member)
        except BROKEN as e:
            yield problem("broken", path, f"{path} cannot be unpacked ({e}).")


def _opener(stream: IO[bytes], member: Member, allowance: Allowance) -> Callable[[], IO[bytes]]:
    return lambda: metered(io.BufferedReader(_Window(stream, member.start, member.size)), allowance)

"""The records of a WARC file (ISO 28500), packed or not, one after the other, and the HTTP responses in them.

A reader of its own, because those in use read a line of any length, take a record that breaks off for a whole one, and stop at the first damage.
Here every length is bounded and checked; after damage the next record is looked for. Knows nothing of pages.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO

from headwater.read.unpacked import Broken, Members, inflate

#: Bytes of a line of headers, and lines of them.
_LINE, _LINES = 65_536, 1_000
#: Damaged places of one file after which the rest is left alone.
_DAMAGES = 100


@dataclass
class Record:
    """A record: its number from 0, its headers by name in small letters, and its block, of which `block` gives as much as is asked for."""

    number: int
    headers: Mapping[str, str]
    length: int
    _source: Members = field(repr=False)
    _taken: int = 0
    _broken: Broken | None = None

    @property
    def kind(self) -> str:
        """Its type: response, revisit, ..."""
        return self.headers.get("warc-type", "").lower()

    def block(self, limit: int) -> bytes:
        """The first bytes of the block. Raises `Broken` where there are fewer, which `records` then tells in its turn."""
        size = min(limit, self.length - self._taken)
        try:
            data = self._source.read(size)
            if len(data) < size:
                raise Broken("it ends in the midst of a record")
        except Broken as e:
            self._broken = e
            raise
        self._taken += size
        return data

    def pass_over(self) -> None:
        """Go on to the end of the record."""
        if self._broken is not None:
            raise self._broken
        left, self._taken = self.length - self._taken, self.length
        if self._source.skip(left) < left:
            raise Broken("it ends in the midst of a record")


def records(stream: IO[bytes]) -> Iterator[Record | Broken]:
    """The records in order. A damaged place is given in its turn; where reading can go on after it, the next records follow."""
    source, number, damages = Members(stream), 0, 0
    while True:
        try:
            found = _next(source, number)
            if found is None:
                return
            number += 1
            yield found
            found.pass_over()
        except Broken as e:
            yield e
            damages += 1
            if damages >= _DAMAGES or not _go_on(source):
                return


def _go_on(source: Members) -> bool:
    """Find the next record: in the bytes at hand, else in the next packed member."""
    while True:
        try:
            if source.find(b"WARC/1."):
                return True
        except Broken:
            pass
        if not source.after_damage():
            return False


def _next(source: Members, number: int) -> Record | None:
    line = source.line(_LINE)
    blank = 0
    while line and not line.strip():
        blank += 1
        if blank > _LINES:
            raise Broken("there are only blank lines where a record should be")
        line = source.line(_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise Broken("there is no record where one should be")
    headers = _headers(source)
    try:
        length = int(headers.get("content-length", ""))
    except ValueError:
        length = -1
    if length < 0:
        raise Broken("a record does not say how long it is")
    return Record(number, headers, length, source)


def _headers(source: Members) -> dict[str, str]:
    found, last = dict[str, str](), ""
    for _ in range(_LINES):
        line = source.line(_LINE)
        if not line.strip():
            return found
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and last:
            found[last] += " " + text.strip()
            continue
        name, _, value = text.partition(":")
        last = name.strip().lower()
        found.setdefault(last, value.strip())
    raise Broken("a record has more headers than any should")


@dataclass(frozen=True)
class Response:
    """An HTTP response: status, headers by name in small letters, body as a browser gets it."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def head_of(block: bytes) -> tuple[int, dict[str, str], int]:
    """(status, headers, where the body begins) of an HTTP response; status 0 where it is none."""
    end, gap = block.find(b"\r\n\r\n"), 4
    if end < 0 or 0 <= block.find(b"\n\n") < end:
        end, gap = block.find(b"\n\n"), 2
    if end < 0:
        end, gap = len(block), 0
    lines = block[:end].decode("latin-1").splitlines()[: _LINES + 1]
    words = lines[0].split(None, 2) if lines else []
    status = int(words[1]) if len(words) > 1 and words[0].startswith("HTTP/") and words[1].isascii() and words[1].isdigit() else 0
    headers = dict[str, str]()
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return status, headers, end + gap


def response(block: bytes, limit: int) -> Response:
    """The response in a block, its body unpacked to at most ``limit`` bytes. Raises `Broken` where the body is packed in a way not known."""
    status, headers, at = head_of(block)
    body = block[at:]
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _unchunked(body)
    for coding in reversed([c.strip().lower() for c in headers.get("content-encoding", "").split(",") if c.strip()]):
        body = _decoded(body, coding, limit)
    return Response(status, headers, body)


def _unchunked(body: bytes) -> bytes:
    """The body of a chunked response; as it is where a crawler took the chunks apart and left the header."""
    out, at = list[bytes](), 0
    while True:
        end = body.find(b"\r\n", at, at + 100)
        size = body[at:end].split(b";")[0].strip() if end >= 0 else b""
        if not size or len(size) > 8 or not all(c in b"0123456789abcdefABCDEF" for c in size):
            return b"".join(out) if out else body
        length = int(size, 16)
        if length == 0:
            return b"".join(out)
        out.append(body[end + 2 : end + 2 + length])
        at = end + 2 + length + 2


def _decoded(body: bytes, coding: str, limit: int) -> bytes:
    """The body without one content coding (RFC 9110); as it is where a crawler unpacked it and left the header."""
    if coding in ("gzip", "x-gzip", "deflate"):
        for wbits in (31,) if coding != "deflate" else (15, -15):
            try:
                return inflate(body, wbits, limit)
            except zlib.error:
                continue
        return body
    if coding in ("identity", "utf-8", "none"):
        return body
    head = body[:1000].lower()
    if b"<html" in head or b"<!doctype" in head:
        return body
    raise Broken(f"is packed as {coding[:20]}, which is not read")

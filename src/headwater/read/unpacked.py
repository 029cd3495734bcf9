"""Bytes out of packed files, counted: a few packed bytes cannot become more than a machine can hold, or more than a person would wait for.

Pages pack to a fifth or a tenth of their size, tables of repeated words to a fiftieth; deflate can reach a thousandth. What unfolds to more than
`RATIO` times its packed size, beyond a floor that is granted to small files, was made to.
"""

from __future__ import annotations

import io
import zlib
from typing import IO, Any

#: Unpacked bytes for each packed one, at most.
RATIO = 200
#: Unpacked bytes that a file of any size is granted.
FLOOR = 100_000_000
_CHUNK = 65_536
_STEP = 1_048_576
#: Places of one damaged file at which a packed member is looked for.
_TRIES = 1_000


class TooMuch(Exception):
    """Something unfolds to more than is taken."""


class Broken(Exception):
    """The bytes are not what they should be. `args[0]` says how, in words."""


class Allowance:
    """What may still be unpacked of one file and of all that lies in it."""

    def __init__(self, packed: int, floor: int = FLOOR) -> None:
        self.left = RATIO * packed + floor

    def spend(self, amount: int) -> None:
        """Count bytes that were unpacked; raises `TooMuch` when they are more than allowed."""
        self.left -= amount
        if self.left < 0:
            raise TooMuch(f"it unfolds to more than {RATIO} times its size")


class Metered(io.RawIOBase):
    """A stream whose bytes are counted. Wrap it in `io.BufferedReader` to read lines."""

    def __init__(self, stream: IO[bytes], allowance: Allowance) -> None:
        super().__init__()
        self._stream, self._allowance = stream, allowance

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """The next bytes, counted."""
        data = self._stream.read(len(buffer))
        self._allowance.spend(len(data))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close what is read."""
        self._stream.close()
        super().close()


def metered(stream: IO[bytes], allowance: Allowance) -> io.BufferedReader:
    """A buffered stream whose bytes are counted."""
    return io.BufferedReader(Metered(stream, allowance), _CHUNK)


def inflate(data: bytes, wbits: int, limit: int) -> bytes:
    """Unpack to at most ``limit`` bytes and what comes with them; what breaks off is kept as far as it goes. Raises `zlib.error`."""
    unpack = zlib.decompressobj(wbits)
    out = unpack.decompress(data, limit)
    while unpack.eof and unpack.unused_data and len(out) < limit and wbits > zlib.MAX_WBITS:
        data, unpack = unpack.unused_data, zlib.decompressobj(wbits)
        try:
            out += unpack.decompress(data, limit - len(out))
        except zlib.error:
            break  # what follows the last member is padding
    return out


class Members:
    """The bytes of a plain file, or of a gzip file with one member or many, read forward; and found again after damage."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._seekable = raw.seekable()
        self._begin(0, raw.read(_CHUNK))
        self._in = self._out = self._tries = 0

    def _begin(self, at: int, first: bytes) -> None:
        self._packed, self._at, self._member = first, at + len(first), at
        self._gzip = first.startswith(b"\x1f\x8b")
        self._unpack = zlib.decompressobj(31) if self._gzip else None
        self._fresh = True
        self._held = bytearray()

    def _more(self) -> bool:
        """Fetch some more bytes; false at the end."""
        while True:
            if not self._packed:
                self._packed = self._raw.read(_CHUNK)
                self._at += len(self._packed)
            if not self._packed:
                if self._unpack is not None and not self._fresh:
                    raise Broken("it ends in the midst of a packed record")
                return False
            if self._unpack is None:
                self._held += self._packed
                self._packed = b""
                return True
            if self._unpacked():
                return True

    def _unpacked(self) -> bool:
        """Unpack a step of what is there; whether it gave bytes."""
        assert self._unpack is not None
        if self._fresh:
            self._packed = self._packed.lstrip(b"\x00")  # padding between members
            if not self._packed:
                return False
            self._member = self._at - len(self._packed)
        before, self._fresh = len(self._packed), False
        try:
            data = self._unpack.decompress(self._packed, _STEP)
        except zlib.error as e:
            raise Broken(f"its packed bytes are damaged ({e})") from None
        self._packed = self._unpack.unused_data if self._unpack.eof else self._unpack.unconsumed_tail
        if self._unpack.eof:
            self._unpack, self._fresh = zlib.decompressobj(31), True
        self._in, self._out = self._in + before - len(self._packed), self._out + len(data)
        if self._out > RATIO * self._in + 10 * FLOOR:
            raise TooMuch(f"it unfolds to more than {RATIO} times its size")
        self._held += data
        return bool(data)

    def read(self, size: int) -> bytes:
        """That many bytes, fewer only at the end."""
        while len(self._held) < size and self._more():
            pass
        data = bytes(self._held[:size])
        del self._held[:size]
        return data

    def skip(self, size: int) -> int:
        """Pass over bytes; how many there were."""
        done = 0
        while done < size:
            if not self._held and not self._more():
                break
            step = min(size - done, len(self._held))
            del self._held[:step]
            done += step
        return done

    def line(self, limit: int) -> bytes:
        """Up to and with the next line feed; empty at the end. Raises `Broken` where it is longer than the limit."""
        searched = 0
        while (at := self._held.find(b"\n", searched)) < 0:
            searched = len(self._held)
            if searched > limit:
                raise Broken("a line of its headers has no end")
            if not self._more():
                at = len(self._held) - 1
                break
        return self.read(at + 1)

    def find(self, mark: bytes) -> bool:
        """Go on to the next place where these bytes stand; false where they do not come again."""
        while True:
            at = self._held.find(mark)
            if at >= 0:
                del self._held[:at]
                return True
            del self._held[: max(0, len(self._held) - len(mark) + 1)]
            if not self._more():
                return False

    def after_damage(self) -> bool:
        """Go on to the next member of a damaged gzip file; false where none is found or the file cannot be searched."""
        self._tries += 1
        if not (self._gzip and self._seekable) or self._tries > _TRIES:
            return False
        self._raw.seek(self._member + 1)
        at, held = self._member + 1, b""
        while chunk := self._raw.read(_STEP):
            held += chunk
            found = held.find(b"\x1f\x8b\x08")
            if found >= 0:
                self._raw.seek(at + found)
                self._begin(at + found, self._raw.read(_CHUNK))
                return True
            at += max(0, len(held) - 2)
            held = held[-2:]
        return False

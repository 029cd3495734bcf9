"""The headers of a tar archive, one by one: name, kind, where the bytes of a file stand. The forms of POSIX (ustar, pax) and GNU.

A reader of its own, because Python's keeps every header, follows what says that a file has holes of any size, and reads an extended header as long as it
claims to be. Here headers come one at a time, extended ones to `_LONG`, and nothing is made of a file but its place in the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, NamedTuple

from headwater.read.unpacked import Broken

_BLOCK = 512
#: Bytes of an extended header: a name of a few thousand characters and some times.
_LONG = 65_536
_FILES = frozenset((b"0", b"\x00", b"7"))


class Member(NamedTuple):
    """``kind``: file, folder, link, or other. ``start, size``: where its bytes stand in the archive."""

    name: str
    kind: str
    start: int
    size: int


def is_tar(head: bytes) -> bool:
    """Do the bytes begin as a tar archive does?"""
    return len(head) >= _BLOCK and head[257:262] == b"ustar" and _sum_fits(head[:_BLOCK])


def _sum_fits(block: bytes) -> bool:
    try:
        said = int(block[148:156].split(b"\x00")[0].strip() or b"0", 8)
    except ValueError:
        return False
    return said == sum(block[:148]) + 8 * 32 + sum(block[156:])


def _number(field: bytes) -> int:
    """A size: octal digits, or the bits of a large one (GNU)."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    try:
        return int(field.split(b"\x00")[0].strip() or b"0", 8)
    except ValueError:
        raise Broken("a header gives no size") from None


def _text(field: bytes) -> str:
    return field.split(b"\x00")[0].decode("utf-8", "replace")


def _pax(data: bytes) -> dict[str, str]:
    """What an extended header says: "length key=value" and a line feed, again and again."""
    out: dict[str, str] = {}
    at = 0
    while at < len(data):
        space = data.find(b" ", at, at + 20)
        if space < 0 or not data[at:space].isdigit():
            break
        end = at + int(data[at:space])
        key, equals, value = data[space + 1 : end - 1].partition(b"=")
        if not equals or end <= space:
            break
        out[key.decode("utf-8", "replace")] = value.decode("utf-8", "replace")
        at = end
    return out


def members(stream: IO[bytes]) -> Iterator[Member]:
    """The members of an archive in the order in which they stand. Raises `Broken` where it cannot be read on."""
    at, name, size, holes = 0, "", -1, False
    while True:
        stream.seek(at)
        block = stream.read(_BLOCK)
        if not block.strip(b"\x00"):
            return
        if len(block) < _BLOCK or not _sum_fits(block):
            raise Broken("it breaks off" if len(block) < _BLOCK else "a header is damaged")
        kind, own = block[156:157], _number(block[124:136])
        start = at + _BLOCK
        if kind in (b"x", b"L"):
            said = stream.read(min(own, _LONG))
            if kind == b"L":
                name = _text(said)
            else:
                given = _pax(said)
                name = given.get("path", name)
                size = int(given["size"]) if given.get("size", "").isdigit() and len(given["size"]) < 20 else size
                holes = any(key.startswith("GNU.sparse") for key in given)
        elif kind not in (b"g", b"K"):
            own = size if size >= 0 else own
            folder = _text(block[345:500]) if block[257:263] == b"ustar\x00" else ""
            shown = name or (f"{folder}/" if folder else "") + _text(block[:100])
            yield Member(shown, "other" if holes else _kind(kind, shown), start, own)
            name, size, holes = "", -1, False
        at = start + (own + _BLOCK - 1) // _BLOCK * _BLOCK


def _kind(flag: bytes, name: str) -> str:
    if flag == b"5" or (flag in (b"0", b"\x00") and name.endswith("/")):
        return "folder"
    if flag in (b"1", b"2"):
        return "link"
    return "file" if flag in _FILES else "other"

"""From the bytes of a page to its payload: the text that all raw offsets count in.

In the order that browsers follow: a byte order mark, the encoding that came with the response, the one that the page declares, then what the
bytes themselves show. Never fails: bytes that fit nothing become replacement marks, and `Decoded.doubt` says so.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
#: Browsers look for a declaration in the first 1,024 bytes (HTML standard, 13.2.3.2); pages often put it later.
_HEAD = 4096
#: Bytes that are enough to guess an encoding from.
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """The payload, the encoding it was read in, and what is doubtful about it (or nothing)."""

    payload: str
    encoding: str
    doubt: str = ""


def _known(name: str | None) -> str | None:
    """The codec of a label, as browsers understand it: Latin-1 and ASCII mean Windows-1252."""
    if not name:
        return None
    try:
        found = codecs.lookup(name.strip().strip("\"'")).name
    except (LookupError, ValueError):
        return None
    return "cp1252" if found in ("iso8859-1", "ascii", "latin_1") else found


def _guess(data: bytes) -> str | None:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    return best.encoding if best else None


def decode(data: bytes, declared: str | None) -> Decoded:
    """The payload of a page; ``declared`` is the encoding that came with the response."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    meta = _META.search(data[:_HEAD])
    labels = [_known(declared), _known(meta.group(1).decode("ascii", "replace")) if meta else None, "utf-8"]
    for label in labels:
        if label is not None:
            try:
                return Decoded(data.decode(label), label)
            except (UnicodeDecodeError, LookupError):
                continue
    broken = data.decode("utf-8", "replace")
    # A few broken bytes in a page of UTF-8 are damage, not another encoding.
    if broken.count("\ufffd") * 200 < sum(b > 127 for b in data[:_SAMPLE]):
        return Decoded(broken, "utf-8", "some bytes are broken")
    guessed = _guess(data)
    if guessed is not None:
        try:
            return Decoded(data.decode(guessed), guessed)
        except (UnicodeDecodeError, LookupError):
            pass
    return Decoded(data.decode("cp1252", "replace"), "cp1252", "the encoding was guessed")

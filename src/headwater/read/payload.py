"""From the bytes of a page to its payload: the text that all raw offsets count in.

In the order that browsers follow: a byte order mark, the encoding that came with the response, the one that the page declares, then what the
bytes themselves show. Labels mean what they mean to browsers (`lexicon/encodings.toml`). One thing is kinder than a browser: a label that the
bytes contradict gives way to them. Never fails: bytes that fit nothing become replacement marks, and `Decoded.doubt` says so.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^>]{0,200}?charset\s{0,20}=\s{0,20}[\"']?\s{0,20}([\w.:-]{1,40})", re.IGNORECASE)
#: What XML says of itself: it opens the file or is no declaration.
_XML = re.compile(rb"\s{0,20}<\?xml[^>]{0,200}?encoding\s{0,20}=\s{0,20}[\"']([\w.:-]{1,40})")
_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
#: Browsers look for a declaration in the first 1,024 bytes (HTML standard, 13.2.3.2); pages often put it later.
_HEAD = 4096
#: Bytes that are enough to guess an encoding from.
_SAMPLE = 200_000
#: Share of bytes beyond ASCII under which a text is English, French or such: dashes, quotation marks, some accents.
_WESTERN = 0.12
#: Bytes that windows-1252 leaves open and browsers read as the control characters of the same number.
_OPEN = {b: chr(b) for b in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_ASCII = bytes(range(128))
_WINDOWS = "".join(bytes([b]).decode("cp1252") if b not in _OPEN else chr(b) for b in range(256))


class Decoded(NamedTuple):
    """The payload, the encoding it was read in, and what is doubtful about it (or nothing)."""

    payload: str
    encoding: str
    doubt: str = ""


@cache
def _labels() -> dict[str, str]:
    table = tomllib.loads((files("headwater.read") / "lexicon" / "encodings.toml").read_text("utf-8"))
    return {label: codec for codec, labels in table.items() for label in labels.split()}


@cache
def _codecs() -> frozenset[str]:
    """The codecs that browsers know, by Python's name for them."""
    return frozenset(codecs.lookup(codec).name.replace("-", "_") for codec in _labels().values())


def codec_of(label: str | None) -> str | None:
    """The codec that a label means to browsers; None where they know no such label."""
    return _labels().get(label.strip(" \t\r\n\x0c\"'").lower()) if label else None


def _declared_in(data: bytes) -> str | None:
    """The codec that the page names in its own first bytes. Bytes that could be searched for the word are no UTF-16, whatever they say."""
    head = _COMMENT.sub(b"", data[:_HEAD])
    found = _META.search(head) or _XML.match(head)
    codec = codec_of(found.group(1).decode("ascii", "replace")) if found else None
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _strict(data: bytes, codec: str) -> str | None:
    """The bytes as text, or nothing where they do not fit."""
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        # every byte is a character of windows-1252 to a browser
        return codecs.charmap_decode(data, "strict", _WINDOWS)[0] if codec == "cp1252" and not _is_utf8(data) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _beyond_ascii(data: bytes) -> int:
    """How many bytes are not ASCII: those that are left when the others are taken out, without a look at each in Python."""
    return len(data.translate(None, _ASCII))


def _guess(data: bytes) -> str | None:
    """The encoding that the bytes look like. Where nearly all are ASCII it is what browsers take for pages in western languages."""
    sample = data[:_SAMPLE]
    if _beyond_ascii(sample) < _WESTERN * len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best and codecs.lookup(best.encoding).name.replace("-", "_") in _codecs() else None


def decode(data: bytes, declared: str | None) -> Decoded:
    """The payload of a page; ``declared`` is the encoding that came with the response."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(name, "replace"), name)
    for codec in (codec_of(declared), _declared_in(data), "utf-8"):
        if codec is not None and (text := _strict(data, codec)) is not None:
            return Decoded(text, codec)
    broken = data.decode("utf-8", "replace")
    # A few broken bytes in a page of UTF-8 are damage, not another encoding.
    if broken.count("\ufffd") * 200 < _beyond_ascii(data[:_SAMPLE]):
        return Decoded(broken, "utf-8", "some bytes are broken")
    guessed = _guess(data)
    if guessed is not None and (text := _strict(data, guessed)) is not None:
        return Decoded(text, guessed)
    return Decoded(data.decode("cp1252", "replace"), "cp1252", "the encoding was guessed")

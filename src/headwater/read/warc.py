"""WARC and WACZ: every HTML, text, PDF or Word response with status 200 is a page, with its address and the time of its capture.

A page that was captured several times with the same bytes from the same address is read once: revisit records and repeated responses are counted
and said. Revisits of pages that the archive does not hold are said too. Damage costs the records that it hits, and the rest is read. Sizes are
bounded while unpacking (`unpacked`), so that a small archive cannot grow without limit.
"""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import IO

from headwater.errors import PROBLEMS
from headwater.read.formats import docx, odt, pdf, rtf
from headwater.read.unpacked import Broken, TooMuch
from headwater.read.warc_records import Record, head_of, records, response
from headwater.records import Page, Problem

#: Media types of responses that are pages.
MEDIA = frozenset(("text/html", "application/xhtml+xml", "text/plain", pdf.MEDIA, docx.MEDIA, odt.MEDIA, rtf.MEDIA))
#: Bytes of HTTP headers and of the marks of chunks that come with a body.
_HEAD = 1_000_000

Found = tuple[Page, bytes] | Problem


@dataclass
class _Seen:
    """What one archive has shown so far."""

    captures: set[bytes] = field(default_factory=set)
    digests: set[str] = field(default_factory=set)
    again: int = 0
    elsewhere: int = 0
    cut: int = 0


def _problem(kind: str, path: str, message: str) -> Problem:
    return Problem(stage="read", kind=kind, message=message, hint=PROBLEMS[kind], path=path)


def pages(stream: IO[bytes], path: str, max_bytes: int) -> Iterator[Found]:
    """The pages of a WARC file in its order."""
    yield from _archive([("", stream)], path, max_bytes)


def wacz_pages(archive: zipfile.ZipFile, path: str, max_bytes: int) -> Iterator[Found]:
    """The pages of a WACZ file: those of the WARC files in it."""
    names = sorted(n for n in archive.namelist() if n.lower().endswith((".warc", ".warc.gz")))
    yield from _archive(((f"{name}:", archive.open(name)) for name in names), path, max_bytes)


def _archive(streams: Iterable[tuple[str, IO[bytes]]], path: str, max_bytes: int) -> Iterator[Found]:
    seen = _Seen()
    try:
        for prefix, stream in streams:
            with stream:
                yield from _pages(stream, path, prefix, max_bytes, seen)
    except TooMuch as e:
        yield _problem("too-large", path, f"{path}: {e}; what came before is read.")
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile, NotImplementedError, RuntimeError) as e:
        yield _problem("broken", path, f"{path} is broken after the pages read so far ({e}).")
    if seen.cut:
        yield _problem("broken", path, f"{path} holds {seen.cut} pages that were cut off when they were captured.")
    if seen.again:
        yield _problem("captured-again", path, f"{path} holds {seen.again} more captures of pages that did not change.")
    if seen.elsewhere:
        yield _problem("elsewhere", path, f"{path} holds {seen.elsewhere} notes of captures whose pages are in another archive.")


def _pages(stream: IO[bytes], path: str, prefix: str, max_bytes: int, seen: _Seen) -> Iterator[Found]:
    damage: list[str] = []
    more = False
    for record in records(stream):
        if isinstance(record, Broken):
            damage.append(record.args[0])
            more = False
            continue
        more = True
        try:
            yield from _page(record, path, prefix, max_bytes, seen)
        except Broken:
            continue  # `records` tells of it next
    if damage:
        after = "the records after it are read" if more else "what came before is read"
        places = f"in {len(damage)} places, first: " if len(damage) > 1 else ""
        yield _problem("broken", path, f"{path} is broken ({places}{damage[0]}); {after}.")


def _page(record: Record, path: str, prefix: str, max_bytes: int, seen: _Seen) -> Iterator[Found]:
    kind, headers = record.kind, record.headers
    if kind == "revisit":
        _revisit(record, seen)
        return
    if kind not in ("response", "resource"):
        return
    http = kind == "response" and headers.get("content-type", "").lower().startswith("application/http")
    block = record.block(2 * max_bytes + _HEAD)
    declared = headers.get("content-type", "")
    if http or block.startswith(b"HTTP/"):
        status, named, _ = head_of(block[:_HEAD])
        declared = named.get("content-type", "")
        if status != 200:
            return
    media, _, rest = declared.partition(";")
    media = media.strip().lower()
    if media not in MEDIA:
        return
    url = headers.get("warc-target-uri", "").strip("<>") or None
    try:
        payload = response(block, max_bytes + 1).body if http or block.startswith(b"HTTP/") else block
    except Broken as e:
        yield _problem("unsupported", path, f"{path}: {url} {e.args[0]}.")
        return
    if len(payload) > max_bytes or record.length > 2 * max_bytes + _HEAD:
        yield _problem("too-large", path, f"{path}: {url} is over {max_bytes / 1e6:.0f} MB.")
        return
    if not _first(url, payload, headers.get("warc-payload-digest"), seen):
        return
    seen.cut += bool(headers.get("warc-truncated"))
    yield (
        Page(
            id="",
            path=path,
            size=len(payload),
            url=url,
            media_type=media,
            encoding=rest.lower().partition("charset=")[2].strip().strip("\"'").split(";")[0].strip("\"' ") or None,
            captured=headers.get("warc-date"),
            record=f"{prefix}{record.number}",
        ),
        payload,
    )


def _first(url: str | None, payload: bytes, digest: str | None, seen: _Seen) -> bool:
    """Is this the first capture of these bytes at this address?"""
    sha = hashlib.sha1(payload, usedforsecurity=False).digest()
    seen.digests |= {d.lower() for d in (digest, "sha1:" + base64.b32encode(sha).decode()) if d}
    key = hashlib.blake2b(f"{url}\n".encode("utf-8", "replace") + sha, digest_size=16).digest()
    if key in seen.captures:
        seen.again += 1
        return False
    seen.captures.add(key)
    return True


def _revisit(record: Record, seen: _Seen) -> None:
    """Count a note that a page was captured again and had not changed. Notes about pictures and such are about no page."""
    status, headers, _ = head_of(record.block(_HEAD))
    media = headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if status not in (0, 200, 304) or media not in MEDIA:
        return
    if record.headers.get("warc-payload-digest", "").lower() in seen.digests:
        seen.again += 1
    else:
        seen.elsewhere += 1

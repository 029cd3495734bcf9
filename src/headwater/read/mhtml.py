"""MHTML, "web page, single file" (RFC 2557): its HTML part is the page, with the address and the time that the file gives.

The page's bytes are those of the part, unpacked from the coding that mail needs; pictures and frames in other parts are none of its text.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from email.utils import parsedate_to_datetime

from headwater.read.formats import eml
from headwater.read.source import Found, Source, problem, too_large
from headwater.records import Page

_HTML = ("text/html", "application/xhtml+xml")


def looks_like(head: bytes) -> bool:
    """Does a file begin as MHTML does?"""
    low = head[:4096].lower()
    return low.startswith((b"from:", b"mime-version:", b"subject:", b"date:", b"content-type:")) and b"multipart/related" in low


def pages(source: Source, max_bytes: int) -> Iterator[Found]:
    """The page of an MHTML file."""
    with source.open() as stream:
        payload = stream.read(max_bytes + 1)
    if len(payload) > max_bytes:
        yield too_large(source.path, len(payload), max_bytes)
        return
    try:
        message = eml.opened(payload)
        found = eml.parts(message)
    except (ValueError, RecursionError) as e:
        yield problem("broken", source.path, f"{source.path} cannot be taken apart ({e}).")
        return
    root = next((p for p in found if p.media in _HTML and p.data.strip()), None)
    if root is None:
        yield problem("no-text", source.path, f"{source.path} holds no HTML.")
        return
    url = str(message["Snapshot-Content-Location"] or root.location or "").strip()
    yield (
        Page(
            id="",
            path=source.path,
            size=len(root.data),
            url=url if url.startswith(("http://", "https://")) else None,
            media_type=root.media,
            encoding=root.charset,
            captured=_moment(message["Date"]),
            record=f"part {root.number}",
            supplied=source.date,
        ),
        root.data,
    )


def _moment(value: object) -> str | None:
    try:
        when = parsedate_to_datetime(str(value))
        zoned = when if when.tzinfo else when.replace(tzinfo=datetime.UTC)
        return zoned.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, TypeError, OverflowError, IndexError):
        return None

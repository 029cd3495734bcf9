"""WARC and WACZ: every HTML or text response with status 200 is a page, with its address and the time of its capture.

Revisit records hold no bytes and are passed over; the response that they point to is in the collection or it is not. Sizes are bounded
while unpacking, so that a small archive cannot grow without limit. A broken record ends its archive with a problem; the pages before it
stand.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from headwater.errors import PROBLEMS
from headwater.records import Page, Problem

_ENDINGS = (".warc", ".warc.gz", ".wacz")
_MEDIA = ("text/html", "application/xhtml+xml", "text/plain")


def is_archive(file: Path) -> bool:
    """Is this a WARC or WACZ file, by its name?"""
    return file.name.lower().endswith(_ENDINGS)


def responses(file: Path, path: str, max_bytes: int) -> Iterator[tuple[Page, bytes] | Problem]:
    """The pages of an archive in its order."""
    try:
        if file.name.lower().endswith(".wacz"):
            with zipfile.ZipFile(file) as archive:
                for name in sorted(n for n in archive.namelist() if n.lower().endswith((".warc", ".warc.gz"))):
                    with archive.open(name) as stream:
                        yield from _records(stream, path, f"{name}:", max_bytes)
        else:
            with file.open("rb") as stream:
                yield from _records(stream, path, "", max_bytes)
    except (OSError, zipfile.BadZipFile, EOFError) as e:
        yield _problem("broken", path, f"{path} cannot be unpacked ({e}).")


def _problem(kind: str, path: str, message: str) -> Problem:
    return Problem(stage="read", kind=kind, message=message, hint=PROBLEMS[kind], path=path)


def _records(stream: IO[bytes], path: str, prefix: str, max_bytes: int) -> Iterator[tuple[Page, bytes] | Problem]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        for number, record in enumerate(ArchiveIterator(stream)):
            if record.rec_type in ("response", "resource"):
                yield from _response(record, path, f"{prefix}{number}", max_bytes)
    except (ArchiveLoadFailed, ValueError, EOFError) as e:
        yield _problem("broken", path, f"{path} is broken after the pages read so far ({e}).")


def _response(record: Any, path: str, place: str, max_bytes: int) -> Iterator[tuple[Page, bytes] | Problem]:
    http = record.http_headers
    if http is not None and http.get_statuscode() != "200":
        return
    declared = (http.get_header("Content-Type") if http is not None else record.content_type) or ""
    media, _, rest = declared.partition(";")
    if media.strip().lower() not in _MEDIA:
        return
    url = record.rec_headers.get_header("WARC-Target-URI")
    payload = record.content_stream().read(max_bytes + 1)
    if len(payload) > max_bytes:
        yield _problem("too-large", path, f"{path}: {url} is over {max_bytes / 1e6:.0f} MB.")
        return
    charset = rest.partition("charset=")[2].strip().strip("\"'").split(";")[0] or None
    yield (
        Page(
            id="",
            path=path,
            size=len(payload),
            url=url,
            media_type=media.strip().lower(),
            encoding=charset,
            captured=record.rec_headers.get_header("WARC-Date"),
            record=place,
        ),
        payload,
    )

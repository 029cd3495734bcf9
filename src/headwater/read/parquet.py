"""Parquet files of pages: a row is a page, with the bytes that were captured and what is known of their capture.

Columns, of which only `payload` must be there:

    payload     the captured bytes (binary), or text, which is taken as UTF-8
    path        the name of the page; without one it is the file's, and the page's record is the number of its row, from 0
    url         its address
    media_type  such as text/html
    encoding    such as windows-1252
    captured    when it was captured: text as it is, or a time stamp (UTC where it names no zone)
    published   the day it was published (text that begins with an ISO date, a date or a time stamp): for pages that show none

Rows are streamed. A file that breaks off costs only the rows after that; a row without payload is an empty page.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import IO, Any

from headwater.errors import PROBLEMS
from headwater.records import Page, Problem

_COLUMNS = ("path", "url", "media_type", "encoding", "captured", "published")
#: Rows in memory at once: with pages of the largest size that is read, under a gigabyte.
_ROWS = 16


def _problem(kind: str, path: str, message: str) -> Problem:
    return Problem(stage="read", kind=kind, message=message, hint=PROBLEMS[kind], path=path)


def rows(file: IO[bytes], path: str, max_bytes: int) -> Iterator[tuple[Page, bytes] | Problem]:
    """The pages of a file in its order; ``path`` is how the file is shown. A page's ``supplied`` date is its `published`."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(file) as table:
            known = table.schema_arrow.names
            kind = str(table.schema_arrow.field("payload").type) if "payload" in known else "none"
            if not kind.removeprefix("large_").startswith(("binary", "string")):
                yield _problem("unsupported", path, f"{path} is a Parquet file without a column named payload that holds bytes or text.")
                return
            columns = ["payload", *(c for c in _COLUMNS if c in known)]
            number = 0
            for batch in table.iter_batches(_ROWS, columns=columns):
                for row in batch.to_pylist():
                    yield from _row(row, path, number, max_bytes)
                    number += 1
    except (pa.ArrowException, OSError) as e:
        yield _problem("broken", path, f"{path} is broken after the pages read so far ({str(e).splitlines()[0]}).")


def _row(row: dict[str, Any], path: str, number: int, max_bytes: int) -> Iterator[tuple[Page, bytes] | Problem]:
    payload, name = row["payload"], _text(row.get("path"))
    where = name or f"{path}, row {number}"
    held = payload.encode("utf-8", "surrogatepass") if isinstance(payload, str) else bytes(payload or b"")
    if len(held) > max_bytes:
        yield _problem("too-large", name or path, f"{where} is over {max_bytes / 1e6:.0f} MB.")
        return
    published = _text(row.get("published"))
    if published is not None and not _is_day(published[:10]):
        yield _problem("bad-date", name or path, f"{where}: {published!r} is no date.")
        published = None
    yield (
        Page(
            id="",
            path=name or path,
            size=len(held),
            url=_text(row.get("url")),
            media_type=_text(row.get("media_type")),
            encoding="utf-8" if isinstance(payload, str) else _text(row.get("encoding")),
            captured=_text(row.get("captured")),
            record=None if name else str(number),
            supplied=published[:10] if published else None,
        ),
        held,
    )


def _text(value: Any) -> str | None:
    """A value as text: a date or a time in ISO's form, text as it is."""
    if isinstance(value, datetime.datetime):
        zoned = value if value.tzinfo else value.replace(tzinfo=datetime.UTC)
        return zoned.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value).strip() or None if value is not None else None


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10

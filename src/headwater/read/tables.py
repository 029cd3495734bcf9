"""Tables of articles, as JSON Lines, JSON or CSV: every row with text is a page.

The bytes of a page are those of its row, of a CSV file with the header before them, so that the page says what its columns are. What the columns
mean is the business of `formats.row`. Rows are streamed; one that is longer than a page may be is left out and said.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator

from headwater.read.formats import row
from headwater.read.payload import decode
from headwater.read.source import Found, Source, problem
from headwater.records import Page, Problem

#: Bytes from which the encoding of a table is told.
_SAMPLE = 1_000_000
#: Encodings of tables whose rows keep their very bytes; rows of others are kept in UTF-8.
_EXACT = frozenset(("utf-8", "utf-8-sig", "cp1252"))


class _Count:
    """Rows that are no pages, and where the first of them stands."""

    def __init__(self) -> None:
        self.rows = 0
        self._set_aside: dict[str, tuple[int, str]] = {}

    def add(self, kind: str, where: str) -> None:
        """Count a row that is no page."""
        many, first = self._set_aside.get(kind, (0, where))
        self._set_aside[kind] = (many + 1, first)

    def said(self, source: Source) -> Iterator[Problem]:
        path = source.path
        if self.rows == 0 and "broken" not in self._set_aside:
            yield problem("unsupported", path, f"{path} is a table without a column of text (docs/formats.md lists their names).")
            return
        for kind, (many, first) in sorted(self._set_aside.items()):
            what = {"no-text": "without text", "broken": "that cannot be read"}[kind]
            rows = f"{many} rows {what}, first in" if many > 1 else f"a row {what},"
            yield problem(kind, path, f"{path} holds {rows} {first}.")


def _page(source: Source, where: str, payload: bytes, media: str, encoding: str, url: str | None) -> tuple[Page, bytes]:
    page = Page(
        id="", path=source.path, size=len(payload), url=url or None, media_type=media, encoding=encoding, record=where, supplied=source.date
    )
    return page, payload


def _judged(source: Source, count: _Count, where: str, text: str, encoding: str) -> Iterator[Found]:
    """The page of a row of JSON, if it is one."""
    try:
        value = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        count.add("broken", where)
        return
    which = row.columns(value) if isinstance(value, dict) else {}
    if "text" not in which or not row.said_in(value[which["text"]]).strip():
        count.add("no-text", where)
        return
    count.rows += 1
    url = row.said_in(value[which["url"]]) if "url" in which else None
    yield _page(source, where, text.encode("utf-8", "surrogatepass"), row.JSON, encoding, url)


def json_lines(source: Source, max_bytes: int) -> Iterator[Found]:
    """The rows of a JSON Lines file."""
    count, number = _Count(), 0
    with source.open() as stream:
        while line := stream.readline(max_bytes + 1):
            number += 1
            if len(line) > max_bytes:
                yield problem("too-large", source.path, f"{source.path}: line {number} is over {max_bytes / 1e6:.0f} MB.")
                while line and not line.endswith(b"\n"):
                    line = stream.readline(max_bytes)
                continue
            text = line.decode("utf-8-sig" if number == 1 else "utf-8", "replace").strip()
            if text:
                yield from _judged(source, count, f"line {number}", text, "utf-8")
    yield from count.said(source)


def json_file(source: Source, max_bytes: int) -> Iterator[Found]:
    """The rows of a JSON file: one object, a list of them, or one to a line."""
    with source.open() as stream:
        first = stream.readline(max_bytes + 1)
        rest = stream.read(max_bytes + 1 - len(first)) if len(first) <= max_bytes else b""
        more = bool(stream.read(1))
    if _is_object(first) and (rest.strip() or more):
        yield from json_lines(source, max_bytes)
        return
    if more:
        yield problem("too-large", source.path, f"{source.path} is over {max_bytes / 1e6:.0f} MB; JSON Lines may be longer.")
        return
    text = decode(first + rest, None).payload
    count, at, number = _Count(), _next_row(text, 0), 0
    reader = json.JSONDecoder(strict=False)
    while at < len(text):
        number += 1
        try:
            end = reader.raw_decode(text, at)[1]
        except (ValueError, RecursionError):
            count.add("broken", f"row {number}")
            break
        yield from _judged(source, count, f"row {number}", text[at:end], "utf-8")
        at = _next_row(text, end)
    yield from count.said(source)


def _next_row(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n,[]":
        at += 1
    return at


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


class _TooLong(Exception):
    """A row is longer than a page may be."""


def csv_rows(source: Source, max_bytes: int) -> Iterator[Found]:
    """The rows of a CSV file with a header."""
    with source.open() as stream:
        encoding = _encoding(stream.read(_SAMPLE))
    count = _Count()
    with source.open() as stream:
        text = io.TextIOWrapper(stream, encoding, "surrogateescape" if encoding in _EXACT else "replace", newline="")
        try:
            yield from _csv(source, text, "cp1252" if encoding == "cp1252" else "utf-8", count, max_bytes)
        except _TooLong:
            yield problem(
                "too-large", source.path, f"{source.path}: a row is over {max_bytes / 1e6:.0f} MB; what comes after it is not read."
            )
        except csv.Error as e:
            yield problem("broken", source.path, f"{source.path} is broken after the rows read so far ({e}).")
    yield from count.said(source)


def _csv(source: Source, text: io.TextIOWrapper, encoding: str, count: _Count, max_bytes: int) -> Iterator[Found]:
    held: list[str] = []
    first = text.readline(max_bytes)
    parted = row.delimiter(first)
    csv.field_size_limit(max(csv.field_size_limit(), max_bytes))
    rows = csv.reader(_lines(first, text.readline, held, max_bytes), delimiter=parted)
    header = next(rows, [])
    head = "".join(held)
    held.clear()
    which = row.columns(header)
    if "text" not in which:
        return
    places = {field: header.index(name) for field, name in which.items()}
    number = rows.line_num + 1
    for values in rows:
        where, number = f"line {number}", rows.line_num + 1
        taken = "".join(held)
        held.clear()
        if len(values) <= places["text"] or not values[places["text"]].strip():
            if values:
                count.add("no-text", where)
            continue
        count.rows += 1
        url = values[places["url"]] if "url" in places and places["url"] < len(values) else None
        payload = (head + ("" if head.endswith(("\n", "\r")) else "\n") + taken).encode(encoding, "surrogateescape")
        yield _page(source, where, payload, row.CSV, encoding, url)


def _lines(first: str, more: Callable[[int], str], held: list[str], limit: int) -> Iterator[str]:
    """The lines of a file, each put aside in ``held`` until the row it belongs to is whole."""
    line, size = first, 0
    while line:
        size = len(line) if not held else size + len(line)
        if size >= limit:
            raise _TooLong
        held.append(line)
        yield line
        line = more(limit)


def _encoding(sample: bytes) -> str:
    """The encoding of a table: by its mark, else UTF-8 if its beginning is, else what it looks like."""
    if sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if sample.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    whole = sample[: sample.rfind(b"\n") + 1] or sample
    return decode(whole, None).encoding

"""One row of a table of articles, as JSON or as CSV with the table's header: its columns by name, its text as an article.

What columns are called is data (`lexicon/columns.toml`). A column without a known name is left alone. A date that could be two days
(03/04/2031) is not guessed at but said.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.read.formats.feed import found_date
from headwater.read.head import Head
from headwater.read.laid import Article, Laid, Payload, body_of, title_block
from headwater.read.payload import decode

JSON, CSV = "application/json", "text/csv"
_MARKUP = re.compile(r"<(?:p|div|br|article|body|html|h[1-6]|ul|li|span)\b[^<>]*>", re.IGNORECASE)
_SIMPLE = re.compile(r"[^a-z0-9]+")
#: Seconds since 1970 of the years 1973 to 5138; larger numbers are milliseconds.
_SECONDS = (100_000_000, 100_000_000_000)


@cache
def _names() -> dict[str, tuple[str, int]]:
    """Simplified name of a column -> what it holds, and its rank among the names of that."""
    table: dict[str, list[str]] = tomllib.loads((files("headwater.read") / "lexicon" / "columns.toml").read_text("utf-8"))["columns"]
    return {_SIMPLE.sub("", name): (field, rank) for field, names in table.items() for rank, name in reversed(list(enumerate(names)))}


def columns(names: Iterable[str | None]) -> dict[str, str]:
    """What a table's columns hold: url, title, text, date, outlet, author -> the name of the column, the most telling where several would do."""
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        meant = _names().get(_SIMPLE.sub("", name.lower())) if name else None
        if meant and name and (meant[0] not in found or meant[1] < found[meant[0]][0]):
            found[meant[0]] = (meant[1], name)
    return {field: name for field, (_, name) in found.items()}


def said_in(value: Any) -> str:
    """A value as text: of a list all that it holds, of an object its name."""
    for _ in range(3):
        if isinstance(value, Mapping):
            value = next((value[k] for k in ("name", "title", "value", "text") if value.get(k)), None)
        elif isinstance(value, list):
            value = ", ".join(s for v in value[:20] if (s := said_in(v) if not isinstance(v, list) else ""))
    return "" if value is None or isinstance(value, bool | Mapping) else str(value)


def lay(payload: bytes, media: str, encoding: str | None) -> Laid:
    """A row laid out: headline, author, outlet, date and address on a line each, then its text."""
    decoded = decode(payload, encoding)
    try:
        row = _row(decoded.payload, media)
    except (ValueError, RecursionError, csv.Error) as e:
        return Laid(decoded.payload, said=[("broken", f"is no row of a table ({e})")])
    which = columns(row)
    text = said_in(row[which["text"]]) if "text" in which else ""
    if not text.strip():
        return Laid(decoded.payload, said=[("no-text", "holds no text in a column that is named so")])
    out, said = Payload(), [("encoding", f"was read as {decoded.encoding}: {decoded.doubt}")] if decoded.doubt else []
    declared = {
        field: out.declare(said_in(row[which[field]]), f"column {which[field]}", f"the column {which[field]}")
        for field in ("title", "author", "outlet", "url")
        if field in which
    }
    title, url = declared.get("title"), declared.get("url")
    outlet = declared.get("outlet")
    head = Head(
        titles=[title] if title else [],
        sites=[outlet] if outlet else [],
        author=declared.get("author"),
        url=url.value if url else None,
    )
    if "date" in which and (shown := out.declare(said_in(row[which["date"]]), f"column {which['date']}", "")) is not None:
        date = found_date(_clock(shown.value), shown.start, shown.end, f"the column {which['date']}")
        if date is not None and date.value:
            head.dates.append(date)
        else:
            said.append(("bad-date", f"gives {shown.value[:40]!r} as its date, which cannot be read without guessing"))
    out.add("\n")
    start, _ = out.add(text, f"column {which['text']}")
    blocks, parents = body_of(text, start, html=bool(_MARKUP.search(text)))
    return Laid(out.text(), [Article(blocks, parents, head, title_block(title), given=True)], out.places, said)


def _row(text: str, media: str) -> dict[str, Any]:
    if media == JSON:
        row = json.loads(text, strict=False)
        if not isinstance(row, dict):
            raise ValueError("it is no JSON object")
        return row
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter(text.split("\n", 1)[0]))
    return dict(zip(next(rows, []), next(rows, []), strict=False))


def delimiter(header: str) -> str:
    """What parts the columns of a table: what makes most of its header known names."""
    return max(",;\t|", key=lambda d: len(columns(name.strip(' "\r\ufeff') for name in header.split(d))))


def _clock(text: str) -> str:
    """A number of seconds or milliseconds since 1970 as a date; other text as it is."""
    try:
        number = float(text)
    except ValueError:
        return text
    seconds = number / 1000 if number >= _SECONDS[1] else number
    if not _SECONDS[0] <= seconds < _SECONDS[1]:
        return text
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")

"""An Excel workbook (Office Open XML): accounts, the timeline, claims, documents, links, and what was set aside, a sheet each.

Text is stored as text, so that nothing in it is ever run as a formula; it is not changed. What a cell cannot hold is left out:
control characters, and what comes after 32,767 characters (the limit of the format). Needs openpyxl (extra `xlsx`).
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.errors import MissingExtra
from headwater.records import Link
from headwater.show.export.cells import number
from headwater.show.export.flat import FLAT
from headwater.show.export.rows import Shelf, said_of
from headwater.tables import fields

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "xlsx"

#: The most characters that a cell of the format holds (ECMA-376; "Excel specifications and limits").
_CELL = 32_767
#: Characters that XML 1.0 has no place for.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
#: Widths of columns in characters: words are wide, the rest narrow enough for a screen to show many.
_WIDE, _NARROW = 48.0, 16.0
_WORDS = frozenset({"gist", "quote", "sentence", "title", "why", "chain", "origin", "origins", "message", "left_text", "right_text"})
#: A zip entry needs a date; all get the format's first, so that the same case gives the same bytes.
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def write(library: Library, output: Path) -> int:
    """Write the workbook; gives the number of accounts."""
    try:
        from openpyxl import Workbook
    except ImportError as e:
        raise MissingExtra("Excel files need the package openpyxl.", "Install it with: pip install 'headwater[xlsx]'") from e
    book = Workbook(write_only=True)
    counts = {}
    for name, (record, made_rows) in FLAT.items():
        names = [n for n, _ in fields(record)]
        counts[name] = _sheet(book, name, names, ([getattr(r, n) for n in names] for r in made_rows(library)))
    for name, (columns, rows) in _SHEETS.items():
        _sheet(book, name, columns, rows(library))
    made = output.with_name(output.name + ".dated")
    try:
        book.save(made)
        _undate(made, output)
    finally:
        made.unlink(missing_ok=True)
    return counts["accounts"]


def _sheet(book: Any, name: str, columns: list[str], rows: Iterable[list[Any]]) -> int:
    """Add a sheet with a header that stays in sight; gives the number of rows below it."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    for at, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(at)].width = _WIDE if column in _WORDS else _NARROW
    head = [WriteOnlyCell(sheet, value=c) for c in columns]
    for c in head:
        c.font = Font(bold=True)
    sheet.append(head)
    count = 0
    for row in rows:
        sheet.append([_cell(sheet, v) for v in row])
        count += 1
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{count + 1}"
    return count


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell

    if isinstance(value, float):
        return number(value)
    if value is None or isinstance(value, int):
        return value
    text = " > ".join(value) if isinstance(value, tuple) else str(value)
    made = WriteOnlyCell(sheet, value=_CONTROL.sub("", text)[:_CELL])
    made.data_type = "s"
    return made


def _claims(library: Library) -> Iterator[list[Any]]:
    labels = Shelf(library).origins
    for c in library.claims():
        origins = "; ".join(labels[o].label if o in labels else o for o in c.origins)
        documents = len({a.document for a in c.accounts})
        yield [c.id, c.kind, c.gist, documents, c.independent.low, c.independent.high, c.standing, origins, c.score, "; ".join(c.why)]


def _documents(library: Library) -> Iterator[list[Any]]:
    for d in library.all("documents"):
        facts = [said_of(f) for f in (d.title, d.byline, d.outlet, d.published, d.modified)]
        yield [d.id, d.path, d.ordinal, *facts, d.published.precision if d.published else None, d.url, d.language, d.page]


def _links(library: Library) -> Iterator[list[Any]]:
    shelf = Shelf(library)
    for table in ("copies", "cites"):
        for link in library.all(table):
            yield _link(shelf, link)


def _link(shelf: Shelf, link: Link) -> list[Any]:
    left, right = shelf.document(link.left.document), shelf.document(link.right.document)
    first = {"left": left.path, "right": right.path}.get(link.direction, "unknown")
    texts = [left.text[link.left.start : link.left.end], right.text[link.right.start : link.right.end]]
    return [link.id, link.kind, left.path, right.path, first, *texts, link.score, "; ".join(link.why)]


def _problems(library: Library) -> Iterator[list[Any]]:
    for p in library.problems():
        yield [p.stage, p.kind, p.path, p.message, p.hint]


_SHEETS: dict[str, tuple[list[str], Callable[[Library], Iterator[list[Any]]]]] = {
    "claims": (
        ["claim", "kind", "gist", "documents", "independent_low", "independent_high", "standing", "origins", "score", "why"],
        _claims,
    ),
    "documents": (
        [
            "document",
            "path",
            "ordinal",
            "title",
            "byline",
            "outlet",
            "published",
            "modified",
            "precision",
            "url",
            "language",
            "page_sha256",
        ],
        _documents,
    ),
    "links": (["link", "kind", "left", "right", "came_first", "left_text", "right_text", "score", "why"], _links),
    "set aside": (["stage", "kind", "path", "message", "hint"], _problems),
}


def _undate(made: Path, output: Path) -> None:
    """Copy the workbook without the times at which it was made."""
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _NO_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with source.open(name) as part, target.open(entry, "w") as to:
                if name == "docProps/core.xml":
                    to.write(re.sub(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", b"", part.read()))
                else:
                    while chunk := part.read(1 << 20):
                        to.write(chunk)

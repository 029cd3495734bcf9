"""OpenDocument texts (ODT): the paragraphs and headings of the body in order, each with its number; tables cell by cell.

Deleted text of tracked changes, comments, notes, text boxes, headers and footers are no part of the body. The document's own properties say when a file was
made and not when a text was published, so they are not read. Only the body is opened, to a limit.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from headwater.read.formats.paragraphs import lay_paragraphs
from headwater.read.formats.xml import Refused, parse
from headwater.read.laid import Laid

MEDIA = "application/vnd.oasis.opendocument.text"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _OFFICE, _DRAW = f"{_SPACE}text:1.0 ", f"{_SPACE}office:1.0 ", f"{_SPACE}drawing:1.0 "
#: What the XML of the body may unpack to, as of Word documents.
_MOST = 64_000_000
#: Elements whose text is not, or no longer, in the body.
_ASIDE = frozenset(
    (
        f"{_TEXT}tracked-changes",
        f"{_TEXT}note",
        f"{_TEXT}index-title-template",
        f"{_OFFICE}annotation",
        f"{_OFFICE}forms",
        f"{_DRAW}text-box",
    )
)
_BREAKS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
#: Blanks that one element may stand for.
_BLANKS = 1_000


class _Body:
    """The paragraphs of `content.xml`: text, level of heading (0: none)."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[str, int]] = []
        self._open: list[tuple[list[str], int]] = []
        self._aside = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in _ASIDE:
            self._aside += 1
        elif self._aside:
            return
        elif name in (f"{_TEXT}p", f"{_TEXT}h"):
            level = attributes.get(f"{_TEXT}outline-level", "1") if name.endswith("h") else "0"
            title = attributes.get(f"{_TEXT}style-name", "").lower() == "title"
            self._open.append(([], 1 if title else min(6, int(level)) if level.isascii() and level.isdigit() and len(level) < 3 else 1))
        elif self._open and name in _BREAKS:
            self._open[-1][0].append(_BREAKS[name])
        elif self._open and name == f"{_TEXT}s":
            count = attributes.get(f"{_TEXT}c", "1")
            self._open[-1][0].append(" " * (min(_BLANKS, int(count)) if count.isascii() and count.isdigit() and len(count) < 9 else 1))

    def end(self, name: str) -> None:
        if name in _ASIDE:
            self._aside -= 1
        elif not self._aside and self._open and name in (f"{_TEXT}p", f"{_TEXT}h"):
            pieces, level = self._open.pop()
            self.paragraphs.append(("".join(pieces), level))

    def data(self, text: str) -> None:
        if self._open and not self._aside:
            # white space in the file is that of its making; what is meant is written as elements
            self._open[-1][0].append(" ".join(text.split(" ")) if "\n" not in text else " ".join(text.split()))


def is_odt(archive: zipfile.ZipFile) -> bool:
    """Is this archive an OpenDocument text?"""
    names = archive.namelist()
    if "mimetype" not in names or "content.xml" not in names:
        return False
    with archive.open("mimetype") as member:
        return member.read(100).strip().decode("ascii", "replace").removesuffix("-template") == MEDIA


def lay(payload: bytes) -> Laid:
    """An OpenDocument text laid out: a paragraph to a line, a blank line between them."""
    body = _Body()
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive, archive.open("content.xml") as member:
            xml = member.read(_MOST + 1)
        if len(xml) > _MOST:
            return Laid("", said=[("broken", f"unpacks to more than {_MOST // 1_000_000} MB")])
        parse(xml.decode("utf-8", "replace"), body.start, body.end, body.data)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as e:
        if not isinstance(e, Refused) or not body.paragraphs:
            return Laid("", said=[("broken", f"cannot be unpacked as an OpenDocument text ({e})")])
    return lay_paragraphs(body.paragraphs)

"""Word documents (DOCX): the paragraphs of the body in order, each with its number; tables cell by cell.

Deleted text of tracked changes, comments, headers, footers and text boxes are no part of the body. The document's own properties (a date of
creation, an author's log-in) say when a file was made and not when a text was published, so they are not read. Only two members of the
archive are opened, each to a limit.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Mapping

from headwater.read.formats.paragraphs import lay_paragraphs
from headwater.read.formats.xml import Refused, parse
from headwater.read.laid import Laid

MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main "
#: What the XML of the body may unpack to: a book of a thousand pages is under 20 MB of it.
_MOST = 64_000_000
_HEADING = re.compile(r"heading\s*([1-6])|(title)", re.IGNORECASE)
#: Elements whose text is not, or no longer, in the body.
_ASIDE = frozenset(("del", "moveFrom", "instrText", "txbxContent", "footnote", "comment", "delText"))


class _Body:
    """The paragraphs of `word/document.xml`: text, level of heading (0: none)."""

    def __init__(self) -> None:
        self.paragraphs: list[tuple[str, int]] = []
        self._open: list[tuple[list[str], int]] = []
        self._aside = 0
        self._text = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        tag = _local(name)
        if tag in _ASIDE:
            self._aside += 1
        elif self._aside:
            return
        elif tag == "p":
            self._open.append(([], 0))
        elif not self._open:
            return
        elif tag == "t":
            self._text += 1
        elif tag == "tab":
            self._open[-1][0].append("\t")
        elif tag in ("br", "cr"):
            self._open[-1][0].append("\n")
        elif tag == "noBreakHyphen":
            self._open[-1][0].append("-")
        elif tag == "pStyle":
            style = next((v for k, v in attributes.items() if _local(k) == "val"), "")
            if m := _HEADING.match(style):
                self._open[-1] = (self._open[-1][0], int(m[1] or 1))

    def end(self, name: str) -> None:
        tag = _local(name)
        if tag in _ASIDE:
            self._aside -= 1
        elif self._aside:
            return
        elif tag == "t":
            self._text = max(0, self._text - 1)
        elif tag == "p" and self._open:
            pieces, level = self._open.pop()
            self.paragraphs.append(("".join(pieces), level))

    def data(self, text: str) -> None:
        if self._text and self._open and not self._aside:
            self._open[-1][0].append(text)


def _local(name: str) -> str:
    return name.removeprefix(_W).removeprefix(_STRICT)


def is_docx(archive: zipfile.ZipFile) -> bool:
    """Is this archive a Word document?"""
    return "word/document.xml" in archive.namelist()


def _body(payload: bytes) -> _Body | str:
    """The body, or in words why there is none."""
    body = _Body()
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive, archive.open("word/document.xml") as member:
            xml = member.read(_MOST + 1)
        if len(xml) > _MOST:
            return f"unpacks to more than {_MOST // 1_000_000} MB"
        parse(xml.decode("utf-8", "replace"), body.start, body.end, body.data)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as e:
        if not isinstance(e, Refused) or not body.paragraphs:
            return f"cannot be unpacked as a Word document ({e})"
    return body


def lay(payload: bytes) -> Laid:
    """A Word document laid out: a paragraph to a line, a blank line between them."""
    found = _body(payload)
    if isinstance(found, str):
        return Laid("", said=[("broken", found)])
    return lay_paragraphs(found.paragraphs)

r"""RTF documents: the paragraphs of the body in order, each with its number.

Reads what the Rich Text Format Specification 1.9.1 calls plain text: letters, \'hh in the code page of the document, \u with what stands for it, breaks,
quotation marks and dashes. Tables of fonts and styles, pictures, headers, footers, notes, comments, deleted text, instructions of fields and every
destination that a reader need not know (\*) are no part of the body. A file's own properties are not read. One pass, no recursion, and groups no deeper than
`_DEPTH`.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from headwater.read.formats.paragraphs import lay_paragraphs
from headwater.read.laid import Laid

MEDIA = "application/rtf"
MARK = b"{\\rtf"
#: Groups inside one another; what people write stays under thirty.
_DEPTH = 500
#: Bytes of a document without its pictures that are read.
_MOST = 50_000_000
_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z'])|([{}])|([\r\n\x00]+)|([^\\{}\r\n\x00]+)|(\\)")
_MARKS = {
    "par": "\n\n",
    "sect": "\n\n",
    "page": "\n\n",
    "row": "\n\n",
    "cell": "\n\n",
    "nestcell": "\n\n",
    "nestrow": "\n\n",
    "line": "\n",
    "column": "\n\n",
    "tab": "\t",
    "emdash": "—",
    "endash": "–",
    "emspace": " ",
    "enspace": " ",
    "qmspace": " ",
    "bullet": "•",
    "lquote": "‘",
    "rquote": "’",
    "ldblquote": "“",
    "rdblquote": "”",
}
_SYMBOLS = {"~": "\u00a0", "_": "-", "-": "", "\n": "\n\n", "\r": "\n\n", "\\": "\\", "{": "{", "}": "}"}
#: Groups whose text is not in the body.
_ASIDE = frozenset(
    "fonttbl colortbl stylesheet info pict object objdata header headerl headerr headerf footer footerl footerr footerf footnote annotation fldinst "
    "listtable listoverridetable revtbl rsidtbl generator themedata datastore latentstyles xmlnstbl filetbl template operator bkmkstart bkmkend atnid "
    "atnauthor atrfstart atrfend shpinst shp nonshppict pntext pn private1 tc xe rxe txe upr userprops docvar".split()
)
#: What the code pages are called that Python knows by another name, or that mean that of the system.
_PAGES = {0: "cp1252", 10000: "mac_roman", 65001: "utf-8", 708: "iso8859_6", 20127: "ascii"}


class _State(NamedTuple):
    """What holds in a group: is it no part of the body, is it hidden or deleted, how many characters stand for a \\u, the level of its headings."""

    aside: bool = False
    hidden: bool = False
    fallback: int = 1
    level: int = 0


class _Reader:
    def __init__(self) -> None:
        self.state = _State()
        self.stack: list[_State] = []
        self.codec = "cp1252"
        self.pieces: list[str] = []
        self.levels: list[int] = []
        self.bytes = bytearray()
        self.skip = 0
        self.fresh = False  # a group was opened, and nothing stands in it yet

    def shows(self) -> bool:
        """Is what stands here part of the body?"""
        return not (self.state.aside or self.state.hidden)

    def put(self, text: str) -> None:
        """Text of the body; characters that stand for a \\u before them are passed over."""
        if self.skip:
            gone = min(self.skip, len(text))
            self.skip, text = self.skip - gone, text[gone:]
        if text and self.shows():
            self.flush()
            self.pieces.append(text)

    def byte(self, code: int) -> None:
        """A byte in the code page of the document; several may make one letter."""
        if self.skip:
            self.skip -= 1
        elif self.shows():
            self.bytes.append(code)

    def flush(self) -> None:
        """Bytes that have come, as letters."""
        if self.bytes:
            self.pieces.append(self.bytes.decode(self.codec, "replace"))
            self.bytes.clear()

    def paragraph(self) -> None:
        """The end of a paragraph."""
        if not self.state.aside:
            self.flush()
            self.pieces.append("\f")
            self.levels.append(self.state.level)

    def word(self, name: str, number: int | None) -> None:
        """A control word."""
        if name in _ASIDE and self.fresh:
            self.state = self.state._replace(aside=True)
        elif name in _MARKS:
            self.paragraph() if _MARKS[name] == "\n\n" else self.put(_MARKS[name])
        elif name == "u" and number is not None:
            self.put(_character(number))
            self.skip = self.state.fallback
        elif name == "uc" and number is not None:
            self.state = self.state._replace(fallback=max(0, min(number, 100)))
        elif name == "ansicpg" and number is not None:
            self.codec = _codec(number)
        elif name == "outlinelevel" and number is not None:
            self.state = self.state._replace(level=number + 1 if 0 <= number < 6 else 0)
        elif name == "pard":
            self.state = self.state._replace(level=0)
        elif name in ("deleted", "v"):
            self.state = self.state._replace(hidden=number != 0)
        elif name == "plain":
            self.state = self.state._replace(hidden=False)


def _character(number: int) -> str:
    code = number % 65_536
    return chr(code) if code >= 32 else ""


def _codec(page: int) -> str:
    name = _PAGES.get(page, f"cp{page}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "cp1252"


def lay(payload: bytes) -> Laid:
    """An RTF document laid out: a paragraph to a line, a blank line between them."""
    text = payload[:_MOST].decode("latin-1")
    reader, at, said = _Reader(), 0, list[tuple[str, str]]()
    while at < len(text):
        m = _TOKEN.match(text, at)
        if m is None:
            break
        at = m.end()
        word, number, code, symbol, brace, _, plain, _ = m.groups()
        if brace == "{":
            if len(reader.stack) >= _DEPTH:
                said.append(("broken", f"holds groups nested deeper than {_DEPTH}; what came before is read"))
                break
            reader.stack.append(reader.state)
        elif brace == "}":
            reader.flush()
            reader.skip = 0
            if not reader.stack:
                break
            reader.state = reader.stack.pop()
        elif word == "bin":
            at += max(0, int(number or 0))
        elif word:
            reader.word(word, int(number) if number else None)
        elif code:
            reader.byte(int(code, 16))
        elif symbol == "*" and reader.fresh:
            reader.state = reader.state._replace(aside=True)
        elif symbol in ("\n", "\r"):
            reader.paragraph()
        elif symbol:
            reader.put(_SYMBOLS.get(symbol, ""))
        elif plain:
            reader.put(plain.encode("latin-1").decode(reader.codec, "replace") if not plain.isascii() else plain)
        reader.fresh = brace == "{" or (reader.fresh and m.group().isspace())
    reader.paragraph() if not reader.state.aside else reader.flush()
    found = "".join(reader.pieces).encode("utf-16", "surrogatepass").decode("utf-16", "replace").split("\f")
    laid = lay_paragraphs(zip(found, [*reader.levels, 0], strict=False))
    laid.said = [*said, *laid.said][:1]
    return laid

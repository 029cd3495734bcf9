"""A page laid out for reading: its payload as text, where each stretch of that text stands in the file, and the articles on it.

Of a web page or a text file the payload is the file as decoded, and raw offsets are places in the file itself. Of a format whose bytes are no
text (PDF, DOCX), or in which words stand coded (e-mail, feeds, rows of tables), it is the text that the format's reader lays out in reading
order: always the same for the same bytes. `Laid.places` then says what part of the file a stretch of the payload is, such as page 3 of a PDF,
and the characters of the stretch count from its start. Reads no bytes itself; the readers in `formats` do.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from headwater.read.block import Block
from headwater.read.head import Declared, Head
from headwater.read.markup import markup_blocks
from headwater.read.text_lines import line_blocks


class Part(NamedTuple):
    """A stretch of the payload and the part of the file that it is, in words: "page 3", "paragraph 12", "column text"."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Article:
    """Blocks to be read as one page.

    ``given``: the format says that this is an article, so no furniture is looked for around it. ``plain``: the payload itself is its text.
    """

    blocks: list[Block]
    parents: list[int] = field(default_factory=list)
    head: Head = field(default_factory=Head)
    title: Block | None = None
    given: bool = False
    plain: bool = False


@dataclass(slots=True)
class Laid:
    """``said``: what was wrong with the page, as kind and words. ``readable``: false where the kind of the first says why there is no text."""

    payload: str
    articles: list[Article] = field(default_factory=list)
    places: list[Part] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)

    def place(self, raw: int) -> tuple[str, int] | None:
        """The part of the file that a character of the payload stands in, and its number there, from 0; None between parts."""
        i = bisect_right(self.places, raw, key=lambda p: p.start) - 1
        if i < 0 or raw >= self.places[i].end:
            return None
        return self.places[i].name, raw - self.places[i].start


class Payload:
    """Collects a payload part by part."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.places: list[Part] = []
        self.length = 0

    def add(self, text: str, name: str = "") -> tuple[int, int]:
        """Add text, as a part of the file if it has a name; where it stands."""
        start = self.length
        self._pieces.append(text)
        self.length += len(text)
        if name and text:
            self.places.append(Part(start, self.length, name))
        return start, self.length

    def declare(self, text: str, name: str, evidence: str) -> Declared | None:
        """Add a line that says something about the article; None where there is nothing to say."""
        value = " ".join(text.split())
        if not value:
            return None
        start, end = self.add(value, name)
        self.add("\n")
        return Declared(value, start, end, evidence)

    def text(self) -> str:
        """All of it."""
        return "".join(self._pieces)


def shifted(blocks: Sequence[Block], by: int) -> list[Block]:
    """Blocks of a text that stands further on in the payload."""
    for b in blocks:
        b.pieces = [(text, start + by, end + by) for text, start, end in b.pieces]
    return list(blocks)


def body_of(text: str, at: int, *, html: bool) -> tuple[list[Block], list[int]]:
    """The blocks of a body that stands at ``at`` in the payload, with the element around each element where it is markup."""
    if html:
        blocks, parents = markup_blocks(text)
        return shifted(blocks, at), parents
    return shifted(line_blocks(text), at), []


def title_block(declared: Declared | None) -> Block | None:
    """The headline that a format names, as a block of its own."""
    if declared is None:
        return None
    return Block([(declared.value, declared.start, declared.end)], tag="h1")

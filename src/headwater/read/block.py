"""A block: a line of a text page or a paragraph of an HTML page, with the place of each of its characters. What every reader gives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import InitVar, dataclass, field

from headwater.text.fold import fold, fold_all

#: A piece of a block: its text, and the range of the payload that it stands for.
Piece = tuple[str, int, int]

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
#: In a text that holds nothing but ASCII, what joins words or opens one, and all that is no letter or digit as a blank.
_JOINT = re.compile(rb"['-](?=[a-zA-Z0-9])")
_PARTED = bytes(b if chr(b).isascii() and chr(b).isalnum() else 32 for b in range(256))
#: Marks that are no part of a word and join none.
_MARKS = "‘“”–—…\u00a0"
_FOLDED = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*$")
#: Characters in which a sentence's end stands.
_TAIL = 8
#: What sentences end with, and what may stand behind it.
_STOPS, _CLOSERS = frozenset(".!?…"), frozenset("\"'”’»)]")
_LIST_MARK = re.compile(r"\s*(?:[•·●▪◦‣○*\-–+]|\d{1,2}[.)])\s")


def key_of(text: str) -> str:
    """The words of a text, folded, with one blank between them."""
    return " ".join(_FOLDED.findall(fold(text)))


def _counts(texts: Sequence[str]) -> list[int]:
    """How many words each of the texts holds."""
    whole = "\n".join(texts)
    if not whole.isascii():
        # what most texts hold beyond ASCII is no letter: without these marks they are plain
        whole = whole.replace("’", "'")
        for mark in _MARKS:
            whole = whole.replace(mark, " ")
    plain = _JOINT.sub(b"x", whole.encode("ascii", "replace")).translate(_PARTED)
    out, at, all_plain = list[int](), 0, whole.isascii()
    for text in texts:
        end = at + len(text)
        is_plain = all_plain or text.isascii() or whole[at:end].isascii()
        out.append(len(plain[at:end].split() if is_plain else _WORD.findall(text)))
        at = end + 1
    return out


def _ends(text: str) -> bool:
    """Does the end of a text, without white space behind it, end a sentence?"""
    last = text[-1:]
    return last in _STOPS or (last in _CLOSERS and _SENTENCE_END.search(text[-_TAIL:]) is not None)


def measured(blocks: Sequence[Block]) -> None:
    """Gives blocks their text and what it shows: its folded form, its words, whether it ends as a sentence does, its share of links."""
    texts = []
    for b in blocks:
        pieces = b.pieces
        b.text = pieces[0][0] if len(pieces) == 1 else "".join([p[0] for p in pieces])
        texts.append(b.text)
    for b, text, folded, words in zip(blocks, texts, fold_all(texts), _counts(texts), strict=True):
        b.folded = folded.strip(" \"'*#_:.|•·-")
        b.words = words
        b.ends = _ends(text.rstrip())
        if b.linked:
            b.link_share = b.linked / max(1, len(text.strip()))


@dataclass(slots=True, eq=False)
class Block:
    """``gap``: line breaks before it (2 and more: a blank line). ``tag``, ``inside`` and ``hints``: where it stands in the markup.

    ``holder``: the number of the element that holds it. ``kind`` is what it was taken for: body, title, byline, date, ..., or a kind of furniture;
    ``why`` is the reason. ``later``: what its text shows is left for `measured` to find out, for all blocks of a page at once.
    """

    pieces: list[Piece]
    gap: int = 2
    tag: str = "p"
    inside: frozenset[str] = frozenset()
    hints: frozenset[str] = frozenset()
    linked: int = 0
    holder: int = 0
    kind: str = ""
    why: str = ""
    text: str = field(default="", init=False)
    folded: str = field(default="", init=False)
    words: int = field(default=0, init=False)
    ends: bool = field(default=False, init=False)
    link_share: float = field(default=0.0, init=False)
    _key: str | None = field(default=None, init=False)
    later: InitVar[bool] = False

    def __post_init__(self, later: bool) -> None:
        if not later:
            measured((self,))

    @property
    def key(self) -> str:
        """Its words, folded, for comparison."""
        if self._key is None:
            self._key = key_of(self.text)
        return self._key

    @property
    def raw_start(self) -> int:
        """Where it begins in the payload."""
        return self.pieces[0][1]

    @property
    def raw_end(self) -> int:
        """Where it ends in the payload."""
        return self.pieces[-1][2]

    @property
    def heading(self) -> bool:
        """Does the markup say that it is a heading?"""
        return len(self.tag) == 2 and self.tag[0] == "h"

    def take(self, kind: str, why: str) -> None:
        """Settle what it is."""
        self.kind, self.why = kind, why

    def part(self, start: int, end: int) -> list[Piece]:
        """The pieces of its text's ``[start, end)``; a piece that stands for other characters is whole, in the part in which it begins."""
        if start <= 0 and end >= len(self.text):
            return self.pieces
        out: list[Piece] = []
        at = 0
        for text, a, b in self.pieces:
            first, last = max(start - at, 0), min(end - at, len(text))
            if len(text) != b - a:
                if start <= at < end:
                    out.append((text, a, b))
            elif first < last:
                out.append((text[first:last], a + first, a + last))
            at += len(text)
        return out

    @property
    def is_list_item(self) -> bool:
        """Does it begin with a list mark?"""
        return self.tag == "li" or _LIST_MARK.match(self.text) is not None

"""Words with their places."""

from __future__ import annotations

import re
from typing import NamedTuple

#: A word: letters and digits, with inner apostrophes, hyphens, and points or commas between digits.
WORD = re.compile(r"\d+(?:[.,]\d+)*(?:[^\W\d_]+)?|[^\W_]+(?:['’\-‐‑][^\W_]+)*")


class Word(NamedTuple):
    """A word and its place in the text it came from."""

    text: str
    start: int
    end: int


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]``, offsets counted in the whole text."""
    return [Word(m.group(), m.start(), m.end()) for m in WORD.finditer(text, start, len(text) if end is None else end)]

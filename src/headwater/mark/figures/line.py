"""A sentence as a row of tokens: words, numerals, signs and marks, each with its place. Reads no meaning into them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.text.fold import straighten

# 1,200 and 1'200 (and thin spaces, turned into apostrophes below) group thousands; a point followed by digits is decimal.
_TOKEN = re.compile(
    r"\d{1,3}(?:[,']\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
    r"|[^\W\d_]+(?:'[^\W\d_]+)?(?:\.[^\W\d_](?=\.))*"
    r"|\S"
)
_THIN = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3}){2,})(?![\d.,])")


@dataclass(slots=True)
class Line:
    """The tokens of a sentence: ``lows`` in small letters, ``words`` as written, ``starts`` and ``ends`` in the document's text.

    ``upper`` says that the sentence is in capitals, so that capitals tell nothing.
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    lows: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    upper: bool

    def __len__(self) -> int:
        return len(self.words)

    def low(self, i: int) -> str:
        """The token in small letters; empty outside the sentence."""
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def glued(self, i: int) -> bool:
        """Does token i follow the one before it without white space?"""
        return 0 < i < len(self.starts) and self.starts[i] == self.ends[i - 1]

    def capital(self, i: int) -> bool:
        """Does token i begin with a capital letter that means something?"""
        return not self.upper and 0 <= i < len(self.words) and self.words[i][0].isupper()

    def matches(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Do the tokens from i on say the phrase?"""
        return self.lows[i : i + len(phrase)] == phrase

    def ends_with(self, i: int, phrase: tuple[str, ...]) -> bool:
        """Do the tokens before i say the phrase?"""
        return i >= len(phrase) and self.lows[i - len(phrase) : i] == phrase

    def write(self, i: int, j: int) -> str:
        """The text of tokens [i, j) as it stands."""
        return self.text[self.starts[i] : self.ends[j - 1]] if i < j else ""


def read_line(text: str, start: int, end: int) -> Line:
    """The tokens of ``text[start:end]``; offsets count in the whole text."""
    piece = _THIN.sub("'", text[start:end])
    piece = _SPACED.sub(lambda m: m.group().replace(" ", "'"), straighten(piece))
    found = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(piece)]
    words = tuple(f[0] for f in found)
    letters = [w for w in words if w[0].isalpha() and len(w) > 1]
    # two capitalised words ("Mayor Ortez") are a headline at most; a sentence in capitals has hardly a small letter
    upper = bool(letters) and sum(w.isupper() for w in letters) > 0.7 * len(letters)
    return Line(
        text,
        start,
        end,
        words,
        tuple(w.lower() for w in words),
        tuple(start + f[1] for f in found),
        tuple(start + f[2] for f in found),
        upper,
    )


def is_numeral(word: str) -> bool:
    """Is the token written in digits?"""
    return bool(word) and (word[0].isdecimal() or (word[0] == "." and len(word) > 1 and word[1].isdecimal()))


def is_word(word: str) -> bool:
    """Is the token written in letters?"""
    return bool(word) and word[0].isalpha()


def numeral(word: str) -> float:
    """The number that a token in digits stands for."""
    return float(word.replace(",", "").replace("'", ""))

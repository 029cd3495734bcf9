"""A sentence as a row of tokens: words, numerals, signs and marks, each with its place. Reads no meaning into them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.text.fold import straighten

# 1,200 and 1'200 (and spaces, turned into apostrophes below) group thousands, as do 12,34,567 in South Asia and two points or more in
# 1.200.000; one point followed by digits is decimal. A comma is decimal before one or two digits and a word that takes a fraction.
_TOKEN = re.compile(
    r"\d{1,3}(?:[,']\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,2}(?:,\d\d)+,\d{3}(?!\d)(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?![\d.])(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d\d?(?!\d)"
    r"|\d+,\d{1,2}(?= ?(?:%|(?:percent|per cent|million|billion|trillion|bn)\b))|\d+(?:\.\d+)?|(?<![\w.])\.\d+"
    r"|[^\W\d_]+(?:'[^\W\d_]+)?(?:\.[^\W\d_](?=\.))*"
    r"|\S"
)
_PAIR = re.compile(r"\d \d{3}(?!\d)")
_THIN = re.compile(r"(?<=\d)[\u00a0\u2007\u2009\u202f](?=\d{3}(?!\d))")
_SPACED = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3}){2,})(?![\d.,])")
# One group only ("the 1 200 houses") needs a plural behind and a word in small letters before: "on May 12 500 men came" has two numbers.
_ONE_SPACED = re.compile(r"(?<!\w)((?:The|Some|[a-z]+) )(\d{1,3}) (?=\d{3} (?:[a-z]+s|people|men|women|children)\b)")
_FOREIGN = str.maketrans({"٬": ",", "٫": ".", "，": ",", "．": ".", "％": "%", "＄": "$"})


@dataclass(slots=True)
class Line:
    """The tokens of a sentence: ``lows`` in small letters, ``words`` as written, ``starts`` and ``ends`` in the document's text.

    ``upper`` says that the sentence is in capitals, so that capitals tell nothing; ``held`` are its words without order, to be asked before any search.
    """

    text: str
    start: int
    end: int
    words: tuple[str, ...]
    lows: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    upper: bool
    held: frozenset[str]

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
    piece = straighten(_grouped(text[start:end]))
    found = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(piece)]
    words = tuple(f[0] for f in found)
    letters = [w for w in words if w[0].isalpha() and len(w) > 1]
    # two capitalised words ("Mayor Ortez") are a headline at most; a sentence in capitals has hardly a small letter
    upper = bool(letters) and sum(w.isupper() for w in letters) > 0.7 * len(letters)
    lows = tuple(w.lower() for w in words)
    starts, ends = tuple(start + f[1] for f in found), tuple(start + f[2] for f in found)
    return Line(text, start, end, words, lows, starts, ends, upper, frozenset(lows))


def _grouped(piece: str) -> str:
    """The piece with spaces inside numbers as apostrophes and the separators of other scripts as ours. Same length."""
    if not piece.isascii():
        piece = _THIN.sub("'", piece.translate(_FOREIGN))
    if not _PAIR.search(piece):
        return piece
    piece = _SPACED.sub(_apostrophes, piece)
    return _ONE_SPACED.sub(r"\1\2'", piece)


def _apostrophes(found: re.Match[str]) -> str:
    return found.group().replace(" ", "'")


def is_numeral(word: str) -> bool:
    """Is the token written in digits?"""
    return bool(word) and (word[0].isdecimal() or (word[0] == "." and len(word) > 1 and word[1].isdecimal()))


def is_word(word: str) -> bool:
    """Is the token written in letters?"""
    return bool(word) and word[0].isalpha()


def numeral(word: str) -> float:
    """The number that a token in digits stands for."""
    if "," in word:
        head, _, tail = word.rpartition(",")
        if len(tail) < 3 or head.count(".") > 0:  # 2,5 and 1.200,50: the comma is decimal, points group
            return float(f"{head.replace('.', '').replace(',', '')}.{tail}")
    if word.count(".") > 1:
        word = word.replace(".", "")
    return float(word.replace(",", "").replace("'", ""))

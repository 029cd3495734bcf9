"""The words of a sentence as names need them: with points of initials, without possessives, and with what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from headwater.text.fold import straighten

#: "U.N.", "J.", a word with inner apostrophes, hyphens and "&"; a possessive ending is left out of the word.
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|[A-Z]\.(?=[ \n][A-Z])|(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Sen|Rep|Gov|Rev|St|Mt)\."
    r"|[^\W_]+(?:['-](?!s\b(?!-))[^\W_]+)*|&"
)


class Token(NamedTuple):
    """A word: as written (quotation marks and dashes straight), folded, and its place in the text."""

    text: str
    low: str
    start: int
    end: int

    @property
    def capital(self) -> bool:
        """Does it begin with a capital?"""
        return self.text[0].isupper()

    @property
    def upper(self) -> bool:
        """Is it written in capitals, with two letters or more?"""
        letters = self.text.replace(".", "")
        return len(letters) > 1 and letters.isupper()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of ``text[start:end]``, offsets counted in the whole text."""
    plain = straighten(text[start:end])
    return [Token(m.group(), m.group().lower().rstrip("."), start + m.start(), start + m.end()) for m in _TOKEN.finditer(plain)]

"""Word pieces of BERT's uncased vocabulary (Devlin et al. 2019), word by word: longest match first, after Wu et al. (2016)."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LONGEST = 60
_CACHED = 200_000


class Pieces:
    """Word -> numbers of its pieces."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: i for i, piece in enumerate(vocabulary)}
        self.start, self.end = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = (self._numbers["[UNK]"],)
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """At least one number; marks inside a word are pieces of their own."""
        found = self._known.get(word)
        if found is None:
            found = tuple(n for part in _parts(_plain(word)) for n in self._split(part)) or self._unknown
            if len(self._known) >= _CACHED:
                self._known.clear()
            self._known[word] = found
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST:
            return self._unknown
        out: list[int] = []
        at = 0
        while at < len(word):
            for end in range(len(word), at, -1):
                number = self._numbers.get(("##" if at else "") + word[at:end])
                if number is not None:
                    out.append(number)
                    at = end
                    break
            else:
                return self._unknown
        return tuple(out)


def _plain(word: str) -> str:
    """Small letters without accents."""
    lower = word.lower()
    if lower.isascii():
        return lower
    return "".join(c for c in unicodedata.normalize("NFD", lower) if unicodedata.category(c) != "Mn")


def _parts(word: str) -> list[str]:
    if word.isalnum():
        return [word]
    out: list[str] = []
    run = ""
    for c in word:
        if c.isalnum():
            run += c
        else:
            if run:
                out.append(run)
            run = ""
            if not (c.isspace() or unicodedata.category(c) in ("Cc", "Cf")):
                out.append(c)
    return [*out, run] if run else out

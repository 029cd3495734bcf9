"""A document made ready for comparing: the words of its body with their hashes, sentences and folded text. Decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headwater.records import Document, Stretch
from headwater.text.fold import fold
from headwater.text.sentences import sentences
from headwater.text.shingles import Tokens, tokens


@dataclass(frozen=True, eq=False)
class Reading:
    """The body of one document as words. ``sentence`` gives the number of the sentence that each word stands in."""

    folded: str
    tokens: Tokens
    sentence: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.tokens)

    def first(self, word: int) -> int:
        """The first word of the sentence in which a word stands."""
        return int(np.searchsorted(self.sentence, self.sentence[word], "left"))

    def last(self, word: int) -> int:
        """One past the last word of the sentence in which a word stands."""
        return int(np.searchsorted(self.sentence, self.sentence[word], "right"))

    def piece(self, start: int, end: int) -> str:
        """The folded text from word ``start`` to the word before ``end``."""
        return self.folded[int(self.tokens.starts[start]) : int(self.tokens.ends[end - 1])] if start < end else ""


@lru_cache(maxsize=2048)
def reading_of(text: str, body: tuple[Stretch, ...]) -> Reading:
    """The reading of a body of ``text``."""
    words = tokens(text, ((s.start, s.end) for s in body))
    begins = np.array([s.start for part in body for s in sentences(text, part.start, part.end)], dtype=np.int64)
    return Reading(fold(text), words, np.searchsorted(begins, words.starts, "right"))


def reading(document: Document) -> Reading:
    """The reading of a document; kept for the 2,048 last ones (about 20 kB each), since a document is aligned with many others."""
    return reading_of(document.text, document.body)

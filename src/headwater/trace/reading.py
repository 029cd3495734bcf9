"""A document made ready for comparing: the words of its body with their hashes, places, sentences and folded text. Decides nothing.

Every part is made when it is first asked for: most pairs of documents turn out to share nothing after a look at their runs of words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache

import numpy as np

from headwater.records import Document, Stretch, Text
from headwater.text.align import Runs, runs_of
from headwater.text.fold import fold
from headwater.text.sentences import sentences
from headwater.text.shingles import places, word_hashes


class Reading:
    """The body of one document as words, numbered from 0."""

    def __init__(self, text: str, body: tuple[Stretch, ...]) -> None:
        self.text, self.body = text, body
        self._hashes = word_hashes(text, ((s.start, s.end) for s in body))
        self._runs: dict[int, Runs] = {}

    def __len__(self) -> int:
        return len(self._hashes)

    def runs(self, size: int) -> Runs:
        """Its runs of ``size`` words, for `headwater.text.align.tiles`."""
        if size not in self._runs:
            self._runs[size] = runs_of(self._hashes, size)
        return self._runs[size]

    @cached_property
    def folded(self) -> str:
        """The whole text, folded."""
        return fold(self.text)

    @cached_property
    def _places(self) -> tuple[list[int], list[int]]:
        return places(self.folded, ((s.start, s.end) for s in self.body))

    @property
    def starts(self) -> list[int]:
        """Where each word begins in the text, rising."""
        return self._places[0]

    @property
    def ends(self) -> list[int]:
        """Where each word ends in the text."""
        return self._places[1]

    @cached_property
    def breaks(self) -> list[int]:
        """The words with which sentences begin, rising; the first is 0, and one past the last word closes the list."""
        begins = np.array([s.start for part in self.body for s in sentences(self.text, part.start, part.end)], dtype=np.int64)
        firsts = np.searchsorted(np.array(self.starts, dtype=np.int64), begins)
        return np.unique(np.r_[0, firsts, len(self)]).tolist()

    @cached_property
    def often(self) -> Counter[str]:
        """How often each folded word stands in the body."""
        return Counter(self.folded[start:end] for start, end in zip(*self._places, strict=True))

    def first(self, word: int) -> int:
        """The first word of the sentence in which a word stands."""
        return self.breaks[bisect_right(self.breaks, word) - 1]

    def last(self, word: int) -> int:
        """One past the last word of the sentence in which a word stands."""
        return self.breaks[bisect_right(self.breaks, word)]

    def piece(self, start: int, end: int) -> str:
        """The folded text from word ``start`` to the word before ``end``."""
        return self.folded[self.starts[start] : self.ends[end - 1]] if start < end else ""


_read = lru_cache(maxsize=1024)(Reading)


def reading(document: Document | Text) -> Reading:
    """The reading of a document; kept for the 1,024 last ones (about 60 kB each), since a document is aligned with many others."""
    return _read(document.text, document.body)

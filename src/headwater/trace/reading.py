"""A document made ready for comparing: the words of its body with their hashes, places, sentences and folded text. Decides nothing.

Every part is made when it is first asked for: most pairs of documents turn out to share nothing after a look at their runs of words.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from functools import cached_property, lru_cache

from headwater.records import Document, Source, Stretch, Text
from headwater.text.align import Runs, runs_of
from headwater.text.fold import fold
from headwater.text.sentences import sentences
from headwater.text.shingles import places, word_hashes

_BLANK = " \t\r\n"


class Reading:
    """The body of one document as words, numbered from 0."""

    def __init__(self, text: str, body: tuple[Stretch, ...]) -> None:
        self.text, self.body = text, body
        self._hashes = word_hashes(text, ((s.start, s.end) for s in body))
        self._runs: dict[int, Runs] = {}
        self._sentences: list[tuple[int, int] | None] = [None] * len(self._hashes)

    def __len__(self) -> int:
        return len(self._hashes)

    def hashes(self, start: int, end: int) -> list[int]:
        """The words from ``start`` to the one before ``end`` as numbers, equal for one word in any house style."""
        return [int(h) for h in self._hashes[start:end]]

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

    def block(self, at: int) -> tuple[int, int]:
        """The stretch around a place of the body to the next blank lines: paragraphs, sentences and open quotations end there."""
        part = next(s for s in self.body if at < s.end)
        before, after = self.text.rfind("\n\n", part.start, at), self.text.find("\n\n", at, part.end)
        start, end = (part.start if before < 0 else before + 2), (part.end if after < 0 else after)
        while before >= 0 and self.text[start] in _BLANK:
            start += 1
        while after >= 0 and self.text[end - 1] in _BLANK:
            end -= 1
        return start, end

    def sentence(self, word: int) -> tuple[int, int]:
        """The first word of the sentence in which a word stands, and the one after its last."""
        known = self._sentences[word]
        return known or self._mark_sentences(word)

    def _mark_sentences(self, word: int) -> tuple[int, int]:
        start, end = self.block(self.starts[word])
        begins = {bisect_left(self.starts, s.start) for s in sentences(self.text, start, end)}
        breaks = sorted({bisect_left(self.starts, start), *begins, bisect_left(self.starts, end)})
        for first, last in itertools.pairwise(breaks):
            self._sentences[first:last] = [(first, last)] * (last - first)
        return self._sentences[word] or (word, word + 1)

    @cached_property
    def often(self) -> Counter[str]:
        """How often each folded word stands in the body."""
        return Counter(self.folded[start:end] for start, end in zip(*self._places, strict=True))

    def piece(self, start: int, end: int) -> str:
        """The folded text from word ``start`` to the word before ``end``."""
        return self.folded[self.starts[start] : self.ends[end - 1]] if start < end else ""


#: The reading of a body of a text; kept for the 1,024 last ones (about 60 kB each), since a document is held against many others.
reading_of = lru_cache(maxsize=1024)(Reading)


def reading(document: Document | Source | Text) -> Reading:
    """The reading of a document."""
    return reading_of(document.text, document.body)

"""A document made ready for comparing: the words of its body with their hashes, places, sentences and folded text. Decides nothing.

Words are made for many documents at once (`bodies`), every other part of a reading when it is first asked for: most pairs of documents
turn out to share nothing after a look at their runs of words.
"""

from __future__ import annotations

import itertools
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

import numpy as np

from headwater.records import Document, Source, Stretch, Text
from headwater.text.fold import fold
from headwater.text.sentences import ranges
from headwater.text.tokens import Hashes, Offsets, Tokens, tokens
from headwater.trace.particulars import particulars

_BLANK = " \t\r\n"


class Bodies(NamedTuple):
    """The words of the bodies of some documents, places counted in the document's text, and the folded texts."""

    words: Tokens
    folded: list[str]


def bodies(documents: Sequence[Document | Source | Text]) -> Bodies:
    """The words of the bodies of several documents, all at once."""
    folded = [fold(d.text) for d in documents]
    parts = [(text, s) for text, d in zip(folded, documents, strict=True) for s in d.body]
    found = tokens([text[s.start : s.end] for text, s in parts])
    offset = np.repeat(np.array([s.start for _, s in parts], dtype=np.int64), np.diff(found.first))
    of_document = np.cumsum([0, *(len(d.body) for d in documents)])
    return Bodies(Tokens(found.hashes, found.starts + offset, found.ends + offset, found.first[of_document]), folded)


class Reading:
    """The body of one document as words, numbered from 0."""

    def __init__(self, text: str, body: tuple[Stretch, ...], folded: str, hashes: Hashes, starts: Offsets, ends: Offsets) -> None:
        """``folded`` is the whole text, folded; ``starts, ends`` are where each word stands in it."""
        self.text, self.body, self.folded = text, body, folded
        self._hashes, self._starts, self._ends = hashes, starts, ends
        self._sentences: list[tuple[int, int] | None] = [None] * len(hashes)

    def __len__(self) -> int:
        return len(self._hashes)

    def hashes(self, start: int, end: int) -> list[int]:
        """The words from ``start`` to the one before ``end`` as numbers, equal for one word in any house style."""
        return list(self._hashes[start:end].tolist())

    @cached_property
    def starts(self) -> list[int]:
        """Where each word begins in the text, rising."""
        return list(self._starts.tolist())

    @cached_property
    def ends(self) -> list[int]:
        """Where each word ends in the text."""
        return list(self._ends.tolist())

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
        return self._sentences[word] or self._mark_sentences(word)

    def _mark_sentences(self, word: int) -> tuple[int, int]:
        starts = self.starts
        start, end = self.block(starts[word])
        begins = {bisect_left(starts, begin) for begin, _ in ranges(self.text, start, end)}
        breaks = sorted({bisect_left(starts, start), *begins, bisect_left(starts, end)})
        for first, last in itertools.pairwise(breaks):
            self._sentences[first:last] = [(first, last)] * (last - first)
        return self._sentences[word] or (word, word + 1)

    def particulars(self, start: int, end: int) -> int:
        """How many of the words from ``start`` to the one before ``end`` are names or numbers."""
        return particulars(self.text, self.folded, self.starts[start:end], self.ends[start:end])

    @cached_property
    def often(self) -> Counter[str]:
        """How often each folded word stands in the body."""
        return Counter(self.folded[start:end] for start, end in zip(self.starts, self.ends, strict=True))

    def piece(self, start: int, end: int) -> str:
        """The folded text from word ``start`` to the word before ``end``."""
        return self.folded[self.starts[start] : self.ends[end - 1]] if start < end else ""


def readings(words: Bodies, documents: Sequence[Document | Source | Text]) -> list[Reading]:
    """The readings of several documents, given the words of their bodies."""
    (hashes, starts, ends, first), folded = words
    cuts = zip(first.tolist(), first[1:].tolist(), strict=False)
    return [
        Reading(d.text, d.body, plain, hashes[a:b], starts[a:b], ends[a:b])
        for d, plain, (a, b) in zip(documents, folded, cuts, strict=True)
    ]


#: The reading of a body of a text; kept for the 1,024 last ones (about 60 kB each), since a document is held against many others.
@lru_cache(maxsize=1024)
def reading_of(text: str, body: tuple[Stretch, ...]) -> Reading:
    """The reading of a body of a text."""
    document = Text(id="", text=text, body=body)
    return readings(bodies([document]), [document])[0]


def reading(document: Document | Source | Text) -> Reading:
    """The reading of a document."""
    return reading_of(document.text, document.body)

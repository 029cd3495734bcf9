"""Seeds: a choice of fingerprints of a document's body, by which documents that share a passage find one another.

Looks at the body alone: title, byline, menus and captions are shared by documents that have nothing else in common. Does not compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from headwater.records import Seeds, Text
from headwater.settings import TraceSettings
from headwater.text.shingles import fingerprints
from headwater.trace.reading import bodies


def seeds(document: Text, settings: TraceSettings) -> Iterator[Seeds]:
    """The winnowed word shingles of the body, each once. A body shorter than a shingle has none.

    Shingles run across paragraphs, since newsrooms break paragraphs at will.
    """
    yield from next(seeds_of([document], settings))


def seeds_of(documents: Sequence[Text], settings: TraceSettings) -> Iterator[Iterable[Seeds]]:
    """The same for each of several documents."""
    words = bodies(documents).words
    found = fingerprints(words.hashes, words.first, settings.shingle_words, settings.winnow_window)
    for document, hashes in zip(documents, found, strict=True):
        yield [Seeds(document=document.id, hashes=tuple(hashes.view(np.int64).tolist()))] if len(hashes) else []

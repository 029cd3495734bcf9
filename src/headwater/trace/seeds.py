"""Seeds: a choice of fingerprints of a document's body, by which documents that share a passage find one another.

Looks at the body alone: title, byline, menus and captions are shared by documents that have nothing else in common. Does not compare.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from headwater.records import Seeds, Text
from headwater.settings import TraceSettings
from headwater.text.shingles import shingles, winnow, word_hashes


def seeds(document: Text, settings: TraceSettings) -> Iterator[Seeds]:
    """The winnowed word shingles of the body, each once. A body shorter than a shingle has none.

    Shingles run across paragraphs, since newsrooms break paragraphs at will.
    """
    hashes = shingles(word_hashes(document.text, ((s.start, s.end) for s in document.body)), settings.shingle_words)
    if len(hashes):
        chosen = np.unique(hashes[winnow(hashes, settings.winnow_window)]).view(np.int64)
        yield Seeds(document=document.id, hashes=tuple(chosen.tolist()))

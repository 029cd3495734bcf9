"""Seeds: a choice of fingerprints of a document's body, by which documents that share a passage find one another.

Looks at the body alone: title, byline, menus and captions are shared by documents that have nothing else in common. Does not compare.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from headwater.records import Document, Seed
from headwater.settings import TraceSettings
from headwater.text.shingles import shingles, tokens, winnow


def seeds(document: Document, settings: TraceSettings) -> Iterator[Seed]:
    """The winnowed word shingles of the body, in order of place.

    Shingles run across paragraphs, since newsrooms break paragraphs at will. A body shorter than a shingle has none.
    """
    words = tokens(document.text, ((s.start, s.end) for s in document.body))
    hashes = shingles(words.hashes, settings.shingle_words)
    chosen = winnow(hashes, settings.winnow_window)
    last = chosen + settings.shingle_words - 1
    for value, start, end in zip(
        hashes[chosen].view(np.int64).tolist(), words.starts[chosen].tolist(), words.ends[last].tolist(), strict=True
    ):
        yield Seed(hash=value, document=document.id, start=start, end=end)

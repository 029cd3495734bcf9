"""Quotations whose speaker no page gives: the text that is quoted is then the origin, whether or not it is in the collection.

Two excerpts of one text are one origin where they share eight words in a row, and two translations of it where a link says that they tell
the same. Quotations with a speaker rest on the speaker; they are not looked at here.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from headwater.records import Link, Place
from headwater.text.fold import fold
from headwater.text.shingles import shingles, word_hashes
from headwater.trace.groups import Groups
from headwater.trace.origins.names import Source
from headwater.trace.origins.told import Told

#: A quotation without a source is known by its first words; shorter ones are phrases.
_OPENING = 12
#: Eight words in a row are seldom the same by chance (see `passage_words`).
_SHARED = 8
#: So many runs of a quotation are kept: excerpts that share nothing of the first 70 words are rare.
_RUNS = 64


@dataclass(slots=True)
class Quotations:
    """The texts quoted without a speaker, with runs of their words by which two excerpts find one another."""

    sources: dict[str, Source] = field(default_factory=dict)
    runs: dict[int, str] = field(default_factory=dict)
    groups: Groups[str] = field(default_factory=Groups)
    places: dict[str, list[tuple[int, int, str]]] = field(default_factory=lambda: defaultdict(list))

    def source(self, text: str, row: Told) -> Source | None:
        """The source of a quotation, and its runs of words noted; None for a phrase."""
        quotation = text[row.core.start : row.core.end]
        words = re.findall(r"\w+", fold(quotation))
        if len(words) < _OPENING:
            return None
        opening = " ".join(words[:_OPENING])
        key = "quote:" + hashlib.sha256(opening.encode("utf-8", "surrogatepass")).hexdigest()[:16]
        self.sources[key] = Source(key, "document", f"the text that reads “{opening} …”")
        for run in shingles(word_hashes(quotation, [(0, len(quotation))]), _SHARED)[:_RUNS].tolist():
            self.groups.join(key, self.runs.setdefault(run, key))
        return self.sources[key]

    def note(self, document: str, row: Told, source: Source) -> None:
        """Note where a text is quoted."""
        self.places[document].append((row.core.start, row.core.end, source.key))

    def one(self, links: Iterable[Link]) -> dict[str, Source]:
        """Quoted texts that are one: key -> the source that stands for all of them, the least by key."""
        for link in links if self.sources else ():
            for left in _quoted_at(link.left, self.places):
                for right in _quoted_at(link.right, self.places):
                    self.groups.join(left, right)
        return {key: self.sources[root] for key in self.sources if (root := self.groups.root(key)) != key}


def _quoted_at(place: Place, rows: Mapping[str, list[tuple[int, int, str]]]) -> list[str]:
    """The quoted texts that make up at least half of a place."""
    return [
        key
        for start, end, key in rows.get(place.document, ())
        if 2 * (min(end, place.end) - max(start, place.start)) >= place.end - place.start
    ]

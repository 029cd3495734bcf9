"""Nameless: speakers without a name whom the same long quotation on two pages shows to be one.

An unnamed source is never merged with another for its description. But "the owner of a stall" and "a stallholder at the ferry" who say the
same twenty words are one person, and two pages that quote them have one source. What editors put in square brackets is not the speaker's.
A run of words that many speakers share is a formula and shows nothing; what one page tells of two speakers is left as it tells it. Names
nobody.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from headwater.text.shingles import shingles, word_hashes
from headwater.trace.groups import Groups
from headwater.trace.origins.names import Source

#: Runs of so many words are looked for in both quotations.
_RUN = 8
#: So many words in common make a quotation that is met once; they must also be half of the shorter one.
_LONG = 12
#: The first runs of a quotation that are kept: two excerpts of one seldom share none of the first 70 words.
_RUNS = 64
#: A run that more speakers share is a formula ("our thoughts are with the families of the victims").
_FORMULA = 50
_EDITORS = re.compile(r"\[[^\]]*\]")


@dataclass(slots=True)
class Nameless:
    """The long quotations of unnamed speakers: whose they are, how many words they have, the runs of words that they hold."""

    speakers: list[Source] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def note(self, document: str, quotation: str, speaker: Source) -> None:
        """Note what an unnamed speaker is quoted with; phrases are passed over."""
        said = _EDITORS.sub(" ", quotation)
        hashes = word_hashes(said, [(0, len(said))])
        if len(hashes) < _LONG:
            return
        for run in set(shingles(hashes, _RUN)[:_RUNS].tolist()):
            self.holders[run].append(len(self.speakers))
        self.speakers.append(speaker)
        self.documents.append(document)
        self.lengths.append(len(hashes))

    def one(self) -> dict[str, Source]:
        """Speakers that are one: key -> the source that stands for all of them, the least by key. The order of what was noted does not matter."""
        shared: Counter[tuple[int, int]] = Counter()
        for held in self.holders.values():
            if 1 < len({self.speakers[n].key for n in held}) <= _FORMULA:
                shared.update(itertools.combinations(held, 2))
        groups, known = Groups[str](), {s.key: s for s in sorted(self.speakers, key=lambda s: (s.key, s.label), reverse=True)}
        for (a, b), runs in shared.items():
            words = runs + _RUN - 1
            if (
                self.documents[a] != self.documents[b]
                and words >= _LONG
                and 2 * words >= min(self.lengths[a], self.lengths[b], _RUNS + _RUN - 1)
            ):
                groups.join(self.speakers[a].key, self.speakers[b].key)
        return {key: known[root] for key in known if (root := groups.root(key)) != key}

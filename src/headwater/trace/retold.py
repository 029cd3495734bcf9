"""Retold: the rewordings that count, as links.

A rewording counts by what is left of it without quotations, stock and what the same two documents share word for word. Each run of
sentences becomes one link. Knows neither sentences nor words: only places and their weights.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from headwater.records import Link, Place, Retold, Rewording, make_id

_RULE = "trace/rewordings"


@dataclass(frozen=True)
class Passage:
    """A run of retold sentences: the link it may become, its sentences, and what the rewording as a whole needs."""

    link: Link
    sentences: tuple[Retold, ...]
    need: float

    @property
    def weight(self) -> float:
        """Its evidence, in words."""
        return sum(s.weight for s in self.sentences)


def _link(left: str, right: str, run: list[Retold], score: float, why: tuple[str, ...]) -> Link:
    one = Place(left, min(s.left_start for s in run), max(s.left_end for s in run))
    two = Place(right, min(s.right_start for s in run), max(s.right_end for s in run))
    return Link(
        id=make_id("link", "paraphrases", one, two),
        kind="paraphrases",
        left=one,
        right=two,
        direction="unknown",
        score=score,
        rule=_RULE,
        why=why,
    )


def passages(rewordings: Iterable[Rewording]) -> list[Passage]:
    """Every run of every rewording, by id. ``score`` of its link: the evidence of the whole, as a share of itself and what it needs."""
    out = []
    for r in rewordings:
        worth = sum(s.weight for s in r.sentences)
        score = round(worth / (worth + r.need), 4)
        for _, run in itertools.groupby(r.sentences, key=lambda s: s.run):
            mine = list(run)
            out.append(Passage(_link(r.left, r.right, mine, score, r.why), tuple(mine), r.need))
    return sorted(out, key=lambda p: p.link.id)


def _meets(s: Retold, copied: Link) -> bool:
    """Does a sentence stand in a copied passage on both sides?"""
    left, right = copied.left, copied.right
    return s.left_start < left.end and left.start < s.left_end and s.right_start < right.end and right.start < s.right_end


def counted(found: Iterable[Passage], out: Collection[str], copied: Iterable[Link]) -> Iterator[Link]:
    """The links of the passages whose ids are not in ``out``, pair by pair, less what stands in a link of ``copied``.

    What is left over of a pair must be worth what the rewording needs, or there is none.
    """
    copies: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in copied:
        copies[link.left.document, link.right.document].append(link)
    of_pair: dict[tuple[str, str], list[Passage]] = defaultdict(list)
    for p in found:
        if p.link.id not in out:
            of_pair[p.link.left.document, p.link.right.document].append(p)
    for pair, mine in of_pair.items():
        rest = [(p, run) for p in mine for run in _free(p.sentences, copies[pair])]
        if sum(s.weight for _, run in rest for s in run) >= mine[0].need:
            for p, run in rest:
                yield _link(*pair, run, p.link.score, p.link.why)


def _free(sentences: tuple[Retold, ...], copies: list[Link]) -> Iterator[list[Retold]]:
    """Runs of the sentences that stand in no copied passage."""
    for is_copied, run in itertools.groupby(sentences, key=lambda s: any(_meets(s, c) for c in copies)):
        if not is_copied:
            yield list(run)

"""Telling: the sentences of a document as the words that tell each of them from the others.

A word weighs by its rarity in English and by how few sentences of its document hold it: the subject of a text stands in all its sentences
and says nothing about which of them another text retells. Names and numbers weigh a tenth: they belong to what happened, not to how it
is told. Compares nothing.
"""

from __future__ import annotations

import itertools
import math
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headwater.model.rarity import rarity
from headwater.records import Stretch, Text
from headwater.text.sentences import sentences
from headwater.text.terms import term
from headwater.trace.reading import Reading, reading_of

#: The share of its weight that a name or a number keeps.
_PARTICULAR = 0.1
#: Added to the weight of each sentence: half a rare word, so that sentences of a word or two are never quite alike.
_DAMP = 3.0


@dataclass(frozen=True, eq=False)
class Telling:
    """The sentences of a body that hold words, in order: places, numbers of words, terms.

    ``where``: the sentences of each term. ``rare``: its rarity. ``apart``: how well it tells sentences apart, 0 (in all) to 1 (in one).
    ``own``: the weight of each sentence. ``particulars``: the terms that are names and numbers.
    """

    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    words: NDArray[np.float64]
    terms: tuple[tuple[str, ...], ...]
    where: dict[str, list[int]]
    rare: dict[str, float]
    apart: dict[str, float]
    own: NDArray[np.float64]
    particulars: frozenset[str]

    def __len__(self) -> int:
        return len(self.starts)


def _particulars(text: str, words: Reading, named: list[str | None]) -> frozenset[str]:
    """Terms that stand as names or numbers more often than in small letters."""
    as_name: Counter[str] = Counter()
    for n, (at, t) in enumerate(zip(words.starts, named, strict=True)):
        if t is not None:
            as_name[t] += -1 if text[at].islower() else words.particulars(n, n + 1)
    return frozenset(t for t, n in as_name.items() if n > 0)


@lru_cache(maxsize=2048)
def _tell(text: str, body: tuple[Stretch, ...]) -> Telling:
    words = reading_of(text, body)
    spans = [s for part in body for s in sentences(text, part.start, part.end)]
    edges = [bisect_left(words.starts, at) for at in (*(s.start for s in spans), len(text))]
    named: list[str | None] = []
    rare: dict[str, float] = {}
    for a, b in zip(words.starts, words.ends, strict=True):
        word = words.folded[a:b]
        t = term(word)
        named.append(t)
        if t is not None:
            rare[t] = min(rare.get(t, math.inf), rarity(word))
    held = [k for k in range(len(spans)) if edges[k + 1] > edges[k]]
    terms = tuple(tuple(t for t in named[edges[k] : edges[k + 1]] if t is not None) for k in held)
    where: dict[str, list[int]] = defaultdict(list)
    for k, mine in enumerate(terms):
        for t in dict.fromkeys(mine):
            where[t].append(k)
    names = _particulars(text, words, named)
    for t in names:
        rare[t] *= _PARTICULAR
    most = math.log(len(held) + 1) if len(held) > 1 else 1.0
    apart = {t: math.log((len(held) + 1) / len(k)) / most for t, k in where.items()}
    own = np.array([sum(apart[t] * rare[t] for t in dict.fromkeys(mine)) for mine in terms])
    places = np.array([(spans[k].start, spans[k].end) for k in held], np.int64).reshape(-1, 2)
    counts = np.array([edges[k + 1] - edges[k] for k in held], np.float64)
    return Telling(places[:, 0], places[:, 1], counts, terms, dict(where), rare, apart, own, names)


def telling(document: Text) -> Telling:
    """The telling of a document; kept for the 2,048 last ones, since a document is held against many others."""
    return _tell(document.text, document.body)


def likeness(one: Telling, two: Telling) -> NDArray[np.float64]:
    """[sentences of one, sentences of two]: the cosine of their telling words, 0..1, damped for sentences that hold few.

    A word that both documents hold weighs what it weighs in the one where it is more common.
    """
    terms = sorted(one.where.keys() & two.where.keys())
    weight = np.array([min(one.rare[t], two.rare[t]) * min(one.apart[t], two.apart[t]) for t in terms])
    here, there = _stands(one, terms), _stands(two, terms)
    mine = one.own + here @ (weight - np.array([one.apart[t] * one.rare[t] for t in terms]))
    theirs = two.own + there @ (weight - np.array([two.apart[t] * two.rare[t] for t in terms]))
    return np.asarray((here * weight) @ there.T / np.sqrt(np.outer(mine + _DAMP, theirs + _DAMP)), np.float64)


def _stands(told: Telling, terms: list[str]) -> NDArray[np.float64]:
    """[sentences, terms]: 1 where the term stands in the sentence."""
    out = np.zeros((len(told), len(terms)))
    places = [told.where[t] for t in terms]
    out[list(itertools.chain.from_iterable(places)), np.repeat(np.arange(len(terms)), [len(p) for p in places])] = 1.0
    return out

"""Shingles: runs of a few words as 64-bit numbers, and a winnowed choice of them.

Does not know documents, and does not repair typing errors: a wrong letter spoils the shingles that hold its word, and the others find the
passage. Words come from `headwater.text.tokens`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from headwater.text.fold import fold
from headwater.text.tokens import Hashes, Offsets, tokens

#: An odd multiplier for polynomial hashing modulo 2^64 (the one of Knuth's MMIX generator).
_BASE = np.uint64(6364136223846793005)


def word_hashes(text: str, ranges: Iterable[tuple[int, int]]) -> Hashes:
    """The hashes of the words in the given ranges of a text, in order."""
    plain = fold(text)
    return tokens([plain[start:end] for start, end in ranges]).hashes


def shingles(words: Hashes, size: int) -> Hashes:
    """The hash of every run of ``size`` words; item *i* covers words *i* to *i + size - 1*."""
    if len(words) < size:
        return np.empty(0, dtype=np.uint64)
    out = np.zeros(len(words) - size + 1, dtype=np.uint64)
    for i in range(size):
        out = out * _BASE + words[i : i + len(out)]
    out ^= out >> np.uint64(31)  # the low bits of a product know only low bits: mix, so that the least of a window is a fair draw
    out *= np.uint64(0x9E3779B97F4A7C15)
    return out ^ (out >> np.uint64(29))


def winnow(hashes: Hashes, window: int) -> Offsets:
    """The places of the least hash of every ``window`` neighbours, each once, rising.

    Any two texts that share ``window`` shingles in a row share a chosen one (Schleimer, Wilkerson, Aiken 2003: Winnowing). Keeps
    about ``2 / (window + 1)`` of them.
    """
    at = _least(hashes, min(window, len(hashes)))
    return at[np.r_[True, at[1:] != at[:-1]]] if len(at) else at


def _least(hashes: Hashes, window: int) -> Offsets:
    """The place of the first least hash of every ``window`` neighbours."""
    n = len(hashes) - window + 1
    if n < 1 or window < 1:
        return np.empty(0, dtype=np.int64)
    least, at = hashes[:n].copy(), np.arange(n)
    for k in range(1, window):
        lower = np.flatnonzero(hashes[k : k + n] < least)
        least[lower], at[lower] = hashes[lower + k], lower + k
    return at


def fingerprints(words: Hashes, first: Offsets, size: int, window: int) -> list[Hashes]:
    """For each of several texts, the winnowed hashes of its runs of ``size`` words, sorted, each once.

    ``words`` are those of all texts, one text after the other, and ``first`` tells where each begins (one more number than texts).
    """
    counts = np.diff(first)
    left = np.repeat(first[1:], counts) - np.arange(len(words))  # words from each one to the end of its text
    runs = shingles(words, size)
    places = _least(runs, window)
    places = places[left[: len(places)] >= size + window - 1]
    places = places[np.r_[True, places[1:] != places[:-1]]] if len(places) else places
    cuts = np.searchsorted(places, first)
    out = []
    for n, count in enumerate(counts.tolist()):
        if size <= count < size + window - 1:
            mine = runs[first[n] : first[n] + count - size + 1]
            out.append(mine[winnow(mine, window)])
        else:
            out.append(np.unique(runs[places[cuts[n] : cuts[n + 1]]]))
    return out

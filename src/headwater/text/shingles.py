"""Shingles: runs of a few normalised words as 64-bit numbers, and a winnowed choice of them.

Equal words give equal numbers on every machine and in every process. Case, quotation marks, the style of numbers (1,200 = 1200,
twelve = 12) and house spelling (colour = color) do not matter. Does not know documents, and does not repair typing errors: a wrong
letter spoils the shingles that hold its word, and the others find the passage.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.text.fold import fold

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]

#: A number with its commas and points, or letters and digits with inner apostrophes. Hyphens part words: "20-year-old" is three.
_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*")
#: An odd multiplier for polynomial hashing modulo 2^64 (the one of Knuth's MMIX generator).
_BASE = np.uint64(6364136223846793005)


@dataclass(frozen=True, eq=False)
class Tokens:
    """The words of a text in order: their hashes and their places in it."""

    hashes: Hashes
    starts: Offsets
    ends: Offsets

    def __len__(self) -> int:
        return len(self.starts)


@cache
def _spelling() -> tuple[list[tuple[re.Pattern[str], str]], dict[str, str]]:
    data: dict[str, Any] = tomllib.loads((files("headwater.text") / "lexicon" / "spelling.toml").read_text("utf-8"))
    whole = {**data["words"], **{word: str(n) for word, n in data["numbers"].items()}}
    return [(re.compile(pattern), new) for pattern, new in data["endings"]], whole


def normal(word: str) -> str:
    """The form of a folded word that all its house styles share: ``colour -> color``, ``1,200 -> 1200``, ``twelve -> 12``."""
    endings, whole = _spelling()
    if word[0].isdigit():
        return re.sub(r",(?=\d{3})", "", word)
    word = word.replace("'", "")
    if word in whole:
        return whole[word]
    for pattern, new in endings:
        word = pattern.sub(new, word)
    return word


@lru_cache(maxsize=1 << 17)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(normal(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def tokens(text: str, ranges: Iterable[tuple[int, int]]) -> Tokens:
    """The words in the given ranges of a text, in order; offsets count in the whole text."""
    plain = fold(text)
    found = [(m.start(), m.end(), _hash(m.group())) for start, end in ranges for m in _WORD.finditer(plain, start, end)]
    return Tokens(
        np.array([f[2] for f in found], dtype=np.uint64),
        np.array([f[0] for f in found], dtype=np.int64),
        np.array([f[1] for f in found], dtype=np.int64),
    )


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
    if len(hashes) == 0:
        return np.empty(0, dtype=np.int64)
    window = min(window, len(hashes))
    views = np.lib.stride_tricks.sliding_window_view(hashes, window)
    return np.unique(views.argmin(axis=1) + np.arange(len(views)))

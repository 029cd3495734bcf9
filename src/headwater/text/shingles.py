"""Shingles: runs of a few normalised words as 64-bit numbers, and a winnowed choice of them.

Equal words give equal numbers on every machine and in every process. Case, quotation marks, the style of numbers (1,200 = 1200,
twelve = 12) and house spelling (colour = color) do not matter. Does not know documents, and does not repair typing errors: a wrong
letter spoils the shingles that hold its word, and the others find the passage.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections.abc import Iterable
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


@cache
def _spelling() -> tuple[re.Pattern[str], list[tuple[re.Pattern[str], str]], dict[str, str]]:
    """(what any ending matches, the endings with what they become, whole words)."""
    data: dict[str, Any] = tomllib.loads((files("headwater.text") / "lexicon" / "spelling.toml").read_text("utf-8"))
    whole = {**data["words"], **{word: str(n) for word, n in data["numbers"].items()}}
    endings = [(re.compile(pattern), new) for pattern, new in data["endings"]]
    before, either = 0, []
    for pattern, _ in endings:  # groups count on from pattern to pattern
        either.append(re.sub(r"\\(\d)", lambda m, n=before: f"\\{int(m[1]) + n}", pattern.pattern))  # type: ignore[misc]
        before += pattern.groups
    return re.compile("|".join(either)), endings, whole


def normal(word: str) -> str:
    """The form of a folded word that all its house styles share: ``colour -> color``, ``1,200 -> 1200``, ``twelve -> 12``."""
    any_ending, endings, whole = _spelling()
    if word[0].isdigit():
        return re.sub(r",(?=\d{3})", "", word)
    word = word.replace("'", "")
    if word in whole:
        return whole[word]
    if any_ending.search(word):
        for pattern, new in endings:
            word = pattern.sub(new, word)
    return word


@lru_cache(maxsize=1 << 15)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(normal(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


#: Hashes of words that have been met, by the word in Latin-1; forgotten when there are so many, about 20 MB.
_MET: dict[bytes, int] = {}
_MOST = 1 << 17
#: In Latin-1: letters, digits and apostrophes stay, what parts words becomes a blank; these two stand for a point and a comma between digits.
_POINT, _COMMA = b"\1", b"\2"
_INSIDE = re.compile(rb"[.,](?<=\d.)(?=\d)")
_CLEAR = bytes(n if chr(n).isalnum() or chr(n) == "'" or n in (1, 2) else 32 for n in range(256))
_ODD = re.compile(rb"['\1\2]")
_GIVE_BACK = bytes.maketrans(_POINT + _COMMA, b".,")


def _pieces(plain: str) -> bytes | None:
    """A folded text as Latin-1 with blanks for all that parts words; None where that cannot be written."""
    try:
        data = plain.encode("latin-1")
    except UnicodeEncodeError:
        return None
    if _POINT in data or _COMMA in data:
        return None
    return _INSIDE.sub(lambda m: _POINT if m.group() == b"." else _COMMA, data).translate(_CLEAR)


def _plain_word(piece: bytes) -> bool:
    """Is a piece between blanks one word as it stands, without numbers in it to be read and apostrophes to be let go?"""
    return piece[0] != 39 and piece[-1] != 39 and not (_POINT in piece or _COMMA in piece or b"''" in piece)


def _hashes(plain: str) -> list[int]:
    """The hashes of the words of a folded text, in order."""
    data = _pieces(plain)
    if data is None:
        return [_hash(word) for word in _WORD.findall(plain)]
    pieces = data.split()
    found: list[int | None] = list(map(_MET.get, pieces))
    out: list[Any] = []
    at = 0
    for _ in range(found.count(None)):
        n = found.index(None, at)
        out += found[at:n]
        if _plain_word(pieces[n]):
            out.append(_MET.setdefault(pieces[n], _hash(pieces[n].decode("latin-1"))))
        else:
            out += (_hash(word) for word in _WORD.findall(pieces[n].translate(_GIVE_BACK).decode("latin-1")))
        at = n + 1
    out += found[at:]
    if len(_MET) > _MOST:
        _MET.clear()
    return out


def word_hashes(text: str, ranges: Iterable[tuple[int, int]]) -> Hashes:
    """The hashes of the words in the given ranges of a text, in order.

    Splitting bytes at blanks is three times as fast as finding words by their pattern, and gives the same words.
    """
    plain = fold(text)
    return np.array([h for start, end in ranges for h in _hashes(plain[start:end])], dtype=np.uint64)


def _spans(plain: str) -> tuple[list[int], list[int]]:
    """Where the words of a folded text begin and end."""
    data = _pieces(plain)
    if data is None:
        spans = [m.span() for m in _WORD.finditer(plain)]
        return [s for s, _ in spans], [e for _, e in spans]
    letters = np.frombuffer(data, dtype=np.uint8) != 32
    edges = np.flatnonzero(np.diff(letters, prepend=False, append=False))
    starts, ends = edges[::2].tolist(), edges[1::2].tolist()
    odd = sorted({bisect_right(starts, m.start()) - 1 for m in _ODD.finditer(data)}, reverse=True)
    for n in odd:
        if not _plain_word(data[starts[n] : ends[n]]):
            spans = [m.span() for m in _WORD.finditer(plain, starts[n], ends[n])]
            starts[n : n + 1], ends[n : n + 1] = [s for s, _ in spans], [e for _, e in spans]
    return starts, ends


def places(text: str, ranges: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Where the words in the given ranges of a folded text begin and end, in order, counted in the whole text."""
    starts: list[int] = []
    ends: list[int] = []
    for start, end in ranges:
        found = _spans(text[start:end])
        starts += [start + n for n in found[0]] if start else found[0]
        ends += [start + n for n in found[1]] if start else found[1]
    return starts, ends


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
    n = len(hashes) - window + 1
    least, at = hashes[:n], np.arange(n)
    for k in range(1, window):
        lower = hashes[k : k + n] < least
        least, at = np.where(lower, hashes[k : k + n], least), np.where(lower, np.arange(k, k + n), at)
    return at[np.r_[True, at[1:] != at[:-1]]]

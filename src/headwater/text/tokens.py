"""Tokens: the words of many texts at once, with their places and 64-bit hashes.

The words are those of one pattern (`WORD`), and equal words have equal hashes on every machine and in every process, whatever is tokenised
with them. Case, quotation marks, the style of numbers (1,200 = 1200, twelve = 12) and house spelling (colour = color) do not matter. A word
costs about 0.1 microseconds, since whole batches go through NumPy: Python sees only words that were not met before. Does not know documents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]
Offsets = NDArray[np.int64]
Mask = NDArray[np.bool_]

#: A number with its commas and points, or letters and digits with inner apostrophes. Hyphens part words: "20-year-old" is three.
WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*")
_BEYOND = re.compile(r"[^\x00-\xff]")
#: What a code point can be in a word.
_PARTS, _LETTER, _DIGIT, _APOSTROPHE, _POINT, _UNKNOWN = 0, 1, 2, 3, 4, 255
#: Hashes of words that have been met, each in the one slot that its letters give it; a later word may take the slot. 4 MB.
_SLOT_BITS = 18
#: Longer words are not kept: their letters do not make a key that is surely their own.
_LONGEST = 32
#: An odd number that spreads the bits of another when multiplied (2^64 over the golden ratio; Knuth, TAOCP 3, 6.4).
#: Letters that go through NumPy at once: what is made of them stays in a core's own cache (32,000 and 250,000 take a fifth longer).
_BLOCK = 100_000
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
_LOW = np.array([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)


class Tokens(NamedTuple):
    """The words of some texts, one text after the other: their hashes, where they begin and end (code points, each in its own text), and
    where each text's words begin (one more number than texts)."""

    hashes: Hashes
    starts: Offsets
    ends: Offsets
    first: Offsets


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


def word_hash(word: str) -> int:
    """The hash of a folded word."""
    return int.from_bytes(blake2b(normal(word).encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def _kind(letter: str) -> int:
    if letter.isdecimal():
        return _DIGIT
    if letter.isalnum():
        return _LETTER
    return {"'": _APOSTROPHE, ".": _POINT, ",": _POINT}.get(letter, _PARTS)


class _Known:
    """What a process has learned of letters and words. Forgetting any of it changes no result."""

    def __init__(self) -> None:
        self.kinds = np.full(0x110000, _UNKNOWN, dtype=np.uint8)
        self.latin = bytes(_kind(chr(n)) for n in range(256))
        self.keys = np.full(1 << _SLOT_BITS, ~np.uint64(0))
        self.values = np.zeros(1 << _SLOT_BITS, dtype=np.uint64)

    def kinds_of(self, data: bytes, width: int) -> NDArray[np.uint8]:
        """What each letter of a text in bytes is."""
        if width == 1:
            return np.frombuffer(data.translate(self.latin), dtype=np.uint8)
        codes = np.frombuffer(data, dtype="<u4")
        found = self.kinds[codes]
        for code in np.unique(codes[found == _UNKNOWN]).tolist():
            self.kinds[code] = _kind(chr(code))
        kinds: NDArray[np.uint8] = self.kinds[codes]
        return kinds

    def hashes(self, text: str, starts: Offsets, ends: Offsets, keys: Hashes) -> Hashes:
        """The hashes of the words of a folded text, whose letters make ``keys``."""
        slots = (keys * _SPREAD) >> np.uint64(64 - _SLOT_BITS)
        out: Hashes = self.values[slots]
        known = (self.keys[slots] == keys) & (ends - starts <= _LONGEST)
        missed = np.flatnonzero(~known)
        if len(missed):
            short = missed[ends[missed] - starts[missed] <= _LONGEST]
            met, first, which = np.unique(keys[short], return_index=True, return_inverse=True)
            found = [word_hash(text[a:b]) for a, b in zip(starts[short[first]].tolist(), ends[short[first]].tolist(), strict=True)]
            values = np.array(found, dtype=np.uint64)
            out[short] = values[which]
            at = (met * _SPREAD) >> np.uint64(64 - _SLOT_BITS)
            at, last = np.unique(at, return_index=True)  # one of those that share a slot
            self.keys[at], self.values[at] = met[last], values[last]
            for n in np.setdiff1d(missed, short, assume_unique=True).tolist():
                out[n] = word_hash(text[starts[n] : ends[n]])
        return out


@cache
def _known() -> _Known:
    return _Known()


def _keys(data: bytes, width: int, starts: Offsets, ends: Offsets) -> Hashes:
    """A number for the first `_LONGEST` letters of each word, a letter taking ``width`` bytes.

    Exact for words of eight bytes; that two longer ones of a batch share a number has a chance of one in 10^9 for 100,000 different words.
    """
    eight = np.ndarray(len(data) + 1, dtype="<u8", buffer=data + bytes(8), strides=(1,))  # the eight bytes from each byte on
    out, live = np.zeros(len(starts), dtype=np.uint64), np.arange(len(starts))
    at, left = starts * width, np.minimum(ends - starts, _LONGEST) * width
    for _ in range(_LONGEST * width // 8):
        mixed = (out[live] ^ (eight[at] & _LOW[np.minimum(left, 8)])) * _SPREAD
        out[live] = mixed ^ (mixed >> np.uint64(32))
        on = np.flatnonzero(left > 8)
        if not len(on):
            break
        live, at, left = live[on], at[on] + 8, left[on] - 8
    return out


def _spans(text: str, data: bytes, width: int) -> tuple[Offsets, Offsets]:
    """Where the words of a folded text begin and end."""
    kinds = _known().kinds_of(data, width)
    digit, apostrophe, inside = kinds == _DIGIT, kinds == _APOSTROPHE, kinds == _POINT
    inside[1:-1] &= digit[:-2] & digit[2:]
    inside[[0, -1]] = False
    held = np.zeros(len(kinds) + 2, dtype=bool)
    held[1:-1] = (kinds != _PARTS) & ((kinds != _POINT) | inside)
    edges = np.flatnonzero(held[1:] != held[:-1])
    starts, ends = edges[::2], edges[1::2]
    double = np.flatnonzero(apostrophe[1:] & apostrophe[:-1])
    odd = apostrophe[starts] | apostrophe[ends - 1]  # what is not a word as it stands goes to the pattern
    odd[np.searchsorted(starts, np.concatenate([np.flatnonzero(inside), double]), "right") - 1] = True
    if odd.any():
        spans = [m.span() for a, b in zip(starts[odd].tolist(), ends[odd].tolist(), strict=True) for m in WORD.finditer(text, a, b)]
        found = np.array(spans, dtype=np.int64).reshape(-1, 2)
        starts, ends = np.sort(np.concatenate([starts[~odd], found[:, 0]])), np.sort(np.concatenate([ends[~odd], found[:, 1]]))
    return starts, ends


def _encoded(text: str) -> tuple[bytes, int]:
    """A text in bytes, and how many a letter takes: one where all its words are written in Latin-1."""
    try:
        return text.encode("latin-1"), 1
    except UnicodeEncodeError:
        if any(letter.isalnum() for letter in set(_BEYOND.findall(text))):
            return text.encode("utf-32-le", "surrogatepass"), 4
        return text.encode("latin-1", "replace"), 1  # signs part words, whatever they are


def _tokens(texts: Sequence[str]) -> Tokens:
    begins = np.concatenate([[0], np.cumsum(np.array([len(t) + 1 for t in texts], dtype=np.int64))])
    joined = " ".join(texts) + " "
    data, width = _encoded(joined)
    starts, ends = _spans(joined, data, width)
    hashes = _known().hashes(joined, starts, ends, _keys(data, width, starts, ends))
    first = np.searchsorted(starts, begins)
    offset = np.repeat(begins[:-1], np.diff(first))
    return Tokens(hashes, starts - offset, ends - offset, first)


def tokens(texts: Sequence[str]) -> Tokens:
    """The words of folded texts (see `headwater.text.fold`)."""
    found, at, held = [], 0, 0
    for n, text in enumerate(texts):
        held += len(text)
        if held > _BLOCK:
            found.append(_tokens(texts[at : n + 1]))
            at, held = n + 1, 0
    if at < len(texts) or not found:
        found.append(_tokens(texts[at:]))
    if len(found) == 1:
        return found[0]
    counts = np.concatenate([np.diff(t.first) for t in found])
    hashes, starts, ends = (np.concatenate(columns) for columns in list(zip(*found, strict=True))[:3])
    return Tokens(hashes, starts, ends, np.concatenate([[0], np.cumsum(counts)]))

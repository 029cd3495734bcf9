"""Particulars: which words of a text are names or numbers, by capitals and digits alone. Knows no lists of names and reads no sentence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

_SMALL = frozenset("abcdefghijklmnopqrstuvwxyz")
_SENTENCE_OPENS = re.compile(r"[.!?:\"“”‘’'(\[\n]\s*$")


@cache
def _general() -> frozenset[str]:
    return frozenset(tomllib.loads((files("headwater.trace") / "lexicon" / "general.toml").read_text("utf-8"))["general"])


def _opens(text: str, start: int) -> bool:
    """Does a sentence begin at a place in a text, as far as the mark before it tells?"""
    if start > 1 and text[start - 1] == " " and text[start - 2].isalnum():
        return False
    return start == 0 or _SENTENCE_OPENS.search(text, max(0, start - 3), start) is not None


def is_particular(text: str, folded: str, start: int, end: int) -> bool:
    """Is a word a name or a number? A capital that opens a sentence does not count."""
    letter = text[start]
    return letter.isdigit() or (letter.isupper() and not _opens(text, start) and folded[start:end] not in _general())


def particulars(text: str, folded: str, starts: Sequence[int], ends: Sequence[int]) -> int:
    """How many of some words are names or numbers. ``starts, ends`` are where each stands, ``folded`` is the text folded."""
    return sum(text[a] not in _SMALL and is_particular(text, folded, a, b) for a, b in zip(starts, ends, strict=True))

"""Terms: the words of a text that say what it is about, in a form in which inflections and number styles meet.

Leaves out grammar and the words of reporting itself. Not a stemmer of English: an ending is cut wherever it stands, on both sides alike.
"""

from __future__ import annotations

import re
import sys
import tomllib
from functools import cache, lru_cache
from importlib.resources import files

from headwater.text.fold import fold
from headwater.text.tokens import normal

_WORD = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+(?:'[^\W_]+)*")
_ENDING = re.compile(r"(?:'s|ing|ed|es|s|e)$")


@cache
def _stop() -> frozenset[str]:
    data: dict[str, str] = tomllib.loads((files("headwater.text") / "lexicon" / "stopwords.toml").read_text("utf-8"))
    return frozenset(w for part in data.values() for w in part.split())


@lru_cache(maxsize=1 << 17)
def term(word: str) -> str | None:
    """The term that a folded word stands for; None for a word that says nothing. ``"bombed" -> "bomb", "twelve" -> "12"``."""
    if word in _stop() or len(word) < 2:
        return None
    plain = normal(word)
    if plain[0].isdigit():
        return sys.intern(plain) if len(plain) > 1 else None
    if len(plain) < 3:
        return None
    cut = _ENDING.sub("", plain)
    return sys.intern(cut if len(cut) >= 3 else plain)


def term_list(text: str, start: int = 0, end: int | None = None) -> list[str]:
    """The terms of ``text[start:end]`` in order."""
    found = (term(m.group()) for m in _WORD.finditer(fold(text[start : len(text) if end is None else end])))
    return [t for t in found if t]


def terms(text: str, start: int = 0, end: int | None = None) -> frozenset[str]:
    """The terms of ``text[start:end]``, each once."""
    return frozenset(term_list(text, start, end))


def term_list_places(text: str) -> list[tuple[int, str]]:
    """The terms of a text in order, each with the place where its word begins."""
    found = ((m.start(), term(m.group())) for m in _WORD.finditer(fold(text)))
    return [(at, t) for at, t in found if t]

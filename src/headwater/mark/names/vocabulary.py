"""The vocabulary of names, read once. Finds nothing itself."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads((files("headwater.mark") / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def words(*names: str) -> frozenset[str]:
    """One or several lists of ``lexicon/names.toml`` in one, folded words."""
    return frozenset(word for name in names for word in _file("names")[name].split())


@cache
def common() -> frozenset[str]:
    """Words that English writes in lower case."""
    return frozenset(_file("common")["words"].split())


@cache
def known_places() -> frozenset[str]:
    """Countries, capitals and other places of general knowledge, folded."""
    data = _file("countries")
    return frozenset([*data["countries"], *data["capitals"], *data["regions"]])


def is_place(key: str) -> bool:
    """Is a folded name a place of general knowledge, with or without its points ("u.s")?"""
    return key in known_places() or key.replace(".", "") in known_places()


@cache
def demonyms() -> frozenset[str]:
    """Adjectives of peoples; with an -s or -men they name people, who are no name either."""
    return frozenset(_file("countries")["demonyms"].split())


@lru_cache(maxsize=1 << 15)
def is_adjective(low: str) -> bool:
    """Is a folded word a demonym, or a word that is written with a capital and names nobody?"""
    if low in demonyms() or low in words("never") or (low.endswith("s") and low[:-1] in demonyms()):
        return True
    if "-" in low:
        *first, last = low.split("-")
        return (last in demonyms() or last in words("suffixes")) and all(
            p in demonyms() or is_place(p) or p in words("never") for p in first
        )
    return len(low) > 6 and low.endswith(("ism", "ists", "ist", "phobia"))


@lru_cache(maxsize=1 << 16)
def is_common(low: str) -> bool:
    """Is a folded word an ordinary word of English, as it stands or without an ending?"""
    vocabulary = common()
    if low in vocabulary:
        return True
    for ending in ("s", "es", "ed", "ing", "ly", "'s", "er", "ers"):
        if low.endswith(ending) and len(low) - len(ending) > 2 and low[: -len(ending)] in vocabulary:
            return True
    if low.endswith("men") and len(low) > 5 and (low[:-2] + "an" in vocabulary or is_common(low[:-3])):
        return True
    return "-" in low and all(part in vocabulary or part.isdigit() for part in low.split("-"))

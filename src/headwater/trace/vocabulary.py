"""The words of `lexicon/sources.toml`, as sets and as patterns. Decides nothing."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(part: str) -> frozenset[str]:
    """One list of the lexicon of sources."""
    data: dict[str, list[str]] = tomllib.loads((files("headwater.trace") / "lexicon" / "sources.toml").read_text("utf-8"))
    return frozenset(data[part])


def any_of(*parts: str) -> str:
    """A pattern for the words of some lists, the longest first."""
    every = {w for part in parts for w in words(part)}
    return "|".join(re.escape(w) for w in sorted(every, key=lambda w: (-len(w), w)))

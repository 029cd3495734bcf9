"""How rare an English word is, from its place in the list of word pieces, which is in order of frequency.

Knows general English only, not the collection; a word that the list does not hold whole counts as rarer than all that it does.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from importlib.resources import files

#: The list's first word in order of frequency ("the"); before it stand marks, letters and signs.
_FIRST = "the"
#: Zipf's law as Mandelbrot (1953) bends it: the frequency of the word of rank r goes as 1 / (r + shift). The shift keeps common words,
#: whose ranks say little about how telling they are, near one another.
_SHIFT = 1000
#: The rank given to words that are not in the list, which has about 30,000.
_UNLISTED = 40_000
#: Where rarity is nought; sets the commonest words at 3, the rarest at 6.7.
_ZERO = math.log(50)


@cache
def _ranks() -> dict[str, int]:
    pieces = (files("headwater.model") / "weights" / "pieces.txt").read_text(encoding="utf-8").split("\n")
    first = pieces.index(_FIRST)
    return {p: n for n, p in enumerate(pieces[first:]) if p.isalpha()}


@lru_cache(maxsize=1 << 16)
def rarity(word: str) -> float:
    """The rarity of a folded word, 3 to 6.7: the logarithm of how seldom it is met, but for a constant."""
    return math.log(_ranks().get(word, _UNLISTED) + _SHIFT) - _ZERO

"""The quotations of a paragraph, and the sentences with their quotations blanked out, so that cues inside a quotation are told from those outside.

An opening mark without a closing one quotes to the end of its paragraph, as newspapers do when a quotation runs over several paragraphs.
"""

from __future__ import annotations

import re

from headwater.records import Stretch
from headwater.text.fold import straighten

_CURLY = re.compile(r"“[^“”]*(?:”|$)|«[^«»]*(?:»|$)|„[^„“”]*(?:“|”|$)")
_STRAIGHT = re.compile(r"(?<!\w)\"(?=\S)[^\"]*(?:\"|$)")
_SINGLE = re.compile(r"(?<!\w)'(?=[A-Z])[^'\"]{12,}?[.,!?]'(?!\w)")
#: Words below which a quotation is an expression inside a sentence and no speech of its own.
SPEECH = 4


def quotations(text: str, start: int, end: int) -> list[Stretch]:
    """The outermost quotations of a paragraph, marks included, in order."""
    piece, plain = text[start:end], straighten(text[start:end])
    found = [m.span() for m in _CURLY.finditer(piece)]
    found += [m.span() for m in _STRAIGHT.finditer(plain) if piece[m.start()] == '"']
    found += [m.span() for m in _SINGLE.finditer(plain)]
    out: list[Stretch] = []
    for s, e in sorted(found, key=lambda x: (x[0], -x[1])):
        if not out or start + s >= out[-1].end:
            out.append(Stretch(start + s, start + e))
    return out


def inside(text: str, quote: Stretch) -> Stretch:
    """A quotation without its marks."""
    last = quote.end - (text[quote.end - 1] in "”»\"'“’" and quote.end - 1 > quote.start)
    return Stretch(quote.start + 1, last)


def blanked(text: str, start: int, end: int, quotes: list[Stretch]) -> str:
    """The stretch with every quoted character replaced by a mark, same length."""
    out = text[start:end]
    for q in quotes:
        s, e = max(q.start, start) - start, min(q.end, end) - start
        if s < e:
            out = out[:s] + "¤" * (e - s) + out[e:]
    return out

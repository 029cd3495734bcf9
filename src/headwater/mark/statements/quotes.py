"""The quotations of a stretch of text, and those among the words that the model read.

An opening mark without a closing one quotes to the end of its paragraph, as newspapers do when a quotation runs over several paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.model.tokens import CLOSING, LINE, OPENING, Token
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


def quoted_runs(words: Sequence[Token]) -> list[Stretch]:
    """The quotations among words, in order, marks included; one that is not closed runs to the end of its paragraph."""
    out: list[Stretch] = []
    opened: int | None = None
    for i, w in enumerate(words):
        if w.gap >= LINE and opened is not None:
            out.append(Stretch(opened, words[i - 1].end))
            opened = None
        if w.form == OPENING and opened is None:
            opened = w.start
        elif (
            w.form == CLOSING
            and opened is not None
            and not (i + 1 < len(words) and words[i + 1].quoted and words[i + 1].gap < LINE and w.text in "'’")
        ):
            out.append(Stretch(opened, w.end))
            opened = None
    if opened is not None:
        out.append(Stretch(opened, words[-1].end))
    return out

"""Quoted: the stretches of a document that stand in quotation marks or are the content of a direct statement.

A quotation mark that is not closed in its paragraph runs to the paragraph's end, as quotations over several paragraphs are set. Single
marks are not looked at: they cannot be told from apostrophes without reading the sentence. Does not say who is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.records import Statement, Stretch
from headwater.text.fold import straighten
from headwater.text.sentences import paragraphs

_QUOTED = re.compile(r"(?:(?<=[\s(\[—-])|(?<![^\s]))\"(?=\S)[^\"]*(?:\"|$)")


def quoted(text: str, body: Iterable[Stretch], statements: Iterable[Statement] = ()) -> list[tuple[int, int]]:
    """The quoted ranges of a text, sorted; they may overlap."""
    plain, out = straighten(text), []
    if '"' in plain:
        out = [
            (p.start + m.start(), p.start + m.end())
            for part in body
            for p in paragraphs(text, part.start, part.end)
            for m in _QUOTED.finditer(plain[p.start : p.end])
        ]
    out += [(c.start, c.end) for s in statements if s.value.mode == "direct" for c in s.parts.content]
    return sorted(out)

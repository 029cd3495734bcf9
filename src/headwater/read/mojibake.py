"""Text that was read in a wrong encoding before it was captured ("donâ€™t", "cafÃ©"), put right in the document and left as it is on the page.

Only what cannot be anything else is repaired: a run of characters that are, as bytes of windows-1252, exactly one character of UTF-8. In English a
run of three of them never stands for itself; a run of two (Ã©) might, so that a page with a single one is left alone. A repaired character keeps
the place of the whole run, as an entity does. The idea is that of ftfy (Speer 2019), which repairs more and says no places.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from headwater.read.block import Block, Piece, measured

#: The characters that bytes from 0x80 on become in windows-1252, and, where that has none or Latin-1 was used, the control of that number.
_BYTE = {bytes([b]).decode("cp1252"): b for b in range(0x80, 0x100) if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}
_BYTE |= {chr(b): b for b in range(0x80, 0x100) if chr(b) not in _BYTE}
_IN = {
    low: "".join(re.escape(c) for c, b in _BYTE.items() if low <= b < high)
    for low, high in ((0x80, 0xC0), (0xC2, 0xE0), (0xE0, 0xF0), (0xF0, 0xF5))
}
_NEXT = f"[{_IN[0x80]}]"
_RUN = re.compile(f"[{_IN[0xC2]}]{_NEXT}|[{_IN[0xE0]}]{_NEXT}{{2}}|[{_IN[0xF0]}]{_NEXT}{{3}}")
#: What each run begins with: few lines of English hold one, and looking for one is cheap.
_FIRST = re.compile(f"[{_IN[0xC2]}{_IN[0xE0]}{_IN[0xF0]}]")
#: What a repair may give: letters, punctuation, signs of money and such; no controls, and nothing that is itself rare in English text.
_SENSIBLE = re.compile(
    "[\u00a0-\u024f\u0391-\u03c9\u0400-\u045f\u2010-\u203a\u20a0-\u20bf\u2100-\u214f\u2190-\u21ff\u2600-\u27bf\ufb00-\ufb06\U0001f300-\U0001faff]"
)
#: Times over: pages that were wrongly read twice are about; three times is damage of another kind.
_TIMES = 2


class Mended(NamedTuple):
    """How many runs were repaired, and the first of them: as it stands, and as it is meant."""

    places: int
    was: str = ""
    now: str = ""


def _meant(run: str) -> str | None:
    """The character that a run was before it was wrongly read, or None."""
    try:
        text = bytes(_BYTE[c] for c in run).decode("utf-8")
    except (KeyError, UnicodeDecodeError):
        return None
    return text if _SENSIBLE.fullmatch(text) or text in _BYTE else None


def _runs(text: str) -> list[tuple[int, int, str]]:
    """The runs that are repaired: start, end, meant. Those wrongly read twice come out at once."""
    found = [(m.start(), m.end(), meant) for m in _RUN.finditer(text) if (meant := _meant(m.group())) is not None]
    for _ in range(_TIMES - 1):
        found = _again(found)
    return [f for f in found if _SENSIBLE.fullmatch(f[2])]


def _again(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Runs whose meanings, side by side, are a run themselves, as one."""
    out, i = [], 0
    while i < len(found):
        for n in (4, 3, 2):
            group = found[i : i + n]
            beside = len(group) == n and all(a[1] == b[0] for a, b in itertools.pairwise(group))
            joined = "".join(g[2] for g in group)
            if beside and _RUN.fullmatch(joined) and (meant := _meant(joined)) is not None:
                out.append((group[0][0], group[-1][1], meant))
                i += n
                break
        else:
            out.append(found[i])
            i += 1
    return out


def mend(blocks: Sequence[Block]) -> Mended:
    """Repair the blocks of a page, in place."""
    found = [(b, runs) for b in blocks if not b.text.isascii() and _FIRST.search(b.text) and (runs := _runs(b.text))]
    every = [run for _, runs in found for run in runs]
    if len(every) < 2 and not any(end - start > 2 for start, end, _ in every):
        return Mended(0)
    first, (start, end, now) = found[0][0].text, every[0]
    for b, runs in found:
        b.pieces = _repaired(b.pieces, runs)
    measured([b for b, _ in found])
    return Mended(len(every), first[start:end], now)


def _repaired(pieces: Sequence[Piece], runs: Sequence[tuple[int, int, str]]) -> list[Piece]:
    """Pieces with each run as one piece that stands for all that the run stood for."""
    letters = [
        (c, raw + i, raw + i + 1) if len(text) == raw_end - raw else (c, raw, raw_end)
        for text, raw, raw_end in pieces
        for i, c in enumerate(text)
    ]
    out, at = list[Piece](), 0
    for start, end, now in runs:
        out += _together(letters[at:start])
        out.append((" " if now.isspace() else now, letters[start][1], letters[end - 1][2]))
        at = end
    return out + _together(letters[at:])


def _together(letters: Sequence[Piece]) -> list[Piece]:
    """Letters that follow one another on the page as one piece."""
    out, start = list[Piece](), 0
    for i in range(1, len(letters) + 1):
        goes_on = i < len(letters) and letters[i - 1][2] == letters[i][1] and all(b - a == 1 for _, a, b in letters[i - 1 : i + 1])
        if not goes_on:
            out.append(("".join(c for c, _, _ in letters[start:i]), letters[start][1], letters[i - 1][2]))
            start = i
    return out if letters else []

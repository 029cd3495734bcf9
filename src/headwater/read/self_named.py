"""What a page without markup calls itself: the name in "Follow The Hill Post", "Hill Post newsletter", "Advertise with Hill Post", on a line of its own, in
an address of its own.

Only general words around a name are known, never a name. A name counts where several lines say it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater.read import labels
from headwater.read.block import Block, key_of
from headwater.read.fact_words import section_words, self_naming
from headwater.read.head import Declared

NAMED = "the name by which the page calls itself"
#: Words and characters of a line in which a page speaks of itself; a longer one is a sentence of a notice.
_LINE, _CHARACTERS = 30, 300
#: Lines that are looked at, at each end of a page.
_ENDS = 300
#: Names of which it is counted how often the page holds them.
_CANDIDATES = 20
#: A name: words with capitals, joined by small ones.
_NAME = r"(?:The\s+)?[A-Z][\w.'’®-]*(?:\s+(?:of\s+the\s+|of\s+|and\s+|the\s+|&\s+)?[A-Z][\w.'’®-]*){0,4}"
_ALONE = re.compile(_NAME)
_LETTERS = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(
    r"(?<![\w.-])(?:[\w-]{1,40}\.){0,2}?([a-z0-9-]{3,40})\.(?:com|org|net|news|info|co\.\w\w|com\.\w\w|\w\w)\b(?!\w)", re.IGNORECASE
)
#: How much a line says that names the page outright, that is the name, that is the page's own address, or only holds the name.
_OUTRIGHT, _LINE_OF_ITS_OWN, _IN_AN_ADDRESS, _HELD = 2.0, 1.0, 2.0, 0.5
#: What lines that hold a name count together, at most; what is enough to be sure of it.
_MOST_HELD, _ENOUGH = 2.0, 4.5


def plain(name: str) -> str:
    """The letters and figures of a name."""
    return "".join(_LETTERS.findall(name.lower()))


def _bare(name: str) -> str:
    return plain(name.removeprefix("The ").removeprefix("the "))


def _names(line: str) -> Iterator[str]:
    """The names that a line gives the page outright."""
    before, after = self_naming()
    for m in before.finditer(line):
        if found := _ALONE.match(line, m.end()):
            yield found[0]
    for m in after.finditer(line):
        held = list(re.finditer(rf"{_NAME}\s*$", line[: m.start()]))
        if held:
            yield held[-1][0].strip()


def _said(lines: Sequence[Block]) -> dict[str, tuple[str, Block, float]]:
    """The names that lines give, by their letters: as it is first written, where, and how much these lines say."""
    found: dict[str, tuple[str, Block, float]] = {}
    for b in lines:
        text = " ".join(b.text.split())
        given = [(n, _OUTRIGHT) for n in _names(text)]
        if not given and _ALONE.fullmatch(text) and not labels.is_label(b) and not labels.opener(b):
            given = [(text, _LINE_OF_ITS_OWN)]
        for name, worth in given:
            name = name.strip(" .'’®-")
            key = _bare(name)
            if len(key) > 2 and not labels.is_word_of_menus(name) and not section_words().issuperset(key_of(name).split()):
                first = found.get(key, (name, b, 0.0))
                again = 0.0 if worth == _LINE_OF_ITS_OWN and first[2] % _OUTRIGHT else worth  # sections, and writers, have many such lines
                found[key] = (first[0], first[1], first[2] + again)
    return found


def self_named(blocks: Sequence[Block]) -> list[Declared]:
    """The name that a page says of itself again and again, if there is one."""
    ends = [*blocks[:_ENDS], *blocks[max(_ENDS, len(blocks) - _ENDS) :]]
    lines = [b for b in ends if b.words <= _LINE and len(b.text) <= _CHARACTERS]
    addresses = Counter(plain(m[1]) for b in lines for m in _ADDRESS.finditer(b.text))
    said = {k: v for k, v in _said(lines).items() if v[2] >= _OUTRIGHT or k in addresses}
    keys = [f" {b.key} " for b in lines]
    best: tuple[float, int, str, Block] | None = None
    for n, (key, (name, block, worth)) in enumerate(sorted(said.items(), key=lambda x: -x[1][2])[:_CANDIDATES]):
        words = f" {key_of(name).removeprefix('the ')} "
        held = sum(words in k for k in keys)
        score = worth + min(_HELD * held, _MOST_HELD) + _IN_AN_ADDRESS * (key in addresses)
        if score >= _ENOUGH and (best is None or (score, -n) > best[:2]):
            best = (score, -n, name, block)
    return [Declared(best[2], best[3].raw_start, best[3].raw_end, NAMED)] if best else []

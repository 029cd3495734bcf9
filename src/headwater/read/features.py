"""What tells text from furniture, as numbers: a row a block.

Form, place, neighbours, repetition, and on HTML pages the markup; nothing about what a page tells, and no word of any outlet. The numbers are
for `judge`; the rules of `main_text` have spoken before, and what they found is among the numbers.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from headwater.read import labels
from headwater.read.block import Block
from headwater.read.vocabulary import named_parts

_LETTER_RUN = re.compile(r"[^\W\d_]+")
_COMMON = frozenset(
    "the of and to in a is that for it was on with as are be this by from at have has had not but they his he were which their been who its would will "
    "de la que el en y los se del las por un para con una su al lo como o e do da em os no na dos das ao mais dan yang di ini itu".split()
)
_DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]{0,7}\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://|www\.|@\w|\.com\b", re.IGNORECASE)
_YOU = re.compile(r"\b(?:you|your|our|us|we|here|click|sign|subscribe|follow|read|more)\b", re.IGNORECASE)
_MARKS = re.compile(r"[|•·›»→▸▶©®]")
_KINDS = ("menu", "ticker", "teaser", "share", "comments", "signup", "cookie", "foot", "caption", "tags")
_PARTS = ("<nav>", "<aside>", "<footer>", "<form>", "<button>")
_INSIDE = ("article", "main", "header", "table", "blockquote", "figure", "time", "address", "em", "i", "strong", "b", "pre", "li", "a")
_PROSE = 10
_FAR = 12.0

Rows = NDArray[np.float32]


def prose_of(b: Block) -> float:
    """Words that read like running text."""
    return b.words * (1 - min(1.0, b.link_share)) if b.words >= _PROSE and (b.ends or b.words >= 3 * _PROSE) and b.link_share < 0.5 else 0.0


def _own(b: Block) -> list[float]:
    text = b.text
    words = _LETTER_RUN.findall(text)
    n = max(1, len(words))
    low = [w.lower() for w in words]
    return [
        math.log1p(b.words),
        sum(map(len, words)) / n,
        b.link_share,
        float(b.ends),
        text.count(",") / n,
        sum(w in _COMMON for w in low) / n,
        sum(w[0].isupper() for w in words) / n,
        float(text.isupper()),
        sum(c.isdigit() for c in text) / len(text),
        float(len(_MARKS.findall(text))),
        float(text[:1].islower()),
        float(len(_DATE.findall(text))) / n,
        float(bool(_ADDRESS.search(text))),
        len(_YOU.findall(text)) / n,
        float(text[0] in "\"“'‘«"),
        float(text.rstrip()[-1] in ":…") + 2.0 * float(text.rstrip().endswith(("...", "…"))),
        float(text.rstrip()[-1] in "?!"),
        float(text.count("\n")),
        float(b.gap),
    ]


def _markup(b: Block) -> list[float]:
    return [
        float(b.tag[1]) if b.heading else 0.0,
        *(float(k in b.hints) for k in _KINDS),
        *(float(k in b.hints) for k in _PARTS),
        *(float(k in b.hints) for k in named_parts()),
        *(float(k in b.inside) for k in _INSIDE),
    ]


def _ruled(b: Block) -> list[float]:
    followed = b.why.startswith("follows")
    return [
        *(float(b.kind == k) * (0.5 if followed else 1.0) for k in _KINDS),
        float(followed),
        float(b.kind == "text"),
        float(b.why.startswith("stands outside of")),
        float(labels.is_byline(b)),
        float(bool(labels.credit_of(b))),
    ]


def _chains(blocks: Sequence[Block], parents: Sequence[int]) -> list[tuple[int, int, int]]:
    """For each block the element that holds it, the one around that, and the next."""
    out = []
    for b in blocks:
        first = b.holder if parents else 0
        second = parents[first] if parents else 0
        out.append((first, second, parents[second] if parents else 0))
    return out


def _share(chain: Sequence[int], prose: Sequence[float], words: Sequence[float], linked: Sequence[float]) -> list[tuple[float, float, float]]:
    """For each block, of the element at one level around it: its share of the page's prose, its link share, its number of blocks."""
    held: Counter[int] = Counter()
    size: Counter[int] = Counter()
    links: Counter[int] = Counter()
    count: Counter[int] = Counter()
    for e, p, w, k in zip(chain, prose, words, linked, strict=True):
        held[e] += p  # type: ignore[assignment]
        size[e] += w  # type: ignore[assignment]
        links[e] += k  # type: ignore[assignment]
        count[e] += 1
    total = max(1.0, sum(prose))
    return [(held[e] / total, links[e] / max(1.0, size[e]), math.log1p(count[e])) for e in chain]


def _structure(blocks: Sequence[Block], parents: Sequence[int], names: Sequence[str], prose: Sequence[float]) -> list[list[float]]:
    size = [float(len(b.text)) for b in blocks]
    linked = [float(b.linked) for b in blocks]
    rows: list[list[float]] = [[] for _ in blocks]
    chains = _chains(blocks, parents)
    for level in range(3):
        for row, found in zip(rows, _share([c[level] for c in chains], prose, size, linked), strict=True):
            row += found
    form: list[tuple[object, ...]] = [
        (*(names[e] for e in c), b.tag, b.hints) if parents else (b.tag,) for b, c in zip(blocks, chains, strict=True)
    ]
    held: Counter[tuple[object, ...]] = Counter()
    count: Counter[tuple[object, ...]] = Counter()
    for f, p in zip(form, prose, strict=True):
        held[f] += p  # type: ignore[assignment]
        count[f] += 1
    total = max(1.0, sum(prose))
    texts = Counter(b.folded for b in blocks)
    for row, f, b in zip(rows, form, blocks, strict=True):
        row += [held[f] / total, math.log1p(count[f]), math.log1p(texts[b.folded])]
    return rows


def _place(blocks: Sequence[Block], prose: Sequence[float], stretch: tuple[int, int], title: int) -> list[list[float]]:
    total, n = max(1.0, sum(prose)), len(blocks)
    before, since, rows = 0.0, 0.0, []
    first, last = stretch
    run = 0
    for i, b in enumerate(blocks):
        from_title = i - title if title >= 0 else 99
        rows.append(
            [
                i / n,
                before / total,
                float(first <= i < last),
                max(-_FAR, min(_FAR, float(i - first))),
                max(-_FAR, min(_FAR, float(last - 1 - i))),
                float(title >= 0),
                max(-_FAR, min(_FAR, float(from_title))),
                math.log1p(since) if title >= 0 and i > title else -1.0,
                math.log1p(run),
                (last - first) / n,
                math.log1p(total),
            ]
        )
        before += prose[i]
        since += b.words if title >= 0 and i > title else 0
        run = 0 if prose[i] else run + 1
    run = 0
    for i in range(n - 1, -1, -1):
        rows[i].append(math.log1p(run))
        run = 0 if prose[i] else run + 1
    return rows


#: The numbers of a block's neighbours that count: length, letters, links, sentence end; and prose, kind.
_BESIDE = (-3, -2, -1, 1, 2, 3)


def features(
    blocks: Sequence[Block], parents: Sequence[int], names: Sequence[str], stretch: tuple[int, int], title: int
) -> Rows:
    """A row for each block.

    ``parents``, ``names``: of HTML pages, as `markup` gives them; empty for texts. ``stretch``: what the rules hold for the article.
    ``title``: the index of the line that is the headline; -1 where none is known. Returns (blocks, features), float32.
    """
    prose = [prose_of(b) for b in blocks]
    own = np.array([_own(b) for b in blocks], np.float32)
    ruled = np.array([_ruled(b) for b in blocks], np.float32)
    structure = np.array(_structure(blocks, parents, names, prose), np.float32)
    place = np.array(_place(blocks, prose, stretch, title), np.float32)
    parts = [own, ruled, structure, place]
    if parents:
        parts.append(np.array([_markup(b) for b in blocks], np.float32))
    kind = ruled[:, :10].max(1, initial=0) - ruled[:, 11]
    near = np.column_stack([own[:, 0], own[:, 2], own[:, 3], np.log1p(np.array(prose, np.float32)), kind, own[:, 18]])
    for step in _BESIDE:
        moved = np.full_like(near, -1)
        if step < 0:
            moved[-step:] = near[:step]
        else:
            moved[:-step] = near[step:]
        parts.append(moved)
    return np.concatenate(parts, 1)

"""Which blocks are the text of articles, and which are furniture.

Both formats go the same way. Blocks that say themselves what they are (`labels`) are settled first. A label such as "Most read" opens a run that
lasts to the next paragraph of prose. Then every block gets a weight, its words if it reads like prose and a cost if it does not, and the
stretch of the page with the greatest sum is the text (maximum subsequence segmentation, Pasternack and Roth 2009, WWW). Inside the stretch,
captions and labelled pieces stay out. HTML pages are helped by what trafilatura takes for the main text: a block most of whose words it holds
weighs as prose, one of which it holds nothing weighs less.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from headwater.read import labels
from headwater.read.block import Block

_WORD = re.compile(r"\w+")
#: Words from which a line that ends as a sentence counts as prose. Teasers and captions are mostly shorter than ten words.
_PROSE = 10
#: What a line that is no prose costs, in words: a paragraph of 60 words outweighs a heading, a caption and a share line between it and the next.
_COST = 9.0
#: What a line of a menu costs: one of a run of at least eight short lines without a blank line between them. Shorter runs (a picture's credit, a
#: quoted post, a small table) stand in the midst of articles.
_MENU_COST = 16.0
_MENU_RUN = 8
#: What a line of a labelled list costs: such lists stand in the midst of articles, and are known for what they are.
_LISTED = 1.0
#: Share of lines with a blank line before them above which a page's blank lines mean something.
_SPACED = 0.1
#: Prose counts no more than this for one block, so that a single long notice cannot win against an article.
_MOST = 120.0
#: A page of which trafilatura gives less than this many characters has not been understood by it.
_LEAST_EXTRACTED = 200
#: Pages above this many characters are not given to trafilatura: its time grows faster than they do.
_EXTRACT_LIMIT = 3_000_000


#: Share of the prose that the element of the article holds at least: standfirsts and last paragraphs may stand apart.
_NEARLY = 0.8
#: Words of prose after which comments are about an article that is told; a label before it is a link to them.
_TOLD = 100
#: Line breaks after which what follows a text may still be its close.
_BREAK = 2
#: Kinds whose runs do not go on beyond a blank line, on pages that have blank lines.
_SHORT_RUNS = frozenset({"ticker", "share", "signup", "tags", "menu"})


def settle(blocks: Sequence[Block], page: str | None = None, parents: Sequence[int] = ()) -> None:
    """Give every block a kind: `text` for what belongs to an article, else a kind of furniture. ``page``: the source of an HTML page."""
    extracted = _extracted(page) if page is not None else None
    _own(blocks)
    _runs(blocks, extracted)
    weights = [_weight(b, extracted) for b in blocks] if extracted else _line_weights(blocks)
    first, last = _widened(blocks, *best_stretch(weights))
    for i, b in enumerate(blocks):
        if not first <= i < last and not b.kind:
            b.take("other", "stands outside the stretch of the page that reads like an article")
    for i in range(first, last):
        _inside(blocks, i, extracted)
    if parents:
        _outside(blocks, range(first, last), parents)
    for b in blocks:
        if b.kind == "other" and b.hints:
            kind = min(b.hints)
            b.take(kind, f"the markup says {kind}")


def _around(holder: int, parents: Sequence[int]) -> Iterator[int]:
    """An element and all those around it, the innermost first."""
    while holder:
        yield holder
        holder = parents[holder]
    yield 0


def _outside(blocks: Sequence[Block], stretch: range, parents: Sequence[int]) -> None:
    """What stands outside of the element that holds nearly all of the article's prose is not the article's."""
    held: Counter[int] = Counter()
    for i in stretch:
        if blocks[i].kind == "text" and reads_as_prose(blocks[i]):
            for number in _around(blocks[i].holder, parents):
                held[number] += blocks[i].words
    most = _NEARLY * held[0]
    # an element's number is higher than that of all around it: the highest that holds enough is the innermost
    main = max((number for number, words in held.items() if words >= most), default=0)
    for i in stretch:
        b = blocks[i]
        if b.kind == "text" and main not in _around(b.holder, parents) and not b.heading:
            b.take("other", "stands outside of the element that holds the article")


def _own(blocks: Sequence[Block]) -> None:
    for b in blocks:
        found = labels.own_kind(b)
        if found:
            b.take(*found)


def reads_as_prose(b: Block) -> bool:
    """Does it read like a paragraph of an article?"""
    return b.words >= _PROSE and (b.ends or b.words >= 3 * _PROSE) and b.link_share < 0.5 and not (b.is_list_item and b.words < 2 * _PROSE)


def _runs(blocks: Sequence[Block], extracted: Extracted | None) -> None:
    """What a label opens: its group of lines, and further short pieces up to the next paragraph of prose."""
    kind: str | None = None
    label, told, blank_seen = "", 0, False
    # Pages that were flattened without blank lines give no sign where a run ends but the text itself.
    spaced = sum(b.gap > 1 for b in blocks) > _SPACED * len(blocks)
    for b in blocks:
        opened = labels.opener(b)
        if opened:
            kind, label, blank_seen = opened, b.text.strip()[:40], not spaced
            continue
        blank_seen |= b.gap > 1
        # readers write prose too: comments on an article that is told go on to the end
        lasting = kind == "comments" and told >= _TOLD
        ended = kind in _SHORT_RUNS and blank_seen and spaced
        if ended or (not lasting and (blank_seen or kind == "share") and _goes_on(b, extracted)):
            kind = None
        if kind and not b.kind and kind != "contents":
            b.take(kind, f"follows “{label}”")
        elif not b.kind and reads_as_prose(b):
            told += b.words


def _goes_on(b: Block, extracted: Extracted | None) -> bool:
    """Does the article go on with this block, after a piece of furniture in its midst?"""
    if not reads_as_prose(b):
        return False
    return extracted.share(b) > 0 if extracted else b.words >= 2 * _PROSE


class Extracted:
    """What trafilatura took for the main text, as runs of four words."""

    def __init__(self, text: str) -> None:
        words = _WORD.findall(text.lower())
        self.runs = {tuple(words[i : i + 4]) for i in range(len(words) - 3)}
        self.lines = {" ".join(_WORD.findall(line.lower())) for line in text.splitlines()}

    def share(self, b: Block) -> float:
        """The share of a block that stands in it."""
        words = _WORD.findall(b.text.lower())
        if len(words) < 4:
            return float(" ".join(words) in self.lines)
        return sum(tuple(words[i : i + 4]) in self.runs for i in range(len(words) - 3)) / (len(words) - 3)


def _extracted(page: str) -> Extracted | None:
    if len(page) > _EXTRACT_LIMIT:
        return None
    from trafilatura import extract

    try:
        text = extract(page, include_comments=False, include_tables=True, fast=True)
    except Exception:  # a library's failure on a broken page leaves us our own method
        text = None
    return Extracted(text) if text and len(text) >= _LEAST_EXTRACTED else None


def _weight(b: Block, extracted: Extracted) -> float:
    """The weight of a block of an HTML page that trafilatura understood."""
    share = extracted.share(b)
    if share >= 0.5:
        return min(_MOST, max(4.0, float(b.words)))
    return -0.25 * _COST if share or b.kind == "caption" else -_COST - min(20, b.words) / 4


def _line_weights(blocks: Sequence[Block]) -> list[float]:
    counts = Counter(b.folded for b in blocks)
    run = _run_lengths(blocks)
    out = []
    for b, length in zip(blocks, run, strict=True):
        if b.kind:
            out.append(-_LISTED if b.kind == "teaser" and b.why.startswith("follows") else -_COST)
        elif reads_as_prose(b):
            out.append(min(_MOST, b.words * (1 - b.link_share)))
        elif length >= _MENU_RUN and not b.ends:
            out.append(-_MENU_COST if counts[b.folded] == 1 else -2 * _MENU_COST)
        else:
            out.append(-_COST if not b.ends else -0.5 * _COST)
    return out


def _run_lengths(blocks: Sequence[Block]) -> list[int]:
    """For each block, how many short lines without sentence ends stand in a row around it, no blank line between."""
    out, start = [0] * len(blocks), 0
    for i in range(1, len(blocks) + 1):
        if i == len(blocks) or blocks[i].gap > 1 or reads_as_prose(blocks[i]) or reads_as_prose(blocks[i - 1]):
            out[start:i] = [i - start] * (i - start)
            start = i
    return out


def best_stretch(weights: Sequence[float]) -> tuple[int, int]:
    """The range with the greatest sum (Kadane 1984); empty where nothing weighs more than nothing."""
    best, best_range, total, start = 0.0, (0, 0), 0.0, 0
    for i, w in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += w
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range


def _widened(blocks: Sequence[Block], first: int, last: int) -> tuple[int, int]:
    """The stretch with what plainly belongs to its ends: a line that its first sentence began on, sentences right after its last."""
    if first == last:
        return first, last
    while (
        first
        and not blocks[first - 1].kind
        and not blocks[first - 1].ends
        and blocks[first - 1].words >= 5
        and blocks[first].text[:1].islower()
    ):
        first -= 1
    while (more := _closing(blocks, last)) is not None:
        last = more
    return first, last


def _closing(blocks: Sequence[Block], last: int) -> int | None:
    """The end of the sentence or slogan, on one line or two, that follows the stretch directly."""
    for i in range(last, min(last + 2, len(blocks))):
        b = blocks[i]
        if b.kind or b.words < 2 or b.gap > (_BREAK if i == last else 1):
            return None
        if b.ends:
            return i + 1
    return None


def _inside(blocks: Sequence[Block], i: int, extracted: Extracted | None) -> None:
    """Settle a block inside the article's stretch."""
    b = blocks[i]
    if extracted and extracted.share(b) >= 0.5 and b.kind not in ("caption", "foot", "cookie", "comments"):
        b.take("text", "reads like the article, and the extractor agrees")
    elif b.kind:
        return
    elif why := labels.is_caption(b):
        b.take("caption", why)
    elif extracted and b.words < 40 and extracted.share(b) == 0 and b.tag not in ("h1", "h2"):
        b.take("other", "stands in the article's stretch, but is none of its text")
    else:
        b.take("text", "stands in the stretch of the page that reads like an article")

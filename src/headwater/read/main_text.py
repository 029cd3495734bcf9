"""Which blocks are the text of articles, and which are furniture.

Both formats go the same way. Blocks that say themselves what they are (`labels`) are settled first. A label such as "Most read" opens a run that
lasts to the next paragraph of prose. Then every block gets a weight, its words if it reads like prose and a cost if it does not, and the
stretch of the page with the greatest sum is the text (maximum subsequence segmentation, Pasternack and Roth 2009, WWW). Inside the stretch,
captions and labelled pieces stay out, and on HTML pages what lies outside of the element that holds nearly all of the prose.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from headwater.read import labels
from headwater.read.block import Block, key_of
from headwater.read.prose import PROSE, reads_as_prose
from headwater.read.repeated import Counts, take_repeated
from headwater.read.runs import TOLD, around, take_runs
from headwater.read.vocabulary import part_lines

#: What a line that is no prose costs, in words: a paragraph of 60 words outweighs a heading, a caption and a share line between it and the next.
_COST = 9.0
#: What a line of a menu costs: one of a run of at least eight short lines without a blank line between them. Shorter runs (a picture's credit, a
#: quoted post, a small table) stand in the midst of articles.
_MENU_COST = 16.0
_MENU_RUN = 8
#: What a cell of a table costs: tables of figures stand in articles.
_CELL = 2.0
#: Share of letters in links above which a block leads elsewhere rather than tells something: paragraphs have under a third, lists of links all.
_LINKED = 0.3
#: A whole line that is a link leads to another article; one or two linked words are a name.
_ALL_LINK = 0.8
_LINK_WORDS = 4
#: Words of prose between headline and text that are more than a standfirst or a notice.
_BETWEEN = 20
#: What a caption or a line of a labelled list costs: they stand in the midst of articles, and are known for what they are.
_LISTED = 1.0
#: What a line costs that shares or subscribes: such boxes stand in articles, and are known for what they are.
_FORM = 4.0
_FORMS = frozenset({"share", "signup"})
#: Prose counts no more than this for one block, so that a single long notice cannot win against an article.
_MOST = 120.0
#: Share of the prose that the element of the article holds at least: standfirsts and last paragraphs may stand apart.
_NEARLY = 0.8
#: How a summary ends that is cut off.
_DOTS = re.compile(r"(?:\.\.\.|…)\W{0,3}$")
#: Share of a page's paragraphs of which no more are captions that stand on it twice.
_REPEATED = 0.25
#: Words of a headline with its summary, and how often such a pair stands on a page that lists articles.
_CARD = 120
_CARDS = 2
#: Share of letters in links above which a paragraph is no paragraph of an article.
_MOSTLY = 0.5
#: Kinds of furniture beyond which an article does not go on with anything but prose.
_STOPS = frozenset({"comments", "foot", "tags", "form"})
#: Line breaks after which what follows a text may still be its close.
_BREAK = 2


def settle(
    blocks: Sequence[Block],
    parents: Sequence[int] = (),
    declared: Sequence[str] = (),
    repeated: Counts | None = None,
) -> None:
    """Give every block a kind: `text` for what belongs to an article, else a kind of furniture.

    ``parents``: on HTML pages, for each element the one around it. ``declared``: what the source says its headline is.
    ``repeated``: what of the page stands on many pages of its site.
    """
    keys = [key_of(d) for d in declared]
    _own(blocks)
    _cut_off(blocks)
    _twice(blocks, keys)
    take_runs(blocks, parents)
    if parents:
        _cards(blocks, parents, keys)
    if repeated:
        take_repeated(blocks, repeated, keys)
    first, last = _widened(blocks, *best_stretch(_weights(blocks)))
    first = _from_headline(blocks, first, keys)
    if parents:
        first, last = _completed(blocks, first, last, parents)
    for i, b in enumerate(blocks):
        if not first <= i < last and not b.kind:
            b.take("other", "stands outside the stretch of the page that reads like an article")
    for i in range(first, last):
        if not blocks[i].kind:
            _inside(blocks, i, first)
    if parents:
        _outside(blocks, range(first, last), parents)
    for b in blocks:
        if b.kind == "other" and (kinds := [k for k in b.hints if k[0] not in "<+"]):
            kind = min(kinds)
            b.take(kind, f"the markup says {kind}")


def settle_within(blocks: Sequence[Block], parents: Sequence[int] = (), *, open_end: bool = False) -> None:
    """The same for blocks that are known to be of one text: all is that text but what says itself what else it is.

    ``open_end``: where the text ends is not known.
    """
    _own(blocks)
    take_runs(blocks, parents, TOLD if open_end else 0)
    last = _end(blocks) if open_end else len(blocks)
    for i in range(last):
        if not blocks[i].kind:
            _inside(blocks, i, 0)
    for b in blocks[last:]:
        if not b.kind:
            b.take("other", "stands behind the text")


def _end(blocks: Sequence[Block]) -> int:
    """Where a text ends that begins with the first of these blocks: where the sum of their weights is greatest."""
    sums = list(itertools.accumulate(_weights(blocks)))
    last = max(range(len(sums)), key=lambda i: (sums[i], -i)) + 1 if sums else 0
    while (more := _closing(blocks, last)) is not None:
        last = more
    return last


def _main(blocks: Sequence[Block], stretch: range, parents: Sequence[int]) -> int:
    """The innermost element that holds nearly all of the stretch's prose."""
    own: Counter[int] = Counter()
    for i in stretch:
        if blocks[i].kind in ("", "text") and reads_as_prose(blocks[i]):
            own[blocks[i].holder] += blocks[i].words
    held: Counter[int] = Counter()
    for holder, words in own.items():
        for number in around(holder, parents):
            held[number] += words
    most = _NEARLY * held[0]
    # an element's number is higher than that of all around it: the highest that holds enough is the innermost
    return max((number for number, words in held.items() if words >= most), default=0)


def _cards(blocks: Sequence[Block], parents: Sequence[int], declared: Sequence[str]) -> None:
    """Headlines that are links, each with a summary in the element that holds both, lead to other articles."""
    found: list[list[Block]] = []
    box = 0
    for b in blocks:
        if b.heading and b.words >= 2 and b.link_share > _ALL_LINK and not any(b.key in d for d in declared):
            box = parents[b.holder]
            found.append([b])
        elif box and (box in around(b.holder, parents) or box == parents[parents[b.holder]]) and not b.heading:
            if not b.kind:
                found[-1].append(b)
        else:
            box = 0
    cards = [c for c in found if sum(reads_as_prose(b) for b in c) == 1 and sum(b.words for b in c) <= _CARD]
    if len(cards) >= _CARDS:
        for b in (b for c in cards for b in c if not b.kind):
            b.take("teaser", "a summary under a headline that is a link, one of several")


def _completed(blocks: Sequence[Block], first: int, last: int, parents: Sequence[int]) -> tuple[int, int]:
    """The stretch with what stands right in the element that holds its prose: short paragraphs and lists at the ends of an article."""
    main = _main(blocks, range(first, last), parents)
    if not main:
        return first, last

    def held(b: Block) -> bool:
        return main in (b.holder, parents[b.holder], parents[parents[b.holder]]) and b.link_share < _MOSTLY

    def kept(b: Block) -> bool:
        return not b.kind and held(b) and (b.tag != "p" or b.words >= PROSE // 2)

    start, end = first, last
    for i in range(first - 1, -1, -1):
        if main not in around(blocks[i].holder, parents) or blocks[i].tag == "h1" or blocks[i].kind in _STOPS:
            break
        start = i if kept(blocks[i]) else start
    for i in range(last, len(blocks)):
        if main not in around(blocks[i].holder, parents) or blocks[i].kind in _STOPS:
            break
        end = i + 1 if kept(blocks[i]) else end
    for i in (*range(start, first), *range(last, end)):
        if not blocks[i].kind and not held(blocks[i]):
            blocks[i].take("other", "stands beside the text of the article")
    return start, end


def _outside(blocks: Sequence[Block], stretch: range, parents: Sequence[int]) -> None:
    """What stands outside of the element that holds nearly all of the article's prose is not the article's."""
    main = _main(blocks, stretch, parents)
    for i in stretch:
        b = blocks[i]
        if b.kind == "text" and main not in around(b.holder, parents) and not b.heading:
            b.take("other", "stands outside of the element that holds the article")


def _own(blocks: Sequence[Block]) -> None:
    for b, found in zip(blocks, labels.own_kinds(blocks), strict=True):
        if found:
            b.take(*found)


def _alone(blocks: Sequence[Block], at: int) -> bool:
    """Does no paragraph stand right before or after it?"""
    return not any(reads_as_prose(b) for b in (*blocks[max(0, at - 1) : at], *blocks[at + 1 : at + 2]))


def _cut_off(blocks: Sequence[Block]) -> None:
    """Summaries that break off in three dots, several on a page, lead to other articles."""
    found = [b for i, b in enumerate(blocks) if not b.kind and b.words >= PROSE and _DOTS.search(b.text) and _alone(blocks, i)]
    if len(found) >= _CARDS + 1:
        for b in found:
            b.take("teaser", "a summary that is cut off, one of several")


def _twice(blocks: Sequence[Block], declared: Sequence[str]) -> None:
    """A sentence that stands on the page twice is a caption or a summary, unless the page holds its whole text twice, or it heads a part of a bulletin."""
    counts = Counter(b.folded for b in blocks if b.words >= PROSE)
    found = [
        b
        for i, b in enumerate(blocks)
        if counts[b.folded] > 1
        and not b.kind
        and _alone(blocks, i)
        and not any(b.key in d for d in declared)
        and not (i and blocks[i - 1].folded in part_lines() and not b.ends)
    ]
    prose = sum(reads_as_prose(b) for b in blocks)
    if found and len(found) <= _REPEATED * prose:
        for b in found:
            b.take("caption", "stands on the page more than once, as captions do")


def _weights(blocks: Sequence[Block]) -> list[float]:
    counts = Counter(b.folded for b in blocks)
    run = _run_lengths(blocks)
    out = []
    for b, length in zip(blocks, run, strict=True):
        if b.kind:
            listed = b.kind == "caption" or (b.kind == "teaser" and b.why.startswith("follows"))
            out.append(-_LISTED if listed else -_FORM if b.kind in _FORMS else -_MENU_COST if b.kind == "repeated" else -_COST)
        elif reads_as_prose(b):
            out.append(min(_MOST, b.words * (1 - b.link_share)))
        elif "table" in b.inside and b.link_share < _LINKED:
            out.append(-_CELL)
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


def _from_headline(blocks: Sequence[Block], first: int, declared: Sequence[str]) -> int:
    """Where the text begins if prose stands between the headline and the best stretch: an article begins under its headline."""
    for i in range(first - 1, -1, -1):
        b = blocks[i]
        named = b.words >= 3 and any(b.key in d for d in declared)
        if (b.tag == "h1" or (b.heading and named)) and b.kind not in ("menu", "foot", "teaser"):
            between = sum(x.words for x in blocks[i + 1 : first] if not x.kind and reads_as_prose(x))
            return i + 1 if between >= _BETWEEN else first
    return first


def _closing(blocks: Sequence[Block], last: int) -> int | None:
    """The end of the sentence or slogan, on one line or two, that follows the stretch directly."""
    for i in range(last, min(last + 2, len(blocks))):
        b = blocks[i]
        if b.kind or b.words < 2 or b.gap > (_BREAK if i == last else 1):
            return None
        if b.ends:
            return i + 1
    return None


def _inside(blocks: Sequence[Block], at: int, first: int) -> None:
    """Settle a block inside the article's stretch, which begins at ``first``."""
    b = blocks[at]
    if why := labels.is_caption(b):
        b.take("caption", why)
    elif b.link_share > _ALL_LINK and not b.ends and (b.words >= _LINK_WORDS or _beside_links(blocks, at, first)):
        b.take("teaser", "a line that is a link from end to end")
    else:
        b.take("text", "stands in the stretch of the page that reads like an article")


def _beside_links(blocks: Sequence[Block], at: int, first: int) -> bool:
    """Does it stand next to a line that is a link from end to end?"""
    return any(x.tag == "p" and x.link_share > _ALL_LINK for x in (*blocks[max(first, at - 1) : at], *blocks[at + 1 : at + 2]))

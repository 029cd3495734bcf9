"""The entries of a live blog among the blocks of a page: parts that each carry a time of their own and are told in prose.

In HTML an entry is an element: beside it stand others that each hold one such time. On text pages, and where the markup sets nothing apart, it goes
from its time, or from the headline above that, to the next. Tells no text from furniture and reckons no day: that is for `blog` and `reckon`.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater.read import labels
from headwater.read.anchors import Anchor, Cut, Entry, cut_lines, declared_anchors, find_anchors, is_time
from headwater.read.block import Block
from headwater.read.byline import is_name_line
from headwater.read.head import Head
from headwater.read.live import LEAST, told_live, why_live
from headwater.read.numeric import Order
from headwater.read.prose import reads_as_prose
from headwater.read.runs import around
from headwater.read.stamps import Stamp, read_stamp
from headwater.read.vocabulary import live_forms

#: Share of the entries with a headline above their time, where that is where headlines stand.
_MOST = 0.6
#: Share of their prose that may stand between entries that are elements: boxes, notices.
_LEFT = 0.2
#: Words of a headline.
_TITLE = range(2, 31)
#: Lines of an entry before its text.
_HEADER = 8


class Blog(NamedTuple):
    """The blocks of a page in their order, some of them cut; those before the first entry; the entries; those between and behind them."""

    blocks: list[Block]
    lead: list[Block]
    entries: list[Entry]
    beside: list[Block]
    why: str


def blog(blocks: Sequence[Block], parents: Sequence[int], head: Head, order: Order) -> Blog | None:
    """The live blog that a page is; None where it is none."""
    for anchors in (find_anchors(blocks, head.marks, order), declared_anchors(blocks, head.updates)):
        if len(anchors) < LEAST:
            continue
        told = told_live(blocks, head, anchors)
        cut = cut_lines(blocks, anchors, inline=bool(told))
        for found in (_in_elements, _in_lines):
            entries = found(cut, parents)
            if entries and (why := why_live(entries, told, cut)):
                return _laid_out(cut, entries, why, order)
    return None


# ---- what an entry is made of


def _in_elements(cut: Cut, parents: Sequence[int]) -> list[Entry]:
    """The elements side by side that each hold a time; nothing where the markup sets them not apart."""
    if not parents:
        return []
    blocks = cut.blocks
    held: Counter[int] = Counter()
    for i in cut.anchors:
        held.update(around(blocks[i].holder, parents))
    prose: Counter[int] = Counter()
    for b in blocks:
        if reads_as_prose(b):
            prose.update(dict.fromkeys(around(b.holder, parents), b.words))
    around_entries: Counter[int] = Counter()
    for i in cut.anchors:
        e = blocks[i].holder
        while e and parents[e] and held[parents[e]] == 1:
            e = parents[e]
        if e and prose[e]:
            around_entries[parents[e]] += 1
    best = max(around_entries, key=lambda p: (around_entries[p], prose[p], -p), default=0)
    if around_entries[best] < LEAST:
        return []
    boxes = {p for p in around_entries if p == best or (p and best and parents[p] == parents[best])}
    entries = list(_children(cut, parents, boxes))
    own = {id(b) for e in entries for b in e.blocks}
    at = [i for i, b in enumerate(blocks) if id(b) in own]
    left = sum(b.words for b in blocks[at[0] : at[-1]] if id(b) not in own and reads_as_prose(b))
    return entries if left <= _LEFT * sum(e.prose for e in entries) else []  # more: their text stands beside these elements


def _children(cut: Cut, parents: Sequence[int], boxes: set[int]) -> Iterator[Entry]:
    """The elements right in these boxes that hold a time, each as an entry."""
    child: dict[int, int] = {0: 0}
    entries: dict[int, Entry] = {}
    for i, b in enumerate(cut.blocks):
        chain = []
        e = b.holder
        while e not in child:
            chain.append(e)
            if parents[e] in boxes:
                child[e] = e
                break
            e = parents[e]
        for inner in chain:
            child[inner] = child[e]
        own = child[b.holder]
        if not own:
            continue
        entry = entries.setdefault(own, Entry([]))
        entry.blocks.append(b)
        anchor = cut.anchors.get(i)
        if anchor is not None and entry.block is None and entry.mark is None:
            entry.block, entry.stamp, entry.mark = (b if anchor.stamp else None), anchor.stamp, anchor.mark
            entry.title = [cut.blocks[i + 1]] if i + 1 in cut.titles else []
    for entry in entries.values():
        if entry.block is not None or entry.mark is not None:
            yield entry


def _in_lines(cut: Cut, parents: Sequence[int]) -> list[Entry]:
    """What lies between one line with a time and the next."""
    blocks, anchors = cut.blocks, [cut.anchors[at] for at in sorted(cut.anchors)]
    if len(anchors) < LEAST:
        return []
    ends = [*(a.first for a in anchors[1:]), len(blocks)]
    full = [n for n, (a, z) in enumerate(zip(anchors, ends, strict=True)) if any(reads_as_prose(b) for b in blocks[a.at : z])]
    behind = full[-1] + 1 < len(anchors) if full else False
    if len(full) < LEAST or (behind and all(a.first and reads_as_prose(blocks[a.first - 1]) for a in (anchors[0], anchors[full[-1] + 1]))):
        return []  # of the second kind: times stand behind their texts
    anchors, ends = anchors[full[0] : full[-1] + 1], ends[full[0] : full[-1] + 1]
    above = _above(cut, anchors, ends)
    entries = []
    for n, (a, z) in enumerate(zip(anchors, ends, strict=True)):
        first = a.first - 1 if a.first - 1 in above else a.first
        last = z - 1 if n + 1 < len(anchors) and z - 1 in above else z
        entry = Entry(list(blocks[first:last]), blocks[a.at] if a.stamp else None, a.stamp, a.mark, open=n + 1 == len(anchors))
        entry.title = [blocks[first]] if first < a.first else [blocks[a.at + 1]] if a.at + 1 in cut.titles else []
        entries.append(entry)
    if parents:  # the last one ends where the element ends that holds them all
        shared = set(around(blocks[anchors[0].at].holder, parents)).intersection(
            *(around(blocks[a.at].holder, parents) for a in anchors[1:])
        )
        box = max(shared, default=0)
        entries[-1].blocks = list(itertools.takewhile(lambda b: box in around(b.holder, parents), entries[-1].blocks))
    return entries


def _above(cut: Cut, anchors: Sequence[Anchor], ends: Sequence[int]) -> set[int]:
    """The headlines that stand above the times, if that is where this page has them."""
    blocks = cut.blocks
    over = [a.first - 1 for a in anchors if a.first and _may_head(blocks[a.first - 1]) and a.first - 1 not in cut.anchors]
    under = [
        a.at + 1 for a, z in zip(anchors, ends, strict=True) if a.at + 1 < z and (_may_head(blocks[a.at + 1]) or a.at + 1 in cut.titles)
    ]
    marked = [i for i in over if blocks[i].heading]
    if len(marked) > len(anchors) // 2 and not sum(blocks[i].heading for i in under) > len(anchors) // 2:
        over = marked
    elif 2 * len(under) > len(anchors):
        return set()
    different = len({blocks[i].folded for i in over})
    return set(over) if len(over) >= _MOST * len(anchors) and different > len(over) // 2 else set()


def _may_head(b: Block) -> bool:
    """Does it look like the headline of an entry?"""
    return (
        b.words in _TITLE
        and not reads_as_prose(b)
        and (b.heading or not b.ends or b.text.rstrip()[-1] in "?!")
        and not is_name_line(b.text)
        and not is_time(b)
        and not live_forms("writers").fullmatch(b.folded)
        and (b.heading or labels.own_kind(b) is None)
        and not (labels.is_caption(b) or labels.is_date(b) or labels.is_byline(b) or b.is_list_item)
    )


# ---- laid out


def _laid_out(cut: Cut, entries: list[Entry], why: str, order: Order) -> Blog:
    """The page with its entries, each with its headline and the day that stands above it."""
    _entitle(entries)
    owner = {id(b): e for e in entries for b in e.blocks}
    first = next(i for i, b in enumerate(cut.blocks) if id(b) in owner)
    moved = _head_days(cut.blocks[max(0, first - 1) :], owner, order)
    lead = [b for b in cut.blocks[:first] if id(b) not in moved]
    beside = [b for b in cut.blocks[len(lead) :] if id(b) not in owner or id(b) in moved]
    return Blog(cut.blocks, lead, entries, beside, why)


def _head_days(blocks: Sequence[Block], owner: dict[int, Entry], order: Order) -> set[int]:
    """Gives entries the line above them that names their day, and takes it out of the entry that it stands behind; which lines were taken out."""
    heading: tuple[Block, Stamp] | None = None
    found, moved, told = 0, set[int](), False
    for n, b in enumerate(blocks):
        e = owner.get(id(b))
        if e is not None and b is e.blocks[0]:
            e.heading, told = heading, False
        told = told or reads_as_prose(b)
        stamp = read_stamp(b.text, order) if b.words <= _HEADER else None
        if stamp is None or stamp.timed or stamp.rest != (0, 0) or stamp.label or b in (e.title if e else ()):
            continue
        heading, found = (b, stamp), found + (n > 0)
        if e is not None and not told:
            e.heading = heading
        else:
            moved.add(id(b))
    if not found:  # a date above the first entry alone is that of the page
        for e in owner.values():
            e.heading = None
        return set()
    for e in {id(e): e for e in owner.values()}.values() if moved else ():
        e.blocks = [b for b in e.blocks if id(b) not in moved]
    return moved


def _entitle(entries: Sequence[Entry]) -> None:
    """Gives entries the headlines that stand in them; lines that are no headings are taken where most entries have one, and not the same."""
    found: list[tuple[Entry, Block]] = []
    for e in entries:
        if e.title:
            continue
        text = next((i for i, b in enumerate(e.blocks) if reads_as_prose(b) and not b.heading), min(len(e.blocks), _HEADER))
        header = [b for b in e.blocks[:text][:_HEADER] if b is not e.block and _may_head(b)]
        best = next((b for b in header if b.heading), None)
        if best is not None:
            e.title = [best]
        elif header:
            found.append((e, header[0]))
    different = {b.folded for _, b in found}
    if 2 * len(found) > len(entries) and 2 * len(different) > len(found):
        for e, b in found:
            e.title = [b]

"""Where on a page times stand as they stand in the entries of a live blog: on a line of their own, before or after a name or headline, or in the markup.

Holds the words for what follows from that (`Anchor`, `Entry`) and sets the time on a line apart from what stands behind it. Does not say whether the page is a
live blog, nor what belongs to each time: that is for `live` and `entries`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from headwater.read.block import Block, key_of
from headwater.read.byline import is_name_line
from headwater.read.marked import Mark
from headwater.read.numeric import Order
from headwater.read.prose import reads_as_prose
from headwater.read.published import iso_date
from headwater.read.stamps import Stamp, may_be_timed, read_stamp
from headwater.read.structured import Update

#: Words of a line that holds the time of an entry and a headline or name; longer ones hold its text.
_LINE = 30
#: Characters of the beginning of a text that no other text has.
_SURELY = 20
#: Words of a line that is a time and nothing else.
_TIME = 8


@dataclass(slots=True)
class Entry:
    """``blocks``: all that it is made of, in order. ``stamp``: the line that gives its time, and how it reads; ``mark``: the time its markup gives.

    ``heading``: the line above that names its day. ``open``: where it ends is not known.
    """

    blocks: list[Block]
    block: Block | None = None
    stamp: Stamp | None = None
    mark: Mark | None = None
    title: list[Block] = field(default_factory=list)
    heading: tuple[Block, Stamp] | None = None
    open: bool = False

    @property
    def prose(self) -> int:
        """Words of prose."""
        return sum(b.words for b in self.blocks if reads_as_prose(b))

    @property
    def clock(self) -> str:
        """Day and time, as far as they are said, for order."""
        if self.mark is not None and (iso := iso_date(self.mark.value)):
            return iso[0][:16]
        return f"{self.stamp.day or ''}T{self.stamp.clock}" if self.stamp and self.stamp.clock else ""


class Anchor(NamedTuple):
    """Where an entry gives its time: a block, and what it says; or what its markup says. ``first``: where lines begin that say it in other ways too."""

    at: int
    first: int
    stamp: Stamp | None
    mark: Mark | None

    def moved(self, at: int) -> Anchor:
        """The same in another list of blocks."""
        return self._replace(at=at, first=at - (self.at - self.first))


def find_anchors(blocks: Sequence[Block], marks: Sequence[Mark], order: Order) -> list[Anchor]:
    """The blocks that give a time as entries do. A quoted post, a comment and a line that says "updated" give none."""
    out, waiting = list[Anchor](), [m for m in marks if m.kind in ("time", "published") and (iso := iso_date(m.value)) and len(iso[0]) > 10]
    n = 0
    for i, b in enumerate(blocks):
        mark = None
        while n < len(waiting) and waiting[n].start < b.raw_end:
            mark, n = mark or waiting[n], n + 1
        if "blockquote" in b.inside or "comments" in b.hints:
            continue
        stamp = read_stamp(b.text, order) if may_be_timed(b.text) else None
        if stamp is not None and (not stamp.timed or stamp.label in ("modified", "other") or _runs_on(b, stamp)):
            stamp = None
        if mark is not None and stamp is None and (b.words > _LINE or mark.start > b.raw_start):
            mark = None  # a time in the midst of a text
        if stamp is None and mark is None:
            continue
        if out and out[-1].at == i - 1 and not (out[-1].stamp and out[-1].stamp.rest[1]):  # "2 hours ago", "14:32 GMT"
            last = out.pop()
            keeps = stamp is None or (last.stamp is not None and not stamp.clock)
            out.append(last._replace(mark=last.mark or mark) if keeps else Anchor(i, last.first, stamp, last.mark or mark))
        else:
            out.append(Anchor(i, i, stamp, mark))
    return out


def declared_anchors(blocks: Sequence[Block], updates: Sequence[Update]) -> list[Anchor]:
    """Where entries begin that show no time, by what the structured data say of them: at their headline, or else at the beginning of their text."""
    known = matches(updates)
    lengths = sorted({len(k) for k in known})
    out, found = list[Anchor](), set[int]()
    for i, b in enumerate(blocks) if known else ():
        update = matched(b.key, known, lengths)
        if update is not None and id(update) not in found and "blockquote" not in b.inside and iso_date(update.published):
            found.add(id(update))
            out.append(Anchor(i, i, None, Mark("published", update.published, update.start, update.end, "structured data")))
    return out


def matches(updates: Sequence[Update]) -> dict[str, Update]:
    """What is declared about entries, by the words of their headlines and of the beginnings of their texts; what two of them have counts for neither."""
    keyed = [(key, u) for u in updates for key in {key_of(u.headline), key_of(u.text)} - {""}]
    often = Counter(key for key, _ in keyed)
    return {key: u for key, u in keyed if often[key] == 1}


def matched(line: str, known: Mapping[str, Update], lengths: Sequence[int]) -> Update | None:
    """What is declared about the entry that a line is the headline of, or whose text it begins. ``lengths``: of the keys of ``known``."""
    for n in lengths:
        if (n == len(line) or _SURELY < n < len(line)) and (found := known.get(line[:n])) is not None:
            return found
    return None


def _runs_on(block: Block, stamp: Stamp) -> bool:
    """Does the line go on as a sentence of which the time is part ("14:32 and 15:10 were ...")? Then it gives no entry's time."""
    rest = block.text[slice(*stamp.rest)]
    if not rest:
        return False
    if stamp.rest[0] < stamp.start:
        return not is_name_line(rest)
    return not (rest[0].isupper() or rest[0].isdigit() or rest[0] in "\"“‘'")


class Cut(NamedTuple):
    """The blocks of a page, lines that hold time and headline cut in two; the anchors, by the number of their block; which blocks are cut-off headlines."""

    blocks: list[Block]
    anchors: dict[int, Anchor]
    titles: set[int]


def cut_lines(blocks: Sequence[Block], anchors: Sequence[Anchor], *, inline: bool) -> Cut:
    """Sets apart the time from what follows it on its line. ``inline``: also from the entry's text."""
    given = {a.at: a for a in anchors}
    out, places, titles = list[Block](), dict[int, Anchor](), set[int]()
    for i, b in enumerate(blocks):
        anchor = given.get(i)
        stamp = anchor.stamp if anchor is not None else None
        rest = b.text[slice(*stamp.rest)] if stamp is not None else ""
        if anchor is None or stamp is None or stamp.rest[0] < stamp.start or not rest or is_name_line(rest):
            if anchor is not None and (inline or b.words <= _LINE):
                places[len(out)] = anchor.moved(len(out))
            out.append(b)
            continue
        prose = b.ends or b.words > _LINE
        if prose and not inline:
            out.append(b)
            continue
        places[len(out)] = anchor.moved(len(out))
        first, second = b.part(0, stamp.rest[0]), b.part(stamp.rest[0], len(b.text))
        if not first or not second:
            out.append(b)
            continue
        out += [_like(b, first, b.gap), _like(b, second, 1)]
        if not prose:
            titles.add(len(out) - 1)
    return Cut(out, places, titles)


def _like(block: Block, pieces: list[tuple[str, int, int]], gap: int) -> Block:
    return Block(pieces, gap=gap, tag=block.tag, inside=block.inside, hints=block.hints, holder=block.holder)


def is_time(b: Block) -> bool:
    """Is it a time and nothing else?"""
    stamp = read_stamp(b.text, Order()) if b.words <= _TIME else None
    return stamp is not None and stamp.rest == (0, 0)


def is_day(b: Block) -> bool:
    """Is it a day and nothing else?"""
    stamp = read_stamp(b.text, Order()) if b.words <= _TIME else None
    return stamp is not None and not stamp.timed and stamp.rest == (0, 0)

"""An HTML page as blocks: its visible text, paragraph by paragraph, with the place of each character in the source.

A scanner of its own, because no HTML parser in use says where in the source a character stands. It is forgiving in the way of browsers: tags
that are not closed, closed twice or crossed do no harm. Linear in the length of the page; nothing recurses, and elements deeper than
`_DEPTH` count as lying in the last one. One regular expression takes a tag and the text behind it at once, and what a tag says is found out once for
all tags that are written alike (`elements`); the text of a block is put together only when the block ends. Does not run scripts and does not
apply style sheets: only the markup itself hides an element.
"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache
from typing import NamedTuple

from headwater.read.announced import announce
from headwater.read.block import Block, measured
from headwater.read.elements import (
    BITS,
    BREAKING,
    BREAKS,
    ENDS,
    ENDS_BLOCK,
    HEADINGS,
    NOTHING,
    ODD,
    RAW_ENDS,
    RAWS,
    SKIPPED_TAGS,
    VOIDS,
    Noted,
    Tag,
    opening,
    tag_of,
)
from headwater.read.shown import BLANK, BREAK, LINKED, TEXT, Range, is_blank, shown

#: What may be a tag: nearly all are one, and so they are split off much faster than by the form below.
_LOOSE = re.compile(r"(<[^>]*+>)")
#: A tag that holds neither "<" nor ">" between its own, or a "<" that begins no such tag.
_STRICT = re.compile(r"(<(?:[^<>]*+>)?)")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
#: What ends a tag, or begins a quoted value in it.
_QUOTE_OR_END = re.compile(r"=\s*+([\"'])|>")
#: No page that a person laid out nests deeper.
_DEPTH = 256
#: How many open elements a tag may end that names none of them.
_IMPLIED = 6
#: Characters between two tags that may be nothing but blanks written as entities.
_BLANK = 60
_LISTS = frozenset({"ul", "ol", "dl", "table"})
_LINK = BITS["a"]


#: What holds inside of an element, its own and all around it: the number of the nearest that breaks lines; is it hidden; the telling elements,
#: a bit for each (`BITS`); the number of the nearest that announces a part. A plain tuple, because a page makes a thousand of them.
State = tuple[int, bool, int, int]


class Markup(NamedTuple):
    """The blocks of a page; for each element that breaks lines, the one around it; the tags that may declare something."""

    blocks: list[Block]
    parents: list[int]
    noted: list[Noted]


@lru_cache(maxsize=4096)
def _telling(bits: int) -> tuple[frozenset[str], str]:
    """The telling elements that the bits stand for, and the heading among them."""
    inside = frozenset(name for name, bit in BITS.items() if bits & bit)
    return inside, next((h for h in HEADINGS if h in inside), "")


class _Scanner:
    """One pass over a page. Tags that announce parts of it (`announced`) form a tree of their own: ``around`` has the one around each."""

    def __init__(self, page: str) -> None:
        self.page = page
        self.blocks: list[Block] = []
        self.parents: list[int] = [0]
        self.lists: set[int] = set()
        self.open_names: list[str] = [""]
        self.states: list[State] = [(0, False, 0, 0)]
        self.ranges: list[Range] = []
        self.first = self.states[0]
        self.announced: list[tuple[str, ...]] = [()]
        self.around: list[int] = [0]
        self.announcers: list[int] = []
        self.known: dict[str, Tag] = {}
        self.noted: list[Noted] = []
        self.unclosed: set[str] = set()
        self.last = {'"': page.rfind('"'), "'": page.rfind("'"), "-": page.rfind("-->"), ">": page.rfind(">")}

    def scan(self) -> list[Block]:
        """The blocks of the page."""
        size = len(self.page)
        tail = self.page.find("<", self.last[">"] + 1)
        tail = size if tail < 0 else tail
        at = self._tags(0, tail, _LOOSE)
        self._tags(max(at, tail), size, _STRICT)
        self._flush()
        measured(self.blocks)
        announce(self.blocks, self.announcers, self.announced, self.around)
        return self.blocks

    def _tags(self, start: int, stop: int, form: re.Pattern[str]) -> int:
        """Reads the tags of a stretch of the page, and the text behind each; where to go on reading, if that is further on, or 0.

        What most tags need is written out: calls would take longer than the rest.
        """
        names, states, ranges, known = self.open_names, self.states, self.ranges, self.known
        parts = form.split(self.page[start:stop])
        ends = list(itertools.accumulate(map(len, parts), initial=start))
        self._text(start, ends[1])
        at = 0
        for written, after, end in zip(parts[1::2], parts[2::2], ends[3::2], strict=True):
            if at:
                if end <= at:
                    continue  # in something that is read already, or is not shown
                if end - len(after) - len(written) < at:
                    at = self._tags(at, end, _STRICT)
                    continue
                at = 0
            tag = known.get(written)
            if tag is None:
                tag = known[written] = tag_of(written)
            if tag.noted:
                start = end - len(after)
                self.noted.append(Noted(tag.name, written, start - len(written), start))
            does = tag.does
            if does <= ENDS_BLOCK:
                if does == ENDS_BLOCK and ranges:
                    self._flush()
                if names[-1] == tag.name:
                    names.pop()
                    states.pop()
                else:
                    self._close(tag.name)
            elif does <= BREAKS:
                self._open(tag)
            elif does != NOTHING:
                start = end - len(after)
                at = self._other(tag, start - len(written), start, end)
                if at:
                    at = at if at >= end else self._tags(at, end, _STRICT)
                    continue
            if not after or (not ranges and after.isspace()):
                continue
            _, hidden, inside, _ = top = states[-1]
            if hidden:
                continue
            if not ranges:
                self.first = top
            elif after.isspace():
                ranges.append((after, end - len(after), end, BLANK))
                continue
            ranges.append((after, end - len(after), end, LINKED if inside & _LINK else TEXT))
        return at

    def _other(self, tag: Tag, start: int, end: int, following: int) -> int:
        """A tag at ``[start, end)`` that does something else: where to go on reading, or 0 for right behind it.

        ``following``: where the next "<" stands, as far as that is known.
        """
        if tag.does == VOIDS:
            self._void(tag.name, start, end)
            return 0
        if tag.does == RAWS:
            return self._raw_end(tag.name, following)
        if tag.does == ODD:
            return self._oddity(start)
        behind = self._skipped(tag.name, following)
        if behind:
            return behind
        if self.page[end - 2] != "/":
            self._open(tag)
        return 0

    def _oddity(self, at: int) -> int:
        """A comment, a declaration, a tag with odd values, or a "<" that is none of these. Where to go on reading."""
        page, size = self.page, len(self.page)
        name = _NAME.match(page, at)
        if page.startswith("<!--", at):
            start = size if self.last["-"] < at + 4 else page.find("-->", at + 4) + 3
        elif name is not None or page.startswith(("<!", "<?", "</"), at):
            start = self._tag_end(at if name is None else name.end())
        else:
            start = at
        if name is not None and (behind := self._odd_tag(name, at, start)):
            return behind
        end = page.find("<", max(start, at + 1))
        end = size if end < 0 else end
        self._text(start, end)
        return end

    def _odd_tag(self, name: re.Match[str], start: int, end: int) -> int:
        """A tag with odd values. Where to go on reading, or 0 for right behind it."""
        low = name[1].lower()
        if self.page[start + 1] == "/":
            if low in BREAKING:
                self._flush()
            self._close(low)
            return 0
        tag = opening(low, self.page[name.end() : max(name.end(), end - 1)])
        if tag.noted:
            self.noted.append(Noted(low, self.page[start:end], start, end))
        if tag.does <= BREAKS:
            self._open(tag)
            return 0
        return self._other(tag, start, end, end) if tag.does != NOTHING else 0

    def _tag_end(self, at: int) -> int:
        """Where a tag ends: at the first ">" outside of quoted values."""
        while self.last[">"] >= at:
            found = _QUOTE_OR_END.search(self.page, at)
            if found is None:
                break
            quote, at = found[1], found.end()
            if quote is None:
                return at
            if self.last[quote] >= at:
                at = self.page.find(quote, at) + 1
        return len(self.page)

    def _text(self, start: int, end: int) -> None:
        """What stands between two tags."""
        top = self.states[-1]
        if start >= end or top[1]:
            return
        words = self.page[start:end]
        if words.isspace():
            if self.ranges:
                self.ranges.append((words, start, end, BLANK))
            return
        if not self.ranges and words[0] in "& \n" and len(words) <= _BLANK and is_blank(words):
            return  # a block begins where its words do: what is around them says what it is
        if not self.ranges:
            self.first = top
        self.ranges.append((words, start, end, LINKED if top[2] & _LINK else TEXT))

    def _open(self, tag: Tag) -> None:
        """The opening tag of an element that may hold text."""
        does, name, plain, bits, kinds, hidden, _ = tag
        names, states = self.open_names, self.states
        if does == BREAKS:
            if self.ranges:
                self._flush()
            if names[-1] == "p" or name in ENDS:
                self._imply(name)
        if len(names) >= _DEPTH:
            return
        state = states[-1]
        if not plain and not state[1]:  # what is in a hidden element is as hidden as the element
            number, _, inside, announcer = state
            if does == BREAKS:
                self.parents.append(number)
                number = len(self.parents) - 1
                if name == "li":
                    self.lists.add(number)
            if kinds:
                self.announced.append(kinds)
                self.around.append(announcer)
                announcer = len(self.around) - 1
            state = (number, hidden, inside | bits, announcer)
        names.append(name)
        states.append(state)

    def _void(self, name: str, start: int, end: int) -> None:
        """A line break or a rule."""
        if name == "hr" or self._broken():
            self._flush()
        elif self.ranges:
            self.ranges.append(("\n", start, end, BREAK))

    def _broken(self) -> bool:
        """Is the last thing of the block that is more than blanks a line break?"""
        return next((kind == BREAK for _, _, _, kind in reversed(self.ranges) if kind != BLANK), False)

    def _raw_end(self, name: str, at: int) -> int:
        """Where the closing tag of an element stands that holds no markup."""
        if name not in self.unclosed:
            end = self.page.find("</", at)
            while end >= 0:
                if RAW_ENDS[name].match(self.page, end):
                    return end
                end = self.page.find("</", end + 2)
            self.unclosed.add(name)
        return len(self.page)

    def _skipped(self, name: str, at: int) -> int:
        """Where the closing tag of an element stands that is not shown; 0 where nobody closed it."""
        if name in self.unclosed:
            return 0
        depth = 1
        for m in SKIPPED_TAGS[name].finditer(self.page, at):
            depth += -1 if m[1] else 1
            if not depth:
                return m.start()
        self.unclosed.add(name)
        return 0

    def _cut(self, at: int) -> None:
        """Closes an element and all in it."""
        del self.open_names[at:]
        del self.states[at:]

    def _imply(self, name: str) -> None:
        names = self.open_names
        if names[-1] == "p":
            self._cut(len(names) - 1)
        ended = ENDS.get(name)
        if ended is None:
            return
        for i in range(len(names) - 1, max(0, len(names) - _IMPLIED), -1):
            if names[i] in ended:
                self._cut(i)
                return
            if names[i] in _LISTS:
                return

    def _close(self, name: str) -> None:
        """Ends the innermost element of this name, and what is left open in it."""
        names = self.open_names
        if name in names:
            self._cut(len(names) - 1 - names[::-1].index(name))

    def _flush(self) -> None:
        """Ends a block."""
        if not self.ranges:
            return
        pieces, linked = shown(self.page, self.ranges)
        self.ranges.clear()
        if pieces:
            number, _, bits, announcer = self.first
            inside, heading = _telling(bits)
            tag = heading or ("li" if number in self.lists or self.open_names[-1] == "li" else "p")
            self.blocks.append(Block(pieces, tag=tag, inside=inside, linked=linked, holder=number, later=True))
            self.announcers.append(announcer)


def markup_blocks(page: str) -> Markup:
    """The blocks of an HTML page, in order."""
    scanner = _Scanner(page)
    return Markup(scanner.scan(), scanner.parents, scanner.noted)

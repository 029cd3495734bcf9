"""An HTML page as blocks: its visible text, paragraph by paragraph, with the place of each character in the source.

A scanner of its own, because no HTML parser in use says where in the source a character stands. It is forgiving in the way of browsers: tags
that are not closed, closed twice or crossed do no harm. Linear in the length of the page; nothing recurses, and elements deeper than
`_DEPTH` count as lying in the last one. One regular expression takes a tag and the text behind it at once; the text of a block is put together
only when the block ends. Does not run scripts and does not apply style sheets: only the markup itself hides an element.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from headwater.read.block import Block
from headwater.read.elements import (
    ACTIONS,
    BITS,
    BREAKING,
    BREAKS,
    ENDS,
    HEADINGS,
    PARTS,
    PLAIN,
    RAW_ENDS,
    RAWS,
    SKIPPED_TAGS,
    SKIPS,
    UNSHOWN,
    VOIDS,
    is_hidden,
    kinds_said,
)
from headwater.read.shown import Range, is_blank, shown

#: A tag whose quoted values hold neither "<" nor ">", and the text behind it. All others go the slow way.
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/<>\"']*+)([^<>\"']*+(?:(?:\"[^\"<>]*+\"|'[^'<>]*+')[^<>\"']*+)*+)>([^<]*+)")
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]{0,40})")
#: What ends a tag, or begins a quoted value in it.
_QUOTE_OR_END = re.compile(r"=\s*+([\"'])|>")
#: No page that a person laid out nests deeper.
_DEPTH = 256
#: How many open elements a tag may end that names none of them.
_IMPLIED = 6
#: A share of the page's prose that no furniture has: markup that announces furniture around more of it names the page's wrapper.
_WRAPPER = 0.3
#: An element's name is given with more thought than a class: only around most of the prose is it the page's wrapper.
_WRAPPER_PART = 0.6
#: Characters between two tags that may be nothing but blanks written as entities.
_BLANK = 60
_LISTS = frozenset({"ul", "ol", "dl", "table"})
_LINK = BITS["a"]


#: What holds inside of an element, its own and all around it: the number of the nearest that breaks lines; is it hidden; the telling elements,
#: a bit for each (`BITS`); the number of the nearest that announces a part. A plain tuple, because a page makes a thousand of them.
State = tuple[int, bool, int, int]


class Markup(NamedTuple):
    """The blocks of a page; for each element that breaks lines, the one around it."""

    blocks: list[Block]
    parents: list[int]


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
        self.names: list[str] = [""]
        self.open_names: list[str] = [""]
        self.states: list[State] = [(0, False, 0, 0)]
        self.ranges: list[Range] = []
        self.first = self.states[0]
        self.broken = False
        self.announced: list[tuple[str, ...]] = [()]
        self.around: list[int] = [0]
        self.announcers: list[int] = []
        self.said: dict[str, tuple[tuple[str, ...], bool]] = {}
        self.unclosed: set[str] = set()
        self.last = {'"': page.rfind('"'), "'": page.rfind("'"), "-": page.rfind("-->"), ">": page.rfind(">")}

    def scan(self) -> list[Block]:
        """The blocks of the page. What most tags need is written out here: calls would take longer than the rest."""
        page, match = self.page, _TAG.match
        names, states, ranges = self.open_names, self.states, self.ranges
        at = page.find("<")
        size = len(page)
        self.text(0, size if at < 0 else at)
        while 0 <= at < size:
            m = match(page, at)
            if m is None:
                at = self._oddity(at)
                continue
            closes, name, given, after = m.groups()
            end = m.end()
            start = end - len(after)
            if not closes:
                skipped = self.open(name if name.islower() else name.lower(), at, start, given)
                if skipped > start:
                    at = skipped
                    continue
            elif names[-1] == name:
                if ranges and name in BREAKING:
                    self.flush()
                names.pop()
                states.pop()
            else:
                self.close(name.lower())
            at = end
            if after:
                top = states[-1]
                if top[1]:
                    continue
                if after.isspace():
                    if ranges:
                        ranges.append((start, end, ""))
                    continue
                if not ranges:
                    self.first = top
                self.broken = False
                ranges.append((start, end, "a" if top[2] & _LINK else "t"))
        self.flush()
        self._sober()
        return self.blocks

    def _oddity(self, at: int) -> int:
        """A comment, a declaration, a tag with odd values, or a "<" that is none of these. Where the next "<" stands, or the end."""
        page, size = self.page, len(self.page)
        name = _NAME.match(page, at)
        if name is None and not page.startswith(("<!", "<?", "</"), at):
            end = page.find("<", at + 1)
            end = size if end < 0 else end
            self.text(at, end)
            return end
        if page.startswith("<!--", at):
            start = size if self.last["-"] < at + 4 else page.find("-->", at + 4) + 3
        else:
            start = self._tag_end(at if name is None else name.end())
            if name is not None and page[at + 1] == "/":
                self.close(name[1].lower())
            elif name is not None:
                skipped = self.open(name[1].lower(), at, start, page[name.end() : max(name.end(), start - 1)])
                if skipped > start:
                    return skipped
        end = page.find("<", start)
        end = size if end < 0 else end
        self.text(start, end)
        return end

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

    def text(self, start: int, end: int) -> None:
        """What stands between two tags."""
        top = self.states[-1]
        if start >= end or top[1]:
            return
        words = self.page[start:end]
        if words.isspace():
            if self.ranges:
                self.ranges.append((start, end, ""))
            return
        if not self.ranges and words[0] in "& \n" and len(words) <= _BLANK and is_blank(words):
            return  # a block begins where its words do: what is around them says what it is
        if not self.ranges:
            self.first = top
        self.broken = False
        self.ranges.append((start, end, "a" if top[2] & _LINK else "t"))

    def open(self, name: str, start: int, end: int, given: str) -> int:
        """An opening tag; where to go on reading: behind the element where what is in it is not shown, else behind the tag."""
        action = ACTIONS.get(name, 0)
        if action == BREAKS:
            if self.ranges:
                self.flush()
            if name in ENDS or self.open_names[-1] == "p":
                self._imply(name)
        elif action == VOIDS:
            self._void(name, start, end)
            return end
        elif action == RAWS:
            return self._raw_end(name, end)
        elif action == SKIPS and (behind := self._skipped(name, end)) > end:
            return behind
        names, states = self.open_names, self.states
        if len(names) >= _DEPTH or name == "head" or (action != BREAKS and given[-1:] == "/"):
            return end
        state = states[-1]
        if not state[1] and (action or len(given) > 4):  # what is in a hidden element is as hidden as the element
            state = self._state(name, action, given, state)
        names.append(name)
        states.append(state)
        return end

    def _void(self, name: str, start: int, end: int) -> None:
        """An element that holds nothing: a line break, a rule, a picture."""
        if name == "br" and self.ranges:
            if self.broken:
                self.flush()
            else:
                self.ranges.append((start, end, "\n"))
                self.broken = True
        elif name == "hr":
            self.flush()

    def _state(self, name: str, action: int, given: str, top: State) -> State:
        """What holds inside of an element that is opened in ``top``, which is not hidden."""
        number, hidden, inside, announcer = top
        kinds: tuple[str, ...] = ()
        if action == BREAKS:
            self.parents.append(number)
            self.names.append(name)
            number = len(self.parents) - 1
            if name in PARTS:
                kinds = (f"<{name}>",)
        elif action == SKIPS or name in UNSHOWN:
            hidden = True
        if len(given) > 4:
            said = self.said.get(given)
            if said is None:
                said = kinds_said(given), is_hidden(given)
                if name != "a":  # no two links are alike
                    self.said[given] = said
            if said[0] and name not in PLAIN:
                kinds += said[0]
            hidden = hidden or said[1]
        if kinds:
            self.announced.append(kinds)
            self.around.append(announcer)
            announcer = len(self.around) - 1
        return (number, hidden, inside | BITS.get(name, 0), announcer)

    def _raw_end(self, name: str, at: int) -> int:
        """Where the closing tag of an element stands that holds no markup."""
        end = None if name in self.unclosed else RAW_ENDS[name].search(self.page, at)
        if end is None:
            self.unclosed.add(name)
            return len(self.page)
        return end.start()

    def _skipped(self, name: str, at: int) -> int:
        """Where the closing tag of an element stands that is not shown; ``at`` where nobody closed it."""
        if name in self.unclosed:
            return at
        depth = 1
        for m in SKIPPED_TAGS[name].finditer(self.page, at):
            depth += -1 if m[1] else 1
            if not depth:
                return m.start()
        self.unclosed.add(name)
        return at

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

    def close(self, name: str) -> None:
        """A closing tag."""
        if self.ranges and name in BREAKING:
            self.flush()
        names = self.open_names
        if names[-1] == name:
            names.pop()
            self.states.pop()
            return
        for i in range(len(names) - 2, 0, -1):
            if names[i] == name:
                self._cut(i)
                return

    def flush(self) -> None:
        """Ends a block."""
        if not self.ranges:
            return
        pieces, linked = shown(self.page, self.ranges)
        self.ranges.clear()
        self.broken = False
        if pieces:
            number, _, bits, announcer = self.first
            inside, heading = _telling(bits)
            tag = heading or ("li" if self.names[number] == "li" or self.open_names[-1] == "li" else "p")
            self.blocks.append(Block(pieces, tag=tag, inside=inside, linked=linked, holder=number))
            self.announcers.append(announcer)

    def _sober(self) -> None:
        """Keeps of the announcements those that are not about the page as a whole."""
        held = [0] * len(self.around)
        for b, announcer in zip(self.blocks, self.announcers, strict=True):
            if b.words > 10 and b.link_share < 0.5:
                held[announcer] += b.words
        # an element's number is higher than that of the one around it
        for number in range(len(held) - 1, 0, -1):
            held[self.around[number]] += held[number]
        most, most_named = _WRAPPER * held[0], _WRAPPER_PART * held[0]
        kept: list[frozenset[str]] = [frozenset()]
        for number in range(1, len(held)):
            outer, words = kept[self.around[number]], held[number]
            kinds = [k for k in self.announced[number] if k[0] == "+" or words <= (most_named if k[0] == "<" else most)]
            kept.append(outer.union(kinds) if kinds else outer)
        for b, announcer in zip(self.blocks, self.announcers, strict=True):
            b.hints = kept[announcer]


def markup_blocks(page: str) -> Markup:
    """The blocks of an HTML page, in order."""
    scanner = _Scanner(page)
    return Markup(scanner.scan(), scanner.parents)

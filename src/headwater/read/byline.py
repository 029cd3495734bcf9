"""Who wrote an article: the names in the lines about it, or those that the page declares.

Knows names by form and by what stands before and beside them, never by a list. What stands behind a name on its line (an office, an agency, a paper)
stays with it; dates, buttons and handles do not. Organisations are bylines too. Does not tell which of several names wrote most.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater.read import labels
from headwater.read.about import Lines, is_open
from headwater.read.block import Block
from headwater.read.fact_words import byline_set, byline_start, date_labels, machinery, offices
from headwater.read.head import Declared
from headwater.read.names import name_line, with_office
from headwater.read.numeric import any_dates
from headwater.read.published import visible_dates
from headwater.read.vocabulary import roles


class Line(NamedTuple):
    """A fact in a block: its value, and where in the block's text it stands. ``last``: the block that it ends in, where it goes on in others."""

    block: Block
    value: str
    start: int
    end: int
    evidence: str
    others: tuple[Block, ...] = ()


_SENTENCE = re.compile(r"[a-z]{3}[.!?]\s+[A-Z]")
_SPLIT = re.compile(r"\s+[|•·–—/-]+\s*|\s*[|•·]\s*|(?<=\w)/(?=[A-Z])|\s{3,}|\n|(?<=\w)/(?=\w+\s\d)")
#: Where a date or clock begins inside a byline.
_DATE_FROM = re.compile(
    r"[,\s]*(?:\b(?:last\s+)?(?:updated|published|posted|modified)\b|\bon\s+(?=(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d))"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b[,.]?\s*(?=[\d,]|at\b|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)|$)"
    r"|\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\b\d{1,2}(?:[:./ -]|st\b|nd\b|rd\b|th\b)|\b(?:19|20)\d\d-"
    r"|\bat\s+\d|\bat$|\bon$|\b\d+\s+comments?\b)",
    re.IGNORECASE,
)
#: A name that follows the date on its line: "4 May 2031 by Ada Long".
_INNER = re.compile(r"(?:\d|[ap]\.?m\.?|[A-Z]{2,4})\s+(?:[Pp]osted |[Ww]ritten )?by\s+(.+)$")
_HANDLE = re.compile(r"\s*(?:\[email\s+protected\]|\(?@\w+\)?|[^\s@]{1,64}@[^\s@]{1,64}\.\w+|\bhttps?://|\bwww\.)")
_TAIL = re.compile(r"\(([A-Z][A-Za-z&. /]{1,30})\)\s*$")
#: Where a page without spaces sets an office behind a name ("Ada LongStaff writer").
_GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_DESK = re.compile(r"from (?:our|a) ", re.IGNORECASE)
_ONE_WORD = re.compile(r"[A-Z][A-Za-z]{2,15}")
#: "Opinion by Ada Long"
_KIND_BY = re.compile(r"[A-Z]\w+(?:\s+[A-Za-z]\w+)?\s+by\s+(?=[A-Z])")
_JOINS = re.compile(r"\s*(?:&|and)\s+", re.IGNORECASE)
#: Words of a name with what stands beside it.
_MOST = 24
#: Words of a line that gives the date.
_DATE_LINE = 16
#: Characters of a line that names a writer.
_LONGEST = 400
#: Lines that a byline may go on for, where "By" stands alone.
_ON = 6


def whole(block: Block, value: str, evidence: str) -> Line:
    """A fact that stands in a block as it is."""
    at = block.text.find(value)
    return Line(block, value, max(at, 0), max(at, 0) + len(value), evidence)


def _clean(text: str) -> str:
    """A name without dates, buttons, handles and marks around it."""
    text = machinery().sub("", text)
    text = _HANDLE.split(text)[0]
    m = _DATE_FROM.search(text)
    if m:
        text = text[: m.start()]
    for m in _GLUED.finditer(text):
        if offices().match(text[m.start() :]) or roles().match(text[m.start() :]):
            text = text[: m.start()]
            break
    return _TAIL.sub("", text).strip(" ,|:;•·–—-_/*").removeprefix("From ")


def _is_name(text: str, *, said: bool) -> bool:
    """Does this read like the name of a person or body? ``said``: a word before it says that it is."""
    words = text.split()
    if not 1 <= len(words) <= _MOST or not any(c.isalpha() for c in text) or text.lower() in byline_set("nobody"):
        return False
    if labels.is_word_of_menus(text) or _SENTENCE.search(text) or text[-1] in "!?" or visible_dates(text):
        return False
    own = [
        w
        for w in words
        if w.lower() not in byline_set("particles") and w.lower() not in byline_set("joins") and any(c.isalpha() for c in w)
    ]
    capitals = sum(w[0].isupper() or not w[0].isascii() or any(c.isupper() for c in w[1:]) for w in own)
    if said:
        if words[0][0].isupper() and offices().search(text) and len(words) <= 6:
            return True
        return len(words) <= 2 or (
            (capitals >= 0.5 * len(own) and words[0].lower() not in ("the", "a", "an")) or capitals >= 0.7 * len(own)
        )
    return capitals == len(own) and len(own) >= 2


def is_name_line(text: str) -> bool:
    """Is a line, or a part of one, the name of a writer, with "by" before it or an office behind it?"""
    start = byline_start().match(text.strip())
    name = _clean(text[start.end() :] if start else text)
    if not name or len(text) > _LONGEST:
        return False
    return (start is not None and _is_name(name, said=True)) or name_line(name) is not None or with_office(text.strip()) is not None


def _parts(block: Block) -> Iterator[str]:
    """The parts of a line; a lone "by" goes with what follows it."""
    text = labels.bare(block)
    if "\n" in text:
        text = re.sub(r"(?i)\b(by:?)\n", r"\1 ", text)
    for part in _SPLIT.split(text):
        if part and part.strip():
            yield part.strip()


def _by(block: Block, following: Sequence[Block], before: Sequence[Block] = ()) -> Line | None:
    """The name in a line, or in a part of a line, that begins with "by"; or in the lines that follow where it stands alone."""
    if block.words > 40 or (block.words > 16 and _SENTENCE.search(block.text)):
        return None
    for part in _parts(block):
        m = byline_start().match(part)
        if not m and _DESK.match(part) and offices().search(part) and len(part.split()) <= 6:
            return whole(block, part, "a line that names a desk under the headline")
        if not m and (kind := _KIND_BY.match(part)) and not labels.is_caption(block) and name_line(_clean(part[kind.end() :])):
            return whole(block, _clean(part[kind.end() :]), "a line that says what it is and who it is by")
        if not m:
            # "4 May 2031 by Ada Long", "Wire Desk 4 May 2031"
            inner = _INNER.search(part) if "by" in part else None
            if inner and any_dates(part[: inner.start(1)]):
                name = _clean(inner[1])
                if _is_name(name, said=True):
                    return whole(block, name, "a line that gives the date and who it is by")
            continue
        rest = part[m.end() :]
        name = _clean(rest)
        if (
            name
            and _is_name(name, said=True)
            and (not name[0].islower() or m[0].strip(" :").lower() != "by" or _dated(block, (*before, *following[:2])))
        ):
            return whole(block, name, "a line that begins with “by” under the headline")
        if not rest.strip() and block.words <= 3:
            return _goes_on(block, following)
    return None


def _dated(block: Block, near: Sequence[Block]) -> bool:
    """Does a line or one of those beside it give a date? Then a word in small letters after "by" may be a writer's name."""
    return any(len(b.text) <= _LONGEST and any_dates(b.text) for b in (block, *near))


def _goes_on(block: Block, following: Sequence[Block]) -> Line | None:
    """The names in the lines after a lone "By"."""
    names: list[tuple[Block, str]] = []
    for b in following[:_ON]:
        name = _clean(labels.bare(b))
        if b.folded in byline_set("joins"):
            continue
        if not name or b.words > 8 or not _is_name(name, said=not names) or (names and labels.own_kind(b)):
            break
        if names and not any(x.folded in byline_set("joins") for x in following[: following.index(b)]) and not _HANDLE.search(block.text):
            break
        names.append((b, name))
    if not names:
        return None
    first = whole(names[0][0], names[0][1], "the line after “by”")
    value = " and ".join(name for _, name in names)
    return first._replace(value=value, others=tuple(b for b, _ in names[1:]))


def _unglued(line: Line, author: Declared | None) -> Line:
    """Without what a page without spaces glues to the name ("Ada LongStaff writer")."""
    if author is None or not line.value.startswith(author.value) or not line.value[len(author.value) : len(author.value) + 1].isalpha():
        return line
    return line._replace(value=author.value, end=line.start + len(author.value))


def _declared(author: Declared, lines: Sequence[Block], *, words: int = 16) -> Line | None:
    """The declared author's name where it is shown."""
    wanted = re.sub(r"^by\s+", "", author.value, flags=re.IGNORECASE).lower()
    for b in lines:
        at = b.text.lower().find(wanted)
        if at >= 0 and b.words <= words and b.kind not in ("caption", "comments"):
            return Line(b, b.text[at : at + len(wanted)], at, at + len(wanted), "the declared author, under the headline")
    return None


def _beside_date(block: Block, lines: Sequence[Block]) -> bool:
    at = lines.index(block)
    near = [*lines[max(0, at - 2) : at], *lines[at + 1 : at + 4]]
    return any(b.words <= 24 and any_dates(b.text) for b in near)


def _told_of(block: Block, name: str, lines: Sequence[Block]) -> bool:
    """Does the line behind a name tell who that is ("Ada has written about the harbour since 2031.")?"""
    first = name.split(maxsplit=1)[0]
    openings = tuple(f"{who} {verb} " for who in (name, first) for verb in ("is", "has", "covers", "writes"))
    return any(b.text.lstrip().startswith(openings) for b in lines[lines.index(block) + 1 :][:1])


def _joined(line: Line, lines: Sequence[Block]) -> Line:
    """With the name on the next line, where a word there says that it is one more."""
    after = lines[lines.index(line.block) + 1 :][:1]
    for b in after:
        if b.folded in byline_set("joins"):  # a word on a line of its own
            after = lines[lines.index(b) + 1 :][:1]
            if after and name_line(_clean(labels.bare(after[0]))):
                return line._replace(value=f"{line.value} and {_clean(labels.bare(after[0]))}", others=(after[0],))
            continue
        m = _JOINS.match(b.text)
        goes_on = line.block.text.rstrip().endswith(",")
        rest = _clean(b.text[m.end() if m else 0 :]) if m or goes_on else ""
        if rest and b.words <= _MOST and (name_line(rest.split(", ")[0]) or with_office(rest)):
            return line._replace(value=f"{line.value} and {rest}", others=(b,))
    return line


def _with_date(block: Block) -> Line | None:
    """The name in a line that holds it and the date, with a mark between them or none."""
    if block.words > 16 or not (found := any_dates(block.text)):
        return None
    parts = [*_parts(block), block.text[: found[0].start].strip(" |,•·–—-/"), block.text[found[-1].end :].strip(" |,•·–—-/")]
    for part in sorted(parts, key=lambda p: p.startswith("The ")):  # a paper and its writer may stand on one line
        name = _clean(byline_start().sub("", part, count=1) if byline_start().match(part) else part)
        if not name or any_dates(part) or len(name.split()) > 6:
            continue
        first = (
            part == parts[-2] and bool(_ONE_WORD.fullmatch(name)) and not date_labels().search(name)
        )  # a word behind the date is a section
        known = name_line(name) or offices().search(name) or first
        if known and _is_name(name, said=True):
            return whole(block, name, "a name in the line of the date")
    return None


def _lone(lines: Sequence[Block]) -> Line | None:
    """A desk or agency in one or two words, alone between the headline and the date."""
    told = [b for b in lines[:4] if b.words <= _DATE_LINE]
    for b, following in itertools.pairwise(told):
        name = _HANDLE.split(labels.bare(b))[0].strip(" ,|-")
        if (
            visible_dates(name)
            or date_labels().search(name)
            or labels.own_kind(b)
            or labels.is_word_of_menus(name)
            or (b.is_list_item and b.words > 2)
        ):
            continue
        dated = any_dates(following.text)
        if (
            dated
            and len(name.split()) <= 3
            and re.sub("[ /&.-]", "", name).isalpha()
            and all(w[0].isupper() for w in name.split())
            and name
            and is_open(b)
        ):
            return whole(b, name, "a name alone between headline and date")
        if b.kind != "text":
            return None
    return None


def _signature(lines: Sequence[Block]) -> Line | None:
    """The name under a statement, with the office on the next line or after a comma."""
    for b, following in itertools.pairwise([*lines, None]):
        if b is None or b.words > 12 or b.kind not in ("other", "text"):
            continue
        name, _, office = labels.bare(b).partition(",")
        office = office or (labels.bare(following) if following is not None and following.words <= 10 else "")
        if name_line(name.strip()) and roles().search(office):
            return whole(b, name.strip(), "a name with an office under the text")
    return None


def byline(at: Lines, author: Declared | None = None) -> Line | None:
    """Who wrote it: a line that says "by", the declared author's name where it is shown, a name beside the date, a signature."""
    head = [b for b in at.head if len(b.text) <= _LONGEST and (is_open(b) or (b.words <= 8 and b.kind not in ("comments", "caption")))]
    above = [b for b in at.above[:3] if b.words <= 14 and len(b.text) <= _LONGEST]
    for b in head:
        if (
            b.words <= 40
            and (found := _by(b, at.head[at.head.index(b) + 1 :], at.head[max(0, at.head.index(b) - 2) : at.head.index(b)])) is not None
        ):
            return _unglued(found, author)
    for b in above:
        if b.kind not in ("teaser", "ticker") and (found := _by(b, at.above[: at.above.index(b)][::-1])) is not None:
            return found
    if author is not None and not author.body and (found := _declared(author, [*head, *above])) is not None:
        return found
    for b in [*head, *above[:2]]:
        if is_open(b) and (found := _with_date(b)) is not None:
            return found
    for b in head:
        name = _clean(next(_parts(b), ""))
        m = name_line(name) or with_office(name)
        # a run of buttons goes on for too long; tags are names too
        free = (b.kind in ("other", "text", "standfirst") and "tags" not in b.hints) or (
            b.kind in ("share", "signup") and b.kind not in b.hints
        )
        if (
            m
            and b.words <= 10
            and free
            and is_open(b)
            and not labels.own_kind(b)
            and (m[2] or _beside_date(b, head) or _told_of(b, m[1], at.head))
        ):
            return _joined(whole(b, m[1], "a name on a line of its own, beside the date"), at.head)
    if (found := _lone(head)) is not None:
        return found
    if author is not None and (found := _declared(author, [*head, *above]) or _declared(author, at.after, words=6)) is not None:
        return found
    for b in at.after:
        if (
            (b.kind not in ("comments", "teaser", "foot") or b.folded.startswith("posted by"))
            and b.words <= 14
            and len(b.text) <= _LONGEST
            and (found := _by(b, ())) is not None
        ):
            return found._replace(evidence="a line that says “by” behind the text")
    return _signature([b for b in at.after if b.kind not in ("teaser", "ticker", "comments", "foot")])

"""What a page says about an article: byline, outlet, credits, dateline, dates, each with its evidence.

A date that stands in furniture is never the article's: only the lines between headline and text, structured data, meta tags, the address, and, on a
bulletin, the lines at the top of the page are looked at.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import NamedTuple

from headwater.read import labels
from headwater.read.block import Block
from headwater.read.head import Declared
from headwater.read.published import Found, visible_dates
from headwater.read.sections import Section
from headwater.read.vocabulary import roles

#: "OSKARN (Wire) —": the place a report was filed from and the agency that sent it.
_DATELINE = re.compile(
    r"([A-Z][\w.'’-]*(?:[ ,/]+[A-Z][\w.'’-]*){0,5})(?:,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*(?:\(([A-Z][^()]{1,40})\))?\s*[—–-]{1,2}\s"
)
_DIGIT = re.compile(r"\d")
_ALONE = re.compile(r"\(([A-Z][^()]{1,40})\)\.?")
_TAIL = re.compile(r"\(([A-Z][A-Za-z&. /]{1,30})\)\s*$")
_CREDIT_TAIL = re.compile(
    r"\b(?:source|with reporting by|additional reporting by|reporting by|with files from)\b\s*:?\s*([A-Z][^.\n]{1,60})", re.IGNORECASE
)
_BY = re.compile(
    r"(?:(?:a |an )?(?:joint |special )?(?:statement|report|story|words|text|analysis|article|written|reported|posted|published|submitted|compiled|issued)"
    r" by|by|author:)\s+",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"[a-z][.!?]\s+[A-Z]")
_DATE_FROM = re.compile(
    r"[,\s]+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?\s+\d|\d{1,2}[:./ ])",
    re.IGNORECASE,
)
#: "Ada Long", "Ada B. Long-Hill in Port Hale", "Ada Long, labour correspondent".
_PARTICLE = r"(?:de|van|von|al|el|bin|da|di|le|la)"
_NAME_LINE = re.compile(
    rf"((?:[A-Z][\w.'’-]*|{_PARTICLE}-?)(?:\s+(?:[A-Z][\w.'’-]*|{_PARTICLE})){{1,4}})"
    r"(\s+in\s+[A-Z][\w'’ -]+|,\s+[a-z][\w' -]{3,60})?"
)
_ROLE = re.compile(r"\b(?:staff|reporters?|correspondents?|editors?|desk|agency|agencies|newsroom|team|bureau)\b", re.IGNORECASE)
#: Characters in which a dateline with its date stands.
_OPENING = 120
#: Lines after the text in which a credit may stand.
_AFTER = 6
#: Words of a line that gives an article's date, with byline and section; longer ones tell of something on a date.
_DATED = 24
#: Words that a line about the article holds besides name and date ("Published by", "7 min read"); one with more tells something, and is kept whole.
_BESIDES = 8
#: Lines in which a page names itself; what comes later is a menu, a slogan, another article.
_HEAD = 4
#: Lines at the top of a page in which a bulletin shows its date.
_TOP = 12
#: Words of a paragraph that is surely text and no standfirst; the lines about an article stand above it.
_FULL = 20


class Line(NamedTuple):
    """A fact in a block: its value, and where in the block's text it stands."""

    block: Block
    value: str
    start: int
    end: int
    evidence: str


def _whole(block: Block, value: str, evidence: str) -> Line:
    at = block.text.find(value)
    return Line(block, value, max(at, 0), max(at, 0) + len(value), evidence)


def head(section: Section) -> list[Block]:
    """The lines between headline and first paragraph."""
    start = section.blocks.index(section.title[-1]) + 1 if section.title else max(0, section.first_prose - 6)
    full = (i for i, b in enumerate(section.blocks) if b.kind == "text" and b.words >= _FULL)
    return section.blocks[start : max(section.first_prose, next(full, 0))]


def after(section: Section) -> list[Block]:
    """The few lines that follow the last of the text."""
    last = max((i for i, b in enumerate(section.blocks) if b.kind == "text"), default=len(section.blocks) - 1)
    rest = section.blocks[last + 1 : last + 1 + _AFTER]
    return [b for b in rest if b.kind not in ("teaser", "ticker", "comments", "foot")]


def byline(section: Section, author: Declared | None = None) -> Line | None:
    """Who wrote it: a line or part of a line that says "by", the declared author's name where it is shown, a name beside the date."""
    lines = head(section)
    for b in lines:
        if (found := _by(b)) is not None:
            return found
    if author is not None:
        for b in lines:
            at = b.text.lower().find(author.value.lower())
            if at >= 0 and b.words <= 14:
                return Line(b, b.text[at : at + len(author.value)], at, at + len(author.value), "the declared author, under the headline")
    for b in lines:
        if (found := _with_date(b)) is not None:
            return found
    for b in lines:
        if b.words <= 8 and (m := _NAME_LINE.fullmatch(labels.bare(b))) and (m[2] or _beside_date(b, lines)):
            return _whole(b, m[1], "a name on a line of its own, beside the date")
    return _signature(after(section))


def _signature(lines: Sequence[Block]) -> Line | None:
    """The name under a statement, with the office on the next line or after a comma."""
    for b, following in itertools.pairwise([*lines, None]):
        if b is None or b.words > 12 or b.kind not in ("other", "text"):
            continue
        name, _, office = labels.bare(b).partition(",")
        office = office or (labels.bare(following) if following is not None and following.words <= 10 else "")
        if _NAME_LINE.fullmatch(name.strip()) and roles().search(office):
            return _whole(b, name.strip(), "a name with an office under the text")
    return None


def _by(block: Block) -> Line | None:
    """The name in a line, or in a part of a line, that begins with "by"."""
    if block.words > 40:
        return None
    for part in re.split(r"\s+[|•·–—-]\s+|\s{3,}|\n", labels.bare(block)):
        m = _BY.match(part)
        if m and len(part.split()) <= 30 and not _SENTENCE.search(part):
            name = re.split(
                r"\s+(?:on\s+)?(?=\d{1,2}\s+\w+\s+\d{4})|,\s+(?=\d|Updated|Published)|\s+(?:Updated|Published|Posted)\b", part[m.end() :]
            )[0]
            name = _TAIL.sub("", re.split(_DATE_FROM, name)[0]).strip(" ,|:")
            if name and not visible_dates(name):
                return _whole(block, name, "a line that begins with “by” under the headline")
    return None


def _with_date(block: Block) -> Line | None:
    """The name in a line that holds it and the date, with a mark between them."""
    if block.words > 14 or not visible_dates(block.text):
        return None
    for part in re.split(r"\s+[|•·–—-]\s+|\n", labels.bare(block)):
        named = _NAME_LINE.fullmatch(part.strip()) or _ROLE.search(part)
        if named and not visible_dates(part) and len(part.split()) <= 5 and not labels.is_word_of_menus(part):
            return _whole(block, part.strip(), "a name in the line of the date")
    return None


def _beside_date(block: Block, lines: Sequence[Block]) -> bool:
    at = lines.index(block)
    return any(visible_dates(b.text) for b in (*lines[max(0, at - 1) : at], *lines[at + 1 : at + 2]))


def shown(section: Section, by: Line | None, dates: Sequence[tuple[Block, Found]], credited: Sequence[Line]) -> list[Block]:
    """The lines about the article that belong to its document though not to its body: byline, date, credit."""
    after_title = section.blocks[section.blocks.index(section.title[-1]) + 1 :] if section.title else section.blocks
    wanted = {id(line.block) for line in (by, *credited) if line is not None} | {id(b) for b, _ in dates}
    first, last = id(section.blocks[section.first_prose]), id([b for b in section.blocks if b.kind == "text"][-1])
    return [
        b for b in after_title if id(b) in wanted and b.words <= 40 and (b.kind != "text" or id(b) not in (first, last) or b.words <= 12)
    ]


def ranges(block: Block, by: Line | None, dates: Sequence[tuple[Block, Found]], credited: Sequence[Line]) -> list[tuple[int, int]]:
    """Where in a line about the article its name and dates stand; nothing for a line of credits, which is kept whole."""
    if any(line.block is block for line in credited):
        return []
    found = [(f.start, f.end) for b, f in dates if b is block]
    found += [(by.start, by.end)] if by is not None and by.block is block else []
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    told = block.words - sum(len(block.text[start:end].split()) for start, end in out)
    return out if told <= (_BESIDES if block.ends else 2 * _BESIDES) else []


def credits(section: Section) -> list[Line]:
    """What it says it rests on."""
    out: list[Line] = []
    first = section.blocks[section.first_prose]
    if (m := _DATELINE.match(first.text)) and m[2]:
        out.append(Line(first, m[2], m.start(2), m.end(2), "a dateline with an agency in brackets"))
    for b in [*head(section), *after(section)]:
        text = labels.bare(b)
        if value := labels.credit_of(b):
            out.append(_whole(b, value, f"a credit line: “{b.text.strip()[:60]}”"))
        elif m := _ALONE.fullmatch(b.text.strip()):
            out.append(_whole(b, m[1], "an agency in brackets on a line of its own"))
        elif labels.is_byline(b) and (m := _TAIL.search(text)):
            out.append(_whole(b, m[1], "an agency in brackets after the byline"))
    texts = [b for b in section.blocks if b.kind == "text"]
    if texts and (m := _TAIL.search(texts[-1].text)) and len(texts[-1].text) > len(m[0]) + 1:
        out.append(Line(texts[-1], m[1], m.start(1), m.end(1), "an agency in brackets at the end of the text"))
    if texts and texts[-1].words <= 25 and (m := _CREDIT_TAIL.search(texts[-1].text)) and not out:
        out.append(
            Line(texts[-1], m[1].strip(" .])"), m.start(1), m.start(1) + len(m[1].strip(" .])")), "a credit line at the end of the text")
        )
    return out


def dateline(section: Section) -> Line | None:
    """The place it was filed from."""
    first = section.blocks[section.first_prose]
    m = _DATELINE.match(first.text)
    if m and (m[2] or m[1].isupper()):
        return Line(
            first, m[1].strip(" ,"), m.start(1), m.start(1) + len(m[1].strip(" ,")), "the words before the dash that opens the text"
        )
    return None


def line_dates(section: Section) -> list[tuple[Block, Found]]:
    """The dates in the lines between headline and text; failing these, in the lines just before the headline."""
    found = [(b, f) for b in head(section) if _may_date(b) for f in visible_dates(b.text)]
    if found or not section.title:
        return found
    at = section.blocks.index(section.title[0])
    near = [b for b in section.blocks[max(0, at - 2) : at] if _may_date(b) and b.words <= 12]
    return [(b, f) for b in near for f in visible_dates(b.text)]


def _may_date(block: Block) -> bool:
    """May a date in this line be the article's? Not where it dates a picture, another article or an event that is told."""
    return (
        block.kind not in ("caption", "teaser", "ticker", "comments", "foot")
        and block.words <= _DATED
        and (labels.is_byline(block) or not labels.is_caption(block))
    )


def issue_date(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[Block, Found] | None:
    """The date at the top of a bulletin, above its first article."""
    titles = {id(b) for s in sections for b in s.title}
    for b in blocks[:_TOP]:
        if id(b) in titles:
            break
        if (
            b.words <= _DATED
            and b.kind not in ("ticker", "teaser", "caption")
            and not labels.is_byline(b)
            and (found := visible_dates(b.text))
        ):
            return b, found[0]._replace(evidence="the date at the top of the page")
    return None


def opening_date(section: Section) -> tuple[Block, Found] | None:
    """A full date among the first words of the text: that of its dateline."""
    first = section.blocks[section.first_prose]
    found = [f for f in visible_dates(first.text[:_OPENING]) if re.search(r"[—–:-]", first.text[f.end : f.end + 25])]
    return (first, found[0]._replace(evidence="the date in the opening of the text")) if found else None


def masthead(blocks: Sequence[Block], sections: Sequence[Section]) -> Block | None:
    """The outlet's name at the head of a page: a short line above the headline, first but for "skip to content" and the like."""
    titles = {id(b) for s in sections for b in s.title}
    top = []
    for b in blocks[:_TOP]:
        if id(b) in titles or b.kind == "text":
            break
        top.append(b)
    named = [
        b
        for b in top[:_HEAD]
        if 1 <= b.words <= 6 and not b.ends and not _DIGIT.search(b.text) and not labels.opener(b) and not labels.is_label(b)
    ]
    if not named or (len(top) < 2 and not named[0].text.isupper()):
        return None
    capitals = [b for b in named[:2] if (b.text.isupper() and b.gap <= 1) or b is named[0]]
    return capitals[-1] if named[0].text.isupper() else named[0]

"""What a page says about an article: byline, outlet, credits, dateline, dates, each with its evidence.

A date that stands in furniture is never the article's: only the lines between headline and text, structured data, meta tags, the address, and, on a
bulletin, the lines at the top of the page are looked at.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from headwater.read import labels
from headwater.read.block import Block
from headwater.read.published import Found, visible_dates
from headwater.read.sections import Section

#: "OSKARN (Wire) —": the place a report was filed from and the agency that sent it.
_DATELINE = re.compile(
    r"([A-Z][\w.'’-]*(?:[ ,/]+[A-Z][\w.'’-]*){0,5})(?:,\s+[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*(?:\(([A-Z][^()]{1,40})\))?\s*[—–-]{1,2}\s"
)
_ALONE = re.compile(r"\(([A-Z][^()]{1,40})\)\.?")
_TAIL = re.compile(r"\(([A-Z][A-Za-z&. /]{1,30})\)\s*$")
_CREDIT_TAIL = re.compile(
    r"\b(?:source|with reporting by|additional reporting by|reporting by|with files from)\b\s*:?\s*([A-Z][^.\n]{1,60})", re.IGNORECASE
)
_BY = re.compile(r"(?:by|written by|reported by|story by|words by|author:)\s+", re.IGNORECASE)
_SITE = re.compile(r"<meta\b[^>]{0,300}(?:og:site_name|application-name)[^>]{0,300}>", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)
#: Lines after the text in which a credit may stand.
_AFTER = 6
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


def after(section: Section, blocks: Sequence[Block]) -> list[Block]:
    """The few lines that follow the last of the text."""
    last = max((i for i, b in enumerate(section.blocks) if b.kind == "text"), default=len(section.blocks) - 1)
    rest = section.blocks[last + 1 : last + 1 + _AFTER]
    return [b for b in rest if b.kind not in ("teaser", "ticker", "comments", "foot")]


def byline(section: Section) -> Line | None:
    """Who wrote it."""
    for b in head(section):
        if labels.is_byline(b) or (b.inside & {"address"} and b.words <= 8):
            text = labels.bare(b)
            name = _BY.sub("", text, count=1)
            name = _TAIL.sub("", re.split(r"\s+[|•·]\s+|\s{2,}|\n|,\s+(?=\d|Updated|Published)", name)[0]).strip(" ,|")
            if name and not visible_dates(name):
                return _whole(b, name, "a line that begins with “by” under the headline")
    return None


def credits(section: Section, blocks: Sequence[Block]) -> list[Line]:
    """What it says it rests on."""
    out: list[Line] = []
    first = section.blocks[section.first_prose]
    if (m := _DATELINE.match(first.text)) and m[2]:
        out.append(Line(first, m[2], m.start(2), m.end(2), "a dateline with an agency in brackets"))
    for b in [*head(section), *after(section, blocks)]:
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
    found = [(b, f) for b in head(section) if b.kind not in ("caption", "teaser", "ticker") for f in visible_dates(b.text)]
    if found or not section.title:
        return found
    at = section.blocks.index(section.title[0])
    near = [b for b in section.blocks[max(0, at - 2) : at] if b.kind not in ("caption", "teaser", "ticker") and b.words <= 12]
    return [(b, f) for b in near for f in visible_dates(b.text)]


def issue_date(blocks: Sequence[Block]) -> tuple[Block, Found] | None:
    """The date at the top of a bulletin."""
    for b in blocks[:_TOP]:
        if b.words <= 8 and b.kind not in ("ticker", "teaser", "caption") and (found := visible_dates(b.text)):
            return b, found[0]._replace(evidence="the date at the top of the page")
    return None


def site_name(page: str) -> tuple[str, int, int] | None:
    """The outlet's name in the meta tags of an HTML page, with its raw place."""
    m = _SITE.search(page)
    content = _CONTENT.search(m.group()) if m else None
    if m is None or content is None:
        return None
    group = 1 if content[1] is not None else 2
    start = m.start() + content.start(group)
    return (content[group], start, start + len(content[group])) if content[group].strip() else None


def masthead(blocks: Sequence[Block], sections: Sequence[Section]) -> Block | None:
    """The outlet's name at the head of a text page: a short first line that the page repeats, or that a menu follows."""
    if not blocks or any(blocks[0] in s.title for s in sections):
        return None
    first, counts = blocks[0], Counter(b.folded for b in blocks)
    if not 1 <= first.words <= 6 or first.ends or visible_dates(first.text):
        return None
    menu = sum(b.words <= 4 and not b.ends for b in blocks[1:6])
    named = not labels.opener(first) and not labels.own_kind(first)
    return first if named and (counts[first.folded] > 1 or menu >= 3) else None

"""What the lines of a page say about an article besides byline and date: credits, dateline; and on a bulletin its date.

A fact that stands in furniture is never the article's: only the lines around headline and text, the opening and the end of the text, and, on a bulletin,
the lines at the top of the page are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from headwater.read import labels
from headwater.read.about import DATED, Lines, Shown, dates_in
from headwater.read.block import Block
from headwater.read.byline import Line, whole
from headwater.read.names import name_line
from headwater.read.numeric import Order
from headwater.read.published import Found, visible_dates
from headwater.read.sections import Section

#: A place: "PORT HALE, Oskar County", "St. Ann", "ELM BAY".
_PLACE = r"[A-Z][\w.'’-]*(?:[ ,/]+(?:of |the |de |la )?[A-Z][\w.'’-]*){0,5}"
_DAY = r"(?:,?\s+(?:\([^()]{3,20}\)\s*)?[A-Z][a-z]{2,8}\.?\s+\d{1,2}(?:,?\s+\d{4})?)?"
_AGENCY = r"\(([A-Z][^()]{1,40})\)"
#: "OSKARN (Wire) —": the place a report was filed from and the agency that sent it; either may be missing.
_DATELINE = re.compile(rf"(?:[\"“‘']\s*)?({_PLACE}){_DAY}\s*(?:{_AGENCY})?\s*(?:[—–―]|-{{1,2}})\s*(?=\S)")
_RUN_ON = re.compile(rf"({_PLACE})\s*{_AGENCY}\s*(?=[A-Z“\"])")
_AGENCY_FIRST = re.compile(rf"{_AGENCY}\s*(?:[—–―:]|-{{1,2}})\s")
_VIA = re.compile(r"([A-Z][\w.&'’ -]{1,30}?)\s+via\s+([A-Z][\w.&'’ -]{1,30}?)\s*(?:[—–―]|-{1,2})\s")
#: The name of an agency in brackets: letters, or names that each begin with a capital.
_NAMED = r"(?:[A-Z][A-Z.&]{1,9}|[A-Z][a-z]+(?:[A-Z][a-z]+)?)(?:[ /&]+(?:[A-Z][A-Za-z.]*|and|of))*"
_ALONE = re.compile(rf"\(({_NAMED})\)\.?")
_TAIL = re.compile(rf"[.!?”\"’]\s*[\[(]({_NAMED})[\])]\.?\s*$")
_CREDIT_TAIL = re.compile(
    r"\b(?:source|with reporting by|additional reporting by|with files from)\b\s*:?\s*([A-Z][^.\n]{1,60})", re.IGNORECASE
)
#: A place, and a date behind it.
_PLACED = re.compile(rf"({_PLACE}),?\s+(?:\d{{1,2}}\s+[A-Z][a-z]+|[A-Z][a-z]+\.?\s+\d{{1,2}}),?\s+\d{{4}}")
#: Words of such a line, and characters of the text that must name the place.
_PLACE_WORDS, _TOLD = 10, 5_000
#: Characters in which a dateline with its date stands.
_OPENING = 120
#: Paragraphs at the head of a text of which one may open with a dateline: standfirsts come before.
_OPENINGS = 3
#: Words of a line under the headline that may be the first sentence.
_OPENS = 10
#: Words that a line about the article holds besides name and date ("Published by", "7 min read"); one with more tells something, and is kept whole.
_BESIDES = 8
#: Lines at the top of a page in which a bulletin shows its date.
_TOP = 12
#: Words of the longest line about the article that is kept beside its body; and of a line that is one for sure, be it a sentence or not.
_KEPT, _BRIEF = 40, 12
#: Words of a paragraph at the end that may be a credit and nothing else.
_END = 25


def lines_about(section: Section, by: Line | None, dates: Sequence[Shown], credited: Sequence[Line]) -> list[Block]:
    """The lines about the article that belong to its document though not to its body: byline, date, credit."""
    after_title = section.blocks[section.blocks.index(section.title[-1]) + 1 :] if section.title else section.blocks
    wanted = {id(line.block) for line in (by, *credited) if line is not None} | {id(s.block) for s in dates}
    wanted |= {id(b) for b in by.others} if by is not None else set()
    texts = [b for b in section.blocks if b.kind == "text"]
    edges = {id(b) for b in (*texts[-1:], *section.blocks[section.first_prose : section.first_prose + 1])}
    return [b for b in after_title if id(b) in wanted and b.words <= _KEPT and not _is_account(b, edges)]


def _is_account(block: Block, edges: Set[int]) -> bool:
    """Is a line that names writer, date or agency a paragraph of the account all the same: a sentence, or the text's first or last paragraph?"""
    return block.kind == "text" and block.words > _BRIEF and (block.ends or id(block) in edges)


def ranges(block: Block, by: Line | None, dates: Sequence[Shown], credited: Sequence[Line]) -> list[tuple[int, int]]:
    """Where in a line about the article its name and dates stand; nothing for a line of credits, which is kept whole."""
    if any(line.block is block for line in credited):
        return []
    found = [(s.found.start, s.found.end) for s in dates if s.block is block]
    found += [(by.start, by.end)] if by is not None and by.block is block else []
    out: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if out and start < out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        elif start < end:
            out.append((start, end))
    told = block.words - sum(len(block.text[start:end].split()) for start, end in out)
    return out if told <= (_BESIDES if block.ends else 2 * _BESIDES) else []


def _openings(section: Section, at: Lines) -> Iterator[Block]:
    """The first paragraphs under the headline, those that were not taken for text too."""
    start = section.blocks.index(section.title[-1]) if section.title else -1
    under = section.blocks[start + 1 :]
    yield from [b for b in at.head if b.kind == "other" and b.words >= _OPENS]
    yield from [b for b in under if b.kind == "text"][:_OPENINGS]


def credits(section: Section, at: Lines) -> list[Line]:
    """What it says it rests on."""
    out: list[Line] = []
    for b in _openings(section, at):
        if ((m := _DATELINE.match(b.text)) and m[2]) or ((m := _RUN_ON.match(b.text)) and m[2]):
            out.append(Line(b, m[2], m.start(2), m.end(2), "a dateline with an agency in brackets"))
        elif m := _AGENCY_FIRST.match(b.text):
            out.append(Line(b, m[1], m.start(1), m.end(1), "an agency in brackets that opens the text"))
        elif m := _VIA.match(b.text):
            out.append(Line(b, m[2], m.start(2), m.end(2), "the words before the dash that opens the text"))
        if out:
            break
    after = [b for b in at.after if b.kind not in ("teaser", "ticker", "comments", "foot")]
    for b in [*at.head, *after]:
        text = labels.bare(b)
        if b.kind in ("caption", "comments", "ticker") or (b.kind == "teaser" and b in at.head):
            continue
        if value := labels.credit_of(b):
            out.append(whole(b, value, f"a credit line: “{b.text.strip()[:60]}”"))
        elif (m := _ALONE.fullmatch(b.text.strip())) and not _took_pictures(m[1]):
            out.append(whole(b, m[1], "an agency in brackets on a line of its own"))
        elif b in after[:1] and (m := _TAIL.search(b.text)) and b.words > _END // 2 and not _took_pictures(m[1]):
            out.append(Line(b, m[1], m.start(1), m.end(1), "an agency in brackets at the end of the text"))
        elif labels.is_byline(b) and (m := re.search(rf"\(({_NAMED})\)\s*$", text)):
            out.append(whole(b, m[1], "an agency in brackets after the byline"))
    return [*out, *_at_end([b for b in section.blocks if b.kind == "text"], bool(out))]


def _took_pictures(name: str) -> bool:
    """Does this name a photographer and his agency ("Ada Long/Hill Wire")?"""
    person, mark, _ = name.partition("/")
    return bool(mark) and name_line(person.strip()) is not None


def _at_end(texts: Sequence[Block], found: bool) -> Iterator[Line]:
    """The credits at the end of the text."""
    if not texts:
        return
    last = texts[-1]
    if (m := _TAIL.search(last.text)) and not _took_pictures(m[1]):
        yield Line(last, m[1], m.start(1), m.end(1), "an agency in brackets at the end of the text")
    elif last.words <= _END and not found and (m := _CREDIT_TAIL.search(last.text)):
        value = m[1].strip(" .])")
        yield Line(last, value, m.start(1), m.start(1) + len(value), "a credit line at the end of the text")


def dateline(section: Section, at: Lines) -> Line | None:
    """The place it was filed from."""
    for b in _openings(section, at):
        m = _DATELINE.match(b.text) or _RUN_ON.match(b.text)
        if m and (m[2] or _shouted(m[1])):
            place = m[1].strip(" ,")
            return Line(b, place, m.start(1), m.start(1) + len(place), "the words before the dash that opens the text")
    return None


def place_line(section: Section, at: Lines) -> Line | None:
    """A place before the date on a line above the text ("Port Hale, 4 March 2031"), where the text says "in Port Hale": else it may be a writer's name."""
    text = "\n".join(b.text for b in section.blocks if b.kind == "text")[:_TOLD]
    for b in at.head:
        m = _PLACED.fullmatch(labels.bare(b)) if b.words <= _PLACE_WORDS and b.kind != "caption" else None
        if m and re.search(rf"\b(?:in|at|from|near|to|of)\s+{re.escape(m[1].split(',')[0])}\b(?!\s+[A-Z])", text):
            return whole(b, m[1], "the place before the date, which the text names too")
    return None


def _shouted(place: str) -> bool:
    """Is a place written in capitals up to its first comma? Only so does it tell itself from a sentence with a dash."""
    return place.split(",", maxsplit=1)[0].isupper() and len(place.split(",", maxsplit=1)[0]) > 2


def issue_date(blocks: Sequence[Block], sections: Sequence[Section]) -> tuple[Block, Found] | None:
    """The date at the top of a bulletin, above its first article."""
    titles = {id(b) for s in sections for b in s.title}
    for b in blocks[:_TOP]:
        if id(b) in titles:
            break
        if (
            b.words <= DATED
            and b.kind not in ("ticker", "teaser", "caption")
            and not labels.is_byline(b)
            and (found := [f for f in dates_in(b.text, Order(), ()) if len(f.value) >= 10])
        ):
            return b, found[0]._replace(evidence="the date at the top of the page")
    return None


def opening_date(section: Section) -> tuple[Block, Found] | None:
    """A full date among the first words of the text: that of its dateline."""
    if section.first_prose >= len(section.blocks):
        return None
    first = section.blocks[section.first_prose]
    found = [f for f in visible_dates(first.text[:_OPENING]) if re.search(r"[—–:-]", first.text[f.end : f.end + 25])]
    return (first, found[0]._replace(evidence="the date in the opening of the text")) if found else None

"""What single blocks say of themselves: furniture by its words, by its markup, by its form; captions; dates; bylines; credits.

Looks at one block at a time. What runs of blocks are is decided in `main_text`.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from headwater.read.block import Block
from headwater.read.fact_words import byline_start, credit_start, date_labels
from headwater.read.names import name_line
from headwater.read.numeric import any_dates
from headwater.read.published import visible_dates
from headwater.read.vocabulary import (
    calls,
    caption_ends,
    caption_words,
    held_of,
    holders,
    menu_words,
    opener_forms,
    openers,
    soft_caption_words,
)
from headwater.text.fold import straighten

#: Words of the longest line about an article: of a byline; a credit or a date line has fewer.
LONGEST_ABOUT = 14
#: Words above which a line is text, whatever it holds: a sentence may well mention cookies.
_LONG = 30
#: Words of a line that names what an article rests on.
_CREDIT = 14
#: Words of a label; the longest quote the headline they stand under ("5 thoughts on ...").
_OPENER = 20
_DESK = re.compile(r"from our\s+\S", re.IGNORECASE)
#: "A street in the old town, 4 March 2031": a short line that ends in a date and is no sentence.
_ENDS_IN_DATE = re.compile(
    r"(?:,|\bon|\bin)\s+(?:(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2}(?:,?\s+\d{4})?"
    r"|\d{1,2}\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)(?:\s+\d{4})?)$",
    re.IGNORECASE,
)
#: 'Rally in the square May 3, "No more"': a date without a year, and a slogan behind it.
_SLOGAN = re.compile(
    r"\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\s+\d{1,2},?\s+\"[^\"]{3,60}\"$",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"\b(?:cookies?|personal data|data protection|privacy|consent|newsletters?|subscri\w+|unsubscribe|spam)\b", re.IGNORECASE
)
#: In small letters, what each match of `_NOTICE` holds.
_NOTICE_STEMS = ("cookie", "personal data", "data protection", "privacy", "consent", "newsletter", "subscri", "spam")
_READER = re.compile(r"\b(?:you|your)\b", re.IGNORECASE)
#: A sentence that calls on the reader speaks of us and you, or names where to follow whom.
_ASIDE = re.compile(r"\b(?:you|your|our|us|here|follow|at|live|me|my)\b", re.IGNORECASE)
#: An article may mention cookies; a paragraph that says such words so often, and speaks to its reader, is a notice.
_NOTICES = 3
#: Words of the longest captions, which explain a drawing.
_CAPTION = 150
#: Words of the longest line that calls on the reader.
_CALL = 45
#: Words of a sentence that may hold what captions hold ("courtesy of") and is none.
_TELLS = 25
#: Words of a line that may be known by words that sentences hold too ("the company's shares").
_TERSE = {"share": 5, "menu": 6, "ticker": 8}
#: A line of so many words before its "©" tells what a picture shows; a page's own notice begins with the mark.
_CREDITED_WORDS = 8
#: Words that are no part of a date line.
_NO_DATE = re.compile(
    r"\b(?!(?:mon|tues|wednes|thurs|fri|satur|sun)day|published|posted|updated|issued|released|date|on)[^\W\d_]{2,}", re.IGNORECASE
)
#: "Boats in the harbour on Sunday [Wire Photos]"
_CREDITED = re.compile(r"(\w[^\n]{10,})[\[(][A-Z][^\[\]()]{1,50}[\])]$")
#: The name of a day of the week.
WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|tue|wed|thu|fri|sat|sun)\b", re.IGNORECASE)
_CLOCK_WORDS = re.compile(r"\b(?:[ap]\.?m\.?|at|on|[A-Z]{2,4})(?!\w)")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
#: Characters of the longest line that is a date and nothing else.
_DATE_LINE = 400
#: "Elm Bay, 4 March 2031", "Elm Bay, Oskar County, March 4, 2031": where and when, as under a headline.
_PLACED = re.compile(r"[A-Z][\w.'’-]*(?:,? [A-Z][\w.'’-]*){0,3},\s+(?:\d{1,2} [A-Z][a-z]+|[A-Z][a-z]+ \d{1,2}),? \d{4}")
_OPENS = {")": "(", "]": "["}
_DIVIDES, _BETWEEN = re.compile(r"[|/•·›>»→]"), re.compile(r"\s+[|/•·›>»→]\s+|\s*\|\s*")
#: What stands before a line of a list: a mark of its own kind with or without a blank behind it, one that words know too only with.
_BULLET = re.compile(r"\A\s*(?:[•·●▪◦‣○◆■□►▶➤→»›✎✍]+\s*|(?:[*+>|–—-]|\d{1,2}[.)])\s+)")


def bare(block: Block) -> str:
    """The text of a block without a list mark and the brackets around it."""
    mark = _BULLET.match(block.text)
    text = (block.text[mark.end() :] if mark else block.text).strip().lstrip("[(").lstrip()
    while text[-1:] in _OPENS and text.count(_OPENS[text[-1:]]) < text.count(text[-1:]):
        text = text[:-1].rstrip()
    return text


def opener(block: Block) -> str | None:
    """The kind of furniture that this label opens, if it is one."""
    return None if block.words > _OPENER else _opener(block.folded)


@lru_cache(maxsize=4096)
def _opener(folded: str) -> str | None:
    """Asked twice of each short line, and pages of one outlet hold the same ones."""
    kind = openers().get(folded)
    return kind or ((m := opener_forms().fullmatch(folded)) and m.lastgroup)


def is_label(block: Block) -> bool:
    """Is it a word of the page's own machinery ("Home", "Skip to content"), and no name?"""
    return block.folded in menu_words() or any(held_of(block.folded, words) for words in holders().values())


def is_word_of_menus(text: str) -> bool:
    """Is it a label of menus or buttons?"""
    return text.strip().lower() in menu_words()


def is_menu_line(block: Block) -> bool:
    """Is it a menu in one line ("News | Courts | Sport")?"""
    if _DIVIDES.search(block.text) is None:
        return False
    parts = [p for p in _BETWEEN.split(block.text.strip()) if p.strip()]
    return len(parts) >= 3 and not block.ends and all(len(p.split()) <= 4 for p in parts)


#: Elements and the furniture they hold.
_PARTS = {"<nav>": "menu", "<button>": "menu", "<footer>": "foot", "<aside>": "teaser", "<form>": "form"}


#: Kinds that a class name alone makes a line, the surest first.
_NAMED = ("cookie", "share", "comments", "signup", "ticker", "foot", "menu")


@lru_cache(maxsize=4096)
def _part_in(hints: frozenset[str]) -> tuple[str, str] | None:
    """The kind of the part of the page that something stands in, and why. Asked of each block, and a page has few different hints."""
    return next(((kind, f"stands in the page's {part}") for part, kind in _PARTS.items() if part in hints), None)


@lru_cache(maxsize=4096)
def _named_in(hints: frozenset[str]) -> tuple[str, ...]:
    """The kinds that the names of the elements around something announce."""
    return tuple(kind for kind in _NAMED if kind in hints)


#: By kind, the first of its words that a line holds, and where.
Held = dict[str, tuple[str, int]]


def held_words(low: str) -> Held:
    """What a line holds of the words of each kind; ``low``: its text in small letters."""
    return {kind: held for kind, words in holders().items() if (held := held_of(low, words))}


def held_by_line(lows: Sequence[str]) -> dict[int, Held]:
    """`held_words` of each line that holds any, by its number: looked for once in all lines rather than in line after line."""
    page, starts = _page_of(lows)
    found: dict[int, Held] = {}
    for kind, words in holders().items():
        for word in words:
            at = page.find(word)
            while at >= 0:
                line = bisect_right(starts, at) - 1
                found.setdefault(line, {}).setdefault(kind, (word, at - starts[line]))
                at = page.find(word, starts[line + 1])
    return found


def _page_of(lows: Sequence[str]) -> tuple[str, list[int]]:
    """Lines as one text, and where each begins in it."""
    return "\n".join(lows), list(itertools.accumulate((len(low) + 1 for low in lows), initial=0))


def _is_notice(block: Block) -> bool:
    """Does it tell the reader about cookies, consent or data?"""
    if block.words < 3 * _NOTICES:
        return False
    return len(_NOTICE.findall(block.text)) >= _NOTICES and len(_READER.findall(block.text)) >= 2


def may_be_notices(lows: Sequence[str]) -> set[int]:
    """The numbers of the lines that hold enough of what a notice holds. Counting on the whole page is much cheaper than the expression."""
    page, starts = _page_of(lows)
    counts = Counter[int]()
    for stem in _NOTICE_STEMS:
        at = page.find(stem)
        while at >= 0:
            counts[bisect_right(starts, at) - 1] += 1
            at = page.find(stem, at + len(stem))
    found = {line for line, count in counts.items() if count >= _NOTICES}
    # "ſ" is an "s" to the expression
    return found.union(line for line, low in enumerate(lows) if "ſ" in low) if "ſ" in page else found


def own_kinds(blocks: Sequence[Block]) -> Iterator[tuple[str, str] | None]:
    """`own_kind` of each block of a page."""
    lows = [b.text.lower() for b in blocks]
    notices = may_be_notices(lows)
    held = held_by_line([low if b.words <= _LONG else "" for b, low in zip(blocks, lows, strict=True)])
    for i, b in enumerate(blocks):
        yield _own_kind(b, i in notices, held.get(i))


def own_kind(block: Block) -> tuple[str, str] | None:
    """(kind, why) of a block that is furniture by its own words or markup."""
    return _own_kind(block, True, held_words(block.text.lower()))


def _own_kind(block: Block, may_be_notice: bool, held: Held | None) -> tuple[str, str] | None:
    hints = block.hints
    if "figcaption" in block.inside or "caption" in hints:
        return "caption", "the markup says caption"
    if (part := _part_in(hints)) and not ("article" in block.inside and block.words > _LONG):
        return part
    if may_be_notice and _is_notice(block):
        return "cookie", "tells the reader about cookies, consent or data"
    if 4 <= block.words <= _CALL and calls().match(block.folded) and (not block.ends or _ASIDE.search(block.folded)):
        return "signup", "calls on the reader to subscribe, follow or write"
    return _short_kind(block, held) if block.words <= _LONG else None


def _short_kind(block: Block, held: Held | None) -> tuple[str, str] | None:
    """(kind, why) of a line."""
    for kind in _named_in(block.hints):
        if not (kind == "share" and "blockquote" in block.inside):
            return kind, f"the markup says {kind}"
    for kind, (word, at) in held.items() if held else ():
        if block.words <= _TERSE.get(kind, _LONG) and not (word == "©" and block.words >= _CREDITED_WORDS and at):
            return kind, f"holds “{word}”"
    if kind_opened := opener(block):
        return kind_opened, f"“{block.text.strip()[:40]}” is a label of such a part"
    if is_menu_line(block) and not visible_dates(block.text):
        return "menu", "short words in a row with marks between them"
    if block.folded in menu_words():
        return "menu", "a word of the page's own machinery"
    return None


def is_caption(block: Block) -> str | None:
    """Why a block is the caption or credit of a picture, or None."""
    end = block.folded[-120:]
    if block.words <= _CAPTION and (":" in end or ")" in end) and (m := caption_ends().search(end)):
        return f"ends in “{m.group().strip()[:40]}”, as captions do"
    if block.words > 60 or is_byline(block):
        return None
    starts, holds = caption_words()
    text = bare(block).lower()
    if m := starts.match(text):
        return f"begins with “{m.group().strip()}”, as captions do"
    soft = soft_caption_words() if block.words < _TELLS or not block.ends else ()
    if held := held_of(text, holds) or held_of(text, soft):
        return f"holds “{held[0]}”, as captions do"
    if (
        block.words <= 45
        and block.text.rstrip()[-1:] in "])"
        and (m := _CREDITED.search(block.text.rstrip()))
        and not m.group(1).rstrip().endswith((".", "!", "?", "”", '"'))
        and not name_line(m.group(1).rstrip())
    ):
        return "is no sentence and ends in a name in brackets, as captions do"
    if block.words <= 20 and _SLOGAN.search(straighten(block.text.rstrip())):
        return "ends in a date and a slogan, as captions do"
    if (
        block.words <= 25
        and not block.ends
        and text[-1:].isdecimal()
        and (m := _ENDS_IN_DATE.search(text))
        and len(_NO_DATE.findall(text[: m.start()])) >= 2
        and not _PLACED.fullmatch(bare(block))
    ):
        return "is no sentence and ends in a date, as captions do"
    return None


def is_byline(block: Block) -> bool:
    """Does the block name who wrote the text?"""
    if block.words > 14 or block.ends:
        return False
    text = bare(block)
    start = byline_start().match(text)
    return bool(_DESK.match(text)) or (start is not None and start.end() < len(text))


def is_date(block: Block) -> bool:
    """Is a line a date, with its label, weekday, clock and zone, and nothing else?"""
    if len(block.text) > _DATE_LINE:
        return False
    found = any_dates(block.text)
    if not found:
        return False
    rest = block.text
    for f in reversed(found):
        rest = rest[: f.start] + " " + rest[f.end :]
    rest = _CLOCK_WORDS.sub(" ", WEEKDAY.sub(" ", date_labels().sub(" ", rest)))
    return not _LETTERS.search(rest)


def credit_of(block: Block) -> str | None:
    """What a credit line names ("Source: Agencies", "Via Hill Wire"), or None."""
    if block.words > _CREDIT:
        return None
    text = bare(block)
    m = credit_start().match(text)
    value = text[m.end() :].strip(" .]:") if m else ""
    return value if m and value and (":" in m[0] or value[0].isupper()) and not visible_dates(value) else None

"""Is a line about the article (byline, credit, date) rather than part of it? One answer for all that ask, by the line's own words.

Says nothing of where a line stands, nor what it names: that is `about`, `byline`, `facts`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from headwater.read import labels
from headwater.read.ago import tells_when
from headwater.read.block import Block
from headwater.read.fact_words import date_labels
from headwater.read.names import with_office
from headwater.read.numeric import any_dates

#: Words of a line that holds a date and is about the article whatever else it holds; and of one right under a headline.
_DATED, _UNDER = 7, 18
#: Words besides the date of a longer line, and what sets them apart.
_OTHERS, _APART = 7, re.compile(r"[|•·–—/]|\s-\s|\b[Bb]y\b")
#: What begins the line of a second writer; an address behind a writer's name, also as it is hidden from machines.
_JOIN, _MAIL = (
    re.compile(r"(?:&|and)\s+", re.IGNORECASE),
    re.compile(r"\w\S*\s.*(?:\[email\s+protected\]|[^\s@]{1,64}@[^\s@]{1,64}\.\w{2,10})$"),
)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
#: Characters of such a line.
_LONGEST = 500


def is_byline_or_date(b: Block) -> bool:
    """Does it say by whom or when, and hardly anything else?"""
    return (
        labels.is_byline(b)
        or with_office(_JOIN.sub("", labels.bare(b))) is not None
        or (b.words <= _DATED and ("@" in b.text or "protected]" in b.text) and _MAIL.search(b.text) is not None)
        or labels.is_date(b)
        or (b.words <= _UNDER and tells_when(b.text))
        or (b.words <= _UNDER and _is_mostly_date(b))
    )


def _is_mostly_date(b: Block) -> bool:
    """Does a line hold a date and few other words, or a few more where marks, a label or "by" set them apart?"""
    found = any_dates(b.text)
    if not found:
        return False
    if b.words <= _DATED:
        return True
    rest = b.text
    for f in reversed(found):
        rest = rest[: f.start] + " " + rest[f.end :]
    others = len(_LETTERS.findall(date_labels().sub(" ", rest)))
    return others <= _OTHERS and bool(_APART.search(rest) or date_labels().search(rest))


def is_about(b: Block) -> bool:
    """Is it a line about the article: a byline, a credit, a date?"""
    return is_byline_or_date(b) or bool(labels.credit_of(b))


def head_an_article(under: Iterable[Block]) -> bool:
    """Is one of the lines under a headline about the article, or does it hold a date among other things?"""
    short = [b for b in under if b.words <= _UNDER and len(b.text) <= _LONGEST]
    return any(is_about(b) or any_dates(b.text) for b in short)

"""Is a line about the article (byline, credit, date) rather than part of it? One answer for all that ask, by the line's own words.

Says nothing of where a line stands, nor what it names: that is `about`, `byline`, `facts`.
"""

from __future__ import annotations

from collections.abc import Iterable

from headwater.read import labels
from headwater.read.ago import tells_when
from headwater.read.block import Block
from headwater.read.names import with_office
from headwater.read.numeric import any_dates

#: Words of a line that holds a date and is about the article whatever else it holds; and of one right under a headline.
_DATED, _UNDER = 7, 14
#: Characters of such a line.
_LONGEST = 500


def is_byline_or_date(b: Block) -> bool:
    """Does it say by whom or when, and hardly anything else?"""
    return (
        labels.is_byline(b)
        or with_office(labels.bare(b)) is not None
        or labels.is_date(b)
        or (b.words <= _UNDER and tells_when(b.text))
        or (b.words <= _DATED and bool(any_dates(b.text)))
    )


def is_about(b: Block) -> bool:
    """Is it a line about the article: a byline, a credit, a date?"""
    return is_byline_or_date(b) or bool(labels.credit_of(b))


def head_an_article(under: Iterable[Block]) -> bool:
    """Is one of the lines under a headline about the article, or does it hold a date among other things?"""
    short = [b for b in under if b.words <= _UNDER and len(b.text) <= _LONGEST]
    return any(is_about(b) or any_dates(b.text) for b in short)

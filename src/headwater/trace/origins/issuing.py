"""Issuing: the words by which a page says that somebody issued a text, and by which it then speaks of that text.

Works on folded strings only; who issued it is for `issued`.
"""

from __future__ import annotations

import re
from functools import cache

from headwater.trace.vocabulary import any_of


@cache
def issuing() -> re.Pattern[str]:
    """ "issued a joint statement", "united in their appeal": ``text`` is the noun."""
    return re.compile(
        rf"\b(?:{any_of('issued')})\s+(?:an?|the|their|its|his|her|this)\s+(?:[\w-]+\s+){{0,3}}?(?P<text>{any_of('texts')})\b"
    )


@cache
def text_named() -> re.Pattern[str]:
    """A source that is a text and nothing more: "the statement", "their joint declaration"."""
    return re.compile(rf"(?:the|this|that|their|its)\s+(?:same\s+|joint\s+|written\s+|brief\s+)*(?P<text>{any_of('texts')})")


@cache
def per_text() -> re.Pattern[str]:
    """A text beside what is told: "as per the statement", "according to the joint statement"."""
    return re.compile(
        rf"\b(?:as per|per|according to|in|said|says|reads|added|adds)\s+(?:the|this|that|their|its)\s+(?:joint\s+)?(?P<text>{any_of('texts')})\b"
    )


def noun_issued(cue: str) -> str | None:
    """The noun of the text that a cue says was issued ("statement"); None where it says no such thing."""
    found = issuing().search(" ".join(cue.casefold().split()))
    return found["text"] if found else None

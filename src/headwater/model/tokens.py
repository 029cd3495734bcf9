"""The reading model's words: places, and what the uncased word pieces cannot show (form, white space before, quotation marks around).

Words follow the English treebanks of Universal Dependencies: clitics stand alone ("did n't", "Venn 's"), punctuation marks one by one.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_TOKEN = re.compile(
    r"""
      \d+(?:[.,]\d+)*                                   # 1,250.5
    | (?:[^\W\d_]\.){2,}                                # U.N.
    | (?:Mr|Mrs|Ms|Dr|St|Gen|Col|Lt|Sgt|Capt|Maj|Rep|Sen|Gov|Prof|Rev|Jr|Sr|Inc|Co|Corp|Ltd|No|vs|etc)\.
    | [^\W\d_]+?(?=n['’]t\b)                            # did | n't
    | n['’]t\b
    | (?<=\w)['’](?:s|re|ve|ll|d|m)\b
    | [^\W\d_]+
    | ''|``|--+|\.\.+
    | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)

#: Forms of a word, by number.
LOWER, TITLE, UPPER, MIXED, DIGITS, STOP, COMMA, OPENING, CLOSING, OTHER = range(10)
FORMS = 10
#: White space before a word: none, blanks, a line break, an empty line.
GAPS = 4
#: The gap from which a word begins a line.
LINE = 2

_STOPS = frozenset(".!?…;")
_COMMAS = frozenset(",:–—-()[]")
_OPEN = frozenset("“«„")
_CLOSE = frozenset("”»")
_STRAIGHT = frozenset(['"', "''", "``"])
_SINGLE = frozenset("'’‘`")


class Token(NamedTuple):
    """A word: ``[start, end)`` in the text, its form, the white space before it, and whether it stands in quotation marks (0 or 1)."""

    text: str
    start: int
    end: int
    form: int
    gap: int
    quoted: int


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of ``text[start:end]``, places counted in the whole text."""
    stop = len(text) if end is None else end
    spans = [(m.start(), m.end()) for m in _TOKEN.finditer(text, start, stop)]
    return describe(text, spans, start)


def describe(text: str, spans: list[tuple[int, int]], start: int = 0) -> list[Token]:
    """Tokens for words whose places are known."""
    out: list[Token] = []
    last = start
    quoted = single = False
    for s, e in spans:
        word = text[s:e]
        between = text[last:s]
        breaks = between.count("\n") if between else 0
        gap = min(breaks, 2) + 1 if between else 0
        if breaks or not out:
            quoted = single = False
        first = word[0]
        form = OTHER
        was = quoted or single
        if first.isalpha():
            form = LOWER if word.islower() else TITLE if first.isupper() and (len(word) == 1 or word[1:].islower()) else MIXED
            if form == MIXED and word.isupper():
                form = UPPER
        elif first.isdigit():
            form = DIGITS
        elif first in _STOPS:
            form = STOP
        elif first in _COMMAS:
            form = COMMA
        elif first in _OPEN or (word in _STRAIGHT and not quoted):
            form, quoted = OPENING, True
        elif first in _CLOSE or word in _STRAIGHT:
            form, quoted = CLOSING, False
        elif word in _SINGLE:
            after = text[e : e + 1]
            if not single and (first == "‘" or ((gap or not out) and after.isalnum())):
                form, single = OPENING, True
            elif single and not after.isalnum():
                form, single = CLOSING, False
        out.append(Token(word, s, e, form, gap, int(was or quoted or single)))
        last = e
    return out

"""What a share, a sum, a length or a change is of: "60 percent of its revenue", "a fine of $5", "sales rose 4%". Counts have groups.py."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import stops
from headwater.mark.figures.line import Line, is_word
from headwater.mark.figures.vocabulary import word_set

_FAR = 24  # tokens back to the noun a sum belongs to: a subject with one insertion
_LONGEST = 5  # words of one noun phrase
_BETWEEN = frozenset((",", "and", "or", "(", ")", "to", "by", "from", "at", "in", "on", "while", "-"))


def attach_measured(line: Line, drafts: list[Draft]) -> None:
    """Fill ``group`` of the figures that count nothing: "of ..." behind, "... of" before, the subject, the last one's."""
    taken = {k for d in drafts for k in range(d.begin, d.finish)}
    last: Draft | None = None
    for d in drafts:
        if not (d.strong or d.group or (d.measure == "count" and d.kind != "measured" and d.unit)):
            same = last if last and all(w in _BETWEEN for w in line.lows[max(last.finish, last.tail) : d.begin]) else None
            d.group = _behind(line, d)
            if not d.group and d.measure != "age":
                d.group = (same.group if same else None) or _before(line, d, taken)
            last = d
        elif d.kind != "one":
            last = d if d.measure in ("money", "share") else None


def _behind(line: Line, d: Draft) -> str | None:
    at = max(d.finish, d.tail)
    if line.low(at) not in ("of", "in", "for") or (line.low(at) in ("in", "for") and d.measure != "money"):
        return None
    at += 1
    while line.low(at) in ("the", "a", "an", "its", "their", "his", "her", "our", "all", "this", "these", "that", "each", "every"):
        at += 1
    end = at
    while end < len(line) and end - at < _LONGEST and is_word(line.low(end)) and not stops(line.low(end)):
        end += 1
    return line.write(at, end) if end > at else None


def _before(line: Line, d: Draft, taken: set[int]) -> str | None:
    """The noun phrase in front of "of" or of the verb; without a verb, the nearest one."""
    nearest: str | None = None
    of = line.low(d.begin - 1) in ("of", ":")
    verb = False
    k = d.begin - 1
    while k >= max(0, d.begin - _FAR) and line.low(k) not in (";", "."):
        if verbal(line, k):
            verb = True
        elif _nominal(line, k, taken):
            first = k
            while first > 0 and k - first < _LONGEST - 1 and _nominal(line, first - 1, taken) and not verbal(line, first - 1):
                first -= 1
            phrase = line.write(first, k + 1)
            if verb or of:
                return phrase
            nearest = nearest or phrase
            k = first
        k -= 1
    return nearest if d.measure != "duration" else None


def _nominal(line: Line, k: int, taken: set[int]) -> bool:
    word = line.low(k)
    return k not in taken and (is_word(word) or (word in ("-", "&") and line.glued(k))) and not stops(word) and not word.endswith("ly")


def verbal(line: Line, k: int) -> bool:
    """Does the token look like a verb that links a subject to its number?"""
    word = line.low(k)
    if word in ("-", "+") or not is_word(word):
        return False
    change = word_set("clauses", "change", "up") | word_set("clauses", "change", "down")
    past = word.endswith("ed") and len(word) > 4 and not line.capital(k) and line.low(k - 1) not in ("a", "an", "the", "its", "their")
    return past or word in change or word in word_set("clauses", "auxiliary") or word in word_set("clauses", "subject", "verbs")

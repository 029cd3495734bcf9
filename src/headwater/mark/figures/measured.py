"""What a share, a sum, a length or a change is of: "60 percent of its revenue", "a fine of $5", "sales rose 4%". Counts have groups.py."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import word_set

_FAR = 14  # tokens back to the noun a sum belongs to, inside one clause


def attach_measured(line: Line, d: Draft) -> None:
    """Fill ``group`` of a figure that counts nothing, in this order: noun behind, "of ..." behind, noun before, subject of the clause."""
    if d.group or d.measure == "count" and d.kind != "measured" and d.unit:
        return
    d.group = _behind(line, d) or _before(line, d) or None


def _behind(line: Line, d: Draft) -> str | None:
    at = max(d.finish, d.tail)
    if line.low(at) not in ("of", "in", "for") or (line.low(at) in ("in", "for") and d.measure != "money"):
        return None
    at += 1
    while line.low(at) in ("the", "a", "an", "its", "their", "his", "her", "our", "all", "this", "these", "that", "each", "every"):
        at += 1
    return _run(line, at)


def _run(line: Line, at: int) -> str | None:
    """The nouns from token ``at`` on, up to the next function word."""
    end = at
    while end < len(line) and end - at < 5 and is_word(line.low(end)) and line.low(end) not in word_set("groups", "stop"):
        end += 1
    return line.write(at, end) if end > at else None


def _before(line: Line, d: Draft) -> str | None:
    """The noun phrase that ends before the link ("the price was $5"), or else begins the clause."""
    at, links, stop = d.begin, word_set("grammar", "subject", "links"), word_set("groups", "stop")
    for k in range(at - 1, max(-1, at - _FAR), -1):
        word = line.low(k)
        if word in (";", ".") or is_numeral(word) and not line.capital(k - 1):
            break
        if word in links or word in stop or not is_word(word) or k >= at - 1 and word.endswith("ed"):
            continue
        if _verbal(line, k):
            continue
        first = k
        while first > 0 and k - first < 4 and is_word(line.low(first - 1)) and line.low(first - 1) not in stop and not _verbal(line, first - 1):
            first -= 1
        return line.write(first, k + 1)
    return None


def _verbal(line: Line, k: int) -> bool:
    word = line.low(k)
    change = word_set("grammar", "change", "up") | word_set("grammar", "change", "down")
    return word.endswith("ed") or word.endswith("ly") or word in change or word in word_set("grammar", "auxiliary")

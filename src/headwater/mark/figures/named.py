"""Numbers that are part of a name, told by form and not by a list of names: "Channel 12", "Falcon 105", "F-35", "the Five Eyes"."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import is_plural
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import word_set


def is_named(line: Line, d: Draft) -> bool:
    """Does the number name something? Digits by what they are written with, words by capitals and by the word before."""
    if not is_numeral(line.low(d.first)):
        return is_numbered(line, d) or _capital_word(line, d)
    return _glued_name(line, d) or is_numbered(line, d) or _capital_name(line, d) or _group_name(line, d)


def _glued_name(line: Line, d: Draft) -> bool:
    """ "F-35", "COVID-19", "M21", "5G", "mk5", "737-800"."""
    i, j = d.first, d.last
    if d.begin == i and line.glued(i):
        hyphen = line.low(i - 1) in ("-", "/", ".", "_", "#", "'", "&", "\\") and line.glued(i - 1)
        if is_word(line.low(i - 1)) or (
            hyphen and (is_word(line.low(i - 2)) or is_numeral(line.low(i - 2))) and line.low(i - 2) not in ("minus", "sub")
        ):
            return True
        if line.low(i - 1) in ("#", "@", "'", "_"):
            return True
    if d.finish == j and line.glued(j):
        if is_word(line.low(j)):
            return True
        if line.low(j) == "-" and line.glued(j + 1) and len(line.low(j + 1)) == 1 and line.capital(j + 1):
            return True  # "Form 10-K"
        if line.low(j) in ("-", "/") and line.glued(j + 1) and is_numeral(line.low(j + 1)) and not d.marked:
            return True
    return False


def is_numbered(line: Line, d: Draft) -> bool:
    """ "Channel 12", "Article 7", "No. 31", "Phase One"; in front of a counted plural the word only ends what stands before."""
    i = d.begin - 1
    i -= line.low(i) == "."
    i -= line.low(i) == "#"
    word = line.low(i)
    if d.begin != d.first or word not in word_set("nonfigures", "designators"):
        return False
    if word in ("p", "pp", "s", "ss"):
        return line.low(i + 1) == "." and not line.glued(i) and is_numeral(line.low(d.first))
    if word == "no":
        return line.low(i + 1) == "." or (line.capital(i) and i > 0 and is_numeral(line.low(d.first)))
    if d.marked or not (line.capital(i) or line.upper or is_numeral(line.low(d.first))):
        return False
    plural = d.tail > d.head and is_plural(line.low(d.tail - 1)) and not line.capital(d.head)
    return not plural


def _capital_word(line: Line, d: Draft) -> bool:
    """ "the Five Eyes", "the Big Four": a number word with a capital inside a sentence, beside one more capital; headlines tell nothing."""
    i = d.first
    if not line.capital(i) or i == 0 or not is_word(line.low(i - 1)) or d.measure in ("money", "age") or _headline(line):
        return False
    return line.capital(d.last) or (line.capital(i - 1) and i > 1 and d.head == d.tail)


def _capital_name(line: Line, d: Draft) -> bool:
    """ "Boeing 737", "Yassin 105": a capitalised word directly before a bare numeral that counts no noun of its own."""
    i = d.first - 1
    named = line.capital(i) or (not line.upper and i >= 0 and any(c.isupper() for c in line.words[i]))  # "iPhone 14"
    if d.marked or d.begin != d.first or not named or "," in line.lows[d.first] or d.scale > 1:
        return False
    if i == 0 or line.low(i - 1) in (":", '"', ".", "-"):
        return (
            d.tail == d.finish
            and d.measure in ("", "count")
            and not d.strong
            and line.low(i) not in ("the", "some", "these", "only", "all", "total")
        )
    counted = d.tail > d.head and (line.low(d.tail - 1) in word_set("groups", "persons") or d.strong) and not line.capital(d.head)
    return not counted and not d.strong and not _day_name(line.low(i))


def _group_name(line: Line, d: Draft) -> bool:
    """ "the Group of 20": a capital before "of" inside a sentence, and nothing counted."""
    named = d.first > 2 and line.low(d.first - 1) == "of" and line.capital(d.first - 2) and d.begin == d.first
    return named and d.tail == d.finish and d.measure in ("", "count") and not d.strong and not d.marked


def _headline(line: Line) -> bool:
    """No word but function words in small letters, so that a capital tells nothing."""
    stop = word_set("groups", "stop")
    return not any(w[0].islower() and w not in stop for w in line.words)


def _day_name(word: str) -> bool:
    return word.endswith("day") or word in word_set("nonfigures", "months")

"""One person described as a figure of one, kept only where something happened to them: see frames.py.

"A man was shot dead", "her 5-year-old son died", "the death of 7-year-old Ada Lind", "Ada Lind, 34, was killed": a person without an age is only counted
where an article or a word for kin shows that one is meant. A name alone is none: it is met again and again in one report.
"""

from __future__ import annotations

from headwater.mark.figures.cardinals import table
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import is_person, is_plural, stops
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import measures, word_set

_LONGEST = 7  # tokens from the article to the noun: "a 24-year-old off-duty police officer"
_OLDEST = 120  # years; beyond, a number between commas is no age
_NAMES = 4  # tokens of a person's name at most


def find_described(line: Line) -> list[Draft]:
    """A draft of value 1 for every description of one person, in order; frames.py keeps those something happened to."""
    out: list[Draft] = []
    for i, word in enumerate(line.lows):
        if word in word_set("groups", "one", "articles"):
            end = _noun(line, i + 1)
            if end:
                out.append(_draft(line, i, i + 1, end))
            elif end := _couple(line, i + 1):
                out.append(_pair(line, i, end))
        elif word in word_set("groups", "one", "possessives"):
            end = _noun(line, i + 1)
            if end and (line.low(end - 1) in word_set("groups", "one", "kin") or _aged(line, i + 1)):
                out.append(_draft(line, i, i + 1, end))
        elif word == "old" and _aged(line, i - 4) and not _has_article(line, i - 4):
            end = _name_end(line, i + 1)
            if end > i + 1:
                out.append(_draft(line, i + 1, i + 1, end, named=True))
        elif is_numeral(word) and line.low(i - 1) == "," and line.low(i + 1) in (",", "."):
            first = _name_start(line, i - 1)
            if first < i - 2 and word.isdigit() and 0 < int(word) <= _OLDEST:
                out.append(_draft(line, first, first, i - 1, named=True))
    return out


def count_up(line: Line, tree: Tree, d: Draft) -> None:
    """Make "a fourth victim has died" four killed: told as news, the ordinal counts the dead so far. "A fourth victim died" may only go on with a list."""
    number = table("ordinals").get(line.low(d.head))
    plain = d.tail == d.head + 2 and line.low(d.head + 1) in word_set("groups", "one", "any")
    if d.kind != "one" or d.measure != "killed" or number is None or not plain or not _dies(line, tree, d):
        return
    d.value = d.low = d.high = float(number)
    d.finish, d.group = d.head + 1, line.write(d.head + 1, d.tail)
    d.why.append("an ordinal that counts the dead up to this one")


def _dies(line: Line, tree: Tree, d: Draft) -> bool:
    """Is the person the subject of "has died" or "dies"?"""
    at = [k for k in range(d.tail, len(line)) if line.low(k) == "dies" or (line.low(k) == "died" and "has" in line.lows[k - 2 : k])]
    return any(d.head <= tree.subject(k) < d.tail for k in at)


def _draft(line: Line, at: int, head: int, tail: int, *, named: bool = False) -> Draft:
    d = Draft(at, tail if named else at + 1, 1.0, 1.0, 1.0, kind="one", head=head, tail=tail)
    d.group, d.unit = None if named else line.write(head, tail), "people"
    d.why.append("implicit: one person is named, with an age" if named else "implicit: one person is described")
    return d


def _pair(line: Line, at: int, end: int) -> Draft:
    d = Draft(at, at + 1, 2.0, 2.0, 2.0, kind="one", head=at + 1, tail=end)
    d.group, d.unit = line.write(at + 1, end), "people"
    d.why.append("implicit: a couple is two")
    return d


def _couple(line: Line, at: int) -> int:
    """Where "young couple" ends, if it begins at a token and is no number ("a couple of", "a rough couple weeks"); else 0."""
    for end in range(at + 1, min(at + _LONGEST, len(line)) + 1):
        word = line.low(end - 1)
        if word == "couple":
            after = line.low(end)
            return (
                end
                if not is_word(after) or (stops(after) and after != "of") or after in measures("done_to") or after in measures("does")
                else 0
            )
        if not is_word(word) or stops(word):
            return 0
    return 0


def _aged(line: Line, at: int) -> bool:
    """Does "5-year-old" begin at a token?"""
    return at >= 0 and is_numeral(line.low(at)) and line.low(at + 1) == "-" and line.low(at + 3) == "-" and line.low(at + 4) == "old"


def _has_article(line: Line, at: int) -> bool:
    """Is the person at a token one that an article or a possessive counts, or one known already ("the 19-year-old")?"""
    before = line.low(at - 1)
    return before in word_set("groups", "one", "articles") or before in word_set("groups", "one", "possessives") or before == "the"


def _is_name(line: Line, at: int) -> bool:
    word = line.low(at)
    no_name = word in word_set("groups", "one", "no_name") or word in word_set("nonfigures", "months")
    return line.capital(at) and is_word(word) and len(word) > 1 and not no_name


def _name_end(line: Line, at: int) -> int:
    """Past the words of a name, two at least, that begins at a token; the token itself where none does."""
    end = at
    while end < len(line) and end - at < _NAMES and _is_name(line, end):
        end += 1
    return end if end - at > 1 else at


def _name_start(line: Line, at: int) -> int:
    """The first word of the name that ends before a token."""
    first = at
    while (
        first > 0
        and at - first < _NAMES
        and (_is_name(line, first - 1) or (line.low(first - 1) == "." and first < at and _is_name(line, first - 2)))
    ):
        first -= 1
    return first


def _noun(line: Line, at: int) -> int:
    """Where the noun phrase of one person that begins at ``at`` ends; 0 where it means none, or several."""
    end, person = at, 0
    while end < len(line) and end - at < _LONGEST:
        word = line.low(end)
        if word == "-" or (is_numeral(word) and line.low(end + 1) == "-"):
            end += 1
            continue
        if not is_word(word) or stops(word):
            break
        if person == end and (word in measures("done_to") or word.endswith("ly")):
            break  # "left a woman dead", "a boy accidentally shot himself"
        end += 1
        if word == "old" and line.low(end - 2) == "-":
            person = end  # "a 17-year-old"
        if is_person(line, end - 1) and not is_plural(word) and word not in ("dead", "wounded", "injured", "missing", "general"):
            person = end
    return person if person == end or (person and not is_word(line.low(person))) else person if person and stops(line.low(person)) else 0

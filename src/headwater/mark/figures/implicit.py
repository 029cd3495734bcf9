"""One person described ("a man was shot dead") as a figure of one, kept only where something happened to them: see frames.py."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import is_person, is_plural, stops
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import measures, word_set

_LONGEST = 7  # tokens from the article to the noun: "a 24-year-old off-duty police officer"


def find_described(line: Line) -> list[Draft]:
    """A draft of value 1 for every article with a noun for one person; frames.py keeps those something happened to."""
    out: list[Draft] = []
    for i, word in enumerate(line.lows):
        if word in word_set("groups", "one", "articles"):
            end = _noun(line, i + 1)
            if end:
                d = Draft(i, i + 1, 1.0, 1.0, 1.0, kind="one", head=i + 1, tail=end)
                d.group, d.unit = line.write(i + 1, end), "people"
                d.why.append("implicit: one person is described")
                out.append(d)
    return out


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
        if person and word in measures("done_to"):
            break  # "left a woman dead"
        end += 1
        if word == "old" and line.low(end - 2) == "-":
            person = end  # "a 17-year-old"
        if is_person(line, end - 1) and not is_plural(word) and word not in ("dead", "wounded", "injured", "missing", "general"):
            person = end
    return person if person == end or (person and not is_word(line.low(person))) else person if person and stops(line.low(person)) else 0

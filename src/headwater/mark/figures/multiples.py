"""How many were killed, in the word for a killing: "a double homicide" is two, "quadruple murders" four.

Not: "a double shooting", where it is open who died, nor "a triple murder-suicide", where it is open whether the three include who did it.
"""

from __future__ import annotations

from headwater.mark.figures.cardinals import table
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.vocabulary import word_set


def find_multiples(line: Line) -> list[Draft]:
    """A draft of persons killed for every such word, in order. Its measure is settled; what is attempted or planned is none."""
    return [d for i, word in enumerate(line.lows) if word in table("multiples") and (d := _multiple(line, i))]


def _multiple(line: Line, i: int) -> Draft | None:
    at = i + 1 + (line.low(i + 1) == "-")
    fatal = line.low(at) == "fatal" and line.low(at + 1) in word_set("numbers", "killings", "fatal")
    at += fatal
    known = fatal or line.low(at) in word_set("numbers", "killings")
    goes_on = line.low(at + 1) == "-" or line.lows[at + 1 : at + 3] in (("and", "suicide"), ("and", "attempted"))
    if not known or goes_on or line.low(i - 1) in word_set("measures", "undone"):
        return None
    number = float(table("multiples")[line.low(i)])
    d = Draft(i, i + 1, number, number, number, kind="multiple", measure="killed", unit="people", head=at, tail=at + 1, verb=at, score=0.9)
    d.wording, d.strong = line.write(at - fatal, at + 1), True
    d.why.append(f'measure: "{line.low(i)}" says how many the "{d.wording}" killed')
    return d

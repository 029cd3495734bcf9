"""Totals: "the number of people killed has risen to 17", "the number of dead may pass 30". The subject says what the number behind the verb counts.

Only for numbers with no counted noun of their own. The verb may also be a bound: who passes 30 has more than 30.
"""

from __future__ import annotations

import re

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import is_plural, singular
from headwater.mark.figures.line import Line, read_line
from headwater.mark.figures.sites import counted
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import measure_words, word_set

#: Measures that a total is named by, as the lexicon orders them.
_MEASURES = ("killed", "injured", "missing", "detained", "held", "released", "displaced", "returned", "destroyed")


def attach_totals(line: Line, tree: Tree, drafts: list[Draft]) -> None:
    """Give a number that is said of "the number of ..." the measure and the group of that subject."""
    for d in drafts:
        if d.measure != "count" or d.kind != "number" or d.tail > d.head:
            continue
        verb, who = _subject(tree, counted(tree, d))
        if not who:
            continue
        found, unit = _named(who), _counted(who)
        if found is None or (found[0] == "destroyed" and unit == "people"):
            continue
        d.measure, d.wording = found
        d.unit, d.strong, d.score = unit, True, 0.8
        d.group = d.group or who.split(f" {d.wording}")[0].strip() or None
        d.why.append(f"measure: the subject is the number of “{who}”")
        if line.low(verb) in word_set("clauses", "totals", "over") and d.bound == "exact":
            d.bound = "more_than"
            d.why.append(f"bound: “{line.low(verb)}”")


def _subject(tree: Tree, at: int) -> tuple[int, str]:
    """The verb that the number hangs on, and what its subject is the number of, or itself where it names what happened ("arrests have passed 30"); empty
    where it is neither."""
    low = tree.line.low
    for verb in tree.up(at):
        noun = tree.subject(verb)
        if noun >= 0 and noun != at:
            break
    else:
        return at, ""
    end = min([verb, *(c for c in tree.of(verb, "aux", "cop", "advmod") if c > noun)])
    if low(noun) in word_set("groups", "numbers") and low(noun + 1) == "of":
        return verb, tree.line.write(noun + 2, end) if noun + 2 < end else ""
    counts = low(noun).endswith("s") and low(noun) in measure_words("is") and low(noun) not in word_set("measures", "weak_nouns")
    reaches = low(verb) in word_set("clauses", "totals", "over") | word_set("clauses", "totals", "reach")
    return verb, tree.line.write(noun, end) if counts and reaches and noun < end else ""


def _counted(who: str) -> str:
    """The unit: the noun that leads the subject where it is one of animals or things, else people."""
    line = read_line(who, 0, len(who))
    first = next((k for k in range(len(line)) if is_plural(line.low(k))), None)
    noun = singular(line.low(first)) if first is not None else ""
    others = word_set("groups", "things") | word_set("groups", "buildings") | word_set("groups", "animals")
    return noun if {noun, f"{noun}s"} & others else "people"


def _named(who: str) -> tuple[str, str] | None:
    """(measure, wording) of "people killed by the flood", "confirmed deaths", "the missing"."""
    words = re.findall(r"[\w'-]+", who.lower())
    for measure in _MEASURES:
        known = word_set("measures", measure, "done_to") | word_set("measures", measure, "is")
        hit = next((w for w in words if w in known), None)
        if hit is not None:
            return measure, hit
    return None

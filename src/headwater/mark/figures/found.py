"""Looking up what words say happened: the phrases of lexicon/measures.toml around a token, as far as they can be said of what is counted."""

from __future__ import annotations

from typing import NamedTuple

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.vocabulary import measures, measures_backward, rank, word_set

_LONGEST = 5  # tokens of a phrase that may stand before the token that it is looked up at


class Found(NamedTuple):
    """A measure, the tokens ``[first, last)`` that say it, and the reason in words. An empty measure: another verb governs."""

    measure: str
    first: int
    last: int
    why: str


def around(line: Line, d: Draft, at: int, role: str) -> Found | None:
    """The longest phrase of a role that covers the token; of equally long ones the graver."""
    best: Found | None = None
    table = measures(role)
    for first in range(max(0, at - _LONGEST), at + 1):
        for phrase, measure in table.get(line.lows[first], ()):
            if first + len(phrase) <= at or not line.matches(first, phrase) or not fits(d, measure, " ".join(phrase)):
                continue
            if best is None or (len(phrase), -rank(measure)) > (best.last - best.first, -rank(best.measure)):
                best = Found(measure, first, first + len(phrase), f'"{" ".join(phrase)}" {_WHY[role]}')
    return best


def ending(line: Line, d: Draft, at: int, role: str) -> Found | None:
    """The longest phrase of a role that ends before token ``at``."""
    best: Found | None = None
    for phrase, measure in measures_backward(role).get(line.low(at - 1), ()):
        first = at - len(phrase)
        if line.ends_with(at, phrase) and fits(d, measure, " ".join(phrase)) and line.low(first - 1) not in word_set("measures", "undone"):
            if measure == "missing" and _sought(line, d, first):
                continue
            if measure == "killed" and phrase in _LIVES and not _taken(line, first):
                continue
            found = Found(measure, first, at, f'"{" ".join(phrase)}" {_WHY[role]}')
            if best is None or (len(phrase), -rank(measure)) > (best.last - best.first, -rank(best.measure)):
                best = found
    return best


_WHY = {
    "done_to": "is said of what is counted",
    "does": "is what the counted did or went through",
    "takes": "has what is counted as its object",
    "of": "before the number",
    "is": "in the noun phrase",
}
_LIVES = (("lives", "of"), ("life", "of"))


def _taken(line: Line, at: int) -> bool:
    """ "the lives of 12" are lost only where something takes them; "save the lives of" does not."""
    return any(line.low(k) in word_set("measures", "taking") for k in range(max(0, at - 4), at))


def _sought(line: Line, d: Draft, at: int) -> bool:
    """Who is searched for by the police, or for what they did, is not missing."""
    noun = line.low(d.tail - 1) if d.tail > d.head else ""
    by = word_set("measures", "sought", "by")
    return noun in word_set("measures", "sought") or any(line.low(k) in by for k in range(max(0, at - _LONGEST), at))


def graver(a: Found | None, b: Found | None) -> Found | None:
    """Of two, the one whose measure stands further up in the lexicon; one that says nothing gives way."""
    if not (a and a.measure and b and b.measure):
        return a if a and (a.measure or not b) else b
    return a if rank(a.measure) <= rank(b.measure) else b


def either_of(line: Line, a: Found | None, b: Found) -> tuple[int, int] | None:
    """ "Killed or wounded" is either, and nobody knows how many of each; so is "killed and wounded", in this order. The tokens that say so."""
    if a is None or a.measure == b.measure or "killed" not in (a.measure, b.measure):
        return None
    between = line.lows[min(a.last, b.last) : max(a.first, b.first)]
    if "or" in between or (between == ("and",) and a.measure == "killed" and b.measure == "injured"):
        return min(a.first, b.first), max(a.last, b.last)
    return None


def fits(d: Draft, measure: str, phrase: str) -> bool:
    """Can this be said of what is counted? Persons are killed, houses destroyed; doubtful verbs need a noun for persons."""
    if d.measure == "share":
        return bool(d.group)  # the verb is kept as its wording
    if d.measure in ("duration", "money", "age") or d.kind in ("measured", "times"):
        return False
    person = d.unit in ("people", "family", "household", "couple") or d.unit in word_set("groups", "collective")
    if phrase in word_set("measures", "buildings_only") and measure == "destroyed":
        return d.unit in word_set("groups", "buildings")
    if measure in word_set("measures", "kinds", "things"):
        return not person and (d.unit is not None)
    if measure in word_set("measures", "kinds", "persons"):
        if phrase in word_set("measures", "persons_only"):
            return person or d.unit is None or d.unit in ("family", "household", "couple", "group")
        return d.unit not in word_set("groups", "things")
    return True

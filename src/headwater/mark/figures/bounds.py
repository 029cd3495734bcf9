"""Bound words around a number ("at least", "or more"), each as data. Decides no number."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.numbers import triggers
from headwater.mark.figures.vocabulary import bounds, bounds_backward, word_set

#: These may belong to what follows: "20 men, at least 5 of them ...".
_OPENING = frozenset(
    (("and", "more"), ("approximately",), ("roughly",), ("minimum",), ("maximum",), ("max",), ("at", "least"), ("at", "most"))
)


def attach_bound(line: Line, d: Draft) -> None:
    """Set the bound from the words on both sides and stretch the draft over them; more words before may say more ("just over").

    Called before the noun is known, so that "12 or more people" counts people.
    """
    if d.bound == "range":
        found = bound_before(line, d.begin)
        if found and found[0] in ("about", "up_to"):
            d.begin -= found[1]
        return
    found = bound_before(line, d.begin)
    if found:
        bound, size = found
        d.begin -= size
        outer = bound_before(line, d.begin)
        if outer and bound in ("about", "exact"):
            bound, d.begin = (outer[0] if outer[0] != "exact" else bound), d.begin - outer[1]
        elif bound in ("more_than", "less_than", "at_most", "up_to", "nearly"):
            d.begin -= _degree(line, d.begin)
        _set(d, bound)
    # an age has a unit without a word for it: what follows is no noun, and attach_after reads the bound
    behind = bound_behind(line, d) if d.bound in ("exact", "about") and (not d.unit or d.finish > d.last) else None
    if behind:
        _set(d, behind[0])
        d.finish = max(d.finish, behind[1])
        if not d.group:
            d.head = d.tail = max(d.finish, d.tail)


def attach_after(line: Line, d: Draft) -> None:
    """The bound behind unit and noun ("12% or less", "twelve people or more"); it gives way to one before the number."""
    for at in dict.fromkeys((d.finish, d.tail)):
        found = _after(line, d, at) if d.bound in ("exact", "about") else None
        if found:
            _set(d, found[0])
            if at == d.finish:
                d.finish = found[1]
            return


def _degree(line: Line, at: int) -> int:
    """How many tokens before a bound only say how much: "just over", "a little under", "significantly more than"."""
    size = int(line.low(at - 1) in word_set("bounds", "degree"))
    return size + int(size == 1 and line.low(at - 1) in ("little", "bit", "shade", "fraction") and line.low(at - 2) == "a")


def _set(d: Draft, bound: str) -> None:
    if d.bound == "vague":
        return  # "nearly dozens": the number stays vague whatever stands before it
    d.bound = bound


def bound_before(line: Line, at: int) -> tuple[str, int] | None:
    """The bound whose words end before token ``at``, and how many tokens it takes."""
    skip = 0
    while line.low(at - 1 - skip) in ("additional", "another", "extra", "further") and skip < 2:
        skip += 1
    skip += line.low(at - 1) == "-" and line.low(at - 2) == "sub"
    end = at - skip
    for phrase, bound in bounds_backward().get(line.low(end - 1), ()):
        if line.ends_with(end, phrase):
            return bound, len(phrase) + skip
    return None


def bound_behind(line: Line, d: Draft) -> tuple[str, int] | None:
    """The bound directly behind the number, before unit and noun ("15-plus years"), and the token behind it."""
    return _after(line, d, d.last)


def _after(line: Line, d: Draft, at: int) -> tuple[str, int] | None:
    for phrase, bound in bounds("after").get(line.low(at), ()):
        if line.matches(at, phrase) and _is_bound(line, at, phrase, d):
            return bound, at + len(phrase)
    return None


def _is_bound(line: Line, at: int, phrase: tuple[str, ...], d: Draft) -> bool:
    """Does the phrase speak of the number before it? A sign stands against it, and some words could as well open what follows."""
    behind = line.low(at + len(phrase))
    if phrase == ("plus",) and (is_numeral(behind) or behind in triggers() or (at > d.finish and is_word(behind))):
        return False  # "20 plus 30", "20 men plus a dog"
    if phrase[0] in ("+", "-") and not line.glued(at):
        return False
    return phrase not in _OPENING or not (is_numeral(behind) or is_word(behind))


def bounded_values(d: Draft) -> tuple[float | None, float | None, float | None]:
    """Value, low and high as the bound leaves them (DESIGN.md, "A figure")."""
    if d.bound in ("range", "vague"):
        return None, d.low, d.high
    value = d.value
    if d.bound in ("at_least", "more_than"):
        return value, value, None
    if d.bound in ("at_most", "less_than", "up_to"):
        return value, None, value
    if d.bound == "exact":
        return value, value, value
    return value, None, None

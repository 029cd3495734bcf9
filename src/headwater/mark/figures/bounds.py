"""Bound words around a number ("at least", "or more"), each as data. Decides no number."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.vocabulary import bounds, bounds_backward, word_set


def attach_bound(line: Line, d: Draft) -> None:
    """Set the bound from the words on both sides and stretch the draft over them; more words before may say more ("just over")."""
    if d.bound == "range":
        found = _before(line, d.begin)
        if found and found[0] in ("about", "up_to"):
            d.begin -= found[1]
        return
    found = _before(line, d.begin)
    if found:
        bound, size = found
        d.begin -= size
        outer = _before(line, d.begin)
        if outer and bound in ("about", "exact"):
            bound, d.begin = (outer[0] if outer[0] != "exact" else bound), d.begin - outer[1]
        _set(d, bound)


def attach_after(line: Line, d: Draft) -> None:
    """The bound behind the number, asked once its noun is known; it gives way to one before the number."""
    after = _after(line, d) if d.bound in ("exact", "about") else None
    if after:
        _set(d, after)


def _set(d: Draft, bound: str) -> None:
    if d.bound == "vague":
        return  # "nearly dozens": the number stays vague whatever stands before it
    d.bound = bound


def _before(line: Line, at: int) -> tuple[str, int] | None:
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


def _after(line: Line, d: Draft) -> str | None:
    """The bound behind the number or behind its noun: "12 or more people", "12 people or more"."""
    for at in dict.fromkeys((d.last, d.finish, d.tail)):
        for phrase, bound in bounds("after").get(line.low(at), ()):
            if not line.matches(at, phrase) or (phrase == ("plus",) and is_numeral(line.low(at + 1))):
                continue
            if phrase == ("+",) and not line.glued(at):
                continue
            if phrase in (("approximately",), ("roughly",), ("minimum",), ("maximum",), ("at", "least"), ("at", "most")) and (
                is_numeral(line.low(at + len(phrase))) or is_word(line.low(at + len(phrase)))
            ):
                continue
            if at == d.finish == d.tail or at < d.tail:
                d.finish = max(d.finish, at + len(phrase))
            return bound
    return None


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


def skip_words() -> frozenset[str]:
    """Determiners and the like between a governing word and its number."""
    return word_set("groups", "skip_before")

"""Two numbers that are the ends of one range: "20-30", "between $5 and $6 million", "two or three". "Fell from 9 to 5" is none."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral
from headwater.mark.figures.vocabulary import word_set

_SMALL = 12  # "two or three", "10 or 12": above this, "or" offers two numbers, not a span


def join_ranges(line: Line, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the ends of ranges joined; each joined draft carries low and high and no value."""
    out: list[Draft] = []
    for d in drafts:
        if out and _is_range(line, out[-1], d):
            out[-1] = _joined(line, out[-1], d)
        else:
            out.append(d)
    return out


def _is_range(line: Line, a: Draft, b: Draft) -> bool:
    between = line.lows[a.finish : b.begin]
    if (
        len(between) != 1
        or a.value is None
        or b.value is None
        or a.kind not in ("number", "measured")
        or b.kind not in ("number", "measured")
    ):
        return False
    if (a.unit and b.unit and a.unit != b.unit.removesuffix(f"/{b.rate}")) or (a.unit and not b.unit and a.measure != "money"):
        return False
    low, high = _scaled(a, b)
    if low > high or a.measure == "age" or (b.measure == "age" and a.unit):
        return False
    word, before = between[0], line.low(a.begin - 1)
    if word in ("-", "to"):
        moved = before == "from" and any(
            line.low(k) in word_set("clauses", "change", "from_to") for k in range(max(0, a.begin - 5), a.begin - 1)
        )
        return (
            not moved
            and (low < high or word == "to")
            and not (word == "to" and a.measure == "money" and before in word_set("clauses", "change", "from_to"))
        )
    if word == "and":
        return before in ("between", "from") or line.lows[max(0, a.begin - 2) : a.begin] == ("somewhere", "between")
    return word == "or" and high <= _SMALL and high - low <= 2 and low < high


def _scaled(a: Draft, b: Draft) -> tuple[float, float]:
    """The two ends; "1.5 to 2 million" gives both the magnitude of the second."""
    low, high = a.value or 0.0, b.value or 0.0
    if a.scale == 1 < b.scale and low < 1000 and low * b.scale <= high and (not a.unit or a.measure == "money"):
        low *= b.scale
    return low, high


def _joined(line: Line, a: Draft, b: Draft) -> Draft:
    low, high = _scaled(a, b)
    begin = a.begin - (line.low(a.begin - 1) in ("between", "from"))
    unit = b.unit or a.unit
    d = Draft(a.first, b.last, None, low, high, begin=begin, finish=b.finish, bound="range", measure=b.measure or a.measure, unit=unit)
    d.kind, d.scale, d.rate, d.marked = b.kind, b.scale, b.rate, unit is not None
    return d


def is_score(line: Line, d: Draft) -> bool:
    """A result ("2-2", "89-84") or a street number ("16-18"): two bare numerals with a hyphen and nothing counted behind."""
    return (
        line.low(d.first + 1) == "-" and is_numeral(line.low(d.first)) and line.glued(d.first + 1) and not d.marked and d.tail == d.finish
    )

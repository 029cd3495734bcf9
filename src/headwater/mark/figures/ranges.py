"""Two numbers that are one figure: the ends of a range ("20-30", "between $5 and $6 million", "two or three"), or one said twice.

"Fell from 9 to 5" is no range. Coins of one sum are joined by money.py, before.
"""

from __future__ import annotations

from headwater.mark.figures.bounds import bound_before
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import is_plural
from headwater.mark.figures.line import Line, is_numeral
from headwater.mark.figures.money import join_coins
from headwater.mark.figures.vocabulary import word_set

_SMALL = 12  # "two or three", "10 or 12": above this, "or" offers two numbers, not a span


def join_ranges(line: Line, drafts: list[Draft]) -> list[Draft]:
    """The drafts with the ends of ranges joined; each joined draft carries low and high and no value."""
    out: list[Draft] = []
    for d in join_coins(line, drafts):
        if out and d.first < out[-1].finish:
            continue  # "64 cents a dozen": the rate has taken the dozen
        if out and _said_twice(line, out[-1], d):
            out[-1].finish = out[-1].last = out[-1].head = out[-1].tail = d.finish + 1
        elif out and _is_range(line, out[-1], d):
            out[-1] = _joined(line, out[-1], d)
        else:
            out.append(d)
    return out


def _said_twice(line: Line, a: Draft, b: Draft) -> bool:
    """ "fifteen (15) members": the number in words and again in digits."""
    same = a.value is not None and a.value == b.value and not a.unit and not b.unit and is_numeral(line.low(b.first))
    return same and line.lows[a.finish : b.begin] == ("(",) and line.low(b.finish) == ")" and not is_numeral(line.low(a.first))


def _is_range(line: Line, a: Draft, b: Draft) -> bool:
    between = line.lows[a.finish : b.begin]
    if "to" in between:
        between = tuple(w for w in between if w != "-")  # "18-to-24-year-olds"
    if (
        not between
        or (len(between) > 1 and not _second_bound(line, b.begin, len(between) - 1))
        or a.value is None
        or b.value is None
        or a.kind not in ("number", "measured")
        or b.kind not in ("number", "measured")
    ):
        return False
    aged = a.measure == "age" and not b.unit and line.low(a.begin - 1) in ("aged", "ages", "age")
    if (a.unit and b.unit and a.unit != b.unit.removesuffix(f"/{b.rate}")) or (a.unit and not b.unit and a.measure != "money" and not aged):
        return False
    low, high = _scaled(a, b)
    if low > high or (a.measure == "age" and not aged) or (b.measure == "age" and a.unit):
        return False
    word, before = between[0], line.low(_start(line, a.begin) - 1)
    if word in ("-", "to"):
        moved = before in ("from", "by") and any(  # "rose by 3 to 12"
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


def _second_bound(line: Line, at: int, size: int) -> bool:
    """ "20 to as many as 40": a bound on the second end leaves the range what it is."""
    found = bound_before(line, at)
    return found is not None and found[1] == size and found[0] in ("about", "up_to", "nearly")


def _start(line: Line, at: int) -> int:
    """Past the bound of the first end: "between about 20 and 30"."""
    found = bound_before(line, at)
    opens = found is not None and found[0] == "about" and line.low(at - found[1] - 1) in ("between", "from")
    return at - found[1] if found and opens else at


def _scaled(a: Draft, b: Draft) -> tuple[float, float]:
    """The two ends; "1.5 to 2 million" gives both the magnitude of the second."""
    low, high = a.value or 0.0, b.value or 0.0
    if a.scale == 1 < b.scale and low < 1000 and low * b.scale <= high and (not a.unit or a.measure == "money"):
        low *= b.scale
    return low, high


def _joined(line: Line, a: Draft, b: Draft) -> Draft:
    low, high = _scaled(a, b)
    begin = _start(line, a.begin)
    begin -= line.low(begin - 1) in ("between", "from")
    unit = b.unit or a.unit
    d = Draft(a.first, b.last, None, low, high, begin=begin, finish=b.finish, bound="range", measure=b.measure or a.measure, unit=unit)
    d.kind, d.scale, d.rate, d.marked = b.kind, b.scale, b.rate, unit is not None
    d.why = [*a.why, *b.why]
    if not d.unit and line.low(d.begin - 1) in ("aged", "ages"):
        d.measure, d.unit, d.marked = "age", "year", True
    return d


def is_score(line: Line, d: Draft) -> bool:
    """A result ("2-2", "a 3-1 win") or a street number ("16-18"): two bare numerals with a hyphen and nothing counted behind."""
    digits = is_numeral(line.low(d.first)) and is_numeral(line.low(d.first + 2))
    bare = digits and line.low(d.first + 1) == "-" and line.glued(d.first + 1) and d.scale == 1
    if not bare or d.marked or d.strong:
        return False
    counted = is_plural(line.low(d.tail - 1)) or line.low(d.last) in word_set("groups", "persons")
    return d.tail == d.finish or not counted or line.low(d.last) in word_set("nonfigures", "scores", "results")

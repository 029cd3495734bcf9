"""Numbers: when two figures state one value, by their bounds. "A quarter of a million" is 250,000; "nearly 35,000" may be 34,789."""

from __future__ import annotations

from decimal import Decimal

from headwater.records import FigureValue
from headwater.text.measures import in_base

#: How far an approximate number reaches to either side: "about 200" is said of 190 and of 210.
_ABOUT = 0.05
_LOOSE = frozenset(("about", "nearly", "up_to", "more_than", "at_least", "at_most", "less_than", "vague"))


def centre(v: FigureValue) -> float | None:
    """The number that stands for a figure: its value, the middle of its range, or the end it gives."""
    if v.value is not None:
        return v.value
    if v.low is not None and v.high is not None:
        return (v.low + v.high) / 2
    return v.low if v.low is not None else v.high


def span(v: FigureValue) -> tuple[float, float] | None:
    """The values that a figure may well stand for."""
    if v.value is None and v.low is not None and v.high is not None:
        return v.low, v.high
    mid = centre(v)
    if mid is None:
        return None
    if v.bound in {"more_than", "at_least"}:
        return mid, mid * (1 + _ABOUT)
    if v.bound in {"less_than", "at_most", "up_to", "nearly"}:
        return mid * (1 - _ABOUT), mid
    return (mid * (1 - _ABOUT), mid * (1 + _ABOUT)) if v.bound in _LOOSE else (mid, mid)


def same_value(a: FigureValue, b: FigureValue) -> bool:
    """May both state one value? Exact figures only if they are equal; in different units ("8 miles", "13 km") if rounding can make them so."""
    if (a.unit or "") != (b.unit or ""):
        return _rounds_to(a, b) and _rounds_to(b, a)
    one, other = span(a), span(b)
    return one is not None and other is not None and one[0] <= other[1] and other[0] <= one[1]


def _rounds_to(a: FigureValue, b: FigureValue) -> bool:
    """Can the first be the second rounded as the first is written: is 12.9 km, which is 8 miles, 13 km?"""
    one, other = span(a), span(b)
    if one is None or other is None:
        return False
    low, high = (in_base(x, a.unit or "")[0] for x in (one[0] - _half(one[0]), one[1] + _half(one[1])))
    first, last = (in_base(x, b.unit or "")[0] for x in other)
    return first <= high and low <= last


def _half(number: float) -> float:
    """Half of one in the last digit that counts: 0.5 of 8 and of 20, 0.05 of 2.8, 50 of 1,200."""
    digits = int(Decimal(repr(number)).normalize().as_tuple().exponent) if number else 0
    return 0.5 * 10.0 ** (min(digits, 0) if abs(number) < 100 else digits)


def particular(v: FigureValue) -> int:
    """How many figures of the number tell it from others: 3 of 34,800, none of a number below 10 (those meet by chance)."""
    mid = centre(v)
    if mid is None or abs(mid) < 10:
        return 0
    return len(f"{abs(mid):.6g}".replace(".", "").rstrip("0"))


def apart_by(a: FigureValue, b: FigureValue) -> float:
    """How many times the larger is the smaller; infinite where one has no number or is zero."""
    x, y = (None if c is None else in_base(c, v.unit or "")[0] for c, v in ((centre(a), a), (centre(b), b)))
    if x is None or y is None or x <= 0 or y <= 0:
        return float("inf")
    return max(x, y) / min(x, y)

"""Units brought to one unit of their kind, so that "8 miles" and "13 km" can be compared.

Works on numbers and the names of units only. Never changes money into other money, and never converts a unit that is not the same
everywhere ("ton", "gallon", "degree"). Does not say how near two values must be to be the same: that is for whoever compares.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple


class Scale(NamedTuple):
    """``base value = value * factor + zero``."""

    base: str
    factor: float
    zero: float


@cache
def scales() -> dict[str, Scale]:
    """Every unit of ``lexicon/measures.toml`` that can be converted."""
    tables = tomllib.loads((files("headwater.text") / "lexicon" / "measures.toml").read_text("utf-8"))
    out: dict[str, Scale] = {}
    for table in tables.values():
        for unit, entry in table.items():
            if unit not in ("base", "units"):
                factor, zero = (entry["factor"], entry["zero"]) if isinstance(entry, dict) else (entry, 0)
                out[unit] = Scale(table["base"], float(factor), float(zero))
    return out


def in_base(value: float, unit: str) -> tuple[float, str]:
    """A value in the base unit of its kind: ``(8, "mile") -> (12874.752, "m")``.

    A rate is brought to base part by part: ``(300, "truck/day")`` and ``(2100, "truck/week")`` give one number of ``truck/second``.
    A unit that is not known, or not the same everywhere, is its own base and the value stays.
    """
    scale = scales().get(unit)
    if scale:
        return value * scale.factor + scale.zero, scale.base
    above, slash, below = unit.rpartition("/")
    if not slash or not above:
        return value, unit
    # a difference of temperatures has no zero: "2 °C/hour" is a slope
    top, bottom = (scales().get(part, Scale(part, 1.0, 0.0)) for part in (above, below))
    return value * top.factor / bottom.factor, f"{top.base}/{bottom.base}"


def from_base(value: float, unit: str) -> float:
    """The way back: a value in the base unit of ``unit``'s kind, in ``unit``."""
    scale = scales().get(unit)
    if scale:
        return (value - scale.zero) / scale.factor
    above, slash, below = unit.rpartition("/")
    if not slash or not above:
        return value
    top, bottom = (scales().get(part, Scale(part, 1.0, 0.0)) for part in (above, below))
    return value * bottom.factor / top.factor


def comparable(unit: str, other: str) -> bool:
    """Have two units one base, so that their values can be set side by side?"""
    return in_base(0.0, unit)[1] == in_base(0.0, other)[1]

"""Values for spreadsheets: whole numbers without a point, and text that no spreadsheet takes for a formula.

Does not decide which values are shown.
"""

from __future__ import annotations

#: A cell that begins so may be run as a formula when a CSV file is opened (OWASP, "CSV Injection"; the wide forms are read alike).
FORMULA_STARTS = "=+-@＝＋－＠"


def number(value: float | None) -> int | float | None:
    """12.0 as 12; other numbers and None as they are."""
    return int(value) if value is not None and value == int(value) else value


def guarded(text: str) -> str:
    """The text; where it could be taken for a formula, with an apostrophe before it."""
    return "'" + text if text.lstrip()[:1] in FORMULA_STARTS and text.strip() else text


def cell(value: object) -> str | int | float:
    """A value as one guarded cell: several names in a row joined by arrows, nothing for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        plain = number(value)
        return "" if plain is None else plain
    if isinstance(value, int):
        return value
    return guarded(" > ".join(value) if isinstance(value, tuple) else str(value))

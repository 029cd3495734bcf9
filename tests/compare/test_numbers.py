"""When two figures may state one value, and what they count."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compare.newsroom import number

from headwater.compare.kinds import groups, measure_key
from headwater.compare.numbers import apart_by, particular, same_value


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (number(12), number(12), True),
        (number(12), number(13), False),
        (number(12, bound="at_least"), number(12), True),
        (number(12, bound="at_least"), number(17), False),
        (number(35_000, bound="nearly"), number(34_789), True),
        (number(35_000, bound="nearly"), number(36_000), False),
        (number(200, bound="about"), number(195), True),
        (number(None, bound="range", low=60, high=70), number(64), True),
        (number(None, bound="range", low=60, high=70), number(71), False),
        (number(None, bound="vague"), number(5), False),
    ],
)
def test_values_meet_by_their_bounds(one: object, other: object, same: bool) -> None:
    assert same_value(one, other) is same  # type: ignore[arg-type]
    assert same_value(other, one) is same  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "unit", "other", "other_unit", "same"),
    [
        (8, "mile", 13, "km", True),
        (8, "mile", 12, "km", False),
        (8, "mile", 14, "km", False),
        (26.2, "mile", 42.2, "km", True),
        (2, "year", 24, "month", True),
        (2, "year", 20, "month", False),
        (5, "USD", 5, "EUR", False),
        (300, "truck/day", 2100, "truck/week", True),
    ],
)
def test_values_in_two_units_meet_where_rounding_can_make_them(one: float, unit: str, other: float, other_unit: str, same: bool) -> None:
    a = replace(number(one, measure="count"), unit=unit)
    b = replace(number(other, measure="count"), unit=other_unit)
    assert (measure_key(a) == measure_key(b) and same_value(a, b)) is same
    assert (measure_key(b) == measure_key(a) and same_value(b, a)) is same


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("people", None, "same"),
        ("civilians", "residents of the town", "same"),
        ("children", "young boys", "same"),
        ("children", "people", "like"),
        ("children", "soldiers", "apart"),
        ("women", "men", "apart"),
        ("27-year-old man", "41-year-old man", "apart"),
        ("brothers", "carpenters", "like"),
    ],
)
def test_kinds_of_people(one: str | None, other: str | None, how: str) -> None:
    assert groups(one, other) == groups(other, one) == how


def test_how_telling_a_number_is() -> None:
    assert [particular(number(n)) for n in (3, 20, 34, 2000, 34_789)] == [0, 1, 2, 1, 5]
    assert apart_by(number(10), number(25)) == 2.5
    assert apart_by(number(None, bound="vague"), number(25)) == float("inf")

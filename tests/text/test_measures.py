"""Units are brought to one unit of their kind and back; what is not the same everywhere stays as it is."""

import math
from importlib.resources import files
from tomllib import loads

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.mark.figures.vocabulary import lexicon
from headwater.text.measures import comparable, from_base, in_base, scales

VALUES = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False)
UNITS = st.sampled_from(sorted(scales()))


@pytest.mark.parametrize(
    ("value", "unit", "same", "other"),
    [
        (8, "mile", 12.874752, "km"),
        (26.2, "mile", 138336, "foot"),
        (100, "°C", 212, "°F"),
        (-40, "°C", -40, "°F"),
        (1, "acre", 4046.8564224, "m2"),
        (640, "acre", 1, "square mile"),
        (5, "dunam", 0.5, "hectare"),
        (14, "lb", 1, "stone"),
        (60, "mph", 96.56064, "km/h"),
        (2, "week", 1, "fortnight"),
        (18, "month", 1.5, "year"),
        (250, "US cent", 2.5, "USD"),
        (300, "truck/day", 2100, "truck/week"),
        (70, "USD/barrel", 440.286770, "USD/m3"),
        (25, "basis point", 0.25, "percentage point"),
    ],
)
def test_two_ways_to_say_it(value, unit, same, other):
    (left, base), (right, base_too) = in_base(value, unit), in_base(same, other)
    assert base == base_too
    assert math.isclose(left, right, rel_tol=1e-6)
    assert comparable(unit, other)


@pytest.mark.parametrize("unit", ["people", "ton", "gallon", "degree", "EUR", "", "/", "and/or", "peso"])
def test_what_is_not_known_or_not_one_thing_stays(unit):
    assert in_base(7.0, unit) == (7.0, unit)
    assert from_base(7.0, unit) == 7.0


@pytest.mark.parametrize(("a", "b"), [("day", "month"), ("USD", "GBP"), ("m", "m2"), ("ton", "t"), ("truck/day", "bus/day")])
def test_different_kinds_do_not_meet(a, b):
    assert not comparable(a, b)


@given(VALUES, UNITS)
def test_there_and_back(value, unit):
    base, name = in_base(value, unit)
    assert math.isclose(from_base(base, unit), value, rel_tol=1e-9, abs_tol=1e-6)
    assert in_base(base, name) == (base, name)


@given(VALUES, st.sampled_from(["truck", "USD", "litre", "m3", "people"]), st.sampled_from(["day", "week", "hour", "barrel", "head"]))
def test_rates_there_and_back(value, above, below):
    unit = f"{above}/{below}"
    assert math.isclose(from_base(in_base(value, unit)[0], unit), value, rel_tol=1e-9, abs_tol=1e-6)


@given(VALUES, VALUES, UNITS)
def test_more_stays_more(a, b, unit):
    low, high = sorted((a, b))
    assert in_base(low, unit)[0] <= in_base(high, unit)[0]


def test_every_unit_with_words_has_its_scale_or_is_said_to_have_none():
    units = lexicon("units")
    bare = {"magnitude", "calorie", "time", "V", "mAh", "Mbps", "A"} | {u for u in units["measure"] if " per " in u}
    told = set(loads((files("headwater.text") / "lexicon" / "measures.toml").read_text("utf-8"))["open"]["units"])
    written = {*units["measure"], *units["time"], *units["letter"].values()}
    assert written - set(scales()) - told - bare == set()

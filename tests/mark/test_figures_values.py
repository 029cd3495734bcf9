"""Values that a fixture cannot show: the profiles of vague words, the year of prices, reasons, and properties of whole numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.mark.test_figures import figures

from headwater.mark.figures.cardinals import table
from headwater.mark.figures.vague import profile
from headwater.settings import MarkSettings

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()


def spelled(n):
    """A whole number below a billion in English words."""
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if n >= size:
            rest = n % size
            joint = " and " if rest and rest < 100 else " "
            return f"{spelled(n // size)} {name}" + (joint + spelled(rest) if rest else "")
    if n < 20:
        return ONES[n]
    return TENS[n // 10] + (f"-{ONES[n % 10]}" if n % 10 else "")


@pytest.mark.parametrize(
    ("text", "lowest", "coded", "plural"),
    [
        ("Dozens were hurt.", (12, 99), (12, 12), (24, 99)),
        ("Hundreds were hurt.", (100, 999), (100, 100), (200, 999)),
        ("Tens of thousands were hurt.", (10_000, 99_999), (10_000, 10_000), (20_000, 99_999)),
        ("Several hundred were hurt.", (300, 999), (300, 300), (300, 999)),
        ("Scores were hurt.", (20, 99), (20, 20), (40, 99)),
    ],
)
def test_every_profile_says_what_a_vague_word_is(text, lowest, coded, plural):
    got = [figures(text, settings=MarkSettings(vague=name))[0].value for name in ("lowest", "coded", "plural")]
    assert [(v.low, v.high) for v in got] == [lowest, coded, plural]
    assert {(v.value, v.bound) for v in got} == {(None, "vague")}


def test_every_profile_has_a_source_and_the_same_words():
    profiles = table("vague")
    assert len({frozenset(p) for p in profiles.values()}) == 1
    assert all(len(p["source"]) > 20 for p in profiles.values())
    assert all(low <= high for name in profiles for low, high in profile(name).values())


def test_an_unknown_profile_names_the_known_ones():
    with pytest.raises(ValueError, match="lowest, coded, plural"):
        figures("Dozens were hurt.", settings=MarkSettings(vague="highest"))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("It cost $5 million in 2019 dollars.", "money: in prices of 2019"),
        ("It cost £3bn at 2010 prices.", "money: in prices of 2010"),
        ("It cost $4 in today's money.", "money: in today's prices, as the page says"),
        ("About 1.200 people came.", "value: persons come whole, so the point groups thousands"),
        ("It was the third veto.", "ordinal: an event that can happen again, counted up to this one"),
    ],
)
def test_the_reason_is_said(text, why):
    (figure,) = figures(text)
    assert why in figure.why


@given(st.integers(min_value=2, max_value=999_999_999))
def test_digits_and_words_are_one_number(n):
    values = {figures(f"They counted {written} lamps.")[0].value.value for written in (str(n) if n < 1000 else f"{n:,}", spelled(n))}
    assert values == {float(n)}


@given(st.integers(min_value=1000, max_value=999_999_999))
def test_separators_change_nothing(n):
    plain = f"{n:,}"
    forms = (plain, plain.replace(",", "'"), plain.replace(",", "\u202f"), plain.replace(",", "\u00a0"))
    assert {figures(f"They counted {form} lamps.")[0].value.value for form in forms} == {float(n)}
    assert len({len(figures(f"They counted {form} lamps.")) for form in forms}) == 1

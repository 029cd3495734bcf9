"""Odd numbers that few origins share, and what they do to the count of origins."""

from __future__ import annotations

import numpy as np
from tests.compare.newsroom import number

from headwater.compare.independence import Origins
from headwater.compare.kept import Roots
from headwater.compare.oddities import odd_numbers
from headwater.records import Account, Origin


def told(origin: str, value: float, *, grade: str = "no_dependence_found", bound: str = "exact") -> Account:
    figure = number(value, bound=bound)
    return Account(span=f"{origin}-{value}", document=origin, start=0, end=2, text=f"{value:g}", origin=origin, grade=grade, figure=figure)


def known(*names: str, rests_on: dict[str, str] | None = None) -> Origins:
    made = [
        Origin(id=n, kind="body", label=n.title(), documents=(), score=1.0, rule="invented", rests_on=(rests_on or {}).get(n))
        for n in names
    ]
    return Origins(Roots(made), np.ones(len(names), np.bool_))


USUAL = [told(o, 34) for o in ("mill", "council", "rangers", "school")]


def test_two_origins_that_alone_give_an_odd_number_are_not_shown_to_be_separate() -> None:
    accounts = [*USUAL, told("lifeboat", 37), told("ferry", 37)]
    origins = known(*(a.origin for a in accounts))
    weighed, count, why = origins.weigh(accounts, differ=True)
    assert (count.low, count.high) == (5, 6)
    assert {a.origin: a.grade for a in weighed if a.grade == "cannot_tell"} == {"lifeboat": "cannot_tell", "ferry": "cannot_tell"}
    assert "only Ferry and Lifeboat give 37 where 4 others give 34" in why


def test_in_a_series_the_odd_number_is_that_of_another_day() -> None:
    accounts = [*USUAL, told("lifeboat", 37), told("ferry", 37)]
    weighed, count, _ = known(*(a.origin for a in accounts)).weigh(accounts, differ=False)
    assert (count.low, count.high) == (6, 6)
    assert list(weighed) == accounts


def test_what_everybody_says_shows_nothing() -> None:
    assert odd_numbers(USUAL, str) == []


def test_one_origin_alone_with_a_number_depends_on_nobody() -> None:
    assert odd_numbers([*USUAL, told("ferry", 37)], str) == []


def test_two_against_two_are_two_versions() -> None:
    assert odd_numbers([*USUAL[:3], told("lifeboat", 37), told("ferry", 37)], str) == []


def test_a_number_of_one_digit_is_met_by_chance() -> None:
    accounts = [*(told(a.origin, 4) for a in USUAL), told("lifeboat", 6), told("ferry", 6)]
    assert odd_numbers(accounts, str) == []


def test_those_who_give_both_numbers_are_no_witnesses_for_the_odd_one() -> None:
    assert odd_numbers([*USUAL, told("lifeboat", 37), told("lifeboat", 34), told("ferry", 37)], str) == []


def test_a_spokesman_and_his_ministry_are_one_and_no_pair() -> None:
    accounts = [*USUAL, told("ministry", 37), told("spokesman", 37)]
    origins = known(*(a.origin for a in accounts), rests_on={"spokesman": "ministry"})
    assert odd_numbers(accounts, origins.root) == []


def test_grades_that_show_more_stay() -> None:
    accounts = [*USUAL, told("lifeboat", 37, grade="shown_dependent"), told("ferry", 37, grade="same_named_origin")]
    weighed, count, _ = known(*(a.origin for a in accounts)).weigh(accounts, differ=True)
    assert list(weighed) == accounts
    assert count.low == 5


def test_a_writer_without_a_source_is_no_named_origin() -> None:
    person = Origin(id="w", kind="person", label="Ada Finn", documents=(), score=1.0, rule="invented")
    body = Origin(id="b", kind="body", label="Mill", documents=(), score=1.0, rule="invented")
    _, count, _ = Origins(Roots([person, body]), np.array([False, True])).weigh([told("w", 34), told("b", 34)], differ=False)
    assert (count.low, count.high) == (1, 2)

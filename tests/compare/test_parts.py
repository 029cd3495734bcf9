"""Parts of a whole that another page counts, and whether two persons are one."""

from __future__ import annotations

import numpy as np
import pytest
from tests.compare.newsroom import Newsroom, number
from tests.compare.test_claims import claim_of, found, run, together

from headwater.compare.parts import attach, may_be_part
from headwater.compare.persons import one_person
from headwater.compare.shelf import Item
from headwater.records import Claim, Document, Figure, FigureValue

MILL = "A wall of the Tarrow mill in Sandholm fell on Tuesday."


def page(room: Newsroom, outlet: str, text: str, day: str = "2031-05-07") -> Document:
    made = room.page(outlet, day, f"{MILL} {text}")
    for place in ("Tarrow", "Sandholm"):
        room.name(made, place)
    return made


def one(room: Newsroom, at: Document, words: str, group: str | None = None) -> Figure:
    return room.figure(at, words, number(1, group=group), rule="implicit")


def test_a_person_told_of_on_one_page_is_a_part_of_the_number_of_another_and_nothing_is_added_up() -> None:
    room = Newsroom()
    whole = room.figure(page(room, "Echo", "Three people were killed at the Tarrow mill."), "Three people", number(3, group="people"))
    wren = page(room, "Wren", "A weaver was killed at the Tarrow mill, and a carter died there.")
    weaver, carter = one(room, wren, "A weaver", "weaver"), one(room, wren, "a carter", "carter")
    claim = claim_of(room, whole)
    assert {a.span for a in claim.accounts} == {whole.id, weaver.id, carter.id}
    assert claim.standing == "different_scope"
    assert claim.gist.startswith("3 people killed")
    assert "1 more tells only of some of those who are counted" in claim.why[0]
    assert {a.figure.value for a in claim.accounts if a.figure} == {3, 1}
    # the page that tells of two of the three does not stand behind the number three
    assert claim.independent.high == 1


def test_children_of_one_page_are_a_part_of_the_people_of_another() -> None:
    room = Newsroom()
    whole = room.figure(page(room, "Echo", "Five people were killed at the Tarrow mill."), "Five people", number(5, group="people"))
    part = room.figure(page(room, "Wren", "Two children were killed at the Tarrow mill."), "Two children", number(2, group="children"))
    assert together(room, whole, part)


def test_a_page_that_gives_a_number_of_its_own_keeps_its_parts() -> None:
    room = Newsroom()
    whole = room.figure(page(room, "Echo", "Five people were killed at the Tarrow mill."), "Five people", number(5, group="people"))
    wren = page(room, "Wren", "Four people were killed, among them two children from the Tarrow mill.")
    room.figure(wren, "Four people", number(4, group="people"))
    part = room.figure(wren, "two children", number(2, group="children"))
    assert not together(room, whole, part)


def test_a_part_of_another_event_stays_apart() -> None:
    room = Newsroom()
    whole = room.figure(page(room, "Echo", "Three people were killed at the Tarrow mill."), "Three people", number(3, group="people"))
    other = room.page("Wren", "2031-05-07", "A weaver was killed on Tuesday when a barge sank off Marrowby, the harbour master said.")
    room.name(other, "Marrowby")
    assert not together(room, whole, one(room, other, "A weaver", "weaver"))


def test_parts_do_not_depend_on_the_order_of_the_input() -> None:
    room = Newsroom()
    room.figure(page(room, "Echo", "Three people were killed at the Tarrow mill."), "Three people", number(3, group="people"))
    room.figure(page(room, "Heron", "Five people died at the Tarrow mill."), "Five people", number(5, group="people"))
    wren = page(room, "Wren", "A weaver was killed at the Tarrow mill, and a carter died there.")
    one(room, wren, "A weaver", "weaver")
    one(room, wren, "a carter", "carter")
    assert found(room) == [c for c in run(room, shuffled=7) if isinstance(c, Claim)]


@pytest.mark.parametrize(
    ("v", "w", "described", "part"),
    [
        (number(1, group="weaver"), number(3, group="people"), True, True),
        (number(1), number(3), True, True),  # "Ada Finn, 34, was killed"
        (number(1), number(3), False, False),  # "one was killed": an earlier count
        (number(2, group="children"), number(5), False, True),
        (number(2, group="people"), number(5), False, False),
        (number(5, group="children"), number(2), False, False),
        (number(2, group="children"), number(5, group="weavers"), False, False),
        (number(2, "injured", group="children"), number(5), False, False),
        (number(2, group="children"), number(5, scope="cumulative"), False, False),
        (number(2, group="children", modality="demanded"), number(5), False, False),
        (number(2, group="children"), number(5, part_of="f"), False, False),
        (number(2, group="cows", unit="cow"), number(5, group="people"), False, False),
    ],
)
def test_what_may_be_a_part(v: FigureValue, w: FigureValue, described: bool, part: bool) -> None:
    assert may_be_part(v, w, described) is part


def test_a_moved_group_has_the_smallest_number_and_the_mean_of_all_its_joins() -> None:
    group = np.array([0, 1, 1, 0, 4], np.int32)
    documents = np.array([0, 1, 2, 0, 3], np.int32)
    moved, joins, parts = attach(group, {0: 0.6, 1: 0.9}, [(0.8, 3, 2), (0.7, 0, 4)], documents, lambda a, b: False)
    assert moved.tolist() == [0, 0, 0, 0, 4]
    assert joins == {0: pytest.approx((0.6 + 0.9 + 0.8) / 3)}
    assert parts == {0, 3}


def test_one_account_of_another_day_keeps_a_whole_group_away() -> None:
    group = np.array([0, 1, 1], np.int32)
    documents = np.array([0, 1, 2], np.int32)
    moved, _, parts = attach(group, {1: 0.9}, [(0.8, 0, 2)], documents, lambda a, b: (a, b) == (0, 1))
    assert moved.tolist() == [0, 1, 1]
    assert not parts


def person(text: str, group: str | None = None, age: str = "") -> Item:
    value = number(1, group=group)
    return Item("s", 0, 0, 1, text, text, (), figure=value, described=True, ages=(age,) if age else ())


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        (person("Ada Finn"), person("Ada Finn"), True),
        (person("Ada M. Finn"), person("ADA FINN"), True),
        (person("Ada Finn"), person("Nils Orde"), False),
        # father and son, or a name in two forms: the name alone does not say
        (person("Jon Finn"), person("Per Finn"), None),
        (person("Jon Finn", age="34"), person("Per Finn", age="9"), False),
        (person("Ada Finn", age="34"), person("a", "34-year-old weaver"), True),
        (person("Ada Finn", age="34"), person("a", "9-year-old"), False),
        (person("Ada Finn", age="34"), person("a", "weaver"), None),
    ],
)
def test_whether_two_persons_are_one(a: Item, b: Item, same: bool | None) -> None:
    assert one_person(a, b) is same
    assert one_person(b, a) is same


def test_two_persons_named_on_two_pages_are_two_claims_and_one_is_found_by_name_and_age() -> None:
    room = Newsroom()
    echo = page(room, "Echo", "Ada Finn, 34, was killed at the Tarrow mill.")
    wren = page(room, "Wren", "Nils Orde, 61, was killed at the Tarrow mill.")
    heron = page(room, "Heron", "A 34-year-old weaver was killed at the Tarrow mill.")
    ada, nils = one(room, echo, "Ada Finn"), one(room, wren, "Nils Orde")
    room.figure(echo, "34", number(34, "age", unit="year"))
    room.figure(wren, "61", number(61, "age", unit="year"))
    weaver = one(room, heron, "A 34", "34-year-old weaver")
    assert together(room, ada, weaver)
    assert not together(room, ada, nils)

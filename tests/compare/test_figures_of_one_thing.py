"""Which figures are one thing and how they stand to one another: the borders, one invented account each."""

from __future__ import annotations

import pytest
from tests.compare.newsroom import Newsroom, number
from tests.compare.test_claims import claim_of, together

from headwater.compare.bars import cannot
from headwater.compare.evolve import Dated, standing
from headwater.compare.figures import rareness
from headwater.compare.kinds import ages, groups, measure_key
from headwater.compare.numbers import same_value
from headwater.records import Document, FigureValue
from headwater.settings import CompareSettings

LANDSLIDE = "A slope above Quarry Lane in Sandholm slid into the Hollin brook on Tuesday."


def barred(v: FigureValue, w: FigureValue, *, one_page: bool = False) -> bool:
    return cannot(v, w, same_value(v, w), one_page, CompareSettings())


TUESDAY = {"start": "2031-05-06", "end": "2031-05-07"}


@pytest.mark.parametrize(
    ("v", "w", "apart"),
    [
        # twelve on Tuesday and forty since Sunday do not contradict one another
        (number(12, **TUESDAY), number(20, scope="cumulative", start="2031-05-04"), True),
        # what is counted since the day of the event is the event's
        (number(12, **TUESDAY), number(20, scope="cumulative", start="2031-05-06"), False),
        (number(12, scope="cumulative", start="2031-05-06"), number(20, scope="cumulative", start="2031-05-06"), False),
        (number(12, scope="cumulative", start="2031-05-01"), number(20, scope="cumulative", start="2031-05-06"), True),
        # a dozen is twelve
        (number(12), number(12, bound="about"), False),
        # five of the twelve were children
        (number(12, group="people"), number(5, group="children", part_of="f"), True),
        (number(12, group="people"), number(5, group="people", part_of="f"), True),
        # what is demanded or threatened did not happen; what may have happened is the same thing, told with doubt
        (number(12), number(12, modality="demanded"), True),
        (number(12), number(12, modality="threatened"), True),
        (number(12), number(12, modality="hypothetical"), False),
        (number(12), number(15, modality="hypothetical"), True),
        # households are no people, and a home without power is a household
        (number(90, "displaced"), number(90, "displaced", unit="household"), True),
        (number(900, "count", unit="household"), number(900, "count", unit="home"), False),
        (number(900, "destroyed", unit="household"), number(900, "destroyed", unit="home"), True),
        # "17 people confirmed" are people, and people are no soldiers' children
        (number(17, group="people confirmed"), number(19, group="people"), False),
        (number(4, group="children"), number(4, group="soldiers"), True),
        (number(1, group="9-year-old boy"), number(1, group="11-year-old boy"), True),
    ],
)
def test_what_the_fields_keep_apart(v: FigureValue, w: FigureValue, apart: bool) -> None:
    assert barred(v, w) is apart
    assert barred(w, v) is apart


def test_two_numbers_of_one_page_are_two_things() -> None:
    assert barred(number(12), number(15), one_page=True)
    assert not barred(number(12), number(12), one_page=True)


def test_a_number_is_the_rarer_the_larger_and_the_less_round() -> None:
    assert rareness(number(1)) == 0
    assert rareness(number(2)) < rareness(number(9)) < rareness(number(47)) < rareness(number(163))
    assert rareness(number(200)) < rareness(number(163))


def test_ages_that_both_name() -> None:
    assert ages("9-year-old boy") == ages("the 9-year-old") == ("9",)
    assert ages("boy") == ages(None) == ()
    assert groups("people confirmed", "people") == "same"
    assert measure_key(number(3, "count", unit="family")) == measure_key(number(3, "count", unit="household"))


def page_of(room: Newsroom, outlet: str, day: str, text: str, *places: str, people: tuple[str, ...] = ()) -> Document:
    page = room.page(outlet, day, text)
    for words in places:
        room.name(page, words)
    for words in people:
        room.name(page, words, "person")
    return page


def test_names_join_what_few_words_join() -> None:
    room = Newsroom()
    one = page_of(room, "Echo", "2031-05-07", f"{LANDSLIDE} Two people were killed.", "Sandholm", "Hollin", "Quarry Lane")
    other = page_of(
        room,
        "Wren",
        "2031-05-08",
        "They had gone out to see to the goats. Mourners laid wreaths by the Hollin on Wednesday for the two who were killed at Sandholm in Quarry Lane.",
        "Sandholm",
        "Hollin",
        "Quarry Lane",
    )
    figures = room.figure(one, "Two people", number(2, group="people")), room.figure(other, "two who", number(2))
    assert together(room, *figures)


def test_like_words_of_other_places_and_persons_do_not_join() -> None:
    room = Newsroom()
    text = "Two people were killed when a slope slid onto a cottage in {place} on {day}, the fire brigade said. {who} ran for help."
    figures = []
    for outlet, when, day, place, who in (
        ("Echo", "2031-05-07", "Tuesday", "Sandholm", "Ada Finn"),
        ("Wren", "2031-05-19", "Sunday", "Marrowby", "Nils Orde"),
    ):
        page = page_of(room, outlet, when, text.format(place=place, day=day, who=who), place, people=(who,))
        figures.append(room.figure(page, "Two people", number(2, group="people")))
    assert not together(room, *figures)


def test_a_report_of_the_trial_a_year_later_tells_the_same_deaths() -> None:
    room = Newsroom()
    places, people = ("Sandholm", "Quarry Lane"), ("Oskar Brandt",)
    one = page_of(
        room,
        "Echo",
        "2031-05-07",
        "Three people were killed when Oskar Brandt's quarry in Quarry Lane, Sandholm, gave way.",
        *places,
        people=people,
    )
    other = page_of(
        room,
        "Wren",
        "2032-06-11",
        "The owner of the quarry in Quarry Lane, Sandholm, Oskar Brandt, was tried on Friday over the slide in which three people were killed.",
        *places,
        people=people,
    )
    figures = [room.figure(p, w, number(3, group="people")) for p, w in ((one, "Three people"), (other, "three people"))]
    assert together(room, *figures)


def test_documents_that_tell_of_other_days_are_less_surely_of_one_event() -> None:
    def told(day: str) -> float:
        room = Newsroom()
        figures = []
        for outlet, when, start, text in (
            ("Echo", "2031-05-07", "2031-05-06", "A man was hurt and two sheds burned down in Marrowby. Four people fled the smoke."),
            ("Wren", "2031-05-29", day, "Two sheds went up in flames behind the mill of Marrowby, where a man was hurt by a falling beam."),
        ):
            page = page_of(room, outlet, when, text, "Marrowby")
            room.figure(page, text[text.lower().index("two sheds") :][:9], number(2, "destroyed", unit="shed", start=start, end=start))
            figures.append(room.figure(page, text[text.lower().index("a man") :][:5], number(1, "injured", group="man")))
        assert together(room, *figures)
        return claim_of(room, figures[0]).score

    assert told("2031-05-28") < told("2031-05-06")


def test_bare_counts_need_an_event_and_tolls_do_not_need_as_much() -> None:
    line = "Anyone who knows more may ring the harbour watch on 5512 day and night."
    room = Newsroom()
    pages = [
        page_of(room, "Echo", "2031-05-07", f"{LANDSLIDE} {line}", "Sandholm", "Hollin"),
        page_of(room, "Echo", "2031-09-20", f"A barge of the Orlop line sank off Tarn Point. {line}", "Tarn Point"),
    ]
    bare = [room.figure(p, "5512", number(5512, "count", unit=None)) for p in pages]
    assert not together(room, *bare)
    room = Newsroom()
    line = "Anyone who knows more of the 5512 people killed may ring the harbour watch day and night."
    pages = [
        page_of(room, "Echo", "2031-05-07", f"{LANDSLIDE} {line}", "Sandholm", "Hollin"),
        page_of(room, "Echo", "2031-05-20", f"A barge of the Orlop line sank off Tarn Point. {line}", "Tarn Point"),
    ]
    assert together(room, *[room.figure(p, "5512", number(5512)) for p in pages])


def dated(*rows: tuple[str, str, str, FigureValue]) -> list[Dated]:
    return [Dated(published[:10], published, document, origin, value) for published, document, origin, value in rows]


@pytest.mark.parametrize(
    ("rows", "stands"),
    [
        # one ministry, twelve by noon and fifteen by evening: a series
        ([("2031-05-06T12:10", "a", "ministry", number(12)), ("2031-05-06T19:40", "b", "ministry", number(15))], "changed"),
        # the same without the hours: nobody can tell which came first
        ([("2031-05-06", "a", "ministry", number(12)), ("2031-05-06", "b", "ministry", number(15))], "differ"),
        # falling within the day
        ([("2031-05-06T12:10", "a", "ministry", number(15)), ("2031-05-06T19:40", "b", "ministry", number(12))], "differ"),
        # police and union on one day: two counts
        ([("2031-05-06T12:10", "a", "police", number(12)), ("2031-05-06T19:40", "b", "union", number(20))], "differ"),
        # two counts that nobody names are not known to be one hand's
        ([("2031-05-06T12:10", "a", "", number(12)), ("2031-05-06T19:40", "b", "", number(20))], "differ"),
        # from day to day, whoever says it
        ([("2031-05-06", "a", "police", number(12)), ("2031-05-07", "b", "union", number(20))], "changed"),
        # a dozen, and twelve
        ([("2031-05-06", "a", "police", number(12, bound="about")), ("2031-05-06", "b", "union", number(12))], "agree"),
        # of one event, and of all since
        ([("2031-05-06", "a", "police", number(12)), ("2031-05-06", "b", "union", number(12, scope="cumulative"))], "different_scope"),
        # a part, and a whole of the same number
        ([("2031-05-06", "a", "police", number(12)), ("2031-05-06", "b", "union", number(12, part_of="f"))], "different_scope"),
        # how many are in the halls tonight may fall
        (
            [
                ("2031-05-06", "a", "police", number(900, "present", scope="state")),
                ("2031-05-07", "b", "x", number(640, "present", scope="state")),
            ],
            "changed",
        ),
        # the dead do not become fewer
        ([("2031-05-06", "a", "police", number(15)), ("2031-05-07", "b", "union", number(12))], "differ"),
    ],
)
def test_how_accounts_stand(rows: list[tuple[str, str, str, FigureValue]], stands: str) -> None:
    assert standing(dated(*rows))[0] == stands


def test_a_running_total_is_one_claim_though_its_sentences_are_not_alike() -> None:
    room = Newsroom()
    figures = []
    for day, toll, words in (
        ("2031-05-07", 17, "The number of people confirmed dead in the Sandholm slide has risen to 17, among them the postman."),
        ("2031-05-08", 19, "Teams had to report two more bodies in the Hollin brook. Since the slide at Sandholm 19 people have died."),
    ):
        page = page_of(room, "Echo", day, f"{LANDSLIDE} {words}", "Sandholm", "Hollin")
        figures.append(room.figure(page, str(toll), number(toll, scope="cumulative", start="2031-05-06", group="people")))
    assert together(room, *figures)
    assert claim_of(room, figures[0]).standing == "changed"

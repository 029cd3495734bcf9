"""Which of two pages that share text came first: by dates, credits, edits, and what third pages hold."""

from __future__ import annotations

import dataclasses

import pytest
from tests.trace.test_copies import WIRE, links

from headwater.records import Document, Fact, Link
from headwater.trace.direction import by_date
from headwater.trace.edits import balance, certainty, edits
from headwater.trace.reading import reading


@pytest.fixture
def page(document):
    def make(name: str, sentences: list[str], published: str | None = None, **given: object) -> Document:
        return dataclasses.replace(document("\n\n".join(sentences), published, name), **given)

    return make


def fact(value: str, precision: str = "day") -> Fact:
    return Fact(value=value, evidence="invented", precision=precision)


def between(found: list[Link], one: Document, other: Document) -> list[Link]:
    return [x for x in found if {x.left.document, x.right.document} == {one.id, other.id}]


def first(found: list[Link], one: Document, other: Document) -> set[str]:
    """The documents that the links between two say came first, or ``unknown``."""
    sides = ({"left": x.left.document, "right": x.right.document}.get(x.direction, "unknown") for x in between(found, one, other))
    return set(sides)


def test_days_decide_and_say_how_sure(page) -> None:
    early, late = page("a", WIRE, "2031-05-05"), page("b", WIRE, "2031-05-09")
    found, _ = links(early, late)
    assert first(found, early, late) == {early.id}
    assert all(0.95 < x.direction_score < 1 for x in found)


def test_a_day_apart_is_less_sure_than_a_week_since_the_zone_is_not_known() -> None:
    near, far = by_date(fact("2031-05-05"), fact("2031-05-06")), by_date(fact("2031-05-05"), fact("2031-05-12"))
    assert near is not None and far is not None
    assert near[0] == far[0] == "left"
    assert near[1] < far[1]


def test_a_month_holds_its_days_and_decides_nothing_about_them() -> None:
    assert by_date(fact("2031-05", "month"), fact("2031-05-20")) is None
    assert by_date(fact("2031-05", "month"), fact("2031-06-02")) is not None
    assert by_date(fact("2031-05-20"), fact("2031", "year")) is None


def test_minutes_in_zones_are_compared_in_one_zone() -> None:
    found = by_date(fact("2031-05-05T09:00+09:00", "minute"), fact("2031-05-05T02:00+00:00", "minute"))
    assert found is not None
    assert found[0] == "left"
    assert by_date(fact("2031-05-05T09:00", "minute"), fact("2031-05-05T10:00", "minute"))[1] < found[1]  # type: ignore[index]


def test_what_is_cut_from_the_end_came_later(page) -> None:
    whole, cut = page("a", WIRE, "2031-05-05"), page("b", WIRE[:4], "2031-05-05")
    found, _ = links(whole, cut)
    assert first(found, whole, cut) == {whole.id}
    assert 0.7 < found[0].direction_score < 0.95
    assert any("cut from the end" in w for w in found[0].why)


def test_a_quotation_is_trimmed_and_never_lengthened(page) -> None:
    said = (
        "“The rope had been looked at in the spring, and nobody found the crack that we see today,” the warden said at the valley station."
    )
    trimmed = said.replace(", and nobody found the crack that we see today", "")
    one, other = page("a", [*WIRE[:3], said, *WIRE[3:]], "2031-05-05"), page("b", [*WIRE[:3], trimmed, *WIRE[3:]], "2031-05-05")
    found, _ = links(one, other)
    assert first(found, one, other) == {one.id}
    assert any("trimmed" in w for w in found[0].why)


def test_errors_are_made_and_not_mended(page) -> None:
    noisy = [s.replace("rescue", "re5cue").replace("mountain", "rnountain") for s in WIRE]
    clean, slips = page("a", WIRE, "2031-05-05"), page("b", noisy, "2031-05-05")
    found, _ = links(clean, slips)
    assert first(found, clean, slips) == {clean.id}
    assert any("slip" in w for w in found[0].why)


def test_errors_carried_over_and_added_to_put_three_pages_in_a_row(page) -> None:
    once = [s.replace("bearing", "bear1ng") for s in WIRE]
    twice = [s.replace("restaurant", "restauramt").replace("machine", "mach1ne") for s in once]
    pages = [page(n, text, "2031-05-05") for n, text in (("a", WIRE), ("b", once), ("c", twice))]
    found, _ = links(*pages)
    for n, early in enumerate(pages):
        for late in pages[n + 1 :]:
            assert first(found, early, late) == {early.id}


def test_exchanged_words_say_nothing(page) -> None:
    styled = [s.replace("children", "youngsters").replace("nearly", "almost") for s in WIRE]
    one, other = page("a", WIRE, "2031-05-05"), page("b", styled, "2031-05-05")
    found, _ = links(one, other)
    assert first(found, one, other) == {"unknown"}
    assert {x.direction_score for x in found} == {None}


def test_a_credit_line_names_who_was_first(page) -> None:
    wire = page("a", WIRE, "2031-05-05", outlet=fact("Kestrel Agency"))
    copy = page("b", WIRE, "2031-05-05", outlet=fact("Lantern"), credits=(fact("Source: Kestrel Agency"),))
    found, _ = links(wire, copy)
    assert first(found, wire, copy) == {wire.id}


def test_a_credit_line_for_a_third_party_tells_nothing_about_the_two(page) -> None:
    one = page("a", WIRE, "2031-05-05", outlet=fact("Echo"))
    other = page("b", WIRE, "2031-05-05", outlet=fact("Lantern"), credits=(fact("Kestrel Agency"),))
    found, _ = links(one, other)
    assert first(found, one, other) == {"unknown"}


def test_text_that_third_pages_hold_was_cut_and_not_added(page) -> None:
    lead = "Details of the evening on the mountain have come out one by one."
    whole, with_lead, third = page("a", WIRE, "2031-05-05"), page("b", [lead, *WIRE[1:]], "2031-05-05"), page("c", WIRE[:4], "2031-05-09")
    alone, _ = links(whole, with_lead)
    assert first(alone, whole, with_lead) == {"unknown"}
    found, _ = links(whole, with_lead, third)
    assert first(found, whole, with_lead) == {whole.id}
    assert any("third documents hold" in w for x in between(found, whole, with_lead) for w in x.why)


def test_texts_that_contradict_their_dates_leave_the_direction_open(page) -> None:
    noisy = [s.replace("rescue", "re5cue").replace("mountain", "rnountain").replace("resorts", "res0rts") for s in WIRE[:5]]
    clean, slips = page("a", WIRE, "2031-05-06"), page("b", noisy, "2031-05-05")
    found, _ = links(clean, slips)
    assert first(found, clean, slips) == {"unknown"}
    assert any("but by its text" in w for w in found[0].why)


def test_certainty_and_balance_are_the_same_thing_said_twice() -> None:
    for odds in (1.2, 2.5, 4.0):
        assert balance("left", certainty(odds)) == pytest.approx(odds, abs=0.02)
        assert balance("right", certainty(-odds)) == pytest.approx(-odds, abs=0.02)
    assert balance("unknown", None) == 0


def test_edits_of_equal_texts_say_nothing(page) -> None:
    one = reading(page("a", WIRE))
    found = edits(one, one, [(0, len(one), 0, len(one))])
    assert (found.first, found.score, found.why) == ("unknown", None, ())

"""Each grade, on the case that it is for: shown dependent, same named origin, no dependence found, cannot tell; and quoted texts."""

from __future__ import annotations

import pytest
from tests.compare.newsroom import Newsroom, number
from tests.trace.test_origins import Traced

from headwater.records import Document, Figure

TEXT = "Nine barges lay on the quay in Orlen on Monday, and nobody had come to claim the cargo"
LAW = "whoever moors a vessel at a public quay shall leave at least two arm's lengths between it and the next, by day and by night"


def told(room: Newsroom, outlet: str | None, day: str | None, **page: str) -> tuple[Document, Figure]:
    made = room.page(outlet, day, f"{TEXT}.", **page)
    return made, room.figure(made, "Nine barges", number(9, "count", unit="barge"))


def test_own_voices_that_share_no_text_show_no_dependence() -> None:
    room = Newsroom()
    figures = [told(room, o, "2031-05-02")[1] for o in ("Lantern", "Echo")]
    assert [Traced(room).rest(f).grade for f in figures] == ["no_dependence_found"] * 2


def test_a_copy_is_shown_to_depend_and_its_source_is_not() -> None:
    room = Newsroom()
    (first, one), (then, other) = told(room, "Lantern", "2031-05-02"), told(room, "Echo", "2031-05-03")
    room.copy(first, then, TEXT)
    traced = Traced(room)
    assert traced.rest(other).grade == "shown_dependent"
    assert traced.rest(one).grade == "same_named_origin"
    assert traced.origin(one).id == traced.origin(other).id


def test_a_paraphrase_is_shown_to_depend_as_a_copy_is() -> None:
    room = Newsroom()
    first, one = told(room, "Lantern", "2031-05-02")
    words = "On Monday there were nine unclaimed barges at Orlen"
    then = room.page("Echo", "2031-05-03", f"{words}.")
    other = room.figure(then, "nine unclaimed barges", number(9, "count", unit="barge"))
    room.paraphrase(first, then, TEXT, words)
    traced = Traced(room)
    assert traced.origin(one).id == traced.origin(other).id
    assert traced.rest(other).grade == "shown_dependent"


def test_a_page_credited_to_agencies_cannot_be_told_apart_from_others() -> None:
    room = Newsroom()
    _, figure = told(room, "Lantern", "2031-05-02", credit="Source: Agencies")
    assert Traced(room).rest(figure).grade == "cannot_tell"


@pytest.mark.parametrize("speaker", ["a senior official", "three residents", "people who have seen the list"])
def test_what_unnamed_people_say_on_two_pages_cannot_be_told_apart(speaker: str) -> None:
    room = Newsroom()
    pages = [room.page(o, "2031-05-02", f"The list was never closed, {speaker} said.") for o in ("Lantern", "Echo")]
    said = [room.said(p, "The list was never closed", speaker, named=False) for p in pages]
    traced = Traced(room)
    assert {traced.rest(s).grade for s in said} == {"cannot_tell"}
    assert len({traced.origin(s).id for s in said}) == 2


def test_a_page_written_by_a_body_depends_on_nobody_if_nobody_stands_between() -> None:
    room = Newsroom()
    _, own = told(room, None, "2031-05-02", byline="written by Ferry Workers Union")
    _, carried = told(room, "Lantern", "2031-05-02", byline="written by Pilots Union")
    traced = Traced(room)
    assert traced.rest(own).grade == "no_dependence_found"
    assert traced.rest(carried).grade == "shown_dependent"


def quoting(room: Newsroom, outlet: str, words: str) -> str:
    page = room.page(outlet, "2031-05-02", f"{outlet} has read it again: “{words}.” It hangs in the office.")
    return room.said(page, words, None, mode="direct").id


def test_two_pages_that_quote_one_text_share_it_as_origin_whoever_wrote_it() -> None:
    room = Newsroom()
    spans = [quoting(room, "Lantern", LAW), quoting(room, "Echo", LAW)]
    traced = Traced(room)
    rests = [traced.rests[s] for s in spans]
    assert len({r.origin for r in rests}) == 1
    assert traced.origins[rests[0].origin].kind == "document"
    assert {r.grade for r in rests} == {"same_named_origin"}


def test_two_excerpts_of_one_text_are_one_origin_and_two_texts_are_two() -> None:
    room = Newsroom()
    excerpt = LAW.split(" ", 6)[-1]
    other = "no vessel shall carry more passengers than its plate allows, and the master answers for every one of them"
    spans = [quoting(room, o, w) for o, w in (("Lantern", LAW), ("Echo", excerpt), ("Kite", other))]
    traced = Traced(room)
    found = [traced.rests[s].origin for s in spans]
    assert found[0] == found[1] != found[2]


def test_two_translations_of_one_text_are_one_origin_where_a_link_says_so() -> None:
    room = Newsroom()
    other = "he who ties up at a communal pier must keep a distance of two arms from his neighbour at any hour of the day"
    spans = [quoting(room, "Lantern", LAW), quoting(room, "Echo", other)]
    apart = Traced(room)
    assert len({apart.rests[s].origin for s in spans}) == 2
    room.paraphrase(room.documents[0], room.documents[1], LAW, other)
    traced = Traced(room)
    assert len({traced.rests[s].origin for s in spans}) == 1

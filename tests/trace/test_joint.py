"""Who speaks in texts that bodies issue together, on pages whose truth is known."""

from __future__ import annotations

import itertools

from tests.compare.newsroom import Newsroom, number
from tests.trace.test_origins import Traced

from headwater.records import Document, Figure, Statement

TEXT = "The ferries will stay in port until the 40 posts are filled and the pay of the deckhands is settled for two years."


def issued(room: Newsroom, page: Document, who: str, content: str, words: str, *, named: bool = False) -> Statement:
    """A statement in whose cue its speaker issues a text: ``words`` are those of the cue."""
    said = room.said(page, content, who, named=named)
    at = page.text.index(words)
    return room.cue(said, at, at + len(words))


def joint_page(room: Newsroom, outlet: str, who: str, then: str, day: str = "2031-05-03") -> tuple[Document, Statement, Statement, Figure]:
    """A page that introduces a joint statement of ``who`` and goes on with ``then``: (page, that statement, the next, its figure)."""
    page = room.page(outlet, day, f"{who} issued a joint statement condemning the new timetable on Monday. {then}: {TEXT}")
    first = issued(room, page, who, "the new timetable", "issued a joint statement condemning")
    said = room.said(page, TEXT.rstrip("."), "Quay Board", source=then.rsplit(" ", 1)[0])
    return page, first, said, room.figure(page, "40 posts", number(40, "count", unit="post"), said)


def test_the_statement_speaks_for_those_who_issued_it_and_not_for_a_name_in_between() -> None:
    room = Newsroom()
    room.known("body", "Quay Board")
    _, first, said, figure = joint_page(room, "Lantern", "Orlen Ferry unions", "the statement says")
    traced = Traced(room)
    assert traced.origin(figure).label == "Orlen Ferry unions"
    assert traced.origin(first).id == traced.origin(said).id
    assert "Quay Board" not in traced.rest(said).chain


def test_it_right_behind_a_statement_that_is_issued_is_the_statement() -> None:
    room = Newsroom()
    room.known("body", "Quay Board")
    *_, figure = joint_page(room, "Lantern", "Orlen Ferry unions", "It says")
    assert Traced(room).origin(figure).label == "Orlen Ferry unions"


def test_it_further_on_is_not() -> None:
    room = Newsroom()
    room.known("body", "Quay Board")
    page = room.page(
        "Lantern", "2031-05-03", f"Five unions issued a letter on pay. The Quay Board met on Tuesday. All members came. It says {TEXT}"
    )
    said = room.said(page, TEXT.rstrip("."), "Quay Board", source="It")
    assert Traced(room).origin(said).label == "Quay Board"


def test_one_description_on_two_pages_is_one_source_only_if_it_holds_a_name() -> None:
    for who, origins in (("Orlen Ferry unions", 1), ("Five unions", 2), ("Local unions", 2), ("Orlenian unions", 1)):
        room = Newsroom()
        figures = [joint_page(room, o, who, "the statement says")[-1] for o in ("Lantern", "Echo")]
        assert len({Traced(room).origin(f).id for f in figures}) == origins


def test_descriptions_and_lists_of_one_shared_text_are_one_source() -> None:
    room = Newsroom()
    who = ("Five unions", "Orlen Ferry groups", "Deckhands Union, Pilots Union and Cooks Union", "Deckhands Union and Pilots Union")
    made = [joint_page(room, o, w, "the statement says", f"2031-05-0{n + 2}") for n, (o, w) in enumerate(zip("ABCD", who, strict=True))]
    for name in ("Deckhands Union", "Pilots Union", "Cooks Union"):
        room.known("body", name)
    for n in (2, 3):
        room.name_speakers(made[n][1], who[n])
    apart = Traced(room)
    assert len({apart.origin(m[-1]).id for m in made}) == 4
    for one, other in itertools.pairwise(made):
        room.copy(one[0], other[0], TEXT, "unknown")
    traced = Traced(room)
    assert len({traced.origin(m[-1]).id for m in made}) == 1
    assert traced.origin(made[0][-1]).label == who[2]
    assert "the same as" in " ".join(traced.origin(made[0][-1]).why)


def test_a_paraphrase_link_joins_two_translations_of_one_joint_statement() -> None:
    room = Newsroom()
    other = "Boats are to stay at the quay until forty jobs are filled."
    pages = [joint_page(room, "Lantern", "Five unions", "the statement says")]
    page = room.page("Echo", "2031-05-04", f"Orlen Ferry bodies issued a joint statement condemning the plan. the statement says: {other}")
    issued(room, page, "Orlen Ferry bodies", "the plan", "issued a joint statement condemning")
    said = room.said(page, other.rstrip("."), None, source="the statement")
    room.paraphrase(pages[0][0], page, TEXT, other)
    traced = Traced(room)
    assert traced.origin(said).id == traced.origin(pages[0][2]).id


def test_a_page_written_in_the_name_of_the_signatories_and_one_that_reports_it() -> None:
    room = Newsroom()
    own = room.page(None, "2031-05-02", TEXT, byline="written by Orlen Ferry Unions")
    figure = room.figure(own, "40 posts", number(40, "count", unit="post"))
    *_, told = joint_page(room, "Lantern", "Orlen Ferry unions", "the statement says")
    traced = Traced(room)
    assert traced.origin(figure).id == traced.origin(told).id
    assert traced.rest(figure).grade == "same_named_origin"


def test_a_title_that_calls_the_page_a_statement_says_whose_words_they_are() -> None:
    room = Newsroom()
    page = room.page(None, "2031-05-02", TEXT, title="Statement of the Deckhands Union on the timetable")
    figure = room.figure(page, "40 posts", number(40, "count", unit="post"))
    assert Traced(room).origin(figure).label == "Deckhands Union"


def test_what_the_world_is_said_to_see_is_the_voice_of_the_page() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "The world is watching how 40 posts are lost.")
    said = room.said(page, "how 40 posts are lost", "world", source="The world", named=False)
    assert Traced(room).rest(said).way == "own_voice"


def test_a_clause_inserted_into_a_sentence_tells_the_whole_sentence() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "The port, the Deckhands Union says, has lost 40 posts, with 12 more to go by June.")
    said = room.said(page, "The port", "Deckhands Union", source="the Deckhands Union")
    said = room.pieces(said, "The port", "has lost 40 posts")
    said = room.cue(said, page.text.index("says"), page.text.index("says") + 4)
    more = room.figure(page, "12 more", number(12, "count", unit="post"))
    assert Traced(room).origin(more).label == "Deckhands Union"

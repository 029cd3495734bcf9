"""Where each figure and statement begins, on pages whose truth is known."""

from __future__ import annotations

import random
from typing import Any

from tests.compare.newsroom import Newsroom, number

from headwater.records import Figure, Link, Origin, Rest, Statement
from headwater.settings import TraceSettings
from headwater.trace.cites import cites
from headwater.trace.origins import origins
from headwater.trace.origins.find import _Table
from headwater.trace.origins.names import Source
from headwater.trace.origins.resolve import Resolved


class Traced:
    """The origins of a newsroom, by the span that rests on them."""

    def __init__(self, room: Newsroom, *, shuffled: int | None = None) -> None:
        def order(rows: list[Any]) -> list[Any]:
            return rows if shuffled is None else random.Random(shuffled).sample(rows, len(rows))

        tables = {
            "documents": order(room.documents),
            "statements": order(room.statements),
            "entities": order(room.entities),
        }
        found = [c for c in cites(TraceSettings(), **tables) if isinstance(c, Link)]
        self.cites = found
        self.records = list(origins(TraceSettings(), **tables, figures=order(room.figures), copies=order(room.copies), cites=order(found)))
        self.origins = {o.id: o for o in self.records if isinstance(o, Origin)}
        self.rests = {r.span: r for r in self.records if isinstance(r, Rest)}

    def origin(self, span: Figure | Statement) -> Origin:
        return self.origins[self.rests[span.id].origin]

    def rest(self, span: Figure | Statement) -> Rest:
        return self.rests[span.id]


FLOOD = "At least 12 people drowned in Orlen when the river Maste broke its banks, the Ministry of Waters said."


def test_two_pages_that_cite_one_ministry_share_an_origin_without_sharing_a_word() -> None:
    room = Newsroom()
    one = room.page("Orlen Post", "2031-05-02", FLOOD)
    two = room.page("Daily Kite", "2031-05-02", "A dozen lives were lost in the flood, according to the ministry.")
    said = [
        room.said(one, "At least 12 people drowned in Orlen when the river Maste broke its banks", "Ministry of Waters"),
        room.said(two, "A dozen lives were lost in the flood", "the ministry"),
    ]
    room.known("body", "Ministry of Waters", "the ministry")
    figures = [room.figure(one, "12 people", number(12), said[0]), room.figure(two, "A dozen lives", number(12), said[1])]
    traced = Traced(room)
    assert {traced.origin(f).label for f in figures} == {"Ministry of Waters"}
    assert {traced.rest(f).grade for f in figures} == {"same_named_origin"}
    assert traced.rest(figures[1]).chain == ("Daily Kite", "Ministry of Waters")
    assert traced.origin(figures[0]).documents == tuple(sorted((one.id, two.id)))


def test_one_page_that_cites_two_witnesses_has_two_origins() -> None:
    room = Newsroom()
    page = room.page("Orlen Post", "2031-05-02", "The wave took the mill, Tomas Rell said. The bridge had gone before, Ada Finn said.")
    one = room.said(page, "The wave took the mill", "Tomas Rell")
    two = room.said(page, "The bridge had gone before", "Ada Finn")
    traced = Traced(room)
    assert traced.origin(one).id != traced.origin(two).id
    assert [traced.origin(s).kind for s in (one, two)] == ["person", "person"]
    assert traced.rest(one).grade == "no_dependence_found"


def test_a_copy_rests_on_what_its_source_rests_on_there() -> None:
    room = Newsroom()
    wire = room.page("Kestrel Agency", "2031-05-02", FLOOD)
    copy = room.page("Lantern", "2031-05-03", f"Rain again. {FLOOD}")
    again = room.page("Harbour Echo", "2031-05-04", f"From the valley: {FLOOD}")
    figures = []
    for page in (wire, copy, again):
        said = room.said(page, "At least 12 people drowned in Orlen", "Ministry of Waters")
        figures.append(room.figure(page, "12 people", number(12), said))
    room.copy(wire, copy, FLOOD)
    room.copy(copy, again, FLOOD)
    traced = Traced(room)
    assert {traced.origin(f).label for f in figures} == {"Ministry of Waters"}
    assert [traced.rest(f).way for f in figures] == ["cites", "copies", "copies"]
    assert traced.rest(figures[2]).chain == ("Harbour Echo", "Lantern", "Kestrel Agency", "Ministry of Waters")
    assert traced.rest(figures[2]).grade == "shown_dependent"


def test_a_copy_of_a_text_without_a_source_rests_on_the_document_it_copies() -> None:
    text = "Nine barges lay on the quay in Orlen on Monday, and nobody had come to claim the cargo."
    room = Newsroom()
    first, then = room.page("Kestrel Agency", "2031-05-02", text), room.page("Lantern", "2031-05-03", text)
    figures = [room.figure(p, "Nine barges", number(9, "count", unit="barge")) for p in (first, then)]
    room.copy(first, then, text)
    traced = Traced(room)
    assert [traced.origin(f).label for f in figures] == ["Kestrel Agency", "Kestrel Agency"]
    assert [traced.rest(f).way for f in figures] == ["own_voice", "copies"]


def test_text_shared_in_an_unknown_direction_is_one_origin() -> None:
    text = "Nine barges lay on the quay in Orlen on Monday, and nobody had come to claim the cargo."
    room = Newsroom()
    pages = [room.page(o, None, text) for o in ("Lantern", "Echo", "Kite")]
    figures = [room.figure(p, "Nine barges", number(9, "count", unit="barge")) for p in pages]
    room.copy(pages[0], pages[1], text, "unknown")
    room.copy(pages[1], pages[2], text, "unknown")
    traced = Traced(room)
    assert len({traced.origin(f).id for f in figures}) == 1
    assert {traced.rest(f).grade for f in figures} == {"shown_dependent"}
    assert "3 documents" in traced.origin(figures[0]).label


def test_unnamed_sources_of_two_pages_are_never_one() -> None:
    room = Newsroom()
    pages = [room.page(o, "2031-05-02", "The dam was known to leak, a senior official said.") for o in ("Lantern", "Echo")]
    said = [room.said(p, "The dam was known to leak", "a senior official", named=False) for p in pages]
    traced = Traced(room)
    assert traced.origin(said[0]).id != traced.origin(said[1]).id
    assert {traced.origin(s).kind for s in said} == {"unnamed"}
    assert {traced.rest(s).grade for s in said} == {"cannot_tell"}


def test_words_for_anybody_name_nobody() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "Two boats sank off the pier, police said.")
    said = room.said(page, "Two boats sank off the pier", "police")
    assert Traced(room).origin(said).kind == "unnamed"


def test_a_credit_line_names_what_the_own_voice_of_a_page_rests_on() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "Four bridges are closed in Orlen.\n\n(Kestrel Agency)", credit="(Kestrel Agency)")
    figure = room.figure(page, "Four bridges", number(4, "count", unit="bridge"))
    traced = Traced(room)
    assert (traced.origin(figure).label, traced.rest(figure).way) == ("Kestrel Agency", "credit")
    assert traced.rest(figure).chain == ("Lantern", "Kestrel Agency")


def test_a_credit_that_names_nobody_is_unnamed() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "Source: Agencies\n\nFour bridges are closed in Orlen.", credit="Source: Agencies")
    figure = room.figure(page, "Four bridges", number(4, "count", unit="bridge"))
    assert (Traced(room).origin(figure).kind, Traced(room).origin(figure).label) == ("unnamed", "Agencies")


def test_a_page_that_is_a_statement_and_one_that_reports_it_share_the_body_behind_it() -> None:
    room = Newsroom()
    own = room.page(None, "2031-05-02", "The strike is about 40 posts.", byline="written by Ferry Workers Union")
    told = room.page("Lantern", "2031-05-03", "Forty posts are at stake, the Ferry Workers Union said.")
    said = room.said(told, "Forty posts are at stake", "Ferry Workers Union")
    figures = [
        room.figure(own, "40 posts", number(40, "count", unit="post")),
        room.figure(told, "Forty posts", number(40, "count", unit="post"), said),
    ]
    traced = Traced(room)
    assert traced.origin(figures[0]).id == traced.origin(figures[1]).id


def test_a_joint_source_is_the_same_in_any_order() -> None:
    room = Newsroom()
    names = ("Ferry Workers Union and the Pilots' Association", "Pilots' Association and the Ferry Workers Union")
    pages = [room.page(o, "2031-05-02", f"The quay is unsafe, the {n} said.") for o, n in zip(("Lantern", "Echo"), names, strict=True)]
    said = [room.said(p, "The quay is unsafe", n) for p, n in zip(pages, names, strict=True)]
    traced = Traced(room)
    assert traced.origin(said[0]).id == traced.origin(said[1]).id


def test_the_own_voice_is_the_publisher_and_says_that_no_source_is_given() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "Four bridges are closed in Orlen.")
    traced = Traced(room)
    assert traced.records == []
    figure = room.figure(page, "Four bridges", number(4, "count", unit="bridge"))
    rest = Traced(room).rest(figure)
    assert (rest.way, rest.chain) == ("own_voice", ("Lantern",))
    assert "no source given" in rest.why[0]


def test_every_hop_is_shown() -> None:
    room = Newsroom()
    page = room.page("Lantern", "2031-05-02", "No siren sounded, Josip Arn told Radio Maste, the Echo reported.")
    said = room.said(page, "No siren sounded", "Josip Arn", via=("Echo", "Radio Maste"))
    assert Traced(room).rest(said).chain == ("Lantern", "Echo", "Radio Maste", "Josip Arn")


def test_a_spokeswoman_rests_on_the_body_she_is_shown_to_speak_for() -> None:
    room = Newsroom()
    text = "The sluices held, the Ministry of Waters said. The toll will rise, ministry spokeswoman Ilka Brandt told reporters."
    page = room.page("Lantern", "2031-05-02", text)
    body = room.said(page, "The sluices held", "Ministry of Waters")
    person = room.said(page, "The toll will rise", "Ilka Brandt", source="ministry spokeswoman Ilka Brandt")
    other = room.said(page, "told reporters", "Ada Finn")
    room.known("body", "Ministry of Waters")
    room.known("person", "Ilka Brandt", "Brandt")
    traced = Traced(room)
    assert traced.origin(person).rests_on == traced.origin(body).id
    assert traced.origin(other).rests_on is None


def test_a_heading_and_the_tail_of_a_longer_name_show_nobody_speaking_for_them() -> None:
    room = Newsroom()
    text = (
        "Mayor Rejects Harbour Board\n\nMinister Tomas Rell said the dredging would go on. Harm came to nobody, the Saint Vera Hospital said. "
        "Doctor Ada Finn, the director of Old Quay Hospital in Orlen, said that all beds were taken."
    )
    page = room.page("Lantern", "2031-05-02", text)
    minister = room.said(page, "the dredging would go on", "Tomas Rell", source="Minister Tomas Rell")
    doctor = room.said(page, "that all beds were taken", "Ada Finn")
    room.known("body", "Rejects Harbour Board", "Harbour Board")
    room.known("body", "Saint Vera Hospital", "Hospital")
    traced = Traced(room)
    assert traced.origin(minister).rests_on is None
    assert traced.origin(doctor).rests_on is None


def test_a_page_that_cites_an_outlet_rests_on_what_its_page_rests_on_there() -> None:
    room = Newsroom()
    wire = room.page("Kestrel Agency", "2031-05-02", FLOOD)
    text = "Kestrel Agency reported that at least a dozen people in Orlen had drowned after the Maste broke its banks."
    rewrite = room.page("Northern Mail", "2031-05-03", text)
    ministry = room.said(wire, "At least 12 people drowned in Orlen when the river Maste broke its banks", "Ministry of Waters")
    agency = room.said(rewrite, "at least a dozen people in Orlen had drowned after the Maste broke its banks", "Kestrel Agency")
    first = room.figure(wire, "12 people", number(12), ministry)
    then = room.figure(rewrite, "a dozen people", number(12), agency)
    traced = Traced(room)
    assert [(c.left.document, c.right.document) for c in traced.cites] == [(rewrite.id, wire.id)]
    assert traced.origin(then).id == traced.origin(first).id
    assert traced.rest(then).chain == ("Northern Mail", "Kestrel Agency", "Ministry of Waters")
    assert (traced.rest(then).way, traced.rest(then).grade) == ("cites", "shown_dependent")


def test_every_span_has_one_rest_and_order_does_not_matter() -> None:
    room = Newsroom()
    for n, outlet in enumerate(("Lantern", "Echo", "Kite", "Kestrel Agency")):
        page = room.page(outlet, f"2031-05-0{n + 2}", FLOOD + f" Page {n}.")
        said = room.said(page, "At least 12 people drowned in Orlen", "Ministry of Waters")
        room.figure(page, "12 people", number(12), said)
        room.figure(page, "12", number(12, "count"))
    room.copy(room.documents[0], room.documents[1], FLOOD)
    room.copy(room.documents[2], room.documents[3], FLOOD, "unknown")
    plain = Traced(room)
    assert set(plain.rests) == {s.id for s in (*room.figures, *room.statements)}
    assert all(Traced(room, shuffled=seed).records == plain.records for seed in range(5))


QUOTED = "“The ferry was listing when we left the pier. Nobody counted us, and the crew did not answer.”"
#: The same words as another page gives them, with an editor's word in brackets and a sentence less.
AGAIN = "“The ferry was listing when we left the [east] pier. Nobody counted us, and the crew did not answer.”"
FORMULA = "“Our thoughts are with all those who lost somebody today, and we ask you to leave them in peace.”"


def _quoting(*pages: tuple[str, str, str]) -> tuple[Newsroom, list[Statement]]:
    """A newsroom of pages that each quote somebody unnamed: outlet, speaker, quotation."""
    room = Newsroom()
    made = [(room.page(o, "2031-05-02", f"On the quay {who} said: {words}"), who, words) for o, who, words in pages]
    return room, [room.said(p, words, who, named=False, mode="direct", via=("Radio Maste",)) for p, who, words in made]


def test_an_unnamed_speaker_whose_long_words_two_pages_quote_is_one_source() -> None:
    room, said = _quoting(("Lantern", "the mother of a passenger", QUOTED), ("Echo", "a mother who waited on the quay", AGAIN))
    later = room.said(room.documents[1], "On the quay", "a mother who waited on the quay", named=False)
    traced = Traced(room)
    assert len({traced.origin(s).id for s in (*said, later)}) == 1
    assert traced.origin(said[0]).kind == "unnamed"
    assert {traced.rest(s).grade for s in said} == {"cannot_tell"}
    assert traced.rest(said[1]).chain == ("Echo", "Radio Maste", "a mother who waited on the quay")
    assert traced.origin(said[0]).documents == tuple(sorted(d.id for d in room.documents))
    assert all(Traced(room, shuffled=seed).records == traced.records for seed in range(5))


def test_other_words_of_unnamed_speakers_leave_them_apart() -> None:
    rest = "“The ferry was listing when we left the pier, I saw it from my stall and called the harbour office at once.”"
    short = "“Nobody counted us, and the crew did not answer.”"
    for other in (rest, short):
        room, said = _quoting(("Lantern", "a witness", QUOTED), ("Echo", "a witness", other))
        traced = Traced(room)
        assert traced.origin(said[0]).id != traced.origin(said[1]).id


def test_a_formula_that_many_speak_makes_nobody_one() -> None:
    room, said = _quoting(*((f"Paper {n}", f"an official of town {n}", FORMULA) for n in range(60)))
    traced = Traced(room)
    assert len({traced.origin(s).id for s in said}) == 60


def test_of_several_writings_of_a_name_the_last_document_by_id_gives_the_label_in_whatever_order_they_come() -> None:
    written = {"a": "ORLEN MILL", "b": "Orlen Mill", "c": "Orlen mill", "d": "ORLEN MILL"}
    for order in ("abcd", "dcba", "bdac"):
        table = _Table({}, {})
        for d in order:
            table.add(d, [Resolved(Source("name:orlen mill", "body", written[d]), "cites", (), ())])
        (origin,) = table.records()
        assert (origin.label, origin.documents) == ("ORLEN MILL", ("a", "b", "c", "d"))
    table = _Table({}, {})
    for d in "acb":
        table.add(d, [Resolved(Source("name:orlen mill", "body", written[d]), "cites", (), ())])
    assert next(table.records()).label == "Orlen mill"

"""Which page names which: conservative, and never a later one."""

from __future__ import annotations

import dataclasses

import pytest
from tests.compare.newsroom import Newsroom, number

from headwater.records import Document, Figure, Link, Rest, Stretch
from headwater.settings import TraceSettings
from headwater.trace.cites import cites
from headwater.trace.origins import origins

HOUSES = "The council said that 58 houses on Quarry Lane had lost their roofs in the hailstorm."
FERRY = "The ferry to Sandholm will not run before Friday because its rudder is bent."


def found(room: Newsroom) -> list[Link]:
    tables = {"documents": room.documents, "statements": room.statements, "entities": room.entities}
    return [c for c in cites(TraceSettings(), **tables) if isinstance(c, Link)]


def test_of_several_pages_of_an_outlet_the_one_that_tells_the_same_is_cited() -> None:
    room = Newsroom()
    room.page("Morning Wren", "2031-05-01", FERRY)
    right = room.page("Morning Wren", "2031-05-02", HOUSES)
    citing = room.page("Echo", "2031-05-03", "Hail took the roofs off 58 houses on Quarry Lane, the Morning Wren reported.")
    room.said(citing, "Hail took the roofs off 58 houses on Quarry Lane", "Morning Wren")
    (link,) = found(room)
    assert (link.kind, link.right.document, link.direction) == ("cites", right.id, "right")
    assert right.text[link.right.start : link.right.end] == HOUSES


def test_a_page_that_tells_something_else_is_not_cited() -> None:
    room = Newsroom()
    room.page("Morning Wren", "2031-05-01", FERRY)
    citing = room.page("Echo", "2031-05-03", "Hail took the roofs off 58 houses on Quarry Lane, the Morning Wren reported.")
    room.said(citing, "Hail took the roofs off 58 houses on Quarry Lane", "Morning Wren")
    assert found(room) == []


def test_a_later_page_is_not_cited() -> None:
    room = Newsroom()
    room.page("Morning Wren", "2031-05-09", HOUSES)
    citing = room.page("Echo", "2031-05-03", "Hail took the roofs off 58 houses on Quarry Lane, the Morning Wren reported.")
    room.said(citing, "Hail took the roofs off 58 houses on Quarry Lane", "Morning Wren")
    assert found(room) == []


def test_a_credit_line_cites_the_page_it_credits() -> None:
    room = Newsroom()
    wire = room.page("Kestrel Agency", "2031-05-02", HOUSES)
    page = room.page("Echo", "2031-05-02", f"{HOUSES}\n\n(Kestrel Agency)", credit="(Kestrel Agency)")
    (link,) = found(room)
    assert (link.left.document, link.right.document) == (page.id, wire.id)
    assert page.text[link.left.start : link.left.end] == "(Kestrel Agency)"


QUOTE = "hail the size of walnuts went through 58 roofs on Quarry Lane before anybody had closed a shutter"


def quoting(room: Newsroom, lead: str) -> None:
    room.known("body", "Morning Wren")
    room.page("Echo", "2031-05-03", f"Quarry Lane has been in the news before. {lead} “Hail{QUOTE[4:]}.” Nobody answered.")


def test_words_before_a_quotation_that_name_a_report_cite_it() -> None:
    for lead in (
        "One sentence in the Morning Wren's first report has stayed with me all week:",
        "An article in the Morning Wren put it so:",
        "The report by Morning Wren begins:",
    ):
        room = Newsroom()
        wren = room.page("Morning Wren", "2031-05-02", f"{QUOTE.capitalize()}. The council is counting.")
        quoting(room, lead)
        (link,) = found(room)
        assert link.right.document == wren.id
        assert "58 roofs" in room.documents[1].text[link.left.start : link.left.end]


def test_a_name_before_a_quotation_that_is_no_report_of_its_cites_nothing() -> None:
    room = Newsroom()
    room.page("Morning Wren", "2031-05-02", f"{QUOTE.capitalize()}. The council is counting.")
    quoting(room, "The Morning Wren's editor lives there, and a neighbour told me:")
    assert found(room) == []


def test_what_is_quoted_from_a_report_rests_on_what_that_report_rests_on() -> None:
    room = Newsroom()
    wren = room.page("Morning Wren", "2031-05-02", f"{QUOTE.capitalize()}, the Weather Board said. The council is counting.")
    room.known("body", "Weather Board")
    room.said(wren, QUOTE.capitalize(), "Weather Board")
    quoting(room, "One sentence in the Morning Wren's first report has stayed with me all week:")
    said = room.said(room.documents[1], f"Hail{QUOTE[4:]}", None, mode="direct")
    tables = {"documents": room.documents, "statements": room.statements, "entities": room.entities}
    made = list(origins(TraceSettings(), **tables, figures=[], copies=[], cites=found(room)))
    rest = next(r for r in made if isinstance(r, Rest) and r.span == said.id)
    assert rest.chain == ("Echo", "Morning Wren", "Weather Board")
    assert rest.grade == "shown_dependent"


HAIL = "Hail broke 58 roofs in Quarry Lane on Sunday evening, the Weather Board said. Nobody was hurt, but 41 cars were dented."


def _from_the_wren() -> tuple[Newsroom, Document, Figure]:
    """The Wren's report, a page that has it from there in words of its own, and what the page tells."""
    room = Newsroom()
    wren = room.page("Morning Wren", "2031-05-02", f"The Weather Board met on Monday in Quarry Lane. {HAIL}")
    said = room.said(wren, "Hail broke 58 roofs in Quarry Lane on Sunday evening", "Weather Board")
    room.figure(wren, "58 roofs", number(58, "destroyed", unit="roof"), said)
    text = "In Quarry Lane 58 roofs broke under hail on Sunday, the Wren reports, citing the Weather Board. Panes and tiles cost a fortune."
    echo = room.page("Echo", "2031-05-03", text)
    again = room.said(echo, "In Quarry Lane 58 roofs broke under hail on Sunday", "Weather Board", via=("Wren",))
    figure = room.figure(echo, "58 roofs", number(58, "destroyed", unit="roof"), again)
    room.known("body", "Morning Wren", "Wren")
    room.known("body", "Weather Board")
    return room, echo, figure


def _rest(room: Newsroom, span: str) -> Rest:
    tables = {"documents": room.documents, "statements": room.statements, "entities": room.entities}
    made = origins(TraceSettings(), **tables, figures=room.figures, copies=[], cites=found(room))
    return next(r for r in made if isinstance(r, Rest) and r.span == span)


def test_a_citation_points_at_the_sentence_that_gives_the_number() -> None:
    room, _, _ = _from_the_wren()
    (link,) = found(room)
    assert "58 roofs" in room.documents[0].text[link.right.start : link.right.end]


def test_what_a_page_has_by_way_of_another_depends_on_it_and_is_told_under_its_full_name() -> None:
    room, _, figure = _from_the_wren()
    rest = _rest(room, figure.id)
    assert (rest.grade, rest.way) == ("shown_dependent", "cites")
    assert rest.chain == ("Echo", "Morning Wren", "Weather Board")
    assert "has this from" in rest.why[0]


def test_a_page_told_by_its_own_outlet_has_it_from_nobody_else() -> None:
    room = Newsroom()
    page = room.page("Morning Wren", "2031-05-02", "No siren sounded, Josip Arn told the Wren.")
    said = room.said(page, "No siren sounded", "Josip Arn", via=("Morning",))
    assert _rest(room, said.id).chain == ("Morning Wren", "Josip Arn")


@pytest.mark.parametrize("cited_elsewhere", [True, False])
def test_of_a_page_that_is_cited_already_less_is_enough(cited_elsewhere: bool) -> None:
    room, echo, _ = _from_the_wren()
    far = "41 cars were dented, and garages hired painters, mechanics, apprentices"
    other = room.page("Echo", "2031-05-03", f"Later on, {far}, the Wren added.") if not cited_elsewhere else echo
    if cited_elsewhere:
        other = room.documents[1] = dataclasses.replace(echo, text=f"{echo.text} {far}, the Wren added.")
        other = room.documents[1] = dataclasses.replace(other, body=(Stretch(0, len(other.text)),))
    room.said(other, far, "Wren")
    links = [x for x in found(room) if x.left.document == other.id and far in other.text[x.left.start : x.left.end]]
    assert len(links) == int(cited_elsewhere)

"""Which page names which: conservative, and never a later one."""

from __future__ import annotations

from tests.compare.newsroom import Newsroom

from headwater.records import Link
from headwater.settings import TraceSettings
from headwater.trace.cites import cites

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

"""Rare errors that documents share: what they show about who depends on whom, and what they do not."""

from __future__ import annotations

import random

import pytest
from tests.compare.newsroom import Newsroom, number

from headwater.records import Document, Figure, Name, Origin, Rest, Slip
from headwater.settings import TraceSettings
from headwater.trace.origins import origins
from headwater.trace.slips import PRIOR, dependence, slips

OTHERS = ("Echo", "Kite", "Wren", "Ledger", "Courier", "Span")
#: Names that every report of the event gives.
COMPANY = ("Orlen", "Maste", "Ada Finn")


def report(room: Newsroom, outlet: str, *names: str) -> tuple[Document, list[Name], Figure]:
    """A report in its publisher's own voice that gives some names and the same figure in words of its own."""
    listed = ", ".join((*names, *COMPANY))
    page = room.page(outlet, "2031-05-02", f"{outlet} has counted 34 barges that were lost. Those it spoke to: {listed}.")
    return (
        page,
        [room.name(page, n, "person") for n in (*names, *COMPANY)],
        room.figure(page, "34 barges", number(34, "count", unit="barge")),
    )


def story(
    odd: tuple[str, ...], usual: tuple[str, ...], two: tuple[str, str] = ("Lantern", "Herald")
) -> tuple[Newsroom, list[Name], list[Figure]]:
    """Two reports with the odd names and six with the usual ones: (room, names, the figures of the two)."""
    room, names = Newsroom(), []
    made = [report(room, o, *odd) for o in two] + [report(room, o, *usual) for o in OTHERS]
    for _, found, _ in made:
        names += found
    return room, names, [figure for *_, figure in made[:2]]


def found(names: list[Name], room: Newsroom | None = None) -> list[Slip]:
    made = slips(TraceSettings(), names=names, copies=room.copies if room else [])
    return [s for s in made if isinstance(s, Slip)]


def traced(room: Newsroom, names: list[Name]) -> tuple[dict[str, Rest], dict[str, Origin]]:
    tables = {"documents": room.documents, "statements": room.statements, "figures": room.figures, "entities": room.entities}
    made = list(origins(TraceSettings(), **tables, copies=room.copies, cites=[], slips=found(names, room)))
    return {r.span: r for r in made if isinstance(r, Rest)}, {o.id: o for o in made if isinstance(o, Origin)}


def test_one_slip_that_two_strangers_share_leaves_it_open_whether_they_are_independent() -> None:
    room, names, figures = story(("Josip Hallan",), ("Josip Hallam",))
    (slip,) = found(names)
    assert (slip.form, slip.usual) == ("josip hallan", "josip hallam")
    assert 0.5 < slip.score < 0.95
    rests, _ = traced(room, names)
    assert [rests[f.id].grade for f in figures] == ["cannot_tell", "cannot_tell"]
    assert rests[figures[0].id].origin != rests[figures[1].id].origin
    assert "josip hallan" in " ".join(rests[figures[0].id].why)
    assert {rests[f.id].grade for f in room.figures[2:]} == {"no_dependence_found"}


def test_two_slips_that_two_strangers_share_show_that_they_are_not() -> None:
    room, names, figures = story(("Josip Hallan", "Henrika Solberk"), ("Josip Hallam", "Henrika Solberg"))
    assert len(found(names)) == 2
    rests, known = traced(room, names)
    assert [rests[f.id].grade for f in figures] == ["shown_dependent", "shown_dependent"]
    assert rests[figures[0].id].origin == rests[figures[1].id].origin
    assert "rare errors" in known[rests[figures[0].id].origin].label


def test_a_surname_alone_repeats_the_slip_and_is_no_second_one() -> None:
    _, names, _ = story(("Josip Hallan", "Hallan"), ("Josip Hallam", "Hallam"))
    assert len(found(names)) == 1


def test_another_spelling_of_a_name_is_weaker_evidence_than_an_error() -> None:
    _, names, _ = story(("Karam Abusalem",), ("Karem Abusalem",))
    assert found(names) == []  # too short to tell: "Karam" and "Karem" are two names
    _, names, _ = story(("Muhammed Salam",), ("Mohammed Salam",))
    (slip,) = found(names)
    assert slip.score < 0.5


def test_a_form_that_many_strangers_write_is_no_error() -> None:
    room, names = Newsroom(), []
    for outlet in ("A", "B", "C", "D"):
        names += report(room, f"Lantern {outlet}", "Josip Hallan")[1]
    for outlet in OTHERS:
        names += report(room, outlet, "Josip Hallam")[1]
    assert found(names) == []


def test_a_word_that_other_names_hold_is_no_error() -> None:
    room, names, _ = story(("Maria Northern",), ("Maria Northerm",))
    names += report(room, "Wren", "Northern Line")[1]
    assert found(names) == []


def test_a_plural_is_no_error() -> None:
    _, names, _ = story(("Deckhands Unions",), ("Deckhands Union",))
    assert found(names) == []


def test_two_people_of_two_events_with_names_a_letter_apart_are_not_confused() -> None:
    room, names, _ = story((), ("Josip Hallam",))
    for outlet in ("North", "South"):
        page = room.page(outlet, "2031-05-02", f"The choir of {outlet}port was led by Josip Hallan in Vestry Hall.")
        names += [room.name(page, "Josip Hallan", "person"), room.name(page, "Vestry Hall", "person")]
    assert found(names) == []


def test_those_who_copied_one_another_are_one_and_show_nothing() -> None:
    room, names, _ = story(("Josip Hallan",), ("Josip Hallam",))
    room.copy(room.documents[0], room.documents[1], "has counted 34 barges that were lost")
    assert found(names, room) == []


def test_copies_of_one_text_do_not_make_a_form_usual() -> None:
    room, names, _ = story(("Josip Hallan",), ("Josip Hallam",))
    for one, other in zip(room.documents[2:], room.documents[3:], strict=False):
        room.copy(one, other, "has counted 34 barges that were lost")
    assert found(names, room) == []


def test_the_order_of_the_names_does_not_matter() -> None:
    _, names, _ = story(("Josip Hallan", "Henrika Solberk"), ("Josip Hallam", "Henrika Solberg"))
    plain = found(names)
    assert all(found(random.Random(seed).sample(names, len(names))) == plain for seed in range(4))


def test_evidence_adds_up_from_the_prior() -> None:
    assert dependence([]) == pytest.approx(PRIOR)
    assert dependence([PRIOR]) == pytest.approx(PRIOR)
    assert dependence([0.8, 0.8]) > 0.95 > dependence([0.8])

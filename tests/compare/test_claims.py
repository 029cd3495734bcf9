"""Which accounts are one claim, on newsrooms whose truth is known."""

from __future__ import annotations

import random
from typing import Any

import pytest
from tests.compare.newsroom import Newsroom, number

from headwater.compare.claims import claims
from headwater.compare.gist import figure_gist
from headwater.records import Account, Claim, Figure, FigureValue, Origin, Problem, Rest, Statement
from headwater.settings import CompareSettings, TraceSettings
from headwater.trace.origins import origins


def run(room: Newsroom, *, shuffled: int | None = None, settings: CompareSettings | None = None) -> list[Claim | Problem]:
    def order(rows: list[Any]) -> list[Any]:
        return rows if shuffled is None else random.Random(shuffled).sample(rows, len(rows))

    traced = list(
        origins(
            TraceSettings(),
            documents=order(room.documents),
            statements=order(room.statements),
            figures=order(room.figures),
            copies=order(room.copies),
            cites=[],
            entities=order(room.entities),
        )
    )
    return list(
        claims(
            settings or CompareSettings(),
            documents=order(room.documents),
            figures=order(room.figures),
            statements=order(room.statements),
            names=order(room.names),
            entities=order(room.entities),
            copies=order(room.copies),
            origins=order([o for o in traced if isinstance(o, Origin)]),
            rests=order([r for r in traced if isinstance(r, Rest)]),
        )
    )


def found(room: Newsroom) -> list[Claim]:
    return [c for c in run(room) if isinstance(c, Claim)]


def claim_of(room: Newsroom, span: Figure | Statement) -> Claim:
    (claim,) = [c for c in found(room) if any(a.span == span.id for a in c.accounts)]
    return claim


def together(room: Newsroom, *spans: Figure | Statement) -> bool:
    return {s.id for s in spans} <= {a.span for a in claim_of(room, spans[0]).accounts}


FIRE = "Fire swept through the Pellworm cannery in Sandholm on Monday night."
TRAIN = "A freight train left the rails near the Hollin viaduct on Monday night."


def test_one_toll_on_two_pages_is_one_claim_and_the_toll_of_another_event_stays_apart() -> None:
    room = Newsroom()
    pages = [
        room.page("Echo", "2031-05-02", f"{FIRE} Three workers were killed in the cannery."),
        room.page("Wren", "2031-05-02", f"{FIRE} Three people died in the Pellworm blaze."),
        room.page("Kite", "2031-05-02", f"{TRAIN} Three people were killed at the viaduct."),
    ]
    one = room.figure(pages[0], "Three workers", number(3, group="workers"))
    two = room.figure(pages[1], "Three people", number(3, group="people"))
    other = room.figure(pages[2], "Three people", number(3, group="people"))
    assert together(room, one, two)
    assert not together(room, one, other)
    assert claim_of(room, one).standing == "agree"
    assert claim_of(room, other).standing == "single"


def test_a_quarter_of_a_million_is_250_000() -> None:
    room = Newsroom()
    page = room.page(
        "Echo", "2031-05-02", "A quarter of a million people must leave Sandholm. Up to 250,000 people in Sandholm were told to leave."
    )
    one = room.figure(page, "A quarter of a million people", number(250_000, "ordered_to_leave"))
    two = room.figure(page, "Up to 250,000 people", number(250_000, "ordered_to_leave", bound="up_to"))
    assert together(room, one, two)
    assert claim_of(room, one).standing == "single"  # one document tells it twice


def test_a_toll_that_rises_from_day_to_day_is_a_series_and_no_conflict() -> None:
    room = Newsroom()
    figures = []
    for day, toll in ((2, 34_789), (3, 34_844), (4, 34_904)):
        page = room.page("Echo", f"2031-05-0{day}", f"The toll of the fever in Sandholm rose to {toll:,}, the Board of Health said.")
        said = room.said(page, f"The toll of the fever in Sandholm rose to {toll:,}", "Board of Health")
        figures.append(room.figure(page, f"{toll:,}", number(toll, scope="cumulative", as_of=f"2031-05-0{day}"), said))
    assert together(room, *figures)
    claim = claim_of(room, figures[0])
    assert claim.standing == "changed"
    assert (claim.independent.low, claim.independent.high) == (1, 1)
    assert [a.figure.value for a in claim.accounts if a.figure] == [34_789, 34_844, 34_904]


def test_two_counts_of_one_day_differ_and_have_two_origins() -> None:
    room = Newsroom()
    figures = []
    for outlet, body, toll in (("Echo", "Harbour Council", 12), ("Wren", "Seamen's Society", 15)):
        page = room.page(outlet, "2031-05-02", f"{FIRE} {toll} people died in the Pellworm cannery fire, the {body} said.")
        said = room.said(page, f"{toll} people died in the Pellworm cannery fire", body)
        figures.append(room.figure(page, f"{toll} people", number(toll, group="people"), said))
    claim = claim_of(room, figures[0])
    assert together(room, *figures)
    assert claim.standing == "differ"
    assert (claim.independent.low, claim.independent.high) == (2, 2)


def test_children_and_soldiers_or_a_part_and_its_total_are_not_one_thing() -> None:
    room = Newsroom()
    page = room.page("Echo", "2031-05-02", f"{FIRE} Nine people died, four of them children. Four soldiers died too, of nine.")
    total = room.figure(page, "Nine people", number(9, group="people"))
    children = room.figure(page, "four", number(4, group="children", part_of=total.id))
    soldiers = room.figure(page, "Four soldiers", number(4, group="soldiers"))
    assert not together(room, total, children)
    assert not together(room, children, soldiers)


def test_households_and_persons_are_not_counted_together() -> None:
    room = Newsroom()
    page = room.page("Echo", "2031-05-02", "In Sandholm 640 households were displaced. The 640 people displaced slept in Sandholm's halls.")
    one = room.figure(page, "640 households", number(640, "displaced", unit="household"))
    two = room.figure(page, "640 people", number(640, "displaced"))
    assert not together(room, one, two)


def test_a_day_and_the_time_since_are_two_things() -> None:
    room = Newsroom()
    text = "In Sandholm 40 people died of the fever on Tuesday. In Sandholm 60 people have died of the fever since April."
    page, again = room.page("Echo", "2031-05-02", text), room.page("Wren", "2031-05-02", text + " The Wren has learned.")
    event = room.figure(page, "40 people", number(40))
    total = room.figure(again, "60 people", number(60, scope="cumulative"))
    assert not together(room, event, total)


def test_events_of_different_days_that_are_told_alike_stay_apart() -> None:
    room = Newsroom()
    pages = [room.page("Echo", f"2031-05-{d}", f"Two men were shot on Quarry Lane in Sandholm on May {d}.") for d in ("02", "20")]
    figures = [
        room.figure(p, "Two men", number(2, "injured", group="men", start=f"2031-05-{d}", end=f"2031-05-{int(d) + 1:02}"))
        for p, d in zip(pages, ("02", "20"), strict=True)
    ]
    assert not together(room, *figures)


def test_one_telling_number_in_other_words_is_one_thing_and_a_vague_one_is_not() -> None:
    room = Newsroom()
    texts = [
        "The closure of the Sandholm sluice threatens 43,000 islanders in the delta, the Echo writes.",
        "In the delta 43,000 islanders are hit by the closure of the Sandholm sluice.",
        "Hundreds of islanders sang at the regatta in Quarry Bay; 430 islanders were hit by rain.",
    ]
    pages = [room.page(o, "2031-05-02", t) for o, t in zip(("Echo", "Wren", "Kite"), texts, strict=True)]
    threatened = room.figure(pages[0], "43,000 islanders", number(43_000, "threatened", group="islanders"))
    affected = room.figure(pages[1], "43,000 islanders", number(43_000, "affected", group="islanders"))
    vague = room.figure(pages[2], "Hundreds of islanders", number(None, "affected", bound="vague", low=100, high=999, group="islanders"))
    exact = room.figure(
        room.page("Lantern", "2031-05-02", "Some 430 islanders lost power on Monday."), "430", number(430, "affected", group="islanders")
    )
    assert together(room, threatened, affected)
    assert not together(room, vague, exact)


@pytest.mark.parametrize(("unnamed", "expected"), [(1, (1, 2)), (2, (1, 3))])
def test_the_unnamed_count_only_at_the_high_end(unnamed: int, expected: tuple[int, int]) -> None:
    room = Newsroom()
    figures = []
    for n in range(unnamed + 1):
        who = "a port official" if n else "Harbour Council"
        page = room.page(f"Outlet {n}", "2031-05-02", f"{FIRE} 17 people died in the Pellworm cannery, {who} said.")
        said = room.said(page, "17 people died in the Pellworm cannery", who, named=not n)
        figures.append(room.figure(page, "17 people", number(17, group="people"), said))
    claim = claim_of(room, figures[0])
    assert together(room, *figures)
    assert (claim.independent.low, claim.independent.high) == expected


def test_what_only_an_unnamed_source_says_is_not_shown_at_all() -> None:
    room = Newsroom()
    page = room.page("Echo", "2031-05-02", f"{FIRE} 17 people died, a port official said.")
    said = room.said(page, "17 people died", "a port official", named=False)
    claim = claim_of(room, room.figure(page, "17 people", number(17), said))
    assert (claim.independent.low, claim.independent.high) == (0, 1)


def test_publishers_without_a_source_are_not_shown_to_be_separate() -> None:
    room = Newsroom()
    figures = []
    for outlet in ("Echo", "Wren", "Kite"):
        page = room.page(outlet, "2031-05-02", f"{FIRE} 17 people died in the Pellworm cannery, as the {outlet} has learned.")
        figures.append(room.figure(page, "17 people", number(17, group="people")))
    claim = claim_of(room, figures[0])
    assert len(claim.accounts) == 3
    assert (claim.independent.low, claim.independent.high) == (1, 3)


def test_five_pages_one_origin() -> None:
    words = "At least 17 people died in the Pellworm cannery, the Harbour Council said."
    room = Newsroom()
    wire = room.page("Kestrel Agency", "2031-05-02", words)
    figures = []
    for n, outlet in enumerate(("Kestrel Agency", "Echo", "Wren", "Kite", "Lantern")):
        page = wire if not n else room.page(outlet, "2031-05-03", f"{words} More in the {outlet}.")
        said = room.said(page, "At least 17 people died in the Pellworm cannery", "Harbour Council")
        figures.append(room.figure(page, "17 people", number(17, bound="at_least"), said))
        if n:
            room.copy(wire, page, words)
    claim = claim_of(room, figures[0])
    assert len({a.document for a in claim.accounts}) == 5
    assert (claim.independent.low, claim.independent.high, len(claim.origins)) == (1, 1, 1)


def test_a_quotation_on_two_pages_is_one_claim_and_another_of_the_same_speaker_is_not() -> None:
    quote = "We heard the boiler crack and ran down the iron stairs to the quay"
    room = Newsroom()
    pages = [
        room.page(o, "2031-05-02", f"“{quote},” Ada Finn said. “{w}” Finn added later.")
        for o, w in (("Echo", "The cannery insurance lapsed in March."), ("Wren", "My brother still owns a trawler."))
    ]
    same = [room.said(p, quote, "Ada Finn", mode="direct") for p in pages]
    other = room.said(pages[0], "The cannery insurance lapsed in March.", "Ada Finn", mode="direct")
    assert together(room, *same)
    assert not together(room, same[0], other)
    assert claim_of(room, same[0]).gist == f"Ada Finn: “{quote}”"


def newsroom_of_everything() -> Newsroom:
    room = Newsroom()
    for n in range(6):
        page = room.page(
            f"Outlet {n}",
            f"2031-05-0{n % 3 + 1}",
            f"{FIRE if n % 2 else TRAIN} {n // 2 + 10} people were killed, Ada Finn said. Page {n} of the day.",
        )
        said = room.said(page, f"{n // 2 + 10} people were killed", "Ada Finn")
        room.figure(page, f"{n // 2 + 10} people", number(n // 2 + 10, group="people"), said)
        room.figure(page, "Monday night", number(1, "duration"))
    return room


def test_every_figure_that_counts_and_every_statement_is_in_exactly_one_claim() -> None:
    room = newsroom_of_everything()
    spans = [a.span for c in found(room) for a in c.accounts]
    assert sorted(spans) == sorted([*(f.id for f in room.figures if f.value.measure != "duration"), *(s.id for s in room.statements)])


def test_the_order_of_the_input_does_not_matter() -> None:
    room = newsroom_of_everything()
    plain = run(room)
    assert all(run(room, shuffled=seed) == plain for seed in range(5))


def test_accounts_stand_in_order_of_date() -> None:
    for claim in found(newsroom_of_everything()):
        days = {d.id: d.published.value for d in newsroom_of_everything().documents if d.published}
        assert [days[a.document] for a in claim.accounts] == sorted(days[a.document] for a in claim.accounts)


def test_words_that_are_too_common_are_cut_and_reported() -> None:
    room = Newsroom()
    for n in range(6):
        room.figure(
            room.page(f"Outlet {n}", "2031-05-02", f"The cannery at Pellworm burned: {n + 20} people hurt."),
            "people",
            number(n + 20, "injured"),
        )
    settings = CompareSettings(key_documents=5)
    problems = [p for p in run(room, settings=settings) if isinstance(p, Problem)]
    assert [p.kind for p in problems] == ["too-common"]
    assert "more than 5 documents" in problems[0].message


def test_the_gist_is_made_of_fields() -> None:
    room = Newsroom()
    page = room.page("Echo", "2031-05-07", f"{FIRE} At least 22 civilians were killed.")
    value = number(22, bound="at_least", group="civilians", place="Sandholm", start="2031-05-06", end="2031-05-07")
    claim = claim_of(room, room.figure(page, "22 civilians", value))
    assert claim.gist == "at least 22 “civilians” killed · Sandholm · 6 May 2031"


@pytest.mark.parametrize(
    ("value", "text", "gist"),
    [
        (number(None, bound="vague", low=100, high=999, group="miners"), "Hundreds", "hundreds (100 to 999) “miners” killed"),
        (number(None, bound="range", low=20, high=30, group="miners"), "20-30", "20 to 30 “miners” killed"),
    ],
)
def test_a_gist_says_no_number_that_no_page_said(value: FigureValue, text: str, gist: str) -> None:
    account = Account(span="s", document="d", start=0, end=len(text), text=text, origin="o", grade="cannot tell", figure=value)
    assert figure_gist([account], [None]) == gist


def test_a_gist_does_not_pass_off_the_day_something_was_told_as_the_day_it_happened() -> None:
    def gist(**more: str) -> str:
        value = number(12, group="miners", **more)
        account = Account(span="s", document="d", start=0, end=2, text="12", origin="o", grade="cannot tell", figure=value)
        return figure_gist([account], ["2031-05-07"])

    assert gist(scope="event", as_of="2031-05-07") == "12 “miners” killed · told 7 May 2031"
    assert gist(scope="cumulative", as_of="2031-05-07") == "12 “miners” killed · 7 May 2031"
    assert gist(scope="event", start="2031-05-06", end="2031-05-07") == "12 “miners” killed · 6 May 2031"

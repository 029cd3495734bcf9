"""What a newsroom places in time: what dates it, what is one happening, and what is none."""

from __future__ import annotations

import random
import time
from typing import Any

import pytest
from tests.beside import beside
from tests.compare.newsroom import Newsroom, number
from tests.compare.test_claims import found

from headwater.compare.happenings import happenings
from headwater.records import Document, Fact, Figure, Happening, Statement
from headwater.settings import CompareSettings

SPANS = ("figures", "statements", "dates")
MON, TUE, WED, THU = "2031-05-05", "2031-05-06", "2031-05-07", "2031-05-08"


def run(room: Newsroom, *, shuffled: int | None = None) -> list[Happening]:
    def order(rows: list[Any]) -> list[Any]:
        return rows if shuffled is None else random.Random(shuffled).sample(rows, len(rows))

    return list(
        happenings(
            CompareSettings(),
            documents=beside({t: order(getattr(room, t)) for t in ("documents", *SPANS)}, *SPANS),
            copies=order(room.copies),
            claims=order(found(room)),
        )
    )


def of_kind(room: Newsroom, kind: str) -> list[Happening]:
    return sorted((h for h in run(room) if h.kind == kind), key=lambda h: h.start or "")


def only(room: Newsroom) -> Happening:
    (made,) = run(room)
    return made


def page(room: Newsroom, text: str, day: str | None = TUE, outlet: str = "Pellworm Post") -> Document:
    return room.page(outlet, day, text)


def on(room: Newsroom, document: Document, words: str, day: str, timex: str | None = None, **more: Any) -> None:
    """Words that name one day."""
    following = f"{day[:8]}{int(day[8:]) + 1:02}"
    room.date(document, words, timex or day, day, following, **more)


def dead(room: Newsroom, document: Document, words: str, n: float, statement: Statement | None = None, **more: Any) -> Figure:
    return room.figure(document, words, number(n, group="workers", place="Sandholm", **more), statement)


FIRE = "Fire swept through the Pellworm cannery in Sandholm on Monday night."
BRIDGE = "The Sandholm swing bridge was closed to lorries on Monday."


# ---------------------------------------------------------------- a dated sentence


def test_a_dated_sentence_of_one_document_stands() -> None:
    room = Newsroom()
    d = page(room, f"A storm passed. {BRIDGE}")
    on(room, d, "Monday", MON)
    h = only(room)
    assert (h.kind, h.start, h.end, h.precision, h.claim) == ("happened", MON, TUE, "day", None)
    (a,) = h.accounts
    assert (a.text, a.words, a.how, a.relation) == (BRIDGE, "Monday", "sentence", None)
    assert d.text[a.start : a.end] == a.text
    assert a.dated is not None
    assert d.text[a.dated.start : a.dated.end] == "Monday"


@pytest.mark.parametrize(
    ("text", "words", "start", "end", "more", "kind"),
    [
        ("The bridge will open to traffic on Thursday.", "Thursday", THU, "2031-05-09", {}, "planned"),
        ("The minister will visit the bridge this evening.", "this evening", TUE, WED, {"kind": "TIME"}, "planned"),
        ("The minister came to visit the bridge this morning.", "this morning", TUE, WED, {"kind": "TIME"}, "happened"),
        ("The bridge that was closed on Monday will open later.", "Monday", MON, TUE, {}, "happened"),
    ],
)
def test_what_lies_ahead_is_told_from_what_is_past(text: str, words: str, start: str, end: str, more: Any, kind: str) -> None:
    room = Newsroom()
    room.date(page(room, text), words, start, start, end, **more)
    assert only(room).kind == kind


@pytest.mark.parametrize(
    ("text", "words", "timex", "kind"),
    [
        ("The bridge was shut for three days without a word.", "three days", "P3D", "DURATION"),
        ("The bridge is washed every week by two men.", "every week", "P1W", "SET"),
        ("The bridge is now closed to all lorries.", "now", "PRESENT_REF", "DATE"),
        ("The bridge was repaired recently by the town.", "recently", "PAST_REF", "DATE"),
    ],
)
def test_what_names_no_day_makes_no_happening(text: str, words: str, timex: str, kind: str) -> None:
    room = Newsroom()
    room.date(page(room, text), words, timex, kind=kind)
    assert run(room) == []


@pytest.mark.parametrize(
    "text",
    [
        "The owners rely on the Harbour Bridges Act of 1974 in their reply.",
        "The owners rely on Resolution 12 (1974) of the council in their reply.",
        "The owners rely on the 1974 Sandholm Bridge Agreement in their reply.",
    ],
)
def test_a_year_in_the_title_of_a_law_is_a_name(text: str) -> None:
    room = Newsroom()
    room.date(page(room, text), "1974", "1974", "1974-01-01", "1975-01-01")
    assert run(room) == []


def test_a_year_beside_a_common_noun_is_a_year() -> None:
    room = Newsroom()
    room.date(page(room, "The two towns came to an agreement in 1974 about the bridge."), "1974", "1974", "1974-01-01", "1975-01-01")
    assert (only(room).start, only(room).precision) == ("1974-01-01", "year")


def test_a_notice_of_rights_tells_nothing() -> None:
    room = Newsroom()
    room.date(page(room, "Copyright 2031 Pellworm Post and its sister papers."), "2031", "2031", "2031-01-01", "2032-01-01")
    assert run(room) == []


@pytest.mark.parametrize("line", ["Published on 6 May 2031", "Last updated 6 May 2031", "Sandholm, 6 May 2031"])
def test_the_line_that_dates_a_page_tells_nothing(line: str) -> None:
    room = Newsroom()
    on(room, page(room, f"{line}\n\nThe bridge is closed."), "6 May 2031", TUE)
    assert run(room) == []


def test_a_dateline_dates_nothing_but_the_page() -> None:
    room = Newsroom()
    d = page(room, "SANDHOLM, May 6 (Wire) — Two lorries fell from the bridge at the harbour.")
    on(room, d, "May 6", TUE)
    line = Fact(value="SANDHOLM", evidence="the first words", start=0, end=8)
    room.documents = [Document(**{**{n: getattr(d, n) for n in Document.__dataclass_fields__}, "dateline": line})]
    assert run(room) == []


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The bridge has been closed since Monday.", "since"),
        ("The bridge was open until late Monday.", "until"),
        ("The bridge was to be open by Monday.", "by"),
        ("The bridge had been closed before Monday.", "before"),
        ("The bridge was the worst in the country since Monday, when the old one fell.", None),
        ("The bridge was closed on Monday.", None),
        ("The bridge was hit by a drive-by Monday.", None),
    ],
)
def test_how_words_stand_to_their_day_is_kept(text: str, relation: str | None) -> None:
    room = Newsroom()
    on(room, page(room, text), "Monday", MON)
    assert only(room).accounts[0].relation == relation


def test_several_words_for_one_time_are_one() -> None:
    room = Newsroom()
    d = page(room, "The bridge was blown up on Monday at 18:40 by its owners.")
    on(room, d, "Monday", MON)
    on(room, d, "18:40", MON, f"{MON}T18:40", kind="TIME")
    h = only(room)
    assert (h.clock, h.precision, h.accounts[0].words) == ("18:40", "minute", "Monday at 18:40")


def test_the_ends_of_a_stretch_are_one_time() -> None:
    room = Newsroom()
    d = page(room, "The bridge was closed between Monday and Wednesday for repairs.")
    on(room, d, "Monday", MON)
    on(room, d, "Wednesday", WED)
    h = only(room)
    assert (h.start, h.end, h.precision, h.accounts[0].words) == (MON, THU, "range", "Monday and Wednesday")


def test_two_days_of_a_sentence_are_two_happenings() -> None:
    room = Newsroom()
    d = page(room, "The bridge was closed on Monday, and lorries were let through again on Wednesday.", THU)
    on(room, d, "Monday", MON)
    on(room, d, "Wednesday", WED)
    assert [h.start for h in of_kind(room, "happened")] == [MON, WED]


def test_noon_is_no_time_to_the_minute() -> None:
    room = Newsroom()
    d = page(room, "The bridge was closed at noon by its owners.")
    on(room, d, "noon", TUE, f"{TUE}T12:00", kind="TIME")
    assert only(room).precision == "part_of_day"


def test_a_date_that_cannot_be_worked_out_is_undated_with_its_reason() -> None:
    room = Newsroom()
    d = page(room, "The bridge was closed on May 5 by its owners.", None)
    room.date(d, "May 5", "XXXX-05-05", why=("the year is not written",))
    h = only(room)
    assert (h.kind, h.start, h.accounts[0].words) == ("undated", None, "May 5")
    assert "“May 5”: the year is not written" in h.why


# ---------------------------------------------------------------- statements


def test_a_date_inside_what_is_said_is_told_by_the_speaker() -> None:
    room = Newsroom()
    d = page(room, "The bridge was closed on Monday, the mayor said.")
    room.said(d, "The bridge was closed on Monday", "Ada Finn", source="the mayor")
    on(room, d, "Monday", MON)
    h = only(room)
    assert (h.kind, h.accounts[0].speaker) == ("happened", "Ada Finn")
    assert h.claim == found(room)[0].id


def test_a_date_beside_what_is_said_is_that_of_the_saying() -> None:
    room = Newsroom()
    d = page(room, "The bridge was closed to lorries, the mayor said on Monday.")
    room.said(d, "The bridge was closed to lorries", "Ada Finn", source="the mayor")
    on(room, d, "Monday", MON)
    assert only(room).kind == "said"


def test_one_said_thing_in_two_documents_is_one_happening() -> None:
    room = Newsroom()
    words = "The swing bridge was closed to heavy lorries after cracks in its girders were found on Monday"
    for outlet in ("Pellworm Post", "Harbour Herald"):
        d = page(room, f"{words}, Ada Finn said.", TUE, outlet)
        room.said(d, words, "Ada Finn")
        on(room, d, "Monday", MON)
    h = only(room)
    assert len(h.accounts) == 2
    assert h.claim == found(room)[0].id


# ---------------------------------------------------------------- copies


def copied(room: Newsroom, *, linked: bool) -> None:
    text = f"A storm passed over the coast. {BRIDGE} Nobody was on it."
    one, two = page(room, text), page(room, f"From the coast. {text}", WED, "Harbour Herald")
    for d in (one, two):
        on(room, d, "Monday", MON)
    if linked:
        room.copy(one, two, text)


def test_sentences_of_a_copied_passage_are_one_telling() -> None:
    room = Newsroom()
    copied(room, linked=True)
    h = only(room)
    assert [a.text for a in h.accounts] == [BRIDGE, BRIDGE]
    assert [room.documents[0].id, room.documents[1].id] == [a.document for a in h.accounts]


def test_what_a_page_repeats_is_one_happening() -> None:
    room = Newsroom()
    d = page(room, f"{BRIDGE}\n\nA storm passed.\n\n{BRIDGE}")
    for after in (0, len(BRIDGE)):
        on(room, d, "Monday", MON, after=after)
    assert len(only(room).accounts) == 2


def test_like_sentences_that_compare_does_not_join_stay_apart() -> None:
    room = Newsroom()
    copied(room, linked=False)
    assert [len(h.accounts) for h in run(room)] == [1, 1]


# ---------------------------------------------------------------- figures


def fires(room: Newsroom, second: str, day: str) -> tuple[Figure, Figure]:
    one = page(room, f"{FIRE} The blaze at the cannery killed 22 workers on Monday, firefighters told reporters.")
    two = page(room, f"{FIRE} The blaze at the cannery killed 22 workers on {second}, firefighters told reporters.", TUE, "Harbour Herald")
    for d in (one, two):
        on(room, d, "Monday night", MON, f"{MON}TNI", kind="TIME")
    on(room, one, "Monday", MON, after=len(FIRE))
    on(room, two, second, day, after=len(FIRE))
    following = f"{day[:8]}{int(day[8:]) + 1:02}"
    return dead(room, one, "22", 22, start=MON, end=TUE), dead(room, two, "22", 22, start=day, end=following)


def test_a_claim_of_one_day_is_one_happening_with_all_its_accounts() -> None:
    room = Newsroom()
    spans = fires(room, "Monday", MON)
    (h,) = [h for h in run(room) if h.claim]
    assert {a.span for a in h.accounts} == {s.id for s in spans}
    assert (h.kind, h.start, h.precision, h.others) == ("happened", MON, "day", ())


def test_accounts_that_give_different_days_stand_under_each_and_say_so() -> None:
    room = Newsroom()
    fires(room, "Tuesday", TUE)
    rows = sorted((h for h in run(room) if h.claim), key=lambda h: h.start or "")
    assert [(h.start, len(h.accounts), h.others) for h in rows] == [(MON, 1, (f"{TUE}/{WED}",)), (TUE, 1, (f"{MON}/{TUE}",))]
    assert rows[0].claim == rows[1].claim
    assert any("other accounts of the claim give" in w for w in rows[0].why)


def test_a_figure_takes_its_sentence_with_it() -> None:
    room = Newsroom()
    d = page(room, "The blaze killed 22 workers on Monday at the cannery.")
    on(room, d, "Monday", MON)
    dead(room, d, "22", 22, start=MON, end=TUE)
    assert only(room).claim is not None


@pytest.mark.parametrize(
    ("text", "day", "how"),
    [
        ("The blaze killed 22 workers on Monday.", MON, "sentence"),
        ("The blaze broke out on Monday in a shed. It killed 22 workers.", MON, "paragraph"),
        ("The blaze broke out on Monday in a shed.\n\nThe town is in mourning. It killed 22 workers.", MON, "text"),
        ("The blaze killed 22 workers.", TUE, "document"),
    ],
)
def test_where_the_day_of_a_figure_is_from(text: str, day: str, how: str) -> None:
    room = Newsroom()
    d = page(room, text)
    if "Monday" in text:
        on(room, d, "Monday", MON)
    dead(room, d, "22", 22, start=day, end=f"{day[:8]}{int(day[8:]) + 1:02}")
    (h,) = [h for h in run(room) if h.claim]
    assert (h.start, h.accounts[0].how) == (day, how)
    assert (h.accounts[0].words is None) == (how in ("text", "document"))


def test_a_day_that_stands_with_the_speaker_is_told_from_one_in_what_is_said() -> None:
    room = Newsroom()
    d = page(room, "The blaze killed 22 workers, the mayor said on Monday.")
    said = room.said(d, "The blaze killed 22 workers", "Ada Finn", source="the mayor")
    on(room, d, "Monday", MON)
    dead(room, d, "22", 22, said, start=MON, end=TUE)
    (h,) = [h for h in run(room) if h.accounts[0].how]
    assert (h.kind, h.accounts[0].how, h.accounts[0].speaker) == ("happened", "saying", "Ada Finn")


def test_counts_stand_at_a_day_and_their_points_are_no_contradiction() -> None:
    room = Newsroom()
    for day, n in ((TUE, 22), (WED, 22)):
        d = page(room, f"{FIRE} The death toll from the blaze at the cannery stands at {n} workers.", day, f"Paper of {day}")
        dead(room, d, str(n), n, scope="cumulative", as_of=day)
    rows = of_kind(room, "as_of")
    assert [(h.start, h.others) for h in rows] == [(TUE, (f"{WED}/{THU}",)), (WED, (f"{TUE}/{WED}",))]
    assert {a.how for h in rows for a in h.accounts} == {"document"}
    assert of_kind(room, "happened") == []


def test_a_figure_without_a_day_is_undated_and_one_among_dated_ones_is_counted() -> None:
    room = Newsroom()
    one = page(room, f"{FIRE} The blaze at the cannery killed 22 workers on Monday, firefighters told reporters.")
    two = page(room, f"{FIRE} The blaze at the cannery killed 22 workers, firefighters told reporters.", TUE, "Harbour Herald")
    on(room, one, "Monday", MON, after=len(FIRE))
    dead(room, one, "22", 22, start=MON, end=TUE)
    dead(room, two, "22", 22)
    alone = page(room, "A lorry hit 7 parked cars.", WED, "Dune Daily")
    room.figure(alone, "7", number(7, "struck", unit="car", group="cars"))
    (dated,) = [h for h in run(room) if h.claim and h.start]
    assert (len(dated.accounts), dated.undated) == (1, 1)
    (undated,) = of_kind(room, "undated")
    assert undated.accounts[0].document == alone.id
    assert undated.why[-1] == "no words near it say when"


def test_how_an_account_is_meant_goes_with_it() -> None:
    room = Newsroom()
    d = page(room, "It is not so that the blaze killed 22 workers on Monday.")
    on(room, d, "Monday", MON)
    dead(room, d, "22", 22, start=MON, end=TUE, modality="denied")
    assert only(room).accounts[0].modality == "denied"


# ---------------------------------------------------------------- all of it


def test_nothing_depends_on_the_order_of_the_input() -> None:
    room = Newsroom()
    fires(room, "Tuesday", TUE)
    copied(room, linked=True)
    first = run(room)
    assert first
    assert all(run(room, shuffled=n) == first for n in range(4))


def test_a_long_document_is_read_in_linear_time() -> None:
    """One sentence of 4,000 dates, then 4,000 sentences: quadratic work on either would take minutes."""
    for text in ("Monday and rain fell, " * 4000, "Rain fell here on Monday. " * 4000):
        room = Newsroom()
        d = page(room, text)
        for n in range(4000):
            room.date(d, "Monday", MON, MON, TUE, after=room.dates[-1].end if n else 0)
        began = time.monotonic()
        made_of_it = list(
            happenings(CompareSettings(), documents=beside({"documents": [d], "dates": room.dates}, *SPANS), copies=[], claims=[])
        )
        assert made_of_it
        assert time.monotonic() - began < 10

"""A text signed by somebody, and pages that tell what this signer says: names and numbers in common are then no reason against a link."""

from __future__ import annotations

import dataclasses

import pytest

from headwater.mark.document import account, sentence_vectors
from headwater.model.reader import model
from headwater.records import Document, Fact, Link, Parts, Problem, Rewording, Statement, StatementValue, Stretch, make_id
from headwater.settings import TraceSettings
from headwater.trace.rewordings import reword
from headwater.trace.settle import settle

SETTINGS = TraceSettings()
SIGNERS = "Varnow Cooperatives"
#: A text full of names and numbers, and what a page in another translation makes of it.
TEXT = [
    "The locking of the Brinn sluice and of the Lower Tamm sluice, the only outlets of Lake Orsk, by the troops of the Harbour Authority is "
    "a disaster for 86,000 inhabitants of the Varnow lowland and a direct threat to 31,000 of them, among whom are 7,400 who had left "
    "Pell and Garrow the day before.",
    "Locking both sluices and putting pumps on Mill Quay shows that the Harbour Authority means to drown fields and to starve households, "
    "first by cutting the supply of drinking water, of fodder and of medicine, so that calves, old people and those on dialysis will die.",
    "We call on the Assembly of Tessen, on the Lake Commission and on all neighbours to step in without delay in order to save 86,000 "
    "inhabitants in the largest flood that the lowland has seen.",
    "We urge every village to sit down on roads and in harbours, to stop paying dues, and to bring those who gave orders before the courts.",
]
TOLD = [
    "What the Harbour Authority does, they assert, amounts to a disaster for 86,000 people of the Varnow lowland around Lake Orsk, of whom "
    "31,000 are in danger, including 7,400 who lately fled Pell and Garrow.",
    "The closure of the sluices at Brinn and Lower Tamm and the pumps at Mill Quay are signs that fields are to be flooded.",
    "“Supply lines of drinking water, fodder and medicine are severed, which may kill calves, old people and dialysis patients,” it added.",
    "In their statement they called for the Assembly of Tessen and the Lake Commission to intervene before more lives are lost.",
    "They also want sit-ins on roads and in harbours, and courts that deal with those who gave the orders.",
]
OTHER = ["The theatre in Sandholm opens its season with a play about a lighthouse keeper.", "Tickets cost less on Wednesdays."]


@pytest.fixture
def pages(document):
    signed = document("\n\n".join(TEXT), "2031-05-07", "signed")
    by = Fact(value=f"written by {SIGNERS}", evidence="line")
    told = document("\n\n".join([OTHER[0], *TOLD, OTHER[1]]), "2031-05-07", "told")
    return dataclasses.replace(signed, byline=by), told


def said(page: Document, content: str, speaker: str) -> Statement:
    at = page.text.index(content)
    place = Stretch(at, at + len(content))
    return Statement(
        id=make_id("statement", page.id, at),
        document=page.id,
        start=place.start,
        end=place.end,
        text=content,
        score=1.0,
        rule="invented",
        value=StatementValue(mode="indirect", kind="said", speaker=speaker),
        parts=Parts(content=(place,)),
    )


def reworded(*pages: Document) -> list[Rewording]:
    reader = model()
    left, right = sorted(pages, key=lambda d: d.id)
    vectors = [sentence_vectors(d, reader, reader.read(d.text, account(d))) for d in (left, right)]
    return list(reword((left.id, right.id), [], SETTINGS, left, right, *vectors))


def settled(pages: tuple[Document, ...], statements: list[Statement]) -> tuple[list[Link], list[Problem]]:
    found = list(settle(SETTINGS, passages=[], rewordings=reworded(*pages), documents=pages, statements=statements))
    return [x for x in found if isinstance(x, Link)], [x for x in found if isinstance(x, Problem)]


def test_names_and_numbers_in_common_may_explain_the_likeness(pages):
    found = reworded(*pages)
    assert found
    assert not any(r.enough for r in found)


def test_a_page_that_tells_what_the_signer_of_another_says_tells_that_text(pages):
    statements = [said(pages[1], content, SIGNERS.lower()) for content in TOLD]
    links, problems = settled(pages, statements)
    assert {x.kind for x in links} == {"paraphrases"}
    assert links[0].score >= 0.5
    assert any("in whose name the other is written" in w for w in links[0].why)
    assert problems == []


@pytest.mark.parametrize("speaker", ["Harbour Authority", None])
def test_the_same_words_of_somebody_else_are_no_rewording_and_it_is_counted(pages, speaker):
    statements = [said(pages[1], content, speaker) for content in TOLD] if speaker else []
    links, problems = settled(pages, statements)
    assert links == []
    (problem,) = problems
    assert problem.kind == "too-common"
    assert problem.message.startswith("1 pair of documents tells somewhat the same in other words")


def test_most_of_it_must_be_the_words_of_the_signer(pages):
    links, _ = settled(pages, [said(pages[1], TOLD[-1], SIGNERS)])
    assert links == []


def test_the_title_can_say_whose_text_it_is(pages):
    title = Fact(value=f"Statement of the {SIGNERS} on the sluices", evidence="line")
    titled = dataclasses.replace(pages[0], byline=None, title=title)
    statements = [said(pages[1], content, SIGNERS) for content in TOLD]
    assert settled((titled, pages[1]), statements)[0]
    assert not settled((dataclasses.replace(titled, title=None), pages[1]), statements)[0]

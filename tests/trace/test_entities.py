"""Names across documents: what is joined, what stays apart, and that the order of the input shows nowhere."""

import random
import time

import pytest

from headwater.records import Document, Entity, Fact, Name, NameValue, OffsetMap, Parts, Statement, StatementValue, Stretch, make_id
from headwater.settings import TraceSettings
from headwater.trace.entities import entities, fold_name, index


def name(document: str, text: str, kind: str = "person", canonical: str | None = None, start: int = 0) -> Name:
    return Name(
        id=make_id("name", document, start, text),
        document=document,
        start=start,
        end=start + len(text),
        text=text,
        score=0.9,
        rule="test",
        value=NameValue(kind=kind, canonical=canonical or text),
    )


def said(document: str, speaker: str, named: bool = True) -> Statement:
    return Statement(
        id=make_id("statement", document, speaker),
        document=document,
        start=0,
        end=1,
        text="x",
        score=1.0,
        rule="test",
        value=StatementValue(mode="direct", kind="said", speaker=speaker, named=named),
        parts=Parts(),
    )


def outlet(document: str, value: str) -> Document:
    return Document(
        id=document, page=document, path=document, ordinal=0, text="", offsets=OffsetMap.identity(0), body=(Stretch(0, 0),),
        outlet=Fact(value=value, evidence="site name"),
    )  # fmt: skip


def found(*names: Name, documents: tuple[Document, ...] = (), statements: tuple[Statement, ...] = ()) -> list[Entity]:
    return [e for e in entities(TraceSettings(), names=names, documents=documents, statements=statements) if isinstance(e, Entity)]


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Ada Lind", "Dr. Ada Lind", "person"),
        ("Prime Minister Ada Lind", "Ada Lind's", "person"),
        ("Ministry of Harbours", "the Harbours Ministry", "body"),
        ("Yusuf al-Hamdani", "Youssef Hamdani", "person"),
        ("Ada Lind", "Ada M. Lind", "person"),
    ],
)
def test_writings_of_one_name_are_one_entity(left, right, kind):
    one = found(name("a", left, kind), name("b", right, kind))
    assert len(one) == 1
    assert set(one[0].documents) == {"a", "b"}
    assert {left, right} <= set(one[0].forms)
    assert one[0].why


@pytest.mark.parametrize(
    ("left", "right", "kind"),
    [
        ("Ada Lind", "Ada Lund Berg", "person"),
        ("Lake Council", "Like Council of Oru", "body"),
        ("Northern Harbour Authority", "Southern Harbour Authority", "body"),
        ("Oru", "Ora", "place"),
    ],
)
def test_different_names_stay_apart(left, right, kind):
    assert len(found(name("a", left, kind), name("b", right, kind))) == 2


def test_a_place_and_a_person_of_one_spelling_are_not_joined_by_sound():
    kinds = {e.kind for e in found(name("a", "Salem Karam", "place"), name("b", "Salim Karem", "person"))}
    assert kinds == {"place", "person"}


def test_single_word_spellings_need_company():
    bay = [name(d, "Oru Bay", "place", start=9) for d in "ab"]
    near = [name("a", "Tamrit", "place"), name("b", "Temrit", "place"), *bay]
    assert len(found(*near)) == 2
    far = [name("a", "Tamrit", "place"), name("b", "Temrit", "place")]
    assert len(found(*far)) == 2


def test_an_acronym_introduced_in_one_document_is_known_in_the_other():
    both = found(
        name("a", "League of River Towns", "body"),
        name("a", "LRT", "body", canonical="League of River Towns", start=30),
        name("b", "LRT", "body"),
    )
    assert [e.canonical for e in both] == ["League of River Towns"]
    assert both[0].documents == ("a", "b")
    assert "LRT" in both[0].forms


def test_a_surname_of_two_people_stays_apart_and_says_so():
    out = found(
        name("a", "Ada Lind"), name("a", "Lind", canonical="Ada Lind", start=20),
        name("b", "Bo Lind"), name("b", "Lind", canonical="Bo Lind", start=20),
        name("c", "Lind"),
    )  # fmt: skip
    alone = [e for e in out if e.canonical == "Lind"]
    assert len(out) == 3
    assert alone[0].documents == ("c",)
    assert "could be" in " ".join(alone[0].why)
    assert alone[0].rule == "kept_apart"


def test_a_surname_alone_joins_the_only_bearer_in_like_company():
    out = found(name("a", "Ada Lind"), name("a", "Oru", "place", start=9), name("a", "Tamrit", "place", start=20),
                name("b", "Lind"), name("b", "Oru", "place", start=9), name("b", "Tamrit", "place", start=20))  # fmt: skip
    assert [e.documents for e in out if e.kind == "person"] == [("a", "b")]


def test_speakers_and_outlets_are_forms():
    book = index(found(name("a", "Ada Lind"), documents=(outlet("a", "The Oru Herald"),), statements=(said("a", "Dr. Ada Lind"),)))
    assert book[fold_name("oru herald")].kind == "body"
    assert book[fold_name("Mrs. Ada Lind")].canonical == "Ada Lind"


def test_unnamed_speakers_are_no_entities():
    assert found(statements=(said("a", "a senior official", named=False),)) == []


def test_an_ambiguous_form_leads_nowhere():
    out = found(*(name(d, form, canonical=full) for d, full in (("a", "Ada Lind"), ("b", "Bo Lind")) for form in (full, "Lind")))
    assert "lind" not in index(out)
    assert index(out)["bo lind"].canonical == "Bo Lind"


def test_order_of_the_input_does_not_show():
    people = ["Ada Lind", "Lind", "Bo Lind", "Yusuf Hadad", "Youssef Haddad"]
    bodies = ["Ministry of Fish", "Fish Ministry"]
    marks = [name(d, t, k) for d in "abcd" for k, forms in (("person", people), ("body", bodies)) for t in forms]
    first = found(*marks)
    for seed in range(5):
        random.Random(seed).shuffle(marks)
        assert found(*marks) == first


def test_time_grows_with_the_names():
    def took(n: int) -> float:
        marks = [name(f"d{i % 500}", f"Ba{i}na Ko{i % 97}ri", start=i) for i in range(n)]
        at = time.perf_counter()
        found(*marks)
        return time.perf_counter() - at

    took(500)
    assert took(8000) < 16 * max(took(2000), 0.02)


@pytest.mark.parametrize(("as_place", "apart"), [(2, True), (0, False)])
def test_a_town_is_not_the_paper_that_is_called_after_it(as_place, apart):
    towns = [name(f"d{n}", "Vassory", "place" if n < as_place else "body") for n in range(5)]
    papers = [name(f"d{n}", "Vassory Courier", "body", start=40) for n in range(3)]
    assert (len(found(*towns, *papers)) == 2) == apart

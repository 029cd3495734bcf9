"""Names: what stands between brackets is a name, with its kind; everything else is none."""

import re
import time
from itertools import pairwise

import pytest

from headwater.mark.names.find import find_names
from headwater.records import Document, Fact, Name, OffsetMap, Stretch


def document(text: str) -> Document:
    return Document(id="d", page="p", path="p", ordinal=0, text=text, offsets=OffsetMap.identity(len(text)), body=(Stretch(0, len(text)),))


def names(text: str) -> list[Name]:
    return find_names(document(text))


def canonical(text: str) -> dict[str, str]:
    return {n.text: n.value.canonical for n in names(text)}


CASES = """
The flood reached [Tamrit|place], a town on the [Oru River|place].
[Ada Lind|person], 34, lost her boat.
Prime Minister [Ada Lind|person] spoke to the [Ministry of Harbours|body] on Tuesday.
Security Minister [Bo Karrel|person] disagreed with Dr. [Yusuf al-Hamdani|person].
The [Oru Bay Authority|body] said it had no record of it.
Residents of [Tamrit City|place] left in May, officials said.
The [International Committee of the River Towns|body] asked for boats.
[Maria van der Berg|person] was born in [Norway|place].
Norwegian boats came, and the Norwegians waited.
"We waited," said [Thomas Quill|person], who was on the pier.
The [U.N.|body] and the [US|place] sent boats.
The fishers of northern [Tamrit|place] were Portuguese.
[Lake Tal|place] rose near [Port Orran|place].
The [Office for the Coordination of Harbour Affairs|body] counted nine boats.
On Monday the Prime Minister spoke. The Minister left.
He said: "The boats are gone. Where are they?" Nobody knew.
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_what_is_a_name_and_of_what_kind(case: str) -> None:
    wanted = re.findall(r"\[(.+?)\|(\w+)\]", case)
    found = names(re.sub(r"\[(.+?)\|\w+\]", r"\1", case))
    assert [(n.text, n.value.kind) for n in found] == wanted
    assert all(n.why and 0 < n.score <= 1 for n in found)


def test_a_surname_stands_for_the_full_name() -> None:
    full = canonical("Minister Ada Lind spoke. Later Lind left the pier, and Mrs. Lind's boat sank.")
    assert set(full.values()) == {"Ada Lind"}


def test_a_surname_of_two_people_stands_for_itself() -> None:
    full = canonical("Ada Lind and Bruno Lind met. Then Lind left.")
    assert full["Lind"] == "Lind"


@pytest.mark.parametrize(
    "text",
    [
        "The League of River Towns (LRT) met. Afterwards the LRT left.",
        "The LRT (League of River Towns) met. Afterwards the LRT left.",
        "The League of River Towns met. Afterwards the LRT left.",
    ],
)
def test_an_acronym_stands_for_what_it_is_read_from(text: str) -> None:
    assert canonical(text)["LRT"] == "League of River Towns"


def test_an_acronym_of_other_letters_stands_for_itself() -> None:
    assert canonical("The League of River Towns met. Afterwards the QVX left.")["QVX"] == "QVX"


def test_the_end_of_a_bodys_name_stands_for_all_of_it() -> None:
    assert (
        canonical("The Tamrit Harbour Ministry counted nine. The Harbour Ministry later counted ten.")["Harbour Ministry"]
        == "Tamrit Harbour Ministry"
    )


def test_an_ordinary_word_at_the_start_of_a_sentence_is_none() -> None:
    assert names("Boats sank. Officials said so. Fishermen waited. Hundreds fled.") == []


def test_an_unknown_word_at_the_start_of_a_sentence_is_one() -> None:
    assert [n.text for n in names("Tamrit was flooded. Boats sank off Tamrit.")] == ["Tamrit", "Tamrit"]


def test_a_headline_gives_only_names_that_the_text_knows() -> None:
    text = "Boats Sink Near Tamrit As River Breaks Old Dam\n\nThe river broke a dam near Tamrit."
    title = Fact(value=text.splitlines()[0], evidence="h1", start=0, end=text.index("\n"))
    page = Document(
        id="d",
        page="p",
        path="p",
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=(Stretch(text.index("The"), len(text)),),
        title=title,
    )
    assert [(n.text, n.region) for n in find_names(page)] == [("Tamrit", "title"), ("Tamrit", "body")]


def test_a_line_in_capitals_is_read_by_what_the_rest_knows() -> None:
    text = "NINE BOATS SANK OFF TAMRIT AS THE DAM BROKE, SAYS LIND.\n\nAda Lind spoke in Tamrit."
    assert [n.text for n in names(text)][:2] == ["TAMRIT", "LIND"]
    assert {n.value.canonical for n in names(text)} == {"Tamrit", "Ada Lind"}


def test_marks_are_stretches_of_the_text_in_order_without_overlap() -> None:
    text = "Ada Lind of the Oru Bay Authority’s board met “Bruno Quill” — and U.S. envoy J. R. Karrel —\n\nin Tamrit."
    found = names(text)
    assert all(text[n.start : n.end] == n.text for n in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "Ada Lind" in {n.value.canonical for n in found}


def test_the_same_document_gives_the_same_marks() -> None:
    text = "Ada Lind met Bruno Lind. Lind spoke to the LRT, the League of River Towns."
    assert names(text) == names(text)


def test_a_million_characters_in_one_line_take_time_in_proportion() -> None:
    def took(n: int) -> float:
        text = " ".join(f"Yesterday Ada{i} Lind{i} met the Oru{i} Bay Authority in Tamrit and" for i in range(n))
        at = time.perf_counter()
        find_names(document(text))
        return time.perf_counter() - at

    took(50)
    assert took(8000) < 25 * took(800)


@pytest.mark.parametrize("filler", ["A ", "Aa ", "a", "A.", "Lake of ", "(A) ", "é", "\n", "'"])
def test_long_runs_of_one_thing_do_not_stall(filler: str) -> None:
    at = time.perf_counter()
    names(filler * (100_000 // len(filler)))
    assert time.perf_counter() - at < 5

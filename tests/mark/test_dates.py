"""Sentences with every date in them, from the fixtures in `dates/`: add a sentence there to add a test. Then offsets, doubt and speed."""

import random
import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from headwater.mark.dates.calendar import reach
from headwater.mark.dates.find import RULES, find_dates
from headwater.records import Date, Document, Fact, OffsetMap, Stretch


def document(text: str, published: str | None = "2024-05-08") -> Document:
    """Wednesday, 8 May 2024, unless told otherwise."""
    return Document(
        id="d",
        page="p",
        path="p",
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=(Stretch(0, len(text)),),
        published=Fact(value=published, evidence="test") if published else None,
    )


def marked(case: str, published: str | None = "2024-05-08") -> list[Date]:
    """The dates of a text, read on a day."""
    return find_dates(document(case, published))


FIXTURES = Path(__file__).parent / "dates"


def cases():
    """Every sentence of the fixtures with the day on which it is read and the lines of its dates."""
    for path in sorted(FIXTURES.glob("*.md")):
        published = None
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            first, *marks = block.strip().split("\n")
            if first.startswith("Published: "):
                day = first.removeprefix("Published: ")
                published = None if day == "none" else day
            elif first and not first.startswith("#"):
                yield pytest.param(first, published, marks, id=f"{path.stem}: {first[:50]}")


@pytest.mark.parametrize(("text", "published", "marks"), list(cases()))
def test_fixture(text, published, marks):
    found = marked(text, published)
    wanted = [re.match(r"- (.*?): (type=.*)", m).groups() for m in marks]
    assert [d.text for d in found] == [name for name, _ in wanted]
    for date, (name, fields) in zip(found, wanted, strict=True):
        value = date.value
        got = {"type": value.timex_type, "timex": value.timex, "start": value.start, "end": value.end}
        want = dict(field.split("=") for field in fields.split())
        assert got == {"start": None, "end": None} | want, name
        assert date.why
        if published is None and value.start is None and value.timex_type in ("DATE", "TIME") and "X" in value.timex:
            assert "no date" in " ".join(date.why)


@pytest.mark.parametrize(("text", "published", "marks"), list(cases()))
def test_the_days_are_as_fine_as_the_value(text, published, marks):
    """Precision is read off `timex`; the days of a point say the same, and one with an X has none."""
    for date in marked(text, published):
        value = date.value
        if value.timex_type in ("DATE", "TIME"):
            days = (value.start, value.end) if value.start else None
            assert days == reach(value.timex), date.text
        if value.timex_type == "SET":
            assert value.start is None


@pytest.mark.parametrize(("text", "published", "marks"), list(cases()))
def test_a_sentence_says_the_same_deep_inside_a_text(text, published, marks):
    """Rules are tried around certain words only: nothing may be lost at the ends of what is searched."""
    filler = "Stones lie on the sand, and more of them lie under it. " * 12
    alone, inside = marked(text, published), marked(filler + text + " " + filler, published)
    assert [(d.text, d.value) for d in inside] == [(d.text, d.value) for d in alone]


def test_fixtures_hold_every_rule():
    rules = {d.rule for case in cases() for d in marked(*case.values[:2])}
    assert rules >= {r.__name__.removeprefix("find_") for r in RULES}


def test_a_full_date_needs_no_date_of_publication() -> None:
    (date,) = marked("It broke on 7 May 2024.", published=None)
    assert (date.value.start, date.value.end) == ("2024-05-07", "2024-05-08")


def test_the_order_of_day_and_month_is_said_to_be_open() -> None:
    (date,) = marked("The form is dated 05/07/2024.")
    assert date.value.timex == "2024-05-07"
    assert date.score <= 0.5
    assert "2024-07-05" in " ".join(date.why)


def test_a_month_only_date_of_publication_resolves_nothing_to_the_day() -> None:
    (date,) = marked("It broke on Tuesday.", published="2024-05")
    assert date.value.start is None


def test_marks_are_stretches_of_the_text_in_order_without_overlap() -> None:
    text = (
        "On Tuesday, 7 May 2024, at 6 p.m., two days after the vote\nof last week, it fell.\n\nMay\n\n7 boats were lost in the past\nmonth."
    )
    found = find_dates(document(text))
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert not any("May\n\n7" in d.text for d in found)


def test_a_blank_line_ends_what_a_verb_says() -> None:
    (date,) = marked("The board will meet.\n\nPrices in October were low")
    assert date.value.timex == "2023-10"
    (date,) = marked("The board will meet\n\nSaturday at the mill")
    assert date.value.timex == "2024-05-04"


def test_words_in_any_order_break_nothing() -> None:
    words = [word for case in cases() for word in case.values[0].split()]
    draw = random.Random(7)
    for published in ("2024-05-08", None, "2024-02-29", "0001-01-01", "9999-12-31") * 60:
        text = " ".join(draw.choices(words, k=30))
        for date in marked(text, published):
            assert text[date.start : date.end] == date.text
            assert not date.value.start or date.value.start < (date.value.end or "")


def test_title_and_body_are_read_and_nothing_else() -> None:
    text = "Dam fails on Tuesday\n\nBy A. Writer, 3 March 2024\n\nIt failed at noon."
    body = text.index("It failed")
    title = Fact(value="Dam fails on Tuesday", evidence="h1", start=0, end=20)
    page = Document(
        id="d",
        page="p",
        path="p",
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=(Stretch(body, len(text)),),
        title=title,
    )
    assert [(d.text, d.region) for d in find_dates(page)] == [("Tuesday", "title"), ("noon", "body")]


def test_a_million_characters_in_one_line_take_time_in_proportion() -> None:
    sentence = "On Tuesday the 12 gauges of the river rose for two hours, more than in May 2019, and fell again the next day; "

    def took(n: int) -> float:
        text = sentence * n
        at = time.perf_counter()
        find_dates(document(text))
        return time.perf_counter() - at

    took(10)
    assert took(2000) < 25 * took(200)


@pytest.mark.parametrize("filler", ["1", "a ", "1 ", " ", "1/", "the ", "about ", "12:", "\n", "Monday, Tuesday and "])
def test_long_runs_of_one_thing_do_not_stall(filler: str) -> None:
    at = time.perf_counter()
    find_dates(document(filler * (200_000 // len(filler))))
    assert time.perf_counter() - at < 5

"""Dates: one line a case, the expression between brackets, then type, value, first day and the day after the last."""

import time
from itertools import pairwise

import pytest

from headwater.mark.dates.find import find_dates
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
    return find_dates(document(case.replace("[", "").replace("]", ""), published))


CASES = """
The dam broke on [May 7, 2024] at the weir.           | DATE 2024-05-07 2024-05-07 2024-05-08
The dam broke on [7 May].                             | DATE 2024-05-07 2024-05-07 2024-05-08
Since the [October 7] flood the road is shut.         | DATE 2023-10-07 2023-10-07 2023-10-08
Log entry [2024-02-29] reads as follows.              | DATE 2024-02-29 2024-02-29 2024-03-01
The form is dated [13/02/2024] and signed.            | DATE 2024-02-13 2024-02-13 2024-02-14
The ferry sank [yesterday] off the pier.              | DATE 2024-05-07 2024-05-07 2024-05-08
The bridge fell on [Tuesday].                         | DATE 2024-05-07 2024-05-07 2024-05-08
The mill burned [last Saturday].                      | DATE 2024-05-04 2024-05-04 2024-05-05
Talks are scheduled for [Friday].                     | DATE 2024-05-10 2024-05-10 2024-05-11
The mill burned [Monday night].                       | TIME 2024-05-06TNI 2024-05-06 2024-05-07
Floods came [two days ago].                           | DATE 2024-05-06 2024-05-06 2024-05-07
Floods came [three weeks ago].                        | DATE 2024-W16 2024-04-15 2024-04-22
The count rose [earlier this month].                  | DATE 2024-05 2024-05-01 2024-06-01
The count rose [last week].                           | DATE 2024-W18 2024-04-29 2024-05-06
The count rose [last year].                           | DATE 2023 2023-01-01 2024-01-01
The gates closed in [March].                          | DATE 2024-03 2024-03-01 2024-04-01
The gates will open in [September].                   | DATE 2024-09 2024-09-01 2024-10-01
The gates closed in [March 2019].                     | DATE 2019-03 2019-03-01 2019-04-01
The town was founded in [1871].                       | DATE 1871 1871-01-01 1872-01-01
Dams were built in [the 1960s].                       | DATE 196 1960-01-01 1970-01-01
Dams were built in [the 19th century].                | DATE 18 1800-01-01 1900-01-01
Output fell in [the third quarter of 2023].           | DATE 2023-Q3 2023-07-01 2023-10-01
Rain was short [last summer].                         | DATE 2023-SU 2023-06-01 2023-09-01
The siege has lasted [four months].                   | DURATION P4M - -
In [the past 24 hours] nine boats were lost.          | DURATION PT24H 2024-05-07 2024-05-09
In a [seven-month] period nothing grew.               | DURATION P7M - -
Nothing grew [for years] there.                       | DURATION PXY - -
It took [an hour and a half] to cross.                | DURATION PT1H30M - -
The well is tested [every day].                       | SET P1D - -
The well is tested [weekly].                          | SET P1W - -
The ferry runs [every Friday].                        | SET XXXX-WXX-5 - -
It leaves three times [a week].                       | SET P1W - -
The bell rang at [6:40 p.m. Tuesday].                 | TIME 2024-05-07T18:40 2024-05-07 2024-05-08
The bell rang at [08:30 GMT].                         | TIME 2024-05-08T08:30Z 2024-05-08 2024-05-09
The pier is [now] closed.                             | DATE PRESENT_REF - -
The pier was [recently] closed.                       | DATE PAST_REF - -
Nobody knows [the future] of the pier.                | DATE FUTURE_REF - -
The pier was closed on [Good Friday].                 | DATE 2024-03-29 2024-03-29 2024-03-30
Prices rose during [Ramadan].                         | DATE 2024-03-11/2024-04-09 2024-03-11 2024-04-10
Rain fell on [May 4-6].                               | DATE 2024-05-04/2024-05-06 2024-05-04 2024-05-07
The dike held on May 2 and broke [the following day]. | DATE 2024-05-03 2024-05-03 2024-05-04
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c.split("[")[1].split("]")[0])
def test_values(case: str) -> None:
    text, wanted = (part.strip() for part in case.split("|"))
    expression = text.split("[")[1].split("]")[0]
    kind, timex, start, end = wanted.split()
    found = [d for d in marked(text) if d.value.timex == timex]
    assert found, [(d.text, d.value) for d in marked(text)]
    value = found[0].value
    assert found[0].text in expression
    assert (value.timex_type, value.start or "-", value.end or "-") == (kind, start, end)
    assert found[0].why


@pytest.mark.parametrize(
    "text",
    [
        "They may march on the mill.",
        "He paid 2,024 crowns and 1,990 more.",
        "Route 2019 is closed, and page 1998 is torn.",
        "A 7-year-old girl found it.",
        "Prices fall, rivers spring up, and we sat in the sun.",
        "It cost $1999 in all.",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert [d.text for d in marked(text)] == []


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("It broke on May 7.", "XXXX-05-07"),
        ("It broke on Tuesday.", "XXXX-WXX-2"),
        ("It broke last week.", "XXXX-WXX"),
        ("In March it broke.", "XXXX-03"),
    ],
)
def test_without_a_date_of_publication_nothing_is_resolved(text: str, timex: str) -> None:
    (date,) = marked(text, published=None)
    assert (date.value.timex, date.value.start, date.value.end) == (timex, None, None)
    assert "shows no date" in " ".join(date.why)


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


@pytest.mark.parametrize("filler", ["1", "a ", "1 ", " ", "1/", "the ", "about ", "12:", "\n"])
def test_long_runs_of_one_thing_do_not_stall(filler: str) -> None:
    at = time.perf_counter()
    find_dates(document(filler * (200_000 // len(filler))))
    assert time.perf_counter() - at < 5

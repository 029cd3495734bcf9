"""When a document was published: what counts, what does not, what is said about it."""

from __future__ import annotations

import pytest
from tests.read.articles import TEXT, TITLE, document, flat, one, read, told

from headwater.read.numeric import Order, numeric_dates, page_order
from headwater.read.published import address_date, visible_dates
from headwater.records import Problem


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("May 7, 2024", "2024-05-07"),
        ("7 May 2024 15:42", "2024-05-07T15:42"),
        ("Tuesday, 7th of May 2024 at 3:42 pm", "2024-05-07T15:42"),
        ("PUBLISHED: 10:48, Tue, Nov 19, 2019", "2019-11-19T10:48"),
        ("15 Sept. 2021", "2021-09-15"),
        ("Tove SandahlMay 7, 2024", "2024-05-07"),
        ("Posted7 May 20243 min read", "2024-05-07"),
        ("May.7, 2024", "2024-05-07"),
        ("Tue May 7 15:42:10 GMT 2024", "2024-05-07T15:42Z"),
        ("2024-05-07", "2024-05-07"),
        ("2024-05-07 15:42", "2024-05-07T15:42"),
        ("31. October, 2023", "2023-10-31"),
        ("28 Apr, 2020 CET", "2020-04-28"),
        ("Nov 19 20197:05 AM EST", "2019-11-19T07:05-05:00"),
        ("2021/09/19", "2021-09-19"),
        ("2022-04-26 21:21:50", "2022-04-26T21:21"),
        ("10:08 am Fri Jul 19, 2013", "2013-07-19T10:08"),
        ("May 6, 2030 | 9:25pm", "2030-05-06T21:25"),
        ("Nov. 18th 2019 12:12 pm PST", "2019-11-18T12:12-08:00"),
        ("Thu, 08 May 2014 14:04:53 -0400", "2014-05-08T14:04-04:00"),
        ("8 May 2014 14:04 IST", "2014-05-08T14:04"),  # India, Israel or Ireland
    ],
)
def test_forms(line: str, value: str) -> None:
    assert [f.value for f in visible_dates(line)] == [value]


@pytest.mark.parametrize("line", ["31 February 2024", "May 2024", "12/05", "flight 2024-99-99", "The 7 May bridge"])
def test_no_dates(line: str) -> None:
    assert visible_dates(line) == []


def test_structured_data_comes_first_and_what_agrees_is_said() -> None:
    d = one('<meta property="article:published_time" content="2030-01-05T08:00:00Z">', "<p>5 January 2030</p>")
    assert (told(d.published), d.published.precision) == ("2030-01-05T08:00Z", "minute")
    assert "also a date near the title" in d.published.evidence


def test_a_contradiction_is_said() -> None:
    d = one('<meta property="article:published_time" content="2030-01-05">', "<p>9 March 2031</p>")
    assert told(d.published) == "2030-01-05"
    assert "against it: 2031-03-09" in d.published.evidence
    assert d.published.score < 1


def test_a_line_near_the_headline_adds_the_time() -> None:
    d = one('<meta name="dcterms.issued" content="2030-01-05">', "<p>Issued 5 January 2030, 14:20</p>")
    assert told(d.published) == "2030-01-05T14:20"


def test_the_address() -> None:
    d = one(url="https://example.org/news/2030/02/03/fish-market")
    assert (told(d.published), d.published.evidence) == ("2030-02-03", "the page's address")
    d = one(url="https://example.org/2030/02/fish-market")
    assert (told(d.published), d.published.precision) == ("2030-02", "month")


def test_a_supplied_date_only_fills_a_gap() -> None:
    d = one(supplied="2029-12-31")
    assert (told(d.published), d.published.evidence) == ("2029-12-31", "supplied by the user")
    d = one(lines="<p>5 January 2030</p>", supplied="2029-12-31")
    assert told(d.published) == "2030-01-05"


@pytest.mark.parametrize(
    "after",
    [
        "<aside><h3>Most read</h3><p>Storm of 4 April 2033</p></aside>",
        "<footer>Copyright 4 April 2033</footer>",
        "<figure><figcaption>The market, 4 April 2033</figcaption></figure>",
        "<div class='comments'><p>Ann, 4 April 2033: about time, I say, and not a day too soon for us.</p></div>",
    ],
)
def test_a_date_in_furniture_never_counts(after: str) -> None:
    assert one(after=after).published is None
    assert one(lines=after).published is None


def test_updated_is_not_published() -> None:
    d = one(lines="<p>Published 5 January 2030 | Updated 6 January 2030</p>")
    assert (told(d.published), told(d.modified)) == ("2030-01-05", "2030-01-06")


def test_no_date_at_all() -> None:
    assert [r.kind for r in read(f"<h1>{TITLE}</h1>{TEXT}") if isinstance(r, Problem)] == ["no-date"]


def test_each_date_is_called_by_the_label_nearest_to_it() -> None:
    found = visible_dates("Last updated 4 June 2030, originally created 17 June 2029, accessed 1 July 2031")
    assert [(f.value, f.label) for f in found] == [("2030-06-04", "modified"), ("2029-06-17", "published"), ("2031-07-01", "other")]


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("25/03/2030", "2030-03-25"),
        ("03/25/2030", "2030-03-25"),
        ("4/4/30", "2030-04-04"),
        ("19.01.2030", "2030-01-19"),
        ("03/04/2030 05:03 AM EST", "2030-03-04T05:03-05:00"),
        ("03/04/2030 05:03 BST", "2030-04-03T05:03"),
        ("03/04/2030", "2030"),
        ("03.04.2030", "2030-04-03"),
    ],
)
def test_dates_in_figures(line: str, value: str) -> None:
    assert [f.value for f in numeric_dates(line, Order())] == [value]


@pytest.mark.parametrize("line", ["1.2.30", "192.168.12.2030", "31/31/2030", "3/4", "12/2030", "00/04/2030", "1/2/3/2030"])
def test_figures_that_are_no_dates(line: str) -> None:
    assert [f for f in numeric_dates(line, Order()) if f.precision != "year"] == []


def test_a_year_in_two_figures_beside_a_clock() -> None:
    assert [f.value for f in numeric_dates("11.19.30 07:00 AM", Order())] == ["2030-11-19T07:00"]


def test_the_order_of_figures_is_found_out() -> None:
    assert numeric_dates("03/04/2030", page_order("en-US", []))[0].value == "2030-03-04"
    assert numeric_dates("03/04/2030", page_order("en_GB", []))[0].value == "2030-04-03"
    assert numeric_dates("03/04/2030", page_order("en-US", ["25/03/2030"]))[0].value == "2030-04-03"
    assert numeric_dates("03/04/2030", page_order(None, ["25/03/2030", "03/25/2030"]))[0].value == "2030"
    assert numeric_dates("03/04/2030", Order(), ["2030-04-03T10:00Z"])[0].value == "2030-04-03"


def test_the_order_of_figures_from_the_address_and_from_written_dates() -> None:
    assert numeric_dates("05-01-2030", page_order(None, [], "https://www.elmbaypost.co.uk/a"))[0].value == "2030-01-05"
    assert numeric_dates("05-01-2030", page_order(None, [], "https://elmbay.gov/a"))[0].value == "2030-05-01"
    assert numeric_dates("05-01-2030", page_order("en-US", [], "https://www.elmbaypost.co.uk/a"))[0].value == "2030-05-01"
    assert numeric_dates("05-01-2030", page_order(None, [], "https://elmbaypost.com/a"))[0].value == "2030"
    found = numeric_dates("05-01-2030", page_order(None, ["05-01-2030", "4 March 2029"]))[0]
    assert (found.value, found.score) == ("2030-01-05", 0.75)
    assert numeric_dates("05-01-2030", page_order(None, ["05-01-2030", "4 March 2029", "March 5, 2029"]))[0].value == "2030"


def test_an_order_that_nothing_settles_leaves_the_year() -> None:
    d = one(lines="<p>Published 03/04/2030</p>")
    assert (told(d.published), d.published.precision) == ("2030", "year")
    assert "either figure can be the month" in d.published.evidence
    d = one('<meta property="og:locale" content="en_GB">', "<p>Published 03/04/2030</p>")
    assert (told(d.published), d.published.precision) == ("2030-04-03", "day")
    assert "en-gb" in d.published.evidence


def test_a_moment_in_utc_and_the_readers_day_are_no_contradiction() -> None:
    d = one('<meta property="article:published_time" content="2030-01-06T02:25:00Z">', "<p>5 January 2030, 9:25pm</p>")
    assert (told(d.published), d.published.score) == ("2030-01-05T21:25-05:00", 1.0)
    assert "against" not in d.published.evidence
    d = one('<meta property="article:published_time" content="2030-01-06T02:25:00Z">', "<p>5 January 2030</p>")
    assert (told(d.published), d.published.precision) == ("2030-01-05", "day")


def test_two_moments_on_two_days_are_a_contradiction() -> None:
    head = '<meta property="article:published_time" content="2030-01-05T12:25:00Z"><meta name="pubdate" content="2030-01-06T09:49:00Z">'
    d = one(head)
    assert (told(d.published), d.published.score) == ("2030-01-05T12:25Z", 0.6)


def test_a_bare_date_that_is_the_day_of_the_declared_change_is_the_change() -> None:
    head = '<meta property="article:published_time" content="2030-01-05"><meta property="article:modified_time" content="2030-01-09">'
    d = one(head, "<p>9 January 2030</p>")
    assert (told(d.published), told(d.modified)) == ("2030-01-05", "2030-01-09")
    assert "against" not in d.published.evidence


def test_a_date_behind_the_capture_is_set_aside_and_said() -> None:
    d = one(lines="<p>5 January 2031</p>", captured="2030-06-01T10:00:00Z", url="https://example.org/2030/05/31/a")
    assert (told(d.published), d.published.score) == ("2030-05-31", 0.6)
    assert "later than the capture" in d.published.evidence


def test_the_clock_of_the_masthead_is_no_date() -> None:
    for clock in ("Friday, 20 January 2030 | 12°C", "Today: 20 January 2030"):
        assert document(f"<p>{clock}</p><h1>{TITLE}</h1>{TEXT * 2}").published is None


def test_a_day_above_the_headline_with_nothing_beside_it_is_not_sure() -> None:
    d = document(f"<p>Friday, 20 January 2030</p><h1>{TITLE}</h1>{TEXT * 2}")
    assert d.published.score < 0.9


def test_the_line_behind_the_text_that_says_first_published() -> None:
    d = one(lines="<p>Updated on 9 January 2030</p>", after="<p>First published on 5 January 2030 / 8:16 AM</p>")
    assert (told(d.published), told(d.modified)) == ("2030-01-05T08:16", "2030-01-09")


def test_the_foot_says_when_the_page_was_last_changed() -> None:
    d = one(after="<footer><p>This page was last edited on 25 October 2030, at 15:47</p></footer>")
    assert d.published is None
    assert told(d.modified) == "2030-10-25T15:47"


@pytest.mark.parametrize(
    ("url", "value"),
    [
        ("https://example.org/2030/jan/20/market", "2030-01-20"),
        ("https://example.org/news/20300120-market", "2030-01-20"),
        ("https://example.org/a/market-20300120/", "2030-01-20"),
        ("https://example.org/2030/01/20", "2030-01-20"),
        ("https://2030-01-20.example.org/a", None),
        ("https://example.org/n/20309920", None),
    ],
)
def test_addresses(url: str, value: str | None) -> None:
    found = address_date(url)
    assert (found and found.value) == value


def test_a_line_of_place_and_date_is_no_caption() -> None:
    d = one(lines="<p>Elm Bay, 5 January 2030</p>")
    assert told(d.published) == "2030-01-05"


@pytest.mark.parametrize("lines", ["{date}\n{title}\nBy Tove Sandahl", "{title}\nBy Tove Sandahl\n{date}", "{title}\n{date}"])
@pytest.mark.parametrize(
    ("date", "value"), [("1/15/30 9:00 AM", "2030-01-15T09:00"), ("15.1.2030", "2030-01-15"), ("Published 15/01/2030", "2030-01-15")]
)
def test_a_date_in_figures_is_no_headline(lines: str, date: str, value: str) -> None:
    d = flat("News", lines.format(date=date, title=f"{TITLE} to a bidder from abroad"))
    assert told(d.title) == f"{TITLE} to a bidder from abroad"
    assert told(d.published) == value

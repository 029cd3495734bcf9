"""When a document was published: what counts, what does not, what is said about it."""

from __future__ import annotations

import pytest

from headwater.read.page import read_page
from headwater.read.published import visible_dates
from headwater.records import Document, Page, Problem
from headwater.settings import ReadSettings

TEXT = "<p>The council of Elm Bay voted on Tuesday to sell the old fish market, after a debate of nine hours that was not open to the public.</p>"


def one(head: str = "", lines: str = "", url: str | None = None, supplied: str | None = None, after: str = "") -> Document:
    title = "Council sells fish market"
    body = f"<h1>{title}</h1>{lines}{TEXT * 2}{after}"
    payload = f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()
    page = Page(id="0" * 64, path="page", size=len(payload), media_type="text/html", url=url, supplied=supplied)
    (document,) = [r for r in read_page(page, payload, ReadSettings()) if isinstance(r, Document)]
    return document


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("May 7, 2024", "2024-05-07"),
        ("7 May 2024 15:42", "2024-05-07T15:42"),
        ("Tuesday, 7th of May 2024 at 3:42 pm", "2024-05-07T15:42"),
        ("PUBLISHED: 10:48, Tue, Nov 19, 2019", "2019-11-19T10:48"),
        ("15 Sept. 2021", "2021-09-15"),
        ("2024-05-07", "2024-05-07"),
        ("2024-05-07 15:42", "2024-05-07T15:42"),
    ],
)
def test_forms(line: str, value: str) -> None:
    assert [f.value for f in visible_dates(line)] == [value]


@pytest.mark.parametrize("line", ["31 February 2024", "May 2024", "12/05", "flight 2024-99-99", "The 7 May bridge"])
def test_no_dates(line: str) -> None:
    assert visible_dates(line) == []


def test_structured_data_comes_first_and_what_agrees_is_said() -> None:
    d = one('<meta property="article:published_time" content="2030-01-05T08:00:00Z">', "<p>5 January 2030</p>")
    assert d.published is not None
    assert (d.published.value, d.published.precision) == ("2030-01-05T08:00Z", "minute")
    assert "also a date near the title" in d.published.evidence


def test_a_contradiction_is_said() -> None:
    d = one('<meta property="article:published_time" content="2030-01-05">', "<p>9 March 2031</p>")
    assert d.published is not None
    assert d.published.value == "2030-01-05"
    assert "against it: 2031-03-09" in d.published.evidence
    assert d.published.score < 1


def test_a_line_near_the_headline_adds_the_time() -> None:
    d = one('<meta name="dcterms.issued" content="2030-01-05">', "<p>Issued 5 January 2030, 14:20</p>")
    assert d.published is not None
    assert d.published.value == "2030-01-05T14:20"


def test_the_address() -> None:
    d = one(url="https://example.org/news/2030/02/03/fish-market")
    assert d.published is not None
    assert (d.published.value, d.published.evidence) == ("2030-02-03", "the page's address")
    d = one(url="https://example.org/2030/02/fish-market")
    assert d.published is not None
    assert (d.published.value, d.published.precision) == ("2030-02", "month")


def test_a_supplied_date_only_fills_a_gap() -> None:
    d = one(supplied="2029-12-31")
    assert d.published is not None
    assert (d.published.value, d.published.evidence) == ("2029-12-31", "supplied by the user")
    d = one(lines="<p>5 January 2030</p>", supplied="2029-12-31")
    assert d.published is not None
    assert d.published.value == "2030-01-05"


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
    assert d.published is not None
    assert d.modified is not None
    assert (d.published.value, d.modified.value) == ("2030-01-05", "2030-01-06")


def test_no_date_at_all() -> None:
    payload = f"<h1>Council sells fish market</h1>{TEXT}".encode()
    page = Page(id="0" * 64, path="page", size=len(payload), media_type="text/html")
    assert [r.kind for r in read_page(page, payload, ReadSettings()) if isinstance(r, Problem)] == ["no-date"]

"""Dates told from the reader's day: counted back from the capture where it is known, in the lines about an article, and never sure."""

from __future__ import annotations

import pytest
from tests.read.articles import TITLE, flat, one, told

CAPTURED = "2030-06-05T10:00:00Z"


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("6 hours ago", "2030-06-05"),
        ("11 hours ago", "2030-06-04"),
        ("an hour ago", "2030-06-05"),
        ("5h ago", "2030-06-05"),
        ("Published 2 days ago", "2030-06-03"),
        ("Posted 2d ago • 3 min read", "2030-06-03"),
        ("By Tove Sandahl | 40 mins ago", "2030-06-05"),
        ("By Tove Sandahl 2 days ago", "2030-06-03"),
        ("Yesterday at 14:05", "2030-06-04"),
        ("Monday 5:30PM", "2030-06-03"),
        ("Just now", "2030-06-05"),
    ],
)
def test_counted_back_from_the_capture(line: str, day: str) -> None:
    for d in (one(lines=f"<p>{line}</p>", captured=CAPTURED), flat("News", f"{TITLE} to a bidder from abroad", line, captured=CAPTURED)):
        assert d.published is not None
        assert (d.published.value, d.published.precision) == (day, "day")
        assert d.published.score <= 0.6
        assert "counted back from the capture on 2030-06-05" in d.published.evidence
        assert "ago" not in (told(d.title) or "")
    assert one(lines=f"<p>{line}</p>").published is None


@pytest.mark.parametrize(
    "line",
    [
        "3 months ago",
        "2 weeks ago",
        "Wednesday 5:30PM",
        "The storm came 6 hours ago.",
        "Most read: storm over the hills, 2 hours ago",
        "90 days ago",
        "Deadline 2 days ago",
    ],
)
def test_what_cannot_be_counted_back_says_nothing(line: str) -> None:
    assert one(lines=f"<p>{line}</p>", captured=CAPTURED).published is None


@pytest.mark.parametrize(
    "after",
    [
        "<aside><h3>Most read</h3><ul><li>Storm<span> 2 hours ago</span></li></ul><p>2 hours ago</p></aside>",
        "<div class='comments'><p>Ann</p><p>2 hours ago</p></div>",
        "<div class='related'><a href='/x'>Storm over the hills</a><p>2 hours ago</p></div>",
    ],
)
def test_never_from_furniture(after: str) -> None:
    assert one(after=after, captured=CAPTURED).published is None
    assert one(lines=after, captured=CAPTURED).published is None


def test_a_change_is_none_of_publication_and_a_date_goes_before() -> None:
    d = one(lines="<p>Updated 5 mins ago</p>", captured=CAPTURED)
    assert (told(d.published), told(d.modified)) == (None, "2030-06-05")
    d = one(lines="<p>5 January 2030 · 2 days ago</p>", captured=CAPTURED)
    assert told(d.published) == "2030-01-05"
    d = one(lines="<p>2 days ago</p>", captured=CAPTURED, url="https://example.org/2030/06/02/a")
    assert (told(d.published), "against" in d.published.evidence) == ("2030-06-02", False)


def test_a_capture_without_its_hour_counts_days_only() -> None:
    assert told(one(lines="<p>2 days ago</p>", captured="2030-06-05").published) == "2030-06-03"
    assert one(lines="<p>6 hours ago</p>", captured="2030-06-05").published is None
    assert one(lines="<p>2 days ago</p>", captured="some day").published is None

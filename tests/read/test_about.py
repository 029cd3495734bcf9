"""Who wrote an article, under whose name it appears, where it was filed and what it rests on: by form and place, on invented pages."""

from __future__ import annotations

import pytest
from tests.read.articles import TEXT, TITLE, document, flat, one, told


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ("<p>By Tove Sandahl</p>", "Tove Sandahl"),
        ("<p>By Tove Sandahl and Bo Reed</p>", "Tove Sandahl and Bo Reed"),
        ("<p>ByT.V. Sandahl</p>", "T.V. Sandahl"),
        ("<p>By Tove Sandahl, Hill Wire</p>", "Tove Sandahl, Hill Wire"),
        ("<p>By Tove Sandahl | Harbour desk</p>", "Tove Sandahl"),
        ("<p>By Tove Sandahl@tovesandahl</p>", "Tove Sandahl"),
        ("<p>Written by Tove Sandahl on January 5, 2030</p>", "Tove Sandahl"),
        ("<p>By Tove Sandahl - 01/25/30 06:56 AM EST</p>", "Tove Sandahl"),
        ("<p>By Tove Sandahl/January 5, 2030 9:49 am EST/Updated: Jan. 6, 2030</p>", "Tove Sandahl"),
        ("<p>By Tove Sandahl on Sat, Jan 5, 2030 at 4:00 am</p>", "Tove Sandahl"),
        ("<p>By Tove Sandahl Last updated 5 January 2030</p>", "Tove Sandahl"),
        ("<p>4:00 AM PST 1/25/2030 by Tove Sandahl</p>", "Tove Sandahl"),
        ("<p>by tova on January 5, 2030</p>", "tova"),
        ("<p>Author: Tove Sandahl</p>", "Tove Sandahl"),
        ("<p>By</p><p>Tove Sandahl</p><p>and</p><p>Bo Reed</p><p>Published January 5, 2030</p>", "Tove Sandahl and Bo Reed"),
        ("<p>Article by<br>Tove Sandahl</p>", "Tove Sandahl"),
        ("<p>Tove Sandahl, Hill Wire Writer</p><p>Updated</p><p>5 January 2030</p>", "Tove Sandahl, Hill Wire Writer"),
        ("<p>Tove Sandahl<p>Harbour reporter</p><p>5 January 2030</p>", "Tove Sandahl"),
        ("<p>Staff Reports | 5 January 2030</p>", "Staff Reports"),
        ("<p>From our foreign desk</p>", "From our foreign desk"),
        ("<p>HILLWIRE</p><p>5 January 2030</p>", "HILLWIRE"),
        ("<p>By Staff and news service reports</p>", "Staff and news service reports"),
        ("<p>By: Tove Sandahl, Staff Writer</p>", "Tove Sandahl, Staff Writer"),
        ("<p>Tove Sandahl (Hill Wire)</p><p>5 January 2030</p>", "Tove Sandahl"),
        ("<p>Traders were never asked.</p><p>Tove Sandahl</p><p>5 January 2030</p>", "Tove Sandahl"),
    ],
)
def test_bylines(lines: str, name: str) -> None:
    d = one(lines=lines)
    assert told(d.byline) == name


@pytest.mark.parametrize(
    "lines",
    [
        "<p>By the time we knew, it was too late.</p>",
        "<p>By subject</p>",
        "<p>Share on Harbournet</p><p>5 January 2030</p>",
        "<p>January 5, 2030 News</p>",
        "<p>Updated</p><p>5 January 2030</p>",
        '<p>5 January 2030</p><div class="comments"><p>By Ann Reader</p></div>',
    ],
)
def test_lines_that_name_nobody(lines: str) -> None:
    assert one(lines=lines).byline is None


def test_a_byline_under_a_long_standfirst() -> None:
    standfirst = "<h2>The sale ends ninety years of trade on the quay, and the traders say that nobody asked them before it was done, not even once.</h2>"
    d = one(lines=f"{standfirst}<p>By Tove Sandahl</p><p>5 January 2030</p>")
    assert (told(d.byline), told(d.published)) == ("Tove Sandahl", "2030-01-05")


def test_a_declared_author_that_no_reader_sees_is_less_sure() -> None:
    d = one('<meta name="author" content="Tove Sandahl">')
    assert (told(d.byline), d.byline.start, d.byline.score) == ("Tove Sandahl", None, 0.7)
    assert one('<meta name="author" content="No Author">').byline is None


def test_the_declared_name_without_what_is_glued_to_it() -> None:
    d = one('<meta name="author" content="Tove Sandahl">', "<p>By <span>Tove Sandahl</span><span>Staff writer</span></p>")
    assert told(d.byline) == "Tove Sandahl"


@pytest.mark.parametrize(
    ("opening", "place", "credit"),
    [
        ("PORT HALE (Hill Wire) — ", "PORT HALE", "Hill Wire"),
        ("PORT HALE, Oskar County (HW) -- ", "PORT HALE, Oskar County", "HW"),
        ("Port Hale (HW)", "Port Hale", "HW"),
        ("PORT HALE, May 4 (HW) - ", "PORT HALE", "HW"),
        ("PORT HALE – ", "PORT HALE", None),
        ("(HW) — ", None, "HW"),
        ("POST via HW — ", None, "HW"),
        ("Not so: ", None, None),
        ("But the vote — ", None, None),
    ],
)
def test_datelines(opening: str, place: str | None, credit: str | None) -> None:
    d = document(f"<h1>{TITLE}</h1>{TEXT.replace('<p>', '<p>' + opening, 1)}{TEXT}")
    assert told(d.dateline) == place
    assert [c.value for c in d.credits] == ([credit] if credit else [])


@pytest.mark.parametrize(
    ("after", "credit"),
    [
        ("<p>Source: Agencies</p>", "Agencies"),
        ("<p>SOURCE: News agencies</p>", "News agencies"),
        ("<p>[Source: Hill Wire]</p>", "Hill Wire"),
        ("<p>Via Hill Wire</p>", "Hill Wire"),
        ("<p>With reporting by Bo Reed</p>", "Bo Reed"),
        ("<p>(Reporting by Bo Reed, editing by Ann Hill)</p>", None),
        ("<p>(HW)</p>", "HW"),
        ("<p>(say MARK-et)</p>", None),
        (
            "<p>The old market will be torn down next year and a new one built on the other side of the harbour, the council said on Tuesday. (HW)</p>",
            "HW",
        ),
        ("<p>The old market will be torn down in the coming year (see the map)</p>", None),
    ],
)
def test_credits(after: str, credit: str | None) -> None:
    assert [c.value for c in one(after=after).credits] == ([credit] if credit else [])


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta property="og:site_name" content="Elm Bay Post">', "Elm Bay Post"),
        (
            '<meta property="og:site_name" content="US"><link rel="canonical" href="https://elmbaypost.example/a">'
            "<title>Market | Elm Bay Post</title>",
            "Elm Bay Post",
        ),
        ('<meta name="application-name" content="Council sells fish market">', None),
        ('<script type="application/ld+json">{"@type":"Article","publisher":{"name":"Elm Bay Post"}}</script>', "Elm Bay Post"),
    ],
)
def test_outlets(head: str, name: str | None) -> None:
    d = document(f"<html><head>{head}</head><body><h1>{TITLE}</h1>{TEXT * 2}</body></html>")
    assert told(d.outlet) == name


def test_the_headline_is_the_line_that_the_page_declares() -> None:
    share = "".join(f"<li>Share this with {n}</li>" for n in ("friends", "neighbours", "a club", "a list", "everybody")) * 4
    d = one(lines=f"<ul>{share}</ul><h3>Photo of the day</h3>")
    assert told(d.title) == TITLE


def test_a_headline_that_no_line_shows_is_declared_only() -> None:
    d = document(f'<html><head><meta property="og:title" content="Council sells fish market"></head><body>{TEXT * 2}</body></html>')
    assert (told(d.title), d.title.start, d.title.score) == (TITLE, None, 0.7)


def test_a_text_page_that_begins_with_the_title_it_was_saved_under() -> None:
    menu = ["News", "Courts", "Sport", "Most read", "Ferry late again", "Storm over the hills"]
    lines = ["Council sells fish market | Elm Bay Post", *menu, "Council sells fish market", "By Tove Sandahl - 01/25/30 06:56 AM EST"]
    d = flat(*lines)
    assert (told(d.title), told(d.byline), told(d.outlet)) == (TITLE, "Tove Sandahl", "Elm Bay Post")
    assert told(d.published) == "2030-01-25T06:56-05:00"


def test_a_name_in_a_masthead_that_returns_is_no_headline() -> None:
    menu = [f"  • {name}" for name in ("News", "Courts", "Sport", "Harbour", "Markets", "Weather", "Letters", "Books", "Radio", "Pictures")]
    paper = "Elm Bay Post Daily"
    lines = [
        paper,
        *menu[:3],
        paper,
        "Read it",
        *menu,
        "News",
        *menu,
        "",
        "Council sells fish market to a bidder from abroad",
        f"  • By {paper}",
    ]
    d = flat(*lines, "  • 5 January 2030 15:42", "", after=f"\n\n{paper}\n\nAll rights reserved")
    assert (told(d.title), told(d.published)) == ("Council sells fish market to a bidder from abroad", "2030-01-05T15:42")


def test_a_text_page_names_itself_at_its_foot() -> None:
    d = flat(TITLE, "5 January 2030", after="\n\n© 2030 Elm Bay Post Ltd. All rights reserved.")
    assert (told(d.outlet), d.outlet.score) == ("Elm Bay Post", 0.7)


@pytest.mark.parametrize("standfirst", ["", "Traders say that they were never asked about the sale."])
@pytest.mark.parametrize(
    "name", ["Tove Sandahl", "TOVE SANDAHL", "Tove Sandahl and Bo Reed", "Tove Sandahl, Harbour reporter", "Tove Sandahl (Hill Wire)"]
)
def test_a_name_under_the_headline_of_a_text_page_is_no_part_of_it(name: str, standfirst: str) -> None:
    lines = ["News", "Council sells fish market to a bidder from abroad", *([standfirst] if standfirst else []), name, "5 January 2030"]
    d = flat(*lines)
    assert told(d.title) == lines[1]
    assert name.startswith(told(d.byline))


def test_a_headline_that_breaks_off_goes_on_with_a_name() -> None:
    d = flat("Council of", "Elm Bay", "5 January 2030")
    assert " ".join(told(d.title).split()) == "Council of Elm Bay"


def test_a_name_behind_buttons_is_the_byline_and_a_tag_is_none() -> None:
    head = ("Council sells fish market to a bidder - Hill Wire", "Courts", "Council sells fish market to a bidder", "Share this", "Twitter")
    d = flat(*head, "Tove Sandahl", "5 January 2030")
    assert told(d.byline) == "Tove Sandahl"
    assert one(lines="<p>5 January 2030</p><p>Tags</p><ul class='tags'><li>Harbour Trade</li></ul>").byline is None


def test_a_paragraph_with_a_dateline_behind_another_stays_in_the_body() -> None:
    filed = "PORT HALE (Hill Wire) — The council sold the fish market on Monday to a bidder from abroad, its clerk said."
    told = "The sale was told to nobody on the quay before it was done, traders who have stood there for years say."
    d = one(lines=f"<p>By Tove Sandahl</p><p>{told}</p><p>{filed}</p>")
    assert any(filed in d.text[s.start : s.end] for s in d.body)


@pytest.mark.parametrize("mark", ["• ", "•", "- ", "» ", "> ", "| ", "1. ", "✎ ", "➤ "])
@pytest.mark.parametrize("lines", ["{by}", "News\n{by}", "{by}\n5 January 2030", "News\n{by}\n5 January 2030"])
def test_a_byline_with_a_list_mark_is_one_and_never_a_headline(mark: str, lines: str) -> None:
    d = flat(lines.format(by=f"{mark}By Tove Sandahl"))
    assert told(d.byline) == "Tove Sandahl"
    assert "Sandahl" not in (told(d.title) or "")


def test_a_byline_in_the_largest_type_is_no_headline_unless_the_page_declares_it() -> None:
    d = document(f"<html><head><title>{TITLE}</title></head><body><h1>By Tove Sandahl</h1><h2>{TITLE}</h2>{TEXT * 2}</body></html>")
    assert told(d.title) == TITLE
    d = document(f"<html><head><title>By the numbers</title></head><body><h1>By the numbers</h1>{TEXT * 2}</body></html>")
    assert told(d.title) == "By the numbers"

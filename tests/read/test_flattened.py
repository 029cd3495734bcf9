"""Pages of which only the text was saved: headline, byline, date and outlet without any markup, on invented pages."""

from __future__ import annotations

import itertools

import pytest
from tests.read.articles import PROSE, TITLE, document, flat, read, told

from headwater.read.saved_title import reworded
from headwater.records import Document

HEADLINE = f"{TITLE} to a bidder from abroad"
MENU = ["News", "World", "Sport", "Courts", "Opinion", "Sign in", "Subscribe"]
CAPTION = "Boats in the harbour of Elm Bay on Sunday. Photograph: Bo Reed/Hill Wire"
STANDFIRST = "The sale ends ninety years of trade on the quay, traders say."
PARAGRAPHS = [
    PROSE,
    "Traders who have stood on the quay for years said on Wednesday that they had learned of the sale from a notice on the gate.",
    "The new owner, a company from Port Hale, wants to build a hotel with ninety rooms and a small museum of fishing on the site.",
    "A spokeswoman for the council said that the money would be used to repair the pier, which has been closed since the storm.",
]


def page(*lines: str, after: str = "") -> Document:
    return document("\n".join([*lines, *PARAGRAPHS]) + "\n" + after, "text/plain")


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Ada Long, Harbour reporter, 4 March 2031"], "Ada Long, Harbour reporter"),
        (["Ada Long — Hill Wire | 4 March 2031 | 3 min read"], "Ada Long"),
        (["Ada Long and Bo Reed", "Hill Wire", "March 4, 2031 • 9:30 pm"], "Ada Long and Bo Reed"),
        (["Ada Long,", "Bo Reed", "March 4, 2031"], "Ada Long and Bo Reed"),
        (["Ada Long", "and", "Bo Reed", "March 4, 2031"], "Ada Long and Bo Reed"),
        (
            ["Ada Long, Staff Attorney", "& Bo Reed, Quay Editor", "4 March 2031"],
            "Ada Long, Staff Attorney and Bo Reed, Quay Editor",
        ),
        (["Ada Long", "@adalong", "Tue 4 Mar 2031 18.54 GMT"], "Ada Long"),
        (["Ada Long@adalong", "4 March 2031"], "Ada Long"),
        (["Ada LongStaff Reporter", "March 4, 2031"], "Ada Long"),
        (["Author", "Ada Long", "Date", "4 March 2031"], "Ada Long"),
        (["Ada Long | Hill Wire", "4 March 2031"], "Ada Long"),
        (["Ada Long / Hill Wire", "4 March 2031"], "Ada Long"),
        (["AP/Hill Wire - [email protected]", "4 March 2031"], "AP/Hill Wire"),
        (["Opinion by Ada Long", "4 March 2031"], "Ada Long"),
        (["Opinion", "Ada Long", "4 March 2031"], "Ada Long"),
        (["Ada Long for Hill Wire", "4 March 2031"], "Ada Long"),
        (["From Ada Long in Port Hale", "4 March 2031"], "Ada Long"),
        (["March 4, 2031 By Ada Long 12 Comments"], "Ada Long"),
        (["Published: 4 March 2031 By Ada Long"], "Ada Long"),
        (["Posted on March 4, 2031 by Ada Long in Harbour"], "Ada Long in Harbour"),
        (["4 March 2031", "by adalong"], "adalong"),
        (["Words: Ada Long", "March 4, 2031"], "Ada Long"),
        (["Ada Long, MD", "March 4, 2031"], "Ada Long"),
        (["Ádá Löng", "March 4, 2031"], "Ádá Löng"),
        (["Ada Long", "Ada has covered the harbour and the ferries of Elm Bay for Hill Wire since 2019."], "Ada Long"),
    ],
)
def test_lines_under_a_headline_name_the_writer_and_are_no_part_of_it(lines: list[str], name: str) -> None:
    d = flat("News", HEADLINE, *lines)
    assert (told(d.title), told(d.byline)) == (HEADLINE, name)
    assert "2031" not in "".join(lines) or (told(d.published) or "").startswith("2031-03-04")


HEADS = [
    [HEADLINE, "By Ada Long", "4 March 2031"],
    [HEADLINE, STANDFIRST, "By Ada Long, Hill Wire", "March 4, 2031, 9:30 p.m. EST"],
    ["March 4, 2031", HEADLINE, "By Ada Long"],
    ["Home > News > Harbour", HEADLINE, "Published: 4 March 2031 By Ada Long", "Share", "Facebook", "Twitter"],
    [HEADLINE, "Share", "Tweet", "Email", CAPTION, "By Ada Long", "4 March 2031 10:30"],
    [HEADLINE, CAPTION, "Ada Long", "@adalong", "Tue 4 Mar 2031 18.54 GMT"],
    [HEADLINE, "Posted on March 4, 2031 by Ada Long", "Comments"],
    [HEADLINE, "by Ada Long | March 4, 2031 | 3 min read"],
    [HEADLINE, "Listen to this article", "3 min", "By Ada Long", "Updated 5 March 2031", "Published 4 March 2031"],
    ["Breaking", HEADLINE, STANDFIRST, "Subscribe", "Ada Long / Hill Wire", "4 March 2031"],
    [
        HEADLINE,
        *(f"{s} It was told to nobody on the quay." for s in ("A hotel is planned.", "Ninety stalls are gone.")),
        "By Ada Long",
        "4 March 2031",
    ],
]
MENUS = [[], MENU, ["Skip to content", "Elm Bay Post", *MENU], ["Most read", "Ferry late again", "Storm over the hills", *MENU]]
TAILS = [
    "",
    "\nRelated\nFerry late again\n3 March 2031\nStorm over the hills\n2 March 2031\n© 2031 Elm Bay Post Ltd. All rights reserved.\n",
]


@pytest.mark.parametrize("head", HEADS)
def test_menus_titles_and_tails_change_nothing(head: list[str]) -> None:
    for saved, menu, tail in itertools.product(
        [[], [f"{HEADLINE} - Elm Bay Post"], [f"{HEADLINE} | Harbour | Elm Bay Post"]], MENUS, TAILS
    ):
        d = page(*saved, *menu, *head, after=tail)
        assert told(d.title) == HEADLINE
        assert (told(d.published) or "")[:10] == "2031-03-04"
        assert (told(d.byline) or "").startswith("Ada Long")
        assert not saved or told(d.outlet) == "Elm Bay Post"


@pytest.mark.parametrize(
    "saved",
    [
        "Fish market sold by council to bidder from abroad after debate | Elm Bay Post",
        f"Harbour news: {HEADLINE} - Elm Bay Post",
        f"{HEADLINE} / Elm Bay Post",
        f"{HEADLINE} | News | Elm Bay Post",
    ],
)
def test_the_title_that_a_page_was_saved_under_need_not_be_the_headline_to_the_letter(saved: str) -> None:
    lists = ["Top Video", "Ferry late again", "Storm over the hills", "Pier closed for good", "Bridge to open"]
    d = page(saved, *MENU, *lists, HEADLINE, "Bo Reed", *lists, "Watch this", "Replay")
    assert told(d.title) == HEADLINE


def test_headlines_in_other_words_are_others() -> None:
    one = "council sells fish market to a bidder from abroad"
    assert reworded(one, "fish market sold by council to bidder from abroad") > 0.6
    assert reworded(one, "council buys a new ferry for the winter from a yard abroad") == 0.0
    assert reworded("the end of it", "the end of it all") == 0.0


def test_a_headline_far_above_its_text_with_its_byline_under_it() -> None:
    teasers = ["More Videos ...", *(f"Video {n} of the storm over the hills" for n in range(20))]
    d = page("News", "Newsletters", "More", HEADLINE, "By Ada Long, Hill Wire", "Updated 4 March 2031", *teasers)
    assert (told(d.title), told(d.byline), told(d.modified)) == (HEADLINE, "Ada Long, Hill Wire", "2031-03-04")


@pytest.mark.parametrize(
    ("above", "after", "name"),
    [
        (MENU, "Follow Elm Bay Post\nGet the Elm Bay Post newsletter\n", "Elm Bay Post"),
        (
            MENU,
            "More from the Elm Bay Post\nElm Bay Post\nmail@elmbaypost.example.com\nCopyright © 2031, Elm Bay Post | Terms\n",
            "Elm Bay Post",
        ),
        (["Watch now", "Weather", *MENU], "", None),
        (["All sections", "News & Opinion", *MENU], "", None),
        (MENU, "Follow Ada Long\n", None),
        (MENU, "© 2031 - Elm Bay Post. All rights reserved.\n", "Elm Bay Post"),
    ],
)
def test_what_a_page_calls_itself_is_its_outlet_and_no_section_is(above: list[str], after: str, name: str | None) -> None:
    d = page(*above, HEADLINE, "By Ada Long", "4 March 2031", after=after)
    assert told(d.outlet) == name
    assert d.outlet is None or d.outlet.score == 0.7


def test_what_stands_beside_the_headline_in_the_saved_title_is_the_outlet_also_of_an_article_with_another_headline() -> None:
    d = page("Harbour sold off - Elm Bay Post", *MENU, HEADLINE, "By Ada Long", after="Elm Bay Post is published every day\n")
    assert (told(d.title), told(d.outlet)) == (HEADLINE, "Elm Bay Post")


def test_a_place_before_the_date_is_no_writer_where_the_text_names_it() -> None:
    d = flat("News", HEADLINE, "Elm Bay, 4 March 2031")
    assert (told(d.dateline), told(d.byline), told(d.published)) == ("Elm Bay", None, "2031-03-04")
    d = flat("News", HEADLINE, "Ada Long, 4 March 2031")
    assert (told(d.dateline), told(d.byline)) == (None, "Ada Long")


def test_a_photographer_is_no_credit_and_an_agency_is() -> None:
    assert flat("News", HEADLINE, "(Bo Reed/Hill Wire)", "4 March 2031").credits == ()
    assert [told(c) for c in flat("News", HEADLINE, "(Hill Wire)", "4 March 2031").credits] == ["Hill Wire"]


def test_a_headline_that_a_bulletin_lists_is_no_caption() -> None:
    long = "Amid a debate of nine hours the council of Elm Bay sells the old fish market"
    parts = [f"{t}\n\nBoats in Elm Bay\n\n" + "\n\n".join(PARAGRAPHS) for t in (HEADLINE, long, "Ferry pier stays closed")]
    text = (
        "No. 7\n\n4 March 2031\n\n"
        + "\n".join((HEADLINE, long, "Ferry pier stays closed"))
        + "\n\nBack to top\n\n"
        + "\n\nBack to top\n\n".join(parts)
    )
    found = [told(d.title) for d in read(f"{text}\n\nBack to top\n", "text/plain") if isinstance(d, Document)]
    assert long in found

"""Every character of every document and piece of furniture has its place on the page, and the place leads back to it."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.page import read_page
from headwater.read.payload import decode
from headwater.records import Document, Furniture, Page
from headwater.settings import ReadSettings

PAGES = Path(__file__).parent / "pages"
EXAMPLE = Path(__file__).parents[2] / "examples" / "tolm-dam" / "pages"


def holders(payload: bytes, media: str) -> list[Document | Furniture]:
    page = Page(id="0" * 64, path="page", size=len(payload), media_type=media)
    return [r for r in read_page(page, payload, ReadSettings()) if isinstance(r, Document | Furniture)]


def check(payload: bytes, media: str) -> None:
    page = decode(payload, None).payload
    for holder in holders(payload, media):
        assert holder.offsets.length == len(holder.text)
        for i, c in enumerate(holder.text):
            start, end = holder.offsets.raw(i, i + 1)
            back = holder.offsets.back(start, end)
            assert back is not None
            assert back[0] <= i < back[1]
            if not c.isspace():
                shown = page[start:end]
                assert shown == c or (shown.startswith("&") and c in html.unescape(shown))


@pytest.mark.parametrize("path", sorted(p for p in (*PAGES.iterdir(), *EXAMPLE.iterdir()) if p.suffix != ".json"), ids=lambda p: p.name)
def test_places_of_whole_pages(path: Path) -> None:
    check(path.read_bytes(), "text/html" if path.suffix == ".html" else "text/plain")


WORDS = st.sampled_from(
    [
        "The",
        "mayor",
        "said",
        "that",
        "the",
        "bridge",
        "was",
        "closed",
        "&amp;",
        "&nbsp;",
        "&#8217;s",
        "&shy;",
        "&nosuch;",
        "café",
        "😀",
        "3.",
        "\u00ad",
        ".",
    ]
)
TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<br>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<!-- x -->",
        "<li>",
        "<a href='x>y'>",
        "</a>",
        "<",
        "\r\n",
        "\n\n",
        "<h2>",
        "<script>a<b</script>",
        "<figcaption>",
        "<br/><br>",
        "<svg><path/></svg>",
        "<div class='dek' hidden>",
        "<h1>",
        "<span class='byline'>By Ada Long, 4 March 2031 | 3 min read</span>",
    ]
)
SENTENCE = "<p>The people of the town said on Monday that they had not been told of it before the gates were shut.</p>"


@given(st.lists(st.one_of(WORDS, WORDS, TAGS), max_size=60))
def test_places_of_any_markup(pieces: list[str]) -> None:
    check((SENTENCE + " ".join(pieces) + SENTENCE).encode(), "text/html")


@given(st.text(alphabet="ab .,\n\r\t\u2028é•*#[]()", max_size=200))
def test_places_of_any_text(text: str) -> None:
    check(f"The people of the town said on Monday that they had not been told.\n{text}".encode(), "text/plain")

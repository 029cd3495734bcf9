"""Input made to break a reader costs no more than time in proportion to its length, and never an error."""

from __future__ import annotations

import time

import pytest

from headwater.read.page import read_page
from headwater.records import Document, Page, Problem
from headwater.settings import ReadSettings

#: Seconds for about 300 kB. Twenty times what an ordinary page of that size takes, for slow machines.
_LIMIT = 10.0
_PROSE = "The people of the town said on Monday that they had not been told of it before. "

MARKUP = {
    "deep": "<div>" * 50_000 + _PROSE * 5,
    "deep inline": "<b>" * 80_000 + _PROSE * 5,
    "unclosed tags": "<a " * 80_000,
    "unclosed quotes": "<a href='" * 30_000,
    "quotes across tags": '<a href="x>' * 30_000 + _PROSE,
    "unclosed comments": "<!--" * 60_000,
    "unclosed scripts": "<script>" * 30_000,
    "unclosed items": "<li>a" * 40_000,
    "unclosed paragraphs": f"<p>{_PROSE}" * 3_000,
    "closing nothing": "</div>" * 50_000 + "<i>" * 20_000 + "</u>" * 40_000,
    "ampersands": "&" * 300_000,
    "entities": "&amp;" * 60_000,
    "one attribute": f"<p class='{'a ' * 150_000}'>{_PROSE}",
    "spaces in a tag": "<p =" + " " * 300_000 + ">",
    "nested data": '<script type="application/ld+json">' + "[" * 100_000 + "</script>" + _PROSE,
    "metas": "<meta name=" * 30_000,
    "unclosed pictures": "<svg>" * 60_000 + _PROSE,
    "pictures closed once": "<svg>" * 60_000 + "</svg>" + _PROSE,
    "hidden in hidden": "<div hidden>" * 30_000 + _PROSE,
    "a million tags": "<b></b>" * 150_000 + _PROSE,
    "one line": f"<p>{_PROSE * 4_000}",
    "line breaks": "a<br>" * 60_000,
    "broken links": "<a href=x>a b c</a " * 16_000,
    "linked headlines": f"<div><h3><a>A headline of four words</a></h3><p>{_PROSE}</p>" * 2_000,
    "nested linked headlines": f"<div><h3><a>A headline of four words</a></h3>{_PROSE}" * 250,
    "classes": "".join(f"<p class='c{i} related{i}'>a" for i in range(10_000)),
    "quotes in names": "<a'" * 100_000,
    "cut off": f"<p>{_PROSE}...</p>" * 3_000,
}
TEXT = {
    "one line": _PROSE * 4_000,
    "no spaces": "a" * 300_000,
    "many lines": "a\n" * 100_000,
    "many paragraphs": f"{_PROSE}\n" * 4_000,
    "marks": "#" * 100_000 + "\n" + "[" * 100_000 + "\n" + "[a](" * 50_000,
    "bullets": "• " * 100_000,
    "bylines": "By A B\n" * 30_000,
    "dates": "4 May 2020 " * 20_000,
    "brackets": f"{_PROSE}(A" * 3_000,
    "rules": "---\n" * 30_000,
    "calls": "Get " + "you " * 20_000 + "\n" + "Get it now\n" * 20_000,
    "cut off": f"{_PROSE}...\nA title\n" * 2_000,
    "credits in brackets": "(credit " * 30_000,
    "forms": "Sign up\nIt was shut on Monday for a week, he said.\n" * 4_000,
    "credits": "Source: © (" * 20_000,
}


def timed(payload: bytes, media: str | None) -> list[object]:
    page = Page(id="0" * 64, path="page", size=len(payload), media_type=media)
    start = time.process_time()
    found = list(read_page(page, payload, ReadSettings()))
    assert time.process_time() - start < _LIMIT
    return list(found)


@pytest.mark.parametrize("name", MARKUP)
def test_markup(name: str) -> None:
    assert timed(MARKUP[name].encode(), "text/html")


@pytest.mark.parametrize("name", TEXT)
def test_text(name: str) -> None:
    assert timed(TEXT[name].encode(), "text/plain")


def kinds(payload: bytes, media: str | None = "text/plain") -> list[str]:
    return [r.kind for r in timed(payload, media) if isinstance(r, Problem)]


def test_nothing() -> None:
    assert kinds(b"") == ["empty"]
    assert kinds(b" \n\t\r\n") == ["empty"]
    assert kinds(b"\x00" * 100) == ["empty"]


def test_no_text() -> None:
    assert kinds(bytes(range(256)) * 40) == ["binary"]


def test_a_page_of_furniture_only() -> None:
    assert "no-document" in kinds(b"<nav><a href='/'>Home</a><a href='/n'>News</a></nav>", "text/html")


def test_a_page_is_known_by_its_look() -> None:
    html = f"<!DOCTYPE html><html><body><p>{_PROSE * 3}</p></body></html>".encode()
    documents = [r for r in timed(html, None) if isinstance(r, Document)]
    assert [d.text for d in documents] == [(_PROSE * 3).strip()]

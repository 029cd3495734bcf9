"""Invented articles as pages, in markup and as flattened text, and what reading says about them: for the tests of facts."""

from __future__ import annotations

from headwater.read.page import read_page
from headwater.records import Document, Fact, Page, Problem
from headwater.settings import ReadSettings

TITLE = "Council sells fish market"
PROSE = "The council of Elm Bay voted on Tuesday to sell the old fish market, after a debate of nine hours that was not open to the public."
TEXT = f"<p>{PROSE}</p>"


def read(page: str, media: str = "text/html", **about: str | None) -> list[Document | Problem]:
    """What reading makes of a page. ``about``: its address, its capture, the date that the user gave."""
    payload = page.encode()
    record = Page(id="0" * 64, path="page", size=len(payload), media_type=media, **about)  # type: ignore[arg-type]
    return [r for r in read_page(record, payload, ReadSettings()) if isinstance(r, Document | Problem)]


def document(page: str, media: str = "text/html", **about: str | None) -> Document:
    """The one document of a page."""
    (found,) = [r for r in read(page, media, **about) if isinstance(r, Document)]
    return found


def one(head: str = "", lines: str = "", *, above: str = "", after: str = "", **about: str | None) -> Document:
    """The article in markup, with a head and lines around its headline and text."""
    page = f"<html><head><title>{TITLE}</title>{head}</head><body>{above}<h1>{TITLE}</h1>{lines}{TEXT * 2}{after}</body></html>"
    return document(page, **about)


def flat(*lines: str, after: str = "", **about: str | None) -> Document:
    """The article as a text page: these lines, then its text."""
    return document("\n".join(lines) + "\n" + f"{PROSE}\n" * 3 + after, "text/plain", **about)


def told(fact: Fact | None) -> str | None:
    """The value of a fact, None where it is unknown."""
    return None if fact is None else fact.value

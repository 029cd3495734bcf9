"""Where words stand in pages whose bytes are no text: quoted, and of a PDF the page."""

from __future__ import annotations

from tests.read import made

from headwater.read.formats import pdf
from headwater.read.page import read_page
from headwater.records import Document, Page
from headwater.settings import ReadSettings
from headwater.show.export.selectors import decoded, selectors


def test_words_of_a_pdf_have_their_page():
    payload = made.report()
    page = Page(id="0" * 64, path="a.pdf", size=len(payload), media_type=pdf.MEDIA)
    (document,) = [d for d in read_page(page, payload, ReadSettings()) if isinstance(d, Document)]
    at = document.text.index("2 of the pilings")
    quote, fragment = selectors(document, at, at + 16, decoded(payload, page), markup=False)
    assert quote["exact"] == "2 of the pilings"
    assert (fragment["type"], fragment["value"]) == ("FragmentSelector", "page=2")
    across = document.text.index("helped to take")
    assert len(selectors(document, across, across + 40, decoded(payload, page), markup=False)) == 1


def test_a_guessed_encoding_counts_bytes_as_it_was_read():
    payload = f"<html><body><p>{made.THIRD}</p></body></html>".encode("cp1252")
    page = Page(id="0" * 64, path="a.html", size=len(payload), media_type="text/html")
    (document,) = [d for d in read_page(page, payload, ReadSettings()) if isinstance(d, Document)]
    at = document.text.index("café")
    *_, place = selectors(document, at, at + 4, decoded(payload, page), markup=True)
    assert payload[place["start"] : place["end"]] == "café".encode("cp1252")

"""The printed body of a document leaves out what stands between its paragraphs on the page."""

from __future__ import annotations

from headwater.read.page import read_page
from headwater.records import Document, Page
from headwater.settings import ReadSettings
from headwater.show.lines import _unbroken

PAGE = """Bridge shut for the winter

The bridge over the harbour was shut on Monday after engineers found cracks in two of its pillars.
Ships may pass below it, the authority said, but no lorry and no bus will cross it before the spring.

Share this article

Traders in the old town said that they feared for their trade in the weeks before the spring fair.
"""


def test_furniture_between_paragraphs_is_in_no_raw_range() -> None:
    page = Page(id="0" * 64, path="page", size=len(PAGE), media_type="text/plain")
    (d,) = (r for r in read_page(page, PAGE.encode(), ReadSettings()) if isinstance(r, Document))
    pieces = [p for s in d.body for p in _unbroken(d, s)]
    raw = [PAGE[slice(*d.offsets.raw(p.start, p.end))] for p in pieces]
    assert raw == [d.text[p.start : p.end] for p in pieces]
    assert [r.split()[0] for r in raw] == ["The", "Traders"]
    assert raw[0].endswith("before the spring.")

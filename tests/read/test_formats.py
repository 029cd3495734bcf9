"""Every format gives its documents with their facts, and every character of them its place: in the payload, and in the part of the file."""

from __future__ import annotations

import html as entities
import json
import sys
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from tests.read import made

from headwater.read.formats import docx, eml, feed, pdf, row
from headwater.read.open import lay
from headwater.read.page import read_page
from headwater.records import Document, Furniture, Page, Problem
from headwater.settings import ReadSettings


def page(payload: bytes, media: str | None, encoding: str | None = None) -> Page:
    return Page(id="0" * 64, path="page", size=len(payload), media_type=media, encoding=encoding)


class Read(NamedTuple):
    documents: list[Document]
    furniture: list[Furniture]
    problems: list[Problem]

    @property
    def kinds(self) -> list[str]:
        return [p.kind for p in self.problems]


def read(payload: bytes, media: str | None, encoding: str | None = None) -> Read:
    """What a page holds; every character of it is looked up where it says it stands."""
    at = page(payload, media, encoding)
    raw = lay(at, payload).payload
    found = list(read_page(at, payload, ReadSettings()))
    for holder in (f for f in found if isinstance(f, Document | Furniture)):
        for i, c in enumerate(holder.text):
            start, end = holder.offsets.raw(i, i + 1)
            back = holder.offsets.back(start, end)
            assert back is not None
            assert back[0] <= i < back[1]
            assert c.isspace() or raw[start:end] == c or c in entities.unescape(raw[start:end]), (c, raw[start:end])
    return Read(
        [f for f in found if isinstance(f, Document)],
        [f for f in found if isinstance(f, Furniture)],
        [f for f in found if isinstance(f, Problem)],
    )


def parts(payload: bytes, media: str, document: Document) -> Iterator[tuple[str, str, int]]:
    """(character, part of the file, its number there) of what is no space in a document."""
    laid = lay(page(payload, media), payload)
    for i, c in enumerate(document.text):
        if not c.isspace():
            place = laid.place(document.offsets.raw(i, i + 1)[0])
            assert place is not None, c
            yield c, *place


def test_pdf():
    payload = made.report()
    (document,), furniture, problems = read(payload, pdf.MEDIA)
    assert document.title is not None
    assert document.title.value == made.TITLE
    assert document.published is not None
    assert document.published.value == "2031-03-04"
    assert "would stay closed until the end of the week (at least)" in document.text
    assert "helped to take them to the hospital" in document.text
    assert "Release" not in document.text
    assert "Page 2" not in document.text
    assert {f.kind for f in furniture} == {"foot"}
    assert problems == []


def test_pdf_places_are_page_and_character():
    payload = made.report()
    (document,) = read(payload, pdf.MEDIA).documents
    laid = lay(page(payload, pdf.MEDIA), payload)
    assert [p.name for p in laid.places] == ["page 1", "page 2", "page 3"]
    texts = {p.name: laid.payload[p.start : p.end] for p in laid.places}
    found = list(parts(payload, pdf.MEDIA, document))
    assert all(texts[name][number] == c for c, name, number in found)
    at = document.text.index("2 of the pilings")
    assert laid.place(document.offsets.raw(at, at + 1)[0])[0] == "page 2"


def test_a_pdf_of_pictures_has_no_text():
    assert read(made.pdf([[], []]), pdf.MEDIA).kinds == ["no-text"]


def test_a_locked_pdf():
    locks = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (%s) /U (%s) /P -44 >> /ID [(x) (x)]" % (b"o" * 32, b"u" * 32)
    assert read(made.pdf([[(72, 700, 11, made.FIRST)]], encrypt=locks), pdf.MEDIA).kinds == ["locked"]


def test_a_broken_pdf():
    assert read(b"%PDF-1.7\nnothing of the kind", pdf.MEDIA).kinds == ["broken"]


def test_a_missing_extra_is_one_line_that_says_what_to_install(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name, *_: None if name == "pypdfium2" else sys.modules.get(name))
    (problem,) = read(made.report(), pdf.MEDIA).problems
    assert problem.kind == "missing-extra"
    assert "headwater[pdf]" in problem.message


def test_docx():
    payload = made.docx([("Heading1", made.TITLE), ("", "4 March 2031"), ("", made.FIRST), ("", made.SECOND), ("", made.THIRD)])
    (document,), _, problems = read(payload, docx.MEDIA)
    assert document.title is not None
    assert document.title.value == made.TITLE
    assert document.published is not None
    assert document.published.value == "2031-03-04"
    assert document.text.endswith(made.THIRD)
    assert problems == []
    texts = {f"paragraph {n}": t for n, t in enumerate([made.TITLE, "4 March 2031", made.FIRST, made.SECOND, made.THIRD], 1)}
    assert all(texts[name][number] == c for c, name, number in parts(payload, docx.MEDIA, document))


def test_docx_leaves_out_what_was_deleted():
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    runs = f"<w:r><w:t>{made.FIRST}</w:t></w:r><w:del><w:r><w:delText> Never said.</w:delText></w:r></w:del><w:r><w:tab/><w:t>{made.SECOND}</w:t></w:r>"
    payload = made.zipped({"word/document.xml": f"<w:document {space}><w:body><w:p>{runs}</w:p></w:body></w:document>".encode()})
    (document,) = read(payload, docx.MEDIA).documents
    assert document.text == f"{made.FIRST}\t{made.SECOND}"


@pytest.mark.parametrize("html", [False, True])
def test_email(html):
    payload = made.eml(html=html)
    (document,), _, problems = read(payload, eml.MEDIA)
    assert document.title is not None
    assert document.title.value == made.TITLE
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.evidence) == ("Harbour Office Öskarn", "the sender of the e-mail")
    assert document.published is not None
    assert (document.published.value, document.published.evidence) == ("2031-03-04T10:30+01:00", "the e-mail's date")
    assert made.FIRST in document.text
    assert made.THIRD in document.text
    assert problems == []
    names = {name for _, name, _ in parts(payload, eml.MEDIA, document)}
    assert names == ({"part 1 (text/html)"} if html else {"the subject", "part 1 (text/plain)"})


def test_attachments_are_named():
    attached = b'--cut\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename="release.pdf"\r\n\r\n%PDF\r\n--cut--'
    (problem,) = read(made.eml().replace(b"--cut--", attached), eml.MEDIA).problems
    assert problem.kind == "attached"
    assert "release.pdf" in problem.message


def test_rss_entries_are_documents():
    documents, _, problems = read(made.RSS, "application/rss+xml")
    first, second = documents
    assert first.title is not None
    assert first.title.value == f"{made.TITLE} & flood"
    assert first.url == "https://tern.example/pier"
    assert first.byline is not None
    assert first.byline.value == "Ada Long"
    assert first.outlet is not None
    assert first.outlet.value == "Tern & Tide"
    assert first.published is not None
    assert (first.published.value, first.published.evidence) == ("2031-03-04T10:30Z", "the feed (pubDate)")
    assert made.FIRST in first.text
    assert "The café was hit" in first.text
    assert second.text == f"Second\n\n{made.SECOND}"
    assert (first.ordinal, second.ordinal) == (0, 1)
    assert sorted(p.kind for p in problems) == ["no-date", "no-text"]
    names = {name for _, name, _ in parts(made.RSS, "application/rss+xml", first)}
    assert names == {"entry 1, title", "entry 1, content:encoded"}


def test_atom():
    (document,), _, problems = read(made.ATOM, "application/atom+xml")
    assert document.url == "https://tern.example/pier"
    assert document.byline is not None
    assert document.byline.value == "Ada Long"
    assert document.published is not None
    assert document.published.value == "2031-03-04T10:30+01:00"
    assert f"{made.SECOND} a < b" in document.text
    assert problems == []


def test_a_feed_that_breaks_off_keeps_what_came_before():
    documents, _, problems = read(made.RSS[: made.RSS.index(b"<item><title>Second")] + b"<item><ti", "application/rss+xml")
    assert len(documents) == 1
    assert [p.kind for p in problems] == ["broken"]


ROW = {
    "Headline": made.TITLE,
    "Source": {"id": 7, "name": "Tern & Tide"},
    "authors": ["Ada Long", "Mira Tellgren"],
    "Pub_Date": "2031-03-04 10:30",
    "link": "https://tern.example/pier",
    "fullText": f"{made.FIRST}\n\n{made.THIRD}",
    "summary": "Not this.",
}


def test_a_row_of_json():
    payload = json.dumps(ROW).encode()
    (document,), _, problems = read(payload, row.JSON)
    assert document.text == f"{made.TITLE}\n\n{made.FIRST}\n\n{made.THIRD}"
    assert document.url == "https://tern.example/pier"
    assert document.outlet is not None
    assert (document.outlet.value, document.outlet.evidence) == ("Tern & Tide", "the column Source")
    assert document.byline is not None
    assert document.byline.value == "Ada Long, Mira Tellgren"
    assert document.published is not None
    assert (document.published.value, document.published.evidence) == ("2031-03-04T10:30", "the column Pub_Date")
    assert problems == []
    columns = {f"column {k}": v for k, v in ROW.items()}
    assert all(columns[name][number] == c for c, name, number in parts(payload, row.JSON, document))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_row_of_csv(mark):
    quoted = ('"' + x.replace('"', '""') + '"' for x in (made.TITLE, f'{made.FIRST}\r\n\r\n"Quoted," it said.', "1930386600"))
    payload = (mark.join(("title", "Article Text", "published")) + "\r\n" + mark.join(quoted)).encode()
    (document,), _, problems = read(payload, row.CSV)
    assert document.text == f'{made.TITLE}\n\n{made.FIRST}\n\n"Quoted," it said.'
    assert document.published is not None
    assert document.published.value == "2031-03-04T10:30Z"
    assert problems == []


def test_a_row_of_markup():
    (document,) = read(
        json.dumps({"text": f"<p>{made.FIRST}</p><p>A&nbsp;&amp;&nbsp;B</p>", "date": "4 March 2031"}).encode(), row.JSON
    ).documents
    assert document.text == f"{made.FIRST}\n\nA & B"


def test_a_date_that_may_be_two_is_not_guessed():
    (document,), _, problems = read(json.dumps({"text": made.FIRST, "date": "03/04/2031"}).encode(), row.JSON)
    assert document.published is None
    assert [p.kind for p in problems] == ["bad-date", "no-date"]


def test_a_single_line_is_an_article_where_the_table_says_so():
    (document,) = read(json.dumps({"text": "Pier shut.", "date": "2031-03-04"}).encode(), row.JSON).documents
    assert document.text == "Pier shut."
    assert [(s.start, s.end) for s in document.body] == [(0, 10)]


@pytest.mark.parametrize(
    ("payload", "media"),
    [(made.report(), pdf.MEDIA), (made.RSS, "application/rss+xml"), (made.eml(), eml.MEDIA), (json.dumps(ROW).encode(), row.JSON)],
)
def test_a_page_taken_whole(payload, media):
    found = list(read_page(page(payload, media), payload, ReadSettings(as_document=True)))
    raw = lay(page(payload, media), payload).payload
    documents = [f for f in found if isinstance(f, Document)]
    assert documents
    for d in documents:
        assert all(c.isspace() or c in entities.unescape(raw[slice(*d.offsets.raw(i, i + 1))]) for i, c in enumerate(d.text))


def test_the_media_types_of_feeds():
    assert all(list(read_page(page(made.ATOM, m), made.ATOM, ReadSettings())) for m in feed.MEDIA)

"""Files of other formats that were made to do harm: a line for each, in time, and no error of ours. And whatever chance makes of good ones."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read import made

from headwater.read.formats import docx, eml, odt, pdf, row, rtf
from headwater.read.intake import captured
from headwater.read.open import lay
from headwater.read.page import read_page
from headwater.records import Document, Furniture, Page, Problem
from headwater.settings import ReadSettings

_LIMIT = 30.0
RSS, ATOM = "application/rss+xml", "application/atom+xml"
LAUGHS = (
    "<!DOCTYPE x [<!ENTITY a 'ha'>"
    + "".join(f"<!ENTITY {b} '{f'&{a};' * 10}'>" for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
ITEM = f"<item><title>A</title><description>{made.FIRST}</description></item>"


def read(payload: bytes, media: str) -> list[Document | Furniture | Problem]:
    page = Page(id="0" * 64, path="page", size=len(payload), media_type=media)
    start = time.process_time()
    found = list(read_page(page, payload, ReadSettings()))
    assert time.process_time() - start < _LIMIT
    check(page, payload, found)
    return found


def check(page: Page, payload: bytes, found: list[Document | Furniture | Problem]) -> None:
    """Every character has a place in the payload, whatever came of the page; and every problem is one line."""
    raw = lay(page, payload).payload
    for f in found:
        if isinstance(f, Problem):
            assert "\n" not in f.message.strip("\n")
            continue
        assert f.offsets.length == len(f.text)
        last = 0
        for start, length in zip(f.offsets.raws, f.offsets.raw_lengths, strict=True):
            assert last <= start <= start + length <= len(raw)
            last = start


def kinds(payload: bytes, media: str) -> list[str]:
    return [p.kind for p in read(payload, media) if isinstance(p, Problem)]


def squeezed(xml: bytes, times: int) -> bytes:
    """A Word document whose XML is one stretch over and over."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as file:
        for _ in range(times):
            file.write(xml)
    return out.getvalue()


HARM = {
    "laughs in docx": (made.docx([("", "&i;")], before=LAUGHS).replace(b"&amp;", b"&"), docx.MEDIA),
    "files in docx": (made.docx([("", made.FIRST)], before=OUTSIDE), docx.MEDIA),
    "laughs in rss": (f"{LAUGHS}<rss><channel><item><title>&i;</title></item></channel></rss>".encode(), RSS),
    "files in rss": (f"{OUTSIDE}<rss><channel><item><title>&a;</title></item></channel></rss>".encode(), RSS),
    "a gigabyte in docx": (squeezed(b" " * 1_000_000, 1_000), docx.MEDIA),
    "depth in docx": (made.zipped({"word/document.xml": b"<p>" * 1_000_000}), docx.MEDIA),
    "depth in rss": (b"<rss>" + b"<a>" * 1_000_000, RSS),
    "no docx": (made.zipped({"other.xml": b""}), docx.MEDIA),
    "no zip": (b"PK\x03\x04 nothing", docx.MEDIA),
    "no feed": (b"<rss", RSS),
    "no row": (b"[" * 200_000, row.JSON),
    "a deep row": (b'{"text":' + b"[" * 200_000 + b"]" * 200_000 + b"}", row.JSON),
    "an empty row": (b"", row.CSV),
    "parts of parts": (
        b"MIME-Version: 1.0\n" + b"".join(b"Content-Type: multipart/mixed; boundary=%d\n\n--%d\n" % (n, n) for n in range(10_000)),
        eml.MEDIA,
    ),
    "no parts": (b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\n\n" * 200_000, eml.MEDIA),
    "no pdf": (b"%PDF-1.7" + b"\x00" * 100_000, pdf.MEDIA),
}


@pytest.mark.parametrize("name", HARM)
def test_harm_is_a_line_or_two(name):
    payload, media = HARM[name]
    found = read(payload, media)
    assert 1 <= len(found) <= 2
    assert all(isinstance(p, Problem) and p.kind in ("broken", "no-text") for p in found)


def test_a_feed_keeps_what_came_before_the_harm():
    found = read(f"<rss><channel>{ITEM * 3}{'<a>' * 1_000}".encode(), RSS)
    assert len([d for d in found if isinstance(d, Document)]) == 3


def test_a_feed_of_very_many_entries():
    assert "broken" in kinds(f"<rss><channel>{ITEM * 10_050}</channel></rss>".encode(), RSS)


LOOPS = {
    "pages that hold themselves": [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"],
    "pages that hold one another": [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>",
    ],
    "a length that is itself": [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>",
        b"<< /Length 4 0 R >>\nstream\nBT ET\nendstream",
    ],
    "more pages than there are": [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 2000000000 >>"],
}


@pytest.mark.parametrize("name", LOOPS)
def test_pdf_loops(name):
    assert set(kinds(made.objects(LOOPS[name]), pdf.MEDIA)) <= {"broken", "no-text", "too-large"}


def test_a_pdf_of_one_long_line():
    assert read(made.pdf([[(10, 700, 10, "word " * 100_000)]]), pdf.MEDIA)


def test_a_pdf_of_very_many_lines():
    assert read(made.pdf([[(10, 800 - n % 780, 10, "a word") for n in range(20_000)]]), pdf.MEDIA)


def test_a_line_of_a_million_characters_in_every_format():
    line = made.FIRST * 10_000
    for payload, media in (
        (made.docx([("", line)]), docx.MEDIA),
        (f"<rss><channel><item><title>A</title><description>{line}</description></item></channel></rss>".encode(), RSS),
        (json.dumps({"text": line}).encode(), row.JSON),
        (f"Subject: A\nMIME-Version: 1.0\n\n{line}".encode(), eml.MEDIA),
    ):
        assert any(isinstance(d, Document) and len(d.text) >= len(line) for d in read(payload, media))


# ---------------------------------------------------------------- chance

GOOD = {
    pdf.MEDIA: made.report(2),
    docx.MEDIA: made.docx([("Title", made.TITLE), ("", made.FIRST), ("", made.SECOND)]),
    odt.MEDIA: made.odt(f"<text:h>{made.TITLE}</text:h><text:p>{made.FIRST}</text:p>"),
    rtf.MEDIA: made.rtf([made.TITLE, rf"{made.FIRST} \u8364? \'e9", made.SECOND]),
    eml.MEDIA: made.eml(),
    RSS: made.RSS,
    ATOM: made.ATOM,
    row.JSON: json.dumps({"title": made.TITLE, "text": made.FIRST, "date": "2031-03-04"}).encode(),
    row.CSV: f'title,text,date\n"{made.TITLE}","{made.FIRST}",2031-03-04\n'.encode(),
    "text/html": made.HTML.encode(),
}
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from(
        [
            b"<",
            b">",
            b"&",
            b'"',
            b"\r\n",
            b"\n\n",
            b"\x00",
            b"--cut",
            b"]]>",
            b"<![CDATA[",
            b"&#0;",
            b"&#55296;",
            b"\xed\xa0\x80",
            b"obj",
            b"stream\n",
        ]
    ),
)
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 40), PIECES), max_size=6)


def harmed(payload: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    for where, cut, piece in edits:
        at = int(where * len(payload))
        payload = payload[:at] + piece + payload[at + cut :]
    return payload


@pytest.mark.parametrize("media", GOOD)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(EDITS)
def test_a_page_that_chance_has_changed(media, edits):
    read(harmed(GOOD[media], edits), media)


@pytest.mark.parametrize("media", GOOD)
@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_as_any_format(media, payload):
    read(payload, media)


def good_files() -> Iterator[tuple[str, bytes]]:
    yield "a.zip", made.zipped({"a.html": made.HTML.encode(), "b/c.txt": made.FIRST.encode(), "d.jsonl": GOOD[row.JSON]})
    yield "a.wacz", made.zipped({"archive/a.warc.gz": b"", "datapackage.json": b"{}"})
    yield "a.mhtml", made.mhtml()
    yield "a.csv", GOOD[row.CSV]
    yield "a.json", b"[" + GOOD[row.JSON] + b"," + GOOD[row.JSON] + b"]"
    yield "a.jsonl", GOOD[row.JSON] + b"\n" + GOOD[row.JSON]
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nWords\r\n0\r\n\r\n"
    warc = b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (
        len(block),
        block,
    )
    yield "a.warc", warc * 3


@pytest.mark.parametrize(("name", "good"), list(good_files()))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(EDITS)
def test_a_file_that_chance_has_changed(tmp_path, name, good, edits):
    (tmp_path / name).write_bytes(harmed(good, edits))
    for found in captured([str(tmp_path / name)], max_bytes=100_000):
        if isinstance(found, Problem):
            assert "\n" not in found.message

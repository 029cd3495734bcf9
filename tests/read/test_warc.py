"""WARC and WACZ: every response with words is a page with its address; what is broken costs only what comes after it."""

from __future__ import annotations

import io
import zipfile

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from headwater.read.intake import captured
from headwater.records import Problem

PAGES = {"https://tern.example/a": "<p>The pier at Oskarn is closed.</p>", "https://tern.example/b": "<p>The pier is open again.</p>"}


@pytest.fixture
def warc() -> bytes:
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)

    def add(url: str, body: bytes, status: str = "200 OK", media: str = "text/html; charset=utf-8") -> None:
        headers = StatusAndHeaders(status, [("Content-Type", media)], protocol="HTTP/1.1")
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=headers))

    add("https://tern.example/logo", b"\x89PNG", media="image/png")
    add("https://tern.example/gone", b"<p>Not found</p>", status="404 Not Found")
    for url, body in PAGES.items():
        add(url, body.encode())
    return out.getvalue()


def taken(path) -> tuple[list, list[Problem]]:
    found = list(captured([str(path)], max_bytes=1_000_000))
    return [x for x in found if not isinstance(x, Problem)], [x for x in found if isinstance(x, Problem)]


@pytest.mark.parametrize("kind", ["warc.gz", "wacz"])
def test_every_response_with_words_is_a_page(tmp_path, warc, kind):
    file = tmp_path / f"crawl.{kind}"
    if kind == "wacz":
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("archive/data.warc.gz", warc)
    else:
        file.write_bytes(warc)
    pages, problems = taken(file)
    assert problems == []
    assert {p.url: payload.decode() for p, payload in pages} == PAGES
    for page, _ in pages:
        assert page.captured
        assert page.record
        assert (page.media_type, page.encoding) == ("text/html", "utf-8")


def test_a_broken_archive_is_said_and_what_came_before_stands(tmp_path, warc):
    (tmp_path / "cut.warc.gz").write_bytes(warc[:-60] + b"\x00" * 60)
    (tmp_path / "no.wacz").write_bytes(b"PK\x03\x04 no zip at all")
    pages, problems = taken(tmp_path)
    assert [p.url for p, _ in pages][:1] == ["https://tern.example/a"]
    assert "broken" in {p.kind for p in problems}
    assert any("no.wacz" in p.message for p in problems)

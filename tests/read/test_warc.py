"""WARC and WACZ: every response with words is a page with its address; what is broken costs only what comes after it."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import time
import zipfile
import zlib

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


def response(url: str, body: bytes, headers: str = "Content-Type: text/html; charset=utf-8\r\n", status: str = "200 OK") -> bytes:
    http = f"HTTP/1.1 {status}\r\n{headers}\r\n".encode() + body
    return record("response", url, http)


def record(kind: str, url: str, block: bytes, more: str = "", length: int | None = None) -> bytes:
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2031-03-04T10:00:00Z\r\nContent-Type: application/http\r\n"
    )
    return f"{head}{more}Content-Length: {len(block) if length is None else length}\r\n\r\n".encode() + block + b"\r\n\r\n"


A, B, C = (response(f"https://tern.example/{n}", f"<p>Page {n} of the archive.</p>".encode()) for n in "abc")


def urls(pages: list) -> list[str]:
    return [p.url.rpartition("/")[2] for p, _ in pages]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("how", ["bytes", "length", "no length", "no record"])
def test_damage_costs_the_record_that_it_hits(tmp_path, packed, how):
    harmed = {
        "bytes": B,
        "length": B.replace(b"Content-Length: ", b"Content-Length: 9"),
        "no length": B.replace(b"Content-Length: ", b"Content-Long: "),
        "no record": b"something else\r\n\r\n",
    }[how]
    parts = [gzip.compress(x) if packed else x for x in (A, harmed, C)]
    if how == "bytes":
        parts[1] = parts[1][:40] + b"\xff" * 20 + parts[1][60:] if packed else b"WARC/1.1 \x00\x00" + parts[1][200:]
    (tmp_path / ("a.warc.gz" if packed else "a.warc")).write_bytes(b"".join(parts))
    pages, problems = taken(tmp_path)
    assert urls(pages)[0] == "a"
    if how != "length":  # a record that says it is longer than it is takes what follows with it
        assert urls(pages)[-1] == "c"
    assert [p.kind for p in problems] == ["broken"]


def test_a_record_that_breaks_off_is_no_page(tmp_path):
    (tmp_path / "a.warc").write_bytes(A + B[:-20])
    (tmp_path / "b.warc.gz").write_bytes(gzip.compress(A) + gzip.compress(B)[:-20])
    pages, problems = taken(tmp_path)
    assert urls(pages) == ["a", "a"]
    assert [p.kind for p in problems] == ["broken", "broken"]
    assert all("midst of a" in p.message for p in problems)


def test_captures_of_a_page_that_did_not_change_are_counted(tmp_path):
    sha = "sha1:" + base64.b32encode(hashlib.sha1(b"<p>Page a of the archive.</p>").digest()).decode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    again = record("revisit", "https://tern.example/a", head, f"WARC-Payload-Digest: {sha}\r\n")
    elsewhere = record("revisit", "https://tern.example/z", head, "WARC-Payload-Digest: sha1:NOSUCH\r\n")
    picture = record(
        "revisit", "https://tern.example/logo", head.replace(b"text/html", b"image/png"), "WARC-Payload-Digest: sha1:NOSUCH\r\n"
    )
    changed = response("https://tern.example/a", b"<p>Page a, changed.</p>")
    (tmp_path / "a.warc").write_bytes(A + A + again + elsewhere + picture + changed)
    pages, problems = taken(tmp_path)
    assert urls(pages) == ["a", "a"]
    assert [p.message.removeprefix(str(tmp_path)) for p in problems] == [
        "/a.warc holds 2 more captures of pages that did not change.",
        "/a.warc holds 1 notes of captures whose pages are in another archive.",
    ]


def test_bodies_as_servers_send_them(tmp_path):
    body = b"<p>Page of the archive, as it is.</p>"
    chunked = b"8\r\n" + body[:8] + b"\r\n" + b"%x; x=y\r\n" % len(body[8:]) + body[8:] + b"\r\n0\r\n\r\n"
    packed = gzip.compress(body)
    kinds = {
        "chunked": (chunked, "Transfer-Encoding: chunked\r\n"),
        "gzip": (packed, "Content-Encoding: gzip\r\n"),
        "deflate": (zlib.compress(body), "Content-Encoding: deflate\r\n"),
        "bare": (zlib.compress(body)[2:-4], "Content-Encoding: deflate\r\n"),
        "both": (b"%x\r\n" % len(packed) + packed + b"\r\n0\r\n\r\n", "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
        "undone": (body, "Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
    }
    more = "Content-Type: text/html\r\n"
    (tmp_path / "a.warc").write_bytes(b"".join(response(f"https://tern.example/{n}", b, more + h) for n, (b, h) in kinds.items()))
    (tmp_path / "b.warc").write_bytes(response("https://tern.example/br", b"\x8b\x07\x80", more + "Content-Encoding: br\r\n"))
    pages, problems = taken(tmp_path)
    assert {p.url.rpartition("/")[2]: b for p, b in pages} == dict.fromkeys(kinds, body)
    assert [p.kind for p in problems] == ["unsupported"]


HOSTILE = {
    "a line without end": b"WARC/1.1\r\nWARC-Type: " + b"a" * 3_000_000,
    "headers without end": b"WARC/1.1\r\n" + b"A: b\r\n" * 200_000,
    "blank lines": b"\r\n" * 500_000,
    "records that are none": b"WARC/1.1\r\n\r\n" * 100_000,
    "a length beyond all": record("response", "https://tern.example/x", b"", length=10**18),
    "a length below none": record("response", "https://tern.example/x", b"", length=-5),
    "members that are none": gzip.compress(A) + b"\x1f\x8b\x08\x00" * 100_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_was_made_to_be_in_the_way(tmp_path, name):
    (tmp_path / "a.warc").write_bytes(HOSTILE[name])
    start = time.process_time()
    _, problems = taken(tmp_path)
    assert time.process_time() - start < 20
    assert [p.kind for p in problems] == ["broken"]


def test_a_body_that_unfolds_to_a_gigabyte(tmp_path):
    packed = gzip.compress(b"a" * 1_000_000) * 1_000
    (tmp_path / "a.warc").write_bytes(
        response("https://tern.example/x", packed, "Content-Type: text/html\r\nContent-Encoding: gzip\r\n") + A
    )
    pages, problems = taken(tmp_path)
    assert urls(pages) == ["a"]
    assert [p.kind for p in problems] == ["too-large"]

"""What the user names becomes pages: saved pages, archives, tables; and archives that were made to do harm cost one line."""

from __future__ import annotations

import gzip
import io
import json
import stat
import tarfile
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read import made

from headwater.read.formats import docx, eml, pdf
from headwater.read.intake import captured
from headwater.records import Page, Problem

#: Seconds that a hostile file may cost.
_LIMIT = 30.0


def taken(*paths: Path, max_bytes: int = 1_000_000, **more) -> tuple[list[tuple[Page, bytes]], list[Problem]]:
    start = time.process_time()
    found = list(captured([str(p) for p in paths], max_bytes=max_bytes, **more))
    assert time.process_time() - start < _LIMIT
    for problem in (f for f in found if isinstance(f, Problem)):
        assert "\n" not in problem.message
    return [f for f in found if not isinstance(f, Problem)], [f for f in found if isinstance(f, Problem)]


def kinds(problems: list[Problem]) -> list[str]:
    return sorted(p.kind for p in problems)


SAVED = {
    "news/Pier closed.html": made.HTML.encode(),
    "news/Pier closed_files/frame.html": b"<p>An advertisement.</p>",
    "news/Pier closed_files/style.css": b"p { color: red }",
    "news/other_files/own.html": b"<p>This folder belongs to no page and is one of the collection.</p>",
    "news/.hidden.html": b"<p>Hidden.</p>",
}


def test_the_folder_beside_a_saved_page_is_no_page(tmp_path):
    for name, data in SAVED.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    pages, problems = taken(tmp_path)
    assert [Path(p.path).name for p, _ in pages] == ["Pier closed.html", "own.html"]
    assert problems == []


def test_a_zip_is_read_as_a_folder_is(tmp_path):
    file = tmp_path / "pages.zip"
    file.write_bytes(
        made.zipped({**SAVED, "deep/inner.zip": made.zipped({"a.txt": b"Words."}), "b.pdf": made.report(), "mail.eml": made.eml()})
    )
    pages, problems = taken(file, supplied={f"{file}/news/other_files/own.html": "2031-03-04"}, default="2031-01-01")
    assert {p.path.removeprefix(str(file)): (p.media_type, p.supplied) for p, _ in pages} == {
        "/b.pdf": (pdf.MEDIA, "2031-01-01"),
        "/deep/inner.zip/a.txt": ("text/plain", "2031-01-01"),
        "/mail.eml": (eml.MEDIA, "2031-01-01"),
        "/news/Pier closed.html": ("text/html", "2031-01-01"),
        "/news/other_files/own.html": ("text/html", "2031-03-04"),
    }
    assert problems == []


def test_formats_are_known_by_their_bytes_whatever_they_are_called(tmp_path):
    (tmp_path / "a.txt").write_bytes(made.report())
    (tmp_path / "b.html").write_bytes(made.docx([("", made.FIRST)]))
    (tmp_path / "c").write_bytes(made.eml())
    (tmp_path / "d.xml").write_bytes(made.RSS)
    (tmp_path / "e.dat").write_bytes(gzip.compress(made.HTML.encode()))
    (tmp_path / "f").write_bytes(made.mhtml())
    pages, problems = taken(tmp_path)
    assert [p.media_type for p, _ in pages] == [pdf.MEDIA, docx.MEDIA, eml.MEDIA, "application/rss+xml", None, "text/html"]
    assert problems == []


def test_mhtml(tmp_path):
    (tmp_path / "pier.mhtml").write_bytes(made.mhtml())
    ((page, payload),), problems = taken(tmp_path)
    assert payload.decode().strip() == made.HTML
    assert (page.url, page.captured, page.encoding) == ("https://tern.example/pier", "2031-03-05T07:00:00Z", "utf-8")
    assert problems == []


def test_singlefile_and_the_mark_of_a_browser(tmp_path):
    note = "<!--\n Page saved with SingleFile \n url: https://tern.example/pier \n saved date: Wed Mar 05 2031 08:00:00 GMT+0100 (Central)\n-->"
    (tmp_path / "a.html").write_text(made.HTML.replace("<head>", f"{note}<head>"), encoding="utf-8")
    (tmp_path / "b.html").write_text("<!-- saved from url=(0025)https://tern.example/pier -->" + made.HTML, encoding="utf-8")
    (tmp_path / "c.html").write_text("<!-- saved from url=(0014)about:internet -->" + made.HTML, encoding="utf-8")
    pages, _ = taken(tmp_path)
    assert [(p.url, p.captured) for p, _ in pages] == [
        ("https://tern.example/pier", "2031-03-05T07:00:00Z"),
        ("https://tern.example/pier", None),
        (None, None),
    ]


ROWS = [
    {"title": made.TITLE, "url": "https://tern.example/a", "text": made.FIRST},
    {"title": "Bare"},
    {"text": f"{made.SECOND}\n{made.THIRD}"},
]


def test_json_lines_give_a_page_a_row(tmp_path):
    (tmp_path / "a.jsonl").write_text("\ufeff" + "\n".join([*map(json.dumps, ROWS), "{broken", "", "[1]"]), encoding="utf-8")
    pages, problems = taken(tmp_path)
    assert [(p.record, p.url, json.loads(b)) for p, b in pages] == [
        ("line 1", "https://tern.example/a", ROWS[0]),
        ("line 3", None, ROWS[2]),
    ]
    assert [p.message.removeprefix(str(tmp_path)) for p in problems] == [
        "/a.jsonl holds a row that cannot be read, line 4.",
        "/a.jsonl holds 2 rows without text, first in line 2.",
    ]


@pytest.mark.parametrize(
    "text", [json.dumps(ROWS), json.dumps(ROWS, indent=2), "\n".join(map(json.dumps, ROWS)), json.dumps(ROWS[0], indent=1)]
)
def test_json_in_its_other_forms(tmp_path, text):
    (tmp_path / "a.json").write_text(text)
    pages, _ = taken(tmp_path)
    assert json.loads(pages[0][1]) == ROWS[0]
    assert len(pages) == (1 if text.startswith("{\n") else 2)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_gives_a_page_a_row(tmp_path, encoding):
    table = 'Title;Text;Link\r\n"Café";"One – two.\r\nThree ""four""";https://tern.example/a\r\nBare;;\r\nLast;Words;x'
    (tmp_path / "a.csv").write_bytes(table.encode(encoding))
    pages, problems = taken(tmp_path)
    assert [(p.record, p.url) for p, _ in pages] == [("line 2", "https://tern.example/a"), ("line 5", "x")]
    assert [b.decode(p.encoding) for p, b in pages] == ["\r\n".join(table.split("\r\n")[:3]) + "\r\n", "Title;Text;Link\r\nLast;Words;x"]
    assert kinds(problems) == ["no-text"]


def test_a_table_without_text_is_said(tmp_path):
    (tmp_path / "a.csv").write_text("path,published\na.html,2031-03-04\n")
    (tmp_path / "b.jsonl").write_text('{"a": 1}\n')
    pages, problems = taken(tmp_path)
    assert pages == []
    assert kinds(problems) == ["unsupported", "unsupported"]


def test_rows_that_are_too_long(tmp_path):
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": "x" * 5_000}) + "\n" + json.dumps(ROWS[0]))
    (tmp_path / "b.csv").write_text('text\nshort\n"' + "never closed\n" * 10_000)
    pages, problems = taken(tmp_path, max_bytes=2_000)
    assert [b for _, b in pages] == [json.dumps(ROWS[0]).encode(), b"text\nshort\n"]
    assert kinds(problems) == ["too-large", "too-large"]


# ---------------------------------------------------------------- harm


@pytest.fixture(scope="session")
def gigabyte() -> bytes:
    """A megabyte in gzip that is a gigabyte of one letter."""
    return gzip.compress(b"a" * 1_000_000) * 1_000


@pytest.mark.parametrize("name", ["a.html.gz", "a.jsonl.gz", "a.csv.gz", "a.warc.gz", "a.json.gz", "a.mhtml.gz", "a.parquet.gz"])
def test_a_gigabyte_in_gzip(tmp_path, gigabyte, name):
    (tmp_path / name).write_bytes(gigabyte)
    (tmp_path / "z.txt").write_text("Words.")
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] == [b"Words."]
    assert 1 <= len(problems) <= 2
    assert set(kinds(problems)) <= {"too-large", "broken", "unsupported"}


def test_a_gigabyte_in_zip(tmp_path, gigabyte):
    (tmp_path / "a.zip").write_bytes(
        made.zipped({"a.html": b"Words.", "b.jsonl.gz": gigabyte, "c.html.gz": gigabyte, "d.warc.gz": gigabyte})
    )
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] == [b"Words."]
    assert "too-large" in kinds(problems)


def test_millions_of_rows_of_one_letter(tmp_path):
    rows = b"a,b\n" * 1_000_000
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("a.csv", "w") as file:
        file.write(b"text\n")
        for _ in range(50):
            file.write(rows)
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    _, problems = taken(tmp_path)
    assert kinds(problems) == ["too-large"]


def test_zips_in_zips(tmp_path):
    data = made.zipped({"a.txt": b"Words."})
    for _ in range(6):
        data = made.zipped({"in.zip": data})
    (tmp_path / "a.zip").write_bytes(data)
    pages, (problem,) = taken(tmp_path)
    assert pages == []
    assert "archives deep" in problem.message


def test_names_that_lead_out_of_an_archive(tmp_path):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("../../up.txt", "/root.txt", "a/../../b.txt", "..\\win.txt", "C:\\win.txt"):
            archive.writestr(name, f"Words of {name}.")
        link = zipfile.ZipInfo("link.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    (tmp_path / "a.zip").write_bytes(out.getvalue())
    pages, problems = taken(tmp_path / "a.zip")
    assert [p.path.removeprefix(str(tmp_path)) for p, _ in pages] == []
    assert kinds(problems) == ["unsafe"] * 6
    assert [f.name for f in tmp_path.iterdir()] == ["a.zip"]


def test_members_that_are_locked_or_broken_cost_themselves(tmp_path):
    data = bytearray(
        made.zipped({"a.txt": b"Words of the first. " * 50, "b.txt": b"Words of the second.", "c.txt": b"Words of the third."})
    )
    at = data.index(b"a.txt") + 5
    data[at : at + 8] = b"\xff" * 8  # the packed bytes of the first
    where = data.rindex(b"PK\x01\x02", 0, data.rindex(b"b.txt"))
    data[where + 8] |= 1  # the flag that says the second is locked
    (tmp_path / "a.zip").write_bytes(bytes(data))
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] == [b"Words of the third."]
    assert kinds(problems) == ["broken", "locked"]


def test_other_things_in_zip_are_named(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(made.zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}))
    (tmp_path / "b.epub").write_bytes(made.zipped({"META-INF/container.xml": b"<container/>"}))
    (tmp_path / "c.zip").write_bytes(made.zipped({}))
    (tmp_path / "d.zip").write_bytes(b"PK\x03\x04 no zip at all")
    pages, problems = taken(tmp_path)
    assert pages == []
    assert [p.kind for p in problems] == ["unsupported", "broken", "no-pages", "broken"]


def test_mime_parts_without_end(tmp_path):
    nested = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(5_000))
    (tmp_path / "a.mht").write_bytes(b"MIME-Version: 1.0\r\n" + nested)
    (tmp_path / "b.eml").write_bytes(b"MIME-Version: 1.0\r\n" + nested)
    pages, problems = taken(tmp_path)
    assert [p.media_type for p, _ in pages] == [eml.MEDIA]
    assert kinds(problems) == ["broken"]


def test_a_member_without_a_name(tmp_path):
    """Found by fuzzing: the name ends at its first zero byte."""
    data = made.zipped({"a.txt": b"Words.", "b.txt": b"More."})
    at = data.rindex(b"b.txt")
    (tmp_path / "a.zip").write_bytes(data[:at] + b"\x00" + data[at + 1 :])
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] == [b"Words."]
    assert kinds(problems) == ["unsafe"]


def test_a_reader_that_fails_costs_its_file(tmp_path, monkeypatch):
    def fails(*_):
        raise KeyError("of ours")
        yield

    monkeypatch.setattr("headwater.read.warc.pages", fails)
    (tmp_path / "a.warc").write_bytes(b"WARC/1.1")
    (tmp_path / "b.txt").write_bytes(b"Words.")
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] == [b"Words."]
    assert kinds(problems) == ["internal"]


@pytest.mark.parametrize(
    "data",
    [
        b"text\nWords\n" + "\u0416\u0438\u0437\u043d\u044c ".encode("cp1251") * 40,
        b"\xfe\xff\x00t\x00e\x00x\x00t\x00\n\x00a~",
        b"text\n\xff\xfe\x81",
    ],
)
def test_a_table_in_odd_bytes(tmp_path, data):
    """Found by fuzzing: a table that breaks off in the midst of a letter."""
    (tmp_path / "a.csv").write_bytes(data)
    pages, problems = taken(tmp_path)
    assert len(pages) >= 1
    assert all(b.decode(p.encoding, "replace").startswith("text\n") for p, b in pages)
    assert "internal" not in kinds(problems)


def tarred(members: list[tuple[tarfile.TarInfo | str, bytes]], form: int = tarfile.PAX_FORMAT) -> bytes:
    """A tar archive."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for info, data in members:
            info = tarfile.TarInfo(info) if isinstance(info, str) else info
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


LONG = "news/" + "of the harbour " * 12 + "é.txt"


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("name", ["a.tar", "a.tar.gz", "a.tgz"])
def test_a_tar_is_read_as_a_folder_is(tmp_path, form, name):
    data = tarred(
        [("./b.html", made.HTML.encode()), ("a.txt", b"Words."), ("d/.hidden", b"x"), ("in.zip", made.zipped({"c.txt": b"Inner."}))], form
    )
    if form != tarfile.USTAR_FORMAT:
        data = tarred(
            [("./b.html", made.HTML.encode()), ("a.txt", b"Words."), ("in.zip", made.zipped({"c.txt": b"Inner."})), (LONG, b"Long.")], form
        )
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    pages, problems = taken(tmp_path / name)
    assert problems == []
    found = {p.path.removeprefix(f"{tmp_path}/{name}/"): payload for p, payload in pages}
    long = {} if form == tarfile.USTAR_FORMAT else {LONG: b"Long."}
    assert found == {"a.txt": b"Words.", "b.html": made.HTML.encode(), "in.zip/c.txt": b"Inner.", **long}


def test_members_of_a_tar_that_lead_out_of_it(tmp_path):
    link, hard, device, holes = (tarfile.TarInfo(n) for n in ("link.txt", "hard.txt", "dev.txt", "holes.txt"))
    link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
    hard.type, hard.linkname = tarfile.LNKTYPE, "../../up.txt"
    device.type = tarfile.CHRTYPE
    holes.pax_headers = {
        "GNU.sparse.major": "1",
        "GNU.sparse.minor": "0",
        "GNU.sparse.name": "holes.txt",
        "GNU.sparse.realsize": "99999999999",
    }
    members = [
        ("../../up.txt", b"Up."),
        ("/root.txt", b"Root."),
        (link, b""),
        (hard, b""),
        (device, b""),
        (holes, b"1\n0\n9\n"),
        ("a.txt", b"Words."),
    ]
    (tmp_path / "a.tar").write_bytes(tarred(members))
    pages, problems = taken(tmp_path / "a.tar")
    assert [b for _, b in pages] == [b"Words."]
    assert kinds(problems) == ["unsafe"] * 6
    assert [f.name for f in tmp_path.iterdir()] == ["a.tar"]


def test_a_tar_that_breaks_off_keeps_what_came_before(tmp_path):
    data = tarred([("a.txt", b"Words of the first."), ("b.txt", b"Words." * 1_000)])
    (tmp_path / "a.tar").write_bytes(data[: data.index(b"b.txt") + 200])
    (tmp_path / "b.tar").write_bytes(data.replace(b"b.txt", b"c.txt"))  # its sum is that of another name
    (tmp_path / "c.tar").write_bytes(tarred([]))
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] == [b"Words of the first."] * 2
    assert kinds(problems) == ["broken", "broken", "empty"]


def test_a_gigabyte_in_a_packed_tar(tmp_path):
    one = tarred([("a.txt", b"a" * 10_000_000)])[: -10 * 1024]
    (tmp_path / "a.tar.gz").write_bytes(b"".join(gzip.compress(one) for _ in range(100)))
    _, problems = taken(tmp_path)
    assert kinds(problems) == ["too-large"]


def test_headers_of_a_tar_that_lie(tmp_path):
    info = tarfile.TarInfo("a.txt")
    info.size = 8**11 - 1
    (tmp_path / "a.tar").write_bytes(info.tobuf(tarfile.USTAR_FORMAT) + b"Words.")
    extended = tarfile.TarInfo("x")
    extended.type, extended.size = tarfile.XHDTYPE, 1_000
    (tmp_path / "b.tar").write_bytes(extended.tobuf(tarfile.USTAR_FORMAT) + b"99999999999999999999 path=x\n" + b"\x00" * 2_000)
    pages, problems = taken(tmp_path)
    assert [b for _, b in pages] in ([], [b"Words."])
    assert len(problems) <= 2


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_a_tar_that_chance_has_changed(tmp_path_factory, data):
    good = bytearray(
        tarred(
            [("a.txt", b"Words."), (LONG, b"Long."), ("b.txt", b"More.")],
            data.draw(st.sampled_from([tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])),
        )
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, 3_000))
        good[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    file = tmp_path_factory.mktemp("tar") / "a.tar"
    file.write_bytes(bytes(good))
    _, problems = taken(file)
    assert "internal" not in kinds(problems)


def book(spine: str, manifest: str = "", **more: bytes) -> bytes:
    """An e-book of three chapters, with a table of contents and a picture."""
    items = "".join(f'<item id="{n}" href="text/{n}%20of%203.xhtml" media-type="application/xhtml+xml"/>' for n in "abc")
    items += '<item id="toc" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/><item id="p" href="p.png" media-type="image/png"/>'
    package = f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{items}{manifest}</manifest><spine>{spine}</spine></package>'
    container = '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="in/book.opf"/></rootfiles></container>'
    chapters = {f"in/text/{n} of 3.xhtml": f"<html><body><p>Chapter {n}.</p></body></html>".encode() for n in "abc"}
    held = {
        "META-INF/container.xml": container.encode(),
        "in/book.opf": package.encode(),
        "in/nav.xhtml": b"<html></html>",
        "in/p.png": b"x",
    }
    return made.zipped({"mimetype": b"application/epub+zip", **held, **chapters, **{k.replace("_", "/"): v for k, v in more.items()}})


REFS = "".join(f'<itemref idref="{n}"/>' for n in ("toc", "c", "a", "a", "p", "missing"))


def test_an_e_book_is_its_chapters_in_their_order(tmp_path):
    (tmp_path / "a.epub").write_bytes(book(REFS))
    pages, problems = taken(tmp_path / "a.epub")
    assert problems == []
    assert [p.path.removeprefix(f"{tmp_path}/") for p, _ in pages] == ["a.epub/in/text/c of 3.xhtml", "a.epub/in/text/a of 3.xhtml"]
    assert [p.media_type for p, _ in pages] == ["application/xhtml+xml"] * 2


def test_harm_in_an_e_book(tmp_path):
    up = '<item id="up" href="../../../etc/passwd" media-type="text/html"/>'
    (tmp_path / "a.epub").write_bytes(book('<itemref idref="up"/>', up))
    (tmp_path / "b.epub").write_bytes(made.zipped({"META-INF/container.xml": b'<!DOCTYPE a [<!ENTITY i "a">]><container>&i;</container>'}))
    key = b'<encryption><CipherReference URI="in/text/a%20of%203.xhtml"/></encryption>'
    (tmp_path / "c.epub").write_bytes(book('<itemref idref="a"/><itemref idref="b"/>', **{"META-INF_encryption.xml": key}))
    pages, problems = taken(tmp_path)
    assert [p.path.rpartition("/")[2] for p, _ in pages] == ["b of 3.xhtml"]
    assert kinds(problems) == ["broken", "locked", "no-pages"]

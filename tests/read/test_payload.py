"""From bytes to text, in the order that browsers follow."""

from __future__ import annotations

import codecs

import pytest

from headwater.read.page import read_page
from headwater.read.payload import _labels, codec_of, decode
from headwater.records import Document, Page, Problem
from headwater.settings import ReadSettings

WORDS = "The café on the quay – “closed” since Monday – will not open again, said the owner."


@pytest.mark.parametrize(
    ("payload", "declared", "encoding"),
    [
        (WORDS.encode(), None, "utf-8"),
        (b"\xef\xbb\xbf" + WORDS.encode(), None, "utf-8"),
        (b"\xff\xfe" + WORDS.encode("utf-16-le"), None, "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), None, "utf-16-be"),
        (WORDS.encode("cp1252"), "iso-8859-1", "cp1252"),
        (b'<meta charset="windows-1252">' + WORDS.encode("cp1252"), None, "cp1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">' + WORDS.encode("cp1252"), None, "cp1252"),
    ],
)
def test_what_is_named_is_used(payload: bytes, declared: str | None, encoding: str) -> None:
    decoded = decode(payload, declared)
    assert decoded.encoding == encoding
    assert decoded.payload.endswith(WORDS)
    assert not decoded.payload.startswith("\ufeff")
    assert not decoded.doubt


def test_a_wrong_label_gives_way_to_the_bytes() -> None:
    assert decode(WORDS.encode("cp1252"), "utf-8").payload == WORDS


def test_a_few_broken_bytes_are_doubtful() -> None:
    decoded = decode((WORDS * 200).encode() + b"\xff." + WORDS.encode(), None)
    assert decoded.encoding == "utf-8"
    assert decoded.doubt
    assert decoded.payload.count("\ufffd") == 1


def test_line_ends_and_marks_are_counted_as_they_are() -> None:
    payload = ("\ufeffHead\r\n\r\n" + WORDS + "\r\n").encode()
    page = Page(id="0" * 64, path="page", size=len(payload), media_type="text/plain")
    (document,) = [r for r in read_page(page, payload, ReadSettings()) if isinstance(r, Document)]
    at = document.text.index("The café")
    assert document.offsets.raw(at, at + 3) == (8, 11)


def test_a_text_taken_whole() -> None:
    payload = f"HEAD\n\nBy A. B.\n{WORDS}\n".encode()
    page = Page(id="0" * 64, path="page", size=len(payload), media_type="text/plain", supplied="2031-05")
    (document,) = list(read_page(page, payload, ReadSettings(as_document=True)))
    assert isinstance(document, Document)
    assert document.text == payload.decode()
    assert document.offsets.raw(3, 9) == (3, 9)
    assert document.title is None
    assert document.published is not None
    assert (document.published.value, document.published.precision) == ("2031-05", "month")


def test_another_language_is_a_problem() -> None:
    text = "Der Bürgermeister sagte am Montag, die Brücke sei seit drei Wochen geschlossen und werde nicht vor dem Herbst geöffnet. " * 3
    page = Page(id="0" * 64, path="page", size=len(text), media_type="text/plain", supplied="2031-05-01")
    found = list(read_page(page, text.encode(), ReadSettings()))
    assert [r.kind for r in found if isinstance(r, Problem)] == ["language"]
    assert [r.language for r in found if isinstance(r, Document)] == ["und"]


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        (" us-ascii ", "cp1252"),
        ("latin1", "cp1252"),
        ("x-user-defined", "cp1252"),
        ("iso-8859-9", "cp1254"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("tis-620", "cp874"),
        ("utf8", "utf-8"),
        ("rot13", None),
        ("utf-7", None),
        ("idna", None),
        ("", None),
        (None, None),
    ],
)
def test_labels_mean_what_they_mean_to_browsers(label: str | None, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_every_label_has_a_codec_that_python_knows() -> None:
    assert {codecs.lookup(codec).name for codec in _labels().values()}


def test_a_page_cannot_call_itself_utf_16_in_letters() -> None:
    assert decode(b'<meta charset="utf-16">' + WORDS.encode(), None).encoding == "utf-8"


def test_a_declaration_in_a_comment_is_none() -> None:
    payload = b'<!-- <meta charset="koi8-r"> --><meta charset="windows-1252">' + WORDS.encode("cp1252")
    assert decode(payload, None).encoding == "cp1252"


def test_xml_says_its_encoding_first() -> None:
    assert decode(b'<?xml version="1.0" encoding="ISO-8859-1"?><html>' + WORDS.encode("cp1252"), None).payload.endswith(WORDS)


def test_bytes_that_windows_1252_leaves_open_are_read_as_browsers_do() -> None:
    assert decode(b"caf\xe9 \x81\x9d", "iso-8859-1").payload == "café \x81\x9d"


def test_what_no_label_tells_is_guessed_as_browsers_do() -> None:
    assert decode(b"a word or two, and a caf\xe9", None) == ("a word or two, and a café", "cp1252", "")
    russian = "Мэр сказал в понедельник, что мост закрыт и не будет открыт до осени, потому что на ремонт нет денег." * 5
    assert decode(russian.encode("cp1251"), None).payload == russian

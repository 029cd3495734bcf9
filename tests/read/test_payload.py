"""From bytes to text, in the order that browsers follow."""

from __future__ import annotations

import pytest

from headwater.read.page import read_page
from headwater.read.payload import decode
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

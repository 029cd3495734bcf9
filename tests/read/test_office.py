"""OpenDocument and RTF: the paragraphs of the body, in order, each character in its place; and nothing that is no part of the body."""

from __future__ import annotations

import pytest
from tests.read import made
from tests.read.test_formats import parts, read

from headwater.read.formats import odt, rtf
from headwater.read.open import lay
from headwater.records import Page

WORDS = [made.TITLE, "4 March 2031", made.FIRST, made.SECOND, made.THIRD]


def texts(payload: bytes, media: str) -> list[str]:
    """The paragraphs of a document as it is laid out."""
    laid = lay(Page(id="0" * 64, path="p", size=len(payload), media_type=media), payload)
    return [laid.payload[p.start : p.end] for p in laid.places]


def as_odt(words: list[str]) -> bytes:
    head = f'<text:h text:outline-level="1">{words[0]}</text:h>'
    return made.odt(head + "".join(f"<text:p>{w}</text:p>" for w in words[1:]))


@pytest.mark.parametrize(
    ("payload", "media"), [(as_odt(WORDS), odt.MEDIA), (made.rtf([rf"\outlinelevel0 {made.TITLE}", *WORDS[1:]]), rtf.MEDIA)]
)
def test_a_report(payload: bytes, media: str) -> None:
    (document,), _, problems = read(payload, media)
    assert document.title is not None
    assert document.title.value == made.TITLE
    assert document.published is not None
    assert document.published.value == "2031-03-04"
    assert document.text.endswith(made.THIRD)
    assert problems == []
    numbered = {f"paragraph {n}": t for n, t in enumerate(texts(payload, media), 1)} if media == odt.MEDIA else None
    for c, name, number in parts(payload, media, document):
        assert name.startswith("paragraph ")
        assert numbered is None or numbered[name][number] == c


def test_odt_blanks_breaks_tables_and_what_is_no_part_of_the_body() -> None:
    body = (
        "<text:tracked-changes><text:p>Never said.</text:p></text:tracked-changes>"
        "<text:p>One<text:s text:c='2'/>two<text:tab/>three<text:line-break/>four"
        "<office:annotation><text:p>A remark.</text:p></office:annotation> five</text:p>"
        "<text:list><text:list-item><text:p>In a list</text:p></text:list-item></text:list>"
        "<text:p>With a note<text:note><text:p>at the foot</text:p></text:note> in it<draw:text-box><text:p>boxed</text:p></draw:text-box>.</text:p>"
        "<text:p>White\n   space   of the file</text:p>"
    )
    assert texts(made.odt(body), odt.MEDIA) == ["One  two\tthree\nfour five", "In a list", "With a note in it.", "White space of the file"]


def test_odt_levels_that_are_no_numbers() -> None:
    assert texts(made.odt("<text:h text:outline-level='²'>A</text:h><text:h text:outline-level='99999999999'>B</text:h>"), odt.MEDIA) == [
        "A",
        "B",
    ]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r"caf\'e9 and \ldblquote said\rdblquote \emdash so", "café and “said”—so"),
        (r"\u8364? 5 \uc2\u233\'3f\'3f t\uc0\u233 e", "€ 5 é tée"),
        (r"a\{b\}\\c\~d\_e", "a{b}\\c\u00a0d-e"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt a link}} here", "a link here"),
        (r"kept{\deleted  gone} {\v hidden}shown{\footnote\pard a note\par}", "kept shown"),
        (r"one\line two\tab three", "one\ntwo\tthree"),
        (r"a {\pict\picw1 00ff00ff}picture", "a picture"),
        (r"bytes \bin3 }}}over", "bytes over"),
        (r"pair \u-10179?\u-8704?.", "pair 😀."),
    ],
)
def test_rtf(written: str, text: str) -> None:
    assert texts(made.rtf([written, "End."]), rtf.MEDIA) == [text, "End."]


def test_rtf_in_another_code_page() -> None:
    payload = rb"{\rtf1\ansi\ansicpg1251 \'cf\'ee\'f0\'f2\par}"
    assert texts(payload, rtf.MEDIA) == ["Порт"]
    assert texts(rb"{\rtf1\ansi\ansicpg932 \'83\'7c\'81\'5b\par}", rtf.MEDIA) == ["ポー"]
    assert texts(rb"{\rtf1\ansi\ansicpg99999 \'e9\par}", rtf.MEDIA) == ["é"]


@pytest.mark.parametrize(
    ("payload", "media"),
    [
        (made.odt("", before='<!DOCTYPE a [<!ENTITY i "aaaa">]>'), odt.MEDIA),
        (made.zipped({"mimetype": odt.MEDIA.encode()}), odt.MEDIA),
        (b"PK\x03\x04 nothing", odt.MEDIA),
        (made.odt("<text:p>" * 100_000), odt.MEDIA),
        (rb"{\rtf1 ", rtf.MEDIA),
        (rb"{\rtf1 " + b"{" * 1_000_000, rtf.MEDIA),
        (rb"{\rtf1 \bin99999999999 x}", rtf.MEDIA),
        (rb"{\rtf1 \u99999999999? }", rtf.MEDIA),
        (rb"}}}}{\rtf1", rtf.MEDIA),
    ],
)
def test_harm_is_a_line(payload: bytes, media: str) -> None:
    found = read(payload, media)
    assert found.documents == []
    assert len(found.kinds) == 1
    assert set(found.kinds) <= {"broken", "no-text", "no-document"}


def test_a_million_words_of_rtf() -> None:
    payload = made.rtf([made.FIRST * 10_000])
    assert len(texts(payload, rtf.MEDIA)[0]) >= len(made.FIRST) * 10_000 - 1
    assert read(rb"{\rtf1 " + rb"\b0\i0 a\'e9 " * 200_000 + b"}", rtf.MEDIA)

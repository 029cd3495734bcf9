"""Words that were saved in a wrong encoding are put right, and keep the place of what stands on the page."""

from __future__ import annotations

import pytest

from headwater.read.block import Block
from headwater.read.mojibake import mend
from headwater.read.page import read_page
from headwater.records import Document, Page, Problem
from headwater.settings import ReadSettings

WORDS = "The café on the quay – “closed” since Monday – won’t open again, the owner’s son said, for it cost €40."


def wrongly(text: str, times: int = 1) -> str:
    for _ in range(times):
        text = "".join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode("cp1252") for b in text.encode())
    return text


def mended(text: str) -> str:
    block = Block([(text, 0, len(text))])
    mend([block])
    assert block.text == "".join(p for p, _, _ in block.pieces)
    assert block.pieces[0][1] == 0
    assert block.raw_end == len(text)
    assert all(a[2] == b[1] for a, b in zip(block.pieces, block.pieces[1:], strict=False))
    return block.text


@pytest.mark.parametrize("times", [1, 2])
def test_what_was_read_wrongly_is_put_right(times):
    assert mended(wrongly(WORDS, times)) == WORDS


@pytest.mark.parametrize(
    "text",
    [
        WORDS,
        "Ã© is what one sees.",
        "NÃO É SÓ — Â nome",
        "São Tomé, Ærø, Åland",
        "â is a letter, € a sign, ™ too",
        "¿Qué? ¡Sí! «Así»",
        "",
    ],
)
def test_what_may_be_meant_is_left_alone(text):
    assert mended(text) == text


def test_a_page_says_that_it_was_mended():
    payload = f"<p>{wrongly(WORDS)}</p><p>It was not the first time that the caf&eacute;, {wrongly('“so”')}, had to close, they said.</p>".encode()
    page = Page(id="0" * 64, path="page", size=len(payload), media_type="text/html")
    found = list(read_page(page, payload, ReadSettings()))
    (document,) = [d for d in found if isinstance(d, Document)]
    assert document.text.startswith(WORDS)
    assert "the café, “so”, had" in document.text
    at = document.text.index("’")
    assert payload.decode()[slice(*document.offsets.raw(at, at + 1))] == wrongly("’")
    (problem,) = [p for p in found if isinstance(p, Problem) and p.kind == "mojibake"]
    assert "“Ã©” for “é”" in problem.message

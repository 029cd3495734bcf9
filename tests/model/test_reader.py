"""Words, pieces, windows, and that a document is read alike whatever stands around it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.errors import HeadwaterError
from headwater.model import reader
from headwater.model.pieces import Pieces
from headwater.model.reader import LIMIT, Model, model, windows
from headwater.model.tokens import CLOSING, DIGITS, OPENING, TITLE, UPPER, Token, tokens
from headwater.records import Stretch


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She didn't go.", ["She", "did", "n't", "go", "."]),
        ("Venn’s gates (three)", ["Venn", "’s", "gates", "(", "three", ")"]),
        ("The U.N. sent 1,250.5 tons", ["The", "U.N.", "sent", "1,250.5", "tons"]),
        ("Mr. Abel -- the keeper", ["Mr.", "Abel", "--", "the", "keeper"]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [t.text for t in tokens(text)] == words


@given(st.text(max_size=200))
def test_words_hold_every_visible_character(text: str) -> None:
    found = tokens(text)
    assert [text[t.start : t.end] for t in found] == [t.text for t in found]
    held = {i for t in found for i in range(t.start, t.end)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in held)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_what_pieces_cannot_show() -> None:
    found = {t.text: t for t in tokens("“Go,” Ada said.\n\nUNION 12")}
    assert (found["“"].form, found["”"].form, found["Ada"].form, found["UNION"].form, found["12"].form) == (
        OPENING,
        CLOSING,
        TITLE,
        UPPER,
        DIGITS,
    )
    assert (found["Go"].quoted, found["Ada"].quoted) == (1, 0)
    assert (found["Ada"].gap, found["UNION"].gap) == (1, 3)


def test_pieces_are_the_longest_that_fit() -> None:
    p = Pieces(["[UNK]", "[CLS]", "[SEP]", "gate", "gates", "##s", "##keep", "##er", "-", "cafe"])
    assert p.of("Gates") == (4,)
    assert p.of("gatekeepers") == (3, 6, 7, 5)
    assert p.of("Café") == (9,)
    assert p.of("gate-gate") == (3, 8, 3)
    assert p.of("zzz") == (0,)
    assert p.of("\u200b") == (0,)


@given(st.lists(st.tuples(st.integers(1, 40), st.integers(0, 3)), min_size=1, max_size=400))
def test_windows_hold_each_word_once_and_are_never_too_long(about: list[tuple[int, int]]) -> None:
    words = [Token("x", i, i + 1, 0, gap, 0) for i, (_, gap) in enumerate(about)]
    lengths = [n for n, _ in about]
    found = windows(words, lengths, {0})
    assert [i for a, b in found for i in range(a, b)] == list(range(len(words)))
    assert all(sum(lengths[a:b]) <= LIMIT for a, b in found)


def test_a_stretch_reads_alike_alone_and_with_others_read_before() -> None:
    m, text = model(), "The mayor said the bridge was closed.\n\nNobody asked why."
    first = m.read(text, [Stretch(0, len(text))])
    m.read("Something else altogether, said Ada Venn.", [Stretch(0, 41)])
    again = m.read(text, [Stretch(0, len(text))])
    assert all(np.array_equal(a.hidden, b.hidden) for a, b in zip(first.windows, again.windows, strict=True))


@pytest.mark.parametrize("text", ["", "   \n", "x" * 100_000, "\x00\ud800", "” ” ” " * 500])
def test_odd_texts_are_read(text: str) -> None:
    reading = model().read(text, [Stretch(0, len(text))])
    assert sum(w.last - w.first for w in reading.windows) == len(reading.words)


def test_missing_weights_are_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:
    monkeypatch.setattr(reader, "files", lambda _: tmp_path)
    with pytest.raises(HeadwaterError, match="the reading model cannot be loaded"):
        reader.model.__wrapped__()


def test_a_model_that_is_no_model_is_told() -> None:
    with pytest.raises(Exception, match=r"(?i)protobuf|load"):
        Model(b"no model", {}, ["[UNK]", "[CLS]", "[SEP]"])

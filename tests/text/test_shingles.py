"""Words split fast are the words that their pattern finds, and stand where it finds them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.text import shingles
from headwater.text.align import gather, runs_of, tiles
from headwater.text.fold import fold

PIECES = [*"ab1 23.,'’\"-\n_é²\x01\u4e00", "'s ", "1,200 ", "o’clock ", " word ", " 3.5 "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def by_pattern(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in shingles._WORD.finditer(fold(text))]


@given(TEXTS)
def test_words_are_those_of_the_pattern(text):
    spans = by_pattern(text)
    plain = fold(text)
    assert list(zip(*shingles.places(plain, [(0, len(plain))]), strict=True)) == spans
    assert shingles.word_hashes(text, [(0, len(text))]).tolist() == [shingles._hash(plain[a:b]) for a, b in spans]


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_ranges_count_in_the_whole_text(text, start, size):
    end = min(len(text), start + size)
    plain = fold(text)
    expected = [m.span() for m in shingles._WORD.finditer(plain, start, end)] if start < end else []
    found = shingles.places(plain, [(start, end)] if start < end else [])
    assert list(zip(*found, strict=True)) == expected


@pytest.mark.parametrize(
    ("one", "other"), [("colour", "color"), ("1,200", "1200"), ("twelve", "12"), ("O’Neill’s", "o'neill's"), ("Centre", "center")]
)
def test_house_styles_of_a_word_are_one(one, other):
    assert shingles.word_hashes(one, [(0, len(one))]).tolist() == shingles.word_hashes(other, [(0, len(other))]).tolist()


@given(st.lists(st.integers(0, 40), max_size=40), st.integers(1, 6))
def test_winnowing_keeps_the_least_of_every_window(values, window):
    hashes = shingles.np.array(values, dtype=shingles.np.uint64)
    expected = []
    for n in range(max(0, len(values) - min(window, max(1, len(values))) + 1)):
        piece = values[n : n + window]
        expected.append(n + piece.index(min(piece)))
    assert shingles.winnow(hashes, window).tolist() == (sorted(set(expected)) if values else [])


WORDS = st.lists(st.integers(1, 6), max_size=30)


@given(WORDS, WORDS)
def test_tiles_are_equal_words_and_use_each_word_once(a, b):
    one, other = (shingles.np.array(x, dtype=shingles.np.uint64) for x in (a, b))
    found = tiles(runs_of(one, 3), runs_of(other, 3))
    for t in found:
        assert a[t.a : t.a + t.size] == b[t.b : t.b + t.size]
        assert t.size >= 3
    for places in ([(t.a, t.size) for t in found], [(t.b, t.size) for t in found]):
        words = [at + k for at, size in places for k in range(size)]
        assert len(words) == len(set(words))
    assert sorted(t for r in gather(found, 4) for t in r.tiles) == found


def test_a_text_that_was_moved_is_found_where_it_went():
    a, b = list(range(1, 21)), [*range(11, 21), *range(1, 11)]
    one, other = (shingles.np.array(x, dtype=shingles.np.uint64) for x in (a, b))
    assert [tuple(t) for t in tiles(runs_of(one, 3), runs_of(other, 3))] == [(0, 10, 10), (10, 0, 10)]

"""Words split fast are the words that their pattern finds, and stand where it finds them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.text import align, shingles
from headwater.text.align import Pairs, Tile, gather, regions, tiles
from headwater.text.fold import fold
from headwater.text.tokens import WORD, tokens, word_hash

PIECES = [*"ab1 23.,'’\"-\n_é²\x01\u4e00", "'s ", "1,200 ", "o’clock ", " word ", " 3.5 "]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def by_pattern(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in WORD.finditer(fold(text))]


def spans(found, text: int) -> list[tuple[int, int]]:
    mine = slice(found.first[text], found.first[text + 1])
    return list(zip(found.starts[mine].tolist(), found.ends[mine].tolist(), strict=True))


@settings(deadline=None)  # the first one reads the lexicon
@given(st.lists(TEXTS, max_size=4))
def test_words_are_those_of_the_pattern(texts):
    plain = [fold(t) for t in texts]
    found = tokens(plain)
    assert [spans(found, n) for n in range(len(texts))] == [by_pattern(t) for t in texts]
    assert found.hashes.tolist() == [word_hash(p[a:b]) for p, t in zip(plain, texts, strict=True) for a, b in by_pattern(t)]


@settings(deadline=None)
@given(st.text(max_size=80))
def test_words_of_any_letters_are_those_of_the_pattern(text):
    assert spans(tokens([fold(text)]), 0) == by_pattern(text)


def test_a_word_of_many_letters_is_told_from_one_that_begins_as_it_does():
    texts = ["a" * 40 + "b", "a" * 40 + "c", "a" * 40 + "b"]
    one, other, again = tokens(texts).hashes.tolist()
    assert one == again != other
    assert one == tokens(texts[:1]).hashes[0] == word_hash(texts[0])


def test_a_long_batch_gives_what_short_ones_give():
    texts = [f"word{n} and the rest of line {n}. " * 400 for n in range(40)]
    assert tokens(texts).hashes.tolist() == [h for t in texts for h in tokens([t]).hashes.tolist()]


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


@given(st.lists(st.lists(st.integers(0, 9), max_size=20), min_size=1, max_size=5), st.integers(1, 4), st.integers(1, 4))
def test_fingerprints_of_many_texts_are_those_of_each(texts, size, window):
    words = [shingles.np.array(t, dtype=shingles.np.uint64) for t in texts]
    first = shingles.np.cumsum([0, *map(len, texts)])
    found = shingles.fingerprints(shingles.np.concatenate(words), first, size, window)
    for mine, text in zip(found, words, strict=True):
        runs = shingles.shingles(text, size)
        assert mine.tolist() == sorted(set(runs[shingles.winnow(runs, window)].tolist()))


WORDS = st.lists(st.integers(1, 6), max_size=30)


def pairs(*texts: list[int], of: list[tuple[int, int]]) -> Pairs:
    words = shingles.np.array([w for t in texts for w in t], dtype=shingles.np.uint64)
    a, b = (shingles.np.array([p[side] for p in of], dtype=shingles.np.int64) for side in (0, 1))
    return Pairs(words, shingles.np.cumsum([0, *map(len, texts)]), a, b)


def tiles_of(a: list[int], b: list[int], size: int = 3) -> list[Tile]:
    found = tiles(pairs(a, b, of=[(0, 1)]), size)
    return [Tile(*t) for t in zip(*(column.tolist() for column in found[1:]), strict=True)]


def by_hand(a: list[int], b: list[int], size: int = 3) -> list[Tile]:
    """Greedy string tiling as Wise has it, but that the places of a run of words in the second text are tried no more than eight times."""
    at = {}
    for j in range(len(b) - size + 1):
        at.setdefault(tuple(b[j : j + size]), []).append(j)
    places = {(i, j) for i in range(len(a) - size + 1) for j in at.get(tuple(a[i : i + size]), [])[:8]}
    runs = []
    for i, j in places:
        if (i - 1, j - 1) not in places:
            n = 0
            while (i + n, j + n) in places:
                n += 1
            runs.append((-(n + size - 1), i, j))
    used_a, used_b, out = set(), set(), []
    for minus, i, j in sorted(runs):
        stretches = [
            (-(end - k), k)
            for k in range(-minus)
            for end in range(k + 1, -minus + 1)
            if used_a.isdisjoint(range(i + k, i + end)) and used_b.isdisjoint(range(j + k, j + end))
        ]
        if not stretches or -min(stretches)[0] < size:
            continue
        n, k = min(stretches)
        out.append(Tile(i + k, j + k, -n))
        used_a.update(range(i + k, i + k - n))
        used_b.update(range(j + k, j + k - n))
    return sorted(out)


@given(WORDS, WORDS)
def test_tiles_are_equal_words_and_use_each_word_once(a, b):
    found = tiles_of(a, b)
    assert found == by_hand(a, b)
    for t in found:
        assert a[t.a : t.a + t.size] == b[t.b : t.b + t.size]
        assert t.size >= 3
    for places in ([(t.a, t.size) for t in found], [(t.b, t.size) for t in found]):
        words = [at + k for at, size in places for k in range(size)]
        assert len(words) == len(set(words))
    assert sorted(t for r in gather(found, 4) for t in r.tiles) == found


@given(st.lists(WORDS, min_size=2, max_size=4), st.integers(0, 6), st.integers(3, 9), st.sampled_from([1, 50, 1000]))
def test_regions_of_many_pairs_are_those_of_each_that_hold_enough_words(texts, gap, least, at_once):
    of = [(i, j) for i in range(len(texts)) for j in range(i + 1, len(texts))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(align, "_AT_ONCE", at_once)
        every = regions(pairs(*texts, of=of), 3, gap, least)
    for (i, j), found in zip(of, every, strict=True):
        expected = [r for r in gather(tiles_of(texts[i], texts[j]), gap) if r.matched >= least]
        assert sorted(found) == sorted(expected)


def test_a_text_that_was_moved_is_found_where_it_went():
    assert [tuple(t) for t in tiles_of(list(range(1, 21)), [*range(11, 21), *range(1, 11)])] == [(0, 10, 10), (10, 0, 10)]

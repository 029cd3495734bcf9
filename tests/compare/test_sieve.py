"""What the sieve says of many pairs of figures at once is what `bars` and `parts` say of one; no pair that shares what pairs are found by is left out."""

from __future__ import annotations

import itertools
import random
from array import array

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given

from headwater.compare.bars import cannot, telling
from headwater.compare.candidates import candidates
from headwater.compare.copied import Pairs
from headwater.compare.item import Named, Paper
from headwater.compare.kinds import measure_key
from headwater.compare.numbers import centre, same_value
from headwater.compare.parts import may_be_part
from headwater.compare.sense import Sense, keyed
from headwater.compare.shelf import Item, Shelf
from headwater.compare.sieve import Sieve
from headwater.compare.spread import blocks, products, ranges, runs
from headwater.records import FigureValue
from headwater.settings import CompareSettings

SETTINGS = CompareSettings()
NUMBER = st.sampled_from((None, 0.0, 2.0, 3.0, 8.0, 12.0, 13.0, 137.0, 138.0, 12.875, 140.0))
DAY = st.sampled_from((None, "2031-03-01", "2031-03-02", "2031-03-04", "2031-04", "2031-03-01T10:00"))
VALUE = st.builds(
    FigureValue,
    value=NUMBER,
    low=NUMBER,
    high=NUMBER,
    bound=st.sampled_from(("exact", "about", "at_least", "up_to", "vague", "range")),
    measure=st.sampled_from(("killed", "injured", "count", "money", "displaced", "distance")),
    unit=st.sampled_from((None, "people", "house", "household", "mile", "km")),
    group=st.sampled_from((None, "people", "children", "soldiers", "a 9-year-old boy", "a 7-year-old girl", "trucks", "homes")),
    part_of=st.sampled_from((None, None, None, "12")),
    scope=st.sampled_from(("event", "cumulative", None)),
    change=st.sampled_from((None, None, "rise", "fall")),
    start=DAY,
    end=DAY,
    as_of=DAY,
    modality=st.sampled_from(("asserted", "asserted", "hypothetical", "demanded", "threatened")),
)


def shelf_of(rows: list[tuple[int, FigureValue, bool]]) -> Shelf:
    shelf = Shelf(FigureValue)
    for n, (document, value, described) in enumerate(rows):
        shelf.append(Item(f"s{n:03}", document, n, n + 1, "x", ((0, 1),), figure=value, described=described))
    shelf.settle(np.arange(1 + max((d for d, _, _ in rows), default=0), dtype=np.int32))
    return shelf


@given(st.lists(st.tuples(st.integers(0, 2), VALUE, st.booleans()), min_size=2, max_size=9))
def test_the_sieve_forbids_what_the_bars_forbid_and_nothing_else(rows: list[tuple[int, FigureValue, bool]]) -> None:
    shelf = shelf_of(rows)
    sieve = Sieve(shelf, SETTINGS)
    pairs = list(itertools.combinations(range(len(rows)), 2))
    one, other = (np.array(side) for side in zip(*pairs, strict=True))
    may, part = sieve.may(one, other).tolist(), sieve.part(one, other).tolist()
    for (a, b), let_through, some in zip(pairs, may, part, strict=True):
        left, right = shelf[a], shelf[b]
        v, w = left.figure, right.figure
        assert v is not None
        assert w is not None
        own = left.document == right.document
        barred = cannot(v, w, same_value(v, w), own, SETTINGS)
        assert not (barred and let_through) or (v.unit or "") != (w.unit or "")
        assert barred or let_through
        assert some == (not own and (may_be_part(v, w, left.described) or may_be_part(w, v, right.described)))


def brute(shelf: Shelf, alike: set[tuple[int, int]], most: int) -> set[tuple[int, int]]:
    values = [(int(shelf.documents[n]), shelf.value(n)) for n in range(len(shelf))]
    given = [centre(v) for _, v in values if telling(v, SETTINGS)]
    return {
        (a, b)
        for (a, (d, v)), (b, (e, w)) in itertools.combinations(enumerate(values), 2)
        if (measure_key(v) == measure_key(w) and (d == e or (d, e) in alike))
        or (telling(v, SETTINGS) and telling(w, SETTINGS) and centre(v) == centre(w) and given.count(centre(v)) <= most)
    }


@given(
    st.lists(st.tuples(st.integers(0, 4), VALUE, st.booleans()), max_size=14),
    st.sets(st.sampled_from(list(itertools.combinations(range(5), 2)))),
    st.integers(1, 4),
)
def test_candidates_are_all_pairs_that_share_what_pairs_are_found_by(
    rows: list[tuple[int, FigureValue, bool]], alike: set[tuple[int, int]], most: int
) -> None:
    shelf, cut = shelf_of(rows), set[float]()
    together = Pairs(array("q", [1]))  # the first two figures stand at one place of a copied passage
    given = (np.array([d for d, _ in sorted(alike)], np.int64), np.array([e for _, e in sorted(alike)], np.int64))
    found = list(candidates(Sieve(shelf, SETTINGS), shelf.documents, [given], together, most, cut))
    pairs = [(a, b) for one, other in found for a, b in zip(one.tolist(), other.tolist(), strict=True)]
    assert set(pairs) == brute(shelf, alike, most) | {(0, 1)}
    assert pairs.count((0, 1)) == 1


def sense_of(bags: list[list[int]], count: int, settings: CompareSettings) -> Sense:
    ends = list(itertools.accumulate(map(len, bags), initial=0))
    rows = [Paper(f"d{n}", None, first, last) for n, (first, last) in enumerate(itertools.pairwise(ends))]
    named = {"person": Named(), "place": Named()}
    for names in named.values():
        names.settle(np.arange(len(bags), dtype=np.int32))
    return Sense(rows, array("i", itertools.chain.from_iterable(bags)), array("i", range(count)), named, settings)


@pytest.mark.parametrize("seed", range(4))
def test_documents_meet_by_the_words_that_few_have(seed: int) -> None:
    rng = random.Random(seed)
    bags = [[int(rng.paretovariate(0.7)) % 40 for _ in range(rng.randrange(12))] for _ in range(30)]
    settings = CompareSettings(key_documents=8, pair_alike=0.1)
    sense = sense_of(bags, 40, settings)
    found = {(a, b) for one, other in sense.pairs() for a, b in zip(one.tolist(), other.tolist(), strict=True)}
    common = {t for t in range(40) if sum(t in bag for bag in bags) > settings.key_documents}
    assert sense.cut == common
    assert found
    for a, b in itertools.combinations(range(30), 2):
        one, other = sense.bag(a), sense.bag(b)
        met = sum(one[t] * other[t] for t in one.keys() & other.keys() - common)
        assert ((a, b) in found) == (met >= settings.pair_alike) or met == pytest.approx(settings.pair_alike, rel=1e-6)


@pytest.mark.parametrize("seed", range(4))
def test_items_meet_by_two_of_their_rarest_words(seed: int) -> None:
    rng, cut = random.Random(seed), set[int]()
    bags = [[rng.randrange(30) for _ in range(8)] for _ in range(20)]
    sense = sense_of(bags, 30, SETTINGS)
    items = [(n, frozenset(bag)) for n, bag in enumerate(bags) if n % 3]
    keys = {n: set(sorted(terms, key=lambda t: (-sense.weight[t], t))[:4]) for n, terms in items}
    common = {t for t in range(30) if sum(t in row for row in keys.values()) > 5}
    found = {(a, b) for one, other in keyed(items, sense, 4, 5, cut) for a, b in zip(one.tolist(), other.tolist(), strict=True)}
    assert cut == common
    assert found == {(a, b) for a, b in itertools.combinations(keys, 2) if len((keys[a] & keys[b]) - common) >= 2}


def test_pairs_of_ranges_and_stretches_of_a_row() -> None:
    one, ones, other, others = (np.array(row) for row in ([5, 0], [2, 1], [7, 3], [2, 3]))
    a, b = products(one, ones, other, others)
    assert list(zip(a.tolist(), b.tolist(), strict=True)) == [(5, 7), (5, 8), (6, 7), (6, 8), (0, 3), (0, 4), (0, 5)]
    assert ranges(np.array([4, 9, 1]), np.array([2, 0, 3])).tolist() == [4, 5, 1, 2, 3]
    assert [(s.start, s.stop) for s in blocks(np.array([3, 3, 9, 1, 1]), 6)] == [(0, 2), (2, 3), (3, 5)]
    firsts, counts = runs(np.array([0, 0, 4, 7, 7, 7]))
    assert (firsts.tolist(), counts.tolist()) == ([0, 2, 3], [2, 1, 3])
    assert [row.tolist() for row in runs(np.empty(0, np.int64))] == [[], []]

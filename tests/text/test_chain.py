"""Runs of matches between two sequences."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.text.chain import runs


def found(cells: list[tuple[int, int, float]], least: float = 1.0, cost: float = 0.5) -> list[tuple[float, list[tuple[int, int]]]]:
    cells = sorted(cells)
    i, j, gain = (np.array(x) for x in zip(*cells, strict=True))
    costs = np.full(20, cost)
    return [(r.worth, [(int(i[c]), int(j[c])) for c in r.cells]) for r in runs(i, j, gain, costs, costs, least)]


def test_neighbours_make_a_run() -> None:
    assert found([(0, 3, 2.0), (1, 4, 2.0), (2, 5, 2.0)]) == [(6.0, [(0, 3), (1, 4), (2, 5)])]


def test_what_is_left_out_costs() -> None:
    assert found([(0, 0, 2.0), (2, 2, 2.0)]) == [(3.0, [(0, 0), (2, 2)])]


def test_too_wide_a_gap_ends_a_run() -> None:
    assert found([(0, 0, 2.0), (9, 9, 3.0)]) == [(3.0, [(9, 9)]), (2.0, [(0, 0)])]


def test_a_sentence_that_was_split_counts_less_the_second_time() -> None:
    assert found([(0, 0, 2.0), (0, 1, 2.0)]) == [(3.4, [(0, 0), (0, 1)])]


def test_parts_that_changed_places_are_two_runs() -> None:
    cells = [(0, 2, 2.0), (1, 3, 2.0), (2, 0, 3.0), (3, 1, 3.0)]
    assert found(cells) == [(6.0, [(2, 0), (3, 1)]), (4.0, [(0, 2), (1, 3)])]


@given(st.dictionaries(st.tuples(st.integers(0, 15), st.integers(0, 15)), st.floats(0.1, 9), min_size=1, max_size=40))
def test_no_item_is_in_two_runs_and_no_run_is_worth_more_than_its_cells(cells: dict[tuple[int, int], float]) -> None:
    out = found([(i, j, g) for (i, j), g in cells.items()])
    for side in (0, 1):
        held = [{c[side] for c in run} for _, run in out]
        assert sum(map(len, held)) == len(set().union(*held)) if held else True
    for worth, run in out:
        assert worth <= sum(cells[c] for c in run) + 1e-9

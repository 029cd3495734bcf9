"""The best path of labels, against trying every path; and distances between words."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from headwater.model.labels import PARTS, PLACES
from headwater.model.statements import distance, viterbi


def place(label: int) -> str:
    return "O" if label == 0 else PLACES[(label - 1) % 4]


def role(label: int) -> int:
    return -1 if label == 0 else (label - 1) // 4


def allowed(path: tuple[int, ...]) -> bool:
    if place(path[0]) in "IE" or place(path[-1]) in "BI":
        return False
    for a, b in pairwise(path):
        inside = place(a) in "BI"
        if inside != (place(b) in "IE") or (inside and role(a) != role(b)):
            return False
    return True


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = np.full((4, 3, PARTS), -50, np.float32)
    scores[:, :, :9] = rng.normal(size=(4, 3, 9)) * 2  # two roles, so that every path can be tried
    found = viterbi(scores)
    every = [p for p in product(range(9), repeat=4) if allowed(p)]
    for row in range(3):
        path = tuple(found[row].tolist())
        assert allowed(path)
        best = max(sum(scores[i, row, x] for i, x in enumerate(p)) for p in every)
        assert sum(scores[i, row, x] for i, x in enumerate(path)) == pytest.approx(best, abs=1e-4)


def test_distances_fall_into_buckets_on_their_side() -> None:
    d = np.array([-1000, -9, -8, -1, 0, 1, 8, 9, 1000])
    buckets = distance(d).tolist()
    assert buckets == sorted(buckets)
    assert distance(np.array([0]))[0] == 15
    assert min(buckets) >= 0
    assert max(buckets) < 32

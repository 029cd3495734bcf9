"""The best tree under one root and without crossing arcs, against trying every tree."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from headwater.model.parse import parse, tree
from headwater.model.reader import model
from headwater.records import Stretch


def total(scores: np.ndarray, heads: tuple[int, ...]) -> float:
    return float(sum(scores[i, i if h < 0 else h] for i, h in enumerate(heads)))


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(h < 0 for h in heads) != 1:
        return False
    for i in range(len(heads)):
        at, steps = i, 0
        while heads[at] >= 0 and steps <= len(heads):
            at, steps = heads[at], steps + 1
        if heads[at] >= 0:
            return False
    return True


def crosses(heads: tuple[int, ...]) -> bool:
    arcs = [(min(i, h), max(i, h)) for i, h in enumerate(heads)]
    return any(a < c < b < d for a, b in arcs for c, d in arcs)


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("seed", range(12))
def test_the_best_tree_is_the_best_of_all(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size)).astype(np.float32) * 3
    every = [h for h in product(*([-1, *(j for j in range(size) if j != i)] for i in range(size))) if is_tree(h) and not crosses(h)]
    found = tuple(tree(scores).tolist())
    assert is_tree(found) and not crosses(found)
    assert total(scores, found) == pytest.approx(max(total(scores, h) for h in every), abs=1e-4)


def test_a_sentence_is_parsed() -> None:
    text = "The old engineer closed the gates. Nobody had warned her."
    reader = model()
    reading = reader.read(text, [Stretch(0, len(text))])
    found = parse(reader, reading)
    words = [w.text for w in reading.words]
    assert [w for w, s in zip(words, found.starts, strict=True) if s] == ["The", "Nobody"]
    at = words.index("engineer")
    assert (found.pos[at], found.relations[at], words[found.heads[at]]) == ("NOUN", "nsubj", "closed")
    assert [w for w, h in zip(words, found.heads, strict=True) if h < 0] == ["closed", "warned"]

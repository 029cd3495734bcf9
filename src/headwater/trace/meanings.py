"""Meanings: the vectors of a document's sentences, less what all of them have in common.

What the sentences of a document share is its subject, and so is the mean of their vectors; what remains tells one sentence from the others
(Arora, Liang, Ma 2017 take off what is common to a whole collection in the same way). Makes no vectors: `mark` has made them.
"""

from __future__ import annotations

from base64 import b64decode
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from headwater.records import Vectors
from headwater.trace.telling import Telling

Floats = NDArray[np.float64]


@lru_cache(maxsize=2048)
def _centred(values: str, starts: tuple[int, ...], wanted: tuple[int, ...]) -> Floats:
    raw = np.frombuffer(b64decode(values), np.int8).reshape(len(starts), -1).astype(np.float64)
    unit = raw / (np.linalg.norm(raw, axis=1, keepdims=True) + 1e-9)
    # Of one sentence nothing is taken off, of many nearly all that they share.
    less = unit - unit.mean(0) * (len(starts) - 1) / (len(starts) + 1)
    known = less / (np.linalg.norm(less, axis=1, keepdims=True) + 1e-9)
    rows = {start: n for n, start in enumerate(starts)}
    none = np.zeros(known.shape[1])
    return np.array([known[rows[start]] if start in rows else none for start in wanted])


def meanings(told: Telling, vectors: Vectors) -> Floats | None:
    """[sentences, width]: of length one, in the order of the telling, nought where a sentence has none; None for a document without.

    Kept for the 2,048 last documents.
    """
    return _centred(vectors.values, vectors.starts, tuple(told.starts.tolist())) if vectors.starts else None

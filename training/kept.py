"""What an export must not lose: the map to sentence vectors, which `training.vectors` fitted on the states of one encoder.

Of the same encoder and embeddings it stays. On those of another one it would give other vectors without a word, so the export stops and
says so. Fits nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: How the arrays of the map begin, and those of the embeddings that the encoder reads.
VECTORS, EMBEDDING = "vector.", "embedding."

Arrays = dict[str, NDArray[np.generic]]


def kept(weights: Path, encoder: Path, arrays: Mapping[str, NDArray[np.generic]], *, drop: bool = False) -> Arrays:
    """The arrays of the map in a folder of weights, to be written with the new ``arrays`` beside the new ``encoder``.

    Raises `SystemExit` where they were fitted on another encoder, unless they are to be dropped.
    """
    heads = weights / "heads.npz"
    if drop or not heads.exists():
        return {}
    with np.load(heads) as old:
        vectors: Arrays = {k: v for k, v in old.items() if k.startswith(VECTORS)}
        before = {k: v for k, v in old.items() if k.startswith(EMBEDDING)}
    now = {k: v for k, v in arrays.items() if k.startswith(EMBEDDING)}
    same = before.keys() == now.keys() and all(np.array_equal(before[k], now[k]) for k in before)
    if vectors and not (same and (weights / "encoder.onnx").read_bytes() == encoder.read_bytes()):
        raise SystemExit(
            f"The sentence vectors in {heads} were fitted on another encoder, and nothing was written. Export with --drop-vectors, "
            "then fit them anew: python -m training.vectors collect, fit, add."
        )
    return vectors

"""Sentence vectors: what a sentence says as a few numbers, from the reading model's own pass over the document.

The hidden states of a sentence's words and the table's rows of their pieces are averaged, each word by how much it matters, and mapped to
what all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019) gives for the sentence alone; `training/vectors.py` fits the map. The
table holds what words mean anywhere, the hidden states what they mean here.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from headwater.model.reader import Floats, Model, Reading
from headwater.records import Stretch

#: The largest number of a stored vector.
_FULL = 127


def pooled(gates: Floats, words: Floats, edges: Sequence[tuple[int, int]]) -> Floats:
    """[sentences, gates x width]: for each gate the mean of the words ``[first, last)`` of each sentence, weighted by the gate."""
    out = np.empty((len(edges), gates.shape[1], words.shape[1]), np.float32)
    for n, (a, b) in enumerate(edges):
        g = gates[a:b]
        out[n] = (g.T @ words[a:b]) / (g.sum(0)[:, None] + 1e-6)
    return out.reshape(len(edges), -1)


def word_rows(model: Model, reading: Reading) -> Floats:
    """[words, 2 x width]: hidden states beside the sum of the rows of each word's pieces."""
    table, scale = model.arrays["embedding.piece.weight"], model.arrays["embedding.piece.scale"]
    pieces = [model.pieces(w.text) for w in reading.words]
    flat = np.fromiter((p for own in pieces for p in own), np.int64)
    firsts = np.cumsum([0, *(len(own) for own in pieces[:-1])])
    rows = np.add.reduceat(table[flat] * scale[flat][:, None], firsts, axis=0)
    return np.concatenate([np.concatenate([w.hidden for w in reading.windows]), rows], axis=1, dtype=np.float32)


def vectors(model: Model, reading: Reading, sentences: Sequence[Stretch]) -> npt.NDArray[np.int8]:
    """[sentences, width] with numbers of -127 to 127, the largest of each row at an end; nought for a sentence without words."""
    starts = [w.start for w in reading.words]
    edges = [tuple(np.searchsorted(starts, [s.start, s.end]).tolist()) for s in sentences]
    if not starts or not edges:
        return np.zeros((len(edges), 0), np.int8)
    words = word_rows(model, reading)
    gates = np.asarray(1 / (1 + np.exp(-model.linear("vector.gate", words))), np.float32)
    mean = pooled(gates, words, edges)
    found = model.linear("vector.out", np.concatenate([mean, np.maximum(model.linear("vector.up", mean), 0)], axis=1))
    most = np.abs(found).max(1, keepdims=True)
    out = np.asarray(np.round(found / np.maximum(most, 1e-9) * _FULL), np.int8)
    out[[a == b for a, b in edges]] = 0
    return out

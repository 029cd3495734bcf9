"""An export keeps the map to sentence vectors only beside the encoder that it was fitted on."""

from __future__ import annotations

import numpy as np
import pytest
from training.kept import kept

VECTOR = np.ones((2, 3), np.float32)
PIECES = np.arange(6, dtype=np.int8)


@pytest.fixture
def weights(tmp_path):
    (tmp_path / "encoder.onnx").write_bytes(b"encoder")
    np.savez(tmp_path / "heads.npz", **{"vector.out.weight": VECTOR, "embedding.piece.weight": PIECES, "cue.weight": VECTOR})
    return tmp_path


def new(tmp_path, data: bytes):
    file = tmp_path / "new.onnx"
    file.write_bytes(data)
    return file


def test_the_same_encoder_keeps_its_map(weights):
    arrays = {"embedding.piece.weight": PIECES, "cue.weight": VECTOR * 2}
    found = kept(weights, new(weights, b"encoder"), arrays)
    assert list(found) == ["vector.out.weight"]
    assert np.array_equal(found["vector.out.weight"], VECTOR)


@pytest.mark.parametrize(("data", "pieces"), [(b"another", PIECES), (b"encoder", PIECES + 1)])
def test_another_encoder_stops_the_export_with_what_to_do(weights, data, pieces):
    arrays = {"embedding.piece.weight": pieces}
    with pytest.raises(SystemExit, match=r"another encoder.*--drop-vectors"):
        kept(weights, new(weights, data), arrays)
    assert kept(weights, new(weights, data), arrays, drop=True) == {}


def test_a_first_export_has_nothing_to_keep(tmp_path):
    assert kept(tmp_path / "none", new(tmp_path, b"encoder"), {}) == {}

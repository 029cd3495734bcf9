"""A trained network -> the files that the package reads: the encoder as ONNX with int8 weights, everything else as arrays.

python -m training.export CHECKPOINT... --out src/headwater/model/weights
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper

from training.kept import kept
from training.network import HEADS, WIDTH, Network
from training.train import package


class _Graph:
    """An ONNX graph under construction."""

    def __init__(self, small: bool) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []
        self.small = small

    def add(self, op: str, inputs: list[str], outputs: int = 1, **options: Any) -> list[str]:
        made = [f"{op}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(op, inputs, made, domain="com.microsoft" if op in _CONTRIB else "", **options))
        return made

    def constant(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def product(self, x: str, name: str, weight: np.ndarray, bias: np.ndarray) -> str:
        """``x @ weight.T + bias``: int8 with a scale for each column, the activations quantized as they come."""
        b = self.constant(f"{name}.bias", bias)
        if not self.small:
            return self.add("Add", [self.add("MatMul", [x, self.constant(name, weight.T)])[0], b])[0]
        numbers, scale = rows(weight)
        inputs = [
            x,
            self.constant(name, numbers.T),
            self.constant(f"{name}.scale", scale),
            self.constant(f"{name}.zero", np.zeros(len(scale), np.int8)),
            b,
        ]
        return self.add("DynamicQuantizeMatMul", inputs)[0]


_CONTRIB = frozenset({"DynamicQuantizeMatMul", "MultiHeadAttention", "SkipLayerNormalization", "Gelu"})


def encoder(net: Network, path: Path, *, small: bool = True) -> None:
    """Write the encoder: ``embedded`` [batch, pieces, width], ``lengths`` [batch] -> ``hidden``. ``small``: its matrices as int8."""
    g = _Graph(small)
    x = "embedded"
    for i, layer in enumerate(net.encoder.layers):
        w = {k: v.detach().float().numpy() for k, v in layer.state_dict().items()}
        joined = g.product(
            x, f"{i}.joined", *(np.concatenate([w[f"{n}.{s}"] for n in ("query", "key", "value")]) for s in ("weight", "bias"))
        )
        q, k, v = g.add("Split", [joined, g.constant(f"{i}.split", np.full(3, WIDTH, np.int64))], 3, axis=2)
        a = g.add("MultiHeadAttention", [q, k, v, "", "lengths"], num_heads=HEADS)[0]
        x = _added(g, i, "norm", g.product(a, f"{i}.out", w["out.weight"], w["out.bias"]), x, w)
        up = g.product(x, f"{i}.up", w["up.weight"], w["up.bias"])
        x = _added(g, i, "last", g.product(g.add("Gelu", [up])[0], f"{i}.down", w["down.weight"], w["down.bias"]), x, w)
    g.nodes[-1].output[0] = "hidden"
    grid = ["batch", "pieces", WIDTH]
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [
            helper.make_tensor_value_info("embedded", onnx.TensorProto.FLOAT, grid),
            helper.make_tensor_value_info("lengths", onnx.TensorProto.INT32, ["batch"]),
        ],
        [helper.make_tensor_value_info("hidden", onnx.TensorProto.FLOAT, grid)],
        g.weights,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)], ir_version=10)
    onnx.save(model, str(path))


def _added(g: _Graph, i: int, norm: str, a: str, x: str, w: dict[str, np.ndarray]) -> str:
    """``a + x``, normalized."""
    scale, shift = (g.constant(f"{i}.{norm}.{s}", w[f"{norm}.{s}"]) for s in ("weight", "bias"))
    return g.add("SkipLayerNormalization", [a, x, scale, shift], epsilon=1e-12)[0]


def rows(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table as int8 with a scale for each row."""
    scale = np.abs(table).max(1) / 127
    scale[scale == 0] = 1
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def arrays(net: Network) -> dict[str, np.ndarray]:
    """Embeddings and heads."""
    out: dict[str, np.ndarray] = {}
    for name, value in net.state_dict().items():
        if name.startswith("encoder."):
            continue
        a = value.float().numpy()
        if name == "embedding.piece.weight":
            out["embedding.piece.weight"], out["embedding.piece.scale"] = rows(a)
        else:
            out[name] = a.astype(np.float16) if a.size > 4096 else a
    return out


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("checkpoints", type=Path, nargs="+", help="several: their mean (Izmailov et al. 2018)")
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--whole", action="store_true", help="do not quantize the encoder, to see what that costs")
    p.add_argument("--drop-vectors", action="store_true", help="leave out the sentence vectors, to be fitted anew for another encoder")
    args = p.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    net = Network()
    states = [torch.load(c, weights_only=True) for c in args.checkpoints]
    net.load_state_dict({k: sum(s[k].float() for s in states) / len(states) for k in states[0]})
    with tempfile.TemporaryDirectory(dir=args.out) as folder:
        new, heads = Path(folder) / "encoder.onnx", arrays(net)
        encoder(net, new, small=not args.whole)
        heads |= kept(args.out, new, heads, drop=args.drop_vectors)
        np.savez(args.out / "heads.npz", **heads)
        new.replace(args.out / "encoder.onnx")
    (args.out / "pieces.txt").write_bytes((package() / "vocab.txt").read_bytes())
    print({f.name: round(f.stat().st_size / 2**20, 1) for f in args.out.iterdir()})


if __name__ == "__main__":
    main()

"""The network in PyTorch: MiniLM's encoder (Wang et al. 2020) with features of form, and the heads.

Statements: each is led by one word, its anchor (the first of its cue). A head says which words are anchors; another labels every word of the window
*for a given anchor* with its part, in BIES places. So the arcs between source, cue and content need no step of their own, and the content of one statement may
hold others. Dependencies: deep biaffine attention (Dozat and Manning 2017).
"""

from __future__ import annotations

from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from headwater.model.labels import KINDS, PARTS, POS, RELATIONS
from headwater.model.tokens import FORMS, GAPS

WIDTH, HEADS, INNER, LAYERS, POSITIONS, PIECES = 384, 12, 1536, 6, 512, 30522
ARC, LABEL, PAIR = 192, 128, 192
#: Buckets of the distance between a word and the anchor: 1 to 8 by ones, then by powers of two, each way.
DISTANCES = 32


class Layer(nn.Module):
    def __init__(self, width: int = WIDTH, heads: int = HEADS, inner: int = INNER) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.last = nn.LayerNorm(width, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor, drop: float) -> Tensor:
        b, n, d = x.shape
        q, k, v = (f(x).view(b, n, self.heads, d // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value))
        # Written out: on a CPU in bfloat16 this is faster, backwards above all, than the fused attention.
        a = torch.softmax((q * (d // self.heads) ** -0.5) @ k.transpose(-1, -2) + mask.to(q.dtype), -1, dtype=q.dtype) @ v
        a = self.out(a.transpose(1, 2).reshape(b, n, d))
        x = self.norm(x + F.dropout(a, drop, self.training))
        return self.last(x + F.dropout(self.down(F.gelu(self.up(x))), drop, self.training))


class Encoder(nn.Module):
    """Embedded pieces -> hidden states. The embedding itself is done outside at run time."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        #: Dropout after each half of a layer; 0, since whole pieces are dropped instead, which costs no time.
        self.drop = 0.0

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        for layer in self.layers:
            x = layer(x, mask, self.drop)
        return x


class Embedding(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.piece = nn.Embedding(PIECES, WIDTH)
        self.place = nn.Embedding(POSITIONS, WIDTH)
        self.form = nn.Embedding(FORMS, WIDTH)
        self.gap = nn.Embedding(GAPS, WIDTH)
        self.quoted = nn.Embedding(2, WIDTH)
        self.inner = nn.Embedding(2, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        for table in (self.form, self.gap, self.quoted, self.inner):
            nn.init.zeros_(table.weight)

    def forward(self, ids: Tensor, features: Tensor) -> Tensor:
        x = self.piece(ids) + self.place.weight[: ids.shape[1]]
        x = x + self.form(features[..., 0]) + self.gap(features[..., 1]) + self.quoted(features[..., 2]) + self.inner(features[..., 3])
        return self.norm(x)


class Network(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.embedding, self.encoder = Embedding(), Encoder()
        self.pos, self.starts = nn.Linear(WIDTH, len(POS)), nn.Linear(WIDTH, 1)
        self.names, self.flat, self.anchor = nn.Linear(WIDTH, 1 + 2 * len(KINDS)), nn.Linear(WIDTH, PARTS), nn.Linear(WIDTH, 1)
        self.arc_word, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.label_word, self.label_head, self.label = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL), nn.Linear(LABEL, len(RELATIONS))
        self.pair_word, self.pair_anchor, self.pair = nn.Linear(WIDTH, PAIR), nn.Linear(WIDTH, PAIR), nn.Linear(PAIR, PARTS)
        self.distance = nn.Embedding(DISTANCES, PAIR)
        nn.init.normal_(self.distance.weight, std=0.02)
        nn.init.normal_(self.arc, std=ARC**-0.5 / 4)

    def words(self, ids: Tensor, features: Tensor, mask: Tensor, firsts: Tensor) -> Tensor:
        """Hidden states of the first piece of each word: [batch, words, width]."""
        h = self.encoder(self.embedding(ids, features), mask)
        return torch.gather(h, 1, firsts[..., None].expand(-1, -1, h.shape[-1]))

    def arcs(self, h: Tensor) -> Tensor:
        """[batch, word, head]; a word that is its own head is the root."""
        w, g = F.relu(self.arc_word(h)), F.relu(self.arc_head(h))
        w = torch.cat([w, w.new_ones(*w.shape[:-1], 1)], -1)
        return (w @ self.arc.to(w.dtype)) @ g.transpose(-1, -2)

    def relations(self, words: Tensor, heads: Tensor) -> Tensor:
        return self.label(F.relu(self.label_word(words) + self.label_head(heads)))

    def parts(self, h: Tensor, rows: Tensor, anchors: Tensor) -> Tensor:
        """[statement, word, part] for statements with their row of the batch and their anchor word."""
        far = distance(torch.arange(h.shape[1])[None] - anchors[:, None])
        x = self.pair_word(h)[rows] + self.pair_anchor(h[rows, anchors])[:, None] + self.distance(far).to(h.dtype)
        return self.pair(F.relu(x)) + self.flat(h)[rows]


def distance(d: Tensor) -> Tensor:
    """Bucket of a signed distance in words."""
    n = d.abs()
    step = torch.where(n <= 8, n, 8 + torch.ceil(torch.log2(n.clamp(min=1).float() / 8)).long()).clamp(max=14)
    return torch.where(d < 0, 15 - step, 15 + step)


def start(weights: Path) -> Network:
    """A network on all-MiniLM-L6-v2's weights; the heads are new."""
    net = Network()
    w = {k.removeprefix("bert."): v for k, v in load_file(weights).items()}
    e = net.embedding
    e.piece.weight.data.copy_(w["embeddings.word_embeddings.weight"])
    e.place.weight.data.copy_(w["embeddings.position_embeddings.weight"] + w["embeddings.token_type_embeddings.weight"][0])
    _linear(e.norm, w, "embeddings.LayerNorm")
    for i, layer in enumerate(net.encoder.layers):
        at = f"encoder.layer.{i}"
        for module, name in (
            (layer.query, "attention.self.query"),
            (layer.key, "attention.self.key"),
            (layer.value, "attention.self.value"),
            (layer.out, "attention.output.dense"),
            (layer.norm, "attention.output.LayerNorm"),
            (layer.up, "intermediate.dense"),
            (layer.down, "output.dense"),
            (layer.last, "output.LayerNorm"),
        ):
            _linear(module, w, f"{at}.{name}")
    return net


def _linear(module: nn.Module, weights: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(weights[f"{name}.weight"])
    module.bias.data.copy_(weights[f"{name}.bias"])

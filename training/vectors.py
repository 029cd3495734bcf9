"""The head that makes sentence vectors: fitted so that the reading model's own pass over a document gives, sentence by sentence, what
all-MiniLM-L6-v2 gives for the sentence alone.

    python -m training.vectors collect --shared ../shared --out build/vectors.npz
    python -m training.vectors fit build/vectors.npz --out build/vector-head.npz
    python -m training.vectors add build/vector-head.npz --weights src/headwater/model/weights

Distillation without labels (Reimers and Gurevych 2020 teach a student so): the teacher is the model that the encoder started from, the texts are those of the
parts that the encoder learned from, and no sentence that is scored on is read.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import onnxruntime
import torch
import torch.nn.functional as F
from eval.annotated import load
from torch import Tensor, nn

from headwater.model.pieces import Pieces
from headwater.model.reader import model
from headwater.model.tokens import tokens
from headwater.model.vectors import word_rows
from headwater.records import Stretch
from headwater.text.sentences import paragraphs, sentences
from training.corpora import OPEN_GENRES
from training.export import encoder
from training.network import Network, start
from training.train import package

#: Pieces of a sentence that the teacher reads at most.
_LONGEST = 192
#: Sentences of fewer words say too little to be compared.
_LEAST = 4
_BATCH = 16
#: Width of the vectors, means a sentence, inner units of the map.
WIDTH, GATES, INNER = 128, 1, 512
#: Words of a sentence that are learned from at most; sentences in a step.
_WORDS, _TOGETHER = 96, 96


def texts(shared: Path, every: int) -> Iterator[str]:
    """Texts of the parts that may be learned from: of PolNeAR's train part one in ``every``, all of the others."""
    with (shared / "data/polnear/train.jsonl").open(encoding="utf-8") as lines:
        yield from (json.loads(line)["text"] for i, line in enumerate(lines) if i % every == 0)
    with (shared / "data/gum/train.jsonl").open(encoding="utf-8") as lines:
        yield from (d["text"] for d in map(json.loads, lines) if d["genre"] in OPEN_GENRES)
    said: list[str] = []
    for line in (shared / "data/ud_english_ewt/en_ewt-ud-train.conllu").read_text(encoding="utf-8").splitlines():
        if line.startswith("# newdoc") and said:
            yield " ".join(said)
            said = []
        elif line.startswith("# text = "):
            said.append(line.removeprefix("# text = "))
    yield " ".join(said)
    yield from (t.text for t in load(Path(__file__).parent / "statements"))


class Teacher:
    """all-MiniLM-L6-v2, as its authors pool it: the mean over all pieces, of length one."""

    def __init__(self) -> None:
        source = package()
        self.net: Network = start(source / "model.safetensors").eval()
        self.pieces = Pieces((source / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        with tempfile.TemporaryDirectory() as folder:
            encoder(self.net, Path(folder) / "teacher.onnx", small=False)
            self.session = onnxruntime.InferenceSession((Path(folder) / "teacher.onnx").read_bytes(), options)

    @torch.no_grad()
    def vectors(self, given: list[str]) -> np.ndarray:
        """[sentences, width]."""
        ids = [[p for w in tokens(s) for p in self.pieces.of(w.text)][:_LONGEST] for s in given]
        rows = [[self.pieces.start, *row, self.pieces.end] for row in ids]
        out = np.zeros((len(rows), 384), np.float32)
        order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
        for at in range(0, len(order), _BATCH):
            chunk = order[at : at + _BATCH]
            size = max(len(rows[i]) for i in chunk)
            padded = torch.tensor([rows[i] + [0] * (size - len(rows[i])) for i in chunk])
            embedded = self.net.embedding(padded, torch.zeros(*padded.shape, 4, dtype=torch.long)).numpy()
            lengths = np.array([len(rows[i]) for i in chunk], np.int32)
            hidden = self.session.run(None, {"embedded": embedded, "lengths": lengths})[0]
            for i, h in zip(chunk, hidden, strict=True):
                v = h[: len(rows[i])].mean(0)
                out[i] = v / np.linalg.norm(v)
        return out


def collect(shared: Path, out: Path, every: int) -> None:
    """Read every text once with either model; store the rows of words, the words of each sentence, the teacher's vectors."""
    reader, teacher = model(), Teacher()
    rows: list[np.ndarray] = []
    spans: list[tuple[int, int]] = []
    taught: list[np.ndarray] = []
    at = 0
    for text in texts(shared, every):
        reading = reader.read(text, [Stretch(0, len(text))])
        starts = np.array([w.start for w in reading.words])
        lines = [s for p in paragraphs(text) for s in sentences(text, p.start, p.end)]
        found = [(*np.searchsorted(starts, [s.start, s.end]).tolist(), text[s.start : s.end]) for s in lines]
        found = [f for f in found if f[1] - f[0] >= _LEAST]
        if not found:
            continue
        rows.append(word_rows(reader, reading).astype(np.float16))
        spans += [(at + a, at + b) for a, b, _ in found]
        taught.append(teacher.vectors([s for _, _, s in found]).astype(np.float16))
        at += len(reading.words)
    np.savez(out, rows=np.concatenate(rows), spans=np.array(spans), taught=np.concatenate(taught))
    print(f"{at} words, {len(spans)} sentences")


class Head(nn.Module):
    """What `headwater.model.vectors` does in NumPy. ``width``: of the rows of words."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.gate = nn.Linear(width, GATES)
        self.up = nn.Linear(GATES * width, INNER)
        self.out = nn.Linear(GATES * width + INNER, WIDTH)

    def forward(self, words: Tensor, sentence: Tensor, count: int) -> Tensor:
        """``sentence``: the number of the sentence that each word is of."""
        gates = torch.sigmoid(self.gate(words))
        parts = []
        for k in range(GATES):
            g = gates[:, k : k + 1]
            total = torch.zeros(count, words.shape[1]).index_add(0, sentence, words * g)
            parts.append(total / (torch.zeros(count, 1).index_add(0, sentence, g) + 1e-6))
        mean = torch.cat(parts, -1)
        return self.out(torch.cat([mean, F.relu(self.up(mean))], -1))


def _alike(made: Tensor, wanted: Tensor) -> tuple[Tensor, Tensor]:
    """Cosines of each vector with the one it should be; the mean squared error of the cosines among them."""
    a, b = F.normalize(made, dim=-1), F.normalize(wanted, dim=-1)
    return (a * b).sum(-1), ((a @ a.T - b @ b.T) ** 2).mean()


class _Data:
    def __init__(self, path: Path) -> None:
        held = np.load(path)
        self.rows, self.spans = held["rows"], held["spans"]
        taught = held["taught"].astype(np.float32)
        self.held_out = np.arange(len(taught)) % 20 == 7
        known = taught[~self.held_out]
        # The directions in which the teacher's vectors lie apart most: inner products stay nearly what they are.
        self.wanted = taught @ np.linalg.eigh(known.T @ known)[1][:, ::-1][:, :WIDTH]
        self.scale = np.r_[np.ones(384), np.full(384, 1 / self.rows[:20000, 384:].astype(np.float32).std())].astype(np.float32)

    def batch(self, which: np.ndarray) -> tuple[Tensor, Tensor, int, Tensor]:
        runs = [np.arange(a, min(b, a + _WORDS)) for a, b in self.spans[which]]
        words = self.rows[np.concatenate(runs)].astype(np.float32) * self.scale
        sentence = np.repeat(np.arange(len(runs)), [len(r) for r in runs])
        return torch.from_numpy(words), torch.from_numpy(sentence), len(runs), torch.from_numpy(self.wanted[which])


def fit(data: Path, out: Path, epochs: int, rate: float) -> None:
    """Fit the head; print how well it does on a twentieth of the sentences, held out."""
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    held = _Data(data)
    net = Head(held.rows.shape[1])
    known, asked = np.flatnonzero(~held.held_out), np.flatnonzero(held.held_out)
    optimizer = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=0.01)
    steps = epochs * -(-len(known) // _TOGETHER)
    pace = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / 100, max(0.0, (steps - s) / steps)))
    for epoch in range(epochs):
        order = rng.permutation(known)
        for at in range(0, len(order), _TOGETHER):
            words, sentence, count, wanted = held.batch(order[at : at + _TOGETHER])
            cosine, error = _alike(net(words, sentence, count), wanted)
            loss = 1 - cosine.mean() + 5 * error
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            pace.step()
        print(f"epoch {epoch + 1}: {float(cosine.mean().detach()):.3f}", flush=True)
    with torch.no_grad():
        found = [_alike(net(*(b := held.batch(asked[at : at + 256]))[:3]), b[3]) for at in range(0, len(asked), 256)]
    print(
        f"held out: cosine {float(torch.cat([c for c, _ in found]).mean()):.4f}, cosines apart by {float(sum(e for _, e in found) / len(found)) ** 0.5:.4f}"
    )
    np.savez(out, **_arrays(net, held.scale))


def _arrays(net: Head, scale: np.ndarray) -> dict[str, np.ndarray]:
    """The head's arrays for rows as they are: the scale goes into the weights."""
    w = {f"vector.{k}": v.numpy() for k, v in net.state_dict().items()}
    means = np.tile(scale, GATES)
    w["vector.gate.weight"] = w["vector.gate.weight"] * scale
    w["vector.up.weight"] = w["vector.up.weight"] * means
    w["vector.out.weight"] = w["vector.out.weight"] * np.r_[means, np.ones(INNER, np.float32)]
    return {k: v.astype(np.float16) if v.size > 4096 else v.astype(np.float32) for k, v in w.items()}


def add(head: Path, weights: Path) -> None:
    """Put the head's arrays into the package's weights."""
    with np.load(weights / "heads.npz") as old, np.load(head) as new:
        held = {k: v for k, v in old.items() if not k.startswith("vector.")} | dict(new.items())
    np.savez(weights / "heads.npz", **held)


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    steps = p.add_subparsers(dest="step", required=True)
    one = steps.add_parser("collect")
    one.add_argument("--shared", type=Path, required=True)
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--every", type=int, default=2)
    two = steps.add_parser("fit")
    two.add_argument("data", type=Path)
    two.add_argument("--out", type=Path, required=True)
    two.add_argument("--epochs", type=int, default=8)
    two.add_argument("--rate", type=float, default=1.5e-3)
    three = steps.add_parser("add")
    three.add_argument("head", type=Path)
    three.add_argument("--weights", type=Path, required=True)
    args = p.parse_args()
    if args.step == "collect":
        collect(args.shared, args.out, args.every)
    elif args.step == "fit":
        fit(args.data, args.out, args.epochs, args.rate)
    else:
        add(args.head, args.weights)


if __name__ == "__main__":
    main()

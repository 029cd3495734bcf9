"""The reading model at run time: one pass of the encoder over a document, then small heads in NumPy.

The weights lie beside this file (`weights/`, made by `training/`; what they were made from stands in `weights/CARD.md`). ONNX Runtime runs the encoder on one
thread: documents are what runs side by side. A document is read alone, never in one batch with others, so its numbers hang on nothing else.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from typing import Any

import numpy as np
import numpy.typing as npt

from headwater.errors import HeadwaterError
from headwater.model.labels import KINDS
from headwater.model.pieces import Pieces
from headwater.model.tokens import GAPS, Token, tokens
from headwater.records import Stretch
from headwater.text.sentences import paragraphs, unwrapped

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

#: Pieces of a window at most, its two end marks not counted; the length that the model was trained on.
LIMIT = 320
#: Windows in one run of the encoder; bounds its memory.
_TOGETHER = 8


@dataclass(slots=True)
class Window:
    """Words ``[first, last)`` that were read together, and their hidden states [words, width]."""

    first: int
    last: int
    hidden: Floats


@dataclass(slots=True)
class Reading:
    """A document as the encoder read it. ``text``: its text with the line breaks inside paragraphs as blanks, where it was read from a text."""

    words: list[Token]
    windows: list[Window]
    text: str = ""


class Model:
    """Encoder and heads."""

    def __init__(self, encoder: bytes, arrays: dict[str, Any], vocabulary: Sequence[str]) -> None:
        import onnxruntime  # heavy, and only this stage needs it

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Spinning threads and grown arenas help one long run; here many processes read short documents.
        options.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(encoder, options, providers=["CPUExecutionProvider"])
        self._pieces = Pieces(vocabulary)
        # The table of pieces stays in int8: a float copy would be four times its size, and few of its rows are asked for.
        self.arrays: dict[str, Floats] = {k: v if k == "embedding.piece.weight" else np.asarray(v, np.float32) for k, v in arrays.items()}

    def read(self, text: str, stretches: Iterable[Stretch]) -> Reading:
        """Read the given stretches of a text, which do not overlap, in order."""
        words: list[Token] = []
        breaks: list[int] = []
        pieces = [p for s in stretches for p in paragraphs(text, s.start, s.end)]
        plain = unwrapped(text, pieces)
        for p in pieces:
            breaks.append(len(words))
            found = tokens(plain, p.start, p.end)
            if words and found:  # as many line breaks as stand before it; where the text between was left out of a line, an empty line
                lines = plain.count("\n", words[-1].end, found[0].start)
                found[0] = found[0]._replace(gap=min(lines or GAPS, GAPS - 2) + 1)
            words += found
        return Reading(words, self.read_words(words, breaks).windows, plain)

    def read_words(self, words: list[Token], breaks: Iterable[int] = ()) -> Reading:
        """Read words whose places are known; ``breaks``: numbers of words that begin a stretch."""
        pieces = [self._pieces.of(w.text) for w in words]
        spans = windows(words, [len(p) for p in pieces], set(breaks))
        out: list[Window] = []
        for i in range(0, len(spans), _TOGETHER):
            out += self._encode(words, pieces, spans[i : i + _TOGETHER])
        return Reading(words, out)

    def _encode(self, words: list[Token], pieces: list[tuple[int, ...]], spans: list[tuple[int, int]]) -> list[Window]:
        sizes = [sum(len(pieces[i]) for i in range(a, b)) + 2 for a, b in spans]
        size = max(sizes)
        ids = np.zeros((len(spans), size), np.int64)
        features = np.zeros((len(spans), size, 4), np.int64)
        firsts: list[Ints] = []
        for row, (a, b) in enumerate(spans):
            lengths = np.fromiter((len(pieces[i]) for i in range(a, b)), np.int64, b - a)
            flat = [p for i in range(a, b) for p in pieces[i]]
            ids[row, 0], ids[row, len(flat) + 1] = self._pieces.start, self._pieces.end
            ids[row, 1 : len(flat) + 1] = flat
            first = 1 + np.cumsum(lengths) - lengths
            about = np.array([(w.form, w.gap, w.quoted, 1) for w in words[a:b]], np.int64)
            features[row, 1 : len(flat) + 1] = np.repeat(about, lengths, axis=0)
            features[row, first, 3] = 0
            firsts.append(first)
        hidden = self._session.run(None, {"embedded": self._embedded(ids, features), "lengths": np.array(sizes, np.int32)})[0]
        return [Window(a, b, hidden[row, first]) for row, ((a, b), first) in enumerate(zip(spans, firsts, strict=True))]

    def _embedded(self, ids: Ints, features: Ints) -> Floats:
        w = self.arrays
        x = w["embedding.piece.weight"][ids] * w["embedding.piece.scale"][ids][..., None]
        x += w["embedding.place.weight"][: ids.shape[1]]
        for i, name in enumerate(("form", "gap", "quoted", "inner")):
            x += w[f"embedding.{name}.weight"][features[..., i]]
        x -= x.mean(-1, keepdims=True)
        x /= np.sqrt((x * x).mean(-1, keepdims=True) + 1e-12)
        return np.asarray(x * w["embedding.norm.weight"] + w["embedding.norm.bias"], np.float32)

    def pieces(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces: rows of the embedding."""
        return self._pieces.of(word)

    def linear(self, name: str, x: Floats) -> Floats:
        """``x`` through the linear map of that name."""
        return np.asarray(x @ self.arrays[f"{name}.weight"].T + self.arrays[f"{name}.bias"], np.float32)

    def names(self, window: Window) -> list[tuple[int, int, str, float]]:
        """Names of a window: first and last word in the document, kind, how sure."""
        scores = softmax(self.linear("names", window.hidden))
        best = scores.argmax(-1)
        out: list[tuple[int, int, str, float]] = []
        first = -1
        for i, tag in enumerate([*best, 0]):
            going = first >= 0 and tag > 0 and tag % 2 == 0 and (tag - 1) // 2 == (best[first] - 1) // 2
            if first >= 0 and not going:
                kind = (best[first] - 1) // 2
                sure = float(scores[first:i, 2 * kind + 1 : 2 * kind + 3].sum(-1).min())
                out.append((window.first + first, window.first + i - 1, KINDS[kind], sure))
                first = -1
            if tag > 0 and first < 0:
                first = i
        return out


def windows(words: list[Token], lengths: list[int], breaks: set[int]) -> list[tuple[int, int]]:
    """Runs of whole paragraphs of at most ``LIMIT`` pieces, evenly filled; a paragraph too long for one is cut, between sentences if it can be."""
    total = sum(lengths)
    if not total:
        return []
    room = min(LIMIT, -(-total // -(-total // LIMIT)) + LIMIT // 8)
    out: list[tuple[int, int]] = []
    first = size = paragraph = sentence = 0
    for i, w in enumerate(words):
        if w.gap >= 2 or i in breaks:
            paragraph = i
        elif i and words[i - 1].text in ".!?" and w.gap:
            sentence = i
        while size + lengths[i] > room and i > first:
            cut = paragraph if paragraph > first else sentence if sentence > first else i
            out.append((first, cut))
            size -= sum(lengths[first:cut])
            first = cut
        size += min(lengths[i], LIMIT)
    out.append((first, len(words)))
    return out


def softmax(x: Floats) -> Floats:
    """Along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), np.float32)


@functools.cache
def model() -> Model:
    """The package's model, loaded once a process.

    Raises:
        HeadwaterError: the weights are not there or ONNX Runtime cannot load them.
    """
    folder = files("headwater.model") / "weights"
    try:
        with as_file(folder / "heads.npz") as path, np.load(path) as arrays:
            held = dict(arrays)
        return Model((folder / "encoder.onnx").read_bytes(), held, (folder / "pieces.txt").read_text(encoding="utf-8").split("\n")[:-1])
    except (OSError, ValueError, ImportError, RuntimeError) as e:
        raise HeadwaterError(
            f"the reading model cannot be loaded: {e}", hint="Install headwater again; onnxruntime must be there too."
        ) from e

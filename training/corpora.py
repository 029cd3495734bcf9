"""Corpora -> texts with what is known of each word.

Parts that are scored on are never opened here: PolNeAR `train`, UD English EWT `train`, the names of GUM `train` (only the genres whose licence allows
weights to ship), re3d without the BBC, and the project's own `training/statements`.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.annotated import load

from headwater.model.labels import KINDS, POS, RELATIONS, ROLES
from headwater.model.tokens import Token, describe, tokens

#: GUM's genres whose texts and annotations are open (Wikinews, CC BY).
OPEN_GENRES = frozenset({"news", "interview"})
#: The label of a word of which nothing is known.
OPEN = -100


@dataclass(slots=True)
class Statement:
    """Word numbers ``[first, last]`` by role, and the word that stands for the statement: the first of its cue, else of its content."""

    anchor: int
    roles: dict[str, list[tuple[int, int]]]


@dataclass(slots=True)
class Text:
    """Words, and by word what is known; None where a corpus does not tell."""

    corpus: str
    words: list[Token]
    heads: list[int] | None = None
    relations: list[int] | None = None
    pos: list[int] | None = None
    starts: list[int] | None = None
    names: list[int] | None = None
    statements: list[Statement] | None = None
    #: Words at which a statement may stand though the corpus annotates none.
    unknown: set[int] = field(default_factory=set)
    roles: tuple[str, ...] = ROLES


def _jsonl(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def trimmed(words: list[Token], first: int, last: int) -> tuple[int, int] | None:
    """A run of words without quotation marks and commas at its ends."""
    while first <= last and words[first].text.strip("\"“”„«»‘’'`,") == "":
        first += 1
    while last >= first and words[last].text.strip("\"“”„«»‘’'`,") == "":
        last -= 1
    return (first, last) if first <= last else None


class _Places:
    """Character places -> word numbers."""

    def __init__(self, words: list[Token]) -> None:
        self._words = words
        self._at = {c: i for i, w in enumerate(words) for c in range(w.start, w.end)}

    def run(self, start: int, end: int) -> tuple[int, int] | None:
        inside = [self._at[c] for c in (*range(start, end),) if c in self._at]
        return trimmed(self._words, inside[0], inside[-1]) if inside else None


def _joined(words: list[Token], runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs with only marks between them made one, as the scorer does."""
    out: list[tuple[int, int]] = []
    for a, b in sorted(runs):
        if out and trimmed(words, out[-1][1] + 1, a - 1) is None:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return out


def _statement(words: list[Token], places: _Places, parts: dict[str, list[tuple[int, int]]]) -> Statement | None:
    roles = {r: _joined(words, [x for s, e in parts.get(r, []) if (x := places.run(s, e))]) for r in ROLES}
    first = roles["cue"] or roles["content"]
    return Statement(first[0][0], roles) if first else None


def polnear(path: Path, silver: Path | None = None) -> Iterator[Text]:
    """PolNeAR annotates the outermost statement only: what stands inside a content is unknown. ``silver``: its names, by `training.silver`."""
    told = {d["id"]: d["names"] for d in _jsonl(silver)} if silver else {}
    for d in _jsonl(path):
        words = tokens(d["text"])
        places = _Places(words)
        found = [s for a in d["attributions"] if (s := _statement(words, places, {r: a[r] for r in ("source", "cue", "content")}))]
        anchors = {s.anchor for s in found}
        unknown = {i for s in found for a, b in s.roles["content"] for i in range(a, b + 1)} - anchors
        names = _silver(words, places, told[d["id"]]) if d["id"] in told else None
        yield Text("polnear", words, names=names, statements=found, unknown=unknown, roles=("source", "cue", "content"))


def _silver(words: list[Token], places: _Places, told: list[tuple[int, int, str]]) -> list[int]:
    """BIO numbers; ``OPEN`` for names of no sure kind, and for capitals inside a sentence that are in no name."""
    runs = [(*run, kind) for start, end, kind in told if (run := places.run(start, end))]
    out = _tagged(words, [r for r in runs if r[2] in KINDS])
    held = {i for a, b, kind in runs if kind not in KINDS for i in range(a, b + 1)}
    for i, w in enumerate(words):
        inside = i > 0 and words[i - 1].text not in '.!?“"”:' and w.gap < 2
        if not out[i] and (i in held or (inside and w.text[:1].isupper() and w.text.isalpha())):
            out[i] = OPEN
    return out


def own(folder: Path) -> Iterator[Text]:
    """The project's annotated texts, with the names that `names.txt` lists."""
    listed = _listed(Path(__file__).parent / "names.txt")
    for t in load(folder):
        words = tokens(t.text)
        places = _Places(words)
        found = [s for a in t.statements if (s := _statement(words, places, a.parts))]
        yield Text("own", words, statements=found, names=_named(words, listed[t.id]) if t.id in listed else None)


def _listed(path: Path) -> dict[str, list[tuple[str, str]]]:
    """Text -> its names as written, with their kinds: lines ``=== ID`` and ``KIND NAME``."""
    out: dict[str, list[tuple[str, str]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else []:
        if line.startswith("=== "):
            out[line[4:].strip()] = []
        elif line.strip():
            kind, _, name = line.partition(" ")
            out[next(reversed(out))].append((name.strip(), kind))
    return out


def _named(words: list[Token], listed: list[tuple[str, str]]) -> list[int]:
    """BIO numbers of every place where a listed name stands, the longest first."""
    text = [w.text for w in words]
    runs = []
    for name, kind in listed:
        parts = [t.text for t in tokens(name)]
        runs += [(i, i + len(parts) - 1, kind) for i in range(len(text) - len(parts) + 1) if text[i : i + len(parts)] == parts]
    return _tagged(words, runs)


def treebank(path: Path) -> Iterator[Text]:
    """The documents of a CoNLL-U file."""
    for sentences in _documents(path):
        text = ""
        spans: list[tuple[int, int]] = []
        heads: list[int] = []
        relations: list[int] = []
        pos: list[int] = []
        starts: list[int] = []
        for paragraph, rows in sentences:
            text += ("\n\n" if paragraph else " ") if text else ""
            first = len(spans)
            for row in rows:
                spans.append((len(text), len(text) + len(row.form)))
                text += row.form + (" " if row.space else "")
                heads.append(first + row.head - 1 if row.head else -1)
                relations.append(RELATIONS.index(row.relation))
                pos.append(POS.index(row.pos))
                starts.append(int(len(spans) - 1 == first))
            text = text.rstrip(" ")
        yield Text("treebank", describe(text, spans), heads, relations, pos, starts)


@dataclass(slots=True)
class _Row:
    form: str
    pos: str
    head: int
    relation: str
    space: bool


def _documents(path: Path) -> Iterator[list[tuple[bool, list[_Row]]]]:
    paragraph = False
    sentences: list[tuple[bool, list[_Row]]] = []
    rows: list[_Row] = []
    joined: dict[int, bool] = {}
    for line in [*path.read_text(encoding="utf-8").splitlines(), "# newdoc id = end"]:
        if line.startswith("# newdoc"):
            if sentences:
                yield sentences
            sentences, paragraph = [], False
        elif line.startswith("# newpar"):
            paragraph = True
        elif not line.strip():
            if rows:
                sentences.append((paragraph, rows))
            rows, paragraph, joined = [], False, {}
        elif not line.startswith("#"):
            c = line.split("\t")
            if "." in c[0]:
                continue
            space = "SpaceAfter=No" not in c[9]
            if "-" in c[0]:
                a, b = map(int, c[0].split("-"))
                joined |= {i: (space if i == b else False) for i in range(a, b + 1)}
                continue
            number = int(c[0])
            rows.append(_Row(c[1], c[3], int(c[6]), c[7].split(":")[0], joined.get(number, space)))


GUM_KINDS = {"person": "person", "organization": "body", "place": "place"}
_RE3D_KINDS = {
    "Person": "person",
    "Organisation": "body",
    "Location": "place",
    "MilitaryPlatform": "other",
    "Weapon": "other",
    "DocumentReference": "other",
}


def _tagged(words: list[Token], runs: list[tuple[int, int, str]]) -> list[int]:
    """BIO numbers of names, the longest of those that overlap."""
    out = [0] * len(words)
    for a, b, kind in sorted(runs, key=lambda r: r[0] - r[1]):
        if not any(out[a : b + 1]):
            k = KINDS.index(kind)
            out[a : b + 1] = [2 * k + 1, *[2 * k + 2] * (b - a)]
    return out


def is_proper(words: list[Token], first: int, last: int) -> bool:
    """Does a mention read as a name: capitals at its end and in most of its words?"""
    run = [w for w in words[first : last + 1] if w.text.isalpha()]
    capital = [w for w in run if w.text[:1].isupper()]
    return (
        bool(run) and len(run) <= 8 and run[-1].text[:1].isupper() and 2 * len(capital) > len(run) and run[0].text.lower() not in _PRONOUNS
    )


_PRONOUNS = frozenset("i we he she it they you my our his her its their your me us him them this that these those who which what".split())
_LEADING = frozenset("the a an this that our my his her their its".split())


def name_run(words: list[Token], start: int, end: int, places: _Places | None = None) -> tuple[int, int] | None:
    """The words of a mention that reads as a name, without articles in front and possessives behind; None for other mentions."""
    run = (places or _Places(words)).run(start, end)
    if run is None:
        return None
    a, b = run
    while a < b and words[a].text.lower() in _LEADING:
        a += 1
    if b > a and words[b].text in ("'s", "’s"):
        b -= 1
    return (a, b) if is_proper(words, a, b) else None


def gum_names(path: Path, genres: frozenset[str] = OPEN_GENRES) -> Iterator[Text]:
    """Mentions of GUM that are names: persons, organizations, places, others."""
    for d in _jsonl(path):
        if d["genre"] in genres:
            words = tokens(d["text"])
            places = _Places(words)
            named = [e for e in d["entities"] if e["type"] != "time"]
            runs = [(*run, GUM_KINDS.get(e["type"], "other")) for e in named if (run := name_run(words, e["start"], e["end"], places))]
            yield Text("gum_names", words, names=_tagged(words, runs))


def re3d_names(path: Path) -> Iterator[Text]:
    """Entities of re3d, without its BBC part (non-commercial)."""
    for d in _jsonl(path):
        if "BBC" in d["collection"]:
            continue
        words = tokens(d["text"])
        places = _Places(words)
        sure = [e for e in d["entities"] if e["type"] in _RE3D_KINDS and e.get("confidence", 1) > 0.5]
        runs = [(*run, _RE3D_KINDS[e["type"]]) for e in sure if (run := name_run(words, e["start"], e["end"], places))]
        yield Text("re3d_names", words, names=_tagged(words, runs))


def windows(text: Text, lengths: list[int], limit: int, rng: random.Random | None = None) -> list[tuple[int, int]]:
    """Runs of whole paragraphs of at most ``limit`` pieces; with ``rng`` the first is cut short somewhere, so that no two epochs cut alike."""
    out: list[tuple[int, int]] = []
    first = 0
    size = 0
    room = limit if rng is None else rng.randint(limit // 3, limit)
    breakable = 0
    for i, w in enumerate(text.words):
        if w.gap == 3 or (text.starts is not None and text.starts[i]):
            breakable = i
        if size + lengths[i] > room:
            cut = breakable if breakable > first else i
            out.append((first, cut))
            size = sum(lengths[cut:i])
            first, room = cut, limit
        size += lengths[i]
    if first < len(text.words):
        out.append((first, len(text.words)))
    return out

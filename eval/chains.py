"""Speakers and chains of the project's own scored texts: is the speaker of each statement right, is the whole chain?

    python -m eval.chains [--texts eval/statements] [--errors N] [--json FILE]

Statements are paired one to one, best first, where the tokens of their contents have an intersection over union of at least one half.

  found     share of the annotated statements that are paired
  speaker   share of the paired ones whose speaker is right; speaker_all: of all annotated ones
  chain     share of the paired ones whose speaker and hops are all right, in their order; chain_all, and chain_hops: of those with hops
  f1        of the pairing
  kind      share of the paired ones whose kind is right

A hop that is the speaker again ("I told them that I …") is none. Names are compared without case, accents, articles, titles and
possessives. A name is right when it holds all words of an annotated one and few besides; a description, when it holds all of its words, or at least
half of the words of both are common.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from eval.annotated import Annotation, Text, load
from headwater.mark.document import mark_document
from headwater.records import Document, OffsetMap, Statement, Stretch, make_id
from headwater.settings import MarkSettings
from headwater.text.fold import straighten
from headwater.text.names import strip_title
from headwater.text.sentences import paragraphs

_SMALL = frozenset("the a an of in at for to its his her their s by from and".split())


@dataclass(slots=True)
class Told:
    """What is compared of a statement."""

    content: list[tuple[int, int]]
    kind: str
    speaker: str
    via: list[str]


def document(text: str, name: str) -> Document:
    """A text as a document of its own, its first paragraph the title."""
    body = [Stretch(p.start, p.end) for p in paragraphs(text)]
    return Document(
        id=make_id("document", name, text),
        page=make_id("page", text),
        path=name,
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=tuple(body),
    )


def predicted(text: Text) -> list[Told]:
    """What headwater finds."""
    found = [s for s in mark_document(document(text.text, text.id), MarkSettings()) if isinstance(s, Statement)]
    return [
        Told([(c.start, c.end) for c in s.parts.content], s.value.kind, s.value.speaker or "-", [h.name for h in s.value.via])
        for s in found
    ]


def words(name: str) -> list[str]:
    """A name's words, folded."""
    plain = unicodedata.normalize("NFD", straighten(strip_title(name)).casefold())
    plain = "".join(c for c in plain if unicodedata.category(c) != "Mn")
    return [w for w in re.findall(r"\w+", plain) if w not in _SMALL]


def same(right: Sequence[str], name: str) -> bool:
    """Is a name one of those that are right?"""
    held = set(words(name))
    for r in right:
        wanted = set(words(r))
        if wanted == held:
            return True
        if not wanted or not held:
            continue
        named = any(w[:1].isupper() for w in r.split())
        if named and wanted <= held and len(held) <= len(wanted) + 3:
            return True
        if not (named and r[:1].isupper()) and (wanted <= held or 2 * len(wanted & held) >= len(wanted | held)):
            return True
    return False


def pairs(gold: list[Annotation], found: list[Told], text: str) -> list[tuple[int, int]]:
    """Numbers of statements that belong together."""

    def held(spans: list[tuple[int, int]]) -> set[int]:
        return {a + m.start() for a, b in spans for m in re.finditer(r"\w+|[^\w\s]", text[a:b])}

    left = [held(g.parts["content"]) for g in gold]
    right = [held(f.content) for f in found]
    scores = [
        (len(a & b) / len(a | b), -abs(i - j), i, j)
        for i, a in enumerate(left)
        for j, b in enumerate(right)
        if a & b and len(a & b) * 2 >= len(a | b)
    ]
    out: list[tuple[int, int]] = []
    for _, _, i, j in sorted(scores, reverse=True):
        if all(i != x and j != y for x, y in out):
            out.append((i, j))
    return out


def score(texts: list[Text], found: list[list[Told]], errors: int = 0) -> dict[str, float]:
    """All metrics; prints the first errors."""
    n: Counter[str] = Counter()
    for text, told in zip(texts, found, strict=True):
        n["gold"] += len(text.statements)
        n["told"] += len(told)
        n["gold_hops"] += sum(bool(s.via) for s in text.statements)
        for i, j in sorted(pairs(text.statements, told, text.text)):
            g, p = text.statements[i], told[j]
            n["paired"] += 1
            n["kind"] += g.kind == p.kind
            right = same(g.speaker, p.speaker)
            hops = [v for v in g.via if not set(v) & set(g.speaker)]
            whole = right and len(hops) == len(p.via) and all(same(a, b) for a, b in zip(hops, p.via, strict=True))
            n["speaker"] += right
            n["chain"] += whole
            if hops:
                n["hops"] += 1
                n["chain_hops"] += whole
            if not whole and n["shown"] < errors:
                n["shown"] += 1
                source = " | ".join(text.text[a:b] for a, b in g.parts["source"])
                print(f"{text.id} {g.number} [{source}] {g.speaker} via {g.via}  FOUND {p.speaker!r} via {p.via}")

    def share(a: str, b: str) -> float:
        return n[a] / n[b] if n[b] else 0.0

    return {
        "found": share("paired", "gold"),
        "f1": 2 * n["paired"] / (n["gold"] + n["told"]),
        "speaker": share("speaker", "paired"),
        "speaker_all": share("speaker", "gold"),
        "chain": share("chain", "paired"),
        "chain_all": share("chain", "gold"),
        "chain_hops": share("chain_hops", "hops"),
        "kind": share("kind", "paired"),
        "statements": n["gold"],
        "with_hops": n["gold_hops"],
    }


def main() -> int:
    """Score and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--texts", type=Path, default=Path(__file__).parent / "statements")
    p.add_argument("--errors", type=int, default=0, help="print so many wrong chains")
    p.add_argument("--json", type=Path, help="write the metrics to this file")
    args = p.parse_args()
    texts = load(args.texts)
    metrics = score(texts, [predicted(t) for t in texts], args.errors)
    print("chains " + " ".join(f"{k}={v:.3f}" for k, v in metrics.items()) + f" docs={len(texts)}")
    if args.json:
        args.json.write_text(json.dumps(metrics) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

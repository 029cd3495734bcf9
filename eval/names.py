"""Names against GUM: persons, bodies and places that are called by name.

    python -m eval.names --data ../shared/data/gum/dev.jsonl [--genres news,interview] [--json FILE]

GUM annotates mentions of every kind. Compared are those that read as names (capitals at their end and in most words, no pronoun), without
articles and titles in front; of mentions inside one another the longest. The kinds are person, organization (body) and place; the rest is not scored.

  exact     F1 of spans with equal ends, whatever the kind
  typed     F1 of spans with equal ends and kind
  overlap   F1 of spans that share a character
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from training.corpora import GUM_KINDS, name_run

from eval.chains import document
from headwater.mark.document import mark_document
from headwater.model.tokens import tokens
from headwater.records import Name
from headwater.settings import MarkSettings
from headwater.text.names import strip_title

Span = tuple[int, int, str]
_KINDS = frozenset({"person", "body", "place"})


def gold(doc: dict[str, Any]) -> list[Span]:
    """The names of a document."""
    words = tokens(doc["text"])
    runs = []
    for e in doc["entities"]:
        kind = GUM_KINDS.get(e["type"], "other")
        run = name_run(words, e["start"], e["end"]) if kind in _KINDS else None
        if run:
            start, end = words[run[0]].start, words[run[1]].end
            bare = strip_title(doc["text"][start:end])
            runs.append((max(start, doc["text"].find(bare, start, end)), end, kind))
    out: list[Span] = []
    for s in sorted(set(runs), key=lambda r: (r[0] - r[1], r[0])):
        if all(s[1] <= o[0] or o[1] <= s[0] for o in out):
            out.append(s)
    return sorted(out)


def found(doc: dict[str, Any]) -> list[Span]:
    """What headwater finds."""
    marked = [n for n in mark_document(document(doc["text"], doc["id"]), MarkSettings()) if isinstance(n, Name)]
    return [(n.start, n.end, n.value.kind) for n in marked if n.value.kind in _KINDS]


def f1(same: int, gold_: int, found_: int) -> float:
    """Harmonic mean of precision and recall."""
    return 2 * same / (gold_ + found_) if gold_ + found_ else 0.0


def main() -> int:
    """Score and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--genres", help="these genres only, such as news,interview")
    p.add_argument("--json", type=Path, help="write the metrics to this file")
    args = p.parse_args()
    docs = [json.loads(line) for line in args.data.read_text(encoding="utf-8").splitlines()]
    docs = [d for d in docs if not args.genres or d["genre"] in args.genres.split(",")]
    n = dict.fromkeys(("gold", "found", "exact", "typed", "touched", "touching"), 0)
    for d in docs:
        g, f = gold(d), found(d)
        n["gold"] += len(g)
        n["found"] += len(f)
        n["exact"] += len({s[:2] for s in g} & {s[:2] for s in f})
        n["typed"] += len(set(g) & set(f))
        n["touched"] += sum(any(a < y and x < b for x, y, _ in f) for a, b, _ in g)
        n["touching"] += sum(any(a < y and x < b for x, y, _ in g) for a, b, _ in f)
    metrics = {k: f1(n[k], n["gold"], n["found"]) for k in ("exact", "typed")}
    metrics["overlap"] = f1(n["touched"] + n["touching"], 2 * n["gold"], 2 * n["found"]) if n["gold"] + n["found"] else 0.0
    print("names " + " ".join(f"{k}={v:.3f}" for k, v in metrics.items()) + f" docs={len(docs)}")
    if args.json:
        args.json.write_text(json.dumps(metrics) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Dates against one half of TimeBank or AQUAINT: one half is looked at while rules are written, the other is only scored.

    python -m eval.halves --data ../shared/data/tempeval3/timebank.jsonl [--half scored|seen] [--errors N] [--json FILE]

A document belongs to the half that is looked at where the first hexadecimal digit of the SHA-256 of its id is even, else to the scored one.
Expressions, pairs and metrics are those of the shared `scorers/dates.py`, which is found beside the data. Errors are printed for the
half that is looked at, and refused for the other. Does not score MEANTIME or GUM.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.mark.dates.find import find_dates
from headwater.records import Document, Fact, OffsetMap, Stretch

Doc = dict[str, Any]


def half(identifier: str) -> str:
    """``seen`` or ``scored``, by the id of a document."""
    return "scored" if int(hashlib.sha256(identifier.encode()).hexdigest()[0], 16) % 2 else "seen"


def records(doc: Doc, published: str | None) -> list[dict[str, Any]]:
    """The dates of a text, taken whole, in the fields that the scorer reads."""
    text = doc["text"]
    fact = Fact(value=published, evidence="data") if published else None
    document = Document(
        id=doc["id"],
        page=doc["id"],
        path=doc["id"],
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=(Stretch(0, len(text)),),
        published=fact,
    )
    return [
        {"start": d.start, "end": d.end, "value": {name: getattr(d.value, name) for name in ("timex", "timex_type", "start", "end")}}
        for d in find_dates(document)
    ]


def errors(common: Any, doc: Doc, golds: list[Doc], found: list[Doc]) -> Iterator[str]:
    """A line for each expression that is missed, too much, or has another value or type."""
    text = " ".join(doc["text"].split("\n"))
    pairs = common.match(golds, found, lambda g, p: common.overlap(g["span"], p["span"]))

    def told(x: Doc) -> str:
        return f"[{text[slice(*x['span'])]}] {x['type']} {x['value']}"

    def around(x: Doc) -> str:
        return f"{text[max(0, x['span'][0] - 60) : x['span'][0]]}<>{text[x['span'][1] : x['span'][1] + 40]}"

    for i, j in pairs:
        g, p = golds[i], found[j]
        if g["value"] != p["value"] or g["type"] != p["type"]:
            yield f"VALUE  {told(g)}  FOUND {told(p)}  {doc['id']} {doc.get('dct')}  {around(g)}"
    for kind, items, paired in (("MISSED", golds, {i for i, _ in pairs}), ("EXTRA ", found, {j for _, j in pairs})):
        yield from (f"{kind} {told(x)}  {doc['id']} {doc.get('dct')}  {around(x)}" for k, x in enumerate(items) if k not in paired)


def main() -> int:
    """Score and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--half", choices=("scored", "seen"), default="scored")
    p.add_argument("--errors", type=int, default=0, help="print so many errors; with --half seen only")
    p.add_argument("--json", type=Path, help="write the metrics to this file")
    args = p.parse_args()
    if args.errors and args.half == "scored":
        p.error("the scored half is not looked at; use --half seen")
    sys.path.insert(0, str(next(d for d in args.data.resolve().parents if d.name == "data").parent / "scorers"))
    scorer, common = importlib.import_module("dates"), importlib.import_module("common")
    docs = [d for d in common.load(str(args.data)) if half(d["id"]) == args.half]
    pairs = []
    for doc in docs:
        published, golds, region = scorer.read_gold(doc, "tempeval")
        pairs.append((golds, scorer.read_predicted(records(doc, published[:10] if published else None), region)))
    n = scorer.score(pairs)
    metrics = {k: common.prf(n[k], n["pred"], n["gold"])[2] for k in ("strict", "relaxed", "type", "value")}
    metrics["value_accuracy"] = common.ratio(n["value"], n["relaxed"])
    lines = [line for doc, (g, f) in zip(docs, pairs, strict=True) for line in errors(common, doc, g, f)] if args.errors else []
    print("\n".join(lines[: args.errors]))
    print(
        f"dates {args.half} "
        + " ".join(f"{k}={v:.3f}" for k, v in metrics.items())
        + f" docs={len(docs)} gold={n['gold']} found={n['pred']}"
    )
    if args.json:
        args.json.write_text(json.dumps(metrics) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

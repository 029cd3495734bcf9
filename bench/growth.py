"""How finding copies grows with the collection: generated newsrooms of several sizes, from documents to settled copies.

    python bench/growth.py --work FOLDER [--sizes 50000,100000,...] [--seed S] [--json FILE]

The collection of a size is the beginning of that of the next one (bench/newsrooms.py). Every size runs in a process of its own (bench/stages.py),
with what it costs by stage; then its links are held against the truth: pairs of one story (a wire report and its copies), links closed to groups.
"""

from __future__ import annotations

import argparse
import json
import math
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

HERE = Path(__file__).parent


def _within(groups: Counter[Any]) -> int:
    """How many pairs lie inside groups of these sizes."""
    return sum(n * (n - 1) // 2 for n in groups.values())


def truth(folder: Path) -> dict[str, float]:
    """Recall and precision of pairs of documents, links closed to groups; and the share of linked pairs that are of one story."""
    known = pq.read_table(folder / "truth.parquet").to_pydict()
    story = dict(zip(known["id"], known["story"], strict=True))
    above = {d: d for d in story}

    def root(d: str) -> str:
        while above[d] != d:
            above[d] = above[above[d]]
            d = above[d]
        return d

    linked = set()
    for batch in pq.ParquetFile(folder / "tables/copies.parquet").iter_batches(columns=["left", "right"]):
        for row in batch.to_pylist():
            one, other = row["left"]["document"], row["right"]["document"]
            linked.add((one, other))
            above[root(one)] = root(other)
    true = _within(Counter(s for s in story.values() if s is not None))
    closed = _within(Counter(root(d) for d in story))
    right = _within(Counter((root(d), s) for d, s in story.items() if s is not None))
    straight = sum(story[a] is not None and story[a] == story[b] for a, b in linked)
    return {
        "pairs": true,
        "recall": right / true,
        "precision": right / closed,
        "linked": len(linked),
        "linked_right": straight / len(linked),
    }


def run(work: Path, size: int, seed: int) -> dict[str, Any]:
    """Make a collection, trace it, hold it against its truth."""
    folder = work / str(size)
    folder.mkdir(parents=True, exist_ok=True)
    table, known = folder / "documents.parquet", folder / "truth.parquet"
    command = [sys.executable, str(HERE / "newsrooms.py"), "--documents", str(size), "--seed", str(seed)]
    subprocess.run([*command, "--table", str(table), "--truth", str(known)], check=True)
    out = subprocess.run([sys.executable, str(HERE / "stages.py"), str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, Any] = json.loads(out.stdout.splitlines()[-1])
    found["truth"], found["read_bytes"] = truth(folder), table.stat().st_size
    shutil.rmtree(folder)
    return found


def show(found: list[dict[str, Any]]) -> None:
    """A table of sizes, and the exponent from the first size to the last."""
    for f in found:
        n = f["documents"]
        print(
            f"\n{n:,} documents: {f['seconds']:.0f} s, {f['cpu']:.0f} CPU s, peak {f['memory'] / 1e6:.0f} MB, disk {f['disk'] / 1e6:.0f} MB"
        )
        for name, s in f["stages"].items():
            print(
                f"  {name:<10}{s['seconds']:>8.1f} s{s['cpu']:>8.1f} CPU s{1e3 * s['cpu'] / n:>7.3f} ms/doc{s['memory'] / 1e6:>7.0f} MB"
                f"{s['rows'] / n:>7.2f} rows/doc{s['bytes'] / n:>7.0f} bytes/doc"
            )
        t = f["truth"]
        print(f"  pairs: recall {t['recall']:.4f}, precision {t['precision']:.4f}; linked pairs of one story {t['linked_right']:.4f}")
    if len(found) > 1:
        first, last = found[0], found[-1]
        times = last["documents"] / first["documents"]
        for what in ("seconds", "cpu"):
            grown = last[what] / first[what]
            print(f"\n{times:.0f} times the documents: {grown:.2f} times the {what} (exponent {math.log(grown) / math.log(times):.3f})")


def main() -> None:
    """Measure."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path, required=True)
    p.add_argument("--sizes", default="50000,100000,200000,400000")
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--json", type=Path)
    args = p.parse_args()
    found = []
    for size in map(int, args.sizes.split(",")):
        found.append(run(args.work, size, args.seed))
        show(found[-1:])
        if args.json:
            args.json.write_text(json.dumps(found, indent=1) + "\n")
    show(found)


if __name__ == "__main__":
    main()

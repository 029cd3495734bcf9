"""Finding copies in one run beside what a user would pick instead: datasketch MinHash-LSH, then an alignment of its pairs.

    python bench/copies.py --shared ../shared [--articles N] [--thresholds .3,.05] [--json FILE]

The articles are those of gva_incidents, taken whole. Ours: the stages from seeds to settled copies, as the local engine runs them on documents
that `read` has stored (bench/stages.py), with a worker for every core. Theirs (bench/rivals.py): 5-word shingles, thresholds from .3
down to .05, where it finds as much as ours, 128 permutations, on one core, as the library works; then difflib over the characters of each pair, or,
kinder, over its words. Both have their libraries loaded before the clock starts.

Recall is held against neither: two articles truly share text if runs of eight equal words (lower case, letters and digits only) that stand in both
cover 30 words in each. All such pairs are found, by every run of eight words; a run in more than 60 articles is furniture and counts for nothing.
"""

from __future__ import annotations

import argparse
import itertools
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))

from measure import articles

from headwater.case.captures import Captures
from headwater.engines import local
from headwater.engines.work import Work
from headwater.read.intake import captured
from headwater.settings import ReadSettings, RunSettings, Settings

HERE = Path(__file__).parent
RUN, LEAST, COMMON = 8, 30, 60
Pair = tuple[str, str]


def runs(text: str) -> list[int]:
    """The hash of every run of eight words."""
    words = re.findall(r"[a-z0-9]+", text.lower())
    return [hash(tuple(words[n : n + RUN])) for n in range(len(words) - RUN + 1)]


def covered(places: list[int]) -> int:
    """How many words the runs that begin at these places (rising) cover."""
    return sum(min(RUN, after - at) for at, after in itertools.pairwise([*places, 1 << 60]))


def sharing(texts: dict[str, str]) -> dict[Pair, int]:
    """Every two texts that share `LEAST` words or more in runs of eight, with the words; the one of the two where they are fewer."""
    of_text = {name: runs(text) for name, text in texts.items()}
    holders: dict[int, set[str]] = defaultdict(set)
    for name, found in of_text.items():
        for run in found:
            holders[run].add(name)
    candidates = {pair for held in holders.values() if 1 < len(held) <= COMMON for pair in itertools.combinations(sorted(held), 2)}
    out = {}
    for one, other in candidates:
        a, b = set(of_text[one]), set(of_text[other])
        both = {run for run in a & b if len(holders[run]) <= COMMON}
        words = min(covered([n for n, run in enumerate(of_text[name]) if run in both]) for name in (one, other))
        if words >= LEAST:
            out[one, other] = words
    return out


def ours(texts: Path, folder: Path) -> tuple[dict[str, Any], set[Pair], set[Pair]]:
    """(what the stages cost, the pairs that are linked, the pairs that share any passage)."""
    folder.mkdir()
    settings = Settings(read=ReadSettings(as_document=True))
    (folder / "pages").mkdir()
    captures = Captures(folder / "pages")
    captures.add(captured([str(texts)], max_bytes=10_000_000))
    work = Work(folder / "read", durable=False)
    began = time.perf_counter()
    local.run(work, captures.pages, folder / "pages", settings, RunSettings(), lambda _: None, "read")
    read = time.perf_counter() - began
    work.close()
    (folder / "documents.parquet").symlink_to(folder / "read/documents.parquet")
    out = subprocess.run([sys.executable, str(HERE / "stages.py"), str(folder)], check=True, stdout=subprocess.PIPE, text=True)
    paths = pq.read_table(folder / "documents.parquet", columns=["id", "path"]).to_pydict()
    name = {i: Path(p).name for i, p in zip(paths["id"], paths["path"], strict=True)}

    def pairs(table: str) -> set[Pair]:
        rows = pq.read_table(folder / "tables" / f"{table}.parquet", columns=["left", "right"]).to_pylist()
        return {tuple(sorted((name[r["left"]["document"]], name[r["right"]["document"]]))) for r in rows}  # type: ignore[misc]

    return {**json.loads(out.stdout.splitlines()[-1]), "read": read}, pairs("copies"), pairs("passages")


def theirs(texts: Path, folder: Path, threshold: float) -> tuple[dict[str, Any], set[Pair]]:
    """(what it costs, the pairs it finds)."""
    file = folder / "rival.json"
    subprocess.run(
        [sys.executable, str(HERE / "rivals.py"), "minhash", str(texts), str(file), str(threshold)], check=True, stdout=subprocess.DEVNULL
    )
    found = json.loads(file.read_text())
    return found, {tuple(pair) for pair in found.pop("pairs")}


def recall(found: set[Pair], true: set[Pair]) -> float:
    """The share of the true pairs that are found."""
    return len(found & true) / len(true)


def compared(a: dict[str, Any], b: dict[str, Any], found: set[Pair], true: set[Pair]) -> dict[str, Any]:
    """One rival beside ours: its recall, and how many times our seconds it takes, by the clock and of CPU."""
    ratio = {
        how: {"seconds": (b["sketch"] + b[how]) / a["seconds"], "cpu": (b["sketch_cpu"] + b[f"{how}_cpu"]) / a["cpu"]}
        for how in ("characters", "words")
    }
    return {**b, "pairs": len(found), "recall": recall(found, true), "ratio": ratio}


def main() -> None:
    """Measure."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, required=True)
    p.add_argument("--articles", type=int, default=5000)
    p.add_argument("--thresholds", default="0.3,0.2,0.1,0.05", help="of the rival; its recall is ours between 0.1 and 0.05")
    p.add_argument("--json", type=Path)
    args = p.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        texts, _, size = articles(args.shared.resolve(), folder, args.articles)
        true = set(sharing({f.name: f.read_text(encoding="utf-8") for f in texts.iterdir()}))
        a, linked, shared = ours(texts, folder / "ours")
        rivals = {t: compared(a, *theirs(texts, folder, float(t)), true) for t in args.thresholds.split(",")}
    mine = {**a, "recall": recall(linked, true), "recall_passages": recall(shared, true)}
    result = {"documents": a["documents"], "megabytes": size / 1e6, "true": len(true), "ours": mine, "theirs": rivals}
    print(json.dumps(result, indent=1))
    if args.json:
        args.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()

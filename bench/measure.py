"""Speed and memory of each verb, beside what a user would pick instead for the same step, in one run.

    python bench/measure.py --shared ../shared [--articles N] [--json FILE]

Ours are timed on the texts of gva_incidents (plain text, taken whole, so that every verb meets the same words) and on the HTML pages of
the article benchmark. A rival that would take hours gets a sample; what is compared is documents a second. Every program runs in a
process of its own; memory is the peak of that process and its children together.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
VERBS = ("read", "mark", "trace", "compare")
#: (verb, rival, on HTML pages, how many documents of its set the rival gets; 0: all)
RIVALS = (
    ("read", "trafilatura", True, 0),
    ("mark", "dateparser", False, 60),
    ("mark", "quantulum3", False, 100),
    ("trace", "datasketch", False, 1000),
    ("compare", "scikit-learn", False, 0),
)


def resident(pid: int) -> int:
    """Bytes of memory of a process and its descendants."""
    total, pids = 0, [pid]
    while pids:
        at = pids.pop()
        try:
            for line in Path(f"/proc/{at}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
            pids += [int(c) for t in Path(f"/proc/{at}/task").iterdir() for c in (t / "children").read_text().split()]
        except (OSError, ValueError):
            continue
    return total


def measure(*command: str) -> dict[str, Any]:
    """Run a command that prints JSON last; its answer with the peak memory in MB."""
    process = subprocess.Popen([sys.executable, *command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    peak = 0

    def watch() -> None:
        nonlocal peak
        while process.poll() is None:
            peak = max(peak, resident(process.pid))
            time.sleep(0.2)

    watcher = threading.Thread(target=watch)
    watcher.start()
    out = process.communicate()[0]
    watcher.join()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed")
    return {**json.loads(out.splitlines()[-1]), "mb": round(peak / 1e6)}


def articles(shared: Path, folder: Path, count: int) -> tuple[Path, Path, int]:
    """(folder of texts, CSV of their dates, characters in all) from gva_incidents."""
    pages = folder / "articles"
    pages.mkdir()
    size, rows = 0, []
    with (shared / "data/gva_incidents/docs.jsonl").open(encoding="utf-8") as lines:
        docs = [json.loads(line) for line in lines]
    for i in range(min(count, len(docs))):
        d = docs[i * len(docs) // min(count, len(docs))]
        file = pages / f"{i:05d}.txt"
        file.write_text(d["text"], encoding="utf-8")
        size += len(d["text"])
        rows.append([str(file), (d.get("dct") or "")[:10]])
    with (folder / "dates.csv").open("w", newline="") as out:
        csv.writer(out).writerows([["path", "published"], *(r for r in rows if r[1])])
    return pages, folder / "dates.csv", size


def main() -> None:
    """Measure, and print a table."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--shared", type=Path, required=True)
    p.add_argument("--articles", type=int, default=5000)
    p.add_argument("--json", type=Path)
    args = p.parse_args()
    shared, found = args.shared.resolve(), {}
    html = shared / "data/article_extraction_benchmark/html"
    with tempfile.TemporaryDirectory() as temporary:
        texts, dates, size = articles(shared, Path(temporary), args.articles)
        whole = measure(str(HERE / "ours.py"), "compare", str(texts), str(dates), "--as-document")
        found["ours"] = whole
        found["ours-html"] = measure(str(HERE / "ours.py"), "read", str(html), "-")
        found["encoder"] = measure(str(HERE / "encoder.py"), str(texts), "400")
        found["spans"] = measure(str(HERE / "spans.py"), str(texts), "200")
        for _, name, on_html, limit in RIVALS:
            found[name] = measure(str(HERE / "rivals.py"), name, str(html if on_html else texts), str(limit))
    print(f"{whole['documents']} articles, {size / 1e6:.1f} MB of text; all verbs {whole['all']:.0f} s, peak memory {whole['mb']} MB\n")
    print(f"{'verb':<10}{'articles/s':>12}{'MB/s':>8}")
    for verb in VERBS:
        print(f"{verb:<10}{whole['documents'] / whole[verb]:>12.0f}{size / 1e6 / whole[verb]:>8.2f}")
    print(f"\n{'verb':<10}{'instead':<14}{'theirs/s':>10}{'ours/s':>10}{'ratio':>8}{'their MB':>10}")
    for verb, name, on_html, _ in RIVALS:
        ours, theirs = found["ours-html" if on_html else "ours"], found[name]
        a, b = ours["documents"] / ours[verb], theirs["documents"] / theirs["seconds"]
        print(f"{verb:<10}{name:<14}{b:>10.1f}{a:>10.1f}{a / b:>8.1f}{theirs['mb']:>10}")
    e = found["encoder"]
    print(
        f"\nmark on one thread: {e['words'] / e['seconds']:.0f} words a second, the encoder alone {e['words'] / e['encoder']:.0f}: "
        f"{e['ratio']:.2f} times its own forward pass; {e['mb']} MB"
    )
    for name in ("dates", "figures"):
        s = found["spans"][name]
        print(
            f"{name} beyond the model's pass: {s['ratio']:.1f} times as fast as {s['rival']} on the same {found['spans']['documents']} articles"
        )
    if args.json:
        args.json.write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    main()

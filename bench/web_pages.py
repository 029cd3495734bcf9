"""CPU time of reading HTML pages, ours beside what a user would pick instead: the same pages, page by page in turn, in one process.

    python bench/web_pages.py FOLDER --warm OTHER [--runs N] [--apart] [--json FILE]

Each run is a process of its own: it reads the pages of OTHER, which loads code and words, and then every page of FOLDER once with every program,
so that no cache has seen a page before; who comes first changes from page to page. With ``--apart`` every program has a process of its own too, as
where only one of them is used: taking turns, each finds the processor's caches full of what the others left. Pages are in memory as bytes, and
what is counted is the process's own CPU time: work of others on the machine tells as little as it can. The ratio is of the sums over all pages
of a run; printed are the median of the runs and the range. Ours gives text, places, furniture and facts; the others give text alone but for the
row that says so.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

Program = Callable[[bytes], Any]
OURS, DEFAULT = "headwater", "trafilatura, default"


def programs() -> dict[str, Program]:
    """Ours, and those of the others that are installed."""
    from headwater.read.page import read_page
    from headwater.records import Page
    from headwater.settings import ReadSettings

    def ours(page: bytes) -> Any:
        return list(read_page(Page(id="page", path="page.html", size=len(page), media_type="text/html"), page, ReadSettings()))

    found: dict[str, Program] = {OURS: ours}
    if find_spec("trafilatura"):
        from trafilatura import extract

        found[DEFAULT] = extract
        found["trafilatura, fast"] = lambda page: extract(page, fast=True)
        found["trafilatura, default, with metadata"] = lambda page: extract(page, with_metadata=True)
    if find_spec("resiliparse"):
        from resiliparse.extract.html2text import extract_plain_text
        from resiliparse.parse.html import HTMLTree

        found["resiliparse"] = lambda page: extract_plain_text(HTMLTree.parse_from_bytes(page), main_content=True)
    return found


def seconds(pages: list[bytes], timed: dict[str, Program]) -> dict[str, float]:
    """The CPU time that each program takes for the pages, in turn."""
    spent, names = dict.fromkeys(timed, 0.0), list(timed)
    for n, page in enumerate(pages):
        first = n % len(names)
        for name in names[first:] + names[:first]:
            began = time.process_time()
            timed[name](page)
            spent[name] += time.process_time() - began
    return spent


def read(folder: Path) -> list[bytes]:
    """The HTML files of a folder."""
    return [file.read_bytes() for file in sorted(folder.rglob("*.html"))]


def run(folder: Path, warm: Path, apart: bool) -> dict[str, float]:
    """One run, in a process of its own, or in one for each program."""
    command = [sys.executable, __file__, str(folder), "--warm", str(warm), "--once"]
    spent: dict[str, float] = {}
    for which in programs() if apart else ("",):
        spent |= json.loads(subprocess.run([*command, which], check=True, stdout=subprocess.PIPE, text=True).stdout)
    return spent


def table(runs: list[dict[str, float]], pages: int) -> list[dict[str, Any]]:
    """For each program its CPU time a page, its pages a second and core, and how many times as long it takes as ours."""
    rows = []
    for name in runs[0]:
        each, ratios = [r[name] / pages for r in runs], sorted(r[name] / r[OURS] for r in runs)
        middle = statistics.median(each)
        low, high = ratios[0], ratios[-1]
        rows.append(
            {
                "program": name,
                "ms": 1000 * middle,
                "pages_a_second": 1 / middle,
                "ratio": statistics.median(ratios),
                "low": low,
                "high": high,
            }
        )
    return rows


def main() -> None:
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path, help="HTML pages that are timed")
    p.add_argument("--warm", type=Path, required=True, help="other HTML pages, read before the clock runs")
    p.add_argument("--runs", type=int, default=5, help="runs, each in a process of its own (5)")
    p.add_argument("--json", type=Path, help="write the table there too")
    p.add_argument("--apart", action="store_true", help="every program in a process of its own")
    p.add_argument("--once", help=argparse.SUPPRESS)
    args = p.parse_args()
    if args.once is not None:
        timed = {name: program for name, program in programs().items() if args.once in ("", name)}
        seconds(read(args.warm), timed)
        print(json.dumps(seconds(read(args.folder), timed)))
        return
    rows = table([run(args.folder, args.warm, args.apart) for _ in range(args.runs)], len(read(args.folder)))
    for r in rows:
        print(
            f"{r['program']:38} {r['ms']:7.2f} ms {r['pages_a_second']:7.0f} a second   {r['ratio']:5.2f} times ours ({r['low']:.2f} to {r['high']:.2f})"
        )
    if args.json:
        args.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Time and memory of the stages that see the whole collection, as the local engine runs them, on marked documents.

    python bench/whole.py --work FOLDER [--sizes 25000,50000,...] [--stages entities,...] [--json FILE]     makes the collections (bench/marked.py)
    python bench/whole.py --folder FOLDER [--stages entities,...]                                          FOLDER/tables holds marked documents

Each stage runs in a process of its own, one after the other, on the tables that the ones before it have left. Printed: CPU seconds of all processes,
seconds by the clock, peak memory (PSS of all processes, looked at five times a second), rows and bytes written, problems said.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))

import marked
from stages import Watch, cpu

from headwater.engines.keys import digest, stage_key
from headwater.engines.local import Runner
from headwater.engines.pool import Pool
from headwater.engines.work import Work
from headwater.plan import PLAN, Stage
from headwater.settings import RunSettings, Settings

#: The stages behind the marks and the copies, which see the whole collection.
STAGES = tuple(s for s in PLAN[[s.name for s in PLAN].index("copies") + 1 :])


def one(tables: Path, stage: Stage, workers: int) -> dict[str, Any]:
    """Run a stage in this process; what it cost."""
    settings, how = Settings(), RunSettings(workers=workers)
    work = Work(tables, durable=False)
    work.drop_parts(stage)
    for left in (work.folder / "done").glob(f"{stage.name}.*"):
        left.unlink()
    pool = Pool(how.workers)
    try:
        with Watch(tables) as watch:
            began, before = time.perf_counter(), cpu(os.getpid())
            Runner(work, stage, settings, how, pool, tables, lambda _: None, digest(stage_key(stage, settings), "measured")).run()
            seconds, spent = time.perf_counter() - began, cpu(os.getpid()) - before
    finally:
        pool.close()
        work.close()
    files = [work.path(t) for t in stage.writes]
    return {
        "stage": stage.name,
        "seconds": seconds,
        "cpu": spent,
        "memory": watch.memory,
        "disk": watch.disk,
        "rows": sum(pq.read_metadata(f).num_rows for f in files),
        "bytes": sum(f.stat().st_size for f in files),
        "problems": pq.read_table(tables / "problems" / f"{stage.name}.parquet")["message"].to_pylist(),
    }


def measure(folder: Path, names: list[str], workers: int) -> list[dict[str, Any]]:
    """Run stages on a collection, each in a process of its own."""
    count = pq.read_metadata(folder / "tables/documents.parquet").num_rows
    found = []
    for name in names:
        command = [sys.executable, __file__, "--folder", str(folder), "--one", name, "--workers", str(workers)]
        out = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
        found.append({"documents": count, **json.loads(out.stdout.splitlines()[-1])})
        f = found[-1]
        print(
            f"{count:>8,} {name:<11}{f['cpu']:>8.1f} CPU s{1e3 * f['cpu'] / count:>8.3f} ms/doc{f['seconds']:>8.1f} s{f['memory'] / 1e6:>7.0f} MB"
            f"{f['rows']:>10,} rows{f['bytes'] / count:>7.0f} bytes/doc  {' '.join(f['problems'])}",
            flush=True,
        )
    return found


def growth(found: list[dict[str, Any]]) -> None:
    """From the first size to the last: how many times the time, by stage and in all."""
    first, last = found[0]["documents"], found[-1]["documents"]
    if first == last:
        return
    sums: dict[tuple[str, int], dict[str, float]] = {}
    for f in found:
        for name in (f["stage"], "in all"):
            at = sums.setdefault((name, f["documents"]), {"cpu": 0.0, "seconds": 0.0})
            for what in at:
                at[what] += f[what]
    print(f"\n{last / first:.1f} times the documents:")
    for name in dict.fromkeys(n for n, _ in sums):
        times = {what: sums[name, last][what] / sums[name, first][what] for what in ("cpu", "seconds")}
        power = math.log(times["cpu"]) / math.log(last / first)
        print(f"  {name:<11}{times['cpu']:>6.2f} times the CPU (exponent {power:.2f}), {times['seconds']:.2f} times the seconds")


def main() -> None:
    """Measure."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--work", type=Path)
    p.add_argument("--folder", type=Path)
    p.add_argument("--sizes", default="25000,50000,100000,200000,400000")
    p.add_argument("--stages", default=",".join(s.name for s in STAGES))
    p.add_argument("--workers", type=int, default=0)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--json", type=Path)
    p.add_argument("--one", help=argparse.SUPPRESS)
    args = p.parse_args()
    if args.one:
        print(json.dumps(one(args.folder / "tables", next(s for s in STAGES if s.name == args.one), args.workers)))
        return
    names = args.stages.split(",")
    if args.folder:
        measure(args.folder, names, args.workers)
        return
    found, sizes = [], [int(s) for s in args.sizes.split(",")]
    largest = args.work / str(max(sizes))
    if not (largest / "tables/copies.parquet").exists():
        marked.write(largest, max(sizes), args.seed)
    for size in sizes:
        if not (args.work / str(size) / "tables/copies.parquet").exists():
            marked.cut(args.work / str(size), size, largest)
        found += measure(args.work / str(size), names, args.workers)
        if args.json:
            args.json.write_text(json.dumps(found, indent=1) + "\n")
    growth(found)


if __name__ == "__main__":
    main()

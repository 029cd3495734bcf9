"""The local engine beside Spark on this machine: what each stage of the plan costs, and what Spark shuffles.

    python bench/engines.py FOLDER [--limit N] [--master local[2]] [--as-document]

Prints a table of Markdown: seconds on the clock and of CPU for each stage, by the local engine in one process and by Spark with all its
processes (Java, Python, driver), and the bytes and rows that Spark's stages wrote for one another. CPU seconds hold on a busy machine too.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

_TICKS = os.sysconf("SC_CLK_TCK")


def session_cpu(leader: int) -> float:
    """CPU seconds of all processes of a session, those that have ended included."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == leader:
            total += sum(map(int, fields[11:15]))
    return total / _TICKS


def measured(command: list[str]) -> dict[str, tuple[float, float]]:
    """Stage -> (seconds on the clock, seconds of CPU), and `start` and `rest` for what comes before and after the plan."""
    out, began, used = dict[str, tuple[float, float]](), time.monotonic(), 0.0
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith("[") or not line.strip():
            continue
        now, cpu = time.monotonic(), session_cpu(process.pid)
        out[line.split()[0]] = (now - began, cpu - used)
        began, used = now, cpu
    if process.wait():
        sys.exit(f"{' '.join(command)} failed")
    return out


def shuffled(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Stage -> (bytes shuffled, rows shuffled, tasks), from Spark's own records."""
    (log,) = [f for f in folder.rglob("*") if f.is_file()]
    names: dict[int, str] = {}
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for line in log.open(encoding="utf-8"):
        event: dict[str, Any] = json.loads(line)
        if event["Event"] == "SparkListenerJobStart":
            names |= dict.fromkeys(event["Stage IDs"], (event.get("Properties") or {}).get("spark.job.description", ""))
        elif event["Event"] == "SparkListenerTaskEnd" and event.get("Task Metrics"):
            wrote = event["Task Metrics"]["Shuffle Write Metrics"]
            found = sums[names[event["Stage ID"]]]
            for i, n in enumerate((wrote["Shuffle Bytes Written"], wrote["Shuffle Records Written"], 1)):
                found[i] += n
    return {name: (b, r, t) for name, (b, r, t) in sums.items()}


def main() -> None:
    """Measure and print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path)
    p.add_argument("--limit", type=int, default=0, help="the first N pages only")
    p.add_argument("--master", default="local[2]")
    p.add_argument("--as-document", action="store_true")
    args = p.parse_args()
    files = sorted(str(f) for f in args.folder.iterdir() if f.is_file())[: args.limit or None]
    more = ["--as-document"] if args.as_document else []
    with tempfile.TemporaryDirectory() as temporary:
        at = Path(temporary)
        (at / "events").mkdir()
        run = [sys.executable, "-m", "headwater", "run", *files, *more]
        local = measured([*run, "--case", str(at / "local"), "--workers", "1"])
        conf = {
            "eventLog.enabled": "true",
            "eventLog.dir": at / "events",
            "eventLog.compress": "false",
            "eventLog.rolling.enabled": "false",
        }
        told = [word for name, value in conf.items() for word in ("--conf", f"spark.{name}={value}")]
        spark = measured([*run, "--case", str(at / "spark"), "--engine", "spark", "--master", args.master, *told])
        moved = shuffled(at / "events")
    print(f"{len(files)} pages\n")
    print("| stage | local s | local CPU s | Spark s | Spark CPU s | shuffled bytes | rows | tasks |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for name, (wall, cpu) in local.items():
        b, r, t = moved.get(name, (0, 0, 0))
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {spark[name][0]:.1f} | {spark[name][1]:.1f} | {b:,} | {r:,} | {t:,} |")


if __name__ == "__main__":
    main()

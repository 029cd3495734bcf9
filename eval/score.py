"""Runs the shared scorers on the development data and holds the figures against the floors.

    python eval/score.py --shared ../shared [NAME ...] [--list] [--update] [--json FILE]

`floors.toml` names the runs (scorer, data, options) and pins a floor for each metric that is watched. A figure below its floor fails;
`--update` raises the floors to the figures of this run, rounded down to two places, and never lowers one. The texts stay where they are.
"""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
FLOORS = HERE / "floors.toml"

Run = dict[str, Any]


def command(run: Run, shared: Path, result: Path) -> list[str]:
    """The command line of one run of a scorer."""
    options = [str(o) for o in run.get("options", [])]
    if (HERE / f"{run['scorer']}.py").exists():  # a scorer of our own
        given = ["--data", str(shared / "data" / run["data"])] if "data" in run else []
        return [sys.executable, "-m", f"eval.{run['scorer']}", *given, "--json", str(result), *options]
    data = str(shared / "data" / run["data"])
    program = f"{sys.executable} -m headwater"
    return [
        sys.executable,
        str(shared / "scorers" / f"{run['scorer']}.py"),
        "--data",
        data,
        "--command",
        program,
        "--json",
        str(result),
        *options,
    ]


def score(run: Run, shared: Path) -> dict[str, float] | None:
    """The metrics of one run; None, with the scorer's last words, where it failed."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        done = subprocess.run(command(run, shared, result), capture_output=True, text=True, check=False, cwd=HERE.parent)
        if done.returncode or not result.exists():
            print("\n".join((done.stdout + done.stderr).splitlines()[-12:]), file=sys.stderr)
            return None
        return {k: float(v) for k, v in json.loads(result.read_text()).items() if isinstance(v, int | float)}


def is_error(metric: str) -> bool:
    """Is less better? Then what is pinned is a ceiling."""
    return metric.startswith(("origin_error", "false_pairs", "direction_wrong")) or metric.endswith(("_false", "published_wrong"))


def judge(run: Run, figures: dict[str, float]) -> list[str]:
    """One line for each metric that misses its floor."""
    missed = []
    for metric, floor in run["floors"].items():
        value = figures[metric]
        if value > floor if is_error(metric) else value < floor:
            missed.append(f"{run['name']}: {metric} is {value:.3f}, its {'ceiling' if is_error(metric) else 'floor'} {floor}")
    return missed


def raised(run: Run, figures: dict[str, float]) -> dict[str, float]:
    """The floors, none lower than before."""
    out = {}
    for metric, floor in run["floors"].items():
        value = figures[metric]
        out[metric] = min(floor, math.ceil(value * 100) / 100) if is_error(metric) else max(floor, math.floor(value * 100) / 100)
    return out


def write(runs: list[Run]) -> None:
    """Store the runs and their floors."""
    head = FLOORS.read_text(encoding="utf-8").split("[[run]]", 1)[0]
    parts = []
    for run in runs:
        lines = ["[[run]]", *(f"{k} = {json.dumps(run[k])}" for k in ("name", "scorer", "data", "options") if k in run), "[run.floors]"]
        parts.append("\n".join([*lines, *(f"{metric} = {floor}" for metric, floor in run["floors"].items())]) + "\n")
    FLOORS.write_text(head + "\n".join(parts), encoding="utf-8")


def main() -> int:
    """Score, print a line for each run, compare."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("names", nargs="*", help="these runs only")
    p.add_argument("--shared", type=Path, required=True, help="the folder that holds data/ and scorers/")
    p.add_argument("--list", action="store_true", help="name the runs")
    p.add_argument("--update", action="store_true", help="raise the floors to what is reached")
    p.add_argument("--json", type=Path, help="write all figures to this file")
    args = p.parse_args()
    runs: list[Run] = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["run"]
    chosen = [r for r in runs if not args.names or r["name"] in args.names]
    if args.list:
        print("\n".join(r["name"] for r in chosen))
        return 0
    missed, found = [], {}
    for run in chosen:
        began = time.monotonic()
        figures = score(run, args.shared.resolve())
        if figures is None:
            missed.append(f"{run['name']}: not scored")
            continue
        found[run["name"]] = figures
        watched = "  ".join(f"{m} {figures[m]:.3f}" for m in run["floors"])
        print(f"{run['name']:<24} {watched}  ({time.monotonic() - began:.0f} s)", flush=True)
        missed += judge(run, figures)
        if args.update:
            run["floors"] = raised(run, figures)
    if args.update:
        write(runs)
    if args.json:
        args.json.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n")
    print("\n".join(missed) or f"{len(chosen)} runs, all floors held")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""Finding copies on stored documents: the stages from seeds to settled copies as the local engine runs them, each with what it costs.

    python bench/stages.py FOLDER [--workers N] [--marked] [--rewordings]

FOLDER holds `documents.parquet`, a table as `read` stores it; the other tables are made in FOLDER/tables, which is made anew. Without `--marked`
there are no statements, so that quotations are known by their marks alone. With `--rewordings` the stages that find what is told in other words
run too (by words alone: sentence vectors come from `mark`); without, their table is empty. Prints JSON: seconds by the clock, CPU seconds of
all processes, peak memory (PSS of all processes), bytes and rows written, peak bytes on the disk, by stage. The workers' start is timed apart.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).parent))

from measure import resident

from headwater.engines.call import Done, resolve
from headwater.engines.keys import digest, stage_key
from headwater.engines.local import Runner
from headwater.engines.pool import Pool
from headwater.engines.work import Work, table_schema
from headwater.plan import PLAN, Stage
from headwater.settings import RunSettings, Settings

STAGES = ("seeds", "pairs", "passages", "copies")
REWORDINGS = ("keys", "likely", "rewordings")
TICKS = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and its descendants."""
    out, pids = [], [pid]
    while pids:
        at = pids.pop()
        try:
            pids += [int(c) for t in Path(f"/proc/{at}/task").iterdir() for c in (t / "children").read_text().split()]
            out.append(at)
        except OSError:
            continue
    return out


def cpu(pid: int) -> float:
    """CPU seconds of a process and its living descendants."""
    total = 0
    for at in family(pid):
        try:
            fields = Path(f"/proc/{at}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        total += int(fields[11]) + int(fields[12])
    return total / TICKS


def held(folder: Path) -> int:
    """Bytes in a folder."""
    total = 0
    for at, _, names in os.walk(folder):
        for name in names:
            try:
                total += (Path(at) / name).lstat().st_size
            except OSError:
                continue
    return total


class Watch:
    """Peak memory and disk, looked at five times a second in a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.over = folder, threading.Event()
        self.memory = self.disk = 0
        self.thread = threading.Thread(target=self._look)

    def _look(self) -> None:
        while not self.over.wait(0.2):
            self.memory, self.disk = max(self.memory, resident(os.getpid())), max(self.disk, held(self.folder))

    def __enter__(self) -> Watch:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()


def start(pool: Pool, stages: list[Stage]) -> None:
    """Start the workers, as the verbs before this one have by then."""
    functions = [s.many or s.does for s in stages if s.shape in ("each", "group")]
    calls = [(resolve, (does,)) for does in functions * 2 * pool.workers]
    list(pool.run(calls, lambda call: [call], lambda call: Done({}, [], {}), here=False))


def no_vectors(documents: Path, file: Path) -> None:
    """A table of vectors in which no document has any."""
    form = table_schema("vectors")
    with pq.ParquetWriter(file, form) as out:
        for batch in pq.ParquetFile(documents).iter_batches(columns=["id", "digest"]):
            rows = [
                {"id": i, "starts": [], "ends": [], "values": "", "work": "", "digest": d}
                for i, d in zip(*batch.to_pydict().values(), strict=True)
            ]
            out.write_table(pa.Table.from_pylist(rows, schema=form))


def trace(folder: Path, workers: int = 0, *, marked: bool = False, rewordings: bool = False) -> dict[str, Any]:
    """Run the stages; what each costs."""
    stages = [s for s in PLAN if s.name in (*STAGES, *(REWORDINGS if rewordings else ()))]
    tables = folder / "tables"
    shutil.rmtree(tables, ignore_errors=True)
    tables.mkdir()
    for name in ("documents", "statements") if marked else ("documents",):
        (tables / f"{name}.parquet").symlink_to((folder / f"{name}.parquet").resolve())
    if not marked:
        pq.write_table(table_schema("statements").empty_table(), tables / "statements.parquet")
    if rewordings:
        no_vectors(tables / "documents.parquet", tables / "vectors.parquet")
    else:
        pq.write_table(table_schema("rewordings").empty_table(), tables / "rewordings.parquet")
    settings, how = Settings(), RunSettings(workers=workers)
    work, pool = Work(tables, durable=False), Pool(how.workers)
    states = {name: name for name in ("documents", "statements", "vectors", "rewordings")}
    found: dict[str, Any] = {"documents": pq.read_metadata(tables / "documents.parquet").num_rows, "workers": pool.workers, "stages": {}}
    try:
        began = time.perf_counter()
        start(pool, stages)
        found["start"] = time.perf_counter() - began
        for stage in stages:
            with Watch(tables) as watch:
                began, before = time.perf_counter(), cpu(os.getpid())
                looked = (states[t] for _, t, _ in stage.look_up)
                state = digest(stage_key(stage, settings), *(states[t] for t in stage.reads), *looked)
                Runner(work, stage, settings, how, pool, folder, lambda _: None, state).run()
                seconds, spent = time.perf_counter() - began, cpu(os.getpid()) - before
            states.update(dict.fromkeys(stage.writes, state))
            file = tables / f"{stage.writes[0]}.parquet"
            found["stages"][stage.name] = {
                "seconds": seconds,
                "cpu": spent,
                "memory": watch.memory,
                "disk": watch.disk,
                "rows": pq.read_metadata(file).num_rows,
                "bytes": file.stat().st_size,
            }
            print(f"{stage.name}: {seconds:.1f} s", file=sys.stderr)
    finally:
        pool.close()
        work.close()
    for name in ("seconds", "cpu"):
        found[name] = sum(s[name] for s in found["stages"].values())
    for name in ("memory", "disk"):
        found[name] = max(s[name] for s in found["stages"].values())
    return found


def main() -> None:
    """Measure one folder."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path)
    p.add_argument("--workers", type=int, default=0)
    p.add_argument("--marked", action="store_true")
    p.add_argument("--rewordings", action="store_true")
    args = p.parse_args()
    print(json.dumps(trace(args.folder, args.workers, marked=args.marked, rewordings=args.rewordings)))


if __name__ == "__main__":
    main()

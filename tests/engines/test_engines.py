"""One plan, every engine: the same tables, byte for byte, whatever the order of the input, whoever did part of the work, whatever was killed."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.conftest import EXAMPLE
from tests.engines.cluster import needs_spark, standalone
from tests.engines.newsrooms import OUTLETS, write, write_parquet

from headwater.engines.local import Progress
from headwater.job import Job, run
from headwater.plan import PLAN
from headwater.settings import RunSettings

#: One after another, so that what one test made is there for the next.
pytestmark = pytest.mark.xdist_group("spark")
#: Java that compiles quickly rather than well: these runs are short.
QUICK = tuple(f"spark.{side}.extraJavaOptions=-XX:TieredStopAtLevel=1" for side in ("driver", "executor"))
ENGINES = {"local": RunSettings(workers=2, batch=4), "spark": RunSettings(engine="spark", master="local[2]", conf=QUICK, batch=4)}
every_engine = pytest.mark.parametrize("engine", ["local", pytest.param("spark", marks=needs_spark)])


def contents(case: Path) -> dict[str, str]:
    """Every file that stages wrote, and what was made of them, by its hash."""
    files = [*case.glob("tables/**/*"), case / "case.db", *case.glob("dossier/**/*")]
    return {str(p.relative_to(case)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(files) if p.is_file()}


def work(engine: str, pages: list[Path], case: Path) -> dict[str, Progress]:
    """Run an engine over pages; the last word of every stage."""
    said: dict[str, Progress] = {}
    with run(Job(pages=[str(p) for p in pages], how=ENGINES[engine]), case, lambda p: said.update({p.stage.name: p})):
        return said


@pytest.fixture(scope="module")
def pages() -> list[Path]:
    return sorted(EXAMPLE.iterdir())


@pytest.fixture(scope="module")
def fewer(pages, tmp_path_factory) -> dict[str, Path]:
    """The case of all pages but the last, made by each engine when it is first asked for."""
    folder = tmp_path_factory.mktemp("fewer")

    class Made(dict):
        def __missing__(self, engine):
            mixed = pages[:-1]
            random.Random(engine).shuffle(mixed)
            work(engine, mixed, folder / engine)
            self[engine] = folder / engine
            return self[engine]

    return Made()


@pytest.fixture(scope="module")
def undisturbed(pages, tmp_path_factory) -> dict[str, str]:
    """The case of all pages, made in one go."""
    case = tmp_path_factory.mktemp("all") / "case"
    work("local", pages, case)
    return contents(case)


@every_engine
def test_the_same_bytes_from_shuffled_pages(pages, fewer, tmp_path, engine):
    work("local", pages[:-1], tmp_path / "case")
    assert contents(fewer[engine]) == contents(tmp_path / "case")


@pytest.mark.parametrize(("first", "then"), [("local", "local"), ("local", "spark"), ("spark", "local")])
@needs_spark
def test_work_of_one_engine_counts_for_the_other(pages, fewer, undisturbed, tmp_path, first, then):
    case = tmp_path / "case"
    shutil.copytree(fewer[first], case)
    said = work(then, pages, case)
    assert contents(case) == undisturbed
    assert said["read"].made["documents"] == 1
    before = pq.read_table(fewer[first] / "tables" / "figures.parquet").num_rows
    assert said["mark"].made["figures"] == pq.read_table(case / "tables" / "figures.parquet").num_rows - before
    kept = set(pq.read_table(fewer[first] / "tables" / "passages.parquet")["work"].to_pylist())
    now = pq.read_table(case / "tables" / "passages.parquet")["work"].to_pylist()
    assert kept & set(now), "pairs that nobody touched were aligned again"
    assert said["passages"].made.get("passages", 0) == sum(w not in kept for w in now)
    assert all(p.skipped for p in work(first, pages, case).values())


RUN = [sys.executable, "-m", "headwater", "run", "--quiet"]
ON_SPARK = ["--engine", "spark", *(word for conf in QUICK for word in ("--conf", conf))]


def parts(case: Path, stage: str) -> int:
    return len([p for p in (case / "tables" / "parts" / stage).glob("*") if p.suffix != ".tmp"])


@pytest.fixture(scope="module")
def newsroom(tmp_path_factory) -> tuple[Path, dict[str, str]]:
    """An invented newsroom as a Parquet file, and its case by the local engine."""
    folder = tmp_path_factory.mktemp("newsroom")
    written = write_parquet(folder / "pages.parquet", 48)
    work("local", [written], folder / "case")
    return written, contents(folder / "case")


@contextmanager
def driver(command: list[str], **more) -> Iterator[subprocess.Popen]:
    """A running command that does not outlive the test."""
    process = subprocess.Popen(command, **more)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@every_engine
def test_a_new_page_of_a_site_makes_the_pages_of_that_site_be_read_again_and_no_others(tmp_path, engine):
    written = write(tmp_path / "pages", 48)
    last = written / "00047.html"
    held = last.read_bytes()
    last.unlink()
    case = tmp_path / "case"
    work(engine, [written], case)
    last.write_bytes(held)
    said = work(engine, [written], case)
    outlet = next(o for o in OUTLETS if f'"{o}"'.encode() in held)
    of_site = [p for p in written.iterdir() if f'"{outlet}"'.encode() in p.read_bytes()]
    furniture = pq.read_table(case / "tables" / "furniture.parquet").to_pylist()
    counted = {Path(f["path"]).name: f["why"] for f in furniture if f["kind"] == "repeated"}
    assert counted[last.name] == f"stands on {len(of_site)} of {len(of_site)} pages of this site"
    assert {p.name for p in of_site} <= set(counted)
    assert said["read"].made["documents"] == len(of_site) < 48
    assert said["mark"].made["statements"] < pq.read_table(case / "tables" / "statements.parquet").num_rows / 4, (
        "what says the same is marked again"
    )


@needs_spark
def test_a_worker_killed_half_way_changes_nothing(newsroom, tmp_path):
    written, expected = newsroom
    case = tmp_path / "case"
    with standalone(tmp_path / "cluster") as cluster:
        memory = [
            "--conf",
            "spark.executor.memory=512m",
            "--conf",
            "spark.scheduler.minRegisteredResourcesRatio=1.0",
            "--conf",
            "spark.cores.max=2",
        ]
        command = [*RUN, str(written), "--case", str(case), *ON_SPARK, "--master", cluster.master, *memory]
        with driver(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
            while not parts(case, "mark") and process.poll() is None:
                time.sleep(0.01)
            assert process.poll() is None, process.communicate()[1]
            victim = cluster.workers[0]
            assert cluster.executors(victim) >= 1, "the worker had nothing to lose"
            cluster.kill(victim)
            assert not (case / "tables" / "done" / "mark.state").exists(), "the stage was over before the kill"
            _, said = process.communicate(timeout=300)
            assert process.returncode == 0, said
    assert contents(case) == expected


@needs_spark
def test_a_driver_killed_half_way_loses_no_part(newsroom, tmp_path):
    written, expected = newsroom
    case = tmp_path / "case"
    command = [*RUN, str(written), "--case", str(case), *ON_SPARK, "--master", "local[2]"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not parts(case, "mark") and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, "the run ended before it could be killed"
    assert [s.name for s in PLAN if (case / "tables" / "done" / f"{s.name}.state").exists()] == ["lines", "repeated", "read"]
    said = work("local", [written], case)
    assert said["read"].skipped
    assert contents(case) == expected
    assert said["mark"].made["figures"] < pq.read_table(case / "tables" / "figures.parquet").num_rows, "what was finished is done again"


#: Loaded by every Python process before anything else: marking a document with this word kills the process that does it.
CRASH = """
import os
import headwater.engines.call as call
real = call.resolve
def resolve(does):
    def mark(document, settings):
        if "Zerschellen" in document.text:
            os.kill(os.getpid(), 9)
        return real(does)(document, settings)
    return mark if does.endswith(":mark_document") else real(does)
call.resolve = resolve
"""


@every_engine
def test_an_item_that_ends_its_process_is_given_up_and_the_others_go_on(tmp_path, engine):
    written = write(tmp_path / "pages", 8)
    (written / "bad.txt").write_text(
        "The lamp at Zerschellen\n\nThe lamp at Zerschellen was lit by 12 people on Monday, the Harbour Office said."
    )
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(CRASH)
    path = os.pathsep.join([str(tmp_path / "site"), *filter(None, [os.environ.get("PYTHONPATH")])])
    case = tmp_path / "case"
    program = (
        "from pathlib import Path; from headwater.job import Job, run; from headwater.settings import RunSettings\n"
        f"run(Job(pages=[{str(written)!r}], how={ENGINES[engine]!r}), Path({str(case)!r}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}
    )
    assert done.returncode == 0, done.stderr
    (problem,) = pq.read_table(case / "tables" / "problems" / "mark.parquet").to_pylist()
    assert (problem["kind"], problem["path"]) == ("crashed", str(written / "bad.txt"))
    marked = set(pq.read_table(case / "tables" / "names.parquet")["document"].to_pylist())
    assert len(marked) == 8

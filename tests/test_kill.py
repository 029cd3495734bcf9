"""``kill -9`` in every stage: the next run completes the case to the same bytes as an undisturbed one."""

from __future__ import annotations

import hashlib
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from headwater.plan import PLAN
from tests.conftest import EXAMPLE

RUN = [sys.executable, "-m", "headwater", "run", "--workers", "1", "--quiet"]
#: What a stage leaves first; its appearance is the moment of the kill. The last two are what follows the plan.
MOMENTS = [s.name for s in PLAN] + ["database", "dossier"]


def contents(case: Path) -> dict[str, str]:
    """Every file of a case by its hash, but for the lock."""
    files = sorted(p for p in case.rglob("*") if p.is_file() and p.name != ".lock")
    return {str(p.relative_to(case)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory):
    case = tmp_path_factory.mktemp("kill") / "case"
    subprocess.run([*RUN, str(EXAMPLE), "--case", str(case)], check=True, capture_output=True)
    return contents(case)


def reached(case: Path, moment: str) -> bool:
    tables = case / "tables"
    if moment == "database":
        return (case / "case.new").exists() or (case / "case.db").exists()
    if moment == "dossier":
        return (tables / "done" / "database.made").exists()
    return (tables / "parts" / moment).exists() or (tables / "done" / f"{moment}.state").exists()


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_run_is_completed_to_the_same_bytes(tmp_path, undisturbed, moment):
    case = tmp_path / "case"
    command = [*RUN, str(EXAMPLE), "--case", str(case)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not reached(case, moment) and process.poll() is None:
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, "the run ended before it could be killed"
    subprocess.run(command, check=True, capture_output=True)
    assert contents(case) == undisturbed


def test_a_second_run_does_nothing_and_a_new_page_redoes_only_what_it_touches(tmp_path):
    pages = tmp_path / "pages"
    shutil.copytree(EXAMPLE, pages)
    last = sorted(pages.iterdir())[-1]
    held = last.read_bytes()
    last.unlink()
    case = tmp_path / "case"
    command = [sys.executable, "-m", "headwater", "run", "--workers", "1", str(pages), "--case", str(case)]
    subprocess.run(command, check=True, capture_output=True)
    before = {p: p.stat().st_mtime_ns for p in case.rglob("*.html")}
    second = subprocess.run(command, check=True, capture_output=True, text=True)
    lines = [line for line in second.stderr.splitlines() if line.split()[0] in MOMENTS]
    assert len(lines) == len(PLAN)
    assert all("nothing new" in line for line in lines)
    assert {p: p.stat().st_mtime_ns for p in case.rglob("*.html")} == before

    count = len(list(pages.iterdir()))
    last.write_bytes(held)
    third = subprocess.run(command, check=True, capture_output=True, text=True)
    (read,) = [line for line in third.stderr.splitlines() if line.startswith("read ")]
    assert f"{count + 1}/{count + 1} pages" in read
    assert "   1 documents" in read  # made in this run: those of the new page alone
    fresh = tmp_path / "fresh"
    subprocess.run([*command[:-1], str(fresh)], check=True, capture_output=True)
    for name in ("documents", "figures", "statements", "copies", "claims", "origins"):
        assert (case / "tables" / f"{name}.parquet").read_bytes() == (fresh / "tables" / f"{name}.parquet").read_bytes(), name

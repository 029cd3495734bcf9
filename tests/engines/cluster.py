"""A Spark cluster on this machine: a master and two workers, each a Java process of its own, on the loopback address."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from headwater.engines.spark.session import check
from headwater.errors import MissingExtra


def _missing() -> str:
    try:
        check()
    except MissingExtra as e:
        return str(e)
    return ""


MISSING = _missing()
needs_spark = pytest.mark.skipif(bool(MISSING), reason=MISSING)


def group(leader: int) -> list[int]:
    """The processes of a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == leader:
            found.append(int(stat.parent.name))
    return found


class Standalone:
    """The master's address, and the workers, each the leader of its process group."""

    def __init__(self, folder: Path) -> None:
        import pyspark

        self.home, self.folder = Path(pyspark.__file__).parent, folder
        self.started: list[subprocess.Popen[bytes]] = []
        self.master = self._start("master", r"(spark://\S+:\d+)", "org.apache.spark.deploy.master.Master", "--webui-port", "0")
        self.workers = [self._worker(n) for n in range(2)]

    def _start(self, name: str, sign: str, *command: str) -> str:
        """Start a process, wait for a line of its log; what stands in it."""
        log = self.folder / f"{name}.log"
        environment = {**os.environ, "SPARK_HOME": str(self.home), "SPARK_LOCAL_IP": "127.0.0.1", "PYSPARK_PYTHON": sys.executable}
        environment |= {"SPARK_NO_DAEMONIZE": "1", "SPARK_DAEMON_MEMORY": "256m", "SPARK_WORKER_DIR": str(self.folder / "work")}
        with log.open("wb") as out:
            program = [str(self.home / "bin" / "spark-class"), *command, "--host", "127.0.0.1", "--port", "0"]
            self.started.append(subprocess.Popen(program, stdout=out, stderr=out, env=environment, start_new_session=True))
        for _ in range(600):
            if found := re.search(sign, log.read_text(errors="replace")):
                return found.group(1)
            if self.started[-1].poll() is not None:
                break
            time.sleep(0.1)
        raise RuntimeError(f"{name} did not start: {log.read_text(errors='replace')[-2000:]}")

    def _worker(self, number: int) -> subprocess.Popen[bytes]:
        command = ("org.apache.spark.deploy.worker.Worker", "--webui-port", "0", "--cores", "1", "--memory", "1g", self.master)
        self._start(f"worker{number}", r"(registered with master)", *command)
        return self.started[-1]

    def executors(self, worker: subprocess.Popen[bytes]) -> int:
        """How many processes a worker has started: the processes of its group but itself, Python among them as they start."""
        return len(group(worker.pid)) - 1

    def kill(self, worker: subprocess.Popen[bytes]) -> None:
        """``kill -9`` for a worker and its executor."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    def close(self) -> None:
        """End what still runs."""
        for process in reversed(self.started):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@contextmanager
def standalone(folder: Path) -> Iterator[Standalone]:
    """A running cluster; its logs are in the folder."""
    folder.mkdir()
    cluster = Standalone.__new__(Standalone)
    cluster.started = []
    try:
        Standalone.__init__(cluster, folder)
        yield cluster
    finally:
        cluster.close()

"""Starting Spark: checks that it can be, settings, and where its own messages go. Knows nothing of stages.

Spark and Java write much to standard error that is no news to anybody. It goes to a file instead, which is named if something fails.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.errors import EngineFailed, MissingExtra, UsageError
from headwater.settings import RunSettings
from headwater.threads import LIBRARIES

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_JAVA = 17
#: A master on this machine: everything can stay on the loopback address.
_HERE = re.compile(r"local\b|spark://(127\.0\.0\.1|localhost)\b")


def check() -> None:
    """`MissingExtra` where PySpark or a Java that it can use is missing."""
    try:
        import pandas  # noqa: F401  PySpark asks for it where Python functions are handed Arrow batches
        import pyspark
        import sqlglot  # noqa: F401
    except ImportError as e:
        raise MissingExtra(f"--engine spark needs {e.name}.", "Install it with: pip install 'headwater[spark]'") from e
    if int(pyspark.__version__.split(".")[0]) < 4:
        raise MissingExtra(f"--engine spark needs PySpark 4, not {pyspark.__version__}.", "Install it with: pip install 'headwater[spark]'")
    version = _java()
    if version < _JAVA:
        what = f"Java {version} is too old" if version else "no Java was found"
        raise MissingExtra(f"--engine spark: {what}.", f"Install Java {_JAVA} or later, or point JAVA_HOME at it.")


def _java() -> int:
    """The major version of the Java that Spark would start; 0 where there is none."""
    home = os.environ.get("JAVA_HOME")
    java = str(Path(home) / "bin" / "java") if home else shutil.which("java")
    if java is None:
        return 0
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True).stderr
    except (OSError, subprocess.CalledProcessError):
        return 0
    found = re.search(r'version "(?:1\.)?(\d+)', said)
    return int(found.group(1)) if found else 0


def master(asked: str) -> str:
    """The master's address for Spark. On this machine alone, a failed task is tried again too: Spark would not by itself."""
    found = re.fullmatch(r"local\[([^,\]]+)\]|local", asked)
    return f"local[{found.group(1) or 1},4]" if found else asked


def settings(how: RunSettings) -> dict[str, str]:
    """What Spark is told; what the user gives with --conf comes last."""
    told = {
        "spark.ui.enabled": "false",  # a web server that nobody asked for
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "WARN",
        "spark.sql.parquet.compression.codec": "zstd",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "1024",  # a thousand articles are some 20 MB
    }
    told |= {f"spark.executorEnv.{name}": "1" for name in LIBRARIES}
    if _HERE.match(how.master):
        told |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    for given in how.conf:
        name, equals, value = given.partition("=")
        if not equals or not name.startswith("spark."):
            raise UsageError(f"--conf {given} is no setting of Spark.", "Write it as spark.NAME=VALUE.")
        told[name] = value
    return told


class Cluster:
    """A session that is started when it is first needed: where there is nothing to do, it never is."""

    def __init__(self, how: RunSettings) -> None:
        self.how = how
        self.settings = settings(how)
        self._session: SparkSession | None = None
        self._own = False
        self._log: Path | None = None

    @property
    def session(self) -> SparkSession:
        """The session: one that the caller has already, else one of our own. `EngineFailed` where the cluster cannot be reached."""
        if self._session is None:
            self._session = self._start()
        return self._session

    def _start(self) -> SparkSession:
        check()
        from pyspark.sql import SparkSession

        if (running := SparkSession.getActiveSession()) is not None:
            return running
        self._own = True
        handle, name = tempfile.mkstemp(prefix="headwater-spark-", suffix=".log")
        self._log = Path(name)
        builder = SparkSession.builder.appName("headwater").master(master(self.how.master))
        for key, value in self.settings.items():
            builder = builder.config(key, value)
        try:
            with _errors_to(handle), _same_python(), self.failures(f"did not start on {self.how.master}"):
                return builder.getOrCreate()
        finally:
            os.close(handle)

    @contextmanager
    def failures(self, what: str) -> Iterator[None]:
        """Turn what Spark throws into one line that names its log."""
        from py4j.protocol import Py4JError
        from pyspark.errors import PySparkException

        try:
            yield
        except (Py4JError, PySparkException, OSError) as e:
            java = getattr(e, "java_exception", None)
            said = str(java.getMessage() if java is not None else e)
            log, self._log = self._log, None  # it stays
            where = f"Its messages are in {log}. " if log else ""
            raise EngineFailed(f"Spark {what}: {_core(said)}", f"{where}Finished work is kept: run the same command again to go on.") from e

    def close(self) -> None:
        """End the session and its Java process, if they are our own; forget their messages unless something failed."""
        if self._own:
            with suppress(Exception):
                if self._session is not None:
                    self._session.stop()
            _end_java()
        if self._log is not None:
            self._log.unlink(missing_ok=True)
        self._session = self._log = None


def _end_java() -> None:
    """End the Java process that PySpark keeps for as long as Python runs: its messages go to the log of one run."""
    from pyspark import SparkContext

    gateway: Any = SparkContext._gateway
    SparkContext._gateway = SparkContext._jvm = None
    if gateway is not None:
        with suppress(Exception):
            gateway.shutdown()
        with suppress(Exception):
            gateway.proc.stdin.close()
            gateway.proc.wait(10)


def _core(said: str) -> str:
    """The line of a message that tells most: the last error of a Python traceback in it, else the first line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()] or ["no reason given"]
    errors = [line for line in lines if re.match(r"[\w.]+(Error|Exception)\b", line)]
    return (errors or lines[:1])[-1][:300].removesuffix(".") + "."


@contextmanager
def _same_python() -> Iterator[None]:
    """Let the workers run the Python of the driver, unless the environment names another. Spark asks for it while it starts."""
    named = "PYSPARK_PYTHON" in os.environ
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    try:
        yield
    finally:
        if not named:
            del os.environ["PYSPARK_PYTHON"]


@contextmanager
def _errors_to(handle: int) -> Iterator[None]:
    """Let processes that are started here write their standard error to an open file."""
    sys.stderr.flush()
    kept = os.dup(2)
    try:
        os.dup2(handle, 2)
        yield
    finally:
        sys.stderr.flush()
        os.dup2(kept, 2)
        os.close(kept)

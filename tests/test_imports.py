"""Heavy packages load only when they are needed; the public names are there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import headwater

HEAVY = (
    "duckdb",
    "pyarrow",
    "numpy",
    "jinja2",
    "charset_normalizer",
    "starlette",
    "uvicorn",
    "openpyxl",
    "rapidfuzz",
    "onnxruntime",
    "hijridate",
    "pyspark",
    "pandas",
    "sqlglot",
    "pypdfium2",
    "warcio",
)


def loaded(code: str) -> set[str]:
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout
    return {name.split(".")[0] for name in out.split()}


def test_importing_headwater_loads_nothing_heavy():
    assert not loaded("import headwater") & set(HEAVY)


def test_reading_loads_what_a_format_needs_only_when_a_page_has_it():
    assert not loaded("import headwater.read.page, headwater.read.intake") & {"pypdfium2", "pyarrow", "charset_normalizer"}


@pytest.mark.parametrize("package", ["read.page", "mark.document", "trace.origins", "compare.claims"])
def test_a_stage_loads_no_database_and_no_web(package):
    assert not loaded(f"import headwater.{package}") & {"duckdb", "sqlite3", "pyarrow", "starlette", "uvicorn", "jinja2"}


def test_only_the_spark_engine_knows_spark():
    root = Path(headwater.__file__).parent
    found = {
        p.relative_to(root)
        for p in root.rglob("*.py")
        if re.search(r"^\s*(import|from) (pyspark|py4j|pandas|sqlglot)", p.read_text(), re.M)
    }
    assert found
    assert all(p.parts[:2] == ("engines", "spark") for p in found)


def test_only_fetch_uses_the_network():
    root = Path(headwater.__file__).parent
    network = re.compile(
        r"^\s*(?:import|from) (?:socket|ssl|http\.client|urllib\.request|urllib3|requests|httpx|ftplib|smtplib|asyncio)\b", re.M
    )
    found = {p.relative_to(root).parts[0] for p in root.rglob("*.py") if network.search(p.read_text())}
    assert found == {"fetch"}


def test_the_local_engine_loads_no_spark():
    assert not loaded("import headwater.job, headwater.engines.local, headwater.cli") & {"pyspark", "pandas", "sqlglot"}


def test_the_public_names():
    assert set(headwater.__all__) == {"__version__", "open_case", "run"}
    assert headwater.run.__doc__
    assert headwater.open_case.__doc__

"""Heavy packages load only when they are needed; the public names are there."""

from __future__ import annotations

import subprocess
import sys

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
)


def loaded(code: str) -> set[str]:
    out = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    ).stdout
    return {name.split(".")[0] for name in out.split()}


def test_importing_headwater_loads_nothing_heavy():
    assert not loaded("import headwater") & set(HEAVY)


@pytest.mark.parametrize("package", ["read.page", "mark.document", "trace.origins", "compare.claims"])
def test_a_stage_loads_no_database_and_no_web(package):
    assert not loaded(f"import headwater.{package}") & {"duckdb", "sqlite3", "pyarrow", "starlette", "uvicorn", "jinja2"}


def test_the_public_names():
    assert set(headwater.__all__) == {"__version__", "open_case", "run"}
    assert headwater.run.__doc__
    assert headwater.open_case.__doc__

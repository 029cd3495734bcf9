"""What Spark is told, and what is said where it cannot run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from tests.engines.cluster import needs_spark

from headwater.cli import main
from headwater.engines.spark import tasks
from headwater.engines.spark.session import check, master, settings
from headwater.errors import MissingExtra, UsageError
from headwater.settings import RunSettings, Settings


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("local", "local[1,4]"),
        ("local[*]", "local[*,4]"),
        ("local[2]", "local[2,4]"),
        ("local[2,1]", "local[2,1]"),
        ("spark://127.0.0.1:7077", "spark://127.0.0.1:7077"),
    ],
)
def test_on_one_machine_a_task_is_tried_four_times_too(asked, told):
    assert master(asked) == told


def test_the_users_settings_go_before_ours():
    assert settings(RunSettings(master="local[2]"))["spark.driver.host"] == "127.0.0.1"
    assert "spark.driver.host" not in settings(RunSettings(master="spark://head.example:7077"))
    assert settings(RunSettings())["spark.ui.enabled"] == "false"
    assert settings(RunSettings(conf=("spark.ui.enabled=true",)))["spark.ui.enabled"] == "true"
    with pytest.raises(UsageError, match="no setting of Spark"):
        settings(RunSettings(conf=("memory=4g",)))


def java(folder: Path, says: str) -> str:
    """A JAVA_HOME whose Java says its version."""
    (folder / "bin").mkdir()
    program = folder / "bin" / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{says}\"' >&2\n")
    program.chmod(0o755)
    return str(folder)


@needs_spark
def test_java_must_be_there_and_young_enough(tmp_path, monkeypatch):
    monkeypatch.setenv("JAVA_HOME", str(tmp_path / "nowhere"))
    with pytest.raises(MissingExtra, match="no Java was found"):
        check()
    monkeypatch.setenv("JAVA_HOME", java(tmp_path, "1.8.0_402"))
    with pytest.raises(MissingExtra, match="Java 8 is too old"):
        check()


def test_what_is_missing_is_named_with_the_command_that_installs_it(monkeypatch):
    for name in ("pandas", "pyspark", "sqlglot"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingExtra, match=r"pip install 'headwater\[spark\]'"):
        check()


def test_a_master_without_spark_is_misuse(tmp_path, capsys):
    assert main(["run", "pages", "--case", str(tmp_path / "case"), "--master", "local[2]"]) == 2
    assert "Add --engine spark." in capsys.readouterr().err


def test_workers_of_another_version_are_refused():
    task = tasks.Task("seeds", Settings(), Path(), Path(), 4, durable=False, code="another")
    with pytest.raises(RuntimeError, match="another version"):
        list(tasks.each([], task))

"""What holds for every format: whole or not there, the same bytes again, nothing overwritten by mistake."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from headwater.case.queries import Library
from headwater.errors import MissingExtra, UsageError
from headwater.show.export import FORMATS, export

NAMES = [f.name for f in FORMATS]


def content(path: Path) -> dict[str, bytes]:
    """Every file under a path, by its name there."""
    if path.is_file():
        return {"": path.read_bytes()}
    return {p.relative_to(path).as_posix(): p.read_bytes() for p in path.rglob("*") if p.is_file()}


def test_a_format_is_a_module_of_its_name_and_stands_in_the_documentation() -> None:
    package = Path(sys.modules["headwater.show.export"].__path__[0])
    documented = (Path(__file__).parents[3] / "docs" / "exports.md").read_text(encoding="utf-8")
    for name in NAMES:
        assert f'FORMAT = "{name}"' in (package / f"{name}.py").read_text(encoding="utf-8")
        assert f"## {name}" in documented


@pytest.mark.parametrize("name", NAMES)
def test_the_same_case_gives_the_same_bytes(library: Library, tmp_path: Path, name: str) -> None:
    assert export(library, name, tmp_path / "one") == export(library, name, tmp_path / "two") > 0
    assert content(tmp_path / "one") == content(tmp_path / "two") != {}
    assert not list(tmp_path.glob(".part*"))


def test_an_unknown_format_is_a_misuse(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no format tape"):
        export(library, "tape", tmp_path / "out")


def test_a_file_is_replaced(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("old")
    export(library, "csv", out)
    assert out.read_text(encoding="utf-8").startswith("claim,")


@pytest.mark.parametrize("name", ["parquet", "crate"])
def test_a_folder_that_holds_something_is_refused(library: Library, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    out.mkdir()
    export(library, name, out)
    before = content(out)
    with pytest.raises(UsageError, match="not empty"):
        export(library, name, out)
    assert content(out) == before


def test_a_file_never_takes_the_place_of_a_folder_nor_a_folder_that_of_a_file(library: Library, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "file").write_text("kept")
    with pytest.raises(UsageError, match="is a folder"):
        export(library, "csv", tmp_path / "there")
    with pytest.raises(UsageError, match="is a file"):
        export(library, "parquet", tmp_path / "file")
    with pytest.raises(UsageError, match="is no folder"):
        export(library, "csv", tmp_path / "nowhere" / "x.csv")
    assert (tmp_path / "file").read_text() == "kept"


@pytest.mark.parametrize("name", ["csv", "parquet", "crate"])
def test_a_failure_leaves_nothing_behind(library: Library, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    (tmp_path / "out.old").write_text("old")

    def fail(*_: object) -> None:
        raise RuntimeError("half-way")

    monkeypatch.setattr(Library, "claims", fail)
    monkeypatch.setattr("shutil.copyfile", fail)
    with pytest.raises(RuntimeError, match="half-way"):
        export(library, name, out)
    assert not out.exists()
    assert not list(tmp_path.glob(".part*"))


def test_a_missing_package_is_named(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtra, match=r"headwater\[xlsx\]"):
        export(library, "xlsx", tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()

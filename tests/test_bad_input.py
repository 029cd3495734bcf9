"""Bad input gets one clear line, the rest of the pages are done, and nothing that was finished is lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from headwater.case.queries import Library
from headwater.cli import main
from headwater.errors import PROBLEMS

ARTICLE = """Ferry pier closed after storm

4 March 2031

The harbour office said on Tuesday that the ferry pier at Oskarn would stay closed until the end of the week.

"Three of the pilings are cracked and one is gone," said Mira Tellgren, the harbour master.

Two people were injured when a gangway fell during the storm on Monday night, the office said.
"""


@pytest.fixture
def pages(tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "good.txt").write_text(ARTICLE, encoding="utf-8")
    return folder


def run(pages: Path, case: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    code = main(["run", str(pages), "--case", str(case), "--workers", "1", "--quiet", *options])
    return code, capsys.readouterr().err.splitlines()


BAD = {
    "empty": (b"", "empty"),
    "blank": (b" \n\n\t ", "empty"),
    "binary": (bytes(range(256)) * 40, "binary"),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 400, "unsupported"),
    "office": (b"PK\x03\x04" + b"word/document" * 40, "unsupported"),
}


@pytest.mark.parametrize(("name", "given"), BAD.items())
def test_a_page_that_is_none_gets_its_line_and_the_rest_is_done(pages, tmp_path, capsys, name, given):
    payload, kind = given
    (pages / f"{name}.txt").write_bytes(payload)
    code, err = run(pages, tmp_path / "case", capsys)
    assert code == 0
    (line,) = [x for x in err if f"{name}.txt" in x]
    assert line.startswith(f"[{kind}] ")
    assert line.endswith(PROBLEMS[kind])
    with Library(tmp_path / "case") as case:
        assert [Path(d.path).name for d in case.documents()] == ["good.txt"]
        assert kind in [p.kind for p in case.problems()]


def test_bytes_of_another_encoding_are_read(pages, tmp_path, capsys):
    (pages / "latin.txt").write_bytes(ARTICLE.replace("Oskarn", "Öskärn").encode("cp1252"))
    assert run(pages, tmp_path / "case", capsys)[0] == 0
    with Library(tmp_path / "case") as case:
        assert any("Öskärn" in d.text for d in case.documents())


def test_an_enormous_file_is_left_out(pages, tmp_path, capsys):
    with (pages / "huge.txt").open("wb") as file:
        file.truncate(200_000_000)
    code, err = run(pages, tmp_path / "case", capsys)
    (line,) = [x for x in err if "huge.txt" in x]
    assert code == 0
    assert "is 200 MB; pages over 50 MB are not read" in line


def test_two_pages_with_the_same_bytes_count_as_one_origin(pages, tmp_path, capsys):
    shutil.copy(pages / "good.txt", pages / "same.txt")
    _, err = run(pages, tmp_path / "case", capsys)
    assert any(x.startswith("[same-bytes] ") and "same.txt" in x and "good.txt" in x for x in err)
    with Library(tmp_path / "case") as case:
        assert case.count("documents") == 2
        assert case.count("copies") == 1
        for claim in case.claims():
            assert claim.independent.high == 1, claim.gist


def test_a_page_without_a_date_is_said_and_read(tmp_path, capsys):
    page = tmp_path / "undated.txt"
    page.write_text(ARTICLE.replace("4 March 2031\n\n", ""), encoding="utf-8")
    _, err = run(page, tmp_path / "case", capsys)
    assert any(x.startswith("[no-date] ") for x in err)
    with Library(tmp_path / "case") as case:
        assert case.count("documents") == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_an_unreadable_file(pages, tmp_path, capsys):
    (pages / "locked.txt").write_text("x")
    (pages / "locked.txt").chmod(0)
    assert any(x.startswith("[unreadable] ") for x in run(pages, tmp_path / "case", capsys)[1])


def test_a_missing_path_and_a_folder_of_nothing(pages, tmp_path, capsys):
    (tmp_path / "nothing").mkdir()
    code = main(
        [
            "run",
            str(tmp_path / "gone"),
            str(tmp_path / "nothing"),
            str(pages),
            "--case",
            str(tmp_path / "case"),
            "--workers",
            "1",
            "--quiet",
        ]
    )
    err = capsys.readouterr().err.splitlines()
    assert code == 0
    assert [x.split()[0] for x in err] == ["[missing]", "[no-pages]"]


def test_strict_counts_problems_and_skip_passes_over_them(pages, tmp_path, capsys):
    (pages / "empty.txt").write_bytes(b"")
    assert run(pages, tmp_path / "case", capsys, "--strict")[0] == 3
    code, err = run(pages, tmp_path / "case", capsys, "--strict", "--skip", "empty")
    assert (code, err) == (0, [])


def test_a_terminal_cannot_be_steered_by_a_file_name(pages, tmp_path, capsys):
    (pages / "a\x1b[31m\nb.txt").write_bytes(b"")
    _, err = run(pages, tmp_path / "case", capsys)
    assert len(err) == 1
    assert "\x1b" not in err[0]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["serve", "{tmp}/gone"], "[not-a-case] {tmp}/gone does not exist."),
        (["export", "{tmp}/gone", "--to", "csv", "--output", "{tmp}/x.csv"], "[not-a-case] {tmp}/gone does not exist."),
        (["run", "{tmp}/x", "--case", "{tmp}/other"], "[not-a-case] {tmp}/other holds other files and no case."),
        (["run", "--case", "{tmp}/new"], "[usage] No pages named."),
        (["read", "x", "--published", "yesterday"], "[usage] --published: 'yesterday' is no date."),
        (["mark", "x", "--only", "verbs"], "[usage] --only does not know verbs."),
        (["read", "x", "--published-from", "{tmp}/none.csv"], "[usage] {tmp}/none.csv cannot be read as CSV"),
        (["read", "x", "--published-from", "{tmp}/wrong.csv"], "[usage] {tmp}/wrong.csv lacks the columns path and published."),
    ],
)
def test_misuse_is_one_line_and_ends_with_its_code(tmp_path, capsys, arguments, line):
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "thesis.txt").write_text("mine")
    (tmp_path / "wrong.csv").write_text("a,b\n1,2\n")
    code = main([a.format(tmp=tmp_path) for a in arguments])
    (said,) = capsys.readouterr().err.splitlines()
    assert said.startswith(line.format(tmp=tmp_path))
    assert code == (2 if line.startswith("[usage]") else 1)


def test_a_full_disk_is_one_line_and_the_next_run_goes_on(pages, tmp_path):
    """A limit on file size stands in for the full disk: the write fails in the same place, with an error of the same kind."""
    (pages / "long.txt").write_text("\n\n".join(f"Paragraph {n}. " + ARTICLE for n in range(400)), encoding="utf-8")
    command = [sys.executable, "-m", "headwater", "run", str(pages), "--case", str(tmp_path / "case"), "--workers", "1", "--quiet"]

    def full() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    failed = subprocess.run(command, capture_output=True, text=True, preexec_fn=full, check=False)
    assert failed.returncode == 1
    assert failed.stderr.splitlines()[-1].startswith("[storage] ")
    assert "finished work is kept" in failed.stderr
    assert "Traceback" not in failed.stderr
    again = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "dossier/index.html" in again.stdout


def test_captured_bytes_that_changed_on_the_disk_are_said(pages, tmp_path, capsys):
    case = tmp_path / "case"
    run(pages, case, capsys)
    (stored,) = [p for p in (case / "pages").rglob("*") if p.is_file() and len(p.name) == 64]
    stored.write_bytes(stored.read_bytes().replace(b"Three", b"Seven"))
    shutil.rmtree(case / "tables")
    _, err = run(tmp_path / "none", case, capsys)
    assert any(x.startswith("[broken] ") and "changed on the disk" in x for x in err)

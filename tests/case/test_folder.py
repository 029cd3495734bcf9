"""What is a case folder and what is none; one run at a time; judgements that nothing overwrites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from headwater.case import judge
from headwater.case.folder import FORMAT, CaseFolder
from headwater.errors import CaseBusy, NewerCase, NotACase, UsageError
from headwater.settings import Settings


def test_a_new_folder_becomes_a_case(tmp_path):
    CaseFolder.create(tmp_path / "case", Settings())
    assert CaseFolder.open_existing(tmp_path / "case").pages.is_dir()


def test_a_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("do not touch")
    with pytest.raises(NotACase, match="holds other files"):
        CaseFolder.create(tmp_path, Settings())
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("step", ["mkdir", "replace"])
def test_a_folder_in_which_a_run_was_killed_at_any_step_of_its_making_is_taken_up(tmp_path, monkeypatch, step):
    case, real, killed = tmp_path / "case", getattr(Path, step), 0
    for steps in range(4):
        left = steps

        def until_killed(self, *args, **more):
            nonlocal left
            left -= 1
            if left < 0:
                raise KeyboardInterrupt
            return real(self, *args, **more)

        with monkeypatch.context() as m:
            m.setattr(Path, step, until_killed)
            try:
                CaseFolder.create(case, Settings())
            except KeyboardInterrupt:
                killed += 1
        CaseFolder.create(case, Settings())
        shutil.rmtree(case)
    assert killed


def test_a_file_is_no_case(tmp_path):
    (tmp_path / "case").write_text("")
    with pytest.raises(NotACase, match="is a file"):
        CaseFolder.create(tmp_path / "case", Settings())


def test_a_case_of_a_newer_version_is_left_alone(tmp_path):
    case = CaseFolder.create(tmp_path / "case", Settings())
    newer = case.toml.read_text().replace(f"format = {FORMAT}", f"format = {FORMAT + 1}")
    case.toml.write_text(newer)
    with pytest.raises(NewerCase):
        CaseFolder.open_existing(tmp_path / "case")
    with pytest.raises(NewerCase):
        CaseFolder.create(tmp_path / "case", Settings())
    assert case.toml.read_text() == newer


def test_a_damaged_case_file_is_said(tmp_path):
    case = CaseFolder.create(tmp_path / "case", Settings())
    case.toml.write_text("[case\nformat")
    with pytest.raises(NotACase, match="cannot be read"):
        CaseFolder.open_existing(tmp_path / "case")


def test_two_runs_cannot_write_at_once(tmp_path):
    case = CaseFolder.create(tmp_path / "case", Settings())
    other = (
        "import sys; from pathlib import Path; from headwater.case.folder import CaseFolder\n"
        "from headwater.errors import CaseBusy\n"
        "try:\n    with CaseFolder(Path(sys.argv[1])).lock(): print('in')\n"
        "except CaseBusy: print('busy')"
    )

    def ask() -> str:
        return subprocess.run([sys.executable, "-c", other, str(case.folder)], capture_output=True, text=True, check=True).stdout.strip()

    with case.lock():
        assert ask() == "busy"
    assert ask() == "in"
    assert issubclass(CaseBusy, Exception)


def test_judgements_are_appended_signed_and_retractable(tmp_path):
    folder = tmp_path / "case"
    CaseFolder.create(folder, Settings())
    first = judge.add(folder, "claim1", "yes", "N. Arda", note="read both pages")
    before = (folder / "judgements.jsonl").read_bytes()
    judge.add(folder, "claim1", "unsure", "N. Arda", retracts=first.id)
    second = judge.add(folder, "claim1", "no", "T. Berg")
    assert (folder / "judgements.jsonl").read_bytes().startswith(before)
    found = judge.judgements(folder)
    assert [(j.answer, j.user, j.note) for j in found] == [
        ("yes", "N. Arda", "read both pages"),
        ("unsure", "N. Arda", None),
        ("no", "T. Berg", None),
    ]
    assert judge.standing(found) == {"claim1": second}


def test_a_judgement_cut_off_by_a_crash_does_not_spoil_the_next(tmp_path):
    folder = tmp_path / "case"
    CaseFolder.create(folder, Settings())
    judge.add(folder, "a", "yes", "N. Arda")
    with (folder / "judgements.jsonl").open("ab") as file:
        file.write(b'{"id": "cut of')
    judge.add(folder, "b", "no", "N. Arda")
    assert [j.target for j in judge.judgements(folder)] == ["a", "b"]


@pytest.mark.parametrize(("answer", "user"), [("maybe", "N. Arda"), ("yes", "  ")])
def test_a_judgement_needs_an_answer_and_a_name(tmp_path, answer, user):
    CaseFolder.create(tmp_path / "case", Settings())
    with pytest.raises(UsageError):
        judge.add(tmp_path / "case", "a", answer, user)

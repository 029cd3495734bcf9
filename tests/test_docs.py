"""The documentation names every command, setting, problem, record and table, and its generated parts are as generated.

``make docs`` writes the generated parts anew.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from headwater import records, settings
from headwater.cli import parser
from headwater.errors import PROBLEMS
from headwater.plan import PLAN, TABLES
from tests.conftest import ROOT

DOCS = ROOT / "docs"


def cli_reference() -> str:
    os.environ["COLUMNS"] = "100"
    out = ["# The command line", "", "Generated from the program's own help by `make docs`.", ""]
    top = parser()
    commands = next(a for a in top._actions if isinstance(a, argparse._SubParsersAction)).choices
    for name, command in (("", top), *commands.items()):
        out += [f"## headwater {name}".rstrip(), "", "```", command.format_help().rstrip(), "```", ""]
    return "\n".join(out)


def settings_reference() -> str:
    out = [
        "# Settings",
        "",
        "Generated from `settings.py` by `make docs`. A stage's settings are part of the key of its finished work.",
        "",
    ]
    for name, cls in vars(settings).items():
        if dataclasses.is_dataclass(cls) and name != "Settings":
            out += [f"## {name}", "", (cls.__doc__ or "").strip(), ""]
            found = [f for f in dataclasses.fields(cls) if f.metadata]
            if found:
                out += ["| setting | default | unit | reason |", "|---|---|---|---|"]
                out += [f"| `{f.name}` | {f.default} | {f.metadata['unit']} | {f.metadata['reason']} |" for f in found] + [""]
    return "\n".join(out)


def plan_reference() -> str:
    out = [
        "# The plan",
        "",
        "Generated from `plan.py` by `make docs`.",
        "",
        "| stage | verb | shape | reads | writes |",
        "|---|---|---|---|---|",
    ]
    out += [f"| {s.name} | {s.verb} | {s.shape} | {', '.join(s.reads)} | {', '.join(s.writes)} |" for s in PLAN]
    out += ["", "| table | record | what it is |", "|---|---|---|"]
    out += [f"| {t.name} | {t.record.__name__} | {(t.record.__doc__ or '').strip().splitlines()[0]} |" for t in TABLES]
    return "\n".join([*out, ""])


def problems_reference() -> str:
    out = [
        "# Problems",
        "",
        "Generated from `errors.py` by `make docs`. A problem concerns one page or document and never stops the others.",
        "",
    ]
    out += ["| kind | what to do |", "|---|---|", *(f"| `{kind}` | {hint} |" for kind, hint in PROBLEMS.items()), ""]
    return "\n".join(out)


GENERATED = {"cli.md": cli_reference, "settings.md": settings_reference, "plan.md": plan_reference, "problems.md": problems_reference}


@pytest.mark.parametrize("name", GENERATED)
def test_the_generated_parts_are_up_to_date(name, request):
    made = GENERATED[name]()
    if request.config.getoption("--write-docs"):
        (DOCS / name).write_text(made, encoding="utf-8")
    assert (DOCS / name).read_text(encoding="utf-8") == made, "run `make docs`"


def session(folder: Path) -> str:
    """A real run on the bundled example, as a user sees it."""
    command = ["run", "examples/tolm-dam/pages", "--case", str(folder / "demo"), "--quiet"]
    done = subprocess.run([sys.executable, "-m", "headwater", *command], cwd=ROOT, capture_output=True, text=True, check=True)
    shown = done.stdout.strip().replace(str(folder / "demo"), "demo")
    lines = ["$ headwater run examples/tolm-dam/pages --case demo", "", *shown.splitlines()]
    return "\n".join(f"    {line}".rstrip() for line in lines)


def test_the_session_in_the_readme_is_a_real_one(tmp_path, request):
    made, readme = session(tmp_path), (ROOT / "README.md").read_text(encoding="utf-8")
    head, _, rest = readme.partition("<!-- session -->\n")
    shown, _, tail = rest.partition("\n<!-- /session -->")
    if request.config.getoption("--write-docs"):
        (ROOT / "README.md").write_text(f"{head}<!-- session -->\n{made}\n<!-- /session -->{tail}", encoding="utf-8")
        shown = made
    assert shown == made, "run `make docs`"


def test_every_problem_that_the_code_reports_has_its_hint():
    found: dict[str, Path] = {}
    for file in (ROOT / "src").rglob("*.py"):
        text = file.read_text(encoding="utf-8")
        for kind in re.findall(r"Problem\([^()]*?kind=\"([a-z-]+)\"", text, re.DOTALL) + re.findall(r"\bproblem\(\"([a-z-]+)\"", text):
            found.setdefault(kind, file)
    assert found, "no problem found in the code: has the way to write them changed?"
    assert set(found) <= set(PROBLEMS), {k: str(f) for k, f in found.items() if k not in PROBLEMS}


def test_every_command_of_the_readme_is_one():
    commands = set(next(a for a in parser()._actions if isinstance(a, argparse._SubParsersAction)).choices)
    used = set(re.findall(r"^(?:    |\$ )headwater ([a-z]+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE))
    assert used
    assert used <= commands


def test_links_between_documents_lead_somewhere():
    for file in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.glob("*.md")]:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", file.read_text(encoding="utf-8")):
            assert (file.parent / target).exists(), f"{file.name} links to {target}"


def test_records_are_described():
    for name, cls in vars(records).items():
        if dataclasses.is_dataclass(cls):
            assert cls.__doc__, name
            assert not cls.__doc__.startswith(f"{name}("), f"{name} has no docstring of its own"

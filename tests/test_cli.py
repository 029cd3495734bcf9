"""The verbs as tools: one JSON record a line on standard output, everything else on standard error."""

from __future__ import annotations

import io
import json
import sys

import pytest

from headwater.cli import main

TEXT = "The harbour office said on Tuesday that 12 people were rescued from the ferry. Mira Tellgren thanked the crew."


@pytest.fixture
def page(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path / "a.txt"


def records(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert main([*arguments, "--as-document", "--quiet", "--workers", "1"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_figure_brings_the_statement_and_the_document_it_belongs_to(page, capsys):
    found = records(capsys, "mark", str(page), "--only", "figures", "--published", "2031-03-06")
    assert {r["type"] for r in found} == {"document", "statement", "figure"}
    (figure,) = [r for r in found if r["type"] == "figure"]
    assert (figure["value"]["value"], figure["text"], figure["path"]) == (12, "12", str(page))
    assert TEXT[figure["raw_start"] : figure["raw_end"]] == "12"
    assert figure["statement"] in {r["id"] for r in found if r["type"] == "statement"}


def test_a_supplied_date_resolves_what_is_relative(page, tmp_path, capsys):
    (tmp_path / "dates.csv").write_text("path,published\na.txt,2031-03-06\n")
    found = records(capsys, "mark", str(page), "--only", "dates", "--published-from", str(tmp_path / "dates.csv"))
    (date,) = [r for r in found if r["type"] == "date"]
    assert date["value"]["timex"] == "2031-03-04"


def test_standard_input_is_a_page(capsys, monkeypatch):
    class Stdin:
        buffer = io.BytesIO(TEXT.encode())

    monkeypatch.setattr(sys, "stdin", Stdin)
    found = records(capsys, "read", "-")
    assert [r["path"] for r in found if r["type"] == "document"] == ["-"]


@pytest.mark.parametrize(
    ("verb", "kinds"), [("read", {"document"}), ("trace", {"document", "statement", "origin"}), ("compare", {"claim", "origin"})]
)
def test_every_verb_prints_what_it_makes(page, capsys, verb, kinds):
    found = records(capsys, verb, str(page), "--published", "2031-03-06")
    assert kinds <= {r["type"] for r in found}
    for record in found:
        assert record["type"] == "problem" or record["id"]


def test_every_claim_has_a_range_of_origins_and_accounts_in_the_page(page, capsys):
    claims = [r for r in records(capsys, "compare", str(page), "--published", "2031-03-06") if r["type"] == "claim"]
    assert claims
    for claim in claims:
        assert 0 <= claim["independent"]["low"] <= claim["independent"]["high"]
        for account in claim["accounts"]:
            assert TEXT[account["raw_start"] : account["raw_end"]] == account["text"]

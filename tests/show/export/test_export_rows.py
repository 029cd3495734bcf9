"""The formats with one row an account: csv, jsonl, parquet, xlsx; and the figures with HXL tags."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from headwater.case.queries import Library
from headwater.errors import UsageError
from headwater.show.export import export
from headwater.show.export.cells import cell, guarded, number


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1 degree", "'-1 degree"),
        ("@name", "'@name"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("＝1", "'＝1"),
        ("12 = 12", "12 = 12"),
        ("", ""),
        (" ", " "),
    ],
)
def test_text_is_never_taken_for_a_formula(text: str, safe: str) -> None:
    assert guarded(text) == safe


def test_numbers_stay_numbers() -> None:
    assert [number(v) for v in (12.0, 0.5, -3.0, None)] == [12, 0.5, -3, None]
    assert [cell(v) for v in (-3.0, None, 0.5, ("a", "b"), 7)] == [-3, "", 0.5, "a > b", 7]


def rows_of(library: Library, tmp_path: Path) -> list[dict[str, str]]:
    export(library, "csv", tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_has_a_row_for_each_account(library: Library, tmp_path: Path) -> None:
    rows = rows_of(library, tmp_path)
    assert [r["gist"] for r in rows] == ["at least 3 people injured"] * 2 + ["40 households displaced", "thanks"]
    first = rows[0]
    assert {k: first[k] for k in ("quote", "value", "low", "high", "bound", "measure", "unit", "origin", "way", "chain", "published")} == {
        "quote": "At least 3 people",
        "value": "3",
        "low": "3",
        "high": "",
        "bound": "at_least",
        "measure": "injured",
        "unit": "people",
        "origin": "the mayor",
        "way": "cites",
        "chain": "The Wire > the mayor",
        "published": "2024-02-01",
    }


def test_csv_guards_what_the_page_says(library: Library, tmp_path: Path) -> None:
    rows = rows_of(library, tmp_path)
    assert rows[1]["title"] == "'=Fire at the café"
    assert rows[1]["outlet"] == "'@Daily"
    assert rows[3]["quote"] == "'+1 for the firemen"


def test_a_row_leads_back_to_the_words_in_the_file(library: Library, tmp_path: Path) -> None:
    export(library, "jsonl", tmp_path / "out.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    for row in rows:
        payload = library.payload(row["page_sha256"]).decode("utf-8-sig")
        found = re.sub(r"<[^>]*>", "", payload[row["raw_start"] : row["raw_end"]])
        assert found == row["quote"]
        assert row["quote"] in row["sentence"]
    assert rows[3]["quote"] == "+1 for the firemen"
    assert rows[0]["chain"] == ["The Wire", "the mayor"]
    assert rows[0]["value"] == 3
    assert rows[2]["sentence"] == "At least 3 people were hurt & 40 households moved, the mayor said."
    assert (rows[3]["judgement"], rows[3]["judged_by"], rows[0]["judgement"]) == ("yes", "A. Reader", None)


def test_parquet_loads_back(library: Library, tmp_path: Path) -> None:
    assert export(library, "parquet", tmp_path / "out") == 4
    accounts = pq.read_table(tmp_path / "out" / "accounts.parquet").to_pylist()
    assert [a["value"] for a in accounts] == [3.0, 3.0, 40.0, None]
    assert accounts[1]["title"] == "=Fire at the café"
    assert pq.read_table(tmp_path / "out" / "documents.parquet").num_rows == 3
    assert pq.read_table(tmp_path / "out" / "problems.parquet").to_pylist()[0]["kind"] == "no-date"
    assert {p.stem for p in (tmp_path / "out").iterdir()} >= {"accounts", "claims", "figures", "copies", "dates", "names"}


def test_xlsx_loads_back_and_holds_text_as_text(library: Library, tmp_path: Path) -> None:
    assert export(library, "xlsx", tmp_path / "out.xlsx") == 4
    book = load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["accounts", "timeline", "claims", "documents", "links", "set aside"]
    sheet = book["accounts"]
    head = [c.value for c in sheet[1]]
    assert sheet.freeze_panes == "A2"
    title, value = sheet.cell(3, head.index("title") + 1), sheet.cell(2, head.index("value") + 1)
    assert (title.value, title.data_type) == ("=Fire at the café", "s")
    assert (value.value, value.data_type) == (3, "n")
    link = dict(zip([c.value for c in book["links"][1]], [c.value for c in book["links"][2]], strict=True))
    assert (link["left"], link["right"], link["came_first"]) == ("news/wire.html", "news/copy.txt", "news/wire.html")
    assert book["set aside"].cell(2, 2).value == "no-date"
    with zipfile.ZipFile(tmp_path / "out.xlsx") as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


def test_hxl_has_its_tags_under_the_header(library: Library, tmp_path: Path) -> None:
    assert export(library, "hxl", tmp_path / "out.csv") == 3
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        header, tags, *rows = list(csv.reader(file))
    assert len(header) == len(tags) == len(set(tags)) == len(rows[0])
    assert [t for t in tags if not re.fullmatch(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*", t)] == []
    first, third = dict(zip(tags, rows[0], strict=True)), dict(zip(tags, rows[2], strict=True))
    assert (first["#affected+injured+ind"], first["#indicator+name"], first["#indicator+value+num"]) == ("3", "injured", "3")
    assert (first["#loc+name"], first["#meta+source"], first["#date+reported"]) == ("Öre", "the mayor", "2024-02-01")
    assert (third["#affected+displaced+hh"], third["#affected+displaced+ind"]) == ("40", "")


def test_the_timeline_has_a_row_for_each_account_in_the_order_of_the_days(library: Library, tmp_path: Path) -> None:
    count = export(library, "csv", tmp_path / "out.csv", "timeline")
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    held = [a for h in library.all("happenings") for a in h.accounts]
    assert count == len(rows) == len(held) > 1
    dated = [r["period_start"] for r in rows if r["period_start"]]
    assert dated == sorted(dated) == [r["period_start"] for r in rows[: len(dated)]]
    for row in rows:
        document = library.one("documents", row["document"])
        assert document.text[int(row["start"]) : int(row["end"])] == row["sentence"]
    export(library, "jsonl", tmp_path / "out.jsonl", "timeline")
    lines = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["happening"] for line in lines] == [r["happening"] for r in rows]
    export(library, "parquet", tmp_path / "out")
    assert pq.read_table(tmp_path / "out" / "timeline.parquet").num_rows == count


def test_rows_can_be_chosen_where_there_are_some(library: Library, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="rows of timeline"):
        export(library, "hxl", tmp_path / "out", "timeline")
    with pytest.raises(UsageError, match="rows of pages"):
        export(library, "csv", tmp_path / "out", "pages")

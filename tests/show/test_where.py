"""Where evidence stands is said in the terms of its file: the page of a PDF, the paragraph of a DOCX, the line and column of a table, the record of a WARC."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from tests.read import made

from headwater.cli import main
from headwater.read.formats import docx
from headwater.read.open import lay
from headwater.read.page import read_page
from headwater.records import Document, FilePart, Furniture, Page, parts_between, where
from headwater.settings import ReadSettings
from headwater.show.words import place

PARAGRAPHS = (("Title", made.TITLE), ("", "4 March 2031"), ("", made.FIRST), ("", made.SECOND))
PARTS = (FilePart(0, 10, "page 1"), FilePart(12, 40, "page 2"), FilePart(42, 60, "page 3"))


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (0, 10, "page 1, characters 0–10"),
        (14, 20, "page 2, characters 2–8"),
        (14, 50, "page 2, character 2, to page 3, character 8"),
        (11, 20, "page 2, characters 0–8"),
        (40, 42, ""),
        (59, 80, "page 3, characters 17–18"),
        (70, 80, ""),
    ],
)
def test_a_place_in_parts(start: int, end: int, said: str) -> None:
    assert where(PARTS, start, end) == said


def test_only_the_parts_that_are_touched() -> None:
    assert [p.name for p in parts_between(PARTS, 9, 13)] == ["page 1", "page 2"]
    assert not parts_between(PARTS, 10, 12)
    assert not parts_between((), 0, 5)


def test_records_and_lines_come_first() -> None:
    assert place((), 1204, 1260, "12") == "record 12, characters 1,204–1,260 of the page"
    assert place(PARTS, 14, 20, "line 5") == "line 5, page 2, characters 2–8"
    assert place((), 3, 4, None) == "characters 3–4 of the page"


@pytest.mark.parametrize(("payload", "media"), [(made.report(), "application/pdf"), (made.docx(PARAGRAPHS), docx.MEDIA)])
def test_every_document_carries_the_parts_that_it_stands_in(payload: bytes, media: str) -> None:
    page = Page(id="0" * 64, path="p", size=len(payload), media_type=media)
    laid = lay(page, payload)
    found = [r for r in read_page(page, payload, ReadSettings()) if isinstance(r, Document | Furniture)]
    assert found
    for r in found:
        for i in range(len(r.text)):
            raw_start, raw_end = r.offsets.raw(i, i + 1)
            known = laid.place(raw_start)
            if known is not None and not r.text[i].isspace():
                assert where(r.places, raw_start, raw_end).startswith(f"{known[0]}, character"), r.text[i]


def test_a_case_says_it_on_its_screens_and_in_its_exports(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    rows = [
        {
            "title": f"{made.TITLE} {n}",
            "date": "2031-03-04",
            "text": f"{made.FIRST}\n\n{made.SECOND}\n\nThe flood killed {n} people on Tuesday.",
        }
        for n in (12, 13)
    ]
    (pages / "rows.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (pages / "report.pdf").write_bytes(made.report())
    case = tmp_path / "case"
    assert main(["run", str(pages), "--case", str(case), "--quiet", "--workers", "1"]) == 0
    shown = "\n".join(f.read_text("utf-8") for f in (case / "dossier" / "documents").glob("*.html"))
    assert "line 2, column " in shown
    assert "page 1, character" in shown
    assert main(["export", str(case), "--to", "csv", "--output", str(tmp_path / "out.csv")]) == 0
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        said = [row["where"] for row in csv.DictReader(file) if row["path"].endswith("rows.jsonl")]
    assert said
    assert {" ".join(s.split()[:3]) for s in said} == {"line 1, column", "line 2, column"}

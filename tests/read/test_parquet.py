"""Parquet of pages: a row is a page; what is broken costs only itself or what comes after it."""

from __future__ import annotations

import datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headwater.read.intake import captured
from headwater.records import Problem

PAGE = b"<html><p>The ferry left Ostmark at noon.</p></html>"


def take(file, **more):
    return list(captured([str(file)], max_bytes=1000, **more))


def test_a_row_is_a_page_with_what_is_known_of_it(tmp_path):
    file = tmp_path / "pages.parquet"
    rows = {
        "payload": [PAGE, b"The bridge at Ostmark is closed."],
        "path": ["ferry.html", None],
        "url": ["https://ostmark.example/ferry", None],
        "media_type": ["text/html", None],
        "captured": [datetime.datetime(2031, 5, 2, 10, 30), None],
        "published": [datetime.date(2031, 5, 1), None],
        "other": [1, 2],
    }
    pq.write_table(pa.table(rows), file)
    (ferry, payload), (bridge, _) = take(file, default="2031-04-30")
    assert payload == PAGE
    assert (ferry.path, ferry.url, ferry.media_type, ferry.record) == ("ferry.html", "https://ostmark.example/ferry", "text/html", None)
    assert (ferry.captured, ferry.supplied, ferry.size) == ("2031-05-02T10:30:00Z", "2031-05-01", len(PAGE))
    assert (bridge.path, bridge.record, bridge.supplied) == (str(file), "1", "2031-04-30")


def test_text_is_utf_8_whatever_the_file_says(tmp_path):
    file = tmp_path / "pages.parquet"
    pq.write_table(pa.table({"payload": ["Café Ostmark is open."], "encoding": ["latin-1"]}), file)
    ((page, payload),) = take(file)
    assert payload == "Café Ostmark is open.".encode()
    assert page.encoding == "utf-8"


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ({"text": ["no payload here"]}, ["unsupported"]),
        ({"payload": [5]}, ["unsupported"]),
        ({"payload": [None, b"  ", b"A page of words."]}, ["empty", "empty", None]),
        ({"payload": [b"x" * 1001, b"A page of words."]}, ["too-large", None]),
        ({"payload": [b"A page of words."], "published": ["in May"]}, ["bad-date", None]),
    ],
)
def test_a_bad_row_is_a_problem_and_the_others_go_on(tmp_path, rows, kinds):
    file = tmp_path / "pages.parquet"
    pq.write_table(pa.table(rows), file)
    assert [found.kind if isinstance(found, Problem) else None for found in take(file)] == kinds


def test_a_file_that_is_none_is_broken(tmp_path):
    file = tmp_path / "pages.parquet"
    file.write_bytes(b"PAR1 and nothing more")
    (found,) = take(file)
    assert isinstance(found, Problem)
    assert found.kind == "broken"

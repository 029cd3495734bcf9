"""Rows on a shelf are found by id, whichever piece of the file they stand in."""

from __future__ import annotations

import pyarrow as pa
import pytest

from headwater.engines.lookup import Shelf, fetch


@pytest.fixture
def shelf(tmp_path):
    table = pa.table({"id": [f"{(n * 7919) % 5000:04d}" for n in range(5000)], "text": [str(n) for n in range(5000)]})
    return Shelf(tmp_path / "rows", table.to_reader(max_chunksize=700)), dict(zip(*table.to_pydict().values(), strict=True))


def test_rows_are_found_wherever_they_stand(shelf):
    stored, texts = shelf
    wanted = ["0000", "4999", "1234", "1235", "1234"]
    found = fetch(stored.file, stored.places(wanted)).to_pydict()
    assert dict(zip(found["id"], found["text"], strict=True)) == {i: texts[i] for i in wanted}


def test_an_id_that_is_not_there_is_passed_over(shelf):
    stored, _ = shelf
    assert fetch(stored.file, stored.places(["5000", "x"])).num_rows == 0
    assert fetch(stored.file, stored.places([])).num_rows == 0

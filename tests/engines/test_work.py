"""Finished work survives a kill at any renaming: the next merge brings the same rows."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headwater.engines.work import Work, store_part, table_schema
from headwater.plan import PLAN

STAGE = next(s for s in PLAN if s.name == "seeds")


class Killed(BaseException):
    """The process ends here."""


def rows(work: str, *numbers: int) -> dict[str, list[pa.Table]]:
    made = [{"document": str(n), "hashes": [n], "work": work, "digest": None} for n in numbers]
    return {"seeds": [pa.Table.from_pylist(made, schema=table_schema("seeds"))]}


def stored(folder: Path) -> list[tuple[str, int]]:
    return [(r["work"], r["hashes"][0]) for r in pq.read_table(folder / "seeds.parquet").to_pylist()]


def test_parts_come_in_and_unwanted_work_goes_out(tmp_path):
    work = Work(tmp_path)
    work.add_part(STAGE, rows("a", 5, 1), ["a"])
    work.add_part(STAGE, rows("b", 3), ["b"])
    work.add_part(STAGE, {}, ["nothing"])
    work.merge(STAGE, {"a", "b", "nothing"})
    assert stored(tmp_path) == [("a", 1), ("b", 3), ("a", 5)]
    assert work.done(STAGE) == {"a", "b", "nothing"}
    work.add_part(STAGE, rows("c", 2), ["c"])
    work.merge(STAGE, {"b", "c"})
    assert stored(tmp_path) == [("c", 2), ("b", 3)]
    assert work.parts(STAGE) == []


def test_a_key_in_two_parts_is_taken_from_one(tmp_path):
    work = Work(tmp_path)
    work.add_part(STAGE, {"seeds": rows("a", 1)["seeds"] + rows("b", 2)["seeds"]}, ["a", "b"])
    work.add_part(STAGE, {"seeds": rows("b", 2)["seeds"] + rows("c", 3)["seeds"]}, ["b", "c"])
    work.merge(STAGE, {"a", "b", "c"})
    assert stored(tmp_path) == [("a", 1), ("b", 2), ("c", 3)]


def test_a_part_of_a_name_that_is_there_stays(tmp_path):
    work = Work(tmp_path)
    for number in (1, 2):
        store_part(work.parts_of(STAGE), "w1", STAGE, rows("a", number), ["a"], durable=False, by=f".{number}")
    work.merge(STAGE, {"a"})
    assert stored(tmp_path) == [("a", 1)]


def test_rows_of_a_query_belong_to_the_key_that_a_later_part_names(tmp_path):
    work = Work(tmp_path)
    for number in (3, 1):
        work.add_part(STAGE, rows("query", number), [])
    work.add_part(STAGE, {}, ["query"])
    work.merge(STAGE, {"query"})
    assert stored(tmp_path) == [("query", 1), ("query", 3)]


def test_a_part_that_is_not_whole_does_not_count(tmp_path):
    work = Work(tmp_path)
    work.add_part(STAGE, rows("a", 1), ["a"])
    (tmp_path / "parts" / "seeds" / "1.tmp").mkdir()
    assert work.parted(STAGE) == {"a"}


def test_what_a_version_with_other_columns_left_behind_goes_out(tmp_path):
    work = Work(tmp_path)
    work.add_part(STAGE, rows("old", 1), ["old"])
    work.merge(STAGE, {"old"})
    work.add_part(STAGE, rows("older", 2), ["older"])
    for file in (tmp_path / "seeds.parquet", tmp_path / "parts" / "seeds" / "0" / "seeds.parquet"):
        pq.write_table(pq.read_table(file).drop_columns(["hashes"]), file)
    work.add_part(STAGE, rows("new", 3), ["new"])
    work.merge(STAGE, {"new"})
    assert stored(tmp_path) == [("new", 3)]


@pytest.mark.parametrize("kill", range(12))
def test_a_kill_between_any_two_renamings_loses_and_doubles_nothing(tmp_path, monkeypatch, kill):
    def begin(folder: Path) -> Work:
        work = Work(folder)
        work.add_part(STAGE, rows("old", 1, 2), ["old"])
        work.add_part(STAGE, rows("gone", 9), ["gone"])
        work.merge(STAGE, {"old", "gone"})
        work.add_part(STAGE, rows("new", 3, 4), ["new"])
        return work

    work, real, left = begin(tmp_path), Path.replace, [kill]

    def replace(self: Path, target: Path) -> Path:
        if left[0] == 0:
            raise Killed
        left[0] -= 1
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    killed = False
    try:
        work.merge(STAGE, {"old", "new"})
    except Killed:
        killed = True
    monkeypatch.setattr(Path, "replace", real)
    work.close()

    # What comes next may be the same run again, or one that wants the dropped work back.
    after = Work(tmp_path)
    for key, numbers in (("old", (1, 2)), ("new", (3, 4)), ("gone", (9,))):
        if key not in after.done(STAGE) | after.parted(STAGE):
            after.add_part(STAGE, rows(key, *numbers), [key])
    after.merge(STAGE, {"old", "new", "gone"})
    assert stored(tmp_path) == [("old", 1), ("old", 2), ("new", 3), ("new", 4), ("gone", 9)]
    assert killed == (kill < 4)  # ledger, table, problems, ledger

"""Stages that take their tables whole: what they yield is stored some rows at a time."""

from __future__ import annotations

import pytest

from headwater.engines import call
from headwater.records import Slip

STAGE = call.STAGES["slips"]


def slip(n: int) -> Slip:
    return Slip(id=str(n), left="a", right="b", form="x", usual="y", score=0.5, rule="test")


def test_rows_come_in_pieces_and_the_last_one_has_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call, "_STREAMED", 2)
    made = list(call.made_of(STAGE, "key", map(slip, range(5))))
    assert [(d.counts.get("slips", 0), d.works) for d in made] == [(2, []), (2, []), (1, ["key"])]
    assert not any(d.failed for d in made)


def test_a_failure_says_that_what_came_before_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing():
        yield from map(slip, range(3))
        raise ValueError("no more")

    monkeypatch.setattr(call, "_STREAMED", 2)
    *_, last = call.made_of(STAGE, "key", failing())
    assert (last.failed, last.works, last.counts) == (True, ["key"], {"problems": 1})
    assert "slips failed with ValueError: no more" in last.tables["problems"]["message"][0].as_py()

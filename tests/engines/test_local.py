"""What the local engine owes its workers: whatever a call needs is there until it has come back."""

from __future__ import annotations

import pytest
from tests.conftest import EXAMPLE

from headwater.engines.pool import Pool
from headwater.job import Job, run
from headwater.settings import RunSettings, Settings, TraceSettings


def test_what_groups_look_up_is_there_until_the_last_call_is_done(tmp_path, monkeypatch):
    def all_handed_out_before_one_is_done(self, calls, split, given_up, *, here, **_):
        for function, arguments in list(calls):
            yield function(*arguments)

    pages = [str(p) for p in sorted(EXAMPLE.iterdir())[:6]]
    with run(Job(pages=pages, how=RunSettings(workers=1)), tmp_path / "plain") as library:
        copies = [c.id for c in library.all("copies")]
    monkeypatch.setattr(Pool, "run", all_handed_out_before_one_is_done)
    with run(Job(pages=pages, how=RunSettings(workers=1)), tmp_path / "case") as library:
        assert [c.id for c in library.all("copies")] == copies
        assert not [p for p in library.problems() if p.kind == "internal"]
    if not copies:
        pytest.fail("these pages share nothing: the test shows nothing")


def test_what_a_query_leaves_out_is_said(tmp_path):
    pages = [str(p) for p in sorted(EXAMPLE.iterdir())[:6]]
    few = Settings(trace=TraceSettings(stock_documents=3, common_documents=2))
    with run(Job(pages=pages, settings=few, how=RunSettings(workers=1)), tmp_path / "case") as library:
        said = [p.message for p in library.problems() if p.stage in ("pairs", "likely")]
    assert [" ".join(m.split()[:4]) for m in sorted(said)] == [
        "Documents that share runs",
        "Pairs of neighbouring words",
        "Runs of a few",
    ]

"""A stage that takes a batch at once gives what it gives item by item, and an item that it fails on costs that item alone."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pytest

from headwater.engines import call
from headwater.engines.call import Done, Group, call_each, call_groups
from headwater.plan import PLAN
from headwater.records import Stretch, Text
from headwater.settings import Settings
from headwater.tables import dump, schema

TEXTS = {
    "a": "The ferry to the island was late on Friday because a rope had caught in its screw near the old pier.",
    "b": "The ferry to the island was late on Friday because a rope had caught in its screw, the harbour office said.",
    "c": "Nine gardens are open this weekend, and tea is served in the walled one behind the mill.",
}


def documents(*, broken: str | None = None) -> pa.Table:
    """The documents; a broken one has no text."""
    bodies = {i: Stretch(0, len(t)) for i, t in TEXTS.items()}
    rows = [dump(Text(id=i, text=t, body=(bodies[i],))) for i, t in TEXTS.items()]
    for row in rows:
        if row["id"] == broken:
            row["text"] = None
    return pa.Table.from_pylist(rows, schema=schema(Text))


def seeds_of(table: pa.Table) -> Done:
    return call_each("seeds", table.to_batches()[0], table["id"].to_pylist(), Settings(), Path())


def passages_of(table: pa.Table, pairs: list[tuple[str, str]]) -> Done:
    groups = [Group(p, " ".join(p), [{"left": p[0], "right": p[1], "seeds": 9, "near": 0}]) for p in pairs]
    return call_groups("passages", groups, {"documents": table}, Settings())


def rows(done: Done, name: str) -> list[dict]:
    return done.tables[name].to_pylist() if name in done.tables else []


PAIRS = [("a", "b"), ("a", "c"), ("b", "c")]


@pytest.mark.parametrize("name", ["seeds", "passages"])
def test_a_batch_gives_what_its_items_give(monkeypatch, name):
    def found() -> Done:
        return seeds_of(documents()) if name == "seeds" else passages_of(documents(), PAIRS)

    many = found()
    stage = next(s for s in PLAN if s.name == name)
    assert stage.many
    monkeypatch.setitem(call.STAGES, name, type(stage)(**{**vars(stage), "many": None}))
    alone = found()
    assert rows(many, name) == rows(alone, name) != []
    assert many.works == alone.works


def test_a_document_that_cannot_be_read_costs_its_own_seeds():
    good, some = seeds_of(documents()), seeds_of(documents(broken="b"))
    assert [r["document"] for r in rows(good, "seeds")] == ["a", "b", "c"]
    assert [r for r in rows(good, "seeds") if r["document"] != "b"] == rows(some, "seeds")
    assert [(p["kind"], p["item"], p["work"]) for p in rows(some, "problems")] == [("internal", "b", "b")]


def test_a_document_that_cannot_be_read_costs_its_own_pairs():
    some = passages_of(documents(broken="c"), PAIRS)
    assert rows(some, "passages") == rows(passages_of(documents(), PAIRS), "passages") != []
    assert sorted((p["kind"], p["work"]) for p in rows(some, "problems")) == [("internal", "a c"), ("internal", "b c")]

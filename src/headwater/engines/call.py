"""Calling a stage's function on stored rows: the part that runs in a worker process, the same for every engine.

A function that fails on one item costs that item and nothing else: what it had yielded is dropped, and a problem says so.
"""

from __future__ import annotations

import gc
import hashlib
import importlib
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa

from headwater.engines.keys import row_digest
from headwater.engines.limit import SECONDS, TooSlow, bounded
from headwater.engines.lookup import fetch
from headwater.engines.work import PROBLEMS, RECORDS, table_schema
from headwater.errors import PROBLEMS as HINTS
from headwater.plan import PLAN, Stage
from headwater.records import Page, Problem
from headwater.settings import Settings
from headwater.tables import dump, fields, load

STAGES = {s.name: s for s in PLAN}
#: Tables whose rows are items of a later stage or make them up, or are looked up by one: only these need a digest of their content.
DIGESTED = {s.reads[0] for s in PLAN if s.shape in ("each", "group")} | {t for s in PLAN for _, t, _ in s.look_up}

#: Objects made, and collections of the younger ones, between two looks for garbage while a stage sees a whole collection (`gc.set_threshold`).
_SELDOM = (100_000, 50, 1_000)


#: What stands before the name of the argument, in a column that holds what a row of shape `each` looks up.
LOOKED = "looked_"


class Done(NamedTuple):
    """What a call gives back: rows by table (and `problems`), the keys of the work they came from, how many rows of each.

    ``failed``: what came before of the same work does not count.
    """

    tables: dict[str, pa.Table]
    works: list[str]
    counts: dict[str, int]
    failed: bool = False


def fields_of(stage: Stage, table: str) -> list[str]:
    """The columns that a stage's function is given of a table."""
    return [name for name, _ in fields(stage.record(table))]


@cache
def resolve(does: str) -> Any:
    """The object that ``module:name`` names."""
    module, name = does.split(":")
    return getattr(importlib.import_module(module), name)


#: So many rows are held as Python objects; more are packed.
_LOOSE = 20_000
#: Rows of a stage of shape `whole` that are stored together: a part of a few tens of MB.
_STREAMED = 100_000


class _Made:
    """Rows by table; many of them are packed, since a row as Python objects takes ten times the memory."""

    def __init__(self) -> None:
        self.rows: dict[str, list[dict[str, Any]]] = {}
        self.packed: dict[str, list[pa.Table]] = {}

    def add(self, table: str, rows: list[dict[str, Any]]) -> None:
        held = self.rows.setdefault(table, [])
        held += rows
        if len(held) > _LOOSE:
            self.pack(table)

    def pack(self, table: str) -> None:
        form = PROBLEMS if table == "problems" else table_schema(table)
        self.packed.setdefault(table, []).append(pa.Table.from_pylist(self.rows.pop(table), schema=form))

    def take(self, other: _Made) -> None:
        for table, packed in other.packed.items():
            self.packed.setdefault(table, []).extend(packed)
        for table, rows in other.rows.items():
            self.add(table, rows)

    def tables(self) -> dict[str, pa.Table]:
        for table in list(self.rows):
            self.pack(table)
        return {table: pa.concat_tables(packed) for table, packed in self.packed.items()}


class Rows:
    """Collects what a stage yields, as rows of its tables."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.names: dict[type, str] = {RECORDS[t]: t for t in stage.writes}
        self.made = _Made()
        self.works: list[str] = []

    def take(self, work: str, results: Iterable[Any], about: Any = None) -> None:
        """Store the results of one item under its key; a failure of the function becomes a problem."""
        made = _Made()
        try:
            for record in results:
                self.add(made, work, record)
        except TooSlow:
            made = _Made()
            self.add(made, work, self._late(about))
        except Exception as e:
            made = _Made()
            self.add(made, work, self.failure(e, about))
        self.made.take(made)
        self.works.append(work)

    def take_all(
        self, works: Sequence[str], about: Sequence[Any], many: Callable[[], Iterable[Iterable[Any]]], one: Callable[[int], Iterable[Any]]
    ) -> None:
        """Store the results of a batch of items. If the function for ``many`` fails, each is done by itself, so that it costs one at most."""

        def alone(n: int) -> Iterator[Any]:
            yield from one(n)

        try:
            found: list[Iterable[Any]] = [list(results) for results in many()]
            if len(found) != len(works):
                raise ValueError(f"{len(found)} results for {len(works)} items")
        except Exception:  # whose fault it was shows when each is done by itself
            found = [alone(n) for n in range(len(works))]
        for work, results, item in zip(works, found, about, strict=True):
            self.take(work, results, item)

    def add(self, made: _Made, work: str, record: Any) -> None:
        """Put one record among rows, under the key of its work."""
        table = "problems" if isinstance(record, Problem) else self.names[type(record)]
        row = dump(record)
        if table in DIGESTED:
            row["digest"] = row_digest(row)
        row["work"] = work
        made.add(table, [row])

    def failure(self, e: Exception, about: Any) -> Problem:
        """What is said of an item on which the function failed."""
        where = traceback.extract_tb(e.__traceback__)[-1]
        path = getattr(about, "path", None)
        subject = path or getattr(about, "id", None) or "the collection"
        return Problem(
            stage=self.stage.name,
            kind="internal",
            message=f"{subject}: {self.stage.name} failed with {type(e).__name__}: {e} ({Path(where.filename).name}:{where.lineno}).",
            item=getattr(about, "id", None),
            path=path,
        )

    def _late(self, about: Any) -> Problem:
        """What is said of an item that took more than its time."""
        path, item = getattr(about, "path", None), getattr(about, "id", None)
        message = f"{path or item or 'an item'} took more than {SECONDS:.0f} seconds and was given up."
        return Problem(stage=self.stage.name, kind="too-slow", message=message, hint=HINTS["too-slow"], item=item, path=path)

    def finish(self) -> Done:
        """The collected rows as Arrow tables."""
        tables = self.made.tables()
        return Done(tables, self.works, {name: len(rows) for name, rows in tables.items()})


@contextmanager
def _few_collections() -> Iterator[None]:
    """Look for cycles of garbage seldom: a stage that holds a whole collection makes next to none, and to look through all it holds is a sixth of its time."""
    before = gc.get_threshold()
    gc.set_threshold(*_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def made_of(stage: Stage, work: str, results: Iterable[Any]) -> Iterator[Done]:
    """What a stage of shape `whole` yields, some rows at a time; the last of them carry the key of the work. A failure becomes a problem."""
    rows, held = Rows(stage), 0
    try:
        with _few_collections():
            for record in results:
                rows.add(rows.made, work, record)
                held += 1
                if held >= _STREAMED:
                    yield rows.finish()
                    rows, held = Rows(stage), 0
        rows.works.append(work)
        yield rows.finish()
    except Exception as e:
        rows = Rows(stage)
        rows.add(rows.made, work, rows.failure(e, None))
        rows.works.append(work)
        yield rows.finish()._replace(failed=True)


def _broken(stage: Stage, page: Page, what: str) -> list[Problem]:
    if stage.first_look:
        return []
    said = Problem(stage="read", kind="broken", message=f"{page.path}: its captured bytes {what}.", item=page.id, path=page.path)
    return [said]


def _with_payload(stage: Stage, page: Page, pages: Path, settings: Any, looked: dict[str, Any]) -> Iterable[Any]:
    """Call a function that needs the captured bytes; bytes that are gone or changed are a problem."""
    file = payload_file(pages, page.id)
    try:
        payload = file.read_bytes()
    except OSError as e:
        return _broken(stage, page, f"cannot be read ({e.strerror})")
    if hashlib.sha256(payload).hexdigest() != page.id:
        return _broken(stage, page, "have changed on the disk")
    return _within(resolve(stage.does)(page, payload, settings, **looked), item_name(page.id, page.copy))


def item_name(page: str, copy: int) -> str:
    """A page as an item that may hang."""
    return f"{page} {copy}"


def _within(results: Iterable[Any], item: str) -> Iterator[Any]:
    """Results, as long as making all of them keeps within what a page may cost."""
    with bounded(item=item):
        yield from results


def payload_file(pages: Path, page_id: str) -> Path:
    """Where a page's bytes lie."""
    return pages / page_id[:2] / page_id


def call_each(name: str, batch: pa.RecordBatch, works: Sequence[str], settings: Settings, pages: Path) -> Done:
    """Run a stage of shape `each` over the rows of a batch."""
    stage = STAGES[name]
    record, function, own, rows = stage.record(stage.reads[0]), resolve(stage.does), settings.of(stage.verb), Rows(stage)
    given = batch.to_pylist()
    items: list[Any] = [load(record, row) for row in given]
    looked = [
        {a: None if (found := row[LOOKED + a]) is None else load(stage.record(t), found) for a, t, _ in stage.look_up} for row in given
    ]
    if stage.many:
        many, extra = resolve(stage.many), {a: [found[a] for found in looked] for a, _, _ in stage.look_up}
        rows.take_all(works, items, lambda: many(items, own, **extra), lambda n: function(items[n], own, **looked[n]))
        return rows.finish()
    for item, work, found in zip(items, works, looked, strict=True):
        rows.take(work, _with_payload(stage, item, pages, own, found) if stage.payload else function(item, own, **found), item)
    return rows.finish()


class Group(NamedTuple):
    """All rows with one key."""

    key: tuple[Any, ...]
    work: str
    rows: list[dict[str, Any]]


def call_groups(name: str, groups: Sequence[Group], looked_up: dict[str, pa.Table], settings: Settings) -> Done:
    """Run a stage of shape `group`; ``looked_up`` holds the rows that the groups refer to, by table."""
    stage = STAGES[name]
    record, function, own, rows = stage.record(stage.reads[0]), resolve(stage.does), settings.of(stage.verb), Rows(stage)
    found: dict[str, dict[str, Any]] = {
        t: {row["id"]: load(stage.record(t), row) for row in table.to_pylist()} for t, table in looked_up.items()
    }
    given: list[list[Any]] = [[load(record, row) for row in g.rows] for g in groups]
    extra: dict[str, list[Any]] = {
        argument: [found[table][g.key[stage.key.index(column)]] for g in groups] for argument, table, column in stage.look_up
    }

    def one(n: int) -> Iterator[Any]:
        yield from function(groups[n].key, given[n], own, **{argument: items[n] for argument, items in extra.items()})

    if stage.many:
        keys, many = [g.key for g in groups], resolve(stage.many)
        rows.take_all([g.work for g in groups], [None] * len(groups), lambda: many(keys, given, own, **extra), one)
        return rows.finish()
    for n, g in enumerate(groups):
        rows.take(g.work, one(n))
    return rows.finish()


def call_groups_of_shelves(
    name: str, groups: Sequence[Group], places: dict[str, tuple[Path, list[tuple[int, list[int]]]]], settings: Settings
) -> Done:
    """The same for rows that stand on shelves: ``places`` tells, by table, the file and where in it (see `headwater.engines.lookup`)."""
    return call_groups(name, groups, {table: fetch(file, at) for table, (file, at) in places.items()}, settings)

"""The local engine: DuckDB moves rows, processes run functions, finished work stays on the disk.

Memory is bounded by batches: no stage of shape `each` or `group` ever holds more than a few of them. A stage of shape `whole` streams its
tables once; what it keeps is its own business.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from headwater.engines.beside import marked
from headwater.engines.call import LOOKED, Done, Group, Rows, call_each, call_groups_of_shelves, fields_of, made_of, resolve
from headwater.engines.cut import apart_each, gave_up_each, gave_up_groups, named_each, slices, split_each, split_groups
from headwater.engines.keys import digest, items_sql, looked_up, row_digest, stage_key
from headwater.engines.lookup import Shelf
from headwater.engines.pool import Call, Pool
from headwater.engines.query import ROWS, left_out, query, stored
from headwater.engines.work import Work, batches, table_schema
from headwater.plan import PLAN, Stage
from headwater.records import Page
from headwater.settings import RunSettings, Settings
from headwater.tables import dump, load

#: Seconds after which finished work is stored: what a kill can cost.
_FLUSH_SECONDS = 8.0
#: Rows of work in memory at which it is stored earlier.
_FLUSH_ROWS = 100_000
#: Memory of a database beside a stage that holds what it needs of a whole collection.
_BESIDE = "1GB"


class Progress(NamedTuple):
    """How far a stage is: items done of all, rows made by table, seconds since it began."""

    stage: Stage
    done: int
    total: int
    made: dict[str, int]
    seconds: float
    final: bool
    skipped: bool = False


Report = Callable[[Progress], None]


def run(
    work: Work, pages: list[Page], payloads: Path, settings: Settings, how: RunSettings, report: Report, until: str = "compare"
) -> None:
    """Bring a case's tables up to date, from ``pages`` through the last stage of the verb ``until``.

    ``payloads`` is the folder of captured bytes.
    """
    pool = Pool(how.workers)
    try:
        run_stages(work, pages, settings, until, lambda stage, state: Runner(work, stage, settings, how, pool, payloads, report, state))
    finally:
        pool.close()


def run_stages(work: Work, pages: list[Page], settings: Settings, until: str, runner: Callable[[Stage, str], Runner]) -> None:
    """Every stage through the last one of the verb ``until``, in order; ``runner`` makes what runs a stage that is in a state."""
    states = {"pages": _store_pages(work, pages)}
    for stage in _through(until):
        state = digest(stage_key(stage, settings), *(states[t] for t in stage.reads), *(states[t] for _, t, _ in stage.look_up))
        runner(stage, state).run()
        states.update(dict.fromkeys(stage.writes, state))


def _through(until: str) -> list[Stage]:
    last = max(i for i, s in enumerate(PLAN) if s.verb == until)
    return list(PLAN[: last + 1])


def _store_pages(work: Work, pages: list[Page]) -> str:
    """Write the table of pages; its state."""
    rows = [dump(p) for p in sorted(pages, key=lambda p: (p.id, p.copy))]
    for row in rows:
        row["digest"] = row_digest(row)
        row["work"] = ""
    new = work.path("pages").with_suffix(".new")
    pq.write_table(pa.Table.from_pylist(rows, schema=table_schema("pages")), new, compression="zstd")
    new.replace(work.path("pages"))
    return digest(*(row["digest"] for row in rows))


class Runner:
    """One stage of one run. What moves rows (`_each`, `_group`, `_query`) is this engine's; another one overrides just that."""

    def __init__(
        self, work: Work, stage: Stage, settings: Settings, how: RunSettings, pool: Pool, payloads: Path, report: Report, state: str
    ) -> None:
        self.work, self.stage, self.settings, self.how, self.pool = work, stage, settings, how, pool
        self.payloads, self.report, self.state = payloads, report, state
        self.key = stage_key(stage, settings)
        self.began = self.flushed = time.monotonic()
        self.made: dict[str, int] = {}
        self.held: list[Done] = []
        self.finished = 0

    def run(self) -> None:
        """Bring the tables of the stage up to date."""
        mark = self.work.folder / "done" / f"{self.stage.name}.state"
        if mark.exists() and mark.read_text() == self.state and all(self.work.path(t).exists() for t in self.stage.writes):
            self._say(0, final=True, skipped=True)
            return
        mark.unlink(missing_ok=True)
        with self.work.within(_BESIDE) if self.stage.shape == "whole" else nullcontext():
            wanted = {"each": self._each, "group": self._group, "table": self._table, "whole": self._whole}[self.stage.shape]()
            self.work.merge(self.stage, wanted)
        mark.write_text(self.state)
        self._say(len(wanted), final=True)

    # ---- shapes

    def _each(self) -> set[str]:
        source = self.work.source(self.stage.reads[0])
        keys: dict[str, str] = dict(self.work.sql.execute(items_sql(self.stage, self.key, self.work.source)).fetchall())
        finished = self._finished()
        missing = [d for d, work in keys.items() if work not in finished]
        self.finished = len(keys) - len(missing)
        if missing:
            rows = f"select {self._columns(self.stage.reads[0])} from {source} semi join missing using (digest)"
            if self.stage.look_up:
                beside = ", ".join(self._looked(argument, table) for argument, table, _ in self.stage.look_up)
                rows = f"select t.*, {beside} from ({rows}) t {looked_up(self.stage, self.work.source)}"
            found = self._batches(rows, pa.table({"digest": missing}))
            calls: Iterator[Call] = (
                (call_each, (self.stage.name, b, [keys[d] for d in b["digest"].to_pylist()], self.settings, self.payloads)) for b in found
            )
            few = len(missing) <= self._batch
            self._collect(self.pool.run(calls, split_each, gave_up_each, here=few, apart=apart_each, named=named_each), len(keys))
        return set(keys.values())

    def _group(self) -> set[str]:
        source, n = self.work.source(self.stage.reads[0]), len(self.stage.key)
        found = self.work.sql.execute(items_sql(self.stage, self.key, self.work.source))
        keys = {row[:n]: row[n] for row in itertools.chain.from_iterable(iter(lambda: found.fetchmany(10_000), []))}
        finished = self._finished()
        missing = sorted(k for k, work in keys.items() if work not in finished)
        self.finished = len(keys) - len(missing)
        if missing:
            spill = self.work.folder / "spill"  # what a killed run leaves there goes with the next one
            spill.mkdir(exist_ok=True)
            with TemporaryDirectory(dir=spill, prefix="shelf-") as folder:  # until the last call has come back
                calls = self._group_calls(source, missing, keys, Path(folder))
                self._collect(self.pool.run(calls, split_groups, gave_up_groups, here=len(missing) <= self._batch), len(keys))
        return set(keys.values())

    def _group_calls(self, source: str, missing: list[tuple[Any, ...]], keys: dict[tuple[Any, ...], str], folder: Path) -> Iterator[Call]:
        """The groups that are missing, in calls; what they look up is laid out in a folder."""
        names = self.stage.key
        wanted = pa.table({k: [m[i] for m in missing] for i, k in enumerate(names)})
        shelves = {t: self._shelf(folder / t, t, wanted) for t in sorted({t for _, t, _ in self.stage.look_up})}
        by, cursor = ", ".join(f'"{k}"' for k in names), self.work.sql.cursor()
        near = f'"{self.stage.near}", ' if self.stage.near else ""
        cursor.register("missing", wanted)
        reader = batches(cursor.sql(f"select * from {source} semi join missing using ({by}) order by {near}{by}"), 4096)
        rows = (row for batch in reader for row in batch.to_pylist())
        groups = (Group(k, keys[k], list(g)) for k, g in itertools.groupby(rows, key=lambda row: tuple(row[k] for k in names)))
        while chunk := list(itertools.islice(groups, self._batch)):
            yield call_groups_of_shelves, (self.stage.name, chunk, self._places(shelves, chunk), self.settings)

    def _shelf(self, file: Path, table: str, wanted: pa.Table) -> Shelf:
        """The rows of a table that the wanted groups look up, in a file."""
        cursor = self.work.sql.cursor()
        cursor.register("missing", wanted)
        ids = " union ".join(f'select "{column}" from missing' for _, t, column in self.stage.look_up if t == table)
        rows = cursor.sql(f"select {self._columns(table)} from {self.work.source(table)} where id in ({ids})")
        return Shelf(file, rows.to_arrow_reader(2048))

    def _places(self, shelves: dict[str, Shelf], chunk: list[Group]) -> dict[str, tuple[Path, list[tuple[int, list[int]]]]]:
        """Where the rows that a chunk of groups refers to stand, by table."""
        ids: dict[str, set[Any]] = {}
        for g in chunk:
            named = dict(zip(self.stage.key, g.key, strict=True))
            for _, table, column in self.stage.look_up:
                ids.setdefault(table, set()).add(named[column])
        return {t: (shelves[t].file, shelves[t].places(sorted(i))) for t, i in ids.items()}

    def _one_work(self) -> tuple[set[str], bool]:
        """The single key of a stage that takes its tables whole, and whether it is still to be done."""
        work = digest(self.key, self.state)
        return {work}, work not in self._finished()

    def _table(self) -> set[str]:
        wanted, missing = self._one_work()
        if missing:
            self.work.drop_parts(self.stage)  # rows of a query that was cut off have no key that says so
            name, (work,) = self.stage.writes[0], wanted
            for batch in self._query(query(self.stage, self.stage.does, self.settings), work):
                self.work.add_part(self.stage, {name: [pa.Table.from_batches([batch])]}, [])
                self._count({name: len(batch)})
            aside = self._ask(query(self.stage, self.stage.aside, self.settings)) if self.stage.aside else []
            said = Rows(self.stage)
            said.take(work, left_out(self.stage, aside))
            self._keep(said.finish())
            self._flush()
        return wanted

    def _query(self, text: str, work: str) -> Iterator[pa.RecordBatch]:
        """The result of a query over the tables of the stage, as rows to be stored under the key ``work``."""
        self._show_tables()
        for batch in batches(self.work.sql.sql(text), ROWS):
            yield stored(self.stage.writes[0], batch, work)

    def _ask(self, text: str) -> list[tuple[Any, ...]]:
        """The rows of a small result of a query over the tables of the stage."""
        self._show_tables()
        return self.work.sql.sql(text).fetchall()

    def _show_tables(self) -> None:
        for t in self.stage.reads:
            self.work.sql.execute(f"create or replace temp view {t} as select * exclude (work, digest) from {self.work.source(t)}")

    def _whole(self) -> set[str]:
        wanted, missing = self._one_work()
        if missing:
            self.work.drop_parts(self.stage)  # rows of a call that was cut off have no key that says so
            (work,) = wanted
            for done in made_of(self.stage, work, resolve(self.stage.does)(self.settings.of(self.stage.verb), **self._whole_tables())):
                if done.failed:
                    self.work.drop_parts(self.stage)
                    self.made, self.held = {}, []
                self._keep(done)
                self._flush()
        return wanted

    def _whole_tables(self) -> dict[str, Iterator[Any]]:
        """The tables that the stage reads, streamed; documents with the spans that come beside them."""
        beside = self.stage.beside
        tables = {t: self._records(t) for t in self.stage.reads if t not in beside}
        if beside:
            tables["documents"] = marked(self._records("documents", by_id=True), {t: self._records(t) for t in beside})
        return tables

    # ---- rows

    @property
    def _batch(self) -> int:
        """Items in a batch."""
        return self.how.batch * self.stage.bulk

    def _looked(self, argument: str, table: str) -> str:
        """What a row of shape `each` looks up as one column, null where there is nothing, for SQL."""
        row = ", ".join(f"'{name}': look_{argument}.\"{name}\"" for name in fields_of(self.stage, table))
        return f"case when look_{argument}.id is null then null else {{{row}}} end as {LOOKED}{argument}"

    def _columns(self, table: str) -> str:
        """The columns of a table that the stage's function is given, with the digest, for SQL."""
        return ", ".join(f'"{name}"' for name in (*fields_of(self.stage, table), "digest"))

    def _records(self, table: str, *, by_id: bool = False) -> Iterator[Any]:
        """The records of a table, streamed, in its order or in that of their ids."""
        record, columns = self.stage.record(table), fields_of(self.stage, table)
        with ExitStack() as open_while_read:
            found: Iterable[pa.RecordBatch] = pq.ParquetFile(self.work.path(table)).iter_batches(1024, columns=columns)
            if by_id:
                listed = ", ".join(f'"{c}"' for c in columns)
                database = open_while_read.enter_context(
                    self.work.database(_BESIDE, "spill/sorting")
                )  # let go before the rows are put in order
                found = batches(database.sql(f"select {listed} from {self.work.source(table)} order by id"), 1024)
            for batch in found:
                for row in batch.to_pylist():
                    yield load(record, row)

    def _batches(self, found: str, missing: pa.Table) -> Iterator[pa.RecordBatch]:
        """The rows of a query in batches of the set number of items, or fewer where the items are long."""
        reader = self.work.sql.cursor()
        reader.register("missing", missing)
        pages = self.stage.reads[0] == "pages"
        for batch in batches(reader.sql(found), max(2048, self._batch)):
            yield from slices(batch, self._batch, pages=pages)

    # ---- keeping what is done

    def _finished(self) -> set[str]:
        return self.work.done(self.stage) | self.work.parted(self.stage)

    def _collect(self, results: Iterator[Done], total: int) -> None:
        for done in results:
            self._keep(done)
            self.finished += len(done.works)
            if sum(sum(d.counts.values()) for d in self.held) > _FLUSH_ROWS or time.monotonic() - self.flushed > _FLUSH_SECONDS:
                self._flush()
            self._say(total)
        self._flush()

    def _keep(self, done: Done) -> None:
        self.held.append(done)
        self._count(done.counts)

    def _count(self, counts: dict[str, int]) -> None:
        for name, n in counts.items():
            self.made[name] = self.made.get(name, 0) + n

    def _flush(self) -> None:
        if self.held:
            names = {n for d in self.held for n in d.tables}
            tables = {n: [d.tables[n] for d in self.held if n in d.tables] for n in names}
            self.work.add_part(self.stage, tables, [w for d in self.held for w in d.works])
        self.held, self.flushed = [], time.monotonic()

    def _say(self, total: int, *, final: bool = False, skipped: bool = False) -> None:
        done = total if final else self.finished
        self.report(Progress(self.stage, done, total, dict(self.made), time.monotonic() - self.began, final, skipped))

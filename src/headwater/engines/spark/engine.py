"""Running the plan with Spark: where its rows come from and where they go. What is to be done, what counts as done, and how finished work is
merged is the local engine's, line by line.

A stage of shape `each` is cut into tasks; one of shape `group` into chunks of groups that lie together, each with the rows it looks up sent
to it once; a query is translated. A stage of shape `whole` runs on the driver, as it does locally, and so does every merge.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.dataset as ds

from headwater.engines.call import LOOKED, fields_of
from headwater.engines.keys import code_version, items_sql
from headwater.engines.local import Report, Runner, run_stages
from headwater.engines.pool import Pool
from headwater.engines.spark import tasks
from headwater.engines.spark.dialect import spark_sql
from headwater.engines.spark.session import Cluster
from headwater.engines.work import Work, table_schema
from headwater.plan import Stage
from headwater.records import Page
from headwater.settings import RunSettings, Settings

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

#: Tasks for each core of the cluster: the last ones to finish then leave it idle for a quarter of the time at most.
_TASKS_A_CORE = 4
#: Items in a task: what a lost worker costs. 500 documents are marked in 20 seconds; beside that, a task's own cost (50 ms) is nothing.
_TASK_ITEMS = 500
#: Bytes of a stored table for one piece of a shuffle: compressed about four times, so that a piece is some 100 MB in memory.
_SHUFFLE_BYTES = 32_000_000


def run(
    work: Work, pages: list[Page], payloads: Path, settings: Settings, how: RunSettings, report: Report, until: str = "compare"
) -> None:
    """Bring a case's tables up to date on a cluster; the same as `engines.local.run`. Paths must be the same on all workers."""
    cluster = Cluster(how)
    pool = Pool(1)

    def runner(stage: Stage, state: str) -> SparkRunner:
        made = SparkRunner(work, stage, settings, how, pool, payloads.absolute(), report, state)
        made.cluster = cluster
        return made

    try:
        run_stages(work, pages, settings, until, runner)
    finally:
        cluster.close()


class SparkRunner(Runner):
    """One stage of one run on a cluster."""

    cluster: Cluster

    # ---- shapes

    def _each(self) -> pa.Table:
        items, missing, left = self._items()
        if left:
            with self._told(f"could not finish {self.stage.name}"):
                rows = self._beside(self._given(self.stage.reads[0])).join(missing.withColumnRenamed("work", tasks.WORK), "digest")
                self._collect_told(rows.repartition(self._tasks(left), tasks.WORK), tasks.each)
        return items

    def _beside(self, rows: DataFrame) -> DataFrame:
        """Rows with what each looks up in a column, null where there is nothing."""
        from pyspark.sql import functions as f

        for argument, table, column in self.stage.look_up:
            looked = self._frame(table).select(f.col("id").alias("_id"), f.struct(*fields_of(self.stage, table)).alias(LOOKED + argument))
            rows = rows.join(looked, rows[column] == looked["_id"], "left").drop("_id")
        return rows

    def _group(self) -> pa.Table:
        items, missing, left = self._items()
        if left:
            with self._told(f"could not finish {self.stage.name}"):
                self._collect_told(self._chunked(missing, left), tasks.groups)
        return items

    def _chunked(self, missing: DataFrame, left: int) -> DataFrame:
        """The rows of all groups in ``missing`` and what they look up, by chunks of neighbouring groups; a column for each table."""
        from pyspark.sql import functions as f

        keys, count = list(self.stage.key), self._tasks(left)
        number = f.floor(f.monotonically_increasing_id() / self._batch)
        near = missing.repartitionByRange(count, *keys).sortWithinPartitions(*keys).withColumn(tasks.CHUNK, number)
        chunks, _ = self._put(near, "chunks")  # once and for all: another pass might cut them otherwise
        source = self._given(self.stage.reads[0])
        own = source.join(chunks.withColumnRenamed("work", tasks.WORK), keys)
        found = own.select(tasks.CHUNK, tasks.WORK, f.struct(*(source[c] for c in source.columns)).alias(tasks.ROW))
        wanted: dict[str, DataFrame] = {}
        for _, table, column in self.stage.look_up:
            ids = chunks.select(tasks.CHUNK, f.col(column).alias("id"))
            wanted[table] = wanted[table].union(ids) if table in wanted else ids
        for table, ids in wanted.items():
            rows = self._given(table)
            looked = (
                ids.distinct()
                .join(rows, "id")
                .select(tasks.CHUNK, f.struct(*(rows[c] for c in rows.columns if c != "id"), f.col("id")).alias(table))
            )
            found = found.unionByName(looked, allowMissingColumns=True)
        return found.repartition(count, tasks.CHUNK).sortWithinPartitions(tasks.CHUNK)

    def _query(self, text: str, work: str) -> Iterator[pa.RecordBatch]:
        name = self.stage.writes[0]
        form = table_schema(name)
        with self._told(f"could not finish {self.stage.name}"):
            self._show_tables()
            made = self.cluster.session.sql(spark_sql(text)).mapInArrow(partial(tasks.rows, table=name, work=work), _ddl(form))
            folder = self._written(made, "rows")
        for batch in ds.dataset(folder, format="parquet").to_batches():
            if len(batch):
                yield pa.RecordBatch.from_arrays([batch[f.name].cast(f.type) for f in form], schema=form)

    def _ask(self, text: str) -> list[tuple[Any, ...]]:
        with self._told(f"could not finish {self.stage.name}"):
            self._show_tables()
            return [tuple(row) for row in self.cluster.session.sql(spark_sql(text)).collect()]

    def _show_tables(self) -> None:
        for table in self.stage.reads:
            self._frame(table).drop("work", "digest").createOrReplaceTempView(table)

    # ---- rows

    def _items(self) -> tuple[pa.Table, DataFrame, int]:
        """The keys of all work of the stage, the items that are still to be done, and how many these are."""
        with self._told(f"could not look through {self.stage.name}"):
            for table in self._tables():
                self._frame(table).createOrReplaceTempView(table)
            found, _ = self._put(self.cluster.session.sql(spark_sql(items_sql(self.stage, self.key, str))), "items")
            works = ds.dataset(self._folder("items"), format="parquet").to_table(columns=["work"])
            left = len(works)
            if ledgers := [str(p) for p in self.work.ledgers(self.stage)]:
                done = self.cluster.session.read.schema("work string").parquet(*ledgers)
                found, left = self._put(found.join(done, "work", "left_anti"), "missing")
        self.finished = len(works) - left
        return works, found, left

    def _frame(self, table: str) -> DataFrame:
        """A finished table."""
        return self.cluster.session.read.parquet(str(self.work.path(table).absolute()))

    def _given(self, table: str) -> DataFrame:
        """What the stage's function is given of a finished table, with the digests."""
        return self._frame(table).select(*fields_of(self.stage, table), "digest")

    def _tasks(self, items: int) -> int:
        """Into how many tasks so many items are cut."""
        cores = int(self.cluster.session.sparkContext.defaultParallelism)
        return max(1, min(items, max(_TASKS_A_CORE * cores, -(-items // _TASK_ITEMS))))

    def _folder(self, name: str) -> str:
        return str((self.work.folder / "spill" / "spark" / self.stage.name / name).absolute())

    def _written(self, rows: DataFrame, name: str) -> str:
        """Write rows where all workers see them, for the time of this run."""
        folder = self._folder(name)
        rows.write.mode("overwrite").parquet(folder)
        return folder

    def _put(self, rows: DataFrame, name: str) -> tuple[DataFrame, int]:
        """Work rows out once; they, and how many there are."""
        folder = self._written(rows, name)
        return self.cluster.session.read.schema(rows.schema).parquet(folder), ds.dataset(folder, format="parquet").count_rows()

    def _collect_told(self, rows: DataFrame, function: Any) -> None:
        """Hand rows to a function of `tasks`, and count what the tasks tell."""
        task = tasks.Task(
            self.stage.name,
            self.settings,
            self.payloads,
            self.work.parts_of(self.stage).absolute(),
            self._batch,
            self.work.durable,
            code_version(self.stage.verb),
        )
        task.parts.mkdir(parents=True, exist_ok=True)
        for told in rows.mapInArrow(partial(function, task=task), tasks.TOLD).collect():
            self.finished += told["items"]
            self._count(json.loads(told["counts"]))

    def _tables(self) -> list[str]:
        return sorted({*self.stage.reads, *(t for _, t, _ in self.stage.look_up)})

    def _told(self, what: str) -> AbstractContextManager[None]:
        """Name the stage in Spark's own records, cut what it shuffles by the size of its tables, and turn what Spark throws into one line."""
        session = self.cluster.session
        session.sparkContext.setJobDescription(self.stage.name)
        size = sum(self.work.path(t).stat().st_size for t in self._tables())
        session.conf.set("spark.sql.shuffle.partitions", str(max(2 * session.sparkContext.defaultParallelism, size // _SHUFFLE_BYTES)))
        return self.cluster.failures(what)


def _ddl(form: pa.Schema | pa.StructType) -> str:
    """An Arrow schema as Spark writes one."""
    return ", ".join(f"`{f.name}` {_type(f.type)}" for f in form)


def _type(kind: pa.DataType) -> str:
    if pa.types.is_list(kind):
        return f"array<{_type(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'`{f.name}`: {_type(f.type)}' for f in kind)}>"
    return {"string": "string", "int64": "bigint", "double": "double", "bool": "boolean"}[str(kind)]

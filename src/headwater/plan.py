"""The whole job as data: every stage in order, what it reads, what it writes, how its work is cut up.

A stage is a pure function. Its shape says what it is given:

    each    one record of ``reads``                    does(record, settings, **look_up) yields records
    group   all records of ``reads`` with one key      does(key, records, settings, **look_up)
    table   nothing: ``does`` is one SQL query over the tables named in ``reads``, in DuckDB's dialect (see docs/spark.md for what of it)
    whole   an iterable per table of ``reads``         does(settings, **tables); documents come as `Marked`, each with its spans of the tables
                                                       named in ``beside``

A stage of shape `each` or `group` may name a second function, ``many``, that does the same for a batch: it is given lists of what the
first is given one at a time, and yields what the first would yield for each of them, in order, whatever is in the batch with it.

``look_up`` hands on the row of another table with the id that the record, or the key of the group, names. A group whose rows are missing is
not done; a record of shape `each` is, and is given None.

Functions yield records of the types that ``writes`` names, or problems; they do no input or output, read no clock, roll no dice
and do not rely on the order of their input. The engines in `headwater.engines` run this plan; none of them adds to it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headwater import records as r

Shape = Literal["each", "group", "table", "whole"]


@dataclass(frozen=True)
class Table:
    """A table of records: its name (and file), its record, the columns that put it in order."""

    name: str
    record: type
    order: tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """One step. ``payload``: the function is also given the captured bytes of the page, as its second argument."""

    name: str
    verb: str
    does: str  # "module:function", imported in the worker that runs it, or an SQL query for the shape `table`
    shape: Shape
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    key: tuple[str, ...] = ()
    look_up: tuple[tuple[str, str, str], ...] = ()  # (argument, table, column of the key or record that holds its id)
    payload: bool = False
    first_look: bool = False  # another stage looks at the same payload later, and says then if it is gone or broken
    views: tuple[tuple[str, type], ...] = ()  # tables of which the function is given a smaller record, with so many fewer columns
    beside: tuple[str, ...] = ()  # for the shape `whole`: tables of spans that come with their documents, so that nobody has to hold them
    near: str | None = None  # a column, one value a group: groups with the same value look up the same rows, and are best taken up together
    aside: str | None = None  # for the shape `table`: a second query, of what the first one leaves out; see `engines/query.py`
    many: str | None = None  # "module:function", the same as ``does`` for a batch of items at once; see above
    bulk: int = 1  # so many times the usual items to a batch: what takes microseconds is not worth a message to another process

    def record(self, table: str) -> type:
        """The record that the function is given of a table that it reads or looks up."""
        return dict(self.views).get(table) or next(t.record for t in TABLES if t.name == table)


#: Media types that a library in another language reads: it may crash or hang, so that such pages are read in a process that can be ended.
NATIVE = frozenset(("application/pdf",))

_SPAN_ORDER = ("document", "start", "end", "id")

TABLES: tuple[Table, ...] = (
    Table("pages", r.Page, ("id", "copy")),
    Table("lines", r.Lines, ("page", "copy")),
    Table("repeated", r.Repeated, ("id",)),
    Table("documents", r.Document, ("page", "ordinal", "id")),
    Table("furniture", r.Furniture, ("page", "raw_start", "id")),
    Table("statements", r.Statement, _SPAN_ORDER),
    Table("figures", r.Figure, _SPAN_ORDER),
    Table("dates", r.Date, _SPAN_ORDER),
    Table("names", r.Name, _SPAN_ORDER),
    Table("caption_figures", r.Figure, _SPAN_ORDER),
    Table("caption_dates", r.Date, _SPAN_ORDER),
    Table("vectors", r.Vectors, ("id",)),
    Table("seeds", r.Seeds, ("document",)),
    Table("pairs", r.Pair, ("left", "right")),
    Table("passages", r.SharedPassage, ("id",)),
    Table("keys", r.Keys, ("document",)),
    Table("likely", r.Likely, ("left", "right")),
    Table("rewordings", r.Rewording, ("id",)),
    Table("copies", r.Link, ("id",)),
    Table("entities", r.Entity, ("id",)),
    Table("cites", r.Link, ("id",)),
    Table("slips", r.Slip, ("id",)),
    Table("origins", r.Origin, ("id",)),
    Table("rests", r.Rest, ("document", "span", "id")),
    Table("claims", r.Claim, ("id",)),
    Table("happenings", r.Happening, ("start", "id")),
)

_TEXT = (("documents", r.Text),)

PLAN: tuple[Stage, ...] = (
    Stage("lines", "read", "headwater.read.lines:page_lines", "each", ("pages",), ("lines",), payload=True, first_look=True),
    Stage("repeated", "read", "headwater.read.repeats:REPEATS", "table", ("lines",), ("repeated",)),
    Stage(
        "read",
        "read",
        "headwater.read.page:read_page",
        "each",
        ("pages",),
        ("documents", "furniture"),
        look_up=(("repeated", "repeated", "id"),),
        payload=True,
    ),
    Stage(
        "mark",
        "mark",
        "headwater.mark.document:mark_document",
        "each",
        ("documents",),
        ("statements", "figures", "dates", "names", "vectors"),
    ),
    Stage("captions", "mark", "headwater.mark.captions:mark_caption", "each", ("furniture",), ("caption_figures", "caption_dates")),
    Stage(
        "seeds",
        "trace",
        "headwater.trace.seeds:seeds",
        "each",
        ("documents",),
        ("seeds",),
        views=_TEXT,
        many="headwater.trace.seeds:seeds_of",
        bulk=16,
    ),
    Stage("pairs", "trace", "headwater.trace.pairs:PAIRS", "table", ("seeds",), ("pairs",), aside="headwater.trace.pairs:ASIDE"),
    Stage(
        "passages",
        "trace",
        "headwater.trace.copies:align",
        "group",
        ("pairs",),
        ("passages",),
        key=("left", "right"),
        look_up=(("left", "documents", "left"), ("right", "documents", "right")),
        views=_TEXT,
        near="near",
        many="headwater.trace.copies:align_all",
        bulk=32,
    ),
    Stage("keys", "trace", "headwater.trace.keys:keys", "each", ("documents",), ("keys",), views=_TEXT, bulk=16),
    Stage("likely", "trace", "headwater.trace.likely:LIKELY", "table", ("keys",), ("likely",), aside="headwater.trace.likely:ASIDE"),
    Stage(
        "rewordings",
        "trace",
        "headwater.trace.rewordings:reword",
        "group",
        ("likely",),
        ("rewordings",),
        key=("left", "right"),
        look_up=(
            ("left", "documents", "left"),
            ("right", "documents", "right"),
            ("left_vectors", "vectors", "left"),
            ("right_vectors", "vectors", "right"),
        ),
        views=_TEXT,
        bulk=32,
    ),
    Stage(
        "copies",
        "trace",
        "headwater.trace.settle:settle",
        "whole",
        ("passages", "rewordings", "documents", "statements"),
        ("copies",),
        views=(("documents", r.Source),),
    ),
    Stage("entities", "trace", "headwater.trace.entities:entities", "whole", ("names", "documents", "statements"), ("entities",)),
    Stage("cites", "trace", "headwater.trace.cites:cites", "whole", ("documents", "statements", "entities"), ("cites",)),
    Stage("slips", "trace", "headwater.trace.slips:slips", "whole", ("names", "copies"), ("slips",)),
    Stage(
        "origins",
        "trace",
        "headwater.trace.origins:origins",
        "whole",
        ("documents", "statements", "figures", "copies", "cites", "entities", "slips"),
        ("origins", "rests"),
    ),
    Stage(
        "claims",
        "compare",
        "headwater.compare.claims:claims",
        "whole",
        ("documents", "figures", "statements", "names", "entities", "copies", "origins", "rests"),
        ("claims",),
        views=(("documents", r.Dated), ("origins", r.Root)),
    ),
    Stage(
        "happenings",
        "compare",
        "headwater.compare.happenings:happenings",
        "whole",
        ("documents", "figures", "statements", "dates", "copies", "claims"),
        ("happenings",),
        views=(("documents", r.Dated),),
        beside=("figures", "statements", "dates"),
    ),
)

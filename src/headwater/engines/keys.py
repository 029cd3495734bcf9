"""What finished work is keyed on: the input's content, the stage's settings, and the code that did it.

A stage's version is the digest of the source files that it can reach: its own package, and the shared ones below it. So nobody has to
remember to raise a number, and a release that did not touch a stage leaves its finished work standing.

Keys are made in Python or in SQL, whichever engine is at work, and must come out the same: both are the first half of the SHA-256 of the
parts, joined by the unit separator. The SQL here is DuckDB's; another engine translates it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

from headwater.plan import Stage
from headwater.settings import Settings, as_json

_SHARED = ("records", "tables.py", "text")
#: What a verb reaches besides: the reading model, with its weights.
_ALSO = {"mark": ("model",)}
#: Libraries whose version changes what a verb finds.
_LIBRARIES = {
    "read": ("charset-normalizer", "pypdfium2"),
    "mark": ("numpy", "onnxruntime"),
    "trace": ("numpy", "rapidfuzz"),
    "compare": ("rapidfuzz",),
}


def digest(*parts: str) -> str:
    """32 hexadecimal digits (128 bits) over the parts, in order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def digest_sql(*parts: str) -> str:
    """The same as `digest` as an SQL expression, over SQL expressions of type text that are never null."""
    return f"substr(sha256(concat_ws(chr(31), {', '.join(parts)})), 1, 32)"


def row_digest(row: dict[str, Any]) -> str:
    """The digest of a row of plain values: of what it says. The key of the work that made it is no part of it."""
    return digest(json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":")))


def quoted(name: str) -> str:
    """A column as an SQL identifier."""
    return '"' + name.replace('"', '""') + '"'


def looked_up(stage: Stage, source: Callable[[str], str]) -> str:
    """The joins that put beside each row `t` of a stage of shape `each` what it looks up, or nothing."""
    return " ".join(f"left join {source(table)} look_{a} on look_{a}.id = t.{quoted(column)}" for a, table, column in stage.look_up)


def items_sql(stage: Stage, key: str, source: Callable[[str], str]) -> str:
    """The query that gives every item of a stage of shape `each` or `group` the key of its work.

    ``key`` is the stage's (see `stage_key`), ``source`` the SQL for a table. Columns: what identifies an item (its row's `digest`, or the
    columns of the stage's key), then `work`. A group whose look-ups are missing is none; a row whose look-ups are missing is one without.
    """
    literal = f"'{key}'"
    if stage.shape == "each":
        joins, looked = looked_up(stage, source), [f"coalesce(look_{a}.digest, '')" for a, _, _ in stage.look_up]
        work = digest_sql(literal, "t.digest", *looked)
        return f"select distinct t.digest, {work} as work from {source(stage.reads[0])} t {joins}"
    columns = ", ".join(f"t.{quoted(k)}" for k in stage.key)
    joins = " ".join(f"join {source(table)} look_{a} on look_{a}.id = t.{quoted(column)}" for a, table, column in stage.look_up)
    looked = [f"any_value(look_{a}.digest)" for a, _, _ in stage.look_up]
    work = digest_sql(literal, "array_to_string(list_sort(list(t.digest)), ',')", *looked)
    return f"select {columns}, {work} as work from {source(stage.reads[0])} t {joins} group by {columns}"


def _sources(at: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    if at.is_file():
        yield prefix, at.read_bytes()
    elif at.is_dir():
        for child in sorted(at.iterdir(), key=lambda c: c.name):
            if child.name != "__pycache__":
                yield from _sources(child, f"{prefix}/{child.name}")


@cache
def code_version(verb: str) -> str:
    """The digest of the code and data files that the stages of a verb can reach."""
    root, state = resources.files("headwater"), hashlib.blake2b(digest_size=16)
    for part in (*_SHARED, *_ALSO.get(verb, ()), verb):
        for name, data in _sources(root / part, part):
            state.update(f"{name}\x1f{len(data)}\x1f".encode())
            state.update(data)
    for library in _LIBRARIES.get(verb, ()):
        state.update(f"{library}={_version(library)}".encode())
    return state.hexdigest()


def _version(library: str) -> str:
    """The version of a library; one that comes with an extra may be missing."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "none"


def stage_key(stage: Stage, settings: Settings) -> str:
    """What every piece of work of a stage has in its key."""
    return digest(stage.name, stage.does, as_json(settings.of(stage.verb)), code_version(stage.verb))

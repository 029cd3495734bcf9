"""Records as Arrow rows and as SQL rows, derived from the dataclasses; nothing here knows a particular record.

Arrow keeps the nesting (a dataclass is a struct, a tuple a list). SQL keeps plain fields as columns and nested ones as JSON text.
"""

from __future__ import annotations

import dataclasses
import json
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

import pyarrow as pa

R = TypeVar("R")

_PLAIN = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
_SQL = {str: "TEXT", int: "INTEGER", float: "REAL", bool: "INTEGER"}


def _bare(hint: Any) -> Any:
    """The type without ``| None``."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        return next(a for a in typing.get_args(hint) if a is not type(None))
    return hint


@cache
def fields(record: Any) -> tuple[tuple[str, Any], ...]:
    """``(name, type)`` of a record's fields in order, the types without ``| None``."""
    hints = typing.get_type_hints(record)
    return tuple((f.name, _bare(hints[f.name])) for f in dataclasses.fields(record))


def _arrow_type(hint: Any) -> pa.DataType:
    if typing.get_origin(hint) is tuple:
        return pa.list_(_arrow_type(_bare(typing.get_args(hint)[0])))
    if dataclasses.is_dataclass(hint):
        return pa.struct([pa.field(n, _arrow_type(t)) for n, t in fields(typing.cast(type, hint))])
    return _PLAIN[hint]


@cache
def schema(record: Any) -> pa.Schema:
    """The Arrow schema of a record."""
    return pa.schema([pa.field(n, _arrow_type(t)) for n, t in fields(record)])


# ---------------------------------------------------------------- records <-> plain values


@cache
def _dumper(hint: Any) -> Callable[[Any], Any] | None:
    """A function from a value of the type to plain lists and dicts; None where the value is plain already."""
    if typing.get_origin(hint) is tuple:
        inner = _dumper(_bare(typing.get_args(hint)[0]))
        if inner is None:
            return list
        return lambda v: [inner(x) for x in v]
    if dataclasses.is_dataclass(hint):
        plan = [(n, _dumper(t)) for n, t in fields(typing.cast(type, hint))]

        def dump_record(v: Any) -> dict[str, Any]:
            out = {}
            for name, f in plan:
                x = getattr(v, name)
                out[name] = x if f is None or x is None else f(x)
            return out

        return dump_record
    return None


@cache
def _loader(hint: Any) -> Callable[[Any], Any] | None:
    """The reverse of `_dumper`."""
    if typing.get_origin(hint) is tuple:
        inner = _loader(_bare(typing.get_args(hint)[0]))
        if inner is None:
            return tuple
        return lambda v: tuple(inner(x) for x in v)
    if dataclasses.is_dataclass(hint):
        cls = typing.cast(type, hint)
        plan = [(n, _loader(t)) for n, t in fields(cls)]

        def load_record(v: Mapping[str, Any]) -> Any:
            return cls(**{n: (x if f is None or x is None else f(x)) for n, f in plan for x in (v[n],)})

        return load_record
    return None


def dump(record: Any) -> dict[str, Any]:
    """A record as plain dicts and lists."""
    cls: Any = type(record)
    f = _dumper(cls)
    assert f is not None
    return typing.cast(dict[str, Any], f(record))


def load(record: type[R], row: Mapping[str, Any]) -> R:
    """A record from plain dicts and lists (columns that it does not have are passed over)."""
    cls: Any = record
    f = _loader(cls)
    assert f is not None
    return typing.cast(R, f(row))


# ---------------------------------------------------------------- SQL


def is_plain(hint: Any) -> bool:
    """Does a field of this type become a column of its own kind, rather than JSON text?"""
    return hint in _SQL


def create_table(name: str, record: type) -> str:
    """The SQLite statement that makes the table of a record."""
    columns = ", ".join(f'"{n}" {_SQL[t] if is_plain(t) else "TEXT"}' for n, t in fields(record))
    return f'CREATE TABLE "{name}" ({columns})'


def to_sql(record: type, row: Mapping[str, Any]) -> tuple[Any, ...]:
    """A row of plain values (see `dump`) as SQL parameters, in the order of the fields."""
    cls: Any = record

    def value(name: str, hint: Any) -> Any:
        v = row[name]
        return v if v is None or is_plain(hint) else json.dumps(v, ensure_ascii=False, separators=(",", ":"))

    return tuple(value(n, t) for n, t in fields(cls))


def from_sql(record: type[R], row: Iterable[Any]) -> R:
    """A record from the values of its SQL row, in the order of the fields."""
    cls: Any = record
    plain = {}
    for (name, hint), value in zip(fields(cls), row, strict=True):
        if value is not None and not is_plain(hint):
            value = json.loads(value)
        plain[name] = bool(value) if hint is bool else value
    return load(record, plain)

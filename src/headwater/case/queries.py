"""Reading a finished case: records by table, id or field, full text, problems, judgements. Writes nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from headwater.case.database import INTERNAL
from headwater.case.folder import CaseFolder
from headwater.case.judge import judgements
from headwater.engines.call import payload_file
from headwater.errors import CaseError, UsageError
from headwater.plan import TABLES
from headwater.records import Claim, Document, Figure, Judgement, Link, Origin, Page, Problem, Statement
from headwater.tables import fields, from_sql, is_plain

_RECORDS: dict[str, type] = {**{t.name: t.record for t in TABLES if t.name not in INTERNAL}, "problems": Problem}


class Library:
    """A read-only view of a finished case."""

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._case = CaseFolder.open_existing(self.folder)
        if not self._case.database.exists():
            raise CaseError(f"{self.folder} has not been finished.", "Run the same command again: finished work is kept.")
        self._db = sqlite3.connect(f"file:{self._case.database}?mode=ro&immutable=1", uri=True, check_same_thread=False)

    def close(self) -> None:
        """Let go of the database."""
        self._db.close()

    def __enter__(self) -> Library:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _where(self, table: str, equal: dict[str, Any]) -> tuple[str, list[Any]]:
        if table not in _RECORDS:
            raise UsageError(f"There is no table {table}.", "Tables: " + ", ".join(_RECORDS) + ".")
        known = dict(fields(_RECORDS[table]))
        parts, values = [], []
        for name, value in equal.items():
            if name not in known or not is_plain(known[name]):
                raise UsageError(f"{table} cannot be searched by {name}.")
            parts.append(f'"{name}" IS ?')
            values.append(value)
        return (" WHERE " + " AND ".join(parts) if parts else ""), values

    def count(self, table: str, **equal: Any) -> int:
        """How many records of a table have these values in these fields."""
        where, values = self._where(table, equal)
        return int(self._db.execute(f'SELECT count(*) FROM "{table}"{where}', values).fetchone()[0])

    def all(self, table: str, order: str | None = None, **equal: Any) -> Iterator[Any]:
        """The records of a table with these values, in its order or by the named field."""
        where, values = self._where(table, equal)
        if order is not None and order not in dict(fields(_RECORDS[table])):
            raise UsageError(f"{table} has no field {order}.")
        by = f' ORDER BY "{order}", rowid' if order else " ORDER BY rowid"
        for row in self._db.execute(f'SELECT * FROM "{table}"{where}{by}', values):
            yield from_sql(_RECORDS[table], row)

    def one(self, table: str, id: str) -> Any:
        """The record with this id, or None."""
        return next(self.all(table, id=id), None)

    def links_of(self, document: str) -> Iterator[Link]:
        """The links that a document is a side of."""
        for table, link in self._db.execute('SELECT "table", link FROM link_documents WHERE document = ?', [document]).fetchall():
            yield self.one(table, link)

    def claims_of(self, *, document: str | None = None, span: str | None = None, origin: str | None = None) -> Iterator[Claim]:
        """The claims that have an account in a document, of a span, or from an origin."""
        given = {k: v for k, v in (("document", document), ("span", span), ("origin", origin)) if v is not None}
        where = " AND ".join(f"{k} = ?" for k in given)
        for (claim,) in self._db.execute(f"SELECT DISTINCT claim FROM claim_accounts WHERE {where}", list(given.values())).fetchall():
            yield self.one("claims", claim)

    def payload(self, page_id: str) -> bytes:
        """The captured bytes of a page."""
        return payload_file(self._case.pages, page_id).read_bytes()

    def problems(self) -> list[Problem]:
        """Everything that was set aside, with its reason."""
        return list(self.all("problems"))

    def judgements(self) -> list[Judgement]:
        """What people decided, oldest first."""
        return judgements(self.folder)

    def search(self, words: str, limit: int = 50) -> list[tuple[str, int, int, str]]:
        """``(document, start, end, snippet)`` of the stretches that hold all the words, best first."""
        terms = re.findall(r"\w+", words)
        if not terms:
            return []
        query = " ".join(f'"{t}"' for t in terms)
        rows = self._db.execute(
            "SELECT document, start, \"end\", snippet(body, 0, '[', ']', ' … ', 24) FROM body "
            "WHERE body MATCH ? ORDER BY rank, rowid LIMIT ?",
            [query, limit],
        )
        return [(d, s, e, snippet) for d, s, e, snippet in rows]

    # ---- the same by name, for scripts

    def pages(self) -> Iterator[Page]:
        """All captured pages."""
        return self.all("pages")

    def documents(self) -> Iterator[Document]:
        """All documents."""
        return self.all("documents")

    def statements(self) -> Iterator[Statement]:
        """All statements."""
        return self.all("statements")

    def figures(self) -> Iterator[Figure]:
        """All figures."""
        return self.all("figures")

    def origins(self) -> Iterator[Origin]:
        """All origins."""
        return self.all("origins")

    def claims(self) -> Iterator[Claim]:
        """All claims, those that most documents tell first."""
        return iter(sorted(self.all("claims"), key=lambda c: (-len({a.document for a in c.accounts}), -len(c.accounts), c.gist, c.id)))

"""The captured pages of a case: bytes by hash, and the list of captures.

Bytes are written once, under their SHA-256, and never changed. The list only grows; a later line about the same capture (with a date
supplied now, say) stands for the earlier one. A line cut off by a crash is passed over: the page is simply added again.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, cast

from headwater.case.folder import storage
from headwater.engines.call import payload_file
from headwater.records import Page, Problem
from headwater.tables import dump, load


class Captures:
    """The pages of a case, in the order they were added."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.index = folder, folder / "pages.jsonl"
        self._set_aside = folder / "problems.jsonl"
        self._by_key: dict[tuple[str, int], Page] = {}
        self._by_place: dict[tuple[str, str, str | None], Page] = {}
        self._copies: dict[str, int] = {}
        if self.index.exists():
            with self.index.open(encoding="utf-8", errors="replace") as lines:
                for line in lines:
                    if (page := _read(line)) is not None:
                        self._remember(page)

    @property
    def pages(self) -> list[Page]:
        """All captures."""
        return list(self._by_key.values())

    @property
    def problems(self) -> list[Problem]:
        """What could not be taken in, from the newest attempt at each path."""
        if not self._set_aside.exists():
            return []
        return [
            load(Problem, json.loads(line)) for line in self._set_aside.read_text(encoding="utf-8", errors="surrogatepass").splitlines()
        ]

    def _remember(self, page: Page) -> None:
        self._by_key[page.id, page.copy] = page
        self._by_place[page.id, os.path.abspath(page.path), page.record] = page  # noqa: PTH100  a Path would drop "-"
        self._copies[page.id] = max(self._copies.get(page.id, 0), page.copy + 1)

    def add(self, captured: Iterable[tuple[Page, bytes] | Problem]) -> list[Problem]:
        """Store pages (their ``id`` and ``copy`` are set here); the problems among them, and those that arise."""
        problems: list[Problem] = []
        tried: set[str | None] = set()
        with storage(self.folder), self.index.open("ab+") as index:
            if index.tell() and not self.index.read_bytes().endswith(b"\n"):
                index.write(b"\n")
            for item in captured:
                tried.add(item.path if isinstance(item, Problem) else item[0].path)
                problems += [item] if isinstance(item, Problem) else self._add(cast(BinaryIO, index), *item)
            index.flush()
            os.fsync(index.fileno())
            kept = [p for p in self.problems if p.path not in tried]
            new = self._set_aside.with_suffix(".new")
            lines = sorted({json.dumps(dump(p), ensure_ascii=False) for p in (*kept, *problems)})
            new.write_text("".join(line + "\n" for line in lines), encoding="utf-8", errors="surrogatepass")
            new.replace(self._set_aside)
        return problems

    def _add(self, index: BinaryIO, page: Page, payload: bytes) -> list[Problem]:
        page_id = hashlib.sha256(payload).hexdigest()
        known = self._by_place.get((page_id, os.path.abspath(page.path), page.record))  # noqa: PTH100
        copy = known.copy if known else self._copies.get(page_id, 0)
        page = dataclasses.replace(page, id=page_id, copy=copy, size=len(payload))
        if known and page.supplied is None:
            page = dataclasses.replace(page, supplied=known.supplied)
        self._store(page_id, payload)
        problems = []
        if copy:
            first = self._by_key[page_id, 0]
            message = f"{page.path} holds the same bytes as {first.path}."
            problems.append(Problem(stage="read", kind="same-bytes", message=message, item=page_id, path=page.path))
        if known != page:
            index.write(json.dumps(dump(page), ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n")
            self._remember(page)
        return problems

    def _store(self, page_id: str, payload: bytes) -> None:
        file = payload_file(self.folder, page_id)
        if file.exists() and file.stat().st_size == len(payload):
            return
        file.parent.mkdir(exist_ok=True)
        new = file.with_suffix(".new")
        new.write_bytes(payload)
        new.replace(file)


def _read(line: str) -> Page | None:
    try:
        return load(Page, json.loads(line))
    except (ValueError, KeyError, TypeError):
        return None

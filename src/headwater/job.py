"""The job as a call: take pages in, run the plan, build the database, write the dossier.

Wires what others do; decides nothing about texts and prints nothing.
"""

from __future__ import annotations

import csv
import datetime
import itertools
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from headwater.case.captures import Captures
from headwater.case.database import build, stamp
from headwater.case.folder import CaseFolder, storage
from headwater.case.queries import Library
from headwater.engines import engine
from headwater.engines.keys import code_version, digest
from headwater.engines.local import Progress, Report
from headwater.engines.local import run as run_local
from headwater.engines.work import Work
from headwater.errors import PROBLEMS, UsageError
from headwater.read.intake import captured
from headwater.records import Problem
from headwater.settings import RunSettings, Settings

if TYPE_CHECKING:
    from headwater.fetch.visit import Manners


@dataclass(frozen=True, kw_only=True)
class Job:
    """What is asked for: pages, how they are to be taken, and how the work is done."""

    pages: Sequence[str]
    settings: Settings = field(default_factory=Settings)
    how: RunSettings = field(default_factory=RunSettings)
    published: str | None = None
    published_from: str | None = None


def _nothing(_: Progress) -> None:
    return


def day(text: str, where: str) -> str:
    """An ISO date, checked."""
    try:
        return datetime.date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        raise UsageError(f"{where}: {text!r} is no date.", "Write it as YYYY-MM-DD.") from None


def supplied_dates(file: str) -> dict[str, str]:
    """Absolute path -> date, from a CSV with the columns path and published; relative paths count from the CSV."""
    try:
        with Path(file).open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.DictReader(lines)
            if not {"path", "published"} <= set(rows.fieldnames or ()):
                raise UsageError(f"{file} lacks the columns path and published.", "Name them in its first line.")
            out = {}
            for row in rows:
                if row["path"] and row["published"]:
                    at = os.path.abspath(os.path.join(os.path.dirname(file), row["path"]))  # noqa: PTH100, PTH118, PTH120
                    out[at] = day(row["published"], f"{file}, line {rows.line_num}")
            return out
    except (OSError, UnicodeDecodeError, csv.Error) as e:
        raise UsageError(f"{file} cannot be read as CSV ({e}).", "Give a CSV file with the columns path and published.") from e


def _take_in(job: Job, captures: Captures, also: Sequence[Problem] = ()) -> list[Problem]:
    dates = supplied_dates(job.published_from) if job.published_from else None
    default = day(job.published, "--published") if job.published else None
    found = captured(job.pages, max_bytes=job.how.max_page_mb * 1_000_000, supplied=dates, default=default)
    return captures.add(itertools.chain(also, found))


def run(job: Job, case: Path, report: Report = _nothing, also: Sequence[Problem] = ()) -> Library:
    """The whole job on a case folder; the finished case. ``also``: what was wrong before the pages could be taken in."""
    from headwater.show.dossier import write_dossier

    run_plan = engine(job.how.engine)
    folder = CaseFolder.create(case, job.settings)
    with folder.lock():
        captures = Captures(folder.pages)
        _take_in(job, captures, also)
        work = Work(folder.tables)
        try:
            run_plan(work, captures.pages, folder.pages, job.settings, job.how, report)
        finally:
            work.close()
        made_from = digest(stamp(folder.tables), code_version("case"), *(str(p) for p in captures.problems))
        _unless_done(folder, "database", folder.database, made_from, lambda: build(folder.tables, folder.database, captures.problems))
        judged = folder.judgements.read_text(encoding="utf-8") if folder.judgements.exists() else ""
        library = Library(case)
        made_from = digest(made_from, code_version("show"), judged)
        _unless_done(folder, "dossier", folder.dossier / "index.html", made_from, lambda: write_dossier(library, folder.dossier))
    return library


def fetch(job: Job, case: Path, manners: Manners, report: Report = _nothing) -> Library:
    """Fetch the addresses that a job names in place of pages into a WARC file of the case, then do the whole job with it."""
    from headwater.fetch.store import store
    from headwater.fetch.visit import Visitor

    folder = CaseFolder.create(case, job.settings)
    with folder.lock(), storage(case):
        folder.fetched.mkdir(exist_ok=True)
        now = datetime.datetime.now(datetime.UTC).strftime("%Y%m%dT%H%M%S%f")
        file = folder.fetched / f"{now}.warc.gz"
        visits = store(Visitor(manners).visit_all(list(dict.fromkeys(job.pages))), file, manners.agent)
    wrong = [
        Problem(stage="fetch", kind="not-fetched", message=f"{v.url} {v.wrong}.", hint=PROBLEMS["not-fetched"], path=v.url)
        for v in visits
        if v.wrong
    ]
    return run(replace(job, pages=[str(file)]), case, report, wrong)


def _unless_done(folder: CaseFolder, name: str, target: Path, made_from: str, make: Callable[[], object]) -> None:
    """Make something again only if what it is made from has changed since it was finished."""
    mark = folder.tables / "done" / f"{name}.made"
    if target.exists() and mark.exists() and mark.read_text() == made_from:
        return
    mark.unlink(missing_ok=True)
    make()
    mark.write_text(made_from)


@contextmanager
def verb(job: Job, until: str, report: Report = _nothing) -> Iterator[tuple[Library, Captures]]:
    """One verb and those before it, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="headwater-") as temporary, storage(Path(temporary)):
        folder = CaseFolder.create(Path(temporary) / "case", job.settings)
        captures = Captures(folder.pages)
        _take_in(job, captures)
        work = Work(folder.tables, durable=False)
        try:
            run_local(work, captures.pages, folder.pages, job.settings, job.how, report, until)
        finally:
            work.close()
        build(folder.tables, folder.database, captures.problems, full_text=False)
        with Library(folder.folder) as library:
            yield library, captures


def with_captions(settings: Settings) -> Settings:
    """The settings with captions marked as well."""
    return replace(settings, mark=replace(settings.mark, captions=True))

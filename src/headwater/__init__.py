"""headwater: who said it, where each account took it from, how many independent origins stand behind it.

    import headwater

    case = headwater.run(["pages"], case="flood")
    for claim in case.claims():
        print(claim.gist, claim.standing, claim.independent.low, claim.independent.high)

`run` brings a case up to date and gives back a `headwater.case.queries.Library`; `open_case` opens a finished one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from headwater.case.queries import Library

from headwater.version import __version__

__all__ = ["__version__", "open_case", "run"]


def run(
    pages: Sequence[str | Path],
    case: str | Path,
    *,
    published: str | None = None,
    workers: int = 0,
    engine: str = "local",
    master: str = "local[*]",
) -> Library:
    """Read pages (files, folders, WARC, WACZ or Parquet) into a case, bring it up to date, and open it.

    ``published`` is the ISO date of pages that show none; ``workers`` the number of processes (0: one per core).
    ``engine`` is `local` or `spark`, which needs the extra `spark` and works at the address ``master``. Raises
    `headwater.errors.HeadwaterError`; problems with single pages are in ``Library.problems()``.
    """
    from headwater.job import Job
    from headwater.job import run as run_job
    from headwater.settings import RunSettings

    return run_job(
        Job(pages=[str(p) for p in pages], published=published, how=RunSettings(workers=workers, engine=engine, master=master)), Path(case)
    )


def open_case(folder: str | Path) -> Library:
    """Open a finished case."""
    from headwater.case.queries import Library

    return Library(folder)

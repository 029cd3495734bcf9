"""Writing the dossier: every page of the site as a file, in a folder that opens from disk without a network.

The folder is made beside the old one and put in its place when it is whole; no clock goes in, so the same case gives the same bytes.
"""

from __future__ import annotations

import shutil
from importlib import resources
from pathlib import Path

from headwater.case.folder import storage
from headwater.case.queries import Library
from headwater.errors import UsageError
from headwater.show.collection import Collection
from headwater.show.render import html
from headwater.show.site import Site

STATIC = ("headwater.css", "headwater.js")
_MARK = Path("static") / STATIC[0]


def write_dossier(library: Library, folder: Path) -> int:
    """Write the dossier of a finished case; the number of files. Replaces an older dossier, and nothing else (`UsageError`)."""
    if folder.exists() and not (folder / _MARK).exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} exists and is no dossier.", "Name a new folder.")
    new, old = folder.with_name(folder.name + ".new"), folder.with_name(folder.name + ".old")
    with storage(folder):
        for left_over in (new, old):
            shutil.rmtree(left_over, ignore_errors=True)
        written = _write(Site(Collection(library)), new)
        if folder.exists():
            folder.replace(old)
        new.replace(folder)
        shutil.rmtree(old, ignore_errors=True)
    return written


def _write(site: Site, folder: Path) -> int:
    for name in ("static", "claims", "documents", "origins", "links"):
        (folder / name).mkdir(parents=True)
    for name in STATIC:
        (folder / "static" / name).write_bytes(static(name))
    written = len(STATIC)
    for address in site.addresses():
        page = site.page(address)
        assert page is not None, address
        with (folder / address).open("w", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(html(page))
        written += 1
    return written


def static(name: str) -> bytes:
    """A file of the static folder."""
    return resources.files("headwater.show").joinpath("static", name).read_bytes()

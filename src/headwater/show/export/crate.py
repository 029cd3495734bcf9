"""RO-Crate 1.1: the case with a description of every file in it, as a folder, or as a zip file if the output's name ends in .zip.

It holds the captured pages, the tables, people's judgements, the settings and the dossier; what can be made again from these (the
database, finished work) stays out. Grants no rights: the pages belong to their publishers, and the description says so.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from headwater.case.database import INTERNAL
from headwater.case.folder import CaseFolder
from headwater.engines.call import payload_file
from headwater.plan import TABLES
from headwater.records import Page
from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "crate"

_METADATA = "ro-crate-metadata.json"
_MEDIA = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
    ".json": "application/json",
    ".jsonl": "application/x-ndjson",
    ".parquet": "application/vnd.apache.parquet",
    ".toml": "application/toml",
}
_RIGHTS = "The captured pages belong to their publishers. They are kept here as evidence; ask the publishers before passing them on."
_NO_DATE = (1980, 1, 1, 0, 0, 0)


def write(library: Library, output: Path) -> int:
    """Write the crate; gives the number of files in it, the description not counted."""
    files = dict(_files(library))
    text = json.dumps(_description(library, files), ensure_ascii=False, indent=1) + "\n"
    if output.suffix == ".zip":
        with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
            for name, path in files.items():
                with path.open("rb") as source, target.open(_entry(name), "w", force_zip64=True) as to:
                    shutil.copyfileobj(source, to)
            target.writestr(_entry(_METADATA), text)
        return len(files)
    output.mkdir()
    for name, path in files.items():
        place = output / name
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, place)
    (output / _METADATA).write_text(text, encoding="utf-8", newline="\n")
    return len(files)


def _entry(name: str) -> zipfile.ZipInfo:
    """A zip entry without the time of day, so that the same case gives the same bytes."""
    entry = zipfile.ZipInfo(name, _NO_DATE)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _files(library: Library) -> Iterator[tuple[str, Path]]:
    """Name in the crate and place in the case of every file that goes in."""
    case = CaseFolder(library.folder)
    for page in library.all("pages"):
        if page.copy == 0:
            yield f"pages/{page.id[:2]}/{page.id}", payload_file(case.pages, page.id)
    known = [case.toml, case.pages / "pages.jsonl", case.judgements]
    known += [case.tables / f"{t.name}.parquet" for t in TABLES if t.name not in INTERNAL]
    known += [*sorted((case.tables / "problems").glob("*.parquet")), *sorted(case.dossier.rglob("*"))]
    yield from ((p.relative_to(case.folder).as_posix(), p) for p in known if p.is_file())


def _description(library: Library, files: dict[str, Path]) -> dict[str, Any]:
    pages = {p.id: p for p in library.all("pages") if p.copy == 0}
    described = [_file(name, path, pages.get(path.name)) for name, path in files.items()]
    counts = ", ".join(f"{library.count(t)} {t}" for t in ("pages", "documents", "claims"))
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": f"headwater case {library.folder.resolve().name}",
        "description": f"A collection of pages, what each says, and where each account came from: {counts}.",
        "datePublished": _date(library),
        "license": {"@id": "#rights"},
        "hasPart": [{"@id": d["@id"]} for d in described],
        "mentions": {"@id": "#run"},
    }
    about = {
        "@id": _METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
        "about": {"@id": "./"},
    }
    rights = {"@id": "#rights", "@type": "CreativeWork", "name": "No rights are granted", "description": _RIGHTS}
    tool = {"@id": "#headwater", "@type": "SoftwareApplication", "name": "headwater", "version": __version__}
    made = [{"@id": d["@id"]} for d in described if not d["@id"].startswith("pages/")]
    used = [{"@id": d["@id"]} for d in described if d["@id"].startswith("pages/")]
    run = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "headwater run",
        "instrument": {"@id": tool["@id"]},
        "object": used,
        "result": made,
    }
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": [about, root, rights, tool, run, *described]}


def _file(name: str, path: Path, page: Page | None) -> dict[str, Any]:
    """The description of one file. A captured page is told by its hash and goes by the path it was captured under."""
    entity: dict[str, Any] = {
        "@id": quote(name),
        "@type": "File",
        "name": page.path if page else name,
        "contentSize": str(path.stat().st_size),
        "sha256": page.id if page else _sha256(path),
    }
    media = (page.media_type if page else None) or _MEDIA.get(path.suffix)
    if media:
        entity["encodingFormat"] = media
    if page and page.url:
        entity["url"] = page.url
    if page and page.captured:
        entity["dateCreated"] = page.captured
    return entity


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _date(library: Library) -> str:
    """The newest date in the case: of a judgement, a capture or a publication; today where there is none, for RO-Crate wants one."""
    dates = [p.captured[:10] for p in library.all("pages") if p.captured] + [j.at[:10] for j in library.judgements()]
    dates = dates or [d.published.value[:10] for d in library.all("documents") if d.published]
    return max(dates, default=datetime.now(UTC).date().isoformat())

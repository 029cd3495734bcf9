"""Zip archives of pages, e-books among them, and single files packed with gzip; a few deep inside one another.

Nothing is ever written where an archive says. A member whose name leads out of the archive, that is a link, or that a password locks is left
out and said. All that one file unfolds to is counted together (`unpacked`). A zip that is a Word or OpenDocument text or WACZ is handed on as that.
"""

from __future__ import annotations

import dataclasses
import gzip
import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import IO, cast

from headwater.read import epub
from headwater.read.formats import docx, odt
from headwater.read.saved import belongs, companions
from headwater.read.source import Found, Source, problem
from headwater.read.unpacked import Allowance, TooMuch, metered
from headwater.read.warc import wacz_pages

#: Archives inside one another: a month of days of pages is two deep.
DEPTH = 3
#: Files in one archive that are looked at.
MOST = 200_000

Take = Callable[[Source], Iterator[Found]]
#: What `zipfile` raises over an archive that was not made by a program for archives; found by fuzzing.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    LookupError,
    OverflowError,
)


def zip_pages(source: Source, take: Take, whole: Take, dates: Callable[[str, str | None], str | None], max_bytes: int) -> Iterator[Found]:
    """What lies in a zip archive. ``take`` takes a file in, ``whole`` one that is a single page; ``dates`` tells what was supplied for a path."""
    try:
        with source.seekable() as stream, zipfile.ZipFile(stream) as archive:
            if docx.is_docx(archive) or odt.is_odt(archive):
                yield from whole(source)
            elif is_wacz(archive, source.name):
                yield from wacz_pages(archive, source.path, max_bytes)
            elif (office := _office(archive)) is not None:
                yield problem("unsupported", source.path, f"{source.path} is {office}.")
            elif source.depth >= DEPTH:
                yield problem("unsupported", source.path, f"{source.path} lies more than {DEPTH} archives deep.")
            else:
                yield from _members(archive, source, take, dates)
    except TooMuch as e:
        yield problem("too-large", source.path, f"{source.path}: {e}; what came before is read.")
    except BROKEN as e:
        if isinstance(e, zipfile.BadZipFile) and not source.name.endswith((".zip", ".wacz", ".docx", ".odt", ".epub")):
            yield problem("unsupported", source.path, f"{source.path} is a zip archive or office document.")
        else:
            yield problem("broken", source.path, f"{source.path} cannot be unpacked ({e}).")


def document_media(payload: bytes) -> str:
    """The media type of a zip archive that is a document."""
    try:
        with zipfile.ZipFile(io.BytesIO(payload)) as archive:
            return odt.MEDIA if odt.is_odt(archive) else docx.MEDIA
    except BROKEN:
        return docx.MEDIA


def is_wacz(archive: zipfile.ZipFile, name: str) -> bool:
    """Is this archive a web archive collection (WACZ 1.1)?"""
    names = archive.namelist()
    return name.endswith(".wacz") or ("datapackage.json" in names and any(n.startswith("archive/") for n in names))


def _office(archive: zipfile.ZipFile) -> str | None:
    """What else this archive is, if it is no archive of pages."""
    names = set(archive.namelist()[:2_000])
    if "[Content_Types].xml" in names:
        return "an office document of a kind that is not read"
    return "an office document of a kind that is not read" if "mimetype" in names and "content.xml" in names else None


def _members(archive: zipfile.ZipFile, source: Source, take: Take, dates: Callable[[str, str | None], str | None]) -> Iterator[Found]:
    book, shut = epub.is_epub(archive), frozenset[str]()
    if book:
        infos, shut = [archive.getinfo(name) for name in epub.spine(archive)], epub.locked(archive)
    else:
        infos = sorted((i for i in archive.infolist() if not i.filename.endswith("/")), key=lambda i: i.filename)
    folders = companions(i.filename for i in infos)
    allowance, found = source.allowance or Allowance(_size(source, archive)), 0
    for info in infos[:MOST]:
        path = f"{source.path}/{info.filename}"
        if why := _unfit(info):
            found += 1
            yield problem("unsafe", path, f"{path} {why}; it is left out.")
            continue
        if not book and (hidden(info.filename) or belongs(info.filename, folders)):
            continue
        found += 1
        if info.flag_bits & 1 or info.filename in shut:
            yield problem("locked", path, f"{path} is locked by a password or a key.")
        else:
            member = Source(path, _opener(archive, info, allowance), info.file_size, dates(path, source.date), source.depth + 1, allowance)
            try:
                yield from take(member)
            except BROKEN as e:
                yield problem("broken", path, f"{path} cannot be unpacked ({e}).")
    if len(infos) > MOST:
        yield problem("too-large", source.path, f"{source.path} holds {len(infos):,} files; the first {MOST:,} are read.")
    if not found:
        yield problem("no-pages", source.path, f"{source.path} holds no pages.")


def _size(source: Source, archive: zipfile.ZipFile) -> int:
    return source.size if source.size is not None else sum(i.compress_size for i in archive.infolist())


def _opener(archive: zipfile.ZipFile, info: zipfile.ZipInfo, allowance: Allowance) -> Callable[[], IO[bytes]]:
    return lambda: metered(archive.open(info), allowance)


def hidden(name: str) -> bool:
    """Is it a file that a folder hides, or a system's own?"""
    return any(part.startswith(".") and part not in (".", "..") for part in PurePosixPath(name).parts) or name.startswith("__MACOSX/")


def _unfit(info: zipfile.ZipInfo) -> str:
    """Why a member is not taken, or nothing."""
    return "is a link and no file" if stat.S_ISLNK(info.external_attr >> 16) else unfit_name(info.filename)


def unfit_name(name: str) -> str:
    """Why a member is not taken by its name, or nothing."""
    if not name:
        return "has no name"
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
        return "has a name that leads out of its archive"
    return "has a name with odd characters" if any(ord(c) < 32 for c in name) else ""


def gzip_page(source: Source, take: Take) -> Iterator[Found]:
    """What is packed in a gzip file, taken in by its name without the ending."""
    if source.depth >= DEPTH:
        yield problem("unsupported", source.path, f"{source.path} lies more than {DEPTH} archives deep.")
        return
    path = source.path[:-3] if source.name.endswith(".gz") else source.path
    allowance = source.allowance or Allowance(source.size or 0)
    inner = dataclasses.replace(
        source,
        path=path,
        open=lambda: metered(cast(IO[bytes], gzip.GzipFile(fileobj=source.open())), allowance),
        size=None,
        depth=source.depth + 1,
    )
    try:
        for found in take(inner):
            yield _renamed(found, path, source.path)
    except TooMuch as e:
        yield problem("too-large", source.path, f"{source.path}: {e}.")
    except BROKEN as e:
        yield problem("broken", source.path, f"{source.path} cannot be unpacked ({e}).")


def _renamed(found: Found, inner: str, path: str) -> Found:
    """What was found, under the name of the file that was named."""
    if isinstance(found, tuple):
        return dataclasses.replace(found[0], path=path + found[0].path.removeprefix(inner)), found[1]
    return dataclasses.replace(found, path=path + (found.path or inner).removeprefix(inner))

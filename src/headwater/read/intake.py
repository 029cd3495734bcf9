"""From what the user names (files, folders, archives, tables, standard input) to captured pages.

Decides by `sniff` what takes a file in, and hands it there. Reading a page is the business of `page`. Whatever cannot be taken in is a problem,
and the rest goes on.
"""

from __future__ import annotations

import dataclasses
import io
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from headwater.read import mhtml, parquet, tables, tarred, warc, zipped
from headwater.read.formats import docx, odt, pdf, rtf
from headwater.read.saved import belongs, companions, saved_from
from headwater.read.sniff import HEAD, holds_many, is_pdf, media_of, unfit
from headwater.read.source import Captured, Found, Source, problem, shown, too_large
from headwater.read.unpacked import TooMuch
from headwater.records import Page, Problem

#: Unpacked bytes that a page of a packed table counts as at least: millions of rows of one letter are no table of articles.
_PAGE = 1_000


def captured(
    paths: Sequence[str], *, max_bytes: int, supplied: dict[str, str] | None = None, default: str | None = None
) -> Iterator[Captured | Problem]:
    """The pages under the paths, in a fixed order, each with its bytes (ids are not set yet).

    ``supplied`` maps absolute paths to publication dates, ``default`` is the date of all others.
    """
    intake = Intake(max_bytes, supplied or {}, default)
    for path in paths:
        for file in _files(path):
            if isinstance(file, Problem):
                yield file
            else:
                yield from intake.file(file)


def _files(path: str) -> Iterator[str | Problem]:
    if path == "-":
        yield path
        return
    at = Path(path)
    if not at.exists():
        yield problem("missing", path, f"{path} does not exist.")
    elif at.is_dir():
        names = [os.path.join(path, inside) for inside in _inside(at)]  # noqa: PTH118  the folder as given, "./" and all
        if not names:
            yield problem("no-pages", path, f"{path} holds no pages.")
        yield from sorted(names)
    else:
        yield path


def _inside(folder: Path) -> list[Path]:
    """The files of a folder and the folders in it, but for hidden ones and for what belongs to a saved page."""
    found = [file.relative_to(folder) for file in folder.rglob("*") if file.is_file()]
    visible = [inside for inside in found if not any(part.startswith(".") for part in inside.parts)]
    beside = companions(inside.as_posix() for inside in visible)
    return [inside for inside in visible if not belongs(inside.as_posix(), beside)]


class Intake:
    """Takes in files one by one, with the dates that the user supplied for them."""

    def __init__(self, max_bytes: int, supplied: dict[str, str], default: str | None) -> None:
        self.max_bytes, self._supplied, self._default = max_bytes, supplied, default

    def date(self, path: str, otherwise: str | None) -> str | None:
        """What was supplied for a path, be it of a file or inside of one."""
        return self._supplied.get(os.path.abspath(path), otherwise)  # noqa: PTH100  the path as given may be "-"

    def file(self, path: str) -> Iterator[Found]:
        """The pages of a file on the disk, or of standard input."""
        name, date = shown(path), self.date(path, self._default)
        try:
            if path == "-":
                payload = sys.stdin.buffer.read(self.max_bytes + 1)
                if len(payload) > self.max_bytes:
                    yield too_large(name, len(payload), self.max_bytes)
                    return
                yield from self.take(Source(name, lambda: io.BytesIO(payload), len(payload), date))
                return
            at = Path(path)
            if not at.is_file():
                yield problem("unreadable", path, f"{path} is not a regular file.")
                return
            yield from self.take(Source(name, lambda: at.open("rb"), at.stat().st_size, date))
        except TooMuch as e:
            yield problem("too-large", path, f"{path}: {e}.")
        except OSError as e:
            yield problem("unreadable", path, f"{path} cannot be read ({e.strerror or e}).")
        except Exception as e:  # one file never stops the others, whatever it does to a reader
            yield problem("internal", path, f"{path}: taking it in failed with {type(e).__name__}: {e}.")

    def take(self, source: Source) -> Iterator[Found]:
        """The pages of a file, wherever it lies."""
        with source.open() as stream:
            head = stream.read(HEAD)
        many = holds_many(source.name, head)
        if many is None:
            yield from self.whole(source)
        elif many in ("zip", "tar", "gzip"):
            yield from self._unpacked(source, many)
        else:
            for found in self._many(source, many):
                if source.allowance is not None:
                    source.allowance.spend(_PAGE)
                if isinstance(found, Problem):
                    yield found
                else:
                    # a date that the container gives for a page goes before that of the file
                    page = dataclasses.replace(found[0], supplied=found[0].supplied or source.date)
                    yield judge(page, found[1])

    def _unpacked(self, source: Source, kind: str) -> Iterator[Found]:
        if kind == "gzip":
            yield from zipped.gzip_page(source, self.take)
        elif kind == "tar":
            yield from tarred.tar_pages(source, self.take, self.date)
        else:
            yield from zipped.zip_pages(source, self.take, self.whole, self.date, self.max_bytes)

    def _many(self, source: Source, kind: str) -> Iterator[Found]:
        if kind == "warc":
            with source.open() as stream:
                yield from warc.pages(stream, source.path, self.max_bytes)
        elif kind == "parquet":
            with source.seekable() as stream:
                yield from parquet.rows(stream, source.path, self.max_bytes)
        else:
            takes = {"jsonl": tables.json_lines, "json": tables.json_file, "csv": tables.csv_rows, "mhtml": mhtml.pages}
            yield from takes[kind](source, self.max_bytes)

    def whole(self, source: Source) -> Iterator[Found]:
        """A file that is one page."""
        if source.size is not None and source.size > self.max_bytes:
            yield too_large(source.path, source.size, self.max_bytes)
            return
        with source.open() as stream:
            payload = stream.read(self.max_bytes + 1)
        if len(payload) > self.max_bytes:
            yield too_large(source.path, len(payload), self.max_bytes)
            return
        media = zipped.document_media(payload) if payload.startswith(b"PK\x03\x04") else media_of(source.name, payload[:HEAD])
        yield judge(Page(id="", path=source.path, size=len(payload), media_type=media, supplied=source.date), payload)


def judge(page: Page, payload: bytes) -> Found:
    """The page with what its bytes say of it, or the problem that it is none: empty, no text, or nothing that reads it is installed."""
    media = page.media_type
    if media not in (pdf.MEDIA, docx.MEDIA, odt.MEDIA, rtf.MEDIA) and is_pdf(payload):
        page = dataclasses.replace(page, media_type=pdf.MEDIA)
    if payload.startswith(rtf.MARK):
        page = dataclasses.replace(page, media_type=rtf.MEDIA)
    if wrong := unfit(payload, page.media_type):
        return problem(wrong[0], page.path, f"{page.path} {wrong[1]}.")
    if page.media_type == pdf.MEDIA and not pdf.installed():
        return problem("missing-extra", page.path, f"{page.path} is a PDF, and pypdfium2 is not installed; headwater[pdf] brings it.")
    if page.url is None and page.media_type in (None, "text/html"):
        saved = saved_from(payload)
        if saved.url:
            page = dataclasses.replace(page, url=saved.url, captured=page.captured or saved.captured)
    return page, payload

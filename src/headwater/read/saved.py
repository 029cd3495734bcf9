"""What browsers and their helpers do when they save a page: a folder of pictures beside it, a note in it of where and when it was saved.

Finds these; decides nothing else.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath
from typing import NamedTuple

_PAGES = (".html", ".htm", ".xhtml")
_SINGLEFILE = re.compile(rb"Page saved with SingleFile\s{1,20}url:\s{0,9}(\S{1,4000})\s{1,20}saved date:\s{0,9}([^\r\n]{1,120})")
_FROM = re.compile(rb"<!--\s{0,9}saved from url=\(\d{1,6}\)(\S{1,4000}?)\s{0,9}-->", re.IGNORECASE)
#: The notes stand before the page's own markup.
_HEAD = 8_192
#: "Fri Mar 07 2031 10:11:12 GMT+0100 (...)", as JavaScript writes a moment.
_MOMENT = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2} \d{1,2} \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")


@cache
def _endings() -> tuple[str, ...]:
    table = tomllib.loads((files("headwater.read") / "lexicon" / "saved_pages.toml").read_text("utf-8"))
    return tuple(ending.lower() for ending in table["folders"]["endings"])


def companions(names: Iterable[str]) -> frozenset[str]:
    """The folders among these paths that hold what belongs to a saved page: "a_files" beside "a.html"."""
    listed = list(names)
    pages = {str(PurePosixPath(n).with_suffix("")).lower() for n in listed if n.lower().endswith(_PAGES)}
    around = {str(p) for n in listed for p in PurePosixPath(n).parents}
    return frozenset(a for a in around if any(a.lower().endswith(e) and a.lower().removesuffix(e) in pages for e in _endings()))


def belongs(name: str, folders: frozenset[str]) -> bool:
    """Does a path lie in one of these folders?"""
    return bool(folders) and any(str(p) in folders for p in PurePosixPath(name).parents)


class Saved(NamedTuple):
    """Where a page was saved from and when (ISO 8601, UTC), as far as it says."""

    url: str | None = None
    captured: str | None = None


def saved_from(payload: bytes) -> Saved:
    """The note that SingleFile or a browser left in a page."""
    head = payload[:_HEAD]
    if m := _SINGLEFILE.search(head):
        return Saved(_address(m[1]), _moment(m[2].decode("utf-8", "replace")))
    if m := _FROM.search(head):
        return Saved(_address(m[1]))
    return Saved()


def _address(raw: bytes) -> str | None:
    text = raw.decode("utf-8", "replace")
    return text if text.startswith(("http://", "https://")) else None


def _moment(text: str) -> str | None:
    m = _MOMENT.search(text)
    try:
        when = datetime.datetime.strptime(f"{m[1]} {m[2]}", "%b %d %Y %H:%M:%S %z") if m else None
    except ValueError:
        return None
    return when.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if when else None

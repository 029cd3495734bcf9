"""E-books (EPUB) as archives of pages: the content documents that a book's spine names, in the order in which they are read.

Follows EPUB 3.3 (and 2.0.1): `META-INF/container.xml` names the package, its manifest the files, its spine their order. The table of contents is left out.
What the package says of the book (a date, authors) is said of the whole and not of a text in it, and is not read.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Mapping
from urllib.parse import unquote

from headwater.read.formats.xml import Refused, parse

_CONTAINER, _LOCKS = "META-INF/container.xml", "META-INF/encryption.xml"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "text/x-oeb1-document"))
#: Bytes of a file that says what is in the book.
_MOST = 5_000_000


def is_epub(archive: zipfile.ZipFile) -> bool:
    """Is this archive an e-book?"""
    return _CONTAINER in archive.NameToInfo


def _elements(archive: zipfile.ZipFile, name: str) -> list[tuple[str, Mapping[str, str]]]:
    """The elements of a file that says what is in the book: name without its space, attributes."""
    out: list[tuple[str, Mapping[str, str]]] = []
    with archive.open(name) as member:
        text = member.read(_MOST).decode("utf-8-sig", "replace")
    parse(text, lambda tag, given: out.append((tag.rpartition(" ")[2], dict(given))), lambda _: None, lambda _: None)
    return out


def locked(archive: zipfile.ZipFile) -> frozenset[str]:
    """The files of a book that are encrypted."""
    if _LOCKS not in archive.NameToInfo:
        return frozenset()
    return frozenset(unquote(given.get("URI", "")) for tag, given in _elements(archive, _LOCKS) if tag == "CipherReference")


def spine(archive: zipfile.ZipFile) -> list[str]:
    """The names of the content documents, in reading order. Raises `Refused` where the book does not say."""
    root = next((given.get("full-path", "") for tag, given in _elements(archive, _CONTAINER) if tag == "rootfile"), "")
    if root not in archive.NameToInfo:
        raise Refused("its container names no package")
    elements = _elements(archive, root)
    files = {
        given.get("id", ""): posixpath.normpath(posixpath.join(posixpath.dirname(root), unquote(given.get("href", ""))))
        for tag, given in elements
        if tag == "item" and given.get("media-type") in _PAGES and "nav" not in given.get("properties", "").split()
    }
    named = [files.get(given.get("idref", ""), "") for tag, given in elements if tag == "itemref"]
    return [name for name in dict.fromkeys(named) if name in archive.NameToInfo]

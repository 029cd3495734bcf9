"""What a file is: by its first bytes where they cannot be mistaken, else by its ending, else by its look. Opens nothing."""

from __future__ import annotations

import re

from headwater.read import mhtml
from headwater.read.formats import docx, eml, feed, odt, pdf, row, rtf
from headwater.read.payload import decode
from headwater.read.tar_records import is_tar

#: Bytes at the beginning of a file that are looked at.
HEAD = 65_536

#: File endings that are pages for sure, and the media type of each.
_MEDIA = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "application/xhtml+xml",
    ".txt": "text/plain",
    ".text": "text/plain",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".eml": eml.MEDIA,
    ".rss": "application/rss+xml",
    ".atom": "application/atom+xml",
}
#: Endings of files that hold many pages, and what takes them apart.
_MANY = {
    ".warc": "warc",
    ".warc.gz": "warc",
    ".wacz": "zip",
    ".zip": "zip",
    ".gz": "gzip",
    ".parquet": "parquet",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "csv",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
}
#: Signatures of formats that are not read, for a message that names them.
_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a media file"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
    (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf\x27\x1c", "an archive of a kind that is not read"),
    (b"Rar!", "an archive of a kind that is not read"),
    (b"BZh", "an archive of a kind that is not read"),
    (b"\xfd7zXZ", "an archive of a kind that is not read"),
)
_PDF = re.compile(rb"[\s\x00]{0,1024}%PDF-")
#: Share of control characters in the first bytes above which a file is no text: Latin-1 and UTF-8 text has next to none.
_CONTROL_SHARE = 0.05
#: The control characters that no text holds. Counted by leaving them out: bytes one by one would take some 2 ms a page.
_ODD_CONTROLS = bytes(b for b in range(32) if b not in b"\t\n\r\x0c\x1b")
#: Media types whose bytes need not be text.
_NO_TEXT = frozenset((pdf.MEDIA, docx.MEDIA, odt.MEDIA, rtf.MEDIA))


def holds_many(name: str, head: bytes) -> str | None:
    """What takes this file apart, if it holds many pages or packs one: warc, zip, tar, gzip, parquet, jsonl, json, csv, mhtml."""
    ending = next((e for e in sorted(_MANY, key=len, reverse=True) if name.endswith(e)), "")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if is_tar(head):
        return "tar"
    if head.startswith(b"\x1f\x8b"):
        return _MANY[ending] if ending == ".warc.gz" else "gzip"
    if ending in (".gz", ".zip"):
        return None if ending == ".gz" else "zip"
    if ending:
        return _MANY[ending]
    return "mhtml" if not media_of_name(name) and mhtml.looks_like(head) else None


def media_of_name(name: str) -> str | None:
    """The media type that a file's ending stands for."""
    return next((media for ending, media in _MEDIA.items() if name.endswith(ending)), None)


def is_pdf(head: bytes) -> bool:
    """Do the bytes begin as a PDF does? What sends them may have put a line or two before."""
    return bool(_PDF.match(head))


def media_of(name: str, head: bytes) -> str | None:
    """The media type of a single page, as far as name and first bytes tell; None where its reader is to judge by the text."""
    if is_pdf(head):
        return pdf.MEDIA
    if head.startswith(rtf.MARK):
        return rtf.MEDIA
    if media := media_of_name(name):
        return media
    if eml.looks_like(head):
        return eml.MEDIA
    if b"<" in head[:1024] and feed.looks_like(decode(head[:16_384], None).payload):
        return "application/rss+xml"
    return None


def unfit(payload: bytes, media: str | None) -> tuple[str, str] | None:
    """Why the bytes are no page that can be read, as kind and words; None where they may be one."""
    if not payload.strip(b"\x00\x09\x0a\x0c\x0d\x20"):
        return "empty", "is empty"
    if media in _NO_TEXT or media in (row.JSON, row.CSV):
        return None
    for signature, what in _OTHERS:
        if payload.startswith(signature):
            return "unsupported", f"is {what}"
    if payload.startswith(b"PK\x03\x04"):
        return "unsupported", "is a zip archive or office document"
    if payload.startswith(b"\x1f\x8b"):
        return "unsupported", "is a gzip file"
    head = payload[:HEAD]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return None
    odd = len(head) - len(head.translate(None, _ODD_CONTROLS))
    return ("binary", "is no text") if odd > _CONTROL_SHARE * len(head) else None

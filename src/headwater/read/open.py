"""From a captured page to the page laid out: picks the reader of its format by what the capture says of it, and failing that by its look."""

from __future__ import annotations

import re

from headwater.read.formats import docx, eml, feed, pdf, row
from headwater.read.head import read_head
from headwater.read.laid import Article, Laid
from headwater.read.markup import markup_blocks
from headwater.read.payload import decode
from headwater.read.text_lines import line_blocks
from headwater.records import Page

#: Media types of web pages.
HTML = frozenset(("text/html", "application/xhtml+xml"))
#: Media types whose payload is laid out by a reader of their own; the payload of all others is the file as decoded.
LAID_OUT = frozenset((pdf.MEDIA, docx.MEDIA, eml.MEDIA, row.JSON, row.CSV)) | feed.MEDIA
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|article|meta|title)\b", re.IGNORECASE)
#: Characters of a page that are looked at to see what it is.
_SAMPLE = 65_536
#: Control characters that text files do not hold; a payload with more than this share of them, or of letters that fit no encoding, is no text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_CONTROL_SHARE = 0.02


def lay(page: Page, payload: bytes) -> Laid:
    """The page laid out. The payload of a page that cannot be read is empty, and `Laid.said` says why."""
    media = page.media_type or ""
    if media == pdf.MEDIA:
        return pdf.lay(payload)
    if media == docx.MEDIA:
        return docx.lay(payload)
    if media == eml.MEDIA:
        return eml.lay(payload)
    if media in feed.MEDIA:
        return feed.lay(payload, page.encoding)
    if media in (row.JSON, row.CSV):
        return row.lay(payload, media, page.encoding)
    return _text(media, page.encoding, payload)


def _text(media: str, encoding: str | None, payload: bytes) -> Laid:
    """A web page or a text file."""
    decoded = decode(payload, encoding)
    text = decoded.payload
    if not text.strip("\x00 \t\r\n\x0c\ufeff"):
        return Laid(text, said=[("empty", "holds nothing")])
    if len(_CONTROL.findall(text[:_SAMPLE])) > _CONTROL_SHARE * len(text[:_SAMPLE]):
        return Laid(text, said=[("binary", "is no text")])
    said = [("encoding", f"was read as {decoded.encoding}: {decoded.doubt}")] if decoded.doubt else []
    if media in HTML or (not media and _HTML.search(text[:2000])):
        blocks, parents = markup_blocks(text)
        return Laid(text, [Article(blocks, parents, read_head(text))], said=said)
    return Laid(text, [Article(line_blocks(text), plain=True)], said=said)

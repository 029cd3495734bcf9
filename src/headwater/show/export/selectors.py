"""Where a span stands, as selectors of the W3C Web Annotation Data Model (Recommendation of 23 February 2017).

    TextQuoteSelector       the words, with some before and after them: what a reader sees
    TextPositionSelector    code points in the text of the page; only where the page is text, for in HTML the standard counts
                            what is left without the markup, which depends on who strips it
    DataPositionSelector    bytes of the captured file: exact for every page that is text, with its SHA-256
    FragmentSelector        the page of a PDF, as RFC 8118 writes it ("page=3")

A page whose bytes are not known to decode without loss is quoted, and given no position. So is one whose bytes are no text (PDF, DOCX) or hold
its words coded (e-mail, feeds, rows of tables).

Does not read files.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Any

from headwater.read.laid import Laid
from headwater.read.open import LAID_OUT, lay
from headwater.read.payload import decode
from headwater.records import Document, Page

#: Characters before and after a quotation: what annotation tools commonly store, and enough to tell most repeated words apart.
AROUND = 32

_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


@dataclass(frozen=True)
class Payload:
    """A captured page decoded: its text, its bytes, the encoding that turns the one into the other (None: not reversible)."""

    text: str
    bom: int
    encoding: str | None
    laid: Laid | None = None


def decoded(payload: bytes, page: Page) -> Payload:
    """The payload as text. A byte order mark does not count; line ends stay as they are."""
    if page.media_type in LAID_OUT:
        laid = lay(page, payload)
        return Payload(laid.payload, 0, None, laid)
    found = decode(payload, page.encoding)
    text, encoding, bom = found.payload, found.encoding, next((len(b) for b in _BOMS if payload.startswith(b)), 0)
    body = payload[bom:]
    try:
        exact = text.encode(encoding) == body
    except UnicodeEncodeError:
        exact = False
    return Payload(text, bom, encoding if exact else None)


def selectors(document: Document, start: int, end: int, payload: Payload, *, markup: bool) -> list[dict[str, Any]]:
    """The selectors of ``document.text[start:end]`` on its page."""
    raw_start, raw_end = document.offsets.raw(start, end)
    by_words = markup or payload.encoding is None or payload.laid is not None
    text, at, until = (document.text, start, end) if by_words else (payload.text, raw_start, raw_end)
    out: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": text[at:until],
            "prefix": text[max(0, at - AROUND) : at],
            "suffix": text[until : until + AROUND],
        }
    ]
    if payload.laid is not None:
        return [*out, *_fragment(payload.laid, raw_start, raw_end)]
    if payload.encoding is None:
        return out
    if not markup:
        out.append({"type": "TextPositionSelector", "start": raw_start, "end": raw_end})
    first = payload.bom + len(payload.text[:raw_start].encode(payload.encoding))
    last = first + len(payload.text[raw_start:raw_end].encode(payload.encoding))
    out.append({"type": "DataPositionSelector", "start": first, "end": last})
    return out


def _fragment(laid: Laid, raw_start: int, raw_end: int) -> list[dict[str, Any]]:
    """The page of a PDF that words stand on; nothing for other formats, or where they stand on two."""
    places = {place[0] for raw in (raw_start, max(raw_start, raw_end - 1)) if (place := laid.place(raw)) is not None}
    name = next(iter(places)) if len(places) == 1 else ""
    if not name.startswith("page "):
        return []
    return [{"type": "FragmentSelector", "conformsTo": "http://tools.ietf.org/rfc/rfc8118", "value": f"page={name.removeprefix('page ')}"}]

"""Where a span stands, as selectors of the W3C Web Annotation Data Model (Recommendation of 23 February 2017).

    TextQuoteSelector       the words, with some before and after them: what a reader sees
    TextPositionSelector    code points in the text of the page; only where the page is text, for in HTML the standard counts
                            what is left without the markup, which depends on who strips it
    DataPositionSelector    bytes of the captured file: exact for every page, with its SHA-256

A page whose bytes are not known to decode without loss is quoted, and given no position.

Does not read files.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from typing import Any

from headwater.records import Document, Page

#: Characters before and after a quotation: what annotation tools commonly store, and enough to tell most repeated words apart.
AROUND = 32

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True)
class Payload:
    """A captured page decoded: its text, its bytes, the encoding that turns the one into the other (None: not reversible)."""

    text: str
    bom: int
    encoding: str | None


def decoded(payload: bytes, page: Page) -> Payload:
    """The payload as text. A byte order mark does not count; line ends stay as they are."""
    bom, encoding = next(((len(b), e) for b, e in _BOMS if payload.startswith(b)), (0, page.encoding or "utf-8"))
    body = payload[bom:]
    text = body.decode(encoding, "replace")
    try:
        exact = text.encode(encoding) == body
    except UnicodeEncodeError:
        exact = False
    return Payload(text, bom, encoding if exact else None)


def selectors(document: Document, start: int, end: int, payload: Payload, *, markup: bool) -> list[dict[str, Any]]:
    """The selectors of ``document.text[start:end]`` on its page."""
    raw_start, raw_end = document.offsets.raw(start, end)
    by_words = markup or payload.encoding is None
    text, at, until = (document.text, start, end) if by_words else (payload.text, raw_start, raw_end)
    out: list[dict[str, Any]] = [
        {
            "type": "TextQuoteSelector",
            "exact": text[at:until],
            "prefix": text[max(0, at - AROUND) : at],
            "suffix": text[until : until + AROUND],
        }
    ]
    if payload.encoding is None:
        return out
    if not markup:
        out.append({"type": "TextPositionSelector", "start": raw_start, "end": raw_end})
    first = payload.bom + len(payload.text[:raw_start].encode(payload.encoding))
    last = first + len(payload.text[raw_start:raw_end].encode(payload.encoding))
    out.append({"type": "DataPositionSelector", "start": first, "end": last})
    return out

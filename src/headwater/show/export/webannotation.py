"""W3C Web Annotation (JSON-LD): one collection with an annotation for every statement, figure, date and name.

The body says what the span is, and for the accounts of claims which claim it belongs to and what it rests on. The target is the
page by its URL, or by its SHA-256 where it has none, with selectors that find the words again (`selectors.py`).
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records import Document, Page, Span
from headwater.show.export.rows import Shelf, said_of
from headwater.show.export.selectors import Payload, decoded, selectors
from headwater.tables import dump
from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "webannotation"

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]
_KINDS = {"statements": "statement", "figures": "figure", "dates": "date", "names": "name"}


def write(library: Library, output: Path) -> int:
    """Write the collection; gives the number of annotations."""
    total = sum(library.count(table) for table in _KINDS)
    head = {
        "@context": _CONTEXT,
        "id": _iri("collection", "accounts"),
        "type": "AnnotationCollection",
        "label": "Spans found by headwater",
        "generator": {"id": "urn:headwater", "type": "Software", "name": "headwater", "schema:softwareVersion": __version__},
        "total": total,
    }
    page = {"id": _iri("page", "0"), "type": "AnnotationPage", "startIndex": 0}
    count = 0
    with output.open("w", encoding="utf-8", newline="\n") as file:
        file.write(json.dumps(head, ensure_ascii=False)[:-1] + ', "first": ' + json.dumps(page)[:-1] + ', "items": [')
        for count, item in enumerate(_annotations(library), start=1):
            file.write((",\n" if count > 1 else "\n") + json.dumps(item, ensure_ascii=False))
        file.write("\n]}}\n")
    return count


def _iri(*parts: str) -> str:
    """A stable name for a thing of ours: a version 5 UUID (RFC 9562) of what it is."""
    return f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:headwater:' + ':'.join(parts))}"


def _annotations(library: Library) -> Iterator[dict[str, Any]]:
    shelf = Shelf(library)
    payload, of = Payload("", 0, None), ""
    for document in library.all("documents"):
        page = shelf.page(document.page, document.path)
        if page is None:
            continue
        if of != page.id:  # the documents of a page follow one another
            payload, of = decoded(library.payload(page.id), page), page.id
        claims = _claims_by_span(library, document.id)
        for table, kind in _KINDS.items():
            for span in library.all(table, document=document.id):
                yield {
                    "id": _iri(kind, span.id),
                    "type": "Annotation",
                    "motivation": "describing",
                    "body": _bodies(shelf, kind, span, claims.get(span.id, [])),
                    "target": _target(document, page, payload, span),
                }


def _claims_by_span(library: Library, document: str) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    for claim in library.claims_of(document=document):
        for account in claim.accounts:
            if account.document == document:
                found.setdefault(account.span, []).append(claim)
    return found


def _bodies(shelf: Shelf, kind: str, span: Span, claims: list[Any]) -> list[dict[str, Any]]:
    value = {k: v for k, v in dump(span)["value"].items() if v not in (None, [])}
    bodies: list[dict[str, Any]] = [
        {"type": "TextualBody", "purpose": "tagging", "value": kind},
        {"type": "TextualBody", "purpose": "describing", "format": "application/json", "value": json.dumps(value, ensure_ascii=False)},
    ]
    rest = shelf.rest(span.id)
    if rest and rest.chain:
        says = "Rests on: " + " > ".join(rest.chain) + ". " + " ".join(rest.why)
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": says.strip()})
    for claim in claims:
        low, high = claim.independent.low, claim.independent.high
        says = f"{claim.gist} (independent origins: {low if low == high else f'{low} to {high}'}; {claim.standing})"
        bodies.append({"id": _iri("claim", claim.id), "type": "TextualBody", "purpose": "linking", "format": "text/plain", "value": says})
    return bodies


def _target(document: Document, page: Page, payload: Payload, span: Span) -> dict[str, Any]:
    url = document.url or page.url
    target: dict[str, Any] = {
        "source": url or f"urn:sha256:{page.id}",
        "schema:sha256": page.id,
        "schema:headline": said_of(document.title),
        "selector": selectors(document, span.start, span.end, payload, markup="html" in (page.media_type or "")),
    }
    if page.captured:
        target["state"] = {"type": "TimeState", "sourceDate": page.captured}
    return target

"""FollowTheMoney (JSON Lines of entities, for Aleph, OpenAleph and the OpenSanctions tools).

    Article          a document; its checksum is the SHA-1 that the model asks for, its SHA-256 stands in the notes
    Person, Organization    those that the collection names, under all their names
    Documentation    a document that names one of them, or tells a claim (with its words)
    Event            a claim: gist, standing and origins; the named origins are involved
    UnknownLink      a document that copies, paraphrases or cites another; the later one is the subject

Ids are made from headwater's, so a second export of the same case gives the same entities. Unnamed origins are no entities: they are
described in the claim's notes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from headwater.records import Claim, Document, Link, Origin
from headwater.show.export.rows import Shelf, said_of

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "ftm"

_SCHEMATA = {"person": "Person", "body": "Organization"}
#: ISO 639-3, which the model's languages are written in, for what is read so far.
_LANGUAGES = {"en": "eng"}


def write(library: Library, output: Path) -> int:
    """Write the entities; gives their number."""
    count = 0
    with output.open("w", encoding="utf-8", newline="\n") as file:
        for entity in _entities(library):
            file.write(json.dumps(entity, ensure_ascii=False) + "\n")
            count += 1
    return count


def _id(kind: str, id: str) -> str:
    return f"headwater-{kind}-{id}"


def _entity(schema: str, id: str, **properties: Any) -> dict[str, Any]:
    """An entity; values that are None or empty are left out, the others become lists of strings."""
    lists = {k: v if isinstance(v, list | tuple) else [v] for k, v in properties.items()}
    filled = {k: [str(x) for x in v if x not in (None, "")] for k, v in lists.items()}
    return {"id": id, "schema": schema, "properties": {k: v for k, v in filled.items() if v}}


def _entities(library: Library) -> Iterator[dict[str, Any]]:
    shelf = Shelf(library)
    for document in library.all("documents"):
        yield _article(library, shelf, document)
    named: dict[tuple[str, str], str] = {}
    for e in library.all("entities"):
        if e.kind in _SCHEMATA:
            named[e.kind, e.canonical] = id = _id("entity", e.id)
            yield _entity(_SCHEMATA[e.kind], id, name=e.canonical, alias=[f for f in e.forms if f != e.canonical])
            for d in e.documents:
                yield _documentation(d, id, "names")
    involved: dict[str, str] = {}
    for o in shelf.origins.values():
        if o.kind in _SCHEMATA:
            involved[o.id] = named.get((o.kind, o.label), _id("origin", o.id))
            if (o.kind, o.label) not in named:
                yield _entity(_SCHEMATA[o.kind], involved[o.id], name=o.label)
    for claim in library.claims():
        yield from _claim(shelf, claim, involved)
    for table in ("copies", "cites"):
        for link in library.all(table):
            yield _link(link)


def _article(library: Library, shelf: Shelf, d: Document) -> dict[str, Any]:
    page = shelf.page(d.page, d.path)
    name = PurePosixPath(d.path).name
    return _entity(
        "Article",
        _id("document", d.id),
        title=said_of(d.title),
        name=said_of(d.title) or name,
        author=said_of(d.byline),
        publisher=said_of(d.outlet),
        publishedAt=said_of(d.published),
        modifiedAt=said_of(d.modified),
        sourceUrl=d.url or (page.url if page else None),
        retrievedAt=page.captured if page else None,
        fileName=name,
        mimeType=page.media_type if page else None,
        fileSize=page.size if page else None,
        contentHash=hashlib.sha1(library.payload(d.page), usedforsecurity=False).hexdigest(),
        language=_LANGUAGES.get(d.language or ""),
        notes=f"sha256:{d.page}",
    )


def _documentation(document: str, entity: str, role: str, **more: Any) -> dict[str, Any]:
    id = hashlib.sha1(f"{document} {entity} {role} {more.get('recordId', '')}".encode(), usedforsecurity=False).hexdigest()
    return _entity("Documentation", _id("documentation", id), document=_id("document", document), entity=entity, role=role, **more)


def _claim(shelf: Shelf, claim: Claim, involved: dict[str, str]) -> Iterator[dict[str, Any]]:
    id = _id("claim", claim.id)
    origins = [shelf.origins[o] for o in claim.origins if o in shelf.origins]
    figure = next((a.figure for a in claim.accounts if a.figure), None)
    yield _entity(
        "Event",
        id,
        name=claim.gist,
        summary=f"Independent origins: {claim.independent.low} to {claim.independent.high}. Accounts: {claim.standing}.",
        notes=[_described(o) for o in origins],
        involved=[involved[o.id] for o in origins if o.id in involved],
        proof=[_id("document", d) for d in sorted({a.document for a in claim.accounts})],
        startDate=figure.start if figure else None,
        endDate=figure.end if figure else None,
        location=figure.place if figure else None,
        recordId=claim.id,
    )
    for a in claim.accounts:
        yield _documentation(a.document, id, "account", summary=a.text, recordId=a.span)


def _described(origin: Origin) -> str:
    return f"Origin ({origin.kind}): {origin.label}." + (" " + " ".join(origin.why) if origin.why else "")


def _link(link: Link) -> dict[str, Any]:
    first, later = (link.right, link.left) if link.direction == "right" else (link.left, link.right)
    return _entity(
        "UnknownLink",
        _id("link", link.id),
        subject=_id("document", later.document),
        object=_id("document", first.document),
        role=link.kind,
        status="direction unknown" if link.direction == "unknown" else None,
        summary=" ".join(link.why),
    )

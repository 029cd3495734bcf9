"""PROV-JSON (W3C Member Submission of 24 April 2013, a form of the PROV data model of 30 April 2013).

entity            pages, documents, accounts; a claim is a collection of its accounts
agent             outlets, and the origins that are persons or bodies (an unnamed one too, as an agent of unknown kind)
wasDerivedFrom    a document from its page; a document from the one that it copies or paraphrases; an account from its document
                  and a document from the one that it cites, both as prov:Quotation (which is how PROV-JSON writes wasQuotedFrom)
wasAttributedTo   a document to its outlet, an account to its origin
alternateOf       documents that share a passage where nobody knows which came first
hadMember         the accounts of a claim
wasGeneratedBy    claims, by a run of headwater
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from headwater.records import Claim, Document, Link, make_id
from headwater.show.export.rows import said_of
from headwater.version import __version__

if TYPE_CHECKING:
    from headwater.case.queries import Library

FORMAT = "prov"

_KINDS = {"person": "prov:Person", "body": "prov:Organization"}


class _Bundle:
    """A PROV document in the making: statements by kind and id."""

    def __init__(self) -> None:
        self.parts: dict[str, dict[str, dict[str, Any]]] = {}

    def add(self, part: str, id: str, **attributes: Any) -> None:
        """Add a statement; attributes that are None are left out, `__` in a name stands for the colon."""
        filled = {k.replace("__", ":"): v for k, v in attributes.items() if v is not None}
        self.parts.setdefault(part, {})[id] = filled

    def relate(self, part: str, **attributes: Any) -> None:
        """Add a statement whose id follows from what it says."""
        self.add(part, "_:" + make_id(part, json.dumps(attributes, sort_keys=True)), **attributes)

    def size(self) -> int:
        """How many statements there are."""
        return sum(len(p) for p in self.parts.values())


def _name(name: str) -> dict[str, str]:
    """A qualified name as an attribute's value."""
    return {"$": name, "type": "xsd:QName"}


def write(library: Library, output: Path) -> int:
    """Write the document; gives the number of its statements."""
    bundle = _Bundle()
    bundle.add("agent", "hw:headwater", prov__type=_name("prov:SoftwareAgent"), prov__label=f"headwater {__version__}")
    bundle.add("activity", "hw:run", prov__label="a run of headwater over the pages")
    bundle.relate("wasAssociatedWith", prov__activity="hw:run", prov__agent="hw:headwater")
    for page in library.all("pages"):
        where = page.url or page.path
        bundle.add(
            "entity", f"hw:page.{page.id}", prov__type=_name("hw:Page"), prov__label=page.path, prov__location=where, hw__sha256=page.id
        )
    for document in library.all("documents"):
        _document(bundle, document)
    for o in library.all("origins"):
        if o.kind != "document":
            bundle.add("agent", f"hw:origin.{o.id}", prov__type=_name(_KINDS.get(o.kind, "hw:Unnamed")), prov__label=o.label)
    roots = {o.id: o.root for o in library.all("origins")}
    for claim in library.claims():
        _claim(bundle, claim, roots)
    for table in ("copies", "cites"):
        for link in library.all(table):
            _link(bundle, link)
    prefix = {"hw": "urn:headwater:", "dcterms": "http://purl.org/dc/terms/"}
    text = json.dumps({"prefix": prefix, **bundle.parts}, ensure_ascii=False, indent=1)
    output.write_text(text + "\n", encoding="utf-8", newline="\n")
    return bundle.size()


def _document(bundle: _Bundle, d: Document) -> None:
    id = f"hw:document.{d.id}"
    bundle.add(
        "entity",
        id,
        prov__type=_name("hw:Document"),
        prov__label=said_of(d.title) or d.path,
        dcterms__issued=said_of(d.published),
        hw__path=d.path,
    )
    bundle.relate("wasDerivedFrom", prov__generatedEntity=id, prov__usedEntity=f"hw:page.{d.page}", prov__type=_name("hw:reads"))
    if d.outlet:
        outlet = f"hw:outlet.{make_id('outlet', d.outlet.value)}"
        bundle.add("agent", outlet, prov__type=_name("prov:Organization"), prov__label=d.outlet.value)
        bundle.relate("wasAttributedTo", prov__entity=id, prov__agent=outlet)


def _claim(bundle: _Bundle, claim: Claim, roots: dict[str, str | None]) -> None:
    id = f"hw:claim.{claim.id}"
    bundle.add(
        "entity",
        id,
        prov__type=_name("prov:Collection"),
        prov__label=claim.gist,
        hw__independentLow=claim.independent.low,
        hw__independentHigh=claim.independent.high,
        hw__standing=claim.standing,
    )
    bundle.relate("wasGeneratedBy", prov__entity=id, prov__activity="hw:run")
    for a in claim.accounts:
        account = f"hw:account.{a.span}"
        bundle.add(
            "entity", account, prov__type=_name("hw:Account"), prov__value=a.text, hw__start=a.start, hw__end=a.end, hw__grade=a.grade
        )
        bundle.relate("hadMember", prov__collection=id, prov__entity=account)
        bundle.relate(
            "wasDerivedFrom",
            prov__generatedEntity=account,
            prov__usedEntity=f"hw:document.{a.document}",
            prov__type=_name("prov:Quotation"),
        )
        root = roots.get(a.origin)
        if root is None:
            bundle.relate("wasAttributedTo", prov__entity=account, prov__agent=f"hw:origin.{a.origin}")
        elif root != a.document:
            bundle.relate(
                "wasDerivedFrom",
                prov__generatedEntity=account,
                prov__usedEntity=f"hw:document.{root}",
                prov__type=_name("prov:PrimarySource"),
            )


def _link(bundle: _Bundle, link: Link) -> None:
    first, later = (link.right, link.left) if link.direction == "right" else (link.left, link.right)
    if link.direction == "unknown":
        bundle.relate(
            "alternateOf", prov__alternate1=f"hw:document.{link.left.document}", prov__alternate2=f"hw:document.{link.right.document}"
        )
        return
    bundle.relate(
        "wasDerivedFrom",
        prov__generatedEntity=f"hw:document.{later.document}",
        prov__usedEntity=f"hw:document.{first.document}",
        prov__type=_name("prov:Quotation" if link.kind == "cites" else f"hw:{link.kind}"),
        hw__score=link.score,
        hw__why=" ".join(link.why) or None,
    )

"""Records as the JSON Lines of the command line: every stretch of text with its page, its document, its raw place and its words."""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Collection, Iterator
from typing import Any

from headwater.case.queries import Library
from headwater.records import (
    Claim,
    Document,
    Fact,
    Figure,
    Furniture,
    Happening,
    Link,
    Origin,
    Page,
    Place,
    Problem,
    Span,
    Statement,
    Stretch,
)
from headwater.tables import dump

Json = dict[str, Any]

#: What each verb prints without being asked for a kind, in this order, for each document and then for the collection.
KINDS: dict[str, tuple[str, ...]] = {
    "read": ("documents", "furniture"),
    "mark": ("documents", "statements", "figures", "dates", "names"),
    "trace": ("documents", "statements", "links", "origins"),
    "compare": ("documents", "statements", "figures", "links", "origins", "claims"),
}
#: What the records of a kind refer to, and so bring along.
_REFERS: dict[str, tuple[str, ...]] = {
    "documents": (),
    "furniture": ("documents",),
    "statements": ("documents",),
    "figures": ("documents", "statements"),
    "dates": ("documents",),
    "names": ("documents",),
    "links": ("documents",),
    "origins": ("documents",),
    "claims": ("documents", "statements", "figures", "origins"),
    "happenings": ("documents", "claims"),
}
ALL_KINDS = tuple(_REFERS)
#: Documents kept at hand while links and claims are written.
_KEPT = 512


def _unbroken(d: Document, part: Stretch) -> list[Stretch]:
    """A stretch of the body, cut where the page holds something else between two of its lines: markup, blank lines, furniture."""
    o = d.offsets
    ends = [o.raws[i] + o.raw_lengths[i] for i in range(len(o.raws))]
    cuts = [o.starts[i] for i in range(1, len(ends)) if part.start < o.starts[i] < part.end and o.raws[i] > ends[i - 1]]
    edges = [part.start, *(c for c in cuts if d.text[c - 1] == "\n"), part.end]
    out = []
    for start, end in itertools.pairwise(edges):
        piece = d.text[start:end]
        first, last = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
        if first < last:
            out.append(Stretch(first, last))
    return out


class Lines:
    """Encodes the records of a case."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._documents: OrderedDict[str, Document | None] = OrderedDict()

    def _document(self, id: str) -> Document | None:
        if id in self._documents:
            self._documents.move_to_end(id)
        else:
            self._documents[id] = self.library.one("documents", id)
            if len(self._documents) > _KEPT:
                self._documents.popitem(last=False)
        return self._documents[id]

    def _stretch(self, holder: Document | Furniture, start: int, end: int) -> Json:
        raw_start, raw_end = holder.offsets.raw(start, end)
        return {
            "path": holder.path,
            "document": holder.id,
            "start": start,
            "end": end,
            "raw_start": raw_start,
            "raw_end": raw_end,
            "text": holder.text[start:end],
        }

    def _place(self, place: Place) -> Json:
        holder = self._document(place.document)
        return dump(place) if holder is None else self._stretch(holder, place.start, place.end)

    def _fact(self, fact: Fact | None, document: Document) -> Json | None:
        if fact is None:
            return None
        out: Json = {"value": fact.value, "precision": fact.precision, "evidence": fact.evidence, "score": fact.score}
        if fact.start is not None and fact.end is not None:
            return {**out, **self._stretch(document, fact.start, fact.end)}
        place = {"path": document.path, "document": document.id, "start": None, "end": None}
        return {**out, **place, "raw_start": fact.raw_start, "raw_end": fact.raw_end, "text": None}

    def document(self, d: Document) -> Json:
        """A document with its facts and the stretches of its body."""
        facts = {n: self._fact(getattr(d, n), d) for n in ("title", "byline", "outlet", "published", "modified", "dateline")}
        return {
            "type": "document",
            "id": d.id,
            **self._stretch(d, 0, len(d.text)),
            "page": d.page,
            "ordinal": d.ordinal,
            **facts,
            "credits": [self._fact(c, d) for c in d.credits],
            "url": d.url,
            "language": d.language,
            "body": [self._stretch(d, p.start, p.end) for s in d.body for p in _unbroken(d, s)],
        }

    def furniture(self, f: Furniture) -> Json:
        """A piece of furniture: no document holds it."""
        place = {**self._stretch(f, 0, len(f.text)), "document": None}
        return {"type": "furniture", "id": f.id, **place, "page": f.page, "kind": f.kind, "near": f.near, "why": f.why}

    def span(self, kind: str, s: Span, holder: Document | Furniture) -> Json:
        """A statement, figure, date or name."""
        out: Json = {"type": kind, "id": s.id, **self._stretch(holder, s.start, s.end), "value": dump(getattr(s, "value"))}  # noqa: B009
        if isinstance(s, Statement):
            out["value"]["via"] = [
                {"name": h.name, **(self._stretch(holder, h.start, h.end) if h.start is not None and h.end is not None else _NOWHERE)}
                for h in s.value.via
            ]
            out["parts"] = {r: self._stretches(holder, getattr(s.parts, r)) for r in ("source", "cue", "content")}
            out["parent"] = s.parent
        if isinstance(s, Figure):
            out["statement"] = s.statement
            out["sentence"] = self._stretch(holder, s.sentence.start, s.sentence.end)
        if s.region != "body":
            out["in"] = s.region
        if isinstance(s, Figure):
            _whole_numbers(out["value"])
        return {**out, "score": s.score, "rule": s.rule, "why": list(s.why)}

    def _stretches(self, holder: Document | Furniture, pieces: tuple[Stretch, ...]) -> list[Json]:
        return [self._stretch(holder, p.start, p.end) for p in pieces]

    def link(self, link: Link) -> Json:
        """A link with both its places."""
        return {"type": "link", **dump(link), "left": self._place(link.left), "right": self._place(link.right)}

    def origin(self, origin: Origin) -> Json:
        """An origin with the documents that carry it."""
        return {"type": "origin", **dump(origin)}

    def claim(self, claim: Claim) -> Json:
        """A claim with its accounts."""
        accounts = []
        for a in claim.accounts:
            value = a.figure or a.statement
            place = self._place(Place(a.document, a.start, a.end))
            given = dump(value) if value else {}
            _whole_numbers(given)
            accounts.append({**place, "span": a.span, "origin": a.origin, "grade": a.grade, "value": given})
        return {"type": "claim", **dump(claim), "accounts": accounts}

    def happening(self, h: Happening) -> Json:
        """A happening with its accounts."""
        accounts = []
        for a in h.accounts:
            stretches = {
                n: None if s is None else self._place(Place(a.document, s.start, s.end))
                for n, s in (("place", a.place), ("dated", a.dated))
            }
            accounts.append({**dump(a), **self._place(Place(a.document, a.start, a.end)), **stretches})
        return {"type": "happening", **dump(h), "accounts": accounts}

    @staticmethod
    def problem(p: Problem) -> Json:
        """A problem."""
        return {"type": "problem", **dump(p)}


def _whole_numbers(value: Json) -> None:
    """Write 54 and not 54.0."""
    for name in ("value", "low", "high"):
        number = value.get(name)
        if isinstance(number, float) and number.is_integer():
            value[name] = int(number)


_NOWHERE: Json = dict.fromkeys(("path", "document", "start", "end", "raw_start", "raw_end", "text"))


def wanted(verb: str, only: Collection[str]) -> set[str]:
    """The kinds to print: those asked for with what they refer to, or all of the verb's."""
    if not only:
        return set(KINDS[verb])
    return {k for o in only for k in (o, *_REFERS[o])} & {*KINDS[verb], *only}


def lines(library: Library, pages: list[Page], kinds: set[str], *, captions: bool = False) -> Iterator[Json]:
    """Everything of these kinds: what belongs to a document page by page, then what belongs to the collection."""
    encode, seen = Lines(library), set()
    for page in pages:
        for d in library.all("documents", page=page.id):
            if d.path != page.path or d.id in seen:
                continue
            seen.add(d.id)
            if "documents" in kinds:
                yield encode.document(d)
            for kind in ("statement", "figure", "date", "name"):
                if kind + "s" in kinds:
                    yield from (encode.span(kind, s, d) for s in library.all(kind + "s", document=d.id))
        if "furniture" in kinds or captions:
            yield from _furniture(encode, library, page, kinds)
    if "links" in kinds:
        yield from (encode.link(link) for table in ("copies", "cites") for link in library.all(table))
    if "origins" in kinds:
        yield from map(encode.origin, library.all("origins"))
    if "claims" in kinds:
        yield from map(encode.claim, library.all("claims"))
    if "happenings" in kinds:
        yield from map(encode.happening, library.all("happenings"))
    yield from map(encode.problem, library.problems())


def _furniture(encode: Lines, library: Library, page: Page, kinds: set[str]) -> Iterator[Json]:
    for f in library.all("furniture", page=page.id):
        if f.path != page.path:
            continue
        spans = [
            encode.span(kind, s, f)
            for kind in ("figure", "date")
            if kind + "s" in kinds
            for s in library.all(f"caption_{kind}s", document=f.id)
        ]
        if "furniture" in kinds or spans:
            yield encode.furniture(f)
        yield from spans

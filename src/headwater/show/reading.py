"""The reading view of a document: its text in page order with its spans marked, and the page's furniture between, greyed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from headwater.records import Document, Fact, Figure, Furniture, Link, Span, Statement
from headwater.show import words
from headwater.show.collection import Collection
from headwater.show.highlight import Mark, Note, Piece, pieces
from headwater.show.pages import DocumentPage
from headwater.show.parts import Block, FactRow, Ref, SpanRow
from headwater.show.passages import passage

_LINE = re.compile(r"[^\n]+")
#: Passages shown side by side on the page itself; the others are linked.
_SIDE_BY_SIDE = 12
#: Furniture longer than this is folded: three lines.
_LONG = 240
_FACTS = ("title", "byline", "outlet", "published", "modified", "dateline")


def document_page(c: Collection, id: str) -> DocumentPage | None:
    """The reading view of the document with this id."""
    d = c.document(id)
    if d is None:
        return None
    claims = sorted(c.library.claims_of(document=id), key=lambda x: (min(a.start for a in x.accounts if a.document == id), x.id))
    in_claim = {a.span: claim.id for claim in claims for a in claim.accounts}
    figures: list[Figure] = list(c.library.all("figures", document=id))
    statements: list[Statement] = list(c.library.all("statements", document=id))
    dates = list(c.library.all("dates", document=id))
    links = sorted(c.library.links_of(id), key=lambda k: (_mine(k, id), k.kind, k.id))
    numbered = list(enumerate(links, 1))
    marks = [*_figure_marks(figures, in_claim), *_statement_marks(statements), *_plain_marks("date", dates)]
    marks += _plain_marks("name", c.library.all("names", document=id))
    notes = [n for number, k in numbered for n in _signs(number, k, id)]
    furniture, elsewhere = _furniture(c, d)
    return DocumentPage(
        frame=c.frame(c.briefs[id].title, "documents", f"documents/{id}.html"),
        title=c.briefs[id].title,
        spot=c.spot(d, 0, len(d.text), f"../pages.html#p-{d.page}"),
        facts=tuple(_facts(c, d)),
        blocks=tuple(_blocks(c, d, marks, notes, furniture)),
        elsewhere=elsewhere,
        figures=tuple(_row(f, words.quantity(f.value, f.text), "; ".join(c.figure_details(f.value)), in_claim) for f in figures),
        statements=tuple(_row(s, words.utterance(s.value), _via(s), in_claim) for s in statements),
        dates=tuple(_row(x, x.text, words.period(x.value.start, x.value.end) or x.value.timex, in_claim) for x in dates),
        passages=tuple(passage(c, k, "../", id) for _, k in numbered[:_SIDE_BY_SIDE]),
        passages_left=tuple(Ref(label=f"{n}: {k.kind}", href=f"../links/{k.id}.html") for n, k in numbered[_SIDE_BY_SIDE:]),
        claims=tuple(Ref(label=claim.gist, href=f"../claims/{claim.id}.html") for claim in claims),
    )


def _mine(link: Link, id: str) -> int:
    return link.left.start if link.left.document == id else link.right.start


def _figure_marks(figures: list[Figure], in_claim: dict[str, str]) -> Iterator[Mark]:
    for f in figures:
        href = f"../claims/{in_claim[f.id]}.html" if f.id in in_claim else f"#r-{f.id}"
        yield Mark(f.start, f.end, "figure", 3, f"s-{f.id}", f"figure: {words.quantity(f.value, f.text)}", href)


def _statement_marks(statements: list[Statement]) -> Iterator[Mark]:
    """The parts of statements; the first part carries the anchor (an anchor is needed once)."""
    for s in statements:
        who = s.value.speaker or "no source given"
        roles = [(p.start, p.end, role) for role in ("source", "cue", "content") for p in getattr(s.parts, role)]
        for n, (start, end, role) in enumerate(sorted(roles) or [(s.start, s.end, "content")]):
            label = f"statement by {who}" if role == "content" else f"{role} of a statement by {who}"
            yield Mark(start, end, role, 1, f"s-{s.id}" if n == 0 else None, label)


def _plain_marks(kind: str, spans: Iterable[Span]) -> Iterator[Mark]:
    for s in spans:
        yield Mark(s.start, s.end, kind, 4, f"s-{s.id}", f"{kind}: {s.text}")


def _signs(number: int, link: Link, id: str) -> Iterator[Note]:
    """Where a shared passage begins and ends in this document."""
    href = f"#l-{link.id}" if number <= _SIDE_BY_SIDE else f"../links/{link.id}.html"
    for place in (link.left, link.right):
        if place.document == id:
            label = f"passage {number} {link.kind}"
            anchor = f"k-{link.id}-{'left' if place is link.left else 'right'}"
            yield Note(place.start, "begins", f"⟦{number}", anchor, f"{label}: begins here", href)
            yield Note(place.end, "ends", f"{number}⟧", None, f"{label}: ends here", href)


def _via(s: Statement) -> str:
    return "via " + " → ".join(h.name for h in s.value.via) if s.value.via else ""


def _row(s: Span, shown: str, note: str, in_claim: dict[str, str]) -> SpanRow:
    claim = f"../claims/{in_claim[s.id]}.html" if s.id in in_claim else None
    return SpanRow(words=shown, note=note, href=f"s-{s.id}", claim=claim)


def _facts(c: Collection, d: Document) -> Iterator[FactRow]:
    record = c.record(d.page, d.path)
    named: list[tuple[str, Fact]] = [(n, f) for n in _FACTS if (f := getattr(d, n)) is not None]
    for name, f in [*named, *(("credit", f) for f in d.credits)]:
        value = words.day(f.value, f.precision) if name in ("published", "modified") else f.value
        place = words.place(d.places, f.raw_start, f.raw_end, record) if f.raw_start is not None and f.raw_end is not None else ""
        if f.start is not None and f.end is not None:
            raw_start, raw_end = d.offsets.raw(f.start, f.end)
            place = words.place(d.places, raw_start, raw_end, record)
        yield FactRow(name=name, value=value, evidence=f.evidence, place=place)
    if d.published is None:
        yield FactRow(name="published", value="unknown", evidence="the page shows no date for this document", place="")


# ---------------------------------------------------------------- blocks


def _furniture(c: Collection, d: Document) -> tuple[list[Furniture], int]:
    """The furniture to show, and how much of the page's is left out: a page of many documents shows each with what stands around it."""
    every = [f for f in c.library.all("furniture", page=d.page) if f.path == d.path]
    if c.library.count("documents", page=d.page) < 2 or not d.text:
        return every, 0
    first, last = d.offsets.raw(0, len(d.text))
    shown = [f for f in every if f.near == d.id or first <= f.raw_start < last]
    return shown, len(every) - len(shown)


def lines(d: Document) -> Iterator[tuple[int, int, str]]:
    """The lines of a document's text with their kind."""
    for m in _LINE.finditer(d.text):
        if not m.group().strip():
            continue
        yield m.start(), m.end(), _kind(d, m.start(), m.end())


def _kind(d: Document, start: int, end: int) -> str:
    """What a line is; the second line of a title that is broken in two is no heading of its own."""
    title = d.title
    if title is not None and title.start is not None and start <= title.start < end:
        return "title"
    byline = d.byline
    if byline is not None and byline.start is not None and byline.end is not None and byline.start < end and start < byline.end:
        return "byline"
    return "body" if any(s.start < end and start < s.end for s in d.body) else "other"


def block_at(d: Document, at: int) -> str:
    """The anchor of the block that holds a place of the text."""
    held = [start for start, _, _ in lines(d) if start <= at]
    return f"b-{held[-1] if held else 0}"


def _blocks(c: Collection, d: Document, marks: list[Mark], notes: list[Note], furniture: list[Furniture]) -> Iterator[Block]:
    waiting = sorted(furniture, key=lambda f: (f.raw_start, f.raw_end, f.id))
    marks = sorted(marks, key=lambda m: m.start)
    for start, end, kind in lines(d):
        raw = d.offsets.raw(start, end)[0]
        while waiting and waiting[0].raw_start < raw:
            yield furniture_block(waiting.pop(0))
        here = [m for m in marks if m.start < end and start < m.end]
        signs = [n for n in notes if start <= n.at < end or (n.at == end and n.kind == "ends")]
        yield Block(kind=kind, anchor=f"b-{start}", label="", pieces=pieces(d.text, start, end, here, signs), href=None, long=False)
    yield from map(furniture_block, waiting)


def furniture_block(f: Furniture) -> Block:
    """A piece of furniture, greyed, with its kind."""
    shown = " · ".join(x.strip() for x in f.text.splitlines() if x.strip())
    label = words.plain(f.kind)
    return Block(kind="furniture", anchor=f"f-{f.id}", label=label, pieces=(Piece("text", shown),), href=None, long=len(shown) > _LONG)

"""One captured page to its documents and furniture: decode, cut into blocks, tell text from furniture, split, say what each document is.

Wires the other modules of this folder; each of them decides one thing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator, Sequence

from headwater.errors import PROBLEMS
from headwater.read import facts
from headwater.read.block import Block
from headwater.read.labels import is_byline
from headwater.read.language import is_english
from headwater.read.main_text import settle
from headwater.read.markup import markup_blocks
from headwater.read.payload import decode
from headwater.read.published import Found, address_date, structured_dates
from headwater.read.sections import Section, sections
from headwater.read.text_lines import line_blocks
from headwater.records import Document, Fact, Furniture, OffsetMap, Page, Problem, Stretch, make_id
from headwater.settings import ReadSettings
from headwater.text.offsets import TextBuilder

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|article|meta|title)\b", re.IGNORECASE)
#: Control characters that text files do not hold; a payload with more than this share of them is no text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROL_SHARE = 0.02


def read_page(page: Page, payload: bytes, settings: ReadSettings) -> Iterator[Document | Furniture | Problem]:
    """The documents and the furniture of a page, and what was wrong with it."""
    decoded = decode(payload, page.encoding)
    text = decoded.payload
    if not text.strip("\x00 \t\r\n\x0c\ufeff"):
        yield _problem(page, "empty", "holds nothing")
        return
    if len(_CONTROL.findall(text[:65536])) > _CONTROL_SHARE * len(text[:65536]):
        yield _problem(page, "binary", "is no text")
        return
    if decoded.doubt:
        yield _problem(page, "encoding", f"was read as {decoded.encoding}: {decoded.doubt}")
    html = page.media_type in ("text/html", "application/xhtml+xml") or (page.media_type is None and bool(_HTML.search(text[:2000])))
    if settings.as_document:
        yield from _whole(page, text, markup_blocks(text) if html else None)
        return
    blocks = markup_blocks(text) if html else line_blocks(text)
    settle(blocks, text if html else None)
    found = sections(blocks)
    if not found:
        for b in blocks:
            b.take(b.kind if b.kind not in ("", "text") else "other", b.why or "the page holds no paragraph of prose")
        yield _problem(page, "no-document", "holds no article that could be told from its furniture")
    documents = list(_documents(page, text, blocks, found, html))
    yield from documents
    yield from _furniture(page, blocks, [d for d in documents if isinstance(d, Document)])


def _problem(page: Page, kind: str, what: str) -> Problem:
    return Problem(stage="read", kind=kind, message=f"{page.path} {what}.", hint=PROBLEMS[kind], item=page.id, path=page.path)


def _supplied(page: Page) -> Fact | None:
    return Fact(value=page.supplied, evidence="supplied by the user", precision="day") if page.supplied else None


def _whole(page: Page, text: str, blocks: Sequence[Block] | None) -> Iterator[Document | Problem]:
    """The page as one document: a text as it is, of markup all that is visible."""
    if blocks is not None:
        builder = TextBuilder()
        for n, b in enumerate(blocks):
            if n:
                builder.put("\n\n", blocks[n - 1].raw_end, b.raw_start)
            _add(builder, b)
        text, offsets = builder.done()
    else:
        offsets = OffsetMap.identity(len(text))
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    published = _supplied(page)
    if published is None:
        yield _problem(page, "no-date", "shows no date")
    yield Document(
        id=make_id("document", page.id, page.copy, 0),
        page=page.id,
        path=page.path,
        ordinal=0,
        text=text,
        offsets=offsets,
        body=(Stretch(start, end),) if start < end else (),
        published=published,
        url=page.url,
    )


def _add(builder: TextBuilder, block: Block) -> tuple[int, int]:
    start = builder.length
    for piece, raw_start, raw_end in block.pieces:
        if len(piece) == raw_end - raw_start:
            builder.keep(piece, raw_start)
        else:
            builder.put(piece, raw_start, raw_end)
    return start, builder.length


class _Builder:
    """The text of one document, made from its blocks, and the places of its facts."""

    def __init__(self, section: Section, lines: Iterable[Block]) -> None:
        shown = {id(b) for b in (*section.title, *lines)}
        self.places: dict[int, tuple[int, int]] = {}
        self.body: list[Stretch] = []
        builder, last = TextBuilder(), None
        for b in section.blocks:
            if b.kind == "text" or id(b) in shown:
                if last is not None:
                    builder.put("\n\n" if b.gap > 1 else "\n", last.raw_end, b.raw_start)
                self.places[id(b)] = _add(builder, b)
                if b.kind == "text" and id(b) not in shown:
                    self.body.append(Stretch(*self.places[id(b)]))
                last = b
        self.text, self.offsets = builder.done()

    def fact(self, line: facts.Line | None) -> Fact | None:
        """A fact that stands in a block."""
        if line is None:
            return None
        return self._fact(line.block, line.value, line.start, line.end, line.evidence)

    def dated(self, block: Block, found: Found) -> Fact:
        """A date that stands in a block."""
        made = self._fact(block, found.value, found.start, found.end, found.evidence)
        return dataclasses.replace(made, precision=found.precision)

    def _fact(self, block: Block, value: str, start: int, end: int, evidence: str) -> Fact:
        place = self.places.get(id(block))
        if place is None:
            raw = block_raw(block, start, end)
            return Fact(value=value, evidence=evidence, raw_start=raw[0], raw_end=raw[1])
        raw_start, raw_end = self.offsets.raw(place[0] + start, place[0] + end)
        return Fact(value=value, evidence=evidence, start=place[0] + start, end=place[0] + end, raw_start=raw_start, raw_end=raw_end)

    def title(self, section: Section) -> Fact | None:
        """The headline, over all its lines."""
        if not section.title:
            return None
        start, end = self.places[id(section.title[0])][0], self.places[id(section.title[-1])][1]
        raw_start, raw_end = self.offsets.raw(start, end)
        value = " ".join(self.text[start:end].split())
        return Fact(value=value, evidence=section.title[0].why, start=start, end=end, raw_start=raw_start, raw_end=raw_end)


def block_raw(block: Block, start: int, end: int) -> tuple[int, int]:
    """The raw range of a stretch of a block's text."""
    offsets = OffsetMap.of_runs((len(p), a, b - a) for p, a, b in block.pieces)
    return offsets.raw(start, end)


def _documents(page: Page, text: str, blocks: Sequence[Block], found: Sequence[Section], html: bool) -> Iterator[Document | Problem]:
    several = len(found) > 1
    declared = list(structured_dates(text)) if html and not several else []
    issue = facts.issue_date(blocks) if several else None
    outlet = _outlet(text, blocks, found, html)
    for ordinal, section in enumerate(found):
        by, credits_found, line = facts.byline(section), facts.credits(section, blocks), facts.dateline(section)
        dates = facts.line_dates(section)
        head = facts.head(section)
        shown = [b for b in head if is_byline(b) or (any(b is d for d, _ in dates) and b.words <= 12)]
        for b in head:
            if b.kind != "text" and b in shown:
                b.take("byline", "a line between headline and text")
        made = _Builder(section, shown)
        body_text = " ".join(made.text[s.start : s.end] for s in made.body)
        english = is_english(body_text)
        if not english:
            yield _problem(page, "language", "holds a text that is not English; it is shown, and nothing in it is marked")
        published, modified = _dates(page, made, declared, dates, issue)
        if published is None:
            yield _problem(page, "no-date", "shows no date" if not several else f"shows no date for “{body_text[:40]}…”")
        yield Document(
            id=make_id("document", page.id, page.copy, ordinal),
            page=page.id,
            path=page.path,
            ordinal=ordinal,
            text=made.text,
            offsets=made.offsets,
            body=tuple(made.body),
            title=made.title(section),
            byline=made.fact(by),
            outlet=outlet,
            published=published,
            modified=modified,
            dateline=made.fact(line),
            credits=tuple(f for c in credits_found if (f := made.fact(c)) is not None),
            url=page.url,
            language="en" if english else "und",
        )


def _outlet(text: str, blocks: Sequence[Block], found: Sequence[Section], html: bool) -> Fact | None:
    if html and (named := facts.site_name(text)):
        return Fact(value=named[0].strip(), evidence="meta tag (site name)", raw_start=named[1], raw_end=named[2])
    first = facts.masthead(blocks, found)
    if first is not None:
        return Fact(
            value=first.text.strip(),
            evidence="the name at the head of the page",
            raw_start=first.raw_start,
            raw_end=first.raw_end,
            score=0.7,
        )
    return None


def _dates(
    page: Page, made: _Builder, declared: Sequence[Found], lines: Sequence[tuple[Block, Found]], issue: tuple[Block, Found] | None
) -> tuple[Fact | None, Fact | None]:
    """(published, modified), by trust: structured data, a line near the headline, the head of a bulletin, the address, the user."""
    candidates: list[Fact] = [_declared(f) for f in declared if not f.modified]
    visible = [made.dated(b, f) for b, f in lines if not f.modified]
    candidates += visible
    if issue is not None:
        candidates.append(made.dated(*issue))
    if (address := address_date(page.url)) is not None:
        candidates.append(Fact(value=address.value, evidence=address.evidence, precision=address.precision, score=0.8))
    modified = next((_declared(f) for f in declared if f.modified), None) or next((made.dated(b, f) for b, f in lines if f.modified), None)
    if not candidates:
        return _supplied(page), modified
    best = candidates[0]
    if best.start is None and visible and visible[0].value[:10] == best.value[:10]:
        best = dataclasses.replace(visible[0], evidence=f"{visible[0].evidence}; {best.evidence} says the same")
    others = sorted({f"{c.value} ({c.evidence})" for c in candidates if c.value[:10] != best.value[:10] and c.precision != "month"})
    if others:
        best = dataclasses.replace(best, evidence=f"{best.evidence}; against it: {', '.join(others)}", score=0.6)
    return best, modified


def _declared(f: Found) -> Fact:
    return Fact(value=f.value, evidence=f.evidence, precision=f.precision, raw_start=f.start, raw_end=f.end)


def _furniture(page: Page, blocks: Sequence[Block], documents: Sequence[Document]) -> Iterator[Furniture]:
    """The blocks of no document, neighbours of one kind together; a caption by itself."""
    run: list[Block] = []
    for b in [*blocks, None]:
        if run and (b is None or b.kind != run[-1].kind or b.why != run[-1].why or b.kind == "caption"):
            yield _piece(page, run, documents)
            run = []
        if b is not None and b.kind not in ("text", "title", "byline"):
            run.append(b)


def _piece(page: Page, run: Sequence[Block], documents: Sequence[Document]) -> Furniture:
    builder = TextBuilder()
    for n, b in enumerate(run):
        if n:
            builder.put("\n", run[n - 1].raw_end, b.raw_start)
        _add(builder, b)
    text, offsets = builder.done()
    start, end = run[0].raw_start, run[-1].raw_end
    near = next(
        (
            d.id
            for d in documents
            if d.offsets.raws and d.offsets.raws[0] <= start and end <= d.offsets.raws[-1] + d.offsets.raw_lengths[-1]
        ),
        None,
    )
    return Furniture(
        id=make_id("furniture", page.id, page.copy, start),
        page=page.id,
        path=page.path,
        kind=run[0].kind or "other",
        text=text,
        offsets=offsets,
        raw_start=start,
        raw_end=end,
        why=run[0].why,
        near=near,
    )

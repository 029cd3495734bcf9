"""From blocks to records: the text of a document with its offsets and facts, and the furniture around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.read.block import Block
from headwater.read.byline import Line
from headwater.read.head import Declared
from headwater.read.published import Found
from headwater.read.sections import Section
from headwater.records import Document, Fact, Furniture, OffsetMap, Page, Stretch, make_id
from headwater.text.offsets import TextBuilder


def add(builder: TextBuilder, block: Block) -> tuple[int, int]:
    """Add a block to a text; where it stands in it."""
    start = builder.length
    for piece, raw_start, raw_end in block.pieces:
        if len(piece) == raw_end - raw_start:
            builder.keep(piece, raw_start)
        else:
            builder.put(piece, raw_start, raw_end)
    return start, builder.length


def joined(blocks: Sequence[Block], between: str = "\n\n") -> tuple[str, OffsetMap]:
    """The text of some blocks, with its map. What stands between two of them belongs to the break as far as the next piece of markup."""
    builder = TextBuilder()
    for n, b in enumerate(blocks):
        if n:
            builder.put(between, blocks[n - 1].raw_end, min(b.raw_start, blocks[n - 1].raw_end + 1))
        add(builder, b)
    return builder.done()


class Assembly:
    """The text of one document, made from its blocks, and the places of its facts."""

    def __init__(self, section: Section, shown: Sequence[Block]) -> None:
        apart = {id(b) for b in (*section.title, *shown)}
        self.section = section
        self.places: dict[int, tuple[int, int]] = {}
        self.body: list[Stretch] = []
        builder, last = TextBuilder(), None
        for b in section.blocks:
            if b.kind != "text" and id(b) not in apart:
                continue
            if last is not None:
                builder.put("\n\n" if b.gap > 1 else "\n", last.raw_end, min(b.raw_start, last.raw_end + 1))
            place = self.places[id(b)] = add(builder, b)
            if id(b) not in apart:
                self._take(Stretch(*place), last is not None and id(last) not in apart)
            last = b
        self.text, self.offsets = builder.done()

    def _take(self, stretch: Stretch, goes_on: bool) -> None:
        """Neighbouring paragraphs are one stretch of the body."""
        if goes_on and self.body:
            stretch = Stretch(self.body.pop().start, stretch.end)
        self.body.append(stretch)

    def fact(self, line: Line | None) -> Fact | None:
        """A fact that stands in a block."""
        return None if line is None else self._fact(line.block, line.value, line.start, line.end, line.evidence)

    def dated(self, block: Block, found: Found) -> Fact:
        """A date that stands in a block."""
        return self._fact(block, found.value, found.start, found.end, found.evidence, found.precision)

    def _fact(self, block: Block, value: str, start: int, end: int, evidence: str, precision: str | None = None) -> Fact:
        place = self.places.get(id(block))
        offsets = OffsetMap.of_runs((len(p), a, b - a) for p, a, b in block.pieces)
        raw_start, raw_end = offsets.raw(start, end)
        at = (None, None) if place is None else (place[0] + start, place[0] + end)
        return Fact(value=value, evidence=evidence, start=at[0], end=at[1], raw_start=raw_start, raw_end=raw_end, precision=precision)

    def title(self) -> Fact | None:
        """The headline, over all its lines."""
        title = self.section.title
        if not title:
            return None
        start, end = self.places[id(title[0])][0], self.places[id(title[-1])][1]
        raw_start, raw_end = self.offsets.raw(start, end)
        value = " ".join(self.text[start:end].split())
        return Fact(value=value, evidence=title[0].why, start=start, end=end, raw_start=raw_start, raw_end=raw_end)


def declared(fact: Declared | None, score: float = 1.0) -> Fact | None:
    """A fact that only the source declares."""
    if fact is None:
        return None
    return Fact(value=fact.value, evidence=fact.evidence, raw_start=fact.start, raw_end=fact.end, score=score)


def furniture(page: Page, blocks: Sequence[Block], documents: Sequence[Document]) -> Iterator[Furniture]:
    """The blocks of no document, neighbours of one kind together; a caption by itself."""
    reach = [(d.offsets.raws[0], d.offsets.raws[-1] + d.offsets.raw_lengths[-1], d.id) for d in documents if d.offsets.raws]
    run: list[Block] = []
    for b in [*blocks, None]:
        if run and (b is None or b.kind != run[-1].kind or b.why != run[-1].why or b.kind == "caption"):
            yield _piece(page, run, reach)
            run = []
        if b is not None and b.kind not in ("text", "title", "byline"):
            run.append(b)


def _piece(page: Page, run: Sequence[Block], reach: Sequence[tuple[int, int, str]]) -> Furniture:
    text, offsets = joined(run, "\n")
    start, end = run[0].raw_start, run[-1].raw_end
    near = next((id for first, last, id in reach if first <= start and end <= last), None)
    if near is None and run[0].kind == "caption" and reach:
        near = min(reach, key=lambda r: (min(abs(start - r[0]), abs(start - r[1])), r[0]))[2]
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

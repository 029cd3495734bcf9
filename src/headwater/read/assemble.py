"""From blocks to records: the text of a document with its offsets and facts, and the furniture around it."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from headwater.read.block import Block, Piece
from headwater.read.byline import Line
from headwater.read.head import Declared
from headwater.read.published import Found
from headwater.read.sections import Section
from headwater.records import Document, Fact, Furniture, OffsetMap, Page, Stretch, make_id
from headwater.text.offsets import TextBuilder


def joined(blocks: Sequence[Block], between: str = "\n\n") -> tuple[str, OffsetMap]:
    """The text of some blocks, with its map. What stands between two of them belongs to the break as far as the next piece of markup."""
    builder = TextBuilder()
    for n, b in enumerate(blocks):
        if n:
            builder.put(between, blocks[n - 1].raw_end, min(b.raw_start, blocks[n - 1].raw_end + 1))
        builder.add(b.text, b.pieces)
    return builder.done()


class Assembly:
    """The text of one document, made from its blocks, and the places of its facts.

    ``shown``: the lines about the article that belong to its text, each with the ranges of it that are facts, or with none if it is kept whole.
    What is left of such a line ("Published:", "min read") is furniture: `left` has it, by the identity of its block.
    """

    def __init__(self, section: Section, shown: Sequence[tuple[Block, Sequence[tuple[int, int]]]]) -> None:
        facts = {id(b): ranges for b, ranges in shown}
        apart = {id(b) for b in section.title} | set(facts)
        self.section = section
        self.places: dict[int, list[tuple[int, int, int]]] = {}
        self.body: list[Stretch] = []
        self.left: dict[int, Block] = {}
        builder, last = TextBuilder(), list[Piece]()
        taken = False
        for b in section.blocks:
            if b.kind != "text" and id(b) not in apart:
                continue
            cuts = facts.get(id(b)) or [(0, len(b.text))]
            for n, (start, end) in enumerate(cuts):
                pieces = b.part(start, end)
                if last and pieces:
                    builder.put("\n\n" if b.gap > 1 and not n else "\n", last[-1][2], min(pieces[0][1], last[-1][2] + 1))
                at = builder.length
                builder.add(b.text[start:end] if len(pieces) == len(b.pieces) else "".join([p[0] for p in pieces]), pieces)
                self.places.setdefault(id(b), []).append((start, end, at))
                last = pieces or last
            if id(b) not in apart:
                self._take(Stretch(at, builder.length), taken)
            elif id(b) in facts and facts[id(b)]:
                self._leave(b, cuts)
            taken = id(b) not in apart
        self.text, self.offsets = builder.done()

    def _leave(self, block: Block, cuts: Sequence[tuple[int, int]]) -> None:
        """Keep what of a line is no fact."""
        edges = [0, *itertools.chain.from_iterable(cuts), len(block.text)]
        pieces = [p for i in range(0, len(edges), 2) for p in block.part(edges[i], edges[i + 1])]
        if any(p.strip() for p, _, _ in pieces):
            self.left[id(block)] = Block(pieces, kind="about", why="what a line with a name or date about the article holds besides")

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
        offsets = OffsetMap.of_runs((len(p), a, b - a) for p, a, b in block.pieces)
        raw_start, raw_end = offsets.raw(start, end)
        held = next((place for place in self.places.get(id(block), ()) if place[0] <= start and end <= place[1]), None)
        at = (None, None) if held is None else (held[2] + start - held[0], held[2] + end - held[0])
        return Fact(value=value, evidence=evidence, start=at[0], end=at[1], raw_start=raw_start, raw_end=raw_end, precision=precision)

    def title(self) -> Fact | None:
        """The headline, over all its lines."""
        title = self.section.title
        if not title:
            return None
        first, _, start = self.places[id(title[0])][0]
        _, last, end = self.places[id(title[-1])][0]
        start, end = start - first, end + last
        raw_start, raw_end = self.offsets.raw(start, end)
        value = " ".join(self.text[start:end].split())
        return Fact(value=value, evidence=title[0].why, start=start, end=end, raw_start=raw_start, raw_end=raw_end)


def declared(fact: Declared | None, score: float = 1.0) -> Fact | None:
    """A fact that only the source declares."""
    if fact is None:
        return None
    return Fact(value=fact.value, evidence=fact.evidence, raw_start=fact.start, raw_end=fact.end, score=score)


def furniture(page: Page, blocks: Sequence[Block], documents: Sequence[Document], left: Mapping[int, Block]) -> Iterator[Furniture]:
    """The blocks of no document, and what is ``left`` of lines about one; neighbours of one kind together, a caption by itself."""
    reach = sorted((d.offsets.raws[0], d.offsets.raws[-1] + d.offsets.raw_lengths[-1], d.id) for d in documents if d.offsets.raws)
    run: list[Block] = []
    for b in [*(left.get(id(b), b) for b in blocks), None]:
        if run and (b is None or b.kind != run[-1].kind or b.why != run[-1].why or b.kind == "caption"):
            yield _piece(page, run, reach)
            run = []
        if b is not None and b.kind not in ("text", "title", "byline"):
            run.append(b)


def _piece(page: Page, run: Sequence[Block], reach: Sequence[tuple[int, int, str]]) -> Furniture:
    text, offsets = joined(run, "\n")
    start, end = run[0].raw_start, run[-1].raw_end
    near = _near(start, end, reach, nearest=run[0].kind == "caption")
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


def _near(start: int, end: int, reach: Sequence[tuple[int, int, str]], *, nearest: bool) -> str | None:
    """The document in whose midst a stretch of the page stands, else the ``nearest`` one if that is wanted. Documents follow one another on a page."""
    i = bisect_right(reach, start, key=lambda r: r[0])
    beside = reach[max(0, i - 1) : i + 1]
    if (inside := next((id for first, last, id in beside if first <= start and end <= last), None)) is not None or not (nearest and beside):
        return inside
    return min(beside, key=lambda r: (min(abs(start - r[0]), abs(start - r[1])), r[0]))[2]

"""Told: what resolving needs of each statement and figure, so that no text has to be kept."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from headwater.records import Figure, Statement, Stretch
from headwater.text.packed import pack, unpack
from headwater.trace.origins.issuing import noun_issued
from headwater.trace.origins.names import Source

#: What makes two figures the same number: measure and numbers.
Number = tuple[str, float | None, float | None, float | None]


@dataclass(frozen=True, slots=True)
class Told:
    """A span that rests on something. ``statement`` is the statement that holds a figure; a statement's own id for itself.

    ``core`` is where its words are: the figure, or the first piece of a statement's content.
    """

    id: str
    document: str
    start: int
    end: int
    core: Stretch
    statement: str | None
    number: Number | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """The chain of one statement, as its page gives it. ``hearsay``: the page passes on what it was told by nobody it names ("it was learned").

    ``issues``: the word for a text that the speaker is said to have issued ("statement" in "issued a joint statement condemning").
    """

    id: str
    speaker: str | None
    named: bool
    direct: bool
    via: tuple[str, ...]
    parent: str | None
    source: Stretch | None
    start: int
    end: int
    hearsay: bool = False
    issues: str | None = None


#: Cues that pass on what nobody in particular said; without one of them a statement with no source is the page's own.
_HEARSAY = re.compile(
    r"\bit\s+(?:is|was|has|had|emerged)\b|\b(?:reported|alleged|purported|supposed|rumou?red)ly\b|\brumou?r", re.IGNORECASE
)


@dataclass(slots=True)
class Sheet:
    """All that one document tells: its statements with their chains and sources, its figures; rows in order of place."""

    document: str
    said: dict[str, Said] = field(default_factory=dict)
    figures: list[Told] = field(default_factory=list)
    statements: list[Told] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)

    def spans(self) -> list[Told]:
        """Its figures and statements, in order of place."""
        return sorted([*self.figures, *self.statements], key=lambda t: (t.start, t.end, t.id))

    def below(self, headline: Told) -> Told | None:
        """The figure of the text that a headline's figure repeats: the first of its measure whose number it may round or cut short."""
        if headline.number is None:
            return None
        measure, value, low, high = headline.number
        mine = {n for n in (value, low, high) if n is not None}
        for t in self.figures:
            if not t.headline and t.number is not None and t.number[0] == measure and mine & set(t.number[1:]):
                return t
        return None

    def like(self, figure: Told) -> Told | None:
        """The first figure that gives the number of another document's figure, of the same measure."""
        return next((t for t in self.figures if t.number == figure.number), None) if figure.number is not None else None

    def near(self, like: Told, start: int, end: int, centre: int) -> Told | None:
        """The span that tells what ``like`` tells elsewhere: of its kind and number, in a range, nearest to ``centre``."""
        rows = self.figures if like.number is not None else self.statements
        first = bisect_left(rows, start, key=lambda t: t.core.start)
        found = [t for t in rows[max(0, first - 1) :] if t.core.start < end and t.core.end > start]
        same = [t for t in found if t.number == like.number]
        return min(same, key=lambda t: (abs(t.core.start - centre), t.core.start, t.id), default=None)


class Collection:
    """The sheets of all documents, packed: about 1 kB each, where their objects would take six. The last ones asked for are kept open."""

    def __init__(self) -> None:
        self._rows: dict[str, list[bytes]] = {}
        self._sources: dict[str, tuple[Source | None, ...]] = {}
        self._said: dict[str, dict[str, Said]] = {}
        self._open: OrderedDict[str, Sheet] = OrderedDict()

    def documents(self) -> list[str]:
        """The ids of the documents that tell something, sorted."""
        return sorted(self._rows)

    def add(self, rows: Iterable[tuple[str, Row]]) -> None:
        """Pack rows with their documents; those of one document that follow one another go into one piece."""
        for document, mine in itertools.groupby(rows, key=lambda r: r[0]):
            self._rows.setdefault(document, []).append(pack([row for _, row in mine]))

    def sheet(self, document: str) -> Sheet:
        """What a document tells; an empty sheet if it tells nothing."""
        kept = self._open.get(document)
        if kept is not None:
            self._open.move_to_end(document)
            return kept
        sheet = _unpack(document, [row for piece in self._rows.get(document, ()) for row in unpack(piece)])
        sheet.said.update(self._said.get(document, {}))
        found = zip(sheet.statements, self._sources.get(document, ()), strict=False)
        sheet.sources = {row.id: source for row, source in found if source is not None}
        self._open[document] = sheet
        if len(self._open) > _KEPT:
            self._open.popitem(last=False)
        return sheet

    def speaks(self, sheet: Sheet, changed: Iterable[str]) -> None:
        """Keep the sources of a document's statements, and the statements whose speaker was ``changed``."""
        if sheet.sources:
            self._sources[sheet.document] = tuple(sheet.sources.get(row.id) for row in sheet.statements)
        said = {id: sheet.said[id] for id in changed}
        if said:
            self._said.setdefault(sheet.document, {}).update(said)


#: Sheets kept open: a document is asked for again by those that copy it, most of which stand near it in no order.
_KEPT = 1024

#: A row of a sheet as plain values: of a statement (13, the first is True) or of a figure (10, the first is False).
Row = tuple[Any, ...]


def _unpack(document: str, rows: Iterable[Row]) -> Sheet:
    """The sheet of a document from its rows, in any order."""
    out = Sheet(document)
    figures: list[Row] = []
    around: list[tuple[int, int, str]] = []
    for row in rows:
        if not row[0]:
            figures.append(row)
            continue
        _, id, start, end, core, speaker, named, direct, via, parent, source, (hearsay, issues), whole = row
        out.said[id] = Said(id, speaker, named, direct, via, parent, Stretch(*source) if source else None, start, end, hearsay, issues)
        out.statements.append(Told(id, document, start, end, Stretch(*core), id))
        if whole:
            around.append((*whole, id))
    for _, id, start, end, a, b, statement, measure, numbers, headline in figures:
        holder = statement or next((s for first, last, s in sorted(around) if a <= first and last <= b), None)
        out.figures.append(Told(id, document, start, end, Stretch(start, end), holder, (measure, *numbers), headline))
    for rows_ in (out.figures, out.statements):
        rows_.sort(key=lambda t: (t.core.start, t.core.end, t.id))
    return out


#: What parts an inserted clause from the sentence round it.
_COMMA = (",", "-", "—", "–", "(")


def _around(s: Statement) -> tuple[int, int] | None:
    """The stretch of a statement that is inserted into what it tells ("…, they say, …"): the whole sentence is then told by it."""
    content = sorted(s.parts.content, key=lambda c: c.start)
    if s.value.mode != "indirect":
        return None
    for one, other in itertools.pairwise(content):
        between = s.text[one.end - s.start : other.start - s.start].strip()
        inside = any(one.end <= c.start and c.end <= other.start for c in s.parts.cue)
        if inside and between.startswith(_COMMA) and between.endswith((*_COMMA, ")")):
            return s.start, s.end
    return None


def _statement_row(s: Statement) -> Row:
    source = s.parts.source[0] if s.parts.source else None
    direct = s.value.mode == "direct"
    cue = " ".join(s.text[c.start - s.start : c.end - s.start] for c in s.parts.cue)
    hearsay = bool(_HEARSAY.search(cue)) or (direct and not cue)
    core = max(s.parts.content, key=lambda c: (c.end - c.start, -c.start), default=Stretch(s.start, s.end))
    place = (source.start, source.end) if source else None
    via = tuple(h.name for h in s.value.via)
    told = (hearsay, noun_issued(cue))
    return (
        True, s.id, s.start, s.end, (core.start, core.end), s.value.speaker, s.value.named, direct, via, s.parent, place, told, _around(s),
    )  # fmt: skip


def _figure_row(f: Figure) -> Row:
    v = f.value
    numbers = (v.value, v.low, v.high)
    return (False, f.id, f.start, f.end, f.sentence.start, f.sentence.end, f.statement, v.measure, numbers, f.region == "title")


def collect(statements: Iterable[Statement], figures: Iterable[Figure]) -> Collection:
    """Everything that is told, without its words."""
    out = Collection()
    out.add((s.document, _statement_row(s)) for s in statements)
    out.add((f.document, _figure_row(f)) for f in figures)
    return out

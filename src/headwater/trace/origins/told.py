"""Told: what resolving needs of each statement and figure, so that no text has to be kept."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from headwater.records import Figure, Statement, Stretch
from headwater.trace.origins.issuing import noun_issued

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
class Collection:
    """All that is told, by document, in order of place."""

    said: dict[str, Said] = field(default_factory=dict)
    figures: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))
    statements: dict[str, list[Told]] = field(default_factory=lambda: defaultdict(list))

    def below(self, headline: Told) -> Told | None:
        """The figure of the text that a headline's figure repeats: the first of its measure whose number it may round or cut short."""
        if headline.number is None:
            return None
        measure, value, low, high = headline.number
        mine = {n for n in (value, low, high) if n is not None}
        for t in self.figures.get(headline.document, ()):
            if not t.headline and t.number is not None and t.number[0] == measure and mine & set(t.number[1:]):
                return t
        return None

    def like(self, figure: Told, document: str) -> Told | None:
        """The first figure of another document that gives the same number of the same measure."""
        if figure.number is None:
            return None
        return next((t for t in self.figures.get(document, ()) if t.number == figure.number), None)

    def near(self, like: Told, document: str, start: int, end: int, centre: int) -> Told | None:
        """The span of another document that tells what ``like`` tells: of its kind and number, in a range, nearest to ``centre``."""
        rows = (self.figures if like.number is not None else self.statements).get(document, [])
        first = bisect_left(rows, start, key=lambda t: t.core.start)
        found = [t for t in rows[max(0, first - 1) :] if t.core.start < end and t.core.end > start]
        same = [t for t in found if t.number == like.number]
        return min(same, key=lambda t: (abs(t.core.start - centre), t.core.start, t.id), default=None)


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


def collect(statements: Iterable[Statement], figures: Iterable[Figure]) -> Collection:
    """Everything that is told, without its words."""
    out = Collection()
    around: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for s in statements:
        source = s.parts.source[0] if s.parts.source else None
        hops = tuple(h.name for h in s.value.via)
        direct = s.value.mode == "direct"
        cue = " ".join(s.text[c.start - s.start : c.end - s.start] for c in s.parts.cue)
        hearsay = bool(_HEARSAY.search(cue)) or (direct and not cue)
        out.said[s.id] = Said(
            s.id, s.value.speaker, s.value.named, direct, hops, s.parent, source, s.start, s.end, hearsay, noun_issued(cue)
        )
        if (whole := _around(s)) is not None:
            around[s.document].append((*whole, s.id))
        core = max(s.parts.content, key=lambda c: (c.end - c.start, -c.start), default=Stretch(s.start, s.end))
        out.statements[s.document].append(Told(s.id, s.document, s.start, s.end, core, s.id))
    for f in figures:
        v = f.value
        number = (v.measure, v.value, v.low, v.high)
        holder = f.statement or next((id for a, b, id in around[f.document] if f.sentence.start <= a and b <= f.sentence.end), None)
        out.figures[f.document].append(Told(f.id, f.document, f.start, f.end, Stretch(f.start, f.end), holder, number, f.region == "title"))
    for rows in (*out.figures.values(), *out.statements.values()):
        rows.sort(key=lambda t: (t.core.start, t.core.end, t.id))
    return out

"""Where and when a figure holds: place, period, as-of date, each with its evidence: the sentence, else the paragraph, else the document."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.scope import clause_of
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import word_set
from headwater.records import Date, Document, Name, Statement, Stretch
from headwater.text.sentences import paragraphs

#: "Since Tuesday", "since the dam burst on Tuesday".
#: "1:25" names no day, and is as often how long a film runs.
_BARE_CLOCK = re.compile(r"[\d:]+")
_SINCE = re.compile(r"\b(?:since\b[^,;:]{0,80}|from\s+)\Z", re.IGNORECASE)
Period = tuple[str | None, str | None, str | None]
_Kind = TypeVar("_Kind", Date, Name)
#: What is no happening has no place and no day of its own beside those in its sentence.
_NOWHERE = frozenset(("money", "share", "age", "duration"))
#: Behind these a day is the last that a count takes in.
_UP_TO = ("by", "as of", "up to", "until")
_FAR = 100  # letters in front of a date that "since" stands in
_NEAR = 8  # letters in front of a date that its preposition stands in


@dataclass(slots=True)
class Surroundings:
    """The dates and the places named in a document, to be asked for by sentence and by paragraph."""

    document: Document
    dates: list[Date]
    places: list[Name]
    paragraphs: list[Stretch]
    _dates: list[int] = field(default_factory=list)
    _places: list[int] = field(default_factory=list)
    _paragraphs: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, sentences: Sequence[Stretch], dates: Sequence[Date], names: Sequence[Name]) -> Surroundings:
        """Of the sentences given; dates and names may be of the whole document."""
        told = sorted(dates, key=lambda d: (d.start, d.end))
        places = sorted((n for n in names if n.value.kind == "place" and not _street(n.text)), key=lambda n: (n.start, n.end))
        held = paragraphs(document.text, sentences[0].start, sentences[-1].end) if sentences else []
        starts = [[x.start for x in some] for some in (told, places, held)]
        return cls(document, told, places, held, *starts)

    def dates_in(self, first: int, last: int) -> list[Date]:
        """The dates that begin in ``[first, last)``."""
        return self.dates[bisect_left(self._dates, first) : bisect_left(self._dates, last)]

    def places_in(self, first: int, last: int) -> list[Name]:
        """The places that begin in ``[first, last)``."""
        return self.places[bisect_left(self._places, first) : bisect_left(self._places, last)]

    def paragraph(self, at: int) -> int:
        """Where the paragraph around an offset begins."""
        k = bisect_right(self._paragraphs, at) - 1
        return self._paragraphs[k] if k >= 0 else at


def _street(text: str) -> bool:
    last = text.rsplit(" ", 1)[-1].lower().rstrip(".")
    return bool({last, last.removesuffix("s")} & word_set("nonfigures", "streets"))


def place_of(line: Line, tree: Tree, d: Draft, around: Surroundings) -> str | None:
    """The place named in the figure's own clause or sentence; else the last one of its paragraph before it; else that of the dateline."""
    here = [n for n in around.places_in(line.start, line.end) if not _acts(line, tree, n)]
    if here:
        d.why.append("place: same sentence")
        return _nearest(line, tree, d, here, ahead=2).value.canonical
    if d.measure in _NOWHERE:
        return None
    before = around.places_in(around.paragraph(line.start), line.start)
    if before:
        d.why.append("place: the paragraph")
        return before[-1].value.canonical
    if around.document.dateline:
        d.why.append("place: the dateline")
        return around.document.dateline.value
    return None


def _acts(line: Line, tree: Tree, name: Name) -> bool:
    """A country or town that does something ("Norland released 60 prisoners") or that it is done by or against is not where it is done."""
    at = bisect_left(line.starts, name.start)
    while at < len(line) and tree.relations[at] in ("flat", "compound", "goeswith") and line.starts[at] < name.end:
        head = tree.heads[at]
        if head < 0 or not name.start <= line.starts[head] < name.end:
            break
        at = head
    return at < len(line) and (tree.relations[at] == "nsubj" or tree.case(at) in ("by", "with", "against"))


def period_of(line: Line, tree: Tree, d: Draft, around: Surroundings, said: Statement | None) -> Period:
    """``start, end, as_of``; ``said``: the statement that the figure stands in.

    What happened has the days that its clause, sentence or paragraph names; a total or a state stands as of the day that its sentence names. A day outside of
    what is said is that of the saying: "they said on Friday that 12 were hurt" is as of Friday. Without any, all that is known is that the document's day
    is not before it: that is the as-of date.
    """
    document = around.document
    published = document.published.value[:10] if document.published and len(document.published.value) >= 10 else None
    first, last = line.starts[d.begin], line.ends[max(d.last, d.finish) - 1]
    here = [
        x
        for x in around.dates_in(line.start, line.end)
        if x.value.start and not (x.start < last and first < x.end) and not _BARE_CLOCK.fullmatch(x.text)
    ]
    standing = d.scope in ("cumulative", "state")
    if said:
        told = [x for x in here if any(c.start <= x.start < c.end for c in said.parts.content)]
        if here and not told and _day(here[0]):
            d.why.append("as of: the day it was said")
            return None, None, _nearest(line, tree, d, here, ahead=1).value.start
        here = told
    evidence = "same sentence"
    date = _nearest(line, tree, d, here, ahead=1) if here else None
    if date is None and not standing and d.measure not in _NOWHERE:
        date = next((x for x in reversed(around.dates_in(around.paragraph(line.start), line.start)) if x.value.start and _day(x)), None)
        evidence = "the paragraph"
    if (
        date is not None
        and d.scope == "event"
        and d.strong
        and d.modality == "asserted"
        and _whole_day(date)
        and _before(line, date, _UP_TO)
    ):
        d.scope, standing = "cumulative", True
        d.why.append("scope: cumulative, all that happened by then")
    if date is None:
        if published and (standing or d.strong) and d.measure not in _NOWHERE:
            d.why.append("as of: the document's date")
            return None, None, published
        return None, None, None
    if d.scope == "cumulative" and _SINCE.search(line.text, max(line.start, date.start - _FAR), date.start):
        d.why.append(f"start: {evidence}; as of: the document's date" if published else f"start: {evidence}")
        return date.value.start, None, published
    if standing:
        d.why.append(f"as of: {evidence}")
        return None, None, date.value.start
    d.why.append(f"date: {evidence}")
    other = _span(line, date, here)
    return (other or date).value.start, date.value.end, None


def _before(line: Line, date: Date, words: tuple[str, ...]) -> bool:
    return f" {line.text[max(line.start, date.start - _NEAR) : date.start].lower().rstrip()}".endswith(tuple(f" {w}" for w in words))


def _span(line: Line, date: Date, dates: Sequence[Date]) -> Date | None:
    """The first of two dates that are the ends of one period: "between 1 May and 3 May", "from Monday to Friday"."""
    k = next((i for i, x in enumerate(dates) if x is date), 0)
    first = dates[k - 1] if k else None
    if first is None or not first.value.start or not _before(line, first, ("between", "from")):
        return None
    between = line.text[first.end : date.start].strip().lower()
    return first if between in ("and", "to", "until", "till", "through") and first.value.start < (date.value.start or "") else None


def _whole_day(date: Date) -> bool:
    """ "By Friday", and not "by midday": what happened up to an hour of a day is still that day's happening."""
    return date.value.timex_type == "DATE"


def _day(date: Date) -> bool:
    """A point in time, and not how long something lasted or a reference such as "now"."""
    return date.value.timex_type in ("DATE", "TIME")


def _nearest(line: Line, tree: Tree, d: Draft, spans: Sequence[_Kind], ahead: int) -> _Kind:
    """The one in the figure's own clause, and of these the nearest; ``ahead``: how much further one in front of the number counts."""
    first, last = line.starts[d.begin], line.ends[max(d.tail, d.finish) - 1]
    if len(spans) == 1:
        return spans[0]
    own = {line.starts[k] for k in clause_of(tree, d)}

    def far(x: _Kind) -> tuple[bool, int, int]:
        apart = x.start - last if x.start >= last else ahead * (first - x.end) if x.end <= first else 0
        return x.start not in own, apart, x.start

    return min(spans, key=far)

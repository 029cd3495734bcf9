"""Spans: stretches of a document that say something: who said what, figures, dates, names, with what they were read as.

A record says what was found and why; none of them says whether it is true.
"""

from __future__ import annotations

from dataclasses import dataclass

from headwater.records.places import Stretch


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A typed stretch of a document. ``text`` is the stretch itself; ``region`` is ``body``, ``title`` or ``caption``.

    ``score`` is in 0..1 and comes with its reasons in ``why``; ``rule`` names the file that found it.
    """

    id: str
    document: str
    start: int
    end: int
    text: str
    score: float
    rule: str
    why: tuple[str, ...] = ()
    region: str = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a chain: somebody who passed the statement on. Without a place where the page implies it."""

    name: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementValue:
    """``mode``: direct, indirect, mixed. ``kind``: said, asked, denied, accused, called_on, promised, threatened, thought.

    ``speaker`` is the canonical name (or the description of an unnamed source; ``named`` is then False); None where the page
    gives no source at all. ``via``: the hops between page and speaker, outermost first, without either.
    """

    mode: str
    kind: str
    speaker: str | None
    named: bool = True
    via: tuple[Hop, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The three roles of a statement (PARC 3, PolNeAR); each may stand in several pieces."""

    source: tuple[Stretch, ...] = ()
    cue: tuple[Stretch, ...] = ()
    content: tuple[Stretch, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Span):
    """An attribution: somebody said something. ``parent`` is the statement in whose content it stands."""

    value: StatementValue
    parts: Parts
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureValue:
    """A quantity with its scope; the words are those of docs/figures.md. Numbers are None where the page leaves them open."""

    value: float | None
    low: float | None
    high: float | None
    bound: str
    measure: str
    unit: str | None = None
    group: str | None = None
    part_of: str | None = None
    scope: str | None = None
    change: str | None = None
    place: str | None = None
    start: str | None = None
    end: str | None = None
    as_of: str | None = None
    modality: str = "asserted"
    wording: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Span):
    """A figure, the sentence it stands in, and the innermost statement whose content holds it (None: the page's own voice)."""

    value: FigureValue
    sentence: Stretch
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateValue:
    """A TIMEX3 value and type, and the days it covers: ISO, ``end`` exclusive, both None for a bare duration or an open date."""

    timex: str
    timex_type: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Date(Span):
    """A date, time, duration or set."""

    value: DateValue


@dataclass(frozen=True, slots=True, kw_only=True)
class NameValue:
    """``kind``: person, body, place, other. ``canonical``: the fullest form of the name in its document."""

    kind: str
    canonical: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Span):
    """A mention of a person, body or place by name."""

    value: NameValue

"""Newsrooms built in code: pages with what stands in them, so that the truth about their claims is known."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, field
from typing import Any

from headwater.records import (
    Date,
    DateValue,
    Document,
    Entity,
    Fact,
    Figure,
    FigureValue,
    Hop,
    Link,
    Name,
    NameValue,
    OffsetMap,
    Parts,
    Place,
    Statement,
    StatementValue,
    Stretch,
    make_id,
)
from headwater.text.sentences import sentences


def number(value: float | None, measure: str = "killed", **more: Any) -> FigureValue:
    """A figure's value, exact unless said otherwise."""
    bound = more.pop("bound", "exact")
    ends = {"exact": (value, value), "at_least": (value, None), "up_to": (None, value)}.get(bound, (None, None))
    low, high = more.pop("low", ends[0]), more.pop("high", ends[1])
    return FigureValue(value=value, low=low, high=high, bound=bound, measure=measure, **{"unit": "people", "scope": "event", **more})


@dataclass
class Newsroom:
    """A collection in the making."""

    documents: list[Document] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    copies: list[Link] = field(default_factory=list)
    entities: list[Entity] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    names: list[Name] = field(default_factory=list)

    def page(
        self,
        outlet: str | None,
        day: str | None,
        text: str,
        *,
        byline: str | None = None,
        credit: str | None = None,
        title: str | None = None,
    ) -> Document:
        """A page of an outlet; without one it shows none."""

        def fact(value: str | None, precision: str | None = None) -> Fact | None:
            if value is None:
                return None
            at = text.find(value)
            place = (at, at + len(value)) if at >= 0 else (None, None)
            return Fact(value=value, evidence="invented", start=place[0], end=place[1], precision=precision)

        name = f"{outlet}-{day}-{len(self.documents)}.txt"
        credited = fact(credit)
        made = Document(
            id=make_id("document", outlet, day, text),
            page=make_id("page", text),
            path=name,
            ordinal=0,
            text=text,
            offsets=OffsetMap.identity(len(text)),
            body=(Stretch(0, len(text)),),
            outlet=fact(outlet),
            byline=fact(byline),
            title=fact(title),
            published=fact(day, "day"),
            credits=(credited,) if credited else (),
        )
        self.documents.append(made)
        return made

    def figure(
        self, document: Document, words: str, value: FigureValue, statement: Statement | None = None, *, rule: str = "invented"
    ) -> Figure:
        """A figure where its words stand first; the rule "implicit" makes it one person described or named."""
        at = document.text.index(words)
        sentence = next(s for s in sentences(document.text) if s.start <= at < s.end)
        made = Figure(
            id=make_id("figure", document.id, at, words),
            document=document.id,
            start=at,
            end=at + len(words),
            text=words,
            score=1.0,
            rule=rule,
            value=value,
            sentence=sentence,
            statement=statement.id if statement else None,
        )
        self.figures.append(made)
        return made

    def date(self, document: Document, words: str, timex: str, start: str | None = None, end: str | None = None, **more: Any) -> Date:
        """A date where its words stand first, from ``after`` on; ``kind`` is its TIMEX3 type."""
        at = document.text.index(words, more.pop("after", 0))
        value = DateValue(timex=timex, timex_type=more.pop("kind", "DATE"), start=start, end=end)
        made = Date(
            id=make_id("date", document.id, at, words),
            document=document.id,
            start=at,
            end=at + len(words),
            text=words,
            score=more.pop("score", 0.9),
            rule="invented",
            value=value,
            **more,
        )
        self.dates.append(made)
        return made

    def said(
        self,
        document: Document,
        content: str,
        speaker: str | None,
        *,
        source: str | None = None,
        named: bool = True,
        via: tuple[str, ...] = (),
        mode: str = "indirect",
        parent: Statement | None = None,
    ) -> Statement:
        """A statement; ``source`` are the words for its speaker on the page."""
        at = document.text.index(content)
        words = source or speaker
        by = document.text.find(words) if words else -1
        piece = Stretch(at, at + len(content))
        start, end = (min(by, at), max(by + len(words or ""), piece.end)) if by >= 0 else (piece.start, piece.end)
        made = Statement(
            id=make_id("statement", document.id, at, content),
            document=document.id,
            start=start,
            end=end,
            text=document.text[start:end],
            score=1.0,
            rule="invented",
            value=StatementValue(mode=mode, kind="said", speaker=speaker, named=named, via=tuple(Hop(name=v) for v in via)),
            parts=Parts(source=(Stretch(by, by + len(words or "")),) if by >= 0 else (), content=(piece,)),
            parent=parent.id if parent else None,
        )
        self.statements.append(made)
        return made

    def _again(self, statement: Statement, **changed: Any) -> Statement:
        """The statement with other parts, in the same place of the list."""
        made = dataclasses.replace(statement, **changed)
        self.statements[self.statements.index(statement)] = made
        self.figures = [dataclasses.replace(f, statement=made.id) if f.statement == statement.id else f for f in self.figures]
        return made

    def cue(self, statement: Statement, start: int, end: int) -> Statement:
        """The statement with a cue."""
        text = next(d.text for d in self.documents if d.id == statement.document)
        first, last = min(start, statement.start), max(end, statement.end)
        parts = dataclasses.replace(statement.parts, cue=(Stretch(start, end),))
        return self._again(statement, parts=parts, start=first, end=last, text=text[first:last])

    def pieces(self, statement: Statement, *pieces: str) -> Statement:
        """The statement with its content in several pieces."""
        text = next(d.text for d in self.documents if d.id == statement.document)
        content = tuple(Stretch(at, at + len(p)) for p in pieces for at in [text.index(p)])
        first, last = min(c.start for c in content), max(c.end for c in content)
        return self._again(
            statement, parts=dataclasses.replace(statement.parts, content=content), start=first, end=last, text=text[first:last]
        )

    def name_speakers(self, statement: Statement, speakers: str) -> Statement:
        """The statement with speakers that the marks know by name."""
        return self._again(statement, value=dataclasses.replace(statement.value, speaker=speakers, named=True))

    def paraphrase(self, one: Document, other: Document, words: str, others: str) -> Link:
        """A passage that both tell, in words of their own."""
        a, b = one.text.index(words), other.text.index(others)
        left, right = Place(one.id, a, a + len(words)), Place(other.id, b, b + len(others))
        made = Link(
            id=make_id("link", "paraphrases", left, right),
            kind="paraphrases",
            left=left,
            right=right,
            direction="unknown",
            score=0.8,
            rule="invented",
        )
        self.copies.append(made)
        return made

    def name(self, document: Document, words: str, kind: str = "place") -> Name:
        """A name where its words stand first."""
        at = document.text.index(words)
        made = Name(
            id=make_id("name", document.id, at, words),
            document=document.id,
            start=at,
            end=at + len(words),
            text=words,
            score=1.0,
            rule="invented",
            value=NameValue(kind=kind, canonical=words),
        )
        self.names.append(made)
        return made

    def copy(self, one: Document, other: Document, words: str, direction: str = "left") -> Link:
        """A passage that both hold."""
        a, b = one.text.index(words), other.text.index(words)
        left, right = Place(one.id, a, a + len(words)), Place(other.id, b, b + len(words))
        made = Link(id=make_id("link", left, right), kind="copies", left=left, right=right, direction=direction, score=1.0, rule="invented")
        self.copies.append(made)
        return made

    def known(self, kind: str, *forms: str) -> Entity:
        """An entity under its forms, the fullest first."""
        ids = tuple(sorted(d.id for d in self.documents))
        made = Entity(
            id=make_id("entity", kind, forms[0]),
            kind=kind,
            canonical=forms[0],
            forms=tuple(sorted(forms)),
            documents=ids,
            score=1.0,
            rule="invented",
        )
        self.entities.append(made)
        return made

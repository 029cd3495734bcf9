"""Claims: the accounts of one thing, brought together across documents, with their origins counted.

Every figure that counts something and every top-level statement is in exactly one claim; most are alone in theirs. Holds nobody right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from headwater.compare.candidates import candidates
from headwater.compare.cluster import cluster, edges
from headwater.compare.copied import copied
from headwater.compare.figures import FigureMatch
from headwater.compare.independence import Origins
from headwater.compare.item import Reader
from headwater.compare.kept import Roots
from headwater.compare.make import Maker
from headwater.compare.parts import PART, attach
from headwater.compare.rested import Rested
from headwater.compare.sense import Sense, keyed
from headwater.compare.sieve import Sieve
from headwater.compare.spread import Both, runs
from headwater.compare.statements import StatementMatch
from headwater.errors import PROBLEMS
from headwater.records import (
    Claim,
    Dated,
    Document,
    Entity,
    Figure,
    Link,
    Name,
    Origin,
    Problem,
    Rest,
    Root,
    Statement,
)
from headwater.settings import CompareSettings

#: The group of each item (by its smallest member), and the mean score of the joins of groups of two or more.
Groups = tuple[npt.NDArray[np.int32], dict[int, float]]


def claims(
    settings: CompareSettings,
    *,
    documents: Iterable[Document | Dated],
    figures: Iterable[Figure],
    statements: Iterable[Statement],
    names: Iterable[Name],
    entities: Iterable[Entity],
    copies: Iterable[Link],
    origins: Iterable[Origin | Root],
    rests: Iterable[Rest],
) -> Iterator[Claim | Problem]:
    """The claims, in order of their first accounts; then problems for what was too common to pair anything."""
    reader = Reader()
    reader.read(documents, figures, statements, names)
    shelves = reader.figures, reader.statements
    roots = Roots(origins)
    rested = Rested(shelves, rests, roots, reader.numbers())
    known = Origins(roots, rested.cited)
    sense = Sense(reader.papers, reader.terms, reader.ranks(), reader.named, settings)
    cut = _Cut(sense.cut, set(), set())
    figure_groups, parts = _figure_groups(reader, sense, copies, settings, cut)
    groups = figure_groups, _statement_groups(reader, sense, settings, rested, known, cut)
    yield from _in_order(groups, Maker(reader.papers, shelves, rested, known, parts))
    yield from cut.problems(settings.key_documents)


class _Cut(NamedTuple):
    """What was too common to find pairs by: words of documents, numbers of figures, words of statements."""

    words: set[int]
    numbers: set[float]
    said: set[int]

    def problems(self, most: int) -> Iterator[Problem]:
        """One for each kind of which there are any."""
        told = (
            (self.words, f"words stand in more than {most} documents each and were not used to find pairs of documents."),
            (self.numbers, f"numbers are given by more than {most} figures each and were not used to find pairs of figures."),
            (self.said, f"words are among the rarest of more than {most} statements each and were not used to find pairs of statements."),
        )
        for cut, message in told:
            if cut:
                yield Problem(stage="claims", kind="too-common", message=f"{len(cut)} {message}", hint=PROBLEMS["too-common"])


def _in_order(groups: tuple[Groups, ...], maker: Maker) -> Iterator[Claim]:
    """The claims of figures, then those of statements, in order of their first accounts: neighbours are then asked for together, and one claim is held."""
    for kind, (group, means) in enumerate(groups):
        order = np.argsort(group, kind="stable")  # a group goes by its smallest member
        for first, count in zip(*(row.tolist() for row in runs(group[order])), strict=True):
            row = order[first : first + count].tolist()
            yield maker.claim(kind, row, means.get(row[0], 1.0))


def _figure_groups(
    reader: Reader, sense: Sense, copies: Iterable[Link], settings: CompareSettings, cut: _Cut
) -> tuple[Groups, frozenset[int]]:
    """The figures that tell one thing, and those among them that count only some of those whom the others count."""
    shelf = reader.figures
    together = copied(copies, shelf, {p.id: n for n, p in enumerate(reader.papers)})
    match = FigureMatch(reader.papers, shelf, sense, settings, together)
    sieve = Sieve(shelf, settings)
    asked = candidates(sieve, shelf.documents, sense.pairs(), together, settings.key_documents, cut.numbers)
    parts: list[PART] = []
    group, joins = cluster(len(shelf), edges(_firm(match, sieve, asked, parts)), match.score, settings.mean_figure)
    group, joins, moved = attach(group, joins, parts, shelf.documents, match.apart)
    return (group, joins), moved


def _firm(match: FigureMatch, sieve: Sieve, asked: Iterable[Both], parts: list[PART]) -> Iterator[tuple[float, int, int]]:
    """The pairs that are firm enough to join, with their scores; those that are a part and its whole are put into ``parts``."""
    for one, other in asked:
        may, part = sieve.may(one, other), sieve.part(one, other)
        left = may | part
        for a, b, same, some in zip(one[left].tolist(), other[left].tolist(), may[left].tolist(), part[left].tolist(), strict=True):
            score = match.firm(a, b) if same else None
            if score is not None:
                yield score, a, b
            elif some and (found := match.part(a, b)):
                parts.append(found)


def _statement_groups(reader: Reader, sense: Sense, settings: CompareSettings, rested: Rested, known: Origins, cut: _Cut) -> Groups:
    """The statements that are one said thing."""
    shelf = reader.statements
    match = StatementMatch(reader.papers, shelf, sense, settings, known.roots(rested.origins[1]))
    said = ((n, sense.words(shelf.words(n))) for n in range(len(shelf)))
    pairs = keyed(said, sense, settings.statement_keys, settings.key_documents, cut.said)
    scored = ((match.score(a, b), a, b) for one, other in pairs for a, b in zip(one.tolist(), other.tolist(), strict=True))
    firm = edges((s, a, b) for s, a, b in scored if s is not None and s >= settings.same_statement)
    return cluster(len(shelf), firm, match.score, settings.same_statement)

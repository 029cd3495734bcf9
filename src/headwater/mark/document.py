"""Every mark of a document, in the order in which each needs the one before: names, dates, statements, figures.

Only wires. Marks are made in the title and the body; byline, credits and other lines are read by the verb `read` and not marked again.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.mark.dates.find import find_dates
from headwater.mark.figures.find import find_figures
from headwater.mark.names.find import find_names
from headwater.mark.statements.find import find_statements
from headwater.records import Date, Document, Figure, Name, Problem, Statement, Stretch
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences


def account(document: Document) -> list[Stretch]:
    """The stretches of a document that are marked: its title, where it stands in the text, and its body. In order."""
    stretches = list(document.body)
    title = document.title
    if title is not None and title.start is not None and title.end is not None:
        stretches.append(Stretch(title.start, title.end))
    return sorted(stretches, key=lambda s: (s.start, s.end))


def mark_document(document: Document, settings: MarkSettings) -> Iterator[Statement | Figure | Date | Name | Problem]:
    """The names, dates, statements and figures of a document; none where it is not English."""
    if document.language not in (None, "en"):
        return
    lines = [s for piece in account(document) for s in sentences(document.text, piece.start, piece.end)]
    names = find_names(document)
    dates = find_dates(document)
    statements = find_statements(document, lines, names)
    yield from names
    yield from dates
    yield from statements
    yield from find_figures(document, lines, statements, dates, names, settings)

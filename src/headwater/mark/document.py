"""Every mark of a document, in the order in which each needs the one before: names, dates, statements, figures.

Only wires. Marks are made in the title and the body; byline, credits and other lines are read by the verb `read` and not marked again.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from headwater.mark.dates.find import find_dates
from headwater.mark.figures.find import find_figures
from headwater.mark.names.find import find_names
from headwater.mark.names.runs import Told
from headwater.mark.statements.find import find_statements
from headwater.model.parse import Parser
from headwater.model.reader import Model, Reading, model
from headwater.model.statements import statements as read_statements
from headwater.model.vectors import vectors
from headwater.records import Date, Document, Figure, Name, Problem, Statement, Stretch, Vectors
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences

_JOINING = ("", "-", "’", "'", "–")


def account(document: Document) -> list[Stretch]:
    """The stretches of a document that are marked: its title, where it stands in the text, and its body. In order."""
    stretches = list(document.body)
    title = document.title
    if title is not None and title.start is not None and title.end is not None:
        stretches.append(Stretch(title.start, title.end))
    return sorted(stretches, key=lambda s: (s.start, s.end))


def told(reader: Model, reading: Reading) -> list[Told]:
    """The names that the model sees, as places in the text; pieces with nothing but a hyphen or an apostrophe between them are one name."""
    words = reading.words
    out: list[Told] = []
    for a, b, kind, sure in (n for w in reading.windows for n in reader.names(w)):
        name = Told(words[a].start, words[b].end, kind, sure)
        between = reading.text[out[-1].end : name.start] if out else "."
        if out and (between in _JOINING or (between == " " and kind == out[-1].kind)):
            kind = max(out[-1], name, key=lambda n: n.score).kind
            name = Told(out[-1].start, name.end, kind, max(out.pop().score, sure))
        out.append(name)
    return out


def sentence_vectors(document: Document, reader: Model, reading: Reading) -> Vectors:
    """The vectors of the sentences of the body."""
    lines = [s for part in document.body for s in sentences(document.text, part.start, part.end)] if reading.words else []
    values = b64encode(vectors(reader, reading, lines).tobytes()).decode("ascii")
    return Vectors(id=document.id, starts=tuple(s.start for s in lines), ends=tuple(s.end for s in lines), values=values)


def mark_document(document: Document, settings: MarkSettings) -> Iterator[Statement | Figure | Date | Name | Vectors | Problem]:
    """The names, dates, statements, figures and sentence vectors of a document; none where it is not English, and empty vectors."""
    if document.language not in (None, "en"):
        yield Vectors(id=document.id, starts=(), ends=(), values="")
        return
    stretches = account(document)
    lines = [s for piece in stretches for s in sentences(document.text, piece.start, piece.end)]
    reader = model()
    reading = reader.read(document.text, stretches)
    names = find_names(document, told(reader, reading))
    dates = find_dates(document)
    statements = find_statements(document, reading, read_statements(reader, reading), names)
    yield sentence_vectors(document, reader, reading)
    yield from names
    yield from dates
    yield from statements
    yield from find_figures(document, lines, statements, dates, names, settings, Parser(reader, reading))

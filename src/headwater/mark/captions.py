"""Figures and dates in captions, on request. A caption is furniture: nothing found in one is taken for part of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from headwater.mark.dates.find import find_dates
from headwater.mark.figures.find import find_figures
from headwater.model.parse import Parser
from headwater.model.reader import model
from headwater.records import Date, Document, Figure, Furniture, Problem, Stretch
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences


def mark_caption(furniture: Furniture, settings: MarkSettings) -> Iterator[Figure | Date | Problem]:
    """The figures and dates of a caption, in the region ``caption``; nothing for other furniture or without ``settings.captions``."""
    if furniture.kind != "caption" or not settings.captions:
        return
    document = Document(
        id=furniture.id,
        page=furniture.page,
        path=furniture.path,
        ordinal=0,
        text=furniture.text,
        offsets=furniture.offsets,
        body=(Stretch(0, len(furniture.text)),),
    )
    dates = find_dates(document)
    reader = model()
    reading = reader.read(document.text, document.body)
    for figure in find_figures(document, sentences(document.text), [], dates, [], settings, Parser(reader, reading)):
        yield replace(figure, region="caption")
    for date in dates:
        yield replace(date, region="caption")

"""Finds the statements of a document."""

from __future__ import annotations

from headwater.records import Document, Name, Statement, Stretch


def find_statements(document: Document, sentences: list[Stretch], names: list[Name]) -> list[Statement]:
    """The statements of a document, in order of place."""
    return []

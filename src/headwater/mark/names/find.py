"""Every name of a document: for now runs of two and more capitalised words inside a sentence."""

from __future__ import annotations

import re

from headwater.records import Document, Name, NameValue, make_id

_RUN = re.compile(r"(?<=[a-z,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+")


def find_names(document: Document) -> list[Name]:
    """The names in the text of a document, in order of place."""
    return [
        Name(
            id=make_id("name", document.id, m.start(), m.end()),
            document=document.id,
            start=m.start(),
            end=m.end(),
            text=m.group(),
            score=0.5,
            rule="capitals",
            why=("capitalised words in a row inside a sentence",),
            value=NameValue(kind="other", canonical=m.group()),
        )
        for m in _RUN.finditer(document.text)
    ]

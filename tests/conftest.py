"""What the tests share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from headwater.records import Document, Fact, OffsetMap, make_id
from headwater.text.sentences import paragraphs

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "tolm-dam" / "pages"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-docs", action="store_true", help="write the generated parts of the documentation anew")


@pytest.fixture
def document() -> Callable[..., Document]:
    """Makes a document of a plain text: the text is its body, and the page is the text."""

    def make(text: str, published: str | None = None, name: str = "page.txt") -> Document:
        fact = Fact(value=published, evidence="supplied", precision="day") if published else None
        return Document(
            id=make_id("document", name, text),
            page=make_id("page", text),
            path=name,
            ordinal=0,
            text=text,
            offsets=OffsetMap.identity(len(text)),
            body=tuple(paragraphs(text)),
            published=fact,
        )

    return make

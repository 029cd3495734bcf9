"""Whole pages, each beside what is expected of it: `pages/NAME.txt` or `.html` and `pages/NAME.expected.json`.

To add one, invent a page and write down its documents (any of title, byline, outlet, published, precision, modified, dateline, credits, and words
that must stand in the body), words by kind of the furniture they must be in, and words that no document may hold.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.read.page import read_page
from headwater.read.payload import decode
from headwater.records import Document, Furniture, Page, Problem
from headwater.settings import ReadSettings

HERE = Path(__file__).parent / "pages"
EXAMPLE = Path(__file__).parents[2] / "examples" / "tolm-dam" / "pages"
PAGES = sorted(p for p in HERE.iterdir() if p.suffix in (".txt", ".html"))
MEDIA = {".txt": "text/plain", ".html": "text/html"}


def read(path: Path) -> tuple[list[Document], list[Furniture], list[Problem]]:
    payload = path.read_bytes()
    page = Page(id="0" * 64, path=path.name, size=len(payload), media_type=MEDIA[path.suffix])
    found = list(read_page(page, payload, ReadSettings()))
    return (
        [r for r in found if isinstance(r, Document)],
        [r for r in found if isinstance(r, Furniture)],
        [r for r in found if isinstance(r, Problem)],
    )


def expected(path: Path) -> dict[str, Any]:
    return json.loads((HERE / f"{path.stem}.expected.json").read_text("utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_documents(path: Path) -> None:
    documents, _, _ = read(path)
    wanted = expected(path)["documents"]
    assert [d.title and d.title.value for d in documents] == [w["title"] for w in wanted]
    for d, w in zip(documents, wanted, strict=True):
        for name in {"byline", "outlet", "published", "modified", "dateline"} & set(w):
            fact = getattr(d, name)
            assert (fact and fact.value) == w[name], name
        if "precision" in w:
            assert d.published is not None
            assert d.published.precision == w["precision"]
        assert [c.value for c in d.credits] == w.get("credits", [])
        bodies = [d.text[b.start : b.end] for b in d.body]
        for words in w["body"]:
            assert any(words in body for body in bodies), words


@pytest.mark.parametrize("path", PAGES, ids=lambda p: p.name)
def test_furniture(path: Path) -> None:
    documents, furniture, _ = read(path)
    text = "\n".join(d.text for d in documents)
    for words in expected(path)["nowhere"]:
        assert words not in text
    for kind, pieces in expected(path)["furniture"].items():
        of_kind = "\n".join(f.text for f in furniture if f.kind == kind)
        for words in pieces:
            assert words in of_kind, f"{kind}: {words}"
    assert all(f.why for f in furniture)


def test_no_date_is_a_problem() -> None:
    _, _, problems = read(HERE / "undated.txt")
    assert [p.kind for p in problems] == ["no-date"]


def test_captions_are_near_their_document() -> None:
    documents, furniture, _ = read(HERE / "menus-and-ticker.txt")
    captions = [f for f in furniture if f.kind == "caption" and "fish market" in f.text]
    assert captions
    assert {f.near for f in captions} == {documents[0].id}


def test_title_and_byline_lie_in_the_text_and_outside_of_the_body() -> None:
    for path in PAGES:
        for d in read(path)[0]:
            for fact in (d.title, d.byline):
                if fact is None or fact.start is None or fact.end is None:
                    continue
                assert 0 <= fact.start < fact.end <= len(d.text)
                assert not any(b.start < fact.end and fact.start < b.end for b in d.body)


@pytest.mark.parametrize("path", [*PAGES, *sorted(EXAMPLE.iterdir())], ids=lambda p: p.name)
def test_nothing_visible_is_lost_and_nothing_is_told_twice(path: Path) -> None:
    documents, furniture, _ = read(path)
    taken: list[tuple[int, int]] = []
    for holder in (*documents, *furniture):
        taken += [holder.offsets.raw(i, i + 1) for i, c in enumerate(holder.text) if not c.isspace()]
    assert len(taken) == len(set(taken))
    if path.suffix == ".txt":
        payload = decode(path.read_bytes(), None).payload
        missing = "".join(payload[i] for i in sorted(set(range(len(payload))) - {a for a, _ in taken}) if not payload[i].isspace())
        assert set(missing) <= set("#*[]()")  # the marks of Markdown

"""A small finished case, made by hand: an HTML page, a text page with a byte order mark that copies it, and a third that is unrelated.

What the mayor says begins like a formula, and one title does too.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.beside import beside

from headwater import records as r
from headwater.case import judge
from headwater.case.database import build
from headwater.case.folder import CaseFolder
from headwater.case.queries import Library
from headwater.compare.happenings import happenings
from headwater.plan import TABLES
from headwater.settings import CompareSettings, Settings
from headwater.tables import dump, schema

HTML = "<html><body><h1>Café fire</h1><p>At least 3 people were hurt &amp; 40 <b>households</b> moved, the mayor said.</p></body></html>"
TEXT = "=Fire at the café\r\n\r\nAt least 3 people were hurt, the Öre mayor said. “+1 for the firemen,” she said.\r\n"
OTHER = "Ferry late\n\nThe ferry was late.\n"


def _html() -> tuple[str, r.OffsetMap]:
    """The text of the HTML page, with the entity and the tag as one piece each."""
    runs: list[tuple[int, int, int]] = []
    text = ""
    for piece, raw in (
        ("Café fire", "Café fire"),
        ("\n\n", "</h1><p>"),
        ("At least 3 people were hurt ", None),
        ("&", "&amp;"),
        (" 40 ", None),
    ):
        at = HTML.index(raw or piece)
        runs.append((len(piece), at, len(raw or piece)))
        text += piece
    for piece in ("households", " moved, the mayor said."):
        runs.append((len(piece), HTML.index(piece), len(piece)))
        text += piece
    return text, r.OffsetMap.of_runs(runs)


def _page(path: str, payload: bytes, **more: Any) -> r.Page:
    return r.Page(id=hashlib.sha256(payload).hexdigest(), path=path, size=len(payload), encoding="utf-8", **more)


def _document(page: r.Page, text: str, offsets: r.OffsetMap, outlet: str, published: str) -> r.Document:
    end = text.index("\n") if "\r" not in text else text.index("\r")
    body = text.index(text[end:].lstrip()[0], end)
    return r.Document(
        id=r.make_id("document", page.id),
        page=page.id,
        path=page.path,
        ordinal=0,
        text=text,
        offsets=offsets,
        body=(r.Stretch(body, len(text.rstrip())),),
        title=r.Fact(value=text[:end], evidence="heading", start=0, end=end),
        outlet=r.Fact(value=outlet, evidence="meta"),
        published=r.Fact(value=published, evidence="byline", precision="day"),
        url=page.url,
        language="en",
    )


def _span(document: r.Document, words: str) -> dict[str, Any]:
    start = document.text.index(words)
    return {
        "id": r.make_id("span", document.id, words),
        "document": document.id,
        "start": start,
        "end": start + len(words),
        "text": words,
        "score": 0.9,
        "rule": "test",
        "why": ("made by hand",),
    }


def _figure(document: r.Document, words: str, value: r.FigureValue) -> r.Figure:
    return r.Figure(**_span(document, words), value=value, sentence=document.body[0])


def _account(span: r.Figure | r.Statement, origin: str, grade: str) -> r.Account:
    figure = span.value if isinstance(span, r.Figure) else None
    statement = span.value if isinstance(span, r.Statement) else None
    return r.Account(
        span=span.id,
        document=span.document,
        start=span.start,
        end=span.end,
        text=span.text,
        origin=origin,
        grade=grade,
        figure=figure,
        statement=statement,
    )


def _newsroom() -> dict[str, list[Any]]:
    wire = _page("news/wire.html", HTML.encode(), media_type="text/html", url="https://wire.example/fire", captured="2024-02-03T10:00:00Z")
    copy = _page("news/copy.txt", b"\xef\xbb\xbf" + TEXT.encode(), media_type="text/plain")
    other = _page("news/other.txt", OTHER.encode(), media_type="text/plain")
    first = _document(wire, *_html(), "The Wire", "2024-02-01")
    second = _document(copy, TEXT, r.OffsetMap.identity(len(TEXT)), "@Daily", "2024-02-02")
    third = _document(other, OTHER, r.OffsetMap.identity(len(OTHER)), "Harbour", "2024-02-02")
    hurt = r.FigureValue(value=3.0, low=3.0, high=None, bound="at_least", measure="injured", unit="people", group="people", place="Öre")
    moved = r.FigureValue(value=40.0, low=40.0, high=40.0, bound="exact", measure="displaced", unit="household", as_of="2024-02-01")
    figures = [
        _figure(first, "At least 3 people", hurt),
        _figure(second, "At least 3 people", hurt),
        _figure(first, "40 households", moved),
    ]
    said = r.Statement(
        **_span(second, "+1 for the firemen"), value=r.StatementValue(mode="direct", kind="said", speaker="the mayor"), parts=r.Parts()
    )
    mayor = r.Origin(id="mayor", kind="person", label="the mayor", documents=(first.id, second.id), score=1.0, rule="test")
    rests = [
        r.Rest(
            id=f"rest-{s.id}",
            span=s.id,
            document=s.document,
            origin="mayor",
            way="cites",
            grade="same_named_origin",
            chain=("The Wire", "the mayor"),
            score=0.9,
            rule="test",
            why=("the mayor is named",),
        )
        for s in (*figures, said)
    ]

    def claim(gist: str, *spans: r.Figure | r.Statement) -> r.Claim:
        return r.Claim(
            id=r.make_id("claim", gist),
            kind="figure" if isinstance(spans[0], r.Figure) else "statement",
            gist=gist,
            accounts=tuple(_account(s, "mayor", "same_named_origin") for s in spans),
            origins=("mayor",),
            independent=r.Independent(low=1, high=1),
            standing="agree" if len(spans) > 1 else "single",
            score=0.8,
            rule="test",
        )

    passage = "3 people were hurt"
    sides = [r.Place(document=d.id, start=d.text.index(passage), end=d.text.index(passage) + len(passage)) for d in (first, second)]
    entity = r.Entity(
        id="e1",
        kind="body",
        canonical="Öre Fire Service",
        forms=("Fire Service", "Öre Fire Service"),
        documents=(first.id,),
        score=1.0,
        rule="test",
    )
    return {
        "pages": [wire, copy, other],
        "documents": [first, second, third],
        "figures": figures,
        "statements": [said],
        "entities": [entity],
        "origins": [mayor],
        "rests": rests,
        "copies": [
            r.Link(id="link", kind="copies", left=sides[0], right=sides[1], direction="left", score=0.9, rule="test", why=("it is older",))
        ],
        "claims": [claim("at least 3 people injured", *figures[:2]), claim("40 households displaced", figures[2]), claim("thanks", said)],
    }


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    case = CaseFolder.create(tmp_path / "case", Settings())
    for payload in (HTML.encode(), b"\xef\xbb\xbf" + TEXT.encode(), OTHER.encode()):
        name = hashlib.sha256(payload).hexdigest()
        (case.pages / name[:2]).mkdir(exist_ok=True)
        (case.pages / name[:2] / name).write_bytes(payload)
    rows = _newsroom()
    documents = beside(rows, "figures", "statements", "dates")
    found = happenings(CompareSettings(), documents=documents, copies=rows.get("copies", []), claims=rows.get("claims", []))
    rows["happenings"] = sorted(found, key=lambda h: h.id)
    for table in TABLES:
        if table.name in rows:
            made = pa.Table.from_pylist([dump(x) for x in rows[table.name]], schema=schema(table.record))
            pq.write_table(made, case.tables / f"{table.name}.parquet")
    build(case.tables, case.database, [r.Problem(stage="read", kind="no-date", message="news/x.txt shows no date.", hint="Supply one.")])
    (case.dossier / "pages").mkdir(parents=True)
    (case.dossier / "index.html").write_text("<h1>Café fire</h1>", encoding="utf-8")
    judge.add(case.folder, r.make_id("claim", "thanks"), "yes", "A. Reader")
    with Library(case.folder) as opened:
        yield opened

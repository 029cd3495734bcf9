"""A small finished case built record by record: a wire story, a copy of it, a second body's own count, a page that tries to misbehave.

Everything in it is invented.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from tests.beside import beside

from headwater import records as r
from headwater.case.database import build
from headwater.case.folder import CaseFolder
from headwater.case.queries import Library
from headwater.compare.happenings import happenings
from headwater.engines.call import payload_file
from headwater.plan import TABLES
from headwater.settings import CompareSettings, Settings
from headwater.tables import dump, schema

LEAD = "At least 7 hikers were hurt when a footbridge fell, the Alpine Office said on Monday."
HURT = "At least 7 hikers were hurt when a footbridge fell"
TEXTS = {
    "wire.txt": (
        "Footbridge falls",
        "Coldpass Wire",
        "2031-06-02",
        ["COLDPASS (Wire) - " + LEAD, 'A guide told the office: "The ropes, a visitor said, had been wet for 3 days."'],
    ),
    "copy.txt": ("Seven hurt in the hills", "Hill Gazette", "2031-06-03", [LEAD, "The path is closed."]),
    "count.html": (
        "Clinic counts nine",
        "Valley Radio",
        "2031-06-03",
        ["The Coldpass clinic said it treated 9 hikers after the footbridge fell."],
    ),
    "hostile.html": (
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(2)>',
        None,
        ["Reportedly 7 hikers were hurt, </p><script>document.title='taken'</script> {{ 7 * 7 }} an <b>official</b> said."],
    ),
}


class Newsroom:
    """Makes documents out of texts, spans out of words found in them, and a case out of both."""

    def __init__(self) -> None:
        self.tables: dict[str, list[object]] = {t.name: [] for t in TABLES}
        self.documents: dict[str, r.Document] = {}
        self.payloads: list[bytes] = []

    def page(self, path: str, title: str, outlet: str, published: str | None, body: list[str]) -> None:
        head = "Home | News | Weather\n"
        text = "\n".join([title, *body])
        payload = (head + text + "\nMost read: a cat\n").encode()
        page = hashlib.sha256(payload).hexdigest()
        self.payloads.append(payload)
        self.tables["pages"].append(r.Page(id=page, path=path, size=len(payload), media_type="text/plain", encoding="utf-8"))
        fact = r.Fact(value=published, evidence="the line under the title", precision="day") if published else None
        document = r.Document(
            id=r.make_id("document", path),
            page=page,
            path=path,
            ordinal=0,
            text=text,
            offsets=r.OffsetMap.identity(len(text), len(head)),
            body=(r.Stretch(len(title) + 1, len(text)),),
            title=r.Fact(value=title, evidence="the first line", start=0, end=len(title)),
            outlet=r.Fact(value=outlet, evidence="the masthead"),
            published=fact,
        )
        self.documents[path] = document
        self.tables["documents"].append(document)
        for kind, at, words in (("menu", 0, head.strip()), ("teaser", len(head) + len(text) + 1, "Most read: a cat")):
            self.tables["furniture"].append(
                r.Furniture(
                    id=r.make_id("furniture", path, kind),
                    page=page,
                    path=path,
                    kind=kind,
                    text=words,
                    offsets=r.OffsetMap.identity(len(words), at),
                    raw_start=at,
                    raw_end=at + len(words),
                    why="a line of links",
                )
            )

    def find(self, path: str, words: str) -> r.Stretch:
        start = self.documents[path].text.index(words)
        return r.Stretch(start, start + len(words))

    def statement(self, path: str, speaker: str | None, source: str, cue: str, content: str, *, named: bool = True) -> r.Statement:
        parts = r.Parts(source=(self.find(path, source),), cue=(self.find(path, cue),), content=(self.find(path, content),))
        ends = [*parts.source, *parts.cue, *parts.content]
        start, end = min(s.start for s in ends), max(s.end for s in ends)
        document = self.documents[path]
        made = r.Statement(
            id=r.make_id("statement", path, start, end),
            document=document.id,
            start=start,
            end=end,
            text=document.text[start:end],
            score=0.9,
            rule="test",
            value=r.StatementValue(mode="indirect", kind="said", speaker=speaker, named=named, via=(r.Hop(name="Coldpass Wire"),)),
            parts=parts,
        )
        self.tables["statements"].append(made)
        return made

    def figure(self, path: str, words: str, value: r.FigureValue, sentence: str, statement: str | None = None) -> r.Figure:
        at = self.find(path, words)
        document = self.documents[path]
        made = r.Figure(
            id=r.make_id("figure", path, words),
            document=document.id,
            start=at.start,
            end=at.end,
            text=words,
            score=0.8,
            rule="test",
            value=value,
            sentence=self.find(path, sentence),
            statement=statement,
        )
        self.tables["figures"].append(made)
        return made

    def origin(self, label: str, kind: str, paths: list[str], rests_on: str | None = None) -> r.Origin:
        documents = tuple(sorted(self.documents[p].id for p in paths))
        made = r.Origin(
            id=r.make_id("origin", label),
            kind=kind,
            label=label,
            documents=documents,
            score=0.9,
            rule="test",
            why=("named on the page",),
            rests_on=rests_on,
        )
        self.tables["origins"].append(made)
        return made

    def account(self, span: r.Figure | r.Statement, origin: r.Origin, way: str, grade: str, chain: tuple[str, ...]) -> r.Account:
        self.tables["rests"].append(
            r.Rest(
                id=r.make_id("rest", span.id),
                span=span.id,
                document=span.document,
                origin=origin.id,
                way=way,
                grade=grade,
                chain=chain,
                score=0.9,
                rule="test",
                why=(f"the way is {way}",),
            )
        )
        return r.Account(
            span=span.id,
            document=span.document,
            start=span.start,
            end=span.end,
            text=span.text,
            origin=origin.id,
            grade=grade,
            figure=span.value if isinstance(span, r.Figure) else None,
            statement=span.value if isinstance(span, r.Statement) else None,
        )

    def claim(self, gist: str, accounts: list[r.Account], standing: str, low: int, high: int) -> r.Claim:
        made = r.Claim(
            id=r.make_id("claim", gist),
            kind="figure" if accounts[0].figure else "statement",
            gist=gist,
            accounts=tuple(accounts),
            origins=tuple(sorted({a.origin for a in accounts})),
            independent=r.Independent(low=low, high=high),
            standing=standing,
            score=0.8,
            rule="test",
            why=("same measure, same group",),
        )
        self.tables["claims"].append(made)
        return made

    def link(self, left: str, right: str, words: str, kind: str = "copies") -> r.Link:
        a, b = self.find(left, words), self.find(right, words)
        first, second = r.Place(self.documents[left].id, a.start, a.end), r.Place(self.documents[right].id, b.start, b.end)
        made = r.Link(
            id=r.make_id("link", left, right),
            kind=kind,
            left=first,
            right=second,
            direction="left",
            score=1.0,
            rule="test",
            why=("15 words",),
        )
        self.tables["copies" if kind == "copies" else "cites"].append(made)
        return made

    def date(self, path: str, words: str, start: str, end: str) -> r.Date:
        at, document = self.find(path, words), self.documents[path]
        made = r.Date(
            id=r.make_id("date", path, words),
            document=document.id,
            start=at.start,
            end=at.end,
            text=words,
            score=1.0,
            rule="test",
            value=r.DateValue(timex=start, timex_type="DATE", start=start, end=end),
        )
        self.tables["dates"].append(made)
        return made

    def happen(self) -> None:
        """The happenings, as compare makes them of what is there."""
        documents = beside(self.tables, "figures", "statements", "dates")
        found = happenings(CompareSettings(), documents=documents, copies=self.tables["copies"], claims=self.tables["claims"])
        self.tables["happenings"] = sorted(found, key=lambda h: h.id)

    def finish(self, folder: Path, problems: tuple[r.Problem, ...] = ()) -> Library:
        """Write the case as a run would leave it."""
        case = CaseFolder.create(folder, Settings())
        for payload in self.payloads:
            file = payload_file(case.pages, hashlib.sha256(payload).hexdigest())
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(payload)
        for table in TABLES:
            pq.write_table(
                pa.Table.from_pylist([dump(x) for x in self.tables[table.name]], schema=schema(table.record)),
                case.tables / f"{table.name}.parquet",
            )
        build(case.tables, case.database, problems)
        return Library(folder)


def hurt(value: float, bound: str = "exact") -> r.FigureValue:
    low, high = (value, None) if bound == "at_least" else (value, value)
    return r.FigureValue(
        value=value,
        low=low,
        high=high,
        bound=bound,
        measure="injured",
        unit="people",
        group="hikers",
        scope="event",
        start="2031-06-02",
        end="2031-06-03",
    )


def newsroom() -> Newsroom:
    n = Newsroom()
    for path, (title, outlet, published, body) in TEXTS.items():
        n.page(path, title, outlet, published, body)
    office = "the Alpine Office"
    wire_said = n.statement("wire.txt", "Alpine Office", office, "said", HURT)
    n.statement("wire.txt", "guide", "A guide", "told", "The ropes, a visitor said, had been wet for 3 days", named=False)
    n.statement("wire.txt", "visitor", "a visitor", "said", "had been wet for 3 days", named=False)
    copy_said = n.statement("copy.txt", "Alpine Office", office, "said", HURT)
    wire = n.figure("wire.txt", "At least 7", hurt(7, "at_least"), LEAD, wire_said.id)
    copy = n.figure("copy.txt", "At least 7", hurt(7, "at_least"), LEAD, copy_said.id)
    clinic = n.figure("count.html", "9", hurt(9), TEXTS["count.html"][3][0])
    hostile = n.figure("hostile.html", "7", hurt(7), TEXTS["hostile.html"][3][0])
    wet = n.figure(
        "wire.txt",
        "3 days",
        r.FigureValue(value=3, low=3, high=3, bound="exact", measure="duration", unit="day"),
        "The ropes, a visitor said, had been wet for 3 days.",
    )
    o_office = n.origin("Alpine Office", "body", ["wire.txt", "copy.txt"])
    o_clinic = n.origin("Coldpass clinic", "body", ["count.html"])
    o_unnamed = n.origin("<i>an official</i>", "unnamed", ["hostile.html"])
    o_visitor = n.origin("a visitor", "person", ["wire.txt"], o_office.id)
    n.claim(
        "7 or 9 hikers injured when the footbridge fell",
        [
            n.account(wire, o_office, "cites", "same_named_origin", ("Coldpass Wire", "Alpine Office")),
            n.account(copy, o_office, "copies", "shown_dependent", ("Hill Gazette", "Coldpass Wire", "Alpine Office")),
            n.account(clinic, o_clinic, "cites", "no_dependence_found", ("Valley Radio", "Coldpass clinic")),
            n.account(hostile, o_unnamed, "unnamed", "cannot_tell", ("<b>page</b>", "<i>an official</i>")),
        ],
        "differ",
        2,
        3,
    )
    n.claim(
        "the Alpine Office speaks of 7 <hurt> hikers",
        [
            n.account(wire_said, o_office, "cites", "same_named_origin", ("Coldpass Wire", "Alpine Office")),
            n.account(copy_said, o_office, "copies", "shown_dependent", ("Hill Gazette", "Coldpass Wire", "Alpine Office")),
        ],
        "agree",
        1,
        1,
    )
    n.claim(
        "ropes wet for 3 days",
        [n.account(wet, o_visitor, "cites", "no_dependence_found", ("Coldpass Wire", "a guide", "a visitor"))],
        "single",
        1,
        1,
    )
    n.link("wire.txt", "copy.txt", LEAD)
    n.date("wire.txt", "Monday", "2031-06-02", "2031-06-03")
    n.happen()
    return n


PROBLEMS = (
    r.Problem(stage="read", kind="no-date", message="hostile.html shows no date.", hint="Supply one.", path="hostile.html"),
    r.Problem(
        stage="copies",
        kind="too-common",
        message="“The path is closed …” is stock text.",
        hint="Nothing to do.",
        item=r.make_id("document", "copy.txt"),
    ),
)


def make_case(folder: Path) -> Library:
    return newsroom().finish(folder, PROBLEMS)


def judgement(folder: Path, **fields: str) -> None:
    """A judgement as it stands in the file, with a date of its own so that the dossier is the same each time."""
    whole = {
        "id": "j1",
        "target": "",
        "answer": "yes",
        "user": "Ada",
        "at": "2031-07-01T10:00:00+00:00",
        "what": None,
        "quote": None,
        "note": None,
        "retracts": None,
    }
    with (folder / "judgements.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({**whole, **fields}) + "\n")

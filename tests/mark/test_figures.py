"""Sentences with every figure in them: from the fixtures beside this file, and the examples of the codebook, docs/figures.md.

Add a sentence there to add a test. A fixture holds one sentence and is read with no names, dates or statements; an example of the codebook is marked as a
document is. Above the sentence may stand `published 2031-05-07` and `dateline Norvik`; in it, `¶` begins a paragraph and `↵` a line.
"""

import re
from pathlib import Path

import pytest

from headwater.mark.document import mark_document
from headwater.mark.figures.find import find_figures
from headwater.mark.figures.vocabulary import lexicon
from headwater.model.parse import Parser
from headwater.model.reader import model
from headwater.records import Document, Fact, Figure, FigureValue, OffsetMap, Statement, Stretch
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences

FIXTURES = Path(__file__).parent / "figures"
CODEBOOK = Path(__file__).parents[2] / "docs" / "figures.md"
FIELD = re.compile(r'(\w+)=("[^"]*"|\S+)')
BLOCK = re.compile(r"^```figures\n(.*?)^```", re.M | re.S)


def document(text, **more):
    return Document(
        id="d", page="p", path="a.txt", ordinal=0, text=text, offsets=OffsetMap.identity(len(text)), body=(Stretch(0, len(text)),), **more
    )


def figures(text, statements=(), names=(), dates=(), settings=None, **more):
    d = document(text, **more)
    parser = Parser(model(), model().read(text, d.body))
    return find_figures(d, sentences(text), list(statements), list(dates), list(names), settings or MarkSettings(), parser)


def cases():
    for path in sorted(FIXTURES.glob("*.md")):
        for block in path.read_text(encoding="utf-8").split("\n\n"):
            first, *marks = block.strip().split("\n")
            if first and not first.startswith("#") and not first.startswith("A sentence, then"):
                yield pytest.param(first, marks, id=f"{path.stem}: {first[:50]}")


def examples():
    for block in BLOCK.findall(CODEBOOK.read_text(encoding="utf-8")):
        for example in block.strip().split("\n\n"):
            lines = example.split("\n")
            about = [line for line in lines if line.startswith(("published ", "dateline "))]
            text, *marks = lines[len(about) :]
            yield pytest.param(about, text, marks, id=text[:60])


def check(found, marks, speakers=None):
    """Every figure listed is found, in this order, with the fields listed, and no other."""
    by_id = {f.id: f.text for f in found}
    wanted = [re.match(r"- (.*?): ?(.*)", m).groups() for m in marks]
    assert [f.text for f in found] == [name for name, _ in wanted]
    for figure, (name, fields) in zip(found, wanted, strict=True):
        for field, raw in FIELD.findall(fields):
            raw = raw.strip('"')
            if field == "why":
                assert any(raw in w for w in figure.why), f"{name}: {figure.why}"
                continue
            got = getattr(figure if field in ("rule", "score", "statement") else figure.value, field)
            if field in ("part_of", "statement"):
                got = (by_id if field == "part_of" else speakers).get(got)
            number = field in ("value", "low", "high", "score") and raw != "null"
            want = None if raw == "null" else float(raw) if number else raw
            assert got == want, f"{name}: {field}"


@pytest.mark.parametrize(("text", "marks"), list(cases()))
def test_fixture(text, marks):
    check(figures(text), marks)


@pytest.mark.parametrize(("about", "text", "marks"), list(examples()))
def test_codebook(about, text, marks):
    told = dict(line.split(" ", 1) for line in about)
    page = document(
        text.replace(" ¶ ", "\n\n").replace(" ↵ ", "\n"),
        published=Fact(value=told["published"], evidence="meta", precision="day") if "published" in told else None,
        dateline=Fact(value=told["dateline"], evidence="dateline") if "dateline" in told else None,
    )
    found = list(mark_document(page, MarkSettings()))
    speakers = {s.id: s.value.speaker for s in found if isinstance(s, Statement)}
    check([f for f in found if isinstance(f, Figure)], marks, speakers)


def test_codebook_names_every_measure_bound_and_field():
    text = CODEBOOK.read_text(encoding="utf-8")
    measures = [name for name, table in lexicon("measures").items() if "takes" in table]
    words = [*measures, *FigureValue.__dataclass_fields__, *"asserted denied demanded proposed threatened hypothetical".split()]
    words += ["money", "share", "duration", "age", "count", *lexicon("bounds")["before"]]
    missing = [w for w in words if f"`{w}`" not in text]
    assert not missing
    assert len(list(examples())) > 50

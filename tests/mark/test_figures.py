"""Sentences with every figure in them, from the fixtures beside this file: add a sentence there to add a test."""

import re
from pathlib import Path

import pytest

from headwater.mark.figures.find import find_figures
from headwater.model.parse import Parser
from headwater.model.reader import model
from headwater.records import Document, OffsetMap, Stretch
from headwater.settings import MarkSettings
from headwater.text.sentences import sentences

FIXTURES = Path(__file__).parent / "figures"
FIELD = re.compile(r'(\w+)=("[^"]*"|\S+)')


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


@pytest.mark.parametrize(("text", "marks"), list(cases()))
def test_fixture(text, marks):
    found = figures(text)
    by_id = {f.id: f.text for f in found}
    wanted = [re.match(r"- (.*?): (.*)", m).groups() for m in marks]
    assert [f.text for f in found] == [name for name, _ in wanted]
    for figure, (name, fields) in zip(found, wanted, strict=True):
        for field, raw in FIELD.findall(fields):
            got = figure.rule if field == "rule" else getattr(figure.value, field)
            if field == "part_of":
                got = by_id.get(got)
            number = field in ("value", "low", "high") and raw != "null"
            want = None if raw == "null" else float(raw) if number else raw.strip('"')
            assert got == want, f"{name}: {field}"

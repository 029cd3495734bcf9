"""Statements by example: `statements.md` beside this file holds the texts, their marks, and what is expected."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from headwater.mark.document import mark_document
from headwater.records import Document, Statement
from headwater.settings import MarkSettings

FIXTURES = (Path(__file__).parent / "statements.md").read_text(encoding="utf-8")
ROLE = re.compile(r"(source|cue|content)(\d*)\]")


def cases():
    for part in FIXTURES.split("\n## ")[1:]:
        title, _, rest = part.partition("\n")
        blocks = rest.strip().split("\n\n")
        expected = blocks.pop() if "|" in blocks[-1] and "[" not in blocks[-1] else ""
        yield pytest.param("\n\n".join(blocks), expected.splitlines(), id=title)


def unmark(marked: str) -> tuple[str, dict[str, dict[str, list[str]]]]:
    """The text without its marks, and by statement and role the words of the pieces."""
    text, open_at, found = "", [], {}
    i = 0
    while i < len(marked):
        if marked[i] == "[":
            open_at.append(len(text))
        elif marked[i] == "|" and (m := ROLE.match(marked, i + 1)):
            found.setdefault(m[2], {}).setdefault(m[1], []).append(text[open_at.pop() :])
            i = m.end()
            continue
        else:
            text += marked[i]
        i += 1
    return text, found


def trimmed(words: str) -> str:
    return words.strip(' .,:;"“”')


def described(s: Statement) -> str:
    name = s.value.speaker or ""
    speaker = name if s.value.named else f"({name})"
    via = ", ".join(h.name for h in s.value.via)
    return " | ".join([speaker.removeprefix("The "), s.value.kind, s.value.mode, *([via] if via else [])])


def statements(made: Document) -> list[Statement]:
    return [s for s in mark_document(made, MarkSettings()) if isinstance(s, Statement)]


@pytest.mark.parametrize(("marked", "expected"), list(cases()))
def test_statement(document, marked, expected):
    text, roles = unmark(marked)
    made = document(text)
    found = statements(made)
    assert [described(s) for s in found] == [line.removeprefix("The ") for line in expected]
    for number, s in zip(sorted(roles), found, strict=True):
        for role in ("source", "cue", "content"):
            pieces = [trimmed(text[p.start : p.end]) for p in getattr(s.parts, role)]
            assert pieces == [trimmed(w) for w in roles[number].get(role, [])], role


def test_an_inner_statement_names_its_outer_one(document):
    text = "The Courier reported that the foreman told Radio Tern: “The gates were never tested.”"
    outer, inner = statements(document(text))
    assert inner.parent == outer.id
    assert outer.parent is None


def test_every_part_is_a_stretch_of_the_text_and_inside_its_statement(document):
    text = FIXTURES.replace("[", "").replace("]", "")
    for s in statements(document(text)):
        assert text[s.start : s.end] == s.text
        for part in (*s.parts.source, *s.parts.cue, *s.parts.content):
            assert s.start <= part.start < part.end <= s.end
        assert s.why
        assert 0 < s.score <= 1

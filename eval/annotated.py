"""The project's annotated texts: read and check (format and rules: docs/annotation.md).

python -m eval.annotated check FILE ...      one line for each mistake, a summary, status 1 where there are any
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PARTS = {"S": "source", "Q": "cue", "C": "content", "H": "hop"}
KINDS = frozenset("said asked denied accused called_on promised threatened thought".split())
_MARK = re.compile(r"\{([SQCH])(\d+) |\}")
_LINE = re.compile(r"(\d+) (\w+) \|([^|]*)\|([^|]*)")


class AnnotationError(ValueError):
    """A text that does not follow the format; the message says where."""


@dataclass(slots=True)
class Annotation:
    """One statement: spans ``[start, end)`` by role, its kind, and each name with those that are as right, the best first."""

    number: int
    parts: dict[str, list[tuple[int, int]]] = field(default_factory=lambda: {r: [] for r in PARTS.values()})
    kind: str = "said"
    speaker: tuple[str, ...] = ()
    via: tuple[tuple[str, ...], ...] = ()


@dataclass(slots=True)
class Text:
    """One annotated text without its marks."""

    id: str
    about: dict[str, str]
    text: str
    statements: list[Annotation]


def parse(source: str) -> list[Text]:
    """The texts of a file.

    Raises:
        AnnotationError: a bracket, number or line that fits nothing.
    """
    return [_text(block) for block in re.split(r"^=== ", source, flags=re.MULTILINE)[1:]]


def load(folder: Path) -> list[Text]:
    """All texts of a folder's ``.txt`` files, in the order of their names."""
    return [t for path in sorted(folder.glob("*.txt")) for t in parse(path.read_text(encoding="utf-8"))]


def _text(block: str) -> Text:
    head, _, rest = block.partition("\n\n")
    name, *keys = head.splitlines()
    body, rule, lines = rest.partition("\n--\n")
    if not rule:
        raise AnnotationError(f"{name}: no line -- between text and statements")
    about = {k.strip(): v.strip() for k, _, v in (line.partition(":") for line in keys)}
    plain, statements = _marks(name.strip(), body.strip("\n"))
    for line in filter(None, (x.strip() for x in lines.splitlines())):
        _describe(name, line, statements)
    for s in statements.values():
        if not s.speaker:
            raise AnnotationError(f"{name}: statement {s.number} has no line")
    return Text(name.strip(), about, plain, [statements[n] for n in sorted(statements)])


def _marks(name: str, marked: str) -> tuple[str, dict[int, Annotation]]:
    plain, at, last = [], 0, 0
    stack: list[tuple[str, int, int]] = []
    found: dict[int, Annotation] = {}
    for m in _MARK.finditer(marked):
        plain.append(marked[last : m.start()])
        at += m.start() - last
        last = m.end()
        if m[1]:
            stack.append((m[1], int(m[2]), at))
        elif not stack:
            raise AnnotationError(f"{name}: }} without {{ near “{marked[max(0, m.start() - 30) : m.start() + 1]}”")
        else:
            letter, number, start = stack.pop()
            found.setdefault(number, Annotation(number)).parts[PARTS[letter]].append((start, at))
    if stack:
        raise AnnotationError(f"{name}: {{{stack[-1][0]}{stack[-1][1]} is not closed")
    plain.append(marked[last:])
    text = "".join(plain)
    if "{" in text:
        raise AnnotationError(f"{name}: {{ that begins no mark near “{text[text.index('{') :][:30]}”")
    for s in found.values():
        for spans in s.parts.values():
            spans.sort()
    return text, found


def _names(field_: str) -> tuple[str, ...]:
    return tuple(x.strip() for x in field_.split(" = ") if x.strip())


def _describe(name: str, line: str, statements: dict[int, Annotation]) -> None:
    m = _LINE.fullmatch(line)
    if m is None:
        raise AnnotationError(f"{name}: a statement's line is NUMBER KIND | SPEAKER | HOP > HOP, not “{line}”")
    number, kind = int(m[1]), m[2]
    if kind not in KINDS:
        raise AnnotationError(f"{name}: {kind} is no kind")
    if number not in statements:
        raise AnnotationError(f"{name}: statement {number} has a line and no marks")
    s = statements[number]
    s.kind, s.speaker = kind, _names(m[3].strip())
    s.via = tuple(_names(hop.strip()) for hop in m[4].split(">") if hop.strip())
    if not s.speaker:
        raise AnnotationError(f"{name}: statement {number} has no speaker (- where nobody is named)")


def mistakes(text: Text) -> Iterator[str]:
    """What in a text cannot be right."""
    for s in text.statements:
        where = f"{text.id} {s.number}"
        if not s.parts["content"]:
            yield f"{where}: no content"
        if not s.parts["source"] and s.parts["cue"] and s.speaker != ("-",) and not s.parts["hop"]:
            yield f"{where}: a speaker and no source"
        for role, spans in s.parts.items():
            for start, end in spans:
                words = text.text[start:end]
                if not words.strip():
                    yield f"{where}: an empty {role}"
                elif words != words.strip():
                    yield f"{where}: the {role} “{words[:40]}” begins or ends with a space"
        inside = any(a <= x and y <= b for o in text.statements if o is not s for a, b in o.parts["content"] for x, y in s.parts["cue"])
        if inside and not s.via:
            yield f"{where}: inside the content of another, and no hop"
        if s.parts["hop"] and not s.via:
            yield f"{where}: a hop is marked and none is named"


def main() -> int:
    """Check files."""
    texts, bad = [], 0
    for path in map(Path, sys.argv[2:]):
        for block in re.split(r"^(?==== )", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            try:
                found = parse(block)
            except AnnotationError as e:
                print(f"{path}: {e}")
                bad += 1
                continue
            texts += found
            for line in (m for t in found for m in mistakes(t)):
                print(f"{path}: {line}")
                bad += 1
    statements = [s for t in texts for s in t.statements]
    print(f"{len(texts)} texts, {len(statements)} statements, {sum(bool(s.via) for s in statements)} with hops, {bad} mistakes")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

"""Nodes: every name of the collection once, with how and where it is written.

A name that a document shortens ("Lind" after "Ada Lind") stands under its full form already; this counts what the marks say and
joins nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from headwater.records import Document, Name, Statement
from headwater.text.names import fold_name, skeleton, strip_title


@dataclass
class Node:
    """One folded name. ``short``: folded forms that stood for it in some document; ``near``: names of the same documents."""

    key: str
    forms: Counter[str] = field(default_factory=Counter)
    full: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    documents: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    near: set[str] = field(default_factory=set)

    @property
    def kind(self) -> str:
        """The kind that most mentions have; ``other`` only where none says more."""
        told = [(n, k) for k, n in self.kinds.items() if k != "other"]
        return min(told, key=lambda t: (-t[0], t[1]))[1] if told else "other"

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the folded name."""
        return tuple(self.key.split())

    @property
    def sound(self) -> str:
        """Its consonants."""
        return skeleton(self.key)

    @property
    def weight(self) -> tuple[int, int, str]:
        """Orders nodes: in most documents first, then the longest, then by letters."""
        return (-len(self.documents), -len(self.key), self.key)


#: Names of a document that count as company of another: a long list is a directory, where company says nothing.
_COMPANY = 60


def gather(names: Iterable[Name], documents: Iterable[Document], statements: Iterable[Statement]) -> dict[str, Node]:
    """All names by their folded form: those marked, the speakers of statements, the outlets of documents."""
    nodes: dict[str, Node] = {}
    by_document: dict[str, set[str]] = {}
    known: dict[tuple[str, str], set[str]] = {}

    def add(document: str, canonical: str, form: str, kind: str) -> None:
        key, folded = fold_name(canonical), fold_name(form)
        if not key or not any(c.isalpha() for c in key):
            return
        node = nodes.setdefault(key, Node(key))
        node.forms[" ".join(form.split())] += 1
        node.full[strip_title(canonical)] += 1
        node.kinds[kind] += 1
        node.documents.add(document)
        if folded and folded != key:
            node.short.add(folded)
        by_document.setdefault(document, set()).add(key)
        known.setdefault((document, folded), set()).add(key)

    for name in names:
        add(name.document, name.value.canonical, name.text, name.value.kind)
    for statement in statements:
        speaker = statement.value.speaker
        if speaker and statement.value.named:
            meant = known.get((statement.document, fold_name(speaker)), set())
            canonical = _display(nodes, next(iter(meant))) if len(meant) == 1 else speaker
            add(statement.document, canonical, speaker, "other")
    for document in documents:
        if document.outlet:
            add(document.id, document.outlet.value, document.outlet.value, "body")
    for keys in by_document.values():
        if len(keys) <= _COMPANY:
            for key in keys:
                nodes[key].near |= keys
    for key, node in nodes.items():
        node.near.discard(key)
    return nodes


def _display(nodes: dict[str, Node], key: str) -> str:
    """The way a node's full form is written most."""
    return min(nodes[key].full.items(), key=lambda f: (-f[1], f[0]))[0]

"""Nodes: every name of the collection once, with how and where it is written.

A name that a document shortens ("Lind" after "Ada Lind") stands under its full form already; this counts what the marks say and
joins nothing.
"""

from __future__ import annotations

import heapq
import sys
from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field

from headwater.records import Document, Name, Statement
from headwater.text.names import fold_name, skeleton, strip_title


class Papers:
    """The documents by number, in order of meeting, and the names of each: what stands in whose company is looked up, not stored.

    ``names`` are numbers of nodes; ``shortened`` pairs of numbers one after the other: a folded form, and the node that it stood for.
    """

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.names: list[array[int]] = []
        self.shortened: dict[int, array[int]] = {}
        self._number: dict[str, int] = {}

    def number(self, document: str) -> int:
        """The number of a document."""
        n = self._number.setdefault(document, len(self.ids))
        if n == len(self.ids):
            self.ids.append(document)
            self.names.append(array("I"))
        return n


@dataclass(slots=True)
class Node:
    """One folded name. ``papers``: the numbers of its documents; ``short``: folded forms that stood for it in some document.

    ``forms`` and ``full`` count how it is written, ``kinds`` what the marks take it for.
    """

    key: str
    number: int
    forms: dict[str, int] = field(default_factory=dict)
    full: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    papers: array[int] = field(default_factory=lambda: array("I"))
    short: tuple[str, ...] = ()

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
        return (-len(self.papers), -len(self.key), self.key)


#: Names of a document that count as company of another: a long list is a directory, where company says nothing.
_COMPANY = 60
#: Documents of a name in which its company is looked up, the first by id: who stands beside it in none of so many stands there by chance.
_LOOKED_UP = 200


class Nodes(dict[str, Node]):
    """All names of the collection by their folded form."""

    def __init__(self) -> None:
        super().__init__()
        self.papers = Papers()
        self._keys: list[str] = []
        self._near: dict[int, set[int]] = {}

    def add(self, document: int, canonical: str, form: str, kind: str) -> Node | None:
        """Count one mention; its node, None where there is nothing to know a name by."""
        key, folded = fold_name(canonical), fold_name(form)
        if not key or not any(c.isalpha() for c in key):
            return None
        node = self.get(key)
        if node is None:
            node = self[key] = Node(key, len(self._keys))
            self._keys.append(key)
        for counts, what in ((node.forms, " ".join(form.split())), (node.full, strip_title(canonical)), (node.kinds, kind)):
            counts[what if what in counts else sys.intern(what)] = counts.get(what, 0) + 1
        if folded and folded != key and folded not in node.short:
            node.short = tuple(sorted((*node.short, folded)))
        if node.number not in self.papers.names[document]:
            self.papers.names[document].append(node.number)
            node.papers.append(document)
        return node

    def together(self, left: Node, right: Node) -> bool:
        """Do two names stand in one document?"""
        few, many = sorted((left, right), key=lambda n: len(n.papers))
        return any(many.number in self.papers.names[p] for p in few.papers)

    def near(self, node: Node) -> set[int]:
        """The names (by number) that stand in one document with a name, but for itself; where it stands in many, in the first of these."""
        if len(node.papers) <= _LOOKED_UP:
            return self._beside(node, node.papers)
        if node.number not in self._near:
            self._near[node.number] = self._beside(node, heapq.nsmallest(_LOOKED_UP, node.papers, key=lambda p: self.papers.ids[p]))
        return self._near[node.number]

    def _beside(self, node: Node, papers: Iterable[int]) -> set[int]:
        return {n for p in papers if len(self.papers.names[p]) <= _COMPANY for n in self.papers.names[p]} - {node.number}

    def documents(self, nodes: Iterable[Node]) -> tuple[str, ...]:
        """The ids of the documents that some names stand in, sorted."""
        return tuple(sorted(self.papers.ids[p] for p in {p for n in nodes for p in n.papers}))


def gather(names: Iterable[Name], documents: Iterable[Document], statements: Iterable[Statement]) -> Nodes:
    """All names by their folded form: those marked, the speakers of statements, the outlets of documents."""
    nodes = Nodes()
    papers, forms = nodes.papers, dict[str, int]()
    for name in names:
        paper = papers.number(name.document)
        node = nodes.add(paper, name.value.canonical, name.text, name.value.kind)
        folded = fold_name(name.text)
        if node is not None and folded != node.key:
            pair = (forms.setdefault(folded, len(forms)), node.number)
            short = papers.shortened.setdefault(paper, array("I"))
            if all(pair != (short[at], short[at + 1]) for at in range(0, len(short), 2)):
                short.extend(pair)
    meant = _Meant(nodes, forms)
    for statement in statements:
        speaker = statement.value.speaker
        if speaker and statement.value.named:
            paper = papers.number(statement.document)
            nodes.add(paper, meant.full(paper, fold_name(speaker)) or speaker, speaker, "other")
    for document in documents:
        if document.outlet:
            nodes.add(papers.number(document.id), document.outlet.value, document.outlet.value, "body")
    return nodes


class _Meant:
    """Which full name of its document a form stands for, by the names that are marked: as they were before any speaker is added."""

    def __init__(self, nodes: Nodes, forms: dict[str, int]) -> None:
        self._nodes, self._forms = nodes, forms
        self._keys = list(nodes)
        self._marked = [len(n) for n in nodes.papers.names]
        self._full = {key: _display(node) for key, node in nodes.items() if len(node.full) > 1}

    def full(self, paper: int, folded: str) -> str | None:
        """The full form of the one marked name of the document that is written so; None if it is none or several."""
        if paper >= len(self._marked):
            return None
        papers, form = self._nodes.papers, self._forms.get(folded, -1)
        short = papers.shortened.get(paper, ())
        found = {short[at + 1] for at in range(0, len(short), 2) if short[at] == form}
        own = self._nodes.get(folded)
        if own is not None and own.number in papers.names[paper][: self._marked[paper]]:
            found.add(own.number)
        if len(found) != 1:
            return None
        key = self._keys[found.pop()]
        return self._full.get(key) or next(iter(self._nodes[key].full))


def _display(node: Node) -> str:
    """The way a node's full form is written most."""
    return min(node.full.items(), key=lambda f: (-f[1], f[0]))[0]

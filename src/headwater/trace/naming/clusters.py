"""Clusters: nodes that were joined, and why. A union-find that keeps its reasons; decides nothing itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from headwater.trace.naming.nodes import Node, Nodes


class Clusters:
    """Which nodes are one, with the reason and the score of every join."""

    def __init__(self, nodes: Nodes) -> None:
        self.nodes = nodes
        self._parent: dict[str, str] = {}  # of those that were joined
        self._kind: dict[str, str] = {}  # of those that stand for several
        self.reasons: dict[str, list[tuple[str, str, float]]] = {}
        self.apart: dict[str, list[str]] = {}

    def root(self, key: str) -> str:
        """The node that stands for the cluster."""
        parent = self._parent
        while (above := parent.get(key)) is not None:
            further = parent.get(above)
            if further is not None:
                parent[key] = further
            key = above
        return key

    def kind(self, key: str) -> str:
        """The kind of the cluster that a node is in."""
        root = self.root(key)
        return self._kind[root] if root in self._kind else self.nodes[root].kind

    def roots(self, keys: Iterable[str]) -> set[str]:
        """The clusters of some nodes."""
        return {self.root(k) for k in keys}

    def fit(self, left: str, right: str) -> bool:
        """Can the two be one, by their kinds? A name of no known kind fits any."""
        kinds = {self.kind(left), self.kind(right)} - {"other"}
        return len(kinds) < 2

    def join(self, left: str, right: str, rule: str, why: str, score: float) -> None:
        """Make two nodes one. The smaller key stands for both, so that the order of joins does not show."""
        a, b = sorted((self.root(left), self.root(right)))
        if a == b:
            return
        kind = self.kind(a) if self.kind(a) != "other" else self.kind(b)
        self._parent[b] = a
        self._kind[a] = kind
        self.reasons.setdefault(a, []).extend(self.reasons.pop(b, []))
        self.reasons[a].append((rule, why, score))

    def keep_apart(self, key: str, why: str) -> None:
        """Note that a name could be joined in more than one way, and was not."""
        self.apart.setdefault(key, []).append(why)

    def members(self) -> Iterator[tuple[str, list[Node]]]:
        """The nodes of every cluster with its root, in order of root."""
        several: dict[str, list[Node]] = {}
        for key in sorted(self._parent):
            several.setdefault(self.root(key), []).append(self.nodes[key])
        for key in sorted(self.nodes):
            if key not in self._parent:
                yield key, [self.nodes[key], *several.pop(key, ())]

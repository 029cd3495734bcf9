"""Groups: disjoint sets of names, such as the ids of documents that share a text. For numbers from 0 on, `stock.Groups` needs less room."""

from __future__ import annotations


class Groups:
    """Disjoint sets of strings; a string that was never joined is a set of its own."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, item: str) -> str:
        """The name of the set that an item is in: its least member."""
        above = self._parent.setdefault(item, item)
        while above != self._parent[above]:
            self._parent[above] = self._parent[self._parent[above]]
            above = self._parent[above]
        self._parent[item] = above
        return above

    def join(self, one: str, other: str) -> None:
        """Make two sets one."""
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

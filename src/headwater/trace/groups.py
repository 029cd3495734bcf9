"""Groups: disjoint sets of documents that share a text, of names that mean one thing: by id, or by number where there are many."""

from __future__ import annotations

from typing import Any, Generic, TypeVar

K = TypeVar("K", str, int)


class _Own(dict[str, str]):
    """What was never joined stands for itself."""

    def __missing__(self, item: str) -> str:
        self[item] = item
        return item


class Groups(Generic[K]):
    """Disjoint sets; what was never joined is a set of its own. With a ``count`` the members are the numbers below it, and need less room."""

    def __init__(self, count: int | None = None) -> None:
        self._parent: Any = _Own() if count is None else list(range(count))

    def root(self, item: K) -> K:
        """The name of the set that an item is in: its least member."""
        parent = self._parent
        while (above := parent[item]) != item:
            parent[item] = item = parent[above]
        return item

    def join(self, one: K, other: K) -> None:
        """Make two sets one."""
        a, b = sorted((self.root(one), self.root(other)))
        self._parent[b] = a

    def roots(self) -> list[K]:
        """The name of every number's set."""
        members: Any = range(len(self._parent))
        return [self.root(n) for n in members]

    def all(self) -> list[list[int]]:
        """The sets of numbers, each in order, by their least members."""
        out: dict[int, list[int]] = {}
        for n, root in enumerate(self.roots()):  # a root is its set's least member, and met first
            out.setdefault(int(root), []).append(n)
        return list(out.values())

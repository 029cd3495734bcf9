"""Stock: passages that many documents share which otherwise have nothing to do with one another.

Found by where they stand, not by a list: a short passage that is all that its documents share, in documents of several groups, is a
phrase, a slogan, a notice. A long passage full of names and numbers is text that somebody wrote once, however many took it over. Does
not look at quotation marks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from headwater.records import Link, Place


class Groups:
    """Disjoint sets of strings."""

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


def _alike(p: Place, q: Place) -> bool:
    """Do two places of one document hold by and large the same text: two thirds of what either of them covers?"""
    return 3 * (min(p.end, q.end) - max(p.start, q.start)) >= 2 * (max(p.end, q.end) - min(p.start, q.start))


def same_text(links: Iterable[Link]) -> dict[str, list[Link]]:
    """Links of one text, those that have a place in common, by and large; keyed by the least id among them."""
    by_document: dict[str, list[tuple[Place, str]]] = defaultdict(list)
    groups, ordered = Groups(), sorted(links, key=lambda link: link.id)
    for link in ordered:
        for place in (link.left, link.right):
            by_document[place.document].append((place, link.id))
    for places in by_document.values():
        live: list[tuple[Place, str]] = []
        for place, mine in sorted(places, key=lambda p: (p[0].start, p[0].end, p[1])):
            live = [(p, other) for p, other in live if p.end > place.start]
            first = next((other for p, other in live if _alike(p, place)), None)
            if first is None:
                live.append((place, mine))
            else:
                groups.join(first, mine)
    out: dict[str, list[Link]] = defaultdict(list)
    for link in ordered:
        out[groups.root(link.id)].append(link)
    return dict(out)


def stock(links: Iterable[Link], group: Callable[[str], str], least: int) -> set[str]:
    """The ids of links whose text joins ``least`` groups or more of documents, each pair of which has nothing but it in common.

    ``group`` gives the group of a document. Links of the same text inside a group are stock as well.
    """
    out: set[str] = set()
    for same in same_text(links).values():
        lone = [p for p in same if group(p.left.document) != group(p.right.document)]
        if len({group(d) for p in lone for d in (p.left.document, p.right.document)}) >= least:
            out.update(p.id for p in same)
    return out

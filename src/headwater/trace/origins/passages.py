"""Passages: where a place of a document was taken from, by the copy links.

Maps a place through the passage that holds it; decides nothing about sources.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.records import Link, Place, Stretch


@dataclass(frozen=True, slots=True)
class Taken:
    """A place in another document that holds the same passage, and where in it the asked words should stand."""

    document: str
    start: int
    end: int
    centre: int
    link: str


class Passages:
    """The copied passages of every document. ``when`` gives a document's published date, or a word that sorts behind all dates."""

    def __init__(self, links: Iterable[Link], when: dict[str, str]) -> None:
        self._when = when
        self._from: dict[str, list[tuple[Place, Place, str]]] = defaultdict(list)
        self._with: dict[str, list[tuple[Place, Place, str]]] = defaultdict(list)
        for link in links:
            if link.left.document == link.right.document:
                continue
            if link.direction == "unknown":
                self._with[link.left.document].append((link.left, link.right, link.id))
                self._with[link.right.document].append((link.right, link.left, link.id))
            else:
                first, then = (link.left, link.right) if link.direction == "left" else (link.right, link.left)
                self._from[then.document].append((then, first, link.id))

    def earlier(self, document: str, core: Stretch) -> list[Taken]:
        """The earlier documents that hold the passage around ``core``, the first published first."""
        return self._map(self._from.get(document, ()), core)

    def beside(self, document: str, core: Stretch) -> list[Taken]:
        """Documents that share the passage around ``core``, with nothing to show which came first."""
        return self._map(self._with.get(document, ()), core)

    def _map(self, rows: Iterable[tuple[Place, Place, str]], core: Stretch) -> list[Taken]:
        out = []
        for here, there, link in rows:
            shared = min(core.end, here.end) - max(core.start, here.start)
            if 2 * shared < core.end - core.start or shared <= 0:
                continue
            ratio = (there.end - there.start) / max(1, here.end - here.start)
            centre = there.start + int((core.start - here.start) * ratio)
            out.append(Taken(there.document, there.start, there.end, centre, link))
        return sorted(out, key=lambda t: (self._when.get(t.document, "~"), t.document, t.start, t.link))

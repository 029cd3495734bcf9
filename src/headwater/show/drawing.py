"""The drawing of which account rests on which origin: accounts on the left, what they came through, origins on the right.

Pure geometry, in pixels at 100%: the template turns it into SVG. Paths that end alike share their ends, so the drawing is a forest with
the origins as roots, and no two lines cross. Knows no records.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stop:
    """A step on the way from an account to its origin. ``kind``: hop, or the kind of the origin."""

    key: str
    label: str
    kind: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Leaf:
    """An account (or several, drawn as one): its label, its grade with the letter on its line, its way from the inside out."""

    label: str
    note: str
    href: str
    grade: str
    letter: str
    path: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A box with one or two lines of text; ``full`` is the label uncut."""

    x: float
    y: float
    width: float
    height: float
    kind: str
    text: str
    note: str
    full: str
    href: str | None


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from one box to another; the letter of its grade stands at ``x, y`` (none on lines between hops and origins)."""

    d: str
    kind: str
    letter: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and lines, with the title and description that stand for them where they cannot be seen."""

    width: float
    height: float
    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


_BOX, _GAP_Y, _GROUP_GAP = 44.0, 10.0, 14.0  # two lines of 13 px text with 9 px above and below; a little air between groups
#: Widths of the three kinds of columns: a box is as wide as its longest label, within these bounds. All of them at their widest fit a page.
_LEFT, _HOP, _RIGHT = (190.0, 320.0), (110.0, 230.0), (170.0, 330.0)
#: More columns than these are kept this narrow.
_COLUMNS, _NARROW = 3, 220.0
_GAP_X = 84.0  # room for the letter of a line and its curve
_CHARACTER = 8.4  # width of a character at 13 px, bold, in the widest of the system fonts: "Meridian" as "ministry"
_MARGIN = 22.0  # left and right of a label in its box
_PAD = 2.0


class _Tree:
    """A step and what hangs on it."""

    def __init__(self, stop: Stop | None, depth: int) -> None:
        self.stop, self.depth = stop, depth
        self.children: dict[str, _Tree] = {}
        self.leaves: list[Leaf] = []
        self.y = 0.0

    def height(self) -> int:
        return 1 + max((c.height() for c in self.children.values()), default=0)


def _cut(text: str, width: float) -> str:
    room = int((width - _MARGIN) / _CHARACTER)
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def draw(leaves: Sequence[Leaf], title: str, description: str) -> Drawing:
    """The drawing of the leaves; their order within an origin is kept."""
    forest = _Tree(None, -1)
    for leaf in leaves:
        at = forest
        for stop in reversed(leaf.path):
            at = at.children.setdefault(stop.key, _Tree(stop, at.depth + 1))
        at.leaves.append(leaf)
    depth = max(1, forest.height() - 1)  # columns of hops and origins
    columns = _widths(forest, depth)
    lefts = [sum(columns[:i]) + _GAP_X * i + _PAD for i in range(len(columns))]
    nodes: list[Node] = []
    edges: list[Edge] = []
    y = _PAD
    for root in forest.children.values():
        y = _place(root, y, lefts, columns, nodes, edges) + _GROUP_GAP
    return Drawing(
        lefts[-1] + columns[-1] + _PAD, max(y - _GROUP_GAP - _GAP_Y, 0) + 2 * _PAD, title, description, tuple(nodes), tuple(edges)
    )


def _labels(tree: _Tree) -> Iterator[tuple[int, str]]:
    """(depth, label) of all below a step; accounts have no depth of their own: -1."""
    for child in tree.children.values():
        assert child.stop is not None
        yield child.depth, child.stop.label
        yield from _labels(child)
    for leaf in tree.leaves:
        yield -1, leaf.label


def _widths(forest: _Tree, depth: int) -> list[float]:
    """The widths of the columns from left to right."""
    longest: dict[int, int] = {}
    for at, label in _labels(forest):
        longest[at] = max(longest.get(at, 0), len(label))
    bounds = [_LEFT, *[_HOP] * (depth - 1), _RIGHT]
    most = [widest if len(bounds) <= _COLUMNS else min(widest, _NARROW) for _, widest in bounds]
    depths = [-1, *range(depth - 1, -1, -1)]
    wanted = [math.ceil(longest.get(at, 0) * _CHARACTER) + _MARGIN for at in depths]
    return [min(m, max(low, w)) for (low, _), m, w in zip(bounds, most, wanted, strict=True)]


def _place(tree: _Tree, y: float, lefts: list[float], columns: list[float], nodes: list[Node], edges: list[Edge]) -> float:
    """Set the tree's boxes from ``y`` down, its own in the middle of them; the height where the next may begin."""
    assert tree.stop is not None
    middles: list[tuple[float, float, str, str]] = []  # right edge, middle, kind of line, letter
    for leaf in tree.leaves:
        nodes.append(Node(lefts[0], y, columns[0], _BOX, "account", _cut(leaf.label, columns[0]), leaf.note, leaf.label, leaf.href))
        middles.append((lefts[0] + columns[0], y + _BOX / 2, leaf.grade, leaf.letter))
        y += _BOX + _GAP_Y
    for child in tree.children.values():
        y = _place(child, y, lefts, columns, nodes, edges)
        column = len(columns) - 1 - child.depth
        middles.append((lefts[column] + columns[column], child.y, "through", ""))
    tree.y = (middles[0][1] + middles[-1][1]) / 2
    column = len(columns) - 1 - tree.depth
    x, stop = lefts[column], tree.stop
    note = "" if stop.kind == "hop" else stop.kind
    nodes.append(
        Node(x, tree.y - _BOX / 2, columns[column], _BOX, stop.kind, _cut(stop.label, columns[column]), note, stop.label, stop.href)
    )
    edges += [_edge(x1, y1, x, tree.y, kind, letter) for x1, y1, kind, letter in middles]
    return y


def _edge(x1: float, y1: float, x2: float, y2: float, kind: str, letter: str) -> Edge:
    bend = x2 - _GAP_X / 2
    d = f"M{x1:g} {y1:g}H{x2 - _GAP_X:g}C{bend:g} {y1:g} {bend:g} {y2:g} {x2:g} {y2:g}"
    return Edge(d, kind, letter, x1 + 18, y1)

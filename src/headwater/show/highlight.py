"""A text cut into pieces for display: its marks opened and closed so that they nest, however they cross.

Pure: knows neither records nor HTML. Every character of the text comes out once and in order; where two marks cross, the inner one is
closed and opened again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch to be shown as something. ``rank`` decides which of two equal stretches is outside: the lower one."""

    start: int
    end: int
    kind: str
    rank: int = 0
    anchor: str | None = None
    label: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A small sign set at one place of the text, such as the beginning of a copied passage."""

    at: int
    kind: str
    text: str
    anchor: str | None = None
    label: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """``step``: text, open, close, note. Only the first piece of a mark carries its anchor; only the outermost link its address."""

    step: str
    text: str = ""
    kind: str = ""
    anchor: str | None = None
    label: str = ""
    href: str | None = None


def pieces(text: str, start: int, end: int, marks: Iterable[Mark], notes: Iterable[Note] = ()) -> tuple[Piece, ...]:
    """``text[start:end]`` with its marks, cut to that stretch; a mark's anchor is kept where the mark begins inside it."""
    opening: dict[int, list[Mark]] = {}
    closing: set[int] = set()
    for m in marks:
        first, last = max(m.start, start), min(m.end, end)
        if first < last:
            opening.setdefault(first, []).append(m)
            closing.add(last)
    signs: dict[int, list[Note]] = {}
    for n in notes:
        if start <= n.at <= end:
            signs.setdefault(n.at, []).append(n)
    out: list[Piece] = []
    stack: list[Mark] = []
    at = start
    for stop in sorted({*opening, *closing, *signs, end}):
        if stop > at:
            out.append(Piece("text", text[at:stop]))
            at = stop
        if stop in closing:
            _close(out, stack, min(stop, end), end)
        out += [Piece("note", n.text, n.kind, n.anchor, n.label, n.href) for n in signs.get(stop, ())]
        for m in sorted(opening.get(stop, ()), key=lambda m: (-m.end, m.rank, m.start, m.kind, m.anchor or "")):
            _open(out, stack, m, fresh=m.start >= start)
    return tuple(out)


def _open(out: list[Piece], stack: list[Mark], mark: Mark, *, fresh: bool) -> None:
    linked = any(m.href for m in stack)
    out.append(Piece("open", "", mark.kind, mark.anchor if fresh else None, mark.label, None if linked else mark.href))
    stack.append(mark)


def _close(out: list[Piece], stack: list[Mark], at: int, end: int) -> None:
    """Close what ends here, and with it whatever was opened inside; open the latter again."""
    ended = [i for i, m in enumerate(stack) if min(m.end, end) <= at]
    if not ended:
        return
    again = [m for m in stack[ended[0] :] if min(m.end, end) > at]
    for m in reversed(stack[ended[0] :]):
        linked = any(o.href for o in stack[: stack.index(m)])
        out.append(Piece("close", kind=m.kind, href=None if linked else m.href))
    del stack[ended[0] :]
    for m in again:
        _open(out, stack, m, fresh=False)

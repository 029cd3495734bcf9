"""Two documents side by side: the passage that a link joins, with the words that stand on one side only marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from headwater.records import Link, Place
from headwater.show import words
from headwater.show.collection import Collection
from headwater.show.highlight import Mark, Piece, pieces
from headwater.show.pages import LinkPage, Passage, Spot
from headwater.text.fold import fold

_TOKEN = re.compile(r"\w+")
#: Words compared one by one on either side: difflib takes quadratic time, and beyond this nobody reads the differences.
_COMPARED = 1500


def passage(c: Collection, link: Link, mine: str, root: str) -> Passage:
    """The link seen from one of its documents; ``root`` leads to the top."""
    flip = link.left.document != mine
    one, two = (link.right, link.left) if flip else (link.left, link.right)
    first = {"left": not flip, "right": flip}.get(link.direction)
    direction = "direction unknown" if first is None else "this text came first" if first else "the other text came first"
    shown = _sides(c, one, two) if link.kind != "cites" else (_whole(c, one), _whole(c, two))
    spots = [_spot(c, link, place, root) for place in (one, two)]
    return Passage(
        id=link.id,
        href=f"{root}links/{link.id}.html",
        kind=link.kind,
        direction=direction,
        score=f"{link.score:.2f}",
        why=link.why,
        mine=shown[0],
        mine_spot=spots[0],
        mine_title=_title(c, one),
        other=shown[1],
        other_spot=spots[1],
        other_title=_title(c, two),
    )


def link_page(c: Collection, id: str) -> LinkPage | None:
    """The page of one link, the left side as it is recorded."""
    link: Link | None = c.library.one("copies", id) or c.library.one("cites", id)
    if link is None:
        return None
    shown = passage(c, link, link.left.document, "../")
    asked = "Does the one document cite the other here?" if link.kind == "cites" else "Does one of these passages come from the other?"
    quote = "".join(p.text for p in shown.mine)[:300]
    title = f"{words.plain(link.kind)}: {shown.mine_title} / {shown.other_title}"
    return LinkPage(frame=c.frame(title, "documents", f"links/{id}.html"), passage=shown, judging=c.judging(id, link.kind, asked, quote))


def _title(c: Collection, place: Place) -> str:
    b = c.briefs[place.document]
    return f"{b.outlet}: {b.title}" if b.outlet else b.title


def _spot(c: Collection, link: Link, place: Place, root: str) -> Spot:
    d = c.document(place.document)
    assert d is not None
    side = "left" if place is link.left else "right"
    return c.spot(d, place.start, place.end, f"{root}documents/{d.id}.html#k-{link.id}-{side}")


def _text(c: Collection, place: Place) -> str:
    d = c.document(place.document)
    assert d is not None
    return d.text[place.start : place.end]


def _whole(c: Collection, place: Place) -> tuple[Piece, ...]:
    return (Piece("text", _text(c, place)),)


def _sides(c: Collection, one: Place, two: Place) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    left, right = _text(c, one), _text(c, two)
    a = [(m.start(), m.end()) for m in _TOKEN.finditer(left)]
    b = [(m.start(), m.end()) for m in _TOKEN.finditer(right)]
    if max(len(a), len(b)) > _COMPARED:
        return (Piece("text", left),), (Piece("text", right),)
    x, y = fold(left), fold(right)
    same = SequenceMatcher(None, [x[s:e] for s, e in a], [y[s:e] for s, e in b], autojunk=False)
    changes = [op for op in same.get_opcodes() if op[0] != "equal"]
    lefts = [Mark(a[i][0], a[j - 1][1], "only") for _, i, j, _, _ in changes if i < j]
    rights = [Mark(b[i][0], b[j - 1][1], "only") for _, _, _, i, j in changes if i < j]
    return pieces(left, 0, len(left), lefts), pieces(right, 0, len(right), rights)

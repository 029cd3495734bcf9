"""Two documents side by side: the passage that a link joins, with the words that stand on one side only marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from headwater.records import Link, Place
from headwater.show import words
from headwater.show.collection import Collection
from headwater.show.highlight import Mark, Piece, pieces
from headwater.show.pages import LinkPage
from headwater.show.parts import Passage, Side, Spot
from headwater.text.fold import fold

_TOKEN = re.compile(r"\w+")
#: Words compared one by one on either side: difflib takes quadratic time, and beyond this nobody reads the differences.
_COMPARED = 1500


def passage(c: Collection, link: Link, root: str, here: str | None = None) -> Passage:
    """The link with both sides as recorded; ``root`` leads to the top, ``here`` is the document one is reading."""
    words_of = _sides(c, link.left, link.right) if link.kind != "cites" else (_whole(c, link.left), _whole(c, link.right))
    left, right = (
        Side(
            title=_title(c, place),
            words=shown,
            spot=_spot(c, link, place, root),
            first=link.direction == name,
            here=place.document == here,
        )
        for name, place, shown in zip(("left", "right"), (link.left, link.right), words_of, strict=True)
    )
    known = link.direction in ("left", "right")
    return Passage(
        id=link.id,
        href=f"{root}links/{link.id}.html",
        kind=link.kind,
        direction="" if known else "which came first is not known",
        score=f"{link.score:.2f}",
        why=link.why,
        sides=(left, right),
    )


def link_page(c: Collection, id: str) -> LinkPage | None:
    """The page of one link, the left side as it is recorded."""
    link: Link | None = c.library.one("copies", id) or c.library.one("cites", id)
    if link is None:
        return None
    shown = passage(c, link, "../")
    asked = "Does the one document cite the other here?" if link.kind == "cites" else "Does one of these passages come from the other?"
    quote = "".join(p.text for p in shown.sides[0].words)[:300]
    title = f"{words.plain(link.kind)}: {shown.sides[0].title} / {shown.sides[1].title}"
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

"""Copies: the passages that two documents share, with their exact places on both sides.

Exact and near: words exchanged or left out, numbers and spelling restyled, typing and scanning errors, paragraphs cut or moved. Does not
decide what counts: stock phrases, furniture and quotations of a third text are passages too, until `settle` has seen the collection.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.records import Document, Link, Pair, Place, Problem, make_id
from headwater.settings import TraceSettings
from headwater.text.align import gather, tiles
from headwater.trace.edges import Passage, alike, passage
from headwater.trace.edits import Edits, edits
from headwater.trace.reading import Reading, reading

_RULE = "trace/copies"


def align(key: tuple[str, str], rows: list[Pair], settings: TraceSettings, left: Document, right: Document) -> Iterator[Link | Problem]:
    """The passages that the two documents of a pair share, in order of their place in ``left``.

    ``score`` is how alike the two sides are, letter by letter (0..1). ``direction`` is only what the edits show (what was cut, added, left
    out, mistyped, quoted); dates and credits are for `settle`.
    """
    one, two = reading(left), reading(right)
    runs = tiles(one.tokens.hashes, two.tokens.hashes, settings.run_words)
    grown = [passage(one, two, r, settings) for r in gather(runs, settings.gap_words)]
    found = _distinct([p for p in grown if p is not None])
    if not found:
        return
    evidence = edits(one, two, found)
    for p in found:
        yield _link(key, p, one, two, evidence, settings)


def _distinct(found: list[Passage]) -> list[Passage]:
    """Passages that grew into one another on both sides, made one."""
    out: list[Passage] = []
    for p in sorted(set(found)):
        for n, q in enumerate(out):
            if p[0] < q[1] and q[0] < p[1] and p[2] < q[3] and q[2] < p[3]:
                out[n] = (min(p[0], q[0]), max(p[1], q[1]), min(p[2], q[2]), max(p[3], q[3]))
                break
        else:
            out.append(p)
    return out


def _link(key: tuple[str, str], p: Passage, one: Reading, two: Reading, evidence: Edits, settings: TraceSettings) -> Link:
    a, a_end, b, b_end = p
    left = Place(key[0], int(one.tokens.starts[a]), int(one.tokens.ends[a_end - 1]))
    right = Place(key[1], int(two.tokens.starts[b]), int(two.tokens.ends[b_end - 1]))
    score = alike(one.piece(a, a_end), two.piece(b, b_end))
    kind = "copies" if score >= settings.copy_alike else "paraphrases"
    shorter = "left" if len(one) <= len(two) else "right"
    share = max((a_end - a) / len(one), (b_end - b) / len(two)) if len(one) != len(two) else (a_end - a) / len(one)
    why = (
        f"{a_end - a} and {b_end - b} words, {score:.0%} of the letters the same",
        f"{share:.0%} of the {shorter} document, the shorter one",
    )
    return Link(
        id=make_id("link", kind, left, right),
        kind=kind,
        left=left,
        right=right,
        direction=evidence.first,
        score=round(score, 4),
        rule=_RULE,
        why=why + evidence.why,
        direction_score=evidence.score,
    )

"""Copies: the passages that two documents share, with their exact places on both sides.

Exact and near: words exchanged or left out, numbers and spelling restyled, typing and scanning errors, paragraphs cut or moved. Does not
decide what counts: stock phrases, furniture and quotations of a third text are passages too, until `settle` has seen the collection.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.records import Pair, Place, Problem, SharedPassage, Text, make_id
from headwater.settings import TraceSettings
from headwater.text.align import gather, tiles
from headwater.trace.edges import Passage, alike, passage
from headwater.trace.edits import Verdict, edits
from headwater.trace.holdings import share
from headwater.trace.reading import Reading, reading

_RULE = "trace/copies"


def align(key: tuple[str, str], rows: list[Pair], settings: TraceSettings, left: Text, right: Text) -> Iterator[SharedPassage | Problem]:
    """The passages that the two documents of a pair share, in order of their place in ``left``.

    ``score`` is how alike the two sides are, letter by letter (0..1). ``direction`` is only what the edits show (what was cut, added, left
    out, mistyped, quoted); dates and credits are for `settle`.
    """
    one, two = reading(left), reading(right)
    runs = tiles(one.runs(settings.run_words), two.runs(settings.run_words))
    if sum(t.size for t in runs) < settings.passage_words:
        return
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


def _link(key: tuple[str, str], p: Passage, one: Reading, two: Reading, evidence: Verdict, settings: TraceSettings) -> SharedPassage:
    a, a_end, b, b_end = p
    left = Place(key[0], one.starts[a], one.ends[a_end - 1])
    right = Place(key[1], two.starts[b], two.ends[b_end - 1])
    score = alike(one.piece(a, a_end), two.piece(b, b_end))
    kind = "copies" if score >= settings.copy_alike else "paraphrases"
    shorter = "left" if len(one) <= len(two) else "right"
    part = max((a_end - a) / len(one), (b_end - b) / len(two)) if len(one) != len(two) else (a_end - a) / len(one)
    why = (
        f"{a_end - a} and {b_end - b} words, {score:.0%} of the letters the same",
        f"{part:.0%} of the {shorter} document, the shorter one",
    )
    return SharedPassage(
        id=make_id("link", kind, left, right),
        kind=kind,
        left=left,
        right=right,
        direction=evidence.first,
        score=round(score, 4),
        rule=_RULE,
        why=why + evidence.why,
        direction_score=evidence.score,
        left_share=share(one, a, a_end),
        right_share=share(two, b, b_end),
    )

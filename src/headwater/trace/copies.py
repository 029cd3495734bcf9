"""Copies: the passages that two documents share, with their exact places on both sides.

Exact and near: words exchanged or left out, numbers and spelling restyled, typing and scanning errors, paragraphs cut or moved. Does not
decide what counts: stock phrases, furniture and quotations of a third text are passages too, until `settle` has seen the collection.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from headwater.records import Pair, Place, Problem, SharedPassage, Text, make_id
from headwater.settings import TraceSettings
from headwater.text.align import Pairs, regions
from headwater.trace.edges import Passage, alike, passage
from headwater.trace.edits import Verdict, edits
from headwater.trace.holdings import share
from headwater.trace.reading import Reading, bodies, readings

#: The ids of the documents of a pair, the smaller one first.
Key = tuple[str, str]
_RULE = "trace/copies"


def align(key: Key, rows: list[Pair], settings: TraceSettings, left: Text, right: Text) -> Iterator[SharedPassage | Problem]:
    """The passages that the two documents of a pair share.

    ``score`` is how alike the two sides are, letter by letter (0..1). ``direction`` is only what the edits show (what was cut, added, left
    out, mistyped, quoted); dates and credits are for `settle`.
    """
    yield from next(align_all([key], [rows], settings, [left], [right]))


def align_all(
    keys: Sequence[Key], rows: Sequence[list[Pair]], settings: TraceSettings, left: Sequence[Text], right: Sequence[Text]
) -> Iterator[Iterable[SharedPassage | Problem]]:
    """The same for each of several pairs."""
    texts = {d.id: d for d in itertools.chain(left, right)}
    number = {i: n for n, i in enumerate(texts)}
    words = bodies(list(texts.values()))
    read = readings(words, list(texts.values()))
    a, b = (np.array([number[d.id] for d in side], dtype=np.int64) for side in (left, right))
    pairs = Pairs(words.words.hashes, words.words.first, a, b)
    for n, found in enumerate(regions(pairs, settings.run_words, settings.gap_words, settings.passage_words)):
        one, two = read[a[n]], read[b[n]]
        grown = {p for r in found if (p := passage(one, two, r, settings)) is not None}
        yield _links(keys[n], _distinct(grown), one, two, settings) if grown else ()


def _links(key: Key, found: list[Passage], one: Reading, two: Reading, settings: TraceSettings) -> list[SharedPassage]:
    evidence = edits(one, two, found)
    return [_link(key, p, one, two, evidence, settings) for p in found]


def _distinct(found: Iterable[Passage]) -> list[Passage]:
    """Passages that grew into one another on both sides, made one."""
    out: list[Passage] = []
    for p in sorted(found):
        for n, q in enumerate(out):
            if p[0] < q[1] and q[0] < p[1] and p[2] < q[3] and q[2] < p[3]:
                out[n] = (min(p[0], q[0]), max(p[1], q[1]), min(p[2], q[2]), max(p[3], q[3]))
                break
        else:
            out.append(p)
    return out


def _link(key: Key, p: Passage, one: Reading, two: Reading, evidence: Verdict, settings: TraceSettings) -> SharedPassage:
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

"""Rewordings: which sentences of one document another tells again in other words.

Two sentences are alike by the words that tell them from the rest of their own documents, and by their vectors less what is common to their
documents; so a shared subject makes nothing alike. Evidence adds up over runs of sentences, never from one alone, and what names and
numbers in common explain is taken off: two desks that report one event have these in common without having read one another. Does not
decide what counts in the collection: that is `settle`.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from headwater.records import Likely, Retold, Rewording, Text, Vectors, make_id
from headwater.settings import TraceSettings
from headwater.text.chain import runs
from headwater.text.fold import fold
from headwater.trace.holdings import share_at
from headwater.trace.meanings import meanings
from headwater.trace.reading import reading
from headwater.trace.retold import places
from headwater.trace.telling import Telling, likeness, telling

Floats = NDArray[np.float64]

_RULE = "trace/rewordings"

#: What a pair of sentences adds is bounded by this much likeness above the least: sentences that are all but equal are no rewording.
_MOST = 0.5
#: Sentences that have so much of their letters in common, in order, are the same sentence, and no rewording.
_SAME = 0.75
#: Matched sentences so far apart still make one passage: one sentence between them was left out.
_GAP = 2


@dataclass(frozen=True)
class _Held:
    """The names and numbers of the matched sentences: how many the other document has too, and how many it lacks, left and right."""

    shared: int
    left_only: int
    right_only: int

    @property
    def contradict(self) -> bool:
        """Do both sides name what the other does not, and more than they share?"""
        return min(self.left_only, self.right_only) > 0 and self.left_only + self.right_only > self.shared


def reword(
    key: tuple[str, str],
    rows: list[Likely],
    settings: TraceSettings,
    left: Text,
    right: Text,
    left_vectors: Vectors,
    right_vectors: Vectors,
) -> Iterator[Rewording]:
    """What one document of a pair tells again of the other, if it is more than chance explains.

    One record for each run of sentences; ``score``: the evidence of all of them, as a share of itself and what they need; ``enough``: whether
    it is also more than a common event explains."""
    one, two = telling(left), telling(right)
    if min(len(one), len(two)) < 2:
        return
    gain = _gain(one, two, meanings(one, left_vectors), meanings(two, right_vectors), settings)
    if min(gain.max(1).sum(), gain.max(0).sum()) < settings.reworded_words:
        return
    found = list(_retold(one, two, gain, settings))
    told = len({s.left_start for s in found}), len({s.right_start for s in found})
    if min(told) < 2 or max(told) < settings.retold_sentences:
        return
    held = _particulars(one, two, found)
    explained = settings.explained_words * held.shared
    worth = sum(s.weight for s in found)
    same = sum(s.weight for s in found if _is_same(left.text, right.text, s))
    counts = min(worth, 2 * (worth - same))  # sentences that are the same but for letters count no more than reworded ones
    need = settings.reworded_words + explained
    if held.contradict or counts < settings.reworded_words:
        return
    enough = counts >= need and _best(found) >= settings.run_worth + explained
    why = (
        f"{told[0]} and {told[1]} sentences tell the same in other words",
        f"their likeness is worth {counts:.0f} words; {need:.0f} are needed, since they share {held.shared} names and numbers",
    )
    score = round(worth / (worth + need), 4)
    for _, run in itertools.groupby(found, key=lambda s: s.run):
        yield _rewording(left, right, tuple(run), score, why, need, enough)


def _rewording(
    left: Text, right: Text, run: tuple[Retold, ...], score: float, why: tuple[str, ...], need: float, enough: bool
) -> Rewording:
    one, two = places(left.id, right.id, run)
    return Rewording(
        id=make_id("link", "paraphrases", one, two),
        kind="paraphrases",
        left=one,
        right=two,
        direction="unknown",
        score=score,
        rule=_RULE,
        why=why,
        left_share=share_at(reading(left), one.start, one.end),
        right_share=share_at(reading(right), two.start, two.end),
        sentences=run,
        need=need,
        enough=enough,
    )


def _best(found: list[Retold]) -> float:
    """What the best run is worth."""
    return max(sum(s.weight for s in run) for _, run in itertools.groupby(found, key=lambda s: s.run))


def _gain(one: Telling, two: Telling, a: Floats | None, b: Floats | None, settings: TraceSettings) -> Floats:
    """[sentences, sentences]: what each pair of sentences adds to the evidence, in words."""
    alike = likeness(one, two)
    if a is not None and b is not None:
        alike = (1 - settings.vector_share) * alike + settings.vector_share * np.clip(a @ b.T, 0, 1)
    return np.clip(alike - settings.retold_alike, 0, _MOST) * np.sqrt(np.outer(one.words, two.words))


def _particulars(one: Telling, two: Telling, found: list[Retold]) -> _Held:
    left = _terms(one, {s.left_start for s in found}) & one.particulars
    right = _terms(two, {s.right_start for s in found}) & two.particulars
    left_only, right_only = len(left - two.where.keys()), len(right - one.where.keys())
    return _Held(len(left) + len(right) - left_only - right_only, left_only, right_only)


def _terms(told: Telling, starts: set[int]) -> set[str]:
    return {t for start, mine in zip(told.starts.tolist(), told.terms, strict=True) if start in starts for t in mine}


def _is_same(left: str, right: str, s: Retold) -> bool:
    """Are two sentences the same but for letters?"""
    mine, theirs = fold(left[s.left_start : s.left_end]), fold(right[s.right_start : s.right_end])
    return bool(Indel.normalized_similarity(mine, theirs, score_cutoff=_SAME) > 0)


def _retold(one: Telling, two: Telling, gain: Floats, settings: TraceSettings) -> Iterator[Retold]:
    """The matched sentences, run by run, in order of place; a run that leaves out more than a sentence goes on as another."""
    i, j = np.nonzero(gain)
    cost = settings.skip_share * settings.retold_alike
    found = runs(i, j, gain[i, j], cost * one.words, cost * two.words, settings.run_worth)
    number = -1
    for run in sorted(found, key=lambda r: r.cells):
        scale = run.worth / sum(float(gain[i[c], j[c]]) for c in run.cells)  # what the run left out is taken off evenly
        before: tuple[int, int] | None = None
        for c in run.cells:
            p, q = int(i[c]), int(j[c])
            if before is None or p - before[0] > _GAP or q - before[1] > _GAP:
                number += 1
            before = p, q
            yield Retold(
                left_start=int(one.starts[p]),
                left_end=int(one.ends[p]),
                right_start=int(two.starts[q]),
                right_end=int(two.ends[q]),
                weight=round(float(gain[p, q]) * scale, 4),
                run=number,
            )

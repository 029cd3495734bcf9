"""Parts: figures of some of those whom another page counts all come into the claim of that count ("a nurse was killed", "three people were killed").

Only where no page that tells the part gives a count of the whole: beside its total a part ("two of them children") is a claim of its own. Nothing is added
up: parts need not make up the whole, and do not show how many they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

from headwater.compare.cluster import some
from headwater.compare.kinds import is_general
from headwater.compare.numbers import centre
from headwater.records import FigureValue

#: (score, the number of the part, the number of the whole)
PART = tuple[float, int, int]


def may_be_part(v: FigureValue, w: FigureValue, described: bool) -> bool:
    """May the first count some of those whom the second counts? ``described``: the first is one person described or named, and no count.

    The part is of a kind ("children"), or one person; the whole is of persons in general. Both tell one happening as a fact.
    """
    if v.measure != w.measure or not v.unit == w.unit == "people" or v.measure == "count" or w.part_of:
        return False
    if "vague" in (v.bound, w.bound) or not {v.scope, w.scope} <= {"event", None} or not v.modality == w.modality == "asserted":
        return False
    less, more = centre(v), centre(w)
    smaller = less is not None and more is not None and less < more and v.change is None and w.change is None
    return smaller and is_general(w.group) and (described or not is_general(v.group))


def attach(
    group: npt.NDArray[np.int32],
    joins: dict[int, float],
    found: Iterable[PART],
    documents: npt.NDArray[np.int32],
    apart: Callable[[int, int], bool],
) -> tuple[npt.NDArray[np.int32], dict[int, float], frozenset[int]]:
    """The groups with those that are parts moved to their whole, the firmest first; their mean scores; and the items that are parts.

    ``group, joins`` are those of `cluster`; ``documents`` are the numbers of the items' documents; ``apart`` says which items are of different days, so that
    neither may be with the other.
    """
    members: dict[int, list[int]] = defaultdict(list)
    rows = sorted(set(found), key=lambda p: (-p[0], p[1], p[2]))
    concerned = np.unique([group[n] for _, *pair in rows for n in pair]) if rows else np.empty(0, np.int32)
    for n in np.flatnonzero(np.isin(group, concerned)).tolist():
        members[int(group[n])].append(n)
    pages = {g: set(documents[row].tolist()) for g, row in members.items()}
    moved: dict[int, int] = {}
    scores: dict[int, list[float]] = defaultdict(list)
    for score, part, whole in rows:
        p, w = int(group[part]), int(group[whole])
        if p == w or p in moved or w in moved or p in scores or pages[p] & pages[w]:
            continue
        if any(apart(a, b) for a in some(members[p]) for b in some(members[w])):
            continue
        moved[p] = w
        scores[w].append(score)
    return _moved(group, joins, members, moved, scores)


def _moved(
    group: npt.NDArray[np.int32],
    joins: dict[int, float],
    members: dict[int, list[int]],
    moved: dict[int, int],
    scores: dict[int, list[float]],
) -> tuple[npt.NDArray[np.int32], dict[int, float], frozenset[int]]:
    """Every group under its smallest member; a join counts with its score, as in `cluster`."""
    out, means = group.copy(), dict(joins)
    for w, more in scores.items():
        mine = [p for p, to in moved.items() if to == w]
        first = min([w, *mine])
        old = [(means.pop(g), len(members[g]) - 1) for g in (w, *mine) if g in means]
        total = sum(mean * n for mean, n in old) + sum(more)
        means[first] = total / (sum(n for _, n in old) + len(more))
        for g in (w, *mine):
            out[members[g]] = first
    return out, means, frozenset(n for p in moved for n in members[p])

"""Cluster: from pairs that tell one thing to groups that do, so that no single bridge joins two events.

Average-link agglomeration over the given pairs, the firmest first (Sneath, Sokal 1973): two groups become one only if their members on
average belong together, and no two members exclude one another.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable

import numpy as np
import numpy.typing as npt

#: Of larger groups so many members, evenly spread, speak for all: the average of 64 pairs is steady.
_MEMBERS = 8
#: Pairs that are taken up at a time.
_CHUNK = 1 << 14

#: A pair that may tell one thing: (score, one number, the other).
EDGE = np.dtype([("score", np.float64), ("a", np.int32), ("b", np.int32)])


def edges(pairs: Iterable[tuple[float, int, int]]) -> npt.NDArray[np.void]:
    """Pairs as an array of `EDGE`, the firmest first, those of one score by their numbers."""
    found = np.fromiter(pairs, dtype=EDGE)
    return found[np.lexsort((found["b"], found["a"], -found["score"]))]


def cluster(
    count: int, firm: npt.NDArray[np.void], score: Callable[[int, int], float | None], enough: float
) -> tuple[npt.NDArray[np.int32], dict[int, float]]:
    """The group of each of ``range(count)`` (its smallest member), and the mean score of the joins that made each group of two or more.

    ``firm`` are `edges` that are firm enough to join; ``score`` gives that of any pair, None where the two exclude one another; a join of two groups
    needs ``enough`` on the average of their pairs.
    """
    group = np.arange(count, dtype=np.int32)
    members: dict[int, list[int]] = {}
    joins: dict[int, tuple[float, int]] = {}  # the sum of the scores of the joins that made a group, and their number
    for s, a, b in itertools.chain.from_iterable(firm[at : at + _CHUNK].tolist() for at in range(0, len(firm), _CHUNK)):
        one, other = sorted((int(group[a]), int(group[b])))
        if one == other:
            continue
        mine, theirs = members.get(one, [one]), members.get(other, [other])
        mean = s if len(mine) == len(theirs) == 1 else _mean(mine, theirs, score)
        if mean is None or mean < enough:
            continue
        members[one] = sorted(mine + theirs)
        group[members.pop(other, [other])] = one
        (total, times), (more, others) = joins.get(one, (0.0, 0)), joins.pop(other, (0.0, 0))
        joins[one] = total + more + s, times + others + 1
    return group, {g: total / times for g, (total, times) in joins.items()}


def _mean(one: list[int], other: list[int], score: Callable[[int, int], float | None]) -> float | None:
    total, pairs = 0.0, 0
    for a in some(one):
        for b in some(other):
            s = score(a, b)
            if s is None:
                return None
            total += s
            pairs += 1
    return total / pairs


def some(members: list[int]) -> list[int]:
    """The members that speak for a group."""
    if len(members) <= _MEMBERS:
        return members
    return [members[n * len(members) // _MEMBERS] for n in range(_MEMBERS)]

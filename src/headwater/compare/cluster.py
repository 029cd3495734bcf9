"""Cluster: from pairs that tell one thing to groups that do, so that no single bridge joins two events.

Average-link agglomeration over the given pairs, the firmest first (Sneath, Sokal 1973): two groups become one only if their members on
average belong together, and no two members exclude one another.
"""

from __future__ import annotations

from collections.abc import Callable

#: Of larger groups so many members, evenly spread, speak for all: the average of 64 pairs is steady.
_MEMBERS = 8


def cluster(
    count: int, edges: list[tuple[float, int, int]], score: Callable[[int, int], float | None], enough: float
) -> list[tuple[list[int], float]]:
    """Groups of ``range(count)``, each sorted, with the mean score of the joins that made it (1 for a single).

    ``edges`` are (score, a, b); ``score`` gives that of any pair, None where the two exclude one another.
    """
    group = list(range(count))
    members: dict[int, list[int]] = {n: [n] for n in range(count)}
    joins: dict[int, list[float]] = {}
    for firm, a, b in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        one, other = sorted((group[a], group[b]))
        if one == other or firm < enough:
            continue
        mean = _mean(members[one], members[other], score)
        if mean is None or mean < enough:
            continue
        members[one] = sorted(members[one] + members[other])
        for n in members.pop(other):
            group[n] = one
        joins[one] = [*joins.get(one, []), *joins.pop(other, []), firm]
    return [(members[g], sum(joins[g]) / len(joins[g]) if g in joins else 1.0) for g in sorted(members)]


def _mean(one: list[int], other: list[int], score: Callable[[int, int], float | None]) -> float | None:
    total, pairs = 0.0, 0
    for a in _some(one):
        for b in _some(other):
            s = score(a, b)
            if s is None:
                return None
            total += s
            pairs += 1
    return total / pairs


def _some(members: list[int]) -> list[int]:
    if len(members) <= _MEMBERS:
        return members
    return [members[n * len(members) // _MEMBERS] for n in range(_MEMBERS)]

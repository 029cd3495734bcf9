"""Errors: which documents share rare errors, and how far that shows that one depends on the other.

One shared slip leaves doubt: whether the two are independent cannot be told. Two and more show dependence. Finds no slips; that is `slips`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from headwater.records import Slip
from headwater.trace.slips import dependence

#: From here on dependence is shown: one in twenty may be chance, as in statistics at large.
SHOWN = 0.95
#: Below this independence is the more probable, and nothing is said.
_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Alike:
    """Another document that shares rare errors: how sure dependence is, and the reasons."""

    document: str
    score: float
    why: tuple[str, ...]

    @property
    def shown(self) -> bool:
        """Is dependence shown, or only possible?"""
        return self.score >= SHOWN


def alike(slips: Iterable[Slip]) -> dict[str, tuple[Alike, ...]]:
    """For each document those that share rare errors with it, as far as these leave doubt; the surest first."""
    pairs: dict[tuple[str, str], list[Slip]] = defaultdict(list)
    for slip in slips:
        pairs[slip.left, slip.right].append(slip)
    out: dict[str, list[Alike]] = defaultdict(list)
    for (left, right), found in pairs.items():
        found.sort(key=lambda s: s.id)
        score = round(dependence(s.score for s in found), 4)
        if score < _DOUBT:
            continue
        why = tuple(w for s in found for w in s.why)
        out[left].append(Alike(right, score, why))
        out[right].append(Alike(left, score, why))
    return {d: tuple(sorted(found, key=lambda a: (-a.score, a.document))) for d, found in out.items()}

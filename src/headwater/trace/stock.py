"""Stock: passages that many documents share which otherwise have nothing to do with one another.

Found by where they stand, not by a list: a short passage that is all that its documents share, in documents of several groups, is a
phrase, a slogan, a notice. A long passage full of names and numbers is text that somebody wrote once, however many took it over. Does
not look at quotation marks.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from headwater.trace.groups import Groups
from headwater.trace.ledger import Ledger, Mask, Numbers


def _alike(start: int, end: int, other_start: int, other_end: int) -> bool:
    """Do two places of one document hold by and large the same text: two thirds of what either of them covers?"""
    return 3 * (min(end, other_end) - max(start, other_start)) >= 2 * (max(end, other_end) - min(start, other_start))


def _sides(ledger: Ledger, chosen: Numbers) -> Iterable[tuple[int, int, int, int]]:
    """(document, start, end, index in ``chosen``) of every side of the chosen passages, in this order."""
    columns = [np.r_[getattr(ledger.left, name)[chosen], getattr(ledger.right, name)[chosen]] for name in ("document", "start", "end")]
    columns.append(np.tile(np.arange(len(chosen)), 2))
    order = np.lexsort(columns[::-1])
    return zip(*(column[order].tolist() for column in columns), strict=True)


def same_text(ledger: Ledger, chosen: Numbers) -> Numbers:
    """For each of the chosen passages (rising), the first that has the same text: those that have a place in common, by and large."""
    groups, at = Groups[int](len(chosen)), -1
    live: list[tuple[int, int, int]] = []
    for document, start, end, mine in _sides(ledger, chosen):
        live = [held for held in live if held[1] > start] if document == at else []
        at = document
        first = next((other for p, q, other in live if _alike(p, q, start, end)), None)
        if first is None:
            live.append((start, end, mine))
        else:
            groups.join(first, mine)
    return chosen[np.array(groups.roots(), dtype=np.int64)]


def stock(ledger: Ledger, among: Mask, group: Numbers, least: int) -> Mask:
    """Those of the passages ``among`` whose text joins ``least`` groups or more of documents, each pair of which has nothing but it in common.

    ``group`` gives the group of every document. Passages of the same text inside a group are stock as well.
    """
    chosen = np.flatnonzero(among)
    text, out = same_text(ledger, chosen), np.zeros(len(ledger), dtype=bool)
    left, right = group[ledger.left.document[chosen]], group[ledger.right.document[chosen]]
    lone = left != right
    met = np.unique(np.c_[np.tile(text[lone], 2), np.r_[left[lone], right[lone]]], axis=0)
    texts, groups = np.unique(met[:, 0], return_counts=True)
    out[chosen] = np.isin(text, texts[groups >= least])
    return out

"""Persons: whether two figures of one person each tell of the same person, by the names and the ages that they give. Without these it cannot tell."""

from __future__ import annotations

from functools import lru_cache

from headwater.compare.kinds import ages
from headwater.compare.shelf import Item
from headwater.text.fold import fold


@lru_cache(maxsize=1 << 14)
def _words(name: str) -> frozenset[str]:
    """The words of a name, without initials and apostrophes: "Per O'Dahl" and "per odahl" are one."""
    return frozenset(w for w in fold(name).replace("'", "").replace(".", " ").split() if len(w) > 1)


def _name(item: Item) -> frozenset[str]:
    """The name of a person who is named and not described (with a noun, which is the figure's group)."""
    named = item.described and item.figure is not None and not item.figure.group
    return _words(item.text) if named else frozenset()


def _age(item: Item) -> tuple[str, ...]:
    return item.ages or ages(item.figure.group if item.figure else None)


def one_person(one: Item, other: Item) -> bool | None:
    """Are two persons the same? Two words of the name or one age say so; no word in common, or another age, says not. None: neither is given by both."""
    mine, theirs = _name(one), _name(other)
    if mine and theirs:
        shared = len(mine & theirs)
        if shared > 1 or not shared:
            return shared > 1
    years, other_years = _age(one), _age(other)
    return years == other_years if years and other_years else None

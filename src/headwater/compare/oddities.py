"""Oddities: a number of a claim that few origins give, and all the others give differently.

What everybody says may be so because it is so; that two say the same odd thing, against everybody else, is more probable if one has it from
the other (Dong, Berti-Equille, Srivastava 2009: sharing a value that most others contradict). It shows nothing by itself: the odd number
may be right, or of another day. So it only takes away that the two were shown to be separate. Does not say which number is right.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import NamedTuple

from headwater.compare.numbers import centre, particular
from headwater.records import Account

#: A number that more origins than this give is one of two versions, and no oddity.
_FEW = 3
#: So many origins give the usual number for each one that gives the odd one. (With an error in twenty accounts, ten wrong numbers as likely as
#: one another, a copier that takes over four of five, and one odd number in five that is right: dependence is then about as likely as not.)
_USUAL = 2
#: Digits that tell a number from others: one is met by chance.
_DIGITS = 2


class Odd(NamedTuple):
    """An odd number of a claim, the origins (roots) that give it, and how many give the usual one, which is ``usual``."""

    number: float
    roots: frozenset[str]
    usual: float
    others: int


def odd_numbers(accounts: Sequence[Account], root: Callable[[str], str]) -> list[Odd]:
    """The odd numbers of a claim's accounts, each given exactly by two or three origins that give no other; smallest number first.

    ``root`` leads from an origin to the one it rests on. Accounts that are shown to depend on others count with their origin.
    """
    of_root: dict[str, set[float]] = defaultdict(set)
    digits: dict[float, int] = {}
    for a in accounts:
        number = centre(a.figure) if a.figure is not None and a.figure.bound in ("exact", "at_least", "more_than") else None
        if a.figure is not None and number is not None:
            of_root[root(a.origin)].add(number)
            digits[number] = particular(a.figure)
    given = Counter(next(iter(numbers)) for numbers in of_root.values() if len(numbers) == 1)
    if len(given) < 2:
        return []
    usual, most = min(given.items(), key=lambda g: (-g[1], g[0]))
    return [
        Odd(number, frozenset(r for r, numbers in of_root.items() if numbers == {number}), usual, most)
        for number, many in sorted(given.items())
        if number != usual and 1 < many <= _FEW and most >= _USUAL * many and digits[number] >= _DIGITS
    ]

"""Slips: names that two documents spell in the same odd way, and nobody else does.

What everybody has in common says nothing about who read whom; a rare error does. Two documents that make the same slip in a name depend on
one another, or on a third, more probably than two that share what everybody writes (Dong, Berti-Equille, Srivastava 2009, "Integrating
conflicting data": sharing false values). Looks at names only, and only between documents that no copied passage joins. Does not say who
was first, and does not take another spelling of a foreign name for an error: where the consonants are the same it counts for little.
"""

from __future__ import annotations

import heapq
import itertools
import math
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

import numpy as np
from rapidfuzz.distance import DamerauLevenshtein

from headwater.records import Link, Name, Problem, Slip, make_id
from headwater.settings import TraceSettings
from headwater.text.names import fold_name, skeleton
from headwater.trace.groups import Groups

_RULE = "trace/slips"
#: Letters of a word below which one letter more or less makes another word ("Marsh", "March").
_LETTERS = 6
#: The same for a name of one word: two surnames of six letters often differ in one.
_ALONE = 8
#: A form that more strangers than this share is a spelling; an error is made and passed on in few places.
_SLIPPED = 3
#: A form in more documents than this is not looked at: three copy groups of that size would be the whole collection.
_RARE = 500
#: So many strangers write the usual form for each one who writes the odd one, and so many at least.
_USUAL, _USUAL_LEAST = 3, 4
#: Documents of one side of a slip that are looked at: those of one copy group count as one, and few are enough to show it.
_SHOWN = 8
#: Names in more documents than this are those of countries and capitals, in whose company anybody may stand.
_COMPANY = 60
#: Dong et al.: a copier takes over c = 0.8 of what it reads; an independent writer makes e = 0.02 errors a name, of n = 10 that are as likely
#: as one another. Sharing one is c * n / e = 400 times likelier under dependence, unless the odd form is a spelling of its own: one in
#: twenty where a consonant differs, one in three where only vowels do (transliterations).
_RATIO, _SPELLING_CONSONANT, _SPELLING_VOWEL = 400.0, 0.05, 0.33
#: Dong et al. start from one pair of sources in five that depends on the other.
PRIOR = 0.2


def likelihood(same_sound: bool) -> float:
    """How much likelier a shared slip is if the two depend on one another: 19 times, or 3 where the slip may be a spelling."""
    spelling = _SPELLING_VOWEL if same_sound else _SPELLING_CONSONANT
    return 1 / (spelling + (1 - spelling) / _RATIO)


def dependence(scores: Iterable[float]) -> float:
    """How sure dependence is, 0..1, from several pieces of evidence of which each alone gives a score (from `PRIOR`, naively multiplied)."""
    prior = math.log(PRIOR / (1 - PRIOR))
    sum_ = prior + math.fsum(math.log(s / (1 - s)) - prior for s in scores)
    return 1 / (1 + math.exp(-sum_))


def slips(settings: TraceSettings, *, names: Iterable[Name], copies: Iterable[Link]) -> Iterator[Slip | Problem]:
    """One `Slip` for each two documents of different copy groups and each odd form they share, sorted by id.

    The work is linear in the names: an odd form meets its usual one through the words in common and one deletion of a letter in the other.
    """
    held = _Held(names, copies)
    found: dict[str, Slip] = {}
    for odd, usual, word in _pairs(held):
        for slip in _between(held, odd, usual, word):
            kept = found.setdefault(slip.id, slip)
            if (-len(slip.form), slip.form) < (-len(kept.form), kept.form):  # "Josip Hallan" and then "Hallan" is one slip
                found[slip.id] = slip
    yield from (found[id] for id in sorted(found))


class _Held:
    """Which documents write which names, as numbers, with the copy group of each document.

    ``forms`` are folded names, ``documents`` ids; ``writers`` the documents of each form, ``written`` the forms of each document.
    """

    def __init__(self, names: Iterable[Name], copies: Iterable[Link]) -> None:
        self.forms: list[str] = []
        self.documents: list[str] = []
        self.writers: list[array[int]] = []
        self.written: list[array[int]] = []
        number: dict[str, int] = {}
        paper: dict[str, int] = {}
        for name in names:
            form = fold_name(name.text)
            if not form:
                continue
            n = number.setdefault(form, len(number))
            d = paper.setdefault(name.document, len(paper))
            if n == len(self.forms):
                self.forms.append(form)
                self.writers.append(array("I"))
            if d == len(self.documents):
                self.documents.append(name.document)
                self.written.append(array("I"))
            if n not in self.written[d]:
                self.written[d].append(n)
                self.writers[n].append(d)
        joined = array("I")
        for link in copies:
            joined.extend(paper.setdefault(p.document, len(paper)) for p in (link.left, link.right))
        groups = Groups[int](len(paper))
        for at in range(0, len(joined), 2):
            groups.join(joined[at], joined[at + 1])
        self.group = groups.roots()
        self._strangers: dict[int, int] = {}

    def strangers(self, form: int) -> int:
        """How many copy groups write a name."""
        found = self._strangers.get(form)
        if found is None:
            found = self._strangers[form] = len({self.group[d] for d in self.writers[form]})
        return found

    def by_id(self, papers: Iterable[int], most: int) -> list[int]:
        """The first documents by their ids: a choice that does not hang on the order of reading."""
        return heapq.nsmallest(most, papers, key=lambda d: self.documents[d])


def _telling(form: str) -> bool:
    """Is a name long enough that a letter off is a slip: a word of six letters and more (of eight, alone: surnames are short), no digits?"""
    words = form.split()
    return len(form) <= 80 and not any(c.isdigit() for c in form) and any(len(w) >= (_LETTERS if len(words) > 1 else _ALONE) for w in words)


def _keys(form: str) -> Iterator[tuple[str, str, str]]:
    """What a name and its slips have in common: the words round one long word, and that word with one letter deleted, or whole."""
    words = form.split()
    for n, word in enumerate(words):
        if len(word) >= _LETTERS - 1:
            before, after = " ".join(words[:n]), " ".join(words[n + 1 :])
            yield before, word, after
            yield from ((before, word[:i] + word[i + 1 :], after) for i in range(len(word)))


class _Wanted:
    """Rare forms by their keys, as sorted hashes: 12 bytes a key. Keys that meet by their hash alone are told apart by `_slip`."""

    def __init__(self, forms: Iterable[tuple[int, str]]) -> None:
        keys, owners = array("q"), array("i")
        for n, form in forms:
            mine = {hash(key) for key in _keys(form)}
            keys.extend(mine)
            owners.extend([n] * len(mine))
        found = np.array(keys, np.int64)
        order = np.argsort(found, kind="stable")
        self._keys, self._owners = found[order], np.array(owners, np.int32)[order]

    def near(self, form: str) -> set[int]:
        """The rare forms that have a key in common with a form."""
        asked = np.array([hash(key) for key in _keys(form)], np.int64)
        first, last = np.searchsorted(self._keys, asked), np.searchsorted(self._keys, asked, side="right")
        return {n for a, b in zip(first.tolist(), last.tolist(), strict=True) if a < b for n in self._owners[a:b].tolist()}


def _pairs(held: _Held) -> Iterator[tuple[int, int, str]]:
    """(odd form, usual form, odd word): a letter apart in one word, the odd one rare among strangers and the usual one common."""
    some = (n for n, form in enumerate(held.forms) if 1 < len(held.writers[n]) <= _RARE and _telling(form))
    rare = {n: k for n in some if 1 < (k := held.strangers(n)) <= _SLIPPED}
    wanted = _Wanted((n, held.forms[n]) for n in rare)
    near: dict[int, set[int]] = defaultdict(set)
    odd_words = {w for n in rare for w in held.forms[n].split() if len(w) >= _LETTERS - 1}
    holding: dict[str, list[int]] = defaultdict(list)
    for n, form in enumerate(held.forms):
        for w in odd_words.intersection(form.split()):
            holding[w].append(n)
        if len(held.writers[n]) >= _USUAL_LEAST and _telling(form):
            for odd in wanted.near(form) - {n}:
                near[odd].add(n)
    for odd in sorted(near, key=lambda n: held.forms[n]):
        least = max(_USUAL_LEAST, _USUAL * rare[odd])
        found = [(n, _slip(held.forms[odd], held.forms[n])) for n in near[odd] if held.strangers(n) >= least]
        fits = [(n, word) for n, word in found if word is not None]
        if len(fits) == 1:  # an odd form of two names is an error in neither of them
            usual, word = fits[0]
            if {d for n in holding[word] for d in held.writers[n]} <= set(held.writers[odd]):
                yield odd, usual, word


def _slip(odd: str, usual: str) -> str | None:
    """The word in which the odd form is a letter off the usual one; None if they differ otherwise, or by a plural."""
    one, other = odd.split(), usual.split()
    apart = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    if len(one) != len(other) or len(apart) != 1:
        return None
    a, b = apart[0]
    near = max(len(a), len(b)) >= _LETTERS and a.rstrip("s") != b.rstrip("s") and DamerauLevenshtein.distance(a, b, score_cutoff=1) == 1
    return a if near else None


def _between(held: _Held, odd: int, usual: int, word: str) -> Iterator[Slip]:
    """The slips between documents of different copy groups, if each has more names in common with those that write the usual form."""
    writers = held.by_id(held.writers[odd], _SHOWN)
    around = {n for d in held.by_id(held.writers[usual], 4 * _SHOWN) if d not in writers for n in held.written[d]}
    around = {n for n in around if n != usual and len(held.writers[n]) <= _COMPANY}
    one, other, many = held.forms[odd], held.forms[usual], held.strangers(usual)
    for a, b in itertools.combinations(writers, 2):
        left, right = sorted((held.documents[a], held.documents[b]))
        if held.group[a] != held.group[b] and not around.isdisjoint(held.written[a]) and not around.isdisjoint(held.written[b]):
            yield Slip(
                id=make_id("slip", left, right, word),
                left=left,
                right=right,
                form=one,
                usual=other,
                score=round(alone(one, other), 4),
                rule=_RULE,
                why=(f"both write “{one}”, where {many} others that copy nothing from one another write “{other}”",),
            )


def alone(odd: str, usual: str) -> float:
    """How sure one shared slip makes dependence: 0.83, or 0.43 where the two forms sound alike and may both be right."""
    odds = likelihood(skeleton(odd) == skeleton(usual)) * PRIOR / (1 - PRIOR)
    return odds / (1 + odds)

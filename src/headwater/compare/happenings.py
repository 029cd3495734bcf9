"""Happenings: what the accounts of a collection place in time, joined across documents where compare says that they tell one thing.

A claim about a figure is one happening for each time that its accounts give: where they give different days there are several, and each
says so. A dated sentence without such a claim stands for itself; it is joined with others of the same days that are accounts of one
claim of somebody's words, that stand at one place of a copied passage, or that one page has twice. Joins nothing else, and picks no day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from headwater.compare.dated import PRECISIONS
from headwater.compare.kept import Claims, Days, Tellings, groups
from headwater.compare.tellings import tellings
from headwater.records import Claim, Happening, Link, Marked, Place, Telling, make_id
from headwater.settings import CompareSettings
from headwater.text.terms import terms

_RULE = "compare/happenings"
#: Characters of a sentence that a gist shows.
_LONGEST = 140
#: A sentence may stand this share of a copied passage away from where its like stands: sentences in between are cut or added.
_DRIFT = 0.3
#: The share of the shorter sentence's words that two sentences of a copied passage have in common, at least.
_SHARED = 0.5

_Numbers = npt.NDArray[np.signedinteger[Any]]


class _Found(NamedTuple):
    """What is told, and the claims of it."""

    told: Tellings
    claims: Claims


def happenings(
    settings: CompareSettings, *, documents: Iterable[Marked], copies: Iterable[Link], claims: Iterable[Claim]
) -> Iterator[Happening]:
    """The happenings: those of figures, then those of sentences, in order of their first account. Linear in the spans, but for sorting.

    Documents come one by one with their figures, statements and dates; what is kept of them are their tellings, packed.
    """
    known, told = Claims(claims), Tellings()
    for m in documents:
        _read(m, known, told)
    told.settle()
    found = _Found(told, known)
    yield from _of_figures(found)
    yield from _of_sentences(found, copies)


def _read(m: Marked, known: Claims, told: Tellings) -> None:
    """The tellings of one document, each with its claim."""
    d = m.document
    spans = [s.id for s in (*m.figures, *m.statements)]
    claim_of = dict(zip(spans, known.of(spans), strict=True))
    counted = [f for f in m.figures if claim_of[f.id] >= 0]
    found = tellings(d, counted, m.statements, m.dates)
    published = d.published.value[:10] if d.published else "~"
    told.add(published, d.id, ((t, claim_of.get(t.figure or t.statement or "", -1)) for t in found))


# ---------------------------------------------------------------- figures


def _of_figures(found: _Found) -> Iterator[Happening]:
    """One happening for each claim and each time that its accounts give; one undated where none of them gives any."""
    told, claims = found
    rows = np.flatnonzero(told.figure)
    for members in groups(told.claim[rows]):
        times: dict[tuple[str, Days], list[Telling]] = defaultdict(list)
        for n in rows[members].tolist():
            times[told.times[told.time[n]]].append(told.telling(n))
        claim = int(told.claim[rows[members[0]]])
        id, gist = claims.id(claim), claims.gist(claim)
        open_ = times.pop(("undated", (None, None)), [])
        given = {key: len(row) for key, row in times.items()}
        for (kind, days), row in times.items():
            yield _happening(kind, gist, row, id, _others(kind, days, given), len(open_))
        if not times:
            yield _happening("undated", gist, open_, id)


def _others(kind: str, days: Days, given: dict[tuple[str, Days], int]) -> list[tuple[Days, int]]:
    """The days that other accounts give and that do not meet these, with the number of accounts."""
    count: Counter[Days] = Counter()
    for (other, theirs), n in given.items():
        if (other == "as_of") == (kind == "as_of") and not _meet(days, theirs):
            count[theirs] += n
    return sorted(count.items(), key=lambda c: (c[0][0] or "", c[0][1] or ""))


def _meet(a: Days, b: Days) -> bool:
    return (a[0] or "") < (b[1] or "") and (b[0] or "") < (a[1] or "")


# ---------------------------------------------------------------- sentences


def _of_sentences(found: _Found, copies: Iterable[Link]) -> Iterator[Happening]:
    """The dated sentences: those of one claim of somebody's words and the same days are one, and so are copies and what a page repeats."""
    told, claims = found
    rows = np.flatnonzero(~told.figure)
    joined = _Groups(len(rows))
    claim, time = told.claim[rows], told.time[rows]
    dated = np.array([kind != "undated" for kind, _ in told.times], np.bool_)
    said = np.flatnonzero((claim >= 0) & dated[time]) if len(rows) else np.empty(0, np.int64)
    for members in groups(claim[said].astype(np.int64) * len(told.times) + time[said]):
        for n in said[members[1:]].tolist():
            joined.join(int(said[members[0]]), n)
    for a, b in _repeated(told, rows):
        joined.join(a, b)
    for a, b in _copied(copies, told, rows):
        joined.join(a, b)
    given = _given(told, rows[said])
    for members in groups(joined.roots()):
        ns = rows[members].tolist()
        tellings_, (kind, days) = [told.telling(n) for n in ns], told.times[told.time[ns[0]]]
        held = {int(told.claim[n]) for n in ns} - {-1}
        one = held.pop() if len(held) == 1 else None
        others = _elsewhere(given[one], days) if one in given and kind != "undated" else []
        yield _happening(kind, _short(tellings_[0].text), tellings_, None if one is None else claims.id(one), others, 0)


def _given(told: Tellings, said: _Numbers) -> dict[int, dict[str, set[Days]]]:
    """The days that each statement of a claim gives, for claims of which there are several dated sentences: a single one contradicts nobody."""
    out: dict[int, dict[str, set[Days]]] = {}
    for members in groups(told.claim[said]):
        if len(members) > 1:
            row = out[int(told.claim[said[members[0]]])] = defaultdict(set)
            for n in said[members].tolist():
                row[told.statement(n) or ""].add(told.times[told.time[n]][1])
    return out


def _repeated(told: Tellings, rows: _Numbers) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``rows`` of one document that have the same words and days; the first one with each other."""
    for members in groups(told.paper[rows]):
        first: dict[tuple[str, int], int] = {}
        for n in members.tolist() if len(members) > 1 else ():
            words = " ".join(told.text(int(rows[n])).casefold().split())
            yield first.setdefault((words, int(told.time[rows[n]])), n), n


def _elsewhere(given: dict[str, set[Days]], days: Days) -> list[tuple[Days, int]]:
    """The days of accounts that give one time each, and another one. Accounts with several times tell of several things."""
    count = Counter(next(iter(theirs)) for theirs in given.values() if len(theirs) == 1)
    if any(days in theirs and len(theirs) > 1 for theirs in given.values()):
        return []
    return sorted(((d, n) for d, n in count.items() if not _meet(d, days)), key=lambda c: (c[0][0] or "", c[0][1] or ""))


def _copied(copies: Iterable[Link], told: Tellings, rows: _Numbers) -> Iterator[tuple[int, int]]:
    """Pairs of places in ``rows`` at one place of a copied passage that name the same days and share most of their words."""

    def inside(place: Place) -> list[tuple[float, int]]:
        """The sentences of a passage, each with how far into it: 0..1."""
        mine = told.of(place.document, rows)
        starts = told.start[rows[mine.start : mine.stop]].tolist()
        first, last = bisect_left(starts, place.start), bisect_left(starts, place.end)
        return [((starts[n] - place.start) / max(1, place.end - place.start), mine.start + n) for n in range(first, last)]

    for link in copies:
        if link.kind == "cites":
            continue
        there: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for where, b in inside(link.right):
            there[int(told.time[rows[b]])].append((where, b))
        for where, a in inside(link.left) if there else ():
            near = there.get(int(told.time[rows[a]]), [])
            near_at = bisect_left(near, (where, -1))
            for off, b in sorted((abs(x - where), b) for x, b in near[max(0, near_at - 2) : near_at + 2]):
                if off <= _DRIFT and _alike(told.text(int(rows[a])), told.text(int(rows[b]))):
                    yield a, b
                    break


def _alike(a: str, b: str) -> bool:
    one, other = terms(a), terms(b)
    return len(one & other) >= _SHARED * max(1, min(len(one), len(other)))


class _Groups:
    """Numbers joined into groups (union-find with path halving); the first member speaks for a group."""

    def __init__(self, count: int) -> None:
        self._of = list(range(count))

    def _root(self, n: int) -> int:
        while self._of[n] != n:
            self._of[n] = self._of[self._of[n]]
            n = self._of[n]
        return n

    def join(self, a: int, b: int) -> None:
        """Make the groups of two numbers one."""
        one, other = sorted((self._root(a), self._root(b)))
        self._of[other] = one

    def roots(self) -> _Numbers:
        """The first member of each number's group."""
        return np.array([self._root(n) for n in range(len(self._of))], np.int64)


# ---------------------------------------------------------------- the record


def _happening(
    kind: str, gist: str, found: list[Telling], claim: str | None, others: list[tuple[Days, int]] | None = None, undated: int = 0
) -> Happening:
    clocks = sorted({t.clock for t in found if t.clock and t.precision == "minute"})
    clear = [t for t in found if len(clocks) < 2 or t.precision != "minute"] or found
    lead = min(clear, key=lambda t: PRECISIONS.index(t.precision))
    documents = len({t.document for t in found})
    why = ["one document tells it" if documents == 1 else f"{documents} documents tell it: {_because(claim)}"]
    if others:
        days = ", ".join(f"{a} ({n})" if b is None else f"{a}/{b} ({n})" for (a, b), n in others)
        why.append(f"other accounts of the claim stand at: {days}" if kind == "as_of" else f"other accounts of the claim give: {days}")
    if undated:
        why.append(f"accounts of the claim that give no day: {undated}")
    if len(clocks) > 1:
        why.append(f"the accounts give different times of day: {', '.join(clocks)}")
    precise = sum(t.precision == lead.precision for t in found)
    if precise < len(found) and lead.precision in ("minute", "part_of_day"):
        why.append(f"so precise in {precise} of {len(found)} accounts")
    if kind == "undated":
        why += sorted({w for t in found for w in t.why})
    return Happening(
        id=make_id("happening", kind, lead.first, lead.last, *sorted(t.span for t in found)),
        kind=kind,
        gist=gist,
        accounts=tuple(found),
        start=lead.first,
        end=lead.last,
        clock=lead.clock,
        precision=lead.precision,
        claim=claim,
        others=tuple(f"{a}/{b}" for (a, b), _ in others or ()),
        undated=undated,
        score=max(t.score for t in found),
        rule=_RULE,
        why=tuple(why),
    )


def _because(claim: str | None) -> str:
    return "accounts of one claim" if claim else "their sentences stand at one place of a copied passage"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"

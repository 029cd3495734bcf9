"""Happenings: what the accounts of a collection place in time, joined across documents where compare says that they tell one thing.

A claim about a figure is one happening for each time that its accounts give: where they give different days there are several, and each
says so. A dated sentence without such a claim stands for itself; it is joined with others of the same days that are accounts of one
claim of somebody's words, that stand at one place of a copied passage, or that one page has twice. Joins nothing else, and picks no day.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from headwater.compare.dated import PRECISIONS
from headwater.compare.tellings import Told, tellings
from headwater.records import Claim, Date, Document, Figure, Happening, Link, Place, Statement, Telling, make_id
from headwater.settings import CompareSettings
from headwater.text.terms import terms

_RULE = "compare/happenings"
#: Characters of a sentence that a gist shows.
_LONGEST = 140
#: A sentence may stand this share of a copied passage away from where its like stands: sentences in between are cut or added.
_DRIFT = 0.3
#: The share of the shorter sentence's words that two sentences of a copied passage have in common, at least.
_SHARED = 0.5

Days = tuple[str | None, str | None]
_S = TypeVar("_S", Statement, Date)


@dataclass(frozen=True, slots=True)
class _Claim:
    """What is kept of a claim."""

    id: str
    gist: str
    accounts: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A telling with the place of its document in order of publication."""

    order: tuple[str, str]
    told: Told


def happenings(
    settings: CompareSettings,
    *,
    documents: Iterable[Document],
    figures: Iterable[Figure],
    statements: Iterable[Statement],
    dates: Iterable[Date],
    copies: Iterable[Link],
    claims: Iterable[Claim],
) -> Iterator[Happening]:
    """The happenings, sorted by id. Linear in the spans of the collection, but for sorting."""
    claim_of: dict[str, _Claim] = {}
    for c in claims:
        kept = _Claim(c.id, c.gist, len(c.accounts))
        claim_of.update({a.span: kept for a in c.accounts})
    counted: dict[str, list[Figure]] = defaultdict(list)
    for f in figures:
        if f.id in claim_of:
            counted[f.document].append(f)
    said = _by_document(statements)
    dated = _by_document(dates)
    rows: list[_Row] = []
    for d in documents:
        order = (d.published.value[:10] if d.published else "~", d.id)
        found = tellings(d, counted.pop(d.id, ()), said.pop(d.id, ()), dated.pop(d.id, ()))
        rows += [_Row(order, t) for t in found]
    rows.sort(key=lambda r: (r.order, r.told.telling.place.start, r.told.telling.span))
    made = [*_of_figures([r for r in rows if r.told.figure], claim_of)]
    made += _of_sentences([r for r in rows if not r.told.figure], claim_of, sorted(copies, key=lambda c: c.id))
    yield from sorted(made, key=lambda h: h.id)


def _by_document(spans: Iterable[_S]) -> dict[str, list[_S]]:
    out: dict[str, list[_S]] = defaultdict(list)
    for s in spans:
        out[s.document].append(s)
    return out


# ---------------------------------------------------------------- figures


def _of_figures(rows: list[_Row], claim_of: dict[str, _Claim]) -> Iterator[Happening]:
    """One happening for each claim and each time that its accounts give; one undated where none of them gives any."""
    of_claim: dict[str, dict[tuple[str, Days], list[Telling]]] = defaultdict(lambda: defaultdict(list))
    claims: dict[str, _Claim] = {}
    for r in rows:
        claim = claim_of[r.told.figure or ""]
        claims[claim.id] = claim
        t = r.told.telling
        of_claim[claim.id][r.told.kind, (t.first, t.last)].append(t)
    for id, times in of_claim.items():
        open_ = times.pop(("undated", (None, None)), [])
        given = {key: len(found) for key, found in times.items()}
        for (kind, days), found in times.items():
            others = _others(kind, days, given)
            yield _happening(kind, claims[id].gist, found, claims[id], others, len(open_))
        if not times:
            yield _happening("undated", claims[id].gist, open_, claims[id])


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


def _of_sentences(rows: list[_Row], claim_of: dict[str, _Claim], copies: list[Link]) -> Iterator[Happening]:
    """The dated sentences: those of one claim of somebody's words and the same days are one, and so are copies and what a page repeats."""
    groups = _Groups(len(rows))
    first: dict[tuple[str, str, Days], int] = {}
    given: dict[str, dict[str, set[Days]]] = defaultdict(lambda: defaultdict(set))
    for n, r in enumerate(rows):
        claim, t = claim_of.get(r.told.statement or ""), r.told.telling
        if claim and r.told.kind != "undated":
            days = (t.first, t.last)
            groups.join(first.setdefault((claim.id, r.told.kind, days), n), n)
            given[claim.id][r.told.statement or ""].add(days)
    again: dict[tuple[str, str, str, Days], int] = {}
    for n, r in enumerate(rows):
        words = " ".join(r.told.telling.text.casefold().split())
        groups.join(again.setdefault((r.told.telling.document, words, *_key(r.told)), n), n)
    for a, b in _copied(copies, rows):
        groups.join(a, b)
    for members in groups.members():
        lead, found = rows[members[0]], [rows[n].told.telling for n in members]
        claims = {c.id: c for n in members if (c := claim_of.get(rows[n].told.statement or ""))}
        claim = next(iter(claims.values())) if len(claims) == 1 else None
        days = (lead.told.telling.first, lead.told.telling.last)
        others = _elsewhere(given[claim.id], days) if claim and lead.told.kind != "undated" else []
        yield _happening(lead.told.kind, _short(lead.told.telling.text), found, claim, others, 0)


def _elsewhere(given: dict[str, set[Days]], days: Days) -> list[tuple[Days, int]]:
    """The days of accounts that give one time each, and another one. Accounts with several times tell of several things."""
    count = Counter(next(iter(theirs)) for theirs in given.values() if len(theirs) == 1)
    if any(days in theirs and len(theirs) > 1 for theirs in given.values()):
        return []
    return sorted(((d, n) for d, n in count.items() if not _meet(d, days)), key=lambda c: (c[0][0] or "", c[0][1] or ""))


def _copied(copies: list[Link], rows: list[_Row]) -> Iterator[tuple[int, int]]:
    """Pairs of rows at one place of a copied passage that name the same days and share most of their words."""
    of_document: dict[str, list[int]] = defaultdict(list)
    for n, r in enumerate(rows):
        of_document[r.told.telling.document].append(n)
    starts = {d: [rows[n].told.telling.place.start for n in ns] for d, ns in of_document.items()}

    def inside(place: Place) -> list[int]:
        if place.document not in starts:
            return []
        first, last = (bisect_left(starts[place.document], at) for at in (place.start, place.end))
        return of_document[place.document][first:last]

    def at(n: int, place: Place) -> float:
        return (rows[n].told.telling.place.start - place.start) / max(1, place.end - place.start)

    for link in copies:
        if link.kind == "cites":
            continue
        there: dict[tuple[str, Days], list[tuple[float, int]]] = defaultdict(list)
        for b in inside(link.right):
            there[_key(rows[b].told)].append((at(b, link.right), b))
        for a in inside(link.left) if there else ():
            near, where = there.get(_key(rows[a].told), []), at(a, link.left)
            near_at = bisect_left(near, (where, -1))
            for off, b in sorted((abs(x - where), b) for x, b in near[max(0, near_at - 2) : near_at + 2]):
                if off <= _DRIFT and _alike(rows[a].told.telling.text, rows[b].told.telling.text):
                    yield a, b
                    break


def _key(t: Told) -> tuple[str, Days]:
    return t.kind, (t.telling.first, t.telling.last)


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

    def members(self) -> Iterable[list[int]]:
        """The groups, each in order."""
        out: dict[int, list[int]] = defaultdict(list)
        for n in range(len(self._of)):
            out[self._root(n)].append(n)
        return out.values()


# ---------------------------------------------------------------- the record


def _happening(
    kind: str, gist: str, found: list[Telling], claim: _Claim | None, others: list[tuple[Days, int]] | None = None, undated: int = 0
) -> Happening:
    clocks = sorted({t.clock for t in found if t.clock and t.precision == "minute"})
    clear = [t for t in found if len(clocks) < 2 or t.precision != "minute"] or found
    lead = min(clear, key=lambda t: PRECISIONS.index(t.precision))
    documents = len({t.document for t in found})
    why = ["one document tells it" if documents == 1 else f"{documents} documents tell it: {_joined(claim)}"]
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
        claim=claim.id if claim else None,
        others=tuple(f"{a}/{b}" for (a, b), _ in others or ()),
        undated=undated,
        score=max(t.score for t in found),
        rule=_RULE,
        why=tuple(why),
    )


def _joined(claim: _Claim | None) -> str:
    return "accounts of one claim" if claim else "their sentences stand at one place of a copied passage"


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else words[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:–- ") + " …"

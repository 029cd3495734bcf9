"""Settle: which shared passages make one document a copy of another, and which came first.

Sees the whole collection, since a phrase is stock by where else it stands. Sets aside quotations of a third text and stock, one problem
for each text that was set aside; keeps no document's text. Does not say where a claim began: that is `origins`.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from headwater.errors import PROBLEMS
from headwater.records import Link, Problem, Retold, Rewording, SharedPassage, Source, Statement, Stretch, make_id
from headwater.settings import TraceSettings
from headwater.trace.direction import Directions
from headwater.trace.edits import Verdict
from headwater.trace.groups import Groups
from headwater.trace.holdings import Holder, holder, share_at
from headwater.trace.ledger import Ledger, Mask, Numbers
from headwater.trace.reading import reading
from headwater.trace.retold import Rewordings, counted, places
from headwater.trace.spoken import Spoken, pairs, told_words
from headwater.trace.stock import same_text, stock

_SIGNED = (
    "one of the two gives these sentences as the words of those in whose name the other is written, so that "
    "names and numbers in common are no reason against it"
)
_ASIDE = ("is stock text", "is a quotation", "is too little to show copying")


@dataclass(frozen=True, slots=True)
class _Shared:
    """What pairs of documents share in all, over some passages: words not quoted, their share of the shorter document, names and numbers."""

    left: Numbers
    right: Numbers
    own: Numbers
    share: NDArray[np.float64]
    particulars: Numbers


def settle(
    settings: TraceSettings,
    *,
    passages: Iterable[SharedPassage],
    rewordings: Iterable[Rewording],
    documents: Iterable[Source],
    statements: Iterable[Statement],
) -> Iterator[Link | Problem]:
    """The links that count, with direction and reasons, those of a pair together; then a problem for each text set aside.

    A pair of documents counts as copy and source if it shares enough that is neither quoted nor stock (`copy_words`, `copy_share`), or if
    both belong to one group of documents that share most of their text. So a page that quotes a sentence of another is no copy of it.
    """
    retold = Rewordings()
    ledger = Ledger(itertools.chain(passages, retold.noted(rewordings)))
    again, weak = retold.among(ledger), retold.weak(ledger)
    spoken = Spoken(ledger, weak)
    holders = _holders(ledger, spoken.signers(documents), spoken.speakers(statements))
    theirs = told_words(ledger, retold, weak, spoken)
    retold.need_only(ledger, theirs, settings.reworded_words)
    weak &= ~theirs
    own = np.minimum(ledger.left.own, ledger.right.own)
    told = ~weak & (own >= settings.own_share * np.minimum(ledger.left.words, ledger.right.words))
    common = _common(ledger, told & ~again, settings)
    shared = _sum(ledger, told & ~again & ~common)
    groups = _groups(shared, ledger, settings)
    copied = _counts(shared, settings) | (groups[shared.left] == groups[shared.right])
    of_pair = _pair(ledger, ledger.left.document, ledger.right.document)
    kept = ~again & ~common & np.isin(of_pair, _pair(ledger, shared.left[copied], shared.right[copied]))
    if len(retold):  # groups of all that is shared, in whatever words
        common |= stock(ledger, told & again, _groups(_sum(ledger, told & ~common), ledger, settings), settings.stock_groups)
    runs = counted(ledger, retold, np.flatnonzero(told & again & ~common), np.flatnonzero(kept))
    chosen = np.union1d(np.flatnonzero(kept), np.array(sorted(runs), dtype=np.int64))
    for passages_of_pair, verdict in Directions(ledger, chosen, holders):
        for n in passages_of_pair.tolist():
            yield from _links(ledger, n, runs.get(n), verdict, told_by_signer=bool(theirs[n]))
    yield from _explained(pairs(ledger, np.flatnonzero(weak)) - pairs(ledger, chosen))
    aside = ~common & ~kept & ~weak
    for what, mask in zip(_ASIDE, (common, aside & ~told, aside & told & ~again), strict=True):
        yield from _set_aside(ledger, np.flatnonzero(mask), what)


def _said(ledger: Ledger, statements: Iterable[Statement]) -> dict[int, list[Statement]]:
    """The direct statements of documents that hold passages, by the document's number."""
    out: dict[int, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.value.mode == "direct" and (n := ledger.number(statement.document)) is not None:
            out[n].append(statement)
    return out


def _uncovered(stretch: Stretch, place: Stretch, marked: Iterable[Stretch]) -> bool:
    """Does a stretch hold some of a place that is not in quotation marks? ``marked`` are those of the place, in order."""
    at, end = max(stretch.start, place.start), min(stretch.end, place.end)
    for m in marked:
        if m.start > at:
            break
        at = max(at, m.end)
    return at < end


def _beyond_marks(ledger: Ledger, said: dict[int, list[Statement]]) -> dict[int, list[tuple[int, bool]]]:
    """The sides of passages of which direct speech covers more than quotation marks do, by document: their own words are to be counted anew."""
    out: dict[int, list[tuple[int, bool]]] = defaultdict(list)
    for is_left in (True, False):
        side = ledger.side(is_left)
        for n in np.flatnonzero(np.isin(side.document, np.array(sorted(said), dtype=np.int64))).tolist():
            document, place = int(side.document[n]), Stretch(int(side.start[n]), int(side.end[n]))
            content = (c for s in said[document] for c in s.parts.content)
            if any(_uncovered(c, place, ledger.quoted(n, is_left)) for c in content):
                out[document].append((n, is_left))
    return out


def _holders(ledger: Ledger, documents: Iterable[Source], statements: Iterable[Statement]) -> list[Holder | None]:
    """What is known of every document that holds a passage; counts quoted words anew where direct speech goes beyond the marks."""
    said = _said(ledger, statements)
    anew = _beyond_marks(ledger, said)
    holders: list[Holder | None] = [None] * len(ledger.documents)
    for document in documents:
        number = ledger.number(document.id)
        if number is None:
            continue
        holders[number] = holder(document, int(ledger.words[number]))
        for n, is_left in anew.get(number, ()):
            place = ledger.place(n, is_left)
            ledger.recount(n, is_left, share_at(reading(document), place.start, place.end, said[number]))
    return holders


def _common(ledger: Ledger, told: Mask, settings: TraceSettings) -> Mask:
    """The stock passages: first notices, in many groups of documents that share news, then short phrases in a few groups.

    A notice has hardly a name or a number.
    """
    plain = told & (ledger.left.particulars < settings.plain_share * ledger.left.words)
    news = _groups(_sum(ledger, told & ~plain), ledger, settings)
    notices = stock(ledger, plain, news, settings.notice_groups)
    rest = told & ~notices
    groups = _groups(_sum(ledger, rest), ledger, settings)
    return notices | stock(ledger, rest & (ledger.left.words <= settings.phrase_words), groups, settings.stock_groups)


def _pair(ledger: Ledger, left: Numbers, right: Numbers) -> Numbers:
    """One number for two documents."""
    return left * len(ledger.documents) + right


def _sum(ledger: Ledger, among: Mask) -> _Shared:
    """What each pair of documents shares, over the passages of a mask."""
    chosen = np.flatnonzero(among)
    pairs, of = np.unique(_pair(ledger, ledger.left.document[chosen], ledger.right.document[chosen]), return_inverse=True)
    left, right = pairs // max(1, len(ledger.documents)), pairs % max(1, len(ledger.documents))
    own, named = np.zeros(len(pairs), dtype=np.int64), np.zeros(len(pairs), dtype=np.int64)
    np.add.at(own, of, np.minimum(ledger.left.own, ledger.right.own)[chosen])
    np.add.at(named, of, np.minimum(ledger.left.particulars, ledger.right.particulars)[chosen])
    return _Shared(left, right, own, own / np.maximum(1, np.minimum(ledger.words[left], ledger.words[right])), named)


def _counts(shared: _Shared, settings: TraceSettings) -> Mask:
    """Is this enough to take one of the two for a copy? Words without a name or a number among them must be twice as many."""
    need = np.where(shared.particulars > 0, 1, 2)
    return (shared.own >= need * settings.copy_words) | (
        (shared.own >= need * settings.passage_words) & (shared.share >= need * settings.copy_share)
    )


def _groups(shared: _Shared, ledger: Ledger, settings: TraceSettings) -> Numbers:
    """For every document its group: the documents that share so much that they tell one text, closed to groups."""
    groups = Groups[int](len(ledger.documents))
    joined = (shared.own >= settings.group_words) | ((shared.share >= settings.group_share) & _counts(shared, settings))
    for left, right in zip(shared.left[joined].tolist(), shared.right[joined].tolist(), strict=True):
        groups.join(left, right)
    return np.array(groups.roots(), dtype=np.int64)


def _links(ledger: Ledger, passage: int, runs: list[list[Retold]] | None, verdict: Verdict, *, told_by_signer: bool) -> Iterator[Link]:
    """The link of a copied passage, or those of what counts of a rewording."""
    why = (*ledger.why(passage), *((_SIGNED,) if told_by_signer else ()), *verdict.why)
    left, right, kind = ledger.place(passage, True), ledger.place(passage, False), ledger.kind_of(passage)
    of_runs = [places(left.document, right.document, run) for run in runs] if runs is not None else [(left, right)]
    for one, two in of_runs:
        yield Link(
            id=make_id("link", kind, one, two),
            kind=kind,
            left=one,
            right=two,
            direction=verdict.first,
            direction_score=verdict.score,
            score=float(ledger.score[passage]),
            rule="trace/settle",
            why=why,
        )


def _explained(seen: set[tuple[int, int]]) -> Iterator[Problem]:
    """One problem for all pairs of documents whose likeness may come of what they tell of."""
    if seen:
        many = f"{len(seen)} pair{' of documents tells' if len(seen) == 1 else 's of documents tell'}"
        message = f"{many} somewhat the same in other words, no more than the names and numbers of one event explain: no link."
        yield Problem(stage="copies", kind="too-common", message=message, hint=PROBLEMS["too-common"])


def _set_aside(ledger: Ledger, chosen: Numbers, what: str) -> Iterator[Problem]:
    """One problem for each text, with the number of documents and passages."""
    of_text: dict[int, list[int]] = defaultdict(list)
    for n, first in zip(chosen.tolist(), same_text(ledger, chosen).tolist(), strict=True):
        of_text[first].append(n)
    for first, same in sorted(of_text.items()):
        held_by = np.unique(np.r_[ledger.left.document[same], ledger.right.document[same]])
        one = len(same) == 1
        passages = f"{len(same)} shared passage{'' if one else 's'} give{'s' if one else ''} no link"
        message = f"“{ledger.shown(first)} …” {what}: it stands in {len(held_by)} documents; {passages}."
        item = ledger.documents[held_by[0]]
        yield Problem(stage="copies", kind="too-common", message=message, hint=PROBLEMS["too-common"], item=item)

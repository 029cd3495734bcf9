"""Settle: which shared passages make one document a copy of another, and which came first.

Sees the whole collection, since a phrase is stock by where else it stands. Sets aside quotations of a third text and stock, one problem
for each text that was set aside; keeps no document's text. Does not say where a claim began: that is `origins`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from headwater.errors import PROBLEMS
from headwater.records import Document, Link, Problem, Rewording, Statement
from headwater.settings import TraceSettings
from headwater.trace import retold
from headwater.trace.direction import direction
from headwater.trace.holdings import Held, Holder, held, holder
from headwater.trace.stock import Groups, same_text, stock

_Pair = tuple[str, str]  # ids of documents, the smaller one first
_Side = tuple[str, bool]  # the id of a link; True for its left side


@dataclass(frozen=True, slots=True)
class _Shared:
    """What a pair of documents shares in all: words not quoted, their share of the shorter document, names and numbers."""

    own: int
    share: float
    particulars: int


def settle(
    settings: TraceSettings,
    *,
    passages: Iterable[Link],
    rewordings: Iterable[Rewording],
    documents: Iterable[Document],
    statements: Iterable[Statement],
) -> Iterator[Link | Problem]:
    """The links that count, with direction and reasons, sorted by id; then a problem for each text set aside.

    A pair of documents counts as copy and source if it shares enough that is neither quoted nor stock (`copy_words`, `copy_share`), or if
    both belong to one group of documents that share most of their text. So a page that quotes a sentence of another is no copy of it.
    """
    every = sorted(passages, key=lambda p: p.id)
    reworded = retold.passages(rewordings)
    sides, holders = _holdings([*every, *(p.link for p in reworded)], documents, statements)
    told = _told(every, sides, settings)
    common = _common(told, sides, holders, settings)
    shared = _sum([p for p in told if p.id not in common], sides, holders)
    groups = _groups(shared, settings)
    copied = {pair for pair, s in shared.items() if _counts(s, settings) or groups.root(pair[0]) == groups.root(pair[1])}
    told_ids = {p.id for p in told}
    kept: list[Link] = []
    aside: dict[str, list[Link]] = {"is stock text": [], "is a quotation": [], "is too little to show copying": []}
    for p in every:
        if p.id in common:
            aside["is stock text"].append(p)
        elif _pair(p) in copied:
            kept.append(_directed(p, holders))
        else:
            aside["is too little to show copying" if p.id in told_ids else "is a quotation"].append(p)
    again = [p for p in told if p.id not in common]
    yield from sorted([*kept, *_retold(reworded, again, kept, aside, sides, holders, settings)], key=lambda link: link.id)
    for what, links in aside.items():
        yield from _set_aside(links, sides, what)


def _holdings(
    links: list[Link], documents: Iterable[Document], statements: Iterable[Statement]
) -> tuple[dict[_Side, Held], dict[str, Holder]]:
    """What is known of every side of every passage, and of every document that has one."""
    wanted: dict[str, list[tuple[Link, bool]]] = defaultdict(list)
    for link in links:
        wanted[link.left.document].append((link, True))
        wanted[link.right.document].append((link, False))
    said: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.document in wanted and statement.value.mode == "direct":
            said[statement.document].append(statement)
    sides: dict[_Side, Held] = {}
    holders: dict[str, Holder] = {}
    for document in documents:
        mine = wanted.get(document.id)
        if mine:
            places = [link.left if is_left else link.right for link, is_left in mine]
            for (link, is_left), side in zip(mine, held(document, places, said[document.id]), strict=True):
                sides[link.id, is_left] = side
            holders[document.id] = holder(document)
    return sides, holders


def _told(links: list[Link], sides: dict[_Side, Held], settings: TraceSettings) -> list[Link]:
    """The passages that are more than a quotation."""
    return [p for p in links if _own(p, sides) >= settings.own_share * min(sides[p.id, True].words, sides[p.id, False].words)]


def _retold(
    reworded: list[retold.Passage],
    copied: list[Link],
    kept: list[Link],
    aside: dict[str, list[Link]],
    sides: dict[_Side, Held],
    holders: dict[str, Holder],
    settings: TraceSettings,
) -> Iterator[Link]:
    """The rewordings that count; those set aside go to ``aside``. Groups are those of all that is shared, in whatever words."""
    links = [p.link for p in reworded]
    told = _told(links, sides, settings)
    groups = _groups(_sum([*copied, *told], sides, holders), settings)
    common = stock(told, groups.root, settings.stock_groups)
    aside["is stock text"] += [p for p in told if p.id in common]
    own = {p.id for p in told}
    aside["is a quotation"] += [p for p in links if p.id not in own]
    out = common | {p.id for p in links if p.id not in own}
    for link in retold.counted(reworded, out, kept):
        yield _directed(link, holders)


def _own(link: Link, sides: dict[_Side, Held]) -> int:
    return min(sides[link.id, True].own, sides[link.id, False].own)


def _plain(link: Link, sides: dict[_Side, Held], settings: TraceSettings) -> bool:
    """Has the passage hardly a name or a number, as notices and forms have?"""
    side = sides[link.id, True]
    return side.particulars < settings.plain_share * side.words


def _common(told: list[Link], sides: dict[_Side, Held], holders: dict[str, Holder], settings: TraceSettings) -> set[str]:
    """The ids of stock passages: first notices, in many groups of documents that share news, then short phrases in a few groups."""
    plain = {p.id for p in told if _plain(p, sides, settings)}
    news = _groups(_sum([p for p in told if p.id not in plain], sides, holders), settings)
    notices = stock((p for p in told if p.id in plain), news.root, settings.notice_groups)
    rest = [p for p in told if p.id not in notices]
    groups = _groups(_sum(rest, sides, holders), settings)
    phrases = (p for p in rest if sides[p.id, True].words <= settings.phrase_words)
    return notices | stock(phrases, groups.root, settings.stock_groups)


def _pair(link: Link) -> _Pair:
    return link.left.document, link.right.document


def _sum(links: list[Link], sides: dict[_Side, Held], holders: dict[str, Holder]) -> dict[_Pair, _Shared]:
    """What each pair of documents shares, over the given passages."""
    of_pair: dict[_Pair, list[Link]] = defaultdict(list)
    for link in links:
        of_pair[_pair(link)].append(link)
    out: dict[_Pair, _Shared] = {}
    for pair, mine in of_pair.items():
        own = sum(_own(p, sides) for p in mine)
        named = sum(min(sides[p.id, True].particulars, sides[p.id, False].particulars) for p in mine)
        out[pair] = _Shared(own, own / max(1, min(holders[pair[0]].words, holders[pair[1]].words)), named)
    return out


def _counts(shared: _Shared, settings: TraceSettings) -> bool:
    """Is this enough to take one of the two for a copy? Words without a name or a number among them must be twice as many."""
    need = 1 if shared.particulars else 2
    return shared.own >= need * settings.copy_words or (
        shared.own >= need * settings.passage_words and shared.share >= need * settings.copy_share
    )


def _groups(shared: dict[_Pair, _Shared], settings: TraceSettings) -> Groups:
    """The documents that share so much that they tell one text, closed to groups."""
    groups = Groups()
    for (left, right), s in sorted(shared.items(), key=lambda item: item[0]):
        if s.own >= settings.group_words or (s.share >= settings.group_share and _counts(s, settings)):
            groups.join(left, right)
    return groups


def _directed(link: Link, holders: dict[str, Holder]) -> Link:
    first, reason = direction(holders[link.left.document], holders[link.right.document], link.direction)
    return replace(link, direction=first, why=(*link.why, reason), rule="trace/settle")


def _set_aside(links: list[Link], sides: dict[_Side, Held], what: str) -> Iterator[Problem]:
    """One problem for each text, with the number of documents and passages."""
    for least, same in sorted(same_text(links).items()):
        held_by = sorted({p.document for link in same for p in (link.left, link.right)})
        one = len(same) == 1
        passages = f"{len(same)} shared passage{'' if one else 's'} give{'s' if one else ''} no link"
        message = f"“{sides[least, True].shown} …” {what}: it stands in {len(held_by)} documents; {passages}."
        yield Problem(stage="copies", kind="too-common", message=message, hint=PROBLEMS["too-common"], item=held_by[0])

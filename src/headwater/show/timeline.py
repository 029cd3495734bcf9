"""The timeline: the happenings of the collection in order of their days, and those without a day apart.

Shows what the table `happenings` holds and decides nothing about it: which accounts are one happening, and what dates them, is compare's.
What is told in one sentence stands under that sentence.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from weakref import WeakKeyDictionary

from headwater.records import Claim, Happening, Telling
from headwater.show import words
from headwater.show.collection import PER_PAGE, Collection, pager, part, part_address
from headwater.show.highlight import Mark, Piece, pieces
from headwater.show.pages import TimelinePage, UndatedPage
from headwater.show.parts import Entry, HappeningRow, Moment, Ref, TellingRow

_PRECISE = ("minute", "part_of_day", "day", "week", "month", "year", "range")
#: About when the parts of a day begin, to put them in order.
_PARTS = {"MO": "06:00", "MI": "12:00", "DT": "12:00", "AF": "13:00", "EV": "18:00", "NI": "21:00"}
#: Documents named under the day on which they came out; the others are in the list of documents.
_PUBLISHED = 12
#: Characters of an account's sentence in the list of accounts: two lines.
_QUOTED = 220
#: Links to parts of the timeline: more than these nobody reads.
_JUMPS = 60
#: A year with more lines is split into its months.
_MANY = 30
#: How words stand to a day, where that is not told by the heading.
_SHOWN = frozenset(("since", "until", "by", "before", "after"))
#: A date whose score lies below is shown as doubtful: the reading of another year, order or season was as likely.
_DOUBTFUL = 0.76


@dataclass(frozen=True, slots=True)
class Line:
    """What is kept of a happening (or of the documents of a day: ``documents`` without an id) to put the timeline in order."""

    order: tuple[str, bool, str, int, int, str, str, int, str]
    id: str
    days: tuple[str, str]
    documents: int

    @property
    def happened(self) -> bool:
        """Is it no count, and no publication?"""
        return self.order[3] == 0

    @property
    def whole_year(self) -> bool:
        """Is it told of a year?"""
        return self.order[4] == _PRECISE.index("year")


@dataclass(frozen=True, slots=True)
class Timeline:
    """All lines in order with links into them, the ids of what has no day, and the documents by the day on which they came out."""

    lines: tuple[Line, ...]
    jumps: tuple[Ref, ...]
    undated: tuple[str, ...]
    published: dict[tuple[str, str], list[str]]


_made: WeakKeyDictionary[Collection, Timeline] = WeakKeyDictionary()


def timeline(c: Collection) -> Timeline:
    """The timeline of a collection, made once."""
    if c not in _made:
        _made[c] = _collect(c)
    return _made[c]


def in_order(h: Happening) -> tuple[str, bool, str, int, int, str, str, int, str]:
    """The place of a dated happening: by day, days before longer periods; counts after happenings; the precise first; as told."""
    lead = h.accounts[0]
    wide = h.precision in _PRECISE[3:]
    place = (_PRECISE.index(h.precision), _PARTS.get(h.clock or "", h.clock or ""), lead.document, lead.start, h.id)
    return (h.start or "", wide, h.end or "" if wide else "", int(h.kind == "as_of"), *place)


def _collect(c: Collection) -> Timeline:
    lines: list[Line] = []
    undated: list[tuple[int, str, int, str]] = []
    for h in c.library.all("happenings"):
        documents = len({a.document for a in h.accounts})
        if h.start and h.end:
            lines.append(Line(in_order(h), h.id, (h.start, h.end), documents))
        else:
            undated.append((-documents, h.accounts[0].document, h.accounts[0].start, h.id))
    published: dict[tuple[str, str], list[str]] = {}
    for b in c.briefs.values():
        if b.iso and len(b.iso) >= 10:
            published.setdefault((b.iso[:10], _next(b.iso[:10])), []).append(b.id)
    lines += [Line((days[0], False, "", 2, 0, "", "", 0, ""), "", days, len(ids)) for days, ids in published.items()]
    ordered = tuple(sorted(lines, key=lambda x: x.order))
    return Timeline(ordered, _jumps(ordered), tuple(id for *_, id in sorted(undated)), published)


def _next(iso: str) -> str:
    return words.after(iso)


# ---------------------------------------------------------------- pages


def timeline_page(c: Collection, n: int) -> TimelinePage:
    """A part of the timeline."""
    t = timeline(c)
    return TimelinePage(
        frame=c.frame("Timeline", "timeline", "timeline.html"),
        pager=pager("timeline", n, len(t.lines)),
        jumps=t.jumps,
        kinds=tuple(words.HAPPENINGS.values()),
        moments=moments(c, part(t.lines, n)),
        undated=len(t.undated),
    )


def undated_page(c: Collection, n: int) -> UndatedPage:
    """A part of what is told without a day, what most documents tell first."""
    t = timeline(c)
    found = [h for id in part(t.undated, n) if (h := c.library.one("happenings", id)) is not None]
    entries = tuple(_entry(c, list(hs), "undated") for _, hs in groupby(found, key=_sentence))
    return UndatedPage(
        frame=c.frame("Told without a day", "timeline", "undated.html"), pager=pager("undated", n, len(t.undated)), entries=entries
    )


def _jumps(lines: tuple[Line, ...]) -> tuple[Ref, ...]:
    """Links to the first line of each year, and of each month of a year that holds many; of decades where these are too many."""
    years = Counter(line.days[0][:4] for line in lines)
    for level in ("month", "year", "decade"):
        first: dict[str, int] = {}
        count: Counter[str] = Counter()
        for n, line in enumerate(lines):
            start = line.days[0]
            by_month = level == "month" and years[start[:4]] > _MANY and not line.whole_year
            key = start[: 3 if level == "decade" else 7 if by_month else 4]
            first.setdefault(key, n)
            count[key] += 1
        if len(first) <= _JUMPS:
            break
    links = tuple(
        Ref(
            label=f"{key}0s" if len(key) == 3 else words.day(key),
            href=f"{part_address('timeline', n // PER_PAGE + 1)}#{_anchor(lines[n].days)}",
            note=f"{count[key]:,}",
        )
        for key, n in first.items()
    )
    return links if len(links) > 1 else ()


def chosen(c: Collection, most: int) -> tuple[Moment, ...]:
    """A short piece of the timeline: the happenings that most documents tell, in order of their days."""
    happened = [x for x in timeline(c).lines if x.happened]
    several = [x for x in happened if x.documents > 1] or happened
    lines = sorted(several, key=lambda x: (-x.documents, x.order))[:most]
    return moments(c, sorted(lines, key=lambda x: x.order))


def moments(c: Collection, lines: Iterable[Line]) -> tuple[Moment, ...]:
    """Lines gathered by the day, or the longer period, that they stand at."""
    out = []
    for days, group in groupby(lines, key=lambda x: x.days):
        entries = tuple(_entries(c, list(group)))
        out.append(Moment(iso=days[0], anchor=_anchor(days), words=words.period(*days), entries=entries))
    return tuple(out)


def _anchor(days: tuple[str, str]) -> str:
    return f"d-{days[0]}" if days[1] == _next(days[0]) else f"d-{days[0]}-{days[1]}"


# ---------------------------------------------------------------- entries


def _entries(c: Collection, lines: list[Line]) -> Iterator[Entry]:
    found = [(x, c.library.one("happenings", x.id) if x.id else None) for x in lines]
    for key, group in groupby(found, key=lambda x: _sentence(x[1]) if x[1] else None):
        held = [h for _, h in group if h is not None]
        yield _entry(c, held, held[0].kind) if key is not None else _publications(c, lines[-1].days)


def _sentence(h: Happening) -> tuple[str, str, int]:
    """What holds together in one entry: happenings of one kind in one sentence."""
    return h.kind, h.accounts[0].document, h.accounts[0].start


def _publications(c: Collection, days: tuple[str, str]) -> Entry:
    ids = timeline(c).published[days]
    refs = tuple(Ref(label=c.briefs[id].title, href=f"documents/{id}.html", note=c.briefs[id].outlet) for id in ids[:_PUBLISHED])
    label = words.counted(len(ids), "document")
    more = max(0, len(ids) - _PUBLISHED)
    return Entry(
        kind="published",
        label="published",
        unreal=False,
        when=label,
        words=(),
        href="",
        source="",
        doubts=(),
        rows=(),
        refs=refs,
        more=more,
    )


def _entry(c: Collection, held: list[Happening], kind: str) -> Entry:
    key = kind.replace("_", "-")
    lead = held[0].accounts[0]
    marks = [Mark(s.start - lead.start, s.end - lead.start, "figure", 3) for h in held if (s := h.accounts[0].place) != h.accounts[0].dated]
    dated = {(w.start, w.end, "; ".join(a.why)) for h in held if (w := (a := h.accounts[0]).dated) and lead.start <= w.start < lead.end}
    marks += [Mark(start - lead.start, end - lead.start, "date", 4, label=why) for start, end, why in sorted(dated)]
    b = c.briefs[lead.document]
    rows = [_row(c, h) for h in held]
    meant = {a.modality for h in held for a in h.accounts}
    unreal = "asserted" not in meant and kind != "undated"
    label = " or ".join(sorted(map(words.plain, meant))) if unreal else words.HAPPENINGS[key].label if key in words.HAPPENINGS else ""
    shared = tuple(d for d in rows[0].doubts if all(d in r.doubts for r in rows))
    return Entry(
        kind=key,
        label=label,
        unreal=unreal,
        when=_when(held[0]) if kind != "undated" else "",
        words=_trimmed(pieces(lead.text, 0, len(lead.text), marks)),
        href=f"documents/{lead.document}.html#s-{lead.span}",
        source=_source(b.outlet or b.title, b.published),
        doubts=shared,
        rows=tuple(replace(r, meant=_unless(r.meant, label), doubts=tuple(d for d in r.doubts if d not in shared)) for r in rows),
        refs=(),
        more=0,
    )


def _unless(text: str, said: str) -> str:
    """The text, unless it has been said."""
    return "" if text == said else text


def _source(name: str, published: str) -> str:
    return f"{name}, {published}" if published else f"{name}, date unknown"


def _trimmed(shown: tuple[Piece, ...]) -> tuple[Piece, ...]:
    """The words with white space made single, as the sentence may run over lines."""
    return tuple(Piece(p.step, _spaced(p.text), p.kind, p.anchor, p.label, p.href) for p in shown)


def _spaced(text: str) -> str:
    return (" " if text[:1].isspace() else "") + " ".join(text.split()) + (" " if text[-1:].isspace() and text.strip() else "")


def _when(h: Happening) -> str:
    """The time within its day in the words that are shown, and how they stand to it where all accounts agree on that."""
    lead = h.accounts[0]
    relation = lead.relation if len({a.relation for a in h.accounts}) == 1 and lead.relation in _SHOWN else None
    time = f"“{lead.words}”" if lead.precision == h.precision == "part_of_day" else (h.clock or "") if h.precision == "minute" else ""
    if relation:
        return f"{relation} {time or ('that day' if h.precision == 'day' else words.period(h.start, h.end))}"
    return time


def _row(c: Collection, h: Happening) -> HappeningRow:
    claim: Claim | None = c.library.one("claims", h.claim) if h.claim else None
    alone = len(h.accounts) == 1
    figure = claim is not None and claim.kind == "figure"
    speaker = h.accounts[0].speaker
    return HappeningRow(
        words=claim.gist if claim and figure else f"according to {speaker}" if speaker else "somebody’s words" if claim else "",
        href=f"claims/{claim.id}.html" if claim else "",
        documents=len({a.document for a in h.accounts}),
        low=claim.independent.low if claim else 0,
        high=claim.independent.high if claim else 0,
        meant=_meant(h),
        doubts=tuple(_doubts(h)),
        told=() if alone else tuple(_telling(c, a, h.accounts[0]) for a in h.accounts),
    )


def _telling(c: Collection, a: Telling, lead: Telling) -> TellingRow:
    b = c.briefs[a.document]
    text = " ".join(a.text.split())
    same = text == " ".join(lead.text.split()) and a is not lead
    cut = text if len(text) <= _QUOTED else text[:_QUOTED].rpartition(" ")[0] + " …"
    how = [words.TAKEN[a.how]] if a.how in words.TAKEN else []
    how += [w for w in a.why if a.how == "sentence"] + ([words.PRECISIONS[a.precision]] if a.precision in words.PRECISIONS else [])
    return TellingRow(
        label=_source(b.outlet or b.title, b.published),
        href=f"documents/{a.document}.html#s-{a.span}",
        said="" if same else cut,
        dated=a.words or "",
        how="; ".join(how),
    )


def _meant(h: Happening) -> str:
    """How a happening is meant where it is not simply told: "denied by the mayor", "proposed in 2 of 3 accounts"."""
    unreal = [a for a in h.accounts if a.modality != "asserted"]
    if not unreal:
        return ""
    kinds = Counter(words.plain(a.modality) for a in unreal)
    if len(unreal) < len(h.accounts):
        return "; ".join(f"{kind} in {n} of {len(h.accounts)} accounts" for kind, n in sorted(kinds.items()))
    by = {a.meant_by for a in unreal}
    who = by.pop() if len(by) == 1 else None
    return "; ".join(sorted(kinds)) + (f" by {who}" if who and len(kinds) == 1 else "")


def _doubts(h: Happening) -> Iterator[str]:
    """What is not sure about the day, each in a phrase."""
    total = len(h.accounts)
    if h.others:
        days = ", ".join(words.period(*days.split("/")) for days in h.others)
        yield f"stands also at {days}" if h.kind == "as_of" else f"≠ accounts give different days: others say {days}"
    for how, n in sorted(Counter(a.how for a in h.accounts if a.how in words.TAKEN).items()):
        given = {a.words for a in h.accounts if a.how == how and a.words}
        evidence = f": “{given.pop()}”" if how in ("paragraph", "text") and len(given) == 1 else ""
        yield words.TAKEN[how or ""] + evidence + (f" in {n} of {total} accounts" if n < total else "")
    clocks = sorted({a.clock for a in h.accounts if a.clock and a.precision == "minute"})
    if len(clocks) > 1:
        yield "≠ accounts give different times: " + ", ".join(clocks)
    precise = sum(a.precision == h.precision for a in h.accounts)
    if precise < total and h.precision in words.PRECISIONS:
        yield f"{words.PRECISIONS[h.precision]} in {precise} of {total} accounts only"
    if h.undated:
        yield f"{words.counted(h.undated, 'more account')} of the claim without a day"
    if h.kind == "undated":
        yield "; ".join(sorted({w for a in h.accounts for w in a.why}))
    elif h.score < _DOUBTFUL and any(a.words for a in h.accounts):
        yield "uncertain: " + "; ".join(sorted({w for a in h.accounts for w in a.why if w not in words.TAKEN.values()}))

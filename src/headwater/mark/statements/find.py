"""Every statement of a document: drafts by the rules, then speakers, nesting and chains.

A unit is a sentence, or the sentences that one quotation holds together. A quotation without a cue right after a statement goes on with it. A
statement inside the content of another has it as its parent; the parent's speaker is then a hop of its chain, and so is a medium that somebody told
it to.
"""

from __future__ import annotations

from collections.abc import Iterator

from headwater.mark.statements import sources
from headwater.mark.statements.according import according, quoted_by
from headwater.mark.statements.draft import Draft
from headwater.mark.statements.quotes import SPEECH, blanked, inside, quotations
from headwater.mark.statements.reported import Unit, reported
from headwater.mark.statements.speakers import Speakers
from headwater.records import Document, Hop, Name, Parts, Statement, StatementValue, Stretch, make_id
from headwater.text.sentences import paragraphs
from headwater.text.sentences import sentences as split

#: Share of the content in quotation marks from which it is a direct quotation; commas and dashes stand outside.
_DIRECT = 0.9
#: Words from which a quotation is long enough to hold a statement of somebody else.
_LONG_QUOTE = 12


def find_statements(document: Document, sentences: list[Stretch], names: list[Name]) -> list[Statement]:
    """The statements of a document, in order of place; ``sentences`` are those of its title and body."""
    text = document.text
    drafts: list[Draft] = []
    everything: list[Stretch] = []
    opened: Draft | None = None
    for paragraph, within in _paragraphs(text, sentences):
        quotes = quotations(text, paragraph.start, paragraph.end)
        everything += quotes
        last: Draft | None = None
        for unit in _units(within, quotes):
            blank = blanked(text, unit.start, unit.end, quotes)
            found = _found(Unit(text[unit.start : unit.end], blank, unit.start))
            if opened is not None and blank.startswith("¤"):
                opened.content.append(Stretch(unit.start, unit.start + len(blank) - len(blank.lstrip("¤"))))
                last = opened
            elif not found and last is not None and _all_quoted(blank):
                last.content.append(Stretch(unit.start, unit.end))
                last.why.append("the quotation goes on in the next sentence")
            elif not found and _all_quoted(blank) and len(text[unit.start : unit.end].split()) >= SPEECH:
                last = Draft(
                    "said", "continued", [], [unit], score=0.5, why=["a quotation with no source beside it: the speaker before it goes on"]
                )
                drafts.append(last)
            opened = next((d for d in found if not d.content), None)
            last = found[0] if found else last
            drafts += found
    drafts += _quoted(text, everything)
    drafts.sort(
        key=lambda d: ((d.source or (d.cue or d.content or [Stretch(0, 0)])[0]).start, (d.cue or d.content or [Stretch(0, 0)])[0].start)
    )
    persons = sorted((n.start, n.value.canonical) for n in names if n.value.kind == "person")
    return _settle(document, [d for d in drafts if d.content], Speakers(persons))


def _quoted(text: str, quotes: list[Stretch]) -> list[Draft]:
    """Statements inside long quotations: somebody is quoted who says what another said."""
    out: list[Draft] = []
    for quote in quotes:
        if len(text[quote.start : quote.end].split()) < _LONG_QUOTE:
            continue
        inner = inside(text, quote)
        for s in split(text, inner.start, inner.end):
            blank = blanked(text, s.start, s.end, quotations(text, s.start, s.end))
            out += [x for x in _found(Unit(text[s.start : s.end], blank, s.start)) if x.content and x.source is not None]
    for x in out:
        x.quoted = True
    return out


def _paragraphs(text: str, sentences: list[Stretch]) -> Iterator[tuple[Stretch, list[Stretch]]]:
    """Paragraphs with their sentences; only what the sentences cover."""
    runs: list[list[Stretch]] = []
    for s in sentences:
        if runs and "\n" not in text[runs[-1][-1].end : s.start]:
            runs[-1].append(s)
        else:
            runs.append([s])
    for run in runs:
        for p in paragraphs(text, run[0].start, run[-1].end) or [Stretch(run[0].start, run[-1].end)]:
            yield p, [s for s in run if p.start <= s.start < p.end]


def _units(sentences: list[Stretch], quotes: list[Stretch]) -> list[Stretch]:
    """Sentences, those that a quotation crosses made one."""
    out: list[Stretch] = []
    for s in sentences:
        if out and any(q.start < out[-1].end and q.end > s.start for q in quotes):
            out[-1] = Stretch(out[-1].start, s.end)
        else:
            out.append(s)
    return out


def _all_quoted(blank: str) -> bool:
    visible = [c for c in blank if not c.isspace()]
    return bool(visible) and visible.count("¤") > 0.9 * len(visible)


def _found(unit: Unit) -> list[Draft]:
    """The drafts of a unit; of two with the same source the one found first stands."""
    drafts = [*reported(unit), *according(unit)]
    by = quoted_by(unit)
    out: list[Draft] = []
    for d in sorted(drafts, key=lambda d: (d.cue[0].start, d.rule)):
        if any(d.cue[0].start < o.cue[0].end and o.cue[0].start < d.cue[0].end for o in out):
            continue
        if d.source is None and d.rule == "reported":
            if not out:
                continue
            d.source, d.score = out[-1].source, 0.6
        if d.source is not None and (
            through := sources.quoted_through(unit.text[d.source.start - unit.offset : d.source.end - unit.offset])
        ):
            d.quoter = Stretch(d.source.start + through[0], d.source.start + through[1])
        if by is not None and d.quoter is None and d.source is not None and d.source.end <= by.start:
            d.quoter = by
        out.append(d)
    _cut_short(unit, out)
    return out


def _cut_short(unit: Unit, drafts: list[Draft]) -> None:
    """A statement ends where the subject and verb of the one around it begin: "A told B that …, C reported"."""
    for outer in drafts:
        first = outer.source or outer.cue[0]
        for inner in drafts:
            if inner is not outer and inner.cue[0].end < first.start:
                inner.content = [
                    unit.place(c.start - unit.offset, first.start - unit.offset)
                    if c.start < first.start < c.end and first.end < outer.cue[0].start + 1 and _behind(outer)
                    else c
                    for c in inner.content
                ]


def _behind(d: Draft) -> bool:
    """Does its content stand before its cue?"""
    return bool(d.content) and d.content[0].start < d.cue[0].start


def _settle(document: Document, drafts: list[Draft], speakers: Speakers) -> list[Statement]:
    """Speakers in reading order, then nesting, then chains."""
    text = document.text
    made: list[tuple[Draft, str | None, bool, str]] = []
    for d in drafts:
        if d.rule == "continued":
            made.append((d, speakers.last, speakers.last_named and speakers.last is not None, "the speaker named before"))
        elif d.source is None:
            made.append((d, None, False, "no source is given"))
        else:
            made.append((d, *speakers.resolve(text[d.source.start : d.source.end], d.source.start, passing=d.quoted)))
    order = sorted(range(len(made)), key=lambda i: (made[i][0].start, -made[i][0].end))
    ids = {i: _id(document, made[i][0]) for i in range(len(made))}
    parents: dict[int, int] = {}
    stack: list[int] = []
    for i in order:
        stack = [j for j in stack if made[j][0].end > made[i][0].start]
        holding = next((j for j in reversed(stack) if _holds(made[j][0], made[i][0])), None)
        if holding is not None:
            parents[i] = holding
        stack.append(i)
    order.sort(key=lambda i: (made[i][0].start, (made[i][0].cue or made[i][0].content)[0].start))
    out = [_statement(document, made, i, parents, ids) for i in order]
    return list({s.id: s for s in out}.values())


def _holds(outer: Draft, inner: Draft) -> bool:
    first = inner.source or (inner.cue or inner.content)[0]
    last = (inner.cue or inner.content)[0]
    return outer is not inner and any(c.start <= first.start and last.end <= c.end for c in outer.content)


def _id(document: Document, d: Draft) -> str:
    places = ";".join(f"{s.start}-{s.end}" for s in [*d.cue, *d.content, *([d.source] if d.source else [])])
    return make_id("statement", document.id, places)


def _via(document: Document, made: list[tuple[Draft, str | None, bool, str]], i: int, parents: dict[int, int]) -> tuple[Hop, ...]:
    """The hops between page and speaker, outermost first."""
    hops: list[Hop] = []
    text, at = document.text, i
    while at in parents:
        at = parents[at]
        d, name, _, _ = made[at]
        if name is not None and d.source is not None and name != made[i][1]:
            hops.insert(0, Hop(name=name, start=d.source.start, end=d.source.end))
    d = made[i][0]
    if d.quoter is not None:
        hops.append(_hop(text, d.quoter))
    if d.told is not None and sources.is_medium(text[d.told.start : d.told.end]):
        hops.append(_hop(text, d.told))
    return tuple(hops)


def _hop(text: str, place: Stretch) -> Hop:
    return Hop(name=sources.canonical(text[place.start : place.end]), start=place.start, end=place.end)


def _mode(text: str, content: list[Stretch]) -> str:
    """direct: all of it in quotation marks; mixed: a part; indirect: none of it, or single words only."""
    quoted = [q for c in content for q in quotations(text, max(0, c.start - 1), min(len(text), c.end + 1))]
    if sum(q.end - q.start for q in quoted) >= _DIRECT * sum(c.end - c.start for c in content):
        return "direct"
    return "mixed" if any(len(text[q.start : q.end].split()) >= SPEECH for q in quoted) else "indirect"


def _statement(
    document: Document, made: list[tuple[Draft, str | None, bool, str]], i: int, parents: dict[int, int], ids: dict[int, str]
) -> Statement:
    d, name, named, why = made[i]
    text = document.text
    start, end = d.start, d.end
    title = document.title
    in_title = title is not None and title.start is not None and title.end is not None and title.start <= start < title.end
    return Statement(
        id=ids[i],
        document=document.id,
        start=start,
        end=end,
        text=text[start:end],
        score=d.score,
        rule=d.rule,
        why=(*d.why, why),
        region="title" if in_title else "body",
        value=StatementValue(mode=_mode(text, d.content), kind=d.kind, speaker=name, named=named, via=_via(document, made, i, parents)),
        parts=Parts(source=(d.source,) if d.source else (), cue=tuple(d.cue), content=tuple(d.content)),
        parent=ids[parents[i]] if i in parents else None,
    )

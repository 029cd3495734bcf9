"""Every statement of a document: what the reading model finds, then negation, kinds, speakers, nesting and chains.

The model gives spans. A statement inside the content of another has it as its parent; the parent's speaker is then a hop of its chain, and so is a medium
that somebody told it to or that quotes him.
"""

from __future__ import annotations

from headwater.mark.statements import speech
from headwater.mark.statements.continued import with_continued
from headwater.mark.statements.draft import Draft, drafts
from headwater.mark.statements.quotes import SPEECH, quotations
from headwater.mark.statements.signed import signed, with_signed
from headwater.mark.statements.speakers import NOBODY, Speaker, Speakers
from headwater.model.reader import Reading
from headwater.model.statements import Found
from headwater.model.tokens import Token
from headwater.records import Document, Hop, Name, Parts, Statement, StatementValue, Stretch, make_id

#: The speaker of a statement, and its own hops with their places.
_Line = tuple[Speaker, list[tuple[Speaker, Stretch]]]
#: Characters between cue and content at most that may hold a "for", a "to".
_BESIDE = 15
#: Statements back at most that somebody can still be telling a medium.
_BACK = 8
#: Share of the content in quotation marks from which it is a direct quotation; commas and dashes stand outside.
_DIRECT = 0.9


def find_statements(document: Document, reading: Reading, found: list[Found], names: list[Name]) -> list[Statement]:
    """The statements of a document, in order of place; ``found``: those that the model finds in its title and body."""
    text = reading.text
    model = [d for d in drafts(text, reading.words, found) if d.content and not speech.negated(text, d.cue)]
    made = with_continued(text, reading.words, with_signed(model, signed(text, document.body)))
    _complete_lists(text, made, names)
    parents = _parents(made)
    if own := _own_voice(text, reading.words, made, parents):
        made = [d for i, d in enumerate(made) if i not in own]
        parents = _parents(made)
    speakers = _speakers(text, made, parents, Speakers(text, names))
    ids = [_id(document, d) for d in made]
    order = sorted(range(len(made)), key=lambda i: (made[i].start, made[i].lead.start))
    out = [_statement(document, made, i, parents, speakers, ids) for i in order]
    return list({s.id: s for s in out}.values())


def _complete_lists(text: str, made: list[Draft], names: list[Name]) -> None:
    """Sources that are the end of a list of names, "B, the C and the D", with the names in front of it."""
    ends = {n.end: n for n in names if n.value.kind in ("person", "body")}
    for d in made:
        for i, s in enumerate(d.source):
            while " and " in text[s.start : s.end] and (n := ends.get(s.start - 2)) and text[n.end : s.start] == ", ":
                article = text[max(0, n.start - 4) : n.start].lower() == "the "
                s = Stretch(n.start - 4 * article, s.end)
                d.content[:] = [c for c in d.content if not (s.start < c.end and c.start < s.end)] or d.content
            d.source[i] = s


def _own_voice(text: str, words: list[Token], made: list[Draft], parents: dict[int, int]) -> set[int]:
    """What the page itself hopes, demands, promises or condemns ("we demand"), and what it says of its reader ("you agree"): outside quotation marks and
    outside what another says."""
    quoted = {w.start for w in words if w.quoted}
    own = set()
    for i, d in enumerate(made):
        if d.source and d.cue and i not in parents and d.source[0].start not in quoted:
            who = text[d.source[0].start : d.source[0].end].lower()
            if who == "you" or (who == "we" and _kind(text, d)[0] not in ("said", "asked")):
                own.add(i)
    return own


def _kind(text: str, d: Draft) -> tuple[str, str]:
    """The kind of a statement, and why."""
    cue = " ".join(text[c.start : c.end] for c in d.cue)
    behind = text[d.cue[-1].end : d.content[0].start] if d.cue else ""
    return speech.kind(cue, (behind if len(behind) < _BESIDE else "") + text[d.content[0].start : d.content[0].end])


def _parents(made: list[Draft]) -> dict[int, int]:
    """Each statement's number -> the one in whose content it stands; of several the narrowest."""
    pieces = sorted((c.start, -c.end, j) for j, d in enumerate(made) for c in d.content)
    open_: list[tuple[int, int, int]] = []
    out: dict[int, int] = {}
    at = 0
    for i in sorted(range(len(made)), key=lambda i: made[i].lead.start):
        lead = made[i].lead
        while at < len(pieces) and pieces[at][0] <= lead.start:
            open_.append(pieces[at])
            at += 1
        open_ = [p for p in open_ if -p[1] > lead.start]
        holding = [
            (sum(c.end - c.start for c in made[j].content), j)
            for _, end, j in open_
            if j != i and lead.end <= -end and not any(c.start <= made[j].lead.start and made[j].lead.end <= c.end for c in made[i].content)
        ]
        fitting = [j for _, j in sorted(holding) if i not in _above(j, out)]
        if fitting:
            out[i] = fitting[0]
    return out


def _above(i: int, parents: dict[int, int]) -> list[int]:
    """A statement and those around it, the innermost first."""
    out = [i]
    while out[-1] in parents:
        out.append(parents[out[-1]])
    return out


def _speakers(text: str, made: list[Draft], parents: dict[int, int], known: Speakers) -> list[_Line]:
    """By statement: its speaker, and its own hops. Asked in the order in which the page goes on: a statement before those inside it."""

    def place(i: int) -> int:
        return (made[i].source or [made[i].lead])[0].start

    order = sorted(range(len(made)), key=lambda i: [(place(j), j) for j in reversed(_above(i, parents))])
    out: dict[int, _Line] = {}
    before: int | None = None
    told: list[int] = []
    for i in order:
        d = made[i]
        parent = out[parents[i]][0] if i in parents else None
        passed_on = bool(d.source) and speech.passes_on(text[d.source[0].start : d.lead.end])
        if passed_on:
            speaker = known.last._replace(why="somebody passes on the words of the speaker before")
        elif d.source:
            speaker = known.resolve(d.named, parent)
        elif not d.cue:
            speaker = known.last._replace(why="the speaker before goes on") if parent is None else parent
        elif before is not None and speech.goes_on(text, made[before].end, d.lead):
            speaker = out[before][0]._replace(why="its subject is that of the statement before")
        else:
            speaker = NOBODY
        hops = [(known.medium(h, speaker), h) for h in speech.outermost_first(text, d.hop) if not speech.where_told(text, h)]
        if passed_on:
            hops = [(known.medium(d.source[0], speaker), d.source[0]), *hops]
        if not hops and speaker.name is not None:
            hops = next(
                (
                    out[j][1]
                    for j in reversed(told[-_BACK:])
                    if out[j][0].name == speaker.name and parents.get(j) == parents.get(i) and _carries(text, made[j], d)
                ),
                [],
            )
        told.append(i)
        out[i] = (speaker, hops)
        if i not in parents:
            before = i
    return [out[i] for i in range(len(made))]


def _carries(text: str, earlier: Draft, later: Draft) -> bool:
    """Is somebody who "told Radio Tern" still telling it? In the same paragraph, yes."""
    return "\n" not in text[min(earlier.start, later.start) : later.lead.start]


def _id(document: Document, d: Draft) -> str:
    places = ";".join(f"{s.start}-{s.end}" for s in [*d.cue, *d.content, *d.source])
    return make_id("statement", document.id, places)


def _via(made: list[Draft], i: int, parents: dict[int, int], speakers: list[_Line]) -> tuple[Hop, ...]:
    """The hops between page and speaker, outermost first."""
    hops: list[Hop] = []
    own = speakers[i][0].name
    for j in reversed(_above(i, parents)):
        speaker, told = speakers[j]
        passed = [] if j == i or not made[j].source else [(speaker, made[j].named)]
        for who, at in [*told, *passed] if j != i else told:
            if who.name is not None and who.name != own and all(h.name != who.name for h in hops):
                hops.append(Hop(name=who.name, start=at.start, end=at.end))
    return tuple(hops)


def _mode(text: str, content: list[Stretch]) -> str:
    """direct: all of it in quotation marks; mixed: a part; indirect: none of it, or single words only."""
    quoted = [q for c in content for q in quotations(text, max(0, c.start - 1), min(len(text), c.end + 1))]
    if sum(q.end - q.start for q in quoted) >= _DIRECT * sum(c.end - c.start for c in content):
        return "direct"
    return "mixed" if any(len(text[q.start : q.end].split()) >= SPEECH for q in quoted) else "indirect"


def _statement(
    document: Document,
    made: list[Draft],
    i: int,
    parents: dict[int, int],
    speakers: list[_Line],
    ids: list[str],
) -> Statement:
    d, (speaker, _) = made[i], speakers[i]
    text = document.text
    title = document.title
    in_title = title is not None and title.start is not None and title.end is not None and title.start <= d.start < title.end
    kind, why = _kind(text, d)
    return Statement(
        id=ids[i],
        document=document.id,
        start=d.start,
        end=d.end,
        text=text[d.start : d.end],
        score=round(d.score, 3),
        rule="read" if d.cue else "continued",
        why=(why, speaker.why),
        region="title" if in_title else "body",
        value=StatementValue(
            mode=_mode(text, d.content), kind=kind, speaker=speaker.name, named=speaker.named, via=_via(made, i, parents, speakers)
        ),
        parts=Parts(source=tuple(d.source), cue=tuple(d.cue), content=tuple(d.content)),
        parent=ids[parents[i]] if i in parents else None,
    )

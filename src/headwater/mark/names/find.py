"""Every name of a document: what the reading model takes for one, and runs of capitalised words that it passed over; with a kind by what model and
document say about them, and their fullest form.

Lines in capitals and headlines tell little by their capitals: there the rules find only names that the rest of the document knows, or general
knowledge does. Demonyms, weekdays and titles are no names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from headwater.mark.names.evidence import hints
from headwater.mark.names.headlines import is_headline, known_names, known_runs
from headwater.mark.names.ledger import Ledger
from headwater.mark.names.runs import Run, Told, find_runs, told_runs
from headwater.mark.names.tokens import Token, tokens
from headwater.mark.names.vocabulary import is_common, is_place, words
from headwater.records import Document, Name, NameValue, Stretch, make_id
from headwater.text.sentences import sentences

#: What the model's word for a kind weighs beside the hints, when it is sure.
_MODEL = 2.5


def find_names(document: Document, told: Sequence[Told] = ()) -> list[Name]:
    """The names in the title and body of a document, in order of place; ``told``: those that the reading model sees, in order."""
    text = document.text
    plain: list[tuple[list[Token], str]] = []
    headlines: list[tuple[list[Token], str]] = []
    for piece, region in _pieces(document):
        for s in sentences(text, piece.start, piece.end):
            line = tokens(text, s.start, s.end)
            (headlines if is_headline(line, text[s.end - 1]) else plain).append((line, region))
    inside = frozenset(t.low for line, _ in plain for t in line[1:] if t.capital)
    seen = [(run, region, t) for line, region in [*plain, *headlines] for run, t in told_runs(line, told)]
    seen.sort(key=lambda s: s[0].start)
    found = _without_ordinary([(run, region) for line, region in plain for run in find_runs(text, line, inside)])
    seen = _shared_heads(text, _widened(seen, found))
    held = _Held(run for run, _, _ in seen)
    if told:
        sure = known_names([run for run, _, _ in seen])
        found = [(run, region) for run, region in found if run not in held and (run.key in sure or is_place(run.key))]
    known = known_names([*(run for run, _, _ in seen), *(run for run, _ in found)])
    guessed = [(run, region) for line, region in headlines for run in known_runs(line, known) if run not in held]
    ledger = Ledger()
    for run, _, t in seen:
        model = [] if t.kind == "other" else [(t.kind, _MODEL * t.score, "the reading model takes it for one")]
        ledger.add(run, text[run.start : run.end], [*model, *hints(text, run)])
    for run, _ in found:
        ledger.add(run, text[run.start : run.end], hints(text, run))
    for run, _ in guessed:
        # the capitals and neighbours of a headline tell nothing, so it gives no hints but general knowledge
        ledger.add(run, text[run.start : run.end], [("place", 3.0, "a place of general knowledge")] if is_place(run.key) else [])
    runs = sorted([*((run, region) for run, region, _ in seen), *found, *guessed], key=lambda f: (f[0].start, f[0].end))
    ledger.close(text, [run for run, _ in runs])
    return [_name(document, run, region, ledger) for run, region in runs]


def _widened(seen: list[tuple[Run, str, Told]], found: list[tuple[Run, str]]) -> list[tuple[Run, str, Told]]:
    """What the model sees, with names that it saw in pieces made whole: a run of capitals with nothing but such pieces and small words in it is one name."""
    out: list[tuple[Run, str, Told]] = []
    at = 0
    for run, region in found:
        while at < len(seen) and seen[at][0].end <= run.start:
            out.append(seen[at])
            at += 1
        inside = []
        while at < len(seen) and seen[at][0].start < run.end:
            inside.append(seen[at])
            at += 1
        if inside and len(run.tokens) > max(len(s.tokens) for s, _, _ in inside) and _whole(run, inside):
            longest = max(inside, key=lambda s: s[2].end - s[2].start)[2]
            out.append((run, region, longest))
        else:
            out += inside
    return out + seen[at:]


def _whole(run: Run, inside: list[tuple[Run, str, Told]]) -> bool:
    """Is a run one name, seen in pieces? Not where a person stands in it beside something else."""
    if not (run.start <= inside[0][0].start and inside[-1][0].end <= run.end):
        return False
    kinds = {t.kind for _, _, t in inside}
    held = {t for s, _, _ in inside for t in s.tokens}
    left = [t for t in run.tokens if t not in held and t.capital]
    return ("person" not in kinds or len(kinds) == 1) and (len(inside) == 1 or not left)


def _shared_heads(text: str, seen: list[tuple[Run, str, Told]]) -> list[tuple[Run, str, Told]]:
    """An ordinary word, "and", and the name of a body are one name: "Dam and Canal Workers' Federation"."""
    out: list[tuple[Run, str, Told]] = []
    for run, region, t in seen:
        last = out[-1][0] if out else None
        if (
            last is not None
            and last.line is run.line
            and text[last.end : run.start] == " and "
            and len(last.tokens) == 1
            and (is_common(last.key) or last.key in words("places", "heads"))
            and run.lows[-1] in words("bodies")
        ):
            out.pop()
            run = Run(tuple(run.line[last.first : run.first + len(run.tokens)]), run.line, last.first, False, last.opens)
        out.append((run, region, t))
    return out


class _Held:
    """Runs as places: is another run in one of them, or across one?"""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._places = sorted((r.start, r.end) for r in runs)
        self._starts = [s for s, _ in self._places]

    def __contains__(self, run: Run) -> bool:
        at = bisect_left(self._starts, run.end)
        return at > 0 and self._places[at - 1][1] > run.start


def _pieces(document: Document) -> list[tuple[Stretch, str]]:
    """Title and body in order of place; a title inside the body is read once."""
    out = [(s, "body") for s in document.body]
    title = document.title
    if title and title.start is not None and title.end is not None:
        held = any(s.start < title.end and title.start < s.end for s in document.body)
        if not held:
            out.append((Stretch(title.start, title.end), "title"))
    return sorted(out, key=lambda p: (p[0].start, p[0].end))


def _without_ordinary(runs: list[tuple[Run, str]]) -> list[tuple[Run, str]]:
    """Runs without single ordinary words that nothing marks as a name: "Section" in capitals is one, "Rose" behind "Mr." is not."""
    parts = {low for run, _ in runs if len(run.tokens) > 1 for low in (run.lows[0], run.lows[-1])}
    titled = {run.key for run, _ in runs if run.title}
    kept = []
    for run, region in runs:
        single = run.tokens[0] if len(run.tokens) == 1 else None
        ordinary = single is not None and not single.upper and is_common(single.low) and not is_place(single.low)
        if not ordinary or run.key in titled or run.key in parts:
            kept.append((run, region))
    return kept


def _name(document: Document, run: Run, region: str, ledger: Ledger) -> Name:
    return Name(
        id=make_id("name", document.id, run.start, run.end),
        document=document.id,
        start=run.start,
        end=run.end,
        text=document.text[run.start : run.end],
        score=ledger.score(run),
        rule="names",
        why=ledger.why(run),
        region=region,
        value=NameValue(kind=ledger.kind(run), canonical=ledger.canonical(run)),
    )

"""Every name of a document: runs of capitalised words, with a kind by what the document says about them, and their fullest form.

Works by rule, without a model. Lines in capitals and headlines tell nothing by their capitals: there only names are found that the rest of
the document knows, or general knowledge does. Demonyms, weekdays and titles are no names.
"""

from __future__ import annotations

from headwater.mark.names.evidence import hints
from headwater.mark.names.headlines import is_headline, known_names, known_runs
from headwater.mark.names.ledger import Ledger
from headwater.mark.names.runs import Run, find_runs
from headwater.mark.names.tokens import Token, tokens
from headwater.mark.names.vocabulary import is_common, is_place
from headwater.records import Document, Name, NameValue, Stretch, make_id
from headwater.text.sentences import sentences


def find_names(document: Document) -> list[Name]:
    """The names in the title and body of a document, in order of place."""
    text = document.text
    plain: list[tuple[list[Token], str]] = []
    headlines: list[tuple[list[Token], str]] = []
    for piece, region in _pieces(document):
        for s in sentences(text, piece.start, piece.end):
            line = tokens(text, s.start, s.end)
            (headlines if is_headline(line, text[s.end - 1]) else plain).append((line, region))
    inside = frozenset(t.low for line, _ in plain for t in line[1:] if t.capital)
    found = _without_ordinary([(run, region) for line, region in plain for run in find_runs(text, line, inside)])
    known = known_names([run for run, _ in found])
    guessed = [(run, region) for line, region in headlines for run in known_runs(line, known)]
    ledger = Ledger()
    for run, _ in found:
        ledger.add(run, text[run.start : run.end], hints(text, run))
    for run, _ in guessed:
        # the capitals and neighbours of a headline tell nothing, so it gives no hints but general knowledge
        ledger.add(run, text[run.start : run.end], [("place", 3.0, "a place of general knowledge")] if is_place(run.key) else [])
    runs = sorted([*found, *guessed], key=lambda f: (f[0].start, f[0].end))
    ledger.close(text, [run for run, _ in runs])
    return [_name(document, run, region, ledger) for run, region in runs]


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

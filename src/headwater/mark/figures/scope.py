"""Scope (event, cumulative, state), modality (asserted, denied, demanded, ...) and change (up, down), from the words of the clause."""

from __future__ import annotations

from functools import cache

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.vocabulary import Phrase, lexicon, measures, rank, split, word_set
from headwater.mark.figures.withdrawn import is_put_right

#: The kind of a statement says how its figures are meant, where the clause itself says nothing.
_BY_STATEMENT = {"denied": "denied", "called_on": "demanded", "promised": "proposed", "threatened": "threatened"}
_EVENT = frozenset(
    (
        "killed",
        "injured",
        "missing",
        "detained",
        "released",
        "ordered_to_leave",
        "displaced",
        "returned",
        "destroyed",
        "struck",
        "protesting",
    )
)
_STATE = frozenset(("held", "present", "threatened", "affected", "missing"))
_CLAUSE = 40  # tokens to each side: no clause of a news text is longer, and a text without marks stays linear
_MODAL_WINDOW = 12  # tokens before the number: a modal governs its own clause, which is seldom longer


@cache
def _cues(table: str, name: str) -> tuple[Phrase, ...]:
    return tuple(sorted((split(p) for p in lexicon("clauses")[table][name]), key=len, reverse=True))


def attach_scope(line: Line, d: Draft, statement_kind: str | None) -> None:
    """Set scope, modality and change of a draft whose measure is known."""
    first, last = _clause(line, d)
    d.change = d.change or _change(line, d)
    d.scope = _scope(line, d, first, last)
    if d.modality == "asserted":
        d.modality = _modality(line, d, first, last) or _BY_STATEMENT.get(statement_kind or "", "asserted")


def _clause(line: Line, d: Draft) -> tuple[int, int]:
    """The tokens of the clause around the draft: to the next mark or conjunction on each side."""
    marks = word_set("clauses", "clause", "marks") | word_set("clauses", "clause")
    first, last = d.begin, max(d.tail, d.finish)
    while first > max(0, d.begin - _CLAUSE) and line.low(first - 1) not in marks:
        first -= 1
    while last < min(len(line), d.finish + _CLAUSE) and line.low(last) not in marks:
        last += 1
    return first, last


def _has(line: Line, first: int, last: int, cues: tuple[Phrase, ...]) -> Phrase | None:
    words = set(line.lows[first:last])
    for cue in cues:
        if cue[0] in words and any(line.matches(k, cue) for k in range(first, last - len(cue) + 1)):
            return cue
    return None


def _scope(line: Line, d: Draft, first: int, last: int) -> str | None:
    if d.measure in ("money", "age", "duration", "share"):
        return None
    found = _has(line, first, last, _cues("scope", "cumulative"))
    if found and (d.measure not in _STATE or found != ("since",)):
        d.why.append(f'scope: cumulative, "{" ".join(found)}"')
        return "cumulative"
    found = _has(line, max(first, d.begin - 8), last, _cues("scope", "state"))
    if (found and (d.measure not in ("killed", "injured"))) or d.measure in _STATE:
        d.why.append(f'scope: state, "{" ".join(found)}"' if found else f"scope: state, as {d.measure} is one")
        return "state"
    return "event" if d.measure in _EVENT else None


def _modality(line: Line, d: Draft, first: int, last: int) -> str | None:
    """The nearest cue in the clause that governs the number: before it, or a modal between noun and verb."""
    start = max(first, d.begin - _MODAL_WINDOW)
    end = max(d.tail, min(d.verb, last)) if d.verb >= d.tail else d.begin
    for name in ("denied", "threatened", "proposed", "demanded", "hypothetical"):
        if name == "denied" and d.measure not in measures_of_people():
            continue
        found = _has(line, start, end, _cues("modality", name))
        month = found == ("may",) and line.capital(line.lows.index("may", start))
        right = found == ("should",) and is_put_right(line, line.lows.index("should", start))
        if found and not month and not right and not (found == ("not",) and "only" in line.lows[start:end]):
            d.why.append(f'modality: "{" ".join(found)}"')
            return name
    return None


@cache
def measures_of_people() -> frozenset[str]:
    """Every measure that a verb can say."""
    return frozenset(m for entries in measures("takes").values() for _, m in entries if rank(m) >= 0)


def _change(line: Line, d: Draft) -> str | None:
    """ "rose by 12", "an increase of 5 percent", "up 3%"; "rose to 12" is no change of 12."""
    link, at = word_set("clauses", "change", "link"), d.begin
    for _ in range(4):
        word = line.low(at - 1)
        for way in ("up", "down"):
            if word in word_set("clauses", "change", way):
                return None if ((d.unit == "people" or d.strong) and word in ("lost", "cut", "added")) or d.measure == "age" else way
        if word not in link:
            break
        at -= 1
    after = line.low(max(d.finish, d.tail))
    if after in ("higher", "increase", "rise", "gain"):
        return "up"
    return "down" if after in ("lower", "decrease", "drop", "decline") else None

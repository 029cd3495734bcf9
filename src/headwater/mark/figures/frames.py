"""What happened to those counted: the measure of every draft of a line, by the clause and not by nearness."""

from __future__ import annotations

import itertools

from headwater.mark.figures import before, behind
from headwater.mark.figures.behind import Found
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.parts import is_base
from headwater.mark.figures.vocabulary import word_set

#: Measures that a person described ("a man was killed") is counted for.
CASUALTY = frozenset(("killed", "injured", "missing", "detained"))
_FIXED = frozenset(("money", "age", "duration"))


def attach_measures(line: Line, drafts: list[Draft]) -> None:
    """Set measure, wording and reason of every draft: first each by its own words, then what a list shares."""
    for k, d in enumerate(drafts):
        if d.measure in _FIXED or (k and is_base(line, drafts[k - 1], d)):
            continue
        found = _own(line, d)
        if found and found.measure:
            _take(line, d, found, 0.9)
        elif found:
            d.verb = found.first
    _share_lists(line, drafts)
    for d in drafts:
        if d.strong or d.measure in _FIXED:
            continue
        found = before.noun_itself(line, d, weak=True)
        if found and d.kind != "one" and line.low(d.first) != "one":
            _take(line, d, found, 0.6)
            d.strong = False
        elif not d.measure:
            d.measure = "count"
    for d in drafts:
        _person_unit(d)


def _person_unit(d: Draft) -> None:
    """Who is killed, detained or displaced is a person, unless the noun is one for animals or for several persons at once."""
    if not d.strong or d.measure not in word_set("measures", "kinds", "persons"):
        return
    others = word_set("groups", "collective") | word_set("groups", "animals")
    certain = d.measure not in word_set("measures", "kinds", "loose")
    if d.unit is None or (certain and not {d.unit, f"{d.unit}s", d.unit.removesuffix("y") + "ies"} & others):
        d.unit = "people"


def _own(line: Line, d: Draft) -> Found | None:
    """The draft's own words, nearest in the grammar first."""
    found = behind.participle(line, d) or before.named_or_governed(line, d)
    if found:
        return found
    ahead = behind.verb_ahead(line, d)
    if ahead and ahead.measure:
        return ahead
    return before.listed(line, d) or before.toll(line, d) or (before.object_list(line, d) if not ahead else None) or ahead


def _take(line: Line, d: Draft, found: Found, score: float) -> None:
    if d.measure != "share":  # a share stays one, whatever happened to those it is of: the wording says it
        d.measure = found.measure
    d.wording, d.strong, d.score = line.write(found.first, found.last), True, score
    d.verb = found.first
    d.why.append(f"measure: {found.why}")
    if found.denied:
        d.modality = "denied"


def _joined(line: Line, a: Draft, b: Draft) -> bool:
    """Do only commas and conjunctions stand between two counted nouns?"""
    between = line.lows[max(a.tail, a.finish) : b.begin]
    return 0 < len(between) <= 4 and all(w in word_set("clauses", "joint") for w in between)


def _share_lists(line: Line, drafts: list[Draft]) -> None:
    """ "three men, two women and a boy were killed": members of a list without words of their own take the measure of their neighbour."""
    for a, b in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if not a.strong and a.measure not in _FIXED and b.strong and b.verb >= b.tail and _joined(line, a, b) and _alike(a, b):
            _inherit(a, b)
    for a, b in itertools.pairwise(drafts):
        if not b.strong and b.measure not in _FIXED and a.strong and b.verb < 0 and _joined(line, a, b) and _alike(b, a):
            _inherit(b, a)


def _alike(d: Draft, other: Draft) -> bool:
    return d.kind not in ("measured", "times", "fraction") and behind.fits(d, other.measure, other.wording or "")


def _inherit(d: Draft, other: Draft) -> None:
    d.measure = d.measure if d.measure == "share" else other.measure
    d.wording, d.strong, d.score, d.verb = other.wording, True, 0.8, other.verb
    d.why.append("measure: shared by the list it stands in")

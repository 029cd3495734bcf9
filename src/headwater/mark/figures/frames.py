"""What happened to those counted: the measure of every draft of a line, by the parse of the sentence and not by nearness."""

from __future__ import annotations

import itertools

from headwater.mark.figures.beside import TOLL, beside, noun_itself, of_those, toll, toll_before
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.found import Found, around, either_of, ending, fits, graver
from headwater.mark.figures.line import Line
from headwater.mark.figures.parts import is_base, is_whole
from headwater.mark.figures.sites import Site, counted, sites
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import lexicon, measure_words, measures, word_set

#: Measures that a person described ("a man was killed") is counted for.
CASUALTY = frozenset(("killed", "injured", "missing", "detained"))
_FIXED = frozenset(("money", "age", "duration"))
_SETTLED = _FIXED | {"count"}
_GAP = 8  # tokens between a number and one that goes without its verb


def attach_measures(line: Line, tree: Tree, drafts: list[Draft]) -> None:
    """Set measure, wording and reason of every draft: first each by its own words, then what a list shares."""
    for k, d in enumerate(drafts):
        if d.measure in _FIXED or d.kind == "multiple":
            continue
        if k and is_base(line, drafts[k - 1], d):
            if told := _behind(line, tree, d):
                _take(line, d, told, 0.9)
            continue
        if k + 1 < len(drafts) and is_whole(line, d, drafts[k + 1]):
            d.measure = "count"
            continue
        found, shared = _own(line, tree, d)
        if found and found.measure:
            _take(line, d, found, 0.8 if shared else 0.9)
            d.shared = shared
        elif found:
            d.verb = found.first
    _share_lists(line, tree, drafts)
    for d in drafts:
        if d.strong or d.measure in _FIXED:
            continue
        found = noun_itself(line, d, weak=True)
        if found and d.kind != "one" and line.low(d.first) != "one":
            _take(line, d, found, 0.6)
            d.strong = False
            d.unit = "people" if d.unit == "body" else d.unit
        elif not d.measure:
            d.measure = "count"
    for d in drafts:
        _person_unit(d)


def _behind(line: Line, tree: Tree, d: Draft) -> Found | None:
    """The participle right behind the noun: "one of three people killed" says that three were killed."""
    described = d.head < d.tail < len(line) and tree.relations[d.tail] == "acl" and tree.heads[d.tail] == counted(tree, d)
    return around(line, d, d.tail, "done_to") if described else None


def _person_unit(d: Draft) -> None:
    """Who is killed, detained or displaced is a person, unless the noun is one for animals or for several persons at once."""
    if not d.strong or d.measure not in word_set("measures", "kinds", "persons"):
        return
    others = word_set("groups", "collective") | word_set("groups", "animals")
    certain = d.measure not in word_set("measures", "kinds", "loose")
    if d.unit in (None, "body") or (certain and not {d.unit, f"{d.unit}s", d.unit.removesuffix("y") + "ies"} & others):
        d.unit = "people"


def _own(line: Line, tree: Tree, d: Draft) -> tuple[Found | None, bool]:
    """The draft's own words, and whether a list passed them on."""
    named = noun_itself(line, d, weak=False)
    whole = named if named and named.last == max(d.tail, d.head) else of_those(line, d)
    if whole:
        died = _died(line, tree, d) if whole.measure in ("injured", "missing") else None
        return died or whole, False
    found = beside(line, tree, d)
    if found:
        return found, False
    other: Found | None = None
    best: Found | None = None
    group, shared = -2, False
    either: tuple[int, int] | None = None
    for site in sites(tree, counted(tree, d)):
        if best and (site.group < 0 or site.group != group):
            break
        found = _said(line, tree, d, site)
        if found and found.measure:
            either = either or either_of(line, best, found)
            best, group, shared = graver(best, found), site.group, site.shared
        elif other is None and site.role in ("done_to", "does", "agent"):
            other = Found("", site.at, site.at + 1, "")
    if best is None or (named and (shared or best.why == TOLL)):
        best, shared = named or toll_before(line, d) or other, False
    elif either:
        best = Found("affected", *either, "the clause says either")
    return best, shared


def _died(line: Line, tree: Tree, d: Draft) -> Found | None:
    """ "Two of the wounded died": the one verb that goes before a noun that says what happened."""
    said = (_said(line, tree, d, s) for s in sites(tree, counted(tree, d)) if s.role in ("done_to", "does") and not s.shared)
    return next((f for f in said if f and f.measure == "killed"), None)


def _said(line: Line, tree: Tree, d: Draft, site: Site) -> Found | None:
    at = site.at
    if site.role in ("done_to", "does", "takes"):
        return around(line, d, at, site.role) or _together(line, tree, d, site)
    if site.role == "before":
        return graver(ending(line, d, at, "of"), ending(line, d, at, "takes"))
    if site.role == "of":
        names = [m for phrase, m in measures("of").get(line.low(at), ()) if phrase == (line.low(at), "of")]
        return next((Found(m, at, at + 1, f'the "{line.low(at)}" of those counted') for m in names if fits(d, m, line.low(at))), None)
    if site.role == "toll":
        return toll(line, d, at)
    if site.role == "list":
        at += line.low(at) in ("those", "these")  # "those killed were three women"
        names = measure_words("list").get(line.low(at), [])
        return next((Found(m, at, at + 1, f'listed as "{line.low(at)}"') for m in names if fits(d, m, line.low(at))), None)
    return None


def _together(line: Line, tree: Tree, d: Draft, site: Site) -> Found | None:
    """A verb and a noun further on that say it together: "sent five people to the hospital", "suffered a broken arm"."""
    at, verb = site.at, tree.heads[site.at]
    described = verb >= 0 and tree.relations[at] == "acl"
    if described:
        verb = tree.heads[verb]  # "ordered 12 families to leave", where the parse lets "to leave" describe the families
    if verb < 0 or tree.relations[at] not in ("obl", "obj", "xcomp", "ccomp", "advcl", "acl", "nmod"):
        return None
    if tree.relations[at] == "nmod":
        # "three others with serious injuries"; "sent five people to the hospital", where the parse reads the people of the hospital
        verb = tree.first(at, "case") if tree.case(at) == "with" else tree.heads[verb]
    for pair in lexicon("measures")["together"]:
        role = "takes" if described and site.role == "does" else site.role
        if verb >= 0 and line.low(verb) in pair["verbs"] and role in pair["roles"] and line.low(at) in pair["nouns"]:
            first, last = min(verb, at), max(verb, at) + 1
            last = first + 1 if first < d.begin < last else last  # the wording goes round no number
            return Found(pair["measure"], first, last, f'"{line.low(verb)} … {line.low(at)}"')
    return None


def _take(line: Line, d: Draft, found: Found, score: float) -> None:
    if d.measure != "share":  # a share stays one, whatever happened to those it is of: the wording says it
        d.measure = found.measure
    d.wording, d.strong, d.score = line.write(found.first, found.last), True, score
    d.verb = found.first
    d.why.append(f"measure: {found.why}")


def _joined(line: Line, a: Draft, b: Draft) -> bool:
    """Do only commas and conjunctions stand between two counted nouns?"""
    between = line.lows[max(a.tail, a.finish) : b.begin]
    return 0 < len(between) <= 4 and all(w in word_set("clauses", "joint") for w in between)


def _share_lists(line: Line, tree: Tree, drafts: list[Draft]) -> None:
    """ "three men, two women and a boy were killed": members of a list without words of their own take the measure of their neighbour."""
    for a, b in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if not a.strong and a.measure not in _SETTLED and b.strong and b.verb >= b.tail and _joined(line, a, b) and _alike(line, a, b):
            _inherit(a, b)
    for a, b in itertools.pairwise(drafts):
        if b.strong or b.measure in _FIXED or not a.strong or not _alike(line, b, a):
            continue
        if (b.verb < 0 and (_joined(line, a, b) or _opened(line, a, b))) or _gapped(line, tree, a, b):
            _inherit(b, a)


def _gapped(line: Line, tree: Tree, a: Draft, b: Draft) -> bool:
    """ "Killed 40 people in March and 12 in April": a bare number and the preposition again, the verb left out."""
    behind = max(a.tail, a.finish)
    if b.tail > b.head or line.low(b.begin - 1) not in ("and", ",", "but") or not 0 < b.begin - behind <= _GAP:
        return False
    again = tree.pos[b.tail] == "ADP" and line.low(b.tail) == line.low(behind) if b.tail < len(line) else False
    return again and not any(tree.pos[k] in ("VERB", "AUX") for k in range(behind, b.begin))


def _opened(line: Line, a: Draft, b: Draft) -> bool:
    """Persons named one by one behind their number: "injured five others, including a girl", "four people were shot: two men and a cook"."""
    if a.measure not in CASUALTY or a.unit != "people" or b.unit != "people" or b.size > a.size or b.begin - a.tail > _GAP:
        return False
    anybody = line.low(a.tail - 1) in word_set("groups", "anybody")
    return line.low(b.begin - 1) == "including" or (line.low(b.begin - 1) == ":" and anybody)


def _alike(line: Line, d: Draft, other: Draft) -> bool:
    own = noun_itself(line, d, weak=True)
    if own and own.measure in CASUALTY and own.measure != other.measure:
        return False  # "12 bodies and 30 wounded"
    return d.kind not in ("measured", "times", "fraction") and fits(d, other.measure, other.wording or "")


def _inherit(d: Draft, other: Draft) -> None:
    d.measure = d.measure if d.measure == "share" else other.measure
    d.wording, d.strong, d.score, d.verb, d.shared = other.wording, True, 0.8, other.verb, True
    d.why.append("measure: shared by the list it stands in")

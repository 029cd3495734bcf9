"""Scope (event, cumulative, state), modality (asserted, denied, demanded, ...) and change (up, down), from the clause that the parse shows."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.sites import counted, sites
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import Phrase, lexicon, split, word_set
from headwater.mark.figures.withdrawn import is_put_right

#: The kind of a statement says how its figures are meant, where the clause itself says nothing.
_BY_STATEMENT = {"denied": "denied", "called_on": "demanded", "promised": "proposed", "threatened": "threatened"}
_EVENT = frozenset("killed injured missing detained released ordered_to_leave displaced returned destroyed struck protesting".split())
_STATE = frozenset(("held", "present", "threatened", "affected", "missing"))
#: Of these a word in the noun phrase tells how those counted are, and not what happened: "640 displaced households".
_KEPT = frozenset(("displaced", "detained"))
#: No happening that a total or a modality could be of.
_STILL = frozenset(("money", "age", "duration", "share"))
#: What somebody does on purpose: that it will be done is a plan; that other things will happen, a supposition.
_DEEDS = frozenset(("released", "detained", "held", "ordered_to_leave", "returned", "protesting", "present", "count", "money", "duration"))
#: Relations that lead from a clause into another one.
_CLAUSAL = frozenset(("ccomp", "csubj", "advcl", "acl", "parataxis"))
_VERBAL = frozenset(("VERB", "AUX"))


@cache
def _cues(table: str, name: str) -> dict[str, tuple[Phrase, ...]]:
    """The phrases of a list by their first word, longest first."""
    out: dict[str, list[Phrase]] = {}
    for phrase in sorted((split(p) for p in lexicon("clauses")[table][name]), key=len, reverse=True):
        out.setdefault(phrase[0], []).append(phrase)
    return {k: tuple(v) for k, v in out.items()}


def attach_scope(line: Line, tree: Tree, d: Draft, statement_kind: str | None) -> None:
    """Set scope, modality and change of a draft whose measure is known."""
    at = counted(tree, d)
    d.change = d.change or _change(line, d)
    d.scope = _scope(line, tree, d, at)
    if d.modality == "asserted":
        d.modality = _modality(line, tree, d, at) or _by_statement(d, statement_kind)


def share_scope(drafts: list[Draft]) -> None:
    """A part of a total of the same measure has the scope of the total: of 1,500 who are displaced, the 400 who have just fled are part of that state."""
    for d in drafts:
        if d.total is not None and d.total.measure == d.measure and d.scope and d.total.scope not in (None, d.scope):
            d.scope = d.total.scope
            d.why = [w for w in d.why if not w.startswith("scope:")]
            d.why.append(f"scope: {d.scope}, as of its total")


def _by_statement(d: Draft, kind: str | None) -> str:
    if d.measure == "ordered_to_leave" and kind == "called_on":
        return "asserted"  # the order is what happened
    return _BY_STATEMENT.get(kind or "", "asserted")


def _head_of_clause(tree: Tree, at: int) -> int:
    """The word that heads the clause in which a token stands: its verb, or what is said of its subject."""
    for k in tree.up(at):
        if tree.pos[k] in _VERBAL or tree.relations[k] in _CLAUSAL or tree.first(k, "cop", "nsubj") >= 0:
            return k
        at = k
    return at


def _clause(tree: Tree, head: int) -> list[int]:
    """The tokens of a clause in order, without those of the clauses inside it; infinitives belong to it."""
    out, todo = [], [head]
    while todo:
        k = todo.pop()
        out.append(k)
        todo += [
            c
            for c in tree.children[k]
            if tree.relations[c] not in _CLAUSAL and not (tree.relations[c] == "conj" and tree.pos[c] in _VERBAL)
        ]
    return sorted(out)


def clause_of(tree: Tree, d: Draft) -> list[int]:
    """The tokens of the clause that says what happened to those counted, in order."""
    return _clause(tree, _head_of_clause(tree, d.verb if d.strong and d.verb >= d.tail else counted(tree, d)))


def _has(line: Line, tokens: list[int], cues: dict[str, tuple[Phrase, ...]]) -> Phrase | None:
    for k in tokens:
        for cue in cues.get(line.low(k), ()):
            if line.matches(k, cue):
                return cue
    return None


def _scope(line: Line, tree: Tree, d: Draft, at: int) -> str | None:
    if d.measure in _STILL or d.kind == "measured":
        return None
    tokens = clause_of(tree, d)
    if d.measure in _KEPT and d.head <= d.verb < d.tail:
        d.why.append("scope: state, it is said of them and not told")
        return "state"
    above = frozenset(tree.up(at))
    named = (s for s in sites(tree, at) if s.role == "toll" or (s.role == "number" and s.at not in above))
    total = next(named, None) if d.measure not in _STATE else None  # "a total of 12 were killed" is no total over time
    if total is not None:
        d.why.append(f'scope: cumulative, "{line.low(total.at)}"')
        return "cumulative"
    tolls = word_set("measures", "toll")
    found = next(((w,) for w in split(d.wording or "") if w in tolls), None) or _has(line, tokens, _cues("scope", "cumulative"))
    found = found or (_has(line, [k for k in tokens if k in above], _cues("scope", "reaching")) if d.strong else None)
    if found is None and _goes_on(line, tree, d, tokens):
        found = ("have",)
    if found and (d.measure not in _STATE or (found != ("since",) and d.measure != "missing")):
        d.why.append(f'scope: cumulative, "{" ".join(found)}"')
        return "cumulative"
    if _happened(d):
        return "event"
    if d.measure in _STATE or d.measure not in ("killed", "injured"):
        found = _has(line, tokens, _cues("scope", "state"))
        if found or d.measure in _STATE:
            d.why.append(f'scope: state, "{" ".join(found)}"' if found else f"scope: state, as {d.measure} is one")
            return "state"
    return "event" if d.measure in _EVENT else None


def _happened(d: Draft) -> bool:
    """ "Affected" is a state ("in need of food") but for "killed or wounded", "casualties" and "victims", which tell of a happening."""
    said = lexicon("measures")["affected"]
    state = {p for role in ("done_to", "does", "takes", "of") for p in said[role]}
    return d.measure == "affected" and bool(d.wording) and str(d.wording).lower() not in state


def _goes_on(line: Line, tree: Tree, d: Draft, tokens: list[int]) -> bool:
    """The perfect tense of a casualty counts up to now, unless the clause names a day, or one happening by an indefinite noun."""
    if d.measure not in ("killed", "injured", "displaced") or not d.strong or d.verb < 0 or d.size == 1:
        return False
    verb = tree.top(d.verb, d.verb + len(split(d.wording or "")))
    while tree.relations[verb] == "conj" and tree.first(verb, "aux", "nsubj") < 0 and tree.heads[verb] >= 0:
        verb = tree.heads[verb]
    if not any(line.low(c) in word_set("clauses", "scope", "perfect") for c in tree.of(verb, "aux")):
        return False
    day = any(line.low(k) in word_set("clauses", "scope", "days") or (line.capital(k) and line.low(k).endswith("day")) for k in tokens)
    return not day and not any(_one_happening(line, tree, k) for k in tokens if not d.begin <= k < d.tail)


def _one_happening(line: Line, tree: Tree, at: int) -> bool:
    article = line.low(at) in ("a", "an", "another") and tree.heads[at] >= 0
    return article and line.low(tree.heads[at]) not in word_set("clauses", "scope", "ongoing")


def _modality(line: Line, tree: Tree, d: Draft, at: int) -> str | None:
    """What governs the words that say what happened: their own auxiliaries and particles first, then what they hang on, up to the next clause that stands
    for itself."""
    if d.strong and (line.low(d.verb),) in _cues("modality", "hypothetical").get(line.low(d.verb), ()):
        d.why.append(f'modality: "{line.low(d.verb)}"')  # "feared dead"
        return "hypothetical"
    for k, own in _governors(tree, d, at):
        marks = list(tree.of(k, "aux", "advmod", "mark", "det", "case", "discourse"))
        for name in ("denied", "threatened", "proposed", "demanded", "hypothetical", "future"):
            if name == "denied" and (d.measure not in _happenings() or not d.strong):
                continue
            cue = _cue(line, tree, k, marks, name, own)
            if cue:
                d.why.append(f'modality: "{cue}"')
                return name if name != "future" else "proposed" if d.measure in _DEEDS else "hypothetical"
    return None


def _governors(tree: Tree, d: Draft, at: int) -> Iterator[tuple[int, bool]]:
    """Each word from the one that says what happened up, and whether its own word counts, or only its auxiliaries and particles."""
    start = d.verb if d.strong and d.verb >= 0 else at
    joined = False
    for k in tree.up(start):
        own = k != start and not joined
        yield k, own
        relation = tree.relations[k]
        if relation in ("acl", "parataxis", "csubj") and k != start and not _wanted(tree, k):
            return
        if relation in ("acl", "advcl", "parataxis") and not _wanted(tree, k):
            if d.verb >= 0 and k == start and relation == "acl":
                joined = False  # "12 men killed": on to what is said of the men
                continue
            return
        joined = relation == "conj"


def _wanted(tree: Tree, k: int) -> bool:
    """An infinitive hangs on what wants it: "the plan to free 12"."""
    return any(tree.line.low(c) == "to" for c in tree.of(k, "mark"))


def _cue(line: Line, tree: Tree, k: int, marks: list[int], name: str, own: bool) -> str | None:
    if name == "hypothetical" and any(line.low(m) in ("if", "unless") for c in tree.of(k, "advcl") for m in tree.of(c, "mark")):
        return "if"
    if name == "denied" and own:
        marks = [*marks, *(m for noun in tree.of(k, "nsubj", "obj") for m in tree.of(noun, "det"))]  # "no evidence was found that ..."
    cues = _cues("modality", name)
    for c in [*marks, *([k] if own else [])]:
        for cue in cues.get(line.lows[c], ()):
            if not line.matches(c, cue):
                continue
            if cue == ("may",) and line.capital(c) and c:
                continue
            if (cue == ("should",) and is_put_right(line, c)) or (cue == ("not",) and line.low(c + 1) == "only"):
                continue
            return " ".join(cue)
    return None


@cache
def _happenings() -> frozenset[str]:
    """Every measure that a verb can say."""
    return frozenset(name for name, table in lexicon("measures").items() if isinstance(table, dict) and "takes" in table)


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

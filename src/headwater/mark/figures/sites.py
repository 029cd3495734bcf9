"""Where in a sentence it is said what happened to those counted: a walk through the parse from the counted noun to the words that govern it.

Yields places and the way they stand to the number; what the words there mean is looked up elsewhere (found.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import word_set

_MODIFIES = frozenset(("nummod", "det", "amod", "compound", "advmod", "goeswith", "flat"))
_VERBAL = frozenset(("VERB", "AUX", "ADJ"))
_SUBJECTS = ("nsubj", "csubj")
_DEEP = 6  # how many nouns and lists a number may stand in


class Site(NamedTuple):
    """``role``: done_to, does, takes, of, list (see measures.toml), before (a phrase ends in front of the token), toll, number ("the number of ..."), agent;
    ``at``: the token; ``shared``: reached through a list. Sites of one ``group`` are verbs of one subject, of which the gravest counts.
    """

    role: str
    at: int
    shared: bool = False
    group: int = -1


def counted(tree: Tree, d: Draft) -> int:
    """The token that stands for what is counted: the noun that the number modifies, or the number where it stands alone or before "of"."""
    if d.tail > d.head:
        at = d.tail - 1
        while d.first <= tree.heads[at] < d.tail and tree.heads[at] != at:
            at = tree.heads[at]
    else:
        at = tree.top(d.first, d.last)
    while _modifies(tree, at) and at < tree.heads[at] < at + 8:
        at = tree.heads[at]
    head = tree.heads[at]
    if tree.line.low(at) == "both" and head >= 0 and tree.pos[head] in _VERBAL and tree.relations[at] in ("advmod", "det", "dep", "cc"):
        subject = tree.subject(head)  # "they both died"
        return subject if subject >= 0 else at
    return at


def _modifies(tree: Tree, at: int) -> bool:
    both = tree.line.low(at) == "both" and tree.heads[at] >= 0 and tree.pos[tree.heads[at]] not in _VERBAL
    return tree.relations[at] in _MODIFIES or both


def sites(tree: Tree, at: int) -> Iterator[Site]:
    """Every place that says something of the counted token, the nearest in the grammar first."""
    shared = False
    for _ in range(_DEEP):
        if not shared:  # what describes the first of a list need not describe the others
            yield from _described(tree, at)
        head, relation = tree.heads[at], tree.relations[at]
        if relation in ("obl", "nmod") and tree.case(at) in ("as well as", "along with", "together with", "in addition to", "plus"):
            relation = "conj"
        if head < 0 or tree.first(at, "cop") >= 0:
            yield from _as_root(tree, at, shared)
            return
        if relation in ("nsubj", "csubj") and tree.line.low(head) != "including":
            if tree.pos[head] == "AUX":  # "the dead were three women", with two subjects
                for other in tree.of(head, *_SUBJECTS):
                    if other < at:
                        yield from _total(tree, other, shared)
            for site in _predicate(tree, head, at):
                yield site._replace(shared=shared)
            return
        if relation in ("obj", "obl", "nsubj") and "including" in (tree.line.low(head), tree.case(at)):  # go on with those that are divided
            at, shared = _divided(tree, head), True
            if at < 0:
                return
            continue
        if relation in ("obj", "iobj", "xcomp", "ccomp", "obl", "advcl", "parataxis", "dep"):
            yield from _governed(tree, at, head, relation, shared)
            return
        if relation == "nmod":
            case = tree.case(at)
            if case == "including":
                shared = True
            elif not case and tree.line.low(tree.span(at)[0]) == ",":
                pass  # "the driver, a young man, was hurt": an apposition
            elif case in ("among", "by", "from", "like", "than", "with"):
                return
            else:
                yield from _noun(tree, at, head, case, shared)
                if not (case == "of" and tree.line.low(head) in word_set("groups", "containers")):
                    return
        elif relation == "conj":
            shared = True
        elif relation not in ("appos", "list", *_MODIFIES):
            return
        at = head


def _divided(tree: Tree, including: int) -> int:
    """The noun whose parts "including" opens, where the parse takes it for a verb or hangs it on one; -1 for none."""
    above = tree.heads[including] if tree.line.low(including) == "including" else including
    return tree.subject(above) if above >= 0 and tree.pos[above] in _VERBAL else above


def _described(tree: Tree, at: int) -> Iterator[Site]:
    """Participles, adjectives and relative clauses behind the noun: "two people (who were) killed"."""
    for c in tree.of(at, "acl", "amod", "nmod", "conj"):
        if c < at or (tree.relations[c] == "conj" and not _loose(tree, c)):
            continue
        if tree.relations[c] == "nmod":
            if tree.case(c) in ("with", "in"):  # "three others with gunshot wounds", "a man in critical condition"
                yield Site("done_to", c, group=at)
            continue
        own = tree.first(c, "nsubj", "csubj")
        if own >= 0 and tree.line.low(own) not in ("who", "that", "which"):
            yield Site("takes", c, group=at)  # "men (whom) the guards arrested"
        else:
            yield from _predicate(tree, c, at)


def _predicate(tree: Tree, verb: int, group: int, deep: int = 0) -> Iterator[Site]:
    """A verb and its complements and fellows, of which the counted are the subject."""
    if (
        tree.linked(verb)  # "were missing" is tagged as "were leaving" is
        or tree.passive(verb)
        or _bare_participle(tree, verb)
        or (tree.pos[verb] not in ("VERB", "AUX") and tree.first(verb, "obj") < 0)
    ):
        yield Site("done_to", verb, group=group)
    if any(tree.line.low(c) in word_set("groups", "one", "reflexives") for c in tree.of(verb, "obj")):
        yield Site("takes", verb, group=group)  # "a boy shot himself"
    if not tree.passive(verb) or tree.first(verb, "aux", "cop") < 0:  # "was shot and died"
        yield Site("does", verb, group=group)
    if deep > 3:
        return
    for c in tree.of(verb, "xcomp", "obl", "obj", "advmod"):
        if tree.relations[c] == "xcomp":
            yield from _predicate(tree, c, group, deep + 1)
        elif c > verb:
            done = tree.passive(verb) or tree.line.low(verb) in word_set("clauses", "linking")  # "were shot", "remain kidnapped"
            yield Site("done_to" if done else "does", c, group=group)
    for c in tree.of(verb, "conj", "parataxis"):
        if tree.pos[c] in _VERBAL and tree.first(c, "nsubj", "csubj") < 0:
            yield from _predicate(tree, c, group, deep + 1)


def _loose(tree: Tree, verb: int) -> bool:
    """A participle that the parse joins to the noun without a conjunction: "the raid saw 12 men and a boy killed"."""
    return tree.pos[verb] == "VERB" and tree.first(verb, "cc", *_SUBJECTS) < 0 and _bare_participle(tree, verb)


def _bare_participle(tree: Tree, verb: int) -> bool:
    """A form in -ed without auxiliary and object: "12 killed in a crash", "men wounded by shrapnel"."""
    # "A man shot and killed his brother" tells what the man did.
    acts = any(tree.first(c, "obj") >= 0 and tree.first(c, *_SUBJECTS) < 0 for c in tree.of(verb, "conj"))
    acts = acts or (tree.relations[verb] == "conj" and tree.first(tree.heads[verb], "obj") > verb)
    return not acts and tree.first(verb, "aux", "cop", "obj", "ccomp") < 0 and not tree.line.low(verb).endswith("ing")


def _governed(tree: Tree, at: int, verb: int, relation: str, shared: bool) -> Iterator[Site]:
    """What is counted hangs on a verb: "killing 12", "left 12 dead", "the toll rose to 12", "the dead include 12"."""
    case = tree.case(at)
    if relation == "obl" and case == "by":
        yield Site("agent", verb, shared)
        return
    if relation in ("obj", "iobj", "dep", "ccomp", "xcomp"):
        for c in tree.of(verb, "xcomp", "acl", "advcl"):
            if c > at and tree.first(c, "nsubj", "csubj") < 0 and c - at < 12:
                yield Site("done_to", c, shared)
        yield Site("takes", verb, shared, group=verb)
        for c in tree.of(verb, "conj"):
            if verb < c < at and tree.pos[c] == "VERB":  # "stabbed and killed two guests", whose object the parse gives to the first verb
                yield Site("takes", c, shared, group=verb)
        for c in (*tree.of(verb, "obl", "ccomp"), *tree.of(at, "nmod")):
            if tree.first(c, *_SUBJECTS) < 0:
                yield Site("takes", c, shared)
    if case:
        begin = tree.first(at, "case")
        yield Site("before", (begin if begin >= 0 else at) + 1, shared)
    subject = tree.subject(verb)
    for noun in (subject, *tree.of(verb, "obj")):
        if noun >= 0 and noun != at:
            yield from _total(tree, noun, shared)


def _noun(tree: Tree, at: int, noun: int, case: str, shared: bool) -> Iterator[Site]:
    """What is counted hangs on a noun: "the death of 12", "a toll of 12", "the 12 men's killing"."""
    if case == "'s":
        yield Site("of", noun, shared)
        return
    begin = tree.first(at, "case")
    if begin >= 0:
        yield Site("before", begin + len(case.split()), shared)
    yield from _total(tree, noun, shared)


def _as_root(tree: Tree, at: int, shared: bool) -> Iterator[Site]:
    """The number is what is said of a subject: "the toll is 12", "the dead were 12 men"."""
    for noun in tree.of(at, "nsubj", "csubj"):
        yield from _total(tree, noun, shared)
    for c in tree.of(at, "acl", "xcomp", "advcl", "parataxis", "dep"):
        if c > at and tree.first(c, "nsubj", "csubj") < 0 and c - at < 6:
            yield from (s._replace(shared=shared) for s in _predicate(tree, c, c))


def _total(tree: Tree, noun: int, shared: bool) -> Iterator[Site]:
    low = tree.line.low(noun)
    if low in word_set("measures", "toll"):
        yield Site("toll", noun, shared)
    elif low in word_set("groups", "numbers"):
        yield Site("number", noun, shared)
    else:
        yield Site("list", noun, shared)

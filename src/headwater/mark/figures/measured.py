"""What a share, a sum, a length, an age or a change is of: "60 percent of its revenue", "a fine of $5", "sales rose 4%". Counts have groups.py.

Read off the parse: a complement with "of", the noun that the quantity describes or hangs on, else the subject or the object of its verb.
"""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import word_set

_CLAUSES = frozenset(("ccomp", "csubj", "parataxis", "advcl"))
_DEEP = 8
_LONGEST = 9  # tokens of a phrase with what it is of
_NOUNS = frozenset(("NOUN", "PROPN"))
_NAMED = frozenset(("NOUN", "PROPN", "ADJ"))
_INSIDE = frozenset(("compound", "amod", "flat", "nmod", "goeswith", "nummod"))
#: Behind these the object of the verb is meant: "sold the farm for $5", "cut the price by 4%", "raised its stake to 5%".
_OBJECT = frozenset(("for", "by", "to", "from", "at", "as"))
#: A length of time behind these only says when.
_WHEN = frozenset(("after", "before", "since", "until"))


def attach_measured(line: Line, tree: Tree, drafts: list[Draft], dated: frozenset[int]) -> None:
    """Fill ``group`` of the figures that count nothing; no quantity is of a date (``dated``: the tokens of dates)."""
    token: dict[int, Draft | None] = dict.fromkeys(dated)
    token |= {k: d for d in drafts for k in range(d.begin, d.finish)}
    last: Draft | None = None
    known: dict[str, Draft] = {}
    for d in drafts:
        if (
            d.strong
            or d.kind == "one"
            or (d.group and (d.measure == "share" or (d.measure == "count" and d.kind != "measured" and d.unit)))
        ):
            last = None
            continue
        noun = _noun(tree, d, token)
        beside = last if last and line.lows[last.finish : d.begin] in (("(",), ("to",), ("-",)) else None
        if beside and beside.group:
            d.group = beside.group
        elif isinstance(noun, Draft):
            d.group = d.group or noun.group
        elif noun >= 0:
            d.group = phrase(line, tree, noun, token) or d.group
        if beside and d.group and not beside.group:
            beside.group = d.group
        if not d.group:
            d.group = _before(tree, d, known.get(d.measure), token)
        if d.group:
            known[d.measure] = d
        last = d


def _before(tree: Tree, d: Draft, other: Draft | None, token: dict[int, Draft | None]) -> str | None:
    """What the figure before it of the same kind is of, where only other figures and no noun and verb stand between: "sales of $5m, up from $4m"."""
    if other is None or other.finish > d.begin:
        return None
    between = (k for k in range(other.finish, d.begin) if k not in token)
    return None if any(tree.pos[k] in ("NOUN", "PROPN", "VERB", "PRON") for k in between) else other.group


def _noun(tree: Tree, d: Draft, token: dict[int, Draft | None]) -> int | Draft:
    """The noun that the quantity is of, or the figure that it shares one with; -1 for neither."""
    at = tree.top(d.begin, max(d.finish, d.last))
    of = _of(tree, d, at, token)
    if of >= 0:
        return of
    moved = _moved(tree, d, token)
    if moved >= 0:
        return moved
    first = at
    for _ in range(_DEEP):
        head, relation = tree.heads[at], tree.relations[at]
        if at != first and relation in _CLAUSES:
            return -1
        if head < 0:
            return next((c for c in tree.of(at, "nsubj", "csubj") if tree.pos[c] in _NOUNS and c not in token), _beside(tree, d, token))
        other = token.get(head)
        if other is not None and other is not d and relation in ("conj", "appos", "parataxis", "nmod", "list", "dep", "obl"):
            return other
        if relation in ("compound", "nummod", "amod", "det", "nmod", "advmod", "goeswith", "dep", "appos", "list", "flat", "acl"):
            if tree.pos[head] in _NOUNS and head not in token and not _holds(tree, head):
                return head
        elif relation in ("obj", "iobj", "obl", "xcomp", "ccomp", "advcl", "parataxis", "nsubj", "csubj"):
            found = _of_verb(tree, d, at, head, relation, token)
            if found != -1:
                return found
            if tree.case(at) in _WHEN and d.measure == "duration":
                return -1
        at = head
    return -1


def _of(tree: Tree, d: Draft, at: int, token: dict[int, Draft | None]) -> int:
    """A complement right behind: "60 percent of its revenue", "$5 in fines"."""
    line = tree.line
    behind = max(d.finish, d.last)
    if line.low(behind) == "of":
        noun = next((k for k in range(behind + 1, min(behind + 8, len(line))) if tree.pos[k] in _NOUNS and k not in token), -1)
        while noun >= 0 and tree.relations[noun] in ("compound", "amod", "nmod") and tree.heads[noun] > noun:
            noun = tree.heads[noun]
        if noun >= 0:
            return noun
    for k in {at, *range(d.first, max(d.finish, d.last))}:
        for c in tree.of(k, "nmod", "obl"):
            case = tree.case(c)
            if (
                c >= d.finish
                and c not in token
                and (case == "of" or (case in ("in", "for") and d.measure == "money" and tree.first(c, "case") == d.finish))
            ):
                return c
    return -1


def _moved(tree: Tree, d: Draft, token: dict[int, Draft | None]) -> int:
    """What stands before "up", "down" or a sign: "grain up 4 percent", "Oslo index +0.3%"."""
    line, at = tree.line, d.begin - 1
    if line.low(at) in ("up", "down"):
        at -= 1 + (line.low(at - 1) in word_set("clauses", "auxiliary", "be"))
    elif line.low(at) == "+":
        at -= 1
    elif line.low(d.begin) not in ("+", "-"):
        return -1
    return at if at >= 0 and at not in token and tree.pos[at] in _NOUNS else -1


def _holds(tree: Tree, noun: int) -> bool:
    """ "an average of 12", "a total of 12": what it is of stands further up."""
    return tree.line.low(noun) in word_set("groups", "containers") and tree.relations[noun] != "root"


def _of_verb(tree: Tree, d: Draft, at: int, verb: int, relation: str, token: dict[int, Draft | None]) -> int | Draft:
    case = tree.case(at)
    if d.measure == "duration" and case in _WHEN:
        return -1
    rises = tree.line.low(verb) in word_set("clauses", "change", "from_to")  # a verb, even where it is tagged as a noun
    if tree.pos[verb] in _NOUNS and not rises and verb not in token and relation in ("obl", "advcl", "parataxis"):
        return verb
    objects = [c for c in tree.of(verb, "obj") if c != at and c not in token and tree.pos[c] in _NOUNS]
    bought = [c for c in tree.of(verb, "obl") if tree.case(c) in ("for", "from") and c > at and c not in token and tree.pos[c] in _NOUNS]
    if relation in ("obj", "iobj") and d.measure == "money" and bought:
        return bought[0]
    if objects and (case in _OBJECT or relation in ("xcomp", "obl")):
        return objects[0]
    if relation in ("nsubj", "csubj"):
        return next((c for c in tree.of(verb, "obj", "xcomp") if c not in token and tree.pos[c] in _NOUNS), -1)
    subject = tree.subject(verb)
    if subject >= 0 and subject != at and subject not in token and tree.pos[subject] in _NAMED:
        return subject
    return objects[0] if objects else -1


def _beside(tree: Tree, d: Draft, token: dict[int, Draft | None]) -> int:
    """A label in front: "Total cost: $72"."""
    k = d.begin - 1
    while k >= 0 and tree.pos[k] in ("PUNCT", "SYM"):
        k -= 1
    return k if 0 <= k < d.begin - 1 and k not in token and tree.pos[k] in _NOUNS else -1


def phrase(line: Line, tree: Tree, noun: int, token: dict[int, Draft | None]) -> str | None:
    """The noun with what describes it in front, and what it is of behind; never over a number."""
    first = noun
    while first > 0 and first - 1 not in token and _belongs(tree, first - 1, noun):
        first -= 1
    last = noun + 1
    while (
        last < len(line)
        and last not in token
        and tree.heads[last] == noun
        and tree.relations[last] in ("flat", "compound", "goeswith", "appos")
    ):
        last += 1
    for c in tree.of(noun, "nmod"):
        a, b = tree.span(c)
        if a == last and tree.case(c) in ("of", "for") and b - first <= _LONGEST and not any(k in token for k in range(a, b)):
            last = b
    return line.write(first, last) or None


def _belongs(tree: Tree, k: int, noun: int) -> bool:
    """Does the token in front describe the noun?"""
    if tree.pos[k] in ("DET", "PRON", "PUNCT", "ADP", "CCONJ") and not (tree.line.low(k) in ("-", "&") and tree.line.glued(k)):
        return False
    for up in tree.up(k):
        if up == noun:
            return True
        if tree.relations[up] not in _INSIDE and tree.line.low(up) not in ("-", "&", "'"):
            return False
    return False

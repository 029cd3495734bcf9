"""The reading model's parse of one sentence, in the tokens of its `Line`: heads, relations, parts of speech, and the walks that figures need.

Relations are those of Universal Dependencies without subtypes. Reads no vocabulary but the closed classes of English grammar. A parse can be
wrong; what is known to go wrong often and shows in the tree itself is mended here (`_mend`), the rest is taken as it is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from headwater.mark.figures.line import Line, is_numeral
from headwater.model.parse import Parser

_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s", "'re", "got", "get", "gets", "getting"))
_SUBJECT = frozenset(("nsubj", "csubj"))
_RELATIVE = frozenset(("who", "that", "which", "whom"))
_FAR = 30  # steps up a tree: deeper ones are broken parses


@dataclass(slots=True)
class Tree:
    """By token: its head (-1 for a root), its relation to it, its part of speech, and the tokens it is the head of, in order."""

    line: Line
    heads: list[int]
    relations: list[str]
    pos: list[str]
    children: list[list[int]]

    def of(self, at: int, *relations: str) -> Iterator[int]:
        """The children of a token in one of the relations, in order."""
        return (c for c in self.children[at] if self.relations[c] in relations)

    def first(self, at: int, *relations: str) -> int:
        """The first such child, -1 for none."""
        return next(self.of(at, *relations), -1)

    def up(self, at: int) -> Iterator[int]:
        """The token and what it hangs on, up to the root."""
        for _ in range(_FAR):
            if at < 0:
                return
            yield at
            at = self.heads[at]

    def case(self, at: int) -> str:
        """The preposition of a nominal in small letters, all its words where it has several; empty for none. A possessive gives "'s"."""
        words = [self.line.low(c) for c in self.of(at, "case") if c < at]
        if words:
            return " ".join(words)
        return "'s" if self.line.low(at).endswith(("'s", "s'")) or self.line.low(at + 1) in ("'s", "'") else ""

    def span(self, at: int) -> tuple[int, int]:
        """From the first token of what hangs on ``at`` to behind its last."""
        first = last = at
        todo = [at]
        while todo:
            k = todo.pop()
            first, last = min(first, k), max(last, k)
            todo += self.children[k]
        return first, last + 1

    def top(self, first: int, last: int) -> int:
        """The token of ``[first, last)`` that hangs on one outside; the first such."""
        return next((k for k in range(first, last) if not first <= self.heads[k] < last), first)

    def passive(self, verb: int) -> bool:
        """Is something done to the subject of this verb, as its own auxiliary says, or that of the verb it is joined to?"""
        low = self.line.low
        own = [low(c) for c in self.of(verb, "aux", "cop")]
        if own:
            return own[-1] in _BE and not low(verb).endswith("ing")
        if (
            self.relations[verb] == "conj"
            and self.first(verb, *_SUBJECT) < 0
            and self.heads[verb] >= 0
            and low(verb).endswith(("ed", "en"))
        ):
            return self.passive(self.heads[verb])
        return False

    def linked(self, verb: int) -> bool:
        """Has the verb a form of "be" as auxiliary or copula?"""
        return any(self.line.low(c) in _BE for c in self.of(verb, "aux", "cop"))

    def subject(self, verb: int) -> int:
        """The subject of a verb: its own, that of the verb it is joined to or an open complement of, or the noun that it describes; -1 for none."""
        for _ in range(_FAR):
            own = self.first(verb, *_SUBJECT)
            if own >= 0 and self.line.low(own) not in _RELATIVE:
                return own
            if self.relations[verb] == "acl":
                return self.heads[verb]
            if own >= 0 or self.relations[verb] not in ("conj", "xcomp", "advcl") or self.heads[verb] < 0:
                return -1
            verb = self.heads[verb]
        return -1


def read_tree(line: Line, parser: Parser) -> Tree:
    """The part of a document's parse that a line covers. A head outside of the line makes a root."""
    n = len(line)
    if not n or not parser.words:
        return Tree(line, [-1] * n, ["root"] * n, ["X"] * n, [[] for _ in range(n)])
    word = [max(0, bisect_right(parser.places, s) - 1) for s in line.starts]
    parse = parser.over(word[0], word[-1] + 1)
    token: dict[int, int] = {}
    for i, w in enumerate(word):
        token.setdefault(w, i)
    heads, relations, pos = [], [], []
    for i, w in enumerate(word):
        inside = token[w]
        if inside != i:  # a word of the model that is several tokens here: the first stands for all
            heads.append(inside)
            relations.append("goeswith")
        else:
            head = _token(parse.heads[w], token, word)
            heads.append(head if head != i else -1)
            relations.append(parse.relations[w] if head >= 0 and head != i else "root")
        pos.append(parse.pos[w])
    _cut_cycles(heads, relations)
    children: list[list[int]] = [[] for _ in range(n)]
    for i, h in enumerate(heads):
        if h >= 0:
            children[h].append(i)
    tree = Tree(line, heads, relations, pos, children)
    for i, h in enumerate(heads):
        if relations[i] == "amod" and any(i < c < h for c in tree.of(h, "cop")):
            relations[i] = "nsubj"  # "the dead were five nurses": nothing describes a noun across its copula
    _mend(tree)
    _join_subjects(tree)
    _join_objects(tree)
    return tree


def _token(word: int, token: dict[int, int], words: list[int]) -> int:
    """The token that begins with a word of the model; for a word inside of one ("n't" in "didn't"), that one."""
    if word in token or word < words[0] or word > words[-1]:
        return token.get(word, -1)
    return bisect_right(words, word) - 1


def _cut_cycles(heads: list[int], relations: list[str]) -> None:
    """Two words of the model in one token can lead in a circle: the token that closes it becomes a root."""
    done = [False] * len(heads)
    for first in range(len(heads)):
        path: list[int] = []
        at = first
        while at >= 0 and not done[at]:
            done[at] = True
            path.append(at)
            if heads[at] in path:
                heads[at], relations[at] = -1, "root"
            at = heads[at]


def _mend(tree: Tree) -> None:
    """Where a chain of auxiliaries stands between a nominal and a verb, the auxiliaries are the verb's and the nominal is its subject, unless it has one.

    Sentences of the kind "one is dead and four others were injured" are rare in the treebanks and common in reports of violence.
    """
    n = len(tree.line)
    first = 0
    while first < n:
        if tree.pos[first] != "AUX":
            first += 1
            continue
        verb = first + 1
        while verb < n and verb - first < 6 and _between(tree, verb):
            verb += 1
        if verb < n and _predicate(tree, verb):
            _give(tree, first, verb)
        first = verb


def _join_subjects(tree: Tree) -> None:
    """ "Nine houses and a school were damaged" is one list with one verb, and not a list of a noun and a clause."""
    for verb in range(len(tree.line)):
        noun = tree.heads[verb]
        if tree.relations[verb] != "conj" or tree.pos[verb] != "VERB" or noun < 0 or tree.pos[noun] not in _NOMINAL:
            continue
        second = tree.first(verb, *_SUBJECT)
        if not noun < second < verb or tree.first(noun, *_SUBJECT, "cop") >= 0:
            continue
        if any(noun < c < second for c in tree.of(second, "cc")):
            _move(tree, verb, tree.heads[noun], tree.relations[noun])
            _move(tree, noun, verb, "nsubj")
            _move(tree, second, noun, "conj")


def _join_objects(tree: Tree) -> None:
    """ "Killed his brother and two others": a nominal behind the object that the parse joins to the verb stands beside the object."""
    for noun in range(len(tree.line)):
        verb = tree.heads[noun]
        if tree.relations[noun] != "conj" or verb < 0 or tree.pos[noun] not in _NOMINAL or tree.first(noun, *_SUBJECT, "cop", "acl") >= 0:
            continue
        found = tree.first(verb, "obj")
        if verb < found < noun and any(found < c < noun for c in tree.of(noun, "cc")):
            _move(tree, noun, found, "conj")


_NOMINAL = frozenset(("NOUN", "PROPN", "NUM"))


def _between(tree: Tree, at: int) -> bool:
    """Can the token stand between an auxiliary and its verb? A form in -ing ("were missing") is what is said, however it is tagged."""
    word = tree.line.low(at)
    if tree.pos[at] == "ADV" and word.endswith("ing"):
        return False
    return tree.pos[at] in ("AUX", "ADV", "PART") or word in ("also", "both", "all") or word.endswith("ly")


def _predicate(tree: Tree, at: int) -> bool:
    """Behind auxiliaries: is this a verb, or an adjective or participle that describes no noun behind it?"""
    if tree.pos[at] == "VERB":
        return True
    low = tree.line.low
    described = at + 1 < len(tree.line) and tree.pos[at + 1] in _NOMINAL
    # A singular without an article right behind "were" is a participle taken for a noun: "they were shot".
    bare = tree.pos[at] == "NOUN" and not low(at).endswith("s") and low(at - 1) in ("was", "were", "been")
    return not described and (tree.pos[at] == "ADJ" or low(at).endswith(("ed", "ing")) or bare)


def _give(tree: Tree, first: int, verb: int) -> None:
    for k in range(first, verb):
        if tree.relations[k] in ("aux", "cop") and tree.heads[k] != verb:
            _join(tree, k, verb, tree.relations[k])
    noun = first - 1
    # What the nominal itself hangs on, a clause in front, is no subject of the verb's own.
    if noun < 0 or any(c < noun and c != tree.heads[noun] for c in tree.of(verb, *_SUBJECT)):
        return
    if tree.line.low(noun) in _RELATIVE and noun and _nominal(tree, noun - 1) and tree.relations[verb] not in ("acl", "conj"):
        _join(tree, verb, noun - 1, "acl")
    elif _nominal(tree, noun):
        while _goes_on(tree, noun) and tree.heads[noun] < first and tree.heads[noun] != verb:
            noun = tree.heads[noun]
        _join(tree, noun, verb, "nsubj")


def _nominal(tree: Tree, at: int) -> bool:
    return tree.pos[at] in _NOMINAL or is_numeral(tree.line.low(at))


def _goes_on(tree: Tree, noun: int) -> bool:
    """Does the nominal belong to one in front of it: "people in the car"? Not where its own phrase begins behind something other than its preposition."""
    relation, head = tree.relations[noun], tree.heads[noun]
    if head < 0 or head > noun:
        return relation in ("compound", "flat", "nummod") and head > noun
    if relation in ("flat", "goeswith", "appos"):
        return True
    begin = min([noun, *tree.of(noun, "det", "nummod", "amod", "compound", "advmod")])
    return relation == "nmod" and tree.pos[begin - 1] == "ADP"


def _join(tree: Tree, at: int, head: int, relation: str) -> None:
    """Move a token under another; where it stands above that one, what is between them takes its place first, so that the tree stays one."""
    below = head
    while below >= 0 and tree.heads[below] != at:
        below = tree.heads[below]
    if below >= 0:
        _move(tree, below, tree.heads[at], tree.relations[at])
    _move(tree, at, head, relation)


def _move(tree: Tree, at: int, head: int, relation: str) -> None:
    if tree.heads[at] >= 0:
        tree.children[tree.heads[at]].remove(at)
    tree.heads[at], tree.relations[at] = head, relation
    if head >= 0:
        tree.children[head] = sorted([*tree.children[head], at])

"""Which figure is part of which: "at least 22, including eight children"; "12 people, three of them soldiers". Adds nothing up."""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line
from headwater.mark.figures.sites import counted
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import lexicon, measure_words, split, word_set

_LIST = 6  # members of a list
_INCLUDING = frozenset(("including", "among"))
_FAR = 12  # tokens between a total and the word that opens its parts
_JOINT = frozenset((",", "and", "or", "&", "plus", "as", "well"))


def attach_parts(line: Line, tree: Tree, drafts: list[Draft]) -> None:
    """Link every part of a line to its total; a part without words of its own takes the total's measure."""
    for k in range(1, len(drafts)):
        part = drafts[k]
        if is_base(line, drafts[k - 1], part):
            drafts[k - 1].total = part
            drafts[k - 1].why.append(f'part of "{line.write(part.begin, part.finish)}" in the same sentence')
            continue
        if part.measure in ("money", "age", "duration") or part.kind in ("measured", "times"):
            continue
        total = drafts[k - 1] if is_whole(line, drafts[k - 1], part) else _total(line, tree, drafts, k)
        if total and total.total is not part:
            part.total = total
            part.why.append(f'part of "{line.write(total.begin, total.finish)}" in the same sentence')
            if total.measure not in ("", "count") and (not part.strong or part.shared or part.measure == "count"):
                part.measure, part.wording, part.verb = total.measure, total.wording, total.verb
                part.strong, part.score = total.strong, min(0.8, total.score)
            if total.unit == "people":
                part.unit = "people"
            part.unit = part.unit or total.unit


def is_base(line: Line, part: Draft, d: Draft) -> bool:
    """ "12 of the 40 houses": the second number only says what the first is part of."""
    between = line.lows[part.last : d.begin]
    return (
        0 < len(between) <= 3
        and between[0] == "of"
        and all(w in word_set("groups", "skip_before") for w in between)
        and part.kind != "fraction"
    )


def is_whole(line: Line, d: Draft, part: Draft) -> bool:
    """ "Of the 40 passengers, 12 were hurt": the first number only says what the second is part of."""
    at = d.begin - 1
    while at > 0 and line.low(at) in word_set("groups", "skip_before") and line.low(at) != "of":
        at -= 1
    opens = line.low(at) == "of" and (at == 0 or line.low(at - 1) in (",", ";", '"', "“", "and", "but"))
    return opens and line.lows[max(d.tail, d.finish) : part.begin] == (",",) and _can_hold(d, part)


def _total(line: Line, tree: Tree, drafts: list[Draft], k: int) -> Draft | None:
    part, earlier = drafts[k], drafts[k - 1]
    between = line.lows[max(earlier.tail, earlier.finish) : part.begin]
    listed = 0 < len(between) <= 4 and all(w in _JOINT for w in between)
    if earlier.total and listed and ((part.verb < part.tail and not _own_verb(part)) or earlier.total.verb == part.verb):
        return earlier.total
    if earlier.total and line.low(part.begin - 1) == "and" and _in_manner(line, part):
        return earlier.total
    if _stands_for(line, tree, earlier, part):
        return earlier
    if not (_opens(line, part) or _names_total(line, part) or _included(tree, part)):
        return None
    for total in reversed(drafts[:k]):
        if part.begin - max(total.tail, total.finish) > _FAR:
            return None
        if total.total is None and _can_hold(total, part):
            return total
    return None


def _own_verb(part: Draft) -> bool:
    return part.strong and "shared" not in part.why[-1]


def _opens(line: Line, part: Draft) -> bool:
    """Does a word like "including" stand before the part?"""
    at = part.begin
    while line.low(at - 1) in ("the", "a", "at", "least"):
        at -= 1
    return any(line.ends_with(at, split(p)) for p in lexicon("clauses")["parts"]["before"])


def _included(tree: Tree, part: Draft) -> bool:
    """One of a list that "including" opens: "six members, including the rector and two women"."""
    at = counted(tree, part)
    for _ in range(_LIST):
        if tree.relations[at] != "conj":
            break
        at = tree.heads[at]
    return tree.case(at) in _INCLUDING


def _stands_for(line: Line, tree: Tree, total: Draft, part: Draft) -> bool:
    """The first of those who make up a total named only as persons: "two victims, a teacher and a nurse", "four people were shot: two men ..."."""
    named = line.low(total.tail - 1) in word_set("groups", "anybody") if total.tail > total.head else total.unit == "people"
    if _by_manner(line, total, part):
        return True
    if not named or total.total is not None or part.size >= total.size or not _can_hold(total, part):
        return False
    if line.low(part.begin - 1) in (":", "-", "–", "—") and part.verb < part.tail:
        return total.strong and part.begin - total.tail <= _FAR
    at = counted(tree, part)
    return tree.relations[at] == "appos" and tree.heads[at] == counted(tree, total)


def _by_manner(line: Line, total: Draft, part: Draft) -> bool:
    """ "Five people were shot, two fatally": how it went for some of them."""
    return (
        _in_manner(line, part)
        and line.low(part.begin - 1) in (",", "-", "–", "—", "(")
        and total.measure in ("injured", "affected", "killed")
    )


def _in_manner(line: Line, part: Draft) -> bool:
    return part.tail == part.head and line.low(part.tail) in measure_words("manner")


def _names_total(line: Line, part: Draft) -> bool:
    """ "three of them": the part says that it is one."""
    return any(line.matches(at, split(p)) for at in (part.finish, part.tail) for p in lexicon("clauses")["parts"]["after"])


def _can_hold(total: Draft, part: Draft) -> bool:
    """A total is as large as its part and counts the same kind of thing."""
    persons = total.unit in ("people", None) or total.unit in word_set("groups", "collective")
    same = total.unit == part.unit or part.unit is None or (persons and part.unit not in word_set("groups", "things"))
    return same and total.kind not in ("measured", "times", "fraction") and (total.size >= part.size or total.bound == "vague")

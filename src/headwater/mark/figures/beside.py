"""What the words right beside a number say happened to those counted: in front, behind, and in the noun phrase itself.

Needs no parse to see it, and asks the parse only whether the counted did what they seem to have gone through ("a man shot his brother").
Words further away are read off the parse, in frames.py.
"""

from __future__ import annotations

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.found import Found, around, either_of, ending, fits, graver
from headwater.mark.figures.groups import is_person
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.numbers import triggers
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import measure_words, measures, word_set

TOLL = "a toll"
_SHORT = 8  # tokens of a phrase that opens a sentence: "of those killed on Monday,"
_LABEL = 3  # words of a label: "death toll:", "the dead:"
_TALE = 8  # tokens between a toll and its number: "the toll rose from 9 to at least 12"


def beside(line: Line, tree: Tree, d: Draft) -> Found | None:
    """The measure that the words around the number name, the gravest first; None where they name none."""
    found = graver(_in_front(line, d), _adjacent(line, tree, d))
    return found or _manner(line, d) or _label(line, d)


def _in_front(line: Line, d: Draft) -> Found | None:
    """A verb or noun right in front of the number: "killing at least 54", "the deaths of the 12". No parse is needed to see it."""
    at = d.begin
    for _ in range(4):
        takes = ending(line, d, at, "takes")
        if (
            takes
            and not takes.last - takes.first > 1
            and not line.low(at - 1).endswith("ing")
            and line.low(at - 2) in word_set("clauses", "auxiliary", "be")
        ):
            takes = None  # "were wounded two hours later"
        found = graver(ending(line, d, at, "of"), takes)
        if found:
            return found
        word = line.low(at - 1)
        if word == "of" or (
            word not in word_set("groups", "skip_before") and not (word.endswith("ly") and len(word) > 4) and word not in ('"', "'")
        ):
            return None
        at -= 1
    return None


def _adjacent(line: Line, tree: Tree, d: Draft) -> Found | None:
    """A participle right behind the noun: "3 hurt", "two people (were) dead"."""
    at = d.tail
    while line.low(at) in word_set("clauses", "adverb") or (line.low(at).endswith("ly") and len(line.low(at)) > 4):
        at += 1
    found = around(line, d, at, "done_to") if at < len(line) and line.low(at) in measures("done_to") else None
    if found is None or found.first != at:
        return _headline(line, d, at)
    if _object(line, found.last):
        return None
    found = _and_more(line, d, found)
    return None if _acts(tree, found) or _object(line, found.last) else found


def _headline(line: Line, d: Draft, at: int) -> Found | None:
    """ "Three die in crash", "Hundreds of Miners March": a verb in the present right behind, which the parse often takes for a noun."""
    if d.unit not in (None, "people") or not line.capital(d.begin) or d.kind == "one":
        return None
    found = around(line, d, at, "does") if line.low(at) in measures("does") else None
    return found if found and found.first == at and not line.low(at).endswith("ing") else None


def _object(line: Line, at: int) -> bool:
    """Does an object begin here, so that the participle is a verb of what the counted did?"""
    word = line.low(at)
    number = is_numeral(word) or (word in triggers() and word != "half")
    return number or word in word_set("clauses", "object") or (line.capital(at) and not word.endswith("day"))


def _acts(tree: Tree, found: Found) -> bool:
    """ "A man shot and killed his brother": one of the verbs has an object, so that it is what the man did."""
    objects = (tree.first(k, "obj") for k in range(found.first, found.last) if tree.pos[k] == "VERB" and not tree.passive(k))
    return any(o >= found.last and not tree.line.low(o).endswith("day") for o in objects)


def _and_more(line: Line, d: Draft, found: Found) -> Found:
    """ "shot and killed" is killed; "killed or wounded" is either, hence affected."""
    at = found.last + (line.low(found.last) == ",")
    if line.low(at) not in ("and", "or", "then"):
        return found
    more = around(line, d, at + 1, "done_to") if at + 1 < len(line) else None
    if more is None or more.first != at + 1:
        return found
    if either_of(line, found, more):
        return Found("affected", found.first, more.last, f'"{line.write(found.first, more.last)}" says either')
    best = graver(found, more) or found
    return Found(best.measure, found.first if best is more else best.first, best.last, best.why)


def _manner(line: Line, d: Draft) -> Found | None:
    """An adverb that stands for the verb: "five were shot, two (of them) fatally"."""
    at = d.tail
    if d.unit not in (None, "people") or (is_word(line.low(at + 1)) and line.low(at + 1) not in word_set("clauses", "joint")):
        return None
    for measure in measure_words("manner").get(line.low(at), ()):
        return Found(measure, at, at + 1, f'"{line.low(at)}" stands for the verb')
    return None


def of_those(line: Line, d: Draft) -> Found | None:
    """ "12 of those killed were children", "of those wounded, 12 were children"."""
    at = d.finish
    if line.low(at) != "of":
        at = d.begin - 1
        if line.low(at) != ",":
            return None
        while at > max(0, d.begin - _SHORT) and line.low(at) != "of":
            at -= 1
    if line.low(at) != "of" or line.low(at + 1) not in ("those", "these", "the", "all"):
        return None
    at += 2 + (line.low(at + 2) in ("people", "persons", "those"))
    return next(
        (
            Found(measure, at, at + 1, f'of those "{line.low(at)}"')
            for phrase, measure in measures("done_to").get(line.low(at), ())
            if len(phrase) == 1 and fits(d, measure, line.low(at)) and not is_person(line, at + 1)
        ),
        None,
    )


def _label(line: Line, d: Draft) -> Found | None:
    """A label in front, as in a table: "Killed: 12", "The dead: 12 miners"."""
    end = d.begin - 1
    if line.low(end) != ":":
        return None
    first = end
    while first > 0 and end - first < _LABEL and is_word(line.low(first - 1)):
        first -= 1
    word = line.low(end - 1)
    if first == end or (first > 0 and is_word(line.low(first - 1))):
        return None
    if word in word_set("measures", "toll"):
        return toll(line, d, end - 1)
    names = (*measure_words("list").get(word, ()), *measure_words("is").get(word, ()), *measure_words("done_to").get(word, ()))
    return next((Found(m, end - 1, end, f'the label "{line.write(first, end)}"') for m in names if fits(d, m, word)), None)


def toll_before(line: Line, d: Draft) -> Found | None:
    """A toll with only words of change and other numbers between: "the toll rose from 9 to 12"."""
    if d.tail > d.head:
        return None
    between = word_set("measures", "toll", "verbs")
    for at in range(d.begin - 1, max(-1, d.begin - _TALE), -1):
        word = line.low(at)
        if word in word_set("measures", "toll"):
            return toll(line, d, at)
        if word not in between and not is_numeral(word) and word not in triggers():
            return None
    return None


def toll(line: Line, d: Draft, at: int) -> Found | None:
    """What the toll at a token counts: the dead, unless the word before it says otherwise."""
    if d.unit not in (None, "people"):
        return None
    hurt = line.low(at - 1) in ("injury", "injured", "injuries", "wounded")
    return Found("injured" if hurt else "killed", at - is_word(line.low(at - 1)), at + 1, TOLL)


def noun_itself(line: Line, d: Draft, weak: bool) -> Found | None:
    """The counted noun, or a word before it, says what happened: "12 deaths", "12 injured persons", "34 martyrs"."""
    names, soft = measure_words("is"), word_set("measures", "weak_nouns")
    last = d.tail if d.tail > d.head else d.head
    for k in range(last - 1, d.head - 1, -1):
        for measure in names.get(line.low(k), ()):
            if (
                (line.low(k) in soft) == weak
                and fits(d, measure, line.low(k))
                and (k == last - 1 or line.low(k) not in ("shot", "death", "murder", "arrest"))
            ):
                return Found(measure, k, k + 1, f'the noun phrase says "{line.low(k)}"')
    return None

"""The counted noun behind a number: where the noun phrase ends, its head, the group as written, the unit it makes."""

from __future__ import annotations

import re

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.tree import Tree
from headwater.mark.figures.vocabulary import lexicon, measures, word_set

_LONGEST = 7  # words: longer runs without a function word are lists of names, not one noun phrase
_ED = re.compile(r"[a-z]{2,}(?:ed|ing)$")


def attach_group(line: Line, d: Draft) -> None:
    """Set the noun phrase, the group and, for things counted, the unit."""
    at = d.finish
    if d.kind == "fraction" or d.measure == "share" or (line.low(at) == "of" and (d.kind in ("vague", "some", "number") or d.unit)):
        at = _past_of(line, at)
    if line.low(at) == "-" and line.glued(at):
        at += 1
    d.head, d.tail = at, _phrase_end(line, d, at)
    if d.head == d.tail:
        d.head = d.tail = at if line.low(at - 1) in ("them", "whom") else max(d.finish, d.last)
        if (not d.unit and line.low(d.tail) == "who") or (d.tail == at and line.low(at - 1) == "whom"):
            d.unit = "people"
        return
    d.group = line.write(d.head, d.tail)
    if not d.unit and d.measure != "share":
        # "a three-phase plan" counts phases
        d.unit = unit_of(line, d.head, d.head + 1 if line.low(d.head - 1) == "-" else d.tail)


def mend_group(line: Line, tree: Tree, d: Draft) -> None:
    """Where the phrase ends in an adjective, the parse tells how it goes on: to its noun ("the most gifted and daring players"), or, of a number that
    measures ("40,000 cheaper"), to none."""
    last = d.tail - 1
    if d.tail <= d.head or d.kind not in ("number", "vague", "some") or d.marked or tree.pos[last] != "ADJ" or _stands_alone(line, last):
        return
    noun = next((k for k in tree.up(last) if tree.pos[k] in ("NOUN", "PROPN") or tree.relations[k] not in ("amod", "conj")), last)
    if d.tail <= noun < d.tail + _LONGEST and tree.pos[noun] in ("NOUN", "PROPN"):
        d.tail = noun + 1
        d.group, d.unit = line.write(d.head, d.tail), unit_of(line, d.head, d.tail)
    elif line.low(last).endswith("er"):
        d.tail, d.group, d.unit = d.head, None, None


def _stands_alone(line: Line, at: int) -> bool:
    """Adjectives that are counted as nouns: "12 wounded", "two others"."""
    return is_person(line, at) or line.low(at) in word_set("groups", "plural") or line.low(at) in word_set("groups", "others")


def _past_of(line: Line, at: int) -> int:
    """Past "of the": the group of "two of the soldiers", "60 percent of its workers"."""
    if line.low(at) != "of":
        return at
    at += 1
    while line.low(at) in word_set("groups", "skip_before") or line.low(at) in ("a", "an", "them", "whom", "which", "most", "many"):
        if line.low(at) in ("them", "whom", "which"):
            return at + 1
        at += 1
    return at + (is_numeral(line.low(at)) or line.low(at) in lexicon("numbers")["words"])


def _phrase_end(line: Line, d: Draft, at: int) -> int:
    """Where the noun phrase that begins at ``at`` ends: before a function word, a verb, a mark; never before its last plural."""
    stop, verbs, end, plural = word_set("groups", "stop"), word_set("groups", "stop", "verbs"), at, 0
    many = d.size != 1 or d.last - d.first > 1 or line.low(d.finish) == "of"
    while end < len(line) and end - at < _LONGEST:
        word = line.low(end)
        if word == "-" and line.glued(end) and line.glued(end + 1):
            end += 1
            continue
        if word in ("'s", "'") and plural == end:
            break
        if not is_word(word):
            if is_numeral(word) and end > at and (line.capital(end - 1) or line.low(end - 1) == "-"):
                end += 1  # "63,000 Model 3 sedans", "two F-35 jets"
                continue
            break
        if plural and word in lexicon("numbers")["words"]:
            break  # "6,800 people four kilometres downstream"
        if word == "and" and line.capital(end - 1) and line.capital(end + 1):
            end += 1  # "Kia and Hyundai vehicles"
            continue
        if (
            word in stop or (word in verbs and not (many and end - at <= 1 and not plural and word.endswith("s") and d.kind != "fraction"))
        ) and not _name_word(line, end):
            break
        if plural and (_is_verb(line, end) or (plural == end and _acts(line, end))):
            break
        end += 1
        if is_plural(word) or word.endswith("'s") or (line.capital(end - 1) and len(word) > 4 and word.endswith("is")):
            plural = end if not word.endswith("'s") else plural
    if many and plural and d.measure not in ("duration", "age", "money") and d.kind != "measured":
        end = plural
    while end - at > 1 and is_numeral(line.low(end - 1)):
        end -= 1  # "21 Image 1": a numeral belongs to a name only in front of a noun
    return _without_participles(line, at, end)


def _name_word(line: Line, at: int) -> bool:
    """A word that is a function word in small letters only: "US", "Will"."""
    word = line.words[at]
    return line.capital(at) and (len(word) > 1 and word.isupper()) and word not in ("I", "A")


def _acts(line: Line, at: int) -> bool:
    """After persons in the plural: a word in -s is what one of them does ("one of the two men produces a knife")."""
    word = line.low(at)
    return (
        word.endswith("s")
        and not line.capital(at)
        and not line.upper
        and is_person(line, at - 1)
        and not is_person(line, at)
        and at + 1 < len(line)
    )


def _is_verb(line: Line, at: int) -> bool:
    """After a plural noun: does this word look like a verb form or an adverb, and not like one more noun?"""
    word = line.low(at)
    return bool(_ED.match(word)) or word.endswith("ly") or word in measures("does") or word in measures("done_to")


def _without_participles(line: Line, at: int, end: int) -> int:
    """ "three killed" and "five wounded" have no noun: the word says what happened (see frames.py)."""
    said = measures("done_to")
    if end > at and line.low(at) != "others" and all(_says(line.low(k)) for k in range(at, end)):
        return at
    while end - at > 1 and line.low(end - 1) in said and line.low(end - 1) not in lexicon("measures")["killed"]["is"]:
        end -= 1
    if end - at > 1 and line.low(end - 1) == "dead" and line.low(end - 2) in word_set("groups", "persons"):
        end -= 1  # "left one man dead"
    return end


def _says(word: str) -> bool:
    """A verb form or a word that goes with one, and not a noun."""
    verb = word in measures("done_to") or (word in measures("does") and word not in word_set("measures", "weak_nouns"))
    return verb or word in ("critically", "seriously", "others", "-") or word.endswith("ly")


def stops(word: str) -> bool:
    """Does a noun phrase end before this word?"""
    return word in word_set("groups", "stop") or word in word_set("groups", "stop", "verbs")


def is_plural(word: str) -> bool:
    """Does the noun look like a plural?"""
    return word in word_set("groups", "plural") or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s")))


def singular(word: str) -> str:
    """The singular of a regular plural; of men, women, children too."""
    for many, one in (("women", "woman"), ("men", "man"), ("children", "child"), ("people", "people")):
        if word.endswith(many):
            return word[: -len(many)] + one
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if re.search(r"(?:ss|sh|ch|x|z|o)es$", word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3 else word


def unit_of(line: Line, head: int, tail: int) -> str | None:
    """The unit of a counted noun phrase: ``people`` for persons, else the noun in the singular; None where only "more" is counted."""
    if line.low(tail - 1) == "more":
        return None
    if is_person(line, tail - 1) or _beside_persons(line, tail):
        return "people"
    return singular(line.low(tail - 1))


def _beside_persons(line: Line, tail: int) -> bool:
    """ "30 riveters and nurses": an occupation that no list knows, beside one that is known."""
    persons, word = lexicon("groups")["persons"], line.low(tail - 1)
    agent = word.endswith(tuple(persons["agents"])) and word not in persons["not_persons"]
    return agent and line.low(tail) in ("and", "or") and is_plural(line.low(tail + 1)) and is_person(line, tail + 1)


def is_person(line: Line, at: int) -> bool:
    """Does the noun at token ``at`` mean persons? By the list, by its ending, or as the capitalised name of a people."""
    word = line.low(at)
    persons = lexicon("groups")["persons"]
    if word in word_set("groups", "persons") or word == "others":
        return True
    if word in word_set("groups", "collective") or word in persons["not_persons"]:
        return False
    if len(word) > 5 and word.endswith(tuple(persons["endings"])):
        return True
    return line.capital(at) and len(word) > 4 and word.endswith(tuple(persons["nations"]))

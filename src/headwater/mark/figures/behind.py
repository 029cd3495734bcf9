"""What the words behind the counted noun say happened: "12 killed", "12 people were killed", "12 people in the town died"."""

from __future__ import annotations

from typing import NamedTuple

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.numbers import triggers
from headwater.mark.figures.vocabulary import Phrases, measures, rank, word_set

_FAR = 40  # tokens: a subject and its verb are seldom further apart, and the bound keeps the search linear


class Found(NamedTuple):
    """A measure, the tokens that say it, whether the clause denies it, and the reason in words. An empty measure: another verb governs."""

    measure: str
    first: int
    last: int
    denied: bool
    why: str


def participle(line: Line, d: Draft) -> Found | None:
    """A participle or adjective directly behind the noun: "two people dead", "three wounded", "60 prisoners released"."""
    at = d.tail
    while line.low(at) in word_set("clauses", "adverb") or (line.low(at).endswith("ly") and len(line.low(at)) > 4):
        at += 1
    found = _phrase(line, at, measures("done_to"), d)
    if found and not _has_object(line, found.last):
        return _and_more(line, found, d)
    return None


def verb_ahead(line: Line, d: Draft) -> Found | None:
    """The verb of which the counted are the subject, past insertions, lists and prepositions; None where the clause has none."""
    at, relative, aside = d.tail, False, None
    while at < min(len(line), d.tail + _FAR):
        word = line.lows[at]
        if word in ("(", "["):
            at = _past_bracket(line, at)
            continue
        if word in word_set("clauses", "clause", "marks") or word in word_set("clauses", "clause"):
            return aside
        if word == "," or (word == "-" and not line.glued(at)):
            nxt = _past_insertion(line, at)
            if nxt is None:
                return aside
            at = nxt
            continue
        if word in word_set("clauses", "relative"):
            relative = True
        elif word in word_set("clauses", "auxiliary"):
            found = _chain(line, at, d)
            if not relative:
                return aside if aside and (not found.measure or rank(aside.measure) <= rank(found.measure)) else found
            relative, aside = False, aside or (found if found.measure else None)
            at = max(at, found.last - 1)
        else:
            does = _phrase(line, at, measures("does"), d)
            if does or (line.low(at - 1) in (",", "-") and _phrase(line, at, measures("done_to"), d)):
                return does or _phrase(line, at, measures("done_to"), d)
            reduced = _phrase(line, at, measures("done_to"), d) if line.low(d.tail) in ("of", "from", "in", "at") else None
            if reduced and line.low(reduced.last) in ("in", "by", "during", "near", "at", "on", "when", "after", "", "."):
                return reduced  # "five members of the patrol wounded in clashes"
            if _other_verb(line, d, at) and not relative:
                return Found("", at, at + 1, False, "")
        at += 1
    return aside


def _phrase(line: Line, at: int, table: Phrases, d: Draft) -> Found | None:
    """The longest phrase at ``at`` whose measure fits what is counted; of equal ones the graver."""
    best: Found | None = None
    for phrase, measure in table.get(line.low(at), ()):
        if best and len(phrase) < best.last - best.first:
            break
        if line.matches(at, phrase) and fits(d, measure, " ".join(phrase)) and (best is None or rank(measure) < rank(best.measure)):
            best = Found(measure, at, at + len(phrase), False, f'"{" ".join(phrase)}" behind what is counted')
    return best


def fits(d: Draft, measure: str, phrase: str) -> bool:
    """Can this be said of what is counted? Persons are killed, houses destroyed; doubtful verbs need a noun for persons."""
    if d.measure == "share":
        return bool(d.group)  # the verb is kept as its wording
    if d.measure in ("duration", "money", "age") or d.kind in ("measured", "times"):
        return False
    person = d.unit in ("people", "family", "household", "couple") or d.unit in word_set("groups", "collective")
    if phrase in word_set("measures", "buildings_only") and measure == "destroyed":
        return d.unit in word_set("groups", "buildings")
    if measure in word_set("measures", "kinds", "things"):
        return not person and (d.unit is not None)
    if measure in word_set("measures", "kinds", "persons"):
        if phrase in word_set("measures", "persons_only"):
            return person or d.unit is None or d.unit in ("family", "household", "couple", "group")
        return d.unit not in word_set("groups", "things")
    return True


def _has_object(line: Line, at: int) -> bool:
    """Does an object follow, so that the verb is active: "shot two men", "killed his brother", "wounded Mr X"?"""
    word = line.low(at)
    if word in word_set("clauses", "object") or is_numeral(word) or (word in triggers() and word not in ("half",)):
        return True
    return line.capital(at) and is_word(word) and not word.endswith("day")


def _chain(line: Line, at: int, d: Draft) -> Found:
    """From an auxiliary to its participle: "were reportedly shot and killed". Empty measure: some other verb."""
    denied = False
    auxiliary, between = word_set("clauses", "auxiliary"), word_set("clauses", "between")
    first = at
    while at < len(line):
        found = _phrase(line, at, measures("done_to"), d) or _phrase(line, at, measures("does"), d)
        if found and not (_has_object(line, found.last) and line.low(at - 1) in ("have", "has", "had", "also")):
            return _and_more(line, found, d)._replace(denied=denied)
        word = line.low(at)
        if word in auxiliary or word in between or (word.endswith("ly") and len(word) > 4):
            denied |= word in ("not", "never") or word.endswith("n't")
            at += 1
            continue
        break
    return _later_participle(line, at, d) or Found("", first, at, False, "")


def _and_more(line: Line, found: Found, d: Draft) -> Found:
    """ "shot and killed" is killed; "killed or wounded" is either, hence affected."""
    at = found.last
    at += line.low(at) == ","
    joint = line.low(at)
    if joint not in ("and", "or", "then", "later") and at == found.last:
        return found
    at += joint in ("and", "or", "then", "later")
    while line.low(at) in ("then", "later", "subsequently", "were", "was", "also", "or", "seriously", "critically", "badly"):
        at += 1
    more = _phrase(line, at, measures("done_to"), d) or _phrase(line, at, measures("does"), d)
    if not more or _has_object(line, more.last):
        return found
    if joint == "or" and {found.measure, more.measure} & {"killed"} and found.measure != more.measure:
        return Found("affected", found.first, more.last, False, f'"{line.write(found.first, more.last)}" says either')
    return more if rank(more.measure) < rank(found.measure) else found


def _later_participle(line: Line, at: int, d: Draft) -> Found | None:
    """A second verb of the same subject: "were lined up and shot dead", "were in the car and died"."""
    for k in range(at, min(at + 8, len(line) - 1)):
        word = line.low(k)
        if word in word_set("clauses", "clause", "marks") or word in word_set("clauses", "clause") or word == ",":
            return None
        if word == "and":
            found = _phrase(line, k + 1, measures("done_to"), d) or _phrase(line, k + 1, measures("does"), d)
            return found if found and not _has_object(line, found.last) else None
    return None


def _past_bracket(line: Line, at: int) -> int:
    close = {"(": ")", "[": "]"}[line.lows[at]]
    for k in range(at + 1, min(at + 25, len(line))):
        if line.lows[k] == close:
            return k + 1
    return at + 1


def _past_insertion(line: Line, at: int) -> int | None:
    """Past a comma and what stands between it and the next one ("12 people, including two boys, were killed"); None ends the clause."""
    nxt = line.low(at + 1)
    if is_numeral(nxt) or nxt in triggers() or nxt in ("a", "an", "and", "or") or nxt in word_set("clauses", "auxiliary"):
        return at + 1
    if nxt in word_set("clauses", "relative") or nxt in word_set("clauses", "including") or is_word(nxt):
        limit = min(at + 22, len(line) - 1)
        for k in range(at + 1, limit):
            if line.lows[k] in (";", ":", "."):
                return None
            if line.lows[k] in (",", "-") and (line.lows[k] == "," or not line.glued(k)) and _verb_begins(line, k + 1):
                return k + 1
        if nxt in word_set("clauses", "including"):
            return at + 1
    return None


def _verb_begins(line: Line, at: int) -> bool:
    word = line.low(at)
    return word in word_set("clauses", "auxiliary") or word in measures("does") or word in measures("done_to")


def _other_verb(line: Line, d: Draft, at: int) -> bool:
    """Directly behind the counted noun: a past tense that says something else ("20 men attacked the post")."""
    word = line.lows[at]
    return at == d.tail and (word.endswith("ed") or word in word_set("clauses", "clause"))

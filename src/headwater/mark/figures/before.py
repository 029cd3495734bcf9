"""What the words before the number say happened: "killing 12", "the death of 12", "a toll of 12", "the dead include 12"."""

from __future__ import annotations

from headwater.mark.figures.behind import Found, fits
from headwater.mark.figures.bounds import skip_words
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_word
from headwater.mark.figures.vocabulary import lexicon, measure_words, measures_backward, rank, word_set

_FAR = 16  # tokens between "toll" or a verb and the number that belongs to it, in one clause


def named_or_governed(line: Line, d: Draft) -> Found | None:
    """The head noun ("12 deaths"), else what governs it ("the release of 12 wounded men"), else a word before the head."""
    named = noun_itself(line, d, weak=False)
    if named and named.last == max(d.tail, d.head):
        return named
    return governor(line, d) or named


def governor(line: Line, d: Draft) -> Found | None:
    """A verb or noun directly in front: "killing at least 54", "the deaths of 12"."""
    at = d.begin
    for _ in range(4):
        found = _ending(line, d, at)
        if found:
            return found
        word = line.low(at - 1)
        if word not in skip_words() and not (word.endswith("ly") and len(word) > 4) and word not in ('"', "'"):
            return None
        at -= 1
    return None


def _ending(line: Line, d: Draft, at: int) -> Found | None:
    """The phrase that ends before token ``at``, of those that govern a number."""
    best: Found | None = None
    for role in ("of", "takes"):
        for phrase, measure in measures_backward(role).get(line.low(at - 1), ()):
            if not line.ends_with(at, phrase) or not fits(d, measure, " ".join(phrase)):
                continue
            first = at - len(phrase)
            if role == "takes" and not phrase[-1].endswith("ing") and line.low(first - 1) in word_set("clauses", "auxiliary", "be"):
                continue
            if measure == "killed" and phrase in (("lives", "of"), ("life", "of")) and not _taken(line, first):
                continue
            if best is None or rank(measure) < rank(best.measure):
                best = Found(measure, first, at, False, f'"{" ".join(phrase)}" before the number')
    return best


def _taken(line: Line, at: int) -> bool:
    """ "the lives of 12" are lost only where something takes them; "save the lives of" does not."""
    return any(line.low(k) in word_set("measures", "taking") for k in range(max(0, at - 4), at))


def object_list(line: Line, d: Draft) -> Found | None:
    """One more object of a verb in front: "killed the mayor and two guards"."""
    if line.low(d.begin - 1) not in ("and", ",", "plus") and not (line.low(d.begin - 1) == "as" and line.low(d.begin - 2) == "well"):
        return None
    marks, be = word_set("clauses", "clause", "marks"), word_set("clauses", "auxiliary")
    for at in range(d.begin - 1, max(0, d.begin - _FAR), -1):
        word = line.low(at - 1)
        if word in marks or word in be or word in word_set("clauses", "clause") or word in word_set("clauses", "relative"):
            return None
        if word in ("in", "at", "on", "by", "with", "near", "during", "from", "between", "against"):
            return None
        found = _ending(line, d, at)
        if found and at < d.begin - 1 and not found.why.startswith('"of'):
            return found._replace(why=f'one more object of "{line.write(found.first, found.last).lower()}"')
    return None


def listed(line: Line, d: Draft) -> Found | None:
    """ "the dead include two", "among the injured were three", "the number of dead at 12"."""
    at = d.begin - 1
    if line.low(at) not in ("include", "included", "includes", "were", "are", "was", "is", "including", ":", "at", "to"):
        return None
    names = measure_words("list")
    for k in range(at - 1, max(-1, at - 4), -1):
        for measure in names.get(line.low(k), ()):
            if line.low(k - 1) in ("the", "those", "other", "all", "of") and fits(d, measure, line.low(k)):
                return Found(measure, k, k + 1, False, f'listed after "{line.low(k)}"')
    return None


def toll(line: Line, d: Draft) -> Found | None:
    """A toll that reaches the number: "the death toll had risen to 120", "a toll of 40"."""
    data = lexicon("measures")["toll"]
    if d.unit not in (None, "people") or line.low(d.begin - 1) not in word_set("measures", "toll", "verbs"):
        return None
    for k in range(d.begin - 1, max(-1, d.begin - _FAR), -1):
        word = line.low(k)
        if word in word_set("clauses", "clause", "marks") or word in word_set("clauses", "clause"):
            return None
        if word in data["words"]:
            hurt = line.low(k - 1) in ("injury", "injured", "injuries", "wounded")
            return Found("injured" if hurt else "killed", k - is_word(line.low(k - 1)), k + 1, False, "a toll that reaches the number")
    return None


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
                return Found(measure, k, k + 1, False, f'the noun phrase says "{line.low(k)}"')
    return None

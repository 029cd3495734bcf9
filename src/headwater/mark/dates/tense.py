"""Whether a sentence speaks of what was or of what is to come, by the verbs around an expression of time.

Words stand in the lexicon's table `tense`. Parses nothing: the nearest verb tells, and a few turns of phrase that look ahead whatever it is.
"""

from __future__ import annotations

import re
from functools import cache

from headwater.mark.dates.vocabulary import one_of, table

#: How far to look for the verb that tells whether a bare weekday is past or to come: a clause of news is rarely longer.
_CLAUSE = 110
#: A weekday is ahead only where the word that says so is close: reports put "will" far in front of "said on Tuesday". In TimeBank and
#: AQUAINT nineteen bare weekdays of twenty lie behind.
_CLOSE = 80
#: Where a sentence ends, and where a part of one does; a blank line (\x1e) ends both. The point stands in front of what may not be before
#: it, so that this is looked at behind a point only.
_NOT_BEHIND = "".join(rf"(?<![ .]{word}\.)" for word in ["[a-z]", *table("tense")["abbreviations"]])
_SENTENCE = re.compile(rf"(?:[!?;]|\.{_NOT_BEHIND})(?=[ \x1e]|$)|\x1e")
_PART = re.compile(rf"(?:[!?;:,\"]|\.{_NOT_BEHIND})(?=[ \x1e]|$)|\x1e")
#: What is to be done by a day, or until it, may stand far from it: "will be mended in all the towns that were flooded by Friday".
_LIMIT = re.compile(r"(?<!\w)(?:by|until|till|no later than) (?:(?:noon|midday|midnight)(?: on)? )?$")
#: "Is shut until Friday", "has until Friday".
_STAYS = re.compile(r"(?<![\w'])(?:is|are|remains?|stays?|runs?|continues?|has|have)(?: [a-z]+){0,3} (?:until|till) $")
#: "Was put off until Friday".
_PUT_OFF = re.compile(rf"(?<!\w){one_of(table('tense')['put_off'])}(?: [^ ]+){{0,6}} (?:until|till|to) $")
#: "The vote is on Friday".
_IS = re.compile(r"(?<![\w'])(?:is|are)(?: on| at)? $")
#: "On Friday" at the head of a sentence, whose verb comes behind it.
_HEAD = re.compile(r"^[ \"'(-]*(?:(?:but|and|then|early|late|on|by|at) )*$")
#: "..., the owner said, ..." in the middle of a sentence.
_ASIDE = re.compile(r", [^,.;!?\x1e]{2,60} (?:said|says|added),")


@cache
def _verbs() -> re.Pattern[str]:
    words = table("tense")
    future, past, other = one_of(words["future"]), one_of(words["past"]), "|".join(words["not_past"])
    # "would still be held" is one word of what is to come and not one of it and one of the past
    passive = r"(?:(?:is|are|was|were) )?(?:will|would|shall|won't|'ll|to)(?: [a-z]+)? be(?: [a-z]+ly)? [a-z]+(?:ed|en|ld|t)"
    # what begins "as planned" or "as previously planned" has begun or will begin: the verb before it tells
    planned = r"(?<!\bas )(?<!previously )"
    return re.compile(
        rf"(?<![\w])(?:{planned}(?P<future>{passive}|{future})|(?P<past>{past}|{planned}(?!(?:{other})\b)[a-z]{{3,}}ed))(?!\w)"
    )


@cache
def _finite() -> re.Pattern[str]:
    """The verb of a sentence that looks ahead; or, before it, one that only reports what somebody says of it."""
    return re.compile(rf"(?<!\w)(?:(?P<ahead>{one_of(table('tense')['finite'])})|{one_of(table('tense')['reporting'])})(?!\w)")


def tense(text: str, start: int, end: int) -> str | None:
    """``future`` or ``past`` by the nearest verb in the clause of an expression, the one before it by preference; None without one."""
    before = _SENTENCE.split(text[max(0, start - _CLAUSE) : start])[-1]
    found = [m.lastgroup for m in _verbs().finditer(before)]
    if found:
        return found[-1]
    first = _verbs().search(_SENTENCE.split(text[end : end + _CLAUSE])[0])
    return first.lastgroup if first else None


def to_come(text: str, start: int, end: int) -> bool:
    """Is a weekday, an hour or the like ahead? By a word of what is to come close before it, with no verb between, or by a turn of phrase."""
    sentence = _SENTENCE.split(text[max(0, start - _CLAUSE) : start])[-1]
    if _IS.search(sentence[-8:]) or (
        sentence.endswith((" until ", " till ", " to ")) and (_STAYS.search(sentence) or _PUT_OFF.search(sentence))
    ):
        return True
    if _LIMIT.search(sentence[-36:]) and any(m.lastgroup == "future" for m in _verbs().finditer(sentence)):
        return True
    if _HEAD.match(sentence) and _told_behind(text[end : end + _CLAUSE]):
        return True
    before = _PART.split(_ASIDE.sub("", sentence)[-_CLOSE:])[-1]
    found = [m.lastgroup for m in _verbs().finditer(before)]
    return bool(found) and found[-1] == "future"


def _told_behind(after: str) -> bool:
    """Does the sentence that a day begins look ahead: "On Friday, the council will meet"?"""
    sentence = _SENTENCE.split(after)[0]
    ahead, verb = _finite().search(sentence), _verbs().search(sentence)
    return bool(ahead and ahead["ahead"] and not (verb and verb.lastgroup == "past" and verb.start() < ahead.start()))

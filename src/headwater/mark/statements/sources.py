"""The source of a cue: the noun phrase that stands as its subject, and what is known of it: named or not, a medium or not.

Works on the words around the cue with small lists of what may not stand inside a subject; there is no parse.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from headwater.mark.statements.speech import media_words, unnamed_heads

_PRONOUN = re.compile(r"(?:he|she|they|it|we|I|who|which|that|this|one|some|many|others|both)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
_CUT = re.compile(
    r"(?:[;:¤“”\"(]|(?:^|\s)(?:and|but|as|when|while|after|before|because|although|though|that|if|where|which|with|for|since|until|however|meanwhile|who)\s|—|–)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:on|in|at|by|during|after|before|earlier|later|last|this)\s[^,]{2,60},\s+|(?:however|meanwhile|also|still|but|and|yet|so|then|moreover|in addition|separately),?\s+)",
    re.IGNORECASE,
)
_NOUNISH = re.compile(r"[A-Z]|\b(?:the|a|an|its|his|her|their|one|two|three|several|some|many|local|senior|state|\d+)\b", re.IGNORECASE)
_RIGHT = re.compile(
    r"\s+(?P<np>(?:(?:the|a|an|its|his|her|their|one|two|several|some|many|local|senior)\s+)?[\w.&'’-]+(?:\s+(?:of|for|in|at|and|the|on|to|de|al|bin|von)?\s*[\w.&'’-]+){0,9}?)"
    r"(?=\s*(?:[,.;:¤“\"(—–]|$|\s(?:on|in|during|after|at|as|when|while|who|that|adding|citing|told|quoted)\s))",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r",\s+(?:(?:a|an|the|his|her|its|their|who)\s+[^,¤]{2,90}|[a-z][\w'’-]*\s+(?:of|for|at|in)\s+[^,¤]{2,70})(?=,|\.?$|\s¤)"
)
_WORD = re.compile(r"[\w.&'’-]+")


class Source(NamedTuple):
    """A source as written: its place in the stretch searched."""

    start: int
    end: int


def subject_before(text: str, at: int) -> Source | None:
    """The subject that ends right before ``at``: back to a comma, a conjunction, a quotation. An apposition before the cue is part of it."""
    end = len(text[:at].rstrip())
    left = text[:end]
    if left.endswith(","):  # "Mira Oss, the mayor, said"
        body = left[:-1]
        comma = body.rfind(",")
        if comma > 0 and re.match(r"\s+(?:a|an|the|his|her|its|their|who|head|chief|director|spokes)", body[comma + 1 :]):
            inner = subject_before(text, comma)
            return Source(inner.start, end - 1) if inner else None
        return None
    cuts = [m.end() for m in _CUT.finditer(left)]
    start = max(cuts, default=0)
    comma = left.rfind(",", start)
    if comma >= 0:
        start = comma + 1
    while start < end and text[start].isspace():
        start += 1
    opening = _OPENING.match(text[start:end])
    if opening:
        start += opening.end()
    return Source(start, end) if plausible(text[start:end]) else None


def subject_after(text: str, at: int) -> Source | None:
    """The subject of an inverted cue ("…," said Mira Oss, the mayor)."""
    m = _RIGHT.match(text, at)
    if m is None or not plausible(m["np"]):
        return None
    end = m.end("np")
    more = _APPOSITION.match(text, end)
    return Source(m.start("np"), more.end() if more else end)


def phrase_after(text: str, at: int) -> Source | None:
    """The noun phrase behind "according to" and its like: to the next comma or the end of the clause."""
    m = re.match(r"\s*([^,;:¤]{2,140}?)(?=\s*(?:[,;:¤]|\.?$|\.\s|\s(?:which|who|that|citing|said|says)\s))", text[at:])
    if m is None or not plausible(m[1]):
        return None
    return Source(at + m.start(1), at + m.end(1))


def plausible(phrase: str) -> bool:
    """May these words be a source? They hold a name, a determiner or a pronoun, and are not too many."""
    found = _WORD.findall(phrase)
    if not 1 <= len(found) <= 22 or not phrase.strip():
        return False
    if _PRONOUN.match(phrase.strip()):
        return phrase.strip().lower() not in ("that", "this", "which", "who")
    return bool(_NOUNISH.search(phrase)) or found[-1].lower() in unnamed_heads()


def is_pronoun(phrase: str) -> bool:
    """Is it a pronoun that stands for a speaker named before?"""
    return phrase.strip().lower() in ("he", "she", "they", "it")


def head_noun(phrase: str) -> str:
    """The last word of a phrase before its first "of", "in", "for" or comma, in small letters."""
    core = re.split(r",|\s(?:of|in|for|at|from|with|on|who)\s", phrase, maxsplit=1)[0]
    found = _WORD.findall(core)
    return found[-1].lower().strip(".") if found else ""


def is_named(phrase: str) -> bool:
    """Does the phrase name somebody: a capitalised word that is not just the first of a sentence, or a body with a proper noun?"""
    core = _TITLE.sub("", phrase.strip())
    names = re.findall(r"(?:^|\s)([A-Z][\w.&'’-]*)", core)
    if head_noun(phrase) in unnamed_heads() and not re.search(r"\b[A-Z][\w'’-]+\s+[A-Z][\w'’-]+", core.split(" of ")[0]):
        return False
    return bool(names) and not (len(names) == 1 and names[0].lower() in unnamed_heads())


def is_medium(phrase: str) -> bool:
    """Does the phrase name a news medium, by its form?"""
    return any(w.lower().strip(".'’") in media_words() for w in _WORD.findall(phrase)) and bool(
        re.search(r"[A-Z]|media|agency|television|radio", phrase)
    )


def canonical(phrase: str) -> str:
    """The name in a source phrase: without article and apposition, without the office before a personal name's comma."""
    core = re.split(r",\s|\s\(|\swho\s", phrase.strip(), maxsplit=1)[0]
    return " ".join(_TITLE.sub("", core).split()).removesuffix("'s").removesuffix("’s")

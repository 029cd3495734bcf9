"""The source of a cue: the noun phrase that stands as its subject, and what is known of it: named or not, a medium or not.

Works on the words around the cue with small lists of what may not stand inside a subject; there is no parse.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from headwater.mark.statements.speech import institutions, media_words, unnamed_heads

_PRONOUN = re.compile(r"(?:he|she|they|it|we|I|who|which|that|this|one|some|many|others|both)$", re.IGNORECASE)
_TITLE = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+", re.IGNORECASE)
_CUT = re.compile(
    r"(?:[;:¤“”\"(]|(?:^|\s)(?:and|but|as|when|while|after|before|because|although|though|that|if|where|which|with|since|until|however|meanwhile|who|what)\s|—|–)",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^(?:(?:on|in|at|by|during|after|before|earlier|later|last|this)\s[^,]{2,60},\s+"
    r"|(?:however|meanwhile|also|still|but|and|yet|so|then|moreover|in addition|separately),?\s+)",
    re.IGNORECASE,
)
_NOUNISH = re.compile(r"[A-Z]|\b(?:the|a|an|its|his|her|their|one|two|three|several|some|many|local|senior|state|\d+)\b", re.IGNORECASE)
_RIGHT = re.compile(
    r"\s+(?P<np>(?:(?:the|a|an|its|his|her|their|one|two|several|some|many|local|senior)\s+)?[\w.&'’-]+(?:\s+(?:of|for|in|at|and|the|on|to|de|al|bin|von)?\s*[\w.&'’-]+){0,9}?)"
    r"(?=\s*(?:[,.;:¤“\"(—–]|$|\s(?:on|in|during|after|at|as|when|while|who|that|adding|citing|told|quoted)\s))",
    re.IGNORECASE,
)
#: What may stand between two commas behind a name: "the mayor", "head of the union", "Mira Oss"; no new phrase of place, time or manner.
_APPOSED = re.compile(
    r"\s+(?:(?!(?:along|after|as|at|and|although|among|amid|around|about|across|including|with|while|when|where|which|by|in|on|for|from|to|of|or"
    r"|but|during|despite|since|until|before|because|if|then|however|also)\b|\w+ing\b|\w+ed\b)[a-z]|(?:[A-Z][\w'’-]+\s*){1,4}$)"
)
#: Auxiliaries and adverbs between subject and cue.
_TRAILING = re.compile(r"(?:\s+(?:has|have|had|is|are|was|were|now|already|first|since|just|long|often|once|\w+ly))+$", re.IGNORECASE)
_BRACKET = re.compile(r"\s\([^()]{1,30}\)$")
#: Signs that a stretch holds a verb, and so is no subject as a whole.
_FINITE = re.compile(
    r"\s(?:has|have|had|is|are|was|were|will|would|can|could|did|does|do|may|might|must|should|\w+ed\s+(?=(?:a|an|the|its|his|her|their|that)\s)|issued|made|held)\s",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:took|came|went|gave|got|left|saw|began|kept|held|made|ran|sent|stood|lost|won|nothing|nobody|no one|none|neither|there|here|thus|so|to|not|what)\b",
    re.IGNORECASE,
)
#: A text stands for whoever issued it: "a statement from X", "X's statement".
_OFFICE = re.compile(
    r"^(?i:(?:\w+(?:['’]s)?\s+){0,3}?(?:spokesman|spokeswoman|spokesperson|coordinator|president|chairman|chairwoman|director|secretary|chief|mayor"
    r"|minister|commissioner|governor|foreman|captain|professor|doctor|dr|mr|mrs|ms)\.?)\s+(?=[A-Z][\w'’-]+(?:\s+[A-Z][\w'’-]+)+$)"
)
_ROLE = re.compile(r"(?:the\s+)?(?:spokesman|spokeswoman|spokesperson|coordinator)\s+(?=[A-Z][\w'’-]+\s+[A-Z])")
#: "the country's Ministry of Works", "the grid operator Valley Power": what stands before the name.
_OWNED = re.compile(r"^(?:the\s+|its\s+)?(?:[a-z][\w-]*(?:['’]s)?\s+){1,4}(?=[A-Z])")
#: Names in a row before the last "and".
_LISTED = re.compile(r"(?:\b[Tt]he\s+)?\b[A-Z][^,.;:¤]{1,60}(?:,\s+(?:the\s+)?[A-Z][^,.;:¤]{1,60})+,?\s+and\s+$")
_LIST = re.compile(r"(?:the\s+)?[A-Z][^,]{1,60}(?:,\s+(?:the\s+)?[A-Z][^,]{1,60})+\s+and\s+(?:the\s+)?[A-Z][^,]+$", re.IGNORECASE)
_QUOTED_BY = re.compile(r"\s(?:quoted|cited)\s+by\s+(?P<by>.+)$")
_TEXT_BY = re.compile(
    r"(?:statement|report|communiqu[eé]|letter|message|post|tweet|note|release|survey|study)s?\s+(?:from|by|of|issued by)\s+(?P<by>.+)$",
    re.IGNORECASE,
)
_TEXT_OF = re.compile(
    r"^(?P<of>.+?)(?:['’]s|s['’]|['’])\s+(?:\w+\s+)?(?:statement|report|communiqu[eé]|letter|message|post|tweet|release)$", re.IGNORECASE
)
_APPOSITION = re.compile(
    r",\s+(?:(?:a|an|the|his|her|its|their|who)\s+[^,¤]{2,90}|[a-z][\w'’-]*\s+(?:of|for|at|in)\s+[^,¤]{2,70})(?=,|\.?$|\s¤)"
)
_WORD = re.compile(r"[\w.&'’-]+")


class Source(NamedTuple):
    """A source as written: its place in the stretch searched."""

    start: int
    end: int


def subject_before(text: str, at: int, *, participle: bool = False) -> Source | None:
    """The subject that ends right before ``at``: back to a comma, a conjunction, a quotation. An apposition before the cue is part of it.

    ``participle``: the cue is an -ing form, and the verb of its clause may stand between subject and cue ("X issued a note saying").
    """
    end = len(text[:at].rstrip())
    end -= len(text[:end]) - len(_TRAILING.sub("", text[:end]))
    left = text[:end]
    if re.search(r"\b(?:and|but|or)$", left):
        return None
    if left.endswith(","):  # "Mira Oss, the mayor, said"
        body = left[:-1]
        comma = body.rfind(",")
        if comma > 0 and _APPOSED.match(body[comma + 1 :]):
            inner = subject_before(text, comma)
            return Source(inner.start, end - 1) if inner else None
        return None
    bracket = _BRACKET.search(left)  # "the Harbour Workers' Union (HWU) said"
    opened = bracket.start() if bracket else end
    start = max((m.end() for m in _CUT.finditer(left, 0, opened)), default=0)
    comma = left.rfind(",", start, opened)
    if comma >= 0:
        start = comma + 1
    listed = _LISTED.search(left[:start])
    if listed:  # "the Harbour League, the Miners' Union and the Teachers' League said"
        start = listed.start()
    while start < end and text[start].isspace():
        start += 1
    opening = _OPENING.match(text[start:end])
    if opening:
        start += opening.end()
    verb = _FINITE.search(text, start, end)
    if verb is not None:
        if not participle:
            return None
        end = verb.start()
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
    if re.search(r"\bthan\b|^according\b", phrase.strip(), re.IGNORECASE):
        return False
    if _NOBODY.match(phrase.strip()) or phrase.strip().lower() in ("and", "but", "or"):
        return False
    if _PRONOUN.match(phrase.strip()):
        return phrase.strip().lower() not in ("that", "this", "which", "who", "we")
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
    if len(core.split()) > 1 and head_noun(phrase) in institutions() and _TITLE.match(phrase.strip()):
        return True
    names = re.findall(r"(?:^|\s)([A-Z][\w.&'’-]*)", core)
    if head_noun(phrase) in unnamed_heads():
        return False
    return bool(names) and not (len(names) == 1 and names[0].lower() in unnamed_heads())


def is_medium(phrase: str) -> bool:
    """Does the phrase name a news medium, by its form?"""
    if phrase.strip().lower().removeprefix("the ") in ("media", "press", "news media"):
        return False
    return any(w.lower().strip(".'’") in media_words() for w in _WORD.findall(phrase)) and bool(
        re.search(r"[A-Z]|media|agency|television|radio", phrase)
    )


def canonical(phrase: str) -> str:
    """The name in a source phrase: without article and apposition, without the office before a personal name's comma."""
    first, *others = re.split(r",\s|\s\(|\swho\s", phrase.strip())
    named = next((o for o in others if re.match(r"(?:the\s+)?[A-Z]", o)), None)
    core = named if named and not re.search(r"[A-Z]", _TITLE.sub("", first)) else first  # "the operator, the Sarn Board"
    if m := _TEXT_BY.search(core):
        core = m["by"]
    elif m := _TEXT_OF.match(core):
        core = m["of"] + ("s" if re.search(r"s['’]\s", core) else "")
    if _LIST.fullmatch(phrase.strip()) and sum(c.isupper() for c in phrase) > 3:
        return " ".join(_TITLE.sub("", phrase.strip()).split())
    core = _QUOTED_BY.sub("", core)
    if office := _ROLE.match(core):
        core = re.split(r"\s(?:of|for|from|at)\s", core[office.end() :], maxsplit=1)[0]
    core = _OWNED.sub("", _OFFICE.sub("", core))
    return " ".join(_TITLE.sub("", core).split()).removesuffix("'s").removesuffix("’s")


def quoted_through(phrase: str) -> tuple[int, int] | None:
    """Where in a source phrase stands who quotes it: "officials quoted by the agency"."""
    m = _QUOTED_BY.search(phrase)
    return m.span("by") if m else None

"""The vocabulary of reporting: what kind of statement a cue makes, and when it makes none."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.records import Stretch

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
#: What turns a cue into nothing said, right before it or inside it; "did not deny" is none either.
_NOT = re.compile(
    r"(?:\b(?:not|never|neither|nor|without|nobody|no one)|n['’]t|\b(?:refus|declin|fail)(?:e|es|ed|ing|s)?\s+to|\bunable\s+to|\byet\s+to|"
    r"\bno\s+\w+\s+(?:has|have|had))"
    r"(?:\s+(?:yet|publicly|immediately|explicitly|even|ever|directly|to|have|be|been|\w+ly))*\s*$",
    re.IGNORECASE,
)
_NOT_INSIDE = re.compile(r"\b(?:not|never|cannot)\b|n['’]t\b|\b(?:refus|declin)(?:e|es|ed|ing|s)?\s+to\b", re.IGNORECASE)
_REQUEST = re.compile(r"(?:to|for|that|on|upon)\b", re.IGNORECASE)


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads((files("headwater.mark") / "lexicon" / "speech.toml").read_text("utf-8"))


def vocabulary(part: str) -> dict[str, Any]:
    """One part of the lexicon of speech."""
    found: dict[str, Any] = _load()[part]
    return found


def _forms(lemma: str) -> list[str]:
    irregular = vocabulary("irregular").get(lemma)
    if irregular:
        return [lemma, *irregular.split()]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", lemma):
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", lemma) else "s")
    doubled = lemma + lemma[-1] if lemma in vocabulary("forms")["doubled"].split() else lemma
    return [lemma, third, doubled + "ed", doubled + "ing"]


@cache
def _kinds() -> dict[str, str]:
    """Form of a verb, noun or adjective -> kind."""
    out: dict[str, str] = {}
    for kind, words in vocabulary("words").items():
        out |= {w: kind for word in words.split() for w in (word, word + "s")}
    for kind, lemmas in vocabulary("verbs").items():
        out |= {form: kind for lemma in lemmas.split() for form in _forms(lemma)}
    return out


def kind(cue: str, content: str) -> tuple[str, str]:
    """The kind of a statement by its cue and the beginning of its content, and why."""
    words = [w.lower() for w in _WORD.findall(cue)]
    told = next(((w, _kinds()[w]) for w in reversed(words) if _kinds().get(w, "said") != "said"), None)
    start = content.lstrip(" ,:\"“‘'«")
    if told is None:
        if words and _forms_of("tell") & set(words) and start.lower().startswith("to "):
            return "called_on", f"“{cue}” somebody to do something"
        if not cue.strip(" :") and start.rstrip(" \"”’'»").endswith("?"):
            return "asked", "the words are a question"
        return "said", f"“{cue}”" if cue else "a quotation with no cue"
    word, found = told
    if word in _forms_of("call") and not (_REQUEST.match(start) or words[-1] in ("on", "for", "upon")):
        return "said", f"“{cue}” names something"
    if found == "asked" and re.match(r"(?:to|for|that)\b", start, re.IGNORECASE):
        return "called_on", f"“{word}” and a request"
    return found, f"“{word}”"


@cache
def _forms_of(lemma: str) -> frozenset[str]:
    return frozenset(_forms(lemma))


def negated(text: str, cue: list[Stretch]) -> bool:
    """Is it told that somebody did *not* say so?"""
    if not cue:
        return False
    words = " ".join(text[c.start : c.end] for c in cue) + text[cue[-1].end : cue[-1].end + 4]
    before = text[max(0, cue[0].start - 40) : cue[0].start]
    return bool(_NOT_INSIDE.search(words) or _NOT.search(before.rsplit("\n", 1)[-1]))


def goes_on(text: str, end: int, lead: Stretch) -> bool:
    """Does a cue without a source go on with the subject before it: ", adding that", "and promised"?"""
    between = text[end : lead.start]
    return bool(re.fullmatch(r"[^.!?\n]{0,40}", between)) and not impersonal(text[lead.start - min(lead.start, 14) : lead.end])


def passes_on(words: str) -> bool:
    """Do source and cue only hand on what another said: "the Courier's translation of the text follows"?"""
    return bool(re.search(r"\b(?:translations?|transcripts?|excerpts?|reprints?|full text)\b", words, re.IGNORECASE))


def outermost_first(text: str, hops: list[Stretch]) -> list[Stretch]:
    """The hops of one clause, the page's own source first: "told Radio Tern, as quoted by the Courier" came by way of the Courier, "the Courier, citing
    Radio Tern" too."""
    out: list[Stretch] = []
    for h in hops:
        behind = text[out[-1].end : h.start] if out else ""
        out.insert(0 if _PASSED_ON.search(behind) else len(out), h)
    return out


_PASSED_ON = re.compile(r"\b(?:by|according to)\b[^.!?]*$", re.IGNORECASE)


def where_told(text: str, hop: Stretch) -> bool:
    """Is a hop where somebody spoke to the press, and not who passed it on: "told reporters in the capital, Maste"?"""
    return bool(_PRESS_AT.search(text[max(0, hop.start - 80) : hop.start]))


_PRESS_AT = re.compile(
    r"\b(?:reporters|journalists|correspondents|the press)\s+(?:[\w’'-]+\s+){0,4}?(?:in|at|outside|near)\s[^.;:!?\n]*$", re.IGNORECASE
)


def impersonal(cue: str) -> bool:
    """Does it report without any source: "it was learned", "reportedly"?"""
    return bool(re.search(r"\bit\s+(?:is|was|has|had|'s|’s|emerged|seems)\b|\w+edly\b", cue, re.IGNORECASE))

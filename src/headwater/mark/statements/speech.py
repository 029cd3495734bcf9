"""The vocabulary of reporting: verb forms with their kinds, and what stands around them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads((files("headwater.mark") / "lexicon" / "speech.toml").read_text("utf-8"))


def _forms(lemma: str) -> list[str]:
    irregular = _load()["irregular"].get(lemma)
    if irregular:
        return [lemma, *irregular.split()]
    if lemma.endswith("e"):
        return [lemma, lemma + "s", lemma + "d", lemma[:-1] + "ing"]
    if re.search(r"[^aeiou]y$", lemma):
        return [lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"]
    third = lemma + ("es" if re.search(r"(?:s|sh|ch|x|z|o)$", lemma) else "s")
    doubled = lemma + lemma[-1] if lemma in ("admit", "refer", "slam") else lemma
    return [lemma, third, doubled + "ed", doubled + "ing"]


@cache
def verbs() -> dict[str, tuple[str, str]]:
    """Verb form -> (lemma, kind)."""
    return {form: (lemma, kind) for kind, lemmas in _load()["verbs"].items() for lemma in lemmas.split() for form in _forms(lemma)}


@cache
def needs(what: str) -> frozenset[str]:
    """Lemmas of verbs that need a clause, take an object, have a person behind them, have a thing for a subject, stand after what was said, or count."""
    return frozenset(_load()["needs"][what].split())


@cache
def verb_pattern() -> re.Pattern[str]:
    """Any reporting verb with its auxiliaries and adverbs before it and a "in a statement" behind it."""
    forms = "|".join(sorted(verbs(), key=len, reverse=True))
    before = r"(?:(?:has|have|had|is|are|was|were|also|reportedly|repeatedly|earlier|later|then|further|again|did|would)\s+){0,3}"
    text = r"statement|communiqu[eé]|interview|report|letter|speech|tweet|post|release|briefing|press conference|address|message"
    behind = rf"(?:\s+(?:in|during|at|on|via|through)\s+(?:a|an|its|his|her|their|the)\s+(?:\w+\s+){{0,2}}?(?:{text})\b)?"
    return re.compile(rf"\b(?P<before>{before})(?P<verb>{forms})\b(?P<behind>{behind})", re.IGNORECASE)


@cache
def next_verb() -> re.Pattern[str]:
    """Where the content of one verb ends because the next verb of the same subject begins: ", adding that", "and promised that"."""
    forms = "|".join(sorted(verbs(), key=len, reverse=True))
    going = "|".join(sorted((v for v in verbs() if v.endswith("ing")), key=len, reverse=True))
    return re.compile(
        rf",\s+(?:(?:{going})\b|according to\b|citing\b)|,?\s+and\s+(?:\w+ly\s+|also\s+)?(?:{forms})\s+(?=that\b|¤|:)", re.IGNORECASE
    )


@cache
def unnamed_heads() -> frozenset[str]:
    """Nouns that head the description of a source without a name."""
    return frozenset(_load()["unnamed"]["heads"].split())


@cache
def institutions() -> frozenset[str]:
    """Nouns that make a body of a definite phrase."""
    return frozenset(_load()["institutions"]["heads"].split())


@cache
def impersonal() -> re.Pattern[str]:
    """Phrases that report without any source."""
    return re.compile(r"\b(?:" + "|".join(_load()["unnamed"]["passive"]) + r")\b", re.IGNORECASE)


@cache
def media_words() -> frozenset[str]:
    """Words in the names of news media."""
    return frozenset(_load()["media"]["words"].split())

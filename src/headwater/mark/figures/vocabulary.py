"""The vocabulary of figures, read once from the lexicon's TOML files and laid out for look-up. Decides nothing."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from headwater.mark.figures.line import read_line

#: A phrase as the tuple of its words.
Phrase = tuple[str, ...]
#: First word -> phrases that begin with it (longest first), each with what it means.
Phrases = dict[str, list[tuple[Phrase, str]]]


@cache
def lexicon(name: str) -> dict[str, Any]:
    """One file of the lexicon."""
    return tomllib.loads(files("headwater.mark").joinpath("lexicon", f"{name}.toml").read_text(encoding="utf-8"))


@cache
def word_set(name: str, table: str, key: str = "words") -> frozenset[str]:
    """A list of words (or a text of words) as a set."""
    entry = lexicon(name)[table][key]
    return frozenset(entry.split() if isinstance(entry, str) else entry)


def phrases(table: dict[str, list[str]]) -> Phrases:
    """From meaning -> phrases to the look-up by first word, longest first."""
    out: Phrases = {}
    for meaning, forms in table.items():
        for form in forms:
            phrase = split(form)
            out.setdefault(phrase[0], []).append((phrase, meaning))
    for entries in out.values():
        entries.sort(key=lambda e: -len(e[0]))
    return out


@cache
def split(form: str) -> Phrase:
    """A phrase cut as `line.tokens` cuts a text."""
    return read_line(form, 0, len(form)).lows


@cache
def bounds(side: str) -> Phrases:
    """The bound words before or after a number."""
    return phrases(lexicon("bounds")[side])


@cache
def bounds_backward() -> dict[str, list[tuple[Phrase, str]]]:
    """The bound words before a number, by their last word."""
    out: Phrases = {}
    for entries in bounds("before").values():
        for phrase, meaning in entries:
            out.setdefault(phrase[-1], []).append((phrase, meaning))
    for entries in out.values():
        entries.sort(key=lambda e: -len(e[0]))
    return out


@cache
def unit_words() -> dict[str, list[tuple[Phrase, tuple[str, str]]]]:
    """The words of units by their first word: ``(phrase, (measure, unit))``, longest first."""
    data = lexicon("units")
    out: dict[str, list[tuple[Phrase, tuple[str, str]]]] = {}
    for measure, table in (
        ("share", data["percent"]),
        ("money", data["money"]["word"]),
        ("duration", data["time"]),
        ("count", data["measure"]),
    ):
        for unit, forms in table.items():
            for form in forms:
                phrase = split(form)
                out.setdefault(phrase[0], []).append((phrase, (measure, unit)))
    for entries in out.values():
        entries.sort(key=lambda e: -len(e[0]))
    return out


@cache
def money_signs() -> dict[str, str]:
    """The signs and codes that stand in front of a sum."""
    return {form: unit for unit, forms in lexicon("units")["money"]["sign"].items() for form in forms}


@cache
def measures(role: str) -> Phrases:
    """The words that say what happened, of one role (see measures.toml)."""
    data = lexicon("measures")
    return phrases({name: table[role] for name, table in data.items() if role in table})


@cache
def measure_words(role: str) -> dict[str, list[str]]:
    """Single words of a role -> the measures they name."""
    out: dict[str, list[str]] = {}
    for name, table in lexicon("measures").items():
        for form in table.get(role, ()) if isinstance(table, dict) else ():
            out.setdefault(form, []).append(name)
    return out


@cache
def measures_backward(role: str) -> Phrases:
    """As `measures`, by the last word of each phrase."""
    out: Phrases = {}
    for entries in measures(role).values():
        for phrase, meaning in entries:
            out.setdefault(phrase[-1], []).append((phrase, meaning))
    for entries in out.values():
        entries.sort(key=lambda e: -len(e[0]))
    return out


@cache
def rank(measure: str) -> int:
    """The order of measures.toml: of two that a phrase names, the lower wins."""
    return list(lexicon("measures")).index(measure)


@cache
def signs(of: frozenset[str]) -> frozenset[str]:
    """A word of every phrase, its longest, that can say one of these measures: a sentence with none of them says none."""
    data = lexicon("measures")
    forms = [f for name in of for key, forms in data[name].items() for f in forms]
    nouns = [n for pair in data["together"] if pair["measure"] in of for n in pair["nouns"]]
    return frozenset([*(max(split(f), key=len) for f in forms), *nouns, *data["toll"]["words"]])

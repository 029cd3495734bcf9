"""The words of `lexicon/page_words.toml`, loaded once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

#: The words of a name: "shareBar-top" has three. Names without a capital letter take the simpler form.
_PARTS, _SMALL = re.compile(r"[A-Z]+[a-z]*|[a-z]+"), re.compile(r"[a-z]+")
_NONE: frozenset[str] = frozenset()


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads((files("headwater.read") / "lexicon" / "page_words.toml").read_text("utf-8"))


@cache
def openers() -> dict[str, str]:
    """Labels that open a piece of furniture, with its kind."""
    return {label: kind for kind, labels in _load()["opens"].items() for label in labels}


@cache
def menu_words() -> frozenset[str]:
    """Single words and short labels of which menus and buttons are made."""
    return frozenset(_load()["menus"]["words"])


@cache
def opener_forms() -> re.Pattern[str]:
    """The forms of labels that open a piece of furniture; the outermost group that matches is named as its kind."""
    return re.compile("|".join(f"(?P<{kind}>{'|'.join(forms)})" for kind, forms in _load()["opens_like"].items()))


@cache
def part_lines() -> frozenset[str]:
    """Lines that part the articles of a bulletin."""
    return frozenset(_load()["parts"]["lines"])


@cache
def bulletin_words() -> tuple[frozenset[str], re.Pattern[str]]:
    """Labels of the contents of a bulletin, and the number that a bulletin carries ("No. 7")."""
    found = _load()["bulletin"]
    return frozenset(found["contents"]), re.compile(rf"\b(?:{'|'.join(found['numbers'])})\b\.?\s*:?\s*\d{{1,5}}\b")


@cache
def live_forms(name: str) -> re.Pattern[str]:
    """Forms of whole lines, folded: ``titles`` of live blogs; lines of ``teasers`` and of ``replies``, which the parts of other lists hold; of ``writers``."""
    return re.compile("|".join(f"(?:{p})" for p in _load()["live"][name]))


@cache
def beside_time() -> str:
    """The words that stand beside the time of an entry, as a pattern."""
    return "|".join(re.escape(w) for w in sorted(_load()["live"]["beside"], key=len, reverse=True))


@cache
def roles() -> re.Pattern[str]:
    """The offices in which people sign statements."""
    return re.compile(rf"\b(?:{'|'.join(_load()['signed']['roles'])})\b", re.IGNORECASE)


def held_of(text: str, words: tuple[str, ...]) -> tuple[str, int] | None:
    """The first of some words that a text holds, in their order, and where. Many times as fast as one expression for all of them."""
    for word in words:
        if word in text:
            return word, text.index(word)
    return None


@cache
def holders() -> dict[str, tuple[str, ...]]:
    """By kind, what a short line of that kind holds."""
    return {kind: tuple(words) for kind, words in _load()["holds"].items()}


@cache
def calls() -> re.Pattern[str]:
    """How a line goes that calls on the reader to subscribe, follow, write in."""
    found = _load()["calls"]
    starts = "|".join(re.escape(w) for w in sorted(found["begins"], key=len, reverse=True))
    return re.compile(rf"(?:{starts})\b.*?\b(?:{'|'.join(found['holds'])})(?!\w)")


@cache
def caption_ends() -> re.Pattern[str]:
    """How captions end that name who made the picture: with a colon before the name, or with brackets around it."""
    return re.compile(rf"(?:{'|'.join(f'(?:{p})' for p in _load()['captions']['ends'])})\s*\Z")


@cache
def soft_caption_words() -> tuple[str, ...]:
    """What captions hold, and sentences too."""
    return tuple(_load()["captions"]["holds_softly"])


@cache
def caption_words() -> tuple[re.Pattern[str], tuple[str, ...]]:
    """How captions and picture credits begin, and what they hold."""
    found = _load()["captions"]
    starts = "|".join(re.escape(w) for w in sorted(found["starts"], key=len, reverse=True))
    opens = "|".join(re.escape(w) for w in found["opens"])
    return re.compile(rf"(?:{starts})\b(?:\s+by\b|\s*[:/|-]|$)|(?:{opens})\b"), tuple(found["holds"])


@cache
def _classes() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for kind, words in (*_load()["classes"].items(), *((f"+{name}", words) for name, words in _load()["parts_named"].items())):
        for word in words:
            found[word] = (*found.get(word, ()), kind)
    return found


def class_kinds(names: str) -> frozenset[str]:
    """The kinds of furniture that class names, ids and roles announce; with a plus, the parts that they only name."""
    known, low = _classes(), names.lower()
    words = _SMALL.findall(low) if low == names else [word.lower() for word in _PARTS.findall(names)]
    words += low.split()
    if known.keys().isdisjoint(words):
        return _NONE
    return frozenset().union(*(known[word] for word in words if word in known))

"""The forms of names: what is left of a name without article, title and possessive, and how it sounds without vowels.

Works on strings only. Does not find names, and does not decide whether two names are one.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache, lru_cache, partial
from importlib.resources import files

from headwater.text.fold import straighten

_ARTICLE = re.compile(r"^(?:the|a|an|its|his|her|their|our)\s+")
_POSSESSIVE = re.compile(r"(?:(?<=\w)'s|(?<=s)')(?= |$)")
_POINTED = re.compile(r"\b(?:[a-z]\.){2,}|\b[a-z]\.(?= )")
#: The article of Arabic names in its assimilated writings; spellings differ most here, so it counts for nothing in a skeleton.
_PARTICLE = frozenset(["al", "el", "ul", "ad", "ar", "as", "ash", "at", "az", "an", "ibn", "bin", "ben", "bint"])
#: Small words inside the name of a body: "Ministry of Health" and "Health Ministry" differ by nothing else.
_LINKING = frozenset(["of", "the", "for", "and", "on", "in", "to", "de", "la", "du", "des", "der", "di", "&"])
#: Letters and groups that transliterations exchange; the longer ones first.
_SOUNDS = [
    (re.compile(r"sch|sh|ch(?=m)"), "s"),
    (re.compile(r"tch|ch"), "c"),
    (re.compile(r"kh|gh|dh|th|zh|ph|ck"), ""),
    (re.compile(r"q|c(?![eiyh])"), "k"),
]
_PAIRED = {"kh": "k", "gh": "g", "dh": "d", "th": "t", "zh": "z", "ph": "f", "ck": "k"}
_VOWELS = re.compile(r"[aeiouyw']|h(?=[^aeiouy]|$)")
_DOUBLED = re.compile(r"(.)\1+")


@cache
def title_words(part: str) -> frozenset[str]:
    """One list of the lexicon of titles: ``words, before, of, keep``. Folded."""
    data = tomllib.loads((files("headwater.text") / "lexicon" / "titles.toml").read_text("utf-8"))
    return frozenset(data[part].split())


@lru_cache(maxsize=1 << 17)
def fold_name(text: str) -> str:
    """The form in which two writings of one name are equal: no case, article, title, possessive, points or hyphens.

    ``"the U.N." -> "un"``, ``"Prime Minister Ada Lind's" -> "ada lind"``. A title that is all there is stays.
    """
    plain = " ".join(straighten(text).casefold().split()).strip(' ,;:()[]".')
    plain = _ARTICLE.sub("", plain)
    plain = _POSSESSIVE.sub("", plain)
    plain = _POINTED.sub(lambda m: m.group().replace(".", ""), plain + " ").replace("-", " ").replace(".", "")
    return " ".join(without_titles(plain.split()))


def without_titles(words: list[str]) -> list[str]:
    """Folded words without the titles in front; as they are where nothing else is left, or a body's name begins like a title."""
    titles, before = title_words("words"), title_words("before")
    at = 0
    while at < len(words) and words[at] in before and words[at] not in titles:
        at += 1
    start = at
    while at < len(words) and (words[at] in titles or (at > start and words[at] in before)):
        at += 1
        if at + 1 < len(words) and words[at] == "of" and words[at + 1] in title_words("of"):
            at += 2
    if at == start or at >= len(words) or words[at] in _LINKING or words[-1] in title_words("keep"):
        return words
    return words[at:]


def strip_title(text: str) -> str:
    """The name as written, without article, title and possessive: ``"Dr. Ada Lind's" -> "Ada Lind"``."""
    words = " ".join(text.split()).split(" ")
    if len(words) > 1 and words[0].casefold() in ("the", "a", "an", "its", "his", "her", "their", "our"):
        words = words[1:]
    folded = [straighten(w).casefold().rstrip(".,") for w in words]
    kept = words[len(words) - len(without_titles(folded)) :]
    return re.sub(r"(?:(?<=\w)['’]s|(?<=s)['’])$", "", " ".join(kept)).strip(" ,;:")


def without_particles(folded: str) -> list[str]:
    """The words of a folded name without "al", "bin" and their like, which one writer keeps and the next drops."""
    words = folded.split()
    return [w for w in words if w not in _PARTICLE] or words


def _sound(new: str, found: re.Match[str]) -> str:
    """One letter for a group of letters."""
    return _PAIRED.get(found.group(), new)


@lru_cache(maxsize=1 << 17)
def skeleton(folded: str) -> str:
    """The consonants of a folded name, word by word, with what transliterations exchange made equal.

    ``"mohammed" = "muhammad" = "mhmd"``. A first vowel stays, as one mark for all vowels.
    """
    out = []
    for word in without_particles(folded):
        plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
        for pattern, new in _SOUNDS:
            plain = pattern.sub(partial(_sound, new), plain)
        if plain and plain[0] in "aeiouy":
            plain = "a" + plain[1:]
        plain = plain[:1] + _VOWELS.sub("", plain[1:])
        out.append(_DOUBLED.sub(r"\1", plain))
    return " ".join(out)


def is_linking(word: str) -> bool:
    """Is a folded word one of the small ones inside names: "of", "for", "and"?"""
    return word in _LINKING


def content_words(folded: str) -> tuple[str, ...]:
    """The words of a folded name that tell it from others, sorted: without "of", "the", "for"."""
    return tuple(sorted(w for w in folded.split() if w not in _LINKING))


def initials(folded: str) -> frozenset[str]:
    """The acronyms that a folded name can have: from all its words, and from those that are not small."""
    words = folded.split()
    small = [w for w in words if w not in _LINKING]
    return frozenset(["".join(w[0] for w in part) for part in (words, small) if len(part) > 1])

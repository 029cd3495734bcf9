"""The fullest form of each name in its document: surname to full name, acronym to what it stands for, the end of a body's name to all of it.

An acronym is known where it stands in brackets behind a name (or the name behind it), or where one body of the document alone has its
initials. A short form that two names of the document share stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import pairwise

from headwater.mark.names.runs import Run
from headwater.text.names import initials

_BRACKET = re.compile(r" ?\((?:the |or |known as )?[\"“]?$")


def bracketed(text: str, runs: list[Run]) -> dict[str, str]:
    """Acronym -> folded name in whose company it stands in brackets."""
    out: dict[str, str] = {}
    for left, right in pairwise(runs):
        between = text[left.end : right.start]
        if len(between) > 16 or not _BRACKET.search(between):
            continue
        for short, full in ((right, left), (left, right)):
            if len(short.tokens) == 1 and short.tokens[0].upper and len(full.tokens) > 1 and stands_for(short.key, full.lows):
                out.setdefault(short.key, full.key)
                break
    return out


def stands_for(short: str, full: tuple[str, ...]) -> bool:
    """Can the letters be read off the words, in order, beginning with the first? ("unrwa" off "united nations relief and works agency")"""
    letters, joined = short.replace(".", ""), " ".join(full)
    if not letters or letters[0] != joined[0]:
        return False
    if letters in initials(joined):
        return True
    at, starts = 0, 0
    for letter in letters:
        found = joined.find(letter, at)
        if found < 0:
            return False
        starts += found == 0 or joined[found - 1] in " -"
        at = found + 1
    return starts * 2 > len(letters)


def fullest(kinds: Mapping[str, str], introduced: Mapping[str, str]) -> dict[str, str]:
    """Folded name -> folded name of its fullest form. Names that stand for themselves are left out."""
    ends = _carriers((k for k in kinds if kinds[k] == "person"), last_only=True)
    firsts = _carriers((k for k in kinds if kinds[k] == "person"), first=True)
    tails = _carriers(k for k in kinds if kinds[k] == "body")
    letters: dict[str, set[str]] = {}
    for key in kinds:
        if kinds[key] == "body":
            for short in initials(key):
                letters.setdefault(short, set()).add(key)
    out: dict[str, str] = {}
    for key, kind in kinds.items():
        short = key.replace(".", "")
        options = {introduced[key]} if key in introduced else set()
        if not options and " " not in key and kind in ("body", "other") and len(short) > 1:
            options = letters.get(short, set())
        if not options and kind in ("person", "other"):
            options = ends.get(key, set()) or (firsts.get(key, set()) if " " not in key else set())
        if not options and kind in ("body", "other"):
            options = tails.get(key, set())
        options = _widest(options - {key})
        if len(options) == 1:
            out[key] = next(iter(options))
    return {key: _end(out, key) for key in out}


def _carriers(keys: Iterable[str], last_only: bool = False, first: bool = False) -> dict[str, set[str]]:
    """Short form -> names that carry it: by their last word, their first, or any run of words at their end."""
    out: dict[str, set[str]] = {}
    for key in keys:
        parts = key.split()
        if len(parts) < 2:
            continue
        cuts = [parts[:1]] if first else [parts[n:] for n in range(1, len(parts))]
        if last_only:
            cuts = [c for c in cuts if len(c) == 1 or c[0] in ("al", "bin", "abu", "van", "von", "de")]
        for cut in cuts:
            out.setdefault(" ".join(cut), set()).add(key)
    return out


def _widest(options: set[str]) -> set[str]:
    """Names without those that are the end or the plain form of another ("Ada Lind" beside "Ada M. Lind")."""
    return {
        o
        for o in options
        if not any(
            p != o and (p.endswith(f" {o}") or ((p.split()[0], p.split()[-1]) == (o.split()[0], o.split()[-1]) and len(p) > len(o)))
            for p in options
        )
    }


def _end(out: Mapping[str, str], key: str) -> str:
    """Follow short forms to the fullest one; a ring cannot hold, as each step is a longer name."""
    seen = {key}
    while key in out and out[key] not in seen:
        key = out[key]
        seen.add(key)
    return key

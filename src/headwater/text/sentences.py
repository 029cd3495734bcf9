"""Paragraphs and sentences, by rule.

A blank line always ends a sentence. A single line break ends one unless the text runs on across it (no closing mark before it and
a small letter after it, or hard-wrapped lines). A point ends a sentence unless it belongs to an abbreviation, an initial or a number.
Does not look inside: a quotation of three sentences gives three sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

from headwater.records import Stretch

_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "cmdr",
        "maj",
        "adm",
        "rev",
        "hon",
        "st",
        "sr",
        "jr",
        "sen",
        "rep",
        "gov",
        "pres",
        "amb",
        "supt",
        "insp",
        "det",
        "fr",
        "messrs",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "inc",
        "corp",
        "co",
        "ltd",
        "bros",
        "dept",
        "univ",
        "est",
        "assn",
        "no",
        "nos",
        "vol",
        "art",
        "sec",
        "fig",
        "approx",
        "vs",
        "etc",
        "al",
        "cf",
        "e.g",
        "i.e",
        "a.m",
        "p.m",
        "u.s",
        "u.k",
        "u.n",
        "u.s.a",
        "ft",
        "mt",
        "ave",
        "blvd",
        "rd",
        "hwy",
    ]
)
_NEVER_LAST = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "gen",
        "lt",
        "col",
        "sgt",
        "capt",
        "cmdr",
        "maj",
        "adm",
        "rev",
        "hon",
        "sen",
        "rep",
        "gov",
        "pres",
        "amb",
        "st",
        "messrs",
        "vs",
        "e.g",
        "i.e",
        "no",
        "nos",
        "fig",
        "vol",
        "art",
    ]
)
_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)|[.!?]+[”\"](?=[A-Z“\"])")
_BLANK = re.compile(r"[ \t\r]*\n[ \t\r]*(?:\n[ \t\r]*)+")
_LAST_WORD = re.compile(r"(\S+)$")


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The pieces of a block that a line break separates for good."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    cuts = [start]
    lines = [m.start() for m in re.finditer("\n", text[start:end])]
    widths = [b - a for a, b in zip([0, *lines], [*lines, end - start], strict=False)]
    wrapped = len(widths) > 2 and max(widths[:-1]) <= 100 and min(widths[:-1]) > 0.6 * max(widths[:-1]) and max(widths) > 30
    for n in lines:
        at = start + n
        before, after = text[start:at].rstrip(), text[at:end].lstrip()
        if not before or not after:
            continue
        goes_on = after[0].islower() or before[-1] in ",;-–(" or wrapped
        if not goes_on:
            cuts.append(at)
    cuts.append(end)
    return list(itertools.pairwise(cuts))


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The paragraphs of ``text[start:end]``, without the white space around them."""
    end = len(text) if end is None else end
    out: list[Stretch] = []
    at = start
    edges = [(m.start(), m.end()) for m in _BLANK.finditer(text, start, end)]
    for a, b in [*edges, (end, end)]:
        for p, q in _lines(text, at, a):
            p, q = _strip(text, p, q)
            if p < q:
                out.append(Stretch(p, q))
        at = b
    return out


def unwrapped(text: str, found: Iterable[Stretch]) -> str:
    """The text with the line breaks inside the given paragraphs as blanks; every character stays in its place."""
    out, at = [], 0
    for p in found:
        if "\n" in text[p.start : p.end]:
            out += [text[at : p.start], text[p.start : p.end].replace("\n", " ")]
            at = p.end
    return "".join([*out, text[at:]])


def _ends(text: str, paragraph_start: int, mark: re.Match[str]) -> bool:
    """Does this point, question or exclamation mark end a sentence?"""
    after = text[mark.end() : mark.end() + 60].lstrip()
    if not after or mark.group()[0] in "!?":
        return not after or not after[0].islower()
    found = _LAST_WORD.search(text[max(paragraph_start, mark.start() - 25) : mark.start()])
    word = (found.group(1) if found else "").lstrip("(\"'“‘[").lower()
    if word in _NEVER_LAST:
        return False
    if after[0].islower():
        return False
    if len(word) == 1 and word.isalpha() and mark.group() == ".":
        return False
    if word in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return bool(re.match(r"[\"“‘']?(?:The|A|An|In|On|At|It|He|She|They|But|And|This|That|However|Meanwhile)\b", after))
    return True


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of ``text[start:end]`` in order, without the white space around them."""
    out: list[Stretch] = []
    for p in paragraphs(text, start, end):
        at = p.start
        for mark in _END.finditer(text, p.start, p.end):
            if mark.start() < at or not _ends(text, p.start, mark):
                continue
            s, e = _strip(text, at, mark.end())
            if s < e:
                out.append(Stretch(s, e))
            at = mark.end()
        s, e = _strip(text, at, p.end)
        if s < e:
            out.append(Stretch(s, e))
    return out

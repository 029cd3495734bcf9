"""Paragraphs and sentences, by rule.

A blank line always ends a sentence. A single line break ends one unless the text runs on across it (no closing mark before it and
a small letter after it, or hard-wrapped lines). A point ends a sentence unless it belongs to an abbreviation, an initial or a number.
Does not look inside: a quotation of three sentences gives three sentences.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

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
#: From the first line break on; the blanks before it are looked for by hand, since a pattern would try them at every blank of the text.
_BLANK = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
_LETTERS = re.compile(r"(?:[a-z]\.)+[a-z]")
_OPENS = re.compile(r"[\"“‘']?(?:The|A|An|In|On|At|It|He|She|They|But|And|This|That|However|Meanwhile)\b")
Range = tuple[int, int]


def _strip(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _lines(text: str, start: int, end: int) -> list[Range]:
    """The pieces of a block that a line break separates for good."""
    if text.find("\n", start, end) < 0:
        return [(start, end)]
    cuts = [start]
    block = text[start:end]
    lines = [n for n, letter in enumerate(block) if letter == "\n"]
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


def _blanks(text: str, start: int, end: int) -> Iterator[Range]:
    """The blank lines of ``text[start:end]``, with the blanks around them."""
    done = start
    for m in _BLANK.finditer(text, start, end):
        at = m.start()
        while at > done and text[at - 1] in " \t\r":
            at -= 1
        done = m.end()
        yield at, done


def _paragraphs(text: str, start: int, end: int) -> Iterator[Range]:
    at = start
    for a, b in itertools.chain(_blanks(text, start, end), [(end, end)]):
        for p, q in _lines(text, at, a):
            p, q = _strip(text, p, q)
            if p < q:
                yield p, q
        at = b


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The paragraphs of ``text[start:end]``, without the white space around them."""
    return [Stretch(p, q) for p, q in _paragraphs(text, start, len(text) if end is None else end)]


def unwrapped(text: str, found: Iterable[Stretch]) -> str:
    """The text with the line breaks inside the given paragraphs as blanks; every character stays in its place."""
    out, at = [], 0
    for p in found:
        if "\n" in text[p.start : p.end]:
            out += [text[at : p.start], text[p.start : p.end].replace("\n", " ")]
            at = p.end
    return "".join([*out, text[at:]])


def _last_word(text: str) -> str:
    """The letters at the very end of a text, back to a white space; a line break after them is passed over."""
    if text[-1:] == "\n":
        text = text[:-1]
    return text.split()[-1] if text and not text[-1].isspace() else ""


def _ends(text: str, paragraph_start: int, start: int, end: int) -> bool:
    """Does the point, question or exclamation mark that stands here end a sentence?"""
    after = text[end : end + 60].lstrip()
    if not after or text[start] in "!?":
        return not after or not after[0].islower()
    if after[0].islower():
        return False
    word = _last_word(text[max(paragraph_start, start - 25) : start]).lstrip("(\"'“‘[").lower()
    if word in _NEVER_LAST:
        return False
    if len(word) == 1 and word.isalpha() and end == start + 1 and text[start] == ".":
        return False
    if word in _ABBREVIATIONS or ("." in word and _LETTERS.fullmatch(word)):
        return bool(_OPENS.match(after))
    return True


def ranges(text: str, start: int = 0, end: int | None = None) -> Iterator[Range]:
    """Where the sentences of ``text[start:end]`` begin and end, in order, without the white space around them."""
    for first, last in _paragraphs(text, start, len(text) if end is None else end):
        at = first
        for mark in _END.finditer(text, first, last):
            begin, stop = mark.span()
            if _ends(text, first, begin, stop):
                yield at, stop
                at = stop
                while at < last and text[at].isspace():
                    at += 1
        if at < last:
            yield at, last


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Stretch]:
    """The sentences of ``text[start:end]`` in order, without the white space around them."""
    return [Stretch(s, e) for s, e in ranges(text, start, end)]

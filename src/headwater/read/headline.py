"""The headline of a page with one article, settled with what the page declares: a line that is declared to be the headline is it.

`sections` chooses among the lines right before the text. Where share lines, lists and pictures push the headline further up, or the page has no
prose right behind it, the choice is corrected here. Chooses among lines that are there; where none is, the title stays what is declared, without a
place in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set

from headwater.read import labels
from headwater.read.about_line import head_an_article
from headwater.read.block import Block, key_of
from headwater.read.head import Head, headline_parts
from headwater.read.prose import reads_as_prose
from headwater.read.published import visible_dates
from headwater.read.saved_title import reworded
from headwater.read.sections import BEFORE, Section

_WORD = re.compile(r"[^\W_]+")
#: Words of a headline, at most.
_LONGEST = 45
_CHARACTERS = 500
#: A headline that is part of a declared one has as many words, and as much of its length.
_PART_WORDS, _PART_SHARE = 4, 0.5
#: Words of prose between two headlines that are no captions but an account.
_TOLD_WORDS = 150
#: How much a headline in nearly the same words counts, against one in the same.
_REWORDED = 0.8
#: Characters of a line of which one word must be a declared headline's.
_START = 40
#: What a headline with a byline or date right under it gains.
_TOLD = 0.3
#: Lines under a headline of which one is about the article where a run of furniture is over.
_LINES = 5
#: What a line that is surely the headline is worth, and the lines after it that are looked at.
_SURE, _RUN = 2.0, 30
#: Kinds that a headline may have been taken for; a line with markup of furniture is none.
_NEVER = frozenset({"caption", "comments", "foot", "cookie", "form"})


def entitle(section: Section, title: Block) -> None:
    """Give an article the headline that its format names, unless the text has it or one of its own that is marked as such."""
    named, shown = title.key, " ".join(b.key for b in section.title)
    if shown and (any(b.heading for b in section.title) or (shown.count(" ") >= 2 and (shown in named or named in shown))):
        return
    for b in section.title:
        b.take("text", "stands under the headline")
    title.take("title", "the headline that the file names")
    section.blocks.insert(0, title)
    section.title = [title]


def _match(text: str, declared: Sequence[str], *, rewordings: bool = True) -> float:
    """How well a line fits the declared headlines: 1 is all its words; 0 does not fit."""
    own = key_of(text)
    best = 0.0
    for d in declared:
        if own == d:
            return 1.0
        part = min(len(own), len(d)) / max(len(own), len(d), 1)
        if len(own.split()) >= _PART_WORDS and part >= _PART_SHARE and (f" {own} " in f" {d} " or f" {d} " in f" {own} "):
            best = max(best, part)
        if rewordings:
            best = max(best, _REWORDED * reworded(own, d))
    return 0.9 * best


def _value(blocks: Sequence[Block], declared: Sequence[str], whole: Set[str], *, rewordings: bool = True) -> float:
    """How much lines look like the page's headline."""
    text = " ".join(b.text for b in blocks)
    words = sum(b.words for b in blocks)
    if (
        not 1 <= words <= _LONGEST
        or len(text) > _CHARACTERS
        or (labels.is_byline(blocks[0]) and key_of(text) not in whole)
        or (visible_dates(text[:40]) and words < 8)
    ):
        return 0.0
    match = 1.0 if key_of(text) in whole else _match(text, declared, rewordings=rewordings)
    tag = {"h1": 3.0, "h2": 1.5, "h3": 0.7, "h4": 0.4}.get(blocks[0].tag, 0.0)
    if not match:
        return tag if tag >= 3.0 and words >= 2 else 0.1
    hinted = any(h[0] != "+" and not h.startswith("<header") for h in blocks[0].hints) or "a" in blocks[0].inside
    return 4.0 * match + tag - (1.5 if hinted else 0.0) - (1.0 if blocks[0].is_list_item else 0.0)


def settle_headline(section: Section, head: Head) -> None:
    """Moves the headline of a page's only article to the line that the page declares to be it."""
    declared = [k for t in head.titles if (k := key_of(t.value))]
    whole = {*declared, *(key_of(p) for t in head.titles for p in headline_parts(t.value))} - {key_of(s.value) for s in head.sites}
    places = {t.start for t in head.titles}  # on a text page the declaration is a line itself
    if not declared:
        if section.title and head_an_article(_under(section, _LINES)):
            _reopen(section)
        return
    prose = [i for i, b in enumerate(section.blocks) if b.kind == "text" and reads_as_prose(b)]
    if not prose:
        return
    present = _value(section.title, declared, whole) if section.title and section.title[0].raw_start not in places else 0.0
    present += _TOLD if present > 1.0 and head_an_article(_under(section, 4)) else 0.0
    if section.title and section.title[0].tag == "p" and not _match(" ".join(b.text for b in section.title), declared):
        present = min(present, 0.1)
    held = {w for d in whole for w in d.split()}
    best, found = present, None
    for i, b in enumerate(section.blocks[: prose[-1]]):
        if (
            b.raw_start in places
            or (b.kind in _NEVER and not b.why.startswith(("follows", "stands on the page more")))
            or (b.kind == "text" and reads_as_prose(b) and b.tag == "p" and b.key not in whole)
        ):
            continue
        if b.tag != "h1" and held.isdisjoint(_WORD.findall(b.folded[:_START])):
            continue
        value = _value([b], declared, whole, rewordings=i < prose[0]) - (0.5 if i > prose[0] else 0.0)
        value += _TOLD if value > 1.0 and head_an_article(section.blocks[i + 1 : i + 5]) else 0.0
        if value >= best + (0.05 if found is None and present else 0.0) and value > 0.5:
            best, found = value, b
    if found is not None and section.title != [found]:
        _reclaim(section, found)
        for b in section.title:
            b.take("other", "stands near the headline")
        section.title = [found]
        found.take("title", "the headline: the line that the page declares to be it")
    if section.title and (best >= _SURE or head_an_article(_under(section, _LINES))):
        _reopen(section)


def _under(section: Section, most: int) -> list[Block]:
    """The lines under the headline."""
    first = section.blocks.index(section.title[-1]) + 1
    return section.blocks[first : first + most]


def _reclaim(section: Section, headline: Block) -> None:
    """What was set aside because it stands before a headline further down, and stands under this one, is text where it is more than captions."""
    last = section.blocks.index(section.title[0]) if section.title else 0
    under = [b for b in section.blocks[section.blocks.index(headline) + 1 : last] if b.why == BEFORE and reads_as_prose(b)]
    if sum(b.words for b in under) >= _TOLD_WORDS:
        for b in under:
            b.take("text", "stands under the headline")


def _reopen(section: Section) -> None:
    """Under a sure headline a run of furniture that began above it is over: its lines are about the article."""
    blocks = section.blocks
    at = blocks.index(section.title[-1]) + 1
    for i in range(at, min(at + _RUN, len(blocks))):
        b = blocks[i]
        if b.kind == "text" and reads_as_prose(b):
            return
        if not b.why.startswith("follows"):
            if labels.opener(b):
                return
            continue
        b.take("other", "stands between headline and text")

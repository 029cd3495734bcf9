"""A page's text blocks cut into articles: most pages hold one, a bulletin several.

A bulletin shows itself in one of two ways: the same short line stands between its parts again and again ("Back to top", a row of stars), or its
headings are listed once more as a table of contents, and it carries a number or names an author for each. Subheadings alone never split an article.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from headwater.read import labels
from headwater.read.about_line import head_an_article, is_about
from headwater.read.block import Block, key_of
from headwater.read.language import is_common
from headwater.read.names import name_line, with_office
from headwater.read.prose import reads_as_prose
from headwater.read.published import visible_dates
from headwater.read.vocabulary import bulletin_words, part_lines

#: A separator stands at least this often on a bulletin.
_REPEATS = 3
#: A headline is rarely broken into more lines than these.
_TITLE_LINES = 3
#: How many blocks before the first paragraph a headline may stand: share lines, dates, pictures come between.
_REACH = 14
#: Lone lines of fewer words at the edges of a text are captions rather than standfirsts, which are sentences.
_LONE = 10
#: Under a headline stand standfirsts too, which tell something and so are longer than the place or name under a picture.
_UNDER = 5
#: How far before the text a headline may stand with its byline right under it, and what that adds to it.
_FAR, _SIGNED = 40, 1.0
#: What a byline or date under it adds to a line of a page without headings, if it was not ruled out.
_HEADS, _LOST = 1.0, -5.0
#: The score of what is no headline.
_NONE = -10.0
#: A standfirst scores hardly more than the headline above it: it only stands nearer to the text.
_STANDFIRST = 0.9
#: A line of fewer words above a headline is the name of a section or place.
_LEAST_TITLE = 4
#: Words of a line in which a bulletin gives its number; a longer one is a sentence.
_NUMBERED = 20
#: A standfirst under the headline has at least as many words; fewer are a place, a section, a button.
_LEAST_STANDFIRST = 6
#: Words of the longest standfirst; a longer paragraph tells the story.
_LONGEST_STANDFIRST = 60
#: Words of a line under a headline that is a name, an office, a section.
_NAMES = 6
#: What stands between a writer's name and a paper's, and what such a line loses as a headline.
_BESIDE, _BYLINE = re.compile(r"\s+[/|–—-]\s+|\s*\|\s*"), 3.0
#: Letters of small words that headlines in capitals have too.
_SMALL = 4
#: Why a line above the headline that was chosen is no text.
BEFORE = "stands before the headline"
_RULE = re.compile(r"[\W_]{3,}")


@dataclass(slots=True, eq=False)
class Section:
    """The blocks of one article, in order, and those of them that are its headline."""

    blocks: list[Block]
    title: list[Block] = field(default_factory=list)

    @property
    def first_prose(self) -> int:
        """Index of the first paragraph of prose; the length where there is none."""
        return next((i for i, b in enumerate(self.blocks) if b.kind == "text" and reads_as_prose(b)), len(self.blocks))


Scored = tuple[float, int, list[Block]]


def _separators(blocks: Sequence[Block]) -> set[int]:
    """Indexes of the lines that part a bulletin: the same line, at least three times, prose between all of them."""
    places: dict[str, list[int]] = {}
    for i, b in enumerate(blocks):
        if b.folded in part_lines() or (b.words == 0 and _RULE.fullmatch(b.text.strip())):
            places.setdefault(b.folded or b.text.strip(), []).append(i)
    for found in places.values():
        between = sum(any(b.kind == "text" and reads_as_prose(b) for b in blocks[x:y]) for x, y in itertools.pairwise(found))
        if len(found) >= _REPEATS and between >= len(found) - 2:
            return set(found)
    return set()


def _listed(blocks: Sequence[Block]) -> set[int]:
    """Indexes of headings that a table of contents further up lists too."""
    first: dict[str, int] = {}
    again: list[int] = []
    prose = next((i for i, b in enumerate(blocks) if b.kind == "text" and reads_as_prose(b)), len(blocks))
    lines = [(i, b) for i, b in enumerate(blocks) if 3 <= b.words <= 30 and not reads_as_prose(b)]
    counts = Counter([b.folded for _, b in lines])
    for i, b in lines:
        key = b.folded
        if counts[key] == 1 or is_about(b):
            continue
        if key in first and first[key] < prose and any(x.kind == "text" and reads_as_prose(x) for x in blocks[i + 1 : i + 5]):
            again.append(i)
        first.setdefault(key, i)
    if len(again) < _REPEATS - 1:
        return set()
    own = sum(any(is_about(b) for b in blocks[i + 1 : i + 3]) for i in again)
    return set(again) if 2 * own > len(again) or _is_bulletin(blocks[:prose]) else set()


def _is_bulletin(top: Sequence[Block]) -> bool:
    """Do the lines at the top of the page say that it holds several articles?"""
    contents, number = bulletin_words()
    return any(b.folded in contents or (b.words <= _NUMBERED and number.search(b.folded)) for b in top)


def sections(blocks: Sequence[Block], declared: Sequence[str] = ()) -> list[Section]:
    """The articles of a page, in order, each with its headline; blocks of none of them keep or get a kind of furniture.

    ``declared``: what the source of the page says its headline is.
    """
    cuts = _separators(blocks)
    listed = set() if cuts else _listed(blocks)
    parts: list[list[Block]] = [[]]
    for i, b in enumerate(blocks):
        if i in cuts:
            b.take("menu", "the line that parts the articles of this page")
            parts.append([])
            continue
        if i in listed:
            parts.append([])
        parts[-1].append(b)
    counts = Counter(b.folded for b in blocks if b.words >= 3)
    found = [s for s in map(Section, parts) if s.first_prose < len(s.blocks)]
    keys = [key_of(d) for d in declared]
    starts = {id(blocks[i]) for i in listed}
    for s in found:
        if id(s.blocks[0]) in starts:
            s.title = s.blocks[:1]
            s.title[0].take("title", "the headline: the table of contents lists it")
        else:
            _headline(s, counts, keys, several=len(found) > 1)
        _lone_lines(s)
    held = {id(b) for s in found for b in s.blocks}
    for b in blocks:
        if b.kind == "text" and id(b) not in held:
            b.take("contents", "stands in a part of the page without any article")
    return found


def _lone_lines(section: Section) -> None:
    """Short lines that no text follows, or right under the headline, are captions, but for names; between paragraphs they are subheadings."""
    last = max(i for i, b in enumerate(section.blocks) if b.kind == "text" and reads_as_prose(b))
    under = section.blocks[section.blocks.index(section.title[-1]) + 1 : section.first_prose] if section.title else []
    short = [b for b in under if b.words <= _UNDER] + [b for b in section.blocks[last + 1 :] if b.words < _LONE]
    for b in short:
        if b.kind != "text" or b.ends or b.tag != "p" or is_about(b):
            continue
        if b in under and all(w.lstrip("(")[:1].isupper() or is_common(w) for w in b.text.split()):
            b.take("other", "names between headline and text")
        else:
            b.take("caption", "a short line by itself at the edge of the text, as captions are")


def _headline(section: Section, counts: Counter[str], declared: Sequence[str], *, several: bool) -> None:
    """Choose the headline among the lines before the first paragraph, and set aside what stands before it."""
    end = section.first_prose
    signed = _signed(section.blocks, end)
    groups = _title_groups(section.blocks[min(max(0, end - _REACH), signed) : end])
    by = {n for n, g in enumerate(groups) if g[-1] is section.blocks[signed]}
    by |= {
        n - 1 for n in by if n and groups[n - 1][0].kind in ("", "text", "other") and groups[n - 1][0].words >= _LEAST_TITLE
    }  # a standfirst is between
    scored = [(_title_score(g, counts, declared, len(groups) - 1 - n, n in by), n, g) for n, g in enumerate(groups)]
    if not any(b.heading for b in section.blocks[:end]):
        places = {id(b): i for i, b in enumerate(section.blocks[:end], 1)}
        scored = [(v + _HEADS * (v > _LOST and not _names(g[0]) and _heads(section.blocks, places[id(g[-1])])), n, g) for v, n, g in scored]
    best = max(scored, key=lambda x: (x[0], x[1]), default=None)
    if best is not None and best[0] > 0:
        section.title = _first_of(best, scored, _LEAST_TITLE + several)
        at = section.blocks.index(section.title[0])
        for b in section.blocks[:at]:
            if b.kind in ("text", "other"):
                b.take("contents" if several else "other", BEFORE)
        for b in section.blocks[at:end]:
            if b.kind == "other" and (why := labels.is_caption(b)) and not is_about(b):
                b.take("caption", why)
            elif b.kind == "other" and not b.why.startswith("stands in") and _is_standfirst(b):
                b.take("text", "a standfirst between headline and text")
        _standfirsts(section)
        for b in section.title:
            b.take("title", "the headline: the line before the text that looks most like one")


def _names(b: Block) -> bool:
    """Is it the name of a writer?"""
    return name_line(labels.bare(b)) is not None


def _heads(blocks: Sequence[Block], at: int) -> bool:
    """Does one of the lines from here on say by whom or when?"""
    return head_an_article(blocks[at : at + 2])


def _signed(blocks: Sequence[Block], end: int) -> int:
    """The number of the last line before the text with a byline right under it; ``end`` where there is none, or headings tell themselves."""
    if any(b.heading for b in blocks[:end]):
        return min(end, len(blocks) - 1)
    for i in range(end - 2, max(0, end - _FAR) - 1, -1):
        if not labels.is_byline(blocks[i + 1]):
            continue
        at = i - 1 if i and blocks[i].text.rstrip().endswith(".") else i  # a standfirst
        if blocks[at].words >= _LEAST_TITLE and not is_about(blocks[at]):
            return at
    return min(end, len(blocks) - 1)


def _standfirsts(section: Section) -> None:
    """Set apart what stands under the headline and is no part of the account: a heading, or a summary with lines about the article behind it."""
    at = section.blocks.index(section.title[-1]) + 1
    for i in range(at, min(len(section.blocks), at + _REACH)):
        b = section.blocks[i]
        if b.kind != "text":
            continue
        following = section.blocks[i + 1 : i + 1 + _REACH]
        until = next(
            (n for n, x in enumerate(following) if x.kind == "text" and x.tag == "p" and reads_as_prose(x) and not is_about(x)), None
        )
        if until is None or b.words > _LONGEST_STANDFIRST or is_about(b):
            return
        between = following[:until]
        heading = b.heading and b.words >= _LEAST_STANDFIRST
        marked = bool(b.hints & {"+lead", "+head"}) and any(x.kind != "text" for x in between)
        above = any(map(is_about, section.blocks[at:i]))  # what stands under the byline is the account, whatever lines follow it
        if not heading and not marked and (above or not any(map(is_about, between))):
            return
        b.take("standfirst", "a line under the headline that stands apart from the text")
        return


def _first_of(best: Scored, scored: Sequence[Scored], least: int) -> list[Block]:
    """The first of the lines that look as much like a headline: those that follow it are standfirsts."""
    score, at, group = best
    while at and 0 < scored[at - 1][0] > score - _STANDFIRST and sum(b.words for b in scored[at - 1][2]) >= least:
        if scored[at - 1][2][0].kind not in ("", "text", "other") or any(b.ends and b.text.rstrip()[-1] == ":" for b in scored[at - 1][2]):
            break
        if all(b.text.isupper() for b in scored[at - 1][2]) and not any(b.text.isupper() for b in group):
            break  # a letterhead
        at -= 1
        score, _, group = scored[at]
    return group


def _title_groups(blocks: Sequence[Block]) -> list[list[Block]]:
    """Lines that may be a headline together: up to `_TITLE_LINES` in a row between blank lines, or one by itself."""
    groups: list[list[Block]] = []
    for b in blocks:
        fits = b.tag == "p" and b.kind in ("", "text", "other") and b.words <= 12 and not b.is_list_item and not is_about(b)
        fits = fits and not b.text.rstrip().endswith(".")
        if groups and fits and b.gap <= 1 and groups[-1][-1].gap and _joins(groups[-1][-1]) and not _is_name_under(groups[-1][-1], b):
            groups[-1].append(b)
        else:
            groups.append([b])
    return [part for g in groups for part in ([g] if len(g) <= _TITLE_LINES else [[b] for b in g])]


def _is_name_under(above: Block, b: Block) -> bool:
    """Is it the name of a writer under a headline, and not the headline's end? Headlines in small letters that go on break off at a word that says so."""
    text, words = labels.bare(b), above.text.split()
    if with_office(text) is not None or _with_outlet(text):
        return True
    small = any(w.islower() and len(w) > _SMALL for w in words)
    capitals = b.words <= _NAMES and all(w.strip("(\"'“‘")[:1].isupper() or is_common(w) or not w[0].isalnum() for w in text.split())
    return small and (name_line(text) is not None or capitals) and not is_common(words[-1])


def _with_outlet(text: str) -> bool:
    """Is it the name of a writer beside that of a paper ("Ada Long / Hill Wire")?"""
    first, *others = _BESIDE.split(text)
    return len(others) == 1 and name_line(first) is not None and all(w[:1].isupper() for w in others[0].split())


def _joins(b: Block) -> bool:
    return b.tag == "p" and b.kind in ("", "text", "other") and 2 <= b.words <= 12 and not b.ends and not is_about(b)


def _is_standfirst(b: Block) -> bool:
    words = b.words >= _LEAST_STANDFIRST or (b.ends and b.words >= 2)
    return words and not is_about(b) and b.link_share < 0.5 and not any(h[0] != "+" for h in b.hints) and not b.is_list_item


def _title_score(group: Sequence[Block], counts: Counter[str], declared: Sequence[str], distance: int, signed: bool) -> float:
    head = group[0]
    words = sum(b.words for b in group)
    loose = head.kind != "caption" and head.why.startswith("follows")  # a run may have gone on for too long
    if (
        not 2 <= words <= 40
        or not (loose or head.kind in ("", "text", "other"))
        or any(reads_as_prose(b) and b.tag == "p" and not (signed and b.text.rstrip().endswith("?")) for b in group)
    ):
        return _NONE
    text = " ".join(b.text for b in group)
    if any(map(is_about, group)) or labels.is_caption(head):
        return _NONE
    score = 3.0 - 0.3 * distance if not signed else 3.0 + _SIGNED
    score += {"h1": 4.0, "h2": 2.0, "h3": 1.0}.get(head.tag, 0.0)
    score += 2.0 if counts[head.folded] > 1 else 0.0
    score += 5.0 if words >= 3 and any(key_of(text) in d for d in declared) else 0.0
    score += 1.0 if 4 <= words <= 20 else 0.0
    score -= 1.0 if max(b.words for b in group) < _LEAST_TITLE else 0.0
    score -= 2.0 if loose and not signed else 0.0
    score -= 1.0 if (name := name_line(labels.bare(head))) and not name[2] else 0.0
    score -= _BYLINE if _with_outlet(labels.bare(head)) else 0.0
    return score - (2.0 if head.is_list_item or head.link_share > 0.5 else 0.0) - (1.0 if visible_dates(text) else 0.0)

"""The lines about an article, and the dates in them: between headline and text, right above the headline, right behind the text.

Furniture stands in the same places: lines that its words or markup make a teaser, ticker, comment or caption are left out, and a line that only follows
such a label counts where it is nothing but a date or a byline. Reads places and dates, decides for no date: that is `dated`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from headwater.read import labels
from headwater.read.about_line import is_byline_or_date
from headwater.read.block import Block
from headwater.read.fact_words import byline_start, date_labels, mastheads
from headwater.read.marked import Mark
from headwater.read.names import with_office
from headwater.read.numeric import Order, numeric_dates
from headwater.read.prose import reads_as_prose
from headwater.read.published import Found, iso_date, label_before, visible_dates
from headwater.read.sections import Section

#: Lines above the headline, and behind the text, that may be about the article.
_ABOVE, _AFTER = 6, 8
#: Lines behind the text in which a date may stand that says what it is, and how sure one so far from the text is.
_FAR, _FAR_SCORE = 20, 0.8
#: Blocks behind a first paragraph, which may be a standfirst, in which the byline or date is still looked for.
_STANDFIRST = 6
#: Lines behind a byline in which its date stands, and behind that the day of the last change.
_NEXT = 2
#: Lines between headline and text, at most.
_BETWEEN = 60
#: Words of a paragraph that is surely text and no standfirst; the lines about an article stand above it.
_FULL = 20
#: Words of a line that gives an article's date, with byline and section; longer ones tell of something on a date.
DATED = 24
#: Words of a line above the headline or behind the text that does.
_TERSE = 14
#: Words of the line at the foot of a page that says when it was changed.
_FOOT = 22
#: Characters of such a line.
_LONGEST = 400
#: Characters of markup before a headline that belong to its article.
_MARKUP = 3_000
_LEFT_OUT = frozenset({"caption", "teaser", "ticker", "comments", "foot"})
_REST = re.compile(r"[^\W\d_]{2,}")


class Lines(NamedTuple):
    """The blocks right above the headline, nearest first; between headline and text; and behind the text."""

    above: list[Block]
    head: list[Block]
    after: list[Block]


class Shown(NamedTuple):
    """A date that a line shows."""

    block: Block
    found: Found


def lines(section: Section) -> Lines:
    """The lines about an article; none about one whose text has no paragraph, as that of a table's row may."""
    blocks = section.blocks
    if section.first_prose == len(blocks):
        return Lines([], [], [])
    start = blocks.index(section.title[-1]) + 1 if section.title else max(0, section.first_prose - 6)
    texts = [i for i in range(start, len(blocks)) if blocks[i].kind == "text" and not blocks[i].heading]
    prose = next((i for i in texts if reads_as_prose(blocks[i])), len(blocks))
    end = max(prose, next((i for i in texts if blocks[i].words >= _FULL), 0))
    # a long standfirst reads like text; the lines about the article stand under it. Where a date is told above, and several more below, these are of comments
    first_told, dated = end, any(map(labels.is_date, blocks[start:end])) and sum(map(labels.is_date, blocks[end:])) > 1
    behind = [(i, b) for i, b in enumerate(blocks[end : end + _STANDFIRST], end + 1) if _tells(b)]
    end = max((i for i, b in behind if not dated or not labels.is_date(b) or date_labels().search(b.text)), default=end)
    while end > first_told and (more := [i for i, b in enumerate(blocks[end : end + _NEXT], end + 1) if _tells(b)]):
        end = more[-1]
    first = blocks.index(section.title[0]) if section.title else start
    last = max((i for i, b in enumerate(blocks) if b.kind == "text"), default=len(blocks) - 1)
    return Lines(
        blocks[max(0, first - _ABOVE) : first][::-1],
        blocks[start : min(end, start + _BETWEEN)],
        blocks[last + 1 : last + 1 + _AFTER],
    )


def _tells(block: Block) -> bool:
    """Is it a byline or a date, and nothing else?"""
    if block.kind in _LEFT_OUT or block.words > _TERSE or len(block.text) > _LONGEST:
        return False
    return is_byline_or_date(block) or bool(byline_start().match(labels.bare(block)))


def is_open(block: Block) -> bool:
    """May this line be about the article? Not where it belongs to a picture, another article or a reader's comment."""
    if block.kind == "caption":  # "credit" is what pages call the class of either
        return labels.is_byline(block) and "figcaption" not in block.inside
    if block.kind in _LEFT_OUT:
        return block.why.startswith("follows") and not block.hints & _LEFT_OUT
    return labels.is_byline(block) or not labels.is_caption(block) or labels.is_date(block) or _signs(block.text)


def _signs(text: str) -> bool:
    """Does a line give a name with its office, and a date behind it? Captions end in dates too."""
    found = visible_dates(text)
    return bool(found) and with_office(text[: found[0].start].rstrip(" ,|-–—")) is not None


def dates_in(text: str, order: Order, known: Sequence[str]) -> list[Found]:
    """All dates of a line, in order of place."""
    named = visible_dates(text)
    figures = [f for f in numeric_dates(text, order, known) if all(f.end <= n.start or n.end <= f.start for n in named)]
    return sorted(named + figures, key=lambda f: f.start)


def _alone(text: str, found: Sequence[Found]) -> bool:
    """Does a line hold a date and hardly anything else?"""
    rest = text
    for f in reversed(found):
        rest = rest[: f.start] + rest[f.end :]
    return len(_REST.findall(rest)) <= 6


def shown_dates(section: Section, at: Lines, order: Order, known: Sequence[str]) -> list[Shown]:
    """The dates in the lines about an article: under the headline first, then behind the text, then above the headline."""
    whole = {id(b): n for n, b in enumerate(section.blocks)}
    out: list[Shown] = []
    for b in at.head:
        if b.words <= DATED and len(b.text) <= _LONGEST and is_open(b) and (found := dates_in(b.text, order, known)):
            if b.kind in _LEFT_OUT and not (_alone(b.text, found) or byline_start().match(labels.bare(b))):
                continue
            out += _labelled(section, whole[id(b)], b, found)
    if any(s.found.label in ("", "published") and len(s.found.value) >= 10 for s in out):
        return out
    late: list[Shown] = []
    last = whole[id(at.after[0])] if at.after else len(section.blocks)
    for n, b in enumerate(section.blocks[last : last + _FAR]):
        if (n >= _AFTER and late) or b.kind == "comments":
            break
        if (
            b.words <= _TERSE
            and len(b.text) <= _LONGEST
            and b.kind not in ("caption", "teaser", "ticker")
            and (found := dates_in(b.text, order, known))
        ):
            told = [s for s in _labelled(section, whole[id(b)], b, found) if s.found.label in ("published", "modified")]
            late += [s if n < _AFTER else s._replace(found=s.found._replace(score=min(s.found.score, _FAR_SCORE))) for s in told]
    early = []
    for n, b in enumerate(at.above):
        if b.words > _TERSE or len(b.text) > _LONGEST or mastheads().search(b.text) or b.kind in ("caption", "ticker", "comments"):
            continue
        found = dates_in(b.text, order, known)
        early += [s._replace(found=_doubted(b, s.found, n)) for s in _labelled(section, whole[id(b)], b, found)]
    return out + early[:2] + late


def _doubted(block: Block, found: Found, distance: int) -> Found:
    """A day above the headline with nothing that says whose it is may be the masthead's, or another article's."""
    evidence = found.evidence.replace("near the title", "above the title")
    if found.label:
        return found._replace(evidence=evidence)
    score = 0.6 if distance > 1 or block.kind == "teaser" or (labels.WEEKDAY.search(block.text) and found.precision == "day") else 0.8
    return found._replace(evidence=evidence, score=min(score, found.score))


def _labelled(section: Section, at: int, block: Block, found: Sequence[Found]) -> Iterator[Shown]:
    """Dates with what they are called, be it by a line of its own above them; those that are called something else are left out."""
    above = section.blocks[at - 1].text if at else ""
    for n, f in enumerate(found):
        label = f.label
        if not label and n == 0 and len(above) <= 60 and not block.text[: f.start].strip(" |:•·–—-/"):
            label = label_before(above) if len(_REST.findall(above)) <= 8 and not dates_in(above, Order(), ()) else ""
            label = "" if label == "other" else label
        if label != "other":
            yield Shown(block, f._replace(label=label, modified=label == "modified"))


def marked_dates(section: Section, at: Lines, marks: Sequence[Mark]) -> list[Found]:
    """The dates in attributes that stand where the lines about the article stand: one of each kind, the nearest to the headline."""
    blocks = section.blocks
    if not marks:
        return []
    title = section.title[0].raw_start if section.title else blocks[section.first_prose].raw_start
    prose = at.head[-1].raw_end if at.head else title
    end = max(b.raw_end for b in blocks if b.kind == "text")
    best: dict[str, tuple[int, int, Found]] = {}
    for n, m in enumerate(marks):
        iso = iso_date(m.value)
        if iso is None or not title - _MARKUP <= m.start <= end + _MARKUP:
            continue
        inside = next((b for b in blocks if b.raw_end > m.start), None)
        if inside is not None and inside.hints & {"comments", "ticker"}:
            continue
        zone = 0 if title <= m.start <= prose + 200 else 1 if m.start < title else 2
        kind = m.kind
        label = _label_at(blocks, m.start)
        if kind == "time":
            if (
                (zone == 2 and label not in ("published", "modified"))
                or label == "other"
                or (zone == 1 and inside is not None and any(h[0] != "+" for h in inside.hints))
            ):
                continue
            kind = label or "published"
        elif zone == 2 and inside is not None and inside.kind in ("teaser", "comments"):
            continue
        score = (0.95 if m.kind != "time" else 0.9) - (0.15 if zone and m.kind in ("time", "created") else 0.1 if zone else 0.0)
        value = Found(*iso, m.start, m.end, m.evidence, kind == "modified", "published" if kind == "created" else kind, round(score, 2))
        key = "modified" if kind == "modified" else "published"
        rank = (zone, n if zone != 1 else -n, value)
        if key not in best or rank[:2] < best[key][:2]:
            best[key] = rank
    return [best[k][2] for k in ("published", "modified") if k in best]


def _label_at(blocks: Sequence[Block], place: int) -> str:
    """What the words before a place in the source call the date there."""
    before = ""
    for b in blocks:
        if b.raw_start >= place:
            break
        before = b.text if b.raw_end <= place else "".join(p for p, _, end in b.pieces if end <= place)
    return label_before(before[-60:]) if len(_REST.findall(before)) <= 8 else ""


def changed_below(blocks: Sequence[Block], order: Order) -> Shown | None:
    """The line at the foot of a page that says when the page was last changed."""
    last = max((i for i, b in enumerate(blocks) if b.kind == "text"), default=0)
    for b in blocks[last + 1 :]:
        if b.words > _FOOT or len(b.text) > _LONGEST:
            continue
        found = [f for f in dates_in(b.text, order, ()) if f.label == "modified"]
        if found and re.search(r"\blast\b", b.text[: found[0].start], re.IGNORECASE):
            return Shown(b, found[0]._replace(evidence="a line at the foot of the page", score=0.8))
    return None

"""A live blog as documents: what stands above its entries, and each entry with its own text, time, headline and byline.

`entries` says what the entries are, `reckon` on which day each was made; here each is told apart from its furniture and described. What the page declares
(its dates, author, headline) is said of what stands above the entries alone: an entry has what it shows, and what the structured data say of it.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from headwater.read import about, dated, facts, labels
from headwater.read.anchors import Entry, is_day, is_time, matched, matches
from headwater.read.assemble import Assembly, declared
from headwater.read.block import Block, key_of
from headwater.read.byline import Line, byline, is_name_line, whole
from headwater.read.describe import Description, describe
from headwater.read.entries import Blog
from headwater.read.fact_words import byline_start
from headwater.read.head import Declared, Head
from headwater.read.headline import settle_headline
from headwater.read.live import says_live
from headwater.read.main_text import settle, settle_within
from headwater.read.numeric import Order
from headwater.read.prose import reads_as_prose
from headwater.read.published import Found, iso_date
from headwater.read.reckon import Reckoned, Time, reckon
from headwater.read.runs import take_runs
from headwater.read.sections import Section, sections
from headwater.read.stamps import read_stamp
from headwater.read.structured import Update
from headwater.records import Fact, Page

#: Words of prose above the entries that are a text of their own; fewer are a standfirst. Words of a line that tells something.
_LEAD, _TEXT = 40, 3
#: Words of a line that names who wrote an entry; of one that says when it was changed.
_NAME, _CHANGED = 10, 8
#: An author who is declared and not shown; the headline of the page, which an entry without one of its own is shown under.
_UNSHOWN = 0.7
#: Share of letters in links above which a line leads elsewhere.
_LINKED = 0.5
#: Whom an entry names under its text is somebody that it quotes.
_QUOTED = "a name with an office under the text"
#: What the structured data say of an entry, and what its markup says.
_DECLARED, _MARKED = 0.97, 0.95


class Told(NamedTuple):
    """A document to be: its blocks, what is said about it, its address where it has one of its own."""

    section: Section
    about: Description
    url: str | None = None


def tell(page: Page, found: Blog, parents: Sequence[int], head: Head, order: Order) -> list[Told]:
    """The documents of a live blog, in the order of the page. Every block of the page gets its kind."""
    for e in found.entries:
        _settle_entry(e, parents)
    _settle_beside(found.beside, parents)
    lead, section = _lead(page, found, parents, head, order)
    updates = _matched(found.entries, head.updates)
    times = [_time(e, updates.get(id(e))) for e in found.entries]
    reckoned = reckon(times, lead.published, lead.modified, page.captured)
    names = _names(found.entries, head)
    title = _page_title(lead)
    out = [Told(section, lead)] if section is not None else []
    for e, when in zip(found.entries, reckoned, strict=True):
        if any(b.kind == "text" and b.words >= _TEXT for b in e.blocks):
            update = updates.get(id(e))
            out.append(Told(Section(e.blocks, e.title), _entry(page, e, when, update, names, title), _address(update)))
        else:
            for b in e.blocks:
                if b.kind in ("text", "title", "byline"):
                    b.take("other", "an entry of the live blog that holds no text")
    return out


# ---- text and furniture


def _settle_entry(entry: Entry, parents: Sequence[int]) -> None:
    """Gives each block of an entry its kind."""
    own = {id(b) for b in entry.title} | ({id(entry.block)} if entry.block else set())
    rest = [b for b in entry.blocks if id(b) not in own]
    settle_within(rest, parents, open_end=entry.open)
    text = next((i for i, b in enumerate(rest) if b.kind == "text" and reads_as_prose(b)), 0)
    for b in rest[:text]:
        if b.kind == "text" and (is_time(b) or not (b.ends or b.is_list_item or b.heading)):
            b.take("other", "stands between the time of the entry and its text")
    for b in entry.title:
        b.take("title", "the headline of the entry")
    if entry.block is not None:
        entry.block.take("byline", "the time of the entry")


def _settle_beside(blocks: Sequence[Block], parents: Sequence[int]) -> None:
    """Gives each block between and behind the entries its kind."""
    for b, own in zip(blocks, labels.own_kinds(blocks), strict=True):
        if is_day(b):
            b.take("about", "names the day of the entries under it")
        elif own:
            b.take(*own)
    take_runs(blocks, parents)
    for b in blocks:
        if not b.kind:
            b.take("other", "stands beside the entries of the live blog")


def _lead(page: Page, found: Blog, parents: Sequence[int], head: Head, order: Order) -> tuple[Description, Section | None]:
    """What is said about the page as a whole, by what it declares and by the lines above the entries; and these as a document, if they tell enough."""
    titles = [t.value for t in head.titles]
    settle(found.lead, parents, titles)
    for b in found.lead:  # elsewhere such a line leads to a live blog; here it is the headline of one
        if b.kind == "teaser" and b.why.startswith("holds") and b.link_share < _LINKED and says_live(b.text):
            b.take("other", "says that the page is a live blog")
    parts = sections(found.lead, titles)
    if sum(b.words for s in parts for b in s.blocks if b.kind == "text" and reads_as_prose(b)) >= _LEAD:
        whole_lead = parts[0] if len(parts) == 1 else Section(list(found.lead), parts[0].title)
        settle_headline(whole_lead, head)
        return describe(page, whole_lead, head, order, None, found.blocks), whole_lead
    text = [b for e in found.entries for b in e.blocks if b.kind == "text" and reads_as_prose(b)][:1]
    for b in found.lead:
        if b.kind in ("text", "title"):
            b.take("standfirst" if b.kind == "text" and reads_as_prose(b) else "", "stands above the entries of the live blog")
    section = next(iter(sections([*found.lead, *text], titles)), Section([*found.lead, *text]))
    settle_headline(section, head)
    said = describe(page, section, head, order, None, found.blocks)
    for b in found.lead:
        if b.kind in ("", "text", "title", "byline"):
            b.take("contents" if b.kind == "title" else "about", f"stands above the entries of a live blog: {found.why}")
    for b in text:
        b.take("text", "stands in an entry of the live blog")
    return said, None


def _page_title(lead: Description) -> Fact | None:
    """The headline of the page, for entries that have none."""
    if lead.title is None:
        return None
    return dataclasses.replace(lead.title, start=None, end=None, evidence="the headline of the live blog that holds it", score=_UNSHOWN)


# ---- what is declared about entries


def _matched(entries: Sequence[Entry], updates: Sequence[Update]) -> dict[int, Update]:
    """What the structured data say of each entry, found by its headline, or by how its text begins."""
    known = matches(updates)
    lengths = sorted({len(k) for k in known})
    out: dict[int, Update] = {}
    for e in entries if known else ():
        lines = [key_of(" ".join(b.text for b in e.title)), *(b.key for b in e.blocks if b.kind == "text")]
        update = next((u for line in lines if (u := matched(line, known, lengths)) is not None), None)
        if update is not None:
            out[id(e)] = update
    return out


def _address(update: Update | None) -> str | None:
    return update.url if update is not None and update.url.startswith(("http://", "https://")) else None


def _time(entry: Entry, update: Update | None) -> Time:
    said = [i for v in (update.published if update else "", entry.mark.value if entry.mark else "") if (i := iso_date(v))]
    heading = entry.heading
    return Time(entry.stamp, heading[1] if heading else None, heading[0].text.strip()[:40] if heading else "", said[0][0] if said else None)


# ---- what is said about an entry


def _names(entries: Sequence[Entry], head: Head) -> frozenset[str]:
    """Names that stand beside several entries, or that the page declares: its writers, for whom no word stands."""
    lines = Counter(key_of(b.text) for e in entries for b in _header(e) if is_name_line(labels.bare(b)))
    shared = {k for k, n in lines.items() if n > 1}
    return frozenset(shared | ({key_of(head.author.value)} if head.author else set()))


def _header(entry: Entry) -> list[Block]:
    """The lines of an entry above its text, but for its headline and its time."""
    text = next((i for i, b in enumerate(entry.blocks) if b.kind == "text"), len(entry.blocks))
    return [b for b in entry.blocks[:text] if b is not entry.block and b not in entry.title and b.words <= _NAME]


def _writer(entry: Entry, section: Section, update: Update | None, names: frozenset[str]) -> Line | None:
    """Who wrote an entry: the name on the line of its time, a line that says "by", a line that is the name of one of the page's writers."""
    if entry.block is not None and entry.stamp is not None:
        start, end = entry.stamp.rest
        rest = entry.block.text[start:end]
        if rest and is_name_line(rest):
            m = byline_start().match(rest)
            start += m.end() if m else 0
            value = entry.block.text[start:end].strip(" |,•·–—-/(@")
            value = value.removesuffix(" at").removesuffix(" on")
            return Line(entry.block, value, start, start + len(value), "a name beside the time of the entry")
    said = byline(about.lines(section)) if section.first_prose < len(section.blocks) else None
    if said is not None and "blockquote" not in said.block.inside and not said.evidence.startswith(_QUOTED):
        return said
    declared_name = key_of(update.author) if update else ""
    for b in _header(entry):
        if is_name_line(labels.bare(b)) and (b.key in names or b.key == declared_name):
            return whole(b, labels.bare(b), "a name above the text of the entry")
    return None


def _entry(
    page: Page, entry: Entry, when: Reckoned | None, update: Update | None, names: frozenset[str], title: Fact | None
) -> Description:
    section = Section(entry.blocks, entry.title)
    by = _writer(entry, section, update, names)
    at = about.lines(section)
    credited = [line for line in facts.credits(section, at) if line.block is not entry.block]
    changed = _changed(entry, when)
    shown: list[tuple[Block, list[tuple[int, int]]]] = []
    if entry.block is not None and entry.stamp is not None:
        ranges = [(entry.stamp.start, entry.stamp.end)] + ([(by.start, by.end)] if by is not None and by.block is entry.block else [])
        shown.append((entry.block, sorted(ranges)))
    for line in (by, *credited):
        if line is not None and line.block.kind != "text" and all(line.block is not b for b, _ in shown):
            shown.append((line.block, facts.ranges(line.block, by, (), credited)))
    if changed is not None and changed.block.kind != "text":
        shown.append((changed.block, [(changed.found.start, changed.found.end)]))
    for b, _ in shown:
        b.take("byline", "a line about the entry: when, by whom, from what")
    made = Assembly(section, shown)
    return Description(
        made,
        made.title() or title,
        made.fact(by) or declared(_author(update), score=_UNSHOWN),
        _published(page, made, entry, when, update),
        dated.modified(page, _changes(made, update, changed)),
        made.fact(facts.dateline(section, at)),
        tuple(f for c in credited if (f := made.fact(c)) is not None),
    )


def _author(update: Update | None) -> Declared | None:
    if update is None or not update.author:
        return None
    return Declared(update.author, update.start, update.end, "structured data (author of the entry)")


def _published(page: Page, made: Assembly, entry: Entry, when: Reckoned | None, update: Update | None) -> Fact | None:
    """When an entry was made: as the structured data say, as its markup says, as its line says."""
    said = list[Fact]()
    if update is not None and (iso := iso_date(update.published)):
        found = Found(*iso, update.start, update.end, "structured data (datePublished of the entry)", score=_DECLARED)
        said.append(dated.declared_fact(found))
    if entry.mark is not None and (iso := iso_date(entry.mark.value)):
        said.append(
            dated.declared_fact(Found(*iso, entry.mark.start, entry.mark.end, f"{entry.mark.evidence} of the entry", score=_MARKED))
        )
    near = list[Fact]()
    if when is not None and entry.block is not None and entry.stamp is not None:
        fact = made.dated(entry.block, Found(when.value, when.precision, entry.stamp.start, entry.stamp.end, when.evidence))
        near.append(dataclasses.replace(fact, score=when.score))
    return dated.published(page, said, near, None, None, None)


def _changed(entry: Entry, when: Reckoned | None) -> about.Shown | None:
    """The line of an entry that says when it was changed; its day is that of the entry, or the next where the clock stands before the entry's."""
    for b in entry.blocks:
        if b is entry.block or b.words > _CHANGED or (stamp := read_stamp(b.text, Order())) is None:
            continue
        if stamp.label != "modified" or stamp.clock is None or stamp.rest != (0, 0):
            continue
        day = stamp.day or (when.value[:10] if when is not None and stamp.clock >= when.value[11:16] else None)
        if day is not None:
            value = f"{day}T{stamp.clock}{stamp.zone}"
            return about.Shown(b, Found(value, "minute", stamp.start, stamp.end, "a line of the entry that says when it was changed", True))
    return None


def _changes(made: Assembly, update: Update | None, changed: about.Shown | None) -> list[Fact]:
    out = list[Fact]()
    if update is not None and update.modified and update.modified != update.published and (iso := iso_date(update.modified)):
        found = Found(*iso, update.start, update.end, "structured data (dateModified of the entry)", True, score=_DECLARED)
        out.append(dated.declared_fact(found))
    if changed is not None:
        out.append(made.dated(changed.block, changed.found))
    return out

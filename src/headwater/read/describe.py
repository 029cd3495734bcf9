"""All that is said about one article: its title, byline, outlet, credits, place line and dates, brought together from what its page declares and shows.

Wires `headline`, `about`, `byline`, `facts`, `outlet` and `dated`; decides only which of their findings stand for the document.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import NamedTuple

from headwater.read import about, dated, facts, labels
from headwater.read.assemble import Assembly, declared
from headwater.read.block import Block
from headwater.read.byline import Line, byline
from headwater.read.head import Head
from headwater.read.numeric import Order
from headwater.read.published import Found
from headwater.read.relative import relative_dates
from headwater.read.sections import Section
from headwater.records import Fact, Page

#: A byline or headline that the source declares and the page does not show where it is looked for.
_UNSHOWN = 0.7
#: The share of a line that its date is, where the line is about the date.
_MOSTLY = 0.5


class Description(NamedTuple):
    """What is said about one article. ``made`` is its text."""

    made: Assembly
    title: Fact | None
    byline: Fact | None
    published: Fact | None
    modified: Fact | None
    dateline: Fact | None
    credits: tuple[Fact, ...]


def describe(
    page: Page, section: Section, head: Head, order: Order, issue: tuple[Block, Found] | None, blocks: Sequence[Block]
) -> Description:
    """What is said about the article of a section. ``head``: what is declared about it; ``issue``: the date of its bulletin."""
    at = about.lines(section)
    marked = about.marked_dates(section, at, head.marks)
    said = [*head.dates, *marked]
    known = [f.value for f in said]
    dates = about.shown_dates(section, at, order, known)
    place, by, credited = facts.place_line(section, at), byline(at, head.author), facts.credits(section, at)
    if place is not None and by is not None and (by.block, by.value) == (place.block, place.value):
        by = None
    told = [s for s in dates if s.block in at.head]
    alone = [s for s in told if s.block.kind != "text" and not s.found.modified and _is_most_of(s)]
    kept = facts.lines_about(section, by, [*(s for s in told if s.block.kind == "text"), *alone[:1]], credited)
    for b in kept:
        b.take("byline", "a line about the article: who wrote it, when, from what")
    made = Assembly(section, [(b, facts.ranges(b, by, dates, credited)) for b in kept])
    opening = facts.opening_date(section)
    near, changed = _near(made, dates, said)
    declared_dates = _ranked([f for f in said if not f.modified])
    below = about.changed_below(blocks, order) if not changed and not any(f.modified for f in said) else None
    changes = [*map(dated.declared_fact, _ranked([f for f in said if f.modified])), *changed, *([_dated(made, below)] if below else [])]
    told_back = relative_dates(at, page.captured)
    since = [_dated(made, s) for s in told_back if not s.found.modified]
    changes = changes or [_dated(made, s) for s in told_back if s.found.modified]
    published = dated.published(
        page,
        [dated.declared_fact(f) for f in declared_dates],
        near,
        made.dated(*issue) if issue else None,
        page.url or head.url,
        made.dated(*opening) if opening else None,
        since[0] if since else None,
    )
    return Description(
        made,
        made.title() or (declared(head.titles[0], score=_UNSHOWN) if head.titles else None),
        _byline(made, by, head),
        published,
        dated.modified(page, changes),
        made.fact(facts.dateline(section, at) or place),
        tuple(f for c in credited if (f := made.fact(c)) is not None),
    )


def _is_most_of(shown: about.Shown) -> bool:
    """Is a line hardly more than its date, with or without a label? Then it belongs to the document as its byline does; buttons with a date do not."""
    return labels.is_date(shown.block) or shown.found.end - shown.found.start >= _MOSTLY * len(shown.block.text.strip())


def _ranked(found: Sequence[Found]) -> list[Found]:
    """The most trusted first; of equals the first."""
    return sorted(found, key=lambda f: -f.score)


def _dated(made: Assembly, shown: about.Shown) -> Fact:
    return dataclasses.replace(made.dated(shown.block, shown.found), score=shown.found.score)


def _near(made: Assembly, dates: Sequence[about.Shown], said: Sequence[Found]) -> tuple[list[Fact], list[Fact]]:
    """The dates that lines show, apart as those of publication and of change. One without a label that is the day of a declared change is one."""
    first = {f.value[:10] for f in said if not f.modified}
    changes = {f.value[:10] for f in said if f.modified}
    near: list[about.Shown] = []
    changed: list[about.Shown] = []
    for s in dates:
        day = s.found.value[:10]
        silent = not s.found.label and first and day not in first and day in changes
        (changed if s.found.modified or silent else near).append(s)
    near.sort(key=lambda s: (s.found.label != "published", -s.found.score))
    return [_dated(made, s) for s in near], [_dated(made, s) for s in changed]


def _byline(made: Assembly, by: Line | None, head: Head) -> Fact | None:
    """The byline that is shown, else the declared author."""
    if by is not None:
        return made.fact(by)
    return declared(head.author, score=_UNSHOWN)

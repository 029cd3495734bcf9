"""Finds the figures of a document: sentence by sentence, numbers first, then what they count and, by the parse, what is said of it.

Figures are never added up, and a number that counts nothing is left out (weed.py).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from functools import partial

from headwater.mark.figures import (
    bounds,
    frames,
    groups,
    implicit,
    measured,
    multiples,
    numbers,
    parts,
    ranges,
    scope,
    setting,
    totals,
    units,
    vocabulary,
    weed,
    withdrawn,
)
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, read_line
from headwater.mark.figures.tree import Tree, read_tree
from headwater.model.parse import Parser
from headwater.records import Date, Document, Figure, FigureValue, Name, Statement, Stretch, make_id
from headwater.settings import MarkSettings

#: These measures are marked for vague words as small as "several" and "few"; elsewhere they are only manner of speaking.
_COUNTED_LOOSELY = frozenset(
    ("killed", "injured", "missing", "detained", "held", "released", "displaced", "destroyed", "struck", "protesting", "returned")
)

#: Counts without a number of their own.
_IN_WORDS = frozenset(("one", "multiple"))


def find_figures(
    document: Document,
    sentences: list[Stretch],
    statements: list[Statement],
    dates: list[Date],
    names: list[Name],
    settings: MarkSettings,
    parser: Parser,
) -> list[Figure]:
    """The figures of a document in order; dates and names may be of the whole document, in order of their start."""
    out: dict[str, Figure] = {}
    around = setting.Surroundings.of(document, sentences, dates, names)
    for sentence in sentences:
        line = read_line(document.text, sentence.start, sentence.end)
        drafts, tree = read_drafts(line, around.dates_in(sentence.start, sentence.end), settings, partial(read_tree, line, parser))
        if not drafts:
            continue
        inside = [s for s in statements if any(c.start < sentence.end and sentence.start < c.end for c in s.parts.content)]
        ids = {id(d): _figure_id(document, line, d) for d in drafts}
        said = {id(d): _innermost(inside, line.starts[d.begin], line.ends[d.finish - 1]) for d in drafts}
        for d in drafts:
            statement = said[id(d)]
            scope.attach_scope(line, tree, d, statement.value.kind if statement else None)
        scope.share_scope(drafts)
        for d in drafts:
            figure = _figure(line, tree, d, sentence, said[id(d)], around, ids)
            out[figure.id] = figure
    return sorted(out.values(), key=lambda f: (f.start, f.end, f.id))


def read_drafts(line: Line, dates: Sequence[Date], settings: MarkSettings, parsed: Callable[[], Tree]) -> tuple[list[Draft], Tree]:
    """The drafts of one sentence, complete but for place, time and modality, and its parse (of nothing, where there is no draft)."""
    drafts = numbers.find_numbers(line, settings.vague)
    for d in drafts:
        units.attach_unit(line, d)
    drafts = ranges.join_ranges(line, drafts)
    for d in drafts:
        bounds.attach_bound(line, d)
        if not d.group:  # an ordinal knows its noun
            groups.attach_group(line, d)
        units.rate_after_noun(line, d)
        bounds.attach_after(line, d)
    units.share_units(line, drafts)
    drafts = _merge(drafts, multiples.find_multiples(line))
    if not vocabulary.signs(frames.CASUALTY).isdisjoint(line.held):
        drafts = _merge(drafts, implicit.find_described(line))
    drafts = [d for d in drafts if not _certainly_none(line, d, dates)]
    if not drafts:
        return [], Tree(line, [], [], [], [])
    tree = parsed()
    for d in drafts:
        groups.mend_group(line, tree, d)
    frames.attach_measures(line, tree, [d for d in drafts if d.kind != "ordinal" or not d.group])
    drafts = [d for d in drafts if _kept(line, d, dates)]
    for d in drafts:
        implicit.count_up(line, tree, d)
    totals.attach_totals(line, tree, drafts)
    measured.attach_measured(line, tree, drafts, _dated(line, dates))
    parts.attach_parts(line, tree, drafts)
    return drafts, tree


def _dated(line: Line, dates: Sequence[Date]) -> frozenset[int]:
    """The tokens of dates, lengths of time set aside."""
    points = [d for d in dates if d.value.timex_type != "DURATION"]
    return frozenset(k for d in points for k in range(bisect_right(line.ends, d.start), bisect_left(line.starts, d.end)))


def _merge(drafts: list[Draft], described: list[Draft]) -> list[Draft]:
    """Numbers and what counts without one, in order; "a dozen men" is a number and no described person."""
    taken = {k for d in drafts for k in range(d.first, d.last)}
    return sorted([*drafts, *(d for d in described if d.first not in taken)], key=lambda d: (d.first, d.kind))


def _certainly_none(line: Line, d: Draft, dates: Sequence[Date]) -> bool:
    """What is no figure whatever is said of it, so that it takes no part in lists."""
    return d.kind not in _IN_WORDS and weed.is_no_figure(line, d, dates) in ("date", "clock time", "year", "ordinal", "code", "list number")


def _kept(line: Line, d: Draft, dates: Sequence[Date]) -> bool:
    if d.kind in _IN_WORDS:
        return d.strong and d.measure in frames.CASUALTY
    if d.kind == "some":
        return d.strong and d.measure in _COUNTED_LOOSELY
    return weed.is_no_figure(line, d, dates) is None


def _figure_id(document: Document, line: Line, d: Draft) -> str:
    return make_id("figure", document.id, line.starts[d.begin], line.ends[d.finish - 1])


def _figure(
    line: Line, tree: Tree, d: Draft, sentence: Stretch, statement: Statement | None, around: setting.Surroundings, ids: dict[int, str]
) -> Figure:
    document = around.document
    start, end = line.starts[d.begin], line.ends[d.finish - 1]
    withdrawn.attach_withdrawn(line, d, statement.value.speaker if statement else None)
    value = _value(line, tree, d, around, statement, ids.get(id(d.total)) if d.total else None)
    return Figure(
        id=ids[id(d)],
        document=document.id,
        start=start,
        end=end,
        text=document.text[start:end],
        score=d.score,
        rule="implicit" if d.kind == "one" else "ranges" if d.bound == "range" else "numbers",
        why=tuple(d.why),
        region=_region(document, start),
        value=value,
        sentence=sentence,
        statement=statement.id if statement else None,
    )


def _value(line: Line, tree: Tree, d: Draft, around: setting.Surroundings, said: Statement | None, part_of: str | None) -> FigureValue:
    """What the draft says, with place and time; its reasons are complete after this."""
    place = setting.place_of(line, tree, d, around)
    begins, ends, as_of = setting.period_of(line, tree, d, around, said)
    value, low, high = bounds.bounded_values(d)
    return FigureValue(
        value=value,
        low=low,
        high=high,
        bound=d.bound,
        measure=d.measure or "count",
        unit=d.unit,
        group=d.group,
        part_of=part_of,
        scope=d.scope,
        change=d.change,
        place=place,
        start=begins,
        end=ends,
        as_of=as_of,
        modality=d.modality,
        wording=d.wording,
    )


def _innermost(statements: list[Statement], start: int, end: int) -> Statement | None:
    """The statement with the shortest content that covers the figure."""
    holding = [(c.end - c.start, s.id, s) for s in statements for c in s.parts.content if c.start <= start and end <= c.end]
    return min(holding, key=lambda h: h[:2])[2] if holding else None


def _region(document: Document, start: int) -> str:
    title = document.title
    return "title" if title and title.start is not None and title.end is not None and title.start <= start < title.end else "body"

"""On which day each entry of a live blog was made, where its time alone stands beside it.

A day that the entry gives goes first, then the line above it that names a day, then the order of the entries: from one to the next the clock goes on, and
where it falls back midnight has passed. The page's own dates say where to begin: it was published with its oldest entry and changed with its newest. Where
they cannot both be so, the evidence says it. "2 hours ago" is counted from the capture, and only believed where the page's dates allow that day.
"""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Sequence
from typing import NamedTuple

from headwater.read.stamps import Stamp, with_year
from headwater.records import Fact

#: Minutes by which entries may stand in the wrong order; of half a day: a first entry that falls back by less is an older one that was pinned; of a day.
_LOOSE, _PINNED, _DAY = 60, 720, 1440
#: How sure a day is that both dates of the page give, that one gives and its clock bears out, that one gives, and that one gives against the other.
_BOTH, _BORNE_OUT, _ONE, _AGAINST = 0.9, 0.85, 0.8, 0.6
_GIVEN, _HEADED, _BESIDE = 1.0, 0.9, 0.85


class Time(NamedTuple):
    """What is known of one entry's time: its line, the day above it, the day that its markup or the structured data declare."""

    stamp: Stamp | None
    heading: Stamp | None = None
    heading_text: str = ""
    declared: str | None = None


class Reckoned(NamedTuple):
    """A date with its precision, how sure it is, and how it was reckoned."""

    value: str
    precision: str
    score: float
    evidence: str


class _Known(NamedTuple):
    day: datetime.date
    score: float
    why: str


def reckon(times: Sequence[Time], first: Fact | None, last: Fact | None, captured: str | None) -> list[Reckoned | None]:
    """The date of each entry, in the order of the page. ``first``, ``last``: when the page was published and changed."""
    zone = next((t.stamp.zone for t in times if t.stamp and t.stamp.zone), "")
    begun, ended = _date(first, zone), _date(last, zone)
    near = ended or begun
    known = [_given(t, near) for t in times]
    steps = _steps(times)
    base = _base(times, steps, first, last, begun, ended) if not any(known) else None
    out: list[Reckoned | None] = []
    beside: tuple[int, _Known] | None = next(((i, d) for i, d in enumerate(known) if d), None)
    for i, t in enumerate(times):
        day = known[i]
        if day is not None:
            beside = (i, day)
        elif t.stamp is None:
            out.append(None)
            continue
        elif t.stamp.clock is None:
            day = _distant(t.stamp, captured, begun, ended)
        elif beside is not None:
            apart = datetime.timedelta(days=steps[i] - steps[beside[0]])
            day = _Known(
                beside[1].day + apart, min(_BESIDE, beside[1].score), "its day by the order of the entries, from the nearest that gives one"
            )
        elif base is not None:
            passed = ", midnight by the order of the entries" if max(steps) else ""
            day = base._replace(day=base.day + datetime.timedelta(days=steps[i]), why=base.why + passed)
        out.append(_reckoned(t, day))
    return out


def _reckoned(time: Time, day: _Known | None) -> Reckoned | None:
    if day is None or time.stamp is None:
        return None
    clock = time.stamp.clock
    value = f"{day.day.isoformat()}T{clock}{time.stamp.zone}" if clock else day.day.isoformat()
    evidence = "the time of the entry" + (f"; {day.why}" if day.why else "")
    return Reckoned(value, "minute" if clock else "day", day.score, evidence)


def _date(fact: Fact | None, zone: str) -> datetime.date | None:
    """The day of a date of the page, in the zone of the entries' clocks where both say theirs."""
    if fact is None or len(fact.value) < 10:
        return None
    if zone and len(fact.value) > 16:
        return datetime.datetime.fromisoformat(fact.value).astimezone(_tz(zone)).date()
    return datetime.date.fromisoformat(fact.value[:10])


def _tz(zone: str) -> datetime.tzinfo | None:
    return datetime.datetime.fromisoformat("2000-01-01T00:00" + zone).tzinfo


def _given(time: Time, near: datetime.date | None) -> _Known | None:
    """The day that an entry gives itself, or that stands above it."""
    own = _named(time.stamp, near) if time.stamp else None
    if own is not None and time.stamp is not None:
        return _Known(own, _GIVEN if time.stamp.day else _HEADED, "" if time.stamp.day else "its year is that of the page")
    if time.declared:
        return _Known(_nearest(time.stamp, time.declared), _HEADED, "its day as declared")
    headed = _named(time.heading, near) if time.heading else None
    return _Known(headed, _HEADED, f"its day stands above it: “{time.heading_text}”") if headed else None


def _named(stamp: Stamp, near: datetime.date | None) -> datetime.date | None:
    day = stamp.day or (with_year(stamp.partial, near.isoformat()) if stamp.partial and near else None)
    return datetime.date.fromisoformat(day) if day else None


def _nearest(stamp: Stamp | None, declared: str) -> datetime.date:
    """The day on which a clock comes nearest to a declared moment: their zones may differ."""
    day = datetime.date.fromisoformat(declared[:10])
    if stamp is None or stamp.clock is None or len(declared) < 16:
        return day
    moment = datetime.datetime.fromisoformat(declared)
    clock = datetime.time.fromisoformat(stamp.clock)
    if stamp.zone and moment.tzinfo:
        moment = moment.astimezone(_tz(stamp.zone))
    plain = moment.replace(tzinfo=None)
    days = [plain.date() + datetime.timedelta(days=n) for n in (-1, 0, 1)]
    return min(days, key=lambda d: abs(datetime.datetime.combine(d, clock) - plain))


def _minutes(time: Time) -> int | None:
    clock = time.stamp.clock if time.stamp else None
    return int(clock[:2]) * 60 + int(clock[3:]) if clock else None


def _steps(times: Sequence[Time]) -> list[int]:
    """How many midnights lie between the oldest entry and each; an entry without a clock counts as its neighbour."""
    clocks = [(i, m) for i, t in enumerate(times) if (m := _minutes(t)) is not None]
    falls = [(a[1] - b[1]) % _DAY for a, b in itertools.pairwise(clocks) if a[1] != b[1]]
    back = 2 * sum(fall < _PINNED for fall in falls) >= len(falls)
    steps, passed = [0] * len(times), 0
    before: int | None = None
    for i, minutes in reversed(clocks) if back else clocks:
        fell = 0 if before is None else before - minutes
        pinned = back and i == clocks[0][0] and fell < _PINNED
        passed += fell > _LOOSE and not pinned
        before = before if before is not None and 0 < fell <= _LOOSE else minutes
        steps[i] = passed
    held = 0
    for i in range(len(times) - 1, -1, -1) if back else range(len(times)):
        held = steps[i] if _minutes(times[i]) is not None else held
        steps[i] = held
    return steps


def _base(
    times: Sequence[Time],
    steps: Sequence[int],
    first: Fact | None,
    last: Fact | None,
    begun: datetime.date | None,
    ended: datetime.date | None,
) -> _Known | None:
    """The day of the oldest entry, from the dates of the page."""
    passed = datetime.timedelta(days=max(steps, default=0))
    if begun is not None and first is not None:
        said = f"its day is that of the page’s publication ({first.evidence.split(';')[0]})"
        if ended is None:
            return _Known(begun, min(_ONE, first.score), said)
        if ended - begun == passed:
            return _Known(begun, _BOTH, said + ", and its last change agrees")
        if last is not None and _borne_out(times, steps, last, max(steps)):
            changed = f"its day is that of the page’s last change ({last.evidence.split(';')[0]}), whose clock is the newest entry’s"
            return _Known(ended - passed, _BORNE_OUT, changed)
        if _borne_out(times, steps, first, 0):
            return _Known(begun, _BORNE_OUT, said + ", whose clock is the oldest entry’s")
        return _Known(begun, _AGAINST, said + f"; against it: {ended.isoformat()} (its last change)")
    if ended is not None and last is not None:
        return _Known(ended - passed, min(_ONE, last.score), f"its day is that of the page’s last change ({last.evidence.split(';')[0]})")
    return None


def _borne_out(times: Sequence[Time], steps: Sequence[int], fact: Fact, step: int) -> bool:
    """Is an entry of this day as old as a date of the page says, within the hour?"""
    if len(fact.value) < 16:
        return False
    zone = next((t.stamp.zone for t in times if t.stamp and t.stamp.zone), "")
    moment = datetime.datetime.fromisoformat(fact.value)
    if zone and moment.tzinfo:
        moment = moment.astimezone(_tz(zone))
    at = moment.hour * 60 + moment.minute
    clocks = [m for t, s in zip(times, steps, strict=True) if s == step and (m := _minutes(t)) is not None]
    edge = (max(clocks) if step else min(clocks)) if clocks else None
    if not step and max(steps) == 0 and clocks:  # all on one day: either end may be meant
        return min(abs(max(clocks) - at), abs(min(clocks) - at)) <= _LOOSE
    return edge is not None and abs(edge - at) <= _LOOSE


def _distant(stamp: Stamp, captured: str | None, begun: datetime.date | None, ended: datetime.date | None) -> _Known | None:
    """The day of "2 hours ago"."""
    if begun is None:
        return None
    if begun == ended:
        return _Known(begun, _AGAINST, "its day is the one on which the page was published and last changed")
    if captured is None or len(captured) < 16 or stamp.ago is None:
        return None
    try:
        day = (datetime.datetime.fromisoformat(captured) - datetime.timedelta(seconds=stamp.ago)).date()
    except (ValueError, OverflowError):
        return None
    fits = begun <= day and (ended is None or day <= ended)
    return _Known(day, _AGAINST, f"its day is counted back from the capture ({captured[:16]})") if fits else None

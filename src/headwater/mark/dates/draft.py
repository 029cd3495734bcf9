"""What a rule hands over: where an expression stands, and how its value is worked out once the expressions before it are known."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from headwater.mark.dates.calendar import Day, grain
from headwater.mark.dates.tense import tense, to_come
from headwater.text.fold import fold, straighten

#: How far back an earlier date still is what "the day before" counts from: two sentences.
_MEMORY = 400


#: How far in front of and behind the word that makes it one an expression may reach; and how long a word may be that is not to be cut.
_BEFORE, _AFTER, _WORD = 64, 90, 40
#: What at least is read behind each such word.
_LEAST = 54
#: A history holds at least so many written years that lie two years back or more, and so many times more than dates of its own time.
_OLD_YEARS, _OLD_SHARE = 3, 4
#: The score of a day or month that is written with its year.
WRITTEN = 1.0


@dataclass(frozen=True)
class Value:
    """A TIMEX3 value, its type, its score and reasons. ``days`` overrides the days that the value covers on its own."""

    timex: str
    timex_type: str = "DATE"
    score: float = 0.95
    why: tuple[str, ...] = ()
    days: tuple[str, str] | None = None


@dataclass
class Anchor:
    """What relative expressions count from: the day of publication, and the last point in time that the text named."""

    text: str
    published: Day | None
    last: str | None = None
    last_written: bool = False
    last_end: int = 0
    quarter: str | None = None
    quarter_end: int = 0
    old_years: int = 0
    own_days: int = 0

    def saw(self, value: Value, end: int, rule: str) -> None:
        """Remember a point in time that was named; and, apart from it, the quarter that is reported on, which is one that has ended."""
        if not value.timex[:2].isdigit():
            return
        self._count(value, rule)
        self.last, self.last_end, self.last_written = value.timex, end, value.score == WRITTEN
        over = self.published is None or value.timex < grain(self.published, "Q")
        # one before it is named beside it: "after a flat second quarter"
        if rule == "quarters" and "-Q" in value.timex and over and value.timex >= (self.quarter or ""):
            self.quarter, self.quarter_end = value.timex, end

    def _count(self, value: Value, rule: str) -> None:
        """Count the years written that lie years back, and what is told from the document's own day or lies in its own time."""
        if self.published is None:
            return
        if value.timex[:4].isdigit() and int(value.timex[:4]) <= self.published.year - 2:
            self.old_years += rule in ("years", "months", "days")
        elif rule in ("weekdays", "relative", "ago", "days", "months", "years", "clock"):
            self.own_days += 1

    @property
    def tells_of_another_time(self) -> bool:
        """Is this a life or a history: years written that lie years back, and almost nothing of the document's own time?"""
        return self.old_years >= _OLD_YEARS and self.old_years > _OLD_SHARE * self.own_days

    def near_quarter(self, at: int) -> str | None:
        """The quarter reported on, if it was named shortly before ``at``."""
        return self.quarter if self.quarter and at - self.quarter_end <= _MEMORY else None

    def told_year(self, at: int) -> tuple[int, int] | None:
        """Year and month (0: not told) of the date named before, where the text tells of another time: two calendar years back or more.

        In a report only a month or day that is written with its year in the same paragraph counts; in a history every date named before.
        """
        before = self.last if self.tells_of_another_time else self.near(at) if self.last_written else None
        m = re.match(r"(\d{4})(?:-(\d\d))?(?![\d/])", before or "")
        if not m or self.published is None or int(m[1]) > self.published.year - 2:
            return None
        if not self.tells_of_another_time and (not m[2] or "\x1e" in self.text[self.last_end : at]):
            return None
        return int(m[1]), int(m[2] or 0)

    def near(self, at: int) -> str | None:
        """The value of the last date named shortly before ``at``."""
        return self.last if self.last and at - self.last_end <= _MEMORY else None

    def tense(self, start: int, end: int) -> str | None:
        """``future``, ``past`` or None: what the clause of an expression speaks of."""
        return tense(self.text, start, end)

    def to_come(self, start: int, end: int) -> bool:
        """Is the weekday, hour or the like that stands here ahead?"""
        return to_come(self.text, start, end)


@dataclass(frozen=True)
class Draft:
    """An expression found. ``resolve`` gives None where it turns out to be none."""

    start: int
    end: int
    rule: str
    resolve: Callable[[Anchor], Value | None]
    moves: bool = True


def always(value: Value) -> Callable[[Anchor], Value]:
    """What ``resolve`` is where nothing is counted from anything."""
    return lambda anchor: value


@dataclass
class Reading:
    """A text to be read: folded to lower case with blank lines kept apart, and as it is; both of one length."""

    text: str
    lower: str = field(init=False)
    cased: str = field(init=False)
    _stretches: dict[tuple[str | re.Pattern[str], ...], list[tuple[int, int]]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        parted = re.sub(r"\n[ \t\r]*\n\s*", lambda m: "\x1e" * len(m.group()), self.text)
        self.cased = straighten(parted)
        lower = self.cased.lower()
        self.lower = lower if len(lower) == len(parted) else fold(parted)

    def finds(self, pattern: re.Pattern[str], *words: str | re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Every match of a pattern that holds one of these words or pieces of words; only what stands around them is searched.

        Trying a pattern at every letter is slow; looking for plain words is not, nor for a short pattern that begins with plain letters.
        """
        for start, end in self._around(words):
            yield from pattern.finditer(self.lower, start, end)

    def _around(self, words: tuple[str | re.Pattern[str], ...]) -> list[tuple[int, int]]:
        """The stretches around these words, those that touch made one; they begin and end at a blank."""
        known = self._stretches.get(words)
        if known is None:
            spots = _spots(self.lower, words)
            known = self._stretches[words] = list(_stretches(self.lower, sorted(spots))) if spots else []
        return known

    def capital(self, at: int) -> bool:
        """Does a capital stand here?"""
        return self.cased[at : at + 1].isupper()

    def before(self, at: int, length: int = 24) -> str:
        """The folded text in front of a place."""
        return self.lower[max(0, at - length) : at]

    def after(self, at: int, length: int = 24) -> str:
        """The folded text behind a place."""
        return self.lower[at : at + length]


def _spots(text: str, words: tuple[str | re.Pattern[str], ...]) -> list[int]:
    """Where these words stand; of those that follow closely on each other only the first."""
    spots: list[int] = []
    for word in words:
        if not isinstance(word, str):
            spots += [m.start() for m in word.finditer(text)]
            continue
        at = text.find(word)
        while at >= 0:
            spots.append(at)
            at = text.find(word, at + _AFTER - _LEAST)
    return spots


def _stretches(text: str, spots: list[int]) -> Iterator[tuple[int, int]]:
    start = end = -1
    for at in spots:
        if at <= end - _LEAST:
            continue
        first, last = max(0, at - _BEFORE), min(len(text), at + _AFTER)
        first = max(first - _WORD, text.rfind(" ", max(0, first - _WORD), first) + 1, 0)
        blank = text.find(" ", last, last + _WORD)
        last = blank if blank >= 0 else min(len(text), last + _WORD)
        if first <= end:
            end = last
            continue
        if end >= 0:
            yield start, end
        start, end = first, last
    if end >= 0:
        yield start, end


def choose(drafts: Iterable[Draft]) -> Iterator[Draft]:
    """The drafts that stay: of those that overlap the longest, then the first, then by rule. In order of place."""
    kept: list[Draft] = []
    starts: list[int] = []
    for d in sorted(drafts, key=lambda d: (-(d.end - d.start), d.start, d.rule)):
        at = bisect.bisect_left(starts, d.start)
        if (at > 0 and kept[at - 1].end > d.start) or (at < len(kept) and kept[at].start < d.end):
            continue
        kept.insert(at, d)
        starts.insert(at, d.start)
    yield from kept

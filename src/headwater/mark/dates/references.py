"""Points that are named and not dated: "now", "currently", "recently", "soon", "the future" (PRESENT_REF, PAST_REF, FUTURE_REF)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from headwater.mark.dates.draft import Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import one_of, table

#: "the past" is a time unless a unit or number follows; "current" is none in water and wire.
_NOT_BEFORE = re.compile(
    r"[ ](?:\d|one|two|three|four|five|six|seven|eight|nine|ten|few|several|couple|year|month|week|day|decade|quarter|tense|participle)"
)


@cache
def _pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    meaning = {phrase: ref for ref, phrases in table("references").items() for phrase in phrases}
    return re.compile(rf"(?<![\w-]){one_of(meaning)}(?![\w-])"), meaning


@cache
def _pieces() -> tuple[str, ...]:
    """The longest word of each phrase."""
    return tuple(sorted({max(phrase.split(), key=len) for phrases in table("references").values() for phrase in phrases}))


def find_references(reading: Reading) -> Iterator[Draft]:
    """Every such point."""
    pattern, meaning = _pattern()
    for m in reading.finds(pattern, *_pieces()):
        start, phrase = m.start(), m.group()
        ref = meaning[phrase]
        if phrase.startswith("in "):
            start += 3
        if phrase == "soon" and reading.after(m.end(), 3) == " as" and reading.before(m.start(), 3) == "as ":
            continue
        if phrase == "current" and reading.before(m.start(), 5) in ("then ", "then-"):
            continue
        if phrase.endswith("the past") and _NOT_BEFORE.match(reading.after(m.end(), 14)):
            continue
        yield _known(start, m.end(), Value(ref, "DATE", 0.8, ("a point in time that is named and not dated",)))


def _known(start: int, end: int, value: Value) -> Draft:
    return Draft(start, end, "references", always(value), moves=False)

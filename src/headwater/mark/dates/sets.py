"""What comes again: "every day", "each year", "daily", "weekly". Weekdays, months and seasons that come again are with their own kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import duration
from headwater.mark.dates.draft import Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import NUMBER, UNIT, S, number, unit

_EVERY = re.compile(
    rf"(?<!\w)(?:every|each)(?:{S}(?:(?P<other>other)|(?P<n>{NUMBER})|single))?{S}(?P<u>{UNIT}|night|morning|evening)(?!\w)"
)
_ADVERB = re.compile(r"(?<![\w-])(?P<w>hourly|daily|nightly|weekly|fortnightly|monthly|yearly|annually)(?![\w-])")
_ADVERBS = {"hourly": "PT1H", "daily": "P1D", "nightly": "P1D", "weekly": "P1W", "fortnightly": "P2W", "monthly": "P1M", "yearly": "P1Y"}
_ADVERBS |= {"annually": "P1Y"}


def find_sets(reading: Reading) -> Iterator[Draft]:
    """Every set of times."""
    for m in reading.finds(_EVERY, "every", "each"):
        part = {"night": "TNI", "morning": "TMO", "evening": "TEV"}.get(m["u"])
        amount = "2" if m["other"] else number(m["n"]) if m["n"] else "1"
        text = f"XXXX-XX-XX{part}" if part else duration(unit(m["u"]), amount)
        yield _known(m, text)
    for m in reading.finds(_ADVERB, *_ADVERBS):
        if not _is_title(m, reading):
            yield _known(m, _ADVERBS[m["w"]])


def _is_title(m: re.Match[str], reading: Reading) -> bool:
    """ "The Daily Post", "the party daily Harbour": newspapers."""
    return m["w"] != "annually" and (reading.capital(m.start()) or re.match(r" [A-Z]", reading.cased[m.end() : m.end() + 2]) is not None)


def _known(m: re.Match[str], text: str) -> Draft:
    value = Value(text, "SET", 0.9, ("a time that comes again",))
    return Draft(m.start(), m.end(), "sets", always(value), moves=False)

"""Numbers that count nothing: dates, clock times, years, addresses, codes, ratios, list numbers, the pronoun "one"; names are named.py's."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, is_numeral, is_word
from headwater.mark.figures.money import is_price_year
from headwater.mark.figures.named import is_named, is_numbered
from headwater.mark.figures.ranges import is_score
from headwater.mark.figures.vocabulary import lexicon, word_set
from headwater.records import Date

_HOURS = 12  # on the face of a clock
_TELEPHONE = 7  # digits: the shortest number that a telephone outside a house has
_ROW = 5  # groups of digits that a telephone number is written in
_YEARS = (1500, 2100)  # four bare digits in this span are a year unless they count a noun in the plural


def is_no_figure(line: Line, d: Draft, dates: Sequence[Date]) -> str | None:
    """Why this number is no figure; None where it is one. Asked after units and the counted noun are known."""
    if _in_date(line, d, dates):
        return "date"
    if _clock(line, d):
        return "clock time"
    if is_price_year(line, d.first):
        return "year"
    if _ratio(line, d):
        return "score or address"
    if _compound_ordinal(line, d):
        return "ordinal"
    if d.first == d.last - 1 and line.low(d.first) == "one":
        return "pronoun" if _pronoun(line, d) else None
    if not is_numeral(line.low(d.first)):
        return "name" if is_named(line, d) else None
    if d.measure in ("money", "age"):
        return "name" if is_numbered(line, d) else None
    if is_score(line, d):
        return "score or address"
    if _ordinal(line, d):
        return "ordinal"
    if is_named(line, d):
        return "name"
    if _year(line, d):
        return "year"
    return "address" if _address(line, d) else "list number" if _list_number(line, d) else "code" if _code(line, d) else None


def _in_date(line: Line, d: Draft, dates: Sequence[Date]) -> bool:
    """Inside a date or time of day. A length of time stays a quantity even where a date is built on it ("the past two years")."""
    start, end = line.starts[d.first], line.ends[d.last - 1]
    for date in dates:
        overlaps = date.start < end and start < date.end and date.value.timex_type != "DURATION"
        if overlaps and (d.measure not in ("duration", "age") or _ago(line, d)):
            return True
    month = word_set("nonfigures", "months")
    if is_numeral(line.low(d.first)) and d.last - d.first == 1 and "," not in line.lows[d.first] and not d.marked:
        if (
            (line.low(d.first - 1).rstrip(".") in month or (line.low(d.first - 1) == "." and line.low(d.first - 2) in month))
            and line.low(d.first - 1) != "may"
        ) or (line.low(d.first - 1) == "may" and line.capital(d.first - 1)):
            return True
        return line.low(d.last) in month and (line.capital(d.last) or line.upper)
    return False


def _ago(line: Line, d: Draft) -> bool:
    """ "two years ago" and "40 minutes earlier", but not "40 minutes earlier in the day"."""
    return line.low(d.finish) in ("ago", "before", "hence") or (
        line.low(d.finish) in ("earlier", "later") and line.low(d.finish + 1) not in ("in", "on", "this")
    )


def _clock(line: Line, d: Draft) -> bool:
    i, j = d.first, d.last
    if line.low(j) in ("noon", "midnight") or (line.low(i - 1) in ("past", "to") and line.low(i - 2) in ("half", "quarter")):
        return True
    if not is_numeral(line.low(i)):
        minutes = line.low(j) == "-" and line.low(j + 1) in ("fifteen", "thirty", "forty") and d.size <= _HOURS
        return line.low(j) == "o'clock" or minutes or (d.bound == "range" and d.high in (15, 30) and _hour_range(line, d))
    if line.low(j) == ":" and line.glued(j) and line.glued(j + 1) and is_numeral(line.low(j + 1)):
        return True
    if line.low(i - 1) == ":" and line.glued(i) and is_numeral(line.low(i - 2)):
        return True
    behind = line.low(j)
    if behind in ("a", "p") and line.low(j + 1) in (".", "m"):
        return line.low(j + 1) == "m" or line.low(j + 2) == "m"
    if behind in ("am", "pm", "a.m", "p.m", "gmt", "o'clock"):
        return True
    return behind in ("hours", "hrs") and len(line.low(i)) == 4 and line.low(i - 1) in ("at", "about", "around", "until", "from")


def _hour_range(line: Line, d: Draft) -> bool:
    """ "at seven-thirty" is read as a range before it is known that it counts nothing."""
    return line.low(d.first + 1) == "-" and (d.low or 0) <= _HOURS and not d.marked and d.tail == d.finish


def _pronoun(line: Line, d: Draft) -> bool:
    before, after = line.low(d.first - 1), line.low(d.last)
    if after == "of" or d.kind == "measured":
        return before in ("no", "every", "each", "any", "another")
    if before in word_set("nonfigures", "one", "before") or (line.low(d.first - 1) == "-" and line.glued(d.first)):
        return True
    if d.head == d.tail and not d.strong and not d.marked:
        return True
    return after in word_set("nonfigures", "one", "after") and not d.strong


def _ratio(line: Line, d: Draft) -> bool:
    """ "fifty-fifty", "a 9-to-5 job", "a 2-to-1 vote": numbers that stand against each other and count nothing."""
    i, j = d.first, d.last
    if d.bound == "range" or d.marked:
        return False
    if line.low(j) == "-" and line.glued(j) and line.low(j + 1) == line.low(j - 1):
        return True
    if line.low(i - 1) == "-" and line.glued(i) and line.low(i - 2) == line.low(i) and d.last - d.first == 1:
        return True
    return line.lows[j : j + 3] == ("-", "to", "-") or line.lows[max(0, i - 3) : i] == ("-", "to", "-")


def _compound_ordinal(line: Line, d: Draft) -> bool:
    """ "twenty-first": no twenty."""
    behind = line.low(d.last + 1)
    ordinal = behind == "first" or behind in lexicon("numbers")["ordinals"]
    return line.low(d.last) == "-" and line.glued(d.last) and ordinal and not d.marked and d.kind != "ordinal"


def _ordinal(line: Line, d: Draft) -> bool:
    return line.low(d.last) in ("st", "nd", "rd", "th", "s") and line.glued(d.last) and d.kind != "ordinal"


def _year(line: Line, d: Draft) -> bool:
    word = line.lows[d.first]
    if len(word) != 4 or not word.isdigit() or not _YEARS[0] <= int(word) <= _YEARS[1] or d.marked or d.bound not in ("exact", "range"):
        return False
    if d.last - d.first > 1 and d.bound != "range":
        return False
    plural = d.tail > d.head and (line.low(d.tail - 1).endswith("s") or line.low(d.tail - 1) in word_set("groups", "persons"))
    return not plural or (
        line.low(d.first - 1) in ("in", "since", "during", "until", "the", "of", "early", "late", "by", "from", "a", "an") and not d.strong
    )


def _address(line: Line, d: Draft) -> bool:
    """A house number and a street, a postal code, a road."""
    if d.marked:
        return False
    streets = word_set("nonfigures", "streets")
    for at in range(d.last, min(d.last + 4, len(line))):
        if line.low(at) == "." and len(line.low(at - 1)) == 1 and at > d.last:
            continue  # "499 E. Mill Road"
        if at > d.last and line.low(at) in streets and (line.capital(at) or line.upper):
            return True
        if not (line.capital(at) or (line.upper and is_word(line.low(at)))) and line.low(at) != "block":
            break
    return line.low(d.last) in ("block", "zip") or line.lows[d.last : d.last + 3] == ("-", "block", "of")


def _list_number(line: Line, d: Draft) -> bool:
    """ "1. First", "(2) second", "3)"."""
    behind = line.low(d.last)
    if line.low(d.first - 1) == "[" and behind == "]":
        return True  # a note: "as reported.[12]"
    if d.first == 0 and d.last == 1:
        return behind in (".", ")", ":") or len(line) == 1 or (line.low(d.last) == "." and d.last == len(line) - 1)
    return line.low(d.first - 1) == "(" and behind == ")" and d.first == 1


def _digits_in_a_row(line: Line, at: int) -> int:
    """The digits of the bare numbers in a row around a token, if there are three numbers or more."""
    first, last = at, at + 1
    while line.low(first - 1).isdecimal() and at - first < _ROW:
        first -= 1
    while line.low(last).isdecimal() and last - at < _ROW:
        last += 1
    return sum(len(w) for w in line.lows[first:last]) if last - first > 2 else 0


def _telephone(line: Line, at: int) -> bool:
    """ "(919) 834-5555", "(919) 834-HELP": either part. "Call 911", "a 911 call"."""
    if line.low(at - 1) == "(" and line.low(at + 1) == ")" and len(line.low(at)) == 3:
        return len(line.low(at + 2)) >= 3 and line.low(at + 3) == "-" and line.glued(at + 3)
    if line.low(at - 1) == ")" and line.low(at - 3) == "(" and line.low(at + 1) == "-" and line.glued(at + 1):
        return True
    if line.low(at) not in word_set("nonfigures", "emergency"):
        return False
    counts = is_word(line.low(at + 1)) and line.low(at + 1).endswith("s")  # "called 112 witnesses"
    return line.low(at + 1) in word_set("nonfigures", "emergency", "after") or (
        line.low(at - 1) in word_set("nonfigures", "emergency", "before") and not counts
    )


def _code(line: Line, d: Draft) -> bool:
    """Telephone numbers, account numbers: groups of digits in a row, or a leading zero."""
    word = line.lows[d.first]
    if len(word) > 1 and word[0] == "0" and word.isdigit():
        return True
    if word.isdigit() and _telephone(line, d.first):
        return True
    if not d.marked and word.isdigit() and _digits_in_a_row(line, d.first) >= _TELEPHONE:
        return True
    neighbours = line.low(d.last), line.low(d.first - 1)
    if d.marked or d.tail > d.head:
        return False
    return any(is_numeral(n) and n.isdigit() and len(n) >= 2 for n in neighbours) and word.isdigit() and len(word) >= 3

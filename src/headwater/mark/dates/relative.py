"""Points told from the document's date or from the one before: "yesterday", "last week", "this morning", "the following day"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from headwater.mark.dates.calendar import Day, add_days, add_months, grain, iso_weekday_near, nothing, reach, shift
from headwater.mark.dates.draft import Anchor, Draft, Reading, Value, always
from headwater.mark.dates.vocabulary import MONTH, PART, PART_PIECES, WEEKDAY, YEAR, S, month, table, unit, weekday

_EDGE = (
    r"(?:the end of|the beginning of|the start of|the middle of|earlier|later|early|late|mid|sometime|earlier in|later in|early in|late in)"
)
_UNIT = r"(?:week|month|year|decade|century|fiscal year|financial year|calendar year)"
_DAY = re.compile(
    rf"(?<!\w)(?:(?:early|late|earlier|later){S}|mid-)?(?P<w>the day before yesterday|the day after tomorrow|yesterday|today|tomorrow|tonight|overnight)"
    rf"(?:{S}(?P<part>{PART})(?!\w))?(?![\w-])"
)
_PART = re.compile(
    rf"(?<!\w)(?:(?:early|late|earlier|later){S})?(?P<rel>this|last|that|the next|the following|the previous){S}(?P<part>{PART})(?!\w)"
)
_MID = re.compile(
    rf"(?<!\w)mid[- ](?P<part>morning|afternoon|evening)(?:{S}(?:on{S})?(?:(?P<d>yesterday|today|tomorrow)|(?P<w>{WEEKDAY})))?(?![\w-])"
)
_WHICH = (
    r"(?P<rel>last|this|next|this past|this coming|the past|the last|the next|the coming|"
    r"the current|the previous|the following|the preceding|the same|that|that same|previous|following|current)"
)
_GRAIN = re.compile(rf"(?<!\w)(?:(?P<edge>{_EDGE}){S})?{_WHICH}{S}(?P<full>full{S})?(?P<u>{_UNIT})(?!\w|-(?!end)| (?:old|and a half))")
_THE = re.compile(
    rf"(?<!\w)(?:(?P<edge>{_EDGE}){S})?the{S}(?:full{S}|whole{S}|fiscal{S})?(?P<u>week|month|year)"
    rf"(?!\w|-|{S}(?:of|ago|earlier|before|after|to|ahead)\b)"
)
_NEXT_DAY = re.compile(
    rf"(?<!\w)(?P<rel>(?:earlier|later){S}that|that|that same|the same|the next|the following|the previous|the preceding|the)"
    rf"{S}day(?!\w|-|{S}(?:of|to|when|or|before|after)\b)"
)
_BESIDE = re.compile(rf"(?<!\w)the{S}(?P<u>day|night|week|month|year){S}(?P<way>before|after|earlier)(?!\w)")
#: "The day before the vote": the vote is what is counted from, unless one of these words comes next.
_OTHER = re.compile(rf"{S}(?!(?:in|on|at|and|but|or|as|with|when|while|by|near|for|from|was|were|had|to)\b)[a-z0-9]")
#: "Late in the day before closing" is not the day before.
_IN_THE_DAY = re.compile(r"(?:late|later|early|earlier) in $")
_WEEKEND = re.compile(rf"(?<!\w)(?P<rel>the|this|last|next|this past|this coming|over the|the past){S}weekend(?!\w)")
_YEAR_END = re.compile(rf"(?<!\w)(?:(?:the|this|around){S})?year(?:'s)?[- ]end(?!\w)(?:{S}(?:of{S})?(?P<y>{YEAR}))?")
_DECADE = re.compile(rf"(?<!\w)(?:the{S})?(?:past|last){S}(?P<u>decade|century)(?!\w)")
_ENDED = re.compile(
    rf"(?<!\w)the{S}(?:full{S}|fiscal{S})?year(?=,?{S}(?P<way>ended|ending|that{S}ended){S}(?:on{S})?"
    rf"(?:(?P<m>{MONTH})(?:{S}(?P<d>\d\d?)(?!\d))?(?:,?{S}(?P<y>{YEAR}))?|(?P<near>yesterday|today|tomorrow)(?!\w)))"
)
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "overnight": 0}
_DAYS |= {"the day before yesterday": -2, "the day after tomorrow": 2}
_STEP = {"last": -1, "this past": -1, "the past": -1, "the last": -1, "next": 1, "this coming": 1, "the next": 1, "the coming": 1}
_BACK = ("last", "the last", "the past")
_FROM_TEXT = {
    "the previous": -1,
    "previous": -1,
    "the preceding": -1,
    "the following": 1,
    "following": 1,
    "the same": 0,
    "that": 0,
    "that same": 0,
}


def find_relative(reading: Reading) -> Iterator[Draft]:
    """Every such point."""
    for m in reading.finds(_DAY, "yesterday", "today", "tomorrow", "tonight", "overnight"):
        yield _day(m)
    for m in reading.finds(_PART, *PART_PIECES):
        yield _part_of_day(m)
    for m in reading.finds(_MID, "mid-", "mid "):
        yield _middle(m)
    ended = {m.start() for m in reading.finds(_ENDED, " year")}
    for pattern in (_GRAIN, _THE):
        for m in reading.finds(pattern, "week", "month", "year", "decade", "centur"):
            told = m.groupdict().get("rel") or "the"
            if reading.capital(m.start("u")) and reading.before(m.start(), 1) == '"':
                continue  # a programme: "This Week With ..."
            if not (pattern is _THE and m.start() in ended) and not (m["u"] in ("decade", "century") and told in _BACK):
                yield _grain(m, told)
    for m in reading.finds(_NEXT_DAY, " day"):
        yield _next_day(m)
    for m in reading.finds(_BESIDE, "before", "after", "earlier"):
        if _IN_THE_DAY.search(reading.before(m.start(), 9)):
            continue
        yield _beside(m, _OTHER.match(reading.lower, m.end()) is not None)
    for m in reading.finds(_WEEKEND, "weekend"):
        yield _weekend(m)
    for m in reading.finds(_YEAR_END, "year end", "year-end", "year's end", "year's-end"):
        yield _year_end(m)
    for m in reading.finds(_DECADE, "decade", "century"):
        yield _decade(m)
    for m in reading.finds(_ENDED, " year"):
        yield _ended(m)


def _no_date(text: str, kind: str = "DATE") -> Value:
    return Value(text, kind, 0.6, ("the document shows no date to count from",))


def _day(m: re.Match[str]) -> Draft:
    word = m["w"]
    part = table("parts")[m["part"]] if m["part"] else "TNI" if word in ("tonight", "overnight") else ""
    kind = "TIME" if part else "DATE"

    def resolve(anchor: Anchor) -> Value:
        if anchor.published is None:
            return _no_date(f"XXXX-XX-XX{part}", kind)
        return Value(f"{add_days(anchor.published, _DAYS[word])}{part}", kind, 0.95, ("counted from the document's date",))

    return Draft(m.start(), m.end(), "relative", resolve)


def _part_of_day(m: re.Match[str]) -> Draft:
    part, relative = table("parts")[m["part"]], m["rel"]

    def resolve(anchor: Anchor) -> Value:
        base = day_of(anchor, m.start()) if relative not in ("this", "last") else anchor.published
        if base is None:
            return _no_date(f"XXXX-XX-XX{part}", "TIME")
        step = {"last": -1, "the previous": -1, "the next": 1, "the following": 1}.get(relative, 0)
        return Value(f"{add_days(base, step)}{part}", "TIME", 0.9, ("counted from the document's date",))

    return Draft(m.start(), m.end(), "relative", resolve)


def _middle(m: re.Match[str]) -> Draft:
    """ "Mid-afternoon", with the day behind it or on the day that the text speaks of."""
    part = table("parts")[m["part"]]

    def resolve(anchor: Anchor) -> Value:
        base, why = day_of(anchor, m.start()), "on the day that the text named last, else the document's"
        if m["d"] and anchor.published:
            base, why = add_days(anchor.published, _DAYS[m["d"]]), "counted from the document's date"
        elif m["w"] and anchor.published:
            ahead = anchor.to_come(*m.span())
            base, why = iso_weekday_near(anchor.published, weekday(m["w"]), 1 if ahead else -1), "on the weekday written with it"
        if base is None:
            return _no_date(f"XXXX-XX-XX{part}", "TIME")
        return Value(f"{base}{part}", "TIME", 0.8, (why, "the middle of it"))

    return Draft(m.start(), m.end(), "relative", resolve)


def day_of(anchor: Anchor, at: int) -> Day | None:
    """The day that the text spoke of last, else that of the document."""
    before = anchor.near(at)
    if before and re.match(r"\d{4}-\d\d-\d\d", before):
        return Day.fromisoformat(before[:10])
    return anchor.published


def _grain(m: re.Match[str], relative: str) -> Draft:
    letter = unit(m["u"].split()[-1])
    note = [f"{m['edge']}: part of it"] if m["edge"] else []
    if m["u"].startswith(("fiscal", "financial")):
        note.append("a fiscal year: its days depend on whose year it is; those of the calendar year are given")

    def resolve(anchor: Anchor) -> Value:
        base, why = anchor.published, "counted from the document's date"
        if relative in _FROM_TEXT or m["edge"] in ("earlier in", "later in"):
            told = _told(anchor, m.start())
            if told:
                base, why = told, "counted from the date that the text named last"
        if base is None:
            return _no_date(nothing(letter))
        step = _STEP.get(relative, _FROM_TEXT.get(relative, 0))
        return Value(grain(shift(base, letter, step), letter), "DATE", 0.7 if relative == "the" else 0.9, (why, *note))

    return Draft(m.start(), m.end(), "relative", resolve)


def _next_day(m: re.Match[str]) -> Draft:
    relative = m["rel"]
    step = -1 if "previous" in relative or "preceding" in relative else 1 if "next" in relative or "following" in relative else 0

    def resolve(anchor: Anchor) -> Value:
        base = day_of(anchor, m.start())
        if base is None:
            return _no_date("XXXX-XX-XX")
        return Value(str(add_days(base, step)), "DATE", 0.7, ("counted from the day that the text named last, else the document's",))

    return Draft(m.start(), m.end(), "relative", resolve)


def _beside(m: re.Match[str], hangs: bool) -> Draft:
    """ "The day before", from the day named last; "the day before the vote": a day that is not known, as votes are not read here."""
    letter = unit(m["u"])
    part = "TNI" if m["u"] == "night" else ""
    kind = "TIME" if part else "DATE"
    if hangs:
        value = Value(nothing(letter) + part, kind, 0.5, ("counted from what follows, whose day is not read",))
        return Draft(m.start(), m.end("u"), "relative", always(value), moves=False)

    def resolve(anchor: Anchor) -> Value:
        base = _told(anchor, m.start()) or anchor.published
        if base is None:
            return _no_date(nothing(letter) + part, kind)
        found = grain(shift(base, letter, 1 if m["way"] == "after" else -1), letter)
        return Value(found + part, kind, 0.75, ("counted from the date that the text named last, else the document's",))

    return Draft(m.start(), m.end(), "relative", resolve)


def _told(anchor: Anchor, at: int) -> Day | None:
    """The first day of the date that the text named shortly before."""
    found = reach(anchor.near(at) or "")
    return Day.fromisoformat(found[0]) if found else None


#: The last day of the week on which "was held this weekend" looks back.
_EARLY = 3


def _weekend(m: re.Match[str]) -> Draft:
    relative = m["rel"].removeprefix("over ")
    start = m.start() + (len(m["rel"]) - len(relative))

    def resolve(anchor: Anchor) -> Value:
        if anchor.published is None:
            return _no_date("XXXX-WXX-WE")
        step = {"this": 0, "next": 7, "this coming": 0}.get(relative)
        if step is None:
            # a report during the week looks back on the days before; at the weekend it speaks of its own
            step = 0 if anchor.published.isoweekday() >= 6 or anchor.to_come(start, m.end()) else -7
        elif relative == "this" and anchor.published.isoweekday() <= _EARLY and anchor.tense(start, m.end()) == "past":
            step = -7
        return Value(f"{grain(add_days(anchor.published, step), 'W')}-WE", "DATE", 0.8, ("counted from the document's date",))

    return Draft(start, m.end(), "relative", resolve)


def _year_end(m: re.Match[str]) -> Draft:
    def resolve(anchor: Anchor) -> Value:
        if m["y"]:
            return Value(m["y"], "DATE", 0.95, ("written with its year", "the end of it"))
        if anchor.published is None:
            return _no_date("XXXX")
        return Value(f"{anchor.published.year:04d}", "DATE", 0.8, ("the document's year", "the end of it"))

    return Draft(m.start(), m.end(), "relative", resolve)


def _decade(m: re.Match[str]) -> Draft:
    """ "The past decade" is the ten years up to the document and not the decade of the calendar before its own."""
    years = 10 if m["u"] == "decade" else 100

    def resolve(anchor: Anchor) -> Value:
        now = anchor.published
        days = (str(shift(now, "Y", -years)), str(add_days(now, 1))) if now else None
        return Value(f"P{years}Y", "DURATION", 0.85, ("a stretch of time, counted back from the document's date",), days)

    return Draft(m.start(), m.end(), "relative", resolve, moves=False)


def _ended(m: re.Match[str]) -> Draft:
    """ "The year ended March 31": a stretch of a year, with its days."""

    def resolve(anchor: Anchor) -> Value:
        now = anchor.published
        if not m["y"] and now is None:
            return Value("P1Y", "DURATION", 0.6, ("a year by its end; its days are not known, as the document shows no date",))
        if m["near"] and now:
            after = add_days(now, _DAYS[m["near"]] + 1)
            return Value("P1Y", "DURATION", 0.85, ("a year by its end",), (str(add_months(after, -12)), str(after)))
        at = month(m["m"])
        year = int(m["y"]) if m["y"] else now.year if now else 0
        after = add_months(Day(year, at, 1), 1)
        if m["d"]:
            after = min(add_days(Day(year, at, 1), int(m["d"])), after)
        if not m["y"] and now and "ended" in m["way"] and after > add_days(now, 1):
            after = add_months(after, -12)
        elif not m["y"] and now and m["way"] == "ending" and after <= now:
            after = add_months(after, 12)
        return Value("P1Y", "DURATION", 0.9, ("a year by its end",), (str(add_months(after, -12)), str(after)))

    return Draft(m.start(), m.end(), "relative", resolve, moves=False)

"""The vocabulary of dates, read once, and the pieces of patterns made from it. Finds nothing itself."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon() -> dict[str, Any]:
    """All tables of ``lexicon/dates.toml``."""
    return tomllib.loads((files("headwater.mark") / "lexicon" / "dates.toml").read_text("utf-8"))


def table(name: str) -> dict[str, Any]:
    """One table: word -> meaning."""
    found: dict[str, Any] = lexicon()[name]
    return found


def one_of(words: list[str] | dict[str, Any]) -> str:
    """A pattern for any of the words, the longest first."""
    return "(?:" + "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w))) + ")"


#: Between the words of an expression: blanks, also those of a line break, never a blank line.
S = r"[ ]{1,8}"
MONTH = r"(?:" + "|".join(m + (r"\b\.?" if len(m) < 5 else "") for m in sorted(table("months"), key=len, reverse=True)) + r")(?![\w'])"
WEEKDAYS = r"(?:" + "|".join(w + (r"\b\.?" if len(w) < 6 else "") for w in sorted(table("weekdays"), key=len, reverse=True)) + r")"
WEEKDAY = WEEKDAYS + r"(?!\w)"
UNIT = "(?:centuries|" + one_of([u for u in table("units") if u not in ("night", "centuries")]) + "s?)"
NUMBER = (
    r"(?:\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d)?(?: \d/\d)?|"
    + "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:one|two|three|four|five|six|seven|eight|nine)|"
    + one_of([n for n in table("numbers") if n not in ("a", "an")])
    + r"|half an?|a half|half(?= hour| century| decade| year))(?:"
    + S
    + r"(?:hundred|thousand|and a half|or so))?"
)
VAGUE = (
    r"(?:(?:a|the) )?(?:few|several|many|couple of|couple(?= [a-z]+s)|number of|dozen)|some|dozens of|hundreds of|thousands of|scores of"
)
APPROX = (
    r"(?:about|around|nearly|almost|roughly|approximately|at least|at most|"
    r"more than|less than|fewer than|over(?! the )|up to|no more than|just over|just under|well over|some)"
)
YEAR = r"(?:1[0-9]|20)\d\d"
TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
ONES = "one|two|three|four|five|six|seven|eight|nine"
#: "Nineteen ninety-seven", as transcripts of broadcasts write years.
SPOKEN_YEAR = (
    r"(?P<c>eighteen|nineteen|twenty)[ ](?:hundred(?: and)? )?"
    rf"(?P<t>{TENS}|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)(?:[- ](?P<o>{ONES}))?"
)
ORDINAL = one_of(table("ordinals"))
PART = one_of(table("parts"))
SEASON = one_of(table("seasons"))


#: Pieces of words of which an expression must hold one: where a text has none of them, nothing is looked for.
MONTH_PIECES = tuple(sorted({m[:3] for m in table("months")}))
WEEKDAY_PIECES = tuple(sorted({w[:3] for w in table("weekdays")}))
UNIT_PIECES = (*(u for u in table("units") if u not in ("night", "century", "centuries")), "centur")
#: A unit behind a number or an article; and more than one.
UNIT_BEHIND = tuple(mark + piece for piece in UNIT_PIECES for mark in " -")
UNIT_PLURALS = (*(f"{u}s" for u in UNIT_PIECES[:-1]), "centuries")
PART_PIECES = tuple(table("parts"))
DIGITS = tuple("0123456789")


def spoken_year(m: re.Match[str]) -> int | None:
    """The year that a match of ``SPOKEN_YEAR`` says, None where it says none ("nineteen twelve five") or has none in it."""
    numbers = table("numbers")
    if not m["c"] or (m["o"] and numbers[m["t"]] < 20):
        return None
    return int(numbers[m["c"]] * 100 + numbers[m["t"]] + (numbers[m["o"]] if m["o"] else 0))


def month(text: str) -> int:
    """The number of a month from its name or abbreviation."""
    return int(table("months")[text.rstrip(".")])


def weekday(text: str) -> int:
    """The ISO number of a weekday from its name or abbreviation."""
    return int(table("weekdays")[text.rstrip(".")])


def unit(text: str) -> str:
    """The letter of a unit: ``weeks -> W``."""
    units = table("units")
    return str(units.get(text) or units[text.removesuffix("s")])


def number(text: str) -> str:
    """The digits that a duration's amount is written with; ``X`` for a vague one, ``2.5`` for two and a half."""
    plain = " ".join(text.replace("-", " ").replace(",", "").split()).removesuffix(" or so")
    if plain in ("half", "a half"):
        return "0.5"
    half = plain.endswith("and a half") or " 1/2" in plain
    plain = plain.removesuffix(" and a half").replace(" 1/2", "")
    if plain.removesuffix(" of") in ("couple", "a couple", "the couple"):
        return "2"
    if plain.startswith("half a"):
        return "0.5"
    words, total = table("numbers"), 0
    for word in plain.split():
        if re.fullmatch(r"\d+(?:\.\d)?", word):
            if "." in word:
                return word
            total += int(word)
        elif word in ("hundred", "thousand"):
            total = max(total, 1) * (100 if word == "hundred" else 1000)
        elif word in words:
            total += words[word]
        elif word != "and":
            return "X"
    return f"{total}.5" if half else str(total) if total else "X"

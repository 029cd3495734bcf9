"""Totals: "the number of people killed has risen to 17", "the number of dead may pass 30". The subject says what the number behind the verb counts.

Only for numbers with no counted noun of their own. The verb may also be a bound: who passes 30 has more than 30.
"""

from __future__ import annotations

import re

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.groups import is_plural, singular
from headwater.mark.figures.line import Line, read_line
from headwater.mark.figures.vocabulary import word_set

_SUBJECT = re.compile(
    r"\b(?:number|count|total|tally|toll) of (?P<who>[^,;:]{2,90}?)\s+(?:(?:has|have|had|may|might|could|would|will|is|was|now|already|since)\s+)*"
    r"(?P<verb>risen|rose|rises?|climbed|climbs?|grown|grew|increased|jumped|gone up|went up|reached|reach|reaches|stood|stands?|hit|hits|is|was"
    r"|passed|pass|passes|exceeded|exceeds?|topped|tops?)"
    r"(?:\s+(?:to|at|now|put at))?\s*$",
    re.IGNORECASE,
)
_OVER = frozenset("passed pass passes exceeded exceed exceeds topped top tops".split())
#: Measures that a total is named by, as the lexicon orders them.
_MEASURES = ("killed", "injured", "missing", "detained", "held", "released", "displaced", "returned", "destroyed")


def attach_totals(line: Line, drafts: list[Draft]) -> None:
    """Give the number behind "the number of …" the measure and the group of its subject."""
    for d in drafts:
        if d.measure != "count" or d.kind != "number":
            continue
        m = _SUBJECT.search(line.write(0, d.first))
        if m is None:
            continue
        found, counted = _named(m["who"]), _counted(m["who"])
        if found is None or (found[0] == "destroyed" and counted == "people"):
            continue
        d.measure, d.wording = found
        d.unit, d.strong, d.score = counted, True, 0.8
        d.group = d.group or m["who"].split(f" {d.wording}")[0].strip() or None
        d.why.append(f"measure: the subject is the number of “{m['who']}”")
        if m["verb"].lower() in _OVER and d.bound == "exact":
            d.bound = "more_than"
            d.why.append(f"bound: “{m['verb']}”")


def _counted(who: str) -> str:
    """The unit: the noun that leads the subject where it is one of animals or things, else people."""
    line = read_line(who, 0, len(who))
    first = next((k for k in range(len(line)) if is_plural(line.low(k))), None)
    noun = singular(line.low(first)) if first is not None else ""
    others = word_set("groups", "things") | word_set("groups", "buildings") | word_set("groups", "animals")
    return noun if {noun, f"{noun}s"} & others else "people"


def _named(who: str) -> tuple[str, str] | None:
    """(measure, wording) of "people killed by the flood", "confirmed deaths", "the missing"."""
    words = re.findall(r"[\w'-]+", who.lower())
    for measure in _MEASURES:
        known = word_set("measures", measure, "done_to") | word_set("measures", measure, "is")
        hit = next((w for w in words if w in known), None)
        if hit is not None:
            return measure, hit
    return None

"""Words without a number of their own: "dozens", "tens of thousands", "several hundred", "a couple". What they stand for is a policy."""

from __future__ import annotations

from functools import cache

from headwater.mark.figures.cardinals import magnitude, table
from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line

Span = tuple[float, float]


@cache
def profile(name: str) -> dict[str, Span]:
    """What vague words stand for under a policy: word -> (low, high). A name without a table is a `ValueError` that lists the tables."""
    profiles = table("vague")
    if name not in profiles:
        raise ValueError(f"no profile {name!r} for vague numbers; there are: {', '.join(profiles)}")
    return {word: (pair[0], pair[1]) for word, pair in profiles[name].items() if word != "source"}


def vague(line: Line, i: int, policy: str) -> Draft | None:
    """A vague number that begins at token ``i``; "several", "a few", "both" are of the kind ``some``, kept only where something happened."""
    spans = profile(policy)
    article = line.low(i) == "a" and line.low(i + 1) in ("few", "couple", "handful", "pair")
    at = i + article
    word = line.low(at)
    if word == "couple" and article:
        scale, end = magnitude(line, at + 1 + (line.low(at + 1) == "of"))
        return Draft(i, end, 2 * scale, 2 * scale, 2 * scale, bound="about")
    if word == "both" or (word == "pair" and article and line.low(at + 1) == "of"):
        return Draft(i, at + 1 + (word == "pair"), 2.0, 2.0, 2.0, kind="some")
    if word not in spans:
        return _in_digits(line, i, spans)
    if word in ("few", "several", "handful"):
        return _some(line, i, at, word, spans[word])
    span, at = spans[word], at + 1
    while True:
        nxt = line.low(at + 1)
        if line.low(at) == "of" and nxt in spans and nxt not in ("several", "few"):
            span, at = times(span, profile("lowest")[nxt]), at + 2  # so many thousands, each a thousand under any policy
        elif line.low(at) in ("and", "upon", "on") and nxt == line.low(at - 1):
            at += 2  # "dozens and dozens" says no other number than "dozens"
        else:
            return Draft(i, at, None, *span, kind="vague", bound="vague")


def _in_digits(line: Line, i: int, spans: dict[str, Span]) -> Draft | None:
    """ "100s of men" says "hundreds"."""
    word = {"10": "tens", "100": "hundreds", "1000": "thousands", "1,000": "thousands"}.get(line.low(i), "")
    plural = word and line.low(i + 1) == "s" and line.glued(i + 1) and line.low(i + 2) == "of"
    return Draft(i, i + 2, None, *spans[word], kind="vague", bound="vague") if plural else None


def _some(line: Line, i: int, at: int, word: str, span: Span) -> Draft | None:
    """ "several", "a few", "a handful", and with a magnitude: "several hundred", "a few dozen"."""
    scale, end = magnitude(line, at + 1)
    if (word == "few" and at == i and end == at + 1) or (word == "handful" and at == i):
        return None  # "few came" says that hardly anybody did
    return Draft(i, end, None, *times(span, (scale, scale)), kind="vague" if scale > 1 else "some", bound="vague")


def times(span: Span, unit: Span) -> Span:
    """So many of a unit: "tens of thousands" goes from 10 thousands to the last number before 100 thousands."""
    low = span[0] * unit[0]
    return low, low if span[0] == span[1] else (span[1] + 1) * unit[0] - 1

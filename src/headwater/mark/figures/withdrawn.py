"""Figures that a correction takes back: "An earlier version of this article said that 27 ...", "incorrectly gave 27", "27 should have read 17".

Reads one sentence, and who is speaking in it. Does not look for the figure that stands now, nor for the report that was corrected.
"""

from __future__ import annotations

from functools import cache

from headwater.mark.figures.draft import Draft
from headwater.mark.figures.line import Line, read_line
from headwater.mark.figures.vocabulary import Phrase, lexicon, split, word_set

_SENTENCE = 60  # tokens looked at in front of a number: corrections are short, and a text without marks stays linear
_FAR = 24  # tokens between "an earlier version" and its verb: the name of the page and when it was published


def attach_withdrawn(line: Line, d: Draft, speaker: str | None) -> None:
    """Set the modality of a figure in wording that the page itself takes back; ``speaker`` is whose statement it stands in."""
    cue = None if _signs().isdisjoint(line.held) else _wording_before(line, d) or _put_right_behind(line, d)
    if not cue and speaker and "version" in speaker.lower() and not _put_right_before(line, d):
        said = read_line(speaker, 0, len(speaker))
        version = _version(said, len(said))
        cue = said.write(version - 2, version) if version else None
    if cue:
        d.modality = "denied"
        d.why = [w for w in d.why if not w.startswith("modality:")]
        d.why.append(f'modality: denied, the page itself takes this back or calls it wrong ("{cue}")')


def is_put_right(line: Line, at: int) -> bool:
    """Does "should have read" stand at token ``at``, so that "should" supposes nothing?"""
    return any(line.matches(at, p) for p in _phrases("should_read"))


@cache
def _signs() -> frozenset[str]:
    """Words of which a sentence that takes something back has one."""
    wrong = word_set("clauses", "withdrawn", "wrongly") | word_set("clauses", "withdrawn", "misstates")
    return wrong | {p[-1] for p in _phrases("version")} | {p[0] for p in _phrases("should_read")}


@cache
def _phrases(name: str) -> tuple[Phrase, ...]:
    return tuple(split(p) for p in lexicon("clauses")["withdrawn"][name])


def _wording_before(line: Line, d: Draft) -> str | None:
    """The nearest words in front that open withdrawn wording, unless words that put it right stand between."""
    says, wrongly = word_set("clauses", "withdrawn", "says"), word_set("clauses", "withdrawn", "wrongly")
    for k in range(d.begin - 1, max(-1, d.begin - _SENTENCE), -1):
        if line.low(k) in (";", ".") or any(line.matches(k, p) for p in _phrases("put_right")):
            return None
        if line.low(k) in word_set("clauses", "withdrawn", "misstates"):
            return line.write(k, k + 1)
        if line.low(k) not in says:
            continue
        for first, last in ((k - 1, k + 1), (k, k + 2)):
            if line.low(k - 1 if first < k else k + 1) in wrongly:
                return line.write(first, last)
        version = _version(line, k)
        if version:
            return line.write(version - 2, k + 1) if k == version else f"{line.write(version - 2, version)} ... {line.words[k]}"
    return None


def _version(line: Line, before: int) -> int:
    """Where "earlier version" ends, at most so many tokens in front; 0 where it does not stand."""
    near = range(before, max(0, before - _FAR), -1)
    return next((k for k in near if any(line.ends_with(k, p) for p in _phrases("version"))), 0)


def _put_right_before(line: Line, d: Draft) -> bool:
    return any(line.matches(k, p) for k in range(max(0, d.begin - _SENTENCE), d.begin) for p in _phrases("put_right"))


def _put_right_behind(line: Line, d: Draft) -> str | None:
    """ "The figure of 27 should have read 17": of a text or a number, not of "30 pupils who should have read 12 books"."""
    texts = word_set("clauses", "withdrawn", "texts")
    if _put_right_before(line, d) or not any(line.low(k) in texts for k in range(max(0, d.begin - _FAR), d.begin)):
        return None
    for k in range(d.finish, min(len(line), d.finish + _FAR)):
        if line.low(k) in (";", "."):
            return None
        if is_put_right(line, k):
            return line.write(k, k + 3)
    return None

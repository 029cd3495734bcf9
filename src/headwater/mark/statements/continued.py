"""Quotations: whole where a statement was seen to hold a part of one; and those that stand as paragraphs of their own with no cue, which go on with the
statement before them, or with the speaker before.

A window of the reading model may end between a cue and the last paragraphs of what was said; the quotation marks tell what it cannot see.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from headwater.mark.statements.draft import Draft
from headwater.mark.statements.quotes import SPEECH, quoted_runs
from headwater.model.tokens import LINE, Token
from headwater.records import Stretch

#: Share of a paragraph in quotation marks from which it is a quotation whole; of a quotation in contents from which it is told already.
_ALL, _TOLD = 0.9, 0.3


def with_continued(text: str, words: Sequence[Token], found: list[Draft]) -> list[Draft]:
    """The drafts with whole quotations, and with every paragraph that is one: joined to the statement that the paragraph before ends with, else on its own."""
    quotes = quoted_runs(words)
    starts = [q.start for q in quotes]
    out = list(found)
    for d in out:
        d.content[:] = _joined(text, [_whole(c, d.lead, quotes, starts) for c in d.content])
    before: Stretch | None = None
    for p in _paragraphs(words):
        inside = quotes[bisect_right(starts, p.start - 1) : bisect_right(starts, p.end)]
        quoted = sum(q.end - q.start for q in inside)
        if quoted >= _ALL * (p.end - p.start) and len(text[p.start : p.end].split()) > SPEECH and not _told(p, inside, out):
            last = _ends(text, before, out)
            if last is not None:
                last.content.append(p)
            elif before is not None:
                out.append(Draft([], [], [p], [], 0.5))
        before = p
    return out


def _paragraphs(words: Sequence[Token]) -> list[Stretch]:
    out: list[Stretch] = []
    for i, w in enumerate(words):
        if i == 0 or w.gap >= LINE:
            out.append(Stretch(w.start, w.end))
        else:
            out[-1] = Stretch(out[-1].start, w.end)
    return out


def _whole(c: Stretch, lead: Stretch, quotes: list[Stretch], starts: list[int]) -> Stretch:
    """A piece of content that begins in a quotation, to the end of that, where the statement is not made inside it."""
    at = bisect_right(starts, c.start + 1) - 1
    if at < 0 or not (c.start < quotes[at].end and c.end > quotes[at].start) or quotes[at].start <= lead.start < quotes[at].end:
        return c
    q = quotes[at]
    return Stretch(min(c.start, q.start), max(c.end, q.end)) if c.end <= q.end else c


def _joined(text: str, pieces: list[Stretch]) -> list[Stretch]:
    out: list[Stretch] = []
    for p in sorted(pieces, key=lambda p: p.start):
        if out and p.start <= out[-1].end:
            out[-1] = Stretch(out[-1].start, max(p.end, out[-1].end))
        else:
            out.append(p)
    return out


def _told(p: Stretch, inside: list[Stretch], found: list[Draft]) -> bool:
    """Does a statement hold the paragraph already? Those that are made inside the quotation are others' words in it."""
    outside = [d for d in found if not d.cue or not any(q.start < d.lead.start < q.end for q in inside)]
    held = sum(max(0, min(c.end, p.end) - max(c.start, p.start)) for d in outside for c in d.content)
    return held > _TOLD * (p.end - p.start)


def _ends(text: str, before: Stretch | None, found: list[Draft]) -> Draft | None:
    """The statement that a paragraph ends with: its content reaches the end, or its cue and a colon stand there."""
    if before is None:
        return None
    ends = text[before.start : before.end].rstrip(" .,\"”’»'")
    at = before.start + len(ends)
    reaching = [d for d in found if any(before.start < c.end and at <= c.end <= before.end + 1 for c in d.content)]
    if ends.endswith(":"):
        reaching = [d for d in found if d.cue and before.start <= d.cue[-1].start < before.end] or reaching
        return max(reaching, key=lambda d: d.lead.start, default=None)
    return min(reaching, key=lambda d: d.lead.start, default=None)

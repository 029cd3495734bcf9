"""Is a page with many times a live blog? By what it says of itself, by the order of its times, and by how its parts are told.

Not taken for one are articles that tell a sequence of times (they go from the first to the last, and briefly), comments (their parts can be answered), and
lists of other articles (a line or two each, under headlines that lead elsewhere).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from headwater.read.anchors import Anchor, Cut, Entry
from headwater.read.block import Block
from headwater.read.head import Head
from headwater.read.prose import reads_as_prose
from headwater.read.vocabulary import live_forms

#: Entries that make a live blog: where the page says that it is one, and where only its form does.
LEAST, _SAID, _FORMED = 2, 3, 4
#: Words of a line of a text page that may be its headline; characters of any headline.
_HEAD, _LINE = 20, 400
#: Share of neighbours that stand in order.
_ORDERED = 0.8
#: Words of prose that an entry holds: on average, of a page that says it is live and goes from old to new, as articles
#: do; mostly, of one known by its form.
_TOLD_BACK, _FULL = 30, 40
#: Share of a page's prose that stands in the entries; of the letters of a headline that is a link; of the entries' prose that an article holds
#: beside which the others are teasers.
_MOST = 0.6


def told_live(blocks: Sequence[Block], head: Head, anchors: Sequence[Anchor]) -> str:
    """What says that the page is a live blog; nothing where nothing does."""
    if head.live:
        return "its structured data say that it is a live blog"
    heads = [
        b for b in blocks[: anchors[-1].at] if (b.heading and b.tag < "h3") or (not b.holder and b.words <= _HEAD and not reads_as_prose(b))
    ]
    lines = [*(t.value for t in head.titles), *(b.text for b in heads)]
    if any(map(says_live, lines)):
        return "its headline says that it is live"
    if 2 * sum("+live" in blocks[a.at].hints for a in anchors) > len(anchors):
        return "its markup says that it is live"
    return ""


def says_live(line: str) -> bool:
    """Does a headline say that it is that of a live blog?"""
    return len(line) < _LINE and live_forms("titles").fullmatch(" ".join(line.lower().split())) is not None


def why_live(entries: Sequence[Entry], told: str, cut: Cut) -> str:
    """Why these are the entries of a live blog; nothing where they are not."""
    full = [e for e in entries if e.prose]
    clocks = [e.clock for e in entries if e.clock]
    words = sum(e.prose for e in entries)
    if len(full) < (LEAST if "structured" in told else _SAID if told else _FORMED) or 2 * len(full) < len(entries):
        return ""
    if _mostly(entries, live_forms("replies")) or _mostly(entries, live_forms("teasers")) or _broken_off(full):
        return ""
    several = sum(sum(reads_as_prose(b) for b in e.blocks) > 1 for e in full)
    linked = 2 * sum(any(b.heading and b.link_share > _MOST for b in e.blocks) for e in full) > len(full)
    short = sorted(e.prose for e in full)[len(full) // 2] < _FULL and 2 * several < len(full)
    if linked and ((not told and 2 * several < len(full)) or (short and "structured" not in told)):
        return ""  # summaries under headlines that lead to other articles
    if _newest_first(clocks, entries):
        if told:
            return f"{told}, and its parts carry times, the newest first"
        prose = sum(b.words for b in cut.blocks if reads_as_prose(b))
        alone = max(e.prose for e in full) > _MOST * words  # an article with others beside it
        return "" if short or alone or words < _MOST * prose else "its parts carry times, the newest first, and are told in full"
    return f"{told}, and its parts carry times" if told and words >= _TOLD_BACK * len(full) else ""


def _newest_first(clocks: Sequence[str], entries: Sequence[Entry]) -> bool:
    """Do the times fall from one entry to the next?"""
    ago = [e.stamp.ago for e in entries if e.stamp is not None and e.stamp.ago is not None]
    if len(clocks) > len(ago):
        pairs = [(a, b) for a, b in itertools.pairwise(clocks)]
        falls, changes = [_falls(a, b) for a, b in pairs], [a != b for a, b in pairs]
    else:
        falls, changes = [a <= b for a, b in itertools.pairwise(ago)], [a != b for a, b in itertools.pairwise(ago)]
    return bool(falls) and any(changes) and (sum(falls) >= _ORDERED * len(falls) or (len(falls) <= 4 and sum(falls) >= len(falls) - 1 > 0))


def _falls(one: str, other: str) -> bool:
    """Does the first of two times lie behind the second? Without their days, the nearer way round the clock counts."""
    if one[0] != "T" and other[0] != "T":
        return one >= other
    minutes = [int(t[-5:-3]) * 60 + int(t[-2:]) for t in (one, other)]
    return (minutes[0] - minutes[1]) % 1440 < 720


def _mostly(entries: Sequence[Entry], form: re.Pattern[str]) -> bool:
    """Does most of them hold a line of this form?"""
    return 2 * sum(any(b.words <= 8 and form.fullmatch(b.folded) for b in e.blocks) for e in entries) > len(entries)


def _broken_off(entries: Sequence[Entry]) -> bool:
    """Do most of them end in three dots, as summaries of other articles do?"""
    last = [next((b for b in reversed(e.blocks) if reads_as_prose(b)), None) for e in entries]
    return 2 * sum(b is not None and b.text.rstrip().endswith(("...", "…", "[…]", "[...]")) for b in last) > len(entries)

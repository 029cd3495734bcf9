"""Runs of furniture: what a label such as "Most read" opens, and where the article goes on after it.

On HTML pages a run ends with the element that holds label and list, on text pages at the next paragraph. Labels are known in `labels`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.read import labels
from headwater.read.block import Block
from headwater.read.prose import goes_on, reads_as_prose

#: Share of lines with a blank line before them above which a page's blank lines mean something.
_SPACED = 0.1
#: Words of prose after which comments are about an article that is told; a label before it is a link to them.
TOLD = 100
#: Words of a sentence with which an article may go on after a form or a list of other articles.
_RESUMED = 9
#: Kinds whose runs do not go on beyond a blank line, on pages that have blank lines.
_SHORT_RUNS = frozenset({"ticker", "share", "signup", "tags", "menu"})


def around(holder: int, parents: Sequence[int]) -> Iterator[int]:
    """An element and all those around it, the innermost first."""
    while holder:
        yield holder
        holder = parents[holder]
    yield 0


def take_runs(blocks: Sequence[Block], parents: Sequence[int], told: int = 0) -> None:
    """What a label opens: its group of lines, and further short pieces up to the next paragraph of prose. ``told``: words of prose before these blocks."""
    kind: str | None = None
    label, blank_seen, box = "", False, 0
    # Pages that were flattened without blank lines give no sign where a run ends but the text itself.
    spaced = sum(b.gap > 1 for b in blocks[1:]) > _SPACED * len(blocks)  # the first one has nothing before it
    for i, b in enumerate(blocks):
        opened = labels.opener(b)
        if opened:
            kind, label, blank_seen = opened, b.text.strip()[:40], not spaced
            box = parents[b.holder] if parents else 0
            continue
        if kind and (kind != "comments" or told < TOLD) and box and box not in around(b.holder, parents):
            kind = None  # the element that holds label and list is left
        blank_seen |= b.gap > 1
        # readers write prose too: comments on an article that is told go on to the end
        lasting = kind == "comments" and told >= TOLD
        ended = kind in _SHORT_RUNS and blank_seen and spaced
        if ended or (not lasting and (blank_seen or kind == "share") and (goes_on(b) or (kind and _resumes(blocks, i, kind, told)))):
            kind = None
        if kind == "caption" and b.kind == "caption":
            kind = None  # a picture has one caption
        if kind and not b.kind and kind != "contents":
            b.take(kind, f"follows “{label}”")
        elif not b.kind and reads_as_prose(b):
            told += b.words


def _resumes(blocks: Sequence[Block], at: int, kind: str, told: int) -> bool:
    """Does the article go on with this sentence, though it is short? Forms and buttons hold none; lists of articles hold no two in a row."""
    b = blocks[at]
    if b.kind or not b.ends or b.words < _RESUMED or b.is_list_item:
        return False
    if kind in _SHORT_RUNS:
        return told > 0
    after = next((x for x in blocks[at + 1 : at + 2] if not x.kind), None)
    return kind == "teaser" and told >= TOLD and after is not None and after.ends and after.words >= _RESUMED and not after.is_list_item

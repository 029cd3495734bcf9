"""What of a page stands on many pages of its site, and is furniture by where it stands: above the page's own text, or below it.

That a line is repeated says little by itself: articles repeat background, agencies' texts, statements. So nothing is taken that stands between
paragraphs of the page's own text, or close to them on both sides, and nothing on a page without a text of its own. Above the text, what is taken
stands over the headline; below it, something parts it from the text (a label, any line that is no prose) and half of the site's pages have
it. What nothing parts from the text, or is longer than it, is taken only where nearly all pages of a site have it. Which lines are repeated
is counted in `repeats`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from headwater.read import labels
from headwater.read.block import Block
from headwater.read.language import is_common
from headwater.read.lines import LEAST, line_hash
from headwater.read.prose import PROSE, reads_as_prose
from headwater.read.published import visible_dates
from headwater.records import Repeated
from headwater.settings import ReadSettings

#: Lines between a repeated paragraph and the page's own prose up to which it stands in the midst of it, if there is own prose on both sides: a
#: subheading, a picture with its caption.
_NEAR = 3


class Counts(NamedTuple):
    """On how many pages of a site, of how many, its lines stand, by their numbers."""

    pages: Mapping[int, int]
    of: int
    settings: ReadSettings

    def enough(self, pages: int, least: int, share: float) -> bool:
        """Are so many pages of the site at least so many, and such a share of it?"""
        return pages >= least and pages >= share * self.of


def counts(repeated: Repeated | None, settings: ReadSettings) -> Counts | None:
    """What was counted, ready to be looked up; None where nothing was."""
    return None if repeated is None else Counts(dict(zip(repeated.hashes, repeated.pages, strict=True)), repeated.total, settings)


def take_repeated(blocks: Sequence[Block], found: Counts, declared: Sequence[str]) -> None:
    """Make furniture of the repeated lines around the page's own text. ``declared``: the headlines that the source gives, as `key_of` gives them."""
    pages = [found.pages.get(line_hash(b), 0) if b.words >= LEAST else 0 for b in blocks]
    own = [i for i, b in enumerate(blocks) if not b.kind and not pages[i] and reads_as_prose(b)]
    if not any(pages) or sum(blocks[i].words for i in own) < found.settings.repeat_own_words:
        return
    runs = _runs(blocks, pages)
    around = [_is_around(pages, run, own, found) for run in runs]
    taken = [run for run, is_around in zip(runs, around, strict=True) if is_around]
    if sum(blocks[i].words for run in taken for i in run if reads_as_prose(blocks[i])) > sum(blocks[i].words for i in own):
        return
    lines = [i for run in taken for i in run]
    top = _top(blocks, pages, own[0])
    if all(is_around for run, is_around in zip(runs, around, strict=True) if run.start < top):
        lines += [i for i in range(top) if not any(blocks[i].key in d for d in declared)]
    first = next((i for i, b in enumerate(blocks) if not pages[i] and _may_head(b)), len(blocks))
    lines += [i for i in range(first, len(blocks)) if _is_between(blocks[i], pages[i], found)]
    for i in lines:
        if pages[i] and not blocks[i].kind:
            blocks[i].take("repeated", f"stands on {pages[i]} of {found.of} pages of this site")


def _top(blocks: Sequence[Block], pages: Sequence[int], first: int) -> int:
    """Where the repeated lines end that stand over a line of the page's own that may be its headline; 0 where none may be."""
    last = 0
    for i in range(first):
        b = blocks[i]
        if pages[i] and not _about(b):
            last = i + 1
        elif not pages[i] and _may_head(b):
            return last
    return 0


def _may_head(b: Block) -> bool:
    """Has it words enough for a headline, and is it nothing else?"""
    return not b.kind and b.words >= LEAST and not _about(b)


def _about(b: Block) -> bool:
    """Is it a line about the article, which may well be the same on many pages?"""
    return labels.is_byline(b) or labels.credit_of(b) is not None or bool(b.words < 2 * PROSE and visible_dates(b.text))


def _runs(blocks: Sequence[Block], pages: Sequence[int]) -> list[range]:
    """Runs of repeated lines, each from its first line of prose to its last."""
    out: list[range] = []
    first = last = -1
    for i, b in enumerate(blocks):
        if pages[i] and not b.kind and reads_as_prose(b):
            first, last = (i if first < 0 else first), i
        elif not pages[i] and first >= 0:
            out.append(range(first, last + 1))
            first = -1
    if first >= 0:
        out.append(range(first, last + 1))
    return out


def _is_between(b: Block, pages: int, found: Counts) -> bool:
    """Is a line inside or below the text one that its outlet puts into all texts, neither a paragraph nor a heading nor a name under a statement?"""
    own = found.settings
    if not found.enough(pages, own.repeat_line_pages, own.repeat_line_share) or reads_as_prose(b) or b.heading or _about(b):
        return False
    return any(w[0].islower() and not is_common(w) for w in b.text.split()[1:])


def _is_around(pages: Sequence[int], run: range, own: Sequence[int], found: Counts) -> bool:
    """Does a run of repeated prose stand around the page's own text, and not in it? ``own``: where that stands, in order."""
    at = bisect_left(own, run.start)
    before = own[at - 1] if at else None
    behind = own[at] if at < len(own) else None
    if before is not None and behind is not None and run.start - before <= _NEAR + 1 and behind - run.stop <= _NEAR:
        return False
    least = min(pages[i] for i in run if pages[i])
    if behind == run.stop or before == run.start - 1:
        return found.enough(least, found.settings.repeat_end_pages, found.settings.repeat_end_share)
    return before is None or found.enough(least, found.settings.repeat_pages, found.settings.repeat_below_share)

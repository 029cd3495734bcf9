"""The first look at a page: which outlet it is of, and its lines as numbers, so that what stands on many pages of one outlet can be counted.

Reads as little as will do. Of a web page only the tags are looked for that break lines, and what stands between two of them is a line; which lines
are hidden, or furniture by their markup, nobody asks here. Formats that come without a template around their articles (PDF, DOCX, mail, feeds,
rows of tables) give no lines. Does not say what a line is: `repeated` does, when the page is read.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator, Sequence

from headwater.read.block import Block
from headwater.read.elements import BREAKING, RAW_ENDS, SKIPPED, SKIPPED_TAGS
from headwater.read.open import LAID_OUT, is_binary, is_html
from headwater.read.payload import decode
from headwater.read.prose import reads_as_prose
from headwater.read.site import declared_site, host_of
from headwater.read.text_lines import line_blocks
from headwater.records import Lines, Page
from headwater.settings import ReadSettings

#: Lines of fewer words are menus and labels, which a page shows well enough by itself; here they count as what stands between lines.
LEAST = 4
#: Lines of a page that are looked at, half of them from its end: what is on every page stands at its edges.
_MOST = 3_000
#: Words of the longest line of a menu; lines of a run of them that pages of one template share and others do not; runs that are kept.
_SHORT, _RUN, _RUNS = 6, 5, 60
#: Letters of such a run: less is a calendar, a row of buttons.
_RUN_LETTERS = 25

_UNSHOWN = re.compile(rf"<(?:!--|({'|'.join(sorted({*RAW_ENDS, *SKIPPED}))})(?=[\s/>]))", re.IGNORECASE)
_TAG = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*+)[^<>]*+>")
_BREAKING = frozenset({*BREAKING, "hr"})
#: What stands for a tag that breaks lines, and for a line break, of which two in a row do so.
_END, _BREAK = "\x00", "\x01"
_BREAKS = re.compile(rf"{_BREAK}(?:\s*+{_BREAK})+")
_UNSEEN = "\u00ad\u200b\ufeff"


def line_hash(block: Block) -> int:
    """The number of a line: 64 bits of its words, however they are written."""
    return int.from_bytes(hashlib.blake2b(block.key.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def page_lines(page: Page, payload: bytes, settings: ReadSettings) -> Iterator[Lines]:
    """The lines of a page; none of a page that holds none, or is not to be searched for furniture."""
    media = page.media_type or ""
    if settings.as_document or media in LAID_OUT:
        return
    text = decode(payload, page.encoding).payload
    if is_binary(text):
        return
    markup = is_html(media, text)
    site = host_of(page.url) or (declared_site(text) if markup else "")
    # of a page whose site is known, short lines need no look
    lines = (
        [_block(line, least=1 if not site else LEAST) for line in _between_tags(text)] if markup else list[Block | None](line_blocks(text))
    )
    if len(lines) > _MOST:
        lines = [*lines[: _MOST // 2], *lines[-_MOST // 2 :]]
    first: dict[int, tuple[int, int]] = {}
    for place, b in enumerate(lines):
        if b is not None and b.words >= LEAST:
            first.setdefault(line_hash(b), (place, b.words if reads_as_prose(b) else 0))
    if first:
        yield Lines(
            page=page.id,
            copy=page.copy,
            site=site,
            hashes=tuple(first),
            places=tuple(place for place, _ in first.values()),
            words=tuple(words for _, words in first.values()),
            runs=() if site else tuple(_menu_runs(lines)),
        )


def _block(line: str, least: int) -> Block | None:
    """A line as a block; None where it has fewer words."""
    return Block([(line, 0, len(line))]) if line.count(" ") >= least - 1 else None


def _between_tags(markup: str) -> list[str]:
    """What stands between the tags of a web page that break lines, but for what is never shown. Linear in its length."""
    shown = "".join(_shown(markup, max(markup.find("<body"), 0)))
    text = _BREAKS.sub(_END, _TAG.sub(_mark, shown)).replace(_BREAK, " ")
    if "&" in text:
        text = html.unescape(text)
    for unseen in _UNSEEN:
        text = text.replace(unseen, "")
    return [line for piece in text.split(_END) if (line := " ".join(piece.split()))]


def _mark(tag: re.Match[str]) -> str:
    """What stands for a tag in the text of a page."""
    name = tag[1].lower()
    return _END if name in _BREAKING else _BREAK if name == "br" else ""


def _shown(markup: str, at: int) -> Iterator[str]:
    """A web page from a place on without comments and elements that are never shown; one that nobody closed is kept."""
    unclosed: set[str] = set()
    for tag in _UNSHOWN.finditer(markup, at):
        name = tag[1].lower() if tag[1] else "--"
        if tag.start() < at or name in unclosed:
            continue
        end = _closed(markup, name, tag.end())
        if end < 0:
            unclosed.add(name)
        else:
            yield markup[at : tag.start()]
            at = end
    yield markup[at:]


def _closed(markup: str, name: str, at: int) -> int:
    """Where a comment or an element ends, its closing tag included but for the bracket; -1 where it does not."""
    if name == "--":
        end = markup.find("-->", at)
        return end + 3 if end >= 0 else -1
    found = RAW_ENDS.get(name) or SKIPPED_TAGS[name]
    m = found.search(markup, at)
    while m is not None and name not in RAW_ENDS and not m[1]:
        m = found.search(markup, m.end())
    return -1 if m is None else m.start()


def _menu_runs(lines: Sequence[Block | None]) -> Iterator[int]:
    """The runs of short lines at the head of a page, as numbers: pages that share one have the same template."""
    found: dict[int, None] = {}
    run: list[Block] = []
    for b in lines:
        if b is None or not b.words:
            continue
        if reads_as_prose(b):
            break
        run = [*run, b][-_RUN:] if b.words <= _SHORT and not b.ends else []
        if len(run) == _RUN and len({x.folded for x in run}) == _RUN and sum(len(x.folded) for x in run) >= _RUN_LETTERS:
            key = "\n".join(x.key for x in run)
            found[line_hash(Block([(key, 0, len(key))]))] = None
            if len(found) == _RUNS:
                break
    return iter(found)

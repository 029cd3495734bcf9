"""The title that a text page was saved under: its first line, where the page shows that it is one.

It is one where a later line repeats it or says it in nearly the same words, alone or without what stands beside it ("Headline | Outlet"), and heads
something: text, a byline or a date stands soon under it. (The name in a masthead returns too, with a menu under it.) Where only the name beside the
headline returns, the outlet is known. Chooses no headline: that is `headline`.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

from headwater.read.about_line import head_an_article, is_about
from headwater.read.block import Block, key_of
from headwater.read.fact_words import section_words
from headwater.read.head import PARTS, Declared, Head
from headwater.read.language import is_common
from headwater.read.prose import reads_as_prose

#: Words and characters of a headline, at most.
_LONGEST, _CHARACTERS = 45, 500
#: Lines of a page in which its first can return.
_AGAIN = 3
#: Words of a whole line that returns; a part of one, set off by a mark, may be a single word.
_LEAST = 3
#: Words of a headline that stands behind its outlet's name; most stand before it.
_BEHIND = 4
#: Words of an outlet's name.
_NAME = 6
#: Lines under a headline in which its text begins, and in which its byline stands.
_UNDER, _TOLD = 15, 4
#: Of two headlines in nearly the same words: the words of the shorter at least, the share of them that the other has too, the share of both that they have in
#: common, and how many of these say more than grammar does.
_WORDS, _SAME, _BOTH, _TELLING = 5, 0.75, 0.6, 4
#: Parts of a title that are held against lines in other words, and lines that are: each is held against each.
_CUTS, _COMPARED = 12, 2_000
#: "Outlet: Headline", "Headline: what it is about"
_COLON = re.compile(r":\s+")
_SAVED, _BESIDE = "the page's title", "the name at the end of the page's title"


def reworded(one: str, other: str) -> float:
    """The share of words that two headlines have in common, as keys (`key_of`), where it is enough to say that they are one; else 0."""
    a, b = one.split(), other.split()
    if min(len(a), len(b)) < _WORDS:
        return 0.0
    common = set(a) & set(b)
    both = 2 * len(common) / (len(set(a)) + len(set(b)))
    fits = both >= _BOTH and len(common) >= _SAME * min(len(set(a)), len(set(b)))
    return both if fits and sum(not is_common(w) for w in common) >= _TELLING else 0.0


def text_head(blocks: Sequence[Block]) -> Head:
    """What the first line of a text page declares: the headline and, beside it, the outlet."""
    head = Head()
    if len(blocks) < _AGAIN or blocks[0].words > _LONGEST or len(blocks[0].text) > _CHARACTERS or is_about(blocks[0]):
        return head
    first = blocks[0]
    title = " ".join(first.text.split())
    lines = [(i, b) for i, b in enumerate(blocks) if i and b.words <= _LONGEST and len(b.text) <= _CHARACTERS]
    headline = _headline(title, blocks, [(b.key, i) for i, b in lines])
    if headline is not None:
        head.titles.append(Declared(headline, first.raw_start, first.raw_end, _SAVED))
    if (name := _name(title, headline, [b.key for _, b in lines])) is not None:
        head.sites.append(Declared(name, first.raw_start, first.raw_end, _BESIDE))
    return head


def _cuts(title: str) -> Iterator[str]:
    """What in a page's title may be its headline, the likeliest first: all of it, what stands before a mark, behind one, around a colon."""
    marks = list(PARTS.finditer(title))
    yield title
    yield from (title[: m.start()] for m in reversed(marks))
    for m in marks:
        behind = title[m.end() :]
        if len(behind.split()) >= max(_BEHIND, len(title[: m.start()].split())):
            yield behind
    for m in _COLON.finditer(title):
        yield from (part for part in (title[m.end() :], title[: m.start()]) if len(part.split()) >= _LEAST)


def _headline(title: str, blocks: Sequence[Block], lines: Sequence[tuple[str, int]]) -> str | None:
    """The part of a page's title that a line repeats, or says in nearly the same words, and that heads something. ``lines``: their keys and numbers."""
    places: dict[str, list[int]] = {}
    for key, i in lines:
        places.setdefault(key, []).append(i)
    cuts = [c for n, c in enumerate(_cuts(title)) if n or len(c.split()) >= _LEAST]
    words = title.split()
    enough = range(len(words) - 1, max(_LEAST, len(words) // 2) - 1, -1)
    others = [" ".join(part) for n in enough for part in (words[:n], words[-n:])]  # parted by marks that nobody has thought of
    for cut in (*cuts, *others):
        if any(_heads(blocks[i + 1 : i + 1 + _UNDER]) for i in places.get(key_of(cut), ())):
            return cut
    best, found = 0.0, None
    for cut in cuts[:_CUTS]:
        key = key_of(cut)
        for other, at in itertools.islice(places.items(), _COMPARED):
            likeness = reworded(key, other)
            if likeness > best and any(_heads(blocks[i + 1 : i + 1 + _UNDER]) for i in at):
                best, found = likeness, cut
    return found


def _name(title: str, headline: str | None, lines: Sequence[str]) -> str | None:
    """The outlet in a page's title: what stands beside its headline, or at its end where the page says that again."""
    if headline is not None:
        rest = title.removeprefix(headline) if title.startswith(headline) else title.removesuffix(headline)
        parts = [p for part in PARTS.split(rest) if (p := part.strip(" :|"))]
        parts = [p for p in parts if not section_words().issuperset(key_of(p).split())]
        # the part at the end of the title is mostly the outlet's; of a masthead that returns as it is the one at its beginning
        last = title.startswith(headline) and key_of(rest) not in lines
        name = parts[-1 if last else 0] if parts else ""
        colon = headline != title and not PARTS.search(title)
        if name and len(name.split()) <= _NAME and (not colon or key_of(name) in lines):
            return name
        return None
    name = PARTS.split(title)[-1].strip()
    fits = name != title and len(name.split()) <= _NAME and len(key_of(name)) > 2
    return name if fits and any(f" {key_of(name)} " in f" {line} " for line in lines) else None


def _heads(under: Sequence[Block]) -> bool:
    """Are these the lines under a headline?"""
    return head_an_article(under[:_TOLD]) or any(reads_as_prose(b) for b in under)

"""Under which name a page is published: the choice among what its meta tags, structured data, title, front-page link, head and foot say.

A name that several of them give, or that the page's own address spells, is preferred to one that stands alone. Does not know any outlet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.read import labels
from headwater.read.assemble import declared
from headwater.read.block import Block, key_of
from headwater.read.fact_words import buttons, section_words
from headwater.read.head import Declared, Head
from headwater.read.sections import Section
from headwater.read.self_named import NAMED, plain, self_named
from headwater.records import Fact

#: Bytes that are no letters, but for line breaks, which part lines.
_MARKS = bytes(b for b in range(128) if not chr(b).isalnum() and chr(b) != "\n")
_HOST = re.compile(r"^(?:https?:)?//(?:www\d?\.|m\.|en\.|edition\.)?([^/:?#]+)", re.IGNORECASE)
#: How much each kind of declaration is worth by itself.
_WORTH = (
    ("the column", 3.0),
    ("the feed", 3.0),
    ("the sender", 3.0),
    ("og:site_name", 3.0),
    ("publisher", 2.5),
    ("end of the page's title", 2.0),
    ("application-name", 1.2),
    ("calls itself", 0.84),
    ("head of the page", 0.6),
    ("name in the copyright", 0.85),
    ("front page", 0.8),
    ("company", 0.4),
)
#: What the name at the head of a page gains from a publisher of like name in the copyright line.
_KIN = 0.5
#: A name spelled in the page's own address, and one that another declaration gives too.
_IN_ADDRESS, _TWICE = 1.6, 1.0
#: Names of fewer letters are regions and sections as often as outlets.
_SHORT = 4
_MOST_WORDS = 12
#: Lines in which a page names itself; what comes later is a menu, a slogan, another article.
_TOP, _HEAD = 12, 4
#: Words and characters of a line that names the outlet; what a name on more than so many lines gains.
_LINE, _LINE_LENGTH, _LINES, _REPEATED = 30, 400, 2, 0.5
#: What a single word at the head of a page loses that stands nowhere else on it.
_NO_NAME = 1.0
#: What a line that is about something else was taken for.
_OTHERS = frozenset({"teaser", "ticker", "comments", "cookie"})
#: Words of a name at the head of a page.
_NAME_WORDS = 6
_DIGIT = re.compile(r"\d")
_COPYRIGHT, _COMPANY_SAID, _MASTHEAD = (
    "the name in the copyright line",
    "the company in the copyright line",
    "the name at the head of the page",
)
#: What a name is worth that no declaration gives.
_SHOWN = 0.7
#: Characters behind such a name in which "Ltd" may stand.
_SUFFIX = 10
_COMPANY = re.compile(r"\s*(?:\bAll\s+[Rr]ights\b.*|\b(?:LLC|Inc|Ltd|Limited|Corp|Corporation|Holdings|Company|Co|PLC|GmbH)\b.*)")
_RIGHTS = re.compile(
    r"(?:©|\([cC]\)|[Cc]opyright)\s*(?:©|\([cC]\))?\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:(?:19|20)?\d\d|[Pp]resent))?)?[\s,.|–—-]*(?:by\s+)?"
    r"([A-Z][\w.&'’]*(?:[ -][A-Z&][\w.&'’]*){0,5})"
)


def _bare(name: str) -> str:
    """The letters of a name that an address spells."""
    return plain(name).removeprefix("the").removesuffix("com")


def _worth(site: Declared) -> float:
    return next((w for words, w in _WORTH if words in site.evidence), 0.5)


def outlet(head: Head, url: str | None, blocks: Sequence[Block], sections: Sequence[Section]) -> Fact | None:
    """The outlet's name; None where nothing gives one."""
    host = _HOST.match(url or "")
    address = plain(".".join(host[1].split(".")[:-1])) if host else ""
    titles = {plain(t.value) for t in head.titles} | {plain(" ".join(b.text for b in s.title)) for s in sections}
    shown = [s for s in (_copyright(blocks), _masthead(blocks, sections)) if s is not None]
    sites = [*head.sites, *shown, *(self_named(blocks) if not head.sites else ())]
    lines = _lines(blocks)
    scored = [(_score(s, sites, titles, address) + _again(s, lines), -n, s) for n, s in enumerate(sites) if plain(s.value)]
    best = max(scored, key=lambda x: x[:2], default=None)
    if best is None or best[0] <= 0:
        return None
    return declared(best[2], score=_SHOWN if best[2].evidence in (_COPYRIGHT, _COMPANY_SAID, _MASTHEAD, NAMED) else 1.0)


def _lines(blocks: Sequence[Block]) -> bytes:
    """The letters of the page's lines, made for all of them at once."""
    lines = [b.folded for b in blocks if b.words <= _LINE and len(b.text) <= _LINE_LENGTH]
    whole = "\n".join([line if line.isascii() else plain(line) for line in lines])
    return whole.encode().translate(None, _MARKS)


def _again(site: Declared, lines: bytes) -> float:
    """A name that stands on several lines of the page is its own."""
    own = plain(site.value).encode()
    # most names stand nowhere else: to count them is cheaper than to look at each line
    held = 0 if lines.count(own) < _LINES else sum(own in line for line in lines.split(b"\n"))
    if "head of the page" in site.evidence and len(site.value.split()) == 1 and held < _LINES:
        return -_NO_NAME  # a section
    return _REPEATED if len(own) > _SHORT and held > _LINES else 0.0


def _copyright(blocks: Sequence[Block]) -> Declared | None:
    """The name in the copyright line at the foot of the page."""
    for b in reversed(blocks):
        m = _RIGHTS.search(b.text) if b.words <= _LINE and len(b.text) <= _LINE_LENGTH else None
        if m is None:
            continue
        company = _COMPANY.search(b.text, m.start(1), m.end(1) + _SUFFIX)
        name = m[1][: company.start() - m.start(1)] if company else m[1]
        if name.strip(" .,-&"):
            evidence = _COMPANY_SAID if company and not company[0].strip().lower().startswith("all") else _COPYRIGHT
            return Declared(" ".join(name.split()).strip(" .,-&"), b.raw_start, b.raw_end, evidence)
    return None


def _masthead(blocks: Sequence[Block], sections: Sequence[Section]) -> Declared | None:
    """The name at the head of a page: a short line above the headline, first but for "skip to content" and the like."""
    titles = {id(b) for s in sections for b in s.title}
    top = []
    for b in blocks[:_TOP]:
        if id(b) in titles or b.kind == "text":
            break
        top.append(b)
    named = [b for b in top[:_HEAD] if _may_name(b)]
    if not named or (len(top) < 2 and not named[0].text.isupper()):
        return None
    capitals = [b for b in named[:2] if (b.text.isupper() and b.gap <= 1) or b is named[0]]
    first = capitals[-1] if named[0].text.isupper() else named[0]
    return Declared(" ".join(first.text.split()), first.raw_start, first.raw_end, _MASTHEAD)


def _may_name(b: Block) -> bool:
    """May a line at the head of a page be its name? Not a button, a section, a label."""
    if (
        (b.kind in _OTHERS and b.why.startswith("follows"))
        or not 1 <= b.words <= _NAME_WORDS
        or b.ends
        or _DIGIT.search(b.text)
        or labels.opener(b)
        or labels.is_label(b)
    ):
        return False
    return not buttons().match(b.text.strip()) and not section_words().issuperset(b.key.split())


def _kin(one: str, other: str) -> bool:
    """Do two names share a word that tells: those of a paper and of its publisher?"""
    return any(len(w) > _SHORT for w in {*key_of(one).split()} & {*key_of(other).split()} - section_words())


def _score(site: Declared, sites: Sequence[Declared], titles: set[str], address: str) -> float:
    own = plain(site.value)
    score = _worth(site)
    if own in titles - ({own} if "og:site_name" in site.evidence else set()) or len(site.value.split()) > _MOST_WORDS:
        return -1.0
    parts = [_bare(o.value) for o in sites if f" {o.value.lower()} " in f" {site.value.lower()} "]  # of "Hill News" also "Hill"
    if address and any(len(p) > 2 and (p in address or (len(address) > _SHORT and address in p)) for p in parts):
        score += _IN_ADDRESS
    elif len(own) < _SHORT and not site.value.isupper():
        score -= 1.5
    if any(plain(o.value) == own and o.evidence != site.evidence for o in sites):
        score += _TWICE
    elif site.evidence == _MASTHEAD and any(o.evidence in (_COPYRIGHT, _COMPANY_SAID) and _kin(site.value, o.value) for o in sites):
        score += _KIN
    return score

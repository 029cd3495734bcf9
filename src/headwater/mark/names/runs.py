"""Runs: stretches of capitalised words that may be a name, with the small words inside them. Judges no kind.

What opens a sentence is capital anyway: such a word begins a run only where it is no ordinary word, or is written with a capital inside a
sentence elsewhere in the document.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from headwater.mark.names.tokens import Token
from headwater.mark.names.vocabulary import is_adjective, is_common, is_place, words
from headwater.text.names import title_words, without_titles

#: More words than this in one run are a headline or a list, not a name.
_LONGEST = 9


@dataclass(frozen=True)
class Run:
    """A possible name: its tokens, those of the sentence and where in it they stand, and what was cut off in front (titles)."""

    tokens: tuple[Token, ...]
    line: Sequence[Token]
    first: int
    title: bool
    opens: bool

    @property
    def start(self) -> int:
        """Where it begins in the text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in the text."""
        return self.tokens[-1].end

    @property
    def lows(self) -> tuple[str, ...]:
        """Its folded words."""
        return tuple(t.low for t in self.tokens)

    @property
    def key(self) -> str:
        """Its folded words in one string."""
        return " ".join(self.lows)

    def before(self, n: int = 1) -> str:
        """The folded word ``n`` places in front, or nothing."""
        at = self.first - n
        return self.line[at].low if at >= 0 else ""

    def after(self, n: int = 1) -> str:
        """The folded word ``n`` places behind, or nothing."""
        at = self.first + len(self.tokens) - 1 + n
        return self.line[at].low if at < len(self.line) else ""


class Told(NamedTuple):
    """A name as the reading model sees it: its place in the text, its kind, how sure (0 to 1)."""

    start: int
    end: int
    kind: str
    score: float


def told_runs(line: Sequence[Token], told: Sequence[Told]) -> Iterator[tuple[Run, Told]]:
    """The runs of a line that the model takes for names, without the titles in front. ``told``: in order of place."""
    if not line or not told:
        return
    at = 0
    for t in told[bisect_left(told, line[0].start, key=lambda t: t.start) :]:
        if t.start >= line[-1].end:
            break
        while at < len(line) and line[at].end <= t.start:
            at += 1
        end = at
        while end < len(line) and line[end].start < t.end:
            end += 1
        first = at
        lows = [x.low for x in line[first:end]]
        while lows and (lows[0] in words("function") and len(lows) > 1):
            first, lows = first + 1, lows[1:]
        cut = _titles(line, first, lows) if len(lows) > 1 else 0
        titled = cut > 0 or (first > 0 and line[first - 1].low in title_words("words"))
        titles = title_words("words") | title_words("before")
        ordinary = all(is_adjective(low) or low in titles or not any(c.isalpha() for c in low) for low in lows[cut:])
        if lows[cut:] and not ordinary and any(x.capital for x in line[first + cut : end]):
            yield Run(tuple(line[first + cut : end]), line, first + cut, titled and t.kind == "person", first + cut == 0), t


def _joined(text: str, left: Token, right: Token) -> bool:
    """Do two words stand in one name as far as the signs between them tell? A blank or one line break; nothing else."""
    gap = text[left.end : right.start]
    return 0 < len(gap) <= 3 and gap.isspace() and gap.count("\n") < 2


def find_runs(text: str, line: Sequence[Token], inside: frozenset[str]) -> list[Run]:
    """The runs of a sentence. ``inside``: folded words that the document writes with a capital inside a sentence."""
    out: list[Run] = []
    at = 0
    while at < len(line):
        if not _begins(line, at, inside):
            at += 1
            continue
        end = _extend(text, line, at)
        run = _trim(line, at, end)
        if run:
            out.append(run)
        at = max(end, at + 1)
    return out


def _begins(line: Sequence[Token], at: int, inside: frozenset[str]) -> bool:
    """Can a run begin here? A particle may open one in front of a capital only where a line does not begin with it."""
    token = line[at]
    if not token.capital:
        return False
    if at == 0 and not token.upper and token.low not in inside and is_common(token.low):
        # "Lake Tal rose": an ordinary word that opens a place or is a title may still open the sentence and the name
        following = line[1] if len(line) > 1 else None
        names_on = token.low in words("opens", "heads", "given") | title_words("words") | title_words("before")
        return bool(names_on and following and (following.capital or following.low == "of"))
    return token.low not in words("function") or token.upper


def _extend(text: str, line: Sequence[Token], at: int) -> int:
    """The token behind the run that begins at ``at``."""
    end = at + 1
    while end < len(line) and end - at < _LONGEST and _joined(text, line[end - 1], line[end]):
        token = line[end]
        if token.capital or (token.low.isdigit() and line[end - 1].low in words("numbered")):
            end += 1
            continue
        if token.text[:3] in ("al-", "el-") and token.text[3:4].isupper():
            end += 1
            continue
        link = _link(text, line, at, end)
        if not link:
            break
        end += link
    return end


def _link(text: str, line: Sequence[Token], at: int, end: int) -> int:
    """How many small words and the capital behind them go on with the run; 0 where it ends."""
    low = line[end].low
    nxt = end + 1
    if nxt < len(line) and line[nxt].low == "the" and low in ("of", "for"):
        nxt += 1
    while low in words("particles") and nxt < len(line) and not line[nxt].capital and line[nxt].low in words("particles"):
        nxt += 1
    if nxt >= len(line) or not line[nxt].capital or not _joined(text, line[nxt - 1], line[nxt]):
        return 0
    lows = [t.low for t in line[at:end]]
    body = any(w in words("heads") for w in lows)
    if low in ("of", "for") and (lows[-1] in words("heads") or (body and (low == "for" or "for" in lows))):
        return nxt - end + 1
    if low in ("and", "&") and body and any(w in ("of", "for") for w in lows) and not is_adjective(line[nxt].low):
        return nxt - end + 1 if is_common(line[nxt].low) else 0
    if low == "&":
        return nxt - end + 1
    return nxt - end + 1 if low in words("particles") and not is_common(lows[-1]) else 0


def _titles(line: Sequence[Token], at: int, lows: list[str]) -> int:
    """How many words in front of a run are titles: known ones, and whatever leads up to one ("Harbours Minister", "Chief of Staff")."""
    cut = len(lows) - len(without_titles(lows))
    if cut or lows[-1] in words("bodies", "places"):
        return cut
    if at > 1 and line[at - 1].low == "of" and line[at - 2].low in title_words("words") and lows[0] in title_words("of"):
        return 1
    titles = [n for n, low in enumerate(lows[:-1]) if low in title_words("words") and low not in words("heads", "given")]
    rest = lows[titles[-1] + 1 :] if titles else []
    return titles[-1] + 1 if rest and rest[0] not in ("of", "for", "and") and not any(is_common(low) for low in rest) else 0


def _trim(line: Sequence[Token], at: int, end: int) -> Run | None:
    """A run without the adjectives and titles around it; None where nothing is left that could name anybody."""
    opens = at == 0
    closes_body = line[end - 1].low in words("bodies") or line[end - 1].low in words("places")
    while at < end and line[at].low in words("function") and not line[at].upper:
        at += 1
    lead = at
    while lead < end and is_adjective(line[lead].low):
        lead += 1
    heads = lead < end and line[lead].low in words("heads") and line[lead].low not in title_words("words")
    if at < lead < end and not closes_body and not heads:
        at = lead
    elif lead == end:
        return None
    while end > at and (is_adjective(line[end - 1].low) or line[end - 1].low in words("particles") | {"of", "for", "and", "&"}):
        end -= 1
    lows = [t.low for t in line[at:end]]
    cut = _titles(line, at, lows) if lows else 0
    title = cut > 0 or (at > 0 and line[at - 1].low in title_words("words") and line[at - 1].low not in ("saint", "lady", "count"))
    at += cut
    lows = lows[cut:]
    if not lows or not any(c.isalpha() for c in lows[0]) or (len(lows) == 1 and len(lows[0]) < 2):
        return None
    if is_place(" ".join(lows)):
        return Run(tuple(line[at:end]), line, at, title, opens and at == 0)
    if all(w in title_words("words") or w in title_words("before") for w in lows):
        return None
    if len(lows) == 1 and lows[0] in words("heads", "bodies") and not line[at].upper:
        return None
    if all(is_adjective(w) for w in lows):
        return None
    return Run(tuple(line[at:end]), line, at, title, opens and at == 0)

"""Issued: who speaks where a page says that "the statement" or "it" says something: whoever the page said had issued a text.

"Three unions issued a joint statement. It says ..., the statement adds ..." is the unions speaking, whomever a name in between belongs to.
Reads one page; does not say whether the text itself is in the collection.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from headwater.records import Stretch
from headwater.text.fold import fold
from headwater.trace.origins.issuing import issuing, per_text, text_named
from headwater.trace.origins.names import is_collective, looks_like_name
from headwater.trace.origins.told import Said, Sheet

_SENTENCE = re.compile(r"[.!?][\"')]*\s|\n\s*\n")
#: What may stand between who issues a text and the verb.
_AUXILIARY = re.compile(r"(?:\s+(?:has|have|had|also|jointly|together|later|now|then|recently|on \w+|today|yesterday))*\s*$", re.IGNORECASE)
#: A text that is passed on is somebody else's: "released a statement from the family".
_FOR_OTHERS = re.compile(r"\s+(?:from|by|on behalf of)\s")
#: Whoever issues a text is named in this many words; more are a clause.
_SUBJECT_WORDS = 8


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that the page said somebody issued: its noun, who issued it, where it was last spoken of."""

    noun: str
    by: Said
    at: int


def issuers(text: str, sheet: Sheet) -> tuple[list[Said], list[str]]:
    """Give the statements of a sheet in which a text speaks the speaker that the page says issued it.

    Changes ``sheet.said``. ``text`` is the document's. Returns who is said to have issued a text, in order of place; the ids that changed.
    """
    plain = fold(text)
    rows = sorted(sheet.said.values(), key=lambda s: (s.start, s.end, s.id))
    changed = []
    coming = sorted([*_unmarked(text, plain, rows), *(s for s in rows if s.issues and s.speaker)], key=lambda s: (s.end, s.id))
    known: list[_Text] = []
    for said in rows:
        while coming and coming[0].end <= said.start:
            known.append(_text(coming.pop(0)))
        meant = None if said.issues else _meant(plain, said, known)
        if meant is not None:
            by = meant.by
            changed.append(said.id)
            sheet.said[said.id] = replace(said, speaker=by.speaker, named=by.named, via=by.via, source=by.source)
            known[known.index(meant)] = replace(meant, at=said.end)
    return [t.by for t in [*known, *map(_text, coming)]], changed


def _text(said: Said) -> _Text:
    return _Text(said.issues or "", said, said.end)


def _unmarked(text: str, plain: str, rows: list[Said]) -> Iterable[Said]:
    """Those who are said to issue a text where the marks find no statement: "Four unions issued a joint statement on Monday." """
    for found in issuing().finditer(plain):
        if any(s.issues and s.start <= found.start() < s.end for s in rows) or _FOR_OTHERS.match(plain, found.end()):
            continue
        opens = max((m.end() for m in _SENTENCE.finditer(plain, 0, found.start())), default=0)
        subject = _AUXILIARY.sub("", text[opens : found.start()])
        words = subject.split()
        if not words or len(words) > _SUBJECT_WORDS or not (is_collective(subject) or words[0][:1].isupper()):
            continue
        at = text.rindex(subject, opens, found.start())
        name = re.sub(r"^(?:The|A|An)\s+", "", " ".join(words))
        named = looks_like_name(name) and not is_collective(name)
        place = Stretch(at, at + len(subject))
        yield Said(f"issued:{at}", name, named, False, (), None, place, at, found.end(), False, found["text"])


def _meant(plain: str, said: Said, known: list[_Text]) -> _Text | None:
    """The text that a statement's source stands for."""
    if not known:
        return None
    source = plain[said.source.start : said.source.end].strip() if said.source else ""
    named = text_named().fullmatch(source)
    if named:
        return _last(known, named["text"])
    if source == "it" and said.source is not None:
        last = max(known, key=lambda k: k.at)
        return last if len(_SENTENCE.findall(plain[last.at : said.source.start])) <= 1 else None
    if said.speaker is None and not source:
        sentence = _SENTENCE.search(plain, said.end)
        beside = per_text().search(plain, said.start, sentence.start() if sentence else len(plain))
        return _last(known, beside["text"]) if beside else None
    return None


def _last(known: list[_Text], noun: str) -> _Text | None:
    """The text of this noun that the page named last; any text, for a noun that stands for all of them."""
    return next((k for k in reversed(known) if k.noun == noun or noun in ("text", "document")), None)

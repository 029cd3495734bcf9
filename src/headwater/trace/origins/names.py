"""Names: from a name as a page writes it to the source that it stands for.

Looks names up among the entities of the collection. A list of names ("the A, the B and the C said") is one joint source, whatever the order
of the list. Words that name nobody in particular ("police", "agencies") give no source. Does not find names in a text; that is `mark`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from headwater.records import Entity, make_id
from headwater.text.fold import straighten
from headwater.trace.vocabulary import words

_LISTED = re.compile(r"\s*(?:;|,\s+and\s+|,\s+|\s+&\s+|/|\|)\s*", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)


def listed(names: str) -> list[str]:
    """The names of a list. An "and" parts two names of two words or two of one ("Smith and Jones"); in "the Dam and Canal Union" it is part
    of one."""
    out: list[str] = []
    for part in _LISTED.split(names):
        left, *rest = _AND.split(part, maxsplit=1)
        sizes = [len(re.sub(r"^the\s+", "", p.strip(), flags=re.IGNORECASE).split()) for p in (left, *rest)]
        split = rest and not (sizes[0] == 1 and sizes[1] > 1)
        out += [left, *listed(rest[0])] if split else [part]
    return [p.strip() for p in out if p.strip()]


@lru_cache(maxsize=1 << 17)
def fold_source(name: str) -> str:
    """The form in which two writings of one name are equal: no case, article, possessive, points, or double space."""
    plain = straighten(name).casefold().replace(".", "")
    plain = re.sub(r"\s+", " ", plain).strip(' ,;:()[]"')
    plain = re.sub(r"^(?:the|a|an)\s+", "", plain)
    return re.sub(r"'s?$", "", plain)


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody a text can rest on. ``joint``: several who speak together; ``members``: their keys, where the page lists them."""

    key: str
    kind: str  # person, body, document, unnamed
    label: str
    members: tuple[str, ...] = ()
    joint: bool = False

    @property
    def origin(self) -> str:
        """The id of its origin."""
        return make_id("origin", self.kind, self.key)

    @property
    def named(self) -> bool:
        """Is it more than an unnamed source?"""
        return self.kind != "unnamed"


def unnamed(document: str, description: str | None) -> Source:
    """The unnamed source of a document that goes by a description; never the same as that of another document."""
    label = " ".join((description or "").split()) or "no source named"
    return Source(f"{document}|{fold_source(label)}", "unnamed", label)


class Known(NamedTuple):
    """What is kept of an entity: a tenth of its record."""

    id: str
    kind: str
    canonical: str


class NameBook:
    """All names of the collection, by their folded forms. Gives one and the same `Source` for one entity, so that millions of spans share it."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._of: dict[str, Known] = {}
        self._sources: dict[str, Source] = {}
        ranked = [
            (-len(e.documents), Known(e.id, sys.intern(e.kind), e.canonical), sorted({fold_source(f) for f in (e.canonical, *e.forms)}))
            for e in entities
        ]
        ranked.sort(key=lambda r: (r[0], r[1].id))
        shared: set[str] = set()
        for _, known, forms in ranked:
            for form in forms:
                if self._of.setdefault(form, known) is not known and is_generic(form):
                    shared.add(form)
        for form in shared:  # "the ministry" of two countries is neither
            del self._of[form]

    def entity(self, name: str) -> Known | None:
        """The entity that goes by this name, also without the title in front of it."""
        folded = fold_source(name)
        return self._of.get(folded) or self._of.get(without_title(folded))

    def body(self, known: Known) -> Source:
        """An entity as a source that is a body."""
        return self._sources.setdefault(known.id + "|body", Source(known.id, "body", known.canonical))

    def _known(self, known: Known) -> Source:
        kind = "person" if known.kind == "person" else "body"
        return self._sources.setdefault(f"{known.id}|{kind}", Source(known.id, kind, known.canonical))

    def source(self, name: str) -> Source | None:
        """The source that a name stands for; None where it names nobody in particular."""
        folded = fold_source(name)
        if not folded:
            return None
        joint = self._joint(name) if "," in name else None
        if joint is not None:
            return joint
        found = self.entity(name)
        if is_generic(found.canonical if found else name):
            return None
        if found is not None:
            return self._known(found)
        office = re.fullmatch(r"(?:office|staff|aides?|lawyers?) (?:of|to|for) (.+)|(.+?)'s? (?:office|staff)", folded)
        holder = office and self.entity(office[1] or office[2])
        if holder:
            return self._known(holder)
        return self._joint(name) or self._written(Source(f"name:{without_title(folded)}", guess_kind(name), " ".join(name.split())))

    def _written(self, source: Source) -> Source:
        """A source that the collection knows by this name only, the same object for the same writing."""
        return self._sources.setdefault(f"{source.key}|{source.kind}|{source.label}", source)

    def _joint(self, name: str) -> Source | None:
        """Several who speak together, if the name is a list of names."""
        parts = listed(straighten(name))
        if len(parts) < 2 or not all(looks_like_name(p) for p in parts):
            return None
        known = [self.entity(p) for p in parts]
        if not any(known) and not any(guess_kind(p) == "body" for p in parts):
            return None
        keys = sorted({e.id if e else f"name:{fold_source(p)}" for e, p in zip(known, parts, strict=True)})
        return Source("joint:" + "|".join(keys), "body", " ".join(name.split()), tuple(keys), True)


def without_title(folded: str) -> str:
    """A folded name without the titles in front of it."""
    titles = words("honorifics")
    left = folded.split(" ")
    while len(left) > 1 and (left[0] in titles or " ".join(left[:2]) in titles):
        del left[0 : 2 if " ".join(left[:2]) in titles and len(left) > 2 else 1]
    return " ".join(left)


def looks_like_name(text: str) -> bool:
    """Does it hold a word with a capital?"""
    return any(w[:1].isupper() for w in text.split())


def is_generic(name: str) -> bool:
    """Does it describe a source rather than name one: no capital in it, or nothing but words for anybody?"""
    folded = fold_source(name)
    if folded in words("generic_source") or folded in words("generic_credit"):
        return True
    if len(folded.split()) > 1 and folded.split()[-1] in words("body"):  # "the growers' association": one body, by its office
        return False
    return not looks_like_name(re.sub(r"^(?:The|A|An|One|Some|Several|Two|Three|Many)\s+", "", name.strip()))


_BEHIND = re.compile(r"\s(?:of|from|in|for|at|who|that|which|behind|representing)\s.*$")


def head_noun(description: str) -> str:
    """The noun that a description is built round: ``"five unions of the valley" -> "unions"``."""
    return _BEHIND.sub("", fold_source(description)).rsplit(" ", 1)[-1]


def is_collective(description: str) -> bool:
    """Does it describe several bodies in one word: "the factions", "five groups"?"""
    return head_noun(description) in words("collectives")


def is_nobody(description: str) -> bool:
    """Does it stand for everybody or nobody: "the world", "anyone with information"?"""
    folded = fold_source(description)
    return folded in words("nobody") or folded.split(" ", 1)[0] in {"anyone", "anybody", "everyone", "everybody", "nobody"}


def guess_kind(name: str) -> str:
    """``person`` or ``body`` for a name that the collection does not know."""
    parts = fold_source(name).split(" ")
    if parts[0] in words("honorifics") and len(parts) > 1:
        return "person"
    if not words("body").isdisjoint(parts) or name.isupper() or len(parts) not in {2, 3} or "of" in parts:
        return "body"
    return "person"

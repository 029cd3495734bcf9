"""Collectives: who "the factions", "five unions", "the signatories" of a page are, where they issue a text together.

A description of several bodies names nobody by itself. It is a source where its page says that they issued a text, or is written in their
name; a shorter description later in the page ("the organizations") is the one that the page introduced. Descriptions on two pages are one
source if they are the same and hold a name ("Orlen factions"), or if a link shows that the text behind them is one: so is a list of the
signatories with one more or one less. Knows no list of bodies.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from headwater.records import Link, Place
from headwater.trace.groups import Groups
from headwater.trace.origins.names import NameBook, Source, fold_source, head_noun, is_collective, looks_like_name
from headwater.trace.origins.told import Collection, Said
from headwater.trace.origins.voice import Voice
from headwater.trace.vocabulary import words

#: Words of a description that count or point, and say nothing of who they are.
_COUNTING = frozenset(
    "the these those all both several some many other various two three four five six seven eight nine ten eleven twelve its their our".split()
)


@dataclass(frozen=True, slots=True)
class _Joint:
    """A joint source of one page, by the words of its description."""

    source: Source
    words: frozenset[str]


def _words(description: str) -> frozenset[str]:
    return frozenset(w for w in fold_source(description).replace("-", " ").split() if w not in _COUNTING and not w.isdigit())


def issuer(said: Said, document: str, book: NameBook) -> Source | None:
    """The source that issued a text: a body by name, a list of names, or several bodies in one description."""
    if not said.speaker:
        return None
    if said.named and (found := book.source(said.speaker)) is not None:
        return found
    if not is_collective(said.speaker):
        return None
    return described(said.speaker, document, book, said.issues or "text")


def described(description: str, document: str, book: NameBook, noun: str) -> Source:
    """The source behind a description of several bodies that issued a text: of the collection if it holds a name, else of this page."""
    label = " ".join(description.split())
    own = [w for w in label.split() if fold_source(w) not in _COUNTING]
    if _holds_a_name(own, book, opens=own[:1] == label.split()[:1]):
        found = book.source(" ".join(own))
        if found is not None and found.kind != "person":
            return replace(found, joint=True)
    return Source(f"issued:{document}|{fold_source(label)}", "body", f"{label} (their {noun})", (), True)


def _holds_a_name(own: list[str], book: NameBook, *, opens: bool) -> bool:
    """Is one of the words a name? A capital on the first may only open a sentence, unless the word is a place or made of one."""
    if any(looks_like_name(w) and head_noun(w) not in words("collectives") for w in (own[1:] if opens else own)):
        return True
    first = fold_source(own[0]) if opens and own and looks_like_name(own[0]) else ""
    made_of_place = first.endswith(tuple(words("place_endings"))) and first not in words("not_places")
    return bool(first) and (made_of_place or book.entity(first) is not None)


def name_collectives(
    documents: Iterable[str], told: Collection, issued: Mapping[str, list[Said]], voices: Mapping[str, Voice], book: NameBook
) -> None:
    """Give the statements of collectives in some documents their source. Changes what ``told`` keeps of these; other sources stay."""
    written = {v.source.key: v.source for v in voices.values() if v.states}
    for document in documents:
        known = _introduced(document, issued.get(document, ()), voices, book)
        sheet = told.sheet(document)
        for id, said in sheet.said.items():
            source = sheet.sources.get(id)
            if not said.speaker or (source is not None and source.named and not source.joint) or not is_collective(said.speaker):
                continue
            found = _meant(said.speaker, known) or _written(said.speaker, document, book, written)
            if found is not None:
                sheet.sources[id] = found
        told.speaks(sheet, ())


def _introduced(document: str, issued: Iterable[Said], voices: Mapping[str, Voice], book: NameBook) -> list[_Joint]:
    """The joint sources of a page, in order: who it is written by, then who is said to have issued a text."""
    out: dict[str, _Joint] = {}
    voice = voices.get(document)
    if voice is not None and voice.states and (voice.source.joint or is_collective(voice.source.label)):
        out[voice.source.key] = _Joint(replace(voice.source, joint=True), _words(voice.source.label))
    for said in issued:
        source = issuer(said, document, book)
        if source is not None and source.joint and source.key not in out:
            out[source.key] = _Joint(source, _words(said.speaker or ""))
    return list(out.values())


def _meant(description: str, known: list[_Joint]) -> Source | None:
    """The joint source of the page that a description stands for: the one whose words it repeats, or the only one there is."""
    mine = _words(description)
    for joint in known:
        if mine <= joint.words:
            return joint.source
    bare = mine == {head_noun(description)}
    same_kind = [j for j in known if j.source.members or head_noun(description) in words("signatories")]
    return same_kind[0].source if bare and len(known) == 1 and same_kind else None


def _written(description: str, document: str, book: NameBook, written: Mapping[str, Source]) -> Source | None:
    """The source in whose name another page is written, if the description is its very name."""
    found = described(description, document, book, "text")
    return replace(written[found.key], joint=True) if found.key in written else None


def one_text(links: Iterable[Link], told: Collection, voices: Mapping[str, Voice], several: Iterable[str]) -> dict[str, Source]:
    """Joint sources that a shared text shows to be one: key -> the source that stands for them all.

    ``several`` are the documents with joint sources. Of the descriptions of one source, a list of names stands for all of them, then the one
    that most statements give.
    """
    groups = Groups[str]()
    sources: dict[str, Source] = {}
    given: Counter[str] = Counter()
    rows: dict[str, list[tuple[int, int, Source]]] = defaultdict(list)
    for document in several:
        sheet = told.sheet(document)
        for row in sheet.statements:
            source = sheet.sources.get(row.id)
            if source is not None and source.joint:
                rows[document].append((row.start, row.end, source))
                given[source.key] += 1
    for link in links:
        if link.left.document != link.right.document:
            left, right = (_joint_at(p, rows, voices) for p in (link.left, link.right))
            if left is not None and right is not None and left.key != right.key:
                sources[left.key], sources[right.key] = left, right
                groups.join(left.key, right.key)
    best: dict[str, Source] = {}
    for source in sorted(sources.values(), key=lambda s: (-len(s.members), -given[s.key], s.key)):
        best.setdefault(groups.root(source.key), source)
    return {key: best[groups.root(key)] for key in sources}


def _joint_at(place: Place, rows: Mapping[str, list[tuple[int, int, Source]]], voices: Mapping[str, Voice]) -> Source | None:
    """The joint source of a place: of the statements in it, if it is one; else of the page that is written in a joint name."""
    found = {s.key: s for start, end, s in rows.get(place.document, ()) if start < place.end and place.start < end}
    if found:
        return next(iter(found.values())) if len(found) == 1 else None
    voice = voices.get(place.document)
    return voice.source if voice is not None and voice.states and voice.source.joint else None

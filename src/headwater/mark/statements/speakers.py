"""Who speaks: the source of each statement led to the fullest name that the document gives for it, in reading order.

A source phrase is taken apart by the names inside it: the one that heads it speaks, not the one it belongs to ("a clerk of the League", "the League's
clerk"). A phrase without a name of its own is looked up among what the document calls its names ("Mayor Ada Venn", "Bo Kell, the harbour
master", "the aid group Open Well"). Pronouns go to the last speaker or subject that fits in number and gender. What fits nothing stays as it is
written, and unnamed sources are never joined to one another.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from dataclasses import dataclass
from typing import NamedTuple

from headwater.mark.statements import phrases
from headwater.records import Name, Stretch


class Speaker(NamedTuple):
    """``name``: a name, the description of an unnamed source, or None. ``sort``: person, body, group (several), text, or nothing known."""

    name: str | None
    named: bool
    why: str
    sort: str = ""


#: Speakers, and names before a pronoun, that are looked back on: bounds the time that a long document takes.
_REMEMBERED, _NEAR = 300, 60
#: Words of a description that are kept with the clause that hangs on it.
_LONGEST = 12
NOBODY = Speaker(None, False, "no source is given")


@dataclass(slots=True)
class _Known:
    """Somebody the document has spoken of so far."""

    speaker: Speaker
    at: int
    words: frozenset[str]
    passing: bool = False


class Speakers:
    """The sources of one document; to be asked in the order of their places."""

    def __init__(self, text: str, names: list[Name]) -> None:
        self._text = text
        self._names = sorted(names, key=lambda n: (n.start, -n.end))
        self._starts = [n.start for n in self._names]
        self._said: deque[_Known] = deque(maxlen=_REMEMBERED)
        self._gender: dict[str, str] = {}
        self._called = [known for n in self._names for known in self._descriptions(n)]
        self._words: dict[str, frozenset[str]] = {}
        self._called_so: dict[str, list[_Known]] = {}
        for k in self._called:
            for word in k.words:
                self._called_so.setdefault(word, []).append(k)
            self._words[k.speaker.name or ""] = self._words.get(k.speaker.name or "", frozenset()) | k.words
        for n in self._names:
            if n.value.kind == "person" and (told := phrases.title_gender(text[max(0, n.start - 12) : n.start])):
                self._gender.setdefault(n.value.canonical, told)

    @property
    def last(self) -> Speaker:
        """The speaker of the page's last statement."""
        return next((k.speaker for k in reversed(self._said) if not k.passing), NOBODY)

    def resolve(self, source: Stretch, parent: Speaker | None = None) -> Speaker:
        """The speaker that a source phrase stands for.

        ``parent``: the speaker of the statement in whose content it stands; "I" and "we" are then theirs, and the page goes on with whom it had before.
        """
        found = self._resolve(source, parent)
        if found.name is not None:
            words = phrases.content_words(f"{found.name} {self._text[source.start : source.end]}")
            self._said.append(_Known(found, source.start, words, passing=parent is not None))
        return found

    def medium(self, hop: Stretch, speaker: Speaker) -> Speaker:
        """Whom a source told it to, or who quotes it: "the paper" is then the medium named last, not a text."""
        phrase = self._text[hop.start : hop.end]
        head = phrases.head_noun(phrase)
        if phrases.definite(phrase) and not self._between(hop.start, hop.end):
            near = [
                k
                for k in [*self._called, *self._said]
                if k.at < hop.start and "medium" in phrases.body_class(k.words) and k.speaker.name != speaker.name
            ]
            if near and "medium" in phrases.body_class(frozenset([head])):
                return max(near, key=lambda k: k.at).speaker
        inside = [n for n in self._between(hop.start, hop.end) if n.value.kind in ("body", "other")]
        if inside and not self._headed(hop):  # "the evening programme of Channel Nine", "the ministry's bulletin Grey Post"
            n = inside[-1]
            return Speaker(self._wider(hop, n), True, f"the name in “{phrase}”", "body")
        return self.resolve(hop, speaker)

    def _resolve(self, source: Stretch, parent: Speaker | None) -> Speaker:
        phrase = self._text[source.start : source.end]
        low = phrase.strip(" ,").lower()
        if low in phrases.OWN:
            return (
                parent._replace(why=f"“{phrase}” is whoever speaks around it")
                if parent
                else self.last._replace(why="whoever was speaking goes on")
            )
        if low in phrases.PRONOUNS:
            return self._pronoun(source, phrases.PRONOUNS[low])
        if low in phrases.RELATIVE:
            return self._antecedent(source)
        core = phrases.core(phrase)
        at = Stretch(source.start + core.start, source.start + core.end)
        by = phrases.author(self._text[at.start : at.end])
        if by is not None:  # "a statement from the union": whoever issued the text speaks
            inner = Stretch(at.start + by.start, at.start + by.end)
            owner = self._text[inner.start : inner.end].lower()
            if owner in phrases.POSSESSIVES:
                return self._pronoun(inner, phrases.POSSESSIVES[owner])
            whose = self._resolve(inner, parent)
            return whose._replace(sort=whose.sort or "body")
        of = phrases.office(self._text[at.start : at.end])
        if of is not None:  # somebody's office speaks for them
            whose = self._headed(Stretch(at.start + of.start, at.start + of.end)) or NOBODY
            if whose.sort == "person":
                return whose._replace(why=f"the office of {whose.name}")
        return self._headed(at) or self._clause(source, at) or self._described(at, phrase)

    def _between(self, start: int, end: int) -> list[Name]:
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    # -- names inside the phrase

    def _headed(self, at: Stretch) -> Speaker | None:
        """The names that head a phrase, persons before bodies before others."""
        inside = [n for n in self._between(at.start, at.end) if n.end <= at.end]
        heads = [n for n in inside if phrases.heads(self._text[at.start : n.start], self._text[n.end : at.end])]
        persons = [n for n in heads if n.value.kind == "person"]
        for some in (persons, [n for n in heads if n.value.kind == "body"], heads):
            if some:
                joined = max(self._joined(heads), self._joined(some), key=len)
                if len(joined) > 1:
                    return Speaker(phrases.listed([n.value.canonical for n in joined]), True, "several who speak together", "group")
                n = some[0]
                sort = n.value.kind if n.value.kind in ("person", "body") else ""
                full = self._wider(at, n)
                return Speaker(full, True, "named" if n.text == full else f"“{n.text}” is {full}", sort)
        return None

    def _wider(self, at: Stretch, n: Name) -> str:
        """ "The Bureau" for the one body that has the word in its name."""
        full = n.value.canonical
        if " " in full or not phrases.definite(self._text[at.start : at.end]):
            return full
        held = {
            m.value.canonical
            for m in self._names
            if m.value.kind == "body" and full in m.value.canonical.split() and m.value.canonical != full
        }
        return held.pop() if len(held) == 1 else full

    def _clause(self, source: Stretch, at: Stretch) -> Speaker | None:
        """A name that only the clause behind gives: "a coordinator, who gave her name as Mira"."""
        place = phrases.own_name(self._text[at.end : source.end])
        if place is None:
            return None
        n = next((n for n in self._between(at.end + place, source.end) if n.end <= source.end and n.value.kind != "place"), None)
        return Speaker(n.value.canonical, True, "named in the clause behind", "person") if n else None

    def _joined(self, names: list[Name]) -> list[Name]:
        """The first name and those strung to it by commas and "and"."""
        out = names[:1]
        for n in names[1:]:
            if not phrases.strings(self._text[out[-1].end : n.start]):
                break
            out.append(n)
        return out if len(out) > 1 and re.search(r"\b(?:and|&)\b", self._text[out[-2].end : out[-1].start]) else out[:1]

    # -- descriptions

    def _descriptions(self, n: Name) -> list[_Known]:
        """What the document calls a name: the words in front of it and the apposition behind."""
        sort = n.value.kind if n.value.kind in ("person", "body") else ""
        speaker = Speaker(n.value.canonical, True, "", sort)
        out: list[_Known] = []
        if n.value.kind == "place":
            return []
        for words in phrases.called(self._text[max(0, n.start - 80) : n.start], self._text[n.end : n.end + 120]):
            found = phrases.content_words(words)
            if found:
                out.append(_Known(speaker, n.start, found))
        behind = phrases.body_behind(self._text[n.end : n.end + 30])
        if behind and sort != "person":
            whole = Speaker(f"{n.value.canonical} {behind}", True, "", "body")
            out.append(_Known(whole, n.start, phrases.content_words(whole.name or "")))
        elif sort != "person":
            out.append(_Known(speaker, n.start, phrases.content_words(n.value.canonical)))
        return out

    def _described(self, at: Stretch, whole: str) -> Speaker:
        phrase = self._text[at.start : at.end]
        whole = whole.split(",", 1)[0]
        name = phrases.bare(whole if len(whole.split()) <= _LONGEST else phrase)
        head = phrases.head_noun(phrase)
        sort = phrases.sort_of(head)
        owner = phrases.POSSESSIVES.get(phrase.split()[0].lower()) if phrase.split() else None
        if owner is not None and phrases.person_noun(head):  # "his wife": whose?
            of = self._pronoun(Stretch(at.start, at.start + len(phrase.split()[0])), owner)
            if of.named and of.name:
                return Speaker(f"{of.name}'s {name}", False, "described by whom it belongs to", sort)
        apart = phrases.named_apart(phrase)
        if apart is not None:
            return Speaker(phrases.bare(apart), True, "named behind the description", "body" if phrases.is_body(head) else "")
        if phrases.definite(phrase) or phrases.titled(phrase):
            known = self._lookup(at.start, phrase, head)
            if known is not None:
                return Speaker(known.name, known.named, f"“{phrase}” is {known.name}", known.sort)
            again = self._again(at.start, head, phrase)
            if again is not None:
                return again._replace(why=f"“{phrase}” goes on from the source before")
        if phrases.plural(phrase):
            sort = "group"
        return Speaker(name, phrases.institution(phrase), "described and not named", sort)

    def _lookup(self, at: int, phrase: str, head: str) -> Speaker | None:
        """Whoever the document calls by these words; the nearest before, else the first behind."""
        wanted = phrases.content_words(phrase)
        if not wanted:
            return None
        fits: list[_Known] = [k for k in [*self._said, *self._called_so.get(head, ())] if head in k.words and phrases.fits(wanted, k.words)]
        before = [k for k in fits if k.at < at]
        if before:
            return max(before, key=lambda k: k.at).speaker
        behind = [k for k in fits if k.at > at and k.speaker.named]
        if behind:
            return min(behind, key=lambda k: k.at).speaker
        if phrases.titled(phrase):  # a headline's word for somebody
            alone = {k.speaker.name: k.speaker for k in self._called_so.get(head, ()) if k.speaker.named and k.speaker.sort}
            return next(iter(alone.values())) if len(alone) == 1 else None
        return None

    def _again(self, at: int, head: str, phrase: str) -> Speaker | None:
        """ "The group", "the statement", "the source": the last of that sort, among those who spoke first."""
        if len(phrases.bare(phrase).split()) > 1:
            return None
        known = [k for k in self._said if k.at < at]
        for k in reversed(known):
            if phrases.stands_for(head, k.speaker.sort, k.speaker.named, k.words | self._words.get(k.speaker.name or "", frozenset())):
                return k.speaker
        if phrases.is_body(head):
            wanted = phrases.body_class(frozenset([head]))
            bodies = [k for k in self._called if wanted & phrases.body_class(k.words) or head in k.words]
            near = [k for k in bodies if k.at < at] or bodies[:1]
            if near:
                return near[-1].speaker
        return None

    # -- pronouns

    def _pronoun(self, source: Stretch, low: str) -> Speaker:
        phrase = self._text[source.start : source.end]
        found = None
        if low in ("he", "she"):
            found = self._person(source.start, low)
            if found is not None and found.name is not None:
                self._gender.setdefault(found.name, low)
        else:
            known = [k for k in reversed(self._said) if k.at < source.start]
            options = [k.speaker for k in known if not k.passing] or [k.speaker for k in known]
            fits = self._thing if low == "it" else self._several
            found = next((s for s in options if fits(s)), None) or next(iter(options), None)
        if found is None:
            return Speaker(phrase, False, "a pronoun that nobody named before fits")
        return found._replace(why=f"“{phrase}” stands for the source named before")

    def _person(self, at: int, low: str) -> Speaker | None:
        """The last speaker or subject that can be "he" or "she"; somebody whom another only spoke of comes last."""
        options = [
            (3 if self._personal(k.speaker) and not k.passing else 2 if self._personal(k.speaker) else 1, k.at, k.speaker)
            for k in self._said
            if k.at < at and k.speaker.sort in ("person", "") and k.speaker.name
        ]
        last = bisect_left(self._starts, at)
        subjects = [n for n in self._names[max(0, last - _NEAR) : last] if n.value.kind == "person" and n.end < at]
        for n in subjects:
            opens = phrases.opens_clause(self._text[max(0, n.start - 60) : n.start])
            options.append((3 if opens else 2, n.start, Speaker(n.value.canonical, True, "", "person")))
        fitting = [o for o in options if self._fits(o[2], low)]
        return max(fitting, key=lambda o: (o[0], o[1]))[2] if fitting else None

    def _personal(self, s: Speaker) -> bool:
        return s.sort == "person" or (not s.named and phrases.person_noun(phrases.head_noun(s.name or "")))

    def _thing(self, s: Speaker) -> bool:
        return s.sort in ("body", "text") or (s.sort == "" and not self._personal(s))

    def _several(self, s: Speaker) -> bool:
        return s.sort in ("group", "body")

    def _fits(self, s: Speaker, low: str) -> bool:
        told = self._gender.get(s.name or "") or (None if s.named else phrases.noun_gender(s.name or ""))
        return told in (None, low)

    def _antecedent(self, source: Stretch) -> Speaker:
        before = [n for n in self._between(source.start - 80, source.start) if n.end <= source.start]
        if before:
            n = before[-1]
            return Speaker(n.value.canonical, True, "the name before it", n.value.kind if n.value.kind in ("person", "body") else "")
        phrase = self._text[source.start : source.end]
        return self.last._replace(why="the source before it") if self.last.name else Speaker(phrase, False, "nobody stands before it")

"""Who speaks: pronouns and descriptions led back to a source that was named before, unnamed sources kept as they are described.

By salience alone: a pronoun stands for the last named source, "the ministry" for the last one with that word in its name. What fits nothing is kept
as it is written.
"""

from __future__ import annotations

import re

from headwater.mark.statements import sources

#: Nouns that stand for the text or person just quoted.
_AGAIN = frozenset(
    "statement report letter communique source spokesman spokeswoman spokesperson official minister agency newspaper movement group ministry".split()
)
_DEFINITE = re.compile(r"(?:the|this|that|its|his|her|their)\s", re.IGNORECASE)


class Speakers:
    """The sources of a document so far."""

    def __init__(self, persons: list[tuple[int, str]]) -> None:
        self._persons = persons
        self._at = 0
        self.person: str | None = None
        self.named: list[str] = []
        self.last: str | None = None
        self.last_named = True

    def resolve(self, phrase: str, at: int, *, passing: bool = False) -> tuple[str, bool, str]:
        """(name or description, is it a name, why) for a source as written, which stands at ``at`` in the text.

        ``passing``: somebody quoted speaks of this source; the page goes on with whom it had before.
        """
        before = (self._at, self.person, self.last, self.last_named)
        found = self._resolve(phrase, at)
        if passing:
            self._at, self.person, self.last, self.last_named = before
        return found

    def _resolve(self, phrase: str, at: int) -> tuple[str, bool, str]:
        since, self._at = self._at, at + len(phrase)
        if phrase.strip().lower() in ("he", "she"):
            newer = next((name for place, name in self._persons if since <= place < at), None)
            found = newer or self.person
            if found is not None:
                full = self._fuller(found, definite=False)
                self._keep(full, named=True, person=True)
                return full, True, f"“{phrase}” stands for the person named before"
        if sources.is_pronoun(phrase):
            if self.last is not None:
                return self.last, self.last_named, f"“{phrase}” stands for the source named before"
            return phrase, False, "a pronoun that nobody named before fits"
        name, head = sources.canonical(phrase), sources.head_noun(phrase)
        if sources.is_named(phrase):
            full = self._fuller(name, definite=bool(_DEFINITE.match(phrase)))
            person = any(at <= place < at + len(phrase) for place, _ in self._persons)
            self._keep(full, named=True, person=person)
            return full, True, "named" if full == name else f"“{name}” is short for {full}"
        if _DEFINITE.match(phrase) and len(phrase.split()) <= 3:
            earlier = next((n for n in reversed(self.named) if head and head in n.lower().split()), None)
            if earlier is not None:
                self._keep(earlier, named=True)
                return earlier, True, f"“{phrase}” is the one of that word named before"
            if head in _AGAIN and self.last is not None:
                return self.last, self.last_named, f"“{phrase}” goes on from the source before"
        self._keep(name, named=False)
        return name, False, "described and not named"

    def _fuller(self, name: str, *, definite: bool) -> str:
        """The longest name so far that ends or begins with all words of a shorter one."""
        words = name.split()
        for n in self.named:
            longer = n.split()
            ends = longer[-len(words) :] == words
            begins = (len(words) > 1 or definite) and longer[: len(words)] == words
            if len(longer) > len(words) and (ends or begins or (definite and len(words) == 1 and words[0] in longer)):
                return n
        return name

    def _keep(self, name: str, *, named: bool, person: bool = False) -> None:
        self.person = name if person else self.person
        self.last, self.last_named = name, named
        if named:
            self.named.append(name)

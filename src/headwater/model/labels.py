"""What the reading model tells of a word, in the order of its numbers."""

from __future__ import annotations

#: Parts of a statement. ``hop``: whom it was told to, or who quotes or cites it.
ROLES = ("source", "cue", "content", "hop")
#: A word's place in a piece of a part: begins it, stands inside it, ends it, is all of it.
PLACES = "BIES"
#: 0: none; then for each role its four places.
PARTS = 1 + len(ROLES) * len(PLACES)

#: Kinds of names. In the tags 0 is none, ``2 k + 1`` begins a name of kind k, ``2 k + 2`` goes on with it.
KINDS = ("person", "body", "place", "other")

#: Universal parts of speech.
POS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())

#: Universal dependency relations, without subtypes.
RELATIONS = tuple(
    """acl advcl advmod amod appos aux case cc ccomp clf compound conj cop csubj dep det discourse dislocated expl fixed flat goeswith iobj list mark nmod
    nsubj nummod obj obl orphan parataxis punct reparandum root vocative xcomp""".split()
)


def part(role: int, place: str) -> int:
    """The number of a role at a place."""
    return 1 + role * len(PLACES) + PLACES.index(place)

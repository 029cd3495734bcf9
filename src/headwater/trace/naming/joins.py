"""The joins: which names of a collection are one person, body or place. One function a reason, each looking only inside its own blocks.

In order: word order and small words; spelling; a middle name; what documents themselves shorten; acronyms; a surname or the head of a
name. A short form that two full names carry is joined to neither. Nothing is compared outside a block, so the work grows with the names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from rapidfuzz.distance import Levenshtein

from headwater.text.names import content_words, initials, is_linking, without_particles
from headwater.trace.naming.clusters import Clusters
from headwater.trace.naming.nodes import Node, Nodes

#: Each name of a block is compared with this many of the most used ones in it: spellings of one name cluster round a common one.
_HEADS = 6
#: Letters that agree in two spellings of one name (transliterated names in the English press differ in one vowel of five; unrelated names that share
#: their consonants, as "Maria" and "Moira", agree in fewer).
_ALIKE = 0.7
#: Consonants below which a skeleton meets by chance: English words of two consonants are a handful of skeletons.
_CONSONANTS = 3
#: One mention in so many that the marks take for a place makes a name one: they take the names of bodies for places more seldom.
_PLACE = 4
#: Names two short forms must have in common around them to be one: one is the country that the whole collection is about.
_COMPANY = 2


def _blocks(nodes: Iterable[Node], key: Callable[[Node], object | None]) -> list[list[Node]]:
    """Nodes with equal keys, each block with its most used node first; blocks of one are left out."""
    out: dict[object, list[Node]] = {}
    for node in nodes:
        k = key(node)
        if k:
            out.setdefault(k, []).append(node)
    return [sorted(block, key=lambda n: n.weight) for block in out.values() if len(block) > 1]


def same_words(clusters: Clusters) -> None:
    """Bodies whose names hold the same words in another order: "Ministry of Health", "Health Ministry"."""
    bodies = [n for n in clusters.nodes.values() if n.kind in ("body", "other") and len(content_words(n.key)) > 1]
    for first, *rest in _blocks(bodies, lambda n: content_words(n.key)):
        for node in rest:
            if clusters.fit(first.key, node.key):
                clusters.join(
                    first.key, node.key, "same_words", f"“{first.key}” and “{node.key}” are the same words in another order", 0.95
                )


def spelling(clusters: Clusters) -> None:
    """Names with the same consonants, spelled with other vowels or other letters for one sound."""
    for block in _blocks(clusters.nodes.values(), lambda n: n.sound):
        for n, node in enumerate(block):
            for head in block[: min(n, _HEADS)]:
                if clusters.fit(head.key, node.key) and _one_spelling(clusters.nodes, head, node):
                    why = f"“{head.key}” and “{node.key}” have the same consonants and differ in spelling only"
                    clusters.join(head.key, node.key, "spelling", why, 0.8)
                    break


def _one_spelling(nodes: Nodes, left: Node, right: Node) -> bool:
    """Are two names with equal consonants one name? Single words need company in common and no document that writes both."""
    if len(left.sound.replace(" ", "")) < _CONSONANTS:
        return False
    alike = Levenshtein.normalized_similarity(_letters(left), _letters(right))
    if len(left.sound.split()) > 1 and len(left.words) > 1:
        return alike >= _ALIKE
    return alike >= _ALIKE and not nodes.together(left, right) and bool(nodes.near(left) & nodes.near(right))


def _letters(node: Node) -> str:
    """The letters of a name that spellings of it share."""
    return "".join(without_particles(node.key))


def middle_names(clusters: Clusters) -> None:
    """Persons with the same first and last name, one of them with a middle name or initial more."""
    people = [n for n in clusters.nodes.values() if n.kind == "person" and len(n.words) > 1]
    for block in _blocks(people, lambda n: (n.words[0], n.words[-1])):
        plain = [n for n in block if len(n.words) == 2]
        others = [n for n in block if len(n.words) > 2]
        middles = {n.words[1][0] for n in others}
        for node in plain:
            if len(middles) == 1:
                for other in others:
                    clusters.join(node.key, other.key, "middle_name", f"“{other.key}” is “{node.key}” with a middle name", 0.85)
            elif others:
                clusters.keep_apart(node.key, f"“{node.key}” could be {_listed(n.key for n in others)}")


def shortened(clusters: Clusters) -> None:
    """A name that documents use as the short form of a fuller one (a surname, an acronym in brackets), wherever it stands alone."""
    carried: dict[str, set[str]] = {}
    for node in clusters.nodes.values():
        for form in node.short:
            if form in clusters.nodes:
                carried.setdefault(form, set()).add(node.key)
    for form in sorted(carried):
        full = {k for k in carried[form] if clusters.fit(form, k)}
        _attach(clusters, form, full, "shortened", "“{short}” stands for “{full}” in a document that uses both", 0.9)


def acronyms(clusters: Clusters) -> None:
    """An acronym whose letters are the initials of one body named in the same documents."""
    by_initials: dict[str, set[str]] = {}
    for node in clusters.nodes.values():
        if node.kind in ("body", "other", "place") and len(node.words) > 2:
            for letters in initials(node.key):
                by_initials.setdefault(letters, set()).add(node.key)
    for key in sorted(clusters.nodes):
        node = clusters.nodes[key]
        written = any(f.replace(".", "").isupper() for f in node.forms)
        if " " in key or not 3 <= len(key) <= 7 or not written:
            continue
        near = {k for k in by_initials.get(key, ()) if clusters.nodes.together(clusters.nodes[k], node) and clusters.fit(key, k)}
        _attach(clusters, key, near, "acronym", "“{short}” has the initials of “{full}” and stands in the same document", 0.85)


def short_forms(clusters: Clusters) -> None:
    """A surname, or the last words of a body's name, that one fuller name of the collection alone carries, in like company."""
    carried: dict[str, set[str]] = {}
    for node in clusters.nodes.values():
        if node.kind == "person" and len(node.words) > 1:
            carried.setdefault(node.words[-1], set()).add(node.key)
        elif node.kind == "body" and len(node.words) > 2:
            for n in range(1, len(node.words) - 1):
                carried.setdefault(" ".join(node.words[n:]), set()).add(node.key)
    for form in sorted(carried.keys() & clusters.nodes.keys()):
        node = clusters.nodes[form]
        full = {k for k in carried[form] if clusters.fit(form, k)}
        if node.kind == "place" or (
            len(clusters.roots(full)) == 1 and not any(_company(clusters.nodes, node, clusters.nodes[k]) for k in full)
        ):
            continue
        _attach(clusters, form, full, "short_form", "“{short}” ends “{full}”, the only such name here, and stands in like company", 0.7)


def openings(clusters: Clusters) -> None:
    """The words that one body's name alone begins with, where they are used as a name: "Tern" for "Tern News Agency"."""
    carried: dict[str, set[str]] = {}
    for node in clusters.nodes.values():
        if node.kind in ("body", "other") and len(node.words) > 1:
            for n in range(1, len(node.words)):
                if not _name_behind(clusters, node, n):
                    carried.setdefault(" ".join(node.words[:n]), set()).add(node.key)
    for form in sorted(carried.keys() & clusters.nodes.keys()):
        node = clusters.nodes[form]
        full = {k for k in carried[form] if k != form and _company(clusters.nodes, node, clusters.nodes[k])}
        if _a_place(node) or (len(node.words) == 1 and not all(clusters.nodes[k].kind == "body" for k in full)):
            continue
        _attach(clusters, form, full, "opening", "“{short}” begins “{full}”, the only such name in its company", 0.75)


def _a_place(node: Node) -> bool:
    """Is a name taken for a place so often that it is one? Bodies are called after places: "Orlen" alone is not the Orlen Courier."""
    return node.kind == "place" or _PLACE * node.kinds.get("place", 0) >= sum(node.kinds.values())


def _name_behind(clusters: Clusters, node: Node, n: int) -> bool:
    """Does a body's name end, behind its first ``n`` words, in the name of another, with no "of" before it? Then the two stand side by side:
    "Valley Movement Sarna" is Sarna, and not a longer name of the Valley Movement."""
    for at in range(n, len(node.words)):
        tail = clusters.nodes.get(" ".join(node.words[at:]))
        if tail is not None and tail.kind in ("body", "person") and len(tail.papers) > 1 and not is_linking(node.words[at - 1]):
            return True
    return False


def _company(nodes: Nodes, left: Node, right: Node) -> bool:
    """Do two names stand in one document, or among the same names?"""
    return nodes.together(left, right) or len(nodes.near(left) & nodes.near(right)) >= _COMPANY


def _attach(clusters: Clusters, short: str, full: set[str], rule: str, why: str, score: float) -> None:
    """Join a short form to the one name that carries it; note it where several do."""
    others = clusters.roots(full) - {clusters.root(short)}
    if len(others) == 1:
        best = min((clusters.nodes[k] for k in full), key=lambda n: n.weight)
        clusters.join(short, best.key, rule, why.format(short=short, full=best.key), score)
    elif len(others) > 1:
        clusters.keep_apart(short, f"“{short}” could be {_listed(full)}")


def _listed(keys: Iterable[str]) -> str:
    """Names for a reader: three of them, and how many more."""
    found = sorted(set(keys))
    shown = " or ".join(f"“{k}”" for k in found[:3])
    return shown + (f" or {len(found) - 3} more" if len(found) > 3 else "")


#: All joins, in the order in which they see the collection: the surest first, so that short forms meet finished full names.
JOINS = (same_words, spelling, middle_names, shortened, acronyms, short_forms, openings)

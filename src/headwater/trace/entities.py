"""Entities: one record for each person, body or place, under all the names that the collection gives it.

Names are joined by what the collection shows (spelling, word order, what its documents shorten, acronyms, company). Where a short form
fits two names it stays on its own and says so. Knows no list of persons, bodies or places, and does not ask whether a name is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from headwater.records import Document, Entity, Name, Problem, Statement, make_id
from headwater.settings import TraceSettings
from headwater.text.names import fold_name
from headwater.trace.naming.clusters import Clusters
from headwater.trace.naming.joins import JOINS
from headwater.trace.naming.nodes import Node, gather

__all__ = ["entities", "fold_name", "index"]

#: A name that stands in one document only has one witness for its form and its kind; in several, they bear each other out.
_ONE_DOCUMENT, _SEVERAL = 0.8, 0.95


def entities(
    settings: TraceSettings, *, names: Iterable[Name], documents: Iterable[Document], statements: Iterable[Statement]
) -> Iterator[Entity | Problem]:
    """The entities of a collection, in order of their least names. ``canonical`` is the most used of the full forms, ``forms`` all that were written."""
    clusters = Clusters(gather(names, documents, statements))
    for join in JOINS:
        join(clusters)
    yield from (_entity(clusters, root, nodes) for root, nodes in clusters.members())


def _entity(clusters: Clusters, root: str, nodes: list[Node]) -> Entity:
    reasons = sorted(set(clusters.reasons.get(root, [])))
    apart = sorted({why for n in nodes for why in clusters.apart.get(n.key, [])}) if len(nodes) == 1 else []
    documents = clusters.nodes.documents(nodes)
    canonical = _canonical(nodes)
    kind = clusters.kind(root)
    start = _SEVERAL if len(documents) > 1 else _ONE_DOCUMENT
    return Entity(
        id=make_id("entity", kind, canonical),
        kind=kind,
        canonical=canonical,
        forms=tuple(sorted({f for n in nodes for f in n.forms} | {canonical})),
        documents=documents,
        score=round(min([start, *(score for _, _, score in reasons)]), 3),
        rule=reasons[0][0] if len({r for r, _, _ in reasons}) == 1 else "several" if reasons else "kept_apart" if apart else "one_name",
        why=(*(why for _, why, _ in reasons), *apart)
        or (f"written as one name in {len(documents)} document{'s' * (len(documents) != 1)}",),
    )


def _canonical(nodes: list[Node]) -> str:
    """The most used of the full forms: of two words and more where there are such, in most documents, then the longest."""
    full = [n for n in nodes if len(n.words) > 1] or nodes
    best = min(full, key=lambda n: n.weight)
    forms: Counter[str] = Counter()
    for node in full:
        if node.key == best.key:
            forms.update(node.full)
    return min(forms.items(), key=lambda f: (f[0].isupper() and " " in f[0], -f[1], f[0]))[0]


def index(found: Iterable[Entity]) -> dict[str, Entity]:
    """Entities by every form of theirs, folded with `fold_name`. A form of two entities leads to the one whose canonical name it is,
    or to none."""
    own: dict[str, Entity] = {}
    carried: dict[str, list[Entity]] = {}
    for entity in sorted(found, key=lambda e: e.id):
        own.setdefault(fold_name(entity.canonical), entity)
        for form in {fold_name(f) for f in entity.forms}:
            carried.setdefault(form, []).append(entity)
    alone = {form: holders[0] for form, holders in carried.items() if len(holders) == 1}
    return {**alone, **own}

"""The page of a claim: its accounts in the sources' own words, what they rest on, and the range of independent origins in words."""

from __future__ import annotations

from headwater.records import Account, Claim, Figure, Rest, Statement
from headwater.show import words
from headwater.show.collection import Collection
from headwater.show.context import context, sentence_of
from headwater.show.drawing import Drawing, Leaf, Stop, draw
from headwater.show.highlight import Mark, pieces
from headwater.show.pages import ClaimPage
from headwater.show.parts import AccountView, OriginGroup, Ref, ValueRow

#: Accounts drawn one by one; above that, accounts with the same way and grade are drawn as one box, or the drawing is not readable.
_DRAWN = 40


def claim_page(c: Collection, id: str) -> ClaimPage | None:
    """The page of the claim with this id."""
    claim: Claim | None = c.library.one("claims", id)
    if claim is None:
        return None
    address = f"claims/{id}.html"
    rests = [c.rest(a.span) for a in claim.accounts]
    order = sorted(range(len(claim.accounts)), key=lambda i: _order(c, claim.accounts[i]))
    views = tuple(_account(c, claim.accounts[i], rests[i], n) for n, i in enumerate(order, 1))
    groups = _groups(c, [claim.accounts[i] for i in order], views)
    return ClaimPage(
        frame=c.frame(claim.gist, "claims", address),
        row=c.claim_row(claim, "../"),
        independence=_independence(claim, groups),
        why=claim.why,
        values=_values(views),
        drawing=_drawing(c, claim, [claim.accounts[i] for i in order], views),
        groups=groups,
        accounts=views,
        grades=tuple(words.GRADES.values()),
        judging=c.judging(id, "same-claim", "Do these accounts speak of one thing?", claim.gist),
    )


def _order(c: Collection, a: Account) -> tuple[str, str, int]:
    b = c.briefs.get(a.document)
    return (b.iso if b and b.iso else "9999", b.path if b else "", a.start)


def _account(c: Collection, a: Account, rest: Rest | None, n: int) -> AccountView:
    d, b = c.document(a.document), c.briefs[a.document]
    assert d is not None
    table = "figures" if a.figure else "statements"
    span = c.library.one(table, a.span)
    around = sentence_of(d, a.start, a.end, span)
    before, after = context(d.text, around)
    return AccountView(
        number=n,
        anchor=f"account-{n}",
        title=b.title,
        outlet=b.outlet,
        published=b.published,
        value=words.quantity(a.figure, a.text) if a.figure else words.utterance(a.statement) if a.statement else "",
        details=c.figure_details(a.figure) if a.figure else (),
        before=before,
        words=pieces(d.text, around.start, around.end, _marks(a, span)),
        after=after,
        chain=rest.chain if rest else (),
        way=words.WAYS.get(rest.way, words.plain(rest.way)) if rest else "",
        origin=c.origin_ref(a.origin, "../"),
        grade=words.term(words.GRADES, a.grade),
        why=rest.why if rest else (),
        spot=c.spot(d, a.start, a.end, f"../documents/{d.id}.html#s-{a.span}"),
    )


def _marks(a: Account, span: Figure | Statement | None) -> list[Mark]:
    if isinstance(span, Statement):
        return [Mark(s.start, s.end, role) for role in ("source", "cue", "content") for s in getattr(span.parts, role)]
    return [Mark(a.start, a.end, "figure")]


def _values(views: tuple[AccountView, ...]) -> tuple[ValueRow, ...]:
    """The values that the accounts give, in order of first appearance."""
    rows: dict[tuple[str, tuple[str, ...]], list[Ref]] = {}
    for v in views:
        scope = tuple(x for x in v.details if not x.startswith("the page's word"))
        rows.setdefault((v.value, scope), []).append(Ref(label=str(v.number), href=f"#{v.anchor}", note=v.outlet or v.title))
    return tuple(ValueRow(value=k, details="; ".join(d), accounts=tuple(refs)) for (k, d), refs in rows.items())


def _root(c: Collection, id: str) -> str:
    """The origin that an origin is in the end shown to rest on."""
    seen = {id}
    while (o := c.origin(id)) is not None and o.rests_on and o.rests_on not in seen:
        id = o.rests_on
        seen.add(id)
    return id


def _groups(c: Collection, accounts: list[Account], views: tuple[AccountView, ...]) -> tuple[OriginGroup, ...]:
    held: dict[str, list[AccountView]] = {}
    for a, v in zip(accounts, views, strict=True):
        held.setdefault(_root(c, a.origin), []).append(v)
    out = []
    for id, vs in sorted(held.items(), key=lambda item: -len(item[1])):
        ref = c.origin_ref(id, "../")
        refs = tuple(Ref(label=f"{v.number}", href=f"#{v.anchor}", note=v.outlet or v.title) for v in vs)
        grades = tuple(g for g in words.GRADES.values() if any(v.grade == g for v in vs))
        out.append(OriginGroup(origin=ref, kind=ref.note, accounts=refs, grades=grades))
    return tuple(out)


def _independence(claim: Claim, groups: tuple[OriginGroup, ...]) -> tuple[str, ...]:
    """The range of independent origins, in sentences."""
    low, high = claim.independent.low, claim.independent.high
    documents = len({a.document for a in claim.accounts})
    told = words.counted(documents, "document")
    where = "one origin" if len(groups) == 1 else words.counted(len(groups), "origin")
    given = words.counted(len(claim.accounts), "account")
    out = [f"{told} {'gives' if documents == 1 else 'give'} {given}; followed back, they lead to {where}."]
    if len(claim.accounts) == 1:
        out = ["One document tells it, in one account."]
    if low == high == 1 and len(claim.accounts) > 1:
        out.append("All of them count as one independent origin: more pages do not make more origins.")
    elif low == high > 1:
        out.append(f"The collection shows {low} of them to be separate from one another, and leaves none open.")
    elif low != high:
        shown = "none is shown to be separate" if low == 0 else f"{low} {'is' if low == 1 else 'are'} shown to be separate"
        out.append(f"Low end: {shown}. High end: {high}, which also counts those that might be separate but are not shown to be.")
    return tuple(out)


def _drawing(c: Collection, claim: Claim, accounts: list[Account], views: tuple[AccountView, ...]) -> Drawing:
    leaves: list[Leaf] = []
    bundles: dict[tuple[tuple[str, ...], str], list[AccountView]] = {}
    ways: dict[tuple[tuple[str, ...], str], tuple[Stop, ...]] = {}
    for a, v in zip(accounts, views, strict=True):
        path = _path(c, a, v)
        key = (tuple(s.key for s in path), v.grade.key)
        if len(views) <= _DRAWN:
            key = (*key[:1], f"{key[1]}/{v.number}")
        bundles.setdefault(key, []).append(v)
        ways[key] = path
    for key, vs in bundles.items():
        v = vs[0]
        label = f"{v.number}. {v.outlet or v.title}" if len(vs) == 1 else f"{len(vs)} accounts, from {v.number}."
        leaves.append(Leaf(label, v.published or "date unknown", f"#{v.anchor}", v.grade.key, v.grade.letter, ways[key]))
    said = [f"{v.number} ({v.outlet or v.title}) leads to {v.origin.label}: {v.grade.label}." for v in views[:_DRAWN]]
    return draw(leaves, f"Which account rests on which origin: {claim.gist}", " ".join(said))


def _path(c: Collection, a: Account, v: AccountView) -> tuple[Stop, ...]:
    """From the first hop inward to the origin, and to what that rests on."""
    stops = [Stop(f"hop:{name}", name, "hop") for name in v.chain[1:-1]]
    id, seen = a.origin, {a.origin}
    while True:
        o = c.origin(id)
        kind = words.ORIGIN_KINDS.get(o.kind, o.kind) if o else "origin"
        stops.append(Stop(f"origin:{id}", o.label if o else id, kind, f"../origins/{id}.html" if o else None))
        if o is None or not o.rests_on or o.rests_on in seen:
            return tuple(stops)
        id = o.rests_on
        seen.add(id)

"""The long lists: claims, documents, statements by speaker, origins, names, what was set aside, furniture, captured pages."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, islice

from headwater.records import Document, Entity, Origin, Page, Problem, Rest, Span, Statement
from headwater.show import words
from headwater.show.collection import PER_PAGE, Collection, pager, part
from headwater.show.context import sentence_of
from headwater.show.highlight import Mark, pieces
from headwater.show.pages import (
    ClaimsPage,
    DocumentsPage,
    FurniturePage,
    NamesPage,
    OriginPage,
    OriginsPage,
    PagesPage,
    SetAsidePage,
    StatementsPage,
)
from headwater.show.parts import (
    FurnitureRow,
    NameRow,
    OriginRow,
    PageRow,
    ProblemGroup,
    ProblemRow,
    Ref,
    RestRow,
    Speaker,
    StatementView,
    Tally,
)

#: Characters of a quotation in a list of what rests on an origin: about five lines.
_QUOTED = 400


def claims_page(c: Collection, n: int) -> ClaimsPage:
    """A part of the list of claims."""
    return ClaimsPage(
        frame=c.frame("Claims", "claims", "claims.html"),
        pager=pager("claims", n, len(c.claims)),
        claims=part(c.claims, n),
        standings=tuple(words.STANDINGS.values()),
    )


def documents_page(c: Collection, n: int) -> DocumentsPage:
    """A part of the list of documents."""
    rows = tuple(c.document_row(b) for b in part(list(c.briefs.values()), n))
    return DocumentsPage(
        frame=c.frame("Documents", "documents", "documents.html"), pager=pager("documents", n, len(c.briefs)), documents=rows
    )


# ---------------------------------------------------------------- statements


def speakers(c: Collection) -> list[tuple[str, str]]:
    """``(speaker, statement id)``, the speaker with most statements first, unnamed and missing sources last."""
    canonical = {form: e.canonical for e in c.library.all("entities") if e.kind in ("person", "body") for form in (*e.forms, e.canonical)}
    found: list[tuple[int, str, str]] = []
    for s in c.library.all("statements"):
        v = s.value
        if v.speaker is None:
            found.append((2, "No source given", s.id))
        elif not v.named:
            found.append((1, f"Unnamed: {v.speaker}", s.id))
        else:
            found.append((0, canonical.get(v.speaker, v.speaker), s.id))
    total = Counter((k, name) for k, name, _ in found)
    found.sort(key=lambda x: (x[0], -total[x[0], x[1]], x[1]))  # stable: the order of the documents stays within a speaker
    return [(name, id) for _, name, id in found]


def statements_page(c: Collection, every: list[tuple[str, str]], n: int) -> StatementsPage:
    """A part of the list of statements."""
    total = Counter(name for name, _ in every)
    out = []
    for number, (name, rows) in enumerate(groupby(part(every, n), key=lambda x: x[0])):
        views = tuple(_statement(c, c.library.one("statements", id)) for _, id in rows)
        out.append(Speaker(name=name, anchor=f"speaker-{number}", total=total[name], statements=views))
    frame = c.frame("Statements by speaker", "statements", "statements.html")
    return StatementsPage(frame=frame, pager=pager("statements", n, len(every)), speakers=tuple(out))


def _statement(c: Collection, s: Statement) -> StatementView:
    d, b = c.document(s.document), c.briefs[s.document]
    assert d is not None
    marks = [Mark(p.start, p.end, role) for role in ("source", "cue", "content") for p in getattr(s.parts, role)]
    return StatementView(
        words=pieces(d.text, s.start, s.end, marks),
        how=f"{words.plain(s.value.kind)}, {s.value.mode}",
        via=tuple(h.name for h in s.value.via),
        document=Ref(label=b.outlet or b.title, href=f"documents/{d.id}.html#s-{s.id}", note=b.title),
        published=b.published,
    )


# ---------------------------------------------------------------- origins


def origin_order(c: Collection) -> list[str]:
    """The ids of all origins, those that most documents carry first."""
    rows = [(-c.claims_per_origin[o.id], -len(o.documents), o.label, o.id) for o in c.library.all("origins")]
    return [id for *_, id in sorted(rows)]


def _origin_row(c: Collection, o: Origin, root: str) -> OriginRow:
    rests_on = c.origin_ref(o.rests_on, root) if o.rests_on else None
    kind = words.ORIGIN_KINDS.get(o.kind, o.kind)
    href = f"{root}origins/{o.id}.html"
    return OriginRow(label=o.label, href=href, kind=kind, documents=len(o.documents), claims=c.claims_per_origin[o.id], rests_on=rests_on)


def origins_page(c: Collection, order: list[str], n: int) -> OriginsPage:
    """A part of the list of origins."""
    rows = tuple(_origin_row(c, o, "") for o in map(c.origin, part(order, n)) if o is not None)
    return OriginsPage(frame=c.frame("Origins", "origins", "origins.html"), pager=pager("origins", n, len(order)), origins=rows)


def origin_page(c: Collection, id: str) -> OriginPage | None:
    """The page of one origin."""
    o = c.origin(id)
    if o is None:
        return None
    total = c.library.count("rests", origin=id)
    rests = [_rest(c, r) for r in islice(c.library.all("rests", origin=id), PER_PAGE)]
    briefs = c.briefs
    root = Ref(label=briefs[o.root].title, href=f"../documents/{o.root}.html") if o.root in briefs else None
    named = (briefs[d] for d in o.documents if d in briefs)
    return OriginPage(
        frame=c.frame(o.label, "origins", f"origins/{id}.html"),
        row=_origin_row(c, o, "../"),
        why=o.why,
        root=root,
        claims=tuple(c.claim_row(x, "../") for x in c.library.claims_of(origin=id)),
        rests=tuple(r for r in rests if r is not None),
        rests_total=total,
        documents=tuple(
            Ref(label=b.title, href=f"../documents/{b.id}.html", note=", ".join(x for x in (b.outlet, b.published) if x)) for b in named
        ),
        grades=tuple(words.GRADES.values()),
    )


def _rest(c: Collection, r: Rest) -> RestRow | None:
    s = c.library.one("figures", r.span) or c.library.one("statements", r.span)
    d = c.document(r.document)
    if d is None:
        return None
    shown = c.briefs[r.document].title if s is None else _in_sentence(d, s)
    anchor = f"#s-{s.id}" if s is not None else ""
    return RestRow(
        words=shown,
        href=f"../documents/{r.document}.html{anchor}",
        chain=r.chain,
        way=words.WAYS.get(r.way, words.plain(r.way)),
        grade=words.term(words.GRADES, r.grade),
        why=r.why,
    )


def _in_sentence(d: Document, span: Span) -> str:
    around = sentence_of(d, span.start, span.end, span)
    text = d.text[around.start : around.end]
    return text if len(text) <= _QUOTED else text[:_QUOTED].rpartition(" ")[0] + " …"


# ---------------------------------------------------------------- names


def entities_in_order(c: Collection) -> list[Entity]:
    """All names of the collection: first those that could be several, then those in most documents."""
    return sorted(c.library.all("entities"), key=lambda e: (e.rule != "kept_apart", -len(e.documents), e.canonical, e.id))


def names_page(c: Collection, every: list[Entity], n: int) -> NamesPage:
    """A part of the list of names."""
    rows = tuple(
        NameRow(
            name=e.canonical,
            kind=words.plain(e.kind),
            others=tuple(f for f in e.forms if f != e.canonical),
            documents=len(e.documents),
            score=f"{e.score:.2f}",
            why=e.why,
            doubt=e.rule == "kept_apart",
        )
        for e in part(every, n)
    )
    return NamesPage(frame=c.frame("Names", "names", "names.html"), pager=pager("names", n, len(every)), names=rows)


# ---------------------------------------------------------------- set aside


def set_aside_page(c: Collection, problems: list[Problem], n: int) -> SetAsidePage:
    """A part of what was set aside; ``problems`` in order of kind."""
    total = Counter((p.kind, p.stage) for p in problems)
    groups = []
    for (kind, stage), rows in groupby(part(problems, n), key=lambda p: (p.kind, p.stage)):
        views = tuple(_problem(c, p) for p in rows)
        groups.append(ProblemGroup(kind=words.plain(kind.replace("-", " ")), stage=stage, total=total[kind, stage], rows=views))
    kinds = Counter(f.kind for f in c.library.all("furniture"))
    furniture = tuple(Tally(n=f"{k:,}", noun=words.plain(kind), href="furniture.html") for kind, k in sorted(kinds.items()))
    frame = c.frame("Set aside", "set-aside", "set-aside.html")
    return SetAsidePage(frame=frame, pager=pager("set-aside", n, len(problems)), groups=tuple(groups), furniture=furniture)


def problems_in_order(c: Collection) -> list[Problem]:
    """All problems by kind, stage, path."""
    return sorted(c.library.problems(), key=lambda p: (p.kind, p.stage, p.path or "", p.item or "", p.message))


def _problem(c: Collection, p: Problem) -> ProblemRow:
    known = c.briefs.get(p.item or "")
    href = f"documents/{known.id}.html" if known else None
    return ProblemRow(what=p.message, hint=p.hint, where=p.path or (known.path if known else ""), href=href)


def furniture_page(c: Collection, n: int) -> FurniturePage:
    """A part of the list of furniture."""
    rows = []
    for f in islice(c.library.all("furniture"), (n - 1) * PER_PAGE, n * PER_PAGE):
        near = c.briefs.get(f.near or "")
        rows.append(
            FurnitureRow(
                anchor=f"f-{f.id}",
                path=f.path,
                kind=words.plain(f.kind),
                text=" · ".join(x.strip() for x in f.text.splitlines() if x.strip()),
                why=f.why,
                place=words.place(f.places, f.raw_start, f.raw_end, c.record(f.page, f.path)),
                near=Ref(label=near.title, href=f"documents/{near.id}.html") if near else None,
            )
        )
    frame = c.frame("Furniture", "set-aside", "furniture.html")
    return FurniturePage(frame=frame, pager=pager("furniture", n, c.library.count("furniture")), rows=tuple(rows))


def pages_page(c: Collection, n: int) -> PagesPage:
    """A part of the list of captured pages."""
    rows = tuple(_page(c, p) for p in islice(c.library.all("pages"), (n - 1) * PER_PAGE, n * PER_PAGE))
    return PagesPage(frame=c.frame("Captured pages", "pages", "pages.html"), pager=pager("pages", n, c.library.count("pages")), pages=rows)


def _page(c: Collection, p: Page) -> PageRow:
    held = [d for d in c.library.all("documents", page=p.id) if d.path == p.path]
    anchor = f"p-{p.id}" if p.copy == 0 else f"p-{p.id}-{p.copy}"
    return PageRow(
        anchor=anchor,
        path=p.path,
        hash=p.id,
        size=words.size(p.size),
        bytes=p.size,
        media_type=p.media_type or "",
        encoding=p.encoding or "",
        url=p.url or "",
        captured=p.captured or "",
        record=p.record or "",
        copy=p.copy,
        documents=tuple(Ref(label=c.briefs[d.id].title, href=f"documents/{d.id}.html") for d in held),
        original=f"original/{p.id}" if c.live else None,
    )

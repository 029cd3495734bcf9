"""One captured page to its documents and furniture: lay it out, mend it, tell text from furniture, split, say what each document is.

Wires the other modules of this folder; each of them decides one thing.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from headwater.errors import PROBLEMS
from headwater.read import dated, facts, labels
from headwater.read.assemble import Assembly, declared, furniture, joined
from headwater.read.block import Block
from headwater.read.head import Head
from headwater.read.laid import Article
from headwater.read.language import is_english
from headwater.read.main_text import settle
from headwater.read.mojibake import mend
from headwater.read.open import lay
from headwater.read.published import Found
from headwater.read.sections import Section, sections
from headwater.records import Document, Fact, Furniture, OffsetMap, Page, Problem, Stretch, make_id
from headwater.settings import ReadSettings

_WORD = re.compile(r"[^\W_]+")


def read_page(page: Page, payload: bytes, settings: ReadSettings) -> Iterator[Document | Furniture | Problem]:
    """The documents and the furniture of a page, and what was wrong with it."""
    laid = lay(page, payload)
    for kind, what in laid.said:
        yield _problem(page, kind, what)
    ordinal = 0
    for article in laid.articles:
        if settings.as_document:
            yield from _whole(page, laid.payload, article, ordinal)
            ordinal += 1
            continue
        mended = mend(article.blocks)
        if mended.places:
            yield _problem(
                page,
                "mojibake",
                f"was saved with a wrong encoding: {mended.places} places such as “{mended.was}” for “{mended.now}” are repaired",
            )
        for record in _given(page, article, ordinal) if article.given else _article(page, article, ordinal):
            ordinal += isinstance(record, Document)
            yield record


def _article(page: Page, article: Article, ordinal: int) -> Iterator[Document | Furniture | Problem]:
    """The documents among the blocks of a page, and the furniture around them."""
    blocks, head = article.blocks, article.head
    declared_titles = [t.value for t in head.titles]
    settle(blocks, article.parents, declared_titles)
    found = sections(blocks, declared_titles)
    if not found:
        for b in blocks:
            b.take(b.kind if b.kind not in ("", "text") else "other", b.why or "the page holds no paragraph of prose")
        yield _problem(page, "no-document", "holds no article that could be told from its furniture")
    if len(found) == 1 and article.title is not None:
        _entitle(found[0], article.title)
    documents: list[Document] = []
    left: dict[int, Block] = {}
    for record in _documents(page, blocks, found, head, ordinal, left):
        if isinstance(record, Document):
            documents.append(record)
        yield record
    yield from furniture(page, blocks, documents, left)


def _entitle(section: Section, title: Block) -> None:
    """Give an article the headline that its format names, unless the text has it or one of its own that is marked as such."""
    named, shown = _words(title), " ".join(_words(b) for b in section.title)
    if shown and (any(b.heading for b in section.title) or (shown.count(" ") >= 2 and (shown in named or named in shown))):
        return
    for b in section.title:
        b.take("text", "stands under the headline")
    title.take("title", "the headline that the file names")
    section.blocks.insert(0, title)
    section.title = [title]


def _words(block: Block) -> str:
    return " ".join(_WORD.findall(block.folded))


def _given(page: Page, article: Article, ordinal: int) -> Iterator[Document | Furniture | Problem]:
    """The one document of something that its format says is an article: only lines that say themselves what they are stay out of it."""
    blocks = article.blocks
    own = [labels.own_kind(b) for b in blocks]
    if all(own):
        own = [None] * len(blocks)  # a text of such lines alone is what there is
    for b, kind in zip(blocks, own, strict=True):
        b.take(*(kind or ("text", "the file says that this is the article")))
    section = Section(list(blocks))
    if article.title is not None:
        _entitle(section, article.title)
    documents: list[Document] = []
    left: dict[int, Block] = {}
    placed = dataclasses.replace(page, url=article.head.url or page.url)
    for record in _documents(placed, blocks, [section], article.head, ordinal, left):
        if isinstance(record, Document):
            documents.append(record)
        yield record
    yield from furniture(page, blocks, documents, left)


def _problem(page: Page, kind: str, what: str) -> Problem:
    return Problem(stage="read", kind=kind, message=f"{page.path} {what}.", hint=PROBLEMS[kind], item=page.id, path=page.path)


def _whole(page: Page, text: str, article: Article, ordinal: int) -> Iterator[Document | Problem]:
    """The page as one document: a text as it is, of markup and of other formats all that is visible."""
    if article.plain:
        offsets = OffsetMap.identity(len(text))
    else:
        text, offsets = joined([b for b in (article.title, *article.blocks) if b is not None])
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    published = dated.supplied(page)
    if published is None:
        yield _problem(page, "no-date", "shows no date")
    yield Document(
        id=make_id("document", page.id, page.copy, ordinal),
        page=page.id,
        path=page.path,
        ordinal=ordinal,
        text=text,
        offsets=offsets,
        body=(Stretch(start, end),) if start < end else (),
        published=published,
        url=page.url,
    )


def _documents(
    page: Page, blocks: Sequence[Block], found: Sequence[Section], head: Head, first: int, left: dict[int, Block]
) -> Iterator[Document | Problem]:
    several = len(found) > 1
    if several:
        head = Head(site=head.site, url=None, language=head.language)  # what is declared is about the whole page, not its parts
    issue = facts.issue_date(blocks, found) if several else None
    outlet = declared(head.site) or _masthead(blocks, found)
    for ordinal, section in enumerate(found, first):
        english = is_english(" ".join(b.text for b in section.blocks if b.kind == "text"))
        if not english:
            yield _problem(page, "language", "holds a text that is not English; it is shown, and nothing in it is marked")
        document = _document(page, section, blocks, head, issue, outlet, ordinal, "en" if english else "und", left)
        if document.published is None:
            title = document.title.value if document.title and several else ""
            yield _problem(page, "no-date", f"shows no date for “{title}”" if title else "shows no date")
        yield document


def _document(
    page: Page,
    section: Section,
    blocks: Sequence[Block],
    head: Head,
    issue: tuple[Block, Found] | None,
    outlet: Fact | None,
    ordinal: int,
    language: str,
    left: dict[int, Block],
) -> Document:
    prose = section.first_prose < len(section.blocks)  # a file may say that a single line is an article
    by, lines = (facts.byline(section, head.author), facts.line_dates(section)) if prose else (None, [])
    credited = facts.credits(section) if prose else []
    shown = facts.shown(section, by, lines, credited) if prose else []
    for b in shown:
        b.take("byline", "a line about the article: who wrote it, when, from what")
    made = Assembly(section, [(b, facts.ranges(b, by, lines, credited)) for b in shown])
    left |= made.left
    near = [made.dated(b, f) for b, f in lines if not f.modified]
    changed = [dated.declared_fact(f) for f in head.dates if f.modified] + [made.dated(b, f) for b, f in lines if f.modified]
    opening = facts.opening_date(section) if prose else None
    url = page.url or head.url
    return Document(
        id=make_id("document", page.id, page.copy, ordinal),
        page=page.id,
        path=page.path,
        ordinal=ordinal,
        text=made.text,
        offsets=made.offsets,
        body=tuple(made.body),
        title=made.title(),
        byline=made.fact(by) or declared(head.author, score=0.7),
        outlet=outlet,
        published=dated.published(
            page, head.dates, near, made.dated(*issue) if issue else None, url, made.dated(*opening) if opening else None
        ),
        modified=dated.choose(changed),
        dateline=made.fact(facts.dateline(section)) if prose else None,
        credits=tuple(f for c in credited if (f := made.fact(c)) is not None),
        url=url,
        language=language,
    )


def _masthead(blocks: Sequence[Block], found: Sequence[Section]) -> Fact | None:
    first = facts.masthead(blocks, found)
    if first is None:
        return None
    return Fact(
        value=" ".join(first.text.split()),
        evidence="the name at the head of the page",
        raw_start=first.raw_start,
        raw_end=first.raw_end,
        score=0.7,
    )

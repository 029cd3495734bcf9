"""One captured page to its documents and furniture: lay it out, mend it, tell text from furniture, split, say what each document is.

Wires the other modules of this folder; each of them decides one thing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence

from headwater.errors import PROBLEMS
from headwater.read import blog, dated, entries, facts, labels
from headwater.read.assemble import furniture, joined
from headwater.read.block import Block
from headwater.read.describe import Description, describe
from headwater.read.head import Head
from headwater.read.headline import entitle, settle_headline
from headwater.read.laid import Article, Laid
from headwater.read.language import language
from headwater.read.main_text import settle
from headwater.read.mojibake import mend
from headwater.read.numeric import Order, page_order
from headwater.read.open import lay
from headwater.read.outlet import outlet as named_outlet
from headwater.read.repeated import Counts, counts
from headwater.read.saved_title import text_head
from headwater.read.sections import Section, sections
from headwater.records import Document, Fact, Furniture, OffsetMap, Page, Problem, Repeated, Stretch, make_id, parts_between
from headwater.settings import ReadSettings

Record = Document | Furniture | Problem

#: Words and characters of a line whose date in figures shows how the page writes dates.
_DATED, _DATED_LENGTH = 30, 400


def read_page(page: Page, payload: bytes, settings: ReadSettings, repeated: Repeated | None = None) -> Iterator[Record]:
    """The documents and the furniture of a page, and what was wrong with it. ``repeated``: what of it stands on many pages of its site."""
    laid = lay(page, payload)
    for kind, what in laid.said:
        yield _problem(page, kind, what)
    ordinal = 0
    for article in laid.articles:
        if settings.as_document:
            for whole in _whole(page, laid.payload, article, ordinal):
                yield _placed(whole, laid)
            ordinal += 1
            continue
        mended = mend(article.blocks)
        if mended.places:
            yield _problem(
                page,
                "mojibake",
                f"was saved with a wrong encoding: {mended.places} places such as “{mended.was}” for “{mended.now}” are repaired",
            )
        for record in _given(page, article, ordinal) if article.given else _article(page, article, ordinal, counts(repeated, settings)):
            ordinal += isinstance(record, Document)
            yield _placed(record, laid)


def _placed(record: Record, laid: Laid) -> Record:
    """A record with the parts of the file that it and its facts stand in."""
    if isinstance(record, Problem) or not laid.places:
        return record
    if isinstance(record, Furniture):
        ends = [(record.raw_start, record.raw_end)]
    else:
        said = (record.title, record.byline, record.outlet, record.published, record.modified, record.dateline, *record.credits)
        ends = [(f.raw_start, f.raw_end) for f in said if f is not None and f.raw_start is not None and f.raw_end is not None]
        ends += [record.offsets.raw(0, len(record.text))] if record.text else []
    if not ends:
        return record
    return dataclasses.replace(record, places=tuple(parts_between(laid.places, min(a for a, _ in ends), max(b for _, b in ends))))


def _article(page: Page, article: Article, ordinal: int, repeated: Counts | None) -> Iterator[Record]:
    """The documents among the blocks of a page, and the furniture around them."""
    blocks = article.blocks
    head = text_head(blocks) if article.plain else article.head
    order = _order(page, blocks, head)
    if (found_blog := entries.blog(blocks, article.parents, head, order)) is not None:
        yield from _blog(page, found_blog, article.parents, head, order, ordinal)
        return
    declared_titles = [t.value for t in head.titles]
    settle(blocks, article.parents, declared_titles, repeated)
    found = sections(blocks, declared_titles)
    if not found:
        for b in blocks:
            b.take(b.kind if b.kind not in ("", "text") else "other", b.why or "the page holds no paragraph of prose")
        yield _problem(page, "no-document", "holds no article that could be told from its furniture")
    if len(found) == 1:
        if article.title is not None:
            entitle(found[0], article.title)
        else:
            settle_headline(found[0], head)
    yield from _records(page, blocks, found, head, order, ordinal)


def _order(page: Page, blocks: Sequence[Block], head: Head) -> Order:
    return page_order(head.language, (b.text for b in blocks if b.words <= _DATED and len(b.text) <= _DATED_LENGTH), page.url or head.url)


def _blog(page: Page, found: entries.Blog, parents: Sequence[int], head: Head, order: Order, first: int) -> Iterator[Record]:
    """The documents of a live blog, and the furniture around them. What is unknown or foreign about many of them is said once."""
    told = blog.tell(page, found, parents, head, order)
    outlet = named_outlet(head, page.url or head.url, found.blocks, [t.section for t in told])
    spoken = language(" ".join(b.text for t in told for b in t.section.blocks if b.kind == "text"), head.language)
    if spoken != "en":
        yield _foreign(page, spoken, head)
    undated = sum(t.about.published is None for t in told)
    if undated:
        yield _problem(page, "no-date", f"shows no date for {undated} of the {len(told)} parts of its live blog")
    documents, left = list[Document](), dict[int, Block]()
    for ordinal, t in enumerate(told, first):
        documents.append(_document(page, t.about, head, outlet, ordinal, spoken))
        if t.url:
            documents[-1] = dataclasses.replace(documents[-1], url=t.url)
        left |= t.about.made.left
        yield documents[-1]
    yield from furniture(page, found.blocks, documents, left)


def _foreign(page: Page, spoken: str, head: Head) -> Problem:
    said = "" if spoken == "und" else f" (its language tag says “{spoken}”)"
    return _problem(page, "language", f"holds a text that is not English{said}; it is shown, and nothing in it is marked")


def _given(page: Page, article: Article, ordinal: int) -> Iterator[Record]:
    """The one document of something that its format says is an article: only lines that say themselves what they are stay out of it."""
    blocks = article.blocks
    own = [labels.own_kind(b) for b in blocks]
    if all(own):
        own = [None] * len(blocks)  # a text of such lines alone is what there is
    for b, kind in zip(blocks, own, strict=True):
        b.take(*(kind or ("text", "the file says that this is the article")))
    section = Section(list(blocks))
    if article.title is not None:
        entitle(section, article.title)
    placed = dataclasses.replace(page, url=article.head.url or page.url)
    yield from _records(placed, blocks, [section], article.head, _order(page, blocks, article.head), ordinal)


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


def _records(page: Page, blocks: Sequence[Block], found: Sequence[Section], head: Head, order: Order, first: int) -> Iterator[Record]:
    """The documents of these sections, numbered from ``first``, what is unknown about each, and the furniture around them."""
    several = len(found) > 1
    outlet = named_outlet(head, page.url or head.url, blocks, found)
    if several:
        head = Head(language=head.language)  # what is declared is about the whole page, not its parts
    issue = facts.issue_date(blocks, found) if several else None
    documents, left = list[Document](), dict[int, Block]()
    for ordinal, section in enumerate(found, first):
        spoken = language(" ".join(b.text for b in section.blocks if b.kind == "text"), head.language)
        if spoken != "en":
            yield _foreign(page, spoken, head)
        about = describe(page, section, head, order, issue, blocks)
        if about.published is None:
            title = about.title.value if about.title and several else ""
            yield _problem(page, "no-date", f"shows no date for “{title}”" if title else "shows no date")
        documents.append(_document(page, about, head, outlet, ordinal, spoken))
        left |= about.made.left
        yield documents[-1]
    yield from furniture(page, blocks, documents, left)


def _document(page: Page, about: Description, head: Head, outlet: Fact | None, ordinal: int, spoken: str) -> Document:
    return Document(
        id=make_id("document", page.id, page.copy, ordinal),
        page=page.id,
        path=page.path,
        ordinal=ordinal,
        text=about.made.text,
        offsets=about.made.offsets,
        body=tuple(about.made.body),
        title=about.title,
        byline=about.byline,
        outlet=outlet,
        published=about.published,
        modified=about.modified,
        dateline=about.dateline,
        credits=about.credits,
        url=page.url or head.url,
        language=spoken,
    )

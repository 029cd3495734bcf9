"""One captured page to its documents and furniture: decode, cut into blocks, tell text from furniture, split, say what each document is.

Wires the other modules of this folder; each of them decides one thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from headwater.errors import PROBLEMS
from headwater.read import dated, facts
from headwater.read.assemble import declared, furniture, joined
from headwater.read.block import Block
from headwater.read.describe import describe
from headwater.read.head import Head, read_head
from headwater.read.headline import settle_headline, text_head
from headwater.read.language import language
from headwater.read.main_text import settle
from headwater.read.markup import markup_blocks
from headwater.read.numeric import Order, page_order
from headwater.read.outlet import outlet as declared_outlet
from headwater.read.payload import decode
from headwater.read.published import Found
from headwater.read.sections import Section, sections
from headwater.read.text_lines import line_blocks
from headwater.records import Document, Fact, Furniture, OffsetMap, Page, Problem, Stretch, make_id
from headwater.settings import ReadSettings

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|div|p|article|meta|title)\b", re.IGNORECASE)
_HTML_TYPES = ("text/html", "application/xhtml+xml")
#: Characters of a page that are looked at to see what it is.
_SAMPLE = 65_536
#: Control characters that text files do not hold; a payload with more than this share of them, or of letters that fit no encoding, is no text.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_CONTROL_SHARE = 0.02
#: An outlet's name that no declaration gives, and what it is worth.
_SHOWN, _SHOWN_NAME = ("the name at the head of the page", "the name in the copyright line", "the company in the copyright line"), 0.7
#: Words and characters of a line whose date in figures shows how the page writes dates.
_DATED, _DATED_LENGTH = 30, 400


def read_page(page: Page, payload: bytes, settings: ReadSettings) -> Iterator[Document | Furniture | Problem]:
    """The documents and the furniture of a page, and what was wrong with it."""
    decoded = decode(payload, page.encoding)
    text = decoded.payload
    if not text.strip("\x00 \t\r\n\x0c\ufeff"):
        yield _problem(page, "empty", "holds nothing")
        return
    if len(_CONTROL.findall(text[:_SAMPLE])) > _CONTROL_SHARE * len(text[:_SAMPLE]):
        yield _problem(page, "binary", "is no text")
        return
    if decoded.doubt:
        yield _problem(page, "encoding", f"was read as {decoded.encoding}: {decoded.doubt}")
    html = page.media_type in _HTML_TYPES or (page.media_type is None and bool(_HTML.search(text[:2000])))
    blocks, parents = markup_blocks(text) if html else (line_blocks(text), [])
    if settings.as_document:
        yield from _whole(page, text, blocks if html else None)
        return
    head = read_head(text) if html else text_head(blocks)
    declared_titles = [t.value for t in head.titles]
    settle(blocks, parents, declared_titles)
    found = sections(blocks, declared_titles)
    if not found:
        for b in blocks:
            b.take(b.kind if b.kind not in ("", "text") else "other", b.why or "the page holds no paragraph of prose")
        yield _problem(page, "no-document", "holds no article that could be told from its furniture")
    documents: list[Document] = []
    for record in _documents(page, blocks, found, head):
        if isinstance(record, Document):
            documents.append(record)
        yield record
    yield from furniture(page, blocks, documents)


def _problem(page: Page, kind: str, what: str) -> Problem:
    return Problem(stage="read", kind=kind, message=f"{page.path} {what}.", hint=PROBLEMS[kind], item=page.id, path=page.path)


def _whole(page: Page, text: str, blocks: Sequence[Block] | None) -> Iterator[Document | Problem]:
    """The page as one document: a text as it is, of markup all that is visible."""
    if blocks is None:
        offsets = OffsetMap.identity(len(text))
    else:
        text, offsets = joined(blocks)
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    published = dated.supplied(page)
    if published is None:
        yield _problem(page, "no-date", "shows no date")
    yield Document(
        id=make_id("document", page.id, page.copy, 0),
        page=page.id,
        path=page.path,
        ordinal=0,
        text=text,
        offsets=offsets,
        body=(Stretch(start, end),) if start < end else (),
        published=published,
        url=page.url,
    )


def _documents(page: Page, blocks: Sequence[Block], found: Sequence[Section], head: Head) -> Iterator[Document | Problem]:
    several = len(found) > 1
    named = declared_outlet(head, page.url or head.url, blocks, found)
    outlet = declared(named, score=_SHOWN_NAME if named is not None and named.evidence in _SHOWN else 1.0)
    order = page_order(head.language, (b.text for b in blocks if b.words <= _DATED and len(b.text) <= _DATED_LENGTH))
    if several:
        head = Head(language=head.language)  # what is declared is about the whole page, not its parts
    else:
        for section in found:
            settle_headline(section, head)
    issue = facts.issue_date(blocks, found) if several else None
    for ordinal, section in enumerate(found):
        spoken = language(" ".join(b.text for b in section.blocks if b.kind == "text"), head.language)
        if spoken != "en":
            said = "" if spoken == "und" else f" (its language tag says “{spoken}”)"
            yield _problem(page, "language", f"holds a text that is not English{said}; it is shown, and nothing in it is marked")
        document = _document(page, section, blocks, head, order, issue, outlet, ordinal, spoken)
        if document.published is None:
            title = document.title.value if document.title and several else ""
            yield _problem(page, "no-date", f"shows no date for “{title}”" if title else "shows no date")
        yield document


def _document(
    page: Page,
    section: Section,
    blocks: Sequence[Block],
    head: Head,
    order: Order,
    issue: tuple[Block, Found] | None,
    outlet: Fact | None,
    ordinal: int,
    spoken: str,
) -> Document:
    about = describe(page, section, head, order, issue, blocks)
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

"""PDF: the text layer, page by page, set into paragraphs by where its lines stand. Needs pypdfium2 (the extra `pdf`).

A line belongs to the paragraph above it unless it stands further down than lines do, is set in another size, or begins to the right of it.
Lines that return at the head or foot of pages are furniture. A word that was broken at the end of a line is put together. Pictures are not
read: a page of pictures only has no text, and a file of such pages is said. Neither forms, scripts nor links are followed.
"""

from __future__ import annotations

import ctypes
import itertools
import re
from collections import Counter
from statistics import median
from typing import Any, NamedTuple

from headwater.read.block import Block
from headwater.read.laid import Article, Laid, Payload
from headwater.records import FilePart

MEDIA = "application/pdf"
#: Pages that are read of one file, and characters: a long report has hundreds of pages of 3,000.
_PAGES, _CHARACTERS = 3_000, 10_000_000
#: The distance between two lines of a paragraph, in sizes of type, is 1.2 to 1.5; between paragraphs it is more.
_LEADING = 1.7
#: Lines of a paragraph that tell how far apart its lines stand.
_RECENT = 8
#: Type that is so much larger than most of the text is a heading's.
_LARGE = 1.2
#: What returns on so many pages, at the top or at the bottom, is furniture.
_RETURNS = 3
#: Characters of a heading or a running head, at most.
_HEADING = 300
_NUMBER = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_BROKEN = re.compile("(\\w)\ufffe(\\w)")
_UNSEEN = re.compile("[\ufffe\uffff\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class _Line(NamedTuple):
    """A line: its words, where it begins, its first and last baseline, size of type; all in points from the lower left corner."""

    text: str
    left: float
    top: float
    bottom: float
    size: float


class _Paragraph(NamedTuple):
    text: str
    size: float
    edge: bool  # the first or the last of its page


def installed() -> bool:
    """Is there what reads PDF?"""
    from importlib.util import find_spec

    return find_spec("pypdfium2") is not None


def lay(payload: bytes) -> Laid:
    """A PDF laid out: a paragraph to a line, a form feed between pages."""
    if not installed():
        return Laid("", said=[("missing-extra", "is a PDF, and pypdfium2 is not installed; headwater[pdf] brings it")])
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(payload) as file:
            pages, broken, more = _pages(file, pypdfium2)
    except pypdfium2.PdfiumError as e:
        if "password" in str(e).lower():
            return Laid("", said=[("locked", "is a PDF that a password locks")])
        return Laid("", said=[("broken", f"cannot be opened as a PDF ({' '.join(str(e).split())})")])
    said = []
    if broken:
        said.append(("broken", f"has {broken} pages that cannot be read"))
    if more:
        said.append(
            ("too-large", f"is longer than {_PAGES:,} pages or {_CHARACTERS // 1_000_000} million characters; the rest is left out")
        )
    if not any(pages):
        return Laid("", said=[*said, ("no-text", "holds pictures but no text" if not broken else "holds no text that can be read")])
    return _laid(pages, said)


def _pages(file: Any, pypdfium2: Any) -> tuple[list[list[_Paragraph]], int, bool]:
    """The paragraphs of each page; how many pages are broken; whether some were left out."""
    pages, broken, held = list[list[_Paragraph]](), 0, 0
    for number in range(min(len(file), _PAGES)):
        try:
            page = file[number]
            text = page.get_textpage()
            pages.append(_paragraphs(_lines(text, pypdfium2.raw)))
            text.close()
            page.close()
        except pypdfium2.PdfiumError:
            pages.append([])
            broken += 1
        held += sum(len(p.text) for p in pages[-1])
        if held > _CHARACTERS:
            return pages, broken, number + 1 < len(file)
    return pages, broken, len(file) > _PAGES


def _lines(page: Any, raw: Any) -> list[_Line]:
    """The lines of a page in its own order, with their places."""
    out, at = list[_Line](), 0
    for line in page.get_text_range().split("\r\n"):
        words = line.strip()
        if words:
            first = at + len(line) - len(line.lstrip())
            left, top = _origin(page, raw, first)
            bottom = _origin(page, raw, at + len(line.rstrip()) - 1)[1]
            size = round(raw.FPDFText_GetFontSize(page.raw, raw.FPDFText_GetCharIndexFromTextIndex(page.raw, first)), 1)
            out.append(_Line(words, left, top, min(top, bottom), size if size > 2 else 0.0))
        at += len(line) + 2
    return out


def _origin(page: Any, raw: Any, index: int) -> tuple[float, float]:
    """Where a character of the page's text stands on its baseline."""
    x, y = ctypes.c_double(), ctypes.c_double()
    found = raw.FPDFText_GetCharIndexFromTextIndex(page.raw, index)
    return (x.value, y.value) if found >= 0 and raw.FPDFText_GetCharOrigin(page.raw, found, x, y) else (0.0, 0.0)


def _paragraphs(lines: list[_Line]) -> list[_Paragraph]:
    groups: list[list[_Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line):
            groups[-1].append(line)
        else:
            groups.append([line])
    texts = [(_joined(g), g[0].size) for g in groups]
    texts = [(text, size) for text, size in texts if text]
    return [_Paragraph(text, size, n in (0, len(texts) - 1)) for n, (text, size) in enumerate(texts)]


def _goes_on(group: list[_Line], line: _Line) -> bool:
    """Is this line of the same paragraph as those before it?"""
    last, size = group[-1], line.size or 10.0
    if abs(line.size - last.size) > 0.1 * size:
        return False
    drop = last.bottom - line.top
    if drop < -size:  # it goes on at the top of the next column
        return not last.text.endswith((".", "!", "?", ":", "”", '"')) and line.text[:1].islower()
    if drop > _LEADING * size or drop > 1.3 * _step(group, drop):
        return False
    indented = line.left - last.left > 0.8 * size and len(group) > 1
    return not (indented and last.text.endswith((".", "!", "?", "”", '"')))


def _step(group: list[_Line], drop: float) -> float:
    """The distance of the lines of a paragraph; for its first line the one at hand."""
    steps = [a.bottom - b.top for a, b in itertools.pairwise(group[-_RECENT:]) if a.bottom - b.top > 0]
    return median(steps) if steps else drop


def _joined(group: list[_Line]) -> str:
    text = " ".join(line.text for line in group)
    # between two small letters the mark stands for the hyphen of a broken word, else for one that belongs there
    text = _BROKEN.sub(lambda m: m[1] + ("" if m[1].islower() and m[2].islower() else "-") + m[2], text)
    return " ".join(_UNSEEN.sub("", text).split())


def _laid(pages: list[list[_Paragraph]], said: list[tuple[str, str]]) -> Laid:
    sizes = Counter[float]()
    for p in (p for page in pages for p in page):
        sizes[p.size] += len(p.text)
    usual, returning = sizes.most_common(1)[0][0] or 1.0, _returning(pages)
    out, text, edges = Payload(), list[Block](), list[Block]()
    for number, page in enumerate(pages, 1):
        start, first = out.length, len(text)
        for p in page:
            at = out.length
            out.add(p.text + "\n\n")
            large = p.size > _LARGE * usual and len(p.text) < _HEADING
            block = Block([(p.text, at, at + len(p.text))], tag="h2" if large else "p")
            if p.edge and (_key(p.text) in returning or _PAGE_NUMBER.fullmatch(p.text)):
                block.take("foot", "a line that returns at the head or foot of pages, or a page's number")
                edges.append(block)
            else:
                text.append(block)
        if out.length > start:
            out.places.append(FilePart(start, out.length, f"page {number}"))
        if 0 < first < len(text) and _carried_over(text[first - 1], text[first]):
            text[first - 1 : first + 1] = [_one(text[first - 1], text[first])]
        out.add("\f\n" if number < len(pages) else "")
    return Laid(out.text(), [Article(sorted([*text, *edges], key=lambda b: b.raw_start))], out.places, said)


def _key(text: str) -> str:
    return _NUMBER.sub("#", text.casefold())


def _returning(pages: list[list[_Paragraph]]) -> set[str]:
    """The lines at the edges of pages that return on others, whatever numbers stand in them."""
    counts = Counter(key for page in pages for key in {_key(p.text) for p in page if p.edge and len(p.text) < _HEADING})
    filled = sum(1 for page in pages if page)
    return {key for key, n in counts.items() if n >= _RETURNS or n == filled == _RETURNS - 1}


def _carried_over(last: Block, first: Block) -> bool:
    """Does the first paragraph of a page go on with the last one of the page before?"""
    return last.tag == first.tag == "p" and not last.ends and first.text[:1].islower()


def _one(last: Block, first: Block) -> Block:
    return Block([*last.pieces, (" ", last.raw_end, first.raw_start), *first.pieces])

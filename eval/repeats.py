"""What reading gains where a site's pages are read together: flattened pages of the article benchmark, put together to sites with known truth.

    python -m eval.repeats --data ../shared/data/article_extraction_benchmark [--known] [--errors N] [--json FILE]

The benchmark has no three pages of one site. So each of its pages lends what stands around its article to a site of three to eight pages, which hold the
articles of as many of its other pages, each with the six lines above it and all that stands inside it. Of the lines around, those of four words
and more are left out on one page in five each, as lists of other articles change. Every article comes to stand on several sites, as
agencies' texts do; and two articles of each site stand on it twice, the second time with the last paragraph left out. What is repeated here
is repeated word for word, so that this says what repetition can give, and not what it gives on a crawl.

Metrics are those of the shared `scorers/reading.py` for flattened pages, which is found beside the data; `..._alone` are the same pages read one by
one. ``--known``: every page comes with an address of its site; without it, pages must find one another by their menus. Reads no HTML.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import pyarrow as pa

from headwater.read.lines import page_lines
from headwater.read.page import read_page
from headwater.read.repeats import REPEATS
from headwater.records import Document, Furniture, Lines, Page, Repeated
from headwater.settings import ReadSettings
from headwater.tables import dump, load, schema

#: Lines above an article that go with it: headline, byline, date.
_HEAD = 6
_LEAST, _MOST = 3, 8
#: Share of the pages of a site on which a line of some words is left out.
_CHANGES, _WORDS = 0.2, 4


class Line(NamedTuple):
    """A line of a page, with its end, and whether it is gold body."""

    text: str
    body: bool


class Made(NamedTuple):
    """A page of a site."""

    site: int
    name: str
    lines: list[Line]

    @property
    def text(self) -> str:
        """The page."""
        return "".join(x.text for x in self.lines)


def cut(scorer: Any, text: str, body: str) -> tuple[list[Line], int, int] | None:
    """The lines of a benchmark page, and where its article begins, with the lines above it, and ends."""
    gold = {start: verdict for start, _, verdict in scorer.body_lines(text, body)}
    lines, at = [], 0
    for line in text.splitlines(keepends=True):
        lines.append(Line(line, gold.get(at, False)))
        at += len(line)
    held = [n for n, x in enumerate(lines) if x.body]
    if not held:
        return None
    worded = [n for n, x in enumerate(lines[: held[0]]) if x.text.strip()]
    return lines, (worded[-_HEAD] if len(worded) >= _HEAD else 0), held[-1] + 1


def sites(pages: list[tuple[list[Line], int, int]], chance: random.Random) -> Iterator[Made]:
    """The pages of all sites."""
    for site, (template, first, last) in enumerate(pages):
        others = chance.sample([n for n in range(len(pages)) if n != site], _LEAST + site % (_MOST - _LEAST + 1) - 1)
        for number, n in enumerate([site, *others, *others[:2]]):
            lines, start, end = pages[n]
            inner = lines[start:end]
            if number > len(others):  # the same article again, without its last paragraph
                inner = inner[: max(i for i, x in enumerate(inner) if x.body)]
            kept = [i for i, x in enumerate(template) if len(x.text.split()) < _WORDS or chance.random() >= _CHANGES]
            head, foot = [template[i] for i in kept if i < first], [template[i] for i in kept if i >= last]
            yield Made(site, f"{site}-{number}", [*head, *inner, Line("\n", False), *foot])


def counted(pages: list[tuple[Page, bytes]], settings: ReadSettings) -> dict[str, Repeated]:
    """What is repeated on each page, as the plan's first two stages find it."""
    found = [dump(line) for page, payload in pages for line in page_lines(page, payload, settings)]
    database = duckdb.connect()
    database.register("lines", pa.Table.from_pylist(found, schema=schema(Lines)))
    own = {name: getattr(settings, name) for name in settings.__dataclass_fields__}
    return {row["id"]: load(Repeated, row) for row in database.sql(REPEATS.format(**own)).to_arrow_table().to_pylist()}


def in_bodies(documents: list[Document], size: int) -> bytearray:
    """For each character of a page, whether it stands in a body."""
    inside = bytearray(size)
    for d in documents:
        for start, raw, length, raw_length in zip(d.offsets.starts, d.offsets.raws, d.offsets.lengths, d.offsets.raw_lengths, strict=True):
            for body in d.body:
                first, last = max(body.start, start), min(body.end, start + length)
                if first < last:
                    at, end = (raw + first - start, raw + last - start) if length == raw_length else (raw, raw + raw_length)
                    inside[at:end] = b"\x01" * (end - at)
    return inside


def characters(made: Made, inside: bytearray) -> list[int]:
    """Characters that are no white space: furniture, of it outside of all bodies, body, of it inside."""
    n, at = [0, 0, 0, 0], 0
    for line in made.lines:
        places = [at + i for i, c in enumerate(line.text) if not c.isspace()]
        held = sum(inside[i] for i in places)
        n[2 if line.body else 0] += len(places)
        n[3 if line.body else 1] += held if line.body else len(places) - held
        at += len(line.text)
    return n


def lost(made: Made, furniture: list[Furniture]) -> Iterator[str]:
    """Lines of the article that were taken for repeated furniture."""
    body = {line.text.strip() for line in made.lines if line.body and line.text.strip()}
    for piece in furniture:
        if wrong := [line for line in piece.text.split("\n") if line.strip() in body]:
            yield f"{made.name}: {piece.why}: {' / '.join(w[:100] for w in wrong)}"


def score(scorer: Any, made: list[Made], pages: list[tuple[Page, bytes]], found: dict[str, Repeated], errors: int = 0) -> dict[str, float]:
    """The scorer's metrics over the pages."""
    precision, recall, marks, wrong = list[float](), list[float](), [0, 0, 0, 0], list[str]()
    for m, (page, payload) in zip(made, pages, strict=True):
        records = list(read_page(page, payload, ReadSettings(), found.get(page.id)))
        documents = [d for d in records if isinstance(d, Document)]
        told = "\n".join(d.text[s.start : s.end] for d in documents for s in d.body)
        tp, fp, fn = scorer.compare("\n".join(x.text for x in m.lines if x.body), told)
        precision += [scorer.share(tp, fp)] if tp + fp else []
        recall += [scorer.share(tp, fn)] if tp + fn else []
        marks = [a + b for a, b in zip(marks, characters(m, in_bodies(documents, len(m.text))), strict=True)]
        wrong += lost(m, [x for x in records if isinstance(x, Furniture) and x.kind == "repeated"])
    print("\n".join(wrong[:errors]), end="\n" if errors and wrong else "")
    p, r = sum(precision) / len(precision), sum(recall) / len(recall)
    return {
        "f1": 2 * p * r / (p + r),
        "furniture_recall": marks[1] / marks[0],
        "body_recall": marks[3] / marks[2],
        "lost": float(len(wrong)),
    }


def main() -> int:
    """Make the pages, read them together and alone, print."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--data", type=Path, required=True)
    p.add_argument("--known", action="store_true", help="pages come with an address")
    p.add_argument("--errors", type=int, default=0, help="print so many lines of articles that were taken for repeated furniture")
    p.add_argument("--json", type=Path, help="write the metrics to this file")
    args = p.parse_args()
    sys.path.insert(0, str(next(d for d in args.data.resolve().parents if d.name == "data").parent / "scorers"))
    scorer = importlib.import_module("reading")
    given = []
    for row in map(json.loads, (args.data / "pages.jsonl").read_text(encoding="utf-8").splitlines()):
        text = (args.data / row["flattened"]).read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
        if found := cut(scorer, text, row["article_body"]):
            given.append(found)
    made = list(sites(given, random.Random(7)))
    pages = []
    for m in made:
        payload = m.text.encode()
        url = f"https://site{m.site}.example/{m.name}" if args.known else None
        pages.append(
            (Page(id=hashlib.sha256(payload).hexdigest(), path=m.name, size=len(payload), media_type="text/plain", url=url), payload)
        )
    alone = score(scorer, made, pages, {})
    together = score(scorer, made, pages, counted(pages, ReadSettings()), args.errors)
    metrics = together | {f"{k}_alone": alone[k] for k in ("f1", "furniture_recall", "body_recall")}
    print(f"repeats {'known' if args.known else 'by menus'} " + " ".join(f"{k}={v:.3f}" for k, v in metrics.items()) + f" docs={len(made)}")
    if args.json:
        args.json.write_text(json.dumps(metrics) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Newsrooms of any size with known truth, from a seed: stories, copies with the edits that newsrooms make, texts that quote one sentence, and
texts of their own.

    python bench/newsrooms.py --documents N --seed S --table documents.parquet --truth truth.parquet

The words are invented. They follow Zipf's law (word of rank r: 1 / r), and half of a text is made of set phrases of two to six words that follow it
as well, so that runs of words are met again in strangers' texts about as often as in real news (the share of fingerprints that two documents
hold: 31% in 4,730 local news articles). The table is what `read` leaves behind of such pages: documents, with date, outlet and credit line.

Knows nothing of the program under test but its records.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from headwater.engines.keys import row_digest
from headwater.engines.work import table_schema
from headwater.records import Document, Fact, OffsetMap, Stretch, make_id
from headwater.tables import dump

WORDS, PHRASES, STOCK, OUTLETS = 80_000, 600_000, 60, 300
CREDITS = ("(AP)", "(Reuters)", "Source: Agencies", "With reporting by AFP")
NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split()
MISREAD = {"o": "0", "l": "1", "e": "c", "s": "5", "i": "l", "n": "r"}
#: A sentence, and the story and place it has in it (None where it is nobody's).
Line = tuple[str, int | None]


@dataclass(frozen=True)
class Page:
    """One document to be: what it says, whose text it is (None: its own), and when."""

    story: int | None
    lines: list[list[Line]]
    day: datetime.date
    outlet: str
    credit: str | None


class Language:
    """Invented words and set phrases, and sentences made of them."""

    def __init__(self, seed: int) -> None:
        rng = np.random.default_rng(seed)
        syllables = [a + b for a in "b d f g k l m n p r s t v z br st tr ch sh".split() for b in "a e i o u ai ou en er on".split()]
        self.words = [""] * WORDS
        for n in range(WORDS):
            size = 1 if n < 100 else 2 if n < 8000 else 3
            self.words[n] = "".join(syllables[k] for k in rng.integers(len(syllables), size=size)) + ("" if n < 8000 else "ry"[n % 2])
        self.cdf = self._zipf(WORDS, 1.0)
        lengths, words = rng.integers(2, 7, size=PHRASES), self._draw(rng, self.cdf, PHRASES * 6).tolist()
        self.phrases = [words[6 * n : 6 * n + size] for n, size in enumerate(lengths.tolist())]
        self.phrase_cdf = self._zipf(PHRASES, 0.9)
        self.rng = rng
        self.stock = [self.sentence(self.ids(int(rng.integers(9, 24)))) for _ in range(STOCK)]

    @staticmethod
    def _zipf(count: int, power: float) -> np.ndarray:
        weights = 1 / np.arange(1, count + 1) ** power
        return np.asarray(np.cumsum(weights) / weights.sum())

    @staticmethod
    def _draw(rng: np.random.Generator, cdf: np.ndarray, count: int) -> np.ndarray:
        return np.searchsorted(cdf, rng.random(count))

    def ids(self, count: int) -> list[int]:
        """About so many words: half of them from phrases."""
        singles = self._draw(self.rng, self.cdf, count // 2 + 1).tolist()
        phrases = self._draw(self.rng, self.phrase_cdf, count // 8 + 1).tolist()
        out: list[int] = []
        for n, phrase in enumerate(phrases):
            out += singles[4 * n : 4 * n + 4]
            out += self.phrases[phrase]
        return out

    def sentence(self, ids: list[int], names: list[str] | None = None) -> str:
        """Words as a sentence, with names and numbers in it."""
        words = [self.words[n] for n in ids]
        for name in names or ():
            words[int(self.rng.integers(len(words)))] = name
        if names and self.rng.random() < 0.5:
            words[int(self.rng.integers(len(words)))] = f"{int(self.rng.integers(2, 4000)):,}"
        return " ".join([words[0].capitalize(), *words[1:]]) + "."

    def text(self) -> list[list[str]]:
        """A report: paragraphs of one to three sentences, about 300 words in all, with three names of its own."""
        names = [self.words[int(n)].capitalize() + self.words[int(m)] for n, m in self.rng.integers(100, WORDS, size=(3, 2))]
        sizes = self.rng.integers(10, 31, size=int(self.rng.integers(8, 23))).tolist()
        lines = [self.sentence(self.ids(size), [names[n % 3]]) for n, size in enumerate(sizes)]
        cuts = [0, *sorted(set(self.rng.integers(1, len(lines), size=len(lines) // 2).tolist())), len(lines)]
        return [lines[a:b] for a, b in itertools.pairwise(cuts)]


# ---------------------------------------------------------------- edits, on plain sentences


def restyle(text: str, rng: random.Random) -> str:
    """Numbers in another style."""
    words = [w.replace(",", "") if w[0].isdigit() and "," in w[:-1] else w for w in text.split(" ")]
    return " ".join(NUMBERS[int(w)] if w.isdigit() and int(w) <= 12 and rng.random() < 0.5 else w for w in words)


def exchange(text: str, rng: random.Random, language: Language) -> str:
    """One word in twelve exchanged."""
    return " ".join(w if not w.islower() or rng.random() > 0.08 else language.words[rng.randrange(2000)] for w in text.split(" "))


def squeeze(text: str, rng: random.Random) -> str:
    """One word in twelve left out; the first stays."""
    return " ".join(w for n, w in enumerate(text.split(" ")) if n == 0 or not w.isalpha() or rng.random() > 0.08)


def misread(text: str, rng: random.Random) -> str:
    """Scanning errors: one letter in fifty."""
    return "".join(MISREAD[c] if c in MISREAD and rng.random() < 0.03 else c for c in text)


def edit(source: Page, rng: random.Random, language: Language) -> list[list[Line]]:
    """An outlet's version: cut from the end, paragraphs exchanged, another lead, sentences of stock, wording of its own."""
    keep = max(2, round(len(source.lines) * rng.choice((0.5, 0.7, 0.9, 1, 1))))
    lines = [list(paragraph) for paragraph in source.lines[:keep]]
    if len(lines) > 3 and rng.random() < 0.3:
        at = rng.randrange(1, len(lines) - 1)
        lines[at], lines[at + 1] = lines[at + 1], lines[at]
    changes = [f for share, f in ((0.4, restyle), (0.25, squeeze), (0.25, misread)) if rng.random() < share]
    exchanged = rng.random() < 0.4
    for paragraph in lines:
        for n, (text, story) in enumerate(paragraph):
            if story is not None:
                for change in changes:
                    text = change(text, rng)
                paragraph[n] = (exchange(text, rng, language) if exchanged else text, story)
    if rng.random() < 0.3:
        lines[0][0] = (language.sentence(language.ids(18)), None)
    if rng.random() < 0.3:
        lines.insert(rng.randrange(1, len(lines) + 1), [(rng.choice(language.stock), None)])
    return lines


# ---------------------------------------------------------------- pages


def pages(seed: int) -> Iterator[Page]:
    """Pages without end, story by story: a wire report, up to five copies of it, now and then a page that quotes it, and four pages of their own."""
    language, rng = Language(seed), random.Random(seed)

    def page(story: int | None, lines: list[list[Line]], day: datetime.date, credit: str | None = None) -> Page:
        return Page(story, lines, day + datetime.timedelta(rng.choice((0, 0, 1, 2))), f"Outlet {rng.randrange(OUTLETS)}", credit)

    def own(story: int | None = None) -> list[list[Line]]:
        lines: list[list[Line]] = [[(s, story) for s in paragraph] for paragraph in language.text()]
        if rng.random() < 0.2:
            lines.append([(rng.choice(language.stock), None)])
        return lines

    for story in itertools.count():
        day = datetime.date(2031, 1, 1) + datetime.timedelta(rng.randrange(300))
        known = [page(story, own(story), day, "(AP)")]
        for _ in range(rng.choice((0, 1, 1, 2, 3, 5))):
            source = known[0] if rng.random() < 0.8 else rng.choice(known)
            known.append(page(story, edit(source, rng, language), source.day, rng.choice(CREDITS) if rng.random() < 0.4 else None))
        if rng.random() < 0.4:
            said = rng.choice([s for paragraph in known[0].lines for s, whose in paragraph if whose is not None])
            lines = own()
            lines.insert(rng.randrange(1, len(lines) + 1), [(f"“{said}”", None), ("So it was said.", None)])
            known.append(page(None, lines, day))
        yield from known
        yield from (page(None, own(), day) for _ in range(4))


def document(number: int, page: Page) -> Document:
    """The document that `read` makes of such a page."""
    text = "\n\n".join(" ".join(s for s, _ in paragraph) for paragraph in page.lines)
    name = make_id("page", number)
    return Document(
        id=make_id("document", name),
        page=name,
        path=f"{number:08d}.txt",
        ordinal=0,
        text=text,
        offsets=OffsetMap.identity(len(text)),
        body=(Stretch(0, len(text)),),
        outlet=Fact(value=page.outlet, evidence="generated"),
        published=Fact(value=page.day.isoformat(), evidence="generated", precision="day"),
        credits=(Fact(value=page.credit, evidence="generated"),) if page.credit else (),
        language="en",
    )


def write(count: int, seed: int, table: Path, truth: Path) -> None:
    """The table of documents, and beside it the story of each (null: its own)."""
    form = table_schema("documents")
    said = pa.schema([("id", pa.string()), ("story", pa.int64())])
    numbered = enumerate(itertools.islice(pages(seed), count))
    with pq.ParquetWriter(table, form, compression="zstd") as out, pq.ParquetWriter(truth, said) as known:
        while chunk := list(itertools.islice(numbered, 2000)):
            rows = [dump(document(number, page)) for number, page in chunk]
            for row in rows:
                row["digest"], row["work"] = row_digest(row), ""
            out.write_table(pa.Table.from_pylist(rows, schema=form))
            stories = [page.story for _, page in chunk]
            known.write_table(pa.table({"id": [row["id"] for row in rows], "story": stories}, schema=said))


def main() -> None:
    """Write a collection."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--documents", type=int, required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--table", type=Path, required=True)
    p.add_argument("--truth", type=Path, required=True)
    args = p.parse_args()
    write(args.documents, args.seed, args.table, args.truth)


if __name__ == "__main__":
    main()

"""Time and memory of the stages that see the whole collection, on made-up records of a given number of documents.

python bench/whole.py STAGE DOCUMENTS       prints JSON: seconds and peak MB of the stage alone, the records being made as they are read

Each document has ten names, five statements and eight figures; half of the names are those of its story (ten documents tell one), the others
common ones; every fifth document copies another of its story, and every tenth statement is of another publisher.
"""

from __future__ import annotations

import itertools
import json
import random
import resource
import sys
import time
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from typing import Any

from headwater import records as r
from headwater.settings import TraceSettings
from headwater.trace.cites import cites
from headwater.trace.entities import entities
from headwater.trace.origins import origins
from headwater.trace.slips import slips

_SYLLABLES = "ba ke lo mi nu ra se to vi za dor fen gal hul jam kor lem mar nib pol".split()
_FIRST = ["Ada", "Tomas", "Ilka", "Josip", "Henrika", "Nils", "Lena", "Oskar", "Vera", "Anton"]
_STORY = 10
_OUTLETS = 300


@cache
def _filler() -> list[str]:
    """Words as a text has them: a few very often, most of them seldom."""
    rng = random.Random(0)
    return [_word(int(rng.paretovariate(0.5)) % 20000).lower() for _ in range(50_000)]


@lru_cache(maxsize=1 << 16)
def _word(n: int) -> str:
    """A made-up word, the same for the same number."""
    out = ""
    while True:
        out += _SYLLABLES[n % len(_SYLLABLES)]
        n //= len(_SYLLABLES)
        if not n:
            return out.capitalize()


@lru_cache(maxsize=1 << 16)
def _id(kind: str, n: int) -> str:
    return r.make_id(kind, n)


class Collection:
    """The records of ``size`` documents, made anew each time they are read, in the order of the tables."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.order = sorted(range(size), key=lambda n: _id("document", n))

    def outlet(self, n: int) -> str:
        return f"{_word(int(n * 7919 % _OUTLETS**1.5) % _OUTLETS + 40)} News"

    def people(self, n: int) -> list[str]:
        """The ten names of a document."""
        rng, story = random.Random(n), n // _STORY
        own = [f"{_FIRST[(story + i) % 10]} {_word(story * 5 + i + 400)}" for i in range(5)]
        return own + [
            f"{_word(int(rng.paretovariate(0.7)) % 3000 + 8000)} {w}" for w in ("Council", "Ministry", "Union", "Valley", "Police")
        ]

    def text(self, n: int) -> str:
        """About two thousand letters: the names in sentences, figures, fillers."""
        rng = random.Random(n // _STORY if n % 5 == 1 else n)
        said = [
            f"{p} said that {rng.randrange(10, 999)} of the {_word(rng.randrange(9000))} had gone to {_word(rng.randrange(900))}."
            for p in self.people(n)
        ]
        fill = [" ".join(_filler()[(at := rng.randrange(49_980)) : at + 14]) + "." for _ in said]
        return " ".join(itertools.chain.from_iterable(zip(said, fill, strict=True)))

    def documents(self) -> Iterator[r.Document]:
        for n in range(self.size):
            text = self.text(n)
            day = f"2031-{n // 28 % 12 + 1:02d}-{n % 28 + 1:02d}"
            yield r.Document(
                id=_id("document", n), page=_id("page", n), path=f"{n}.txt", ordinal=0, text=text, offsets=r.OffsetMap.identity(len(text)),
                body=(r.Stretch(0, len(text)),), outlet=r.Fact(value=self.outlet(n), evidence="made up"),
                published=r.Fact(value=day, evidence="made up", precision="day"),
            )  # fmt: skip

    def _spans(self) -> Iterator[tuple[int, str, list[tuple[str, int]]]]:
        for n in self.order:
            text = self.text(n)
            yield n, text, [(p, text.find(p)) for p in self.people(n)]

    def names(self) -> Iterator[r.Name]:
        for n, _, places in self._spans():
            for p, at in places:
                kind = "body" if p.endswith(("Council", "Ministry", "Union", "Police")) else "place" if p.endswith("Valley") else "person"
                yield r.Name(
                    id=r.make_id("name", n, at), document=_id("document", n), start=at, end=at + len(p), text=p, score=0.9, rule="made up",
                    value=r.NameValue(kind=kind, canonical=p),
                )  # fmt: skip

    def statements(self) -> Iterator[r.Statement]:
        for n, text, places in self._spans():
            for i, (p, at) in enumerate(places[::2]):
                end = text.find(".", at)
                speaker = self.outlet(n + 1) if (n + i) % 10 == 0 else p
                yield r.Statement(
                    id=r.make_id("statement", n, at), document=_id("document", n), start=at, end=end, text=text[at:end], score=0.9, rule="made up",
                    value=r.StatementValue(mode="indirect", kind="said", speaker=speaker),
                    parts=r.Parts(
                        source=(r.Stretch(at, at + len(p)),),
                        cue=(r.Stretch(at + len(p) + 1, at + len(p) + 5),),
                        content=(r.Stretch(at + len(p) + 6, end),),
                    ),
                )  # fmt: skip

    def figures(self) -> Iterator[r.Figure]:
        for n, text, places in self._spans():
            for i, (p, at) in enumerate(places[:8]):
                end = text.find(".", at)
                start = at + len(p) + 11
                value = float(text[start:].split(" ", 1)[0])
                yield r.Figure(
                    id=r.make_id("figure", n, at), document=_id("document", n), start=start, end=start + 3, text=text[start : start + 3],
                    score=0.9, rule="made up", sentence=r.Stretch(at, end),
                    value=r.FigureValue(value=value, low=value, high=value, bound="exact", measure="count", unit="people"),
                    statement=r.make_id("statement", n, at) if i % 2 == 0 else None,
                )  # fmt: skip

    def copies(self) -> Iterator[r.Link]:
        for n in range(1, self.size, 5):
            left, right = sorted((_id("document", n - 1), _id("document", n)))
            first = "left" if left == _id("document", n - 1) else "right"
            yield r.Link(
                id=r.make_id("link", n), kind="copies", left=r.Place(left, 0, 900), right=r.Place(right, 0, 900), direction=first, score=0.9,
                rule="made up", why=("made up",),
            )  # fmt: skip

    def entities(self) -> Iterator[r.Entity]:
        seen = dict.fromkeys(p for n in range(self.size) for p in self.people(n))
        for p in sorted(seen):
            yield r.Entity(id=r.make_id("entity", p), kind="body" if p.split()[-1] in ("Council", "Ministry") else "person", canonical=p, forms=(p,),
                           documents=("d",), score=0.9, rule="made up")  # fmt: skip


def peak() -> float:
    """The most memory that the process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STAGES: dict[str, Callable[[Collection], Iterator[Any]]] = {
    "entities": lambda c: entities(TraceSettings(), names=c.names(), documents=c.documents(), statements=c.statements()),
    "cites": lambda c: cites(TraceSettings(), documents=c.documents(), statements=c.statements(), entities=c.entities()),
    "slips": lambda c: slips(TraceSettings(), names=c.names(), copies=c.copies()),
    "origins": lambda c: origins(
        TraceSettings(), documents=c.documents(), statements=c.statements(), figures=c.figures(), copies=c.copies(), cites=iter(()), entities=c.entities()
    ),
}  # fmt: skip


def main(stage: str, size: int) -> None:
    """Run one stage and print what it took."""
    made = Collection(size)
    before, began = peak(), time.process_time()
    records = sum(1 for _ in STAGES[stage](made))
    took = time.process_time() - began
    reads = {"entities": "names documents statements", "cites": "documents statements entities", "slips": "names copies",
             "origins": "documents statements figures copies entities"}[stage]  # fmt: skip
    began = time.process_time()
    for table in reads.split():
        for _ in getattr(made, table)():
            pass
    making = time.process_time() - began
    print(json.dumps({"stage": stage, "documents": size, "seconds": round(took - making, 1), "making": round(making, 1),
                      "before_mb": round(before), "peak_mb": round(peak()), "records": records}))  # fmt: skip


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

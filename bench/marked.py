"""Marked collections of any size, from a seed: documents with the names, statements, figures and dates that `mark` would leave, and the links of copies.

    python bench/marked.py FOLDER --documents N [--seed S]      FOLDER/tables holds the tables
    python bench/marked.py FOLDER --documents N --of OTHER      the first N documents of a collection that was made before

To read N documents takes the reading model 40 ms each; this makes texts and marks together, in one millisecond and a half. Stories are distinct: each has
its place, day, persons, numbers and rare words; a third of them are told by two to six outlets with the edits that newsrooms make (cut, another lead,
words exchanged, a number changed, a name misspelled), the others once. Surnames, places and bodies follow Zipf's law, so that some are in every tenth
document and most in one story. A document of some 300 words has about 18 names, 8 statements, 7 figures and 4 dates, about as many as local news.

The words are invented. Knows nothing of the program under test but its records.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from headwater.engines.keys import row_digest
from headwater.engines.work import table_schema
from headwater.plan import TABLES
from headwater.records import make_id

MADE = ("documents", "statements", "figures", "dates", "names", "copies")
OUTLETS, FIRST, SURNAMES, PLACES, LEADERS = 300, 400, 60_000, 20_000, 400
COMMON, RARE = 20_000, 2_000_000
_SYLLABLES = [a + b for a in "b d f g k l m n p r s t v z br st tr ch sh".split() for b in "a e i o u ai ou en er on".split()]
_BODIES = ("Police", "Council", "General Hospital", "Fire Department", "Growers Union", "Rescue Service")
_OFFICES = [f"Ministry of {w}" for w in "Health Interior Water Transport Labour Defence Justice Energy Housing Trade".split()]
_CUES = ("said", "said", "said", "told reporters", "added", "claimed")
_UNNAMED = ("officials", "a witness", "residents", "local sources")
_COUNTED = (
    ("people", "killed"),
    ("people", "injured"),
    ("house", "destroyed"),
    ("people", "displaced"),
    ("people", "detained"),
    ("truck", "count"),
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class Zipf:
    """Ranks drawn with a chance of 1 / rank, many at a time."""

    def __init__(self, rng: np.random.Generator, count: int, power: float = 1.0) -> None:
        weights = 1 / np.arange(1, count + 1) ** power
        self._cdf, self._rng = np.cumsum(weights) / weights.sum(), rng
        self._held: Iterator[int] = iter(())

    def __call__(self) -> int:
        n = next(self._held, None)
        if n is None:
            self._held = iter(np.searchsorted(self._cdf, self._rng.random(1 << 16)).tolist())
            n = next(self._held)
        return n


def word(n: int) -> str:
    """An invented word, another one for each number; small numbers give short ones."""
    out = ""
    while True:
        out += _SYLLABLES[n % len(_SYLLABLES)]
        n = n // len(_SYLLABLES) - 1
        if n < 0:
            return out


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked stretch of a sentence: its table, its words, its value."""

    table: str
    text: str
    value: tuple[Any, ...]


Pieces = tuple["str | Mark", ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """What is told, and by whom: ``speaker`` None is the page's own voice. ``story``: its place in the story's text, -1 for none."""

    story: int
    content: Pieces
    source: Pieces = ()
    cue: str = ""
    speaker: str | None = None
    named: bool = True


@dataclass(frozen=True, slots=True)
class Telling:
    """A document to be: its sentences, who publishes it and when, whom it credits; ``after`` is the telling that it was copied from, by number."""

    sentences: list[Sentence]
    outlet: str
    day: datetime.date
    credit: str | None
    after: int | None


class Stories:
    """Stories without end, each as its tellings."""

    def __init__(self, seed: int) -> None:
        self.rng, drawn = random.Random(seed), np.random.default_rng(seed)
        self.common, self.surname, self.place = Zipf(drawn, COMMON), Zipf(drawn, SURNAMES, 0.7), Zipf(drawn, PLACES, 0.9)
        self.leader, self.number = Zipf(drawn, LEADERS), Zipf(drawn, 3000)
        self.words = [word(n + 200) for n in range(COMMON)]
        self.outlets = [
            f"{word(n + 3000).capitalize()} {w}" for n, w in zip(range(OUTLETS), itertools.cycle(("News", "Post", "Herald", "Times")))
        ]

    def filler(self, most: int, own: list[str]) -> str:
        words = [self.words[self.common()] for _ in range(self.rng.randint(5, most))]
        words[self.rng.randrange(len(words))] = self.rng.choice(own)
        return " ".join(words)

    def person(self) -> str:
        return f"{word(self.rng.randrange(FIRST) + 500).capitalize()} {word(self.surname() + 9000).capitalize()}"

    def town(self) -> str:
        return word(self.place() + 40_000).capitalize()

    def story(self) -> tuple[list[Sentence], datetime.date]:
        """The sentences of a report, and its day."""
        rng, town = self.rng, self.town()
        day = datetime.date(2031, 1, 1) + datetime.timedelta(rng.randrange(330))
        people = [self.person() for _ in range(rng.randint(2, 4))]
        leader = f"{word(self.leader() % FIRST + 500).capitalize()} {word(self.leader() + 7000).capitalize()}"
        bodies = [f"{town} {rng.choice(_BODIES)}", rng.choice(_OFFICES)]
        own = [word(rng.randrange(RARE) + 100_000) for _ in range(8)]
        where = Mark("names", town, ("place", town))
        near = [Mark("names", t, ("place", t)) for t in (self.town(), town)]
        when = self.date(day)
        seen: set[str] = set()
        out = [
            Sentence(
                0, (self.figure(0, town, day), " and ", self.figure(1, town, day), " in ", where, " on ", when, f", {self.filler(9, own)}")
            )
        ]
        for n in range(1, rng.randint(13, 19)):
            content: list[str | Mark] = [self.filler(13, own)]
            if rng.random() < 0.35:
                content += [" ", self.figure(rng.randrange(len(_COUNTED)), town, day)]
            if rng.random() < 0.3:
                content += [" in ", rng.choice(near)]
            if rng.random() < 0.25:
                content += [" on ", self.date(day - datetime.timedelta(rng.choice((0, 0, 1, 7))))]
            content += [f" {self.filler(7, own)}"]
            out.append(self.voiced(n, tuple(content), [*people, leader], bodies, seen))
        return out, day

    def voiced(self, n: int, content: Pieces, people: list[str], bodies: list[str], seen: set[str]) -> Sentence:
        """A sentence of the page's own, with a name in it, or what somebody says."""
        rng, kind = self.rng, self.rng.random()
        if kind < 0.45:
            name = rng.choice(bodies) if kind < 0.2 else rng.choice(people)
            return Sentence(n, (*content, " with ", Mark("names", name, ("body" if name in bodies else "person", name))))
        cue = rng.choice(_CUES)
        if kind < 0.53:
            return Sentence(n, content, (rng.choice(_UNNAMED),), cue, rng.choice(_UNNAMED), False)
        if kind < 0.57:
            outlet = rng.choice(self.outlets)
            return Sentence(n, content, (Mark("names", outlet, ("body", outlet)),), "reported", outlet)
        name = rng.choice(bodies) if kind < 0.7 else rng.choice(people)
        if name in bodies:
            return Sentence(n, content, ("The ", Mark("names", name, ("body", name))), cue, name)
        shown = name.split()[-1] if name in seen else name
        seen.add(name)
        return Sentence(n, content, (Mark("names", shown, ("person", name)),), cue, name)

    def figure(self, kind: int, town: str, day: datetime.date) -> Mark:
        unit, measure = _COUNTED[kind]
        value = 2 + self.number()
        start, end = day.isoformat(), (day + datetime.timedelta(1)).isoformat()
        text = f"{value:,} {unit if unit == 'people' else unit + 's'}"
        return Mark("figures", text, (float(value), measure, unit, town if self.rng.random() < 0.5 else None, start, end))

    def date(self, day: datetime.date) -> Mark:
        if self.rng.random() < 0.5:
            return Mark("dates", f"{day.day} {day:%B}", (day.isoformat(),))
        return Mark("dates", _DAYS[day.weekday()], (day.isoformat(),))

    def edited(self, sentences: list[Sentence], lead: str) -> list[Sentence]:
        """Another outlet's version: cut from the end, paragraphs exchanged, another lead, words, a number, a name in another spelling."""
        rng = self.rng
        out = list(sentences[: max(3, round(len(sentences) * rng.choice((0.5, 0.7, 0.9, 1, 1))))])
        if rng.random() < 0.3:
            at = rng.randrange(1, len(out) - 1)
            out[at], out[at + 1 :] = out[at + 1], [out[at], *out[at + 2 :]]
        if rng.random() < 0.4:
            out = [self.changed(s, self._other_words) for s in out]
        if rng.random() < 0.15:
            out = [self.changed(s, self._other_number) for s in out]
        if rng.random() < 0.1:
            out = [self.changed(s, _misspelled) for s in out]
        if rng.random() < 0.3:
            out[0] = Sentence(-1, (lead,))
        return out

    def reported(self, other: Telling) -> Sentence:
        """What another page of the story tells, with the name of its outlet."""
        said = self.rng.choice(other.sentences)
        return Sentence(-1, said.content, (Mark("names", other.outlet, ("body", other.outlet)),), "reported", other.outlet)

    @staticmethod
    def changed(s: Sentence, change: Any) -> Sentence:
        return Sentence(s.story, tuple(map(change, s.content)), tuple(map(change, s.source)), s.cue, s.speaker, s.named)

    def _other_words(self, piece: str | Mark) -> str | Mark:
        if isinstance(piece, Mark) or len(piece) < 12:
            return piece
        return " ".join(w if self.rng.random() > 0.08 else self.words[self.rng.randrange(2000)] for w in piece.split(" "))

    def _other_number(self, piece: str | Mark) -> str | Mark:
        if isinstance(piece, str) or piece.table != "figures" or self.rng.random() < 0.7:
            return piece
        more = piece.value[0] + self.rng.randint(1, 9)
        return Mark("figures", f"{int(more):,} {piece.text.split(' ', 1)[1]}", (more, *piece.value[1:]))

    def tellings(self) -> Iterator[Telling]:
        """The tellings of one story, the first one first."""
        rng = self.rng
        sentences, day = self.story()
        known = [Telling(sentences, rng.choice(self.outlets), day, None, None)]
        for _ in range(rng.choice((1, 1, 2, 3, 5)) if rng.random() < 1 / 3 else 0):
            after = 0 if rng.random() < 0.8 else rng.randrange(len(known))
            credit = rng.choice(("(AP)", "Source: Agencies", f"Source: {known[0].outlet}")) if rng.random() < 0.3 else None
            told = self.edited(known[after].sentences, self.filler(18, ["news"]))
            if rng.random() < 0.3:
                told.append(self.reported(rng.choice(known)))
            known.append(Telling(told, rng.choice(self.outlets), day + datetime.timedelta(rng.choice((0, 0, 1, 2))), credit, after))
        yield from known


def _misspelled(piece: str | Mark) -> str | Mark:
    """A person's last name with two letters exchanged, the same wherever it stands."""
    if isinstance(piece, str) or piece.table != "names" or piece.value[0] != "person":
        return piece
    wrong = [f"{name[:-3]}{name[-2]}{name[-3]}{name[-1]}" for name in (piece.text, piece.value[1])]
    return Mark("names", wrong[0], ("person", wrong[1]))


# ---------------------------------------------------------------- rows


class Rows:
    """The rows of some tellings, by table."""

    def __init__(self) -> None:
        self.of: dict[str, list[dict[str, Any]]] = {name: [] for name in MADE}

    def span(self, table: str, document: str, start: int, text: str, **rest: Any) -> str:
        id = make_id(table, document, start, start + len(text))
        self.of[table].append(
            {"id": id, "document": document, "start": start, "end": start + len(text), "text": text, "score": 0.9, "rule": "made up", "why": ["made up"],
             "region": "body", **rest}
        )  # fmt: skip
        return id

    def telling(self, number: int, t: Telling) -> tuple[str, dict[int, tuple[int, int]]]:
        """The rows of one document; its id, and where the sentences of its story stand."""
        page = make_id("page", number)
        document, places, text = make_id("document", page), {}, ""
        for n, s in enumerate(t.sentences):
            start = len(text)
            text += self.sentence(document, start, s) + ("\n\n" if n % 3 == 2 else " ")
            places[s.story] = (start, len(text) - 1)
        text = text.rstrip()
        fact = {"start": None, "end": None, "raw_start": None, "raw_end": None, "precision": None, "score": 1.0, "evidence": "made up"}
        row = {
            "id": document, "page": page, "path": f"{number:08d}.txt", "ordinal": 0, "text": text,
            "offsets": {"starts": [0], "raws": [0], "lengths": [len(text)], "raw_lengths": [len(text)]},
            "body": [{"start": 0, "end": len(text)}], "outlet": {**fact, "value": t.outlet},
            "published": {**fact, "value": t.day.isoformat(), "precision": "day"},
            "credits": [{**fact, "value": t.credit}] if t.credit else [], "language": "en",
        }  # fmt: skip
        self.of["documents"].append(row)
        return document, {n: p for n, p in places.items() if n >= 0}

    def sentence(self, document: str, start: int, s: Sentence) -> str:
        """Lay out a sentence and its marks; its text."""
        source = "".join(p if isinstance(p, str) else p.text for p in s.source)
        opening = f"{source} {s.cue} that " if s.source else ""
        content = "".join(p if isinstance(p, str) else p.text for p in s.content)
        text = f"{opening}{content}."
        statement = None
        if s.source:
            places = (0, len(source)), (len(source) + 1, len(source) + 1 + len(s.cue)), (len(opening), len(opening) + len(content))
            found = ([{"start": start + a, "end": start + b}] for a, b in places)
            parts = dict(zip(("source", "cue", "content"), found, strict=True))
            value: dict[str, Any] = {"mode": "indirect", "kind": "said", "speaker": s.speaker, "named": s.named, "via": []}
            statement = self.span("statements", document, start, text[:-1], value=value, parts=parts, parent=None)
        for pieces, at in ((s.source, start), (s.content, start + len(opening))):
            for p in pieces:
                if isinstance(p, Mark):
                    self.mark(document, at, p, {"start": start, "end": start + len(text)}, statement)
                at += len(p if isinstance(p, str) else p.text)
        return text

    def mark(self, document: str, start: int, m: Mark, sentence: dict[str, int], statement: str | None) -> None:
        if m.table == "names":
            self.span("names", document, start, m.text, value={"kind": m.value[0], "canonical": m.value[1]})
        elif m.table == "dates":
            after = (datetime.date.fromisoformat(m.value[0]) + datetime.timedelta(1)).isoformat()
            self.span(
                "dates", document, start, m.text, value={"timex": m.value[0], "timex_type": "DATE", "start": m.value[0], "end": after}
            )
        else:
            n, measure, unit, place, first, last = m.value
            value = {"value": n, "low": n, "high": n, "bound": "exact", "measure": measure, "unit": unit, "group": None, "part_of": None, "scope": "event",
                     "change": None, "place": place, "start": first, "end": last, "as_of": None, "modality": "asserted", "wording": None}  # fmt: skip
            self.span("figures", document, start, m.text, value=value, sentence=sentence, statement=statement)

    def links(self, told: list[tuple[str, Telling, dict[int, tuple[int, int]]]]) -> None:
        """A link for each two tellings of a story: the stretch of the sentences that both have."""
        for (n, one), (_, other) in itertools.combinations(enumerate(told), 2):
            both = sorted(one[2].keys() & other[2].keys())
            if len(both) < 2:
                continue
            sides = {d: {"document": d, "start": min(p[k][0] for k in both), "end": max(p[k][1] for k in both)} for d, _, p in (one, other)}
            left, right = sorted(sides)
            known = other[1].after == n or one[1].day != other[1].day
            self.of["copies"].append(
                {"id": make_id("link", left, right), "kind": "copies", "left": sides[left], "right": sides[right],
                 "direction": "unknown" if not known else "left" if left == one[0] else "right", "score": 0.9, "rule": "made up",
                 "why": ["made up"], "direction_score": 0.8 if known else None}
            )  # fmt: skip


def tables(count: int, seed: int) -> Iterator[Rows]:
    """The rows of the first so many documents, some stories at a time."""
    stories, number, rows = Stories(seed), 0, Rows()
    while number < count:
        told = []
        for t in itertools.islice(stories.tellings(), count - number):
            document, places = rows.telling(number, t)
            told.append((document, t, places))
            number += 1
        rows.links(told)
        if len(rows.of["documents"]) >= 2000 or number >= count:
            yield rows
            rows = Rows()


def write(folder: Path, count: int, seed: int) -> None:
    """Make a collection: tables in the order that the plan gives them."""
    forms, loose = {name: table_schema(name) for name in MADE}, folder / "loose"
    loose.mkdir(parents=True, exist_ok=True)
    writers = {name: pq.ParquetWriter(loose / f"{name}.parquet", form) for name, form in forms.items()}
    for rows in tables(count, seed):
        for row in rows.of["documents"]:
            row["digest"] = row_digest(row)
        for name, form in forms.items():
            writers[name].write_table(pa.Table.from_pylist([{"work": "", **row} for row in rows.of[name]], schema=form))
    for writer in writers.values():
        writer.close()
    _sorted(folder, {name: f"select * from '{loose}/{name}.parquet'" for name in MADE})
    shutil.rmtree(loose)


def cut(folder: Path, count: int, other: Path) -> None:
    """The collection of the first so many documents of another one: the links of a story that is cut go with their documents."""
    of = other / "tables"
    first = f"(select id from '{of}/documents.parquet' where path < '{count:08d}.txt')"
    where = dict.fromkeys(MADE, f"document in {first}")
    where |= {"documents": f"path < '{count:08d}.txt'", "copies": f'"left".document in {first} and "right".document in {first}'}
    _sorted(folder, {name: f"select * from '{of}/{name}.parquet' where {where[name]}" for name in MADE})


def _sorted(folder: Path, queries: dict[str, str]) -> None:
    (folder / "tables").mkdir(parents=True, exist_ok=True)
    sql = duckdb.connect(config={"threads": 1, "memory_limit": "2GB", "temp_directory": str(folder / "spill")})
    order = {t.name: ", ".join(f'"{c}"' for c in t.order) for t in TABLES}
    for name, query in queries.items():
        sql.execute(
            f"copy ({query} order by {order[name]}) to '{folder}/tables/{name}.parquet' (format parquet, compression zstd, row_group_size 16384)"
        )


def main() -> None:
    """Make a collection."""
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("folder", type=Path)
    p.add_argument("--documents", type=int, required=True)
    p.add_argument("--seed", type=int, default=1)
    p.add_argument("--of", type=Path)
    args = p.parse_args()
    if args.of:
        cut(args.folder, args.documents, args.of)
    else:
        write(args.folder, args.documents, args.seed)


if __name__ == "__main__":
    main()

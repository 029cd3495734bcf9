"""Pages of an invented newsroom, made in code: wire stories, copies cut and restyled, stories of one's own about the same things."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

_PLACES = "Ostmark Velden Harrow Tamsin Quill Brannoch Sedgely Lorimer Pellow Marrick Dunwater Askeley".split()
_THINGS = ["ferry", "footbridge", "grain store", "night train", "cable car", "reservoir", "market hall", "school bus"]
_VERBS = ["collapsed", "caught fire", "was flooded", "broke down", "overturned", "was struck by lightning"]
_BODIES = ["the Harbour Office", "the Coast Guard", "the Ministry of Roads", "the Valley Clinic", "the Rail Board"]
_NAMES = ["Ada Whitcombe", "Ruben Tallis", "Mira Osgood", "Piet Langholm", "Nell Farraday", "Tomas Ekwall"]
OUTLETS = ["Coldpass Wire", "Hill Gazette", "Valley Radio", "The Morning Ledger", "Shoreline Post", "North Dispatch"]
_EXTRA = "lanterns gravel orchard kettle harness plaster ribbon turbine saddle chimney ledger anchor cellar meadow pulley barrel".split()


def _event(chance: random.Random) -> tuple[str, list[str]]:
    """A title and the sentences of the wire story."""
    place, thing, verb = chance.choice(_PLACES), chance.choice(_THINGS), chance.choice(_VERBS)
    body, name = chance.choice(_BODIES), chance.choice(_NAMES)
    dead, hurt = chance.randint(2, 40), chance.randint(12, 400)
    words = chance.sample(_EXTRA, 8)
    lead, *more = [
        f"At least {dead} people were killed when a {thing} near {place} {verb} on Monday, {body} said.",
        f'"We found {words[0]} and {words[1]} all along the {words[2]}," said {name}, who led the search for {body}.',
        f"Another {hurt} people were injured, among them {chance.randint(2, 11)} children, and taken to {chance.choice(_PLACES)}.",
        f"The {thing} had last been looked at {chance.randint(2, 9)} years ago, when the {words[3]} beside the {words[4]} gave way.",
        f"Residents of {place} said they had warned of the {words[5]} and the {words[6]} since the spring of {chance.randint(2021, 2029)}.",
        f"{name} told reporters that the search would go on through the night with {words[7]} and lamps.",
    ]
    return f"{thing.capitalize()} at {place} {verb}", [lead, *chance.sample(more, 2), *(_aside(chance) for _ in range(3))]


def _aside(chance: random.Random) -> str:
    """A sentence that no other event has: most of its words are made up."""
    words = ["".join(chance.choice("bdfklmnprstv") + chance.choice("aeiou") for _ in range(3)) for _ in range(12)]
    return f"The {' '.join(words[:5])} of {words[5].capitalize()} was {' '.join(words[6:])}."


def _telling(chance: random.Random, story: list[str], number: int) -> list[str]:
    """How one outlet tells an event: the story, a copy that is cut or restyled, or its own words."""
    if number == 0:
        return story
    own = f"Our reporter counted {chance.randint(3, 60)} people at the gates, and {chance.choice(_NAMES)} spoke of {chance.choice(_EXTRA)}."
    if number % 4 == 3:
        return [own, story[1], f"It was quiet again by evening, {chance.choice(_BODIES)} said."]
    kept = [s for s in story if chance.random() < 0.7] or story[:2]
    return [own, *(s.replace("people", "persons") if chance.random() < 0.2 else s for s in kept)]


def newsroom(count: int, seed: int = 7) -> dict[str, bytes]:
    """File name -> HTML of so many pages, three to eight about each event."""
    chance, pages = random.Random(seed), dict[str, bytes]()
    while len(pages) < count:
        title, story = _event(chance)
        day = chance.randint(1, 27)
        for number in range(min(chance.randint(3, 8), count - len(pages))):
            outlet = OUTLETS[number % len(OUTLETS)]
            body = "".join(f"<p>{s}</p>" for s in _telling(chance, story, number))
            head = f'<meta property="og:site_name" content="{outlet}"><meta property="article:published_time" content="2031-06-{day + number // 3:02d}">'
            page = (
                f"<html><head><title>{title}</title>{head}</head><body><div>{outlet} is read in all the valleys and has been so for a hundred years.</div>"
                f"<article><h1>{title}</h1>{body}</article></body></html>"
            )
            pages[f"{len(pages):05d}.html"] = page.encode()
    return pages


def write(folder: Path, count: int, seed: int = 7) -> Path:
    """The pages as files of a folder."""
    folder.mkdir()
    for name, page in newsroom(count, seed).items():
        (folder / name).write_bytes(page)
    return folder


def write_parquet(file: Path, count: int, seed: int = 7) -> Path:
    """The same pages as rows of a Parquet file."""
    pages = newsroom(count, seed)
    pq.write_table(pa.table({"path": list(pages), "payload": list(pages.values())}), file)
    return file

"""What stands on many pages of one outlet is furniture around a page's own text, and nowhere else."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from headwater.job import Job, verb
from headwater.read.lines import page_lines
from headwater.read.site import declared_site, host_of
from headwater.records import Document, Furniture, Page
from headwater.settings import ReadSettings, RunSettings

MENU = ["The Oskarn Lantern", "Home", "Shipping", "Tide tables", "Council", "Letters", "Find a pilot", "Weather at sea"]
TICKER = [
    "The evening ferry to Tolm is cancelled because of ice in the northern channel, its crew says.",
    "Council votes tonight on the new slipway, and the meeting is open to all who live on the island.",
    "A grey seal was seen in the inner basin on Monday for the first time in eleven years.",
]
ABOUT = "The Oskarn Lantern is owned by those who read it, and has told what happens on the island and around it since the year of the great gale."
ALONE = RunSettings(workers=1)

HEADLINES = [
    "Lighthouse lamp fails during the night",
    "School boat gets a second skipper",
    "Oyster beds closed after the spill",
    "Bridge keeper retires after forty years",
    "Sailmakers move to the old cannery",
    "Winter market returns to the quay",
]
_PLACES = "quay lighthouse cannery slipway basin chapel mill ropewalk boatyard granary smithy signal-house".split()
_PEOPLE = ["Mira Tellgren", "Jon Askeby", "Ada Whitcombe", "Piet Langholm", "Nell Farraday", "Tomas Ekwall"]


def told(number: int) -> list[str]:
    """The paragraphs of an article; no two articles have one in common."""
    chance = random.Random(number)
    who, (a, b, c) = _PEOPLE[number % len(_PEOPLE)], chance.sample(_PLACES, 3)
    return [
        f"{who} found the {a} empty at {chance.randint(2, 11)} in the morning and rang the bell at the {b} until somebody came over the ice.",
        f"“Nobody had told us that number {number + 20} was out of use,” said {who}, who has looked after the {c} for {number + 7} years "
        "and lives on the hill above it.",
        f"The harbour office counted {number + 31} boats between the {a} and the {c} that night, "
        "and says that it will look into the matter by the end of the week.",
        f"Until then the {b} stays closed to all but the {number + 3} families who live behind it, the office said in a note on its door.",
    ]


def flattened(number: int, body: list[str], *, ticker: bool = True, about: bool = True, menu: list[str] = MENU) -> str:
    """A page of the site as plain text."""
    top = [*menu, "Just in", "", *(TICKER if ticker else []), ""]
    head = [HEADLINES[number % 6], "", f"By {_PEOPLE[number % 6]}", f"{number + 1} March 2031", ""]
    foot = ["", "About our paper", "", ABOUT] if about else []
    return "\n".join([*top, *head, "\n\n".join(body), *foot, ""])


def read(tmp_path: Path, pages: dict[str, str], url: str | None = None) -> dict[str, tuple[str, list[Furniture]]]:
    """The text of the documents of each page that are read together, and its furniture."""
    file = tmp_path / "pages.parquet"
    rows = [{"payload": text.encode(), "path": name, "url": url and f"{url}{name}"} for name, text in pages.items()]
    pq.write_table(
        pa.Table.from_pylist(rows, schema=pa.schema([("payload", pa.binary()), ("path", pa.string()), ("url", pa.string())])), file
    )
    with verb(Job(pages=[str(file)], how=ALONE), "read") as (library, _):
        documents, furniture = list(library.documents()), list(library.all("furniture"))
        assert not [p for p in library.problems() if p.kind == "internal"]
    return {
        name: ("\n\n".join(d.text for d in documents if d.path == name), [f for f in furniture if f.path == name and f.kind == "repeated"])
        for name in pages
    }


def alone(text: str) -> str:
    """The text of the documents of a page that is read by itself."""
    from headwater.read.page import read_page

    payload = text.encode()
    found = read_page(Page(id="0" * 64, path="a.txt", size=len(payload)), payload, ReadSettings())
    return "\n\n".join(d.text for d in found if isinstance(d, Document))


SITE = {f"{n}.txt": flattened(n, told(n)) for n in range(6)}


@pytest.mark.parametrize("url", [None, "https://www.lantern.example/news/"])
def test_a_ticker_and_a_paragraph_about_the_outlet_are_no_text_where_all_pages_have_them(tmp_path, url):
    assert any(TICKER[1] in alone(text) for text in SITE.values()), "a page by itself shows it already"
    assert any(ABOUT in alone(text) for text in SITE.values()), "a page by itself shows it already"
    for n, (text, furniture) in enumerate(read(tmp_path, SITE, url).values()):
        assert all(p in text for p in told(n))
        assert text.startswith(HEADLINES[n])
        assert ABOUT not in text
        assert not any(t in text for t in TICKER)
        assert {f.why for f in furniture} == {"stands on 6 of 6 pages of this site"}
        assert any(ABOUT in f.text for f in furniture)


def test_the_order_of_pages_says_nothing(tmp_path):
    names = list(SITE)
    random.Random(3).shuffle(names)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert read(tmp_path / "a", SITE) == read(tmp_path / "b", {n: SITE[n] for n in names})


def test_a_page_by_itself_and_two_pages_are_read_as_ever(tmp_path):
    for pages in (dict(list(SITE.items())[:1]), dict(list(SITE.items())[:2])):
        for name, (text, furniture) in read(tmp_path, pages, "https://lantern.example/").items():
            assert text == alone(SITE[name])
            assert not furniture


def test_an_article_that_was_captured_again_and_again_keeps_its_body(tmp_path):
    again = {
        f"again{n}.txt": flattened(0, told(0)[: 4 - n % 2]).replace("Weather at sea", f"Weather at sea, {n} degrees") for n in range(4)
    }
    for name, (text, _) in read(tmp_path, SITE | again, "https://lantern.example/").items():
        body = told(int(name[0])) if name in SITE else told(0)[:3]
        assert all(p in text for p in body), name
        assert not any(t in text for t in TICKER), name


def test_three_captures_of_one_article_show_no_furniture(tmp_path):
    again = {f"{n}.txt": flattened(0, told(0)).replace("Weather at sea", f"Weather at sea, {n} degrees") for n in range(3)}
    for name, (text, furniture) in read(tmp_path, again, "https://lantern.example/").items():
        assert text == alone(again[name])
        assert not furniture


def test_an_agencys_text_on_several_pages_of_a_site_stays(tmp_path):
    agency = told(9)
    copies = {f"copy{n}.txt": flattened(n, [*told(n + 20)[:2], *agency]) for n in range(4)}
    for name, (text, _) in read(tmp_path, SITE | copies, "https://lantern.example/").items():
        assert all(p in text for p in (agency if name in copies else told(int(name[0])))), name
        assert name in copies or not any(t in text for t in TICKER), name


BACKGROUND = "The slipway was built after the great gale, when eleven boats broke loose in one night and were never seen again."
#: Where follow-ups tell it, by the number of the page: in which of its places, or nowhere.
_TOLD_AGAIN = {
    "between paragraphs": ["between"] * 8,
    "between subheadings": ["between subheadings"] * 8,
    "at the end of most": ["end"] * 5 + [""] * 3,
    "at the end of some under a subheading": ["under"] * 3 + [""] * 5,
    "at the end of nearly all": ["between"] * 2 + ["end"] * 6,
}


@pytest.mark.parametrize("places", _TOLD_AGAIN.values(), ids=_TOLD_AGAIN)
def test_background_that_follow_ups_tell_again_stays(tmp_path, places):
    stories = {}
    for n, place in enumerate(places):
        own = told(n + 30)
        body = {
            "between": [*own[:2], BACKGROUND, *own[2:]],
            "between subheadings": [*own[:2], "What came before", BACKGROUND, "What comes now", *own[2:]],
            "end": [*own, BACKGROUND],
            "under": [*own, "What came before", BACKGROUND],
            "": own,
        }[place]
        stories[f"{n}.txt"] = flattened(n, body, about=False)
    for name, (text, furniture) in read(tmp_path, stories, "https://lantern.example/").items():
        assert (BACKGROUND in text) == (BACKGROUND in stories[name])
        assert furniture, "the ticker shows that lines were counted"


def test_what_one_page_quotes_of_another_that_was_captured_often_stays(tmp_path):
    note = told(70)[2]
    often = {
        f"{n}.txt": flattened(0, [told(70)[0], note], ticker=False, about=False).replace("Weather at sea", f"Weather at sea, {n} degrees")
        for n in range(5)
    }
    quoting = flattened(1, [*told(71), "The note in full", note], ticker=False, about=False)
    text, _ = read(tmp_path, often | {"quoting.txt": quoting}, "https://lantern.example/")["quoting.txt"]
    assert note in text


def test_what_few_pages_of_a_large_site_have_is_not_counted(tmp_path):
    pages = {f"{n}.txt": flattened(n, told(n + 100), ticker=n < 3, about=False) for n in range(16)}
    found = read(tmp_path, pages, "https://lantern.example/")
    assert not [f for _, furniture in found.values() for f in furniture if TICKER[0] in f.text]


def test_a_statement_that_is_longer_than_what_a_page_says_of_it_stays(tmp_path):
    statement = [p for n in range(3) for p in told(n + 50)]
    pages = {
        f"{n}.txt": flattened(n, [*told(n)[:2], "The statement in full reads", *statement], ticker=False, about=False) for n in range(6)
    }
    for name, (text, furniture) in read(tmp_path, pages, "https://lantern.example/").items():
        assert all(p in text for p in statement), name
        assert not any(p in f.text for f in furniture for p in statement)


def test_two_sites_are_counted_apart(tmp_path):
    other = [
        w.upper() for w in ("Tolm Post", "Front page", "Fields", "Mountain huts", "Sheep prices", "Choirs", "Lost and found", "Snow depth")
    ]
    here = {f"{n}.txt": flattened(n, told(n), about=False) for n in range(2)}
    there = {f"t{n}.txt": flattened(n, told(n + 60), ticker=n < 2, about=False, menu=other) for n in range(6)}
    for url in (None, "https://lantern.example/"):
        if url is None:
            found = read(tmp_path, here | there)
        else:  # by address: the same menus, and two of the pages are of another site
            found = read(tmp_path, here, url) | read(tmp_path, {n: t for n, t in there.items() if n < "t2"}, "https://tolm.example/")
        assert not [f for _, furniture in found.values() for f in furniture if TICKER[0] in f.text]


def test_a_line_that_an_outlet_puts_into_all_texts_is_none_of_them(tmp_path):
    player = "Switch on scripts to watch this film"
    pages = {}
    for n in range(6):
        own = told(n)
        pages[f"{n}.txt"] = flattened(
            n, [*own[:2], player, "What we know so far" if n < 3 else f"The {n} questions", *own[2:]], ticker=False
        )
    for n, (text, furniture) in enumerate(read(tmp_path, pages).values()):
        assert player not in text
        assert all(p in text for p in told(n))
        assert ("What we know so far" in text) == (n < 3)
        assert any(player in f.text and f.why == "stands on 6 of 6 pages of this site" for f in furniture)


def html(number: int, body: list[str]) -> str:
    lines = "".join(f"<div>{t}</div>" for t in TICKER)
    menu = "".join(f'<div class="x"><a href="/{n}">{m}</a></div>' for n, m in enumerate(MENU))
    paragraphs = "".join(f"<p>{p[:20]}<b>{p[20:25]}</b>{p[25:]}</p>\n" for p in body)
    about = f"<div><p>About our paper</p><p>{ABOUT}</p></div>"
    link = f'<link rel="canonical" href="https://lantern.example/{number}">'
    return (
        f"<html><head><title>{HEADLINES[number]}</title>{link}<style>p {{}}</style></head><body><script>if (1 < 2) x()</script>{menu}{lines}"
        f"<h1>{HEADLINES[number]}</h1><p>{number + 1} March 2031</p>{paragraphs}{about}</body></html>"
    )


def test_web_pages_find_one_another_by_the_address_that_they_declare(tmp_path):
    pages = {f"{n}.html": html(n, told(n)) for n in range(6)}
    assert any(ABOUT in alone(t) or TICKER[0] in alone(t) for t in pages.values()), "a page by itself shows it already"
    for n, (text, furniture) in enumerate(read(tmp_path, pages).values()):
        assert all(p in text for p in told(n))
        assert ABOUT not in text
        assert not any(t in text for t in TICKER)
        assert any(f.why == "stands on 6 of 6 pages of this site" for f in furniture)


def test_what_is_counted_of_a_web_page_are_the_lines_that_are_read():
    from headwater.read.lines import line_hash
    from headwater.read.markup import markup_blocks

    page = html(2, told(2)).replace(
        "<p>About", "<!-- <p>not this</p> --><br>One line of it<br/>and the other &amp; more<br><br>The next line is another<p>About"
    )
    (lines,) = page_lines(Page(id="0" * 64, path="a.html", size=1), page.encode(), ReadSettings())
    blocks = [b for b in markup_blocks(page).blocks if b.words >= 4]
    assert {line_hash(b) for b in blocks} <= set(lines.hashes)
    assert lines.site == "lantern.example"
    assert [w for w in lines.words if w] == [b.words for b in blocks if b.words >= 10 and b.ends]


@pytest.mark.parametrize(
    "markup",
    ["<a" * 200_000, "<script>" * 50_000, "<!--" * 100_000, "<svg>" * 50_000, "&" * 500_000, "<p " * 200_000, "a b c d\n" * 100_000],
)
def test_hostile_pages_cost_little(markup):
    import time

    began = time.process_time()
    list(page_lines(Page(id="0" * 64, path="a.html", size=1, media_type="text/html"), f"<html><body>{markup}".encode(), ReadSettings()))
    list(page_lines(Page(id="0" * 64, path="a.txt", size=1, media_type="text/plain"), markup.encode(), ReadSettings()))
    assert time.process_time() - began < 10


def test_whose_a_page_is():
    assert host_of("https://www.Lantern.example/a?b=https://other.example/") == "lantern.example"
    assert host_of("https://archive.example/web/2031/http://m.lantern.example:80/a") == "lantern.example"
    assert host_of("not an address") == host_of("http://[") == host_of(None) == ""
    assert declared_site('<meta property="og:site_name" content="The  Lantern">') == "the lantern"
    assert (
        declared_site('<meta property="og:site_name" content="x"><link href=\'https://lantern.example/a\' rel=canonical>')
        == "lantern.example"
    )
    assert declared_site("<p>no head</p>") == ""


@pytest.mark.parametrize("title", ["Storm reaches the coast and the islands, hour by hour", None])
def test_a_headline_a_byline_and_a_date_that_many_pages_have_stay(tmp_path, title):
    pages = {}
    for n in range(6):
        page = (
            flattened(n, told(n))
            .replace(HEADLINES[n], title or HEADLINES[n])
            .replace(f"By {_PEOPLE[n]}", "By Ada Whitcombe, harbour reporter")
        )
        pages[f"{n}.txt"] = page.replace(f"{n + 1} March 2031", "Published on 7 March 2031")
    file = tmp_path / "pages"
    file.mkdir()
    for name, text in pages.items():
        (file / name).write_text(text)
    with verb(Job(pages=[str(file)], how=ALONE), "read") as (library, _):
        found = list(library.documents())
        assert any(f.kind == "repeated" for f in library.all("furniture"))
    for d in found:
        n = int(Path(d.path).stem)
        assert (d.title.value, d.byline.value, d.published.value) == (
            title or HEADLINES[n],
            "Ada Whitcombe, harbour reporter",
            "2031-03-07",
        )
        assert all(p in d.text for p in [d.title.value, d.byline.value, *told(n)])
    assert len(found) == 6


def test_menus_that_others_have_too_join_no_pages_whose_texts_are_the_same(tmp_path):
    """An agency's article on pages of eight outlets that say nothing of whose they are, and have the same row of buttons."""
    article = [p for n in range(2) for p in told(n + 80)]
    buttons = ["Share by mail", "Print this", "Larger letters", "Read aloud", "Save for later"]
    pages = {}
    for n in range(8):
        notice = [
            f"The paper number {n} is printed on the {w} by hand, as it has been since {1800 + n} and as its readers want it."
            for w in _PLACES[:3]
        ]
        pages[f"{n}.txt"] = "\n\n".join([*buttons, f"Ferry and bridge, as told in town {n}", *article, "Of ourselves", *notice])
    for name, (text, _) in read(tmp_path, pages).items():
        assert all(p in text for p in article), name

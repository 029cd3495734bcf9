"""A newsroom built in code, so that who copied whom is known: a wire report, copies of it with the edits that newsrooms make, and pages that
only quote it or have nothing to do with it."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable

import duckdb
import pyarrow as pa
import pytest

from headwater.records import Document, Link, Pair, Parts, Problem, Seeds, SharedPassage, Statement, StatementValue, Stretch
from headwater.settings import TraceSettings
from headwater.tables import dump, schema
from headwater.trace.copies import align
from headwater.trace.pairs import PAIRS
from headwater.trace.seeds import seeds
from headwater.trace.settle import settle

SETTINGS = TraceSettings()
WIRE = [
    "A cable car stopped halfway up the Hornberg on Monday evening and left 64 passengers hanging above the gorge for nearly five hours.",
    "Rescuers climbed down from the upper mast with ropes and brought the first children to the valley station shortly before midnight.",
    "The operator, Hornberg Lifts, said that a bearing in the drive wheel had failed although it had been replaced in the spring.",
    "Nobody was hurt, but 11 people were treated for cold in a tent that the mountain rescue service had put up beside the car park.",
    "The canton's transport office sealed the machine room and asked for the maintenance records of the last six years.",
    "Cable cars of the same make run at four other resorts, two of which closed them on Tuesday until they can be looked at.",
    "The line was opened in 1971 and carries about 240,000 visitors a year to the restaurant on the summit.",
    "A similar failure in 1998 ended without injuries after the passengers had waited for three hours.",
]
OTHERS = [
    "The town library will stay open on Sundays from next month, after a trial in which the number of readers doubled.",
    "Its director, who has run the house since 2016, told the council that young families came most of all.",
    "Two more assistants are to be hired, and the reading room on the second floor gets new lamps and heating.",
    "The council approved the money with nineteen votes against four after an hour of debate about the car park.",
    "Critics had asked why the branch in the east of the town is to close on Mondays in return.",
]
APPLES = [
    "Apples were cheap this autumn, growers in the lower valley say, because the warm May let almost every blossom set.",
    "A late frost in April took only the plums, of which hardly a crate reached the market in the county town.",
    "Cider makers bought more than in any year since records began and have rented a second cellar under the old mint.",
    "Pickers were paid by the hour for the first time, which the two largest farms had long refused to do.",
    "The cooperative expects the price to rise again by Easter, when the cold stores will be empty.",
]
BRIDGE = [
    "The bridge at Ulm Gate is being painted green for the third time, and boats may pass under it on weekdays after six only.",
    "Painters hang in baskets from the upper deck and scrape off five layers, the oldest of which is a dull red.",
    "Commuters have taken to the ferry, which added two crossings an hour and still leaves people on the quay.",
    "An engineer who looked at the rivets found them sound but asked for a closer look at the western pier.",
    "The city pays for the work out of a fund that was set up when the tolls were abolished.",
]


@pytest.fixture
def page(document):
    def make(name: str, sentences: list[str], published: str | None = None, **given: object) -> Document:
        return dataclasses.replace(document("\n\n".join(sentences), published, name), **given)

    return make


def query(found: list[Seeds]) -> list[tuple[str, str, int, int]]:
    """What the query of pairs makes of seeds."""
    with duckdb.connect() as sql:
        sql.register("seeds", pa.Table.from_pylist([dump(s) for s in found], schema=schema(Seeds)))
        values = {f.name: getattr(SETTINGS, f.name) for f in dataclasses.fields(SETTINGS)}
        return sql.sql(PAIRS.format(**values)).fetchall()


def links(*pages: Document, statements: Iterable[Statement] = ()) -> tuple[list[Link], list[Problem]]:
    """What the stages make of the pages, in any order."""
    by_id = {d.id: d for d in pages}
    rows = query([s for d in pages for s in seeds(d, SETTINGS)])
    passages: list[SharedPassage] = []
    for left, right, shared, near in rows:
        pair = Pair(left=left, right=right, seeds=shared, near=near)
        found = align((left, right), [pair], SETTINGS, left=by_id[left], right=by_id[right])
        passages += [x for x in found if isinstance(x, SharedPassage)]
    found = list(settle(SETTINGS, passages=passages, rewordings=[], documents=pages, statements=statements))
    return [x for x in found if isinstance(x, Link)], [x for x in found if isinstance(x, Problem)]


def words(link: Link, *pages: Document) -> tuple[str, str]:
    text = {d.id: d.text for d in pages}
    return tuple(text[p.document][p.start : p.end] for p in (link.left, link.right))


def first(link: Link) -> str | None:
    return {"left": link.left.document, "right": link.right.document}.get(link.direction)


def test_an_unchanged_copy_is_one_link_over_its_whole_body(page):
    wire, copy = page("wire", WIRE, "2031-05-05"), page("copy", WIRE, "2031-05-06")
    (link,), _ = links(wire, copy)
    assert link.kind == "copies"
    assert [w.rstrip(".") for w in words(link, wire, copy)] == [wire.text.rstrip("."), copy.text.rstrip(".")]
    assert first(link) == wire.id
    assert link.why


def test_two_pages_of_one_day_with_nothing_else_to_tell_them_apart(page):
    (link,), _ = links(page("a", WIRE, "2031-05-05"), page("b", WIRE, "2031-05-05"))
    assert link.direction == "unknown"


def test_a_copy_that_is_cut_with_a_lead_of_its_own(page):
    wire = page("wire", WIRE, "2031-05-05")
    copy = page("copy", ["What is known so far about the evening on the mountain.", *WIRE[1:5]], "2031-05-06")
    (link,), _ = links(wire, copy)
    for side in words(link, wire, copy):
        assert side.rstrip(".") == "\n\n".join(WIRE[1:5]).rstrip(".")


def test_numbers_and_spelling_in_house_style_do_not_hide_a_copy(page):
    styled = [s.replace("64", "sixty-four").replace("240,000", "240 000").replace("nearly", "almost") for s in WIRE]
    wire, copy = page("wire", WIRE), page("copy", styled)
    (link,), _ = links(wire, copy)
    assert [w.rstrip(".") for w in words(link, wire, copy)] == [wire.text.rstrip("."), copy.text.rstrip(".")]


def test_scanning_errors_do_not_hide_a_copy(page):
    rng = random.Random(4)
    swap = {"o": "0", "l": "1", "e": "c", "s": "5"}
    noisy = ["".join(swap[c] if c in swap and rng.random() < 0.03 else c for c in s) for s in WIRE]
    wire, copy = page("wire", WIRE), page("copy", noisy)
    found, _ = links(wire, copy)
    shared = sum(x.left.end - x.left.start for x in found)
    assert shared > 0.9 * len(wire.text)


def test_paragraphs_that_changed_places_do_not_hide_a_copy(page):
    wire, copy = page("wire", WIRE), page("copy", [*WIRE[4:], *WIRE[:4]])
    found, _ = links(wire, copy)
    for side in (0, 1):
        covered = {c for x in found for c in range((x.left, x.right)[side].start, (x.left, x.right)[side].end)}
        assert len(covered) > 0.95 * len(wire.text)


def test_a_page_that_quotes_one_sentence_is_no_copy_and_it_is_said(page):
    quoting = [*OTHERS[:2], f"“{WIRE[2]}” is how one report put it.", *OTHERS[2:]]
    found, set_aside = links(page("wire", WIRE), page("quoting", quoting))
    assert found == []
    assert [p.kind for p in set_aside] == ["too-common"]
    assert "Hornberg Lifts" in set_aside[0].message


def test_pages_with_nothing_in_common_have_no_link(page):
    assert links(page("wire", WIRE), page("other", OTHERS)) == ([], [])


def test_a_notice_under_unrelated_articles_is_stock(page):
    notice = "All times are given in local time and may change without notice; the editors accept no liability for the accuracy of details."
    more = [APPLES, BRIDGE]
    found, _ = links(*(page(f"p{n}", [*body, notice]) for n, body in enumerate([WIRE, OTHERS, *more])))
    assert found == []


def test_the_order_of_the_pages_does_not_matter(page):
    pages = [
        page("wire", WIRE, "2031-05-05"),
        page("cut", WIRE[:5], "2031-05-06"),
        page("late", WIRE[2:], "2031-05-07"),
        page("other", OTHERS),
    ]
    one, other = links(*pages), links(*reversed(pages))
    assert one == other
    assert len({frozenset((x.left.document, x.right.document)) for x in one[0]}) == 3


def test_direct_speech_without_marks_is_a_quotation_as_well(page):
    said = f"One report: {WIRE[2]}"
    wire, quoting = page("wire", WIRE), page("quoting", [*OTHERS[:2], said, *OTHERS[2:]])
    at = quoting.text.index(WIRE[2])
    content = Stretch(at, at + len(WIRE[2]))
    statement = Statement(
        id="s",
        document=quoting.id,
        start=at,
        end=content.end,
        text=WIRE[2],
        score=1.0,
        rule="test",
        value=StatementValue(mode="direct", kind="said", speaker=None),
        parts=Parts(content=(content,)),
    )
    assert len(links(wire, quoting)[0]) == 1
    found, set_aside = links(wire, quoting, statements=[statement])
    assert found == []
    assert ["is a quotation" in p.message for p in set_aside] == [True]


def test_a_phrase_in_many_documents_pairs_them_with_the_first_only():
    rows = [Seeds(document=f"d{n:02d}", hashes=(*range(6), 100 + n)) for n in range(20)]
    rows += [Seeds(document=f"e{n}", hashes=tuple(range(-10, 0))) for n in range(15)]
    pairs = {(left, right): shared for left, right, shared, _ in query(rows)}
    with_first = {(f"d{m:02d}", f"d{n:02d}") for m in range(3) for n in range(m + 1, 20)}
    assert {p for p in pairs if p[0].startswith("d")} == with_first
    assert set(pairs.values()) == {6, 10}
    assert sum(p[0].startswith("e") for p in pairs) == 15 * 14 // 2  # more than a phrase: every two

"""The timeline as pages: its order, what stands together, what is said of doubt."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from tests.show.newsroom import HURT, LEAD, Newsroom, hurt, newsroom

from headwater.records import Happening, Stretch, Telling
from headwater.show.collection import Collection
from headwater.show.render import html as rendered
from headwater.show.timeline import chosen, in_order, timeline, timeline_page, undated_page

DAY, NEXT = "2031-06-02", "2031-06-03"


def telling(**more: Any) -> Telling:
    known = {"span": "f1", "document": "d1", "start": 0, "end": 4, "text": "Rain", "place": Stretch(0, 4), "first": DAY, "last": NEXT}
    return Telling(**{**known, "how": "sentence", **more})


def happening(id: str, **more: Any) -> Happening:
    known = {"kind": "happened", "gist": "rain", "accounts": (telling(),), "start": DAY, "end": NEXT, "score": 1.0, "rule": "test"}
    return Happening(id=id, **{**known, **more})


def test_days_come_in_order_the_precise_first_longer_periods_after_and_counts_last() -> None:
    rows = [
        happening("late", clock="18:40", precision="minute"),
        happening("early", clock="04:20", precision="minute"),
        happening("evening", clock="EV", precision="part_of_day"),
        happening("morning", clock="MO", precision="part_of_day"),
        happening("day"),
        happening("count", kind="as_of", clock="01:00", precision="minute"),
        happening("week", precision="week", end="2031-06-09"),
        happening("year", precision="year", start="2031-01-01", end="2032-01-01"),
        happening("before", start="2031-06-01", end=DAY),
    ]
    order = ["year", "before", "early", "late", "morning", "evening", "day", "count", "week"]
    for turned in (rows, rows[::-1], rows[3:] + rows[:3]):
        assert [h.id for h in sorted(turned, key=in_order)] == order


def made(tmp_path: Path, change: Callable[[Newsroom], None]) -> Collection:
    n = newsroom()
    change(n)
    return Collection(n.finish(tmp_path / "case"))


def rows_of(collection: Collection) -> list[Any]:
    return [r for m in timeline_page(collection, 1).moments for e in m.entries for r in e.rows]


def test_one_sentence_is_one_entry_with_what_is_told_in_it(collection: Collection) -> None:
    page = timeline_page(collection, 1)
    (day, *_) = [m for m in page.moments if m.iso == DAY]
    (entry,) = [e for e in day.entries if e.kind == "happened"]
    assert "".join(p.text for p in entry.words) == LEAD
    assert [(r.documents, r.low, r.high) for r in entry.rows] == [(4, 2, 3)]
    assert [t.label.split(",")[0] for t in entry.rows[0].told] == [
        "Coldpass Wire",
        "Hill Gazette",
        "Valley Radio",
        '"><img src=x onerror=alert(2)>',
    ]


def test_every_account_leads_to_its_words(collection: Collection) -> None:
    for row in rows_of(collection):
        for t in row.told:
            id, anchor = re.fullmatch(r"documents/([0-9a-f]+)\.html#s-([0-9a-f]+)", t.href).groups()  # type: ignore[union-attr]
            assert collection.library.one("figures", anchor).document == id


def test_documents_stand_under_the_day_on_which_they_came_out(collection: Collection) -> None:
    out = {m.iso: [r.label for e in m.entries for r in e.refs] for m in timeline_page(collection, 1).moments}
    assert out[DAY] == ["Footbridge falls"]
    assert sorted(out[NEXT]) == ["Clinic counts nine", "Seven hurt in the hills"]


def test_what_has_no_day_stands_apart_with_the_reason(tmp_path: Path) -> None:
    def change(n: Newsroom) -> None:
        (claim,) = [c for c in n.tables["claims"] if c.gist.startswith("7 or 9")]
        spans = {a.span for a in claim.accounts}
        n.tables["figures"] = [
            replace(f, value=replace(f.value, start=None, end=None)) if f.id in spans else f for f in n.tables["figures"]
        ]
        n.happen()

    c = made(tmp_path, change)
    assert [e.kind for m in timeline_page(c, 1).moments for e in m.entries if e.kind == "happened"] == []
    page = undated_page(c, 1)
    assert ("no words near it say when",) in [e.doubts for e in page.entries]
    assert timeline_page(c, 1).undated == len(timeline(c).undated) > 0
    assert "no words near it say when" in rendered(page)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"start": NEXT, "end": "2031-06-04"}, "≠ accounts give different days: others say 2 June 2031"),
        ({"start": None, "end": None}, "1 more account of the claim without a day"),
        ({"modality": "denied"}, "denied in 1 of 4 accounts"),
    ],
)
def test_doubt_is_said(tmp_path: Path, change: dict[str, Any], said: str) -> None:
    def other(n: Newsroom) -> None:
        clinic = n.documents["count.html"].id
        n.tables["figures"] = [replace(f, value=replace(hurt(9), **change)) if f.document == clinic else f for f in n.tables["figures"]]
        n.happen()

    shown = [x for e in (e for m in timeline_page(made(tmp_path, other), 1).moments for e in m.entries) for x in e.doubts]
    c = made(tmp_path / "again", other)
    shown += [x for r in rows_of(c) for x in (*r.doubts, r.meant)]
    assert said in shown


def test_who_denies_is_named(tmp_path: Path) -> None:
    def change(n: Newsroom) -> None:
        said = next(s for s in n.tables["statements"] if s.value.speaker == "Alpine Office")
        n.tables["statements"] = [replace(s, value=replace(s.value, kind="denied")) if s is said else s for s in n.tables["statements"]]
        n.tables["figures"] = [
            replace(f, value=replace(hurt(7, "at_least"), modality="denied", start="2031-06-01", end=DAY)) if f.statement == said.id else f
            for f in n.tables["figures"]
        ]
        n.happen()

    entries = [e for m in timeline_page(made(tmp_path, change), 1).moments for e in m.entries if e.rows]
    assert [(e.label, e.unreal, e.rows[0].meant) for e in entries if e.unreal] == [("denied", True, "denied by Alpine Office")]
    assert {e.unreal for e in entries} == {True, False}


def test_the_first_page_shows_what_several_documents_tell(collection: Collection) -> None:
    shown = [e for m in chosen(collection, 5) for e in m.entries]
    assert [HURT in "".join(p.text for p in e.words) for e in shown] == [True]


def many(n: Newsroom) -> None:
    """450 happenings, one a day, in 15 months."""
    text = "\n".join(["Rain", *(f"It rained in valley {k} all day." for k in range(450))])
    n.page("rain.txt", "Rain", "Valley Radio", "2032-12-31", text.split("\n")[1:])
    for k in range(450):
        month, day = divmod(k, 30)
        start = f"{2031 + month // 12}-{month % 12 + 1:02}-{day % 27 + 1:02}"
        n.date("rain.txt", f"valley {k} all day", start, start[:8] + f"{day % 27 + 2:02}")
    n.happen()


def test_a_long_timeline_is_parted_and_every_link_into_it_leads_somewhere(tmp_path: Path) -> None:
    c = made(tmp_path, many)
    total = len(timeline(c).lines)
    pages = [timeline_page(c, n) for n in (1, 2, 3)]
    assert (total > 450, [p.pager.of for p in pages]) == (True, [3, 3, 3])
    anchors = {(p.pager.pages[n].href, m.anchor) for n, p in enumerate(pages) for m in p.moments}
    assert {tuple(j.href.split("#")) for j in pages[0].jumps} <= anchors
    assert sum(int(j.note) for j in pages[0].jumps) == total
    assert {"March 2031", "January 2032"} <= {j.label for j in pages[0].jumps}


def test_the_page_reads_without_a_script(dossier: Path) -> None:
    tree = html.fromstring((dossier / "timeline.html").read_text(encoding="utf-8"))
    assert tree.xpath("//li[contains(@class, 'is-happened')]//details//li/a/@href")
    assert len(tree.xpath("//fieldset//input")) == len(tree.xpath("//fieldset//input[@checked]")) == 5

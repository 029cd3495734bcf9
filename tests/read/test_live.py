"""Live blogs: how a line gives its time, on which day an entry was made, what is an entry and what only looks like one.

Whole pages stand in `pages/live-*`; those that only look like live blogs beside them.
"""

from __future__ import annotations

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.numeric import Order
from headwater.read.page import read_page
from headwater.read.reckon import Reckoned, Time, reckon
from headwater.read.stamps import read_stamp
from headwater.records import Document, Fact, Page, Problem
from headwater.settings import ReadSettings

SENTENCES = (
    "The wind has taken the roof off the boat house at the north end of the lake, a warden said.",
    "No more trains will leave the lake station today, the railway said, because two trees lie across the line.",
    "Wardens have asked walkers to keep away from the shore until the morning, when the wind is expected to fall.",
    "The wind over the lake reached forty knots at noon, the harbour office said, and small boats were called back.",
    "The school on Quay Street has opened its hall for those who cannot go home, the council said in the evening.",
)


def read(text: str, media: str = "text/plain", captured: str | None = None, supplied: str | None = None) -> list[Document]:
    data = text.encode()
    page = Page(id="0" * 64, path="page", size=len(data), media_type=media, captured=captured, supplied=supplied)
    return [r for r in read_page(page, data, ReadSettings()) if isinstance(r, Document)]


@pytest.mark.parametrize(
    ("line", "day", "clock", "zone", "ago", "rest"),
    [
        ("14:32 GMT", None, "14:32", "Z", None, ""),
        ("14.32 EST", None, "14:32", "-05:00", None, ""),
        ("1432 GMT", None, "14:32", "Z", None, ""),
        ("2 hours ago", None, None, "", 7200, ""),
        ("Just now", None, None, "", 0, ""),
        ("4h ago 14.32 GMT", None, "14:32", "Z", 14_400, ""),
        ("10:05am", None, "10:05", "", None, ""),
        ("9 p.m.", None, "21:00", "", None, ""),
        ("May 7, 2031 14:02", "2031-05-07", "14:02", "", None, ""),
        ("7 May 2031, 9:14 a.m. ET", "2031-05-07", "09:14", "", None, ""),
        ("9:14 a.m. EDT, May 7, 2031", "2031-05-07", "09:14", "-04:00", None, ""),
        ("10:05 (07:05 GMT)", None, "10:05", "+03:00", None, ""),
        ("published at 14:32 Greenwich Mean Time", None, "14:32", "Z", None, ""),
        ("14:32 | Ada Long", None, "14:32", "", None, "Ada Long"),
        ("2:10am GMTAda Long", None, "02:10", "Z", None, "Ada Long"),
        ("By Ada Long at 2:05 pm", None, "14:05", "", None, "By Ada Long at"),
        ("10:05am Ferries are back in the bay", None, "10:05", "", None, "Ferries are back in the bay"),
    ],
)
def test_a_line_that_gives_a_time(line: str, day: str | None, clock: str | None, zone: str, ago: float | None, rest: str) -> None:
    stamp = read_stamp(line, Order())
    assert stamp is not None
    assert (stamp.day, stamp.clock, stamp.zone, stamp.ago, line[slice(*stamp.rest)]) == (day, clock, zone, ago, rest)


@pytest.mark.parametrize(
    "line", ["The ferry left at 10:05 from the quay.", "3 min read", "12 people may go", "No. 7", "2 – 1", "Page 12 of 14", "Quay Street"]
)
def test_a_line_that_gives_none(line: str) -> None:
    stamp = read_stamp(line, Order())
    assert stamp is None or not stamp.timed


def fact(value: str) -> Fact:
    return Fact(value=value, evidence="declared", precision="minute" if len(value) > 10 else "day")


def days(clocks: str, first: str | None, last: str | None) -> list[Reckoned | None]:
    times = [Time(read_stamp(c, Order())) for c in clocks.split()]
    return reckon(times, fact(first) if first else None, fact(last) if last else None, None)


def test_entries_count_on_from_the_day_of_the_page_over_midnight() -> None:
    found = days("00:20 23:41 22:15 14:02", "2031-05-07", None)
    assert [r and r.value for r in found] == ["2031-05-08T00:20", "2031-05-07T23:41", "2031-05-07T22:15", "2031-05-07T14:02"]
    assert all(r and "midnight" in r.evidence for r in found)


def test_entries_told_from_the_first_to_the_last_count_on_as_well() -> None:
    assert [r and r.value[:13] for r in days("14:02 22:15 23:41 00:20", "2031-05-07", None)] == [
        "2031-05-07T14",
        "2031-05-07T22",
        "2031-05-07T23",
        "2031-05-08T00",
    ]


def test_the_page_was_changed_with_its_newest_entry() -> None:
    found = days("00:20 23:41", None, "2031-05-08T00:25")
    assert [r and r.value[:10] for r in found] == ["2031-05-08", "2031-05-07"]


def test_both_dates_of_the_page_make_a_day_surer() -> None:
    one, both = days("00:20 23:41", "2031-05-07", None)[0], days("00:20 23:41", "2031-05-07", "2031-05-08")[0]
    assert one is not None
    assert both is not None
    assert one.score < both.score


def test_a_page_whose_dates_cannot_both_be_says_so() -> None:
    found = days("15:20 13:41", "2031-05-07", "2031-05-11")[0]
    assert found is not None
    assert found.score <= 0.6
    assert "against it: 2031-05-11" in found.evidence


def test_of_two_days_the_one_is_taken_whose_clock_an_entry_bears_out() -> None:
    found = days("15:20 13:41", "2031-05-04T09:00", "2031-05-07T15:22")[0]
    assert found is not None
    assert found.value == "2031-05-07T15:20"


def test_an_old_entry_pinned_to_the_top_makes_no_midnight() -> None:
    assert [r and r.value[:10] for r in days("09:00 16:20 15:05 13:47", "2031-05-07", None)] == ["2031-05-07"] * 4


def test_without_any_day_none_is_made_up() -> None:
    assert days("15:20 13:41", None, None) == [None, None]


def newest_first(head: str, times: list[str], form: str = "{time}\n{text}") -> str:
    return head + "\n" + "\n".join(form.format(time=t, text=s) for t, s in zip(times, SENTENCES, strict=False))


CLOCKS = ["16:20", "15:05", "13:47", "12:10", "09:30"]


def test_a_time_and_its_text_on_one_line() -> None:
    found = read(newest_first("Storm over the lake: live updates\n9 November 2031", CLOCKS, "{time} – {text}"))
    assert [d.published and d.published.value for d in found] == [f"2031-11-09T{c}" for c in CLOCKS]
    assert [d.text[b.start : b.end] for d in found for b in d.body] == list(SENTENCES)


def test_the_same_from_the_first_to_the_last_stays_one_article() -> None:
    assert len(read(newest_first("Storm over the lake: live updates\n9 November 2031", CLOCKS[::-1], "{time} – {text}"))) == 1


def test_the_same_without_a_word_that_it_is_live_stays_one_article() -> None:
    assert len(read(newest_first("Storm over the lake\n9 November 2031", CLOCKS, "{time} – {text}"))) == 1


def test_a_page_known_by_its_form_alone() -> None:
    more = " ".join(SENTENCES[:2])
    found = read(newest_first("Storm over the lake\n9 November 2031", CLOCKS, "{time}\n{text}\n" + more))
    assert len(found) == len(CLOCKS)
    assert {d.title.value for d in found if d.title} == {"Storm over the lake"}
    assert all(d.title and d.title.start is None for d in found)


@pytest.mark.parametrize(
    "head",
    [
        "{title}\n{time}\n{name}\nReporting from Port Hale\n",
        "{time}\n{name}\nPolitical correspondent\n{title}\n",
        "{time}\n{name}\nHarbour reporter\n",
    ],
)
def test_the_lines_between_time_and_text(head: str) -> None:
    titles = ["Roof blown off", "Trains stop for the night", "Wardens warn walkers", "Wind picks up", "School opens its hall"]
    names = ["Ada Long", "Bo Reed", "Ada Long", "Bo Reed", "Ada Long"]
    parts = [head.format(title=t, time=c, name=n) + s for t, c, n, s in zip(titles, CLOCKS, names, SENTENCES, strict=True)]
    found = read("Storm over the lake: live updates\nPublished 9 November 2031\n" + "\n".join(parts))
    assert [d.title and d.title.value for d in found] == (titles if "{title}" in head else ["Storm over the lake: live updates"] * 5)
    assert [d.byline and d.byline.value for d in found] == names
    assert [d.text[b.start : b.end] for d in found for b in d.body] == list(SENTENCES)


def test_comments_behind_the_last_entry_are_none_of_it() -> None:
    page = newest_first("Storm over the lake: live updates\nPublished 9 November 2031", CLOCKS)
    said = "I have lived by the lake for thirty years and have never seen a wind like this one, so somebody should tell the wardens what to do."
    found = read(f"{page}\nComments\nGull 7\n{said}\nOld Anchor\n{said}")
    assert [d.text[b.start : b.end] for d in found for b in d.body] == list(SENTENCES)


def test_key_events_above_the_entries_are_none() -> None:
    key = "\n".join(["Key events", "16.20 GMT Roof blown off", "15.05 GMT Trains stop for the night", "13.47 GMT Wardens warn walkers"])
    found = read(
        newest_first(f"Storm over the lake: live updates\nPublished 9 November 2031\n{key}", [c.replace(":", ".") + " GMT" for c in CLOCKS])
    )
    assert [d.text[b.start : b.end] for d in found for b in d.body] == list(SENTENCES)


def test_two_hours_ago_is_counted_from_the_capture_where_the_page_allows_that_day() -> None:
    page = newest_first("Storm over the lake: live updates\nPublished 8 November 2031", ["1 hour ago", "3 hours ago", "20 hours ago"])
    found = read(page, captured="2031-11-09T17:00:00Z")
    assert [d.published and (d.published.value, d.published.precision) for d in found] == [
        ("2031-11-09", "day"),
        ("2031-11-09", "day"),
        ("2031-11-08", "day"),
    ]
    assert all(d.published and d.published.score <= 0.6 and "capture" in d.published.evidence for d in found)
    assert [d.published for d in read(page)] == [None, None, None]
    assert [d.published for d in read(page, captured="2031-11-02T17:00:00Z")] == [None, None, None]


def test_a_day_that_the_user_gave_is_the_day_of_the_page() -> None:
    found = read(newest_first("Storm over the lake: live updates", CLOCKS), supplied="2031-11-09")
    assert [d.published and d.published.value for d in found] == [f"2031-11-09T{c}" for c in CLOCKS]
    assert all(d.published and "supplied by the user" in d.published.evidence for d in found)


def test_what_is_unknown_about_many_entries_is_said_once() -> None:
    data = newest_first("Storm over the lake: live updates", CLOCKS).encode()
    found = list(read_page(Page(id="0" * 64, path="page", size=len(data), media_type="text/plain"), data, ReadSettings()))
    assert [p.message for p in found if isinstance(p, Problem)] == ["page shows no date for 5 of the 5 parts of its live blog."]


ENTRY = '<div class="entry"><h3>{title}</h3><time datetime="{time}"></time><p>{text}</p><p class="by">By {name}</p></div>'


def test_times_that_only_the_markup_gives() -> None:
    entries = "".join(
        ENTRY.format(title=f"Part {w}", time=f"2031-11-09T{c}:00Z", text=s, name=n)
        for w, c, s, n in zip(("one", "two", "three"), CLOCKS, SENTENCES, ("Ada Long", "Bo Reed", "Ada Long"), strict=False)
    )
    found = read(f"<html><head><title>Storm, live</title></head><body><h1>Storm – live</h1><div>{entries}</div></body></html>", "text/html")
    assert [d.title and d.title.value for d in found] == ["Part one", "Part two", "Part three"]
    assert [d.published and d.published.value for d in found] == [f"2031-11-09T{c}Z" for c in CLOCKS[:3]]
    assert [d.byline and d.byline.value for d in found] == ["Ada Long", "Bo Reed", "Ada Long"]


def test_entries_that_only_the_structured_data_give_a_time() -> None:
    titles = ["Roof blown off", "", "Trains stop for the night"]
    updates = [
        {"headline": t, "articleBody": s, "datePublished": f"2031-11-09T{c}:00Z"}
        for t, s, c in zip(titles, SENTENCES, CLOCKS, strict=False)
    ]
    said = json.dumps({"@type": "LiveBlogPosting", "headline": "Storm", "datePublished": "2031-11-09T09:00:00Z", "liveBlogUpdate": updates})
    body = "".join(
        f"<div>{f'<h3>{t}</h3>' if t else ''}<p>{s}</p><p>{SENTENCES[4]}</p></div>" for t, s in zip(titles, SENTENCES, strict=False)
    )
    page = f'<html><head><script type="application/ld+json">{said}</script></head><body><h1>Storm</h1><main>{body}</main></body></html>'
    found = read(page, "text/html")
    assert [d.title and d.title.value for d in found] == ["Roof blown off", "Storm", "Trains stop for the night"]
    assert [d.published and d.published.value for d in found] == [f"2031-11-09T{c}Z" for c in CLOCKS[:3]]
    assert all(SENTENCES[4] in d.text for d in found)


def test_structured_data_of_a_live_blog_without_entries_on_the_page_split_nothing() -> None:
    said = '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Storm", "liveBlogUpdate": [1, null, {"headline": 7}, "x"]}</script>'
    body = "".join(f"<p>{s}</p>" for s in SENTENCES)
    assert len(read(f"<html><head>{said}</head><body><h1>Storm</h1>{body}</body></html>", "text/html")) == 1


@pytest.mark.parametrize(
    "form", ["{time}\n{text}", "{time} – {text}", "<div><time datetime='2031-05-07T{time}:00Z'>{time}</time><p>{text}</p></div>"]
)
def test_a_page_of_very_many_times_is_read_in_bounded_time(form: str) -> None:
    lines = [form.format(time=f"{(n // 60) % 24:02d}:{n % 60:02d}", text=SENTENCES[n % 5]) for n in range(4000, 0, -1)]
    began = time.process_time()
    found = read("Storm: live updates\n" + "\n".join(lines), "text/html" if "<" in form else "text/plain", supplied="2031-11-09")
    assert len(found) > 1000
    assert time.process_time() - began < 60


LINES = st.sampled_from(
    [
        *SENTENCES,
        *CLOCKS,
        "2 hours ago",
        "14:02 GMT",
        "00:10 – Bridge closed to lorries",
        "9.15am The harbour master has closed the old bridge until the water falls, he said on Monday.",
        "7 May 2031",
        "Updated at 15.03 GMT",
        "Published 6 May 2031",
        "By Ada Long",
        "Bo Reed",
        "Bo Reed | 11:20",
        "Storm over the lake: live updates",
        "Bridge closed to lorries",
        "Share",
        "Read more",
        "Most read",
        "Photo: Ada Long / Hill Wire",
        "More soon.",
        "© 2031 Hill Herald",
    ]
)
TAGS = st.sampled_from(["p", "div", "h2", "li", "time", "span", "blockquote", "article", "section", "time datetime='2031-05-07T10:00:00Z'"])


def told_once(payload: str, media: str) -> None:
    """Every character of a page stands in one document or piece of furniture, and leads to its place."""
    data = payload.encode()
    page = Page(id="0" * 64, path="p", size=len(data), media_type=media)
    taken: list[tuple[int, int]] = []
    for r in read_page(page, data, ReadSettings()):
        if isinstance(r, Problem):
            continue
        for i, c in enumerate(r.text):
            if not c.isspace():
                a, b = r.offsets.raw(i, i + 1)
                assert payload[a:b] == c
                taken.append((a, b))
        if isinstance(r, Document):
            for f in (r.title, r.byline, r.published, r.modified):
                assert f is None or f.start is None or f.end is None or 0 <= f.start < f.end <= len(r.text)
    assert len(taken) == len(set(taken))
    if media == "text/plain":
        assert len(taken) == sum(not c.isspace() for c in payload)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=40))
def test_any_text_page_is_told_once(lines: list[str]) -> None:
    told_once("\n".join(["Storm over the lake: live updates", *lines]), "text/plain")


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TAGS, LINES), max_size=40), st.integers(0, 3))
def test_any_web_page_is_told_once(lines: list[tuple[str, str]], wrap: int) -> None:
    pieces = [f"<{tag}>{line}</{tag.split()[0]}>" for tag, line in lines]
    step = 2 + wrap
    body = "".join(f"<div>{''.join(pieces[i : i + step])}</div>" for i in range(0, len(pieces), step)) if wrap else "".join(pieces)
    told_once(f"<html><body><h1>Storm over the lake: live updates</h1><main>{body}</main></body></html>", "text/html")

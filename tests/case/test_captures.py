"""The captured pages of a case: bytes by hash, a list that only grows."""

from __future__ import annotations

import hashlib

import pytest

from headwater.case.captures import Captures
from headwater.records import Page, Problem


def page(path: str, **given: object) -> Page:
    return Page(id="", path=path, size=0, **given)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "pages").mkdir()
    return tmp_path / "pages"


def test_a_page_is_stored_under_its_hash(folder):
    captures = Captures(folder)
    assert captures.add([(page("a.txt"), b"words")]) == []
    (found,) = captures.pages
    assert found.id == hashlib.sha256(b"words").hexdigest()
    assert found.size == 5
    assert (folder / found.id[:2] / found.id).read_bytes() == b"words"


def test_two_pages_with_the_same_bytes_are_two_captures_and_it_is_said(folder):
    captures = Captures(folder)
    (said,) = captures.add([(page("a.txt"), b"words"), (page("b.txt"), b"words")])
    assert (said.kind, said.path) == ("same-bytes", "b.txt")
    assert "a.txt" in said.message
    assert [(p.path, p.copy) for p in captures.pages] == [("a.txt", 0), ("b.txt", 1)]


def test_adding_a_page_again_changes_nothing(folder):
    Captures(folder).add([(page("a.txt"), b"words"), (page("b.txt"), b"words")])
    before = (folder / "pages.jsonl").read_bytes()
    again = Captures(folder)
    again.add([(page("b.txt"), b"words"), (page("a.txt"), b"words")])
    assert (folder / "pages.jsonl").read_bytes() == before
    assert len(again.pages) == 2


def test_a_date_that_is_supplied_later_stands(folder):
    Captures(folder).add([(page("a.txt"), b"words")])
    Captures(folder).add([(page("a.txt", supplied="2031-03-04"), b"words")])
    Captures(folder).add([(page("a.txt"), b"words")])
    assert [p.supplied for p in Captures(folder).pages] == ["2031-03-04"]


def test_a_line_cut_off_by_a_crash_costs_that_page_only(folder):
    Captures(folder).add([(page("a.txt"), b"one"), (page("b.txt"), b"two")])
    index = folder / "pages.jsonl"
    index.write_bytes(index.read_bytes()[:-20])
    after = Captures(folder)
    assert [p.path for p in after.pages] == ["a.txt"]
    after.add([(page("b.txt"), b"two")])
    assert [p.path for p in Captures(folder).pages] == ["a.txt", "b.txt"]


def test_problems_are_kept_until_the_path_is_tried_again(folder):
    gone = Problem(stage="read", kind="missing", message="c.txt does not exist.", path="c.txt")
    empty = Problem(stage="read", kind="empty", message="d.txt is empty.", path="d.txt")
    Captures(folder).add([gone, empty])
    Captures(folder).add([(page("c.txt"), b"here now")])
    assert Captures(folder).problems == [empty]

"""The example's truth beside its pages: every word that it names stands on the page that it names."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest

EVENT = Path(__file__).parents[1] / "examples" / "tolm-dam"
TRUTH: dict[str, Any] = json.loads((EVENT / "truth.json").read_text(encoding="utf-8"))
PAGES = sorted(p.name for p in (EVENT / "pages").iterdir())


def plain(text: str) -> str:
    """One kind of white space and of quotation mark."""
    return re.sub(r"\s+", " ", re.sub("[‘’]", "'", re.sub("[“”]", '"', text)))


def visible(name: str) -> str:
    """What a page shows: its text without tags, entities as characters."""
    raw = (EVENT / "pages" / name).read_bytes()
    text = raw.decode("cp1252" if b"charset=windows-1252" in raw else "utf-8")
    if name.endswith(".html"):
        text = html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"(?s)<(script|style|head)\b.*?</\1>", " ", text)))
    return re.sub(r" ([.,;:])", r"\1", plain(text))


VISIBLE = {name: visible(name) for name in PAGES}


def words_of(page: str) -> list[str]:
    """Everything that the truth says stands on the page."""
    documents = [d[k] for d in TRUTH["pages"][page] for k in ("title", "first", "last")]
    accounts = [a["quote"] for a in TRUTH["accounts"].values() if a["page"] == page]
    dates = [d["quote"] for d in TRUTH["dates"] if d["page"] == page]
    happenings = [a["quote"] for h in TRUTH["happenings"] for a in h["accounts"] if a["page"] == page]
    return documents + accounts + dates + happenings + TRUTH["furniture"][page]


def test_every_page_has_its_truth() -> None:
    assert list(TRUTH["pages"]) == PAGES == list(TRUTH["furniture"])


@pytest.mark.parametrize("page", PAGES)
def test_its_words_stand_on_the_page(page: str) -> None:
    assert [w for w in words_of(page) if plain(w) not in VISIBLE[page]] == []


@pytest.mark.parametrize("page", PAGES)
def test_furniture_is_none_of_the_words_of_a_document(page: str) -> None:
    told = [plain(w) for w in words_of(page) if w not in TRUTH["furniture"][page]]
    assert [f for f in TRUTH["furniture"][page] if any(plain(f) in t for t in told)] == []


def test_names_refer_to_what_is_there() -> None:
    pairs = [(c["copy"], c["of"]) for c in TRUTH["copies"]] + [(c["left"], c["right"]) for c in TRUTH["not_copies"]]
    assert {p for pair in pairs for p in pair} <= set(PAGES)
    named = [a for c in (*TRUTH["claims"], *TRUTH["series"]) for a in c["accounts"]]
    named += [a for pair in TRUTH["apart"] for a in (pair["left"], pair["right"])] + [w["now"] for w in TRUTH["withdrawn"]]
    assert set(named) <= set(TRUTH["accounts"])
    assert {a["origin"] for a in TRUTH["accounts"].values() if "origin" in a} == set(TRUTH["origins"])


@pytest.mark.parametrize("claim", TRUTH["claims"] + TRUTH["series"], ids=lambda c: c["gist"])
def test_the_count_of_origins_follows_from_the_accounts(claim: dict[str, Any]) -> None:
    origins = {TRUTH["accounts"][a]["origin"] for a in claim["accounts"]}
    named = {o for o in origins if TRUTH["origins"][o]["kind"] != "unnamed"}
    assert claim["independent"] == {"low": len(named), "high": len(origins)}

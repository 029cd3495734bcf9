"""The whole job on the example collection, held against its truth (examples/README.md says what each part of it means)."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from headwater.case.queries import Library
from headwater.records import Claim, Document, Figure, Happening, Link, Origin, Rest, Statement

EVENT = Path(__file__).parents[1] / "examples" / "tolm-dam"
TRUTH: dict[str, Any] = json.loads((EVENT / "truth.json").read_text(encoding="utf-8"))
ACCOUNTS: dict[str, dict[str, Any]] = TRUTH["accounts"]
WITH_ORIGIN = [key for key, account in ACCOUNTS.items() if "origin" in account]
DOCUMENTS = [(page, n) for page, documents in TRUTH["pages"].items() for n in range(len(documents))]


def plain(text: str) -> str:
    """One kind of white space and of quotation mark, no case."""
    return re.sub(r"\s+", " ", re.sub("[‘’]", "'", re.sub("[“”]", '"', text))).casefold()


def same_name(one: str, other: str) -> bool:
    """Is one of the names the other, or the other with something around it?"""
    return plain(one) in plain(other) or plain(other) in plain(one)


def find(text: str, quote: str) -> tuple[int, int]:
    """Where the quote stands in the text, whatever its white space and quotation marks."""
    pattern = r"\s+".join(re.escape(w).replace("'", "['‘’]").replace('"', '["“”]') for w in quote.split())
    hit = re.search(pattern, text)
    assert hit, f"{quote!r} is not in the document"
    return hit.span()


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


@dataclass
class Told:
    """The tables of the finished case, as far as the tests ask for them."""

    pages: dict[str, list[Document]] = field(default_factory=dict)
    figures: dict[str, list[Figure]] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    dates: dict[str, list[Any]] = field(default_factory=dict)
    rests: dict[str, Rest] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    copies: list[Link] = field(default_factory=list)
    cites: list[Link] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    problems: list[Any] = field(default_factory=list)

    @property
    def page_of(self) -> dict[str, str]:
        """Document id -> name of its page."""
        return {d.id: page for page, documents in self.pages.items() for d in documents}

    def document(self, page: str, title: str | None = None) -> Document:
        """The document of a page that has one, or the one with this title."""
        found = [d for d in self.pages.get(page, []) if title is None or (d.title and plain(d.title.value) == plain(title))]
        assert len(found) == 1, f"{page} has {len(found)} documents" + (f" called {title}" if title else "")
        return found[0]

    def spans(self, key: str) -> list[Figure] | list[Statement]:
        """The spans that tell the account: figures with its value in its words, or statements with its words as content."""
        account = ACCOUNTS[key]
        document = self.document(account["page"], account.get("title"))
        place = find(document.text, account["quote"])
        if account["kind"] == "figure":
            near = (f for f in self.figures.get(document.id, []) if overlap((f.start, f.end), place) > 0)
            return [f for f in near if account["value"] in (f.value.value, f.value.low, f.value.high)]
        half = (place[1] - place[0]) / 2
        said = self.statements.get(document.id, [])
        return [s for s in said if sum(max(0, overlap((c.start, c.end), place)) for c in s.parts.content) > half]

    def links(self, links: Iterable[Link], one: str, other: str) -> Iterator[tuple[Link, str]]:
        """The links between two pages, with the page that came first (or "unknown")."""
        for link in links:
            sides = {"left": self.page_of[link.left.document], "right": self.page_of[link.right.document]}
            if set(sides.values()) == {one, other}:
                yield link, sides.get(link.direction, "unknown")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Told:
    case = tmp_path_factory.mktemp("example") / "case"
    done = subprocess.run(
        [sys.executable, "-m", "headwater", "run", str(EVENT / "pages"), "--case", str(case)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    out = Told()
    with Library(case) as library:
        for document in library.all("documents"):
            out.pages.setdefault(Path(document.path).name, []).append(document)
        for kind, table in (("figures", out.figures), ("statements", out.statements), ("dates", out.dates)):
            for span in library.all(kind):
                table.setdefault(span.document, []).append(span)
        out.rests = {r.span: r for r in library.all("rests")}
        out.origins = {o.id: o for o in library.all("origins")}
        out.copies, out.cites, out.claims = list(library.all("copies")), list(library.all("cites")), list(library.all("claims"))
        out.happenings, out.problems = list(library.all("happenings")), library.problems()
    for documents in out.pages.values():
        documents.sort(key=lambda d: d.ordinal)
    return out


# ---------------------------------------------------------------- read


@pytest.mark.parametrize("page", TRUTH["pages"])
def test_every_document_is_found(told: Told, page: str) -> None:
    titles = [plain(d.title.value) if d.title else None for d in told.pages.get(page, [])]
    assert titles == [plain(d["title"]) for d in TRUTH["pages"][page]]


@pytest.mark.parametrize(("page", "n"), DOCUMENTS)
def test_its_first_and_last_words_are_in_its_body(told: Told, page: str, n: int) -> None:
    expected = TRUTH["pages"][page][n]
    document = told.document(page, expected["title"])
    for quote in (expected["first"], expected["last"]):
        place = find(document.text, quote)
        assert any(overlap((b.start, b.end), place) == place[1] - place[0] for b in document.body), f"{quote!r} is not in the body"


@pytest.mark.parametrize(("page", "n"), DOCUMENTS)
def test_its_date_is_the_one_it_shows(told: Told, page: str, n: int) -> None:
    expected = TRUTH["pages"][page][n]
    document = told.document(page, expected["title"])
    assert document.published is not None
    assert document.published.value[: len(expected["published"])] == expected["published"]
    assert document.published.precision in (("minute",) if "T" in expected["published"] else ("day", "minute"))
    if "modified" in expected:
        assert document.modified is not None
        assert document.modified.value[:16] == expected["modified"]


@pytest.mark.parametrize(("page", "n"), DOCUMENTS)
def test_its_outlet_and_byline(told: Told, page: str, n: int) -> None:
    expected = TRUTH["pages"][page][n]
    document = told.document(page, expected["title"])
    assert document.outlet is not None
    assert same_name(document.outlet.value, expected["outlet"])
    if expected["byline"]:
        assert document.byline is not None
        assert same_name(document.byline.value, expected["byline"])


@pytest.mark.parametrize("page", TRUTH["furniture"])
def test_no_furniture_is_taken_for_a_document(told: Told, page: str) -> None:
    text = plain(" ".join(d.text for d in told.pages.get(page, [])))
    assert text
    assert [f for f in TRUTH["furniture"][page] if plain(f) in text] == []


def test_nothing_is_set_aside_that_could_be_read(told: Told) -> None:
    assert [p for p in told.problems if p.stage == "read"] == []


# ---------------------------------------------------------------- mark


@pytest.mark.parametrize("key", ACCOUNTS)
def test_every_account_is_marked(told: Told, key: str) -> None:
    account = ACCOUNTS[key]
    spans = told.spans(key)
    assert spans
    if account["kind"] == "figure":
        wanted = {k: account[k] for k in ("measure", "unit", "bound") if account[k] is not None}
        assert wanted in [{k: getattr(s.value, k) for k in wanted} for s in spans]


@pytest.mark.parametrize("entry", TRUTH["dates"], ids=lambda d: f"{d['page'][:2]}-{d['words']}")
def test_dates_begin_on_the_day_they_mean(told: Told, entry: dict[str, str]) -> None:
    document = told.document(entry["page"], entry.get("title"))
    start, end = find(document.text, entry["quote"])
    begin = document.text.index(entry["words"], start, end)
    place = (begin, begin + len(entry["words"]))
    starts = [d.value.start for d in told.dates.get(document.id, []) if overlap((d.start, d.end), place) > 0]
    assert entry["start"] in [s and s[:10] for s in starts]


# ---------------------------------------------------------------- trace


@pytest.mark.parametrize("copy", TRUTH["copies"], ids=lambda c: c["copy"][:2])
def test_every_copy_is_found_with_its_direction(told: Told, copy: dict[str, str]) -> None:
    found = [first for _, first in told.links(told.copies, copy["copy"], copy["of"])]
    assert found
    assert set(found) == {copy["of"]}


@pytest.mark.parametrize("pair", TRUTH["not_copies"], ids=lambda p: f"{p['left'][:2]}-{p['right'][:2]}")
def test_what_is_shared_for_another_reason_is_no_copy(told: Told, pair: dict[str, str]) -> None:
    assert {pair["left"], pair["right"]} <= set(told.pages)
    assert [link for link, _ in told.links(told.copies, pair["left"], pair["right"]) if link.kind == "copies"] == []


def test_only_the_wire_and_its_carriers_copy_one_another(told: Told) -> None:
    group = {TRUTH["copies"][0]["of"], *(c["copy"] for c in TRUTH["copies"])}
    linked = {told.page_of[side.document] for link in told.copies if link.kind == "copies" for side in (link.left, link.right)}
    assert linked == group


@pytest.mark.parametrize("pair", TRUTH["cites"], ids=lambda p: f"{p['citing'][:2]}-{p['cited'][:2]}")
def test_every_citation_is_found(told: Told, pair: dict[str, str]) -> None:
    assert {first for _, first in told.links(told.cites, pair["citing"], pair["cited"])} == {pair["cited"]}


@pytest.mark.parametrize("key", WITH_ORIGIN)
def test_every_account_has_its_true_origin(told: Told, key: str) -> None:
    true = TRUTH["origins"][ACCOUNTS[key]["origin"]]
    origins = [told.origins[told.rests[s.id].origin] for s in told.spans(key) if s.id in told.rests]
    assert any(same_name(o.label, name) for o in origins for name in true["names"]), [o.label for o in origins]
    assert {o.kind == "unnamed" for o in origins} == {true["kind"] == "unnamed"}


@pytest.mark.parametrize("key", WITH_ORIGIN)
def test_every_account_came_by_its_chain(told: Told, key: str) -> None:
    last = TRUTH["origins"][ACCOUNTS[key]["origin"]]["names"]
    *hops, _ = ACCOUNTS[key]["chain"]
    chains = [told.rests[s.id].chain for s in told.spans(key) if s.id in told.rests]
    assert any(follows(chain, [*([h] for h in hops), last]) for chain in chains), chains


@pytest.mark.parametrize("key", WITH_ORIGIN)
def test_nobody_stands_in_a_chain_who_passed_nothing_on(told: Told, key: str) -> None:
    names = TRUTH["origins"][ACCOUNTS[key]["origin"]]["names"]
    chains = [told.rests[s.id].chain for s in told.spans(key) if s.id in told.rests]
    hops = [[hop for hop in chain if not any(same_name(hop, name) for name in names)] for chain in chains]
    assert min(map(len, hops)) <= len(ACCOUNTS[key]["chain"][:-1]), chains


def follows(chain: tuple[str, ...], hops: list[list[str]]) -> bool:
    """Do the hops, each under one of its names, stand in the chain in this order?"""
    steps = iter(chain)
    return all(any(same_name(step, name) for step in steps for name in names) for names in hops)


# ---------------------------------------------------------------- compare


def holding(told: Told, keys: Iterable[str]) -> list[tuple[Claim, set[str]]]:
    """The claims that hold any of the accounts, each with the keys of all true accounts in it."""
    span_keys: dict[str, set[str]] = {}
    for key in ACCOUNTS:
        for span in told.spans(key):
            span_keys.setdefault(span.id, set()).add(key)
    held = [(c, set().union(*(span_keys.get(a.span, set()) for a in c.accounts))) for c in told.claims]
    return [(c, found) for c, found in held if found & set(keys)]


def counted(keys: Iterable[str]) -> tuple[int, int]:
    """How many independent origins these accounts truly have: without and with the unnamed."""
    origins = {ACCOUNTS[k].get("origin", k) for k in keys}
    return len({o for o in origins if TRUTH["origins"].get(o, {}).get("kind") != "unnamed"}), len(origins)


@pytest.mark.parametrize("claim", TRUTH["claims"], ids=lambda c: c["gist"])
def test_accounts_of_one_thing_are_one_claim_with_its_origins_counted(told: Told, claim: dict[str, Any]) -> None:
    found = [(c, keys) for c, keys in holding(told, claim["accounts"]) if set(claim["accounts"]) <= keys]
    assert found, "no claim holds all the accounts"
    for out, keys in found:
        assert (out.independent.low, out.independent.high) == counted(keys), (out.gist, out.why)


@pytest.mark.parametrize("series", TRUTH["series"], ids=lambda c: c["gist"])
def test_a_series_has_no_more_origins_than_it_has(told: Told, series: dict[str, Any]) -> None:
    held = holding(told, series["accounts"])
    assert set().union(*(keys for _, keys in held)) >= set(series["accounts"])
    for out, _ in held:
        assert out.independent.low <= series["independent"]["low"]
        assert out.independent.high <= series["independent"]["high"]
        if len({a.figure.value for a in out.accounts if a.figure}) > 1:
            assert out.standing in {*series["standing"], "different_scope"}


@pytest.mark.parametrize("pair", TRUTH["apart"], ids=lambda p: p["why"])
def test_what_only_looks_alike_stays_apart(told: Told, pair: dict[str, str]) -> None:
    claims = [keys for _, keys in holding(told, [pair["left"]])]
    assert claims
    assert not any({pair["left"], pair["right"]} <= keys for keys in claims)


@pytest.mark.parametrize("gone", TRUTH["withdrawn"], ids=lambda w: w["page"])
def test_a_value_that_a_correction_takes_back_is_not_told(told: Told, gone: dict[str, Any]) -> None:
    claims = holding(told, [gone["now"]])
    assert claims
    for claim in told.claims:
        for account in claim.accounts:
            if told.page_of[account.document] == gone["page"] and account.figure:
                assert account.figure.value != gone["value"] or account.figure.modality != "asserted"


def telling(told: Told, happening: Happening, account: dict[str, Any]) -> bool:
    """Does a happening hold the account, dated by its words and from where it says?"""
    document = told.document(account["page"], account.get("title"))
    place = find(document.text, account["quote"])
    return any(
        a.document == document.id and overlap((a.start, a.end), place) > 0 and (a.words, a.how) == (account["dated"], account["how"])
        for a in happening.accounts
    )


@pytest.mark.parametrize("true", TRUTH["happenings"], ids=lambda h: h["what"])
def test_what_pages_place_in_time_is_on_the_timeline(told: Told, true: dict[str, Any]) -> None:
    fields = ("kind", "start", "end", "precision")
    placed = [h for h in told.happenings if all(getattr(h, f) == true[f] for f in fields)]
    assert [h for h in placed if all(telling(told, h, a) for a in true["accounts"])]


def test_every_figure_that_counts_is_on_the_timeline_or_among_the_undated(told: Told) -> None:
    on_it = {a.span for h in told.happenings for a in h.accounts}
    undated = {h.claim: h.undated for h in told.happenings}
    for claim in told.claims:
        if claim.kind == "figure":
            missing = [a for a in claim.accounts if a.span not in on_it]
            assert claim.id in undated
            assert len(missing) == (undated[claim.id] or 0)


def test_no_account_stands_twice_at_one_time(told: Told) -> None:
    seen = [(a.span, h.start, h.end, h.kind) for h in told.happenings for a in h.accounts]
    assert len(seen) == len(set(seen))

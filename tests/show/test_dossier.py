import hashlib
import re

import pytest
from lxml import html
from tests.show.newsroom import HURT, LEAD, judgement, make_case

from headwater.errors import UsageError
from headwater.records import make_id
from headwater.show import dossier as writer
from headwater.show.collection import Collection
from headwater.show.site import Site


def files(folder):
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def parsed(dossier):
    return {p.relative_to(dossier): html.fromstring(p.read_text(encoding="utf-8")) for p in sorted(dossier.rglob("*.html"))}


def claim(dossier, gist):
    return next(p for p in (dossier / "claims").iterdir() if f"<h1>{gist}" in p.read_text())


def test_every_link_leads_somewhere_inside(dossier):
    trees = parsed(dossier)
    anchors = {(dossier / p).resolve(): set(t.xpath("//@id")) for p, t in trees.items()}
    for path, tree in trees.items():
        for href in tree.xpath("//@href | //@src"):
            if href == "data:,":
                continue
            target, _, anchor = href.partition("#")
            file = (dossier / path.parent / target).resolve() if target else (dossier / path).resolve()
            assert file.is_file() and file.is_relative_to(dossier.resolve()), (path, href)
            assert not anchor or anchor in anchors[file], (path, href)


def test_ids_are_unique_on_each_page(dossier):
    for path, tree in parsed(dossier).items():
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_every_page_has_one_main_heading(dossier):
    for path, tree in parsed(dossier).items():
        assert len(tree.xpath("//h1")) == 1, path


def test_every_page_forbids_the_network_and_inline_code(dossier):
    for path, tree in parsed(dossier).items():
        (policy,) = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'"), path
        assert not tree.xpath("//@style | //style | //script[not(@src)] | //@onclick"), path


def test_markup_on_a_captured_page_stays_text(dossier):
    for path in dossier.rglob("*.html"):
        tree = html.fromstring(path.read_text())
        assert len(tree.xpath("//script")) == 1 and not tree.xpath("//img"), path
    text = "".join(claim(dossier, "7 or 9").read_text())
    assert "&lt;script&gt;document.title=&#39;taken&#39;&lt;/script&gt; {{ 7 * 7 }}" in text


def test_the_same_case_gives_the_same_bytes(library, dossier, tmp_path):
    again = tmp_path / "again"
    assert writer.write_dossier(library, again) == len(files(again))
    assert files(again) == files(dossier)


def test_a_crash_leaves_the_old_dossier(library, dossier, tmp_path, monkeypatch):
    folder = tmp_path / "dossier"
    writer.write_dossier(library, folder)
    before = files(folder)

    def broken(page):
        raise RuntimeError("power cut")

    monkeypatch.setattr(writer, "html", broken)
    with pytest.raises(RuntimeError):
        writer.write_dossier(library, folder)
    assert files(folder) == before
    monkeypatch.undo()
    writer.write_dossier(library, folder)
    assert files(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["dossier"]


def test_a_folder_of_something_else_is_left_alone(library, tmp_path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(UsageError):
        writer.write_dossier(library, tmp_path)
    assert (tmp_path / "thesis.txt").read_text() == "mine"


def test_a_claim_shows_its_accounts_in_their_words_beside_their_place(dossier, library):
    tree = html.fromstring(claim(dossier, "7 or 9").read_text())
    first, copy, *_ = tree.xpath("//article[@class='account']")
    quote = first.xpath(".//blockquote")[0]
    assert quote.text_content() == "COLDPASS (Wire) - " + LEAD
    assert quote.xpath(".//*[contains(@class, 'figure')]")[0].text_content() == "At least 7"
    page = next(library.all("pages", path="wire.txt"))
    place = first.xpath(".//dl[@class='spot']")[0].text_content()
    assert "wire.txt" in place and page.id in place
    start, end = (int(n) for n in re.findall(r"captured\s*characters (\d+)–(\d+)", place)[0])
    assert library.payload(page.id).decode()[start:end] == "At least 7"
    assert [li.text for li in copy.xpath(".//ol[@class='chain']/li")] == ["Hill Gazette", "Coldpass Wire", "Alpine Office"]


def test_one_click_leads_from_an_account_to_the_exact_words(dossier):
    path = claim(dossier, "7 or 9")
    href = html.fromstring(path.read_text()).xpath("//article[@id='account-1']//h3/a/@href")[0]
    file, _, anchor = href.partition("#")
    marked = html.fromstring((path.parent / file).resolve().read_text()).xpath(f"//*[@id='{anchor}']")
    assert [m.text_content() for m in marked] == ["At least 7"]
    assert marked[0].get("href") == f"../claims/{path.name}"


def test_the_drawing_has_words_for_those_who_do_not_see_it(dossier):
    tree = html.fromstring(claim(dossier, "7 or 9").read_text())
    (svg,) = tree.xpath("//svg")
    labels = svg.get("aria-labelledby").split()
    assert all(svg.xpath(f".//*[@id='{i}']")[0].text_content().strip() for i in labels)
    assert "2 (Hill Gazette) leads to Alpine Office: shown dependent." in svg.xpath(".//desc")[0].text_content()
    groups = [" ".join(li.text_content().split()) for li in tree.xpath("//ul[@class='groups']/li")]
    assert groups[0].replace(" ,", ",").startswith("Alpine Office body — accounts 1, 2")


def test_the_range_of_origins_in_words(dossier):
    text = " ".join(html.fromstring(claim(dossier, "7 or 9").read_text()).xpath("//*[@id='independent']")[0].text_content().split())
    assert "4 documents give 4 accounts; followed back, they lead to 3 origins." in text
    assert "Low end: 2 are shown to be separate. High end: 3" in text


def test_the_reading_view_shows_the_page_in_its_order(dossier, library):
    d = next(library.all("documents", path="wire.txt"))
    tree = html.fromstring((dossier / "documents" / f"{d.id}.html").read_text())
    kinds = [e.get("class") for e in tree.xpath("//div[@class='text']/*") if e.tag != "fieldset"]
    assert kinds == ["furniture", "said", "said body", "said body", "furniture"]
    body = tree.xpath("//p[@class='said body']")[0]
    assert body.xpath(".//*[contains(@class, 'content')]")[0].text_content().startswith("At least 7 hikers")
    inner = tree.xpath("//*[contains(@class, 'content')]//*[contains(@class, 'content')]")
    assert [x.text_content() for x in inner] == ["had been wet for 3 days"]


def test_copies_stand_side_by_side(dossier, library):
    link = next(library.all("copies"))
    tree = html.fromstring((dossier / "links" / f"{link.id}.html").read_text())
    assert [b.text_content() for b in tree.xpath("//blockquote")] == [LEAD, LEAD]
    first, second = tree.xpath("//h4")
    assert "came first" in first.text_content() and "came first" not in second.text_content()


def test_what_was_set_aside_is_listed_with_its_reason(dossier):
    text = (dossier / "set-aside.html").read_text()
    assert "hostile.html shows no date." in text and "is stock text" in text
    rows = html.fromstring((dossier / "furniture.html").read_text()).xpath("//tbody/tr")
    assert len(rows) == 8 and "a line of links" in rows[0].text_content()


def test_statements_stand_under_their_speakers_unnamed_last(dossier):
    tree = html.fromstring((dossier / "statements.html").read_text())
    heads = [" ".join(h.text_content().split()) for h in tree.xpath("//section[@class='speaker']/h2")]
    assert heads == ["Alpine Office 2", "Unnamed: guide 1", "Unnamed: visitor 1"]
    assert HURT in tree.text_content()


def test_long_lists_are_cut_into_parts(library, monkeypatch):
    monkeypatch.setattr("headwater.show.collection.PER_PAGE", 2)
    site = Site(Collection(library))
    addresses = list(site.addresses())
    assert {"claims.html", "claims-2.html", "documents-2.html"} <= set(addresses) and "claims-3.html" not in addresses
    assert len(addresses) == len(set(addresses))
    second = site.page("claims-2.html")
    assert [r.gist for r in second.claims] == ["ropes wet for 3 days"] and second.pager.first == second.pager.last == 3


def test_judgements_are_shown(tmp_path):
    library = make_case(tmp_path)
    target = make_id("claim", "ropes wet for 3 days")
    judgement(tmp_path, target=target, note="asked the guide <again>")
    page = Site(Collection(library)).page(f"claims/{target}.html")
    assert [(a.answer, a.user, a.note, a.stands) for a in page.judging.answers] == [("yes", "Ada", "asked the guide <again>", True)]
    assert page.row.judged == "yes"

"""The formats for other systems: webannotation, ftm, prov, crate."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from pathlib import Path
from typing import Any

from headwater.case.queries import Library
from headwater.records import Document, OffsetMap, Page
from headwater.show.export import export
from headwater.show.export.selectors import decoded, selectors


def load(library: Library, to: str, tmp_path: Path) -> Any:
    export(library, to, tmp_path / "out.json")
    return json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))


def strip(text: str) -> str:
    return re.sub(r"<[^>]*>", "", text).replace("&amp;", "&")


# ---------------------------------------------------------------- webannotation


def test_annotations_have_the_shape_of_the_standard(library: Library, tmp_path: Path) -> None:
    collection = load(library, "webannotation", tmp_path)
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["type"] == "AnnotationCollection"
    items = collection["first"]["items"]
    assert collection["total"] == len(items) == 4
    assert len({a["id"] for a in items}) == 4
    for a in items:
        assert a["type"] == "Annotation"
        assert {b["type"] for b in a["body"]} == {"TextualBody"}
    assert {a["target"]["source"] for a in items} == {
        "https://wire.example/fire",
        "urn:sha256:" + next(p.id for p in library.pages() if p.path == "news/copy.txt"),
    }


def test_every_selector_resolves_to_the_words(library: Library, tmp_path: Path) -> None:
    seen = set()
    for a in load(library, "webannotation", tmp_path)["first"]["items"]:
        target = a["target"]
        payload = library.payload(target["schema:sha256"])
        text = payload.decode("utf-8-sig")
        by_type = {s["type"]: s for s in target["selector"]}
        seen |= set(by_type)
        quote = by_type["TextQuoteSelector"]
        assert quote["exact"]
        assert quote["prefix"] + quote["exact"] + quote["suffix"] in (strip(text.replace("</h1><p>", "\n\n")) if "<html>" in text else text)
        data = by_type["DataPositionSelector"]
        assert strip(payload[data["start"] : data["end"]].decode()) == quote["exact"]
        if "TextPositionSelector" in by_type:
            at = by_type["TextPositionSelector"]
            assert text[at["start"] : at["end"]] == quote["exact"]
    assert seen == {"TextQuoteSelector", "TextPositionSelector", "DataPositionSelector"}


def test_no_position_is_promised_where_decoding_lost_something() -> None:
    page = Page(id="0", path="x.txt", size=3, encoding="utf-8")
    lossy = decoded("é".encode() * 300 + b"\xff", page)
    assert lossy.encoding is None
    document = Document(id="d", page="0", path="x.txt", ordinal=0, text="aÿb", offsets=OffsetMap.identity(3), body=())
    assert selectors(document, 1, 2, lossy, markup=False) == [{"type": "TextQuoteSelector", "exact": "ÿ", "prefix": "a", "suffix": "b"}]
    assert decoded("aé".encode("cp1252"), Page(id="0", path="x", size=2, encoding="cp1252")).encoding == "cp1252"
    assert decoded(b"\xef\xbb\xbfa", page).bom == 3


def test_an_account_is_annotated_with_its_claim(library: Library, tmp_path: Path) -> None:
    items = load(library, "webannotation", tmp_path)["first"]["items"]
    linking = [b["value"] for a in items for b in a["body"] if b["purpose"] == "linking"]
    assert sorted(linking) == sorted(
        ["at least 3 people injured (independent origins: 1; agree)"] * 2
        + ["40 households displaced (independent origins: 1; single)", "thanks (independent origins: 1; single)"]
    )


# ---------------------------------------------------------------- ftm


def test_ftm_entities_refer_to_one_another(library: Library, tmp_path: Path) -> None:
    count = export(library, "ftm", tmp_path / "out.ftm")
    entities = [json.loads(line) for line in (tmp_path / "out.ftm").read_text(encoding="utf-8").splitlines()]
    by_id = {e["id"]: e for e in entities}
    assert len(by_id) == len(entities) == count
    for e in entities:
        assert set(e) == {"id", "schema", "properties"}
        assert all(isinstance(v, list) and v and all(isinstance(x, str) for x in v) for v in e["properties"].values())
        for role in ("document", "entity", "subject", "object", "proof", "involved"):
            assert set(e["properties"].get(role, [])) <= set(by_id)
    (link,) = [e for e in entities if e["schema"] == "UnknownLink"]
    names = {role: by_id[link["properties"][role][0]]["properties"]["fileName"] for role in ("subject", "object")}
    assert names == {"subject": ["copy.txt"], "object": ["wire.html"]}
    claim = next(e for e in entities if e["properties"].get("name") == ["at least 3 people injured"])
    assert by_id[claim["properties"]["involved"][0]]["properties"]["name"] == ["the mayor"]
    article = next(e for e in entities if e["properties"].get("fileName") == ["wire.html"])
    page = next(p for p in library.pages() if p.path == "news/wire.html")
    assert article["properties"]["contentHash"] == [hashlib.sha1(library.payload(page.id)).hexdigest()]


# ---------------------------------------------------------------- prov


def test_prov_refers_only_to_what_it_declares(library: Library, tmp_path: Path) -> None:
    prov = load(library, "prov", tmp_path)
    declared = {id for part in ("entity", "agent", "activity") for id in prov[part]}
    refers = [
        v
        for part in set(prov) - {"prefix", "entity", "agent", "activity"}
        for s in prov[part].values()
        for k, v in s.items()
        if k in _ROLES
    ]
    assert refers
    assert set(refers) <= declared
    prefixes = {*prov["prefix"], "prov", "xsd"}
    assert {k.split(":")[0] for part in prov if part != "prefix" for s in prov[part].values() for k in s} <= prefixes


_ROLES = {f"prov:{r}" for r in ("entity", "agent", "activity", "generatedEntity", "usedEntity", "collection", "alternate1", "alternate2")}


def test_prov_says_who_copied_whom(library: Library, tmp_path: Path) -> None:
    prov = load(library, "prov", tmp_path)
    paths = {id: e["hw:path"] for id, e in prov["entity"].items() if "hw:path" in e}
    copied = [
        (paths[d["prov:generatedEntity"]], paths[d["prov:usedEntity"]])
        for d in prov["wasDerivedFrom"].values()
        if d["prov:type"] == {"$": "hw:copies", "type": "xsd:QName"}
    ]
    assert copied == [("news/copy.txt", "news/wire.html")]
    assert {a["prov:label"] for a in prov["agent"].values()} >= {"The Wire", "@Daily", "the mayor"}


# ---------------------------------------------------------------- crate


def test_crate_describes_every_file_in_it(library: Library, tmp_path: Path) -> None:
    out = tmp_path / "out"
    count = export(library, "crate", out)
    graph = {e["@id"]: e for e in json.loads((out / "ro-crate-metadata.json").read_text(encoding="utf-8"))["@graph"]}
    files = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} - {"ro-crate-metadata.json"}
    assert {i for i, e in graph.items() if e["@type"] == "File"} == files
    assert {p["@id"] for p in graph["./"]["hasPart"]} == files
    assert len(files) == count
    about = graph["ro-crate-metadata.json"]
    assert about["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.1"}
    assert about["about"] == {"@id": "./"}
    assert set(graph["./"]) >= {"name", "description", "datePublished", "license"}
    for name in files:
        data = (out / name).read_bytes()
        assert graph[name]["sha256"] == hashlib.sha256(data).hexdigest()
        assert graph[name]["contentSize"] == str(len(data))
    assert {"dossier/index.html", "judgements.jsonl", "tables/claims.parquet", "case.toml"} <= files
    assert "case.db" not in files


def test_crate_as_zip_holds_the_same(library: Library, tmp_path: Path) -> None:
    export(library, "crate", tmp_path / "out")
    export(library, "crate", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        packed = {n: archive.read(n) for n in archive.namelist()}
    assert packed == {p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*") if p.is_file()}

import json
import sys

import pytest

pytest.importorskip("starlette", reason="the extra web is not installed")
pytest.importorskip("httpx", reason="httpx is not installed")

from markupsafe import escape
from starlette.testclient import TestClient
from tests.show.newsroom import make_case

from headwater.case.judge import judgements
from headwater.errors import MissingExtra, NotACase
from headwater.records import make_id
from headwater.show.guard import refused
from headwater.show.web import app

HOST = "http://127.0.0.1:8321"
CLAIM = make_id("claim", "ropes wet for 3 days")
FORM = {"target": CLAIM, "answer": "yes", "user": "Ada", "note": "rang the guide", "what": "same-claim", "back": f"claims/{CLAIM}.html"}


@pytest.fixture
def case(tmp_path):
    make_case(tmp_path)
    return tmp_path


@pytest.fixture
def client(case):
    return TestClient(app(case), base_url=HOST, follow_redirects=False)


def test_every_page_and_its_data_twin(client, collection):
    from headwater.show.site import Site

    for address in Site(collection).addresses():
        page = client.get(f"/{address}")
        assert page.status_code == 200 and page.headers["content-type"] == "text/html; charset=utf-8", address
        twin = client.get("/" + address.removesuffix(".html") + ".json")
        assert escape(twin.json()["frame"]["title"]) in page.text, address


def test_the_first_page_and_the_twin_without_html(client):
    assert "Who said it" in client.get("/").text
    assert client.get(f"/claims/{CLAIM}").status_code == 200
    assert client.get(f"/claims/{CLAIM}.json").json()["row"]["gist"] == "ropes wet for 3 days"
    assert client.get(f"/claims/{CLAIM}.html.json").json()["row"]["id"] == CLAIM


def test_headers_forbid_framing_sniffing_and_the_network(client):
    headers = client.get("/").headers
    assert "default-src 'none'" in headers["content-security-policy"] and "frame-ancestors 'none'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address", ["/static/../web.py", "/static/headwater.py", "/original/00", "/claims/zz.html", "/case.db", "/nothing"]
)
def test_nothing_else_is_served(client, address):
    assert client.get(address).status_code == 404


def test_static_files(client):
    assert client.get("/static/headwater.css").headers["content-type"].startswith("text/css")


def test_the_captured_bytes_come_as_text_in_a_sandbox(client, library):
    page = next(library.all("pages", path="hostile.html"))
    answer = client.get(f"/original/{page.id}")
    assert answer.content == library.payload(page.id)
    assert answer.headers["content-type"].startswith("text/plain") and answer.headers["content-security-policy"].startswith("sandbox")


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8321", "127.0.0.1:9", "127.0.0.1.evil.example:8321", ""])
def test_other_host_names_are_refused(client, host):
    assert client.get("/", headers={"host": host}).status_code == 403


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1:8321", "http://127.0.0.1:9", None])
def test_forms_from_elsewhere_are_refused(client, case, origin):
    answer = client.post("/judgements", data=FORM, headers={"origin": origin} if origin else {})
    assert answer.status_code == 403
    assert judgements(case) == []


def test_localhost_is_this_machine_too():
    assert refused("POST", {"host": "localhost:8321", "origin": "http://localhost:8321"}, 8321) is None
    assert refused("POST", {"host": "localhost:8321", "origin": "http://127.0.0.1:8321"}, 8321)


def test_judging_and_retracting(client, case):
    answer = client.post("/judgements", data=FORM, headers={"origin": HOST})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/claims/{CLAIM}.html")
    (kept,) = judgements(case)
    assert (kept.target, kept.answer, kept.user, kept.note, kept.what) == (CLAIM, "yes", "Ada", "rang the guide", "same-claim")
    assert "rang the guide" in client.get(f"/claims/{CLAIM}.html").text
    client.post("/judgements", data={"target": CLAIM, "retracts": kept.id, "user": "Ben"}, headers={"origin": HOST})
    first, second = judgements(case)
    assert first == kept and second.retracts == kept.id
    assert client.get("/claims.json").json()["claims"][2]["judged"] == ""
    assert "retracted or replaced" in client.get(f"/claims/{CLAIM}.html").text


@pytest.mark.parametrize(
    "change",
    [{"target": "nobody"}, {"answer": "perhaps"}, {"user": " "}, {"retracts": "0"}, {"target": make_id("origin", "Alpine Office")}],
)
def test_answers_that_cannot_be_kept(client, case, change):
    assert client.post("/judgements", data={**FORM, **change}, headers={"origin": HOST}).status_code == 400
    assert judgements(case) == []


def test_a_form_never_leads_away(client):
    answer = client.post("/judgements", data={**FORM, "back": "/evil.example"}, headers={"origin": HOST})
    assert answer.headers["location"] == "/index.html"


def test_an_endless_form_is_cut_off(client, case):
    assert client.post("/judgements", data={**FORM, "note": "x" * 100_000}, headers={"origin": HOST}).status_code == 413


def test_search(client):
    found = client.get("/search.json", params={"q": "footbridge office"}).json()
    assert sorted(h["title"] for h in found["hits"]) == ["Footbridge falls", "Seven hurt in the hills"]
    page = client.get("/search", params={"q": "<script> taken"})
    assert "<script>document" not in page.text and "&lt;script&gt;" in page.text
    assert "0 stretches" not in client.get("/search").text


def test_a_hit_leads_to_its_words(client):
    hit = client.get("/search.json", params={"q": "ropes"}).json()["hits"][0]
    page, _, anchor = hit["href"].partition("#")
    assert f'id="{anchor}"' in client.get(f"/{page}").text


def test_a_new_run_is_seen(client, case):
    (case / "judgements.jsonl").write_text(json.dumps({"cut": "off"}) + "\n")
    assert client.get("/").status_code == 200


def test_no_case(tmp_path):
    with pytest.raises(NotACase):
        app(tmp_path / "none")


def test_without_the_extra(case, monkeypatch):
    monkeypatch.setitem(sys.modules, "starlette.applications", None)
    with pytest.raises(MissingExtra):
        app(case)

"""Fetching from a server of our own: polite, patient up to a point, and never led to where it may not go."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.read import made
from warcio.archiveiterator import ArchiveIterator

from headwater.case.queries import Library
from headwater.cli import main
from headwater.fetch import visit
from headwater.fetch.addresses import public
from headwater.fetch.visit import Manners, Visitor

PAGES: dict[str, tuple[int, dict[str, str], bytes]] = {
    "/robots.txt": (200, {}, b"User-agent: *\nDisallow: /closed\n"),
    "/pier": (200, {"Content-Type": "text/html; charset=utf-8"}, made.HTML.encode()),
    "/release.pdf": (200, {"Content-Type": "application/pdf"}, made.report()),
    "/moved": (301, {"Location": "/pier"}, b""),
    "/round": (302, {"Location": "/round"}, b""),
    "/closed/a": (200, {"Content-Type": "text/html"}, b"<p>Closed.</p>"),
    "/to-closed": (302, {"Location": "/closed/a"}, b""),
    "/inside": (302, {"Location": "http://10.1.2.3/"}, b""),
    "/mapped": (302, {"Location": "http://[::ffff:192.168.0.1]/"}, b""),
    "/file": (302, {"Location": "file:///etc/passwd"}, b""),
    "/gone": (404, {}, b"Gone."),
    "/huge": (200, {"Content-Type": "text/html"}, b"a" * 300_000),
    "/busy": (503, {"Retry-After": "7"}, b""),
    "/very-busy": (503, {"Retry-After": "99999"}, b""),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        server: Server = self.server  # type: ignore[assignment]
        server.asked.append((self.path, self.headers["User-Agent"]))
        with server.lock:
            server.now += 1
            server.most = max(server.most, server.now)
        time.sleep(0.02)
        if self.path == "/drip":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
            for _ in range(200):
                time.sleep(0.05)
                try:
                    self.wfile.write(b"a")
                except OSError:
                    break
        elif self.path == "/short":
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 999\r\n\r\nabc")
        else:
            status, headers, body = PAGES.get(self.path, (404, {}, b""))
            if self.path == "/busy" and sum(p == "/busy" for p, _ in server.asked) > 1:
                status, headers, body = PAGES["/pier"]
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
        with server.lock:
            server.now -= 1

    def log_message(self, *_: object) -> None:
        pass


class Server(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str]] = []
        self.lock, self.now, self.most = threading.Lock(), 0, 0

    @property
    def at(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield made
    made.shutdown()
    made.server_close()


def here(address) -> bool:
    """This machine's own server, for tests, and the public internet as ever."""
    return address == ipaddress.ip_address("127.0.0.1") or public(address)


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest.fixture
def manners(slept) -> Manners:
    return Manners(delay=0.0, seconds=2.0, most=100_000, permitted=here, sleep=slept.append)


def verdict(server: Server, manners: Manners, path: str) -> str:
    return Visitor(manners).visit(server.at + path).wrong


def test_this_machine_is_no_place_to_go(server):
    (found,) = Visitor(Manners()).visit_all([server.at + "/pier"])
    assert "private" in found.wrong
    assert server.asked == []


def test_a_page(server, manners):
    found = Visitor(manners).visit(server.at + "/pier")
    assert found.wrong == ""
    assert found.answers[-1].body == made.HTML.encode()
    assert [p for p, _ in server.asked] == ["/robots.txt", "/pier"]
    assert all(re.match(r"headwater/\d", agent) for _, agent in server.asked)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/moved", ""),
        ("/round", "leads on more than 5 times"),
        ("/closed/a", "robots.txt"),
        ("/to-closed", "robots.txt"),
        ("/inside", "private address"),
        ("/mapped", "private address"),
        ("/file", "is not http or https"),
        ("/gone", "was answered with 404"),
        ("/huge", "is over 0 MB"),
        ("/drip", "gave no answer in 2 seconds"),
        ("/short", "cannot be reached"),
        ("/very-busy", "was answered with 503"),
    ],
)
def test_what_may_come_of_an_address(server, manners, path, words):
    wrong = verdict(server, manners, path)
    assert words in wrong if words else wrong == ""
    assert "/closed/a" not in [p for p, _ in server.asked]


def test_a_busy_host_is_asked_again_when_it_said(server, manners, slept):
    assert verdict(server, manners, "/busy") == ""
    assert 6 < max(slept) <= 7


def test_a_site_that_cannot_say_its_rules_is_left_alone(server, manners, monkeypatch):
    monkeypatch.setitem(PAGES, "/robots.txt", (500, {}, b""))
    assert "robots.txt" in verdict(server, manners, "/pier")
    monkeypatch.setitem(PAGES, "/robots.txt", (404, {}, b""))
    assert verdict(server, manners, "/closed/a") == ""


def test_one_request_to_a_host_at_a_time_and_a_wait_between(server, manners):
    began = time.monotonic()
    polite = Manners(delay=0.1, permitted=here)
    found = list(Visitor(polite).visit_all([f"{server.at}/{n}" for n in range(6)]))
    assert [v.url for v in found] == [f"{server.at}/{n}" for n in range(6)]
    assert server.most == 1
    assert time.monotonic() - began >= 0.6


def test_a_name_cannot_change_its_meaning(server, manners, monkeypatch):
    """The connection goes to the address that was judged, although the name would now mean another."""
    answers = iter(["127.0.0.1", "127.0.0.1"])

    def resolve(host, port, *more, **_):
        if host == "tern.example":
            return [(socket.AF_INET, 1, 6, "", (next(answers), port))]
        return real(host, port, *more, **_)

    real = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    found = Visitor(manners).visit(f"http://tern.example:{server.server_port}/pier")
    assert found.wrong == ""
    assert next(answers, None) is None
    assert {a.address for a in found.answers} == {"127.0.0.1"}


def test_the_command_stores_warc_and_reads_it(server, tmp_path: Path, capsys, monkeypatch):
    monkeypatch.setattr(visit, "public", here)
    monkeypatch.setattr(Manners, "__init__", _allowing(Manners.__init__))
    case = tmp_path / "case"
    urls = [server.at + p for p in ("/moved", "/release.pdf", "/gone", "/inside")]
    assert main(["fetch", *urls, "--case", str(case), "--workers", "1", "--quiet", "--delay", "0", "--contact", "desk@tern.example"]) == 0
    _, err = capsys.readouterr()
    assert [line.split(" ")[0] for line in err.splitlines() if "not-fetched" in line] == ["[not-fetched]"] * 2
    with Library(case) as library:
        pages = {p.url: p for p in library.all("pages")}
        assert set(pages) == {server.at + "/pier", server.at + "/release.pdf"}
        assert all(p.captured and "/fetched/" in p.path for p in pages.values())
        assert {d.title.value for d in library.documents() if d.title} == {made.TITLE}
    (file,) = (case / "fetched").iterdir()
    with file.open("rb") as stream:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(stream, check_digests="raise")]
    assert [u for t, u in records if t == "response"] == [server.at + p for p in ("/moved", "/pier", "/release.pdf", "/gone", "/inside")]
    assert all("contact: desk@tern.example" in agent for _, agent in server.asked)


def _allowing(init):
    def made_for_tests(self, **given) -> None:
        init(self, **{"permitted": here, **given})

    return made_for_tests


@pytest.mark.parametrize("options", [["--delay", "-1"], ["--contact", "a\nb"]])
def test_misuse(tmp_path, capsys, options):
    assert main(["fetch", "http://tern.example/", "--case", str(tmp_path / "case"), *options]) == 2
    assert "[usage]" in capsys.readouterr().err

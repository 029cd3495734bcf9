"""Where a request may go."""

from __future__ import annotations

import ipaddress
import socket

import pytest

from headwater.fetch.addresses import Refused, public, resolve, target
from headwater.fetch.robots import Rules, parse

PRIVATE = """
127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 192.0.0.1 198.18.0.1 224.0.0.1 240.0.0.1 255.255.255.255
::1 :: fe80::1 fc00::1 fd12::1 ff02::1 2001:db8::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::127.0.0.1 2002:7f00:1:: 2002:a00:1::
64:ff9b::7f00:1 64:ff9b::a00:1 64:ff9b:1::a00:1 2001:0:4136:e378:8000:63bf:80ff:fffe
""".split()
PUBLIC = "93.184.216.34 8.8.8.8 2606:2800:220:1:248:1893:25c8:1946 ::ffff:8.8.8.8 64:ff9b::808:808".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses(address):
    assert not public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address):
    assert public(ipaddress.ip_address(address))


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "[::1]", "[::ffff:127.0.0.1]"])
def test_other_ways_to_write_this_machine(host):
    to = target(f"http://{host}/")
    with pytest.raises(Refused):
        resolve(to.host, to.port, public)


def test_a_name_with_one_private_address_is_refused(monkeypatch):
    answers = [(socket.AF_INET, 1, 6, "", (a, 80)) for a in ("8.8.8.8", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(Refused, match="private"):
        resolve("tern.example", 80, public)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers[:1])
    assert resolve("tern.example", 80, public) == [ipaddress.ip_address("8.8.8.8")]


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://tern.example/",
        "gopher://tern.example/",
        "javascript:0",
        "tern.example",
        "http://",
        "http://user:word@tern.example/",
        "http://tern.example/a b",
        "http://tern.example/\r\nX: y",
        "http://tern.example:99999/",
        "http://[::1/",
        f"http://{'a' * 70}.example/",
    ],
)
def test_what_is_no_page_is_refused(url):
    with pytest.raises(Refused):
        target(url)


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("HTTP://Tern.Example", "http://tern.example/"),
        ("https://tern.example:443/a?b=ö&c#d", "https://tern.example/a?b=%C3%B6&c"),
        ("http://tern.example:8080/%20a", "http://tern.example:8080/%20a"),
        ("http://müller.example/", "http://xn--mller-kva.example/"),
    ],
)
def test_addresses_as_they_are_asked_for(url, meant):
    assert target(url).url == meant


ROBOTS = """
User-agent: *
Disallow: /

User-agent: other
User-agent: Headwater # us
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow:
Crawl-delay: 7
Sitemap: https://tern.example/map
"""


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/", True), ("/private/a", False), ("/private/open/a", True), ("/a.pdf", False), ("/a.pdf?x", True), ("/%70rivate", False)],
)
def test_robots(path, allowed):
    assert parse(ROBOTS, "headwater").allow(path) is allowed


def test_robots_for_others_and_for_none():
    assert parse(ROBOTS, "headwater").delay == 7
    assert not parse(ROBOTS, "stranger").allow("/")
    assert parse("", "headwater") == Rules()
    assert parse("\x00\xff:::\nDisallow: /", "headwater").allow("/")
    assert not parse("User-agent: *\nDisallow: /" + "*a" * 2_000 + "$\nDisallow: /b", "x").allow("/b")

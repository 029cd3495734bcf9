"""Where a request may go: http and https, to addresses that are on the public internet.

A name is resolved here, once, and the connection is made to the very address that was judged, so that a name cannot mean one machine while it is
judged and another while it is used. An IPv6 address that stands for an IPv4 address (mapped, 6to4, Teredo, NAT64) is judged as that one too.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import quote, urldefrag, urlsplit, urlunsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
#: Whether an address may be connected to. Tests allow their own server here.
Permitted = Callable[[Address], bool]

_NAT64 = (ipaddress.IPv6Network("64:ff9b::/96"), ipaddress.IPv6Network("64:ff9b:1::/48"))
_PORTS = {"http": 80, "https": 443}
#: Characters of an address: longer ones carry something else.
_LONGEST = 4_000
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


class Refused(Exception):
    """A request is not made; `args[0]` says why, in words that follow the address."""


class Target(NamedTuple):
    """An address taken apart: scheme, host, port, path with query, and the whole."""

    scheme: str
    host: str
    port: int
    path: str
    url: str

    @property
    def site(self) -> str:
        """Scheme, host and port: what robots.txt is about."""
        bare = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{bare}" + ("" if self.port == _PORTS[self.scheme] else f":{self.port}")


def target(url: str) -> Target:
    """An address as it is requested. Raises `Refused` where it is none, or asks for anything but a public page."""
    if len(url) > _LONGEST or any(ord(c) <= 32 or ord(c) == 127 for c in url):
        raise Refused("is no address")
    try:
        parts = urlsplit(urldefrag(url)[0])
        port, host = parts.port, (parts.hostname or "").rstrip(".")
        ascii_host = host if ":" in host else host.encode("idna").decode("ascii")
    except ValueError:
        raise Refused("is no address") from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        raise Refused("is not http or https")
    if not ascii_host or "%" in ascii_host:
        raise Refused("names no host")
    if parts.username is not None or parts.password is not None:
        raise Refused("carries a user name or password")
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    made = Target(scheme, ascii_host.lower(), port or _PORTS[scheme], path, "")
    return made._replace(url=urlunsplit((scheme, made.site.partition("://")[2], *path.partition("?")[::2], "")))


def public(address: Address) -> bool:
    """Is this an address on the public internet, and so is every address that it stands for?"""
    if isinstance(address, ipaddress.IPv6Address):
        inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
        if any(address in net for net in _NAT64) or int(address) >> 32 == 0:
            inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
        if any(one is not None and not public(one) for one in inner):
            return False
        if address.ipv4_mapped is not None or address in _NAT64[0]:
            return True
    return address.is_global and not address.is_multicast and not address.is_reserved and not address.is_unspecified


def resolve(host: str, port: int, permitted: Permitted) -> list[Address]:
    """The addresses that a name stands for, in the system's order. Raises `Refused` if even one of them may not be connected to."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as e:
        raise Refused(f"has a host that is not found ({e})") from None
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in found))
    if not addresses or not all(permitted(a) for a in addresses):
        raise Refused("leads to a private address, which is not followed")
    return addresses

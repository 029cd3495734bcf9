"""One HTTP request, to an address that was judged, within a time and a size. Follows nothing, stores nothing, waits for nothing.

Proxies of the environment are not used: through one, nobody here could say where a request goes.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass

from headwater.fetch.addresses import Address, Permitted, Target, resolve

#: Bytes of one read.
_STEP = 65_536


class Failed(Exception):
    """A request came to nothing; `args[0]` says why. It may do better another time."""


@dataclass(frozen=True)
class Answer:
    """What came back: status, reason, headers in order, body as sent (but for chunks), the address that sent it; ``cut``: over the size."""

    url: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes
    address: str
    sent: tuple[tuple[str, str], ...]
    cut: bool = False

    def header(self, name: str) -> str:
        """The first header of this name, or nothing."""
        return next((v for k, v in self.headers if k.lower() == name), "")


class _Plain(http.client.HTTPConnection):
    """A connection to an address that is given, whatever the host's name would resolve to now."""

    to: Address
    over = False
    _held: socket.socket | None = None

    def connect(self) -> None:
        """Connect to the address that was judged."""
        self.sock = self._held = socket.create_connection((str(self.to), self.port), self.timeout)

    def end(self) -> None:
        """End it because its time is over, in the midst of whatever it does."""
        self.over = True
        if self._held is not None:
            with contextlib.suppress(OSError):
                self._held.shutdown(socket.SHUT_RDWR)


class _Secure(_Plain):
    """The same with TLS, the certificate checked against the name."""

    def connect(self) -> None:
        """Connect, then agree on keys for the name that was asked for."""
        super().connect()
        self.sock = self._held = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def request(to: Target, agent: str, permitted: Permitted, *, seconds: float, most: int) -> Answer:
    """Ask for a page. Raises `Refused` where it may not be asked for, `Failed` where nothing came."""
    addresses = resolve(to.host, to.port, permitted)
    sent = (
        ("Host", to.site.partition("://")[2]),
        ("User-Agent", agent),
        ("Accept", "text/html,application/xhtml+xml,application/pdf;q=0.9,text/plain;q=0.8,*/*;q=0.5"),
        ("Accept-Encoding", "gzip, identity"),
        ("Accept-Language", "en,*;q=0.5"),
        ("Connection", "close"),
    )
    connection = (_Secure if to.scheme == "https" else _Plain)(to.host, to.port, timeout=min(seconds, 30.0))
    connection.to = addresses[0]
    over = threading.Timer(seconds, connection.end)
    over.daemon = True
    over.start()
    try:
        connection.putrequest("GET", to.path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent:
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body, cut = _body(response, most)
        if connection.over:
            raise TimeoutError
        headers = tuple((k, v) for k, v in response.getheaders())
        return Answer(to.url, response.status, response.reason or "", headers, body, str(addresses[0]), sent, cut)
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as e:
        raise Failed(
            f"gave no answer in {seconds:.0f} seconds" if connection.over else f"cannot be reached ({type(e).__name__}: {e})"
        ) from None
    finally:
        over.cancel()
        connection.close()


def _body(response: http.client.HTTPResponse, most: int) -> tuple[bytes, bool]:
    """The body up to a size; whether there was more. A body that breaks off is an error."""
    out = bytearray()
    while len(out) <= most:
        step = response.read(min(_STEP, most + 1 - len(out)))
        if not step:
            break
        out += step
    if len(out) <= most and response.length:
        raise http.client.IncompleteRead(bytes(out), response.length)
    return bytes(out[:most]), len(out) > most

"""One address after another, politely: robots.txt first, one request to a host at a time, a wait between them, patience with hosts that are busy.

Each redirect is a new address that is judged like the first. What a host asks for (`Crawl-delay`, `Retry-After`) is kept up to a limit; a host that
asks for more is left alone and said. Keeps the order of the addresses in what it gives back.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from threading import Lock
from urllib.parse import urljoin

from headwater.fetch import robots
from headwater.fetch.addresses import Permitted, Refused, Target, public, target
from headwater.fetch.request import Answer, Failed, request
from headwater.version import __version__

#: The name that robots.txt may call us by.
NAME = "headwater"
_AGAIN = frozenset((429, 500, 502, 503, 504))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))


@dataclass(frozen=True)
class Manners:
    """How to behave: seconds between requests to a host, tries, seconds and bytes for one request, and the longest wait that a host may ask for."""

    delay: float = 2.0
    tries: int = 3
    seconds: float = 60.0
    most: int = 50_000_000
    patience: float = 120.0
    redirects: int = 5
    contact: str = ""
    permitted: Permitted = public
    sleep: Callable[[float], None] = time.sleep

    @property
    def agent(self) -> str:
        """The user agent: who asks, that a person asked it to, and whom to write to."""
        contact = f"; contact: {self.contact}" if self.contact else ""
        return f"{NAME}/{__version__} (fetches single pages that a person named{contact})"


@dataclass
class Visit:
    """What became of one address: every answer on the way, the last one the page; ``wrong``: why there is none."""

    url: str
    answers: list[Answer] = field(default_factory=list)
    wrong: str = ""


@dataclass
class _Host:
    """A host: what it asks of robots, and when it was last asked for something."""

    rules: dict[str, robots.Rules] = field(default_factory=dict)
    next: float = 0.0
    lock: Lock = field(default_factory=Lock)


class Visitor:
    """Visits addresses. Hosts are visited side by side, each of them one request at a time."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._hosts: dict[str, _Host] = {}
        self._lock = Lock()

    def visit_all(self, urls: Sequence[str], side_by_side: int = 8) -> Iterator[Visit]:
        """What became of each address, in order."""
        with ThreadPoolExecutor(side_by_side) as pool:
            yield from pool.map(self.visit, urls)

    def visit(self, url: str) -> Visit:
        """Follow one address to its page."""
        out, at = Visit(url), url
        try:
            for _ in range(self.manners.redirects + 1):
                to = target(at)
                answer = self._asked(to)
                out.answers.append(answer)
                if answer.status not in _REDIRECTS or not (where := answer.header("location")):
                    out.wrong = _verdict(answer, self.manners)
                    return out
                at = urljoin(to.url, where.strip())
            out.wrong = f"leads on more than {self.manners.redirects} times"
        except (Refused, Failed) as e:
            out.wrong = e.args[0] if at == url else f"leads on to {at[:200]}, which {e.args[0]}"
        return out

    def _host(self, to: Target) -> _Host:
        with self._lock:
            return self._hosts.setdefault(to.host, _Host())

    def _asked(self, to: Target) -> Answer:
        host = self._host(to)
        with host.lock:
            rules = self._rules(host, to)
            if not rules.allow(to.path):
                raise Refused("is closed to robots by the site's robots.txt")
            delay = max(self.manners.delay, rules.delay or 0.0)
            if delay > self.manners.patience:
                raise Refused(f"is on a site that asks for {delay:.0f} seconds between requests")
            return self._tried(host, to, delay)

    def _rules(self, host: _Host, to: Target) -> robots.Rules:
        """The rules of a site. One that has none allows all; one that cannot say, nothing (RFC 9309, 2.3.1)."""
        if to.site not in host.rules:
            host.rules[to.site] = self._read_rules(host, to)
        return host.rules[to.site]

    def _read_rules(self, host: _Host, to: Target) -> robots.Rules:
        at = f"{to.site}/robots.txt"
        for _ in range(self.manners.redirects + 1):
            try:
                answer = self._once(host, target(at), self.manners.delay, robots.MOST)
            except Failed as e:
                raise Failed(f"{e.args[0]}; its robots.txt was asked for first") from None
            if answer.status in _REDIRECTS and answer.header("location"):
                at = urljoin(at, answer.header("location").strip())
                continue
            if answer.status == 200:
                return robots.parse(answer.body.decode("utf-8", "replace"), NAME)
            return robots.NOTHING if answer.status >= 500 or answer.status == 429 else robots.EVERYTHING
        return robots.EVERYTHING

    def _tried(self, host: _Host, to: Target, delay: float) -> Answer:
        for attempt in range(1, self.manners.tries + 1):
            last = attempt == self.manners.tries
            try:
                answer = self._once(host, to, delay, self.manners.most)
            except Failed:
                if last:
                    raise
                self._wait(host, delay * 2**attempt)
                continue
            wait = _retry_after(answer) if answer.status in _AGAIN else None
            if answer.status not in _AGAIN or last or (wait or 0.0) > self.manners.patience:
                return answer
            self._wait(host, max(delay * 2**attempt, wait or 0.0))
        raise Failed("was not asked for")

    def _once(self, host: _Host, to: Target, delay: float, most: int) -> Answer:
        """One request, after the wait that its host is owed."""
        self.manners.sleep(max(0.0, host.next - time.monotonic()))
        try:
            return request(to, self.manners.agent, self.manners.permitted, seconds=self.manners.seconds, most=most)
        finally:
            self._wait(host, delay)

    def _wait(self, host: _Host, seconds: float) -> None:
        host.next = max(host.next, time.monotonic() + seconds)


def _verdict(answer: Answer, manners: Manners) -> str:
    """Why the last answer is no page, or nothing."""
    if answer.cut:
        return f"is over {manners.most / 1e6:.0f} MB"
    return "" if answer.status == 200 else f"was answered with {answer.status} {answer.reason}".rstrip()


def _retry_after(answer: Answer) -> float | None:
    """The seconds that a host asks to wait: a number of them, or a moment (RFC 9110, 10.2.3)."""
    text = answer.header("retry-after").strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        when = parsedate_to_datetime(text)
        return max(0.0, (when - datetime.datetime.now(when.tzinfo or None)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None

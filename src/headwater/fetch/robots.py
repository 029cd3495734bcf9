"""What a site asks of robots (RFC 9309): the rules of robots.txt for our name, and how long to wait between requests.

The longest rule that fits decides; between equals the one that allows. `Crawl-delay` is no part of the standard, and is kept all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

#: Bytes of robots.txt that are read (RFC 9309, 2.5).
MOST = 512_000
_LINE = re.compile(r"\s*([A-Za-z-]+)\s*:\s*([^#]*)")
#: Rules that are kept: no site needs so many for one robot.
_RULES = 5_000


@dataclass(frozen=True)
class Rules:
    """``rules``: (allows, path) in the file's order. ``delay``: seconds between requests, where the site says."""

    rules: tuple[tuple[bool, str], ...] = ()
    delay: float | None = None

    def allow(self, path: str) -> bool:
        """May this path be requested?"""
        best, allows = -1, True
        for allowed, rule in self.rules:
            if (len(rule), allowed) > (best, allows) and _fits(rule, path):
                best, allows = len(rule), allowed
        return best < 0 or allows


EVERYTHING = Rules()
NOTHING = Rules(((False, "/"),))


def _fits(rule: str, path: str) -> bool:
    """Does a rule fit a path? "*" stands for anything, "$" at the end for the end. Takes time linear in both."""
    ends = rule.endswith("$")
    first, *rest = unquote(rule.removesuffix("$")).split("*")
    path = unquote(path)
    if not path.startswith(first):
        return False
    at = len(first)
    for n, piece in enumerate(rest):
        if ends and n == len(rest) - 1:
            return len(path) - len(piece) >= at and path.endswith(piece)
        at = path.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return not ends or at == len(path)


def parse(text: str, name: str) -> Rules:
    """The rules for a robot of this name: of the groups that name it, else of those for all."""
    own, every = list[tuple[bool, str]](), list[tuple[bool, str]]()
    delays: dict[bool, float] = {}
    named, agents, open_ = False, list[str](), False
    for line in text.splitlines():
        m = _LINE.match(line)
        if not m:
            continue
        key, value = m[1].lower(), m[2].strip()
        if key == "user-agent":
            agents = [*agents, value.lower()] if open_ else [value.lower()]
            open_, named = True, named or value.lower() == name.lower()
            continue
        open_ = False
        for rules, meant in ((own, name.lower()), (every, "*")):
            if meant in agents:
                if key in ("allow", "disallow") and value and len(rules) < _RULES:
                    rules.append((key == "allow", value))
                elif key == "crawl-delay":
                    delays[rules is own] = _seconds(value)
    return Rules(tuple(own if named else every), delays.get(named))


def _seconds(text: str) -> float:
    try:
        return max(0.0, float(text))
    except ValueError:
        return 0.0

"""Who may talk to the web application: this machine's browser, on our own pages.

A page elsewhere could post a form to 127.0.0.1, or point a name of its own at it (DNS rebinding). Both are refused here. Knows no pages.
"""

from __future__ import annotations

from collections.abc import Mapping

#: The names under which the application answers.
NAMES = ("127.0.0.1", "localhost")

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def refused(method: str, headers: Mapping[str, str], port: int | None) -> str | None:
    """Why a request is refused, or None. ``port`` is the one we listen on; header names in lower case."""
    host = headers.get("host", "")
    ours = {n for name in NAMES for n in ((f"{name}:{port}", name) if port in (None, 80) else (f"{name}:{port}",))}
    if host not in ours:
        return f"This address answers only as {NAMES[0]}:{port}."
    if method not in ("GET", "HEAD") and headers.get("origin") != f"http://{host}":
        return "Answers are taken only from this application's own pages."
    return None

"""The web application: the pages of the dossier, made when asked for, with search and judging. Answers on 127.0.0.1 only.

Every page has a data twin at the same address with ``.json``. Needs the extra `web` (Starlette, uvicorn).
"""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from headwater.case import judge
from headwater.case.folder import CaseFolder
from headwater.case.queries import Library
from headwater.errors import HeadwaterError, MissingExtra, UsageError
from headwater.read.formats import docx, odt, pdf, rtf
from headwater.show import guard
from headwater.show.collection import Collection
from headwater.show.dossier import STATIC, static
from headwater.show.render import data, html
from headwater.show.search import search_page
from headwater.show.site import Site

if TYPE_CHECKING:
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import Response
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: A judgement with a long note is a few kB; more than this is not one.
_MAX_FORM = 64_000
#: Pages whose bytes are no text: they are handed over to be saved, and never opened here.
_BYTES = frozenset((pdf.MEDIA, docx.MEDIA, odt.MEDIA, rtf.MEDIA))
_TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}


class _Open:
    """The case, opened again when a run has replaced its database or somebody has judged."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: tuple[object, ...] = ()
        self._site: Site | None = None
        self.site()

    def site(self) -> Site:
        case = CaseFolder.open_existing(self.folder)
        seen = tuple((s.st_mtime_ns, s.st_size, s.st_ino) if s else None for s in map(_stat, (case.database, case.judgements)))
        if self._site is None or seen != self._seen:
            self._site, self._seen = Site(Collection(Library(self.folder), live=True)), seen
        return self._site


def _stat(path: Path) -> os.stat_result | None:
    return path.stat() if path.exists() else None


def app(folder: Path) -> Starlette:
    """The application over a finished case. Raises `CaseError` where there is none, `MissingExtra` without Starlette."""
    try:
        from starlette.applications import Starlette
        from starlette.middleware import Middleware
        from starlette.routing import Route
    except ImportError as e:
        raise MissingExtra("The web application needs Starlette and uvicorn.", "Install them with: pip install 'headwater[web]'") from e
    case = _Open(folder)

    async def page(request: Request) -> Response:
        return _page(case.site(), request.path_params["address"] or "index.html")

    async def search(request: Request) -> Response:
        made = search_page(case.site().collection, request.query_params.get("q", ""))
        return _answer(data(made), "application/json") if request.url.path.endswith(".json") else _answer(html(made), "text/html")

    async def original(request: Request) -> Response:
        return _original(case.site().collection.library, request.path_params["page"])

    async def judgement(request: Request) -> Response:
        return await _judged(folder, case.site(), request)

    routes = [
        Route("/judgements", judgement, methods=["POST"]),
        Route("/search", search),
        Route("/search.json", search),
        Route("/original/{page}", original),
        Route("/{address:path}", page),
    ]
    return Starlette(routes=routes, middleware=[Middleware(_Guarded)])


class _Guarded:
    """Refuses what `guard` refuses, and sets its headers on every answer (ASGI)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        server = scope.get("server")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {k.lower() for k, _ in message["headers"]}
                extra = [(k.lower().encode(), v.encode()) for k, v in guard.HEADERS.items() if k.lower().encode() not in given]
                message = {**message, "headers": [*message["headers"], *extra]}
            await send(message)

        why = guard.refused(scope["method"], headers, server[1] if server else None)
        answer = _answer(why, "text/plain", 403) if why else self.app
        return await answer(scope, receive, guarded)


def _answer(body: str | bytes, kind: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    from starlette.responses import Response

    content = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return Response(content, status, {**(headers or {}), "Content-Type": kind if ";" in kind else f"{kind}; charset=utf-8"})


def _page(site: Site, address: str) -> Response:
    name = address.removeprefix("static/")
    if address.startswith("static/") and name in STATIC:
        return _answer(static(name), _TYPES[Path(name).suffix])
    twin = address.endswith(".json")
    stem = address.removesuffix(".json").removesuffix(".html")
    made = site.page(f"{stem}.html")
    if made is None:
        return _answer("There is no such page in this case.", "text/plain", 404)
    return _answer(data(made), "application/json") if twin else _answer(html(made), "text/html")


def _original(library: Library, page: str) -> Response:
    """The captured bytes, as text and never as a page of ours."""
    if not library.count("pages", id=page):
        return _answer("There is no such page in this case.", "text/plain", 404)
    captured = next(library.all("pages", id=page))
    charset = captured.encoding or "utf-8"
    if captured.media_type in _BYTES:
        return _answer(library.payload(page), "application/octet-stream; charset=binary", headers={"Content-Disposition": "attachment"})
    sandbox = {"Content-Security-Policy": "sandbox; default-src 'none'"}
    return _answer(library.payload(page), f"text/plain; charset={charset}", headers=sandbox)


async def _judged(folder: Path, site: Site, request: Request) -> Response:
    """Store the answer of a form, then lead back to the page it was on."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MAX_FORM:
            return _answer("That is too long for a judgement.", "text/plain", 413)
    form = {k: v[0].strip() for k, v in parse_qs(body.decode("utf-8", "replace")).items()}
    try:
        _keep(folder, site, form)
    except HeadwaterError as e:
        return _answer(str(e), "text/plain", 400)
    back = form.get("back", "")
    return _answer("", "text/plain", 303, {"Location": f"/{back}" if site.page(back) is not None else "/index.html"})


def _keep(folder: Path, site: Site, form: dict[str, str]) -> None:
    library, target, user = site.collection.library, form.get("target", ""), form.get("user", "")
    if not any(library.one(table, target) for table in ("claims", "copies", "cites")):
        raise UsageError("There is no such claim or link in this case.", "It may have changed in a newer run: open its page again.")
    if retracts := form.get("retracts"):
        earlier = next((j for j in library.judgements() if j.id == retracts and j.target == target), None)
        if earlier is None:
            raise UsageError("There is no such judgement to retract.")
        judge.add(folder, target, earlier.answer, user, note=form.get("note"), retracts=retracts, what=earlier.what)
    else:
        judge.add(folder, target, form.get("answer", ""), user, note=form.get("note"), quote=form.get("quote"), what=form.get("what"))


def serve(folder: Path, port: int, *, open_browser: bool = False) -> None:
    """Serve a finished case on 127.0.0.1 until interrupted."""
    try:
        import uvicorn
    except ImportError as e:
        raise MissingExtra("The web application needs Starlette and uvicorn.", "Install them with: pip install 'headwater[web]'") from e
    made = app(folder)
    if open_browser:
        webbrowser.open(f"http://127.0.0.1:{port}/")
    uvicorn.run(made, host="127.0.0.1", port=port, log_level="warning", access_log=False)

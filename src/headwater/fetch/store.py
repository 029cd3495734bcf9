"""What was fetched, as WARC (ISO 28500): what was asked and what was answered, redirects and refusals included, for other tools to read too."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from headwater.fetch.request import Answer
from headwater.fetch.visit import Visit
from headwater.version import __version__

#: Headers about how a body was sent that are not true of it as it is kept.
_SENT = frozenset(("transfer-encoding", "connection", "keep-alive", "trailer"))


def store(visits: Iterable[Visit], file: Path, agent: str) -> list[Visit]:
    """Write every answer to a WARC file as it comes; the visits."""
    from warcio.warcwriter import WARCWriter

    done, new = list[Visit](), file.with_suffix(".part")
    with new.open("wb") as out:
        writer = WARCWriter(out, gzip=True, warc_version="1.1")
        writer.write_record(
            writer.create_warcinfo_record(file.name, {"software": f"headwater {__version__}", "http-header-user-agent": agent})
        )
        for visit in visits:
            for answer in visit.answers:
                _write(writer, answer)
            done.append(visit)
    new.replace(file)
    return done


def _write(writer: Any, answer: Answer) -> None:
    from warcio.statusandheaders import StatusAndHeaders

    head = [(k, v) for k, v in answer.headers if k.lower() not in _SENT and k.lower() != "content-length"]
    head.append(("Content-Length", str(len(answer.body))))
    more = {"WARC-IP-Address": answer.address, **({"WARC-Truncated": "length"} if answer.cut else {})}
    got = writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.body),
        http_headers=StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), head, protocol="HTTP/1.1"),
        warc_headers_dict=more,
    )
    path = "/" + answer.url.split("/", 3)[3] if answer.url.count("/") > 2 else "/"
    asked = writer.create_warc_record(
        answer.url,
        "request",
        payload=io.BytesIO(),
        http_headers=StatusAndHeaders(f"GET {path} HTTP/1.1", list(answer.sent), is_http_request=True),
    )
    writer.write_request_response_pair(asked, got)

"""E-mail (.eml): a press release as it was sent. Subject, sender and date are facts about it; the text part, or else the HTML part, is the page.

Attachments are named in a problem and not read; forwarded messages inside of it neither. Headers are decoded as RFC 2047 says. Nothing is
fetched that an HTML part refers to.
"""

from __future__ import annotations

import contextlib
import email
import email.policy
import re
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr
from typing import NamedTuple

from headwater.read.formats.feed import found_date
from headwater.read.head import Head
from headwater.read.laid import Article, Laid, Payload, body_of, title_block
from headwater.read.payload import codec_of, decode

MEDIA = "message/rfc822"
#: Parts inside one another. Mail programs make four or five; more are made to be in the way.
_NESTED = 60
#: Parts that are looked at.
_MOST = 500
#: Lines that may part one part from another.
_CUTS = 20_000
_BOUNDARY = re.compile(rb"^content-type:\s{0,10}multipart/|^content-type:\s{0,10}message/", re.IGNORECASE | re.MULTILINE)
#: A file that begins with a few header lines, one of them an e-mail's own.
_HEADERS = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]{0,998}\r?\n(?:[ \t][^\r\n]{0,998}\r?\n){0,60}){2,}")
_OWN = re.compile(rb"^(?:received|message-id|mime-version|return-path|delivered-to|x-mailer):", re.IGNORECASE | re.MULTILINE)
#: Markup is a few times as long as its words; where it is a hundred times as long, the plain part says "view this in your browser".
_POINTER = 100
_MARKUP = re.compile(r"<(?:html|body|p|div|table|br)\b", re.IGNORECASE)


class Part(NamedTuple):
    """A leaf of a message: its number, media type, bytes, encoding, file name, address."""

    number: int
    media: str
    data: bytes
    charset: str | None
    name: str
    location: str = ""


def looks_like(head: bytes) -> bool:
    """Does a file begin as an e-mail does?"""
    m = _HEADERS.match(head)
    return m is not None and bool(_OWN.search(m[0]))


def opened(payload: bytes) -> Message:
    """The message. Raises ValueError where its parts are nested too deep to be mail."""
    if payload.count(b"\n--") > _CUTS:
        raise ValueError(f"it is cut into more than {_CUTS:,} pieces")
    if len(_BOUNDARY.findall(payload)) > _NESTED:
        raise ValueError(f"it holds more than {_NESTED} parts of parts")
    try:
        return email.message_from_bytes(payload, policy=email.policy.compat32)
    except (RecursionError, MessageError, LookupError) as e:
        raise ValueError(f"its parts cannot be told apart ({type(e).__name__})") from None


def parts(message: Message) -> list[Part]:
    """The leaves of a message, in order; of messages inside of it only that they are there."""
    out, waiting = list[Part](), [message]
    for one in waiting:  # grows while it is walked
        inside = one.get_payload()
        if isinstance(inside, list) and one.get_content_maintype() == "multipart":
            waiting += [p for p in inside if isinstance(p, Message)]
            continue
        number = len(out) + 1
        if number > _MOST:
            break
        data = b"" if isinstance(inside, list) else one.get_payload(decode=True)
        name = one.get_filename() or ("a forwarded message" if isinstance(inside, list) else "")
        charset = one.get_content_charset()
        out.append(
            Part(
                number,
                one.get_content_type(),
                data if isinstance(data, bytes) else b"",
                charset,
                header(name),
                str(one["Content-Location"] or ""),
            )
        )
    return out


def header(value: object) -> str:
    """A header as it is meant to be read."""
    text = str(value or "")
    with contextlib.suppress(ValueError, LookupError, MessageError):
        text = str(make_header(decode_header(text)))
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def lay(payload: bytes) -> Laid:
    """An e-mail laid out: subject, sender and date on a line each, then its text or its markup."""
    try:
        message = opened(payload)
        found = parts(message)
    except (ValueError, RecursionError) as e:
        return Laid("", said=[("broken", f"cannot be read as an e-mail ({e})")])
    body = _body(found)
    said = [(kind, words) for kind, words in (_attached(found, body), _lost(message)) if words]
    out = Payload()
    title = out.declare(header(message["Subject"]), "the subject", "the e-mail's subject")
    sender = parseaddr(header(message["From"]))
    site = out.declare(sender[0] or sender[1], "the sender", "the sender of the e-mail")
    head = Head(titles=[title] if title else [], sites=[site] if site else [])
    if (shown := out.declare(header(message["Date"]), "the date", "")) is not None:
        date = found_date(shown.value, shown.start, shown.end, "the e-mail's date")
        head.dates += [date] if date and date.value else []
    if body is None:
        return Laid(out.text(), said=[("no-text", "is an e-mail without text"), *said])
    decoded = decode(body.data, body.charset if codec_of(body.charset) else None)
    if decoded.doubt:
        said.append(("encoding", f"was read as {decoded.encoding}: {decoded.doubt}"))
    out.add("\n")
    start, _ = out.add(decoded.payload, f"part {body.number} ({body.media})")
    blocks, parents = body_of(decoded.payload, start, html=body.media == "text/html" and bool(_MARKUP.search(decoded.payload)))
    return Laid(out.text(), [Article(blocks, parents, head, title_block(title))], out.places, said)


def _body(found: list[Part]) -> Part | None:
    """The part to read: plain text where it holds words, else HTML. A plain part that only points to the HTML is passed over."""
    plain = next((p for p in found if p.media == "text/plain" and not p.name and p.data.strip()), None)
    html = next((p for p in found if p.media == "text/html" and not p.name and p.data.strip()), None)
    if plain is not None and html is not None and len(html.data) > _POINTER * len(plain.data):
        return html
    return plain or html


def _attached(found: list[Part], body: Part | None) -> tuple[str, str]:
    names = [p.name or p.media for p in found if p is not body and p.name and not p.media.startswith("image/")]
    shown = ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")
    return "attached", f"has attachments that are not read: {shown}" if names else ""


def _lost(message: Message) -> tuple[str, str]:
    return "broken", "breaks off: not all of its parts are there" if any("Boundary" in type(d).__name__ for d in message.defects) else ""

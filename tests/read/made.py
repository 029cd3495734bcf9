"""Files of every format, made by hand from invented words, for the tests of reading."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

TITLE = "Ferry pier closed after storm"
FIRST = "The harbour office said on Tuesday that the ferry pier at Oskarn would stay closed until the end of the week."
SECOND = "Two people were injured when a gangway fell during the storm on Monday night, the office said in a statement."
THIRD = "“Three of the pilings are cracked and one is gone,” said Mira Tellgren, the harbour master – a café was hit too."
HTML = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p></body></html>"

#: A line of a PDF: its place from the left and from the bottom in points, its size, its words.
Line = tuple[int, int, int, str]


def _text(words: str) -> bytes:
    return words.encode("cp1252").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _content(lines: Sequence[Line]) -> bytes:
    return b"BT\n" + b"".join(b"/F1 %d Tf 1 0 0 1 %d %d Tm (%s) Tj\n" % (size, x, y, _text(words)) for x, y, size, words in lines) + b"ET"


def pdf(pages: Sequence[Sequence[Line]], *, encrypt: bytes = b"") -> bytes:
    """A PDF with these lines on its pages."""
    made = [b"<< /Type /Catalog /Pages 2 0 R >>", b"", b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"]
    kids = []
    for lines in pages:
        content = _content(lines)
        made.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        look = b"/MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >>"
        made.append(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R >>" % (look, len(made)))
        kids.append(b"%d 0 R" % len(made))
    made[1] = b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b" ".join(kids), len(kids))
    return objects(made, encrypt)


def objects(made: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is its catalog."""
    out, at = b"%PDF-1.4\n", []
    for number, one in enumerate(made, 1):
        at.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % a for a in at)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(made) + 1, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(made) + 1) + table + end


def report(pages: int = 3) -> bytes:
    """A press release in PDF: a headline, paragraphs in lines, a broken word, a sentence over two pages, heads and page numbers."""
    made = []
    for n in range(1, pages + 1):
        lines: list[Line] = [(72, 800, 9, f"Harbour Office of Oskarn - Release {n}")]
        if n == 1:
            lines += [(72, 760, 20, TITLE), (72, 730, 11, "4 March 2031")]
        lines += [
            (72, 690, 11, "The harbour office said on Tuesday that the ferry pier at Oskarn would stay clo-"),
            (72, 676, 11, "sed until the end of the week (at least), as " + f"{n} of the pilings were cracked."),
            (72, 648, 11, "Two people were injured when a gangway fell during the storm on Monday night,"),
            (72, 634, 11, "the office said in a statement, and it thanked all those who had helped to take"),
        ]
        if n > 1:
            lines.insert(1, (72, 740, 11, "them to the hospital in the middle of the night."))
        made.append([*lines, (290, 30, 9, f"Page {n} of {pages}")])
    return pdf(made)


def docx(paragraphs: Sequence[tuple[str, str]], *, before: str = "") -> bytes:
    """A Word document of (style, text); ``before`` stands before its root element."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{before}<w:document {space}><w:body>{body}</w:body></w:document>'
    return zipped({"[Content_Types].xml": b"<Types/>", "word/document.xml": xml.encode()})


def odt(body: str, *, before: str = "") -> bytes:
    """An OpenDocument text with this body; ``before`` stands before its root element."""
    space = "urn:oasis:names:tc:opendocument:xmlns"
    names = " ".join(f'xmlns:{n}="{space}:{long}:1.0"' for n, long in (("text", "text"), ("office", "office"), ("draw", "drawing")))
    held = f"<office:body><office:text>{body}</office:text></office:body>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {names}>{held}</office:document-content>'
    return zipped({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": xml.encode()})


def rtf(paragraphs: Sequence[str]) -> bytes:
    """An RTF document as a word processor writes it, with what is no part of its body; ``paragraphs`` as RTF."""
    about = r"{\info{\author Nobody}{\creatim\yr2031\mo3\dy9}}{\*\generator Writer 9;}{\header\pard Draft\par}"
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Serif;}}{\stylesheet{\s0 Normal;}}" + about
    return "\n".join([head, *(rf"\pard\plain {p}\par" for p in paragraphs), "}"]).encode("cp1252")


def zipped(members: dict[str, bytes]) -> bytes:
    """A zip archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def eml(*, html: bool = False) -> bytes:
    """A press release by e-mail: both parts, or only the HTML one."""
    head = (
        "Received: from mail.oskarn.example\r\nFrom: =?utf-8?q?Harbour_Office_=C3=96skarn?= <press@oskarn.example>\r\n"
        f"Subject: {TITLE}\r\nDate: Tue, 04 Mar 2031 10:30:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/alternative; boundary="cut"\r\n\r\n'
    ).encode()
    plain = f"{FIRST}\r\n\r\n{SECOND}\r\n\r\n{THIRD}\r\n".encode()
    parts = [] if html else [b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n" + plain]
    quoted = HTML.encode("cp1252").replace(b"=", b"=3D").replace(b"\x96", b"=96").replace(b"<p>", b"<p>=\r\n")
    parts.append(b"Content-Type: text/html; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted)
    return head + b"".join(b"--cut\r\n" + p + b"\r\n" for p in parts) + b"--cut--\r\n"


def mhtml() -> bytes:
    """A page saved as one file, with a picture."""
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://tern.example/pier\r\n"
        f"Subject: {TITLE}\r\nDate: Wed, 5 Mar 2031 08:00:00 +0100\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="cut"\r\n\r\n'
    ).encode()
    html = HTML.encode().replace(b"=", b"=3D").replace(b"\xc3\xa9", b"=C3=A9")
    page = b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://tern.example/pier\r\n\r\n"
    picture = b"Content-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0KGgo="
    return head + b"--cut\r\n" + page + html + b"\r\n--cut\r\n" + picture + b"\r\n--cut--\r\n"


RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Tern &amp; Tide</title><link>https://tern.example/</link><image><title>Logo</title></image>
<item><title>{TITLE} &amp;amp; flood</title><link>https://tern.example/pier</link><pubDate>Tue, 04 Mar 2031 10:30:00 GMT</pubDate>
<dc:creator>Ada Long</dc:creator><media:title>A picture of a pier</media:title><description>Short.</description>
<content:encoded><![CDATA[<p>{FIRST}</p><p>{SECOND}</p>
<p>The caf&eacute; was hit too, its owner said on the day after the storm had gone.</p>]]></content:encoded></item>
<item><title>Second</title><description>{SECOND}</description></item>
<item><title>Nothing in it</title></item>
</channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Tern</title>
<entry><title>{TITLE}</title><link rel="self" href="https://tern.example/self"/><link href="https://tern.example/pier"/>
<published>2031-03-04T10:30:00+01:00</published><updated>2031-03-06T00:00:00Z</updated><author><name>Ada Long</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{FIRST}</p><p>{SECOND} a &lt; b</p></div></content></entry></feed>""".encode()

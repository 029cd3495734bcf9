"""XML from strangers: elements and text as they come, and nothing that XML could be made to do.

Entities that a document declares for itself are refused, because a few lines of them unfold to gigabytes; nothing outside of the file is ever
looked up. Nothing recurses. Built on expat, which ships with Python.
"""

from __future__ import annotations

import html.entities
import re
from collections.abc import Callable, Mapping
from xml.parsers import expat

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,31});")
_OWN = frozenset(("amp", "lt", "gt", "quot", "apos"))
#: Characters that XML cannot hold and that real feeds do.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
#: Elements inside one another. Documents that people write stay under fifty.
DEPTH = 500


class Refused(ValueError):
    """The XML is broken, or asks for what is not done."""


def _numbered(m: re.Match[str]) -> str:
    meant = html.entities.html5.get(m[1] + ";") if m[1] not in _OWN else None
    return "".join(f"&#{ord(c)};" for c in meant) if meant else m[0]


def parse(text: str, start: Callable[[str, Mapping[str, str]], None], end: Callable[[str], None], data: Callable[[str], None]) -> None:
    """Call ``start(name, attributes)``, ``end(name)`` and ``data(text)`` in the document's order; names are "namespace name".

    Raises `Refused` at the first thing that is wrong; what came before it has been told.
    """
    depth = 0

    def _start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEPTH:
            raise Refused(f"elements are nested deeper than {DEPTH}")
        start(name, attributes)

    def _end(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def _entity(*_: object) -> None:
        raise Refused("it declares entities of its own, which are not followed")

    parser = expat.ParserCreate("utf-8", namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = _start, _end, data
    parser.EntityDeclHandler = _entity
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    clean = _ILLEGAL.sub("", _NAMED.sub(_numbered, text)).lstrip()
    try:
        parser.Parse(clean.encode("utf-8"), True)
    except expat.ExpatError as e:
        raise Refused(str(e)) from None

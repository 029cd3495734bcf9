"""An HTML page as the text that is left when somebody saved only its text: its title, then every text node, a line for each element that breaks lines.

Made for measuring: the benchmark's own flattened pages are 70, made in the same way, and what is noted of other pages' facts counts for their text too.
Reads no styles, so what only a style hides is there. Says nothing of what is text and what is furniture.
"""

from __future__ import annotations

from lxml import etree, html

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "select", "textarea", "head"})
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code dfn em font i kbd mark q s samp span strike strong sub sup tt u var wbr".split()
)


def flatten(page: bytes) -> str:
    """The lines of an HTML page, its title first."""
    tree = html.fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    title = tree.findtext(".//title") or ""
    parts = [title, "\n"]
    # what is left of an element is said when it is left, so that no depth of nesting is too deep
    waiting: list[etree._Element | str] = [tree]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            parts.append(one)
            continue
        tail, shown = one.tail or "", isinstance(one.tag, str) and one.tag not in _UNSEEN
        mark = "" if (shown and one.tag in _INLINE) or not isinstance(one.tag, str) else "\n"
        waiting.append(tail)
        waiting.append(mark)
        if shown:
            waiting += reversed(one)
            waiting.append(one.text or "")
        waiting.append(mark)
    lines = [
        " ".join(line.split()) for line in "".join(p if p == "\n" else p.replace("\n", " ").replace("\r", " ") for p in parts).split("\n")
    ]
    return "\n".join(line for line in lines if line) + "\n"

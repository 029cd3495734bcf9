"""The summary of a case in a few lines of text: what was read, which claims several documents tell, where to look."""

from __future__ import annotations

from headwater.case.queries import Library
from headwater.records import Claim

#: Claims named in the summary; the dossier has all.
_NAMED = 5


def origins_in_words(claim: Claim) -> str:
    """How many independent origins a claim has, as a range in words."""
    low, high = claim.independent.low, claim.independent.high
    number = str(high) if low == high else f"{low} to {high}"
    return f"{number} independent origin" + ("" if low == high == 1 else "s")


def _some(count: int, noun: str) -> str:
    """A number with its noun: "1 page", "2 pages"."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def summary(library: Library) -> str:
    """The text that `headwater run` ends with."""
    counts = {
        t: library.count(t) for t in ("pages", "documents", "statements", "figures", "copies", "cites", "origins", "claims", "problems")
    }
    shared = [c for c in library.claims() if len({a.document for a in c.accounts}) > 1]
    out = [
        "",
        ", ".join(_some(counts[t], t.removesuffix("s")) for t in ("pages", "documents", "statements", "figures")),
        f"{_some(counts['copies'], 'copied passage')}, {_some(counts['cites'], 'citation')}, {_some(counts['origins'], 'origin')}",
        f"{_some(counts['claims'], 'claim')}, {len(shared)} of them told by more than one document; "
        f"{_some(counts['problems'], 'thing')} set aside, with reasons",
    ]
    for claim in shared[:_NAMED]:
        documents = len({a.document for a in claim.accounts})
        out.append(f"  {claim.gist}: {documents} documents, {origins_in_words(claim)} ({claim.standing.replace('_', ' ')})")
    return "\n".join([*out, "", f"Open {library.folder / 'dossier' / 'index.html'}"])

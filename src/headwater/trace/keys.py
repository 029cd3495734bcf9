"""Keys: a choice of pairs of neighbouring telling words, by which documents that may tell the same in other words find one another.

Two words of a sentence that stand near one another, in either order: a rewrite changes the words between them, their endings and their
order, and keeps most of such pairs. Looks at the body alone. Does not compare.
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import blake2b

from headwater.records import Keys, Text
from headwater.settings import TraceSettings
from headwater.trace.telling import telling


def keys(document: Text, settings: TraceSettings) -> Iterator[Keys]:
    """One key in ``key_choice`` of all pairs of terms with at most ``key_reach`` - 1 between them, each once. One record or none.

    The choice is by the hash, so that all documents choose alike (Broder 1997: sketches).
    """
    found = {
        _hash(*sorted((t, u)))
        for terms in telling(document).terms
        for k, t in enumerate(terms)
        for u in terms[k + 1 : k + 1 + settings.key_reach]
        if t != u
    }
    chosen = sorted(v for v in found if v % settings.key_choice == 0)
    if chosen:
        yield Keys(document=document.id, hashes=tuple(chosen))


def _hash(one: str, two: str) -> int:
    return int.from_bytes(blake2b(f"{one} {two}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True)

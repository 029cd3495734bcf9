"""What finished work is keyed on: the input's content, the stage's settings, and the code that did it.

A stage's version is the digest of the source files that it can reach: its own package, and the shared ones below it. So nobody has to
remember to raise a number, and a release that did not touch a stage leaves its finished work standing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from importlib import metadata, resources
from importlib.resources.abc import Traversable
from typing import Any

from headwater.plan import Stage
from headwater.settings import Settings, as_json

_SHARED = ("records.py", "tables.py", "text")
#: What a verb reaches besides: the reading model, with its weights.
_ALSO = {"mark": ("model",)}
#: Libraries whose version changes what a verb finds.
_LIBRARIES = {"read": ("charset-normalizer",), "mark": ("numpy", "onnxruntime"), "trace": ("numpy", "rapidfuzz"), "compare": ("rapidfuzz",)}


def digest(*parts: str) -> str:
    """32 hexadecimal digits (128 bits) over the parts, in order."""
    return hashlib.blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def row_digest(row: Any) -> str:
    """The digest of a row of plain values."""
    return digest(json.dumps(row, ensure_ascii=True, sort_keys=True, separators=(",", ":")))


def _sources(at: Traversable, prefix: str) -> Iterable[tuple[str, bytes]]:
    if at.is_file():
        yield prefix, at.read_bytes()
    elif at.is_dir():
        for child in sorted(at.iterdir(), key=lambda c: c.name):
            if child.name != "__pycache__":
                yield from _sources(child, f"{prefix}/{child.name}")


@cache
def code_version(verb: str) -> str:
    """The digest of the code and data files that the stages of a verb can reach."""
    root, state = resources.files("headwater"), hashlib.blake2b(digest_size=16)
    for part in (*_SHARED, *_ALSO.get(verb, ()), verb):
        for name, data in _sources(root / part, part):
            state.update(f"{name}\x1f{len(data)}\x1f".encode())
            state.update(data)
    for library in _LIBRARIES.get(verb, ()):
        state.update(f"{library}={metadata.version(library)}".encode())
    return state.hexdigest()


def stage_key(stage: Stage, settings: Settings) -> str:
    """What every piece of work of a stage has in its key."""
    return digest(stage.name, stage.does, as_json(settings.of(stage.verb)), code_version(stage.verb))

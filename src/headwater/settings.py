"""What can be set, one frozen dataclass per stage: default, unit and the reason for the default beside each.

A stage sees its own settings only, and they are part of the key of its finished work: change one and that stage runs again.
`RunSettings` (how fast, not what) is in no key.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any


def _setting(default: Any, unit: str, reason: str) -> Any:
    return field(default=default, metadata={"unit": unit, "reason": reason})


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """bytes -> documents"""

    as_document: bool = _setting(False, "yes/no", "--as-document takes a plain-text page whole, for texts without furniture")


@dataclass(frozen=True, slots=True)
class MarkSettings:
    """document -> spans"""

    captions: bool = _setting(False, "yes/no", "captions are furniture; --captions marks dates and figures in them, as such")


@dataclass(frozen=True, slots=True)
class TraceSettings:
    """spans, documents -> links, origins"""


@dataclass(frozen=True, slots=True)
class CompareSettings:
    """spans, links -> claims"""


@dataclass(frozen=True, slots=True)
class RunSettings:
    """How the work is done; changes no result."""

    workers: int = _setting(0, "processes", "0 takes one per core")
    batch: int = _setting(32, "items", "a batch of 32 articles is about 60 kB of text: the pool's overhead is then under 2%")
    max_page_mb: int = _setting(50, "MB", "a long article is under 1 MB of HTML; 50 MB leaves room and bounds memory at about 1 GB")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings of a case."""

    read: ReadSettings = ReadSettings()
    mark: MarkSettings = MarkSettings()
    trace: TraceSettings = TraceSettings()
    compare: CompareSettings = CompareSettings()

    def of(self, verb: str) -> Any:
        """The settings of one verb."""
        return getattr(self, verb)


def as_json(settings: Any) -> str:
    """The canonical text of a settings dataclass, the same for equal settings."""
    return json.dumps(dataclasses.asdict(settings), sort_keys=True)

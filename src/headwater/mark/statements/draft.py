"""A statement while it is being found: places of its parts, before speaker and chain are known."""

from __future__ import annotations

from dataclasses import dataclass, field

from headwater.records import Stretch


@dataclass(slots=True)
class Draft:
    """``source``: place of the source, None where there is none in the sentence. ``told``: whom it was said to ("told Radio Tern"). ``quoted``: it
    stands inside a quotation, so that its speaker is not the page's."""

    kind: str
    rule: str
    cue: list[Stretch]
    content: list[Stretch]
    source: Stretch | None = None
    told: Stretch | None = None
    quoter: Stretch | None = None
    quoted: bool = False
    score: float = 0.7
    why: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """Where its first part begins."""
        return min(s.start for s in [*self.cue, *self.content, *([self.source] if self.source else [])])

    @property
    def end(self) -> int:
        """Where its last part ends."""
        return max(s.end for s in [*self.cue, *self.content, *([self.source] if self.source else [])])

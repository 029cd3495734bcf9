"""A figure while it is being worked out: token places and what has been found so far. Never leaves this package."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Draft:
    """``first, last``: the tokens of the number; ``begin, finish``: with bound words and unit; ``head, tail``: the counted noun phrase.

    ``marked``: the unit is written with the number; ``strong``: a word says what happened; ``shared``: one that a list passed on.
    ``kind``: number, vague, fraction, times, ordinal, one (a person described). All ranges of tokens are half-open.
    """

    first: int
    last: int
    value: float | None
    low: float | None
    high: float | None
    kind: str = "number"
    begin: int = -1
    finish: int = -1
    head: int = -1
    tail: int = -1
    bound: str = "exact"
    measure: str = ""
    unit: str | None = None
    group: str | None = None
    wording: str | None = None
    change: str | None = None
    scope: str | None = None
    modality: str = "asserted"
    total: Draft | None = None
    rate: str = ""
    scale: float = 1.0
    marked: bool = False
    strong: bool = False
    shared: bool = False
    verb: int = -1
    score: float = 0.6
    why: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.begin, self.finish = self.begin if self.begin >= 0 else self.first, self.finish if self.finish >= 0 else self.last
        self.head, self.tail = self.head if self.head >= 0 else self.last, self.tail if self.tail >= 0 else self.last

    @property
    def size(self) -> float:
        """One number to compare by: the value, else the low or the high end."""
        return next((n for n in (self.value, self.low, self.high) if n is not None), 0.0)

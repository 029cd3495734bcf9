"""Building a text from pieces of a payload, keeping the place of every character."""

from __future__ import annotations

from collections.abc import Iterable

from headwater.records import OffsetMap


class TextBuilder:
    """Collects pieces of a payload, in rising raw order, into a text and its `OffsetMap`."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._runs: list[tuple[int, int, int]] = []
        self.length = 0

    def keep(self, piece: str, raw_start: int) -> None:
        """Add text that stands in the payload as it is."""
        if piece:
            self._pieces.append(piece)
            self._runs.append((len(piece), raw_start, len(piece)))
            self.length += len(piece)

    def put(self, piece: str, raw_start: int, raw_end: int) -> None:
        """Add text that stands for another raw range: an entity, a line break made from markup."""
        if not piece:
            return
        if len(piece) == raw_end - raw_start and len(piece) > 1:
            # equal lengths would claim a one-to-one map: give every character the range on its own
            for c in piece:
                self.put(c, raw_start, raw_end)
            return
        self._pieces.append(piece)
        self._runs.append((len(piece), raw_start, raw_end - raw_start))
        self.length += len(piece)

    def add(self, text: str, pieces: Iterable[tuple[str, int, int]]) -> None:
        """Add the pieces of ``text``, each with its raw range."""
        self._pieces.append(text)
        self._runs += [(len(piece), start, end - start) for piece, start, end in pieces]
        self.length += len(text)

    def done(self) -> tuple[str, OffsetMap]:
        """The text and its map."""
        return "".join(self._pieces), OffsetMap.of_runs(self._runs)

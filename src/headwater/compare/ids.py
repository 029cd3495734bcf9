"""Ids: those of hundreds of thousands of records, 20 bytes each, and the number of a record by its id. Holds nothing else of a record."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

#: Ids that are held as strings before they are packed.
_LOOSE = 1 << 14


class Ids:
    """Ids in order of coming."""

    def __init__(self) -> None:
        self._packed: list[npt.NDArray[np.bytes_]] = [np.empty(0, "S20")]
        self._loose: list[bytes] = []

    def append(self, id: str) -> None:
        """Put one more id at the end."""
        self._loose.append(id.encode())
        if len(self._loose) >= _LOOSE:
            self._pack()

    def _pack(self) -> None:
        self._packed.append(np.array(self._loose, "S"))
        self._loose = []

    def all(self) -> npt.NDArray[np.bytes_]:
        """All of them."""
        if self._loose:
            self._pack()
        self._packed = [np.concatenate(self._packed)]
        return self._packed[0]


class Numbers:
    """The number of each of some ids: its place among them."""

    def __init__(self, ids: npt.NDArray[np.bytes_]) -> None:
        self.ids, self._order = ids, np.argsort(ids, kind="stable")  # kept as it is: of another type it would be converted at each search

    def __len__(self) -> int:
        return len(self.ids)

    def find(self, asked: Sequence[str]) -> npt.NDArray[np.int32]:
        """The numbers of some ids, -1 for those that are not among these."""
        if not len(self.ids) or not asked:
            return np.full(len(asked), -1, np.int32)
        wanted = np.array([id.encode() for id in asked], "S")
        at = self._order[np.minimum(np.searchsorted(self.ids, wanted, sorter=self._order), len(self.ids) - 1)]
        return np.where(self.ids[at] == wanted, at, -1).astype(np.int32)

    def id(self, number: int) -> str:
        """The id with a number."""
        return bytes(self.ids[number]).decode()

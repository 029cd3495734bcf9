"""Texts: strings end to end, by number, loose or in compressed blocks. Knows nothing of what they say."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import lru_cache

from headwater.text.packed import pack, unpack

#: Bytes of strings that are compressed together, and blocks of them that are held open.
_BLOCK, _BLOCKS = 1 << 14, 64


class Texts:
    """Strings end to end."""

    def __init__(self) -> None:
        self._bytes, self._ends = bytearray(), array("q", [0])

    def append(self, text: str) -> None:
        """Put one more string at the end."""
        self._bytes += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))

    def raw(self, n: int) -> bytes:
        """The bytes of one string."""
        return bytes(self._bytes[self._ends[n] : self._ends[n + 1]])

    def __getitem__(self, n: int) -> str:
        return self.raw(n).decode("utf-8", "surrogatepass")


class Packed(Texts):
    """Strings in compressed blocks: a third of the room, for strings that are asked for in their order."""

    def __init__(self) -> None:
        super().__init__()
        self._blocks: list[bytes] = []
        self._firsts = [0]
        self._block = lru_cache(maxsize=_BLOCKS)(self._unpack)

    def append(self, text: str) -> None:
        """Put one more string at the end."""
        super().append(text)
        if len(self._bytes) >= _BLOCK:
            self._seal()

    def _seal(self) -> None:
        """Put the loose strings into a block."""
        self._blocks.append(pack([super(Packed, self).raw(n) for n in range(len(self._ends) - 1)]))
        self._firsts.append(self._firsts[-1] + len(self._ends) - 1)
        self._bytes, self._ends = bytearray(), array("q", [0])

    def _unpack(self, block: int) -> list[bytes]:
        return unpack(self._blocks[block])

    def raw(self, n: int) -> bytes:
        """The bytes of one string."""
        if n >= self._firsts[-1]:
            return super().raw(n - self._firsts[-1])
        block = bisect_right(self._firsts, n) - 1
        return self._block(block)[n - self._firsts[block]]
